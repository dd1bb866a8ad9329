-- Format 28: by what each entry of the log can be found: items, lines, exhibits, accused and bundles that it names.
-- It follows from the log and its seals, grows with each entry, and may be taken away: it is then made anew.

CREATE TABLE log_about (
  what TEXT NOT NULL CHECK (what IN ('ITEM', 'LINE', 'EXHIBIT', 'ACCUSED', 'BUNDLE')), id INTEGER NOT NULL, seq INTEGER NOT NULL,
  PRIMARY KEY (what, id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX log_about_entry ON log_about (seq, what, id);
CREATE TABLE log_about_end (number INTEGER PRIMARY KEY CHECK (number = 1), seq INTEGER NOT NULL) STRICT;
INSERT INTO log_about_end VALUES (1, 0);
CREATE INDEX audit_facts ON audit (user, action, utc, op);
