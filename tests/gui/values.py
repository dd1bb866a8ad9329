"""Values for the window's tests: what a step would hand over, built by hand; all people are fictional."""

from dataclasses import replace

from evidence_review.domain.enquiry import LineOfEnquiry, ScopePerson, ScopeRule, Term
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import (
    Band,
    Direction,
    ItemKind,
    LineState,
    Points,
    RedactionType,
    TermKind,
    Tier,
)
from evidence_review.domain.suggestions import Finding, Reason
from evidence_review.workflow.case.views import AttachmentView, ItemView, LineStatus, Mark, QueueRow


def item(number=1, text="Ring me on 07700 900123 about Queen Street", **changes):
    base = ItemView(
        id=ItemId(number),
        line=1,
        exhibit="ABC/1",
        source="source 1",
        locator=f"row {number}",
        kind=ItemKind.MESSAGE,
        app="WhatsApp",
        thread="two people",
        position=number,
        sender="Person 1",
        recipients=("Ann Example",),
        direction=Direction.INCOMING,
        time_london="Sat 08 Mar 2025 21:04:00 (UTC+0000)",
        time_raw="08/03/2025, 21:04",
        time_note="no zone is recorded: shown as written",
        text=text,
        words=len(text.split()),
        marks=(),
        findings=(),
        redactions=(),
        band=None,
        rank=None,
        pool=0,
        reasons=(),
        engine="",
        decision=None,
        decided_by="",
        attachments=(),
        deleted_as_reported="",
        is_context=False,
        page=None,
    )
    return replace(base, **changes)


def mark(text, words, sort="term", label="term", tier=None):
    start = text.index(words)
    return Mark(sort, start, start + len(words), start, start + len(words), label, "why it is marked", tier)


def flagged(number=1):
    text = "Ring me on 07700 900123 about Queen Street"
    marks = (mark(text, "Queen Street"), mark(text, "07700 900123", "personal", "PHONE_NUMBER", Tier.CERTAIN))
    finding = Finding(
        11,
        23,
        "PHONE_NUMBER",
        Tier.CERTAIN,
        0.9,
        "shape",
        "A British mobile number.",
        RedactionType.PHONE_NUMBER,
    )
    reason = Reason("term", "The agreed term “Queen Street” is here.", ((30, 42),))
    return item(
        number,
        text,
        marks=marks,
        findings=(finding,),
        band=Band.MUST_REVIEW,
        rank=1,
        pool=9,
        reasons=(reason,),
        engine="search 1",
    )


def row(number, decision="", band=None, when="08 Mar 2025 21:04"):
    return QueueRow(ItemId(number), ItemKind.MESSAGE, "two people", "Person 1", when, band, None, decision)


def status(number=1, state=LineState.APPROVED, **counts):
    scope = ScopeRule(people=(ScopePerson("Ann Example", ("07700 900123",)),), all_dates=True)
    terms = (Term("street", TermKind.LEMMA, "the place", ("streets",)),)
    line = LineOfEnquiry(
        number,
        f"Line {number}",
        "What was arranged?",
        "Both rely on it",
        Points.BOTH,
        "Plans",
        "None",
        scope,
        terms,
        state=state,
    )
    known = (
        dict.fromkeys(
            ("in_scope", "unscreened", "held", "flagged", "must_review", "decided", "relevant", "unsure"), 0
        )
        | counts
    )
    return LineStatus(line, "Dan", "Sue", (), **known)


FILE = AttachmentView(0, "file 1", "image/png", 2048, supplied=True)
