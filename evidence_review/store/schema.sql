CREATE INDEX answers_conflict ON answers (conflict, number);
CREATE INDEX approved_item ON approved_items (item_id);
CREATE INDEX assessments_item ON assessments (item_id, person_id, number);
CREATE INDEX attached_files_item ON attached_files (item_id, number);
CREATE INDEX attached_threads_message ON attached_threads (message_id);
CREATE INDEX attachments_sha256 ON attachments (sha256) WHERE sha256 IS NOT NULL;
CREATE INDEX audit_facts ON audit (user, action, utc, op);
CREATE INDEX audit_object ON audit (object);
CREATE INDEX copies_original ON copies (line_id, original_id);
CREATE INDEX decisions_item ON decisions (line_id, item_id, number);
CREATE INDEX decisions_undoes ON decisions (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX endorsements_item ON endorsements (item_id, accused, number);
CREATE INDEX export_signs_about ON export_signs (what, about, digest);
CREATE INDEX findings_item ON findings (item_id, start);
CREATE INDEX finds_item ON finds (item_id);
CREATE INDEX flags_band ON flags (line_id, band);
CREATE INDEX holds_item ON holds (item_id);
CREATE INDEX items_day ON items (day);
CREATE INDEX items_facts ON items (id, thread_id, kind, day, sender_id);
CREATE INDEX items_thread ON items (thread_id, position, id);
CREATE INDEX learned_orders_line ON learned_orders (line_id, id);
CREATE INDEX log_about_entry ON log_about (seq, what, id);
CREATE INDEX mark_groups_group ON mark_groups (group_id);
CREATE INDEX mark_rulings_mark ON mark_rulings (redaction_id, number);
CREATE INDEX openings_line ON openings (line_id, item_id);
CREATE UNIQUE INDEX overrides_of_request ON overrides (request_id);
CREATE INDEX redactions_item ON redactions (item_id, start);
CREATE INDEX releases_item ON releases (item_id, number);
CREATE INDEX rulings_subject ON rulings (sort, key, number);
CREATE INDEX sample_plans_line ON sample_plans (line_id, tag, number);
CREATE INDEX sample_readings_plan ON sample_readings (plan_id, item_id, number);
CREATE INDEX tag_acts_item ON tag_acts (line_id, item_id, tag, number);
CREATE INDEX tag_orders_line ON tag_orders (line_id, tag, id);
CREATE INDEX thread_people_key ON thread_people (key, thread_id);
CREATE INDEX whole_pages_item ON whole_pages (item_id);
CREATE TABLE accounts (source_id INTEGER PRIMARY KEY REFERENCES sources (id), account TEXT NOT NULL) STRICT;
CREATE TABLE allowed (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, words TEXT NOT NULL, sort TEXT NOT NULL, why TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE allowed_ends (allowed_id TEXT PRIMARY KEY REFERENCES allowed (id), why TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE answers (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, conflict TEXT NOT NULL, item_id INTEGER REFERENCES items (id), place TEXT NOT NULL,
  start INTEGER NOT NULL, stop INTEGER NOT NULL, answer TEXT NOT NULL CHECK (answer IN ('MASK', 'KEEP', 'NOT_THE_SAME')),
  because TEXT NOT NULL, words TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE approvals (
  id TEXT PRIMARY KEY, digest TEXT NOT NULL, signature TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE approved_items (
  approval_id TEXT NOT NULL REFERENCES approvals (id), item_id INTEGER NOT NULL REFERENCES items (id), digest TEXT NOT NULL,
  PRIMARY KEY (approval_id, item_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE approved_labels (
  approval_id TEXT NOT NULL REFERENCES approvals (id), item_id INTEGER NOT NULL REFERENCES items (id), labels TEXT NOT NULL, PRIMARY KEY (approval_id, item_id)
) STRICT;
CREATE TABLE assessments (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, item_id INTEGER NOT NULL REFERENCES items (id),
  person_id INTEGER NOT NULL REFERENCES case_people (id), value TEXT NOT NULL CHECK (value IN ('PASSES', 'DOES_NOT_PASS', 'EVIDENCE', 'NO_LONGER_RELEVANT')),
  limbs TEXT NOT NULL, issue INTEGER NOT NULL, reason TEXT NOT NULL, presumption TEXT NOT NULL, exception TEXT NOT NULL, group_id TEXT NOT NULL,
  by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE attached_above (
  item_id INTEGER NOT NULL REFERENCES items (id), thread_id INTEGER NOT NULL REFERENCES attached_threads (thread_id), PRIMARY KEY (item_id, thread_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE attached_ends (
  file_id INTEGER PRIMARY KEY REFERENCES attached_files (id), outcome TEXT NOT NULL CHECK (outcome IN ('READ', 'NOT_READ', 'LEFT')),
  found INTEGER NOT NULL, items INTEGER NOT NULL, duplicates INTEGER NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE attached_files (
  id INTEGER PRIMARY KEY, source_id INTEGER NOT NULL REFERENCES attached_sources (source_id), item_id INTEGER NOT NULL REFERENCES items (id),
  number INTEGER NOT NULL, message_id INTEGER NOT NULL REFERENCES items (id), depth INTEGER NOT NULL, UNIQUE (source_id, item_id, number)
) STRICT;
CREATE TABLE attached_sources (source_id INTEGER PRIMARY KEY REFERENCES sources (id), of_source_id INTEGER NOT NULL REFERENCES sources (id)) STRICT;
CREATE TABLE attached_threads (
  thread_id INTEGER PRIMARY KEY REFERENCES threads (id), file_id INTEGER NOT NULL REFERENCES attached_files (id),
  message_id INTEGER NOT NULL REFERENCES items (id)
) STRICT;
CREATE TABLE attachments (
  item_id INTEGER NOT NULL REFERENCES items (id), number INTEGER NOT NULL, name TEXT NOT NULL, media_type TEXT NOT NULL,
  size INTEGER, sha256 TEXT, member TEXT, blob_id INTEGER REFERENCES blobs (id), PRIMARY KEY (item_id, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY, line BLOB NOT NULL, hash TEXT NOT NULL, utc TEXT NOT NULL, user TEXT NOT NULL,
  op TEXT NOT NULL, action TEXT NOT NULL, object TEXT NOT NULL
) STRICT;
CREATE TABLE audit_words (seq INTEGER PRIMARY KEY REFERENCES audit (seq), salt TEXT NOT NULL, words TEXT NOT NULL) STRICT;
CREATE TABLE blob_parts (
  blob_id INTEGER NOT NULL REFERENCES blobs (id), number INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (blob_id, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE blobs (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, size INTEGER NOT NULL) STRICT;
CREATE TABLE block_ends (block_id INTEGER PRIMARY KEY REFERENCES blocks (id), reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE block_threads (
  block_id INTEGER NOT NULL REFERENCES blocks (id), thread_id INTEGER NOT NULL REFERENCES threads (id), PRIMARY KEY (block_id, thread_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE blocks (id INTEGER PRIMARY KEY, line_id INTEGER NOT NULL REFERENCES lines (id), criteria TEXT NOT NULL, reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE case_entries (
  id INTEGER PRIMARY KEY, sort TEXT NOT NULL CHECK (sort IN ('CHARGE', 'PROSECUTION_CASE', 'ISSUE', 'STAGE', 'OFFICER', 'LINKED_CASE', 'KEY_DATE')),
  number INTEGER NOT NULL, words TEXT NOT NULL, person_id INTEGER REFERENCES case_people (id), day TEXT,
  document_id TEXT REFERENCES defence_documents (id), by TEXT NOT NULL, at TEXT NOT NULL, UNIQUE (sort, number)
) STRICT;
CREATE TABLE case_entry_ends (entry_id INTEGER PRIMARY KEY REFERENCES case_entries (id), reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE case_entry_lines (
  entry_id INTEGER NOT NULL REFERENCES case_entries (id), line_id INTEGER NOT NULL REFERENCES lines (id), PRIMARY KEY (entry_id, line_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE case_people (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, part TEXT NOT NULL CHECK (part IN ('ACCUSED', 'COMPLAINANT')), by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE case_people_ends (person_id INTEGER PRIMARY KEY REFERENCES case_people (id), reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE case_people_keys (
  person_id INTEGER NOT NULL REFERENCES case_people (id), key TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (person_id, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE copies (
  line_id INTEGER NOT NULL REFERENCES lines (id), item_id INTEGER NOT NULL REFERENCES items (id),
  original_id INTEGER NOT NULL REFERENCES items (id), PRIMARY KEY (line_id, item_id), CHECK (item_id <> original_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE date_order_accounts (order_id INTEGER PRIMARY KEY REFERENCES date_orders (id), account TEXT NOT NULL) STRICT;
CREATE TABLE date_order_scopes (
  order_id INTEGER NOT NULL REFERENCES date_orders (id), version_id INTEGER NOT NULL REFERENCES line_versions (id), before INTEGER NOT NULL,
  after INTEGER NOT NULL, opened INTEGER NOT NULL, closed INTEGER NOT NULL, decided INTEGER NOT NULL, PRIMARY KEY (order_id, version_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE date_orders (
  id INTEGER PRIMARY KEY, source_id INTEGER NOT NULL REFERENCES sources (id), number INTEGER NOT NULL,
  choice TEXT NOT NULL CHECK (choice IN ('DAY_FIRST', 'MONTH_FIRST', 'FIRST_READING')), despite INTEGER NOT NULL CHECK (despite IN (0, 1)),
  moved INTEGER NOT NULL, stayed INTEGER NOT NULL, last_item INTEGER NOT NULL, reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL,
  UNIQUE (source_id, number)
) STRICT;
CREATE TABLE decided_beside (
  decision_id TEXT PRIMARY KEY REFERENCES decisions (id), band TEXT, rank INTEGER, pool INTEGER NOT NULL, bulk INTEGER NOT NULL
) STRICT;
CREATE TABLE decisions (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, item_id INTEGER NOT NULL REFERENCES items (id),
  line_id INTEGER NOT NULL REFERENCES lines (id), value TEXT NOT NULL, reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL,
  undoes TEXT REFERENCES decisions (id), seconds INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE declared (
  source_id INTEGER NOT NULL REFERENCES sources (id), what TEXT NOT NULL, count INTEGER NOT NULL, UNIQUE (source_id, what)
) STRICT;
CREATE TABLE defence_answers (
  number INTEGER PRIMARY KEY, document_id TEXT NOT NULL REFERENCES defence_documents (id),
  answer TEXT NOT NULL CHECK (answer IN ('DISCLOSED', 'NOTHING_FURTHER', 'REFUSED', 'COURT_ORDERED', 'COURT_REFUSED')),
  words TEXT NOT NULL, day TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE defence_documents (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE,
  sort TEXT NOT NULL CHECK (sort IN ('DEFENCE_STATEMENT', 'UPDATED_STATEMENT', 'SECTION_8', 'REQUEST')),
  person_id INTEGER NOT NULL REFERENCES case_people (id), day TEXT NOT NULL, words TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE defence_items (
  document_id TEXT NOT NULL REFERENCES defence_documents (id), item_id INTEGER NOT NULL REFERENCES items (id), PRIMARY KEY (document_id, item_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE defence_term_answers (
  term_id TEXT PRIMARY KEY REFERENCES defence_terms (id), accepted INTEGER NOT NULL CHECK (accepted IN (0, 1)), reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE defence_terms (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, person_id INTEGER NOT NULL REFERENCES case_people (id),
  line_id INTEGER NOT NULL REFERENCES lines (id), term TEXT NOT NULL, kind TEXT NOT NULL, why TEXT NOT NULL, day TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE descriptions (
  number INTEGER PRIMARY KEY, line_id INTEGER NOT NULL REFERENCES lines (id), thread_id INTEGER NOT NULL REFERENCES threads (id), words TEXT NOT NULL,
  by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE detected (item_id INTEGER PRIMARY KEY REFERENCES items (id), engine_id INTEGER NOT NULL, roster TEXT NOT NULL) STRICT;
CREATE TABLE endorsement_grounds (
  endorsement_id TEXT PRIMARY KEY REFERENCES endorsements (id), exception TEXT NOT NULL, court_order TEXT NOT NULL
) STRICT;
CREATE TABLE endorsements (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, item_id INTEGER NOT NULL REFERENCES items (id), accused TEXT NOT NULL,
  code TEXT NOT NULL, reason TEXT NOT NULL, inspected INTEGER NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE engines (id INTEGER PRIMARY KEY, name TEXT NOT NULL, version TEXT NOT NULL, hash TEXT NOT NULL, UNIQUE (name, version, hash)) STRICT;
CREATE TABLE evident_owners (exhibit_id INTEGER NOT NULL REFERENCES exhibits (id), key TEXT NOT NULL, PRIMARY KEY (exhibit_id, key)) STRICT, WITHOUT ROWID;
CREATE TABLE exhibits (
  id INTEGER PRIMARY KEY, ref TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, attributed_to TEXT NOT NULL,
  basis TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE export_signs (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, what TEXT NOT NULL CHECK (what IN ('CLUES', 'FOUND')), about TEXT NOT NULL,
  digest TEXT NOT NULL, listed INTEGER NOT NULL, reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE find_outcomes (find_id TEXT PRIMARY KEY REFERENCES finds (id), outcome TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE findings (
  id INTEGER PRIMARY KEY, item_id INTEGER NOT NULL REFERENCES items (id), start INTEGER NOT NULL, stop INTEGER NOT NULL,
  kind TEXT NOT NULL, tier TEXT NOT NULL, confidence REAL NOT NULL, source TEXT NOT NULL, reason TEXT NOT NULL,
  cps_type TEXT NOT NULL, person TEXT, special INTEGER NOT NULL, engine_id INTEGER NOT NULL REFERENCES engines (id)
) STRICT;
CREATE TABLE finds (
  id TEXT PRIMARY KEY, item_id INTEGER NOT NULL REFERENCES items (id), tier TEXT NOT NULL CHECK (tier IN ('IMMEDIATE', 'SERIOUS', 'OTHER')),
  category TEXT NOT NULL, note TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE first_scores (
  line_id INTEGER NOT NULL REFERENCES lines (id), item_id INTEGER NOT NULL REFERENCES items (id), score REAL NOT NULL,
  PRIMARY KEY (line_id, item_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE first_times (item_id INTEGER PRIMARY KEY REFERENCES items (id), sent_local TEXT, sent_utc TEXT, day TEXT, sort_time TEXT) STRICT;
CREATE TABLE flags (
  line_id INTEGER NOT NULL REFERENCES lines (id), item_id INTEGER NOT NULL REFERENCES items (id),
  version_id INTEGER NOT NULL REFERENCES line_versions (id), band TEXT NOT NULL, rank INTEGER NOT NULL, score REAL NOT NULL,
  reasons TEXT NOT NULL, engine_id INTEGER NOT NULL REFERENCES engines (id), PRIMARY KEY (line_id, item_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE foreign_items (
  line_id INTEGER NOT NULL REFERENCES lines (id), item_id INTEGER NOT NULL REFERENCES items (id), tongue TEXT NOT NULL, PRIMARY KEY (line_id, item_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE given_owners (exhibit_id INTEGER NOT NULL REFERENCES exhibits (id), key TEXT NOT NULL, PRIMARY KEY (exhibit_id, key)) STRICT, WITHOUT ROWID;
CREATE TABLE holds (
  id TEXT PRIMARY KEY, item_id INTEGER NOT NULL REFERENCES items (id), kind TEXT NOT NULL, trigger TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE items (
  id INTEGER PRIMARY KEY, source_id INTEGER NOT NULL REFERENCES sources (id), locator TEXT NOT NULL, kind TEXT NOT NULL,
  thread_id INTEGER NOT NULL REFERENCES threads (id), position INTEGER NOT NULL, sender_id INTEGER REFERENCES parties (id),
  sent_raw TEXT, sent_local TEXT, sent_utc TEXT, sent_offset TEXT, sent_zone TEXT, day TEXT, sort_time TEXT,
  direction TEXT NOT NULL, app TEXT NOT NULL, text TEXT, text_hash TEXT NOT NULL, deleted TEXT, extra TEXT NOT NULL,
  UNIQUE (source_id, locator)
) STRICT;
CREATE TABLE kept (
  id TEXT PRIMARY KEY, item_id INTEGER NOT NULL REFERENCES items (id), start INTEGER NOT NULL, stop INTEGER NOT NULL,
  reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE learned_orders (
  id INTEGER PRIMARY KEY, line_id INTEGER NOT NULL REFERENCES lines (id), version_id INTEGER NOT NULL REFERENCES line_versions (id),
  pool_digest TEXT NOT NULL, decided INTEGER NOT NULL, relevant INTEGER NOT NULL, decisions_digest TEXT NOT NULL, seed TEXT NOT NULL,
  settings TEXT NOT NULL, model_hash TEXT NOT NULL, order_digest TEXT NOT NULL, engine_id INTEGER NOT NULL REFERENCES engines (id), at TEXT NOT NULL
) STRICT;
CREATE TABLE line_acts (
  version_id INTEGER PRIMARY KEY REFERENCES line_versions (id), act TEXT NOT NULL CHECK (act IN ('APPROVED', 'REFUSED')),
  reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE line_counts (
  line_id INTEGER NOT NULL REFERENCES lines (id), what TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (line_id, what)
) STRICT, WITHOUT ROWID;
CREATE TABLE line_orders (
  line_id INTEGER NOT NULL REFERENCES lines (id), way TEXT NOT NULL, items BLOB NOT NULL, PRIMARY KEY (line_id, way)
) STRICT;
CREATE TABLE line_tongues (line_id INTEGER PRIMARY KEY REFERENCES lines (id), judged INTEGER NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE line_versions (
  id INTEGER PRIMARY KEY, line_id INTEGER NOT NULL REFERENCES lines (id), version INTEGER NOT NULL, body TEXT NOT NULL,
  all_people INTEGER NOT NULL, all_dates INTEGER NOT NULL, undated INTEGER NOT NULL, date_from TEXT, date_to TEXT,
  proposed_by TEXT NOT NULL, at TEXT NOT NULL, UNIQUE (line_id, version)
) STRICT;
CREATE TABLE line_words (
  number INTEGER PRIMARY KEY, version_id INTEGER NOT NULL REFERENCES line_versions (id), plain TEXT NOT NULL, welsh TEXT NOT NULL,
  easy TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE lines (id INTEGER PRIMARY KEY, number INTEGER NOT NULL UNIQUE) STRICT;
CREATE TABLE log_about (
  what TEXT NOT NULL CHECK (what IN ('ITEM', 'LINE', 'EXHIBIT', 'ACCUSED', 'BUNDLE')), id INTEGER NOT NULL, seq INTEGER NOT NULL,
  PRIMARY KEY (what, id, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE log_about_end (number INTEGER PRIMARY KEY CHECK (number = 1), seq INTEGER NOT NULL) STRICT;
CREATE TABLE look_answers (
  request_id TEXT PRIMARY KEY REFERENCES look_requests (id), answer TEXT NOT NULL CHECK (answer IN ('GRANTED', 'REFUSED')), by TEXT NOT NULL, at TEXT NOT NULL,
  until TEXT, CHECK ((until IS NULL) = (answer = 'REFUSED'))
) STRICT;
CREATE TABLE look_requests (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, item_id INTEGER NOT NULL REFERENCES items (id), line_id INTEGER NOT NULL REFERENCES lines (id),
  reason TEXT NOT NULL CHECK (length(trim(reason)) >= 20), minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 120), by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE mark_areas (
  redaction_id TEXT PRIMARY KEY REFERENCES redactions (id), x0 REAL NOT NULL, y0 REAL NOT NULL, x1 REAL NOT NULL, y1 REAL NOT NULL,
  CHECK (0 <= x0 AND x0 < x1 AND x1 <= 1 AND 0 <= y0 AND y0 < y1 AND y1 <= 1)
) STRICT;
CREATE TABLE mark_groups (redaction_id TEXT PRIMARY KEY REFERENCES redactions (id), group_id TEXT NOT NULL) STRICT;
CREATE TABLE mark_rulings (
  number INTEGER PRIMARY KEY, redaction_id TEXT NOT NULL REFERENCES redactions (id), said TEXT NOT NULL CHECK (said IN ('REDACT', 'KEEP')),
  grounds TEXT NOT NULL, reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE office_papers (
  production_id TEXT NOT NULL REFERENCES productions (id), name TEXT NOT NULL, blob_id INTEGER NOT NULL REFERENCES blobs (id), PRIMARY KEY (production_id, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE openings (
  number INTEGER PRIMARY KEY, item_id INTEGER NOT NULL REFERENCES items (id), line_id INTEGER NOT NULL REFERENCES lines (id),
  how TEXT NOT NULL CHECK (how IN ('OPENED', 'CONTEXT', 'SAMPLE', 'APPROVAL', 'OUTSIDE')), by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE outside_counts (
  exhibit TEXT NOT NULL, kind TEXT NOT NULL, why TEXT NOT NULL, held INTEGER NOT NULL, outside INTEGER NOT NULL, PRIMARY KEY (exhibit, kind, why)
) STRICT, WITHOUT ROWID;
CREATE TABLE overrides (
  id TEXT PRIMARY KEY, item_id INTEGER NOT NULL REFERENCES items (id), line_id INTEGER NOT NULL REFERENCES lines (id),
  reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, until TEXT NOT NULL
, request_id TEXT REFERENCES look_requests (id)) STRICT;
CREATE TABLE parties (
  id INTEGER PRIMARY KEY, identifier TEXT NOT NULL, name TEXT NOT NULL, is_owner INTEGER NOT NULL, role TEXT NOT NULL,
  UNIQUE (identifier, name, is_owner, role)
) STRICT;
CREATE TABLE people_links (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, one_key TEXT NOT NULL, other_key TEXT NOT NULL, reason TEXT NOT NULL,
  by TEXT NOT NULL, at TEXT NOT NULL, CHECK (one_key <> other_key)
) STRICT;
CREATE TABLE people_unlinks (
  link_id TEXT PRIMARY KEY REFERENCES people_links (id), reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE police_answers (request_id TEXT PRIMARY KEY REFERENCES police_requests (id), words TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE police_requests (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, sort TEXT NOT NULL CHECK (sort IN ('DESCRIPTION', 'MATERIAL', 'SENSITIVITY')),
  item_id INTEGER NOT NULL REFERENCES items (id), words TEXT NOT NULL, due TEXT, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE privilege (
  item_id INTEGER PRIMARY KEY REFERENCES items (id), reason TEXT NOT NULL, engine_id INTEGER NOT NULL REFERENCES engines (id)
) STRICT;
CREATE TABLE privilege_names (name TEXT PRIMARY KEY, by TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE problems (
  id INTEGER PRIMARY KEY, source_id INTEGER NOT NULL REFERENCES sources (id), locator TEXT NOT NULL, kind TEXT NOT NULL,
  reason TEXT NOT NULL, records INTEGER NOT NULL, UNIQUE (source_id, locator, kind, reason)
) STRICT;
CREATE TABLE production_for (
  production_id TEXT PRIMARY KEY REFERENCES productions (id), person_id INTEGER NOT NULL REFERENCES case_people (id)
) STRICT;
CREATE TABLE production_items (
  production_id TEXT NOT NULL REFERENCES productions (id), line_id INTEGER NOT NULL REFERENCES lines (id),
  item_id INTEGER NOT NULL REFERENCES items (id), PRIMARY KEY (production_id, line_id, item_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE productions (
  id TEXT PRIMARY KEY, recipient TEXT NOT NULL, contents TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE pseudonyms (key TEXT PRIMARY KEY, label TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE rankings (
  line_id INTEGER PRIMARY KEY REFERENCES lines (id), version_id INTEGER NOT NULL, pool INTEGER NOT NULL, pool_digest TEXT NOT NULL,
  order_digest TEXT NOT NULL, engine_id INTEGER NOT NULL REFERENCES engines (id), at TEXT NOT NULL
) STRICT;
CREATE TABLE ranks (
  line_id INTEGER NOT NULL REFERENCES lines (id), item_id INTEGER NOT NULL REFERENCES items (id), rank INTEGER NOT NULL, score REAL NOT NULL,
  PRIMARY KEY (line_id, item_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE read_times (
  item_id INTEGER NOT NULL REFERENCES items (id), order_id INTEGER NOT NULL REFERENCES date_orders (id),
  sent_local TEXT, sent_utc TEXT, day TEXT, sort_time TEXT, remark TEXT NOT NULL, PRIMARY KEY (item_id, order_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE reading_declared (
  reading_id INTEGER NOT NULL REFERENCES readings (id), what TEXT NOT NULL, count INTEGER NOT NULL, UNIQUE (reading_id, what)
) STRICT;
CREATE TABLE reading_ends (
  reading_id INTEGER PRIMARY KEY REFERENCES readings (id), found INTEGER NOT NULL, imported INTEGER NOT NULL, duplicates INTEGER NOT NULL,
  account TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE reading_problems (
  id INTEGER PRIMARY KEY, reading_id INTEGER NOT NULL REFERENCES readings (id), locator TEXT NOT NULL, kind TEXT NOT NULL,
  reason TEXT NOT NULL, records INTEGER NOT NULL, UNIQUE (reading_id, locator, kind, reason)
) STRICT;
CREATE TABLE readings (
  id INTEGER PRIMARY KEY, source_id INTEGER NOT NULL REFERENCES sources (id), number INTEGER NOT NULL CHECK (number > 1),
  importer TEXT NOT NULL, importer_version TEXT NOT NULL, options TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, UNIQUE (source_id, number)
) STRICT;
CREATE TABLE recipients (
  item_id INTEGER NOT NULL REFERENCES items (id), number INTEGER NOT NULL, party_id INTEGER NOT NULL REFERENCES parties (id),
  PRIMARY KEY (item_id, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE redactions (
  id TEXT PRIMARY KEY, item_id INTEGER NOT NULL REFERENCES items (id), start INTEGER NOT NULL, stop INTEGER NOT NULL,
  kind TEXT NOT NULL, type TEXT NOT NULL, purpose TEXT NOT NULL, reason TEXT NOT NULL, origin TEXT NOT NULL,
  token TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE releases (
  id TEXT PRIMARY KEY, item_id INTEGER NOT NULL REFERENCES items (id), outcome TEXT NOT NULL CHECK (outcome IN ('RELEASED', 'UPHELD')),
  by TEXT NOT NULL, at TEXT NOT NULL, number INTEGER NOT NULL UNIQUE
) STRICT;
CREATE TABLE review_due (
  trigger_id INTEGER NOT NULL REFERENCES review_triggers (id), item_id INTEGER NOT NULL REFERENCES items (id), line_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL, PRIMARY KEY (trigger_id, item_id, line_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE review_triggers (
  id INTEGER PRIMARY KEY, sort TEXT NOT NULL, words TEXT NOT NULL, last_decision INTEGER NOT NULL, last_endorsement INTEGER NOT NULL,
  last_entry INTEGER NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE reviews_kept (
  trigger_id INTEGER NOT NULL REFERENCES review_triggers (id), item_id INTEGER NOT NULL REFERENCES items (id), line_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL, reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (trigger_id, item_id, line_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE rulings (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, sort TEXT NOT NULL CHECK (sort IN ('PERSON', 'NAME', 'VALUE')), key TEXT NOT NULL,
  stance TEXT NOT NULL CHECK (stance IN ('MASK', 'KEEP', 'OPEN')), because TEXT NOT NULL, words TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE sample_acts (
  plan_id TEXT NOT NULL REFERENCES sample_plans (id), act TEXT NOT NULL CHECK (act IN ('AUTHORISED', 'REFUSED', 'DRAWN', 'STATED', 'VOID')),
  body TEXT NOT NULL, decisions INTEGER NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (plan_id, act)
) STRICT, WITHOUT ROWID;
CREATE TABLE sample_items (
  plan_id TEXT NOT NULL REFERENCES sample_plans (id), place INTEGER NOT NULL, item_id INTEGER NOT NULL REFERENCES items (id),
  PRIMARY KEY (plan_id, place), UNIQUE (plan_id, item_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE sample_plans (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, line_id INTEGER NOT NULL REFERENCES lines (id), tag TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('RECALL', 'ELUSION', 'SECOND')), scope TEXT NOT NULL, body TEXT NOT NULL, digest TEXT NOT NULL,
  by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE sample_readings (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, plan_id TEXT NOT NULL REFERENCES sample_plans (id),
  item_id INTEGER NOT NULL REFERENCES items (id), value TEXT NOT NULL, first TEXT, decision_id TEXT REFERENCES decisions (id),
  by TEXT NOT NULL, at TEXT NOT NULL
, tags TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE schedule_ends (
  number INTEGER PRIMARY KEY REFERENCES schedule_numbers (number), reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE schedule_numbers (
  number INTEGER PRIMARY KEY, line_id INTEGER NOT NULL REFERENCES lines (id), thread_id INTEGER NOT NULL REFERENCES threads (id),
  by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE scheduled (
  production_id TEXT NOT NULL REFERENCES productions (id), number INTEGER NOT NULL REFERENCES schedule_numbers (number),
  code TEXT NOT NULL, items INTEGER NOT NULL, copied TEXT NOT NULL, said TEXT NOT NULL, PRIMARY KEY (production_id, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE scope_changes (
  version_id INTEGER PRIMARY KEY REFERENCES line_versions (id), held INTEGER NOT NULL, before INTEGER NOT NULL, after INTEGER NOT NULL,
  opened INTEGER NOT NULL, closed INTEGER NOT NULL, parts TEXT NOT NULL, pool_digest TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE scope_exhibits (
  version_id INTEGER NOT NULL REFERENCES line_versions (id), ref TEXT NOT NULL, PRIMARY KEY (version_id, ref)
) STRICT, WITHOUT ROWID;
CREATE TABLE scope_keys (
  version_id INTEGER NOT NULL REFERENCES line_versions (id), key TEXT NOT NULL, PRIMARY KEY (version_id, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE scope_kinds (
  version_id INTEGER NOT NULL REFERENCES line_versions (id), kind TEXT NOT NULL, PRIMARY KEY (version_id, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE scope_threads (
  version_id INTEGER NOT NULL REFERENCES line_versions (id), title TEXT NOT NULL, PRIMARY KEY (version_id, title)
) STRICT, WITHOUT ROWID;
CREATE TABLE screened (item_id INTEGER PRIMARY KEY REFERENCES items (id), engine_id INTEGER NOT NULL REFERENCES engines (id)) STRICT;
CREATE TABLE seals (seq INTEGER NOT NULL, name TEXT NOT NULL, keys TEXT NOT NULL, leaves BLOB NOT NULL, PRIMARY KEY (seq, name)) STRICT;
CREATE VIRTUAL TABLE search USING fts5 (text, tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co So'", content = '', contentless_delete = 1);
CREATE TABLE sensitive_claims (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, item_id INTEGER NOT NULL REFERENCES items (id), interest TEXT NOT NULL, reason TEXT NOT NULL,
  by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE sensitive_ends (claim_id TEXT PRIMARY KEY REFERENCES sensitive_claims (id), reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE sensitive_views (
  number INTEGER PRIMARY KEY, claim_id TEXT NOT NULL REFERENCES sensitive_claims (id), view TEXT NOT NULL CHECK (view IN ('AGREED', 'DISPUTED')),
  application INTEGER NOT NULL CHECK (application IN (0, 1)), reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE sent_back (
  id TEXT PRIMARY KEY, item_id INTEGER NOT NULL REFERENCES items (id), digest TEXT NOT NULL, reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE settlements (
  assessment_id TEXT NOT NULL REFERENCES assessments (id), endorsement_id TEXT NOT NULL REFERENCES endorsements (id),
  words TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (assessment_id, endorsement_id)
) STRICT;
CREATE TABLE source_ends (
  source_id INTEGER PRIMARY KEY REFERENCES sources (id), found INTEGER NOT NULL, imported INTEGER NOT NULL,
  duplicates INTEGER NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE sources (
  id INTEGER PRIMARY KEY, exhibit_id INTEGER NOT NULL REFERENCES exhibits (id), name TEXT NOT NULL, path TEXT NOT NULL,
  sha256 TEXT NOT NULL, size INTEGER NOT NULL, importer TEXT NOT NULL, importer_version TEXT NOT NULL,
  options TEXT NOT NULL, owner_key TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, UNIQUE (exhibit_id, sha256)
) STRICT;
CREATE TABLE tag_acts (
  number INTEGER PRIMARY KEY, item_id INTEGER NOT NULL REFERENCES items (id), line_id INTEGER NOT NULL REFERENCES lines (id),
  tag TEXT NOT NULL CHECK (tag IN ('TOWARDS', 'AWAY', 'SUPPORTS', 'UNDERMINES_OR_ASSISTS')), is_set INTEGER NOT NULL CHECK (is_set IN (0, 1)),
  by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE tag_first_scores (
  line_id INTEGER NOT NULL REFERENCES lines (id), tag TEXT NOT NULL, item_id INTEGER NOT NULL REFERENCES items (id), score REAL NOT NULL,
  PRIMARY KEY (line_id, tag, item_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE tag_flags (
  line_id INTEGER NOT NULL REFERENCES lines (id), tag TEXT NOT NULL, item_id INTEGER NOT NULL REFERENCES items (id),
  version_id INTEGER NOT NULL REFERENCES line_versions (id), band TEXT NOT NULL, rank INTEGER NOT NULL, score REAL NOT NULL,
  reasons TEXT NOT NULL, engine_id INTEGER NOT NULL REFERENCES engines (id), PRIMARY KEY (line_id, tag, item_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE tag_orders (
  id INTEGER PRIMARY KEY, line_id INTEGER NOT NULL REFERENCES lines (id), tag TEXT NOT NULL, version_id INTEGER NOT NULL REFERENCES line_versions (id),
  pool_digest TEXT NOT NULL, decided INTEGER NOT NULL, found INTEGER NOT NULL, decisions_digest TEXT NOT NULL, seed TEXT NOT NULL,
  settings TEXT NOT NULL, model_hash TEXT NOT NULL, order_digest TEXT NOT NULL, engine_id INTEGER NOT NULL REFERENCES engines (id), at TEXT NOT NULL
) STRICT;
CREATE TABLE tag_ranks (
  line_id INTEGER NOT NULL REFERENCES lines (id), tag TEXT NOT NULL, item_id INTEGER NOT NULL REFERENCES items (id), rank INTEGER NOT NULL,
  score REAL NOT NULL, PRIMARY KEY (line_id, tag, item_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE term_counts (
  line_id INTEGER NOT NULL REFERENCES lines (id), term TEXT NOT NULL, form TEXT NOT NULL, hits INTEGER NOT NULL,
  unique_hits INTEGER NOT NULL, PRIMARY KEY (line_id, term, form)
) STRICT, WITHOUT ROWID;
CREATE TABLE term_gaps (
  line_id INTEGER NOT NULL REFERENCES lines (id), term TEXT NOT NULL, item_id INTEGER NOT NULL REFERENCES items (id), PRIMARY KEY (line_id, term, item_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE term_hits (
  line_id INTEGER NOT NULL REFERENCES lines (id), term TEXT NOT NULL, item_id INTEGER NOT NULL REFERENCES items (id),
  PRIMARY KEY (line_id, term, item_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE thread_people (
  thread_id INTEGER NOT NULL REFERENCES threads (id), key TEXT NOT NULL, is_owner INTEGER NOT NULL, PRIMARY KEY (thread_id, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE threads (
  id INTEGER PRIMARY KEY, source_id INTEGER NOT NULL REFERENCES sources (id), name TEXT NOT NULL, title TEXT NOT NULL,
  app TEXT NOT NULL, UNIQUE (source_id, name)
) STRICT;
CREATE TABLE tokens (value_key TEXT PRIMARY KEY, label TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE unmasked (item_id INTEGER NOT NULL, what TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (item_id, what, by)) STRICT;
CREATE TABLE users (
  id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, role TEXT NOT NULL, public_key TEXT NOT NULL UNIQUE,
  added_by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE vectors (
  text_hash TEXT NOT NULL, model_hash TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (text_hash, model_hash)
) STRICT, WITHOUT ROWID;
CREATE TABLE whole_pages (
  id TEXT PRIMARY KEY, item_id INTEGER NOT NULL REFERENCES items (id), reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE withdrawals (redaction_id TEXT PRIMARY KEY REFERENCES redactions (id), reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TRIGGER accounts_no_delete BEFORE DELETE ON accounts BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER accounts_no_update BEFORE UPDATE ON accounts BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER allowed_ends_no_delete BEFORE DELETE ON allowed_ends BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER allowed_ends_no_update BEFORE UPDATE ON allowed_ends BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER allowed_no_delete BEFORE DELETE ON allowed BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER allowed_no_update BEFORE UPDATE ON allowed BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER answers_no_delete BEFORE DELETE ON answers BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER answers_no_update BEFORE UPDATE ON answers BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER approvals_no_delete BEFORE DELETE ON approvals BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER approvals_no_update BEFORE UPDATE ON approvals BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER approved_items_no_delete BEFORE DELETE ON approved_items BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER approved_items_no_update BEFORE UPDATE ON approved_items BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER approved_labels_no_delete BEFORE DELETE ON approved_labels BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER approved_labels_no_update BEFORE UPDATE ON approved_labels BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER assessments_no_delete BEFORE DELETE ON assessments BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER assessments_no_update BEFORE UPDATE ON assessments BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER attached_above_no_delete BEFORE DELETE ON attached_above BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER attached_above_no_update BEFORE UPDATE ON attached_above BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER attached_ends_no_delete BEFORE DELETE ON attached_ends BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER attached_ends_no_update BEFORE UPDATE ON attached_ends BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER attached_files_no_delete BEFORE DELETE ON attached_files BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER attached_files_no_update BEFORE UPDATE ON attached_files BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER attached_sources_no_delete BEFORE DELETE ON attached_sources BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER attached_sources_no_update BEFORE UPDATE ON attached_sources BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER attached_threads_no_delete BEFORE DELETE ON attached_threads BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER attached_threads_no_update BEFORE UPDATE ON attached_threads BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER attachments_no_delete BEFORE DELETE ON attachments BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER attachments_no_update BEFORE UPDATE ON attachments BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER audit_words_no_update BEFORE UPDATE ON audit_words BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER blob_parts_no_delete BEFORE DELETE ON blob_parts BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER blob_parts_no_update BEFORE UPDATE ON blob_parts BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER blobs_no_delete BEFORE DELETE ON blobs BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER blobs_no_update BEFORE UPDATE ON blobs BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER block_ends_no_delete BEFORE DELETE ON block_ends BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER block_ends_no_update BEFORE UPDATE ON block_ends BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER block_threads_no_delete BEFORE DELETE ON block_threads BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER block_threads_no_update BEFORE UPDATE ON block_threads BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER blocks_no_delete BEFORE DELETE ON blocks BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER blocks_no_update BEFORE UPDATE ON blocks BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER case_entries_no_delete BEFORE DELETE ON case_entries BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER case_entries_no_update BEFORE UPDATE ON case_entries BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER case_entry_ends_no_delete BEFORE DELETE ON case_entry_ends BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER case_entry_ends_no_update BEFORE UPDATE ON case_entry_ends BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER case_entry_lines_no_delete BEFORE DELETE ON case_entry_lines BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER case_entry_lines_no_update BEFORE UPDATE ON case_entry_lines BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER case_people_ends_no_delete BEFORE DELETE ON case_people_ends BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER case_people_ends_no_update BEFORE UPDATE ON case_people_ends BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER case_people_keys_no_delete BEFORE DELETE ON case_people_keys BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER case_people_keys_no_update BEFORE UPDATE ON case_people_keys BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER case_people_no_delete BEFORE DELETE ON case_people BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER case_people_no_update BEFORE UPDATE ON case_people BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER date_order_accounts_no_delete BEFORE DELETE ON date_order_accounts BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER date_order_accounts_no_update BEFORE UPDATE ON date_order_accounts BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER date_order_scopes_no_delete BEFORE DELETE ON date_order_scopes BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER date_order_scopes_no_update BEFORE UPDATE ON date_order_scopes BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER date_orders_no_delete BEFORE DELETE ON date_orders BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER date_orders_no_update BEFORE UPDATE ON date_orders BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER decided_beside_no_delete BEFORE DELETE ON decided_beside BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER decided_beside_no_update BEFORE UPDATE ON decided_beside BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER decisions_no_delete BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER decisions_no_update BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER declared_no_delete BEFORE DELETE ON declared BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER declared_no_update BEFORE UPDATE ON declared BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER defence_answers_no_delete BEFORE DELETE ON defence_answers BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER defence_answers_no_update BEFORE UPDATE ON defence_answers BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER defence_documents_no_delete BEFORE DELETE ON defence_documents BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER defence_documents_no_update BEFORE UPDATE ON defence_documents BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER defence_items_no_delete BEFORE DELETE ON defence_items BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER defence_items_no_update BEFORE UPDATE ON defence_items BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER defence_term_answers_no_delete BEFORE DELETE ON defence_term_answers BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER defence_term_answers_no_update BEFORE UPDATE ON defence_term_answers BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER defence_terms_no_delete BEFORE DELETE ON defence_terms BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER defence_terms_no_update BEFORE UPDATE ON defence_terms BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER descriptions_no_delete BEFORE DELETE ON descriptions BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER descriptions_no_update BEFORE UPDATE ON descriptions BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER endorsement_grounds_no_delete BEFORE DELETE ON endorsement_grounds BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER endorsement_grounds_no_update BEFORE UPDATE ON endorsement_grounds BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER endorsements_no_delete BEFORE DELETE ON endorsements BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER endorsements_no_update BEFORE UPDATE ON endorsements BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER exhibits_no_delete BEFORE DELETE ON exhibits BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER exhibits_no_update BEFORE UPDATE ON exhibits BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER export_signs_no_delete BEFORE DELETE ON export_signs BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER export_signs_no_update BEFORE UPDATE ON export_signs BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER facts_no_delete BEFORE DELETE ON facts BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER facts_no_update BEFORE UPDATE ON facts BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER find_outcomes_no_delete BEFORE DELETE ON find_outcomes BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER find_outcomes_no_update BEFORE UPDATE ON find_outcomes BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER finds_no_delete BEFORE DELETE ON finds BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER finds_no_update BEFORE UPDATE ON finds BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER first_times_as_read BEFORE INSERT ON first_times
WHEN NOT EXISTS (
  SELECT 1 FROM items i WHERE i.id = NEW.item_id AND i.sent_local IS NEW.sent_local AND i.sent_utc IS NEW.sent_utc
  AND i.day IS NEW.day AND i.sort_time IS NEW.sort_time)
BEGIN SELECT RAISE(ABORT, 'a first reading is that of its item: this table is only ever added to'); END;
CREATE TRIGGER first_times_no_delete BEFORE DELETE ON first_times BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER first_times_no_update BEFORE UPDATE ON first_times BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER given_owners_no_delete BEFORE DELETE ON given_owners BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER given_owners_no_update BEFORE UPDATE ON given_owners BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER holds_no_delete BEFORE DELETE ON holds BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER holds_no_update BEFORE UPDATE ON holds BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER items_no_delete BEFORE DELETE ON items BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER items_no_update BEFORE UPDATE ON items
WHEN NOT (
  OLD.id = NEW.id AND OLD.source_id = NEW.source_id AND OLD.locator = NEW.locator AND OLD.kind = NEW.kind AND OLD.thread_id = NEW.thread_id
  AND OLD.position = NEW.position AND OLD.sender_id IS NEW.sender_id AND OLD.sent_raw IS NEW.sent_raw AND OLD.sent_offset IS NEW.sent_offset
  AND OLD.sent_zone IS NEW.sent_zone AND OLD.direction = NEW.direction AND OLD.app = NEW.app AND OLD.text IS NEW.text
  AND OLD.text_hash = NEW.text_hash AND OLD.deleted IS NEW.deleted AND OLD.extra = NEW.extra
  AND (EXISTS (SELECT 1 FROM standing_times t WHERE t.item_id = OLD.id AND t.sent_local IS NEW.sent_local AND t.sent_utc IS NEW.sent_utc
               AND t.day IS NEW.day AND t.sort_time IS NEW.sort_time)
       OR EXISTS (SELECT 1 FROM attached_threads a JOIN items m ON m.id = a.message_id WHERE a.thread_id = OLD.thread_id
                  AND m.sent_local IS NEW.sent_local AND m.sent_utc IS NEW.sent_utc AND m.day IS NEW.day AND m.sort_time IS NEW.sort_time)))
BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER kept_no_delete BEFORE DELETE ON kept BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER kept_no_update BEFORE UPDATE ON kept BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER learned_orders_no_delete BEFORE DELETE ON learned_orders BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER learned_orders_no_update BEFORE UPDATE ON learned_orders BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER line_acts_no_delete BEFORE DELETE ON line_acts BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER line_acts_no_update BEFORE UPDATE ON line_acts BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER line_versions_no_delete BEFORE DELETE ON line_versions BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER line_versions_no_update BEFORE UPDATE ON line_versions BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER line_words_no_delete BEFORE DELETE ON line_words BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER line_words_no_update BEFORE UPDATE ON line_words BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER lines_no_delete BEFORE DELETE ON lines BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER lines_no_update BEFORE UPDATE ON lines BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER look_answers_by_another BEFORE INSERT ON look_answers
WHEN NEW.by = (SELECT r.by FROM look_requests r WHERE r.id = NEW.request_id)
BEGIN SELECT RAISE(ABORT, 'nobody answers her own request: this table is only ever added to'); END;
CREATE TRIGGER look_answers_few BEFORE INSERT ON look_answers
WHEN NEW.answer = 'GRANTED' AND (SELECT count(*) FROM looks_granted g WHERE g.until > NEW.at AND g.item_id <> (SELECT r.item_id FROM look_requests r WHERE r.id = NEW.request_id)) >= 3
BEGIN SELECT RAISE(ABORT, 'few items are opened by grant: this table is only ever added to'); END;
CREATE TRIGGER look_answers_no_delete BEFORE DELETE ON look_answers BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER look_answers_no_update BEFORE UPDATE ON look_answers BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER look_requests_no_delete BEFORE DELETE ON look_requests BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER look_requests_no_update BEFORE UPDATE ON look_requests BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER mark_areas_no_delete BEFORE DELETE ON mark_areas BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER mark_areas_no_update BEFORE UPDATE ON mark_areas BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER mark_groups_no_delete BEFORE DELETE ON mark_groups BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER mark_groups_no_update BEFORE UPDATE ON mark_groups BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER mark_rulings_no_delete BEFORE DELETE ON mark_rulings BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER mark_rulings_no_update BEFORE UPDATE ON mark_rulings BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER office_papers_no_delete BEFORE DELETE ON office_papers BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER office_papers_no_update BEFORE UPDATE ON office_papers BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER openings_no_delete BEFORE DELETE ON openings BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER openings_no_update BEFORE UPDATE ON openings BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER overrides_granted BEFORE INSERT ON overrides
WHEN NOT EXISTS (SELECT 1 FROM look_requests r JOIN look_answers a ON a.request_id = r.id WHERE r.id = NEW.request_id AND a.answer = 'GRANTED'
                 AND r.item_id = NEW.item_id AND r.line_id = NEW.line_id AND r.by = NEW.by AND r.by <> a.by AND a.until = NEW.until AND a.until > NEW.at)
  OR NOT EXISTS (SELECT 1 FROM screened d WHERE d.item_id = NEW.item_id) OR EXISTS (SELECT 1 FROM held_items h WHERE h.item_id = NEW.item_id)
BEGIN SELECT RAISE(ABORT, 'a look opens by a live grant alone: this table is only ever added to'); END;
CREATE TRIGGER overrides_no_delete BEFORE DELETE ON overrides BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER overrides_no_update BEFORE UPDATE ON overrides BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER parties_no_delete BEFORE DELETE ON parties BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER parties_no_update BEFORE UPDATE ON parties BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER people_links_no_delete BEFORE DELETE ON people_links BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER people_links_no_update BEFORE UPDATE ON people_links BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER people_unlinks_no_delete BEFORE DELETE ON people_unlinks BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER people_unlinks_no_update BEFORE UPDATE ON people_unlinks BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER police_answers_no_delete BEFORE DELETE ON police_answers BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER police_answers_no_update BEFORE UPDATE ON police_answers BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER police_requests_no_delete BEFORE DELETE ON police_requests BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER police_requests_no_update BEFORE UPDATE ON police_requests BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER privilege_names_no_delete BEFORE DELETE ON privilege_names BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER privilege_names_no_update BEFORE UPDATE ON privilege_names BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER problems_no_delete BEFORE DELETE ON problems BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER problems_no_update BEFORE UPDATE ON problems BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER production_for_no_delete BEFORE DELETE ON production_for BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER production_for_no_update BEFORE UPDATE ON production_for BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER production_items_no_delete BEFORE DELETE ON production_items BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER production_items_no_update BEFORE UPDATE ON production_items BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER productions_no_delete BEFORE DELETE ON productions BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER productions_no_update BEFORE UPDATE ON productions BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER pseudonyms_no_delete BEFORE DELETE ON pseudonyms BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER pseudonyms_no_update BEFORE UPDATE ON pseudonyms BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER read_times_no_delete BEFORE DELETE ON read_times BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER read_times_no_update BEFORE UPDATE ON read_times BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER read_times_of_last BEFORE INSERT ON read_times
WHEN NEW.order_id IS NOT (SELECT o.id FROM items i JOIN date_orders o ON o.source_id = i.source_id WHERE i.id = NEW.item_id ORDER BY o.number DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'a time is read by the last order of its source: this table is only ever added to'); END;
CREATE TRIGGER reading_declared_no_delete BEFORE DELETE ON reading_declared BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER reading_declared_no_update BEFORE UPDATE ON reading_declared BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER reading_ends_no_delete BEFORE DELETE ON reading_ends BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER reading_ends_no_update BEFORE UPDATE ON reading_ends BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER reading_problems_no_delete BEFORE DELETE ON reading_problems BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER reading_problems_no_update BEFORE UPDATE ON reading_problems BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER readings_no_delete BEFORE DELETE ON readings BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER readings_no_update BEFORE UPDATE ON readings BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER recipients_no_delete BEFORE DELETE ON recipients BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER recipients_no_update BEFORE UPDATE ON recipients BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER redactions_no_delete BEFORE DELETE ON redactions BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER redactions_no_update BEFORE UPDATE ON redactions BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER releases_no_delete BEFORE DELETE ON releases BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER releases_no_update BEFORE UPDATE ON releases BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER review_due_no_delete BEFORE DELETE ON review_due BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER review_due_no_update BEFORE UPDATE ON review_due BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER review_triggers_no_delete BEFORE DELETE ON review_triggers BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER review_triggers_no_update BEFORE UPDATE ON review_triggers BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER reviews_kept_no_delete BEFORE DELETE ON reviews_kept BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER reviews_kept_no_update BEFORE UPDATE ON reviews_kept BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER rulings_no_delete BEFORE DELETE ON rulings BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER rulings_no_update BEFORE UPDATE ON rulings BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER sample_acts_no_delete BEFORE DELETE ON sample_acts BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER sample_acts_no_update BEFORE UPDATE ON sample_acts BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER sample_items_no_delete BEFORE DELETE ON sample_items BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER sample_items_no_update BEFORE UPDATE ON sample_items BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER sample_plans_no_delete BEFORE DELETE ON sample_plans BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER sample_plans_no_update BEFORE UPDATE ON sample_plans BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER sample_readings_no_delete BEFORE DELETE ON sample_readings BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER sample_readings_no_update BEFORE UPDATE ON sample_readings BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER schedule_ends_no_delete BEFORE DELETE ON schedule_ends BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER schedule_ends_no_update BEFORE UPDATE ON schedule_ends BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER schedule_numbers_no_delete BEFORE DELETE ON schedule_numbers BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER schedule_numbers_no_update BEFORE UPDATE ON schedule_numbers BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER scheduled_no_delete BEFORE DELETE ON scheduled BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER scheduled_no_update BEFORE UPDATE ON scheduled BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER scope_changes_no_delete BEFORE DELETE ON scope_changes BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER scope_changes_no_update BEFORE UPDATE ON scope_changes BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER scope_exhibits_no_delete BEFORE DELETE ON scope_exhibits BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER scope_exhibits_no_update BEFORE UPDATE ON scope_exhibits BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER scope_keys_no_delete BEFORE DELETE ON scope_keys BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER scope_keys_no_update BEFORE UPDATE ON scope_keys BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER scope_kinds_no_delete BEFORE DELETE ON scope_kinds BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER scope_kinds_no_update BEFORE UPDATE ON scope_kinds BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER scope_threads_no_delete BEFORE DELETE ON scope_threads BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER scope_threads_no_update BEFORE UPDATE ON scope_threads BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER seals_no_delete BEFORE DELETE ON seals BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER seals_no_update BEFORE UPDATE ON seals BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER sensitive_claims_no_delete BEFORE DELETE ON sensitive_claims BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER sensitive_claims_no_update BEFORE UPDATE ON sensitive_claims BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER sensitive_ends_no_delete BEFORE DELETE ON sensitive_ends BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER sensitive_ends_no_update BEFORE UPDATE ON sensitive_ends BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER sensitive_views_no_delete BEFORE DELETE ON sensitive_views BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER sensitive_views_no_update BEFORE UPDATE ON sensitive_views BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER sent_back_no_delete BEFORE DELETE ON sent_back BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER sent_back_no_update BEFORE UPDATE ON sent_back BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER settlements_no_delete BEFORE DELETE ON settlements BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER settlements_no_update BEFORE UPDATE ON settlements BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER source_ends_no_delete BEFORE DELETE ON source_ends BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER source_ends_no_update BEFORE UPDATE ON source_ends BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER sources_no_delete BEFORE DELETE ON sources BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER sources_no_update BEFORE UPDATE ON sources BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER tag_acts_no_delete BEFORE DELETE ON tag_acts BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER tag_acts_no_update BEFORE UPDATE ON tag_acts BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER tag_orders_no_delete BEFORE DELETE ON tag_orders BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER tag_orders_no_update BEFORE UPDATE ON tag_orders BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER thread_people_no_delete BEFORE DELETE ON thread_people BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER thread_people_no_update BEFORE UPDATE ON thread_people BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER threads_no_delete BEFORE DELETE ON threads BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER threads_no_update BEFORE UPDATE ON threads BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER tokens_no_delete BEFORE DELETE ON tokens BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER tokens_no_update BEFORE UPDATE ON tokens BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER unmasked_no_delete BEFORE DELETE ON unmasked BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER unmasked_no_update BEFORE UPDATE ON unmasked BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER users_no_delete BEFORE DELETE ON users BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER users_no_update BEFORE UPDATE ON users BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER whole_pages_no_delete BEFORE DELETE ON whole_pages BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER whole_pages_no_update BEFORE UPDATE ON whole_pages BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER withdrawals_no_delete BEFORE DELETE ON withdrawals BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER withdrawals_no_update BEFORE UPDATE ON withdrawals BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE VIEW covered AS
SELECT c.version_id, c.line_id, i.id AS item_id
FROM covered_threads c JOIN line_versions v ON v.id = c.version_id JOIN items i ON i.thread_id = c.thread_id
WHERE (v.all_dates OR (i.day IS NULL AND v.undated) OR (i.day >= v.date_from AND i.day <= v.date_to))
  AND (NOT EXISTS (SELECT 1 FROM scope_kinds k WHERE k.version_id = v.id) OR EXISTS (SELECT 1 FROM scope_kinds k WHERE k.version_id = v.id AND k.kind = coalesce(c.kind, i.kind)));
CREATE VIEW covered_threads AS
SELECT v.id AS version_id, v.line_id, own.id AS thread_id,
  (SELECT m.kind FROM attached_threads a JOIN items m ON m.id = a.message_id WHERE a.thread_id = own.id) AS kind
FROM line_versions v JOIN threads own
JOIN threads h ON h.id = coalesce((SELECT m.thread_id FROM attached_threads a JOIN items m ON m.id = a.message_id WHERE a.thread_id = own.id), own.id)
JOIN sources s ON s.id = h.source_id JOIN exhibits x ON x.id = s.exhibit_id
WHERE (NOT EXISTS (SELECT 1 FROM scope_exhibits e WHERE e.version_id = v.id) OR EXISTS (SELECT 1 FROM scope_exhibits e WHERE e.version_id = v.id AND e.ref = x.ref))
  AND (NOT EXISTS (SELECT 1 FROM scope_threads t WHERE t.version_id = v.id) OR EXISTS (SELECT 1 FROM scope_threads t WHERE t.version_id = v.id AND t.title = h.title))
  AND (v.all_people
       OR EXISTS (SELECT 1 FROM thread_people p JOIN scope_keys k ON k.version_id = v.id AND k.key = p.key WHERE p.thread_id = h.id
                  AND NOT (p.is_owner OR EXISTS (SELECT 1 FROM evident_owners o WHERE o.exhibit_id = x.id AND o.key = p.key)
                      OR EXISTS (SELECT 1 FROM given_owners o WHERE o.exhibit_id = x.id AND o.key = p.key)))
       OR (NOT EXISTS (SELECT 1 FROM thread_people p WHERE p.thread_id = h.id
                       AND NOT (p.is_owner OR EXISTS (SELECT 1 FROM evident_owners o WHERE o.exhibit_id = x.id AND o.key = p.key)
                      OR EXISTS (SELECT 1 FROM given_owners o WHERE o.exhibit_id = x.id AND o.key = p.key)))
           AND EXISTS (SELECT 1 FROM thread_people p JOIN scope_keys k ON k.version_id = v.id AND k.key = p.key WHERE p.thread_id = h.id))
       OR (NOT EXISTS (SELECT 1 FROM thread_people p WHERE p.thread_id = h.id)
           AND (EXISTS (SELECT 1 FROM scope_keys k WHERE k.version_id = v.id AND k.key = s.owner_key)
                OR EXISTS (SELECT 1 FROM scope_exhibits e WHERE e.version_id = v.id AND e.ref = x.ref))));
CREATE VIEW current_decisions AS
SELECT d.* FROM decisions d
WHERE d.undoes IS NULL AND NOT EXISTS (SELECT 1 FROM decisions u WHERE u.undoes = d.id)
  AND NOT EXISTS (SELECT 1 FROM decisions n WHERE n.line_id = d.line_id AND n.item_id = d.item_id AND n.number > d.number AND n.undoes IS NULL
                  AND NOT EXISTS (SELECT 1 FROM decisions u WHERE u.undoes = n.id));
CREATE VIEW current_tags AS
SELECT t.line_id, t.item_id, t.tag, t.by, t.at FROM latest_tag_acts t
JOIN current_decisions d ON d.line_id = t.line_id AND d.item_id = t.item_id AND d.value = 'RELEVANT' WHERE t.is_set;
CREATE VIEW current_versions AS
SELECT v.* FROM line_versions v JOIN line_acts a ON a.version_id = v.id AND a.act = 'APPROVED'
WHERE v.version = (SELECT max(w.version) FROM line_versions w JOIN line_acts b ON b.version_id = w.id AND b.act = 'APPROVED' WHERE w.line_id = v.line_id);
CREATE VIEW described_alone AS
SELECT DISTINCT i.thread_id FROM items i WHERE i.id IN (SELECT item_id FROM standing_assessments WHERE value = 'PASSES')
  OR i.id IN (SELECT e.item_id FROM endorsements e WHERE e.code IN ('DISCLOSE', 'INSPECT', 'EVIDENCE') AND NOT EXISTS
              (SELECT 1 FROM endorsements n WHERE n.item_id = e.item_id AND n.accused = e.accused AND n.number > e.number));
CREATE VIEW held_alone AS
SELECT item_id FROM privilege p
WHERE coalesce((SELECT r.outcome FROM releases r WHERE r.item_id = p.item_id ORDER BY r.number DESC LIMIT 1), '') <> 'RELEASED'
UNION
SELECT item_id FROM holds h
WHERE coalesce((SELECT r.outcome FROM releases r WHERE r.item_id = h.item_id AND r.at >= h.at ORDER BY r.number DESC LIMIT 1), '') <> 'RELEASED'
UNION
SELECT item_id FROM finds f WHERE NOT EXISTS (SELECT 1 FROM find_outcomes o WHERE o.find_id = f.id);
CREATE VIEW held_items AS
SELECT item_id FROM held_alone
UNION
SELECT i.id FROM held_alone h JOIN attached_above a ON a.item_id = h.item_id JOIN items i ON i.thread_id = a.thread_id;
CREATE VIEW in_scope AS
SELECT c.line_id, c.version_id, c.item_id FROM current_versions v JOIN covered c ON c.version_id = v.id;
CREATE VIEW last_date_orders AS
SELECT o.* FROM date_orders o WHERE NOT EXISTS (SELECT 1 FROM date_orders n WHERE n.source_id = o.source_id AND n.number > o.number);
CREATE VIEW latest_rulings AS
SELECT r.* FROM rulings r WHERE NOT EXISTS (SELECT 1 FROM rulings n WHERE n.sort = r.sort AND n.key = r.key AND n.number > r.number);
CREATE VIEW latest_sample_readings AS
SELECT r.* FROM sample_readings r
WHERE NOT EXISTS (SELECT 1 FROM sample_readings n WHERE n.plan_id = r.plan_id AND n.item_id = r.item_id AND n.number > r.number);
CREATE VIEW latest_tag_acts AS
SELECT t.* FROM tag_acts t
WHERE NOT EXISTS (SELECT 1 FROM tag_acts n WHERE n.line_id = t.line_id AND n.item_id = t.item_id AND n.tag = t.tag AND n.number > t.number);
CREATE VIEW looks_granted AS
SELECT r.item_id, max(iif(o.id IS NULL, a.until, '9999')) AS until FROM look_requests r JOIN look_answers a ON a.request_id = r.id AND a.answer = 'GRANTED'
LEFT JOIN overrides o ON o.request_id = r.id GROUP BY r.item_id;
CREATE VIEW open_reviews AS
SELECT d.trigger_id, t.sort, t.words, d.item_id, d.line_id, d.person_id, t.at FROM review_due d JOIN review_triggers t ON t.id = d.trigger_id
WHERE NOT EXISTS (SELECT 1 FROM reviews_kept k WHERE k.trigger_id = d.trigger_id AND k.item_id = d.item_id AND k.line_id = d.line_id
                  AND k.person_id = d.person_id)
  AND NOT EXISTS (SELECT 1 FROM decisions n WHERE d.line_id <> 0 AND n.item_id = d.item_id AND n.line_id = d.line_id AND n.number > t.last_decision)
  AND NOT EXISTS (SELECT 1 FROM endorsements n JOIN case_people p ON p.name = n.accused
                  WHERE d.person_id <> 0 AND n.item_id = d.item_id AND p.id = d.person_id AND n.number > t.last_endorsement);
CREATE VIEW owners_in_threads AS
SELECT p.thread_id, p.key FROM thread_people p WHERE p.is_owner
UNION
SELECT p.thread_id, p.key FROM thread_people p JOIN threads t ON t.id = p.thread_id JOIN sources s ON s.id = t.source_id
JOIN (SELECT exhibit_id, key FROM evident_owners UNION SELECT exhibit_id, key FROM given_owners) e ON e.exhibit_id = s.exhibit_id AND e.key = p.key;
CREATE VIEW reviewable AS
SELECT s.line_id, s.version_id, s.item_id FROM in_scope s
WHERE EXISTS (SELECT 1 FROM screened d WHERE d.item_id = s.item_id) AND NOT EXISTS (SELECT 1 FROM held_items h WHERE h.item_id = s.item_id);
CREATE VIEW scheduled_relevant AS
SELECT line_id, item_id FROM current_decisions WHERE value = 'RELEVANT' AND item_id NOT IN (SELECT item_id FROM sensitive_items);
CREATE VIEW sensitive_items AS
SELECT item_id FROM sensitive_claims c WHERE NOT EXISTS (SELECT 1 FROM sensitive_ends e WHERE e.claim_id = c.id);
CREATE VIEW standing_allowed AS
SELECT a.* FROM allowed a WHERE NOT EXISTS (SELECT 1 FROM allowed_ends e WHERE e.allowed_id = a.id);
CREATE VIEW standing_assessments AS
SELECT a.* FROM assessments a
WHERE NOT EXISTS (SELECT 1 FROM assessments n WHERE n.item_id = a.item_id AND n.person_id = a.person_id AND n.number > a.number);
CREATE VIEW standing_case_people AS
SELECT p.id, p.name, p.part, p.by, p.at FROM case_people p WHERE p.id NOT IN (SELECT person_id FROM case_people_ends);
CREATE VIEW standing_links AS
SELECT l.* FROM people_links l WHERE NOT EXISTS (SELECT 1 FROM people_unlinks u WHERE u.link_id = l.id);
CREATE VIEW standing_problems AS
WITH last (source_id, reading_id) AS (SELECT source_id, max(id) FROM readings WHERE id IN (SELECT reading_id FROM reading_ends) GROUP BY source_id)
SELECT source_id, locator, kind, reason, records FROM problems WHERE source_id NOT IN (SELECT source_id FROM last)
UNION ALL SELECT l.source_id, p.locator, p.kind, p.reason, p.records FROM reading_problems p JOIN last l ON l.reading_id = p.reading_id;
CREATE VIEW standing_redactions AS
SELECT r.* FROM redactions r WHERE NOT EXISTS (SELECT 1 FROM withdrawals w WHERE w.redaction_id = r.id);
CREATE VIEW standing_times AS
SELECT f.item_id, i.source_id, iif(r.item_id IS NULL, f.sent_local, r.sent_local) AS sent_local, iif(r.item_id IS NULL, f.sent_utc, r.sent_utc) AS sent_utc,
  iif(r.item_id IS NULL, f.day, r.day) AS day, iif(r.item_id IS NULL, f.sort_time, r.sort_time) AS sort_time, coalesce(r.remark, '') AS remark,
  r.item_id IS NOT NULL AS anew
FROM first_times f JOIN items i ON i.id = f.item_id
LEFT JOIN read_times r ON r.item_id = f.item_id
  AND r.order_id = (SELECT o.id FROM date_orders o WHERE o.source_id = i.source_id ORDER BY o.number DESC LIMIT 1);
