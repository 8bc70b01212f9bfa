import type { ComponentType } from 'react';
import type { Dimension } from '#shared/contract/figures.ts';
import type { QueryInput } from '#shared/contract/route.ts';
import type { getChanges, getFigureFiles } from '#shared/contract/signals.ts';
import type { FigureProps } from './figure-frame.tsx';
import { OutflowFigure, ThroughflowFigure } from './kinds/ends-and-jobs.tsx';
import { FlowsFigure } from './kinds/flows.tsx';
import { PlacementsFigure, ReferralsFigure, SocialEconomyFigure } from './kinds/inflow.tsx';
import { SignalFigure } from './kinds/signal.tsx';
import { OccupancyFigure } from './kinds/stages.tsx';
import { ChanceFigure, SocialEconomyWaitFigure, WaitFigure } from './people/incidence.tsx';
import { OccupationFigure } from './people/occupation.tsx';
import { RoutesFigure } from './people/routes.tsx';
import { SustainedFigure, TimeInStageFigure, TimeToJobFigure } from './people/survival.tsx';
import { dimensions } from './place/dimensions.ts';
import type { FigureSlug } from './slugs.ts';
import type { FilePart } from './whole/file-selection.ts';

/** How the files behind a figure are asked for, and by what beside the period and the groups. */
export type FilesBehind = { readonly figure: QueryInput<typeof getFigureFiles>['figure']; readonly parts: readonly FilePart[] };

/** Of which figure the changes are asked, and of which of its measures. */
export type ChangesBehind = { readonly figure: QueryInput<typeof getChanges>['figure']; readonly measure?: string };

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
  wachttijd: followed(WaitFigure),
  'wachttijd-sociale-economie': followed(SocialEconomyWaitFigure),
  'tijd-in-fase': followed(TimeInStageFigure),
  'kans-op-werk': followed(ChanceFigure),
  routes: followed(RoutesFigure, []),
  'tijd-tot-job': followed(TimeToJobFigure),
  'aan-het-werk': followed(SustainedFigure),
  'plaats-over-de-tijd': followed(OccupationFigure),
};

function followed(Figure: ComponentType<FigureProps>, splits: readonly Dimension[] = dimensions): FigureEntry {
  return { Figure, time: 'cohort', splits, files: null, changes: null };
}

function count(Figure: ComponentType<FigureProps>, files: FilesBehind, changes: ChangesBehind): FigureEntry {
  return { Figure, time: 'periods', splits: dimensions, files, changes };
}
