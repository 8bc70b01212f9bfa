import './colours.css';
import { Link } from 'react-router';
import { useWords } from '#client/locales/words.ts';
import { classNames } from '#client/ui/class-names.ts';
import { numberText } from '#client/ui/number-text.ts';
import { VisuallyHidden } from '#client/ui/visually-hidden.tsx';
import { sum } from './chart-data.ts';
import styles from './flow-matrix.module.css';
import { chartWords } from './locales.ts';

export type FlowPlace = { readonly key: string; readonly label: string; readonly colour: string };

type FlowMatrixProps = {
  caption: string;
  places: readonly FlowPlace[];
  count: (from: string, to: string) => number;
  /** Where a number leads: the files behind it. */
  cellTo?: ((from: string, to: string) => string) | undefined;
};

/**
 * From where to where, as numbers on tints: every number can be read, also the small ones that are a hair in the drawing
 * (`Sankey`).
 */
export function FlowMatrix({ caption, places, count, cellTo }: FlowMatrixProps) {
  const words = useWords(chartWords);
  const text = (value: number) => numberText(value, words.language);
  const rows = places.filter(({ key }) => places.some((to) => count(key, to.key) > 0));
  const columns = places.filter(({ key }) => places.some((from) => count(from.key, key) > 0));
  const most = Math.max(1, ...rows.flatMap((from) => columns.map((to) => count(from.key, to.key))));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1).
    <section className={styles.scroll} aria-label={`${caption}: ${words('flow.from')}, ${words('flow.to')}`} tabIndex={0}>
      <table className={styles.matrix}>
        <caption>
          <VisuallyHidden>{caption}</VisuallyHidden>
        </caption>
        <thead>
          <tr>
            <th scope="col" className={styles.corner}>
              {words('flow.from')} ↓ {words('flow.to')} →
            </th>
            {columns.map((to) => (
              <th key={to.key} scope="col" className={styles.column}>
                <Dot colour={to.colour} />
                {to.label}
              </th>
            ))}
            <th scope="col" className={classNames(styles.column, styles.sum)}>
              {words('flow.out')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((from) => (
            <tr key={from.key}>
              <th scope="row" className={styles.row}>
                <Dot colour={from.colour} />
                {from.label}
              </th>
              {columns.map((to) => (
                <Cell
                  key={to.key}
                  value={count(from.key, to.key)}
                  most={most}
                  isSelf={from.key === to.key}
                  text={text}
                  to={cellTo?.(from.key, to.key)}
                />
              ))}
              <td className={styles.sum}>{text(sum(columns.map((to) => count(from.key, to.key))))}</td>
            </tr>
          ))}
          <tr>
            <th scope="row" className={classNames(styles.row, styles.sum)}>
              {words('flow.in')}
            </th>
            {columns.map((to) => (
              <td key={to.key} className={styles.sum}>
                {text(sum(rows.map((from) => count(from.key, to.key))))}
              </td>
            ))}
            <td className={styles.sum} />
          </tr>
        </tbody>
      </table>
    </section>
  );
}

type CellProps = { value: number; most: number; isSelf: boolean; text: (value: number) => string; to: string | undefined };

/** Five tints: more than that no eye tells apart, and the number stands in it anyway. */
function Cell({ value, most, isSelf, text, to }: CellProps) {
  const tint = value === 0 ? 0 : Math.ceil((5 * value) / most);
  return (
    <td className={classNames(styles.cell, styles[`tint${tint}`])}>
      {isSelf ? '' : value === 0 ? '–' : to === undefined ? text(value) : <Link to={to}>{text(value)}</Link>}
    </td>
  );
}

function Dot({ colour }: { colour: string }) {
  return (
    <svg className={styles.dot} width="10" height="10" aria-hidden="true" focusable="false">
      <circle cx="5" cy="5" r="5" fill={colour} />
    </svg>
  );
}
