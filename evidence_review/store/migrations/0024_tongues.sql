-- Format 24: of what a line searched, what is written in another script or language than English; a search replaces the rows of its line.
-- A line without a row in line_tongues was searched before languages were told.

CREATE TABLE line_tongues (line_id INTEGER PRIMARY KEY REFERENCES lines (id), judged INTEGER NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE foreign_items (
  line_id INTEGER NOT NULL REFERENCES lines (id), item_id INTEGER NOT NULL REFERENCES items (id), tongue TEXT NOT NULL, PRIMARY KEY (line_id, item_id)
) STRICT, WITHOUT ROWID;
