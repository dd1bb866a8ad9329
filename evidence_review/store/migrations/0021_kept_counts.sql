-- Format 21: counts and orders of lines that are kept, so that the window need not count again. They follow from
-- other tables, change with them, and may be taken away at any time: what is not kept is counted.

CREATE TABLE line_counts (
  line_id INTEGER NOT NULL REFERENCES lines (id), what TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (line_id, what)
) STRICT, WITHOUT ROWID;
CREATE TABLE outside_counts (
  exhibit TEXT NOT NULL, kind TEXT NOT NULL, why TEXT NOT NULL, held INTEGER NOT NULL, outside INTEGER NOT NULL, PRIMARY KEY (exhibit, kind, why)
) STRICT, WITHOUT ROWID;
-- items that a line covers and that were screened, held ones among them: numbers of four bytes, the lowest first
CREATE TABLE line_orders (
  line_id INTEGER NOT NULL REFERENCES lines (id), way TEXT NOT NULL, items BLOB NOT NULL, PRIMARY KEY (line_id, way)
) STRICT;
