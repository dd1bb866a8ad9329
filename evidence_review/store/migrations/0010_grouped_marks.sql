-- Format 10: marks that one act made, and that one act takes back: all of an item but the passages that stay.

CREATE TABLE mark_groups (redaction_id TEXT PRIMARY KEY REFERENCES redactions (id), group_id TEXT NOT NULL) STRICT;
CREATE INDEX mark_groups_group ON mark_groups (group_id);
CREATE TRIGGER mark_groups_no_update BEFORE UPDATE ON mark_groups BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER mark_groups_no_delete BEFORE DELETE ON mark_groups BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
