"""What was found once is found everywhere in its thread (reference/personal_data.md 3.7)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers.reading.hits import Hit
from evidence_review.recognizers.reading.matching import Alias, Code, Matcher, build, within_one
from evidence_review.recognizers.reading.personal_kinds import CODES
from evidence_review.recognizers.reading.reading import read
from evidence_review.recognizers.reading.roster import name_aliases, spellings
from evidence_review.recognizers.reading.tokens import Token, words_of
from evidence_review.recognizers.reading.word_lists import common_words, everyday, first_names, key, surnames

_SHORTEST_CODE = 5
_ELSEWHERE = "a name found elsewhere in this thread"


def matcher_of(texts: Sequence[str], hits: Sequence[Iterable[Hit]]) -> Matcher | None:
    """A matcher for every name and number found at LIKELY or better in these texts; None where there is
    none."""
    distinct: dict[
        tuple[str, str, str | None, bool, bool], Hit
    ] = {}  # a long text names the same people a thousand times
    for text, found in zip(texts, hits, strict=True):
        for hit in filter(_is_firm, found):
            written = text[hit.start : hit.end]
            distinct.setdefault(
                (written, hit.kind, hit.person, hit.official, hit.source == "classifier"), hit
            )
    aliases, codes = list[Alias](), list[Code]()
    for (written, kind, *_), hit in distinct.items():
        if kind == "PERSON":
            aliases += _aliases(written, hit)
        else:
            codes += _codes(written, hit)
    return build(aliases, codes) if aliases or codes else None


def _is_firm(hit: Hit) -> bool:
    """Whether it is a name or number of which enough is believed to look for it elsewhere."""
    return hit.tier is not Tier.POSSIBLE and not hit.special and (hit.kind == "PERSON" or hit.kind in CODES)


def doubted(text: str, mention: Hit, found: Iterable[Hit]) -> Hit:
    """The mention; possible only where it is one ordinary word in small letters, or an ordinary word but for
    one letter, that nothing in its own text takes for a person.

    “Spoons” is a friend in one message and a pub in the next; “the renewal” is no slip of “Renwal”.
    """
    written = text[mention.start : mention.end]
    if mention.source != "propagation" or mention.kind != "PERSON" or not written.isalpha():
        return mention
    slip = mention.reason.endswith("different")
    if not (slip or written.islower()) or key(written) not in everyday():
        return mention
    if not slip and _names_person(found, mention):
        return mention
    return replace(mention, tier=Tier.POSSIBLE, reason=f"{mention.reason}, though it is an ordinary word")


def _names_person(found: Iterable[Hit], mention: Hit) -> bool:
    """Whether a mention touches a person who was found by herself."""
    return any(hit.kind == "PERSON" and hit.start < mention.end and mention.start < hit.end for hit in found)


_UNMATCHED = 5  # letters: a shorter word is no slip of a name


def recurs(text: str, tokens: Sequence[Token], found: Iterable[Hit]) -> bool:
    """Whether a text that stands alone may mention once more what was found in it; False only where it
    cannot.

    `tokens` are its words at their places in it. Most messages name nobody twice, and to look for every way
    to write a name takes longer than to see that.
    """
    inside: set[int] = set()
    for hit in filter(_is_firm, found):
        if _is_number(text, hit):
            return True
        own = _places(tokens, hit)
        if any(tokens[at].start < hit.start or tokens[at].end > hit.end for at in own):
            return True
        if hit.kind == "PERSON":
            inside.update(own)
        elif _is_begun(text, hit, (token for at, token in enumerate(tokens) if at not in own)):
            return True
    names = Counter(tokens[at].key for at in inside)
    return max(names.values(), default=0) > 1 or any(
        _may_be(token.key, names) for at, token in enumerate(tokens) if at not in inside
    )


def _places(tokens: Sequence[Token], hit: Hit) -> list[int]:
    """The numbers of the words that a hit touches."""
    return [at for at, token in enumerate(tokens) if token.end > hit.start and token.start < hit.end]


def _is_number(text: str, hit: Hit) -> bool:
    """Whether it is no name, and no user name that can only be written as it stands."""
    if hit.kind != "HANDLE":
        return hit.kind != "PERSON"
    return text[hit.start] != "@" and text[max(0, hit.start - 1)] in "@+"


def _is_begun(text: str, handle: Hit, others: Iterable[Token]) -> bool:
    """Whether a user name begins like one of the other words."""
    squeezed = _squeezed(text[handle.start : handle.end])
    return any(squeezed.startswith(token.text.lower()) for token in others)


def _squeezed(written: str) -> str:
    return "".join(char for char in key(written) if char.isalnum())


def _may_be(word: str, names: dict[str, int]) -> bool:
    """Whether it is one of the words, two of them in one, or one of them with a slip."""
    if word in names or any(word.startswith(name) and len(name) > 1 for name in names):
        return True
    return len(word) >= _UNMATCHED and any(
        len(name) >= _UNMATCHED and within_one(word, name) for name in names
    )


def _aliases(written: str, hit: Hit) -> Iterator[Alias]:
    parts = tuple(token.key for token in words_of(read(written)).tokens if not token.text.isdigit())
    if not parts or len(parts) > 5 or hit.official or "@" in written:
        return
    ordered = parts[1:] + parts[:1] if "," in written else parts
    if hit.source != "classifier" or any(part in first_names() or part in surnames() for part in parts):
        yield from name_aliases(ordered, hit.person, _ELSEWHERE, "propagation", Tier.LIKELY, short=False)
    elif not (len(parts) == 1 and _too_plain(parts[0])):
        yield from _unlisted_aliases(ordered, hit.person)


def _unlisted_aliases(parts: tuple[str, ...], person: str | None) -> Iterator[Alias]:
    """Of a name on no list the whole and its last part, since the parts may be other words elsewhere."""
    yield Alias(parts, person, _ELSEWHERE, "propagation", Tier.LIKELY)
    if len(parts) > 1 and len(parts[-1]) > 3 and parts[-1] not in everyday():
        yield Alias(parts[-1:], person, _ELSEWHERE, "propagation", Tier.LIKELY, capital=True)


def _too_plain(word: str) -> bool:
    """Whether a word that reads like a name once may well be another word elsewhere."""
    return len(word) < 5 or word in common_words()


def _codes(written: str, hit: Hit) -> Iterator[Code]:
    if hit.kind == "HANDLE" and (" " in written or key(written) in first_names()):
        return  # a name elsewhere
    for squeezed in spellings(written, hit.kind):
        if len(squeezed) >= _SHORTEST_CODE:
            yield Code(
                squeezed,
                hit.kind,
                hit.person,
                "a value found elsewhere in this thread",
                "propagation",
                Tier.LIKELY,
            )
