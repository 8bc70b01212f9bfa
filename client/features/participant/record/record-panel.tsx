import { type FormEvent, useId, useRef, useState } from 'react';
import { useMunicipalityName } from '#client/api/about.ts';
import { useUser } from '#client/api/session.ts';
import { useLabel, useWords } from '#client/locales/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { DateField } from '#client/ui/date-field.tsx';
import { dayText, today } from '#client/ui/date-text.ts';
import { ErrorSummary } from '#client/ui/error-summary.tsx';
import { hasUnreadable } from '#client/ui/has-unreadable.ts';
import { TextArea } from '#client/ui/text-area.tsx';
import type { Trajectory } from '#shared/contract/trajectories.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import type { StepType } from '#shared/trajectory/steps.ts';
import { type DraftInHand, useDraft } from './draft.ts';
import { Discard, FoundDraft, KeptDraft, OtherDraft } from './draft-signs.tsx';
import { type Details, detailsToSend, missingIn } from './fields.ts';
import { orderedSteps, usualDetails } from './likely-steps.ts';
import { recordWords } from './locales.ts';
import { OutlookLine } from './outlook.tsx';
import { errorsIn, wrongFields } from './read-form.ts';
import styles from './record.module.css';
import { StepChoice } from './step-choice.tsx';
import { type FieldErrors, StepFields } from './step-fields.tsx';
import { type Law, useLaw } from './use-law.ts';
import { type Hindrance, useRecording } from './use-recording.ts';

type RecordPanelProps = {
  trajectory: Trajectory;
  /** After a step was recorded; in a drawer this closes it, unless another step was waiting for this one. */
  onRecorded: (stepId: string, isMore: boolean) => void;
  /** What went wrong after the panel had done its work: an undo that did not succeed. */
  onProblem: (text: string) => void;
};

/** Records a step: which, on which day, the fields of that step only, what comes after it, and the deed. */
export function RecordPanel({ trajectory, onRecorded, onProblem }: RecordPanelProps) {
  const words = useWords(recordWords);
  const label = useLabel();
  const id = useId();
  const law = useLaw();
  const hand = useDraft(trajectory.id);
  const { draft, change } = hand;
  const [errors, setErrors] = useState<FieldErrors>({});
  const [attempt, setAttempt] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const { recordTyped, hindrance, clearHindrance, isPending } = useRecording({
    trajectory,
    hand,
    onRecorded: (stepId) => onRecorded(stepId, draft.returnTo !== null),
    onProblem,
  });

  const { type, occurredOn } = draft;
  const details = type ? (draft.details[type] ?? usualDetails(type, trajectory)) : {};
  const outlook = type && occurredOn ? outlookOf(law, trajectory, { id: draft.id, type, occurredOn, details }) : null;
  const allowed = occurredOn && occurredOn < today() && law ? law.allowedOn(trajectory, occurredOn) : trajectory.allowedSteps;
  const { likely, others } = orderedSteps(trajectory, allowed);

  const choose = (next: StepType, returnTo: StepType | null = null) => {
    setErrors({});
    clearHindrance();
    change({ type: next, returnTo, ...(returnTo && type && { details: { ...draft.details, [type]: details } }) });
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!type || !form.current || isPending) return;
    setErrors({});
    clearHindrance();
    if (await hasUnreadable(form.current)) return;
    const found = errorsIn({ type, occurredOn, details }, { words, label });
    setErrors(found);
    setAttempt(attempt + 1);
    if (!occurredOn || Object.keys(found).length > 0) return;
    const read = law?.readStep({ type, occurredOn, details: detailsToSend(type, details) });
    if (read && 'wrong' in read) return setErrors(wrongFields(read.wrong, { type, details }, { words, label }));
    if (outlook && outlook.outcome !== 'accepted') return;
    await recordTyped({ type, occurredOn, details, note: draft.note });
  };

  const allErrors = {
    ...errors,
    ...(hindrance?.kind === 'fields' && type ? wrongFields(hindrance.names, { type, details }, { words, label }) : {}),
  };
  return (
    <form ref={form} className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      {Object.keys(allErrors).length > 0 ? (
        <ErrorSummary
          attempt={attempt}
          errors={Object.entries(allErrors).map(([name, message]) => ({ fieldId: `${id}${name}`, message }))}
        />
      ) : null}
      {hindrance ? <HindranceBanner hindrance={hindrance} /> : null}
      {draft.foundAt ? <FoundDraft hand={hand} foundAt={draft.foundAt} isPossible={!type || allowed.includes(type)} /> : null}
      {draft.other ? <OtherDraft hand={hand} other={draft.other} /> : null}
      <StepChoice
        label={occurredOn && occurredOn < today() ? words('on-earlier-day', { day: dayText(occurredOn) }) : words('choose-step')}
        likely={type && !allowed.includes(type) ? [...likely, type] : likely}
        others={others}
        value={type}
        onChange={(next) => choose(next)}
      />
      <DateField
        id={`${id}occurredOn`}
        label={words('day')}
        hasShortcuts
        isRequired
        max={today()}
        value={occurredOn}
        error={allErrors.occurredOn}
        unread={draft.unreadDay}
        onChange={(day) => change({ occurredOn: day, unreadDay: '', isTyped: true })}
        onUnread={(typed) => change({ unreadDay: typed, isTyped: true })}
      />
      {type ? (
        <StepFields
          type={type}
          day={occurredOn}
          details={details}
          errors={allErrors}
          idPrefix={id}
          onChange={(next) => {
            setErrors({});
            change({ details: { ...draft.details, [type]: next }, isTyped: true });
          }}
        />
      ) : null}
      {type === 'trajectory.transferred' ? <TransferHint to={details.toMunicipality} /> : null}
      {type ? <Note key={draft.id} hand={hand} /> : null}
      <div className={styles.foot}>
        {draft.returnTo ? <p className={styles.small}>{words('return-to', { step: label(LABELS.step[draft.returnTo]) })}</p> : null}
        {outlook ? (
          <OutlookLine
            outlook={outlook}
            trajectory={trajectory}
            day={occurredOn ?? today()}
            onSwitch={(mend) => choose(mend, type)}
            onDay={(day) => change({ occurredOn: day, unreadDay: '' })}
          />
        ) : null}
        <div className={styles.deeds}>
          <Button
            type="submit"
            variant="primary"
            isWide
            isPending={isPending}
            isDisabled={type === null || (outlook !== null && outlook.outcome !== 'accepted')}
          >
            {words('save')}
          </Button>
          {draft.isTyped && !draft.foundAt ? <Discard hand={hand} /> : null}
        </div>
        <KeptDraft keeping={draft.keeping} />
      </div>
    </form>
  );
}

