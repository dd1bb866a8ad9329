-- Format 5: random samples of what is unread, and second readings of what was decided: registered before the draw, only ever added to.

CREATE TABLE sample_plans (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, line_id INTEGER NOT NULL REFERENCES lines (id), tag TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('RECALL', 'ELUSION', 'SECOND')), scope TEXT NOT NULL, body TEXT NOT NULL, digest TEXT NOT NULL,
  by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX sample_plans_line ON sample_plans (line_id, tag, number);
-- one of each for a plan: who authorised or refused it, what was drawn, what it stated, and why the statement no longer holds
CREATE TABLE sample_acts (
  plan_id TEXT NOT NULL REFERENCES sample_plans (id), act TEXT NOT NULL CHECK (act IN ('AUTHORISED', 'REFUSED', 'DRAWN', 'STATED', 'VOID')),
  body TEXT NOT NULL, decisions INTEGER NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (plan_id, act)
) STRICT, WITHOUT ROWID;
CREATE TABLE sample_items (
  plan_id TEXT NOT NULL REFERENCES sample_plans (id), place INTEGER NOT NULL, item_id INTEGER NOT NULL REFERENCES items (id),
  PRIMARY KEY (plan_id, place), UNIQUE (plan_id, item_id)
) STRICT, WITHOUT ROWID;
-- every reading of a drawn item, also where it was unsure and another person read it again: the last one counts
CREATE TABLE sample_readings (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, plan_id TEXT NOT NULL REFERENCES sample_plans (id),
  item_id INTEGER NOT NULL REFERENCES items (id), value TEXT NOT NULL, first TEXT, decision_id TEXT REFERENCES decisions (id),
  by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX sample_readings_plan ON sample_readings (plan_id, item_id, number);
CREATE VIEW latest_sample_readings AS
SELECT r.* FROM sample_readings r
WHERE NOT EXISTS (SELECT 1 FROM sample_readings n WHERE n.plan_id = r.plan_id AND n.item_id = r.item_id AND n.number > r.number);

CREATE TRIGGER sample_plans_no_update BEFORE UPDATE ON sample_plans BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER sample_plans_no_delete BEFORE DELETE ON sample_plans BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER sample_acts_no_update BEFORE UPDATE ON sample_acts BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER sample_acts_no_delete BEFORE DELETE ON sample_acts BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER sample_items_no_update BEFORE UPDATE ON sample_items BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER sample_items_no_delete BEFORE DELETE ON sample_items BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER sample_readings_no_update BEFORE UPDATE ON sample_readings BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER sample_readings_no_delete BEFORE DELETE ON sample_readings BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
