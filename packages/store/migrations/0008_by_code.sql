CREATE INDEX "decisions_codes_index" ON "decisions" USING gin ("codes");--> statement-breakpoint
-- Names that ever had one of these codes, of the institutions that the actor may see. Under row-level security the planner
-- takes no index for arrays, since what compares them is not leakproof: the function reads past it and draws the same boundary.
CREATE FUNCTION names_decided_with(wanted text[]) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public
BEGIN ATOMIC
  SELECT DISTINCT decision.name_id FROM public.decisions AS decision
  WHERE decision.codes && wanted AND decision.institution_id = ANY (ARRAY(SELECT unnest(public.visible_institutions())));
END;
--> statement-breakpoint
-- What a proposal speaks of: codes of items, and codes of values behind their dictionary and a space.
CREATE FUNCTION proposal_subjects(body jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
  SET search_path = pg_catalog
  RETURN ARRAY(
    SELECT DISTINCT coalesce((change ->> 'dictionary') || ' ', '') || upper(code #>> '{}')
    FROM jsonb_path_query(body, '$.content.changes[*]') AS change
    CROSS JOIN LATERAL (
      SELECT jsonb_path_query(change, 'lax $.keyvalue() ? (@.key == "code" || @.key == "codes" || @.key == "into" || @.key == "successors").value[*]')
      UNION ALL SELECT jsonb_path_query(change, 'lax $.row.code')
    ) AS named(code)
  );
--> statement-breakpoint
CREATE INDEX "govern_events_subjects_index" ON "govern_events" USING gin (proposal_subjects("body")) WHERE kind IN ('draft', 'revise');
