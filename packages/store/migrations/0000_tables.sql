CREATE TABLE "catalogues" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"institution_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"source_name" text DEFAULT '' NOT NULL,
	"edition" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "catalogues_tenant_key" UNIQUE("id","institution_id"),
	CONSTRAINT "catalogues_title_key" UNIQUE("institution_id","title"),
	CONSTRAINT "catalogues_kind_check" CHECK ("catalogues"."kind" IN ('exam-dictionary', 'order-items', 'charge-items', 'exam-log', 'dicom-descriptions')),
	CONSTRAINT "catalogues_title_check" CHECK (length("catalogues"."title") BETWEEN 1 AND 200)
);
--> statement-breakpoint
CREATE TABLE "local_names" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"institution_id" uuid NOT NULL,
	"catalogue_id" uuid NOT NULL,
	"input_key" text NOT NULL,
	"local_code" text,
	"name" text NOT NULL,
	"modality" text DEFAULT '' NOT NULL,
	"columns" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"exams" bigint DEFAULT 0 NOT NULL,
	"first_seen" date,
	"last_seen" date,
	"looks_like_person" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "local_names_input_key" UNIQUE("catalogue_id","input_key"),
	CONSTRAINT "local_names_tenant_key" UNIQUE("id","institution_id"),
	CONSTRAINT "local_names_exams_check" CHECK ("local_names"."exams" >= 0),
	CONSTRAINT "local_names_seen_check" CHECK ("local_names"."first_seen" IS NULL OR "local_names"."last_seen" IS NULL OR "local_names"."first_seen" <= "local_names"."last_seen")
);
--> statement-breakpoint
CREATE TABLE "suggestions" (
	"name_id" uuid NOT NULL,
	"institution_id" uuid NOT NULL,
	"edition" text NOT NULL,
	"state" text NOT NULL,
	"confidence" real NOT NULL,
	"codes" text[] NOT NULL,
	"cluster" text NOT NULL,
	"result" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "suggestions_pk" PRIMARY KEY("name_id","edition"),
	CONSTRAINT "suggestions_confidence_check" CHECK ("suggestions"."confidence" BETWEEN 0 AND 1)
);
--> statement-breakpoint
CREATE TABLE "assignments" (
	"institution_id" uuid NOT NULL,
	"catalogue_id" uuid NOT NULL,
	"cluster" text NOT NULL,
	"user_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "assignments_pk" PRIMARY KEY("catalogue_id","cluster")
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"institution_id" uuid NOT NULL,
	"name_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"codes" text[] NOT NULL,
	"delicate" text[] DEFAULT '{}'::text[] NOT NULL,
	"needs_second" boolean DEFAULT false NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"edition" text NOT NULL,
	"author" uuid NOT NULL,
	"content_author" uuid NOT NULL,
	"api_key_id" uuid,
	"batch_id" uuid,
	"replaces" uuid,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "decisions_identity_key" UNIQUE("id","name_id"),
	CONSTRAINT "decisions_version_key" UNIQUE("name_id","version"),
	CONSTRAINT "decisions_replaces_key" UNIQUE("replaces"),
	CONSTRAINT "decisions_kind_check" CHECK ("decisions"."kind" IN ('accept', 'change', 'split', 'none', 'reject', 'comment', 'verify', 'reopen', 'undo')),
	CONSTRAINT "decisions_status_check" CHECK ("decisions"."status" IN ('open', 'accepted', 'changed', 'rejected', 'verified')),
	CONSTRAINT "decisions_first_check" CHECK (("decisions"."version" = 1) = ("decisions"."replaces" IS NULL)),
	CONSTRAINT "decisions_codes_check" CHECK (cardinality("decisions"."codes") <= 40),
	CONSTRAINT "decisions_reason_check" CHECK (length("decisions"."reason") <= 2000),
	CONSTRAINT "decisions_second_person_check" CHECK ("decisions"."kind" <> 'verify' OR "decisions"."author" <> "decisions"."content_author")
);
--> statement-breakpoint
CREATE TABLE "rules" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"institution_id" uuid NOT NULL,
	"key" text NOT NULL,
	"version" integer NOT NULL,
	"kind" text NOT NULL,
	"body" jsonb,
	"reason" text DEFAULT '' NOT NULL,
	"author" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rules_version_key" UNIQUE("institution_id","key","version"),
	CONSTRAINT "rules_kind_check" CHECK ("rules"."kind" IN ('term', 'switch', 'name', 'slots')),
	CONSTRAINT "rules_key_check" CHECK (length("rules"."key") BETWEEN 1 AND 300)
);
--> statement-breakpoint
CREATE TABLE "sample_names" (
	"sample_id" uuid NOT NULL,
	"institution_id" uuid NOT NULL,
	"name_id" uuid NOT NULL,
	CONSTRAINT "sample_names_pk" PRIMARY KEY("sample_id","name_id")
);
--> statement-breakpoint
CREATE TABLE "sample_readings" (
	"sample_id" uuid NOT NULL,
	"institution_id" uuid NOT NULL,
	"name_id" uuid NOT NULL,
	"reader" uuid NOT NULL,
	"codes" text[] NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sample_readings_pk" PRIMARY KEY("sample_id","name_id","reader")
);
--> statement-breakpoint
CREATE TABLE "samples" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"institution_id" uuid NOT NULL,
	"catalogue_id" uuid NOT NULL,
	"seed" text NOT NULL,
	"first_reader" uuid NOT NULL,
	"second_reader" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "samples_tenant_key" UNIQUE("id","institution_id"),
	CONSTRAINT "samples_readers_check" CHECK ("samples"."first_reader" <> "samples"."second_reader")
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"chain" text NOT NULL,
	"seq" bigint NOT NULL,
	"institution_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"actor" uuid,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"previous" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "audit_pk" PRIMARY KEY("chain","seq"),
	CONSTRAINT "audit_seq_check" CHECK ("audit"."seq" >= 1)
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"institution_id" uuid,
	"kind" text NOT NULL,
	"params" jsonb NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"checkpoint" jsonb,
	"result" jsonb,
	"problem" jsonb,
	"requested_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"cancel_requested_at" timestamp with time zone,
	CONSTRAINT "jobs_status_check" CHECK ("jobs"."status" IN ('queued', 'running', 'done', 'failed', 'cancelled')),
	CONSTRAINT "jobs_progress_check" CHECK ("jobs"."done" >= 0 AND "jobs"."total" >= 0)
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"user_id" uuid NOT NULL,
	"institution_id" uuid,
	"scopes" text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_keys_token_key" UNIQUE("token_hash"),
	CONSTRAINT "api_keys_scopes_check" CHECK (cardinality("api_keys"."scopes") > 0 AND "api_keys"."scopes" <@ ARRAY['read', 'decide', 'upload', 'manage'])
);
--> statement-breakpoint
CREATE TABLE "institutions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"parent_id" uuid,
	"path" uuid[] DEFAULT '{}'::uuid[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "institutions_code_key" UNIQUE("code"),
	CONSTRAINT "institutions_kind_check" CHECK ("institutions"."kind" IN ('group', 'region', 'institution')),
	CONSTRAINT "institutions_code_check" CHECK ("institutions"."code" ~ '^[0-9A-Za-z._-]{1,64}$'),
	CONSTRAINT "institutions_name_check" CHECK (length("institutions"."name") BETWEEN 1 AND 200)
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"institution_id" uuid,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memberships_key" UNIQUE NULLS NOT DISTINCT("user_id","institution_id","role"),
	CONSTRAINT "memberships_role_check" CHECK ("memberships"."role" IN ('reader', 'mapper', 'reviewer', 'price-officer', 'insurer-auditor', 'expert', 'institution-admin', 'editor', 'publisher', 'admin')),
	CONSTRAINT "memberships_place_check" CHECK (("memberships"."institution_id" IS NULL) = ("memberships"."role" IN ('editor', 'publisher', 'admin')))
);
--> statement-breakpoint
CREATE TABLE "one_time_links" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"user_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "one_time_links_token_key" UNIQUE("token_hash"),
	CONSTRAINT "one_time_links_purpose_check" CHECK ("one_time_links"."purpose" IN ('first-admin', 'invite', 'reset'))
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "sessions_token_key" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"login" text NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"password_hash" text,
	"oidc_issuer" text,
	"oidc_subject" text,
	"failed_logins" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp with time zone,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_oidc_key" UNIQUE("oidc_issuer","oidc_subject"),
	CONSTRAINT "users_login_check" CHECK ("users"."login" ~ '^[^[:space:][:cntrl:]]{1,64}$'),
	CONSTRAINT "users_oidc_check" CHECK (("users"."oidc_issuer" IS NULL) = ("users"."oidc_subject" IS NULL))
);
--> statement-breakpoint
CREATE TABLE "edition_items" (
	"edition" text NOT NULL,
	"code" text NOT NULL,
	"concept_id" text NOT NULL,
	"name" text NOT NULL,
	"name_en" text NOT NULL,
	"modality" text NOT NULL,
	"status" text NOT NULL,
	"successors" text[] DEFAULT '{}'::text[] NOT NULL,
	"facets" jsonb NOT NULL,
	CONSTRAINT "edition_items_pk" PRIMARY KEY("edition","code")
);
--> statement-breakpoint
CREATE TABLE "editions" (
	"version" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"digest" text NOT NULL,
	"item_count" integer NOT NULL,
	"is_current" boolean DEFAULT false NOT NULL,
	"loaded_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "price_schedules" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"institution_id" uuid,
	"region" text NOT NULL,
	"title" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"lines" jsonb NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "price_schedules_dates_check" CHECK ("price_schedules"."valid_to" IS NULL OR "price_schedules"."valid_to" >= "price_schedules"."valid_from")
);
--> statement-breakpoint
ALTER TABLE "catalogues" ADD CONSTRAINT "catalogues_institution_id_institutions_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."institutions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalogues" ADD CONSTRAINT "catalogues_edition_editions_version_fk" FOREIGN KEY ("edition") REFERENCES "public"."editions"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalogues" ADD CONSTRAINT "catalogues_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "local_names" ADD CONSTRAINT "local_names_catalogue_fk" FOREIGN KEY ("catalogue_id","institution_id") REFERENCES "public"."catalogues"("id","institution_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suggestions" ADD CONSTRAINT "suggestions_edition_editions_version_fk" FOREIGN KEY ("edition") REFERENCES "public"."editions"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suggestions" ADD CONSTRAINT "suggestions_name_fk" FOREIGN KEY ("name_id","institution_id") REFERENCES "public"."local_names"("id","institution_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_catalogue_fk" FOREIGN KEY ("catalogue_id","institution_id") REFERENCES "public"."catalogues"("id","institution_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_edition_editions_version_fk" FOREIGN KEY ("edition") REFERENCES "public"."editions"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_author_users_id_fk" FOREIGN KEY ("author") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_content_author_users_id_fk" FOREIGN KEY ("content_author") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_api_key_id_api_keys_id_fk" FOREIGN KEY ("api_key_id") REFERENCES "public"."api_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_name_fk" FOREIGN KEY ("name_id","institution_id") REFERENCES "public"."local_names"("id","institution_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_replaces_fk" FOREIGN KEY ("replaces","name_id") REFERENCES "public"."decisions"("id","name_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rules" ADD CONSTRAINT "rules_institution_id_institutions_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."institutions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rules" ADD CONSTRAINT "rules_author_users_id_fk" FOREIGN KEY ("author") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sample_names" ADD CONSTRAINT "sample_names_sample_fk" FOREIGN KEY ("sample_id","institution_id") REFERENCES "public"."samples"("id","institution_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sample_names" ADD CONSTRAINT "sample_names_name_fk" FOREIGN KEY ("name_id","institution_id") REFERENCES "public"."local_names"("id","institution_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sample_readings" ADD CONSTRAINT "sample_readings_reader_users_id_fk" FOREIGN KEY ("reader") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sample_readings" ADD CONSTRAINT "sample_readings_name_fk" FOREIGN KEY ("sample_id","name_id") REFERENCES "public"."sample_names"("sample_id","name_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "samples" ADD CONSTRAINT "samples_first_reader_users_id_fk" FOREIGN KEY ("first_reader") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "samples" ADD CONSTRAINT "samples_second_reader_users_id_fk" FOREIGN KEY ("second_reader") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "samples" ADD CONSTRAINT "samples_catalogue_fk" FOREIGN KEY ("catalogue_id","institution_id") REFERENCES "public"."catalogues"("id","institution_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_institution_id_institutions_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."institutions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_institution_id_institutions_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."institutions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "institutions" ADD CONSTRAINT "institutions_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."institutions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_institution_id_institutions_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."institutions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "one_time_links" ADD CONSTRAINT "one_time_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "edition_items" ADD CONSTRAINT "edition_items_edition_editions_version_fk" FOREIGN KEY ("edition") REFERENCES "public"."editions"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_schedules" ADD CONSTRAINT "price_schedules_institution_id_institutions_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."institutions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_schedules" ADD CONSTRAINT "price_schedules_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "local_names_volume_index" ON "local_names" USING btree ("catalogue_id","exams" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "suggestions_cluster_index" ON "suggestions" USING btree ("institution_id","cluster");--> statement-breakpoint
CREATE INDEX "decisions_batch_index" ON "decisions" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "audit_subject_index" ON "audit" USING btree ("subject");--> statement-breakpoint
CREATE INDEX "jobs_institution_index" ON "jobs" USING btree ("institution_id","created_at");--> statement-breakpoint
CREATE INDEX "api_keys_user_index" ON "api_keys" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "institutions_path_index" ON "institutions" USING gin ("path");--> statement-breakpoint
CREATE INDEX "memberships_institution_index" ON "memberships" USING btree ("institution_id");--> statement-breakpoint
CREATE INDEX "sessions_user_index" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_login_key" ON "users" USING btree (lower("login"));--> statement-breakpoint
CREATE UNIQUE INDEX "edition_items_code_key" ON "edition_items" USING btree ("edition",upper("code"));--> statement-breakpoint
CREATE UNIQUE INDEX "edition_items_concept_key" ON "edition_items" USING btree ("edition","concept_id");--> statement-breakpoint
CREATE UNIQUE INDEX "edition_items_name_key" ON "edition_items" USING btree ("edition","name");--> statement-breakpoint
CREATE UNIQUE INDEX "editions_current_key" ON "editions" USING btree ("is_current") WHERE "editions"."is_current";--> statement-breakpoint
CREATE UNIQUE INDEX "price_schedules_key" ON "price_schedules" USING btree ("region","valid_from",coalesce("institution_id", '00000000-0000-0000-0000-000000000000'));--> statement-breakpoint
CREATE INDEX "price_schedules_institution_index" ON "price_schedules" USING btree ("institution_id");