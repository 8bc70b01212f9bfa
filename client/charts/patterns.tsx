import type { ReactNode } from 'react';
import type { Look, Pattern } from './looks.ts';

const lines: Record<Pattern, ReactNode> = {
  solid: null,
  rising: <path d="M-2 2 2-2M0 8 8 0M6 10l4-4" />,
  falling: <path d="M-2 6l4 4M0 0l8 8M6-2l4 4" />,
  across: <path d="M0 4h8" />,
  upright: <path d="M4 0v8" />,
  grid: <path d="M0 4h8M4 0v8" />,
  dots: <circle cx="4" cy="4" r="0.9" />,
  hatch: null,
};

/** To stand once in each SVG that fills with `fillOf`; `id` keeps the drawings of a page apart. */
export function Patterns({ id, looks }: { id: string; looks: readonly Look[] }) {
  const each = [...new Map(looks.map((look) => [nameOf(look), look])).entries()];
  return (
    <defs>
      {each.map(([name, { colour, pattern }]) =>
        pattern === 'hatch' ? (
          <pattern key={name} id={`${id}${name}`} width="5" height="5" patternUnits="userSpaceOnUse">
            <rect width="5" height="5" fill="var(--paper)" />
            <path d="M-1 1 1-1M0 5 5 0M4 6l2-2" stroke={colour} strokeWidth="1.5" />
          </pattern>
        ) : (
          <pattern key={name} id={`${id}${name}`} width="8" height="8" patternUnits="userSpaceOnUse">
            <rect width="8" height="8" fill={colour} />
            <g opacity="0.5" stroke="var(--paper)" strokeWidth="1.2" fill="none">
              {lines[pattern]}
            </g>
          </pattern>
        ),
      )}
    </defs>
  );
}

/** The same patterns in their colour over what lies behind: for bands that cross. */
export function BandPatterns({ id, looks }: { id: string; looks: readonly Look[] }) {
  return (
    <defs>
      {looks.map((look) => (
        <pattern key={nameOf(look)} id={`${id}band${nameOf(look)}`} width="8" height="8" patternUnits="userSpaceOnUse">
          <rect width="8" height="8" fill={look.colour} fillOpacity="0.13" />
          <g opacity="0.3" stroke={look.colour} strokeWidth="1" fill="none">
            {lines[look.pattern]}
          </g>
        </pattern>
      ))}
    </defs>
  );
}

export function bandOf(look: Look, id: string): string {
  return `url(#${id}band${nameOf(look)})`;
}

export function fillOf(look: Look, id: string): string {
  return look.pattern === 'solid' ? look.colour : `url(#${id}${nameOf(look)})`;
}

function nameOf({ colour, pattern }: Look): string {
  return `${colour.replace(/[^\w-]/g, '')}${pattern}`;
}
