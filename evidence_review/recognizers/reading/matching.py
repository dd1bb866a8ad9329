"""Known names and numbers looked for in every text: the case roster and what was found before
(reference/personal_data.md 3.5 and 3.7)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers.reading.cues import MONTHS, has_cue, is_date
from evidence_review.recognizers.reading.hits import Hit
from evidence_review.recognizers.reading.reading import Reading
from evidence_review.recognizers.reading.tokens import Token, Words
from evidence_review.recognizers.reading.word_lists import common_words

_GAPS = " .,-_\n'"
_LONGEST_CODE = 9


@dataclass(frozen=True, slots=True)
class Alias:
    """One way to write a person: its words as keys. `cue` needed where it is an ordinary word; `capital`
    where case must show it."""

    words: tuple[str, ...]
    person: str | None
    reason: str
    source: str
    tier: Tier
    cue: bool = False
    capital: bool = False
    fuzzy: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """A number or name without blanks, found in every spacing: `squeezed` is its letters and digits in lower
    case."""

    squeezed: str
    kind: str
    person: str | None
    reason: str
    source: str
    tier: Tier


@dataclass(frozen=True, slots=True)
class Matcher:
    """Aliases by first word and codes by their letters and digits; one pass over a text finds all of them."""

    names: dict[str, tuple[Alias, ...]] = field(default_factory=dict[str, tuple[Alias, ...]])
    slips: dict[str, tuple[Alias, ...]] = field(default_factory=dict[str, tuple[Alias, ...]])
    codes: dict[str, Code] = field(default_factory=dict[str, Code])

    def find(self, reading: Reading, words: Words) -> list[Hit]:
        """Every mention, longest first at each place."""
        return [*self._names(reading, words), *self._codes(reading, words)]

    def _names(self, reading: Reading, words: Words) -> Iterator[Hit]:
        at = 0
        while at < words.count and (self.names or self.slips):
            hit, used = self._name_at(reading, words, at)
            if hit:
                yield hit
            at += max(used, 1)

    def _name_at(self, reading: Reading, words: Words, at: int) -> tuple[Hit | None, int]:
        tokens = words.tokens
        token = tokens[at]
        if beside_at(reading.text, token.start, token.end):
            return None, 1
        for alias in self.names.get(token.key, ()):
            end = _matched(reading.text, tokens, at, alias)
            if (
                end
                and reading.text[tokens[end - 1].end : tokens[end - 1].end + 1] != "@"
                and _allowed(alias, words, at, end, reading.text)
            ):
                return Hit(
                    token.start,
                    tokens[end - 1].end,
                    "PERSON",
                    alias.tier,
                    alias.source,
                    alias.reason,
                    alias.person,
                ), end - at
        if self.slips and len(token.key) >= 5 and token.key not in common_words():
            for alias in self._near(token.key):
                if _allowed(alias, words, at, at + 1, reading.text):
                    reason = f"{alias.reason}, with one letter different"
                    return Hit(
                        token.start, token.end, "PERSON", Tier.LIKELY, alias.source, reason, alias.person
                    ), 1
        return None, 1

    def _near(self, word: str) -> Iterator[Alias]:
        for short in deletions(word):
            for alias in self.slips.get(short, ()):
                if within_one(word, alias.words[0]):
                    yield alias

    def _codes(self, reading: Reading, words: Words) -> Iterator[Hit]:
        tokens = words.tokens
        if not self.codes:
            return
        at = 0
        while at < len(tokens):
            hit, used = self._code_at(reading, tokens, at)
            if hit:
                yield hit
            at += max(used, 1)

    def _code_at(self, reading: Reading, tokens: tuple[Token, ...], at: int) -> tuple[Hit | None, int]:
        text, best, used, squeezed = reading.text, None, 1, ""
        for end in range(at, min(at + _LONGEST_CODE, len(tokens))):
            if end > at and tokens[end].start - tokens[end - 1].end > 3:
                break
            squeezed += tokens[end].text.lower()
            code = self.codes.get(squeezed)
            if code:
                start = tokens[at].start - (
                    text[tokens[at].start - 1 : tokens[at].start] in {"+", "@"} and tokens[at].start > 0
                )
                best, used = (
                    Hit(start, tokens[end].end, code.kind, code.tier, code.source, code.reason, code.person),
                    end - at + 1,
                )
        return best, used


def _matched(text: str, tokens: tuple[Token, ...], at: int, alias: Alias) -> int:
    """The place behind an alias that begins here, 0 where it does not."""
    end = at + len(alias.words)
    if end > len(tokens):
        return 0
    for step, word in enumerate(alias.words):
        token = tokens[at + step]
        if token.key != word:
            return 0
        gap = text[tokens[at + step - 1].end : token.start] if step else " "
        if len(gap) > 3 or any(c not in _GAPS for c in gap):
            return 0
    return end


def _allowed(alias: Alias, words: Words, at: int, end: int, text: str) -> bool:
    token = words.tokens[at]
    if alias.capital and token.cap == "low":
        return False
    if end - at == 1 and token.key in MONTHS and is_date(words, at):
        return False
    if not alias.cue:
        return True
    return _is_clear(token, words) or has_cue(words, at, text) or end - at > 1


def _is_clear(token: Token, words: Words) -> bool:
    """Whether its capital says that it is a name."""
    return token.cap in {"cap", "all"} and not token.opens and words.style == "plain"


def beside_at(text: str, start: int, end: int) -> bool:
    """Whether it is the domain or the mailbox of an address such as “Sales@Firm”, and no mention of
    anyone."""
    return text[end : end + 1] == "@" or (
        text[start - 1 : start] == "@" and text[max(start - 2, 0) : start - 1].isalnum()
    )


def deletions(word: str) -> set[str]:
    """The word and every word with one letter less: two words one edit apart share one."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def within_one(left: str, right: str) -> bool:
    """Whether one letter changed, added, left out, or two neighbours swapped turn one word into the other."""
    if left == right:
        return True
    if abs(len(left) - len(right)) > 1:
        return False
    at = next(
        (i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right))
    )
    rest, other = left[at:], right[at:]
    if rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]:
        return True
    return rest[:2] == other[1::-1] and rest[2:] == other[2:]


def build(aliases: Iterable[Alias], codes: Iterable[Code]) -> Matcher:
    """A matcher; where two people share a spelling the hit names neither and says so."""
    spelled: dict[tuple[str, ...], Alias] = {}
    for alias in aliases:
        known = spelled.get(alias.words)
        spelled[alias.words] = _both(known, alias) if known else alias
    names: dict[str, list[Alias]] = {}
    slips: dict[str, list[Alias]] = {}
    for alias in spelled.values():
        names.setdefault(alias.words[0], []).append(alias)
        if alias.fuzzy:
            for short in sorted(deletions(alias.words[0])):
                slips.setdefault(short, []).append(alias)
    by_code: dict[str, Code] = {}
    for code in codes:
        by_code.setdefault(code.squeezed, code)
    ordered = {
        first: tuple(sorted(group, key=lambda a: (-len(a.words), a.words))) for first, group in names.items()
    }
    return Matcher(ordered, {short: tuple(group) for short, group in slips.items()}, by_code)


def _both(one: Alias, other: Alias) -> Alias:
    if one.person == other.person:
        return one if not one.cue else other
    strict = one.cue and other.cue
    return Alias(
        one.words,
        None,
        "a name that two people in this case share",
        one.source,
        max(one.tier, other.tier, key=str),
        cue=strict,
        capital=one.capital and other.capital,
        fuzzy=one.fuzzy and other.fuzzy,
    )
