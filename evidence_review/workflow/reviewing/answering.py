"""What a message answers and how others reacted to it, told without a word of any other message and without a name
that the line does not show."""

import re
from collections import Counter
from collections.abc import Callable

from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.people import Party
from evidence_review.store import conversations, items
from evidence_review.store.items import Kept
from evidence_review.workflow.case.labelling import time_london
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.thread_views import Answered, Reaction

_BY_WORDS = ("quoted", "reply", "in reply to")
_BY_NUMBER = ("answers message", "reply to", "reply")
_SIGN = re.compile("[\u2190-\u2bff\u3030-\u303d\ufe0f\u200d\U0001f000-\U0001faff]+")
_MANY = re.compile(r"^\s*\(?(\d{1,6})\b")
_KNOWN = frozenset(
    [
        "like",
        "liked",
        "loved",
        "love",
        "laughed",
        "haha",
        "wow",
        "sad",
        "angry",
        "disliked",
        "dislike",
        "emphasized",
        "questioned",
        "thumbsup",
        "heart",
    ]
)


def answered(
    session: Session, line: LineOfEnquiry, kept: Kept, label: Callable[[Party | None], str]
) -> Answered | None:
    """What a message answers, None where it answers nothing: sender and time where the line lets that message
    through, else only that it lies outside the line."""
    said = dict(kept.item.extra)
    words = next((said[key] for key in _BY_WORDS if said.get(key)), "")
    number = next((said[key] for key in _BY_NUMBER if said.get(key)), "")
    if not words and not number:
        return None
    found = conversations.answered(
        session.case, kept.item.id, items.text_hash(words) if words else "", number
    )
    through = items.reviewable(session.case, line.id, found) if found is not None else None
    if through is None:
        return Answered()
    return Answered(through.item.id, label(through.item.sender), time_london(through.item.sent))


def reactions(kept: Kept) -> tuple[Reaction, ...]:
    """The signs of the reactions to a message with how many there are of each; never who gave them."""
    found: Counter[str] = Counter()
    for key, value in kept.item.extra:
        if key == "reaction":
            sign = _SIGN.search(value)
            many = _MANY.match(value[sign.end() :]) if sign else None
            word = value.split(" ", 1)[0].strip('":,').lower()
            words = word if word in _KNOWN else "reaction"
            found[sign[0] if sign else words] += int(many[1]) if many else 1
    return tuple(Reaction(sign, many) for sign, many in found.items())
