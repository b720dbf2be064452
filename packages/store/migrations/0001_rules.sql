-- Rules that tables alone cannot state: the tenant boundary, history that cannot be rewritten, the audit chain.
-- Requests run as the role yingma_tenant, which owns nothing: for it, row-level security holds without exception.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'yingma_tenant') THEN
    CREATE ROLE yingma_tenant NOLOGIN;
  END IF;
  IF NOT pg_has_role(current_user, 'yingma_tenant', 'MEMBER') THEN
    EXECUTE format('GRANT yingma_tenant TO %I', current_user);
  END IF;
EXCEPTION
  -- Two databases of one server migrating at once: the other one made it.
  WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
--> statement-breakpoint

-- Who acts, as the application said at the start of the transaction; NULL when it said nothing.
CREATE FUNCTION current_actor() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('yingma.actor', true), '')::uuid;
--> statement-breakpoint

-- The institutions whose rows the actor may see. Reads the memberships itself, so the application cannot widen it;
-- an API key bound to one institution narrows it. The insurer's auditor sees charge lines only, hence nothing here.
CREATE FUNCTION visible_institutions() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public
  RETURN (
    SELECT coalesce(array_agg(place.id), '{}')
    FROM public.institutions AS place
    WHERE EXISTS (
      SELECT FROM public.memberships AS member
      JOIN public.users AS person ON person.id = member.user_id
      WHERE member.user_id = public.current_actor() AND person.disabled_at IS NULL
        AND (member.role = 'admin' OR (member.institution_id = ANY (place.path) AND member.role <> 'insurer-auditor'))
    )
    AND (
      nullif(current_setting('yingma.institution', true), '') IS NULL
      OR nullif(current_setting('yingma.institution', true), '')::uuid = ANY (place.path)
    )
  );
--> statement-breakpoint

-- People the actor may see: themselves and those who belong to a visible institution; administrators see everybody.
CREATE FUNCTION visible_users() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public
  RETURN (
    SELECT coalesce(array_agg(DISTINCT person.id), '{}')
    FROM public.users AS person
    LEFT JOIN public.memberships AS member ON member.user_id = person.id
    WHERE person.id = public.current_actor()
      OR member.institution_id = ANY (public.visible_institutions())
      OR EXISTS (
        SELECT FROM public.memberships AS own
        WHERE own.user_id = public.current_actor() AND own.role = 'admin'
          AND nullif(current_setting('yingma.institution', true), '') IS NULL
      )
  );
--> statement-breakpoint

-- The tree: levels in order, path kept by the database, no moving of a subtree under a row of another level.
CREATE FUNCTION place_institution() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
DECLARE
  above public.institutions;
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.parent_id IS DISTINCT FROM OLD.parent_id OR NEW.kind <> OLD.kind OR NEW.id <> OLD.id) THEN
    RAISE EXCEPTION 'an institution keeps its place in the tree' USING ERRCODE = 'check_violation', CONSTRAINT = 'institutions_place_check';
  END IF;
  IF NEW.parent_id IS NULL THEN
    NEW.path := ARRAY[NEW.id];
    RETURN NEW;
  END IF;
  SELECT * INTO above FROM public.institutions WHERE id = NEW.parent_id;
  IF NEW.kind = 'group' OR above.kind = 'institution' OR above.kind = NEW.kind THEN
    RAISE EXCEPTION 'a % cannot stand under a %', NEW.kind, above.kind
      USING ERRCODE = 'check_violation', CONSTRAINT = 'institutions_place_check';
  END IF;
  NEW.path := above.path || NEW.id;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER institutions_place BEFORE INSERT OR UPDATE ON institutions FOR EACH ROW EXECUTE FUNCTION place_institution();
--> statement-breakpoint

-- A decision continues the row it replaces, and the author of the codes is derived, never claimed.
CREATE FUNCTION continue_decision() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
DECLARE
  former public.decisions;
