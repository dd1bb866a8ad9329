"""Checks of the tables against the log: each row as its entry sealed it, none added, changed or taken away
beside the log, each by who signed, in a role that may."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidence_review.store import audit, seals
from evidence_review.store.case import Case
from evidence_review.store.seals import WIDTH, Key, Seal, rows_digest, rows_of
from evidence_review.trust import verify
from evidence_review.workflow.auditing.log_checks import Log

MOST = 20
"""Rows of one table that are named; the others are counted."""
_AUTHORS = ("by", "proposed_by", "added_by")
ACTS: Mapping[str, frozenset[str]] = {
    table: frozenset(acts)
    for tables, acts in (
        ("users facts", ("add user",)),
        ("exhibits sources source_ends readings reading_ends items recipients attachments", ("import",)),
        ("blobs", ("import", "produce")),
        ("threads thread_people parties date_orders read_times first_times", ("import",)),
        ("decisions", ("decide",)),
        ("holds", ("hold",)),
        ("releases", ("release hold",)),
        ("find_outcomes", ("close find",)),
        ("lines line_versions scope_keys scope_kinds scope_threads scope_exhibits privilege_names", ("propose line",)),
        ("line_acts", ("approve line",)),
        ("redactions withdrawals kept mark_areas mark_groups", ("redact", "decide overlap")),
        ("answers rulings allowed allowed_ends", ("redact",)),
        ("approvals approved_items approved_labels sent_back", ("approve redaction",)),
        ("endorsements", ("endorse",)),
        ("mark_rulings", ("decide overlap",)),
        ("endorsement_grounds settlements sensitive_views police_requests", ("endorse",)),
        ("assessments sensitive_claims sensitive_ends police_answers descriptions blocks block_threads block_ends", ("assess for disclosure",)),
        ("case_entries case_entry_lines case_entry_ends line_words", ("keep the case record",)),
        ("defence_documents defence_items defence_answers defence_terms defence_term_answers", ("keep the case record",)),
        ("office_papers", ("produce",)),
        ("review_triggers review_due", ("import", "approve line", "keep the case record", "flag")),
        ("reviews_kept", ("decide", "endorse")),
        ("productions production_items production_for scheduled", ("produce",)),
        ("case_people case_people_keys case_people_ends", ("enter a person of the case",)),
        ("look_requests", ("ask to look outside",)),
        ("look_answers", ("grant a look outside",)),
        ("tag_acts", ("decide",)),
    )
    for table in tables.split()
}  # fmt: skip
"""What an entry must be that writes to a table (`verify.ACT_OF`)."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What the log says of the tables: by table and key the leaf and the entry that sealed it last, and the
    first entry that has seals."""

    rows: Mapping[str, Mapping[Key, tuple[bytes, int]]]
    first: int
    again: tuple[tuple[str, int], ...]
    """Rows that were sealed a second time and may not be: table, entry."""


def sealed(seals: Sequence[Seal], changing: Iterable[str]) -> Sealed:
    """The seals by table and key; `changing`: tables of which rows may go and come again."""
    rows: dict[str, dict[Key, tuple[bytes, int]]] = {}
    again: list[tuple[str, int]] = []
    may_change = frozenset(changing)
    for one, key, leaf in rows_of(seals):
        mine = rows.setdefault(one.name, {})
        before = mine.get(key)
        if before and one.name not in may_change and before[0][:WIDTH] != leaf[:WIDTH]:
            again.append((one.name, one.seq))
        if any(leaf):
            mine[key] = (leaf, one.seq)
        else:
            mine.pop(key, None)
            again += [] if one.name in may_change else [(one.name, one.seq)]
    return Sealed(rows, min((one.seq for one in seals), default=0), tuple(dict.fromkeys(again)))


def schema_faults(case: Case) -> list[str]:
    """Tables, views and guards of the case file that are not the program's: what is held or decided may show
    otherwise through them."""
    return [
        f"The {kind} {name} of the case file is not the program's." for kind, name in case.schema_changed()
    ]


def seal_faults(seals: Sequence[Seal], log: Log) -> list[str]:
    """Entries whose seals are not the ones that they were signed with."""
    by_entry: dict[int, list[Seal]] = {}
    for one in seals:
        by_entry.setdefault(one.seq, []).append(one)
    said = {seq: entry["detail"].get("rows", "") for seq, entry in log.entries.items()}
    if log.report.status != verify.INTACT:  # of what follows its fault nothing was read
        by_entry = {seq: mine for seq, mine in by_entry.items() if seq in said}
    return [
        f"Table seals, entry {seq}: the seals of what it wrote were changed, added or taken away."
        for seq in sorted(said.keys() | by_entry.keys())
        if said.get(seq, "") != (rows_digest(by_entry[seq]) if seq in by_entry else "")
    ]


def row_faults(
    case: Case, known: Sealed, among: Mapping[str, tuple[str, Collection[Key]]] | None = None
) -> list[str]:
    """Rows that are not as their entry sealed them. `among`: of these tables those rows alone whose column
    has one of these values."""
    faults = [
        f"Table {table}, entry {seq}: it writes again what is never changed or taken away."
        for table, seq in known.again
    ]
    faults += [
        f"Table {table}: it was taken away with everything in it."
        for table in known.rows.keys() - case.sealed.keys()
    ]
    salt, narrowed = audit.salt(case), among or {}
    for name, of in case.sealed.items():
        left = dict(known.rows.get(name, {}))
        found: list[str] = []
        for key, leaf in audit.rows_now(case, of, salt, narrowed.get(name)):
            as_sealed, seq = left.pop(key, (b"", 0))
            if not seq:
                found.append(f"Table {name}, row {key}: no entry of the log wrote it.")
            elif as_sealed != leaf:
                found.append(f"Table {name}, row {key}: it was changed since entry {seq} wrote it.")
        found += [
            f"Table {name}, row {key}: entry {seq} wrote it, and it was taken away."
            for key, (_, seq) in left.items()
            if name not in narrowed or _is_among(of, key, *narrowed[name])
        ]
        faults += _few(found, f"Table {name}")
    return faults


def _is_among(of: seals.Sealed, key: Key, column: str, values: Collection[Key]) -> bool:
    """Whether a row that is gone was one of those that are looked at, as far as its key says so."""
    if not of.plain or column not in of.keys:
        return False
    parts = json.loads(key) if isinstance(key, str) and len(of.keys) > 1 else [key]
    return parts[of.keys.index(column)] in values


def author_faults(case: Case, known: Sealed, log: Log) -> list[str]:
    """Rows in another name than that of who signed their entry, and entries that wrote what they may not."""
    return [*_names(case, known, log), *_acts(known, log)]


def _names(case: Case, known: Sealed, log: Log) -> Iterator[str]:
    salt = audit.salt(case)
    for name, of in case.sealed.items():
        column = next((one for one in _AUTHORS if f"{{0}}.{one}" in of.columns), "")
        found: list[str] = []
        for key, by in audit.authors(case, of, column, salt) if column else ():
            seq = known.rows.get(name, {}).get(key, (b"", 0))[1]
            entry = log.entries.get(seq)
            if entry and entry["user"] != by and seq != _before(known):
                found.append(f"Table {name}, row {key}: it names another person than who signed entry {seq}.")
        yield from _few(found, f"Table {name}")


def _acts(known: Sealed, log: Log) -> Iterator[str]:
    for name, acts in ACTS.items():
        for seq in sorted({seq for _, seq in known.rows.get(name, {}).values()} - {_before(known)}):
            entry = log.entries.get(seq)
            act = verify.ACT_OF.get(entry["action"], "") if entry else ""
            if entry and (act not in acts or not verify.role_may(entry["action"], log.role(seq))):
                yield f"Table {name}, entry {seq}: an entry “{entry['action']}” writes nothing there."


def _before(known: Sealed) -> int:
    """The entry under which rows of before the seals stand, whoever wrote them; 0 in a case that had seals
    from its beginning."""
    return known.first if known.first > 1 else 0


def _few(found: Sequence[str], what: str) -> list[str]:
    more = len(found) - MOST
    return [*found[:MOST], *([f"{what}: {more:,} rows more."] if more > 0 else [])]
