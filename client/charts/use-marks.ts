import { type KeyboardEvent, useState } from 'react';

/**
 * One stop in the tab order for a whole row of marks; arrows, Home and End go along it (the toolbar pattern of the ARIA
 * practices). What has the pointer or the focus is `active`, and shows its values. With `onSelect` a mark is a button as well.
 */
export function useMarks(count: number, onSelect?: (place: number) => void) {
  const [active, setActive] = useState<number | null>(null);
  const [stop, setStop] = useState<number | null>(null);
  const last = count - 1;
  const reachable = stop === null || stop > last ? last : stop;

  const move = (event: KeyboardEvent<SVGElement>, place: number) => {
    const next = { ArrowLeft: place - 1, ArrowRight: place + 1, Home: 0, End: last }[event.key];
    if (event.key === 'Escape') setActive(null);
    if (onSelect && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      onSelect(place);
    }
    if (next === undefined) return;
    event.preventDefault();
    const marks = event.currentTarget.parentElement?.querySelectorAll<SVGElement>('[data-mark]');
    marks?.[Math.min(last, Math.max(0, next))]?.focus();
  };

  return {
    active: active !== null && active <= last ? active : null,
    leave: () => setActive(null),
    markProps: (place: number) => ({
      'data-mark': place,
      role: onSelect ? ('button' as const) : ('img' as const),
      tabIndex: place === reachable ? 0 : -1,
      onKeyDown: (event: KeyboardEvent<SVGElement>) => move(event, place),
      onFocus: () => {
        setStop(place);
        setActive(place);
      },
      onBlur: () => setActive(null),
      onPointerEnter: () => setActive(place),
      ...(onSelect ? { onClick: () => onSelect(place) } : {}),
    }),
  };
}