BEGIN
  IF NEW.version = 1 THEN
    NEW.content_author := NEW.author;
    IF NEW.kind IN ('verify', 'reopen', 'undo') THEN
      RAISE EXCEPTION '% needs a decision before it', NEW.kind USING ERRCODE = 'check_violation', CONSTRAINT = 'decisions_order_check';
    END IF;
    RETURN NEW;
  END IF;
  SELECT * INTO former FROM public.decisions WHERE id = NEW.replaces AND name_id = NEW.name_id;
  IF former.version IS DISTINCT FROM NEW.version - 1 THEN
    RAISE EXCEPTION 'version % does not follow %', NEW.version, former.version
      USING ERRCODE = 'check_violation', CONSTRAINT = 'decisions_order_check';
  END IF;
  IF NEW.kind IN ('comment', 'verify', 'reopen') THEN
    NEW.content_author := former.content_author;
    IF NEW.codes <> former.codes THEN
      RAISE EXCEPTION '% keeps the codes', NEW.kind USING ERRCODE = 'check_violation', CONSTRAINT = 'decisions_order_check';
    END IF;
  ELSIF NEW.kind = 'undo' THEN
    -- What stood before the undone row stands again, with its own author.
    SELECT coalesce(earlier.content_author, NEW.author) INTO NEW.content_author
    FROM (SELECT 1) AS one LEFT JOIN public.decisions AS earlier ON earlier.id = former.replaces;
  ELSE
    NEW.content_author := NEW.author;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER decisions_continue BEFORE INSERT ON decisions FOR EACH ROW EXECUTE FUNCTION continue_decision();
--> statement-breakpoint

-- Only a reader of the sample answers it, and only for themselves.
CREATE FUNCTION check_reader() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.samples WHERE id = NEW.sample_id AND NEW.reader IN (first_reader, second_reader)) THEN
    RAISE EXCEPTION 'not a reader of this sample' USING ERRCODE = 'check_violation', CONSTRAINT = 'sample_readings_reader_check';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER sample_readings_reader BEFORE INSERT ON sample_readings FOR EACH ROW EXECUTE FUNCTION check_reader();
--> statement-breakpoint

-- History is not rewritten. Deleting a whole institution is the one exception and is announced by its own setting,
-- which only delete_institution() makes, for the length of its transaction.
CREATE FUNCTION refuse_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('yingma.erasing', true) = OLD.institution_id::text THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE FUNCTION refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['decisions', 'rules', 'sample_readings', 'audit'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_rewrite()', name || '_append_only', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I EXECUTE FUNCTION refuse_truncate()', name || '_no_truncate', name);
  END LOOP;
END $$;
--> statement-breakpoint

-- One link of the chain: SHA-256 over the previous hash and the fields, each on a line of its own.
-- The verifier in the application computes the same from the same fields.
CREATE FUNCTION audit_hash(previous bytea, chain text, seq bigint, at timestamptz, actor uuid, action text, subject text, body text)
RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN sha256(previous || convert_to(
    chain || E'\n' || seq || E'\n' || to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || E'\n'
    || coalesce(actor::text, '') || E'\n' || action || E'\n' || subject || E'\n' || body, 'UTF8'));
--> statement-breakpoint

-- Appends entries to the chain of an institution (NULL: system). Writers of one chain queue up until commit.
CREATE FUNCTION append_audit(institution uuid, action text, subjects text[], bodies text[]) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  own_chain text := coalesce(institution::text, 'system');
  last_seq bigint;
  last_hash bytea;
  stamp timestamptz;
  who uuid := public.current_actor();
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('yingma.audit.' || own_chain, 0));
  SELECT a.seq, a.hash INTO last_seq, last_hash FROM public.audit AS a WHERE a.chain = own_chain ORDER BY a.seq DESC LIMIT 1;
  last_seq := coalesce(last_seq, 0);
  last_hash := coalesce(last_hash, sha256(convert_to('yingma.audit.' || own_chain, 'UTF8')));
  FOR i IN 1 .. cardinality(subjects) LOOP
    last_seq := last_seq + 1;
    stamp := clock_timestamp();
    INSERT INTO public.audit (chain, seq, institution_id, at, actor, action, subject, body, previous, hash)
    VALUES (own_chain, last_seq, institution, stamp, who, action, subjects[i], bodies[i], last_hash,
      public.audit_hash(last_hash, own_chain, last_seq, stamp, who, action, subjects[i], bodies[i]))
    RETURNING hash INTO last_hash;
  END LOOP;
END $$;
--> statement-breakpoint

