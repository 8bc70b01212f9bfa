import { useState } from 'react';
import { useProblemText } from '#client/api/problem-words.ts';
import { useLabel, useWords } from '#client/locales/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import type { Publication, PublishedTable } from '#shared/contract/publications.ts';
import type { TableId } from '#shared/publications/catalogue.ts';
import { ChanceTable } from './chance-table.tsx';
import { CountTable, type TruthOf } from './count-table.tsx';
import { sectionWords } from './section-locales.ts';
import { TableChart } from './table-chart.tsx';
import styles from './tables.module.css';
import { useNames } from './use-names.ts';
import { useSentence } from './use-sentence.ts';

/** How a file of a table is fetched: by who is signed in, or by the public link. null while there is nothing published. */
export type DownloadFile = ((file: string, fileName: string) => Promise<void>) | null;

type TableSectionProps = {
  publication: Publication;
  table: PublishedTable;
  before: Publication | null;
  /** The true counts beside the published ones, table by table; null for a reader. */
  truthOf: ((table: TableId) => TruthOf) | null;
  download: DownloadFile;
};

/** One table of a publication: what it says, the drawing, the numbers, what was counted, and the files. */
export function TableSection({ publication, table, before, truthOf, download }: TableSectionProps) {
  const words = useWords(sectionWords);
  const names = useNames(publication.municipalities);
  const sentence = useSentence(publication, before)(table);
  const counts = publication.tables.find(({ id }) => id === 'chance.counts');
  const isChance = table.id === 'chance';
  const definitions = publication.definitions.filter((definition) => definition.table === table.id);
  const truth = truthOf ? truthOf(isChance ? 'chance.counts' : table.id) : null;
  return (
    <div id={anchorOf(table.id)} className={styles.section}>
      <Card title={names.title(table)} className={styles.card}>
        <p className={styles.sentence}>{sentence}</p>
        <TableChart publication={publication} table={table} names={names} before={before} sentence={sentence} />
        {isChance ? (
          <ChanceTable chance={table} counts={counts} names={names} truthOf={truth} />
        ) : (
          <CountTable table={table} names={names} truthOf={truth} />
        )}
        <details className={styles.definition} data-print="no">
          <summary>{words('definition')}</summary>
          {definitions.map((definition) => (
            <DefinitionText key={definition.id} definition={definition} />
          ))}
        </details>
        {download ? <Files publication={publication} table={table} title={names.title(table)} download={download} /> : null}
      </Card>
    </div>
  );
}

/** All definitions together at the end, on paper only: unfolded within the tables they would tear these apart over the sheets. */
export function PaperDefinitions({ publication }: { publication: Publication }) {
  const words = useWords(sectionWords);
  const names = useNames(publication.municipalities);
  return (
    <div className={styles.paper}>
      <Card title={words('definitions')}>
        {publication.definitions.map((definition) => (
          <div key={definition.id} className={styles.paperDefinition}>
            <h3>{names.tableName(definition.table)}</h3>
            <DefinitionText definition={definition} />
          </div>
        ))}
      </Card>
    </div>
  );
}

function DefinitionText({ definition: { id, version, text } }: { definition: Publication['definitions'][number] }) {
  const words = useWords(sectionWords);
  const label = useLabel();
  return (
    <p className={styles.defined}>
      {label(text)} <span className={styles.version}>{words('version', { id, version })}</span>
    </p>
  );
}

/** Where the list of contents leads. */
export function anchorOf(table: TableId): string {
  return `tabel-${table.replace('.', '-')}`;
}

type FilesProps = { publication: Publication; table: PublishedTable; title: string; download: NonNullable<DownloadFile> };

function Files({ publication, table, title, download }: FilesProps) {
  const words = useWords(sectionWords);
  const problemText = useProblemText();
  const [pending, setPending] = useState<string | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const counts = publication.tables.find(({ id }) => id === 'chance.counts');
  const files = [table, ...(table.id === 'chance' && counts ? [counts] : [])].flatMap(({ id }) =>
    (['csv', 'xlsx'] as const).map((kind) => ({ id, kind, file: `${id}.${kind}` })),
  );
  const fetchFile = async (file: string) => {
    setPending(file);
    setProblem(null);
    try {
      await download(file, `doorstroom-${publication.period}-${file}`);
    } catch (error) {
      setProblem(error);
    } finally {
      setPending(null);
    }
  };
  return (
    <div data-print="no">
      <div className={styles.files}>
        {files.map(({ id, kind, file }) => (
          <Button
            key={file}
            variant="quiet"
            size="small"
            icon="download"
            isPending={pending === file}
            aria-label={words(`${kind}-of`, { title: id === table.id ? title : words('counts', { title }) })}
            onClick={() => void fetchFile(file)}
          >
            {id === table.id ? words(kind) : words('counts', { title: words(kind) })}
          </Button>
        ))}
      </div>
      {problem === null ? null : (
        <Banner isLive tone="danger">
          {problemText(problem)}
        </Banner>
      )}
    </div>
  );
}
