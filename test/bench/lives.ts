import { addDays, type PlainDate } from '#shared/plain-date.ts';
import type { Step } from '#shared/trajectory/steps.ts';

/** A number in [0, 1) for the place and the question: the same region every time. Mulberry32. */
export function chance(place: number, question: number): number {
  let state = (Math.imul(place + 1, 0x9e3779b1) ^ Math.imul(question + 1, 0x85ebca6b)) | 0;
  state = Math.imul(state ^ (state >>> 15), state | 1);
  state ^= state + Math.imul(state ^ (state >>> 7), state | 61);
  return ((state ^ (state >>> 14)) >>> 0) / 2 ** 32;
}

/** Days of a waiting time with this mean, at least 1: exponential, as waiting times roughly are. */
function wait(place: number, question: number, mean: number): number {
  return 1 + Math.floor(-mean * Math.log(1 - chance(place, question)));
}

const FIRST_REFERRAL = '2017-01-02';
const REFERRAL_DAYS = 3_500;

/**
 * Six steps of one of many lives, legal, none after `until`: the ways differ (a job lost, a placement after a job, an end without
 * either), so do the days between; who was referred lately has fewer.
 */
export function stepsOfLife(place: number, until: PlainDate): [Step, ...Step[]] {
  const referredOn = addDays(FIRST_REFERRAL, Math.floor(chance(place, 0) * REFERRAL_DAYS));
  let days = 0;
  const after = (question: number, mean: number) => {
    days += wait(place, question, mean);
    return addDays(referredOn, days);
  };
  const [referral, ...rest]: [Step, ...Step[]] = [
    { type: 'referral.received', occurredOn: referredOn, details: { programme: chance(place, 1) < 0.6 ? 'twe' : 'art60' } },
    { type: 'intake.held', occurredOn: after(2, 20), details: {} },
    ...wayOf(place, after),
  ];
  return [referral, ...rest.filter(({ occurredOn }) => occurredOn <= until)];
}

type After = (question: number, mean: number) => PlainDate;

function wayOf(place: number, after: After): Step[] {
  const way = chance(place, 3);
  if (way < 0.4)
    return [...seFirst(place, after), job(after(8, 60)), { type: 'job.ended', occurredOn: after(9, 400), details: { reason: 'other' } }];
  if (way < 0.6) {
    return [
      ...seFirst(place, after),
      { type: 'placement.started', occurredOn: after(8, 30), details: { workForm: 'internship', setting: 'public' } },
      job(after(9, 200)),
    ];
  }
  if (way < 0.75) {
    return [
      { type: 'placement.started', occurredOn: after(4, 70), details: { workForm: 'training', setting: 'private' } },
      { type: 'placement.ended', occurredOn: after(5, 150), details: { reason: 'completed' } },
      job(after(6, 120)),
      { type: 'trajectory.ended', occurredOn: after(7, 200), details: { reason: 'regular-work' } },
    ];
  }
  if (way < 0.9) {
    return [
      { type: 'advice.requested', occurredOn: after(4, 25), details: { body: 'vdab' } },
      { type: 'advice.decided', occurredOn: after(5, 40), details: { outcome: 'approved', workForms: ['maatwerk'] } },
      {
        type: 'placement.started',
        occurredOn: after(6, 60),
        details: { workForm: 'maatwerk', setting: 'social-economy', organisation: 'De Winning' },
      },
      { type: 'trajectory.ended', occurredOn: after(7, 500), details: { reason: 'withdrew' } },
    ];
  }
  return [
    job(after(4, 150)),
    { type: 'job.ended', occurredOn: after(5, 200), details: { reason: 'dismissed' } },
    { type: 'placement.started', occurredOn: after(6, 90), details: { workForm: 'art60', setting: 'social-economy' } },
    { type: 'trajectory.ended', occurredOn: after(7, 300), details: { reason: 'moved' } },
  ];
}

function seFirst(place: number, after: After): Step[] {
  return [
    {
      type: 'placement.started',
      occurredOn: after(4, 80),
      details: { workForm: 'art60', setting: 'social-economy', organisation: `Werkplaats ${place % 40}` },
    },
    { type: 'placement.ended', occurredOn: after(5, 330), details: { reason: 'completed' } },
  ];
}

function job(occurredOn: PlainDate): Step {
  return { type: 'job.started', occurredOn, details: { contract: 'permanent' } };
}
