import type { FileExport, Language } from '#shared/contract/file-export.ts';
import type { PlainDate } from '#shared/plain-date.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import { hasUndrawable } from './letters.ts';
import { Paper } from './page.ts';
import { detailsText } from './step-text.ts';
import { FIELDS, PDF_WORDS, type PdfWords } from './words.ts';

type Trajectory = FileExport['trajectories'][number];

/** The file as its person reads it, on A4. */
export function pdfOf(file: FileExport, language: Language): AsyncIterable<Uint8Array> {
  const words = PDF_WORDS[language];
  const { person } = file;
  const name = [person.firstName, person.lastName].filter(Boolean).join(' ') || person.reference || person.code;
  const office = `${words.fields.office} ${person.officeName}`;
  const paper = new Paper({ title: words.of(name), author: office, language: `${language}-BE`, now: new Date(file.exportedAt) });
  paper.title(words.of(name), `${office} · ${words.made(dayOfMoment(file.exportedAt), file.exportedBy)}`);
  paper.paragraph(words.lead(person.officeName));
  // Every text of the file, and what joins them in JSON can be drawn.
  if (hasUndrawable(JSON.stringify(file))) paper.paragraph(words.undrawable);

  paper.part(words.person);
  paper.facts(FIELDS.flatMap((field) => factOf(field, file, language)));

  const offices = new Map(file.handovers.flatMap(({ from, fromName, to, toName }) => [[from, fromName] as const, [to, toName] as const]));
  for (const trajectory of file.trajectories) tellTrajectory(paper, trajectory, language, offices);
  if (file.trajectories.length === 0) paper.paragraph(words.noTrajectory);

  if (file.handovers.length > 0) paper.part(words.handovers);
  for (const handover of file.handovers) tellHandover(paper, handover, language);

  if (file.profiles.length > 1) {
    paper.part(words.profiles);
    const rows = file.profiles.map(({ recordedAt, birthDate, gender, education }) => [
      dayOfMoment(recordedAt),
      birthDate ? dayText(birthDate) : words.unknown,
      gender ? words.gender[gender] : words.unknown,
      education ? words.education[education] : words.unknown,
    ]);
    paper.table(words.profileColumns, rows, [0.22, 0.22, 0.18, 0.38]);
  }

  paper.part(words.looks);
  paper.paragraph(words.looksLead, { isQuiet: true });
  const count = (times: number) => (times === 0 ? '' : `${times} ×`);
  const looks = file.looks.map(({ day, user, reads, changes, exports }) => [
    dayText(day),
    user ?? words.somebody,
    ...[reads, changes, exports].map(count),
  ]);
  paper.table(words.lookColumns, looks, [0.16, 0.36, 0.15, 0.16, 0.17]);

  paper.part(words.rights);
  paper.paragraph(words.rightsText);
  return paper.finish({
    head: office,
    headEnd: `${words.title} ${person.code}`,
    foot: `${words.confidential} · ${dayOfMoment(file.exportedAt)}`,
    page: words.page,
  });
}

function tellTrajectory(paper: Paper, trajectory: Trajectory, language: Language, offices: ReadonlyMap<string, string>): void {
  const words = PDF_WORDS[language];
  const { programme, startedOn, endedOn, stays, steps } = trajectory;
  paper.part(words.trajectory(LABELS.programme[programme][language], dayText(startedOn), endedOn && dayText(endedOn)));
  paper.heading(words.course);
  const rows = stays.map(({ fromDate, toDate, state, presence, workForm, organisation }) => [
    dayText(fromDate),
    toDate === null ? words.today : dayText(toDate),
    LABELS.state[state][language] + (presence === 'interrupted' ? ` (${words.interrupted})` : ''),
    [workForm && LABELS.workForm[workForm][language], organisation].filter(Boolean).join(', '),
  ]);
  paper.table(words.columns, rows, [0.15, 0.15, 0.33, 0.37]);
  paper.heading(words.steps);
  for (const { type, occurredOn, details, note, recordedAt, recordedBy, withdrawnAt, withdrawnBy, withdrawReason } of steps) {
    const by = (user: string | null | undefined) => user ?? words.somebody;
    paper.event({
      day: dayText(occurredOn),
      title: LABELS.step[type][language] + (withdrawnAt ? ` (${words.isWithdrawn})` : ''),
      details: detailsText(details, language, offices),
      note: note === null ? null : words.note(note),
      foot: [
        words.recorded(momentText(recordedAt), by(recordedBy)),
        ...(withdrawnAt ? [words.withdrawn(momentText(withdrawnAt), by(withdrawnBy), reasonText(withdrawReason ?? '', words))] : []),
      ],
    });
  }
}

/** A transfer that a decision took back has a code for a reason. */
function reasonText(reason: string, { takenBack }: PdfWords): string {
  return reason === 'handover.rejected' || reason === 'handover.revoked' ? takenBack[reason] : reason;
}

function tellHandover(paper: Paper, handover: FileExport['handovers'][number], language: Language): void {
  const words = PDF_WORDS[language];
  const { fromName, toName, proposedAt, proposedBy, status, decidedAt, decidedBy, reason, remark } = handover;
  const decided = words.handoverDecided[status];
  const why = [reason && words.rejectionReason[reason], remark].filter(Boolean).join('. ');
  paper.event({
    day: dayOfMoment(proposedAt),
    title: words.handover(fromName, toName),
    details: decidedAt === null ? decided : words.decidedOn(decided, momentText(decidedAt), decidedBy ?? words.somebody),
    note: why === '' ? null : words.why(why),
    foot: [words.proposed(momentText(proposedAt), proposedBy ?? words.somebody)],
  });
}

function factOf(field: (typeof FIELDS)[number], { person }: FileExport, language: Language): [string, string][] {
  const words = PDF_WORDS[language];
  const term = words.fields[field];
  switch (field) {
    case 'gender':
      return [[term, person.gender ? words.gender[person.gender] : words.unknown]];
    case 'education':
      return [[term, person.education ? words.education[person.education] : words.unknown]];
    case 'birthDate':
      return [[term, person.birthDate ? dayText(person.birthDate) : words.unknown]];
    case 'insz':
      return [[term, person.insz ? inszText(person.insz) : words.unknown]];
    case 'office':
      return [[term, person.officeName]];
    case 'openedAt':
      return [[term, dayOfMoment(person.openedAt)]];
    case 'keepUntil':
      return person.keepUntil ? [[term, dayText(person.keepUntil)]] : [];
    default:
      return [[term, person[field] ?? words.unknown]];
  }
}

function inszText(digits: string): string {
  return digits.replace(/^(..)(..)(..)(...)(..)$/u, '$1.$2.$3-$4-$5');
}

/** `25/11/2026`, as the screen writes days in every language. */
function dayText(day: PlainDate): string {
  return day.split('-').toReversed().join('/');
}

const inBrussels = new Intl.DateTimeFormat('nl-BE', {
  timeZone: 'Europe/Brussels',
  ...{ day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' },
});

function momentText(instant: string): string {
  const parts = new Map(inBrussels.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return `${parts.get('day')}/${parts.get('month')}/${parts.get('year')} ${parts.get('hour')}:${parts.get('minute')}`;
}

function dayOfMoment(instant: string): string {
  return momentText(instant).slice(0, 10);
}
