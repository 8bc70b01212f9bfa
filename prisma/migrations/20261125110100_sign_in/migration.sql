-- AlterTable
ALTER TABLE "municipality" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "user" ADD COLUMN     "set_up_at" TIMESTAMPTZ(3),
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "credential" (
    "user_id" UUID NOT NULL,
    "password_hash" TEXT NOT NULL,
    "totp_sealed" BYTEA,
    "totp_last_step" INTEGER,
    "next_totp" BYTEA,
    "recovery_salt" BYTEA,
    "recovery_codes" TEXT[],
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "credential_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "setup_link" (
    "hash" BYTEA NOT NULL,
    "user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "totp" BYTEA,

    CONSTRAINT "setup_link_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE UNIQUE INDEX "setup_link_user_id_key" ON "setup_link"("user_id");

-- AddForeignKey
ALTER TABLE "credential" ADD CONSTRAINT "credential_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "setup_link" ADD CONSTRAINT "setup_link_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- From here on by hand.

-- Who could sign in still can. Whom nobody signs in as (the name that imports are recorded under) has no credential.
SELECT set_config('app.role', 'system', true);
INSERT INTO "credential" ("user_id", "password_hash", "recovery_codes", "changed_at")
    SELECT "id", "password_hash", '{}', "created_at" FROM "user" WHERE "email" <> 'doorstroom@system.invalid';
UPDATE "user" SET "set_up_at" = "created_at" WHERE "email" <> 'doorstroom@system.invalid';
ALTER TABLE "user" DROP COLUMN "password_hash";

ALTER TABLE "credential" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "credential" FORCE ROW LEVEL SECURITY;
CREATE POLICY "system" ON "credential" TO CURRENT_USER USING ((SELECT app_is_system()));
CREATE POLICY "session" ON "credential" TO doorstroom_session USING ((SELECT app_role()) = 'session');
GRANT SELECT, INSERT, UPDATE ON "credential" TO doorstroom_session;

-- The administrator gives links out and takes them back, and cannot read what they are known by.
ALTER TABLE "setup_link" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "setup_link" FORCE ROW LEVEL SECURITY;
CREATE POLICY "system" ON "setup_link" TO CURRENT_USER USING ((SELECT app_is_system()));
CREATE POLICY "session" ON "setup_link" TO doorstroom_session USING ((SELECT app_role()) = 'session');
CREATE POLICY "administrator" ON "setup_link" TO doorstroom_app USING ((SELECT app_role()) = 'administrator');
GRANT SELECT, UPDATE, DELETE ON "setup_link" TO doorstroom_session;
GRANT SELECT ("user_id", "created_at", "expires_at"), INSERT ("hash", "user_id", "created_at", "expires_at"), DELETE ON "setup_link" TO doorstroom_app;

-- The administrator says who somebody is, never that they proved it.
CREATE POLICY "make" ON "user" FOR INSERT TO doorstroom_app WITH CHECK ((SELECT app_role()) = 'administrator');
CREATE POLICY "change" ON "user" FOR UPDATE TO doorstroom_app USING ((SELECT app_role()) = 'administrator');
GRANT SELECT ("set_up_at", "version") ON "user" TO doorstroom_app;
GRANT INSERT ("id", "email", "name", "role", "is_demo", "created_at") ON "user" TO doorstroom_app;
GRANT UPDATE ("name", "role", "disabled_at", "version") ON "user" TO doorstroom_app;
CREATE POLICY "make" ON "user_municipality" FOR INSERT TO doorstroom_app WITH CHECK ((SELECT app_role()) = 'administrator');
CREATE POLICY "unmake" ON "user_municipality" FOR DELETE TO doorstroom_app USING ((SELECT app_role()) = 'administrator');
GRANT INSERT, DELETE ON "user_municipality" TO doorstroom_app;
