import { type ReactNode, useEffect, useRef, useState } from 'react';
import { classNames } from '#client/ui/class-names.ts';
import styles from './figures.module.css';

/** Long enough for what is seen first to have come. */
const LATER = 2_000;

/**
 * What lies further down comes when it is near, or when what is seen first has had its time. Its place is kept meanwhile, so that
 * nothing jumps; for the printer all of it comes.
 */
export function WhenNear({ className, children }: { className?: string | undefined; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(typeof IntersectionObserver === 'undefined');
  useEffect(() => {
    if (isNear || !box.current) return;
    const come = () => setNear(true);
    const observer = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && come(), {
      rootMargin: '600px',
    });
    observer.observe(box.current);
    window.addEventListener('beforeprint', come);
    const later = setTimeout(come, LATER);
    return () => {
      observer.disconnect();
      clearTimeout(later);
      window.removeEventListener('beforeprint', come);
    };
  }, [isNear]);
  return isNear ? children : <div ref={box} className={classNames(styles.later, className)} />;
}
