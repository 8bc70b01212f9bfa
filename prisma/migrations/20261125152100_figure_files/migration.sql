-- The codes of trajectories that a figure counted, for the files behind it. The figures of an office count who was in its municipality and is with
-- another office since; it knew them by code then. Of anybody else it learns nothing.
CREATE FUNCTION "counted_codes"(trajectories uuid[]) RETURNS TABLE (id uuid, code text) LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp
    AS $$
        SELECT t.id, t.code FROM trajectory t
        WHERE t.id = ANY (trajectories) AND (app_role() IN ('coordinator', 'system')
            OR (app_role() = 'case-worker' AND app_purpose() = 'figures'
                AND EXISTS (SELECT FROM stay s WHERE s.trajectory_id = t.id AND s.municipality = ANY (app_municipalities()))))
    $$;
REVOKE EXECUTE ON FUNCTION "counted_codes"(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "counted_codes"(uuid[]) TO doorstroom_app;
