import { Link } from 'react-router';
import { lowered } from '#client/trajectory/words.ts';
import type { Chosen } from './diagram.tsx';
import { isAnywhere, type Model, movesOf, type Transition } from './layout.ts';
import styles from './model.module.css';
import { useModelWords } from './use-model-words.ts';

/** What is chosen in the drawing, in words. */
export function Explanation({ model, chosen }: { model: Model; chosen: Chosen }) {
  return chosen.kind === 'state' ? <OfState model={model} code={chosen.code} /> : <OfStep model={model} code={chosen.code} />;
}

function OfState({ model, code }: { model: Model; code: string }) {
  const { words, state, listOf, isByState } = useModelWords();
  const found = model.states.find((one) => one.state === code);
  const ways = model.transitions.filter(({ from }) => from === code);
  const list = found ? listOf(found.state, found.stage) : null;
  return (
    <>
      <h2 className={styles.title}>{words('state.can', { state: state(code) })}</h2>
      {found && list ? (
        <p>
          <Link to={list}>{isByState ? words('state.list', { count: found.count }) : words('stage.list')}</Link>
        </p>
      ) : null}
      <Ways title={words('moves')} ways={ways.filter(({ to }) => to !== null)} />
      <Ways title={words('marks')} ways={ways.filter(({ to }) => to === null)} isQuiet />
    </>
  );
}

function Ways({ title, ways, isQuiet = false }: { title: string; ways: readonly Transition[]; isQuiet?: boolean }) {
  const { words, state, step, guard } = useModelWords();
  if (ways.length === 0) return null;
  return (
    <section>
      <h3 className={styles.part}>{title}</h3>
      <ul className={isQuiet ? styles.quiet : styles.ways}>
        {ways.map((way) => (
          <li key={`${way.step} ${way.to} ${way.when}`}>
            <strong>{step(way.step)}</strong>
            {way.to === null ? null : ` ${way.to === 'last' ? words('leads-last') : words('leads-to', { state: `‘${state(way.to)}’` })}`}
            {way.when ? <span className={styles.guard}> {words('if', { guard: guard(way.when) })}</span> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function OfStep({ model, code }: { model: Model; code: string }) {
  const { words, state, step, guard } = useModelWords();
  const moves = movesOf(model).filter((move) => move.step === code);
  const marks = model.transitions.filter((way) => way.step === code && way.to === null).map(({ from }) => from);
  const groups = [
    ...moves.map(({ to, froms }) => ({ to, froms })),
    ...(marks.length > 0 ? [{ to: null, froms: [...new Set(marks)] }] : []),
  ];
  return (
    <>
      <h2 className={styles.title}>{words('step.can', { step: step(code) })}</h2>
      <ul className={styles.ways}>
        {groups.map(({ to, froms }) => {
          const when = model.transitions.find((way) => way.step === code && way.to === to)?.when;
          const from = isAnywhere(froms, model)
            ? words('from-all')
            : words('from', { states: froms.map((one) => `‘${lowered(state(one))}’`).join(', ') });
          return (
            <li key={to}>
              <strong>
                {to === null ? words('stays') : to === 'last' ? words('leads-last') : words('leads-to', { state: `‘${state(to)}’` })}
              </strong>{' '}
              {from}
              {when ? <span className={styles.guard}> {words('if', { guard: guard(when) })}</span> : null}
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** The steps that every open state takes to the same place, in a line: for the narrow drawing, which has no room for their arrows. */
export function FromAnywhere({ model }: { model: Model }) {
  const { words, step, state } = useModelWords();
  const ways = movesOf(model).filter(({ froms }) => isAnywhere(froms, model));
  return (
    <p className={styles.anywhere}>
      {words('anywhere')}: {ways.map((way) => `${step(way.step)} → ${state(way.to)}`).join(' · ')}
    </p>
  );
}
