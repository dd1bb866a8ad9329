-- Format 3: the account of a source, counted once when its import ends (a million items are not counted anew each time it is looked at).

CREATE TABLE accounts (source_id INTEGER PRIMARY KEY REFERENCES sources (id), account TEXT NOT NULL) STRICT;

CREATE TRIGGER accounts_no_update BEFORE UPDATE ON accounts BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER accounts_no_delete BEFORE DELETE ON accounts BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
