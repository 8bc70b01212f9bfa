-- AlterTable
ALTER TABLE "participant" ADD COLUMN     "erased_at" TIMESTAMPTZ(3),
ADD COLUMN     "keep_reason" TEXT,
ADD COLUMN     "keep_until" DATE;

-- AlterTable
ALTER TABLE "trajectory" ADD COLUMN     "erased_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "setting" (
    "id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "retention_months" INTEGER NOT NULL,
    "changed_at" TIMESTAMPTZ(3),
    "changed_by" UUID,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("id")
);

-- From here on by hand.

-- ——— Settings

ALTER TABLE "setting" ADD CONSTRAINT "setting_one" CHECK ("id" = 1);
ALTER TABLE "setting" ADD CONSTRAINT "setting_retention" CHECK ("retention_months" BETWEEN 12 AND 600);
INSERT INTO "setting" ("id", "version", "retention_months") VALUES (1, 1, 120);
ALTER TABLE "setting" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "setting" FORCE ROW LEVEL SECURITY;
CREATE POLICY "system" ON "setting" TO CURRENT_USER USING ((SELECT app_is_system()));
CREATE POLICY "read" ON "setting" FOR SELECT TO doorstroom_app USING ((SELECT app_role()) IN ('case-worker', 'administrator'));
CREATE POLICY "change" ON "setting" FOR UPDATE TO doorstroom_app USING ((SELECT app_role()) = 'administrator');
GRANT SELECT, UPDATE ON "setting" TO doorstroom_app;

-- ——— Erasure

ALTER TABLE "participant" ADD CONSTRAINT "participant_kept" CHECK (("keep_until" IS NULL) = ("keep_reason" IS NULL));
ALTER TABLE "participant" ADD CONSTRAINT "participant_erased" CHECK ("erased_at" IS NULL OR coalesce("first_name", "last_name", "reference",
    "language", "birth_date"::text, encode("insz_sealed", 'hex'), encode("insz_index", 'hex')) IS NULL);

-- Steps, withdrawals and profiles are added, never changed, but for one deed: "erase_file" empties what names a person. The mark holds within that
-- function only, and for the owner of the tables only, as whom it runs: the roles of requests may set the mark, and change nothing by it.
CREATE OR REPLACE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME IN ('step', 'withdrawal', 'profile') AND current_setting('app.erasing', true) = 'on'
        AND current_user = (SELECT pg_get_userbyid(c.relowner) FROM pg_class c WHERE c.oid = TG_RELID) THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'table "%" is append-only: % is refused, record a new row instead', TG_TABLE_NAME, TG_OP;
END
$$;

-- Whether who asks is a case worker of the office whose file it is now; asked of the tables, not only of what the request says of itself.
CREATE FUNCTION "may_erase"(file uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp
    AS $$
        SELECT EXISTS (
            SELECT FROM participant p
            JOIN user_municipality m ON m.municipality = p.municipality AND m.user_id = app_user()
            JOIN "user" u ON u.id = m.user_id AND u.role = 'case-worker' AND u.disabled_at IS NULL
            WHERE p.id = file AND p.municipality = ANY (app_municipalities()))
    $$;

-- What has to be known of a whole file before it is erased, also of what other offices keep of it: whether anything runs, the days of its
-- referrals as they were ever recorded, and the birth dates that were ever known. It stays as it is until the transaction ends.
CREATE FUNCTION "file_to_erase"(file uuid) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp
    AS $$
BEGIN
    IF NOT may_erase(file) THEN
        RETURN NULL;
    END IF;
    -- In this order: whoever changes a trajectory takes it first.
    PERFORM FROM trajectory t WHERE t.participant_id = file ORDER BY t.id FOR UPDATE;
    PERFORM FROM participant p WHERE p.id = file FOR UPDATE;
    RETURN jsonb_build_object(
        'isRunning', EXISTS (SELECT FROM trajectory t WHERE t.participant_id = file AND t.stage <> 'ended'),
        'referrals', (SELECT coalesce(jsonb_agg(DISTINCT s.occurred_on), '[]') FROM step s JOIN trajectory t ON t.id = s.trajectory_id
            WHERE t.participant_id = file AND s.type = 'referral.received'),
        'profiles', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.id::text, 'birthDate', f.birth_date)), '[]') FROM profile f
            WHERE f.participant_id = file));
END
$$;

-- What other tables hold of a person. A migration that makes such a table replaces this, and test/api/erasure.test.ts finds what it forgets.
CREATE FUNCTION "erase_elsewhere"(file uuid, named text[]) RETURNS void LANGUAGE sql SECURITY DEFINER
    SET search_path = public, pg_temp
    AS $$
        DELETE FROM import_row WHERE participant = ANY (named);
    $$;

