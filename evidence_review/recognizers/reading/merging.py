"""Hits of all layers into findings: the union is masked, the strongest layer gives the label
(reference/personal_data.md 3.1)."""

import re
from bisect import bisect_left
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter

from evidence_review.domain.kinds import Tier
from evidence_review.domain.suggestions import Finding
from evidence_review.recognizers.reading import kin_words
from evidence_review.recognizers.reading.hits import RANK, SOURCES, Hit
from evidence_review.recognizers.reading.personal_kinds import ANONYMISE_ONLY, CPS_TYPE

_CONFIDENCE = {Tier.CERTAIN: 0.97, Tier.LIKELY: 0.8, Tier.POSSIBLE: 0.4}


def findings(text: str, hits: list[Hit], profile: str) -> list[Finding]:
    """The findings of one text in order of place. Hits carry places in the original text."""
    kept = [
        _for_profile(hit, profile) for hit in hits if profile == "anonymise" or hit.kind not in ANONYMISE_ONLY
    ]
    plain = [kin_words.without_sentence(text, hit) for hit in kept if not hit.special]
    firm = _whole_names(text, _union(text, [hit for hit in plain if hit.tier is not Tier.POSSIBLE]))
    weak = _apart(text, [hit for hit in plain if hit.tier is Tier.POSSIBLE], firm)
    special = _apart(text, [hit for hit in kept if hit.special], firm)
    return [_finding(hit) for hit in sorted([*firm, *weak, *special], key=attrgetter("start", "end"))]


def _for_profile(hit: Hit, profile: str) -> Hit:
    """Someone in a public role is shown but kept in disclosure, masked in a research copy."""
    if not hit.official or profile == "anonymise":
        return hit
    return replace(
        hit, tier=Tier.POSSIBLE, reason=f"{hit.reason}: someone in a public role, kept unless you choose"
    )


_VAGUE = frozenset({"CODE", "DETAIL"})
_PART_OF_ADDRESS = frozenset(
    {"PERSON", "HANDLE", "ADDRESS", "WORKPLACE", "CODE"}
)  # what may be seen in the parts of an e-mail address
_WHOLE = "UK_POSTCODE"  # an address that ends inside it gives way: half a postcode is none
_NAMED, _DIGIT = re.compile(r"[^\W_]"), re.compile(r"[^\W_]*\d")


def _touches(hit: Hit, others: list[Hit]) -> bool:
    """Whether it overlaps one of the others, which overlap none of their own and stand in order."""
    at = bisect_left(others, hit.end, key=lambda other: other.start) - 1
    return at >= 0 and others[at].end > hit.start


def _apart(text: str, hits: list[Hit], others: list[Hit]) -> list[Hit]:
    """The union of hits, without those that touch the others."""
    return [hit for hit in _union(text, hits) if not _touches(hit, others)]


def _union(text: str, hits: list[Hit]) -> list[Hit]:
    """Overlapping hits as one: the whole span, the label of the strongest; as several where two kinds only
    share a border."""
    merged: list[Hit] = []
    group: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if group and hit.start < max(member.end for member in group):
            group.append(hit)
            continue
        if group:
            merged.extend(_labelled(text, group))
        group = [hit]
    if group:
        merged.extend(_labelled(text, group))
    return merged


def _labelled(text: str, group: list[Hit]) -> list[Hit]:
    """One hit for all that overlap; where no kind reaches over the whole, each kind its part: “Eileen Lee,
    Fern Bank, Chapel Brow”.

    A number or detail that only the classifier saw does not swallow what rules found in it: sort code and
    account stay two.
    """
    start, end = extent = _extent(group)
    kinds = sorted({hit.kind for hit in group})
    whole = [_strongest([hit for hit in group if hit.kind == kind]) for kind in kinds]
    if len(whole) == 1 or any((hit.start, hit.end) == extent and hit.kind not in _VAGUE for hit in whole):
        return [_strongest(group)]
    return _shared_out(text, _outermost(whole), start, end)


def _outermost(hits: list[Hit]) -> list[Hit]:
    return [hit for hit in hits if not any(_inside(hit, other) for other in hits)]


def _extent(group: list[Hit]) -> tuple[int, int]:
    return min(hit.start for hit in group), max(hit.end for hit in group)


def _shared_out(text: str, hits: list[Hit], start: int, end: int) -> list[Hit]:
    """What each hit has of a place, the stronger before the weaker."""
    made: list[Hit] = []
    left = [(start, end)]
    for hit in sorted(hits, key=lambda hit: (hit.kind != _WHOLE, hit.kind in _VAGUE, *_weakness(hit))):
        for low, high in tuple(left):
            first, last = max(low, hit.start), min(high, hit.end)
            if first >= last:
                continue
            left.remove((low, high))
            left += [part for part in ((low, first), (last, high)) if part[0] < part[1]]
            named = (_DIGIT if hit.kind == "CODE" else _NAMED).search(text, first, last)
            if named:
                is_whole = last == hit.end
                behind = last if is_whole else first + len(text[first:last].rstrip(" ,;\n"))
                made.append(hit.moved(named.start(), behind))
    return sorted(made, key=lambda hit: hit.start)


