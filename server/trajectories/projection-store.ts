import { Prisma } from '#prisma/generated/client.ts';
import type { Milestones } from '#shared/trajectory/milestones.ts';
import type { Known } from '#shared/trajectory/projection.ts';
import type { Stored } from './trajectory-file.ts';

// Stays and milestones on their way in and out of the database: each column is named here, and in the rebuild's writer.

/** The members of a stay `y` as `Stay` names them, with its place, for a json_build_object. */
export const STAY_JSON = Prisma.sql`
  'position', y.position, 'municipality', y.municipality, 'state', y.state, 'stage', y.stage, 'presence', y.presence, 'workForm',
  y.work_form, 'setting', y.setting, 'organisation', y.organisation, 'fromDate', y.from_date, 'toDate', y.to_date, 'enteredFrom',
  y.entered_from, 'reason', y.reason, 'flowWorkForm', y.flow_work_form, 'flowSetting', y.flow_setting, 'referredOn', y.referred_on,
  'referralMunicipality', y.referral_municipality, 'stageSince', y.stage_since, 'stateSince', y.state_since, 'leavesStage', y.leaves_stage,
  'leavesState', y.leaves_state, 'stageOfDayBefore', y.stage_of_day_before, 'placedOn', y.placed_on, 'placedRoute', y.placed_route`;

/** The members of milestones `m` as `Milestones` names them, for a json_build_object. */
export const MILESTONES_JSON = Prisma.sql`
  'programme', m.programme, 'referredOn', m.referred_on, 'municipality', m.municipality,
  'ageClass', m.age_class, 'gender', m.gender, 'education', m.education,
  'firstPlacement', case when m.first_placement_on is null then null else json_build_object(
    'on', m.first_placement_on, 'municipality', m.first_placement_municipality,
    'workForm', m.first_placement_work_form, 'setting', m.first_placement_setting) end,
  'firstSocialEconomy', case when m.first_social_economy_on is null then null else json_build_object(
    'on', m.first_social_economy_on, 'municipality', m.first_social_economy_municipality,
    'workForm', m.first_social_economy_work_form, 'setting', 'social-economy') end,
  'firstJob', case when m.first_job_on is null then null else json_build_object(
    'on', m.first_job_on, 'municipality', m.first_job_municipality, 'contract', m.first_job_contract,
    'support', m.first_job_support, 'afterPlacement', m.first_job_after_placement,
    'knownOn', m.first_job_known_on, 'leftOn', m.first_job_left_on) end,
  'placementOutcome', ${outcomeJson(Prisma.sql`m.placement_outcome`, Prisma.sql`m.placement_outcome_on`)},
  'socialEconomyOutcome', ${outcomeJson(Prisma.sql`m.social_economy_outcome`, Prisma.sql`m.social_economy_outcome_on`)},
  'jobOutcome', ${outcomeJson(Prisma.sql`m.job_outcome`, Prisma.sql`m.job_outcome_on`)},
  'placedOutcome', ${outcomeJson(Prisma.sql`m.placed_outcome`, Prisma.sql`m.placed_outcome_on`)}`;

function outcomeJson(what: Prisma.Sql, on: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`case when ${what} is null then null else json_build_object('what', ${what}, 'on', ${on}) end`;
}

/** Stays given as JSON, each with its trajectory, as the rows `x`. */
export function stayRecords(json: string): Prisma.Sql {
  return Prisma.sql`jsonb_to_recordset(${json}::jsonb) as x(
    trajectory uuid, position int, municipality text, state text, stage text, presence text, "workForm" text, setting text, organisation
    text, "fromDate" date, "toDate" date, "enteredFrom" text, reason text, "flowWorkForm" text, "flowSetting" text, "referredOn" date,
    "referralMunicipality" text, "stageSince" date, "stateSince" date, "leavesStage" boolean, "leavesState" boolean, "stageOfDayBefore"
    text, "placedOn" date, "placedRoute" text, "knownFrom" timestamptz, "knownTo" timestamptz)`;
}

export function insertStays(source: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`insert into stay (trajectory_id,
    position, municipality, state, stage, presence, work_form, setting, organisation, from_date, to_date, entered_from, reason,
    flow_work_form, flow_setting, referred_on, referral_municipality, stage_since, state_since, leaves_stage, leaves_state,
    stage_of_day_before, placed_on, placed_route, known_from, known_to)
  select x.trajectory,
    x.position, x.municipality, x.state, x.stage, x.presence, x."workForm", x.setting, x.organisation, x."fromDate", x."toDate",
    x."enteredFrom", x.reason, x."flowWorkForm", x."flowSetting", x."referredOn", x."referralMunicipality", x."stageSince", x."stateSince",
    x."leavesStage", x."leavesState", x."stageOfDayBefore", x."placedOn", x."placedRoute", x."knownFrom", x."knownTo"
  from ${source}`;
}

