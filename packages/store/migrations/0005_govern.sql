CREATE TABLE "govern_events" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"stream" text NOT NULL,
	"version" integer NOT NULL,
	"institution_id" uuid,
	"kind" text NOT NULL,
	"body" jsonb NOT NULL,
	"actor" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "govern_events_version_check" CHECK ("govern_events"."version" >= 1)
);
--> statement-breakpoint
ALTER TABLE "govern_events" ADD CONSTRAINT "govern_events_institution_id_institutions_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."institutions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "govern_events" ADD CONSTRAINT "govern_events_actor_users_id_fk" FOREIGN KEY ("actor") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "govern_events_key" ON "govern_events" USING btree ("stream","version");--> statement-breakpoint
CREATE INDEX "govern_events_institution_index" ON "govern_events" USING btree ("institution_id");--> statement-breakpoint
-- Governance is history: rows are added, never changed; an institution's own go with it (ON DELETE CASCADE above).
CREATE TRIGGER govern_events_append_only BEFORE UPDATE OR DELETE ON govern_events FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();--> statement-breakpoint
CREATE TRIGGER govern_events_no_truncate BEFORE TRUNCATE ON govern_events EXECUTE FUNCTION refuse_truncate();--> statement-breakpoint
CREATE TRIGGER govern_events_audit_insert AFTER INSERT ON govern_events REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION record_change();--> statement-breakpoint

-- Whoever has a role anywhere takes part in the governance of the standard; what an institution keeps for itself stays inside it.
ALTER TABLE govern_events ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY tenant ON govern_events
  USING (CASE WHEN institution_id IS NULL
    THEN EXISTS (SELECT FROM memberships WHERE user_id = current_actor())
    ELSE institution_id = ANY (ARRAY(SELECT unnest(visible_institutions()))) END)
  WITH CHECK (actor = current_actor() AND CASE WHEN institution_id IS NULL
    THEN EXISTS (SELECT FROM memberships WHERE user_id = current_actor())
    ELSE institution_id = ANY (ARRAY(SELECT unnest(visible_institutions()))) END);--> statement-breakpoint
GRANT SELECT, INSERT ON govern_events TO yingma_tenant;
