"""What people and times are called on screen: by name where the line names them, else by a stable label
(reference/law.md E2)."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime

from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.evidence import Item, Moment
from evidence_review.domain.kinds import ZoneSource
from evidence_review.domain.people import Party, identity_key, person_key, person_keys
from evidence_review.store import decisions, items, people
from evidence_review.store.case import Change
from evidence_review.workflow.case.opening import Session

type Faces = Mapping[str, Party]
"""For each identity that a person linked by hand: the party under whose label all identities of that person
are shown."""


def known_keys(session: Session, line: LineOfEnquiry) -> frozenset[str]:
    """People shown by name: those the line names, and those the exhibits belong to. Everyone else is a third
    party (E2)."""
    named = {
        person_key(word)
        for person in line.scope.people
        for word in (person.name, *person.identifiers)
        if word.strip()
    }
    return frozenset(named) | items.owner_keys(session.case)


def faces(session: Session, known: frozenset[str]) -> Faces:
    """Who stands for whom: of the identities of one person the first that is shown by name, else the first
    that was linked."""
    found: dict[str, Party] = {}
    for keys in dict.fromkeys(people.joined(session.case).values()):
        parties = people.parties_of(session.case, keys)
        if parties:
            face = next((party for party in parties if is_named(party, known)), parties[0])
            found |= dict.fromkeys(keys, face)
    return found


def is_named(party: Party, known: frozenset[str]) -> bool:
    """Whether a person is shown by name."""
    return party.is_owner or bool(person_keys(party) & known)


def party_label(
    session: Session,
    party: Party | None,
    known: frozenset[str],
    change: Change | None,
    *,
    plain: bool,
    linked: Faces | None = None,
) -> str:
    """A person's name where the line names her or her name was revealed; else her pseudonym, stable in the
    case.

    Identities that were linked show one label; where names are revealed, the party's own name stands behind
    it.
    """
    if party is None:
        return ""
    key = identity_key(party)
    face = (linked or {}).get(key, party)
    own = escaped(party.label())
    if plain:
        shown = escaped(face.label())
        return own if shown == own else f"{shown} ({own})"
    if is_named(face, known):
        return escaped(face.label())
    key = identity_key(face)
    return decisions.pseudonym(session.case, change, key) if key else "unknown"


def thread_label(title: str, people: Iterable[Party | None], label: Callable[[Party | None], str]) -> str:
    """How a conversation is called on screen: by the people in it as they may be shown, never by a title that
    names others."""
    shown = [name for party in people if party and (name := label(party))]
    names = list(dict.fromkeys(shown))
    if not names:
        return title
    return ", ".join(names[:4]) + (
        f" and {len(names) - 4} more" if len(names) > 4 else ""
    )  # a readable heading


def time_london(moment: Moment | None) -> str:
    """The time in London with its offset where the instant is known, else as the source wrote it, without an
    offset."""
    if moment is None:
        return ""
    if moment.utc:
        return (
            moment.utc.replace(tzinfo=UTC).astimezone(items.LONDON).strftime("%a %d %b %Y %H:%M:%S (UTC%z)")
        )
    return moment.local.strftime("%a %d %b %Y %H:%M:%S") if moment.local else moment.raw


def time_note(item: Item) -> str:
    """How the zone of a time is known, in plain words; and how else its day and month can be read, or were,
    and a change of the clocks in that hour."""
    moment = item.sent
    if moment is None:
        return "no time recorded"
    said = dict(item.extra)
    other = said.get("other reading of the date", "")
    told = (
        _zone_note(moment),
        other and f"other reading of the date: {other[:16]}{other[19:]}",
        said.get("clock change", ""),
    )
    return "; ".join(part.rstrip(".") for part in told if part)


def _zone_note(moment: Moment) -> str:
    return {
        ZoneSource.IN_VALUE: "the zone is part of the recorded time",
        ZoneSource.IN_REPORT: "the zone is a setting of the report",
        ZoneSource.SET_BY_USER: "the zone was given by the person who imported it",
        ZoneSource.NONE: "no zone is recorded: shown as written",
    }[moment.zone]


def today() -> str:
    """This day in London, as a document bears it."""
    return datetime.now(UTC).astimezone(items.LONDON).strftime("%d.%m.%Y")


def as_printed_day(written: str) -> str:
    """A day or a time in ISO form as papers print a day; what has another form as it stands."""
    return re.sub(r"^(\d{4})-(\d\d)-(\d\d)(?:T.*)?$", r"\3.\2.\1", written)


def escaped(text: str) -> str:
    """Bidi and control characters as visible signs, one for one, so that spans keep their places
    (reference/safety.md 4.2).
    """
    return _HIDDEN.sub("�", text)


_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
