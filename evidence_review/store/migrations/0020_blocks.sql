-- Format 20: several conversations listed as one entry of the schedule (CPIA Code 6.10; reference/law.md K7).

CREATE TABLE blocks (id INTEGER PRIMARY KEY, line_id INTEGER NOT NULL REFERENCES lines (id), criteria TEXT NOT NULL, reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE block_threads (
  block_id INTEGER NOT NULL REFERENCES blocks (id), thread_id INTEGER NOT NULL REFERENCES threads (id), PRIMARY KEY (block_id, thread_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE block_ends (block_id INTEGER PRIMARY KEY REFERENCES blocks (id), reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL) STRICT;
-- conversations that hold something which may meet the test for anybody: they stand on lines of their own
CREATE VIEW described_alone AS
SELECT DISTINCT i.thread_id FROM items i WHERE i.id IN (SELECT item_id FROM standing_assessments WHERE value = 'PASSES')
  OR i.id IN (SELECT e.item_id FROM endorsements e WHERE e.code IN ('DISCLOSE', 'INSPECT', 'EVIDENCE') AND NOT EXISTS
              (SELECT 1 FROM endorsements n WHERE n.item_id = e.item_id AND n.accused = e.accused AND n.number > e.number));
CREATE TRIGGER blocks_no_update BEFORE UPDATE ON blocks BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER blocks_no_delete BEFORE DELETE ON blocks BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER block_threads_no_update BEFORE UPDATE ON block_threads BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER block_threads_no_delete BEFORE DELETE ON block_threads BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER block_ends_no_update BEFORE UPDATE ON block_ends BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER block_ends_no_delete BEFORE DELETE ON block_ends BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
