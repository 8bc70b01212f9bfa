import type { TrajectoryModel } from '#shared/contract/trajectories.ts';

export type Model = TrajectoryModel;
export type ModelState = Model['states'][number];
export type Transition = Model['transitions'][number];

export type Box = { state: ModelState; x: number; y: number; width: number; height: number };
export type Frame = { stage: ModelState['stage']; x: number; y: number; width: number; height: number };
export type Arrow = { key: string; from: string; to: string; steps: readonly string[]; path: string; isMain: boolean };
/** A step that every open state takes to the same place: drawn once, at the frame it leads into. */
export type Entry = { step: Transition['step']; to: string; x: number; y: number; width: number; arrow: string };

export type Layout = { height: number; isWide: boolean; boxes: Box[]; frames: Frame[]; arrows: Arrow[]; entries: Entry[] };

const HEAD = 46;
const LANE = 13;
const GAP = 26;
const RAIL = 72;

/** The machine laid out: a column a stage, or one under the other where it is narrow. Everything follows from the model. */
export function layOut(model: Model, width: number): Layout {
  const isWide = width >= 820;
  const { frames, boxes } = isWide ? columns(model, width) : rows(model, width);
  const boxAt = new Map(boxes.map((box) => [box.state.state, box]));
  const moves = movesOf(model);
  const anywhere = moves.filter(({ froms }) => isAnywhere(froms, model));
  const entries = isWide ? entriesOf(anywhere, boxes, frames) : [];
  const arrows = [
    ...mainArrows(model, frames, boxes, isWide),
    ...localArrows(
      moves.filter((move) => !anywhere.includes(move)),
      boxAt,
      isWide,
    ),
  ];
  const height = Math.max(...frames.map((frame) => frame.y + frame.height)) + 2;
  return { height, isWide, boxes, frames, arrows, entries };
}

type Move = { step: Transition['step']; to: string; froms: readonly string[] };

/** What moves a trajectory, by step and where it leads. */
export function movesOf({ transitions }: Model): Move[] {
  const moves = new Map<string, Move>();
  for (const { step, to, from } of transitions) {
    if (to === null) continue;
    const known = moves.get(`${step} ${to}`);
    if (!known?.froms.includes(from)) moves.set(`${step} ${to}`, { step, to, froms: [...(known?.froms ?? []), from] });
  }
  return [...moves.values()];
}

/** Whether every state takes it, but for those from which nothing leads on except back. */
export function isAnywhere(froms: readonly string[], { states, transitions }: Model): boolean {
  const open = states.filter(({ state }) => transitions.some(({ from, to }) => from === state && to !== null && to !== 'last'));
  return open.length > 1 && open.every(({ state }) => froms.includes(state));
}

function stagesOf({ states }: Model): { stage: ModelState['stage']; states: ModelState[] }[] {
  const stages = [...new Set(states.map(({ stage }) => stage))];
  return stages.map((stage) => ({ stage, states: states.filter((state) => state.stage === stage) }));
}

function columns(model: Model, width: number): { frames: Frame[]; boxes: Box[] } {
  const stages = stagesOf(model);
  const gap = 22;
  const column = (width - gap * (stages.length - 1)) / stages.length;
  const tallest = Math.max(...stages.map(({ states }) => states.length));
  const boxHeight = 122;
  const height = HEAD + tallest * boxHeight + (tallest - 1) * GAP + LANE;
  return {
    frames: stages.map(({ stage }, place) => ({ stage, x: place * (column + gap), y: RAIL, width: column, height })),
    boxes: stages.flatMap(({ states }, place) =>
      states.map((state, row) => ({
        state,
        x: place * (column + gap) + LANE,
        y: RAIL + HEAD + row * (boxHeight + GAP),
        width: column - 2 * LANE,
        height: boxHeight,
      })),
    ),
  };
}

function rows(model: Model, width: number): { frames: Frame[]; boxes: Box[] } {
  const frames: Frame[] = [];
  const boxes: Box[] = [];
  const boxHeight = 72;
  let y = 0;
  for (const { stage, states } of stagesOf(model)) {
    const height = HEAD + states.length * boxHeight + (states.length - 1) * GAP + LANE;
    frames.push({ stage, x: 0, y, width, height });
    for (const [row, state] of states.entries()) {
      boxes.push({ state, x: 28, y: y + HEAD + row * (boxHeight + GAP), width: width - 56, height: boxHeight });
    }
    y += height + 32;
  }
  return { frames, boxes };
}

