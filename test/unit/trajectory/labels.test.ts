import { describe, expect, it } from 'vitest';
import { LABELS, type Words } from '#shared/trajectory/labels.ts';
import { STATES } from '#shared/trajectory/states.ts';
import { STEP_TYPES, StepDetails } from '#shared/trajectory/steps.ts';

const groups: Readonly<Record<string, Readonly<Record<string, Words>>>> = LABELS;
const all = Object.entries(groups).flatMap(([group, words]) => Object.entries(words).map(([code, word]) => ({ group, code, word })));

describe('The words of the domain', () => {
  it('are there in Dutch, English and French for every state, step and detail', () => {
    expect(Object.keys(LABELS.state)).toEqual([...STATES]);
    expect(Object.keys(LABELS.step)).toEqual([...STEP_TYPES]);
    const details = new Set(STEP_TYPES.flatMap((type) => Object.keys(StepDetails[type].shape)));
    expect(new Set(Object.keys(LABELS.detail))).toEqual(details);
    for (const { group, code, word } of all) {
      for (const text of [word.nl, word.en, word.fr]) expect(text, `${group} ${code}`).toMatch(/^\S(.*\S)?$/u);
    }
  });

  it('tell the codes of a group apart in each language', () => {
    for (const group of Object.keys(LABELS)) {
      const words = all.filter((one) => one.group === group && group !== 'guard').map(({ word }) => word);
      for (const texts of [words.map(({ nl }) => nl), words.map(({ en }) => en), words.map(({ fr }) => fr)]) {
        expect(new Set(texts).size, `${group}: ${texts.join(', ')}`).toBe(texts.length);
      }
    }
  });

  it('use typographic apostrophes, as print does', () => {
    expect(all.filter(({ word }) => /'/u.test(word.nl + word.en + word.fr)).map(({ code }) => code)).toEqual([]);
  });
});
