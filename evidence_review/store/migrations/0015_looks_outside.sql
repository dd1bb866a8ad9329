-- Format 15: nobody looks outside alone. A look at an item that no line covers is asked for by one person and granted by another; it opens once, within its time, screened and not held, and few items of a case are opened so.

CREATE TABLE look_requests (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, item_id INTEGER NOT NULL REFERENCES items (id), line_id INTEGER NOT NULL REFERENCES lines (id),
  reason TEXT NOT NULL CHECK (length(trim(reason)) >= 20), minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 120), by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
-- one answer for each request; a grant says until when it opens
CREATE TABLE look_answers (
  request_id TEXT PRIMARY KEY REFERENCES look_requests (id), answer TEXT NOT NULL CHECK (answer IN ('GRANTED', 'REFUSED')), by TEXT NOT NULL, at TEXT NOT NULL,
  until TEXT, CHECK ((until IS NULL) = (answer = 'REFUSED'))
) STRICT;
-- an opening names the request it rests on; those of earlier formats rest on none
ALTER TABLE overrides ADD COLUMN request_id TEXT REFERENCES look_requests (id);
CREATE UNIQUE INDEX overrides_of_request ON overrides (request_id);
-- items opened by grant, and those that a grant still opens, each with the instant from which it no longer counts where it was never opened
CREATE VIEW looks_granted AS
SELECT r.item_id, max(iif(o.id IS NULL, a.until, '9999')) AS until FROM look_requests r JOIN look_answers a ON a.request_id = r.id AND a.answer = 'GRANTED'
LEFT JOIN overrides o ON o.request_id = r.id GROUP BY r.item_id;

CREATE TRIGGER look_answers_no_update BEFORE UPDATE ON look_answers BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER look_answers_no_delete BEFORE DELETE ON look_answers BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER look_requests_no_update BEFORE UPDATE ON look_requests BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER look_requests_no_delete BEFORE DELETE ON look_requests BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER look_answers_by_another BEFORE INSERT ON look_answers
WHEN NEW.by = (SELECT r.by FROM look_requests r WHERE r.id = NEW.request_id)
BEGIN SELECT RAISE(ABORT, 'nobody answers her own request: this table is only ever added to'); END;
CREATE TRIGGER look_answers_few BEFORE INSERT ON look_answers
WHEN NEW.answer = 'GRANTED' AND (SELECT count(*) FROM looks_granted g WHERE g.until > NEW.at AND g.item_id <> (SELECT r.item_id FROM look_requests r WHERE r.id = NEW.request_id)) >= 3
BEGIN SELECT RAISE(ABORT, 'few items are opened by grant: this table is only ever added to'); END;
CREATE TRIGGER overrides_granted BEFORE INSERT ON overrides
WHEN NOT EXISTS (SELECT 1 FROM look_requests r JOIN look_answers a ON a.request_id = r.id WHERE r.id = NEW.request_id AND a.answer = 'GRANTED'
                 AND r.item_id = NEW.item_id AND r.line_id = NEW.line_id AND r.by = NEW.by AND r.by <> a.by AND a.until = NEW.until AND a.until > NEW.at)
  OR NOT EXISTS (SELECT 1 FROM screened d WHERE d.item_id = NEW.item_id) OR EXISTS (SELECT 1 FROM held_items h WHERE h.item_id = NEW.item_id)
BEGIN SELECT RAISE(ABORT, 'a look opens by a live grant alone: this table is only ever added to'); END;
