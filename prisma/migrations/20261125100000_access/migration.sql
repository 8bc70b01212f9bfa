-- AlterTable
ALTER TABLE "import_row" ADD COLUMN     "imported_by" UUID;

-- AlterTable
ALTER TABLE "trajectory" ADD COLUMN     "code" TEXT,
ADD COLUMN     "office" TEXT;
UPDATE "trajectory" t SET "code" = p."code", "office" = t."municipality" FROM "participant" p WHERE p."id" = t."participant_id";
ALTER TABLE "trajectory" ALTER COLUMN "code" SET NOT NULL,
ALTER COLUMN "office" SET NOT NULL;

-- CreateTable
CREATE TABLE "audit" (
    "sequence" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "user_id" UUID,
    "role" TEXT,
    "action" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "participant_id" UUID,
    "subject_type" TEXT,
    "subject_id" TEXT,
    "reason" TEXT,
    "details" TEXT,
    "address" TEXT,
    "request_id" TEXT,
    "key_id" TEXT NOT NULL,
    "seal" BYTEA NOT NULL,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("sequence")
);

-- CreateTable
CREATE TABLE "audit_head" (
    "id" INTEGER NOT NULL,
    "sequence" BIGINT NOT NULL,
    "seal" BYTEA NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "trajectory_office_started_on_id_idx" ON "trajectory"("office", "started_on" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "audit_participant_id_sequence_idx" ON "audit"("participant_id", "sequence");

-- CreateIndex
CREATE INDEX "audit_user_id_sequence_idx" ON "audit"("user_id", "sequence");

-- CreateIndex
CREATE INDEX "audit_at_idx" ON "audit"("at");

-- AddForeignKey
ALTER TABLE "trajectory" ADD CONSTRAINT "trajectory_office_fkey" FOREIGN KEY ("office") REFERENCES "municipality"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- From here on by hand.

-- ——— The audit log: lines are added, each sealed over the one before it; the head is where the chain ends.

ALTER TABLE "audit_head" ADD CONSTRAINT "audit_head_one" CHECK ("id" = 1);
INSERT INTO "audit_head" ("id", "sequence", "seal") VALUES (1, 0, '');
CREATE TRIGGER "audit_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- ——— Roles. Requests run as doorstroom_app, what proves who somebody is (signing in, refreshing) as doorstroom_session. Neither owns a
-- table nor may pass over row-level security. They belong to the whole server, so they may be there already, made by an
-- administrator where the owner of this database may not make roles.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['doorstroom_app', 'doorstroom_session'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', name);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL; -- Another database of this server was migrated in the same moment.
            END;
        END IF;
        IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
            BEGIN
                EXECUTE format('GRANT %I TO CURRENT_USER', name);
            EXCEPTION WHEN insufficient_privilege THEN
                IF NOT pg_has_role(current_user, name, 'MEMBER') THEN
                    RAISE EXCEPTION 'this user is no member of the role %: GRANT % TO % as an administrator of the server', name, name, current_user;
                END IF;
            END;
        END IF;
    END LOOP;
END
$$;

-- ——— Who acts, as the transaction's first statement said (server/db/context.ts). Nothing said: null, and no policy holds.

CREATE FUNCTION "app_role"() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('app.role', true), '') $$;
CREATE FUNCTION "app_user"() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('app.user', true), '')::uuid $$;
CREATE FUNCTION "app_municipalities"() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT ARRAY(SELECT jsonb_array_elements_text(coalesce(nullif(current_setting('app.municipalities', true), ''), '[]')::jsonb)) $$;
-- What a request is for, where that opens more than the role alone does: `import`, `export`, `figures`.
CREATE FUNCTION "app_purpose"() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('app.purpose', true), '') $$;
-- The administrator reads no case files, but moves an installation: whole histories in and, without identity, out.
CREATE FUNCTION "app_moves_files"() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT coalesce(app_role() = 'administrator' AND app_purpose() IN ('import', 'export'), false) $$;

