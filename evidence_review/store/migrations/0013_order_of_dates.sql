-- Format 13: the order of day and month in which a source was read may be corrected. What is written never changes; how it is read is a later row.

CREATE TABLE date_orders (
  id INTEGER PRIMARY KEY, source_id INTEGER NOT NULL REFERENCES sources (id), number INTEGER NOT NULL,
  choice TEXT NOT NULL CHECK (choice IN ('DAY_FIRST', 'MONTH_FIRST', 'FIRST_READING')), despite INTEGER NOT NULL CHECK (despite IN (0, 1)),
  moved INTEGER NOT NULL, stayed INTEGER NOT NULL, last_item INTEGER NOT NULL, reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL,
  UNIQUE (source_id, number)
) STRICT;
-- how an item was read when it was imported, kept before its time is read anew for the first time
CREATE TABLE first_times (item_id INTEGER PRIMARY KEY REFERENCES items (id), sent_local TEXT, sent_utc TEXT, day TEXT, sort_time TEXT) STRICT;
-- how an order reads those items that it reads otherwise than they were read first
CREATE TABLE read_times (
  item_id INTEGER NOT NULL REFERENCES items (id), order_id INTEGER NOT NULL REFERENCES date_orders (id),
  sent_local TEXT, sent_utc TEXT, day TEXT, sort_time TEXT, remark TEXT NOT NULL, PRIMARY KEY (item_id, order_id)
) STRICT, WITHOUT ROWID;
-- what an order opened and closed of the lines approved then
CREATE TABLE date_order_scopes (
  order_id INTEGER NOT NULL REFERENCES date_orders (id), version_id INTEGER NOT NULL REFERENCES line_versions (id), before INTEGER NOT NULL,
  after INTEGER NOT NULL, opened INTEGER NOT NULL, closed INTEGER NOT NULL, decided INTEGER NOT NULL, PRIMARY KEY (order_id, version_id)
) STRICT, WITHOUT ROWID;
-- the account of the source under an order: its times are those of the order
CREATE TABLE date_order_accounts (order_id INTEGER PRIMARY KEY REFERENCES date_orders (id), account TEXT NOT NULL) STRICT;

CREATE TRIGGER date_order_accounts_no_update BEFORE UPDATE ON date_order_accounts BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER date_order_accounts_no_delete BEFORE DELETE ON date_order_accounts BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER date_orders_no_update BEFORE UPDATE ON date_orders BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER date_orders_no_delete BEFORE DELETE ON date_orders BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER first_times_no_update BEFORE UPDATE ON first_times BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER first_times_no_delete BEFORE DELETE ON first_times BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER read_times_no_update BEFORE UPDATE ON read_times BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER read_times_no_delete BEFORE DELETE ON read_times BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER date_order_scopes_no_update BEFORE UPDATE ON date_order_scopes BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER date_order_scopes_no_delete BEFORE DELETE ON date_order_scopes BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;

-- a first reading is kept as it stands, and an order reads items of its own source, as long as no other order came after it
CREATE TRIGGER first_times_as_read BEFORE INSERT ON first_times
WHEN NOT EXISTS (
  SELECT 1 FROM items i WHERE i.id = NEW.item_id AND i.sent_local IS NEW.sent_local AND i.sent_utc IS NEW.sent_utc
  AND i.day IS NEW.day AND i.sort_time IS NEW.sort_time)
BEGIN SELECT RAISE(ABORT, 'a first reading is that of its item: this table is only ever added to'); END;
CREATE TRIGGER read_times_of_last BEFORE INSERT ON read_times
WHEN NEW.order_id IS NOT (SELECT o.id FROM items i JOIN date_orders o ON o.source_id = i.source_id WHERE i.id = NEW.item_id ORDER BY o.number DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'a time is read by the last order of its source: this table is only ever added to'); END;

CREATE VIEW last_date_orders AS
SELECT o.* FROM date_orders o WHERE NOT EXISTS (SELECT 1 FROM date_orders n WHERE n.source_id = o.source_id AND n.number > o.number);
-- the time of every item that was ever read anew, by the last order of its source
CREATE VIEW standing_times AS
SELECT f.item_id, i.source_id, iif(r.item_id IS NULL, f.sent_local, r.sent_local) AS sent_local, iif(r.item_id IS NULL, f.sent_utc, r.sent_utc) AS sent_utc,
  iif(r.item_id IS NULL, f.day, r.day) AS day, iif(r.item_id IS NULL, f.sort_time, r.sort_time) AS sort_time, coalesce(r.remark, '') AS remark,
  r.item_id IS NOT NULL AS anew
FROM first_times f JOIN items i ON i.id = f.item_id
LEFT JOIN read_times r ON r.item_id = f.item_id
  AND r.order_id = (SELECT o.id FROM date_orders o WHERE o.source_id = i.source_id ORDER BY o.number DESC LIMIT 1);

-- an item stays as it is for good, but for the reading of its time, which is that of the last order of its source
DROP TRIGGER items_no_update;
CREATE TRIGGER items_no_update BEFORE UPDATE ON items
WHEN NOT (
  OLD.id = NEW.id AND OLD.source_id = NEW.source_id AND OLD.locator = NEW.locator AND OLD.kind = NEW.kind AND OLD.thread_id = NEW.thread_id
  AND OLD.position = NEW.position AND OLD.sender_id IS NEW.sender_id AND OLD.sent_raw IS NEW.sent_raw AND OLD.sent_offset IS NEW.sent_offset
  AND OLD.sent_zone IS NEW.sent_zone AND OLD.direction = NEW.direction AND OLD.app = NEW.app AND OLD.text IS NEW.text
  AND OLD.text_hash = NEW.text_hash AND OLD.deleted IS NEW.deleted AND OLD.extra = NEW.extra
  AND EXISTS (SELECT 1 FROM standing_times t WHERE t.item_id = OLD.id AND t.sent_local IS NEW.sent_local AND t.sent_utc IS NEW.sent_utc
              AND t.day IS NEW.day AND t.sort_time IS NEW.sort_time))
BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
