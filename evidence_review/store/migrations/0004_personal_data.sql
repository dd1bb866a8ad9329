-- Format 4: decisions on personal data over the whole case, the list of what is known anyway, and what was signed before export.

-- one decision for each person or identifier, never for each mention; a later row is a change of mind
CREATE TABLE rulings (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, sort TEXT NOT NULL CHECK (sort IN ('PERSON', 'NAME', 'VALUE')), key TEXT NOT NULL,
  stance TEXT NOT NULL CHECK (stance IN ('MASK', 'KEEP', 'OPEN')), because TEXT NOT NULL, words TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX rulings_subject ON rulings (sort, key, number);
CREATE VIEW latest_rulings AS
SELECT r.* FROM rulings r WHERE NOT EXISTS (SELECT 1 FROM rulings n WHERE n.sort = r.sort AND n.key = r.key AND n.number > r.number);

-- what the accused knows already, role words, places of the incident: not suggested again
CREATE TABLE allowed (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, words TEXT NOT NULL, sort TEXT NOT NULL, why TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE allowed_ends (allowed_id TEXT PRIMARY KEY REFERENCES allowed (id), why TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE VIEW standing_allowed AS
SELECT a.* FROM allowed a WHERE NOT EXISTS (SELECT 1 FROM allowed_ends e WHERE e.allowed_id = a.id);

-- what a person said of a place where something masked elsewhere stays visible, or is masked though it is kept
CREATE TABLE answers (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, conflict TEXT NOT NULL, item_id INTEGER REFERENCES items (id), place TEXT NOT NULL,
  start INTEGER NOT NULL, stop INTEGER NOT NULL, answer TEXT NOT NULL CHECK (answer IN ('MASK', 'KEEP', 'NOT_THE_SAME')),
  because TEXT NOT NULL, words TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX answers_conflict ON answers (conflict, number);

-- signed before an export: the clues left on one person (I6), and what the detector still finds in the finished text
CREATE TABLE export_signs (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, what TEXT NOT NULL CHECK (what IN ('CLUES', 'FOUND')), about TEXT NOT NULL,
  digest TEXT NOT NULL, listed INTEGER NOT NULL, reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX export_signs_about ON export_signs (what, about, digest);

CREATE TRIGGER rulings_no_update BEFORE UPDATE ON rulings BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER rulings_no_delete BEFORE DELETE ON rulings BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER allowed_no_update BEFORE UPDATE ON allowed BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER allowed_no_delete BEFORE DELETE ON allowed BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER allowed_ends_no_update BEFORE UPDATE ON allowed_ends BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER allowed_ends_no_delete BEFORE DELETE ON allowed_ends BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER answers_no_update BEFORE UPDATE ON answers BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER answers_no_delete BEFORE DELETE ON answers BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER export_signs_no_update BEFORE UPDATE ON export_signs BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER export_signs_no_delete BEFORE DELETE ON export_signs BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
