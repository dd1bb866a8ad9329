-- Format 2: which items of a line repeat which, and which identities people have joined by hand.

-- the same message in another conversation of the line (machine: replaced by a later run; both items stay items of their own)
CREATE TABLE copies (
  line_id INTEGER NOT NULL REFERENCES lines (id), item_id INTEGER NOT NULL REFERENCES items (id),
  original_id INTEGER NOT NULL REFERENCES items (id), PRIMARY KEY (line_id, item_id), CHECK (item_id <> original_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX copies_original ON copies (line_id, original_id);
-- the same file in another source
CREATE INDEX attachments_sha256 ON attachments (sha256) WHERE sha256 IS NOT NULL;

-- two identities said to be one person, by hand and with a reason: a label on the screen; the scope gate never looks here
CREATE TABLE people_links (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, one_key TEXT NOT NULL, other_key TEXT NOT NULL, reason TEXT NOT NULL,
  by TEXT NOT NULL, at TEXT NOT NULL, CHECK (one_key <> other_key)
) STRICT;
CREATE TABLE people_unlinks (
  link_id TEXT PRIMARY KEY REFERENCES people_links (id), reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE VIEW standing_links AS
SELECT l.* FROM people_links l WHERE NOT EXISTS (SELECT 1 FROM people_unlinks u WHERE u.link_id = l.id);

CREATE TRIGGER people_links_no_update BEFORE UPDATE ON people_links BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER people_links_no_delete BEFORE DELETE ON people_links BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER people_unlinks_no_update BEFORE UPDATE ON people_unlinks BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER people_unlinks_no_delete BEFORE DELETE ON people_unlinks BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
