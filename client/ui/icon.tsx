import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './icon.module.css';

/** Drawn on a 20 by 20 grid with lines of 1.7, in the colour of the text around them. */
const shapes = {
  'arrow-left': <path d="M16 10H4m5-5-5 5 5 5" />,
  'arrow-right': <path d="M4 10h12m-5-5 5 5-5 5" />,
  building: <path d="M4.5 17V4.2L11.5 2.5V17M11.5 7.5h4V17M2.5 17h15M7 6.5h2M7 10h2M7 13.5h2" />,
  calendar: (
    <>
      <rect x="3" y="4.5" width="14" height="12.5" rx="2" />
      <path d="M3 8.5h14M7 2.5v4M13 2.5v4" />
    </>
  ),
  check: <path d="m4 10.5 4 4 8-9" />,
  'chevron-down': <path d="m5 7.5 5 5 5-5" />,
  'chevron-right': <path d="m7.5 5 5 5-5 5" />,
  curve: <path d="M3.5 16.5h13M3.5 13c3.5 0 3.5-8.5 7-8.5h5.5" />,
  close: <path d="m5 5 10 10M15 5 5 15" />,
  danger: (
    <>
      <path d="M6.8 2.5h6.4l4.3 4.3v6.4l-4.3 4.3H6.8l-4.3-4.3V6.8z" />
      <path d="M10 6v5m0 2.8v.2" />
    </>
  ),
  dots: <path d="M4.5 10h.01M10 10h.01M15.5 10h.01" strokeWidth="2.6" />,
  download: <path d="M10 3v9.5m-4-4 4 4 4-4M3.5 16.5h13" />,
  edit: <path d="m4 16 .8-3.6L13.5 3.7a1.4 1.4 0 0 1 2 0l.8.8a1.4 1.4 0 0 1 0 2L7.6 15.2zM11.5 5.7l2.8 2.8" />,
  eye: (
    <>
      <path d="M1.8 10S4.8 4.5 10 4.5 18.2 10 18.2 10 15.2 15.5 10 15.5 1.8 10 1.8 10z" />
      <circle cx="10" cy="10" r="2.4" />
    </>
  ),
  'eye-off': (
    <path d="M3 3l14 14M8 4.8A8 8 0 0 1 10 4.5c5.2 0 8.2 5.5 8.2 5.5a14 14 0 0 1-2.3 2.9M13 14.8a7.6 7.6 0 0 1-3 .7C4.8 15.5 1.8 10 1.8 10a14 14 0 0 1 3.2-3.7" />
  ),
  figures: <path d="M3.5 16.5h13M5.5 13.5v-3M10 13.5v-9M14.5 13.5v-6" strokeWidth="2" />,
  filter: <path d="M3 5h14M6 10h8M8.5 15h3" />,
  handover: <path d="M3 6.5h11m-3.5-3.5L14 6.5 10.5 10M17 13.5H6m3.5-3.5L6 13.5 9.5 17" />,
  help: (
    <>
      <circle cx="10" cy="10" r="7.5" />
      <path d="M7.9 7.8a2.2 2.2 0 1 1 3 2.2c-.6.3-.9.7-.9 1.3m0 2.5v.2" />
    </>
  ),
  import: <path d="M10 12.5V3m-4 4 4-4 4 4M3.5 12.5v4h13v-4" />,
  info: (
    <>
      <circle cx="10" cy="10" r="7.5" />
      <path d="M10 9v5m0-8v.2" />
    </>
  ),
  list: <path d="M7.5 5h9M7.5 10h9M7.5 15h9M3.6 5h.01M3.6 10h.01M3.6 15h.01" />,
  lock: (
    <>
      <rect x="4" y="8.5" width="12" height="8.5" rx="2" />
      <path d="M6.5 8.5V6.2a3.5 3.5 0 0 1 7 0v2.3" />
    </>
  ),
  menu: <path d="M3 5.5h14M3 10h14M3 14.5h14" />,
  model: (
    <>
      <circle cx="4.5" cy="10" r="2" />
      <circle cx="15.5" cy="5" r="2" />
      <circle cx="15.5" cy="15" r="2" />
      <path d="M6.4 9.2 13.6 5.9M6.4 10.8l7.2 3.3" />
    </>
  ),
  monitor: (
    <>
      <rect x="2.5" y="3.5" width="15" height="10" rx="1.5" />
      <path d="M7 16.5h6" />
    </>
  ),
  moon: <path d="M16.5 11.8A7 7 0 0 1 8.2 3.5a7 7 0 1 0 8.3 8.3z" />,
  people: (
    <>
      <circle cx="7.5" cy="6.8" r="2.8" />
      <path d="M2.5 16.2c0-2.7 2.2-4.4 5-4.4s5 1.7 5 4.4M13 4.3a2.8 2.8 0 0 1 0 5M14.5 12.1c1.9.5 3 2 3 4.1" />
    </>
  ),
  person: (
    <>
      <circle cx="10" cy="6.5" r="3.2" />
      <path d="M3.8 16.8c0-3 2.7-5 6.2-5s6.2 2 6.2 5" />
    </>
  ),
  plus: <path d="M10 4v12M4 10h12" />,
  print: (
    <>
      <path d="M6 7V3h8v4M6 14H4a1.5 1.5 0 0 1-1.5-1.5v-4A1.5 1.5 0 0 1 4 7h12a1.5 1.5 0 0 1 1.5 1.5v4A1.5 1.5 0 0 1 16 14h-2" />
      <path d="M6 11.5h8V17H6z" />
    </>
  ),
  publication: <path d="M5 2.5h7l3.5 3.5v11.5H5zM12 2.5V6h3.5M7.8 10h5M7.8 13.5h5" />,
  settings: (
    <>
      <path d="M3 6h8M15 6h2M3 14h2M9 14h8" />
      <circle cx="13" cy="6" r="2" />
      <circle cx="7" cy="14" r="2" />
    </>
  ),
  search: (
    <>
      <circle cx="9" cy="9" r="5.5" />
      <path d="m13 13 4 4" />
    </>
  ),
  'sign-out': <path d="M8 3H4.5A1.5 1.5 0 0 0 3 4.5v11A1.5 1.5 0 0 0 4.5 17H8M8 10h9m-3.5-3.5L17 10l-3.5 3.5" />,
  'sort-ascending': <path d="M10 16V4.5m-4.5 4.5L10 4.5 14.5 9" />,
  'sort-descending': <path d="M10 4v11.5M5.5 11l4.5 4.5 4.5-4.5" />,
  sun: (
    <>
      <circle cx="10" cy="10" r="3.4" />
      <path d="M10 2v1.8M10 16.2V18M2 10h1.8M16.2 10H18M4.3 4.3l1.3 1.3M14.4 14.4l1.3 1.3M15.7 4.3l-1.3 1.3M5.6 14.4l-1.3 1.3" />
    </>
  ),
  undo: <path d="M4 8h8a4.5 4.5 0 0 1 0 9H8M7.5 4.5 4 8l3.5 3.5" />,
  warning: (
    <>
      <path d="M10 3 18 17H2z" />
      <path d="M10 8v4.5m0 2v.2" />
    </>
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;

/** An icon beside words is decoration; alone it needs a `label`. */
export function Icon({
  name,
  size = 20,
  label,
  className,
}: {
  name: IconName;
  size?: 16 | 20 | 24;
  label?: string | undefined;
  className?: string | undefined;
}) {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label or hidden, whichever applies.
    <svg
      className={classNames(styles.icon, className)}
      width={size}
      height={size}
      viewBox="0 0 20 20"
      focusable="false"
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      {shapes[name]}
    </svg>
  );
}
