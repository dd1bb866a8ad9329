-- Format 17: every row that a change writes is sealed under the number of its entry; the entry holds the hash over the seals.

-- `keys`: JSON list of the keys of the rows in the order in which they were written; `leaves`: for each 20 bytes of the SHA-256 of the case's salt,
-- the table and the row, and 12 of what may change of it, or zeros where the row was taken away. Rows of before stand under the first entry that has seals.
CREATE TABLE seals (seq INTEGER NOT NULL, name TEXT NOT NULL, keys TEXT NOT NULL, leaves BLOB NOT NULL, PRIMARY KEY (seq, name)) STRICT;
CREATE TRIGGER seals_no_update BEFORE UPDATE ON seals BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER seals_no_delete BEFORE DELETE ON seals BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
INSERT INTO facts VALUES ('salt of seals', lower(hex(randomblob(32))));
