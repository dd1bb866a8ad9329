"""Clashing: every place where what is masked elsewhere would still be seen, and every mark that a ruling
speaks against.

The matcher is the one that the remover and the gate use (`redaction.terms.search`): numbers in any grouping
and prefix, names turned round or broken over lines, of a person's name also each distinctive word alone. Two
people of one name are listed, never guessed at.
"""

import hmac
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from evidence_review.domain.decisions import Redaction
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import ItemKind, RedactionType, Tier
from evidence_review.domain.people import identity_key
from evidence_review.domain.personal import Conflict, ConflictKind, Stance, value_key
from evidence_review.domain.suggestions import Finding
from evidence_review.domain.text import fold
from evidence_review.redaction import find, name_words, search_for
from evidence_review.store import case_people, detections, people, redactions, rulings
from evidence_review.store.items import Kept
from evidence_review.workflow.case.carrying import may_be_carried
from evidence_review.workflow.case.naming import Known, known_in
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.personal_rulings import Standing
from evidence_review.workflow.case.removals import NO_VALUE, removed_value
from evidence_review.workflow.redacting.marking import person_behind

_OTHERS = "Two people of this case bear this name; say which of them is meant here."
_ALONE = "One word of a name that is masked elsewhere stands here alone."
_ELSEWHERE = "The same is masked elsewhere."
_RULED = "It was ruled to be masked everywhere and is not marked here yet."
_AGAINST = "It is marked here, though it was ruled to be kept everywhere."
_APART = "Two identities that were joined as one person were ruled on differently. Rule on the person again."