-- Every change of a watched table becomes an audit entry by itself: nobody can forget to write one.
-- Secrets and their hashes never enter the record.
CREATE FUNCTION record_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  part record;
  hidden text[] := ARRAY['password_hash', 'token_hash', 'failed_logins', 'locked_until', 'lines', 'params', 'checkpoint', 'done', 'total'];
BEGIN
  IF coalesce(current_setting('yingma.erasing', true), '') <> '' THEN
    RETURN NULL;
  END IF;
  FOR part IN
    SELECT place, array_agg(id ORDER BY turn) AS subjects, array_agg(body ORDER BY turn) AS bodies
    FROM (
      SELECT row_number() OVER () AS turn,
        nullif(CASE WHEN TG_TABLE_NAME = 'institutions' THEN fresh ->> 'id' ELSE fresh ->> 'institution_id' END, '')::uuid AS place,
        coalesce(fresh ->> 'id', concat_ws('/', fresh ->> 'catalogue_id', fresh ->> 'sample_id', fresh ->> 'name_id',
          fresh ->> 'cluster', fresh ->> 'reader', fresh ->> 'version')) AS id,
        (fresh - hidden)::text AS body
      FROM (SELECT to_jsonb(changed) AS fresh FROM changed) AS rows
    ) AS entries
    GROUP BY place ORDER BY place
  LOOP
    PERFORM public.append_audit(part.place, TG_TABLE_NAME || '.' || lower(TG_OP), part.subjects, part.bodies);
  END LOOP;
  RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['institutions', 'users', 'memberships', 'api_keys', 'one_time_links', 'editions', 'price_schedules',
    'catalogues', 'decisions', 'assignments', 'samples', 'sample_readings', 'rules', 'jobs'] LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION record_change()', name || '_audit_insert', name);
    IF name NOT IN ('decisions', 'rules', 'sample_readings', 'jobs', 'users') THEN
      EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION record_change()', name || '_audit_update', name);
    END IF;
    IF name NOT IN ('decisions', 'rules', 'sample_readings') THEN
      EXECUTE format('CREATE TRIGGER %I AFTER DELETE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION record_change()', name || '_audit_delete', name);
    END IF;
  END LOOP;
END $$;
--> statement-breakpoint

-- Of users and jobs only what matters is recorded: a failed sign-in or a step of progress is no change of the registry.
CREATE FUNCTION record_row() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  hidden text[] := ARRAY['password_hash', 'token_hash', 'failed_logins', 'locked_until', 'params', 'checkpoint', 'done', 'total'];
BEGIN
  PERFORM public.append_audit(nullif(to_jsonb(NEW) ->> 'institution_id', '')::uuid, TG_TABLE_NAME || '.update',
    ARRAY[NEW.id::text], ARRAY[(to_jsonb(NEW) - hidden)::text]);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER users_audit_update AFTER UPDATE ON users FOR EACH ROW
  WHEN ((OLD.login, OLD.name, OLD.email, OLD.password_hash, OLD.oidc_subject, OLD.disabled_at)
    IS DISTINCT FROM (NEW.login, NEW.name, NEW.email, NEW.password_hash, NEW.oidc_subject, NEW.disabled_at))
  EXECUTE FUNCTION record_row();
--> statement-breakpoint
CREATE TRIGGER jobs_audit_update AFTER UPDATE ON jobs FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status OR OLD.cancel_requested_at IS DISTINCT FROM NEW.cancel_requested_at)
  EXECUTE FUNCTION record_row();
--> statement-breakpoint

-- The current state of every local name. security_invoker: the reader's own row-level security holds inside.
CREATE VIEW name_states WITH (security_invoker = true) AS
SELECT n.id, n.institution_id, n.catalogue_id, n.local_code, n.name, n.modality, n.columns, n.exams, n.first_seen, n.last_seen,
  n.looks_like_person, c.edition,
  s.state AS suggested_state, s.confidence, s.codes AS suggested_codes, s.cluster, s.result AS suggestion,
  coalesce(d.version, 0) AS version, d.id AS decision_id, d.kind, d.codes, d.delicate, d.reason, d.author, d.content_author,
  d.edition AS decision_edition, d.batch_id, d.at AS decided_at,
  coalesce(d.needs_second, false) AS needs_second,
  coalesce(d.status, CASE WHEN s.name_id IS NULL THEN 'open' ELSE 'suggested' END) AS status
