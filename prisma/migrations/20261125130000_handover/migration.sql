-- CreateTable
CREATE TABLE "handover" (
    "id" UUID NOT NULL,
    "trajectory_id" UUID NOT NULL,
    "participant_id" UUID NOT NULL,
    "step_id" UUID,
    "from_office" TEXT NOT NULL,
    "to_office" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "programme" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "stage_since" DATE NOT NULL,
    "referral_municipality" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "proposed_by" UUID NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" UUID,
    "reason" TEXT,
    "remark" TEXT,
    "person" JSONB,

    CONSTRAINT "handover_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "handover_step_id_key" ON "handover"("step_id");

-- CreateIndex
CREATE INDEX "handover_from_office_proposed_at_id_idx" ON "handover"("from_office", "proposed_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "handover_to_office_proposed_at_id_idx" ON "handover"("to_office", "proposed_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "handover_trajectory_id_idx" ON "handover"("trajectory_id");

-- CreateIndex
CREATE INDEX "handover_participant_id_idx" ON "handover"("participant_id");

-- AddForeignKey
ALTER TABLE "handover" ADD CONSTRAINT "handover_trajectory_id_fkey" FOREIGN KEY ("trajectory_id") REFERENCES "trajectory"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handover" ADD CONSTRAINT "handover_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "participant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handover" ADD CONSTRAINT "handover_step_id_fkey" FOREIGN KEY ("step_id") REFERENCES "step"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handover" ADD CONSTRAINT "handover_from_office_fkey" FOREIGN KEY ("from_office") REFERENCES "municipality"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handover" ADD CONSTRAINT "handover_to_office_fkey" FOREIGN KEY ("to_office") REFERENCES "municipality"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handover" ADD CONSTRAINT "handover_proposed_by_fkey" FOREIGN KEY ("proposed_by") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handover" ADD CONSTRAINT "handover_decided_by_fkey" FOREIGN KEY ("decided_by") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- From here on by hand.

ALTER TABLE "handover"
    ADD CONSTRAINT "handover_status" CHECK ("status" IN ('proposed', 'accepted', 'rejected', 'revoked')),
    ADD CONSTRAINT "handover_elsewhere" CHECK ("from_office" <> "to_office"),
    ADD CONSTRAINT "handover_decided" CHECK (("status" = 'proposed') = ("decided_at" IS NULL)),
    ADD CONSTRAINT "handover_remembered" CHECK ("status" = 'accepted' OR "person" IS NULL);
-- A person has one trajectory that runs, so one file on its way.
CREATE UNIQUE INDEX "handover_one_proposed" ON "handover"("participant_id") WHERE "status" = 'proposed';

-- Both offices know of it; what each may read through it is said below. Decisions are taken by "decide_handover" alone.
ALTER TABLE "handover" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "handover" FORCE ROW LEVEL SECURITY;
CREATE POLICY "system" ON "handover" TO CURRENT_USER USING ((SELECT app_is_system()));
CREATE POLICY "offices" ON "handover" FOR SELECT TO doorstroom_app
    USING ((SELECT app_role()) = 'case-worker'
            AND ("from_office" = ANY ((SELECT app_municipalities())::text[]) OR "to_office" = ANY ((SELECT app_municipalities())::text[]))
        OR (SELECT app_moves_files()));
CREATE POLICY "propose" ON "handover" FOR INSERT TO doorstroom_app
    WITH CHECK ((SELECT app_role()) = 'case-worker' AND "from_office" = ANY ((SELECT app_municipalities())::text[])
        AND "status" = 'proposed' AND "proposed_by" = (SELECT app_user()));
GRANT SELECT, INSERT ON "handover" TO doorstroom_app;

-- What the own offices may reach by a hand-over; the policies of "handover" decide, for the functions run as who calls them.
CREATE FUNCTION "app_is_offered"(trajectory uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$ BEGIN RETURN EXISTS (SELECT FROM handover h WHERE h.trajectory_id = $1 AND h.status = 'proposed' AND h.to_office = ANY (app_municipalities())); END $$;
CREATE FUNCTION "app_is_offered_with"(step uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$ BEGIN RETURN EXISTS (SELECT FROM handover h WHERE h.step_id = $1 AND h.status = 'proposed' AND h.to_office = ANY (app_municipalities())); END $$;
CREATE FUNCTION "app_gave_away"(trajectory uuid, known timestamptz) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$ BEGIN RETURN EXISTS (SELECT FROM handover h WHERE h.trajectory_id = $1 AND h.status = 'accepted'
        AND h.from_office = ANY (app_municipalities()) AND h.decided_at >= $2); END $$;
CREATE FUNCTION "app_gave_step_away"(step uuid, known timestamptz) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$ BEGIN RETURN EXISTS (SELECT FROM step s WHERE s.id = $1 AND app_gave_away(s.trajectory_id, $2)); END $$;

-- To refuse a file, its transfer is taken back as any step is: only for that, and only while it waits, does the other office's request reach it.
CREATE POLICY "refuse" ON "trajectory" FOR SELECT TO doorstroom_app
    USING ((SELECT app_purpose()) = 'handover' AND (SELECT app_role()) = 'case-worker' AND app_is_offered("id"));
CREATE POLICY "take-back" ON "trajectory" FOR UPDATE TO doorstroom_app
    USING ((SELECT app_purpose()) = 'handover' AND (SELECT app_role()) = 'case-worker' AND app_is_offered("id"));

-- The message that comes with a file that waits; and what an office knew when it gave a file away: the steps recorded until then, and of these
-- the withdrawals until then. (Named to be asked after "read": policies are tried in the order of their names.)
CREATE POLICY "waiting" ON "step" FOR SELECT TO doorstroom_app
    USING ((SELECT app_role()) = 'case-worker' AND "type" = 'trajectory.transferred' AND app_is_offered_with("id"));
CREATE POLICY "was-ours" ON "step" FOR SELECT TO doorstroom_app
    USING ((SELECT app_role()) = 'case-worker' AND app_gave_away("trajectory_id", "recorded_at"));
CREATE POLICY "was-ours" ON "withdrawal" FOR SELECT TO doorstroom_app
    USING ((SELECT app_role()) = 'case-worker' AND app_gave_step_away("step_id", "withdrawn_at"));
-- Not every step that is seen lies in a file that is seen any more, and withdrawals go by the file.
CREATE OR REPLACE FUNCTION "app_sees_step"(step uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$ BEGIN RETURN EXISTS (SELECT FROM step s JOIN trajectory t ON t.id = s.trajectory_id WHERE s.id = $1); END $$;

-- Decides on a file that waits, once: false where it was decided already, or is not this office's to decide. Accepting moves the file, and
-- keeps for the office that gave it away what it knew of the person.
CREATE FUNCTION "decide_handover"(decided uuid, seen integer, verdict text, moment timestamptz, worker uuid, why text, words text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
DECLARE
    h handover;
    file trajectory;
BEGIN
    IF app_role() IS DISTINCT FROM 'case-worker' THEN
        RETURN false;
    END IF;
    -- In this order: whoever changes a trajectory takes it first.
    SELECT t.* INTO file FROM trajectory t JOIN handover o ON o.trajectory_id = t.id WHERE o.id = decided FOR UPDATE OF t;
    UPDATE handover o
        SET status = verdict, version = o.version + 1, decided_by = app_user(), reason = why, remark = words,
            decided_at = CASE WHEN verdict = 'accepted' THEN greatest(moment, file.recorded_at + interval '1 millisecond') ELSE moment END
        WHERE o.id = decided AND o.version = seen AND o.status = 'proposed' AND verdict IN ('accepted', 'rejected', 'revoked')
            AND (CASE verdict WHEN 'revoked' THEN o.from_office ELSE o.to_office END) = ANY (app_municipalities())
        RETURNING o.* INTO h;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    IF verdict = 'accepted' THEN
        UPDATE handover o
            SET person = jsonb_build_object('version', p.version, 'createdAt', to_char(p.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                'reference', p.reference, 'firstName', p.first_name, 'lastName', p.last_name, 'birthDate', p.birth_date, 'gender', p.gender,
                'education', p.education, 'language', p.language, 'searchText', p.search_text,
                'trajectory', jsonb_build_object('id', file.id, 'programme', file.programme, 'municipality', file.municipality, 'state', file.state,
                    'stage', file.stage, 'presence', file.presence, 'startedOn', file.started_on, 'endedOn', file.ended_on,
                    'stageSince', file.stage_since, 'lastStepOn', file.last_step_on, 'version', file.version))
            FROM participant p WHERE o.id = h.id AND p.id = h.participant_id;
        -- What is recorded from here on is recorded later.
        UPDATE trajectory SET office = h.to_office, version = version + 1, recorded_at = h.decided_at WHERE id = h.trajectory_id;
        UPDATE participant SET municipality = h.to_office, worker_id = worker
            WHERE id = h.participant_id AND current_trajectory_id = h.trajectory_id;
    END IF;
    UPDATE participant SET version = version + 1 WHERE id = h.participant_id;
    RETURN true;
END
$$;
REVOKE EXECUTE ON FUNCTION "decide_handover"(uuid, integer, text, timestamptz, uuid, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "decide_handover"(uuid, integer, text, timestamptz, uuid, text, text) TO doorstroom_app;

-- Moves whole histories at once: for loaders, the shell and an administrator's import. Between offices files go by hand-over.
CREATE OR REPLACE FUNCTION "settle_offices"(trajectories uuid[]) RETURNS void LANGUAGE sql SECURITY DEFINER
    SET search_path = public, pg_temp
    AS $$
        UPDATE trajectory SET office = municipality WHERE id = ANY (trajectories) AND office <> municipality
            AND (app_role() = 'system' OR app_moves_files());
        UPDATE participant p SET municipality = t.office FROM trajectory t
        WHERE t.id = p.current_trajectory_id AND t.id = ANY (trajectories) AND p.municipality <> t.office
            AND (app_role() = 'system' OR app_moves_files());
    $$;

-- Of a person who is erased, what the offices before kept goes too: then they read the file no more.
CREATE OR REPLACE FUNCTION "erase_elsewhere"(file uuid, named text[]) RETURNS void LANGUAGE sql SECURITY DEFINER
    SET search_path = public, pg_temp
    AS $$
        DELETE FROM import_row WHERE participant = ANY (named);
        UPDATE handover SET person = NULL, remark = NULL WHERE participant_id = file;
    $$;
