-- Format 23: what each line of enquiry looks for, in a person's words, for the complainant's statement in its three forms.

CREATE TABLE line_words (
  number INTEGER PRIMARY KEY, version_id INTEGER NOT NULL REFERENCES line_versions (id), plain TEXT NOT NULL, welsh TEXT NOT NULL,
  easy TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TRIGGER line_words_no_update BEFORE UPDATE ON line_words BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER line_words_no_delete BEFORE DELETE ON line_words BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