-- Empties what names a person, in the whole file: identity, notes, reasons and every free text of steps. What the machine and the figures read
-- stays: types, days, coded details, the profile with a birth date that tells no more than the age classes.
-- @param births as {id, birthDate} of profiles: computed where age classes are defined (shared/trajectory/erased-birth-date.ts)
CREATE FUNCTION "erase_file"(file uuid, seen integer, births jsonb, moment timestamptz) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp
    AS $$
DECLARE
    p participant;
    trajectories uuid[] := ARRAY(SELECT t.id FROM trajectory t WHERE t.participant_id = file);
    merged record;
BEGIN
    SELECT * INTO p FROM participant WHERE id = file AND version = seen AND erased_at IS NULL FOR UPDATE;
    IF NOT FOUND OR NOT may_erase(file) OR EXISTS (SELECT FROM trajectory t WHERE t.participant_id = file AND t.stage <> 'ended') THEN
        RETURN false;
    END IF;
    PERFORM set_config('app.erasing', 'on', true);
    UPDATE participant SET reference = NULL, first_name = NULL, last_name = NULL, sort_name = lower(p.code),
        search_text = lower(translate(p.code, '-', ' ')), birth_date = NULL, gender = NULL, education = NULL, language = NULL,
        insz_sealed = NULL, insz_index = NULL, worker_id = NULL, keep_until = NULL, keep_reason = NULL, erased_at = moment, version = seen + 1
        WHERE id = file;
    UPDATE profile f SET birth_date = (SELECT x."birthDate" FROM jsonb_to_recordset(births) AS x(id bigint, "birthDate" date) WHERE x.id = f.id)
        WHERE f.participant_id = file;
    -- The labels of an import are text too. Twice, because two labels of one file may not be the same in between.
    UPDATE trajectory SET label = id::text, erased_at = moment, version = version + 1 WHERE id = ANY (trajectories);
    UPDATE trajectory t SET label = x.place FROM (
            SELECT id, row_number() OVER (ORDER BY created_at, id)::text AS place FROM trajectory WHERE id = ANY (trajectories)
        ) x WHERE x.id = t.id;
    UPDATE step SET note = NULL, details = CASE type WHEN 'trajectory.reopened' THEN '{"reason": "–"}'
            ELSE details - ARRAY['referredBy', 'organisation', 'employer'] END
        WHERE trajectory_id = ANY (trajectories);
    UPDATE withdrawal w SET reason = '–' FROM step s WHERE s.id = w.step_id AND s.trajectory_id = ANY (trajectories);
    UPDATE stay SET organisation = NULL WHERE trajectory_id = ANY (trajectories);
    -- Two that told of different hosts, one known after the other, tell the same now: they are one, known from the first to the last, as the
    -- steps say (shared/trajectory/projection.ts).
    FOR merged IN
        WITH ordered AS (
            SELECT *, CASE WHEN lag(s.known_to) OVER same = s.known_from AND lag(what) OVER same = what THEN 0 ELSE 1 END AS begins
            FROM stay s, LATERAL (SELECT ROW(s.municipality, s.state, s.stage, s.presence, s.work_form, s.setting, s.from_date, s.to_date,
                s.entered_from, s.reason, s.flow_work_form, s.flow_setting)::text AS what) said
            WHERE s.trajectory_id = ANY (trajectories)
            WINDOW same AS (PARTITION BY s.trajectory_id, s.position ORDER BY s.known_from, s.id)
        ), islands AS (
            SELECT *, sum(begins) OVER (PARTITION BY trajectory_id, position ORDER BY known_from, id) AS island FROM ordered
        )
        SELECT array_agg(id ORDER BY known_from, id) AS ids, (array_agg(known_to ORDER BY known_from DESC, id DESC))[1] AS known_to
        FROM islands GROUP BY trajectory_id, position, island HAVING count(*) > 1
    LOOP
        DELETE FROM stay WHERE id = ANY (merged.ids[2:]);
        UPDATE stay SET known_to = merged.known_to WHERE id = merged.ids[1];
    END LOOP;
    PERFORM set_config('app.erasing', 'off', true);
    PERFORM erase_elsewhere(file, ARRAY[p.reference, p.code]);
    RETURN true;
END
$$;

REVOKE EXECUTE ON FUNCTION "may_erase"(uuid), "file_to_erase"(uuid), "erase_elsewhere"(uuid, text[]), "erase_file"(uuid, integer, jsonb, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "file_to_erase"(uuid), "erase_file"(uuid, integer, jsonb, timestamptz) TO doorstroom_app;
