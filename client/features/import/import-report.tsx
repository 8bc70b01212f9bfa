import { useWords } from '#client/locales/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { DefinitionList } from '#client/ui/definition-list.tsx';
import { numberText } from '#client/ui/number-text.ts';
import { Stack } from '#client/ui/stack.tsx';
import { type Column, Table } from '#client/ui/table.tsx';
import type { RejectedRow, ImportReport as Report } from '#shared/contract/exchange.ts';
import { importWords, isRejectionCode, rejectionWords } from './locales.ts';

type ImportReportProps = {
  report: Report;
  /** Takes over what was checked; only the right trajectories where `isPartial`. */
  onApply: (isPartial: boolean) => void;
  onAnother: () => void;
};

const SHOWN = 100;

/** What a check found, or what was taken over: the sentence first, the deed beside it, the numbers and the rows below. */
export function ImportReport({ report, onApply, onAnother }: ImportReportProps) {
  const words = useWords(importWords);
  const number = (value: number) => numberText(value, words.language);
  return (
    <Stack gap="large">
      <Verdict report={report} onApply={onApply} onAnother={onAnother} />
      <Card>
        <DefinitionList
          layout="columns"
          items={[
            { term: words('rows'), description: number(report.rows) },
            { term: words('participants'), description: number(report.participants) },
            { term: words('trajectories'), description: number(report.trajectories) },
            { term: words('steps'), description: number(report.steps) },
            { term: words('already'), description: number(report.alreadyThere) },
            ...(report.municipalities.length > 0 ? [{ term: words('made'), description: report.municipalities.join(', ') }] : []),
          ]}
        />
      </Card>
      {report.rejectedRows > 0 ? <Rejected report={report} /> : null}
    </Stack>
  );
}

function Verdict({ report, onApply, onAnother }: ImportReportProps) {
  const words = useWords(importWords);
  const { steps, participants, trajectories, rejectedRows, alreadyThere, applied } = report;
  const another = <Button onClick={onAnother}>{words('another')}</Button>;
  if (applied) {
    return (
      <Banner isLive tone="good" title={words('done.title')} action={another}>
        {words('done', { steps, trajectories })} {rejectedRows > 0 ? words('done.left', { count: rejectedRows }) : null}
      </Banner>
    );
  }
  if (rejectedRows > 0) {
    const some = steps > 0 ? <Button onClick={() => onApply(true)}>{words('apply.some')}</Button> : another;
    return (
      <Banner isLive tone="warning" title={words('wrong.title', { count: rejectedRows })} action={some}>
        {words('wrong')}
      </Banner>
    );
  }
  if (steps === 0) {
    return (
      <Banner isLive title={words('known.title')} action={another}>
        {words('known', { count: alreadyThere })}
      </Banner>
    );
  }
  const apply = (
    <Button variant="primary" onClick={() => onApply(false)}>
      {words('apply', { steps })}
    </Button>
  );
  return (
    <Banner isLive tone="good" title={words('right.title')} action={apply}>
      {words('right', { steps, participants })}
    </Banner>
  );
}

function Rejected({ report: { rejected, rejectedRows } }: { report: Report }) {
  const words = useWords(importWords);
  const reasons = useWords(rejectionWords);
  const reason = ({ code }: RejectedRow) => reasons(isRejectionCode(code) ? code : 'other');
  const columns: Column<RejectedRow>[] = [
    { id: 'line', header: words('rejected.line'), cell: ({ line }) => line, align: 'end', isRowHeader: true },
    { id: 'why', header: words('rejected.why'), cell: reason },
    { id: 'detail', header: words('rejected.detail'), cell: ({ message }) => <span lang="en">{message}</span> },
  ];
  const saveList = () => {
    const lines = rejected.map((row) => [row.line, row.code, reason(row), row.message].map(cell).join(';'));
    save(words('rejected.file'), ['rij;code;reden;bericht', ...lines].join('\r\n'));
  };
  return (
    <Card
      title={words('rejected.title')}
      padding="flush"
      actions={
        <Button variant="quiet" size="small" icon="download" onClick={saveList}>
          {words('rejected.download')}
        </Button>
      }
    >
      <Table
        caption={words('rejected.title')}
        columns={columns}
        rows={rejected.slice(0, SHOWN)}
        rowKey={({ line, code, message }) => `${line} ${code} ${message}`}
        whenNarrow="stack"
      />
      {rejectedRows > SHOWN ? <p role="note">{words('rejected.more', { shown: SHOWN, count: rejectedRows })}</p> : null}
    </Card>
  );
}

/** Quoted, and defused: a message may quote the file, and the file may hold a formula. */
function cell(value: string | number): string {
  const text = String(value);
  return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

function save(name: string, text: string): void {
  // The mark at the beginning tells spreadsheets that this is UTF-8.
  const url = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}
