-- CreateTable
CREATE TABLE "publication" (
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "base" INTEGER NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "known_at" TIMESTAMPTZ(3) NOT NULL,
    "software_version" TEXT NOT NULL,
    "attempt" UUID NOT NULL,
    "heartbeat" TIMESTAMPTZ(3) NOT NULL,
    "progress" JSONB,
    "content" TEXT,
    "sha256" TEXT,
    "report" JSONB,
    "reasons" JSONB,
    "ledger_position" INTEGER,
    "published_at" TIMESTAMPTZ(3),
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdraw_reason" TEXT,

    CONSTRAINT "publication_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "publication_working" (
    "publication_id" UUID NOT NULL,
    "cells" JSONB NOT NULL,

    CONSTRAINT "publication_working_pkey" PRIMARY KEY ("publication_id")
);

-- CreateTable
CREATE TABLE "publication_link" (
    "publication_id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "publication_link_pkey" PRIMARY KEY ("publication_id")
);

-- CreateTable
CREATE TABLE "published_cell" (
    "sequence" BIGSERIAL NOT NULL,
    "publication_id" UUID NOT NULL,
    "period" TEXT NOT NULL,
    "table_id" TEXT NOT NULL,
    "key" JSONB NOT NULL,
    "value" INTEGER,
    "low" INTEGER NOT NULL,
    "high" INTEGER,
    "truth" INTEGER NOT NULL,

    CONSTRAINT "published_cell_pkey" PRIMARY KEY ("sequence")
);

