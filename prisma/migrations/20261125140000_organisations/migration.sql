-- CreateTable
CREATE TABLE "organisation" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "sort_name" TEXT NOT NULL,
    "search_text" TEXT NOT NULL,
    "setting" TEXT NOT NULL,
    "kbo" TEXT,
    "municipality" TEXT,
    "work_forms" TEXT[],
    "sector" TEXT,
    "contact" TEXT,
    "status" TEXT NOT NULL,
    "proposed_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "valid_until" DATE,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "organisation_sort_name_id_idx" ON "organisation"("sort_name", "id");

-- AddForeignKey
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_municipality_fkey" FOREIGN KEY ("municipality") REFERENCES "municipality"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_proposed_by_fkey" FOREIGN KEY ("proposed_by") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- From here on by hand.

-- Prisma makes lists without it.
ALTER TABLE "organisation" ALTER COLUMN "work_forms" SET NOT NULL;
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_setting" CHECK ("setting" IN ('social-economy', 'public', 'nonprofit', 'private'));
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_status" CHECK ("status" IN ('proposed', 'approved', 'declined'));

-- What was declined stands in nobody's way. No municipality is one place too.
CREATE UNIQUE INDEX "organisation_name" ON "organisation" ("sort_name", coalesce("municipality", '')) WHERE "status" <> 'declined';

ALTER TABLE "organisation" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "organisation" FORCE ROW LEVEL SECURITY;
CREATE POLICY "system" ON "organisation" TO CURRENT_USER USING ((SELECT app_is_system()));
-- The steering group sees what somebody looked over.
CREATE POLICY "read" ON "organisation" FOR SELECT TO doorstroom_app
    USING ((SELECT app_role()) IN ('case-worker', 'coordinator', 'administrator')
        OR ((SELECT app_role()) = 'steering-group' AND "status" = 'approved'));
CREATE POLICY "propose" ON "organisation" FOR INSERT TO doorstroom_app
    WITH CHECK ((SELECT app_role()) = 'case-worker' AND "status" = 'proposed' AND "proposed_by" = (SELECT app_user()));
CREATE POLICY "write" ON "organisation" FOR INSERT TO doorstroom_app WITH CHECK ((SELECT app_role()) IN ('coordinator', 'administrator'));
CREATE POLICY "change" ON "organisation" FOR UPDATE TO doorstroom_app USING ((SELECT app_role()) IN ('coordinator', 'administrator'));
GRANT SELECT, INSERT ON "organisation" TO doorstroom_app;
GRANT UPDATE ("version", "name", "sort_name", "search_text", "setting", "kbo", "municipality", "work_forms", "sector", "contact", "status",
    "valid_until") ON "organisation" TO doorstroom_app;

-- Who proposed an organisation, so that the coordinator, who sees no users, knows whom to ask.
CREATE FUNCTION "proposers_of"(organisations uuid[]) RETURNS TABLE (organisation uuid, id uuid, name text) LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp
    AS $$
        SELECT o.id, u.id, u.name FROM organisation o JOIN "user" u ON u.id = o.proposed_by
        WHERE o.id = ANY (organisations)
            AND EXISTS (SELECT FROM "user" asking WHERE asking.id = app_user() AND asking.role <> 'steering-group')
    $$;
REVOKE EXECUTE ON FUNCTION "proposers_of"(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "proposers_of"(uuid[]) TO doorstroom_app;
