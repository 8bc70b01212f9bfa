-- What other tables hold of a person who is erased: rows of an import that waits, and what hand-overs remember of who was handed over, with what
-- was remarked. That a file went from one office to another stays.
CREATE OR REPLACE FUNCTION "erase_elsewhere"(file uuid, named text[]) RETURNS void LANGUAGE sql SECURITY DEFINER
    SET search_path = public, pg_temp
    AS $$
        DELETE FROM import_row WHERE participant = ANY (named);
        UPDATE handover SET remark = NULL, person = person || jsonb_build_object('reference', NULL, 'firstName', NULL, 'lastName', NULL, 'birthDate', NULL,
            'gender', NULL, 'education', NULL, 'language', NULL, 'searchText', lower(translate(code, '-', ' ')))
            WHERE participant_id = file;
    $$;
