import type { ComponentType } from 'react';
import type { Dimension } from '#shared/contract/figures.ts';
import type { QueryInput } from '#shared/contract/route.ts';
import type { ExitFigure, getChanges, getFigureFiles } from '#shared/contract/signals.ts';
import type { ExitOutcome } from '#shared/figures/exit-outcomes.ts';
import type { FigureProps } from './figure-frame.tsx';
import { OutflowFigure, ThroughflowFigure } from './kinds/ends-and-jobs.tsx';
import { FlowsFigure } from './kinds/flows.tsx';
import { PlacementsFigure, ReferralsFigure, SocialEconomyFigure } from './kinds/inflow.tsx';
import { SignalFigure } from './kinds/signal.tsx';
import { OccupancyFigure } from './kinds/stages.tsx';
import { ChanceFigure, SocialEconomyWaitFigure, WaitFigure } from './people/incidence.tsx';
import { OccupationFigure } from './people/occupation.tsx';
import { RoutesFigure } from './people/routes.tsx';
import { SustainedFigure, stayAsked, TimeInStageFigure, TimeToJobFigure } from './people/survival.tsx';
import { dimensions } from './place/dimensions.ts';
import type { FigurePlace } from './place/use-figure-place.ts';
import type { FigureSlug } from './slugs.ts';
import type { ChoicePart } from './whole/file-selection.ts';

/** How the files behind a figure are asked for, and by what beside the period and the groups. */
export type FilesBehind = {
  readonly figure: QueryInput<typeof getFigureFiles>['figure'];
  readonly parts: readonly ChoicePart[];
  /** Of who is followed, who has no periods: the ways in which observation ends; none where the stage tells files apart. */
  readonly outcomes?: readonly ExitOutcome[];
  /** The stage or state that the figure itself is of. */
  readonly stageOf?: (place: FigurePlace) => string;
};

/** Of which figure the changes are asked, and of which of its measures. */
export type ChangesBehind = {
  readonly figure: QueryInput<typeof getChanges>['figure'];
  readonly measure?: string;
  readonly isFollowed?: boolean;
  readonly stageOf?: (place: FigurePlace) => string;
};

export type FigureEntry = {
  readonly Figure: ComponentType<FigureProps>;
  /** What its time is: periods of counts, the days of referral of who is followed, or the last twelve whole quarters, always. */
  readonly time: 'periods' | 'cohort' | 'quarters';
  readonly splits: readonly Dimension[];
  readonly files: FilesBehind | null;
  readonly changes: ChangesBehind | null;
};

/** What each figure is, as a screen of its own. The overview shows the same pieces small. */
export const registry: Readonly<Record<FigureSlug, FigureEntry>> = {
  aanmeldingen: count(ReferralsFigure, { figure: 'inflow.referrals', parts: [] }, { figure: 'inflow', measure: 'referrals' }),
  'eerste-plaatsingen': count(
    PlacementsFigure,
    { figure: 'inflow.placements', parts: ['workForm'] },
    { figure: 'inflow', measure: 'placements' },
  ),
  'instroom-sociale-economie': count(
    SocialEconomyFigure,
    { figure: 'inflow.social-economy', parts: ['workForm'] },
    { figure: 'inflow', measure: 'socialEconomy' },
  ),
  overgangen: count(FlowsFigure, { figure: 'flows', parts: ['fromStage', 'toStage'] }, { figure: 'flows' }),
  bezetting: count(OccupancyFigure, { figure: 'occupancy', parts: ['stage', 'interrupted'] }, { figure: 'occupancy' }),
  doorstroom: count(ThroughflowFigure, { figure: 'throughflow', parts: ['route'] }, { figure: 'throughflow' }),
  uitstroom: count(OutflowFigure, { figure: 'outflow', parts: ['reason', 'stage'] }, { figure: 'outflow' }),
  signaal: { Figure: SignalFigure, time: 'quarters', splits: dimensions, files: null, changes: null },
  wachttijd: exits(WaitFigure, 'wait.placement', ['placement', 'job', 'ended', 'censored']),
  'wachttijd-sociale-economie': exits(SocialEconomyWaitFigure, 'wait.social-economy', ['social-economy', 'job', 'ended', 'censored']),
  'tijd-in-fase': exits(TimeInStageFigure, 'time-in-stage', ['left', 'censored'], { stageOf: stayAsked }),
  'kans-op-werk': exits(ChanceFigure, 'chance.regular', ['job', 'ended', 'censored']),
  routes: exits(RoutesFigure, 'comparison.routes', ['job', 'ended', 'censored'], { splits: [], parts: ['route'] }),
  'tijd-tot-job': exits(TimeToJobFigure, 'time-to.job', ['job', 'ended', 'censored']),
  'aan-het-werk': exits(SustainedFigure, 'sustained', ['left', 'censored']),
  'plaats-over-de-tijd': {
    ...{ Figure: OccupationFigure, time: 'cohort', splits: dimensions, changes: null },
    files: { figure: 'state-occupation', parts: [], outcomes: [] },
  },
};

type ExitsMore = { splits?: readonly Dimension[]; parts?: readonly ChoicePart[]; stageOf?: (place: FigurePlace) => string };

function exits(
  Figure: ComponentType<FigureProps>,
  figure: ExitFigure,
  outcomes: readonly ExitOutcome[],
  { splits = dimensions, parts = [], ...more }: ExitsMore = {},
): FigureEntry {
  return { Figure, time: 'cohort', splits, files: { figure, parts, outcomes, ...more }, changes: { figure, isFollowed: true, ...more } };
}

function count(Figure: ComponentType<FigureProps>, files: FilesBehind, changes: ChangesBehind): FigureEntry {
  return { Figure, time: 'periods', splits: dimensions, files, changes };
}
