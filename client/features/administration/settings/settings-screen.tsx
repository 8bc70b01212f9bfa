import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '#client/api/request.ts';
import { EditDialog } from '#client/editing/edit-dialog.tsx';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { Broken } from '#client/shell/broken.tsx';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { instantText } from '#client/ui/date-text.ts';
import { DefinitionList } from '#client/ui/definition-list.tsx';
import { NumberField } from '#client/ui/number-field.tsx';
import { PageHead } from '#client/ui/page-head.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { Stack } from '#client/ui/stack.tsx';
import { toast } from '#client/ui/toast.ts';
import type { changeSettings, getSettings, Settings } from '#shared/contract/settings.ts';
import { settingsWords } from './locales.ts';

const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => request<typeof getSettings>('GET', '/settings', { signal }),
});

/** What the administrator sets for everybody. */
export function Screen() {
  const words = useWords(settingsWords);
  const { data, error, refetch } = useQuery(settingsQuery);
  const [isEditing, setEditing] = useState(false);
  return (
    <>
      <PageHead title={words('title')} subtitle={words('subtitle')} />
      {error && !data ? (
        <Broken title={words('broken.title')} error={error} onRetry={refetch} />
      ) : (
        <Card
          title={words('retention')}
          actions={
            data ? (
              <Button size="small" icon="edit" onClick={() => setEditing(true)}>
                {words('edit')}
              </Button>
            ) : null
          }
        >
          {data ? <Terms settings={data} /> : <Skeleton shape="text" lines={3} />}
        </Card>
      )}
      {data && isEditing ? <EditTerms settings={data} onClose={() => setEditing(false)} /> : null}
    </>
  );
}

function Terms({ settings: { retentionMonths, changedAt } }: { settings: Settings }) {
  const words = useWords(settingsWords);
  return (
    <Stack>
      <DefinitionList
        items={[
          { term: words('months'), description: words('months-text', { months: retentionMonths }) },
          { term: words('changed'), description: changedAt === null ? words('changed-never') : instantText(changedAt) },
        ]}
      />
      <p>{words('retention-text')}</p>
    </Stack>
  );
}

type Fields = { retentionMonths: number | null };

function EditTerms({ settings, onClose }: { settings: Settings; onClose: () => void }) {
  const words = useWords(settingsWords);
  const common = useWords(commonWords);
  const queries = useQueryClient();
  // What was typed belongs to the version that stood here, whatever comes in meanwhile.
  const [seen, setSeen] = useState(settings);
  const change = useMutation({
    mutationFn: ({ version, months }: { version: number; months: number }) =>
      request<typeof changeSettings>('PATCH', '/settings', { ifMatch: version, body: { retentionMonths: months } }),
    onSuccess: (changed) => queries.setQueryData(settingsQuery.queryKey, changed),
  });
  const wrong = { retentionMonths: words('months-wrong') };
  return (
    <EditDialog<Fields>
      title={words('retention')}
      start={{ retentionMonths: seen.retentionMonths }}
      saveLabel={common('save')}
      check={({ retentionMonths }) => (retentionMonths === null ? wrong : {})}
      refused={() => ({})}
      save={async ({ retentionMonths }) => {
        if (retentionMonths !== null && retentionMonths !== seen.retentionMonths) {
          const changed = await change.mutateAsync({ version: seen.version, months: retentionMonths });
          const undo = () =>
            change.mutate(
              { version: changed.version, months: seen.retentionMonths },
              { onSuccess: () => toast({ text: words('undone') }) },
            );
          toast({ text: words('saved'), action: { label: common('undo'), onPress: undo } });
        }
        onClose();
      }}
      reload={async () => {
        const newer = await queries.fetchQuery({ ...settingsQuery, staleTime: 0 });
        setSeen(newer);
        return { retentionMonths: newer.retentionMonths };
      }}
      tell={(_name, { retentionMonths }) => words('months-text', { months: retentionMonths })}
      onClose={onClose}
    >
      {({ fields, set, errors, idPrefix }) => (
        <NumberField
          id={`${idPrefix}retentionMonths`}
          label={words('months')}
          hint={words('months-hint')}
          isRequired
          min={12}
          max={600}
          decimals={0}
          unit={words('unit')}
          error={errors.retentionMonths}
          value={fields.retentionMonths}
          onChange={(retentionMonths) => set({ retentionMonths })}
        />
      )}
    </EditDialog>
  );
}
