-- Format 18: the record of the case, what police say of an item for each accused, sensitivity, requests, what the defence served, what is due for review.

-- what the defence served; later rows answer it
CREATE TABLE defence_documents (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE,
  sort TEXT NOT NULL CHECK (sort IN ('DEFENCE_STATEMENT', 'UPDATED_STATEMENT', 'SECTION_8', 'REQUEST')),
  person_id INTEGER NOT NULL REFERENCES case_people (id), day TEXT NOT NULL, words TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE defence_items (
  document_id TEXT NOT NULL REFERENCES defence_documents (id), item_id INTEGER NOT NULL REFERENCES items (id), PRIMARY KEY (document_id, item_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE defence_answers (
  number INTEGER PRIMARY KEY, document_id TEXT NOT NULL REFERENCES defence_documents (id),
  answer TEXT NOT NULL CHECK (answer IN ('DISCLOSED', 'NOTHING_FURTHER', 'REFUSED', 'COURT_ORDERED', 'COURT_REFUSED')),
  words TEXT NOT NULL, day TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
-- charges, issues and what else both sides rest on, entered once; numbered within their sort, and ended by a later row
CREATE TABLE case_entries (
  id INTEGER PRIMARY KEY, sort TEXT NOT NULL CHECK (sort IN ('CHARGE', 'PROSECUTION_CASE', 'ISSUE', 'STAGE', 'OFFICER', 'LINKED_CASE', 'KEY_DATE')),
  number INTEGER NOT NULL, words TEXT NOT NULL, person_id INTEGER REFERENCES case_people (id), day TEXT,
  document_id TEXT REFERENCES defence_documents (id), by TEXT NOT NULL, at TEXT NOT NULL, UNIQUE (sort, number)
) STRICT;
CREATE TABLE case_entry_lines (
  entry_id INTEGER NOT NULL REFERENCES case_entries (id), line_id INTEGER NOT NULL REFERENCES lines (id), PRIMARY KEY (entry_id, line_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE case_entry_ends (entry_id INTEGER PRIMARY KEY REFERENCES case_entries (id), reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL) STRICT;
-- the police assessment of an item for one accused; items of one group were assessed together
CREATE TABLE assessments (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, item_id INTEGER NOT NULL REFERENCES items (id),
  person_id INTEGER NOT NULL REFERENCES case_people (id), value TEXT NOT NULL CHECK (value IN ('PASSES', 'DOES_NOT_PASS', 'EVIDENCE', 'NO_LONGER_RELEVANT')),
  limbs TEXT NOT NULL, issue INTEGER NOT NULL, reason TEXT NOT NULL, presumption TEXT NOT NULL, exception TEXT NOT NULL, group_id TEXT NOT NULL,
  by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX assessments_item ON assessments (item_id, person_id, number);
CREATE VIEW standing_assessments AS
SELECT a.* FROM assessments a
WHERE NOT EXISTS (SELECT 1 FROM assessments n WHERE n.item_id = a.item_id AND n.person_id = a.person_id AND n.number > a.number);
-- what goes with a code: the exception from a presumption, the order of a court
CREATE TABLE endorsement_grounds (
  endorsement_id TEXT PRIMARY KEY REFERENCES endorsements (id), exception TEXT NOT NULL, court_order TEXT NOT NULL
) STRICT;
-- how it was settled that a code goes against an assessment
CREATE TABLE settlements (
  assessment_id TEXT NOT NULL REFERENCES assessments (id), endorsement_id TEXT NOT NULL REFERENCES endorsements (id),
  words TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (assessment_id, endorsement_id)
) STRICT;
-- sensitive in the sense of public interest: on a schedule of its own, never on what is served
CREATE TABLE sensitive_claims (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, item_id INTEGER NOT NULL REFERENCES items (id), interest TEXT NOT NULL, reason TEXT NOT NULL,
  by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE sensitive_views (
  number INTEGER PRIMARY KEY, claim_id TEXT NOT NULL REFERENCES sensitive_claims (id), view TEXT NOT NULL CHECK (view IN ('AGREED', 'DISPUTED')),
  application INTEGER NOT NULL CHECK (application IN (0, 1)), reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE sensitive_ends (claim_id TEXT PRIMARY KEY REFERENCES sensitive_claims (id), reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE VIEW sensitive_items AS
SELECT item_id FROM sensitive_claims c WHERE NOT EXISTS (SELECT 1 FROM sensitive_ends e WHERE e.claim_id = c.id);
-- what stands as relevant and belongs on the schedule of what is not sensitive: every figure that is served counts these
CREATE VIEW scheduled_relevant AS
SELECT line_id, item_id FROM current_decisions WHERE value = 'RELEVANT' AND item_id NOT IN (SELECT item_id FROM sensitive_items);
-- what a prosecutor asks of the police
CREATE TABLE police_requests (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, sort TEXT NOT NULL CHECK (sort IN ('DESCRIPTION', 'MATERIAL', 'SENSITIVITY')),
  item_id INTEGER NOT NULL REFERENCES items (id), words TEXT NOT NULL, due TEXT, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE police_answers (request_id TEXT PRIMARY KEY REFERENCES police_requests (id), words TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL) STRICT;
-- why decisions are due for review; a decision, or a look, that is newer than the last decision or entry of the log of then came after it
CREATE TABLE review_triggers (
  id INTEGER PRIMARY KEY, sort TEXT NOT NULL, words TEXT NOT NULL, last_decision INTEGER NOT NULL, last_endorsement INTEGER NOT NULL,
  last_entry INTEGER NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE review_due (
  trigger_id INTEGER NOT NULL REFERENCES review_triggers (id), item_id INTEGER NOT NULL REFERENCES items (id), line_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL, PRIMARY KEY (trigger_id, item_id, line_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE reviews_kept (
  trigger_id INTEGER NOT NULL REFERENCES review_triggers (id), item_id INTEGER NOT NULL REFERENCES items (id), line_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL, reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (trigger_id, item_id, line_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE VIEW open_reviews AS
SELECT d.trigger_id, t.sort, t.words, d.item_id, d.line_id, d.person_id, t.at FROM review_due d JOIN review_triggers t ON t.id = d.trigger_id
WHERE NOT EXISTS (SELECT 1 FROM reviews_kept k WHERE k.trigger_id = d.trigger_id AND k.item_id = d.item_id AND k.line_id = d.line_id
                  AND k.person_id = d.person_id)
  AND NOT EXISTS (SELECT 1 FROM decisions n WHERE d.line_id <> 0 AND n.item_id = d.item_id AND n.line_id = d.line_id AND n.number > t.last_decision)
  AND NOT EXISTS (SELECT 1 FROM endorsements n JOIN case_people p ON p.name = n.accused
                  WHERE d.person_id <> 0 AND n.item_id = d.item_id AND p.id = d.person_id AND n.number > t.last_endorsement);
-- how a disclosure officer describes an entry of the schedule
CREATE TABLE descriptions (
  number INTEGER PRIMARY KEY, line_id INTEGER NOT NULL REFERENCES lines (id), thread_id INTEGER NOT NULL REFERENCES threads (id), words TEXT NOT NULL,
  by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
-- what of one bundle stays at home: the officer's report and the sensitive schedule of that day
CREATE TABLE office_papers (
  production_id TEXT NOT NULL REFERENCES productions (id), name TEXT NOT NULL, blob_id INTEGER NOT NULL REFERENCES blobs (id), PRIMARY KEY (production_id, name)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER defence_documents_no_update BEFORE UPDATE ON defence_documents BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER defence_documents_no_delete BEFORE DELETE ON defence_documents BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER defence_items_no_update BEFORE UPDATE ON defence_items BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER defence_items_no_delete BEFORE DELETE ON defence_items BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER defence_answers_no_update BEFORE UPDATE ON defence_answers BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER defence_answers_no_delete BEFORE DELETE ON defence_answers BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER case_entries_no_update BEFORE UPDATE ON case_entries BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER case_entries_no_delete BEFORE DELETE ON case_entries BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER case_entry_lines_no_update BEFORE UPDATE ON case_entry_lines BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER case_entry_lines_no_delete BEFORE DELETE ON case_entry_lines BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER case_entry_ends_no_update BEFORE UPDATE ON case_entry_ends BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER case_entry_ends_no_delete BEFORE DELETE ON case_entry_ends BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER assessments_no_update BEFORE UPDATE ON assessments BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER assessments_no_delete BEFORE DELETE ON assessments BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER endorsement_grounds_no_update BEFORE UPDATE ON endorsement_grounds BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER endorsement_grounds_no_delete BEFORE DELETE ON endorsement_grounds BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER settlements_no_update BEFORE UPDATE ON settlements BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER settlements_no_delete BEFORE DELETE ON settlements BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER sensitive_claims_no_update BEFORE UPDATE ON sensitive_claims BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER sensitive_claims_no_delete BEFORE DELETE ON sensitive_claims BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER sensitive_views_no_update BEFORE UPDATE ON sensitive_views BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER sensitive_views_no_delete BEFORE DELETE ON sensitive_views BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER sensitive_ends_no_update BEFORE UPDATE ON sensitive_ends BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER sensitive_ends_no_delete BEFORE DELETE ON sensitive_ends BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER police_requests_no_update BEFORE UPDATE ON police_requests BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER police_requests_no_delete BEFORE DELETE ON police_requests BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER police_answers_no_update BEFORE UPDATE ON police_answers BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER police_answers_no_delete BEFORE DELETE ON police_answers BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER review_triggers_no_update BEFORE UPDATE ON review_triggers BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER review_triggers_no_delete BEFORE DELETE ON review_triggers BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER review_due_no_update BEFORE UPDATE ON review_due BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER review_due_no_delete BEFORE DELETE ON review_due BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER reviews_kept_no_update BEFORE UPDATE ON reviews_kept BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER reviews_kept_no_delete BEFORE DELETE ON reviews_kept BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER descriptions_no_update BEFORE UPDATE ON descriptions BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER descriptions_no_delete BEFORE DELETE ON descriptions BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER office_papers_no_update BEFORE UPDATE ON office_papers BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER office_papers_no_delete BEFORE DELETE ON office_papers BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
