"""The log in pages: entries that fit a filter, the newest first, and what each of them is about."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from evidence_review.domain.audit import LogFilter
from evidence_review.store.audit import Entry
from evidence_review.store.case import Case

PAGE = 200
NAMED = 12
"""Items of an entry that are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class AboutItems:
    """What an entry is about: its first items as (exhibit, item), and how many they are in all; marks that stood on
    them, where it approves them."""

    first: tuple[tuple[str, int], ...] = ()
    count: int = 0
    marks: int = 0


def page(case: Case, wanted: LogFilter, user: str, before: int = 0, many: int = PAGE) -> list[Entry]:
    """Up to so many entries that fit, the newest first, of those before an entry (0: from the end). `user`: the id of
    the one who is asked for."""
    where, values = _where(wanted, user)
    if before:
        where.append("a.seq < :before")
    rows = case.all(
        "SELECT a.seq, a.line, coalesce(w.words, '') FROM (SELECT a.seq FROM audit a "
        f"{_by_facts(wanted, user)} WHERE {' AND '.join(where)} ORDER BY a.seq DESC LIMIT :many) p CROSS JOIN audit a "
        "ON a.seq = p.seq LEFT JOIN audit_words w ON w.seq = a.seq ORDER BY a.seq DESC",
        {**values, "before": before, "many": many},
    )
    return [Entry(seq, bytes(line), words) for seq, line, words in rows]


def _by_facts(wanted: LogFilter, user: str) -> str:
    """By the narrow index of facts, where one of them is asked for: the lines of a million entries are not
    walked."""
    return "INDEXED BY audit_facts" if user or wanted.op or wanted.acts or wanted.first or wanted.last else ""


def size(case: Case, wanted: LogFilter, user: str) -> int:
    """How many entries fit."""
    where, values = _where(wanted, user)
    return case.count(
        f"SELECT count(*) FROM audit a {_by_facts(wanted, user)} WHERE {' AND '.join(where)}", values
    )


def _where(wanted: LogFilter, user: str) -> tuple[list[str], dict[str, Any]]:
    """The conditions of a filter, with the values that they name."""
    until = (date.fromisoformat(wanted.last) + timedelta(days=1)).isoformat() if wanted.last else ""
    asked = (
        (user, "a.user = :user"),
        (wanted.op, "a.op = :op"),
        (wanted.acts, "a.action IN (SELECT value FROM json_each(:acts))"),
        (wanted.first, "a.utc >= :first"),
        (until, "a.utc < :until"),
        (wanted.item, "a.seq IN (SELECT seq FROM log_about WHERE what = 'ITEM' AND id = :item)"),
        (wanted.line, "a.seq IN (SELECT seq FROM log_about WHERE what = 'LINE' AND id = :line)"),
        (
            wanted.exhibit,
            (
                "a.seq IN (SELECT seq FROM log_about WHERE what = 'EXHIBIT' AND id = (SELECT id FROM exhibits WHERE "
                "ref = :exhibit))"
            ),
        ),
        (wanted.after, "a.seq > :after"),
        (wanted.accused, "a.seq IN (SELECT seq FROM log_about WHERE what = 'ACCUSED' AND id = :accused)"),
        (wanted.bundle, "a.seq IN (SELECT seq FROM log_about WHERE what = 'BUNDLE' AND id = :bundle)"),
    )
    values = {
        "user": user,
        "op": wanted.op,
        "acts": json.dumps(wanted.acts),
        "first": wanted.first,
        "until": until,
        "item": wanted.item,
        "line": wanted.line,
        "exhibit": wanted.exhibit,
        "accused": wanted.accused,
        "bundle": wanted.bundle,
        "after": wanted.after,
    }
    return [condition for given, condition in asked if given] or ["1"], values


