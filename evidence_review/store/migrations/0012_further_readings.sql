-- Format 12: a source may be read again, for what earlier readings of it could not read. The first reading stays in `sources`, `source_ends`, `problems`, `declared` and `accounts`.

CREATE TABLE readings (
  id INTEGER PRIMARY KEY, source_id INTEGER NOT NULL REFERENCES sources (id), number INTEGER NOT NULL CHECK (number > 1),
  importer TEXT NOT NULL, importer_version TEXT NOT NULL, options TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, UNIQUE (source_id, number)
) STRICT;
CREATE TABLE reading_ends (
  reading_id INTEGER PRIMARY KEY REFERENCES readings (id), found INTEGER NOT NULL, imported INTEGER NOT NULL, duplicates INTEGER NOT NULL,
  account TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE reading_problems (
  id INTEGER PRIMARY KEY, reading_id INTEGER NOT NULL REFERENCES readings (id), locator TEXT NOT NULL, kind TEXT NOT NULL,
  reason TEXT NOT NULL, records INTEGER NOT NULL, UNIQUE (reading_id, locator, kind, reason)
) STRICT;
CREATE TABLE reading_declared (
  reading_id INTEGER NOT NULL REFERENCES readings (id), what TEXT NOT NULL, count INTEGER NOT NULL, UNIQUE (reading_id, what)
) STRICT;

CREATE TRIGGER readings_no_update BEFORE UPDATE ON readings BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER readings_no_delete BEFORE DELETE ON readings BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER reading_ends_no_update BEFORE UPDATE ON reading_ends BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER reading_ends_no_delete BEFORE DELETE ON reading_ends BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER reading_problems_no_update BEFORE UPDATE ON reading_problems BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER reading_problems_no_delete BEFORE DELETE ON reading_problems BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER reading_declared_no_update BEFORE UPDATE ON reading_declared BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER reading_declared_no_delete BEFORE DELETE ON reading_declared BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;

-- what stands unread: by the last reading of a source that reached its end, else by the first
CREATE VIEW standing_problems AS
WITH last (source_id, reading_id) AS (SELECT source_id, max(id) FROM readings WHERE id IN (SELECT reading_id FROM reading_ends) GROUP BY source_id)
SELECT source_id, locator, kind, reason, records FROM problems WHERE source_id NOT IN (SELECT source_id FROM last)
UNION ALL SELECT l.source_id, p.locator, p.kind, p.reason, p.records FROM reading_problems p JOIN last l ON l.reading_id = p.reading_id;
