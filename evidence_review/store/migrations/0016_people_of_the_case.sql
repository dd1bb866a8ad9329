-- Format 16: the people of the case are entered once; what leaves is decided and counted for one accused; entries of a schedule stay for ever.

-- accused and complainants by the name that every paper prints; entered by a person, never by a typed endorsement
CREATE TABLE case_people (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, part TEXT NOT NULL CHECK (part IN ('ACCUSED', 'COMPLAINANT')), by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
-- every name, number and address by which the material knows such a person
CREATE TABLE case_people_keys (
  person_id INTEGER NOT NULL REFERENCES case_people (id), key TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (person_id, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE case_people_ends (person_id INTEGER PRIMARY KEY REFERENCES case_people (id), reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL) STRICT;
INSERT INTO case_people (name, part, by, at) SELECT name, 'ACCUSED', by, at FROM accused ORDER BY at, name;
DROP TABLE accused;
CREATE VIEW standing_case_people AS
SELECT p.id, p.name, p.part, p.by, p.at FROM case_people p WHERE p.id NOT IN (SELECT person_id FROM case_people_ends);

-- for whom a bundle was made
CREATE TABLE production_for (
  production_id TEXT PRIMARY KEY REFERENCES productions (id), person_id INTEGER NOT NULL REFERENCES case_people (id)
) STRICT;
-- numbers of the schedule: given once, to one conversation or document for one line; what returns after it was withdrawn has a new one
CREATE TABLE schedule_numbers (
  number INTEGER PRIMARY KEY, line_id INTEGER NOT NULL REFERENCES lines (id), thread_id INTEGER NOT NULL REFERENCES threads (id),
  by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
INSERT INTO schedule_numbers SELECT number, line_id, thread_id, by, at FROM schedule_entries;
DROP TABLE schedule_entries;
CREATE TABLE schedule_ends (
  number INTEGER PRIMARY KEY REFERENCES schedule_numbers (number), reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
-- what each bundle's schedule said of each number that stood: its code, the items copied with the digest of what was approved, the description
CREATE TABLE scheduled (
  production_id TEXT NOT NULL REFERENCES productions (id), number INTEGER NOT NULL REFERENCES schedule_numbers (number),
  code TEXT NOT NULL, items INTEGER NOT NULL, copied TEXT NOT NULL, said TEXT NOT NULL, PRIMARY KEY (production_id, number)
) STRICT, WITHOUT ROWID;
-- why a whole page of a record goes out where the extract is the rule
CREATE TABLE whole_pages (
  id TEXT PRIMARY KEY, item_id INTEGER NOT NULL REFERENCES items (id), reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX whole_pages_item ON whole_pages (item_id);
-- by what names or tokens the people around an item stood when it was approved, as JSON: sender first
CREATE TABLE approved_labels (
  approval_id TEXT NOT NULL REFERENCES approvals (id), item_id INTEGER NOT NULL REFERENCES items (id), labels TEXT NOT NULL, PRIMARY KEY (approval_id, item_id)
) STRICT;

CREATE TRIGGER case_people_no_update BEFORE UPDATE ON case_people BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER case_people_no_delete BEFORE DELETE ON case_people BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER case_people_keys_no_update BEFORE UPDATE ON case_people_keys BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER case_people_keys_no_delete BEFORE DELETE ON case_people_keys BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER case_people_ends_no_update BEFORE UPDATE ON case_people_ends BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER case_people_ends_no_delete BEFORE DELETE ON case_people_ends BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER production_for_no_update BEFORE UPDATE ON production_for BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER production_for_no_delete BEFORE DELETE ON production_for BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER schedule_numbers_no_update BEFORE UPDATE ON schedule_numbers BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER schedule_numbers_no_delete BEFORE DELETE ON schedule_numbers BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER schedule_ends_no_update BEFORE UPDATE ON schedule_ends BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER schedule_ends_no_delete BEFORE DELETE ON schedule_ends BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER scheduled_no_update BEFORE UPDATE ON scheduled BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER scheduled_no_delete BEFORE DELETE ON scheduled BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER whole_pages_no_update BEFORE UPDATE ON whole_pages BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER whole_pages_no_delete BEFORE DELETE ON whole_pages BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER approved_labels_no_update BEFORE UPDATE ON approved_labels BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER approved_labels_no_delete BEFORE DELETE ON approved_labels BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
