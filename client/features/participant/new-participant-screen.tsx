import { type FormEvent, useId, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useMunicipalityName } from '#client/api/about.ts';
import { useProblemText } from '#client/api/problem-words.ts';
import { useUser } from '#client/api/session.ts';
import { useWords } from '#client/locales/words.ts';
import { participantPath, paths } from '#client/paths.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { Checkbox } from '#client/ui/checkbox.tsx';
import { ErrorSummary } from '#client/ui/error-summary.tsx';
import { hasUnreadable } from '#client/ui/has-unreadable.ts';
import { LinkButton } from '#client/ui/link-button.tsx';
import { PageHead } from '#client/ui/page-head.tsx';
import { Select } from '#client/ui/select.tsx';
import { toast } from '#client/ui/toast.ts';
import { useLeaveGuard } from '#client/ui/use-leave-guard.ts';
import { useCreateParticipant } from './api/participants.ts';
import { useOpenTrajectory } from './api/trajectories.ts';
import { participantWords } from './locales.ts';
import { freshOpening, OpeningInputs, openingErrors } from './person/opening-inputs.tsx';
import styles from './person/person.module.css';
import { NOBODY, type PersonErrors, personToCreate } from './person/person.ts';
import { personErrors, refusedFields } from './person/person-errors.ts';
import { IdentityInputs, ProfileInputs } from './person/person-inputs.tsx';

export function Screen() {
  const words = useWords(participantWords);
  return (
    <>
      <PageHead
        title={words('new.title')}
        subtitle={words('new.subtitle')}
        breadcrumbs={[{ label: words('participants'), to: paths.participants }, { label: words('new.title') }]}
      />
      <NewParticipantForm />
    </>
  );
}

function NewParticipantForm() {
  const words = useWords(participantWords);
  const problemText = useProblemText();
  const nameOf = useMunicipalityName();
  const navigate = useNavigate();
  const { municipalities } = useUser();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const trajectoryId = useRef(crypto.randomUUID());
  const [person, setPerson] = useState(NOBODY);
  const [municipality, setMunicipality] = useState(municipalities.length === 1 ? (municipalities[0] ?? null) : null);
  const [isOpening, setIsOpening] = useState(true);
  const [opening, setOpening] = useState(freshOpening);
  const [errors, setErrors] = useState<PersonErrors>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [half, setHalf] = useState<{ participantId: string; problem: string } | null>(null);
  const [attempt, setAttempt] = useState(0);
  const create = useCreateParticipant();
  const open = useOpenTrajectory();
  const isPending = create.isPending || open.isPending;
  useLeaveGuard(person !== NOBODY && !half);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setErrors({});
    if (isPending || !form.current || (await hasUnreadable(form.current))) return;
    const found: PersonErrors = {
      ...(municipality === null && { municipality: words('person.municipality-missing') }),
      ...personErrors(person, words),
      ...(isOpening && openingErrors(opening, words)),
    };
    setErrors(found);
    setProblem(null);
    setAttempt(attempt + 1);
    if (municipality === null || Object.keys(found).length > 0) return;
    const participantId = await createPerson(municipality);
    if (participantId) await openFor(participantId);
  };

  const createPerson = async (office: string): Promise<string | null> => {
    try {
      return (await create.mutateAsync({ municipality: office, ...personToCreate(person) })).id;
    } catch (error) {
      const refused = refusedFields(error, person, words);
      setErrors(refused);
      if (Object.keys(refused).length === 0) setProblem(problemText(error));
      return null;
    }
  };

  const openFor = async (participantId: string) => {
    const { programme, occurredOn, referredBy } = opening;
    if (isOpening && programme && occurredOn) {
      try {
        await open.mutateAsync({
          id: trajectoryId.current,
          participantId,
          programme,
          occurredOn,
          ...(referredBy.trim() && { referredBy: referredBy.trim() }),
        });
      } catch (error) {
        setHalf({ participantId, problem: problemText(error) });
        return;
      }
    }
    toast({ text: words('new.saved') });
    await navigate(participantPath(participantId), { replace: true });
  };

  if (half) {
    return (
      <Banner isLive tone="warning" action={<LinkButton to={participantPath(half.participantId)}>{words('new.to-file')}</LinkButton>}>
        {words('new.half', { problem: half.problem })}
      </Banner>
    );
  }
  return (
    <form ref={form} className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      <ErrorSummary attempt={attempt} errors={Object.entries(errors).map(([name, message]) => ({ fieldId: `${id}${name}`, message }))} />
      {problem ? (
        <Banner isLive tone="danger">
          {problem}
        </Banner>
      ) : null}
      <Card title={words('new.person')}>
        {municipalities.length > 1 ? (
          <div className={styles.office}>
            <Select
              id={`${id}municipality`}
              label={words('person.municipality')}
              isRequired
              error={errors.municipality}
              options={municipalities.map((code) => ({ value: code, label: nameOf(code) }))}
              value={municipality}
              onChange={setMunicipality}
            />
          </div>
        ) : null}
        <IdentityInputs person={person} onChange={setPerson} errors={errors} idPrefix={id} />
      </Card>
      <Card title={words('new.profile')}>
        <p className={styles.lead}>{words('new.profile-text')}</p>
        <ProfileInputs person={person} onChange={setPerson} errors={errors} idPrefix={id} />
      </Card>
      <Card title={words('new.trajectory')}>
        <Checkbox label={words('new.open-now')} description={words('new.open-now-text')} isChecked={isOpening} onChange={setIsOpening} />
        {isOpening ? (
          <div className={styles.nested}>
            <OpeningInputs opening={opening} onChange={setOpening} errors={errors} idPrefix={id} />
          </div>
        ) : null}
      </Card>
      <div>
        <Button type="submit" variant="primary" isPending={isPending}>
          {words('new.save')}
        </Button>
      </div>
    </form>
  );
}
