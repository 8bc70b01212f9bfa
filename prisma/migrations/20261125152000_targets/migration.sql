-- CreateTable
CREATE TABLE "target" (
    "id" UUID NOT NULL,
    "figure" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "municipality" TEXT,
    "value" DOUBLE PRECISION NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,
    "set_by" UUID NOT NULL,

    CONSTRAINT "target_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "target" ADD CONSTRAINT "target_municipality_fkey" FOREIGN KEY ("municipality") REFERENCES "municipality"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "target" ADD CONSTRAINT "target_set_by_fkey" FOREIGN KEY ("set_by") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- From here on by hand.

ALTER TABLE "target" ADD CONSTRAINT "target_value" CHECK ("value" >= 0);
-- No municipality, the region, is one place too.
CREATE UNIQUE INDEX "target_place" ON "target" ("figure", "year", coalesce("municipality", ''));

ALTER TABLE "target" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "target" FORCE ROW LEVEL SECURITY;
CREATE POLICY "system" ON "target" TO CURRENT_USER USING ((SELECT app_is_system()));
-- What another municipality aims at is between it and the coordinator.
CREATE POLICY "read" ON "target" FOR SELECT TO doorstroom_app
    USING ((SELECT app_role()) = 'case-worker' AND ("municipality" IS NULL OR "municipality" = ANY ((SELECT app_municipalities())::text[])));
CREATE POLICY "write" ON "target" TO doorstroom_app USING ((SELECT app_role()) = 'coordinator');
GRANT SELECT, INSERT, DELETE ON "target" TO doorstroom_app;
GRANT UPDATE ("value", "set_at", "set_by") ON "target" TO doorstroom_app;

-- Who set targets, by name: the coordinator sees no users.
CREATE FUNCTION "target_setters"() RETURNS TABLE (id uuid, name text) LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp
    AS $$
        SELECT u.id, u.name FROM "user" u
        WHERE EXISTS (SELECT FROM target t WHERE t.set_by = u.id)
            AND EXISTS (SELECT FROM "user" asking WHERE asking.id = app_user() AND asking.role IN ('coordinator', 'case-worker'))
    $$;
REVOKE EXECUTE ON FUNCTION "target_setters"() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "target_setters"() TO doorstroom_app;
