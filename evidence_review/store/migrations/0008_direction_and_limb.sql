-- Format 8: which way an item points and what it does to a case, as people say, and an order for each such tag beside the line's own.

-- setting a tag and taking it off are both rows; the last one of an item, line and tag counts
CREATE TABLE tag_acts (
  number INTEGER PRIMARY KEY, item_id INTEGER NOT NULL REFERENCES items (id), line_id INTEGER NOT NULL REFERENCES lines (id),
  tag TEXT NOT NULL CHECK (tag IN ('TOWARDS', 'AWAY', 'SUPPORTS', 'UNDERMINES_OR_ASSISTS')), is_set INTEGER NOT NULL CHECK (is_set IN (0, 1)),
  by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX tag_acts_item ON tag_acts (line_id, item_id, tag, number);
CREATE VIEW latest_tag_acts AS
SELECT t.* FROM tag_acts t
WHERE NOT EXISTS (SELECT 1 FROM tag_acts n WHERE n.line_id = t.line_id AND n.item_id = t.item_id AND n.tag = t.tag AND n.number > t.number);
-- a tag stands on an item that stands as relevant to the line
CREATE VIEW current_tags AS
SELECT t.line_id, t.item_id, t.tag, t.by, t.at FROM latest_tag_acts t
JOIN current_decisions d ON d.line_id = t.line_id AND d.item_id = t.item_id AND d.value = 'RELEVANT' WHERE t.is_set;

-- what machines say of a tag: replaced by a later run
CREATE TABLE tag_first_scores (
  line_id INTEGER NOT NULL REFERENCES lines (id), tag TEXT NOT NULL, item_id INTEGER NOT NULL REFERENCES items (id), score REAL NOT NULL,
  PRIMARY KEY (line_id, tag, item_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE tag_ranks (
  line_id INTEGER NOT NULL REFERENCES lines (id), tag TEXT NOT NULL, item_id INTEGER NOT NULL REFERENCES items (id), rank INTEGER NOT NULL,
  score REAL NOT NULL, PRIMARY KEY (line_id, tag, item_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE tag_flags (
  line_id INTEGER NOT NULL REFERENCES lines (id), tag TEXT NOT NULL, item_id INTEGER NOT NULL REFERENCES items (id),
  version_id INTEGER NOT NULL REFERENCES line_versions (id), band TEXT NOT NULL, rank INTEGER NOT NULL, score REAL NOT NULL,
  reasons TEXT NOT NULL, engine_id INTEGER NOT NULL REFERENCES engines (id), PRIMARY KEY (line_id, tag, item_id)
) STRICT, WITHOUT ROWID;
-- one row for every order that was made for a tag; none is rewritten
CREATE TABLE tag_orders (
  id INTEGER PRIMARY KEY, line_id INTEGER NOT NULL REFERENCES lines (id), tag TEXT NOT NULL, version_id INTEGER NOT NULL REFERENCES line_versions (id),
  pool_digest TEXT NOT NULL, decided INTEGER NOT NULL, found INTEGER NOT NULL, decisions_digest TEXT NOT NULL, seed TEXT NOT NULL,
  settings TEXT NOT NULL, model_hash TEXT NOT NULL, order_digest TEXT NOT NULL, engine_id INTEGER NOT NULL REFERENCES engines (id), at TEXT NOT NULL
) STRICT;
CREATE INDEX tag_orders_line ON tag_orders (line_id, tag, id);

-- which tags a reader set with a reading of a drawn item, by name with spaces between
ALTER TABLE sample_readings ADD COLUMN tags TEXT NOT NULL DEFAULT '';

CREATE TRIGGER tag_acts_no_update BEFORE UPDATE ON tag_acts BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER tag_acts_no_delete BEFORE DELETE ON tag_acts BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER tag_orders_no_update BEFORE UPDATE ON tag_orders BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER tag_orders_no_delete BEFORE DELETE ON tag_orders BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