/** Milestones given as JSON of `milestoneColumns`, each with its trajectory, as the rows `x`. */
export function milestoneRecords(json: string): Prisma.Sql {
  return Prisma.sql`jsonb_to_recordset(${json}::jsonb) as x(
    trajectory uuid, programme text, "referredOn" date, municipality text, "ageClass" text, gender text, education text, "placementOn" date,
    "placementMunicipality" text, "placementWorkForm" text, "placementSetting" text, "socialEconomyOn" date, "socialEconomyMunicipality"
    text, "socialEconomyWorkForm" text, "jobOn" date, "jobMunicipality" text, "jobContract" text, "jobSupport" text, "jobAfterPlacement"
    boolean, "jobKnownOn" date[], "jobLeftOn" date, "placementOutcome" text, "placementOutcomeOn" date, "socialEconomyOutcome" text,
    "socialEconomyOutcomeOn" date, "jobOutcome" text, "jobOutcomeOn" date, "placedOutcome" text, "placedOutcomeOn" date, "knownFrom"
    timestamptz, "knownTo" timestamptz)`;
}

export function insertMilestones(source: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`insert into milestones (trajectory_id,
    programme, referred_on, municipality, age_class, gender, education, first_placement_on, first_placement_municipality,
    first_placement_work_form, first_placement_setting, first_social_economy_on, first_social_economy_municipality,
    first_social_economy_work_form, first_job_on, first_job_municipality, first_job_contract, first_job_support, first_job_after_placement,
    first_job_known_on, first_job_left_on, placement_outcome, placement_outcome_on, social_economy_outcome, social_economy_outcome_on,
    job_outcome, job_outcome_on, placed_outcome, placed_outcome_on, known_from, known_to)
  select x.trajectory,
    x.programme, x."referredOn", x.municipality, x."ageClass", x.gender, x.education, x."placementOn", x."placementMunicipality",
    x."placementWorkForm", x."placementSetting", x."socialEconomyOn", x."socialEconomyMunicipality", x."socialEconomyWorkForm", x."jobOn",
    x."jobMunicipality", x."jobContract", x."jobSupport", x."jobAfterPlacement", x."jobKnownOn", x."jobLeftOn", x."placementOutcome",
    x."placementOutcomeOn", x."socialEconomyOutcome", x."socialEconomyOutcomeOn", x."jobOutcome", x."jobOutcomeOn", x."placedOutcome",
    x."placedOutcomeOn", x."knownFrom", x."knownTo"
  from ${source}`;
}

export function milestoneColumns({
  firstPlacement,
  firstSocialEconomy,
  firstJob,
  placementOutcome,
  socialEconomyOutcome,
  jobOutcome,
  placedOutcome,
  ...rest
}: Known<Milestones> | Stored<Milestones>) {
  return {
    ...rest,
    placementOn: firstPlacement?.on,
    placementMunicipality: firstPlacement?.municipality,
    placementWorkForm: firstPlacement?.workForm,
    placementSetting: firstPlacement?.setting,
    socialEconomyOn: firstSocialEconomy?.on,
    socialEconomyMunicipality: firstSocialEconomy?.municipality,
    socialEconomyWorkForm: firstSocialEconomy?.workForm,
    jobOn: firstJob?.on,
    jobMunicipality: firstJob?.municipality,
    jobContract: firstJob?.contract,
    jobSupport: firstJob?.support,
    jobAfterPlacement: firstJob?.afterPlacement,
    jobKnownOn: firstJob?.knownOn,
    jobLeftOn: firstJob?.leftOn,
    placementOutcome: placementOutcome?.what,
    placementOutcomeOn: placementOutcome?.on,
    socialEconomyOutcome: socialEconomyOutcome?.what,
    socialEconomyOutcomeOn: socialEconomyOutcome?.on,
    jobOutcome: jobOutcome?.what,
    jobOutcomeOn: jobOutcome?.on,
    placedOutcome: placedOutcome?.what,
    placedOutcomeOn: placedOutcome?.on,
  };
}
