"""By what entries of the log are found: each item, line, exhibit, accused and bundle that an entry names, or of which
it wrote a row. Kept in `log_about`, which follows from the log and its seals (docs/decisions/0055)."""

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Any

type Db = Any
FEW, AT_ONCE = 50, 1_000
"""Entries that the next one takes up with it; entries that are checked in one go."""
type About = tuple[str, int, int]
"""What (ITEM, LINE, EXHIBIT, ACCUSED, BUNDLE), its number, and the number of the entry."""
_BY_ID = [
    "decisions",
    "endorsements",
    "redactions",
    "holds",
    "finds",
    "releases",
    "kept",
    "sent_back",
    "assessments",
    "sensitive_claims",
    "answers",
    "police_requests",
    "look_requests",
    "overrides",
    "whole_pages",
    "sample_readings",
]
_OF = {
    "withdrawals": "SELECT item_id FROM redactions WHERE id = k.value",
    "mark_rulings": (
        "SELECT r.item_id FROM mark_rulings m JOIN redactions r ON r.id = m.redaction_id WHERE "
        "m.number = k.value"
    ),
    "find_outcomes": "SELECT item_id FROM finds WHERE id = k.value",
    "look_answers": "SELECT item_id FROM look_requests WHERE id = k.value",
    "police_answers": "SELECT item_id FROM police_requests WHERE id = k.value",
    "sensitive_ends": "SELECT item_id FROM sensitive_claims WHERE id = k.value",
    "sensitive_views": (
        "SELECT c.item_id FROM sensitive_views v JOIN sensitive_claims c ON c.id = v.claim_id WHERE "
        "v.number = k.value"
    ),
    "settlements": "SELECT item_id FROM assessments WHERE id = json_extract(k.value, '$[0]')",
    "sample_items": (
        "SELECT item_id FROM sample_items WHERE plan_id = json_extract(k.value, '$[0]') AND "
        "place = json_extract(k.value, '$[1]')"
    ),
    "openings": "SELECT item_id FROM openings WHERE number = k.value",
    "tag_acts": "SELECT item_id FROM tag_acts WHERE number = k.value",
    "approved_items": "json_extract(k.value, '$[1]')",
    "defence_items": "json_extract(k.value, '$[1]')",
    "review_due": "json_extract(k.value, '$[1]')",
    "reviews_kept": "json_extract(k.value, '$[1]')",
    "production_items": "json_extract(k.value, '$[2]')",
    "privilege": "k.value",
}
_ITEMS = {table: f"SELECT item_id FROM {table} WHERE id = k.value" for table in _BY_ID} | _OF
_LINE = "SELECT l.number FROM {0} t JOIN lines l ON l.id = t.line_id WHERE t.{1} = k.value"
_LINES = {
    **{one: _LINE.format(one, "id") for one in ("decisions", "line_versions", "blocks", "sample_plans")},
    **{one: _LINE.format(one, "number") for one in ("openings", "tag_acts", "schedule_numbers")},
    **{one: _LINE.format(one, "id") for one in ("look_requests", "overrides")},
    "production_items": "SELECT number FROM lines WHERE id = json_extract(k.value, '$[1]')",
}
_ACCUSED = {
    "endorsements": (
        "SELECT min(p.id) FROM endorsements e JOIN case_people p ON p.name = e.accused WHERE e.id = k.value"
    ),
    "assessments": "SELECT person_id FROM assessments WHERE id = k.value",
    "production_for": "SELECT person_id FROM production_for WHERE production_id = k.value",
    "defence_documents": "SELECT person_id FROM defence_documents WHERE id = k.value",
    "defence_answers": (
        "SELECT d.person_id FROM defence_answers a JOIN defence_documents d ON d.id = a.document_id WHERE "
        "a.number = k.value"
    ),
    "settlements": "SELECT person_id FROM assessments WHERE id = json_extract(k.value, '$[0]')",
    "reviews_kept": "SELECT nullif(json_extract(k.value, '$[3]'), 0)",
    "case_people": "k.value",
    "case_people_ends": "k.value",
}
_BUNDLES = {"productions": "SELECT min(seq) FROM audit WHERE object = 'production:' || k.value"}
"""A bundle is known by the number of the entry that handed it over."""
_WAYS: Mapping[str, Mapping[str, str]] = {
    "ITEM": _ITEMS,
    "LINE": _LINES,
    "ACCUSED": _ACCUSED,
    "BUNDLE": _BUNDLES,
}
_OBJECTS = (
    (re.compile(r"item:(\d+)$"), "ITEM"),
    (re.compile(r"line:(\d+)(?::\d+)?$"), "LINE"),
    (re.compile(r"exhibit:(\d+)$"), "EXHIBIT"),
    (re.compile(r"person:(\d+)$"), "ACCUSED"),
)
_LISTS = ("items", "approved", "shown")
"""Details that name items, with spaces between them."""


def follow(db: Db, last: int) -> None:
    """Take up every entry that is not found yet, to this one: as a rule this one alone. Where many are not found yet
    they are left to `catch_up`, beside whoever writes this one."""
    before = ended(db)
    first = before + 1 if last - before <= FEW else last
    _put(db, "main.log_about", _found(db, first, last))
    if first == before + 1:
        _end(db, last)


