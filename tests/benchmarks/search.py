"""How fast the index of an encrypted case answers at 1,000,000 messages in scope, gate join included
(reference/relevance.md 7).

    nice -n 19 .venv/bin/python tests/benchmarks/search.py [--messages 1000000] [--folder DIR] [--rounds 40]

The messages are made up: 400 conversations of words drawn by rank (Zipf), over four years. Two lines are
approved: one covers every message, one a tenth of the people in one year. Every query is the one that the
program itself asks: `index.find`, by which only ids come back, and `index.count`. The band of 100,000 of the
messages is worked out too. Prints JSON: p50 and p95 in milliseconds of CPU time and of the clock, and the
hits, by sort of query and over every query together.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from evidence_review.domain.basis import Basis, Exhibit
from evidence_review.domain.columns import columns_of
from evidence_review.domain.enquiry import LineOfEnquiry, ScopePerson, ScopeRule, Term
from evidence_review.domain.evidence import Item, Moment
from evidence_review.domain.ids import CaseId, ItemId, LineId, SourceId, UserId
from evidence_review.domain.kinds import (
    AuditOp,
    Direction,
    ExhibitKind,
    ItemKind,
    LegalBasis,
    LineState,
    Points,
    Role,
    TermKind,
    ZoneSource,
)
from evidence_review.domain.people import Case as Facts
from evidence_review.domain.people import Party, User
from evidence_review.domain.suggestions import Engine
from evidence_review.relevance import fts_query, indexed, match
from evidence_review.relevance.scanning import scan_pool
from evidence_review.store import Case, adding, exhibits, index, lines, suggestions
from evidence_review.store.exhibits import ReadOptions, Source
from evidence_review.store.index import Asked
from evidence_review.trust import keys

THREADS, WORDS, FIRST = 400, 60_000, datetime(2022, 1, 1)
ME = UserId("bench")


def main() -> None:
    """Build, ask, print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--messages", type=int, default=1_000_000)
    asked.add_argument("--rounds", type=int, default=40)
    asked.add_argument("--folder", type=Path)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as top:
        folder = given.folder or Path(top) / "case"
        built: dict[str, float] = {}
        case = (
            Case.open(folder, bytes(32))
            if (folder / "case.db").exists()
            else _build(folder, given.messages, built)
        )
        found = {line.title: _ask(case, line.id, given.rounds) for line in lines.approved(case)}
        band = _band(case)
        case.close()
    print(
        json.dumps(
            {"messages": given.messages, "built_seconds": built, "lines": found, "band": band}, indent=1
        )
    )


def _signer() -> Any:
    seed = bytes(32)
    return keys.unlock(User(ME, "bench", Role.ADMIN, keys.public_key(seed)), keys.Secrets(b"", seed))


def _build(folder: Path, count: int, took: dict[str, float]) -> Case:
    case, signer = Case.create(folder, Facts(CaseId("c"), "B", ""), bytes(32)), _signer()
    took["items"] = _timed(lambda: _fill(case, signer, count))
    took["lines"] = _timed(lambda: _approve(case, signer))
    took["screened"] = _timed(lambda: _screen(case, signer))
    took["index"] = _timed(lambda: _index(case, signer))
    return case


def _timed(step: Callable[[], None]) -> float:
    began = time.process_time()
    step()
    return round(time.process_time() - began, 1)


def _fill(case: Case, signer: Any, count: int) -> None:
    made = _messages(count)
    known = adding.Known()
    with case.change(signer, AuditOp.COLLECT, "build") as change:
        exhibit = exhibits.add(
            change, Exhibit("DP/1", ExhibitKind.DEVICE, "Dana", Basis(LegalBasis.PACE_SEIZURE)), ME
        )
        blank = Source(SourceId(0), "DP/1", "n", "p", "0" * 64, 1, "i", "1", ReadOptions(), None, None, None)
        source = exhibits.add_source(change, exhibit, blank, ME)
    while batch := [item for _, item in zip(range(20_000), made, strict=False)]:
        with case.change(signer, AuditOp.COLLECT, "build") as change:
            adding.add(change, source, columns_of(batch), known)


