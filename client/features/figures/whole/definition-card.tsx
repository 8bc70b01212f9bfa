import type { Heading } from '#client/charts/definition.tsx';
import { useLabel, useWords } from '#client/locales/words.ts';
import { Card } from '#client/ui/card.tsx';
import { dayText, instantText } from '#client/ui/date-text.ts';
import { DefinitionList } from '#client/ui/definition-list.tsx';
import { figureWords } from '../figure-locales.ts';
import styles from '../figures.module.css';
import { isDimension, useDimensions } from '../place/dimensions.ts';

/** What the number counts, what it leaves out and how: the definition it was computed with, written out. */
export function DefinitionCard({ heading }: { heading: Heading }) {
  const words = useWords(figureWords);
  const label = useLabel();
  const { nameOf } = useDimensions();
  const { definition, to, knownAt } = heading;
  const breakdowns = Object.entries(definition.breakdowns).flatMap(([dimension, text]) =>
    text && isDimension(dimension) ? [{ term: nameOf(dimension), description: label(text) }] : [],
  );
  return (
    <Card title={words('definition')}>
      <p className={styles.definition}>{label(definition.text)}</p>
      <DefinitionList
        items={[
          ...breakdowns,
          { term: words('formula'), description: <code className={styles.formula}>{definition.formula}</code> },
          { term: words('version'), description: words('version.text', { id: definition.id, version: definition.version }) },
          { term: words('data'), description: words('data.text', { to: dayText(to), knownAt: instantText(knownAt) }) },
        ]}
      />
    </Card>
  );
}
