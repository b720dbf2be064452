CREATE TABLE "charge_audits" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"institution_id" uuid NOT NULL,
	"title" text NOT NULL,
	"jurisdiction" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "charge_audits_place_key" UNIQUE("id","institution_id"),
	CONSTRAINT "charge_audits_title_check" CHECK (length("charge_audits"."title") BETWEEN 1 AND 200)
);
--> statement-breakpoint
CREATE TABLE "charge_sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"audit_id" uuid NOT NULL,
	"institution_id" uuid NOT NULL,
	"session" text NOT NULL,
	"day" date NOT NULL,
	"exam" jsonb NOT NULL,
	CONSTRAINT "charge_sessions_place_key" UNIQUE("id","institution_id"),
	CONSTRAINT "charge_sessions_session_check" CHECK (length("charge_sessions"."session") BETWEEN 1 AND 200)
);
--> statement-breakpoint
CREATE TABLE "suspicion_events" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"suspicion_id" uuid NOT NULL,
	"institution_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"returned_cents" bigint DEFAULT 0 NOT NULL,
	"actor" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "suspicion_events_kind_check" CHECK ("suspicion_events"."kind" IN ('rebut', 'uphold', 'dismiss')),
	CONSTRAINT "suspicion_events_version_check" CHECK ("suspicion_events"."version" >= 1),
	CONSTRAINT "suspicion_events_reason_check" CHECK (length(btrim("suspicion_events"."reason")) >= 1),
	CONSTRAINT "suspicion_events_returned_check" CHECK ("suspicion_events"."returned_cents" >= 0 AND ("suspicion_events"."kind" = 'uphold' OR "suspicion_events"."returned_cents" = 0))
);
--> statement-breakpoint
CREATE TABLE "suspicions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"session_id" uuid NOT NULL,
	"institution_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"certainty" text NOT NULL,
	"warning" boolean NOT NULL,
	"stake_cents" bigint NOT NULL,
	"evidence" jsonb NOT NULL,
	"lines" text[] NOT NULL,
	"found_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "suspicions_place_key" UNIQUE("id","institution_id"),
	CONSTRAINT "suspicions_certainty_check" CHECK ("suspicions"."certainty" IN ('F', 'I', 'A')),
	CONSTRAINT "suspicions_stake_check" CHECK ("suspicions"."stake_cents" >= 0)
);
--> statement-breakpoint
ALTER TABLE "charge_audits" ADD CONSTRAINT "charge_audits_institution_id_institutions_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."institutions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charge_audits" ADD CONSTRAINT "charge_audits_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charge_sessions" ADD CONSTRAINT "charge_sessions_institution_id_institutions_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."institutions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charge_sessions" ADD CONSTRAINT "charge_sessions_audit_fk" FOREIGN KEY ("audit_id","institution_id") REFERENCES "public"."charge_audits"("id","institution_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspicion_events" ADD CONSTRAINT "suspicion_events_institution_id_institutions_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."institutions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspicion_events" ADD CONSTRAINT "suspicion_events_actor_users_id_fk" FOREIGN KEY ("actor") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspicion_events" ADD CONSTRAINT "suspicion_events_suspicion_fk" FOREIGN KEY ("suspicion_id","institution_id") REFERENCES "public"."suspicions"("id","institution_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspicions" ADD CONSTRAINT "suspicions_institution_id_institutions_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."institutions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspicions" ADD CONSTRAINT "suspicions_session_fk" FOREIGN KEY ("session_id","institution_id") REFERENCES "public"."charge_sessions"("id","institution_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "charge_audits_institution_index" ON "charge_audits" USING btree ("institution_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "charge_sessions_key" ON "charge_sessions" USING btree ("audit_id","session");--> statement-breakpoint
CREATE UNIQUE INDEX "suspicion_events_key" ON "suspicion_events" USING btree ("suspicion_id","version");--> statement-breakpoint
CREATE INDEX "suspicion_events_institution_index" ON "suspicion_events" USING btree ("institution_id");--> statement-breakpoint
CREATE UNIQUE INDEX "suspicions_key" ON "suspicions" USING btree ("session_id","kind");--> statement-breakpoint
CREATE INDEX "suspicions_institution_index" ON "suspicions" USING btree ("institution_id","stake_cents");--> statement-breakpoint

-- Institutions whose charge lines the actor may see. Unlike the rest of an institution's rows these are for few: its
-- price officers and administrators, and the insurer's auditors of the area; no other role sees one line.
CREATE FUNCTION charge_institutions() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public
  RETURN (
    SELECT coalesce(array_agg(place.id), '{}')
    FROM public.institutions AS place
    WHERE EXISTS (
      SELECT FROM public.memberships AS member
      JOIN public.users AS person ON person.id = member.user_id
      WHERE member.user_id = public.current_actor() AND person.disabled_at IS NULL
        AND (member.role = 'admin' OR (member.institution_id = ANY (place.path)
          AND member.role IN ('price-officer', 'institution-admin', 'insurer-auditor')))
    )
    AND (
      nullif(current_setting('yingma.institution', true), '') IS NULL
      OR nullif(current_setting('yingma.institution', true), '')::uuid = ANY (place.path)
    )
  );
--> statement-breakpoint

-- What people say of a suspicion follows on what was said before; a closed one takes no more, and no more is returned
-- than was at stake.
CREATE FUNCTION continue_suspicion() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
DECLARE
  stake bigint;
  former public.suspicion_events;
BEGIN
  -- Two people at once: the second waits here and then finds the version taken.
  PERFORM pg_advisory_xact_lock(hashtextextended('yingma.suspicion.' || NEW.suspicion_id, 0));
  SELECT stake_cents INTO stake FROM public.suspicions WHERE id = NEW.suspicion_id;
  SELECT * INTO former FROM public.suspicion_events WHERE suspicion_id = NEW.suspicion_id ORDER BY version DESC LIMIT 1;
  IF former.kind IN ('uphold', 'dismiss') THEN
    RAISE EXCEPTION 'a closed suspicion takes no more' USING ERRCODE = 'check_violation', CONSTRAINT = 'suspicion_events_closed_check';
  END IF;
  IF NEW.version <> coalesce(former.version, 0) + 1 THEN
    RAISE EXCEPTION 'version % does not follow %', NEW.version, former.version
      USING ERRCODE = 'check_violation', CONSTRAINT = 'suspicion_events_order_check';
  END IF;
  IF NEW.returned_cents > stake THEN
    RAISE EXCEPTION 'more is returned than was at stake' USING ERRCODE = 'check_violation', CONSTRAINT = 'suspicion_events_returned_check';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER suspicion_events_continue BEFORE INSERT ON suspicion_events FOR EACH ROW EXECUTE FUNCTION continue_suspicion();
--> statement-breakpoint
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['charge_audits', 'charge_sessions', 'suspicions', 'suspicion_events'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_rewrite()', name || '_append_only', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I EXECUTE FUNCTION refuse_truncate()', name || '_no_truncate', name);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
  END LOOP;
  -- Lines and suspicions come by the hundred thousand out of one audit: it is the audit, and what people say, that is recorded.
  FOREACH name IN ARRAY ARRAY['charge_audits', 'suspicion_events'] LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION record_change()', name || '_audit_insert', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['charge_sessions', 'suspicions'] LOOP
    EXECUTE format('CREATE POLICY tenant ON %I USING (institution_id = ANY (ARRAY(SELECT unnest(charge_institutions())))) WITH CHECK (institution_id = ANY (ARRAY(SELECT unnest(charge_institutions()))))', name);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE POLICY tenant ON charge_audits USING (institution_id = ANY (ARRAY(SELECT unnest(charge_institutions()))))
  WITH CHECK (created_by = current_actor() AND institution_id = ANY (ARRAY(SELECT unnest(charge_institutions()))));--> statement-breakpoint
CREATE POLICY tenant ON suspicion_events USING (institution_id = ANY (ARRAY(SELECT unnest(charge_institutions()))))
  WITH CHECK (actor = current_actor() AND institution_id = ANY (ARRAY(SELECT unnest(charge_institutions()))));--> statement-breakpoint

-- An insurer's auditor sees which institutions the area has (name and code), and the audits that they started themselves.
CREATE POLICY charge_area ON institutions FOR SELECT USING (id = ANY (ARRAY(SELECT unnest(charge_institutions()))));--> statement-breakpoint
CREATE POLICY charge_area ON jobs USING (kind = 'audit' AND requested_by = current_actor()
  AND institution_id = ANY (ARRAY(SELECT unnest(charge_institutions()))));--> statement-breakpoint

-- Where a suspicion stands: what was said last. security_invoker: the reader's own row-level security holds inside.
CREATE VIEW suspicion_states WITH (security_invoker = true) AS
SELECT s.id, s.institution_id, c.audit_id, s.session_id, c.session, c.day, s.kind, s.certainty, s.warning, s.stake_cents,
  s.evidence, s.lines, s.found_at, coalesce(e.version, 0) AS version, coalesce(e.returned_cents, 0) AS returned_cents,
  CASE e.kind WHEN 'rebut' THEN 'rebutted' WHEN 'uphold' THEN 'upheld' WHEN 'dismiss' THEN 'dismissed' ELSE 'open' END AS status
FROM suspicions AS s
JOIN charge_sessions AS c ON c.id = s.session_id
LEFT JOIN LATERAL (
  SELECT * FROM suspicion_events WHERE suspicion_events.suspicion_id = s.id ORDER BY suspicion_events.version DESC LIMIT 1
) AS e ON true;
--> statement-breakpoint
GRANT SELECT, INSERT ON charge_audits, charge_sessions, suspicions, suspicion_events TO yingma_tenant;--> statement-breakpoint
GRANT SELECT ON suspicion_states TO yingma_tenant;
