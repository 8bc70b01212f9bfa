-- What more the tallies tell (shared/figures/tallies.ts), from the projections as they stand; where those wait to be derived anew, the next start
-- does it for both. A million trajectories take some seconds.

-- Row-level security holds for the owner too.
SELECT set_config('app.role', 'system', true);

DELETE FROM "tally" WHERE "figure" = 'referrals';
INSERT INTO "tally" ("figure", "month", "municipality", "key", "count")
SELECT 'referrals', date_trunc('month', "referred_on")::date, "municipality",
    ARRAY[coalesce("first_placement_work_form", ''), coalesce("first_placement_setting", '')], count(*)
FROM "milestones" WHERE "known_to" IS NULL
GROUP BY 2, 3, 4;

INSERT INTO "tally" ("figure", "month", "municipality", "key", "count")
SELECT 'open', '0001-01-01', "municipality", ARRAY["target", "referred_on"::text], count(*)
FROM "milestones" CROSS JOIN LATERAL (
    VALUES ('placement', "placement_outcome"), ('social-economy', "social_economy_outcome"), ('job', "job_outcome")
) "first" ("target", "outcome")
WHERE "known_to" IS NULL AND "outcome" IS NULL
GROUP BY 3, 4;

INSERT INTO "tally" ("figure", "month", "municipality", "key", "count")
SELECT 'jobs', '0001-01-01', "municipality",
    ARRAY[CASE WHEN "first_job_left_on" IS NULL THEN 'censored' ELSE 'left' END,
        (coalesce("first_job_left_on", "first_job_known_on"[cardinality("first_job_known_on")], "first_job_on") - "first_job_on")::text], count(*)
FROM "milestones" WHERE "known_to" IS NULL AND "first_job_on" IS NOT NULL
GROUP BY 3, 4;

INSERT INTO "tally" ("figure", "month", "municipality", "key", "count")
SELECT 'placed-outcomes', '0001-01-01', "municipality",
    ARRAY[CASE WHEN "first_job_on" IS NULL THEN 'none' ELSE 'no-placement' END, 'no-placement', '0'], count(*)
FROM "milestones" WHERE "known_to" IS NULL AND "first_placement_on" IS NULL
GROUP BY 3, 4;

INSERT INTO "tally" ("figure", "month", "municipality", "key", "count")
SELECT 'placed-open', '0001-01-01', "municipality",
    ARRAY[CASE "first_placement_setting" WHEN 'social-economy' THEN 'se-first' ELSE 'direct' END, "first_placement_on"::text], count(*)
FROM "milestones" WHERE "known_to" IS NULL AND "first_placement_on" IS NOT NULL AND "placed_outcome" IS NULL
GROUP BY 3, 4;

INSERT INTO "tally" ("figure", "month", "municipality", "key", "count")
SELECT 'placed-running', '0001-01-01', "referral_municipality", ARRAY["placed_route", "stage", "placed_on"::text], count(*)
FROM "stay" WHERE "known_to" IS NULL AND "to_date" IS NULL AND "placed_on" IS NOT NULL
GROUP BY 3, 4;

-- The first days of a month that a frame cuts in two are found by the day: counts at present knowledge. `trajectory_id` is there for row-level security.
CREATE INDEX "milestones_known_first_placement_on" ON "milestones" ("first_placement_on")
    INCLUDE ("first_placement_municipality", "first_placement_work_form", "first_placement_setting", "trajectory_id")
    WHERE "known_to" IS NULL AND "first_placement_on" IS NOT NULL;
CREATE INDEX "milestones_known_first_social_economy_on" ON "milestones" ("first_social_economy_on")
    INCLUDE ("first_social_economy_municipality", "first_social_economy_work_form", "trajectory_id")
    WHERE "known_to" IS NULL AND "first_social_economy_on" IS NOT NULL;
CREATE INDEX "milestones_known_first_job_on" ON "milestones" ("first_job_on")
    WHERE "known_to" IS NULL AND "first_job_on" IS NOT NULL;