def _inside(hit: Hit, other: Hit) -> bool:
    """Whether it lies in another kind's hit, one longer than it that is no mere number or detail."""
    return (
        other.kind not in _VAGUE
        and other.start <= hit.start
        and hit.end <= other.end
        and other.end - other.start > hit.end - hit.start
    )


def _strongest(group: list[Hit]) -> Hit:
    """The label by layer, then tier, then length; what else it may be is told in the reason."""
    if len(group) == 1:
        return group[0]
    start, end = _extent(group)
    best = _label(group, start, end)
    others = sorted({hit.kind for hit in group} - {best.kind})
    people = (hit.person for hit in group if hit.person and best.kind == "PERSON")
    return replace(
        best,
        start=start,
        end=end,
        reason=_told(best.reason, tuple(others)) if others else best.reason,
        tier=max((hit.tier for hit in group if hit.kind == best.kind), key=RANK.__getitem__),
        person=best.person or next(people, None),
    )


def _label(group: list[Hit], start: int, end: int) -> Hit:
    """The hit that gives the label, unless it is only a part of an e-mail address or less than half of the
    whole and another is all of it."""
    best = min(group, key=_weakness)
    wide = [hit for hit in group if (hit.start, hit.end) == (start, end)]
    address = next((hit for hit in wide if hit.kind == "EMAIL_ADDRESS" and hit.tier is Tier.CERTAIN), None)
    if address and best.kind in _PART_OF_ADDRESS:
        best = replace(address, person=best.person)
    return min(wide, key=_weakness) if wide and best.end - best.start < (end - start) / 2 else best


def _weakness(hit: Hit) -> tuple[float, int, int, str]:
    """What orders hits from the strongest: by layer, then tier, then length."""
    return _standing(hit), -RANK[hit.tier], hit.start - hit.end, hit.kind


@lru_cache(maxsize=4096)
def _told(reason: str, others: tuple[str, ...]) -> str:
    """A reason with what else it may be, one string for all that share it."""
    return f"{reason}; could also be {', '.join(others)}"


def _whole_names(text: str, hits: list[Hit]) -> list[Hit]:
    """Names with the kin word said before them (“auntie Marcia”), and two capitalised parts of one name as
    one."""
    out: list[Hit] = []
    for part in hits:
        if part.kind != "PERSON":
            out.append(part)
            continue
        hit = part.moved(out.pop().start, part.end) if out and _said_with(text, out[-1], part) else part
        start, last = kin_words.start_with_kin(text, hit.start), out[-1] if out else None
        said = last is not None and start < last.end  # the kin word is a finding already
        if (
            last
            and last.kind == "PERSON"
            and text[last.end : hit.start] == " "
            and (said or _one_person(text, last, hit))
        ):
            out[-1] = replace(
                last,
                end=hit.end,
                tier=min(last.tier, hit.tier, key=RANK.__getitem__),
                person=last.person or hit.person,
            )
        else:
            out.append(hit if said else hit.moved(start, hit.end))
    return out


_PLAIN_TITLE = re.compile(
    r"(?:(?:mr|mrs|ms|miss|mx|mister|dr|doctor|prof|professor|sir|dame)(?: and |/| & )?)+", re.IGNORECASE
)


def _said_with(text: str, title: Hit, name: Hit) -> bool:
    """Whether a title that is no mere “Mr” stands before a name, and is one name with it: “Coach Beattie”,
    “Father Malachy”."""
    joined = title.kind == "TITLE" and not title.official and text[title.end : name.start] in {" ", ". "}
    return joined and not _PLAIN_TITLE.fullmatch(text, title.start, title.end)


def _one_person(text: str, left: Hit, right: Hit) -> bool:
    both = left.person is None or right.person is None or left.person == right.person
    return (
        both
        and left.official == right.official
        and text[left.start].isupper()
        and text[right.start].isupper()
    )


def _standing(hit: Hit) -> float:
    """Where a hit stands among the layers: a check digit that agrees by chance says less than a word that
    names another kind."""
    by_chance = hit.source == "checksum" and hit.tier is not Tier.CERTAIN
    return SOURCES.index("context") + 0.5 if by_chance else SOURCES.index(hit.source)


def _finding(hit: Hit) -> Finding:
    return Finding(
        hit.start,
        hit.end,
        hit.kind,
        hit.tier,
        _CONFIDENCE[hit.tier],
        hit.source,
        _sentence(hit.reason),
        CPS_TYPE[hit.kind],
        hit.person,
        hit.special,
    )


@lru_cache(maxsize=4096)
def _sentence(reason: str) -> str:
    """The reason as a sentence, one string for all findings that share it: a long text has hundreds of
    thousands."""
    return f"{reason[0].upper()}{reason[1:]}."
