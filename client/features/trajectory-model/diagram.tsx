import { type CSSProperties, useId, useRef } from 'react';
import { useWidth } from '#client/trajectory/use-width.ts';
import { classNames } from '#client/ui/class-names.ts';
import { numberText } from '#client/ui/number-text.ts';
import { StageDot } from '#client/ui/stage-dot.tsx';
import { stageColours } from '#client/ui/stages.ts';
import styles from './diagram.module.css';
import { type Arrow, layOut, type Model } from './layout.ts';
import { useModelWords } from './use-model-words.ts';

export type Chosen = { kind: 'state' | 'step'; code: string };

type DiagramProps = {
  model: Model;
  /** What is pinned, or under the pointer or the focus. */
  shown: Chosen | null;
  pinned: Chosen | null;
  onChoose: (chosen: Chosen) => void;
  onHover: (chosen: Chosen | null) => void;
};

/** The machine as a drawing. Its boxes are buttons in the order of the road; the arrows are for the eye, the words tell the same. */
export function Diagram({ model, shown, pinned, onChoose, onHover }: DiagramProps) {
  const id = useId();
  const { words, stage, state: stateName, step: stepName } = useModelWords();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box, 1000);
  const { height, isWide, boxes, frames, arrows, entries } = layOut(model, width);
  const lit = litStates(model, shown);
  const hover = (chosen: Chosen) => ({
    onPointerEnter: () => onHover(chosen),
    onPointerLeave: () => onHover(null),
    onFocus: () => onHover(chosen),
    onBlur: () => onHover(null),
  });
  const isLit = (arrow: Arrow) =>
    shown !== null &&
    (shown.kind === 'step'
      ? arrow.steps.includes(shown.code)
      : arrow.from === shown.code || (arrow.isMain && shown.code.split('.')[0] === arrow.from));

  return (
    <div ref={box} className={styles.space} style={place({ height })}>
      <svg className={styles.lines} width={width} height={height} aria-hidden="true" focusable="false">
        <defs>
          {(['plain', 'main', 'lit'] as const).map((kind) => (
            <marker
              key={kind}
              id={`${id}${kind}`}
              viewBox="0 0 8 8"
              refX="6"
              refY="4"
              markerWidth="9"
              markerHeight="9"
              markerUnits="userSpaceOnUse"
              orient="auto"
            >
              <path className={styles[`tip-${kind}`]} d="M0 0 8 4 0 8z" />
            </marker>
          ))}
        </defs>
        {frames.map((frame) => (
          <rect
            key={frame.stage}
            className={styles.frame}
            x={frame.x + 0.5}
            y={frame.y + 0.5}
            width={frame.width - 1}
            height={frame.height - 1}
            rx={12}
          />
        ))}
        {frames.map((frame) => (
          <rect
            key={frame.stage}
            x={frame.x + 12}
            y={frame.y}
            width={frame.width - 24}
            height={4}
            rx={2}
            fill={stageColours[frame.stage].mark}
          />
        ))}
        {isWide && entries.length > 0 ? <path className={styles.rail} d={`M8 29H${Math.max(...entries.map((entry) => entry.x))}`} /> : null}
        {entries.map(({ step, to, arrow }) => {
          const on =
            shown?.kind === 'step'
              ? shown.code === step
              : shown !== null && model.transitions.some((way) => way.from === shown.code && way.step === step);
          return (
            <path
              key={`${step} ${to}`}
              className={classNames(styles.line, on && styles.lit)}
              d={arrow}
              markerEnd={`url(#${id}${on ? 'lit' : 'plain'})`}
            />
          );
        })}
        {arrows.map((arrow) => (
          <path
            key={arrow.key}
            className={classNames(styles.line, arrow.isMain && styles.main, isLit(arrow) && styles.lit)}
            d={arrow.path}
            markerEnd={`url(#${id}${isLit(arrow) ? 'lit' : arrow.isMain ? 'main' : 'plain'})`}
          />
        ))}
      </svg>
      {isWide && entries.length > 0 ? <p className={styles.anywhere}>{words('anywhere')}</p> : null}
      {entries.map(({ step, to, x, y, width: room }) => (
        <button
          key={`${step} ${to}`}
          type="button"
          className={classNames(styles.entry, shown?.code === step && styles.on)}
          style={place({ x, y, width: room })}
          aria-pressed={pinned?.code === step}
          onClick={() => onChoose({ kind: 'step', code: step })}
          {...hover({ kind: 'step', code: step })}
        >
          {stepName(step)}
        </button>
      ))}
      {frames.map(({ stage: code, x, y, width: room }) => (
        <div key={code} className={styles.group} style={place({ x, y, width: room })}>
          <h3 className={styles.stage}>
            <StageDot stage={code} />
            {stage(code)}
          </h3>
        </div>
      ))}
      {boxes.map(({ state: { state, count, interrupted, stage: code }, x, y, width: room, height: tall }) => (
        <button
          key={state}
          type="button"
          className={classNames(
            styles.box,
            !isWide && styles.flat,
            shown !== null && !lit.has(state) && styles.dim,
            shown?.code === state && styles.on,
            shown?.code !== state && lit.has(state) && styles.target,
          )}
          style={place({ x, y, width: room, height: tall, colour: stageColours[code].text })}
          aria-pressed={pinned?.code === state}
          onClick={() => onChoose({ kind: 'state', code: state })}
          {...hover({ kind: 'state', code: state })}
        >
          <span className={styles.name}>{stateName(state)}</span>
          <span className={styles.counts}>
            <strong className={styles.count}>{numberText(count, words.language)}</strong>
            {interrupted > 0 ? <span className={styles.interrupted}>{words('interrupted', { count: interrupted })}</span> : null}
          </span>
        </button>
      ))}
    </div>
  );
}

/** The state chosen and where it leads; or, of a step, where it can be recorded and where it leads. */
function litStates(model: Model, shown: Chosen | null): ReadonlySet<string> {
  if (!shown) return new Set();
  const ways = model.transitions.filter(({ from, step }) => (shown.kind === 'state' ? from : step) === shown.code);
  const targets = ways.flatMap(({ to }) => (to === null ? [] : [to]));
  const isEverywhere = new Set(ways.map(({ from }) => from)).size >= model.states.length - 1;
  const origins = shown.kind === 'state' ? [shown.code] : isEverywhere && targets.length > 0 ? [] : ways.map(({ from }) => from);
  return new Set<string>([...origins, ...targets]);
}

type Place = { x?: number; y?: number; width?: number; height?: number; colour?: string };

function place({ x, y, width, height, colour }: Place): CSSProperties {
  const pixels = (value: number | undefined) => (value === undefined ? undefined : `${value}px`);
  const variables: Record<string, string | undefined> = {
    '--x': pixels(x),
    '--y': pixels(y),
    '--w': pixels(width),
    '--h': pixels(height),
    '--colour': colour,
  };
  return variables;
}
