"""Personal data in texts: the layers run, what they found is looked for in the whole thread, and hits become
findings."""

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from evidence_review.domain.kinds import Tier
from evidence_review.domain.shipped_files import RESOURCES
from evidence_review.domain.suggestions import Engine, Finding
from evidence_review.recognizers.layers import LAYERS, RULES, Batch, Text, placed, text_of
from evidence_review.recognizers.reading import network, propagation
from evidence_review.recognizers.reading.compact_hits import Held
from evidence_review.recognizers.reading.hits import Hit
from evidence_review.recognizers.reading.matching import Matcher
from evidence_review.recognizers.reading.merging import findings
from evidence_review.recognizers.reading.personal_kinds import PROFILES
from evidence_review.recognizers.reading.roster import Roster
from evidence_review.recognizers.reading.sections import LONGEST, Section, sections
from evidence_review.recognizers.rules import mails, people_words
from evidence_review.recognizers.rules.address_edges import with_edges
from evidence_review.recognizers.rules.answers import answered
from evidence_review.recognizers.rules.in_role import in_role

VERSION = "16"


def detect_many(
    texts: Sequence[str],
    profile: str = "disclosure",
    roster: Roster | None = None,
    threads: Sequence[str] | None = None,
) -> list[list[Finding]]:
    """The findings of each text, in order of place; offsets are code points of the text as given.

    `profile` is "disclosure" (direct identifiers, birth dates, addresses) or "anonymise" (also dates,
    organisations, places, quantities). `threads` names each text's conversation or document: what is
    found once in it is found at every mention; without it each text stands alone. Pure: the same
    input gives the same findings. ValueError for an unknown profile or lists of unlike length.
    """
    if profile not in PROFILES:
        raise ValueError(f"profile must be one of {', '.join(PROFILES)}")
    if threads is not None and len(threads) != len(texts):
        raise ValueError("one thread for each text")
    if threads is None and len(texts) > 1:  # each text stands alone: the same text has the same findings
        distinct = list(dict.fromkeys(texts))
        if len(distinct) < len(texts):
            known = dict(zip(distinct, detect_many(distinct, profile, roster), strict=True))
            return [list(known[text]) for text in texts]
    found: list[list[Finding]] = [[] for _ in texts]
    for places in _portions([len(text) for text in texts], threads):
        part = _found(
            [texts[at] for at in places],
            profile,
            roster,
            [threads[at] for at in places] if threads is not None else None,
        )
        for at, findings_there in zip(places, part, strict=True):
            found[at] = findings_there
    return found


# Texts, and characters, looked at together, whole threads at least: what a batch takes in memory does not
# grow with it.
_PORTION, _CHARACTERS = 2_000, 400_000


def _portions(sizes: Sequence[int], threads: Sequence[str] | None) -> Iterator[list[int]]:
    """The places of texts of so many characters, in portions that part no thread."""
    groups: dict[str | int, list[int]] = {}
    for at in range(len(sizes)):
        groups.setdefault(threads[at] if threads is not None else at, []).append(at)
    portion: list[int] = []
    held = 0
    for group in groups.values():
        size = sum(sizes[at] for at in group)
        if portion and (len(portion) + len(group) > _PORTION or held + size > _CHARACTERS):
            yield portion
            portion, held = [], 0
        portion.extend(group)
        held += size
    if portion:
        yield portion


def _found(
    texts: Sequence[str], profile: str, roster: Roster | None, threads: Sequence[str] | None
) -> list[list[Finding]]:
    """The findings of one portion. A very long text is read section by section, twice, and never held as
    words altogether."""
    batch = _batch(texts, roster, threads)
    hits = [
        _seen_as_mail(text, in_role(text, with_edges(text, found)))
        for text, found in zip(texts, _layered(batch), strict=True)
    ]
    hits = answered(texts, threads, hits)
    held = {at: _held(batch, at) for at, text in enumerate(batch.long) if text}
    _propagate(batch, texts, hits, held)
    return [
        _judged(text, held[at].stretches() if at in held else [hits[at]], profile)
        for at, text in enumerate(texts)
    ]


def _judged(text: str, parts: Iterable[list[Hit]], profile: str) -> list[Finding]:
    """The findings of one text, whose hits come in parts that have nothing to do with each other."""
    units = [match.span() for match in _UNITS.finditer(text)] if "@" in text and "/" in text else []
    nobody = mails.zones(text)
    return [
        found
        for part in parts
        for found in findings(text, _outside_units(units, mails.without(text, nobody, part)), profile)
    ]


def _seen_as_mail(text: str, hits: list[Hit]) -> list[Hit]:
    """The hits of one text as the lines of a mail have them; no user name inside an address."""
    if "@" in text:
        hits = _outside_addresses(hits)
    nobody = mails.zones(text)
    return mails.subjects_doubted(text, nobody, list(mails.without(text, nobody, hits))) if nobody else hits


def _outside_addresses(hits: list[Hit]) -> list[Hit]:
    """Without the user names that are part of an e-mail address: found elsewhere they would be found as what
    they are not."""
    addresses = [hit for hit in hits if hit.kind == "EMAIL_ADDRESS" and hit.tier is not Tier.POSSIBLE]
    return [
        hit
        for hit in hits
        if hit.kind != "HANDLE" or not any(a.start <= hit.start and hit.end <= a.end for a in addresses)
    ]


def detect_batch(texts: list[str], roster: Roster | None, threads: list[str] | None) -> list[list[Finding]]:
    """`detect_many` in the disclosure profile, for a process pool."""
    return detect_many(texts, "disclosure", roster, threads)


