import { useIsFetching } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { classNames } from '#client/ui/class-names.ts';
import styles from './figures.module.css';

/** Milliseconds without a question under way: what is seen first has come. */
const QUIET = 200;

/** Milliseconds: what is seen first has had its time. */
const LATER = 2_000;

/**
 * What lies further down comes when it is near, or as soon as what is seen first is there: who prints the page or makes a picture of it a moment
 * later has all of it. Its place is kept meanwhile, so that nothing jumps.
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
  const isQuiet = useIsFetching() === 0;
  useEffect(() => {
    if (isNear || !isQuiet) return;
    const soon = setTimeout(() => setNear(true), QUIET);
    return () => clearTimeout(soon);
  }, [isNear, isQuiet]);
  return isNear ? children : <div ref={box} className={classNames(styles.later, className)} />;
}
