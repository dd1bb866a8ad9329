"""What is shown in place of third parties' names and special-category words, and how a text as shown maps to
the text as it stands (reference/law.md E)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from evidence_review.domain.kinds import Tier
from evidence_review.domain.people import person_key
from evidence_review.domain.suggestions import Finding, Reason
from evidence_review.redaction.rewriting import BAR, Way, new_text
from evidence_review.relevance.words import plain_words
from evidence_review.store import decisions
from evidence_review.store.case import Change
from evidence_review.workflow.case.labelling import Faces, party_label
from evidence_review.workflow.case.opening import Session

MASK = BAR
_QUOTED = re.compile(r"“([^”]*)”")
_BRACKETS = re.compile(r"\s*\([^)]*\)|[‘“\"'][^’”\"']*[’”\"']")


@dataclass(frozen=True, slots=True)
class Swap:
    """Original text[start:end] is shown as `words`."""

    start: int
    end: int
    words: str
    sort: str
    why: str


def swaps(
    session: Session,
    findings: Sequence[Finding],
    text: str,
    known: frozenset[str],
    change: Change | None,
    revealed: frozenset[str],
    linked: Faces | None = None,
) -> list[Swap]:
    """What is shown in place of third parties' names and special-category words, first come first served,
    never overlapping."""
    wanted: list[Swap] = []
    for finding in findings:
        words = text[finding.start : finding.end]
        if finding.special and "special" not in revealed:
            wanted.append(
                Swap(finding.start, finding.end, MASK, "special", "Words on a matter of a special category.")
            )
        elif (
            finding.kind == "PERSON"
            and finding.tier is not Tier.POSSIBLE
            and "names" not in revealed
            and not is_known(finding, words, known)
        ):
            key = finding.person or person_key(words)
            face = (linked or {}).get(key)
            label = (
                party_label(session, face, known, change, plain=False)
                if face
                else decisions.pseudonym(session.case, change, key)
            )
            wanted.append(Swap(finding.start, finding.end, label, "name", unquoted(finding.reason)))
    kept: list[Swap] = []
    for swap in sorted(wanted, key=lambda one: (one.start, -one.end)):
        if not kept or swap.start >= kept[-1].end:
            kept.append(swap)
    return kept


def is_known(finding: Finding, words: str, known: frozenset[str]) -> bool:
    """Whether a name in a text is that of one of these people: by the roster's key, or by words of her
    name."""
    return names_someone_known(finding.person, words, known)


def names_someone_known(person: str | None, words: str, known: frozenset[str]) -> bool:
    """Whether a name with this key of the roster, if any, is that of one of these people."""
    if person in known or person_key(words) in known:
        return True
    parts = person_key(words).removesuffix("'s").split()
    return bool(parts) and any(set(parts) <= set(key.split()) for key in known)


def unquoted(reason: str) -> str:
    """A reason without what it quotes of a text."""
    return _BRACKETS.sub("", reason)


def without_names(finding: Finding, text: str, known: frozenset[str], revealed: frozenset[str]) -> Finding:
    """A finding whose reason and key say no more than the text as shown: a masked name or word stands in
    neither."""
    if finding.special and "special" not in revealed:
        return replace(
            finding, reason="Words on a matter of a special category; masked until revealed with a reason."
        )
    is_masked = (
        finding.kind == "PERSON"
        and "names" not in revealed
        and not is_known(finding, text[finding.start : finding.end], known)
    )
    if is_masked:
        return replace(finding, reason=unquoted(finding.reason), person=None)
    return finding if finding.kind == "PERSON" else replace(finding, reason=unquoted(finding.reason))


def shown_text(text: str, taken: Sequence[Swap]) -> tuple[str, list[tuple[int, int, int]]]:
    """The text as shown, and pieces (original start, original end, shown start) that map between the two."""
    spans = [(one.start, one.end, Way.BAR if one.words == MASK else one.words) for one in taken]
    done = new_text(text, spans)
    pieces: list[tuple[int, int, int]] = []
    at = shown = 0
    for swap, (start, end, _) in zip(taken, done.places, strict=True):
        pieces += [(at, swap.start, shown), (swap.start, swap.end, start)]
        at, shown = swap.end, end
    return done.text, [*pieces, (at, len(text), shown), (len(text), len(text), len(done.text))]


def to_shown(
    pieces: Sequence[tuple[int, int, int]], taken: Sequence[Swap], start: int, end: int
) -> tuple[int, int]:
    """A span of the original text in the shown text; a span inside a swap becomes the whole swap."""
    by_start = {swap.start: swap for swap in taken}

    def place(at: int, *, closing: bool) -> int:
        for first, last, shown in pieces:
            swap = by_start.get(first) if first != last else None
            inside = first < at <= last if closing else first <= at < last
            if inside:
                if swap and swap.end == last:
                    return shown + (len(swap.words) if closing else 0)
                return shown + at - first
        first, last, shown = pieces[-1]
        return shown

    return place(start, closing=False), max(place(start, closing=False), place(end, closing=True))


def told(reasons: Sequence[Reason], text: str, taken: Sequence[Swap]) -> tuple[Reason, ...]:
    """Reasons that say no more than the text as shown: a word that is masked there is not quoted in them.
    Agreed terms are the line's own words."""
    covered = {word for swap in taken for word in plain_words(text[swap.start : swap.end])}
    if not covered:
        return tuple(reasons)

    def quoted(said: re.Match[str]) -> str:
        return "“a masked word”" if covered & set(plain_words(said[1])) else said[0]

    return tuple(
        one if one.kind == "term" and not one.weight else replace(one, words=_QUOTED.sub(quoted, one.words))
        for one in reasons
    )
