"""Commands of the case record, of what the defence served, and of what is due for review."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from evidence_review.cli.acting import acting, choice, opened, say, whole
from evidence_review.cli.deciding import accused_argument, day, lower
from evidence_review.domain.disclosure import (
    CaseEntry,
    DefenceAnswer,
    DefenceDocument,
    DefenceSort,
    EntrySort,
)
from evidence_review.domain.errors import ReviewError
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import TermKind
from evidence_review.workflow.deciding import defence_papers, entering_record, proposed_terms, reviews_due

type Given = argparse.Namespace


def record_add_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument(
        "sort", type=choice(EntrySort, list(EntrySort)), metavar="SORT", help=", ".join(EntrySort)
    )
    one.add_argument("words", metavar="WORDS", help="as it is to be printed")
    accused_argument(one, required=False)
    one.add_argument("--day", type=day, metavar="DAY", help="of a key date: 2026-01-31")
    one.add_argument(
        "--line", type=whole, action="append", default=[], metavar="N", help="a line that an issue goes to"
    )
    one.add_argument(
        "--document", type=whole, default=0, metavar="N", help="the defence document it comes from"
    )


def record_add(given: Given) -> int:
    with opened(given) as session:
        made = entering_record.enter_in_record(
            session, given.sort, given.words, given.accused, given.day, given.line, given.document
        )
        return say(given, made, [_entry(made)])


def _entry(one: CaseEntry) -> str:
    when = f" on {one.day:%d.%m.%Y}" if one.day else ""
    bearing = f" (lines {', '.join(map(str, one.lines))})" if one.lines else ""
    source = f" (defence document {one.document})" if one.document else ""
    return f"{one.sort.replace('_', ' ').lower()} {one.number}{when}: {one.words}{bearing}{source}"


def record_end_arguments(one: argparse.ArgumentParser) -> None:
    acting(one)
    one.add_argument("sort", type=choice(EntrySort, list(EntrySort)), metavar="SORT")
    one.add_argument("number", type=whole, metavar="N")
    one.add_argument("--reason", required=True)


def record_end(given: Given) -> int:
    with opened(given) as session:
        entering_record.end_entry(session, given.sort, given.number, given.reason)
    return 0


def record_list(given: Given) -> int:
    with opened(given) as session:
        found = entering_record.record_of_case(session)
        return say(given, found, list(map(_entry, found)) or ["Nothing is in the case record yet."])


def defence_add_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument(
        "sort", type=choice(DefenceSort, list(DefenceSort)), metavar="SORT", help=", ".join(DefenceSort)
    )
    accused_argument(one)
    one.add_argument("--day", required=True, type=day, metavar="DAY", help="of service: 2026-01-31")
    one.add_argument("--words-file", required=True, type=Path, metavar="FILE", help="its text, as served")
    one.add_argument(
        "--issue",
        action="append",
        default=[],
        metavar="WORDS",
        help="a fact in issue; lines that it goes to before it, as “1,3: words”; may be repeated",
    )
    one.add_argument(
        "--item", type=whole, action="append", default=[], metavar="ITEM", help="an item that it asks for"
    )


def defence_add(given: Given) -> int:
    with opened(given) as session:
        made = defence_papers.serve_defence(
            session,
            given.sort,
            given.accused,
            given.day,
            _text(given.words_file),
            [_issue(one) for one in given.issue],
            [ItemId(one) for one in given.item],
        )
        return say(given, made, [_document(made)])


_MOST = 4_000_000
"""Bytes of the text of a defence document."""


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > _MOST:
            raise ReviewError("That file is too large for what a defence serves. Give the text alone.")
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise ReviewError(
            "That file cannot be read as text (UTF-8). Check the path, or save it again."
        ) from None


def _issue(words: str) -> tuple[str, Sequence[int]]:
    before, colon, after = words.partition(":")
    numbers = [part.strip() for part in before.split(",")]
    if colon and all(part.isdigit() for part in numbers):
        return after.strip(), [int(part) for part in numbers]
    return words.strip(), []


def _document(one: DefenceDocument) -> str:
    asked = f", asks for items {', '.join(map(str, one.items))}" if one.items else ""
    return f"{lower(one.sort)} {one.number}, served on {one.day:%d.%m.%Y}{asked}"


def defence_answer_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("number", type=whole, metavar="N")
    one.add_argument(
        "answer",
        type=choice(DefenceAnswer, list(DefenceAnswer)),
        metavar="ANSWER",
        help=", ".join(DefenceAnswer),
    )
    one.add_argument("--day", required=True, type=day, metavar="DAY", help="2026-01-31")
    one.add_argument("--words", required=True)


def defence_answer(given: Given) -> int:
    with opened(given) as session:
        made = defence_papers.answer_defence(session, given.number, given.answer, given.words, given.day)
        return say(given, made, [_document(made)])


def defence_list(given: Given) -> int:
    with opened(given) as session:
        found = defence_papers.defence_documents(session)
        rows = [
            line
            for one in found
            for line in (
                _document(one),
                *(f"  {when:%d.%m.%Y} {lower(answer)}: {words}" for answer, words, when in one.answers),
            )
        ]
        return say(given, found, rows or ["The defence served nothing yet."])


def due_list_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("--issue", type=whole, default=0, metavar="N", help="of this issue alone")


def due_list(given: Given) -> int:
    with opened(given) as session:
        found = reviews_due.reviews_due(session, given.issue)
        rows = [
            f"item {one.item}: {f'relevance to line {one.line}' if one.line else 'code'}, since {one.words}"
            for one in found
        ]
        return say(given, found, rows or ["Nothing is due for review."])


def due_keep_arguments(one: argparse.ArgumentParser) -> None:
    acting(one)
    one.add_argument("item", type=whole, metavar="ITEM")
    one.add_argument("--reason", required=True)


def due_keep(given: Given) -> int:
    with opened(given) as session:
        reviews_due.keep_decisions(session, ItemId(given.item), given.reason)
    return 0


def term_add_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("term", metavar="TERM")
    accused_argument(one)
    one.add_argument(
        "--line", required=True, type=whole, metavar="N", help="the line that it is proposed for"
    )
    one.add_argument("--day", required=True, type=day, metavar="DAY", help="when: 2026-01-31")
    one.add_argument("--why", required=True, help="how it bears on the case, as the defence says")
    one.add_argument(
        "--kind",
        type=choice(TermKind, list(TermKind)),
        default=TermKind.EXACT,
        metavar="KIND",
        help="exact, phrase, lemma",
    )


def term_add(given: Given) -> int:
    with opened(given) as session:
        made = proposed_terms.propose_term(
            session, given.accused, given.line, given.term, given.why, given.day, given.kind
        )
        return say(given, made, [f"term {made.number} for line {made.line}: {made.term}"])


def term_answer_arguments(one: argparse.ArgumentParser) -> None:
    acting(one)
    one.add_argument("number", type=whole, metavar="N")
    one.add_argument("answer", choices=["accept", "refuse"], metavar="ANSWER", help="accept, refuse")
    one.add_argument("--reason", required=True, help="served on the defence")


def term_answer(given: Given) -> int:
    with opened(given) as session:
        proposed_terms.answer_term(session, given.number, given.answer == "accept", given.reason)
    return 0


def term_list(given: Given) -> int:
    with opened(given) as session:
        found = proposed_terms.proposed_terms(session)
        rows = [
            f"term {one.term.number}, line {one.term.line}: {one.term.term}; "
            f"{'open' if one.term.accepted is None else 'accepted' if one.term.accepted else 'refused'}; "
            f"{one.hits} items in scope, {one.relevant} of them relevant"
            for one in found
        ]
        return say(given, found, rows or ["The defence proposed no term."])
