-- Format 19: search terms that the defence proposes, and the answer to each (reference/law.md L4).

CREATE TABLE defence_terms (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, person_id INTEGER NOT NULL REFERENCES case_people (id),
  line_id INTEGER NOT NULL REFERENCES lines (id), term TEXT NOT NULL, kind TEXT NOT NULL, why TEXT NOT NULL, day TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE defence_term_answers (
  term_id TEXT PRIMARY KEY REFERENCES defence_terms (id), accepted INTEGER NOT NULL CHECK (accepted IN (0, 1)), reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TRIGGER defence_terms_no_update BEFORE UPDATE ON defence_terms BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER defence_terms_no_delete BEFORE DELETE ON defence_terms BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER defence_term_answers_no_update BEFORE UPDATE ON defence_term_answers BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER defence_term_answers_no_delete BEFORE DELETE ON defence_term_answers BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