-- CreateTable
CREATE TABLE "publication_head" (
    "id" INTEGER NOT NULL,
    "released" INTEGER NOT NULL,

    CONSTRAINT "publication_head_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "publication_link_token_key" ON "publication_link"("token");

-- CreateIndex
CREATE INDEX "published_cell_publication_id_idx" ON "published_cell"("publication_id");

-- AddForeignKey
ALTER TABLE "publication_working" ADD CONSTRAINT "publication_working_publication_id_fkey" FOREIGN KEY ("publication_id") REFERENCES "publication"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "publication_link" ADD CONSTRAINT "publication_link_publication_id_fkey" FOREIGN KEY ("publication_id") REFERENCES "publication"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "published_cell" ADD CONSTRAINT "published_cell_publication_id_fkey" FOREIGN KEY ("publication_id") REFERENCES "publication"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- From here on by hand.

ALTER TABLE "publication" ADD CONSTRAINT "publication_status"
    CHECK ("status" IN ('protecting', 'draft', 'refused', 'interrupted', 'published', 'withdrawn'));
-- What is looked at, refused or published has its bytes, their hash, and what was found about exactly them.
ALTER TABLE "publication" ADD CONSTRAINT "publication_verdict" CHECK ("status" IN ('protecting', 'interrupted')
    OR ("content" IS NOT NULL AND "sha256" IS NOT NULL AND "report" IS NOT NULL AND "ledger_position" IS NOT NULL));
ALTER TABLE "publication" ADD CONSTRAINT "publication_published" CHECK (("status" IN ('published', 'withdrawn')) = ("published_at" IS NOT NULL));
ALTER TABLE "publication" ADD CONSTRAINT "publication_withdrawn"
    CHECK (("status" = 'withdrawn') = ("withdrawn_at" IS NOT NULL) AND ("withdrawn_at" IS NULL) = ("withdraw_reason" IS NULL));
CREATE UNIQUE INDEX "publication_one_a_period" ON "publication" ("period") WHERE "status" <> 'withdrawn';

ALTER TABLE "publication_head" ADD CONSTRAINT "publication_head_one" CHECK ("id" = 1);
INSERT INTO "publication_head" ("id", "released") VALUES (1, 0);

-- ——— What was published does not change: not by a mistake of ours, nor by hand.

CREATE FUNCTION "keep_published"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_withdrawing CONSTANT text[] := ARRAY['status', 'withdrawn_at', 'withdraw_reason'];
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD."status" IN ('published', 'withdrawn') THEN
            RAISE EXCEPTION 'a publication that was published is kept: withdraw it instead';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD."status" = 'withdrawn' OR (OLD."status" = 'published'
        AND (NEW."status" <> 'withdrawn' OR to_jsonb(NEW) - of_withdrawing <> to_jsonb(OLD) - of_withdrawing)) THEN
        RAISE EXCEPTION 'a publication that was published does not change: it can only be withdrawn, once';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER "publication_kept" BEFORE UPDATE OR DELETE ON "publication" FOR EACH ROW EXECUTE FUNCTION "keep_published"();
CREATE TRIGGER "publication_not_emptied" BEFORE TRUNCATE ON "publication" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "published_cell_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "published_cell"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- ——— Who sees what: readers what was published, the coordinator everything, with what is true. Nobody else writes.

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['publication', 'publication_working', 'publication_link', 'published_cell', 'publication_head'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY "system" ON %I TO CURRENT_USER USING ((SELECT app_is_system()))', name);
    END LOOP;
END
$$;

CREATE POLICY "read" ON "publication" FOR SELECT TO doorstroom_app
    USING (((SELECT app_role()) IS NOT NULL AND "status" IN ('published', 'withdrawn')) OR (SELECT app_role()) = 'coordinator');
CREATE POLICY "make" ON "publication" FOR INSERT TO doorstroom_app WITH CHECK ((SELECT app_role()) = 'coordinator' AND "status" = 'protecting');
CREATE POLICY "change" ON "publication" FOR UPDATE TO doorstroom_app USING ((SELECT app_role()) = 'coordinator');
CREATE POLICY "discard" ON "publication" FOR DELETE TO doorstroom_app
    USING ((SELECT app_role()) = 'coordinator' AND "status" NOT IN ('published', 'withdrawn'));
GRANT SELECT, INSERT, DELETE ON "publication" TO doorstroom_app;
GRANT UPDATE ("status", "method", "made_at", "known_at", "software_version", "attempt", "heartbeat", "progress", "content", "sha256", "report",
    "reasons", "ledger_position", "published_at", "withdrawn_at", "withdraw_reason") ON "publication" TO doorstroom_app;

CREATE POLICY "coordinator" ON "publication_working" TO doorstroom_app USING ((SELECT app_role()) = 'coordinator');
GRANT SELECT, INSERT, DELETE ON "publication_working" TO doorstroom_app;

CREATE POLICY "coordinator" ON "publication_link" TO doorstroom_app USING ((SELECT app_role()) = 'coordinator');
GRANT SELECT, INSERT, DELETE ON "publication_link" TO doorstroom_app;

-- Who reads by a public link is nobody yet, as who signs in.
CREATE POLICY "session" ON "publication_link" FOR SELECT TO doorstroom_session USING ((SELECT app_role()) = 'session');
GRANT SELECT ("publication_id", "token") ON "publication_link" TO doorstroom_session;
CREATE POLICY "session" ON "publication" FOR SELECT TO doorstroom_session
    USING ((SELECT app_role()) = 'session' AND "status" = 'published' AND "id" IN (SELECT l."publication_id" FROM "publication_link" l));
GRANT SELECT ON "publication" TO doorstroom_session;

CREATE POLICY "read" ON "published_cell" FOR SELECT TO doorstroom_app USING ((SELECT app_role()) = 'coordinator');
CREATE POLICY "add" ON "published_cell" FOR INSERT TO doorstroom_app WITH CHECK ((SELECT app_role()) = 'coordinator'
    AND EXISTS (SELECT FROM "publication" p WHERE p."id" = "publication_id" AND p."status" = 'published'));
GRANT SELECT, INSERT ON "published_cell" TO doorstroom_app;
GRANT USAGE ON SEQUENCE "published_cell_sequence_seq" TO doorstroom_app;

CREATE POLICY "coordinator" ON "publication_head" TO doorstroom_app USING ((SELECT app_role()) = 'coordinator');
GRANT SELECT, UPDATE ("released") ON "publication_head" TO doorstroom_app;

-- ——— What is counted of people whose rows the coordinator does not see.

-- The office writes the language as it likes; a level of the European framework says the class, else words for Dutch as the mother tongue do.
CREATE FUNCTION "language_class"(written text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN written ~* '\m[BC][12]\M' THEN 'independent'
        WHEN written ~* '\mA[0-2]\M' THEN 'beginner'
        WHEN written ~* '^\s*(moedertaal|moedertalig|native|nt1?|langue maternelle|mother tongue)\s*$' THEN 'mother-tongue'
        WHEN written ~* '^\s*((moedertaal|thuistaal|native|langue maternelle|mother tongue)\s*[:,=-]?\s*)?(nederlands(talig)?|vlaams|dutch|n[ée]erlandais)\s*[:,(=-]?\s*((als )?moedertaal|moedertalig|native)?\s*\)?\s*$' THEN 'mother-tongue'
        ELSE 'unknown'
    END
$$;

-- First placements between two days as known at a moment, by education then and by class of language: counts, of nobody in particular.
CREATE FUNCTION "placed_by_language"(first_day date, last_day date, known timestamptz) RETURNS TABLE (education text, language text, count int)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
        SELECT m.education, language_class(coalesce(p.language, '')), count(*)::int
        FROM milestones m JOIN trajectory t ON t.id = m.trajectory_id JOIN participant p ON p.id = t.participant_id
        WHERE app_role() IN ('coordinator', 'system') AND m.first_placement_on BETWEEN first_day AND last_day
            AND m.known_from <= known AND (m.known_to IS NULL OR m.known_to > known)
        GROUP BY 1, 2
    $$;
REVOKE EXECUTE ON FUNCTION "placed_by_language"(date, date, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "placed_by_language"(date, date, timestamptz) TO doorstroom_app;
