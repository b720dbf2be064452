CREATE TABLE "dictionary_builds" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"institution_id" uuid NOT NULL,
	"job_id" uuid NOT NULL,
	"draft" boolean NOT NULL,
	"figures" jsonb NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dictionary_builds_place_key" UNIQUE("id","institution_id")
);
--> statement-breakpoint
CREATE TABLE "dictionary_files" (
	"build_id" uuid NOT NULL,
	"institution_id" uuid NOT NULL,
	"name" text NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "dictionary_files_pk" PRIMARY KEY("build_id","name"),
	CONSTRAINT "dictionary_files_name_check" CHECK ("dictionary_files"."name" ~ '^[a-z][a-z0-9.-]{0,99}$')
);
--> statement-breakpoint
CREATE TABLE "dictionary_settings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"institution_id" uuid NOT NULL,
	"section" text NOT NULL,
	"version" integer NOT NULL,
	"body" jsonb NOT NULL,
	"author" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dictionary_settings_section_check" CHECK ("dictionary_settings"."section" IN ('general', 'order-sets', 'devices')),
	CONSTRAINT "dictionary_settings_version_check" CHECK ("dictionary_settings"."version" >= 1)
);
--> statement-breakpoint
CREATE TABLE "rollout_marks" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"institution_id" uuid NOT NULL,
	"step" text NOT NULL,
	"version" integer NOT NULL,
	"done" boolean NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"actor" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rollout_marks_step_check" CHECK ("rollout_marks"."step" IN ('priced', 'approved', 'imported', 'verified', 'live')),
	CONSTRAINT "rollout_marks_version_check" CHECK ("rollout_marks"."version" >= 1),
	CONSTRAINT "rollout_marks_note_check" CHECK (length("rollout_marks"."note") <= 2000)
);
--> statement-breakpoint
ALTER TABLE "dictionary_builds" ADD CONSTRAINT "dictionary_builds_institution_id_institutions_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."institutions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dictionary_builds" ADD CONSTRAINT "dictionary_builds_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dictionary_builds" ADD CONSTRAINT "dictionary_builds_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dictionary_files" ADD CONSTRAINT "dictionary_files_institution_id_institutions_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."institutions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dictionary_files" ADD CONSTRAINT "dictionary_files_build_fk" FOREIGN KEY ("build_id","institution_id") REFERENCES "public"."dictionary_builds"("id","institution_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dictionary_settings" ADD CONSTRAINT "dictionary_settings_institution_id_institutions_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."institutions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dictionary_settings" ADD CONSTRAINT "dictionary_settings_author_users_id_fk" FOREIGN KEY ("author") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rollout_marks" ADD CONSTRAINT "rollout_marks_institution_id_institutions_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."institutions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rollout_marks" ADD CONSTRAINT "rollout_marks_actor_users_id_fk" FOREIGN KEY ("actor") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dictionary_builds_institution_index" ON "dictionary_builds" USING btree ("institution_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "dictionary_settings_key" ON "dictionary_settings" USING btree ("institution_id","section","version");--> statement-breakpoint
CREATE UNIQUE INDEX "rollout_marks_key" ON "rollout_marks" USING btree ("institution_id","step","version");--> statement-breakpoint

-- What was said, built and marked is history: rows are added, never changed; they go with their institution.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['dictionary_settings', 'dictionary_builds', 'rollout_marks'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_rewrite()', name || '_append_only', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I EXECUTE FUNCTION refuse_truncate()', name || '_no_truncate', name);
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION record_change()', name || '_audit_insert', name);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
  END LOOP;
END $$;
--> statement-breakpoint
ALTER TABLE dictionary_files ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY tenant ON dictionary_settings USING (institution_id = ANY (ARRAY(SELECT unnest(visible_institutions()))))
  WITH CHECK (author = current_actor() AND institution_id = ANY (ARRAY(SELECT unnest(visible_institutions()))));--> statement-breakpoint
CREATE POLICY tenant ON dictionary_builds USING (institution_id = ANY (ARRAY(SELECT unnest(visible_institutions()))))
  WITH CHECK (created_by = current_actor() AND institution_id = ANY (ARRAY(SELECT unnest(visible_institutions()))));--> statement-breakpoint
CREATE POLICY tenant ON dictionary_files USING (institution_id = ANY (ARRAY(SELECT unnest(visible_institutions()))))
  WITH CHECK (institution_id = ANY (ARRAY(SELECT unnest(visible_institutions()))));--> statement-breakpoint
CREATE POLICY tenant ON rollout_marks USING (institution_id = ANY (ARRAY(SELECT unnest(visible_institutions()))))
  WITH CHECK (actor = current_actor() AND institution_id = ANY (ARRAY(SELECT unnest(visible_institutions()))));--> statement-breakpoint
GRANT SELECT, INSERT ON dictionary_settings, dictionary_builds, dictionary_files, rollout_marks TO yingma_tenant;--> statement-breakpoint
-- Files of old builds make room for new ones.
GRANT DELETE ON dictionary_files TO yingma_tenant;
