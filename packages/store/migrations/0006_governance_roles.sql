-- Who takes part in the governance of the standard: whoever has a role, the insurer's auditors excepted. Reads the
-- memberships itself, so the application cannot widen it; a disabled account takes no part.
CREATE FUNCTION takes_part_in_governance() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public
  RETURN EXISTS (
    SELECT FROM public.memberships AS member
    JOIN public.users AS person ON person.id = member.user_id
    WHERE member.user_id = public.current_actor() AND person.disabled_at IS NULL AND member.role <> 'insurer-auditor'
  );
--> statement-breakpoint
-- Releases are public, an institution's own rows are its people's, all else is for those who take part. What is released
-- is written by the registry itself, after it was checked: nobody writes a release under their own name.
DROP POLICY tenant ON govern_events;--> statement-breakpoint
CREATE POLICY tenant ON govern_events
  USING (CASE WHEN institution_id IS NULL
    THEN starts_with(stream, 'release/') OR (SELECT takes_part_in_governance())
    ELSE institution_id = ANY (ARRAY(SELECT unnest(visible_institutions()))) END)
  WITH CHECK (actor = current_actor() AND NOT starts_with(stream, 'release/') AND CASE WHEN institution_id IS NULL
    THEN takes_part_in_governance()
    ELSE institution_id = ANY (ARRAY(SELECT unnest(visible_institutions()))) END);
