-- Format 7: who was shown what, what each version of a line opened, what stood beside each decision, what went out; and a narrow index for the gate.

-- one row each time the words of an item were put before a person, in the transaction that logs it
CREATE TABLE openings (
  number INTEGER PRIMARY KEY, item_id INTEGER NOT NULL REFERENCES items (id), line_id INTEGER NOT NULL REFERENCES lines (id),
  how TEXT NOT NULL CHECK (how IN ('OPENED', 'CONTEXT', 'SAMPLE', 'APPROVAL', 'OUTSIDE')), by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX openings_line ON openings (line_id, item_id);
INSERT INTO openings (item_id, line_id, how, by, at)
SELECT i.id, l.id, iif(a.action = 'open sampled item', 'SAMPLE', 'OPENED'), a.user, substr(a.utc, 1, 19)
FROM audit a JOIN items i ON a.object = 'item:' || i.id JOIN lines l ON l.number = json_extract(CAST(a.line AS TEXT), '$.detail.line')
WHERE a.action IN ('open item', 'open sampled item') ORDER BY a.seq;
INSERT INTO openings (item_id, line_id, how, by, at)
SELECT i.id, l.id, 'CONTEXT', a.user, substr(a.utc, 1, 19)
FROM audit a JOIN json_each('[' || replace(json_extract(CAST(a.line AS TEXT), '$.detail.shown'), ' ', ',') || ']') e
JOIN items i ON i.id = e.value JOIN lines l ON l.number = json_extract(CAST(a.line AS TEXT), '$.detail.line')
WHERE a.action = 'unfold context' ORDER BY a.seq;

-- what an approved version of a line covers against the approved version before it; counts by exhibit and kind as JSON, never text
CREATE TABLE scope_changes (
  version_id INTEGER PRIMARY KEY REFERENCES line_versions (id), held INTEGER NOT NULL, before INTEGER NOT NULL, after INTEGER NOT NULL,
  opened INTEGER NOT NULL, closed INTEGER NOT NULL, parts TEXT NOT NULL, pool_digest TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL
) STRICT;

-- what the machine said when a person decided; `bulk` where one decision was given to several items
CREATE TABLE decided_beside (
  decision_id TEXT PRIMARY KEY REFERENCES decisions (id), band TEXT, rank INTEGER, pool INTEGER NOT NULL, bulk INTEGER NOT NULL
) STRICT;

CREATE TABLE production_items (
  production_id TEXT NOT NULL REFERENCES productions (id), line_id INTEGER NOT NULL REFERENCES lines (id),
  item_id INTEGER NOT NULL REFERENCES items (id), PRIMARY KEY (production_id, line_id, item_id)
) STRICT, WITHOUT ROWID;

-- items that a pattern could not be tried on within its time: they are told as not searched
CREATE TABLE term_gaps (
  line_id INTEGER NOT NULL REFERENCES lines (id), term TEXT NOT NULL, item_id INTEGER NOT NULL REFERENCES items (id), PRIMARY KEY (line_id, term, item_id)
) STRICT, WITHOUT ROWID;

-- the facts by which the gate decides, without the texts between them: a hit of the index is checked without reading its item
CREATE INDEX items_facts ON items (id, thread_id, kind, day, sender_id);

CREATE TRIGGER openings_no_update BEFORE UPDATE ON openings BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER openings_no_delete BEFORE DELETE ON openings BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER scope_changes_no_update BEFORE UPDATE ON scope_changes BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER scope_changes_no_delete BEFORE DELETE ON scope_changes BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER decided_beside_no_update BEFORE UPDATE ON decided_beside BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER decided_beside_no_delete BEFORE DELETE ON decided_beside BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER production_items_no_update BEFORE UPDATE ON production_items BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER production_items_no_delete BEFORE DELETE ON production_items BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
