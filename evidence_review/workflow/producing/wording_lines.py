"""What each line of enquiry looks for, in a person's words, for the complainant's statement: plain English, Welsh and
Easy Read (reference/law.md 1.6 (iii))."""

from dataclasses import dataclass

from evidence_review.domain.decisions import Act
from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.kinds import AuditOp
from evidence_review.store import items, lines, redactions
from evidence_review.store.disclosure import line_wordings
from evidence_review.store.disclosure.line_wordings import LineWords
from evidence_review.store.items import Kept
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.producing.masked_words import MASKED, names_masked

_SHORTEST, _LONGEST = 10, 200
"""Letters of the words for a line, where there are some."""


@dataclass(frozen=True, slots=True)
class WordedLine:
    """An approved line by number and title, with what it looks for in a person's words."""

    number: int
    title: str
    words: LineWords


def worded_lines(session: Session) -> tuple[WordedLine, ...]:
    """Every approved line with the words that stand for it."""
    session.may(Act.READ)
    return tuple(_of(session, line) for line in lines.approved(session.case))


def _of(session: Session, line: LineOfEnquiry) -> WordedLine:
    return WordedLine(line.number, line.title, line_wordings.standing(session.case, line))


def word_line(session: Session, number: int, plain: str = "", welsh: str = "", easy: str = "") -> WordedLine:
    """Say what an approved line looks for; a form for which nothing is given keeps its words. RuleBroken, naming
    everything that is wrong, where there is no such line, or words are too short or name what is masked."""
    session.may(Act.KEEP_RECORD)
    line = next((one for one in lines.approved(session.case) if one.number == number), None)
    if line is None:
        raise RuleBroken(f"No approved line of enquiry has the number {number}. List them with: lines list")
    before = line_wordings.standing(session.case, line)
    said = LineWords(
        *(
            _plain(new) or old
            for new, old in ((plain, before.plain), (welsh, before.welsh), (easy, before.easy))
        )
    )
    if said == before:
        raise RuleBroken("Say what the line looks for, in at least one form.")
    if faults := _faults(session, said):
        raise RuleBroken(" ".join(faults))
    with session.case.change(
        session.signer, AuditOp.CONFIG, "word line", about=f"line:{number}", reason=said.plain
    ) as change:
        line_wordings.add(change, line, said, session.user.id)
        change.about(f"line:{number}", {"plain": said.plain, "welsh": said.welsh, "easy": said.easy})
    return _of(session, line)


def _plain(words: str) -> str:
    return " ".join(words.split())


def _faults(session: Session, said: LineWords) -> tuple[str, ...]:
    told: list[str] = []
    for form, words in (("plain", said.plain), ("Welsh", said.welsh), ("Easy Read", said.easy)):
        if words and not _SHORTEST <= len(words) <= _LONGEST:
            told.append(f"The {form} words have {_SHORTEST} to {_LONGEST} signs.")
    kept = relevant_kept(session)
    if any(names_masked(session, kept, one) for one in (said.plain, said.welsh, said.easy) if one):
        told.append(MASKED)
    return tuple(told)


def relevant_kept(session: Session) -> tuple[Kept, ...]:
    """Everything that stands as relevant to an approved line."""
    found = (
        items.reviewable(session.case, line, item) for line, item in redactions.relevant_items(session.case)
    )
    return tuple(one for one in found if one)