def _messages(count: int) -> Iterator[Item]:
    dice = random.Random(7)
    cum = list(accumulate(1 / rank**1.05 for rank in range(1, WORDS + 1)))
    me = Party(None, "Dana", is_owner=True)
    for at in range(count):
        thread = min(THREADS - 1, int(dice.paretovariate(0.6)) - 1)
        picked = dice.choices(range(WORDS), cum_weights=cum, k=1 + min(60, int(dice.expovariate(1 / 9))))
        text = " ".join(map(_word, picked))
        when = FIRST + timedelta(seconds=at * (4 * 365 * 86400 // count))
        sender = me if dice.random() < 0.5 else Party(None, f"person{thread}")
        moment = Moment(when.isoformat(), when, when, "+00:00", ZoneSource.IN_VALUE)
        yield Item(
            f"m{at}",
            ItemKind.MESSAGE,
            text,
            f"t{thread}",
            at,
            sender,
            (),
            moment,
            Direction.UNKNOWN,
            app="WhatsApp",
        )


def _word(rank: int) -> str:
    """A made-up word for a rank, pronounceable and of its own: no two ranks share one."""
    out = ""
    left = rank + 20
    while left:
        left, digit = divmod(left, 95)
        out += "bcdfghjklmnprstvwyz"[digit % 19] + "aeiou"[digit // 19]
    return out


def _approve(case: Case, signer: Any) -> None:
    everyone = ScopeRule(all_people=True, all_dates=True)
    some = ScopeRule(
        people=tuple(ScopePerson(f"person{n}") for n in range(40)),
        date_from=date(2023, 1, 1),
        date_to=date(2023, 12, 31),
    )
    for number, (title, scope) in enumerate(
        (("all people, all dates", everyone), ("forty people, one year", some)), 1
    ):
        line = LineOfEnquiry(number, title, "q", "r", Points.BOTH, "e", "l", scope, ())
        with case.change(signer, AuditOp.ALTER, "approve") as change:
            line_id, version = lines.propose(change, line, ME)
            lines.act(change, replace(line, id=line_id, version=version), LineState.APPROVED, "", ME)


def _screen(case: Case, signer: Any) -> None:
    ids = [ItemId(row[0]) for row in case.all("SELECT DISTINCT item_id FROM in_scope")]
    with case.change(signer, AuditOp.CONSULT, "screen") as change:
        suggestions.add_screened(change, ids, {}, Engine("s", "1", "r"))


def _index(case: Case, signer: Any) -> None:
    while batch := index.not_indexed(case, 20_000):
        with case.change(signer, AuditOp.COMBINE, "index") as change:
            index.index_in_scope(change, [(item, indexed(text)) for item, text in batch])


def _queries(dice: random.Random, senders: dict[str, int]) -> dict[str, Asked]:
    def words(low: int, high: int, count: int) -> tuple[str, ...]:
        return tuple(filter(None, (fts_query(_word(dice.randrange(low, high))) for _ in range(count))))

    year = dice.randrange(2022, 2026)
    common = f"{_word(dice.randrange(5, 60))} {_word(dice.randrange(5, 60))}"
    word = words(5, 40, 1)
    return {
        "rare word": Asked(words(5_000, 60_000, 1)),
        "phrase": Asked((fts_query(common) or "",)),
        "prefix": Asked((f'"{_word(dice.randrange(800, 4000))[:4]}" *',)),
        "3 terms": Asked(words(300, 3_000, 3)),
        "6 terms": Asked(words(300, 3_000, 6)),
        "3 terms, many hits": Asked(words(40, 200, 3)),
        "6 terms, many hits": Asked(words(40, 200, 6)),
        "3 terms, date, sender": Asked(
            words(30, 900, 3),
            date(year, 3, 1),
            date(year, 6, 30),
            (senders[f"person{dice.randrange(0, 20)}"],),
        ),
        "one common word": Asked(word),
        "one common word, counted": Asked(word),
        "one common word, a page of 200": Asked(word),
    }


def _ask(case: Case, line: LineId, rounds: int) -> dict[str, dict[str, float]]:
    dice = random.Random(11)
    cpu: dict[str, list[float]] = {}
    clock: dict[str, list[float]] = {}
    hits: dict[str, list[int]] = {}
    senders = {name: party for party, name in case.all("SELECT id, name FROM parties")}
    for _ in range(rounds):
        for sort, query in _queries(dice, senders).items():
            wall, began = time.perf_counter(), time.process_time()
            page = 200 if sort.endswith("200") else None
            found = (
                index.count(case, line, query)
                if sort.endswith("counted")
                else len(index.find(case, line, query, most=page))
            )
            for name in (sort, "every query"):
                cpu.setdefault(name, []).append((time.process_time() - began) * 1000)
                clock.setdefault(name, []).append((time.perf_counter() - wall) * 1000)
                hits.setdefault(name, []).append(found)
    return {
        sort: {
            "p50_ms": _share(cpu[sort], 0.5),
            "p95_ms": _share(cpu[sort], 0.95),
            "p95_clock_ms": _share(clock[sort], 0.95),
            "hits_p50": _share([float(n) for n in hits[sort]], 0.5),
            "hits_most": max(hits[sort]),
        }
        for sort in cpu
    }


def _band(case: Case) -> dict[str, float]:
    """The must-review band of 100,000 messages: nine terms with 73 forms, the index, the matcher, and the
    independent scan. CPU seconds."""
    texts = [
        (ItemId(item), text)
        for item, text in case.all("SELECT i.id, i.text FROM items i WHERE i.id <= 100000")
    ]
    some = [
        Term(
            _word(200 + at * 37),
            TermKind.LEMMA,
            forms=tuple(_word(3_000 + at * 10 + form) for form in range(8)),
        )
        for at in range(8)
    ]
    terms = (*some, Term(f"{_word(100)} {_word(120)}", TermKind.PHRASE, gap=3))
    queries = tuple(fts_query(form, term.gap) or "" for term in terms for form in term.active_forms())
    began = time.process_time()
    offered = set(index.find(case, LineId(1), Asked(queries)))
    hits = match([row for row in texts if row[0] in offered], terms)
    matched = time.process_time() - began
    proof = scan_pool(texts, terms)
    whole = time.process_time() - began
    if proof != frozenset(hits):
        raise AssertionError("the matcher and the independent scan differ")
    return {
        "messages": len(texts),
        "hits": len(hits),
        "index_and_match_s": round(matched, 2),
        "with_independent_scan_s": round(whole, 2),
    }


def _share(values: list[float], share: float) -> float:
    return round(sorted(values)[min(len(values) - 1, int(share * len(values)))], 2)


if __name__ == "__main__":
    main()
