"""Lines of enquiry: versions as proposed, what was done with them, and the scope rows that the gate reads."""

import dataclasses
import json
from datetime import date
from typing import Any

from evidence_review.domain.enquiry import LineOfEnquiry, ScopePerson, ScopeRule, Term
from evidence_review.domain.ids import LineId, UserId
from evidence_review.domain.kinds import ItemKind, LineState, Points, RaisedBy, TermKind
from evidence_review.domain.people import person_key
from evidence_review.store import seals
from evidence_review.store.case import Case, Change, Row, now

_VERSION = "v.line_id, l.number, v.version, v.body, v.proposed_by, a.act, a.by, v.id"
_FROM = "line_versions v JOIN lines l ON l.id = v.line_id LEFT JOIN line_acts a ON a.version_id = v.id"


def body(line: LineOfEnquiry) -> dict[str, Any]:
    """A line as a plain object: what is kept, hashed and approved. Ids and state are left out."""
    kept = dataclasses.asdict(line)
    for name in ("id", "state", "proposed_by", "approved_by"):
        del kept[name]
    return json.loads(json.dumps(kept, default=str))


def propose(change: Change, line: LineOfEnquiry, by: UserId) -> tuple[LineId, int]:
    """Store a proposed version, new or of a line that exists; (line id, version)."""
    found = change.run("SELECT id FROM lines WHERE number = :number", {"number": line.number}).fetchone()
    line_id = (
        found[0]
        if found
        else change.run("INSERT INTO lines (number) VALUES (:number)", {"number": line.number}).lastrowid
    )
    version = change.run(
        "SELECT coalesce(max(version), 0) + 1 FROM line_versions WHERE line_id = :line", {"line": line_id}
    ).fetchone()[0]
    scope = line.scope
    version_id = change.run(
        "INSERT INTO line_versions (line_id, version, body, all_people, all_dates, undated, "
        "date_from, date_to, proposed_by, at) "
        "VALUES (:line, :version, :body, :people, :dates, :undated, :from, :to, :by, :at)",
        {
            "line": line_id,
            "version": version,
            "body": json.dumps(body(dataclasses.replace(line, version=version)), ensure_ascii=False),
            "people": int(scope.all_people),
            "dates": int(scope.all_dates),
            "undated": int(scope.undated),
            "from": scope.date_from and scope.date_from.isoformat(),
            "to": scope.date_to and scope.date_to.isoformat(),
            "by": by,
            "at": now(),
        },
    ).lastrowid
    _add_scope(change, version_id, scope)
    return LineId(line_id), version


def _add_scope(change: Change, version_id: int, scope: ScopeRule) -> None:
    keys = {
        person_key(word)
        for person in scope.people
        for word in (person.name, *person.identifiers)
        if word.strip()
    }
    rows = {
        "scope_keys": keys,
        "scope_exhibits": set(scope.exhibits),
        "scope_kinds": {str(kind) for kind in scope.kinds},
        "scope_threads": set(scope.threads),
    }
    for table, values in rows.items():
        change.run_many(
            f"INSERT INTO {table} VALUES (:version, :value)",
            [{"version": version_id, "value": value} for value in sorted(values)],
        )


def act(change: Change, line: LineOfEnquiry, what: LineState, reason: str, by: UserId) -> None:
    """Approve or refuse a version; only once."""
    change.run(
        (
            "INSERT INTO line_acts SELECT id, :act, :reason, :by, :at FROM line_versions WHERE line_id "
            "= :line AND version = :version"
        ),
        {"act": str(what), "reason": reason, "by": by, "at": now(), "line": line.id, "version": line.version},
    )
    seals.forget(change.db, line.id)


def versions(case: Case, number: int = 0) -> tuple[LineOfEnquiry, ...]:
    """Every version, by number and version; of one line where a number is given."""
    rows = case.all(
        (
            f"SELECT {_VERSION} FROM {_FROM} WHERE :number = 0 OR l.number = :number ORDER BY "
            f"l.number, v.version"
        ),
        {"number": number},
    )
    current = {row[0] for row in case.all("SELECT id FROM current_versions")}
    return tuple(_line(row, current) for row in rows)


def approved(case: Case) -> tuple[LineOfEnquiry, ...]:
    """The version that counts of every approved line, by number."""
    return tuple(line for line in versions(case) if line.state is LineState.APPROVED)


def line_from(kept: dict[str, Any]) -> LineOfEnquiry:
    """The line behind a plain object made by `body`."""
    scope = kept["scope"]
    rule = ScopeRule(
        people=tuple(ScopePerson(person["name"], tuple(person["identifiers"])) for person in scope["people"]),
        date_from=scope["date_from"] and date.fromisoformat(scope["date_from"]),
        date_to=scope["date_to"] and date.fromisoformat(scope["date_to"]),
        exhibits=tuple(scope["exhibits"]),
        kinds=tuple(ItemKind(kind) for kind in scope["kinds"]),
        threads=tuple(scope["threads"]),
        all_people=scope["all_people"],
        all_dates=scope["all_dates"],
        undated=scope["undated"],
        max_context=scope["max_context"],
        zone=scope["zone"],
    )
    terms = tuple(
        Term(
            term["text"],
            TermKind(term["kind"]),
            term["why"],
            tuple(term["forms"]),
            tuple(term["off"]),
            term.get("gap", 0),
        )
        for term in kept["terms"]
    )
    plain = {
        name: kept[name]
        for name in (
            "number",
            "title",
            "question",
            "rationale",
            "expected_to_find",
            "less_intrusive",
            "points_away",
            "version",
        )
    } | {name: kept.get(name, "") for name in ("change_reason", "caution_reason")}
    return LineOfEnquiry(
        points=Points(kept["points"]), raised_by=RaisedBy(kept["raised_by"]), scope=rule, terms=terms, **plain
    )


def _line(row: Row, current: set[int]) -> LineOfEnquiry:
    line_id, _, _, text, proposed_by, done, by, version_id = row
    state = LineState(done) if done else LineState.PROPOSED
    if state is LineState.APPROVED and version_id not in current:
        state = LineState.SUPERSEDED
    return dataclasses.replace(
        line_from(json.loads(text)),
        id=LineId(line_id),
        state=state,
        proposed_by=UserId(proposed_by),
        approved_by=by and UserId(by),
    )
