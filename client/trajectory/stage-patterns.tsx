import type { ReactNode } from 'react';
import { stageColours, stages } from '#client/ui/stages.ts';
import type { Stage } from '#shared/trajectory/states.ts';

/** Each stage's colour with a pattern of its own, for who tells no colours apart and for black and white. */
const lines: Record<Stage, ReactNode> = {
  referred: <circle cx="4" cy="4" r="1.4" fill="var(--paper)" />,
  screening: <path d="M-2 2 2-2M0 8 8 0M6 10l4-4" stroke="var(--paper)" strokeWidth="1.2" />,
  socialEconomy: null,
  followOn: <path d="M-2 6l4 4M0 0l8 8M6-2l4 4" stroke="var(--paper)" strokeWidth="1.2" />,
  regular: <path d="M0 4h8" stroke="var(--paper)" strokeWidth="1.2" />,
  ended: <path d="M4 0v8" stroke="var(--paper)" strokeWidth="1.2" />,
};

/** To stand once in an SVG; `id` keeps two drawings on a page apart. */
export function StagePatterns({ id }: { id: string }) {
  return (
    <defs>
      {stages.map((stage) => (
        <pattern key={stage} id={`${id}${stage}`} width="8" height="8" patternUnits="userSpaceOnUse">
          <rect width="8" height="8" fill={stageColours[stage].mark} />
          <g opacity="0.55">{lines[stage]}</g>
        </pattern>
      ))}
      <pattern id={`${id}interrupted`} width="5" height="5" patternUnits="userSpaceOnUse">
        <path d="M-1 1 1-1M0 5 5 0M4 6l2-2" stroke="var(--warning)" strokeWidth="1.6" />
      </pattern>
    </defs>
  );
}

export function stageFill(stage: Stage, id: string): string {
  return `url(#${id}${stage})`;
}
