import { type ReactNode, useEffect, useId, useRef } from 'react';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { classNames } from './class-names.ts';
import styles from './dialog.module.css';
import { Icon } from './icon.tsx';

type DialogProps = {
  isOpen: boolean;
  /** Escape, the cross, or a press beside it. Leave out where only the content itself may close it. */
  onClose?: (() => void) | undefined;
  title: string;
  /** Buttons at the foot, the deed first. */
  footer?: ReactNode;
  variant?: 'dialog' | 'drawer';
  size?: 'small' | 'medium' | 'large';
  /** Hides the page behind it altogether. */
  isOpaque?: boolean;
  children: ReactNode;
};

/**
 * The browser's own modal `<dialog>`: the page behind is inert, the focus stays within and returns to where it was. It begins
 * in the first field, or at the title where there is none. The content is made anew at every opening.
 */
export function Dialog({ isOpen, ...props }: DialogProps) {
  return isOpen ? <OpenDialog {...props} /> : null;
}

function OpenDialog({
  onClose,
  title,
  footer,
  variant = 'dialog',
  size = 'medium',
  isOpaque = false,
  children,
}: Omit<DialogProps, 'isOpen'>) {
  const words = useWords(commonWords);
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const body = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = dialog.current;
    const opener = document.activeElement;
    element?.showModal();
    (body.current?.querySelector<HTMLElement>(firstField) ?? heading.current)?.focus();
    return () => {
      element?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes by keyboard; the press beside the dialog is the pointer's way only.
    <dialog
      ref={dialog}
      className={classNames(styles.dialog, styles[variant], styles[size], isOpaque && styles.opaque)}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose?.();
      }}
    >
      <div className={styles.frame}>
        <header className={styles.head}>
          <h2 className={styles.title} id={titleId} ref={heading} tabIndex={-1}>
            {title}
          </h2>
          {onClose ? (
            <button type="button" className={styles.close} aria-label={words('close')} onClick={onClose}>
              <Icon name="close" />
            </button>
          ) : null}
        </header>
        <div className={styles.body} ref={body}>
          {children}
        </div>
        {footer ? <footer className={styles.foot}>{footer}</footer> : null}
      </div>
    </dialog>
  );
}

const firstField = ':is(input, select, textarea):not(:disabled, [type="hidden"])';