def _batch(texts: Sequence[str], roster: Roster | None, threads: Sequence[str] | None) -> Batch:
    """The texts made ready, a very long one as an empty text in its place."""
    made: dict[str, Text] = {}
    for text in texts:
        if text not in made:
            made[text] = text_of(text if len(text) <= LONGEST else "")
    names = tuple(threads) if threads is not None else tuple(str(at) for at in range(len(texts)))
    return Batch(
        tuple(made[text] for text in texts),
        names,
        roster,
        tuple(text if len(text) > LONGEST else "" for text in texts),
    )


def _layered(batch: Batch) -> list[list[Hit]]:
    hits: list[list[Hit]] = [[] for _ in batch.texts]
    for layer in LAYERS:
        for found, more in zip(hits, layer(batch), strict=True):
            found.extend(more)
    return hits


def _held(batch: Batch, at: int) -> Held:
    """What the layers find in a very long text."""
    text, zones = batch.long[at], sections(batch.long[at])
    held = Held(zones)
    for zone, section in enumerate(zones):
        alone = Batch((_part(text, section),), (batch.threads[at],), batch.roster)
        own = list(section.own(hit for layer in LAYERS for hit in layer(alone)[0]))
        held.add(zone, in_role(text, with_edges(text, own)))
    return held


def _part(text: str, section: Section) -> Text:
    """A section of a very long text made ready, when its turn comes."""
    return text_of(text[section.start : section.end])


def _propagate(batch: Batch, texts: Sequence[str], hits: list[list[Hit]], held: dict[int, Held]) -> None:
    """What was found once is found in the whole thread; then what stands beside people: relationships, ages
    and birth dates."""
    for group in batch.by_thread():
        alone = batch.texts[group[0]] if len(group) == 1 and group[0] not in held else None
        if alone and not _may_recur(alone, hits[group[0]]):
            hits[group[0]].extend(_beside(alone, hits[group[0]]))
            continue
        matcher = propagation.matcher_of(
            [texts[at] for at in group], [held.get(at, hits[at]) for at in group]
        )
        for at in group:
            if at not in held:
                hits[at].extend(_again(batch.texts[at], matcher, hits[at]))
                hits[at].extend(_beside(batch.texts[at], hits[at]))
                continue
            for zone, section in enumerate(sections(batch.long[at])):
                part, near = _part(batch.long[at], section), held[at].inside(section)
                again = _again(part, matcher, near)
                held[at].add(zone, section.own((*again, *_beside(part, [*near, *again]))))


def _may_recur(text: Text, hits: list[Hit]) -> bool:
    """Whether what was found in a text may stand in it once more."""
    return text.reading.starts is not None or propagation.recurs(text.original, text.words.tokens, hits)


def _again(text: Text, matcher: Matcher | None, found: list[Hit]) -> list[Hit]:
    """Mentions of what was found elsewhere in the thread."""
    if not matcher:
        return []
    own = _by_kind(found)
    again = placed(text.reading, matcher.find(text.reading, text.words))
    return [
        propagation.doubted(text.original, hit, found) for hit in again if hit.person or not _stands(hit, own)
    ]


def _beside(text: Text, found: list[Hit]) -> list[Hit]:
    people = [hit for hit in found if hit.kind == "PERSON" and not hit.official]
    return [
        hit
        for beside in (people_words.relations, people_words.jobs, people_words.ages, people_words.births)
        for hit in beside(text.reading, people)
    ]


# “Ann Lee / Sales / Firm@Firm”, as some mail systems write an address: unit and firm are no people.
_UNITS = re.compile(r"(?:/ ?[A-Za-z][\w&.-]{0,20} ?){1,4}@ ?[A-Za-z][\w-]{1,30}(?![\w.])")


def _outside_units(units: list[tuple[int, int]], hits: Iterable[Hit]) -> list[Hit]:
    return [
        hit
        for hit in hits
        if hit.kind != "PERSON" or not any(start <= hit.start and hit.end <= end for start, end in units)
    ]


type Reach = tuple[
    list[int], list[int]
]  # starts in order, and the furthest end of all that start there or before


def _by_kind(hits: list[Hit]) -> dict[str, Reach]:
    """What was found at LIKELY or better, so that whoever asks for a place need not look at all of it."""
    table: dict[str, Reach] = {}
    for hit in sorted(hits, key=lambda hit: hit.start):
        if hit.tier is not Tier.POSSIBLE:
            starts, ends = table.setdefault(hit.kind, ([], []))
            starts.append(hit.start)
            ends.append(max(hit.end, ends[-1]) if ends else hit.end)
    return table


def _stands(hit: Hit, own: dict[str, Reach]) -> bool:
    """Whether a mention was found by evidence of its own, whose reason it keeps."""
    starts, ends = own.get(hit.kind, ([], []))
    at = bisect_right(starts, hit.start) - 1
    return at >= 0 and ends[at] >= hit.end


@lru_cache(maxsize=1)
def ENGINE() -> Engine:  # noqa: N802  (the name is the room's contract)
    """What made a finding: the SHA-256 is over the rules, the word lists and the classifier's weights."""
    seal = hashlib.sha256(VERSION.encode())
    for rule in RULES:
        seal.update(f"{rule.kind} {rule.pattern.pattern} {rule.cues.pattern if rule.cues else ''}\n".encode())
    for path in sorted((RESOURCES / "terms").iterdir()):
        seal.update(path.name.encode() + path.read_bytes())
    seal.update(network.seal().encode())
    return Engine("personal-data", VERSION, seal.hexdigest())