@dataclass(frozen=True, slots=True)
class Masked:
    """A value that a mark removes: its token, whose it is, and what a mark of the same needs. `is_word`: only
    that spelling counts. `is_common`: too common to be looked for by itself, so that it counts only where the
    detector sees a person too, and each place is answered alone."""

    value: str
    token: str
    kind: str
    type: RedactionType
    person: str | None
    is_word: bool
    is_common: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A conflict with what a mark on it needs; `person` is the key of whom a label names; `is_kept` where it
    stays on purpose, so is not open."""

    conflict: Conflict
    masked: Masked
    person: str | None = None
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class Clashes:
    """What clashes, and the folded words that may stay by a ruling or the list of what is known, so that the
    gate lets them pass."""

    found: tuple[Found, ...]
    stays: frozenset[str]


def clashes(
    session: Session,
    chosen: Sequence[tuple[int, Kept]],
    decided: Standing,
    labels: Sequence[tuple[str, str]] = (),
) -> Clashes:
    """Every clash in what is handed over: `chosen` are line number and item; `labels` further words that go
    with it, (place, words)."""
    look = _Look(session, chosen, decided)
    found = [one for line, kept in chosen for one in look.item(line, kept)]
    found += look.heads(chosen, labels)
    found += look.apart()
    return Clashes(tuple({one.conflict.key: one for one in found}.values()), frozenset(look.stays))


class _Look:
    """One look through everything that is handed over."""

    def __init__(self, session: Session, chosen: Sequence[tuple[int, Kept]], decided: Standing) -> None:
        self.session, self.decided = session, decided
        self.stays: set[str] = set()
        self.masked = _masked(session, [kept for _, kept in chosen])
        self.search = search_for([one.value for one in self.masked])
        self.known = known_in(session)

    def item(self, line: int, kept: Kept) -> Iterator[Found]:
        """What clashes in the text of one item."""
        text, item = kept.item.text or "", kept.item.id
        marks = redactions.standing(self.session.case, item)
        findings = [one for one in detections.findings(self.session.case, item) if not one.special]
        taken: list[tuple[int, int]] = [(one.start, one.end) for one in marks]
        for start, end, masked in self._hits(text):
            if any(first < end and start < last for first, last in taken):
                continue
            if masked.is_common and not _finding_at(findings, start, end, "PERSON"):
                continue
            if clash := self._clash(text, start, end, masked, findings):
                taken.append((start, end))
                yield self._in_text(clash[0], line, kept, start, end, masked, clash[1])
        yield from self._ruled(line, kept, findings, taken)
        yield from self._against(line, kept, findings, marks)

    def heads(self, chosen: Sequence[tuple[int, Kept]], labels: Sequence[tuple[str, str]]) -> Iterator[Found]:
        """What clashes in the senders, the lists of participants and other words that stand around the texts;
        each label once."""
        words = {
            (place, label): (line, kept, person)
            for line, kept in reversed(chosen)
            for place, label, person in _labels(kept, self.known)
        }
        for (place, label), (line, kept, person) in words.items():
            yield from self._label(place, label, person, line, kept)
        for place, label in labels:
            yield from self._label(place, label, None, 0, None)

    def apart(self) -> Iterator[Found]:
        """Joined identities on which rulings differ, where the join came after the rulings."""
        groups: dict[str, list[str]] = {}
        for key, root in self.decided.roots.items():
            groups.setdefault(root, []).append(key)
        for keys in groups.values():
            made = [
                one
                for one in rulings.latest(self.session.case)
                if one.subject.key in keys and one.stance is not Stance.OPEN
            ]
            joined = self._joined_at(keys)
            if len({one.stance for one in made}) > 1 and max(one.at for one in made) <= joined:
                yield self._made(
                    ConflictKind.TWO_RULINGS, 0, None, 0, 0, _nobody(keys[0]), _APART, place="people"
                )

    def _joined_at(self, keys: Sequence[str]) -> str:
        """When the last of these identities was joined to another."""
        links = people.standing(self.session.case)
        return max((link.at for link in links if link.one in keys), default="")

    def _hits(self, text: str) -> list[tuple[int, int, Masked]]:
        """Places of masked values, the longest first, so that a name is not listed once more for its
        parts."""
        hits = [(hit.start, hit.end, self.masked[hit.term]) for hit in find(text, self.search)]
        hits = [hit for hit in hits if not hit[2].is_word or text[hit[0] : hit[1]] == hit[2].value]
        return sorted(hits, key=lambda hit: (hit[0] - hit[1], hit[0]))

    def _clash(
        self, text: str, start: int, end: int, masked: Masked, findings: Sequence[Finding]
    ) -> tuple[ConflictKind, str] | None:
        words = text[start:end]
        about = _finding_at(findings, start, end, masked.kind)
        is_name = masked.kind == "PERSON" and len(words.split()) == 1
        alone = is_name and value_key(words) != value_key(masked.value)
        if alone and about and _names_another(text[about.start : about.end], masked.value):
            return None
        if self._may_stay(words, masked, about, text):
            self.stays.add(fold(words).text)
            return None
        if is_name and self.decided.bearers_clash(words):
            return ConflictKind.SAME_FIRST_NAME, _OTHERS
        return ConflictKind.VISIBLE, _ALONE if alone else _ELSEWHERE

    def _may_stay(self, words: str, masked: Masked, about: Finding | None, text: str) -> bool:
        if about:
            return self.decided.stays(about, text)
        ruled = self.decided.ruling(masked.kind, words, None)
        return (
            ruled.stance is Stance.KEEP if ruled else self.decided.known(masked.kind, words, None) is not None
        )

    def _ruled(
        self, line: int, kept: Kept, findings: Sequence[Finding], taken: Sequence[tuple[int, int]]
    ) -> Iterator[Found]:
        """Mentions that a ruling masks and no mark covers yet, because the item became relevant later."""
        text = kept.item.text or ""
        for one in findings:
            ruled = None if one.tier is Tier.POSSIBLE else self.decided.of(one, text)
            if (
                not ruled
                or ruled.stance is not Stance.MASK
                or any(first < one.end and one.start < last for first, last in taken)
            ):
                continue
            words = text[one.start : one.end]
            is_common = not may_be_carried(words, one.kind)
            masked = Masked(words, "", one.kind, one.cps_type, one.person, is_word=False, is_common=is_common)
            yield self._in_text(ConflictKind.VISIBLE, line, kept, one.start, one.end, masked, _RULED)

    def _against(
        self, line: int, kept: Kept, findings: Sequence[Finding], marks: Sequence[Redaction]
    ) -> Iterator[Found]:
        text = kept.item.text or ""
        for mark in (one for one in marks if one.kind not in NO_VALUE):
            about = _finding_of(findings, mark)
            words, person = text[mark.start : mark.end], about.person if about else None
            ruled = self.decided.ruling(about.kind if about else mark.kind, words, person)
            if ruled and ruled.stance is Stance.KEEP:
                masked = Masked(words, mark.token, mark.kind, mark.type, person, is_word=False)
                yield self._made(
                    ConflictKind.MASKED_AGAINST_RULING, line, kept, mark.start, mark.end, masked, _AGAINST
                )

    def _label(
        self, place: str, label: str, person: str | None, line: int, kept: Kept | None
    ) -> Iterator[Found]:
        seen: list[tuple[int, int]] = []
        for start, end, masked in self._hits(label):
            clash = (
                None
                if masked.is_common or any(a < end and start < b for a, b in seen)
                else self._clash(label, start, end, masked, ())
            )
            if clash:
                seen.append((start, end))
                made = self._made(
                    clash[0],
                    line,
                    kept,
                    0,
                    0,
                    masked,
                    clash[1],
                    place=f"{place} “{label}”",
                    words=label[start:end],
                )
                yield Found(made.conflict, masked, person)

    def _in_text(
        self, kind: ConflictKind, line: int, kept: Kept, start: int, end: int, masked: Masked, why: str
    ) -> Found:
        made = self._made(kind, line, kept, start, end, masked, why)
        return replace(made, is_kept=redactions.is_kept(self.session.case, kept.item.id, start, end))

    def _made(
        self,
        kind: ConflictKind,
        line: int,
        kept: Kept | None,
        start: int,
        end: int,
        masked: Masked,
        why: str,
        place: str = "",
        words: str = "",
    ) -> Found:
        item = kept.item.id if kept and not place else ItemId(0)
        text = (kept.item.text or "")[start:end] if kept and not place else words
        where = place or place_of(kept, start)
        facts = f"{kind}\n{item}\n{start}\n{end}\n{where}\n{value_key(masked.value)}\n{masked.token}"
        key = hmac.digest(self.session.case.secret("conflicts"), facts.encode(), "sha256").hex()[:16]
        return Found(Conflict(key, kind, line, item, start, end, where, masked.token, text, why), masked)


def place_of(kept: Kept | None, start: int) -> str:
    """Where in an item a place is, in plain words."""
    if kept is None:
        return ""
    item, text = kept.item, kept.item.text or ""
    if item.kind is ItemKind.PAGE:
        return f"page {item.position}"
    if (
        item.kind is ItemKind.EMAIL
        and item.thread_title
        and text.startswith(item.thread_title)
        and start < len(item.thread_title)
    ):
        return "subject"
    line = text[text.rfind("\n", 0, start) + 1 : start + 1]
    return "quoted text" if line.lstrip().startswith(">") else "text"


def _masked(session: Session, chosen: Sequence[Kept]) -> list[Masked]:
    """Every distinct value that is marked, longest first."""
    found: dict[str, Masked] = {}
    for kept in chosen:
        text = kept.item.text or ""
        findings = detections.findings(session.case, kept.item.id)
        for one in redactions.standing(session.case, kept.item.id):
            value = removed_value(text[one.start : one.end].strip(), one.token)
            is_common = not may_be_carried(value.value, one.kind)
            is_sought = not is_common or (one.kind == "PERSON" and any(map(str.isalpha, value.value)))
            if one.kind not in NO_VALUE and is_sought:
                person = person_behind(findings, one.start, one.end)
                made = Masked(value.value, one.token, one.kind, one.type, person, value.is_word, is_common)
                found.setdefault(value.value if value.is_word else fold(value.value).text, made)
    return sorted(found.values(), key=lambda one: (-len(one.value), one.value))


def _names_another(words: str, value: str) -> bool:
    """Whether a fuller name says someone else: it has a word that the masked name has not."""
    said, known = set(name_words(words)), set(name_words(value))
    return bool(said - known)


def _finding_at(findings: Sequence[Finding], start: int, end: int, kind: str) -> Finding | None:
    """The first finding of this kind that touches a place."""
    return next((one for one in findings if one.start < end and start < one.end and one.kind == kind), None)


def _finding_of(findings: Sequence[Finding], mark: Redaction) -> Finding | None:
    """The finding in the place of a mark."""
    return next((one for one in findings if (one.start, one.end) == (mark.start, mark.end)), None)


def _labels(kept: Kept, known: Known) -> Iterator[tuple[str, str, str | None]]:
    """The words around an item that go with it: people by name, and what the source says of deletion."""
    item = kept.item
    for party in dict.fromkeys((item.sender, *item.recipients)):
        if party is not None and known.by_name(party):
            yield "sender or participant", party.label(), identity_key(party)
    if item.deleted_as_reported:
        yield "remark of the source on deletion", item.deleted_as_reported, None


def _nobody(key: str) -> Masked:
    return Masked(key, "", "PERSON", RedactionType.NAMED_INDIVIDUAL, key, is_word=False)


def headings(session: Session, recipient: str = "") -> tuple[tuple[str, str], ...]:
    """Words that go with every bundle beside its texts: the accused as entered, and the recipient."""
    named = [("name of the accused on the schedule", name) for name in case_people.accused(session.case)]
    return (*named, *((("recipient", recipient),) if recipient else ()))
