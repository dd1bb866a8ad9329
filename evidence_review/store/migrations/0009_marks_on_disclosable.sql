-- Format 9: what a prosecutor decided of a mark on an item that meets the disclosure test (reference/law.md I4).

-- grounds: why the item met the test then, one a line; the last row of a mark counts, as long as no ground came after it
CREATE TABLE mark_rulings (
  number INTEGER PRIMARY KEY, redaction_id TEXT NOT NULL REFERENCES redactions (id), said TEXT NOT NULL CHECK (said IN ('REDACT', 'KEEP')),
  grounds TEXT NOT NULL, reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX mark_rulings_mark ON mark_rulings (redaction_id, number);
CREATE TRIGGER mark_rulings_no_update BEFORE UPDATE ON mark_rulings BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER mark_rulings_no_delete BEFORE DELETE ON mark_rulings BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
