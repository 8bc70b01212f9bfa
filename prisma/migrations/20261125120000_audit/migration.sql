-- The administrator finds the lines about a participant by its code, and sees whose they are by their code; of the participant, no row.
CREATE FUNCTION "audit_participants"(ids uuid[], codes text[]) RETURNS TABLE (id uuid, code text) LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp
    AS $$
        SELECT p.id, p.code FROM participant p
        WHERE app_role() = 'administrator' AND (p.id = ANY (ids) OR p.code = ANY (codes))
    $$;
REVOKE EXECUTE ON FUNCTION "audit_participants"(uuid[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "audit_participants"(uuid[], text[]) TO doorstroom_app;
