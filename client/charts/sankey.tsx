import './colours.css';
import { Group } from '@visx/group';
import { useId, useRef } from 'react';
import { useWords } from '#client/locales/words.ts';
import { useWidth } from '#client/trajectory/use-width.ts';
import { classNames } from '#client/ui/class-names.ts';
import { numberText } from '#client/ui/number-text.ts';
import type { Series } from './chart-data.ts';
import { chartWords } from './locales.ts';
import { fillOf, Patterns } from './patterns.tsx';
import styles from './sankey.module.css';
import { type FlowNode, type FlowRibbon, layFlows, NODE_WIDTH, ribbonPath } from './sankey-layout.ts';
import { useMarks } from './use-marks.ts';

type SankeyProps = {
  /** Names the drawing for who listens. */
  title: string;
  /** The sentence over it: what the drawing says. */
  description: string;
  /** In the order of the road; those that nobody left or came to are left out. */
  places: readonly Series[];
  /** Persons who went from the one to the other; a place to itself does not count. */
  count: (from: string, to: string) => number;
  height?: number;
  /** A press on a ribbon, by pointer or keyboard: the files behind it. */
  onSelect?: ((from: string, to: string) => void) | undefined;
};

/**
 * How many went from where to where, as ribbons as wide as their number, in the colour of where they come from. The table with
 * the same numbers is `FlowMatrix`.
 */
export function Sankey({ title, description, places, count, height, onSelect }: SankeyProps) {
  const id = useId();
  const words = useWords(chartWords);
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);

  const flows = places
    .flatMap((from) => places.map((to) => ({ from: from.key, to: to.key, count: from.key === to.key ? 0 : count(from.key, to.key) })))
    .filter((flow) => flow.count > 0);
  const text = (value: number) => numberText(value, words.language);
  const place = (key: string) => places.find((each) => each.key === key);

  // Where it is narrow the words stand over the ribbons, within the drawing; else beside it.
  const isNarrow = width < 560;
  const margin = isNarrow ? 0 : 132;
  const tall = height ?? (isNarrow ? 430 : 360);
  const { nodes, links } = layFlows(
    places.map(({ key }) => key),
    flows,
    Math.max(80, width - 2 * margin),
    tall - 52,
  );
  const select = (index: number) => {
    const link = links[index];
    if (link) onSelect?.(link.from, link.to);
  };
  const { active, leave, markProps } = useMarks(flows.length, onSelect && select);
  const said = ({ from, to, value }: FlowRibbon) =>
    words('flow.said', { from: place(from)?.label ?? from, to: place(to)?.label ?? to, count: text(value) });
  const shown = active === null ? undefined : links[active];

  return (
    <div ref={box}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing is no fieldset. */}
      <svg
        className={styles.plot}
        width={width}
        height={tall}
        viewBox={`0 0 ${width} ${tall}`}
        role="group"
        aria-labelledby={`${id}t ${id}d`}
        onPointerLeave={leave}
      >
        <title id={`${id}t`}>{title}</title>
        <desc id={`${id}d`}>{`${description} ${words('keys.flows')}`}</desc>
        <Patterns id={id} looks={places.map(({ look }) => look)} />
        <Group aria-hidden="true">
          <text className={styles.side} x={margin} y={14} textAnchor="start">
            {words('flow.from')}
          </text>
          <text className={styles.side} x={width - margin} y={14} textAnchor="end">
            {words('flow.to')}
          </text>
        </Group>
        <Group left={margin} top={38}>
          <g>
            {links.map((link, index) => (
              <g
                key={`${link.from} ${link.to}`}
                {...markProps(index)}
                className={classNames(
                  styles.ribbon,
                  onSelect && styles.pressed,
                  active === index && styles.active,
                  active !== null && active !== index && styles.aside,
                )}
                aria-label={said(link)}
              >
                <path className={styles.ring} d={ribbonPath(link)} strokeWidth={(link.width ?? 0) + 6} />
                <path
                  className={styles.flow}
                  d={ribbonPath(link)}
                  stroke={place(link.from)?.look.colour}
                  strokeWidth={Math.max(1.5, link.width ?? 0)}
                />
              </g>
            ))}
          </g>
          <Group aria-hidden="true">
            {nodes.map((node) => (
              <Node key={node.id} node={node} series={place(node.key)} id={id} isInside={isNarrow} text={text} />
            ))}
          </Group>
        </Group>
      </svg>
      <p className={styles.reading} aria-hidden="true">
        {shown ? said(shown) : words('flow.all', { count: text(flows.reduce((all, flow) => all + flow.count, 0)) })}
      </p>
    </div>
  );
}

type NodeProps = { node: FlowNode; series: Series | undefined; id: string; isInside: boolean; text: (value: number) => string };

/** A place on one of the sides, with its name and how many left it or came to it. */
function Node({ node, series, id, isInside, text }: NodeProps) {
  const { x0 = 0, y0 = 0, y1 = 0, value = 0, side } = node;
  if (!series) return null;
  const isLeft = side === 'from';
  const beside = isLeft === isInside ? x0 + NODE_WIDTH + 6 : x0 - 6;
  const anchor = isLeft === isInside ? 'start' : 'end';
  const middle = (y0 + y1) / 2;
  return (
    <g>
      <rect x={x0} y={y0} width={NODE_WIDTH} height={Math.max(2, y1 - y0)} rx={2} fill={fillOf(series.look, id)} />
      <text className={styles.label} x={beside} y={middle - 3} textAnchor={anchor}>
        {series.label}
      </text>
      <text className={styles.number} x={beside} y={middle + 14} textAnchor={anchor}>
        {text(value)}
      </text>
    </g>
  );
}
