import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { Breadcrumbs, type Crumb } from './breadcrumbs.tsx';
import styles from './page-head.module.css';

type PageHeadProps = {
  /** Also the title of the browser's tab. Never a person's name there: give `tabTitle`. */
  title: string;
  tabTitle?: string | undefined;
  subtitle?: ReactNode;
  breadcrumbs?: readonly Crumb[] | undefined;
  /** The one primary button of the view, and quieter ones before it. */
  actions?: ReactNode;
};

/** The head of every screen, once. After a navigation it takes the focus, so that a reader hears where it came. */
export function PageHead({ title, tabTitle = title, subtitle, breadcrumbs, actions }: PageHeadProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();

  useEffect(() => {
    document.title = `${tabTitle} – Doorstroom`;
  }, [tabTitle]);

  useEffect(() => {
    const isFirstView = lastPathname === null;
    const isNewView = lastPathname !== pathname;
    lastPathname = pathname;
    // The first view keeps the browser's own start, and an input that already has the focus keeps it.
    if (isFirstView || !isNewView || document.activeElement instanceof HTMLInputElement) return;
    heading.current?.focus({ preventScroll: true });
  }, [pathname]);

  return (
    <header className={styles.head}>
      <div className={styles.words}>
        {breadcrumbs ? <Breadcrumbs items={breadcrumbs} /> : null}
        <h1 className={styles.title} ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {subtitle ? <p className={styles.subtitle}>{subtitle}</p> : null}
      </div>
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </header>
  );
}

let lastPathname: string | null = null;
