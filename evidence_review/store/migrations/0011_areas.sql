-- Format 11: marks that are areas of the page or picture that an item is: shares of its width and height as seen, from the top left.

CREATE TABLE mark_areas (
  redaction_id TEXT PRIMARY KEY REFERENCES redactions (id), x0 REAL NOT NULL, y0 REAL NOT NULL, x1 REAL NOT NULL, y1 REAL NOT NULL,
  CHECK (0 <= x0 AND x0 < x1 AND x1 <= 1 AND 0 <= y0 AND y0 < y1 AND y1 <= 1)
) STRICT;
CREATE TRIGGER mark_areas_no_update BEFORE UPDATE ON mark_areas BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
CREATE TRIGGER mark_areas_no_delete BEFORE DELETE ON mark_areas BEGIN SELECT RAISE(ABORT, 'this table is only ever added to'); END;
