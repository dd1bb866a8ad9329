-- Format 22: the same gate, asked in such a way that one item is a look-up. Who owns the phone was asked of a view
-- over every conversation of the case, which was put together anew for each item; now it is asked of the one
-- conversation. What undoes a decision, and what is flagged, is found by an index.

CREATE INDEX decisions_undoes ON decisions (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX flags_band ON flags (line_id, band);
DROP VIEW covered_threads;
CREATE VIEW covered_threads AS
SELECT v.id AS version_id, v.line_id, own.id AS thread_id,
  (SELECT m.kind FROM attached_threads a JOIN items m ON m.id = a.message_id WHERE a.thread_id = own.id) AS kind
FROM line_versions v JOIN threads own
JOIN threads h ON h.id = coalesce((SELECT m.thread_id FROM attached_threads a JOIN items m ON m.id = a.message_id WHERE a.thread_id = own.id), own.id)
JOIN sources s ON s.id = h.source_id JOIN exhibits x ON x.id = s.exhibit_id
WHERE (NOT EXISTS (SELECT 1 FROM scope_exhibits e WHERE e.version_id = v.id) OR EXISTS (SELECT 1 FROM scope_exhibits e WHERE e.version_id = v.id AND e.ref = x.ref))
  AND (NOT EXISTS (SELECT 1 FROM scope_threads t WHERE t.version_id = v.id) OR EXISTS (SELECT 1 FROM scope_threads t WHERE t.version_id = v.id AND t.title = h.title))
  AND (v.all_people
       OR EXISTS (SELECT 1 FROM thread_people p JOIN scope_keys k ON k.version_id = v.id AND k.key = p.key WHERE p.thread_id = h.id
                  AND NOT (p.is_owner OR EXISTS (SELECT 1 FROM evident_owners o WHERE o.exhibit_id = x.id AND o.key = p.key)
                      OR EXISTS (SELECT 1 FROM given_owners o WHERE o.exhibit_id = x.id AND o.key = p.key)))
       OR (NOT EXISTS (SELECT 1 FROM thread_people p WHERE p.thread_id = h.id
                       AND NOT (p.is_owner OR EXISTS (SELECT 1 FROM evident_owners o WHERE o.exhibit_id = x.id AND o.key = p.key)
                      OR EXISTS (SELECT 1 FROM given_owners o WHERE o.exhibit_id = x.id AND o.key = p.key)))
           AND EXISTS (SELECT 1 FROM thread_people p JOIN scope_keys k ON k.version_id = v.id AND k.key = p.key WHERE p.thread_id = h.id))
       OR (NOT EXISTS (SELECT 1 FROM thread_people p WHERE p.thread_id = h.id)
           AND (EXISTS (SELECT 1 FROM scope_keys k WHERE k.version_id = v.id AND k.key = s.owner_key)
                OR EXISTS (SELECT 1 FROM scope_exhibits e WHERE e.version_id = v.id AND e.ref = x.ref))));
