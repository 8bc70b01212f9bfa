-- What is there has yet to be derived anew: an impossible day marks the rows until that is done, at the next start
-- (server/trajectories/fill-projections.ts). Constants, because filling every row here would stop the office for as long.

-- AlterTable
ALTER TABLE "milestones" ADD COLUMN     "first_job_known_on" DATE[],
ADD COLUMN     "first_job_left_on" DATE,
ADD COLUMN     "job_outcome" TEXT,
ADD COLUMN     "job_outcome_on" DATE,
ADD COLUMN     "placed_outcome" TEXT,
ADD COLUMN     "placed_outcome_on" DATE,
ADD COLUMN     "placement_outcome" TEXT,
ADD COLUMN     "placement_outcome_on" DATE,
ADD COLUMN     "social_economy_outcome" TEXT,
ADD COLUMN     "social_economy_outcome_on" DATE;

-- AlterTable
ALTER TABLE "stay" ADD COLUMN     "leaves_stage" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "leaves_state" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "placed_on" DATE,
ADD COLUMN     "placed_route" TEXT,
ADD COLUMN     "referral_municipality" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "referred_on" DATE NOT NULL DEFAULT '-infinity',
ADD COLUMN     "stage_of_day_before" TEXT,
ADD COLUMN     "stage_since" DATE NOT NULL DEFAULT '-infinity',
ADD COLUMN     "state_since" DATE NOT NULL DEFAULT '-infinity';

-- From here on by hand.

ALTER TABLE "stay" ALTER COLUMN "leaves_stage" DROP DEFAULT,
ALTER COLUMN "leaves_state" DROP DEFAULT,
ALTER COLUMN "referral_municipality" DROP DEFAULT,
ALTER COLUMN "referred_on" DROP DEFAULT,
ALTER COLUMN "stage_since" DROP DEFAULT,
ALTER COLUMN "state_since" DROP DEFAULT;

ALTER TABLE "stay" ADD CONSTRAINT "stay_stage_of_day_before"
    CHECK ("stage_of_day_before" IN ('none', 'referred', 'screening', 'socialEconomy', 'followOn', 'regular', 'ended'));
ALTER TABLE "stay" ADD CONSTRAINT "stay_placed" CHECK (("placed_on" IS NULL) = ("placed_route" IS NULL) AND "placed_route" IN ('se-first', 'direct'));

-- Curves at present knowledge, by referral, from these indexes alone. `trajectory_id` is there for row-level security, which asks for it.

-- Where people are by the day: the stages that they are in at the end of a day, and were not the day before.
CREATE INDEX "stay_known_place" ON "stay" ("referred_on")
    INCLUDE ("from_date", "stage", "stage_of_day_before", "referral_municipality", "placed_on", "placed_route", "trajectory_id")
    WHERE "known_to" IS NULL AND "stage_of_day_before" IS NOT NULL;
-- How long visits last: the stays that end one, and those that still run.
CREATE INDEX "stay_known_visit" ON "stay" ("stage", "referred_on")
    INCLUDE ("state", "stage_since", "state_since", "to_date", "leaves_stage", "leaves_state", "referral_municipality", "placed_on", "placed_route", "trajectory_id")
    WHERE "known_to" IS NULL AND ("leaves_state" OR "to_date" IS NULL);
-- What came first.
DROP INDEX "milestones_known_referred_on";
CREATE INDEX "milestones_known_referred_on" ON "milestones" ("referred_on")
    INCLUDE ("municipality", "placement_outcome", "placement_outcome_on", "social_economy_outcome", "social_economy_outcome_on",
        "job_outcome", "job_outcome_on", "first_placement_on", "first_placement_setting", "placed_outcome", "placed_outcome_on",
        "first_job_on", "first_job_left_on", "trajectory_id")
    WHERE "known_to" IS NULL;