FROM local_names AS n
JOIN catalogues AS c ON c.id = n.catalogue_id
LEFT JOIN suggestions AS s ON s.name_id = n.id AND s.edition = c.edition
LEFT JOIN LATERAL (
  SELECT * FROM decisions WHERE decisions.name_id = n.id ORDER BY decisions.version DESC LIMIT 1
) AS d ON true;
--> statement-breakpoint

-- Erases an institution with all that hangs under it; what remains is one entry of the system chain that says so,
-- with the last hash of the erased chain. Refused while it has institutions below it.
CREATE FUNCTION delete_institution(target uuid) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
DECLARE
  report jsonb;
BEGIN
  IF EXISTS (SELECT FROM public.institutions WHERE parent_id = target) THEN
    RAISE EXCEPTION 'the institution has others below it' USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'institutions_parent_fk';
  END IF;
  SELECT jsonb_build_object(
    'id', i.id, 'code', i.code, 'name', i.name,
    'names', (SELECT count(*) FROM public.local_names WHERE institution_id = target),
    'decisions', (SELECT count(*) FROM public.decisions WHERE institution_id = target),
    'auditEntries', (SELECT count(*) FROM public.audit WHERE institution_id = target),
    'lastAuditHash', (SELECT encode(hash, 'hex') FROM public.audit WHERE chain = target::text ORDER BY seq DESC LIMIT 1)
  ) INTO report FROM public.institutions AS i WHERE i.id = target FOR UPDATE;
  IF report IS NULL THEN
    RETURN NULL;
  END IF;
  PERFORM set_config('yingma.erasing', target::text, true);
  DELETE FROM public.sample_readings WHERE institution_id = target;
  DELETE FROM public.sample_names WHERE institution_id = target;
  DELETE FROM public.samples WHERE institution_id = target;
  DELETE FROM public.assignments WHERE institution_id = target;
  DELETE FROM public.rules WHERE institution_id = target;
  DELETE FROM public.decisions WHERE institution_id = target;
  DELETE FROM public.suggestions WHERE institution_id = target;
  DELETE FROM public.local_names WHERE institution_id = target;
  DELETE FROM public.catalogues WHERE institution_id = target;
  DELETE FROM public.price_schedules WHERE institution_id = target;
  DELETE FROM public.jobs WHERE institution_id = target;
  DELETE FROM public.audit WHERE institution_id = target;
  DELETE FROM public.institutions WHERE id = target;
  PERFORM set_config('yingma.erasing', '', true);
  PERFORM public.append_audit(NULL, 'institutions.erase', ARRAY[target::text], ARRAY[report::text]);
  RETURN report;
END $$;
--> statement-breakpoint

-- The tenant boundary. One policy per table; a table without one shows nothing to the tenant role.
ALTER TABLE institutions ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY tenant ON institutions USING (id = ANY (ARRAY(SELECT unnest(visible_institutions()))));--> statement-breakpoint
-- A new one stands under a visible one (it is not visible itself yet); one that changes keeps its place, so its own id is enough.
CREATE POLICY tenant_new ON institutions AS PERMISSIVE FOR INSERT WITH CHECK (parent_id = ANY (ARRAY(SELECT unnest(visible_institutions()))));--> statement-breakpoint
ALTER TABLE users ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY tenant ON users FOR SELECT USING (id = ANY (ARRAY(SELECT unnest(visible_users()))));--> statement-breakpoint
ALTER TABLE memberships ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY tenant ON memberships USING (institution_id = ANY (ARRAY(SELECT unnest(visible_institutions()))) OR user_id = current_actor())
  WITH CHECK (institution_id = ANY (ARRAY(SELECT unnest(visible_institutions()))));--> statement-breakpoint
ALTER TABLE sessions ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY tenant ON sessions USING (user_id = current_actor());--> statement-breakpoint
ALTER TABLE one_time_links ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE api_keys ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY tenant ON api_keys USING (user_id = current_actor())
  WITH CHECK (user_id = current_actor() AND (institution_id IS NULL OR institution_id = ANY (ARRAY(SELECT unnest(visible_institutions())))));--> statement-breakpoint
