-- Format 14: the words inside files that are attached to items. What is read of them is a source of its own, whose conversations stand where the message stands.

-- a source made of the files attached to items of another
CREATE TABLE attached_sources (source_id INTEGER PRIMARY KEY REFERENCES sources (id), of_source_id INTEGER NOT NULL REFERENCES sources (id)) STRICT;
-- which files it is made of, in their order; `message_id` is the item by which the gate decides: the one that the file is attached to, or for a file within a file the outermost
CREATE TABLE attached_files (
  id INTEGER PRIMARY KEY, source_id INTEGER NOT NULL REFERENCES attached_sources (source_id), item_id INTEGER NOT NULL REFERENCES items (id),
  number INTEGER NOT NULL, message_id INTEGER NOT NULL REFERENCES items (id), depth INTEGER NOT NULL, UNIQUE (source_id, item_id, number)
) STRICT;
CREATE INDEX attached_files_item ON attached_files (item_id, number);
-- what became of each; LEFT: no line covered it any more, or it was held, when its turn came
CREATE TABLE attached_ends (
  file_id INTEGER PRIMARY KEY REFERENCES attached_files (id), outcome TEXT NOT NULL CHECK (outcome IN ('READ', 'NOT_READ', 'LEFT')),
  found INTEGER NOT NULL, items INTEGER NOT NULL, duplicates INTEGER NOT NULL, at TEXT NOT NULL
) STRICT;
-- the conversations of what was read, each of one file of one message
CREATE TABLE attached_threads (
  thread_id INTEGER PRIMARY KEY REFERENCES threads (id), file_id INTEGER NOT NULL REFERENCES attached_files (id),
  message_id INTEGER NOT NULL REFERENCES items (id)
) STRICT;
CREATE INDEX attached_threads_message ON attached_threads (message_id);
-- every item above such a conversation: the message, and where files lie in files the items between
CREATE TABLE attached_above (
  item_id INTEGER NOT NULL REFERENCES items (id), thread_id INTEGER NOT NULL REFERENCES attached_threads (thread_id), PRIMARY KEY (item_id, thread_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER attached_sources_no_update BEFORE UPDATE ON attached_sources BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER attached_sources_no_delete BEFORE DELETE ON attached_sources BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER attached_files_no_update BEFORE UPDATE ON attached_files BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER attached_files_no_delete BEFORE DELETE ON attached_files BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER attached_ends_no_update BEFORE UPDATE ON attached_ends BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER attached_ends_no_delete BEFORE DELETE ON attached_ends BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER attached_threads_no_update BEFORE UPDATE ON attached_threads BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER attached_threads_no_delete BEFORE DELETE ON attached_threads BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER attached_above_no_update BEFORE UPDATE ON attached_above BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER attached_above_no_delete BEFORE DELETE ON attached_above BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;

-- the gate decides by the conversation and the kind of the message that a file is attached to; its day is the message's (trigger below)
DROP VIEW covered_threads;
CREATE VIEW covered_threads AS
SELECT v.id AS version_id, v.line_id, own.id AS thread_id,
  (SELECT m.kind FROM attached_threads a JOIN items m ON m.id = a.message_id WHERE a.thread_id = own.id) AS kind
FROM line_versions v JOIN threads own
JOIN threads h ON h.id = coalesce((SELECT m.thread_id FROM attached_threads a JOIN items m ON m.id = a.message_id WHERE a.thread_id = own.id), own.id)
JOIN sources s ON s.id = h.source_id JOIN exhibits x ON x.id = s.exhibit_id
WHERE (NOT EXISTS (SELECT 1 FROM scope_exhibits e WHERE e.version_id = v.id) OR EXISTS (SELECT 1 FROM scope_exhibits e WHERE e.version_id = v.id AND e.ref = x.ref))
  AND (NOT EXISTS (SELECT 1 FROM scope_threads t WHERE t.version_id = v.id) OR EXISTS (SELECT 1 FROM scope_threads t WHERE t.version_id = v.id AND t.title = h.title))
  AND (v.all_people
       OR EXISTS (SELECT 1 FROM thread_people p JOIN scope_keys k ON k.version_id = v.id AND k.key = p.key WHERE p.thread_id = h.id
                  AND NOT EXISTS (SELECT 1 FROM owners_in_threads o WHERE o.thread_id = h.id AND o.key = p.key))
       OR (NOT EXISTS (SELECT 1 FROM thread_people p WHERE p.thread_id = h.id
                       AND NOT EXISTS (SELECT 1 FROM owners_in_threads o WHERE o.thread_id = h.id AND o.key = p.key))
           AND EXISTS (SELECT 1 FROM thread_people p JOIN scope_keys k ON k.version_id = v.id AND k.key = p.key WHERE p.thread_id = h.id))
       OR (NOT EXISTS (SELECT 1 FROM thread_people p WHERE p.thread_id = h.id)
           AND (EXISTS (SELECT 1 FROM scope_keys k WHERE k.version_id = v.id AND k.key = s.owner_key)
                OR EXISTS (SELECT 1 FROM scope_exhibits e WHERE e.version_id = v.id AND e.ref = x.ref))));

DROP VIEW covered;
CREATE VIEW covered AS
SELECT c.version_id, c.line_id, i.id AS item_id
FROM covered_threads c JOIN line_versions v ON v.id = c.version_id JOIN items i ON i.thread_id = c.thread_id
WHERE (v.all_dates OR (i.day IS NULL AND v.undated) OR (i.day >= v.date_from AND i.day <= v.date_to))
  AND (NOT EXISTS (SELECT 1 FROM scope_kinds k WHERE k.version_id = v.id) OR EXISTS (SELECT 1 FROM scope_kinds k WHERE k.version_id = v.id AND k.kind = coalesce(c.kind, i.kind)));

-- what is held, and with an item everything of the files that are attached to it, and of files in these
CREATE VIEW held_alone AS
SELECT item_id FROM privilege p
WHERE coalesce((SELECT r.outcome FROM releases r WHERE r.item_id = p.item_id ORDER BY r.number DESC LIMIT 1), '') <> 'RELEASED'
UNION
SELECT item_id FROM holds h
WHERE coalesce((SELECT r.outcome FROM releases r WHERE r.item_id = h.item_id AND r.at >= h.at ORDER BY r.number DESC LIMIT 1), '') <> 'RELEASED'
UNION
SELECT item_id FROM finds f WHERE NOT EXISTS (SELECT 1 FROM find_outcomes o WHERE o.find_id = f.id);

DROP VIEW held_items;
CREATE VIEW held_items AS
SELECT item_id FROM held_alone
UNION
SELECT i.id FROM held_alone h JOIN attached_above a ON a.item_id = h.item_id JOIN items i ON i.thread_id = a.thread_id;

-- an item stays as it is for good, but for the reading of its time: by the last order of its source, or as the message stands that its file is attached to
DROP TRIGGER items_no_update;
CREATE TRIGGER items_no_update BEFORE UPDATE ON items
WHEN NOT (
  OLD.id = NEW.id AND OLD.source_id = NEW.source_id AND OLD.locator = NEW.locator AND OLD.kind = NEW.kind AND OLD.thread_id = NEW.thread_id
  AND OLD.position = NEW.position AND OLD.sender_id IS NEW.sender_id AND OLD.sent_raw IS NEW.sent_raw AND OLD.sent_offset IS NEW.sent_offset
  AND OLD.sent_zone IS NEW.sent_zone AND OLD.direction = NEW.direction AND OLD.app = NEW.app AND OLD.text IS NEW.text
  AND OLD.text_hash = NEW.text_hash AND OLD.deleted IS NEW.deleted AND OLD.extra = NEW.extra
  AND (EXISTS (SELECT 1 FROM standing_times t WHERE t.item_id = OLD.id AND t.sent_local IS NEW.sent_local AND t.sent_utc IS NEW.sent_utc
               AND t.day IS NEW.day AND t.sort_time IS NEW.sort_time)
       OR EXISTS (SELECT 1 FROM attached_threads a JOIN items m ON m.id = a.message_id WHERE a.thread_id = OLD.thread_id
                  AND m.sent_local IS NEW.sent_local AND m.sent_utc IS NEW.sent_utc AND m.day IS NEW.day AND m.sort_time IS NEW.sort_time)))
BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
