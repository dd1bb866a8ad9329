-- Format 6: the first order is kept beside the learned one, and every learned order says what it was made of.

CREATE TABLE first_scores (
  line_id INTEGER NOT NULL REFERENCES lines (id), item_id INTEGER NOT NULL REFERENCES items (id), score REAL NOT NULL,
  PRIMARY KEY (line_id, item_id)
) STRICT, WITHOUT ROWID;
INSERT INTO first_scores SELECT line_id, item_id, score FROM ranks;

-- the same decisions give the same order, so an order is kept by its digest; none is rewritten
CREATE TABLE learned_orders (
  id INTEGER PRIMARY KEY, line_id INTEGER NOT NULL REFERENCES lines (id), version_id INTEGER NOT NULL REFERENCES line_versions (id),
  pool_digest TEXT NOT NULL, decided INTEGER NOT NULL, relevant INTEGER NOT NULL, decisions_digest TEXT NOT NULL, seed TEXT NOT NULL,
  settings TEXT NOT NULL, model_hash TEXT NOT NULL, order_digest TEXT NOT NULL, engine_id INTEGER NOT NULL REFERENCES engines (id), at TEXT NOT NULL
) STRICT;
CREATE INDEX learned_orders_line ON learned_orders (line_id, id);
CREATE TRIGGER learned_orders_no_update BEFORE UPDATE ON learned_orders BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER learned_orders_no_delete BEFORE DELETE ON learned_orders BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