ALTER TABLE price_schedules ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY tenant ON price_schedules USING (institution_id IS NULL OR institution_id = ANY (ARRAY(SELECT unnest(visible_institutions()))))
  WITH CHECK (institution_id = ANY (ARRAY(SELECT unnest(visible_institutions()))));--> statement-breakpoint
ALTER TABLE jobs ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY tenant ON jobs USING (institution_id = ANY (ARRAY(SELECT unnest(visible_institutions()))) OR (institution_id IS NULL AND requested_by = current_actor()));--> statement-breakpoint
ALTER TABLE audit ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY tenant ON audit FOR SELECT USING (institution_id = ANY (ARRAY(SELECT unnest(visible_institutions()))));--> statement-breakpoint
ALTER TABLE sample_readings ENABLE ROW LEVEL SECURITY;--> statement-breakpoint

-- Blind reading: an answer shows to its own reader, and to others once both have answered that name.
CREATE FUNCTION both_have_read(sample uuid, name uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public
  RETURN (SELECT count(*) = 2 FROM public.sample_readings WHERE sample_id = sample AND name_id = name);
--> statement-breakpoint
CREATE POLICY tenant ON sample_readings
  USING (institution_id = ANY (ARRAY(SELECT unnest(visible_institutions()))) AND (reader = current_actor() OR both_have_read(sample_id, name_id)))
  WITH CHECK (institution_id = ANY (ARRAY(SELECT unnest(visible_institutions()))) AND reader = current_actor());
--> statement-breakpoint
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['catalogues', 'local_names', 'suggestions', 'decisions', 'assignments', 'samples', 'sample_names', 'rules'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON %I USING (institution_id = ANY (ARRAY(SELECT unnest(visible_institutions())))) WITH CHECK (institution_id = ANY (ARRAY(SELECT unnest(visible_institutions()))))', name);
  END LOOP;
END $$;
--> statement-breakpoint

-- Least rights: what the tenant role may do at all, before any row is looked at.
REVOKE ALL ON FUNCTION append_audit(uuid, text, text[], text[]), delete_institution(uuid), record_change(), record_row() FROM PUBLIC;--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO yingma_tenant;--> statement-breakpoint
GRANT SELECT ON institutions, memberships, catalogues, local_names, suggestions, decisions, assignments, samples, sample_names,
  sample_readings, rules, jobs, audit, price_schedules, editions, edition_items, name_states TO yingma_tenant;--> statement-breakpoint
GRANT SELECT (id, login, name, email, disabled_at, created_at) ON users TO yingma_tenant;--> statement-breakpoint
GRANT SELECT (id, user_id, created_at, expires_at, revoked_at) ON sessions TO yingma_tenant;--> statement-breakpoint
GRANT SELECT (id, name, prefix, user_id, institution_id, scopes, created_at, expires_at, revoked_at) ON api_keys TO yingma_tenant;--> statement-breakpoint
GRANT INSERT ON institutions, memberships, api_keys, catalogues, local_names, suggestions, decisions, assignments, samples, sample_names,
  sample_readings, rules, jobs, price_schedules TO yingma_tenant;--> statement-breakpoint
GRANT UPDATE (name) ON institutions TO yingma_tenant;--> statement-breakpoint
GRANT UPDATE (title, edition) ON catalogues TO yingma_tenant;--> statement-breakpoint
GRANT UPDATE (exams, first_seen, last_seen) ON local_names TO yingma_tenant;--> statement-breakpoint
GRANT UPDATE ON suggestions, assignments TO yingma_tenant;--> statement-breakpoint
GRANT UPDATE (revoked_at) ON api_keys, sessions TO yingma_tenant;--> statement-breakpoint
GRANT UPDATE (cancel_requested_at) ON jobs TO yingma_tenant;--> statement-breakpoint
GRANT DELETE ON memberships, assignments TO yingma_tenant;
--> statement-breakpoint
-- Work that a job does and the note how far it is are committed together, so both happen in the requester's role.
GRANT UPDATE (status, total, done, checkpoint, result, problem, started_at, finished_at) ON jobs TO yingma_tenant;--> statement-breakpoint
GRANT UPDATE (looks_like_person) ON local_names TO yingma_tenant;
