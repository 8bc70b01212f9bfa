import { useState } from 'react';
import { ApiProblem } from '#client/api/problem.ts';
import { useProblemText } from '#client/api/problem-words.ts';
import { useUser } from '#client/api/session.ts';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { Checkbox } from '#client/ui/checkbox.tsx';
import { DefinitionList } from '#client/ui/definition-list.tsx';
import { FileDrop } from '#client/ui/file-drop.tsx';
import { PageHead } from '#client/ui/page-head.tsx';
import { Progress } from '#client/ui/progress.tsx';
import { Stack } from '#client/ui/stack.tsx';
import { ImportReport } from './import-report.tsx';
import { importWords } from './locales.ts';
import { useImport } from './use-import.ts';

/** A file is checked as soon as it is chosen, and taken over only when someone has seen what that will do. */
export function Screen() {
  const words = useWords(importWords);
  const common = useWords(commonWords);
  const { role } = useUser();
  const { run, latest, forget } = useImport();
  const [createsMunicipalities, setCreates] = useState(latest?.request.createsMunicipalities ?? false);
  const isBusy = latest?.status === 'running';
  const isApplied = latest?.status === 'done' && latest.report.applied;
  const file = latest?.request.file ?? null;

  const check = (chosen: File, creates = createsMunicipalities) =>
    run({ file: chosen, isCheck: true, isPartial: false, createsMunicipalities: creates });
  const apply = (isPartial: boolean) => {
    if (file) void run({ file, isCheck: false, isPartial, createsMunicipalities });
  };

  return (
    <>
      <PageHead title={words('title')} subtitle={words('subtitle')} />
      <Stack gap="large">
        <Card>
          <Stack>
            <FileDrop
              label={words('file')}
              hint={words('file.hint')}
              accept=".csv,text/csv"
              file={file}
              onFile={(chosen) => void check(chosen)}
              isDisabled={isBusy}
            />
            {role === 'administrator' ? (
              <Checkbox
                label={words('municipalities')}
                description={words('municipalities.hint')}
                isChecked={createsMunicipalities}
                isDisabled={isBusy}
                onChange={(creates) => {
                  setCreates(creates);
                  if (file && !isApplied) void check(file, creates);
                }}
              />
            ) : null}
          </Stack>
        </Card>
        {isBusy ? <Progress label={words(latest.request.isCheck ? 'checking' : 'applying')} value={null} note={words('leave')} /> : null}
        {latest?.status === 'failed' ? (
          <Banner
            isLive
            tone="danger"
            title={words('broken')}
            action={file ? <Button onClick={() => void check(file)}>{common('try-again')}</Button> : null}
          >
            <Broken error={latest.error} />
          </Banner>
        ) : null}
        {latest?.status === 'done' ? <ImportReport report={latest.report} onApply={apply} onAnother={forget} /> : null}
        {latest ? null : <Format />}
      </Stack>
    </>
  );
}

/** What stands in the way of reading the file is about its columns; the server names them, in English. */
function Broken({ error }: { error: unknown }) {
  const problemText = useProblemText();
  const named = error instanceof ApiProblem ? error.fields.map(({ message }) => message) : [];
  return (
    <>
      {problemText(error)} {named.length > 0 ? <span lang="en">{named.join(' ')}</span> : null}
    </>
  );
}

function Format() {
  const words = useWords(importWords);
  return (
    <Card title={words('format.title')}>
      <Stack>
        <p>{words('format.text')}</p>
        <DefinitionList
          items={[
            { term: 'participant', description: words('format.participant') },
            { term: 'municipality', description: words('format.municipality') },
            { term: 'step', description: words('format.step') },
            { term: 'occurred_on', description: words('format.occurred') },
          ]}
        />
        <p>{words('format.again')}</p>
      </Stack>
    </Card>
  );
}
