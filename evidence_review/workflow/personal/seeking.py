"""Seeking: a word, phrase or number looked for in everything that goes out, so that each place can be marked
(reference/law.md I1, I2, I5).

It is found as the remover and the gate find it (decision 0010): any case, spacing, hyphens and number format;
of a personal name each word too, unless the words stand in straight double quotes. What was looked for goes
into the log as a keyed fingerprint, never as words.
"""

import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence_review.domain.decisions import Act, Redaction
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import AuditOp, Opening, Purpose, RedactionType
from evidence_review.domain.progress import Job, Progress
from evidence_review.domain.text import fold
from evidence_review.redaction import find, search_for
from evidence_review.redaction.terms.search import Search
from evidence_review.store import detections, lines, openings, redactions
from evidence_review.store.case import Change
from evidence_review.store.items import Kept
from evidence_review.workflow.case.labelling import escaped
from evidence_review.workflow.case.marking_views import Place, Sought
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.personal_rulings import Standing, standing
from evidence_review.workflow.redacting.marking import (
    KIND_OF,
    Meaning,
    make_mark,
    person_behind,
    relevant_now,
)

EVERY_PLACE = (
    "I have read every place that was found in its context and confirm that all of them are to be redacted."
)
_AROUND = 240
_STEP = 200
_CHANGED = (
    "That place is not one that was found and can be marked now. Search again, since marks or "
    "decisions have changed."
)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is looked for: the value, its search, and the search for the value as a whole alone."""

    value: str
    search: Search
    whole: Search


def search_to_mark(session: Session, words: str) -> Job[Sought]:
    """Every place of these words in the text of what goes out, in order, with what stands around it. The look
    is logged before it is shown."""
    session.may(Act.REDACT)
    wanted = _wanted(words)
    going = relevant_now(session)
    places: list[Place] = []
    for done, (number, kept) in enumerate(going):
        if done % _STEP == 0:
            yield Progress(done, len(going), "searching what goes out")
        places += _places(session, wanted, number, kept)
    _note(session, wanted, places, len(going))
    without = sum(not (kept.item.text or "").strip() for _, kept in going)
    return Sought(
        words.strip(),
        tuple(places),
        len(going),
        without,
        tuple(dict.fromkeys(word for _, word in wanted.search.left)),
    )


def mark_sought(
    session: Session,
    words: str,
    chosen: Sequence[str] | None,
    type: RedactionType,  # noqa: A002 # the field's own name
    purpose: Purpose = Purpose.PRIVACY,
    reason: str = "",
    *,
    attested: bool = False,
    seconds: int = 0,
) -> tuple[Redaction, ...]:
    """Mark the chosen places of a search by their keys; None for every place that can be marked now, which
    needs the attestation (I2).

    `attested` with places chosen says that they are all that were found.

    One act with one token: of the person behind the words, where a source or a ruling tells her, else of the
    words. `seconds`: how long the places were on screen, 0 where nobody measured it. RuleBroken where a place
    is no longer found, or is marked or kept on purpose already.
    """
    session.may(Act.REDACT)
    _check_attested(chosen, attested=attested, seconds=seconds)
    wanted = _wanted(words)
    going = {kept.item.id: (number, kept) for number, kept in relevant_now(session)}
    places = _chosen(session, wanted, going, chosen)
    if not places:
        return ()
    means = Meaning(KIND_OF.get(type, "OTHER"), type, purpose, reason)
    why = EVERY_PLACE if attested else ""
    with session.case.change(
        session.signer, AuditOp.ALTER, "mark found places", about="bundle", reason=why
    ) as change:
        made = _mark_places(session, change, wanted, [(going[one.item][1], one) for one in places], means)
        change.about("bundle", [one.id for one in made])
        items = sorted({one.item for one in made})
        change.detail.update(
            search=_fingerprint(session, wanted),
            count=len(made),
            items=" ".join(map(str, items)),
            seconds=seconds,
        )
        change.detail.update(type=str(type), purpose=str(purpose), all=int(attested))
    return made


def _mark_places(
    session: Session, change: Change, wanted: _Wanted, places: Sequence[tuple[Kept, Place]], means: Meaning
) -> tuple[Redaction, ...]:
    """A mark on each of these places, of the token that goes with what stands there."""
    decided = standing(session, with_names=True)
    return tuple(
        make_mark(
            session,
            change,
            kept,
            (one.start, one.end),
            replace(means, key=_token_key(session, decided, kept, one, wanted.value, means.type)),
        )
        for kept, one in places
    )


def _check_attested(chosen: Sequence[str] | None, *, attested: bool, seconds: int) -> None:
    if seconds < 0:
        raise RuleBroken("Give the time for which the places were read in whole seconds, 0 or more.")
    if chosen is None and not attested:
        raise RuleBroken(f"Marking every place needs this statement: “{EVERY_PLACE}”")


def _chosen(
    session: Session, wanted: _Wanted, going: Mapping[ItemId, tuple[int, Kept]], chosen: Sequence[str] | None
) -> list[Place]:
    """The places of these keys, or all that can be marked now; RuleBroken where one of them no longer can."""
    among = (
        going.values()
        if chosen is None
        else [going[item] for item in sorted({_item_of(key) for key in chosen}) if item in going]
    )
    found = {
        one.key: one
        for number, kept in among
        for one in _places(session, wanted, number, kept)
        if one.is_open
    }
    keys = list(found) if chosen is None else list(dict.fromkeys(chosen))
    if any(key not in found for key in keys):
        raise RuleBroken(_CHANGED)
    return [found[key] for key in keys]


def _wanted(words: str) -> _Wanted:
    given = words.strip()
    is_whole = len(given) > 2 and given[0] == given[-1] == '"'
    value = given[1:-1].strip() if is_whole else given
    if not any(map(str.isalnum, value)):
        raise RuleBroken("Give a word, a phrase or a number to search for.")
    whole = search_for([value], [0])
    return _Wanted(value, whole if is_whole else search_for([value]), whole)


def _places(session: Session, wanted: _Wanted, number: int, kept: Kept) -> list[Place]:
    """Where the words stand in an item; a place inside another is not one of its own."""
    text, item = kept.item.text or "", kept.item.id
    spans = _outermost((hit.start, hit.end) for hit in find(text, wanted.search))
    if not spans:
        return []
    whole = {(hit.start, hit.end) for hit in find(text, wanted.whole)}
    marked = redactions.standing(session.case, item)
    out: list[Place] = []
    for start, end in spans:
        tokens = [one.token for one in marked if one.start <= start and end <= one.end]
        is_kept = redactions.is_kept(session.case, item, start, end)
        before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
        label = f"{kept.exhibit} · item {item}"
        state = f"marked: {tokens[0]}" if tokens else "kept on purpose" if is_kept else ""
        is_part = (start, end) not in whole
        out.append(
            Place(
                number,
                item,
                start,
                end,
                label,
                escaped(text[start:end]),
                escaped(before),
                escaped(after),
                state,
                is_part,
            )
        )
    return out


def _outermost(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, but those inside another."""
    out: list[tuple[int, int]] = []
    for span in sorted(spans, key=lambda one: (one[0], -one[1])):
        if not out or span[1] > out[-1][1]:
            out.append(span)
    return out


