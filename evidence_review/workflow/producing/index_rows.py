"""The index of redactions: a row for each mark of the copies and for each person who stands by a token; never what
was removed."""

from collections.abc import Mapping, Sequence

from evidence_review.domain.decisions import Redaction
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import MarkRuling, Purpose, RedactionType
from evidence_review.domain.redaction_values import Done, Level
from evidence_review.reports import RedactionRow
from evidence_review.store import overlaps, redactions
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.personal_rulings import EVERYWHERE
from evidence_review.workflow.case.picturing import page_of
from evidence_review.workflow.case.redaction_options import LEVEL_WORDS
from evidence_review.workflow.producing.bundle_parts import Part

DECIDED = "the item meets the disclosure test, and a prosecutor decided that it is taken out"
"""What the index says of a mark on which a prosecutor decided (reference/law.md I4)."""
TAKEN_OUT_FOR = {
    Purpose.PRIVACY: "privacy",
    Purpose.LPP: "legal professional privilege",
    Purpose.SENSITIVE: "sensitivity",
    Purpose.ANONYMITY: "anonymity given by law",
    Purpose.OUT_OF_SCOPE: "being outside what the line of enquiry asks about",
}
"""The purpose of a mark, as index and legend print it: what a person chose, no judgement that nobody made."""


def redaction_rows(
    session: Session, found: Sequence[Part], names: Mapping[int, str], made: Mapping[int, Sequence[Done]]
) -> tuple[RedactionRow, ...]:
    """Every mark of the copies by number, place, type, purpose and how it was taken out; never what was
    removed, nor words that might repeat it."""
    rows: list[RedactionRow] = []
    for part in found:
        for number, kept in enumerate(part.kept, start=1):
            page = page_of(kept.item)
            at = part.pages.index(page) if part.is_document and page is not None else None
            place = f"message {number}" if at is None else _page_words(part, at)
            done = made.get(part.number, ())
            rows += [
                RedactionRow(
                    len(rows) + offset,
                    names[part.number],
                    place,
                    one.type,
                    one.purpose,
                    _why(session, one),
                    f"{_how(part, at, one, done)}{_lines_gone(kept.item.text or '', one)}",
                )
                for offset, one in enumerate(redactions.standing(session.case, kept.item.id), start=1)
            ]
        for token in people_by_token(session, part):
            how = f"{token} in its place"
            row = (RedactionType.NAMED_INDIVIDUAL, Purpose.PRIVACY, _STANDS_BY_TOKEN, how)
            rows.append(RedactionRow(len(rows) + 1, names[part.number], "people in it", *row, is_person=True))
    return tuple(rows)


_STANDS_BY_TOKEN = "a sender or recipient who stands by a token in the whole bundle, seen and approved"  # noqa: S105 # words


def people_by_token(session: Session, part: Part) -> list[str]:
    """The tokens that stand for senders and recipients of what is copied, each once."""
    return tokens_of(session, [kept.item.id for kept in part.kept])


def tokens_of(session: Session, copied: Sequence[ItemId]) -> list[str]:
    """The tokens that stand for senders and recipients of these items, each once."""
    labels = (label for item in copied for label in redactions.labels_approved(session.case, item) or ())
    return sorted({label for label in labels if label.startswith("[PERSON ")})


def _page_words(part: Part, at: int) -> str:
    """A page by its number in the copy, and in the document where that is another."""
    page = part.pages[at] + 1
    return f"page {at + 1}" if page == at + 1 else f"page {at + 1} of the copy, page {page} of the document"


def _how(part: Part, page: int | None, mark: Redaction, done: Sequence[Done]) -> str:
    """How a mark was taken out: its token in what we set, pixels in a picture, or its token with what the engine
    says of that place of the page."""
    if page is None:
        return f"{mark.token} in its place"
    if part.is_picture:
        return "filled in the picture"
    if mark.area:
        return (
            "the whole page filled"
            if mark.area == (0.0, 0.0, 1.0, 1.0)
            else "an area filled; the page became a picture"
        )
    ways = dict.fromkeys(
        f"{LEVEL_WORDS[one.level]}{f' ({one.why})' if one.why and one.level is not Level.TOKEN else ''}"
        for one in done
        if (one.page, one.token) == (page, mark.token)
    )
    return f"{mark.token}: {'; '.join(ways) or 'with the passage around it'}"


def _lines_gone(text: str, mark: Redaction) -> str:
    """Of how many lines of its page the words went, where one token stands for several; empty otherwise."""
    lines = sum(bool(line.strip()) for line in text[mark.start : mark.end].splitlines())
    return f"; it stands for words of {lines} lines" if lines > 1 else ""


def _why(session: Session, mark: Redaction) -> str:
    said = f"taken out for {TAKEN_OUT_FOR[mark.purpose]}: {_how_chosen(mark)}"
    return f"{said}; {DECIDED}" if overlaps.said_of(session.case, mark.id) is MarkRuling.REDACT else said


def _how_chosen(mark: Redaction) -> str:
    if mark.reason.startswith(EVERYWHERE):
        return "one decision for this person or identifier in the whole case, approved"
    return (
        "suggested by the program, confirmed by a reviewer, approved"
        if mark.origin == "SUGGESTION"
        else "marked by a reviewer, approved"
    )
