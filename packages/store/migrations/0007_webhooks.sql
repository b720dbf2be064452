CREATE TABLE "webhook_deliveries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"webhook_id" uuid NOT NULL,
	"institution_id" uuid,
	"version" text NOT NULL,
	"body" text NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"answered" integer,
	"failure" text,
	"next_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "webhook_deliveries_key" UNIQUE("webhook_id","version"),
	CONSTRAINT "webhook_deliveries_status_check" CHECK ("webhook_deliveries"."status" IN ('pending', 'delivered', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"institution_id" uuid,
	"url" text NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhooks_key" UNIQUE NULLS NOT DISTINCT("institution_id","url"),
	CONSTRAINT "webhooks_url_check" CHECK (length("webhooks"."url") BETWEEN 8 AND 500)
);
--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_webhook_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_institution_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."institutions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_institution_id_institutions_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."institutions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_institution_index" ON "webhook_deliveries" USING btree ("institution_id","created_at");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_pending_index" ON "webhook_deliveries" USING btree ("next_at") WHERE "webhook_deliveries"."status" = 'pending';--> statement-breakpoint
-- Who registered or removed an address is in the audit; the hash of its secret is not.
CREATE TRIGGER webhooks_audit_insert AFTER INSERT ON webhooks REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION record_change();--> statement-breakpoint
CREATE TRIGGER webhooks_audit_delete AFTER DELETE ON webhooks REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION record_change();--> statement-breakpoint

-- Addresses of the whole registry are for those who release the standard; a key bound to one institution never sees them.
CREATE FUNCTION releases_standard() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public
  RETURN nullif(current_setting('yingma.institution', true), '') IS NULL AND EXISTS (
    SELECT FROM public.memberships AS member
    JOIN public.users AS person ON person.id = member.user_id
    WHERE member.user_id = public.current_actor() AND person.disabled_at IS NULL AND member.role IN ('publisher', 'admin')
  );
--> statement-breakpoint
ALTER TABLE webhooks ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY tenant ON webhooks
  USING (CASE WHEN institution_id IS NULL THEN (SELECT releases_standard())
    ELSE institution_id = ANY (ARRAY(SELECT unnest(visible_institutions()))) END)
  WITH CHECK (created_by = current_actor() AND CASE WHEN institution_id IS NULL THEN releases_standard()
    ELSE institution_id = ANY (ARRAY(SELECT unnest(visible_institutions()))) END);--> statement-breakpoint
ALTER TABLE webhook_deliveries ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY tenant ON webhook_deliveries FOR SELECT
  USING (CASE WHEN institution_id IS NULL THEN (SELECT releases_standard())
    ELSE institution_id = ANY (ARRAY(SELECT unnest(visible_institutions()))) END);--> statement-breakpoint
GRANT SELECT (id, institution_id, url, created_by, created_at) ON webhooks TO yingma_tenant;--> statement-breakpoint
GRANT INSERT, DELETE ON webhooks TO yingma_tenant;--> statement-breakpoint
-- What is sent is written by the registry; people read how it went.
GRANT SELECT ON webhook_deliveries TO yingma_tenant;