def _note(session: Session, wanted: _Wanted, places: Sequence[Place], going: int) -> None:
    shown = list(dict.fromkeys(one.item for one in places))
    by_number = {line.number: line.id for line in lines.approved(session.case)}
    with session.case.change(session.signer, AuditOp.CONSULT, "search to mark", about="bundle") as change:
        for one in dict.fromkeys((place.line, place.item) for place in places):
            openings.add(change, by_number[one[0]], one[1], Opening.APPROVAL, session.user.id)
        change.detail.update(
            search=_fingerprint(session, wanted),
            searched=going,
            places=len(places),
            items=" ".join(map(str, shown)),
        )


def _fingerprint(session: Session, wanted: _Wanted) -> str:
    """By which two searches for the same are known as such, and nothing more."""
    return hmac.digest(
        session.case.secret("searches to mark"), fold(wanted.value).text.encode(), "sha256"
    ).hex()[:16]


def _token_key(
    session: Session,
    decided: Standing,
    kept: Kept,
    place: Place,
    value: str,
    type: RedactionType,  # noqa: A002
) -> str:
    """By what the mark finds its token: the detector's own finding there, the person behind it, whose name it
    is, else the words looked for."""
    text, found = kept.item.text or "", detections.findings(session.case, kept.item.id)
    exact = next(
        (one for one in found if (one.start, one.end) == (place.start, place.end) and not one.special), None
    )
    if exact and exact.cps_type is type and (key := decided.token_key(exact, text)):
        return key
    if person := person_behind(found, place.start, place.end):
        return person
    return decided.subject("PERSON", value, None).key if type is RedactionType.NAMED_INDIVIDUAL else value


def _item_of(key: str) -> ItemId:
    head = key.partition(":")[0]
    if not head.isdecimal():
        raise RuleBroken(_CHANGED)
    return ItemId(int(head))