def catch_up(db: Db, many: int, turn: Callable[[], AbstractContextManager[None]]) -> int:
    """Take up so many of the entries that are not found yet, the oldest first, in a transaction of its own that
    waits for its `turn` to write; up to which entry all are found now. What the entries are about is read before, so
    that others wait for milliseconds."""
    (size,) = db.execute("SELECT coalesce(max(seq), 0) FROM audit").fetchone()
    before = ended(db)
    last = min(size, before + many)
    if last > before:
        about = _found(db, before + 1, last)
        with turn():
            db.execute("BEGIN IMMEDIATE")
            try:
                _put(db, "main.log_about", about)
                _end(db, last)
                db.execute("COMMIT")
            except BaseException:
                db.execute("ROLLBACK")
                raise
    return last


def ended(db: Db) -> int:
    """The entry up to which all are found."""
    (seq,) = db.execute("SELECT seq FROM log_about_end").fetchone()
    return int(seq)


def _end(db: Db, last: int) -> None:
    db.execute("UPDATE log_about_end SET seq = max(seq, ?)", (last,))


def _put(db: Db, into: str, about: Iterable[About]) -> None:
    db.executemany(f"INSERT OR IGNORE INTO {into} (what, id, seq) VALUES (?, ?, ?)", about)


def _found(db: Db, first: int, last: int) -> list[About]:
    """What these entries are about, in the order in which the index keeps it."""
    named = db.execute("SELECT seq, object, line FROM audit WHERE seq BETWEEN ? AND ?", (first, last))
    found = {one for row in named.fetchall() for one in _named(*row)}
    span = {"first": first, "last": last}
    (everything,) = db.execute("SELECT coalesce(min(seq), 0) FROM seals").fetchone()
    wrote = {
        name
        for (name,) in db.execute("SELECT DISTINCT name FROM seals WHERE seq BETWEEN ? AND ?", (first, last))
    }
    for what, ways in _WAYS.items():
        for table in wrote & ways.keys():
            rows = db.execute(
                f"SELECT :what, ({ways[table]}), s.seq FROM seals s JOIN "
                "json_each(iif(json_valid(s.keys), s.keys, '[]')) k "
                "WHERE s.name = :table AND s.seq BETWEEN :first AND :last AND (s.seq > :everything OR :everything < 2)",
                {"what": what, "table": table, "everything": everything, **span},
            )
            found.update(row for row in rows.fetchall() if row[1] is not None)
    return sorted(found | _exhibits(db, found, span))


def _exhibits(db: Db, found: Collection[About], span: Mapping[str, int]) -> set[About]:
    """The exhibits of the items that entries are about, and of the sources that entries name."""
    items = {number for what, number, _ in found if what == "ITEM"}
    of = dict(
        db.execute(
            "SELECT i.id, s.exhibit_id FROM json_each(?) e JOIN items i ON i.id = e.value JOIN sources s ON "
            "s.id = i.source_id",
            (json.dumps(sorted(items)),),
        ).fetchall()
    )
    named = db.execute(
        "SELECT 'EXHIBIT', s.exhibit_id, a.seq FROM audit a JOIN sources s ON s.id = "
        "CAST(substr(a.object, 8) AS INTEGER) WHERE a.object LIKE 'source:%' AND a.seq BETWEEN :first AND :last",
        span,
    )
    by_item = {("EXHIBIT", of[number], seq) for what, number, seq in found if what == "ITEM" and number in of}
    return by_item | set(named.fetchall())


def _named(seq: int, name: str, line: bytes) -> Iterator[About]:
    """What an entry names by itself."""
    for pattern, what in _OBJECTS:
        if found := pattern.match(name):
            yield what, int(found[1]), seq
    try:
        detail = json.loads(line)["detail"]
    except (ValueError, KeyError, TypeError):  # a line that was changed: the check of the log says so
        return
    if isinstance(number := detail.get("line"), int):
        yield "LINE", number, seq
    if isinstance(copied := detail.get("copy_of"), int):
        yield "ITEM", copied, seq
    for key in _LISTS:
        if isinstance(listed := detail.get(key), str):
            yield from (("ITEM", int(one), seq) for one in listed.split() if one.isdigit())


def faults(db: Db) -> int:
    """How many places of the index are not what the log and its seals give."""
    db.execute(
        "CREATE TEMP TABLE IF NOT EXISTS log_again (what TEXT, id INTEGER NOT NULL, seq INTEGER, PRIMARY "
        "KEY (what, id, seq))"
    )
    db.execute("DELETE FROM temp.log_again")
    last = ended(db)
    for first in range(1, last + 1, AT_ONCE):
        _put(db, "temp.log_again", _found(db, first, min(last, first + AT_ONCE - 1)))
    (wrong,) = db.execute(
        "SELECT (SELECT count(*) FROM (SELECT what, id, seq FROM main.log_about WHERE seq <= :last EXCEPT SELECT what, "
        "id, seq FROM temp.log_again)) + (SELECT count(*) FROM (SELECT what, id, seq FROM temp.log_again EXCEPT SELECT "
        "what, id, seq FROM main.log_about))",
        {"last": last},
    ).fetchone()
    db.execute("DROP TABLE temp.log_again")
    return int(wrong)
