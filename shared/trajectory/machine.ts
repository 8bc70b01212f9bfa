import { assertEvent, assign, setup } from 'xstate';
import { type GuardName, type TrajectoryContext, unmetCondition } from './guards.ts';
import type { Step, StepOf } from './steps.ts';

type Taking = { context: TrajectoryContext; event: Step };

const passes =
  (guard: GuardName) =>
  ({ context, event }: Taking) =>
    unmetCondition(guard, context, event) === undefined;

/**
 * The law of every trajectory (trajectory.md): one machine for server, screen, import, tests and the drawing.
 * It starts from the referral as its input and takes every later step as an event; days come in with the steps, so it needs no clock.
 *
 * `open` wraps every state of the course but `ended`, because a history state remembers only what its parent leaves.
 * It is no state of the domain: `statePath` skips it.
 */
export const trajectoryMachine = setup({
  types: {
    context: {} as TrajectoryContext,
    events: {} as Step,
    input: {} as { referral: StepOf<'referral.received'>; municipality: string },
  },
  guards: {
    canHoldIntake: passes('canHoldIntake'),
    canApprove: passes('canApprove'),
    canRefuse: passes('canRefuse'),
    canDecide: passes('canDecide'),
    canStartInSocialEconomy: passes('canStartInSocialEconomy'),
    canStartFollowOn: passes('canStartFollowOn'),
    canStartJob: passes('canStartJob'),
    canConfirmSustained: passes('canConfirmSustained'),
    canInterrupt: passes('canInterrupt'),
    canTransfer: passes('canTransfer'),
  },
  actions: {
    requestAdvice: assign(({ event }) => ({ request: { on: event.occurredOn } })),
    keepDecision: assign(({ event }) => {
      assertEvent(event, 'advice.decided');
      const { outcome, workForms = [], validUntil = null } = event.details;
      return { request: null, advice: { on: event.occurredOn, outcome, workForms, validUntil } };
    }),
    // Starting a placement or a job ends what ran: people go straight from one to the next, and one step must do.
    startPlacement: assign(({ event }) => {
      assertEvent(event, 'placement.started');
      const { workForm, setting, organisation = null, hoursPerWeek = null, plannedEnd = null } = event.details;
      return { job: null, placement: { startedOn: event.occurredOn, workForm, setting, organisation, hoursPerWeek, plannedEnd } };
    }),
    endPlacement: assign({ placement: null }),
    startJob: assign(({ event }) => {
      assertEvent(event, 'job.started');
      const { contract, employer = null, support = null } = event.details;
      return { placement: null, job: { startedOn: event.occurredOn, contract, employer, support, confirmedOn: null } };
    }),
    confirmJob: assign(({ context, event }) => ({ job: context.job && { ...context.job, confirmedOn: event.occurredOn } })),
    endJob: assign({ job: null }),
    keepEvaluation: assign(({ event }) => ({ evaluatedOn: event.occurredOn })),
    confirmRegistration: assign(({ event }) => {
      assertEvent(event, 'registration.confirmed');
      return { registeredUntil: event.details.validUntil };
    }),
    interrupt: assign(({ event }) => ({ interruptedSince: event.occurredOn })),
    resume: assign({ interruptedSince: null }),
    transfer: assign(({ event }) => {
      assertEvent(event, 'trajectory.transferred');
      return { municipality: event.details.toMunicipality };
    }),
    // The placement or job that ran is kept: a reopening goes back to it.
    end: assign(({ event }) => {
      assertEvent(event, 'trajectory.ended');
      return { ended: { on: event.occurredOn, reason: event.details.reason } };
    }),
    reopen: assign({ ended: null }),
  },
}).createMachine({
  id: 'trajectory',
  type: 'parallel',
  context: ({ input }) => ({
    programme: input.referral.details.programme,
    municipality: input.municipality,
    referredOn: input.referral.occurredOn,
    request: null,
    advice: null,
    placement: null,
    job: null,
    interruptedSince: null,
    ended: null,
    registeredUntil: null,
    evaluatedOn: null,
  }),
  states: {
    course: {
      initial: 'open',
      states: {
        open: {
          initial: 'referred',
          on: {
            // Where a state below says nothing else, a request or a decision marks the trajectory and moves it nowhere.
            'advice.requested': { actions: 'requestAdvice' },
            'advice.decided': { guard: 'canDecide', actions: 'keepDecision' },
            'placement.started': [
              { guard: 'canStartInSocialEconomy', target: '.socialEconomy.working', actions: 'startPlacement' },
              { guard: 'canStartFollowOn', target: '.followOn.working', actions: 'startPlacement' },
            ],
            'job.started': { guard: 'canStartJob', target: '.regular.working', actions: 'startJob' },
            'evaluation.held': { actions: 'keepEvaluation' },
            'registration.confirmed': { actions: 'confirmRegistration' },
            'trajectory.transferred': { guard: 'canTransfer', actions: 'transfer' },
            'trajectory.ended': { target: 'ended', actions: 'end' },
          },
          states: {
            referred: {
              on: {
                'intake.held': { guard: 'canHoldIntake', target: 'screening.intake' },
                'advice.requested': { target: 'screening.requested', actions: 'requestAdvice' },
              },
            },
            screening: {
              initial: 'intake',
              on: { 'advice.requested': { target: '.requested', actions: 'requestAdvice' } },
              states: {
                intake: {},
                requested: {
                  on: {
                    'advice.decided': [
                      { guard: 'canApprove', target: 'approved', actions: 'keepDecision' },
                      { guard: 'canRefuse', target: 'refused', actions: 'keepDecision' },
                    ],
                  },
                },
                approved: {},
                refused: {},
              },
            },
            socialEconomy: {
              initial: 'working',
              states: {
                working: { on: { 'placement.ended': { target: 'between', actions: 'endPlacement' } } },
                between: {},
              },
            },
            followOn: {
              initial: 'working',
              states: {
                working: { on: { 'placement.ended': { target: 'between', actions: 'endPlacement' } } },
                between: {},
              },
            },
            regular: {
              initial: 'working',
              states: {
                working: {
                  on: {
                    'job.confirmed': [
                      { guard: 'canConfirmSustained', target: 'sustained', actions: 'confirmJob' },
                      { actions: 'confirmJob' },
                    ],
                    'job.ended': { target: 'between', actions: 'endJob' },
                  },
                },
                between: {},
                sustained: {
                  on: {
                    'job.confirmed': { actions: 'confirmJob' },
                    'job.ended': { target: 'between', actions: 'endJob' },
                  },
                },
              },
            },
            last: { type: 'history', history: 'deep' },
          },
        },
        ended: {
          on: { 'trajectory.reopened': { target: 'open.last', actions: 'reopen' } },
        },
      },
    },
    presence: {
      initial: 'active',
      on: { 'interruption.started': { guard: 'canInterrupt', target: '.interrupted', actions: 'interrupt' } },
      states: {
        active: {},
        interrupted: {
          on: {
            'interruption.ended': { target: 'active', actions: 'resume' },
            // Ending a trajectory ends the interruption; reopening leaves it ended.
            'trajectory.ended': { target: 'active', actions: 'resume' },
          },
        },
      },
    },
  },
});
