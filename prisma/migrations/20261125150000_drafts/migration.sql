-- CreateTable
CREATE TABLE "draft" (
    "user_id" UUID NOT NULL,
    "trajectory_id" UUID NOT NULL,
    "step_id" UUID NOT NULL,
    "content" BYTEA NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("user_id","trajectory_id")
);

-- CreateIndex
CREATE INDEX "draft_trajectory_id_idx" ON "draft"("trajectory_id");

-- CreateIndex
CREATE INDEX "draft_updated_at_idx" ON "draft"("updated_at");

-- AddForeignKey
ALTER TABLE "draft" ADD CONSTRAINT "draft_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft" ADD CONSTRAINT "draft_trajectory_id_fkey" FOREIGN KEY ("trajectory_id") REFERENCES "trajectory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- From here on by hand.

-- The own drafts alone, and only of files that are the own office's now: a colleague reads steps, not what was never said.
ALTER TABLE "draft" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "draft" FORCE ROW LEVEL SECURITY;
CREATE POLICY "system" ON "draft" TO CURRENT_USER USING ((SELECT app_is_system()));
CREATE POLICY "own" ON "draft" TO doorstroom_app
    USING ("user_id" = (SELECT app_user()) AND (SELECT app_role()) = 'case-worker' AND app_sees_trajectory("trajectory_id"));
GRANT SELECT, INSERT, UPDATE, DELETE ON "draft" TO doorstroom_app;

-- A file that goes to another office leaves no half words behind; whoever guides people in both keeps the own ones.
CREATE FUNCTION "forget_left_drafts"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM draft d WHERE d.trajectory_id = NEW.id
        AND NOT EXISTS (SELECT FROM user_municipality m WHERE m.user_id = d.user_id AND m.municipality = NEW.office);
    RETURN NULL;
END
$$;
CREATE TRIGGER "trajectory_moved" AFTER UPDATE OF "office" ON "trajectory" FOR EACH ROW WHEN (OLD."office" <> NEW."office")
    EXECUTE FUNCTION "forget_left_drafts"();

-- Whoever begins a draft clears away what everybody left lying, because nobody sees another's. By the moment of the row: tests have their own clock.
CREATE FUNCTION "forget_old_drafts"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM draft WHERE updated_at <= (SELECT max(b.updated_at) FROM begun b) - interval '30 days';
    RETURN NULL;
END
$$;
CREATE TRIGGER "draft_begun" AFTER INSERT ON "draft" REFERENCING NEW TABLE AS begun FOR EACH STATEMENT EXECUTE FUNCTION "forget_old_drafts"();

CREATE OR REPLACE FUNCTION "erase_elsewhere"(file uuid, named text[]) RETURNS void LANGUAGE sql SECURITY DEFINER
    SET search_path = public, pg_temp
    AS $$
        DELETE FROM import_row WHERE participant = ANY (named);
        UPDATE handover SET person = NULL, remark = NULL WHERE participant_id = file;
        DELETE FROM draft WHERE trajectory_id IN (SELECT t.id FROM trajectory t WHERE t.participant_id = file);
    $$;