def about_items(case: Case, entries: Sequence[int]) -> dict[int, AboutItems]:
    """What entries are about, by their numbers."""
    wanted = {"seqs": json.dumps(list(entries)), "most": NAMED}
    rows = case.all(
        "SELECT n.seq, n.total, coalesce(x.ref, ''), n.id FROM (SELECT l.seq, l.id, row_number() OVER (PARTITION BY "
        "l.seq ORDER BY l.id) AS place, count(*) OVER (PARTITION BY l.seq) AS total FROM json_each(:seqs) e CROSS JOIN "
        "log_about l ON l.seq = e.value WHERE +l.what = 'ITEM') n JOIN items i ON i.id = n.id JOIN sources s ON "
        "s.id = i.source_id JOIN exhibits x ON x.id = s.exhibit_id WHERE n.place <= :most ORDER BY n.seq, n.id",
        wanted,
    )
    marks = dict(_marks(case, entries))
    found: dict[int, list[tuple[str, int]]] = {}
    totals: dict[int, int] = {}
    for seq, total, exhibit, item in rows:
        found.setdefault(seq, []).append((exhibit, item))
        totals[seq] = total
    return {seq: AboutItems(tuple(named), totals[seq], marks.get(seq, 0)) for seq, named in found.items()}


def _marks(case: Case, entries: Sequence[int]) -> list[tuple[int, int]]:
    """How many marks stood on the items of each approval when it was signed."""
    rows = case.all(
        "SELECT a.seq, (SELECT count(*) FROM approved_items i JOIN redactions r ON r.item_id = i.item_id LEFT JOIN "
        "withdrawals w ON w.redaction_id = r.id WHERE i.approval_id = p.id AND r.at <= p.at AND (w.at IS NULL OR "
        "w.at > p.at)) FROM json_each(:seqs) e CROSS JOIN audit a ON a.seq = e.value CROSS JOIN approvals p "
        "ON p.id = substr(a.object, 10) WHERE a.action = 'approve redactions'",
        {"seqs": json.dumps(list(entries))},
    )
    return [(seq, count) for seq, count in rows]


def exhibits_of(case: Case, entries: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The exhibits that entries are about, by their numbers."""
    rows = case.all(
        "SELECT l.seq, x.ref FROM json_each(:seqs) e CROSS JOIN log_about l ON l.seq = e.value JOIN exhibits x ON "
        "x.id = l.id WHERE +l.what = 'EXHIBIT' ORDER BY 1, 2",
        {"seqs": json.dumps(list(entries))},
    )
    found: dict[int, tuple[str, ...]] = {}
    for seq, ref in rows:
        found[seq] = (*found.get(seq, ()), ref)
    return found


def acts(case: Case) -> list[str]:
    """The acts that the log holds, by their words."""
    return [act for (act,) in case.all("SELECT DISTINCT action FROM audit ORDER BY 1")]


def days(case: Case) -> list[str]:
    """The days that have entries, in UTC."""
    return [day for (day,) in case.all("SELECT DISTINCT substr(utc, 1, 10) FROM audit ORDER BY 1")]


_NAMED = {
    "LINE": ("number", "lines", "number"),
    "ACCUSED": ("id", "case_people", "id"),
    "EXHIBIT": ("ref", "exhibits", "id"),
}
"""By what is asked for: the column that names it, its table, and the column by which the log knows it."""


def named(case: Case, what: str) -> list[Any]:
    """All lines (by number), accused (by number) or exhibits (by reference) that the log is about."""
    name, table, key = _NAMED[what]
    rows = case.all(
        f"SELECT t.{name} FROM {table} t WHERE EXISTS (SELECT 1 FROM log_about WHERE what = :what AND id = t.{key}) "
        "ORDER BY 1",
        {"what": what},
    )
    return [one for (one,) in rows]


def bundles(case: Case) -> list[tuple[int, str]]:
    """Every bundle: the number of the entry that handed it over, and its day (UTC, ISO)."""
    rows = case.all("SELECT seq, substr(utc, 1, 10) FROM audit WHERE action = 'produce bundle' ORDER BY seq")
    return [(seq, day) for seq, day in rows]


def last_look(case: Case, user: str, this: int) -> tuple[int, str]:
    """The last entry by which a person read the log in another session than that of this entry, and its time in UTC;
    0 where there is none."""
    row = case.one(
        "SELECT a.seq, a.utc FROM audit a WHERE a.user = :user AND a.action IN ('read log', 'read life of item') AND "
        "a.seq < :this AND json_extract(CAST(a.line AS TEXT), '$.session') <> (SELECT "
        "json_extract(CAST(line AS TEXT), '$.session') FROM audit WHERE seq = :this) ORDER BY +a.seq DESC LIMIT 1",
        {"user": user, "this": this},
    )
    return (int(row[0]), str(row[1])) if row else (0, "")
