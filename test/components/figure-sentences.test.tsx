import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { useSignalText } from '#client/features/figures/kinds/signal-text.ts';
import { certaintyOf, tellingMonths, turned, useChanceText } from '#client/features/figures/people/chance-text.ts';

const spans = {
  recentSpan: { from: '2025-10-01', to: '2026-09-30' },
  beforeSpan: { from: '2023-10-01', to: '2025-09-30' },
};
const at = (months: number, estimate: number | null, lower: number | null = null, upper: number | null = null) => ({
  months,
  estimate,
  lower,
  upper,
});

describe('a chance in a sentence', () => {
  it.each([
    [
      at(12, 0.342, 0.291, 0.398),
      'Van 100 mensen die werden aangemeld, hebben er na 12 maanden naar schatting 34 een reguliere job gehad (tussen 29 en 40).',
    ],
    [at(6, 0.1, null, null), 'Van 100 mensen die werden aangemeld, hebben er na 6 maanden naar schatting 10 een reguliere job gehad.'],
    [at(6, 1, 0.999, 1), 'Van 100 mensen die werden aangemeld, hebben er na 6 maanden naar schatting 100 een reguliere job gehad.'],
  ])('counts people out of a hundred, with how sure it is where that says something: %#', (chance, told) => {
    render(<Chance chance={chance} />);
    expect(screen.getByText(told)).toBeTruthy();
  });

  it('tells of twelve months where the curve comes so far, else of the latest before', () => {
    expect(tellingMonths([at(3, 0.1), at(6, 0.2), at(12, 0.3), at(24, 0.5)])?.months).toBe(12);
    expect(tellingMonths([at(3, 0.1), at(6, 0.2), at(12, null), at(24, null)])?.months).toBe(6);
    expect(tellingMonths([at(12, null)])).toBeNull();
  });

  it('turns who still waits into who got there, the bounds with them', () => {
    expect(turned(at(12, 0.75, 0.5, 1))).toEqual(at(12, 0.25, 0, 0.5));
  });

  it('calls a difference certain or possibly chance, and nothing where nothing was compared', () => {
    expect([certaintyOf({ p: 0.049 }), certaintyOf({ p: 0.05 }), certaintyOf(undefined)]).toEqual(['certain', 'chance', null]);
  });
});

describe('the signal in a sentence', () => {
  const judged = { recent: 68, before: 184, rateRatio: 0.739, lower: 0.55, upper: 0.98, p: 0.03 } as const;

  it.each([
    [
      { ...judged, verdict: 'structural-fall' },
      'Structurele daling: in het laatste jaar begonnen er 68 in de sociale economie, tegen 92 per jaar in de twee jaren ervoor (26 % minder). Zeker genoeg om geen toeval te zijn: met 95 op 100 zekerheid tussen 45 % minder en 2 % minder.',
    ],
    [
      { ...judged, recent: 3, before: 0, rateRatio: null, lower: 1.2, upper: null, verdict: 'structural-rise' },
      'Structurele stijging: in het laatste jaar begonnen er 3 in de sociale economie, tegen 0 per jaar in de twee jaren ervoor (eerder was er niemand). Zeker genoeg om geen toeval te zijn: met 95 op 100 zekerheid minstens 20 % meer.',
    ],
    [
      { ...judged, recent: 68, before: 136, rateRatio: 1, lower: 0.74, upper: 1.35, verdict: 'no-clear-change' },
      'Geen duidelijke verandering: in het laatste jaar begonnen er 68 in de sociale economie, tegen 68 per jaar in de twee jaren ervoor (evenveel). Dat kan toeval zijn: met 95 op 100 zekerheid ligt de verandering tussen 26 % minder en 35 % meer.',
    ],
    [{ ...judged, verdict: 'too-short-history' }, 'Nog te vroeg om te oordelen: er moeten aanmeldingen bekend zijn van vóór 01/10/2023.'],
  ] as const)('says how much, how sure and whether it may be chance: %#', (signal, told) => {
    render(<Told signal={signal} />);
    expect(screen.getByText(told)).toBeTruthy();
  });
});

function Chance({ chance }: { chance: ReturnType<typeof at> }) {
  const { words, values } = useChanceText();
  return <p>{words('job.told', values(chance))}</p>;
}

function Told({ signal }: { signal: Parameters<ReturnType<typeof useSignalText>['sentence']>[0] }) {
  return <p>{useSignalText().sentence(signal, spans)}</p>;
}
