"""The full-text index: folded words of what may be read, and nothing else. It gains rows when an item may be
read, and loses them when it may not."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from evidence_review.domain.ids import ItemId, LineId
from evidence_review.store.case import Case, Change
from evidence_review.store.kept_counts.chosen_numbers import Ids, numbers_in


@dataclass(frozen=True, slots=True)
class Asked:
    """FTS5 queries of which one must match, and limits within the line: whole days in London, and who sent
    it, by number of party."""

    queries: tuple[str, ...]
    first: date | None = None
    last: date | None = None
    senders: tuple[int, ...] | None = None


_VERSION = "(SELECT id FROM current_versions WHERE line_id = :line)"
_COVERED = f"(SELECT thread_id FROM covered_threads WHERE version_id = {_VERSION}"
# The same gate as the view `reviewable`, asked of each hit over the narrow index of items; a test holds the
# two against each other.
# CROSS JOIN keeps the order: hits first, then the facts of each, so that no text is read and no pool is
# listed.
_FOUND = (
    "FROM search s CROSS JOIN items i INDEXED BY items_facts ON i.id = s.rowid CROSS JOIN screened "
    "d ON d.item_id = i.id "
    f"WHERE search MATCH :query AND EXISTS (SELECT 1 FROM line_versions v WHERE v.id = {_VERSION} "
    "AND (v.all_dates OR (i.day IS NULL AND v.undated) OR (i.day >= v.date_from AND i.day <= v.date_to))) "
    f"AND (NOT EXISTS (SELECT 1 FROM scope_kinds k WHERE k.version_id = {_VERSION}) "
    "OR coalesce((SELECT m.kind FROM attached_threads a JOIN items m ON m.id = a.message_id WHERE "
    "a.thread_id = i.thread_id), i.kind) "
    f"IN (SELECT k.kind FROM scope_kinds k WHERE k.version_id = {_VERSION})) "
    "AND i.id NOT IN (SELECT item_id FROM held_items)"
)
# up to so many, the conversations that a line covers are listed once; of more, each hit's own is looked up
FEW_THREADS = 5_000


def find(case: Case, line: LineId, asked: Asked, *, after: int = 0, most: int | None = None) -> list[ItemId]:
    """Ids of the items of a line that the index offers, in order of id.

    Through the gate, in one statement; never a text.

    Of a common word a page of at most so many comes at once, those with ids beyond `after`; `count` says how
    many there are in all.
    """
    found, values = _asked(case, line, asked)
    values |= {"after": after, "most": -1 if most is None else most}
    statement = f"SELECT s.rowid {_FOUND}{found} AND s.rowid > :after ORDER BY s.rowid LIMIT :most"
    return [ItemId(row[0]) for row in case.all(statement, values)] if asked.queries else []


def count(case: Case, line: LineId, asked: Asked) -> int:
    """How many `find` finds."""
    found, values = _asked(case, line, asked)
    return case.count(f"SELECT count(*) {_FOUND}{found}", values) if asked.queries else 0


def numbers_with(case: Case, query: str) -> Ids:
    """Numbers of the items of every line that a query matches; only to be held against what one lets
    through."""
    ((listed,),) = case.all(
        "SELECT coalesce(group_concat(rowid), '') FROM search WHERE search MATCH :query", {"query": query}
    )
    return numbers_in(listed)


def _asked(case: Case, line: LineId, asked: Asked) -> tuple[str, dict[str, object]]:
    """What else a statement asks of a hit (its conversation is covered, the limits within the line), and its
    values."""
    values: dict[str, object] = {"line": line, "query": " OR ".join(f"({query})" for query in asked.queries)}
    few = case.count("SELECT count(*) FROM threads") <= FEW_THREADS
    limits = (
        f" AND +i.thread_id IN {_COVERED})" if few else f" AND EXISTS {_COVERED} AND thread_id = i.thread_id)"
    )
    if asked.first or asked.last:
        limits += " AND i.day BETWEEN :first AND :last"
        values |= {"first": str(asked.first or "0000"), "last": str(asked.last or "9999")}
    if asked.senders is not None:
        limits += " AND i.sender_id IN (SELECT value FROM json_each(:senders))"
        values["senders"] = json.dumps(asked.senders)
    return limits, values


_OUT = "item_id NOT IN (SELECT item_id FROM reviewable)"
_OF_LINE = "(line_id, item_id) NOT IN (SELECT line_id, item_id FROM reviewable)"


def forget_outside(change: Change, in_use: Iterable[str] = ()) -> int:
    """Take out of the index and of every table that machines fill what no approved line lets through any
    more; how many left the index.

    Of vectors only those stay that belong to the text of an item that may be read, or whose hash is `in_use`:
    those of a passage hold what is no longer covered.

    The index is then written anew, so that no word of theirs stays in a part of it that was only marked as
    deleted.
    """
    gone = change.run(f"SELECT count(*) FROM searchable WHERE {_OUT}").fetchone()[0]
    for table in (
        "flags",
        "ranks",
        "first_scores",
        "term_hits",
        "term_gaps",
        "copies",
        "tag_flags",
        "tag_ranks",
        "tag_first_scores",
    ):
        change.run(f"DELETE FROM {table} WHERE {_OF_LINE}")
    for table in ("findings", "detected"):
        change.run(f"DELETE FROM {table} WHERE {_OUT}")
    change.run(
        "DELETE FROM vectors WHERE text_hash NOT IN (SELECT value FROM json_each(:in_use)) AND "
        "text_hash NOT IN "
        "(SELECT i.text_hash FROM reviewable g JOIN items i ON i.id = g.item_id)",
        {"in_use": json.dumps(sorted(in_use))},
    )
    if gone:
        change.run(f"DELETE FROM search WHERE rowid IN (SELECT item_id FROM searchable WHERE {_OUT})")
        change.run(f"DELETE FROM searchable WHERE {_OUT}")
        change.run("INSERT INTO search (search) VALUES ('optimize')")
    return gone


def words(case: Case, firsts: Sequence[str]) -> list[str]:
    """The words of the index that begin with one of these letters, of every line together: only to be offered
    where `find` finds them for the line."""
    case.all(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.words_of_index USING fts5vocab ('main', 'search', 'row')"
    )
    rows = [
        row
        for first in firsts
        for row in case.all(
            "SELECT term FROM temp.words_of_index WHERE term >= :first AND term < :after",
            {"first": first, "after": first + "\U0010ffff"},
        )
    ]
    return [row[0] for row in rows]


def index_in_scope(change: Change, folded: Sequence[tuple[ItemId, str]]) -> None:
    """Add the folded texts of reviewable items to the search index."""
    change.run_many("INSERT OR IGNORE INTO searchable VALUES (:item)", [{"item": item} for item, _ in folded])
    change.run_many(
        "INSERT INTO search (rowid, text) VALUES (:item, :text)",
        [{"item": item, "text": text} for item, text in folded],
    )


def not_indexed(case: Case, limit: int, after: int = 0) -> list[tuple[ItemId, str]]:
    """Reviewable items with text that the search index does not hold yet, with ids beyond `after`, in order
    of id."""
    rows = case.all(
        "SELECT DISTINCT i.id, i.text FROM reviewable g JOIN items i ON i.id = g.item_id WHERE "
        "coalesce(i.text, '') <> '' "
        "AND i.id > :after AND i.id NOT IN (SELECT item_id FROM searchable) ORDER BY i.id LIMIT :limit",
        {"limit": limit, "after": after},
    )
    return [(ItemId(item), text) for item, text in rows]
