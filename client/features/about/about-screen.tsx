import { useQuery } from '@tanstack/react-query';
import { aboutQuery } from '#client/api/about.ts';
import { useLabel, useWords } from '#client/locales/words.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { DefinitionList } from '#client/ui/definition-list.tsx';
import { PageHead } from '#client/ui/page-head.tsx';
import { CURVE_DEFINITIONS } from '#shared/figures/curve-definitions.ts';
import { DEFINITIONS } from '#shared/figures/definitions.ts';
import styles from './about.module.css';
import { ACCESSIBILITY } from './accessibility.ts';
import { aboutWords } from './locales.ts';
import { PRIVACY } from './privacy.ts';
import type { Part } from './statement.ts';

const DEFINED = { ...DEFINITIONS, ...CURVE_DEFINITIONS };
const FIGURES = [
  'inflow',
  'flows',
  'occupancy',
  'outflow',
  'throughflow',
  'signal.inflow',
  'wait.placement',
  'wait.social-economy',
  'time-in-stage',
  'chance.regular',
  'time-to.job',
  'sustained',
  'state-occupation',
  'comparison.routes',
] as const satisfies readonly (keyof typeof DEFINED)[];
const SECTIONS = ['contact', 'privacy', 'accessibility', 'definitions'] as const;

/** `/over`: open to whoever comes by, also to those whom the files are about. */
export function Screen() {
  const words = useWords(aboutWords);
  return (
    <div className={styles.page}>
      <PageHead
        title={words('title')}
        subtitle={words('lead')}
        actions={
          <Button size="small" data-print="no" onClick={() => window.print()}>
            {words('print')}
          </Button>
        }
      />
      <nav aria-label={words('contents')} data-print="no">
        <ul className={styles.contents}>
          {SECTIONS.map((section) => (
            <li key={section}>
              <a href={`#${section}`}>{words(section)}</a>
            </li>
          ))}
        </ul>
      </nav>
      <Contacts />
      <Statement id="privacy" parts={PRIVACY} />
      <Statement id="accessibility" parts={ACCESSIBILITY} />
      <Definitions />
    </div>
  );
}

function Contacts() {
  const words = useWords(aboutWords);
  const { data: about } = useQuery(aboutQuery);
  if (!about) return null;
  const { contacts, mode, version } = about;
  const given = (['office', 'dpo', 'security'] as const).map((which) => ({
    term: words(which),
    description: contacts[which] ?? words('not-set'),
  }));
  const items = mode === 'demo' ? [{ term: words('office'), description: words('demo') }] : given;
  return (
    <div id="contact">
      <Card title={words('contact')}>
        <DefinitionList items={[...items, { term: words('version'), description: `Doorstroom ${version}` }]} />
      </Card>
    </div>
  );
}

function Statement({ id, parts }: { id: 'privacy' | 'accessibility'; parts: readonly Part[] }) {
  const words = useWords(aboutWords);
  const label = useLabel();
  return (
    <div id={id}>
      <Card title={words(id)}>
        {parts.map(({ title, paragraphs }) => (
          <section key={title.nl} className={styles.part}>
            <h3 className={styles.partTitle}>{label(title)}</h3>
            {paragraphs.map((paragraph) => (
              <p key={paragraph.nl}>{label(paragraph)}</p>
            ))}
          </section>
        ))}
      </Card>
    </div>
  );
}

function Definitions() {
  const words = useWords(aboutWords);
  const label = useLabel();
  return (
    <div id="definitions">
      <Card title={words('definitions')}>
        {FIGURES.map((id) => (
          <section key={id} className={styles.part}>
            <h3 className={styles.partTitle}>{words(id)}</h3>
            <p>{label(DEFINED[id].text)}</p>
            <p className={styles.small}>{words('definition-version', { id, version: DEFINED[id].version })}</p>
          </section>
        ))}
      </Card>
    </div>
  );
}
