-- CreateTable
CREATE TABLE "kept_answer" (
    "user_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "fingerprint" BYTEA NOT NULL,
    "answer" BYTEA,
    "kept_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "kept_answer_pkey" PRIMARY KEY ("user_id","key")
);

-- CreateIndex
CREATE INDEX "kept_answer_kept_at_idx" ON "kept_answer"("kept_at");

-- AddForeignKey
ALTER TABLE "kept_answer" ADD CONSTRAINT "kept_answer_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- From here on by hand.

ALTER TABLE "kept_answer" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "kept_answer" FORCE ROW LEVEL SECURITY;
CREATE POLICY "system" ON "kept_answer" TO CURRENT_USER USING ((SELECT app_is_system()));
CREATE POLICY "own" ON "kept_answer" TO doorstroom_app USING ("user_id" = (SELECT app_user()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "kept_answer" TO doorstroom_app;

-- Whom a kept answer is about cannot be told, because it is sealed: when a file is erased, all go.
CREATE FUNCTION "forget_answers"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM kept_answer;
    RETURN NULL;
END
$$;
CREATE TRIGGER "participant_erased" AFTER UPDATE OF "erased_at" ON "participant" FOR EACH STATEMENT EXECUTE FUNCTION "forget_answers"();