/** What a transfer to an office that is not the user's will mean. */
function TransferHint({ to }: { to: Details['toMunicipality'] }) {
  const words = useWords(recordWords);
  const municipality = useMunicipalityName();
  const { municipalities } = useUser();
  if (typeof to !== 'string' || to === '' || municipalities.includes(to)) return null;
  return <Banner tone="info">{words('transfer.hint', { office: municipality(to) })}</Banner>;
}

function Note({ hand: { draft, change } }: { hand: DraftInHand }) {
  const words = useWords(recordWords);
  const [isOpen, setOpen] = useState(draft.note !== '');
  if (!isOpen) {
    return (
      <Button className={styles.addNote} variant="quiet" size="small" icon="plus" onClick={() => setOpen(true)}>
        {words('note.add')}
      </Button>
    );
  }
  return (
    <TextArea
      label={words('note')}
      hint={words('note.hint')}
      autoFocus={draft.note === ''}
      maxLength={4000}
      value={draft.note}
      onChange={(note) => change({ note, isTyped: true })}
    />
  );
}

function HindranceBanner({ hindrance }: { hindrance: Hindrance }) {
  const words = useWords(recordWords);
  switch (hindrance.kind) {
    case 'fields':
      return null;
    case 'stale':
      return (
        <Banner isLive tone="warning" title={words('stale.title')}>
          {hindrance.changes.length > 0 ? hindrance.changes.join(' ') : words('stale.other')} {words('stale.keep')}
        </Banner>
      );
    case 'unsure':
      return (
        <Banner isLive tone="warning" title={words('unsure.title')}>
          {words('unsure.text')}
        </Banner>
      );
    case 'id-taken':
      return (
        <Banner isLive tone="info">
          {words('id-taken')}
        </Banner>
      );
    case 'problem':
      return (
        <Banner isLive tone="danger">
          {hindrance.text}
        </Banner>
      );
  }
}

/** Nothing while a required field is empty, or the machine has not come yet. */
function outlookOf(
  law: Law | undefined,
  trajectory: Trajectory,
  typed: { id: string; type: StepType; occurredOn: string; details: Details },
) {
  if (!law || missingIn(typed.type, typed.details).length > 0) return null;
  const read = law.readStep({ type: typed.type, occurredOn: typed.occurredOn, details: detailsToSend(typed.type, typed.details) });
  return 'step' in read ? law.foresee(trajectory, { added: { step: read.step, id: typed.id } }, today()) : null;
}
