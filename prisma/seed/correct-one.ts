import { addDays, daysBetween } from '#shared/plain-date.ts';
import type { Step } from '#shared/trajectory/steps.ts';
import { A_DAY, type Entry, isAloneOnItsDay } from './entry.ts';
import type { Random } from './random.ts';

/** Share of the trajectories in which something was recorded wrongly and put right later. */
const CORRECTED = 0.17;

/**
 * Makes one step of some trajectories wrong at first. The wrong step stands where the right one will stand, or harms nothing while
 * it stands, so that the file is possible before and after the correction.
 */
export function correctOne(entries: readonly Entry[], random: Random): Entry[] {
  if (!random.chance(CORRECTED)) return [...entries];
  const index = random.whole(0, entries.length - 1);
  const entry = entries[index];
  if (!entry || !isAloneOnItsDay(entries, index)) return [...entries];
  const wrong = random.weighted([
    [wrongDay, 5],
    [wrongDetails, 3],
    [strayed, 2],
  ])(entries, index, entry, random);
  return wrong ? [...entries.slice(0, index), ...wrong, ...entries.slice(index + 1)] : [...entries];
}

type Mistake = (entries: readonly Entry[], index: number, entry: Entry, random: Random) => readonly Entry[] | undefined;

function corrected(entry: Entry, wrong: Step, reason: string, random: Random): Entry[] {
  const at = entry.recordedAt + random.around(28, 0.9) * A_DAY + random.whole(1, 9_000) * 1_000;
  return [{ ...entry, step: wrong, withdrawal: { at, reason, replacement: entry.step } }];
}

const wrongDay: Mistake = (entries, index, entry, random) => {
  const { step, recordedAt } = entry;
  const before = entries[index - 1]?.step.occurredOn ?? step.occurredOn;
  const after = entries[index + 1]?.step.occurredOn ?? '9999-12-31';
  const day = addDays(step.occurredOn, random.pick([-31, -30, -14, -7, -3, -1, 1, 2, 7, 10, 30]));
  const isInPlace = before < day && day < after && day <= new Date(recordedAt).toISOString().slice(0, 10);
  // A start on a later day could fall after its advice has run out.
  if (!isInPlace || (step.type === 'placement.started' && day > step.occurredOn)) return undefined;
  return corrected(
    entry,
    { ...step, occurredOn: day },
    random.pick(['verkeerde datum ingevoerd', 'datum nagekeken in de overeenkomst', 'maand vergist']),
    random,
  );
};

const wrongDetails: Mistake = (_, __, entry, random) => {
  const { step } = entry;
  switch (step.type) {
    case 'placement.started': {
      if (step.details.workForm !== 'art60') return undefined;
      const setting = step.details.setting === 'public' ? 'nonprofit' : 'public';
      return corrected(entry, { ...step, details: { ...step.details, setting } }, 'verkeerde soort werkplek gekozen', random);
    }
    case 'job.started': {
      const contract = step.details.contract === 'fixed-term' ? 'permanent' : 'fixed-term';
      return corrected(entry, { ...step, details: { ...step.details, contract } }, 'contract nagekeken met de werkgever', random);
    }
    case 'trajectory.ended': {
      const reason = step.details.reason === 'withdrew' ? 'no-show' : 'withdrew';
      return corrected(entry, { ...step, details: { reason } }, 'reden van stopzetting aangepast na gesprek', random);
    }
    default:
      return undefined;
  }
};

/** A step of somebody else, noted in this file and taken out again before anything else is noted. */
const strayed: Mistake = (entries, index, entry, random) => {
  const next = entries[index + 1];
  if (entry.step.type !== 'placement.started' || !next || daysBetween(entry.step.occurredOn, next.step.occurredOn) < 10) return undefined;
  const occurredOn = addDays(entry.step.occurredOn, random.whole(2, 8));
  const recordedAt = Math.max(entry.recordedAt, Date.parse(`${occurredOn}T09:00:00Z`)) + random.whole(1, 4) * A_DAY;
  const at = recordedAt + random.whole(1, 20) * A_DAY;
  if (entries.some((other) => other !== entry && other.recordedAt >= entry.recordedAt && other.recordedAt <= at)) return undefined;
  const stray: Step = random.chance(0.6)
    ? { type: 'job.started', occurredOn, details: { contract: 'permanent', support: 'none' } }
    : { type: 'trajectory.ended', occurredOn, details: { reason: 'withdrew' } };
  return [
    entry,
    { ...entry, step: stray, note: null, recordedAt, withdrawal: { at, reason: 'in het verkeerde dossier genoteerd', replacement: null } },
  ];
};
