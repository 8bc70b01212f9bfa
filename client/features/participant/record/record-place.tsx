import { type RefObject, useLayoutEffect, useRef } from 'react';
import { useWords } from '#client/locales/words.ts';
import { Card } from '#client/ui/card.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import type { Trajectory } from '#shared/contract/trajectories.ts';
import { recordWords } from './locales.ts';
import { RecordPanel } from './record-panel.tsx';
import styles from './record-place.module.css';

type RecordPlaceProps = {
  trajectory: Trajectory;
  isWide: boolean;
  /** Of the drawer; beside the course the panel is always there. */
  isOpen: boolean;
  /** Takes the focus when a step is to be recorded, and after it was. */
  heading: RefObject<HTMLHeadingElement | null>;
  onClose: () => void;
  onRecorded: (stepId: string, isMore: boolean) => void;
  onProblem: (text: string) => void;
};

/** Where steps are recorded: beside the course where there is room, else in a drawer. */
export function RecordPlace({ trajectory, isWide, isOpen, heading, onClose, onRecorded, onProblem }: RecordPlaceProps) {
  const words = useWords(recordWords);
  const side = useRef<HTMLElement>(null);
  useRoomBelow(side);
  if (!isWide) {
    return (
      <Dialog isOpen={isOpen} variant="drawer" title={words('title')} onClose={onClose}>
        <RecordPanel trajectory={trajectory} onRecorded={onRecorded} onProblem={onProblem} />
      </Dialog>
    );
  }
  const focusHeading = (stepId: string, isMore: boolean) => {
    onRecorded(stepId, isMore);
    heading.current?.focus({ preventScroll: true });
  };
  return (
    <aside ref={side} className={styles.side} data-print="no">
      <Card>
        <h2 ref={heading} tabIndex={-1} className={styles.heading}>
          {words('title')}
        </h2>
        <RecordPanel trajectory={trajectory} onRecorded={focusHeading} onProblem={onProblem} />
      </Card>
    </aside>
  );
}

/** Tells the style sheet how much of the window is left from the panel down, so that its deed is in sight wherever the page is scrolled. */
function useRoomBelow(side: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const measure = () => {
      const top = side.current?.getBoundingClientRect().top;
      if (top !== undefined) side.current?.style.setProperty('--room', `${Math.round(window.innerHeight - Math.max(top, 0))}px`);
    };
    measure();
    window.addEventListener('scroll', measure, { passive: true });
    window.addEventListener('resize', measure);
    return () => {
      window.removeEventListener('scroll', measure);
      window.removeEventListener('resize', measure);
    };
  });
}
