import type { ComponentProps } from 'react';
import { ChartFrame } from '#client/charts/chart-frame.tsx';
import { useWords } from '#client/locales/words.ts';
import { figurePath } from '#client/paths.ts';
import { LinkButton } from '#client/ui/link-button.tsx';
import { figureWords } from './figure-locales.ts';
import type { FigurePlace } from './place/use-figure-place.ts';
import type { FigureSlug } from './slugs.ts';
import { DefinitionCard } from './whole/definition-card.tsx';
import { readSelection } from './whole/file-selection.ts';
import { useIsPersonal } from './whole/use-is-personal.ts';

/** `card` beside others, `whole` as what the screen is about. */
export type FigureSize = 'card' | 'whole';

export type FigureProps = { place: FigurePlace; size?: FigureSize; className?: string | undefined };

type FigureFrameProps = FigureProps &
  Omit<ComponentProps<typeof ChartFrame>, 'link' | 'isWhole' | 'className'> & {
    slug: FigureSlug;
    /** What the whole figure is opened with beside what the place says. */
    opensWith?: Readonly<Record<string, string>>;
  };

/** Around the chart of a figure: as a card with the way to the whole, or whole with its definition written out. */
export function FigureFrame({ slug, place, size = 'card', opensWith = {}, ...frame }: FigureFrameProps) {
  const words = useWords(figureWords);
  const isOpen = useIsOpen(place);
  if (size === 'card') {
    return (
      <ChartFrame
        {...frame}
        link={
          <LinkButton
            variant="quiet"
            size="small"
            to={figurePath(slug, place.search(opensWith))}
            aria-label={words('whole-of', { title: frame.title })}
          >
            {words('whole')}
          </LinkButton>
        }
      />
    );
  }
  return (
    <>
      <ChartFrame
        {...frame}
        isWhole
        cellTo={(...cell) => {
          const to = frame.cellTo?.(...cell);
          return to !== undefined && isOpen(to) ? to : undefined;
        }}
      />
      <DefinitionCard heading={frame.heading} />
    </>
  );
}

/** Whether the files behind a number may be seen: a number that leads to a refusal is no link. */
function useIsOpen({ filter }: FigurePlace): (to: string) => boolean {
  const isPersonal = useIsPersonal();
  return (to) => {
    const { parts } = readSelection(new URLSearchParams(to).get('dossiers')) ?? { parts: {} };
    return !Object.entries({ ...filter, ...parts }).some(([name, value]) => value && isPersonal(name));
  };
}
