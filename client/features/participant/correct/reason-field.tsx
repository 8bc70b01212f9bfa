import { useWords } from '#client/locales/words.ts';
import { Button } from '#client/ui/button.tsx';
import { Cluster, Stack } from '#client/ui/stack.tsx';
import { TextField } from '#client/ui/text-field.tsx';
import { participantWords } from '../locales.ts';

/** Why a step is corrected: always asked, with the two usual answers one press away. */
export function ReasonField({
  id,
  value,
  onChange,
  error,
}: {
  id: string;
  value: string;
  onChange: (reason: string) => void;
  error: string | undefined;
}) {
  const words = useWords(participantWords);
  return (
    <Stack gap="small">
      <TextField
        id={id}
        label={words('reason.label')}
        isRequired
        maxLength={500}
        autoComplete="off"
        value={value}
        onChange={onChange}
        error={error}
      />
      <Cluster>
        {[words('reason.mistake'), words('reason.news')].map((usual) => (
          <Button key={usual} size="small" onClick={() => onChange(usual)}>
            {usual}
          </Button>
        ))}
      </Cluster>
    </Stack>
  );
}