-- Whether whoever acts sees a row that others belong to; the policies of its own table decide, for the functions run as who calls them. In
-- plpgsql, which keeps its plans: as subselects they made planning the recording of a step three times as long.
CREATE FUNCTION "app_sees_participant"(participant uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$ BEGIN RETURN EXISTS (SELECT FROM participant p WHERE p.id = $1); END $$;
CREATE FUNCTION "app_sees_trajectory"(trajectory uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$ BEGIN RETURN EXISTS (SELECT FROM trajectory t WHERE t.id = $1); END $$;
CREATE FUNCTION "app_sees_step"(step uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$ BEGIN RETURN EXISTS (SELECT FROM step s WHERE s.id = $1); END $$;

ALTER TABLE "import_row" ALTER COLUMN "imported_by" SET DEFAULT "app_user"();

-- Whether the owner of the tables may pass: it says that it acts for the system, or it acts within one of its own SECURITY DEFINER functions,
-- called by a role of requests (which `role` then still names). Such a function cannot be given the setting itself: PostgreSQL lets
-- only superusers do that, and owners are ordinary users.
CREATE FUNCTION "app_is_system"() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT coalesce(app_role() = 'system', false) OR current_setting('role') IN ('doorstroom_app', 'doorstroom_session') $$;

-- ——— Row-level security on every table, for the owner too. The owner passes where it says that it acts for the system
-- (loaders, commands of the shell); the roles of requests cannot say that of themselves.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['municipality', 'user', 'user_municipality', 'session', 'refresh_token', 'participant', 'profile', 'trajectory', 'step',
        'withdrawal', 'stay', 'milestones', 'tally', 'import_row', 'audit', 'audit_head'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY "system" ON %I TO CURRENT_USER USING ((SELECT app_is_system()))', name);
    END LOOP;
END
$$;

-- A subselect around each function: it is then asked once a statement, not once a row.

CREATE POLICY "read" ON "municipality" FOR SELECT TO doorstroom_app, doorstroom_session USING ((SELECT app_role()) IS NOT NULL);
CREATE POLICY "make" ON "municipality" FOR INSERT TO doorstroom_app WITH CHECK ((SELECT app_role()) = 'administrator');
CREATE POLICY "change" ON "municipality" FOR UPDATE TO doorstroom_app USING ((SELECT app_role()) = 'administrator');
GRANT SELECT, INSERT, UPDATE ON "municipality" TO doorstroom_app;
GRANT SELECT ON "municipality" TO doorstroom_session;

CREATE POLICY "session" ON "user" TO doorstroom_session USING ((SELECT app_role()) = 'session');
CREATE POLICY "colleagues" ON "user" FOR SELECT TO doorstroom_app
    USING ((SELECT app_role()) IN ('case-worker', 'administrator') OR "id" = (SELECT app_user()));
GRANT SELECT, INSERT, UPDATE ON "user" TO doorstroom_session;
GRANT SELECT ("id", "email", "name", "role", "is_demo", "disabled_at", "created_at") ON "user" TO doorstroom_app;

CREATE POLICY "session" ON "user_municipality" TO doorstroom_session USING ((SELECT app_role()) = 'session');
CREATE POLICY "colleagues" ON "user_municipality" FOR SELECT TO doorstroom_app
    USING ((SELECT app_role()) IN ('case-worker', 'administrator') OR "user_id" = (SELECT app_user()));
GRANT SELECT, INSERT, DELETE ON "user_municipality" TO doorstroom_session;
GRANT SELECT ON "user_municipality" TO doorstroom_app;

CREATE POLICY "session" ON "session" TO doorstroom_session USING ((SELECT app_role()) = 'session');
CREATE POLICY "own" ON "session" TO doorstroom_app
    USING ((SELECT app_role()) = 'administrator' OR "user_id" = (SELECT app_user()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "session" TO doorstroom_session;
GRANT SELECT, UPDATE ON "session" TO doorstroom_app;

CREATE POLICY "session" ON "refresh_token" TO doorstroom_session USING ((SELECT app_role()) = 'session');
GRANT SELECT, INSERT, UPDATE, DELETE ON "refresh_token" TO doorstroom_session;

CREATE POLICY "office" ON "participant" TO doorstroom_app
    USING ((SELECT app_role()) = 'case-worker' AND "municipality" = ANY ((SELECT app_municipalities())::text[]) OR (SELECT app_moves_files()));
GRANT SELECT, INSERT, UPDATE ON "participant" TO doorstroom_app;

CREATE POLICY "office" ON "profile" TO doorstroom_app USING (app_sees_participant("participant_id"));
GRANT SELECT, INSERT ON "profile" TO doorstroom_app;
GRANT USAGE ON SEQUENCE "profile_id_seq" TO doorstroom_app;

-- By code, without identity: the coordinator reads every trajectory, and no participant.
CREATE POLICY "office" ON "trajectory" TO doorstroom_app
    USING ((SELECT app_role()) = 'case-worker' AND "office" = ANY ((SELECT app_municipalities())::text[]) OR (SELECT app_moves_files()));
CREATE POLICY "coordinator" ON "trajectory" FOR SELECT TO doorstroom_app USING ((SELECT app_role()) = 'coordinator');
GRANT SELECT, INSERT, UPDATE ON "trajectory" TO doorstroom_app;

-- What belongs to a trajectory is open to whoever the trajectory is open to.
CREATE POLICY "read" ON "step" FOR SELECT TO doorstroom_app
    USING ((SELECT app_role()) = 'coordinator' OR app_sees_trajectory("trajectory_id"));
CREATE POLICY "add" ON "step" FOR INSERT TO doorstroom_app
    WITH CHECK (app_role() <> 'coordinator' AND app_sees_trajectory("trajectory_id"));
-- Figures tell moves between municipalities apart; those steps hold no text.
CREATE POLICY "figures" ON "step" FOR SELECT TO doorstroom_app
    USING ((SELECT app_purpose()) = 'figures' AND (SELECT app_role()) = 'case-worker' AND "type" = 'trajectory.transferred');
GRANT SELECT, INSERT ON "step" TO doorstroom_app;
GRANT USAGE ON SEQUENCE "step_sequence_seq" TO doorstroom_app;

CREATE POLICY "read" ON "withdrawal" FOR SELECT TO doorstroom_app
    USING ((SELECT app_role()) = 'coordinator' OR app_sees_step("step_id"));
CREATE POLICY "add" ON "withdrawal" FOR INSERT TO doorstroom_app
    WITH CHECK (app_role() <> 'coordinator' AND app_sees_step("step_id"));
GRANT SELECT, INSERT ON "withdrawal" TO doorstroom_app;

-- A case worker's figures count what happened in the own municipality, also with who moved on since, and the region's totals.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['stay', 'milestones'] LOOP
        EXECUTE format('CREATE POLICY "read" ON %I FOR SELECT TO doorstroom_app USING ((SELECT app_role()) = ''coordinator''
            OR ((SELECT app_purpose()) = ''figures'' AND (SELECT app_role()) = ''case-worker'')
            OR app_sees_trajectory("trajectory_id"))', name);
        EXECUTE format('CREATE POLICY "add" ON %I FOR INSERT TO doorstroom_app
            WITH CHECK (app_role() <> ''coordinator'' AND app_sees_trajectory("trajectory_id"))', name);
        EXECUTE format('CREATE POLICY "close" ON %I FOR UPDATE TO doorstroom_app
            USING ((SELECT app_role()) <> ''coordinator'' AND app_sees_trajectory("trajectory_id"))', name);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO doorstroom_app', name);
        EXECUTE format('GRANT USAGE ON SEQUENCE %I TO doorstroom_app', name || '_id_seq');
    END LOOP;
END
$$;

-- Counts, of nobody in particular; a correction of a moved trajectory takes back what was counted elsewhere.
CREATE POLICY "count" ON "tally" TO doorstroom_app
    USING ((SELECT app_role()) = 'case-worker' OR (SELECT app_moves_files()));
CREATE POLICY "read" ON "tally" FOR SELECT TO doorstroom_app USING ((SELECT app_role()) IN ('coordinator', 'administrator'));
GRANT SELECT, INSERT, UPDATE ON "tally" TO doorstroom_app;

CREATE POLICY "own" ON "import_row" TO doorstroom_app
    USING ("imported_by" = (SELECT app_user()) AND (SELECT app_role()) IN ('case-worker', 'administrator'));
GRANT SELECT, INSERT, DELETE ON "import_row" TO doorstroom_app;

-- Whoever acts adds the own line; the administrator reads all of them, an office those on its own participants.
CREATE POLICY "add" ON "audit" FOR INSERT TO doorstroom_app WITH CHECK ("user_id" = (SELECT app_user()));
CREATE POLICY "session" ON "audit" FOR INSERT TO doorstroom_session WITH CHECK ((SELECT app_role()) = 'session');
CREATE POLICY "read" ON "audit" FOR SELECT TO doorstroom_app
    USING ((SELECT app_role()) = 'administrator'
        OR ("participant_id" IS NOT NULL AND app_sees_participant("participant_id")));
GRANT SELECT, INSERT ON "audit" TO doorstroom_app;
GRANT INSERT ON "audit" TO doorstroom_session;
CREATE POLICY "head" ON "audit_head" FOR SELECT TO doorstroom_app, doorstroom_session USING ((SELECT app_role()) IS NOT NULL);
CREATE POLICY "move" ON "audit_head" FOR UPDATE TO doorstroom_app, doorstroom_session USING ((SELECT app_role()) IS NOT NULL);
GRANT SELECT, UPDATE ON "audit_head" TO doorstroom_app, doorstroom_session;

-- ——— What a request must know or do beyond its own rows, each as small as it can be.

-- Whether codes are free: codes are unique over all offices, and tell nothing.
CREATE FUNCTION "taken_codes"(codes text[]) RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp
    AS $$ SELECT code FROM participant WHERE code = ANY (codes) $$;

-- Who of the own offices is found by words. Under row-level security the database asks the policy first and the index of words never, because
-- it cannot be sure that the search itself tells nothing of rows that the policy hides; here the office is asked within.
CREATE FUNCTION "find_participants"(words tsquery) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp
    AS $$
        SELECT p.id FROM participant p
        WHERE array_to_tsvector(string_to_array(p.search_text, ' ')) @@ words AND p.municipality = ANY (app_municipalities())
    $$;

-- Of the own office's references, those that are taken: also by who is with another office by now.
CREATE FUNCTION "taken_references"(names text[]) RETURNS TABLE (reference text, municipality text) LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp
    AS $$
        SELECT p.reference, p.reference_municipality FROM participant p
        WHERE p.reference = ANY (names) AND p.reference_municipality = ANY (app_municipalities())
    $$;

-- Files go to the office where their trajectory is by now; the person with the one that is shown.
CREATE FUNCTION "settle_offices"(trajectories uuid[]) RETURNS void LANGUAGE sql SECURITY DEFINER
    SET search_path = public, pg_temp
    AS $$
        UPDATE trajectory SET office = municipality WHERE id = ANY (trajectories) AND office <> municipality;
        UPDATE participant p SET municipality = t.office FROM trajectory t
        WHERE t.id = p.current_trajectory_id AND t.id = ANY (trajectories) AND p.municipality <> t.office;
    $$;

REVOKE EXECUTE ON FUNCTION "taken_codes"(text[]), "find_participants"(tsquery), "taken_references"(text[]), "settle_offices"(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "taken_codes"(text[]), "find_participants"(tsquery), "taken_references"(text[]), "settle_offices"(uuid[]) TO doorstroom_app;
