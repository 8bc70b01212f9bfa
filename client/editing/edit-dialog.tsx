import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react';
import { isProblem } from '#client/api/problem.ts';
import { useProblemText } from '#client/api/problem-words.ts';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { ErrorSummary } from '#client/ui/error-summary.tsx';
import { hasUnreadable } from '#client/ui/has-unreadable.ts';
import { Stack } from '#client/ui/stack.tsx';
import { useLeaveGuard } from '#client/ui/use-leave-guard.ts';
import { editingWords } from './locales.ts';
import { changedFields, type Fields, overNewer } from './newer-version.ts';

/** By the name of the field. */
export type FieldErrors = Readonly<Record<string, string | undefined>>;

/** What the inputs of a form are given. */
export type Editing<Form extends Fields> = {
  fields: Form;
  set: (changes: Partial<Form>) => void;
  errors: FieldErrors;
  /** Before the names in the ids of the inputs, for the summary of errors to lead to. */
  idPrefix: string;
};

type EditDialogProps<Form extends Fields> = {
  title: string;
  variant?: 'dialog' | 'drawer';
  size?: 'medium' | 'large';
  start: Form;
  saveLabel: string;
  /** What can be seen to be wrong before anything is sent. */
  check: (fields: Form) => FieldErrors;
  /** A refusal at the field it is about; empty when it is about none. */
  refused: (error: unknown) => FieldErrors;
  /** @param base what the fields held when they were last read from the server */
  save: (fields: Form, base: Form) => Promise<void>;
  /** Reads the newer version after somebody else's change; left out where there is no version. */
  reload?: () => Promise<Form>;
  /** What a field holds, in words: `Naam: De Demerkring`. */
  tell?: (name: keyof Form & string, fields: Form) => string;
  onClose: () => void;
  children: (editing: Editing<Form>) => ReactNode;
};

/**
 * A form in a dialog: checks, saves, and says what went wrong at its place. When somebody else saved in the meantime it tells what they
 * changed, keeps what was typed here, and saves on top of it at the next press.
 */
export function EditDialog<Form extends Fields>(props: EditDialogProps<Form>) {
  const { title, variant = 'dialog', size = 'medium', start, saveLabel, check, refused, save, reload, tell, onClose, children } = props;
  const words = useWords(editingWords);
  const common = useWords(commonWords);
  const problemText = useProblemText();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [base, setBase] = useState(start);
  const [fields, setFields] = useState(start);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [meanwhile, setMeanwhile] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [isPending, setPending] = useState(false);
  useLeaveGuard(changedFields(base, fields).length > 0);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // A dialog that is opened from within another form is still its child for React.
    event.stopPropagation();
    setErrors({});
    if (isPending || !form.current || (await hasUnreadable(form.current))) return;
    const found = check(fields);
    setErrors(found);
    setProblem(null);
    setMeanwhile(null);
    setAttempt(attempt + 1);
    if (Object.keys(found).length > 0) return;
    setPending(true);
    try {
      await save(fields, base);
    } catch (error) {
      await explain(error);
    } finally {
      setPending(false);
    }
  };

  const explain = async (error: unknown) => {
    const atFields = refused(error);
    setErrors(atFields);
    if (reload && isProblem(error, 'version.stale')) {
      const newer = await reload();
      const changes = changedFields(base, newer).map((name) => tell?.(name, newer) ?? '');
      setFields(overNewer(base, newer, fields));
      setBase(newer);
      setMeanwhile(changes.filter(Boolean).join(' · '));
    } else if (Object.keys(atFields).length === 0) {
      setProblem(problemText(error));
    }
  };

  const summary = Object.entries(errors).map(([name, message]) => ({ fieldId: `${id}${name}`, message: String(message) }));
  return (
    <Dialog
      isOpen
      variant={variant}
      size={size}
      onClose={onClose}
      title={title}
      footer={
        <>
          <Button type="submit" form={`${id}form`} variant="primary" isPending={isPending}>
            {saveLabel}
          </Button>
          <Button variant="quiet" onClick={onClose}>
            {common('cancel')}
          </Button>
        </>
      }
    >
      <form id={`${id}form`} ref={form} noValidate onSubmit={(event) => void submit(event)}>
        <Stack gap="large">
          <ErrorSummary attempt={attempt} errors={summary} />
          {problem ? (
            <Banner isLive tone="danger">
              {problem}
            </Banner>
          ) : null}
          {meanwhile !== null ? (
            <Banner isLive tone="warning" title={words('stale.title')}>
              {meanwhile} {words('stale.text')}
            </Banner>
          ) : null}
          {children({ fields, set: (changes) => setFields({ ...fields, ...changes }), errors, idPrefix: id })}
        </Stack>
      </form>
    </Dialog>
  );
}
