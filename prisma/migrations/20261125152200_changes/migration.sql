-- CreateIndex
CREATE INDEX "profile_recorded_at_idx" ON "profile"("recorded_at");

-- CreateIndex
CREATE INDEX "withdrawal_withdrawn_at_idx" ON "withdrawal"("withdrawn_at");

-- From here on by hand.

-- The trajectories that were put right after one moment and up to another: a step withdrawn or replaced, or a profile that was not the first. Ids
-- only, for counts: who asks for figures reads neither profiles nor the withdrawals of other offices.
CREATE FUNCTION "corrected_between"(earlier timestamptz, later timestamptz) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp
    AS $$
        SELECT x.id FROM (
            SELECT s.trajectory_id AS id FROM withdrawal w JOIN step s ON s.id = w.step_id WHERE w.withdrawn_at > earlier AND w.withdrawn_at <= later
            UNION
            SELECT t.id FROM profile f JOIN trajectory t ON t.participant_id = f.participant_id
            WHERE f.recorded_at > earlier AND f.recorded_at <= later
                AND EXISTS (SELECT FROM profile first WHERE first.participant_id = f.participant_id AND first.id < f.id)
        ) x
        WHERE app_role() IN ('coordinator', 'system') OR (app_role() = 'case-worker' AND app_purpose() = 'figures')
    $$;
REVOKE EXECUTE ON FUNCTION "corrected_between"(timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "corrected_between"(timestamptz, timestamptz) TO doorstroom_app;
