import { describe, expect, it } from 'vitest';
import { isAnywhere, layOut, movesOf } from '#client/features/trajectory-model/layout.ts';
import { describeModel } from '#shared/trajectory/model.ts';

const described = describeModel();
const model = { ...described, states: described.states.map((state) => ({ ...state, count: 3, interrupted: 0 })) };

describe('the drawing of the machine', () => {
  it('has a box for every state within the frame of its stage', () => {
    for (const width of [1000, 340]) {
      const { boxes, frames } = layOut(model, width);
      expect(boxes.map(({ state }) => state.state)).toEqual(model.states.map(({ state }) => state));
      for (const box of boxes) {
        const frame = frames.find(({ stage }) => stage === box.state.stage);
        expect(frame && box.x > frame.x && box.x + box.width < frame.x + frame.width).toBe(true);
        expect(frame && box.y > frame.y && box.y + box.height < frame.y + frame.height).toBe(true);
      }
    }
  });

  it('draws what every open state can do once, at where it leads', () => {
    const { entries } = layOut(model, 1000);
    expect(entries.map(({ step, to }) => `${step} → ${to}`)).toEqual([
      'placement.started → socialEconomy.working',
      'placement.started → followOn.working',
      'job.started → regular.working',
      'trajectory.ended → ended',
    ]);
  });

  it('leads strongly from each stage into the next', () => {
    const main = layOut(model, 1000).arrows.filter(({ isMain }) => isMain);
    expect(main.map(({ from, to }) => `${from} → ${to}`)).toEqual([
      'referred → screening.intake',
      'screening → socialEconomy.working',
      'socialEconomy → followOn.working',
      'followOn → regular.working',
      'regular → ended',
    ]);
  });

  it('changes when the machine changes', () => {
    const without = { ...model, transitions: model.transitions.filter(({ step, from }) => step !== 'job.started' || from !== 'referred') };
    const move = movesOf(without).find(({ step }) => step === 'job.started');
    expect(move && isAnywhere(move.froms, without)).toBe(false);
    expect(layOut(without, 1000).entries.some(({ step }) => step === 'job.started')).toBe(false);
  });
});