/** From each stage into the next, where the model leads there: the road most take, drawn strong. */
function mainArrows(model: Model, frames: readonly Frame[], boxes: readonly Box[], isWide: boolean): Arrow[] {
  return frames.flatMap((frame, place) => {
    const next = frames[place + 1];
    if (!next) return [];
    const ways = model.transitions.filter(
      ({ from, to }) => stageAt(boxes, from) === frame.stage && to !== null && stageAt(boxes, to) === next.stage,
    );
    const target = boxes.find((box) => ways.some(({ to }) => to === box.state.state));
    if (!target) return [];
    const y = target.y + target.height / 2;
    const path = isWide ? `M${frame.x + frame.width} ${y}H${target.x - 3}` : `M${frame.width / 2} ${frame.y + frame.height}V${next.y - 3}`;
    const steps = ways.filter(({ to }) => to === target.state.state).map(({ step }) => step);
    return [{ key: `main ${frame.stage}`, from: frame.stage, to: target.state.state, steps: [...new Set(steps)], path, isMain: true }];
  });
}

/** What leads from one state to another and from nowhere else. Several steps between two states share an arrow. */
function localArrows(moves: readonly Move[], boxAt: ReadonlyMap<string, Box>, isWide: boolean): Arrow[] {
  const pairs = new Map<string, { from: Box; to: Box; steps: string[] }>();
  for (const { step, to, froms } of moves) {
    for (const from of froms) {
      const [source, target] = [boxAt.get(from), boxAt.get(to)];
      if (!source || !target || source === target) continue;
      const known = pairs.get(`${from} ${to}`);
      pairs.set(`${from} ${to}`, { from: source, to: target, steps: [...(known?.steps ?? []), step] });
    }
  }
  return [...pairs.entries()].flatMap(([key, { from, to, steps }]) => {
    const isSameStage = from.state.stage === to.state.stage;
    // Into the next stage's first state the strong arrow leads already; narrow, words tell of what crosses stages.
    if (!isSameStage && (!isWide || Math.abs(from.y - to.y) < 1)) return [];
    return [
      { key, from: from.state.state, to: to.state.state, steps, path: isSameStage ? within(from, to) : across(from, to), isMain: false },
    ];
  });
}

/** Down to the neighbour straight; further down along the left lane, back up along the right one. */
function within(from: Box, to: Box): string {
  const middle = from.x + from.width / 2;
  const distance = Math.round((to.y - from.y) / (from.height + GAP));
  if (distance === 1) return `M${middle} ${from.y + from.height}V${to.y - 3}`;
  const isDown = distance > 0;
  const edge = isDown ? from.x : from.x + from.width;
  const out = isDown ? edge - LANE + 3 : edge + LANE - 3;
  const start = from.y + from.height * (isDown ? 0.6 : 0.4);
  const end = to.y + to.height * (isDown ? 0.4 : 0.6);
  const tip = isDown ? edge - 3 : edge + 3;
  return `M${edge} ${start}C${out - (isDown ? 4 : -4)} ${start} ${out - (isDown ? 4 : -4)} ${end} ${tip} ${end}`;
}

function across(from: Box, to: Box): string {
  const start = from.x + from.width;
  const y = from.y + from.height * 0.8;
  const end = to.y + to.height * 0.3;
  const bend = (start + to.x) / 2;
  return `M${start} ${y}C${bend + 8} ${y} ${bend - 8} ${end} ${to.x - 3} ${end}`;
}

function entriesOf(anywhere: readonly Move[], boxes: readonly Box[], frames: readonly Frame[]): Entry[] {
  return anywhere.flatMap(({ step, to }) => {
    const frame = frames.find(({ stage }) => stage === stageAt(boxes, to));
    if (!frame) return [];
    const middle = frame.x + frame.width / 2;
    return [{ step, to, x: frame.x, y: 6, width: frame.width, arrow: `M${middle} 52V${frame.y - 3}` }];
  });
}

function stageAt(boxes: readonly Box[], state: string): string | undefined {
  return boxes.find((box) => box.state.state === state)?.state.stage;
}
