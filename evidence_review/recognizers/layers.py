"""The layers of the detector, each a function from a batch of texts to hits in original places.

To add a layer: write its function and give it its line in LAYERS.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import batched

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers.reading import classified, classifier, presidio, roster
from evidence_review.recognizers.reading.hits import Hit
from evidence_review.recognizers.reading.matching import Matcher, build
from evidence_review.recognizers.reading.reading import Reading, joined_lines, read, respell
from evidence_review.recognizers.reading.rule import Rule
from evidence_review.recognizers.reading.tokens import Words, words_of
from evidence_review.recognizers.reading.word_lists import common_words, key
from evidence_review.recognizers.rules import (  # fmt: skip
    birth,
    contact,
    devices,
    handles,
    justice,
    money,
    names,
    organisations,
    other_scripts,
    passwords,
    people_words,
    sign_offs,
    special,
    state_numbers,
    street_addresses,
    vehicles,
)
from evidence_review.recognizers.rules import (
    place_codes as places,
)

RULES: tuple[Rule, ...] = (
    *contact.RULES, *places.RULES, *state_numbers.RULES, *vehicles.RULES, *money.RULES, *devices.RULES, *justice.RULES, *passwords.RULES,
)  # fmt: skip
FINDERS: tuple[Callable[[Reading], Iterable[Hit]], ...] = (
    contact.phones,
    contact.emails,
    handles.find,
    street_addresses.find,
    organisations.find,
    birth.find,
    people_words.find,
    sign_offs.find,
)
PARTED = (
    street_addresses.find,
    organisations.find,
    birth.find,
    people_words.find,
)  # what a line end may part
NUMERIC: tuple[Callable[[Reading], Iterable[Hit]], ...] = (contact.phones, street_addresses.find)

WINDOW, OVERLAP = 20_000, 1_000
TOGETHER = 500  # texts that the classifier reads at once; a longer thread is cut there
PROSE = 50  # words above which a text is read as prose


@dataclass(frozen=True, slots=True)
class Text:
    """A text, its reading and its words."""

    original: str
    reading: Reading
    words: Words

    @property
    def is_prose(self) -> bool:
        """Whether it is read as prose."""
        return self.words.count > PROSE


@dataclass(frozen=True, slots=True)
class Batch:
    """The texts to look at, the thread of each, and the case's people; `long` has each very long text, "" for
    all others."""

    texts: tuple[Text, ...]
    threads: tuple[str, ...]
    roster: roster.Roster | None
    long: tuple[str, ...] = ()

    def by_thread(self) -> list[list[int]]:
        """The places of the texts of each thread."""
        groups: dict[str, list[int]] = {}
        for at, thread in enumerate(self.threads):
            groups.setdefault(thread, []).append(at)
        return list(groups.values())


type Layer = Callable[[Batch], list[list[Hit]]]


def text_of(original: str) -> Text:
    """A text made ready."""
    reading = read(original)
    return Text(original, reading, words_of(reading))


def placed(reading: Reading, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Hits of a reading at their places in the original text."""
    for hit in hits:
        if 0 <= hit.start < hit.end <= len(reading.text):
            yield hit.moved(*reading.original(hit.start, hit.end))


def windows(reading: Reading) -> Iterator[Reading]:
    """The reading in pieces that overlap by more than any pattern is long."""
    length = len(reading.text)
    if length <= WINDOW:
        yield reading
        return
    for start in range(0, length, WINDOW - OVERLAP):
        yield reading.part(start, min(length, start + WINDOW))
        if start + WINDOW >= length:
            return


def pattern_layer(batch: Batch) -> list[list[Hit]]:
    """Shapes, check digits and context words, on the text as written and as respelt."""
    return [list(dict.fromkeys(_patterns(text.reading))) for text in batch.texts]


def _patterns(whole: Reading) -> Iterator[Hit]:
    for reading in windows(whole):
        hits = _tried(reading, FINDERS)
        hits += presidio.patterns(reading)
        hits += _broken(reading)
        found = list(placed(reading, hits))
        yield from found
        yield from _parted(reading, found)
        second = respell(_one_line(reading))
        if second:
            yield from placed(second, _tried(second, NUMERIC))


def _tried(reading: Reading, finders: Iterable[Callable[[Reading], Iterable[Hit]]]) -> list[Hit]:
    """What these finders and the rules find."""
    hits = [hit for finder in finders for hit in finder(reading)]
    return hits + [hit for rule in _worth_trying(reading) for hit in rule.find(reading)]


_BREAK = re.compile(r"(?<!\n)\n(?!\n)")


def _one_line(reading: Reading) -> Reading:
    """The reading with single line ends as blanks, of the same length."""
    if "\n" not in reading.text:
        return reading
    return replace(reading, text=_BREAK.sub(" ", reading.text), lower=_BREAK.sub(" ", reading.lower))


def _broken(reading: Reading) -> Iterator[Hit]:
    """What a line end parts: found as on one line, of the same length."""
    if "\n" not in reading.text:
        return
    line = _one_line(reading)
    rules = _worth_trying(line)
    for hit in (
        *(hit for finder in PARTED for hit in finder(line)),
        *(hit for rule in rules for hit in rule.find(line)),
    ):
        if "\n" in reading.text[hit.start : hit.end] and not _in_rows(reading.text, hit):
            yield hit


def _in_rows(text: str, hit: Hit) -> bool:
    """Whether its line end parts two rows of a table: cells marked off alike on both lines."""
    cut = text.index("\n", hit.start, hit.end)
    end = text.find("\n", cut + 1)
    above, below = text[text.rfind("\n", 0, cut) + 1 : cut], text[cut + 1 : end if end >= 0 else len(text)]
    return any(above.count(mark) >= 2 and above.count(mark) == below.count(mark) for mark in "|\t,;")


def _parted(reading: Reading, found: list[Hit]) -> Iterator[Hit]:
    """Numbers and addresses that a line end parts in the middle, “0770” and “0900123”, unless a part of one
    is found by itself."""
    made = joined_lines(reading) if "\n" in reading.text else None
    if not made:
        return
    line, joins = made
    hits = _tried(line, (contact.phones, contact.emails))
    whole = [hit for hit in found if hit.tier is not Tier.POSSIBLE]
    for hit in placed(line, (hit for hit in hits if any(hit.start < at < hit.end for at in joins))):
        if not any(hit.start <= part.start and part.end <= hit.end for part in whole):
            yield hit


_DIGIT = re.compile(r"\d")
_MOST = max(rule.least for rule in RULES)
_WITHOUT_DIGITS = {"URL", "WHAT3WORDS", "SECRET", "PREVIOUS_CONVICTION", "BIC"}
# The rules to try on a text with so many digits; without any, those whose kinds need none.
BY_DIGITS = tuple(
    tuple(rule for rule in RULES if rule.least <= digits and (digits or rule.kind in _WITHOUT_DIGITS))
    for digits in range(_MOST + 1)
)


def _worth_trying(reading: Reading) -> tuple[Rule, ...]:
    """The rules that a text with so many digits can match."""
    return BY_DIGITS[min(len(_DIGIT.findall(reading.text)), _MOST)]


def name_layer(batch: Batch) -> list[list[Hit]]:
    """Names by title, list and cue, weighed by our own classifier, and what the classifier reads besides."""
    shown = {at for at, text in enumerate(batch.texts) if not classified.ordinary(text.words)}
    threads = [group for group in batch.by_thread() if not shown.isdisjoint(group)]
    # What names nobody by itself is read all the same where it stands between others.
    talks = [piece for group in threads if len(group) > 1 for piece in batched(group, TOGETHER)]
    alone = [(group[0],) for group in threads if len(group) == 1]
    seen: dict[int, list[classifier.Seen]] = {}
    for part in _portions([*talks, *alone]):
        seen.update((at, words) for at, words in _read(batch, part) if at in shown)
    return [list(placed(text.reading, _named(text, seen.get(at)))) for at, text in enumerate(batch.texts)]


def _portions(talks: list[tuple[int, ...]]) -> Iterator[list[tuple[int, ...]]]:
    """Talks in portions of about so many texts: what the network says of them is not held for all at once."""
    portion: list[tuple[int, ...]] = []
    for talk in talks:
        portion.append(talk)
        if sum(map(len, portion)) >= TOGETHER:
            yield portion
            portion = []
    if portion:
        yield portion


def _read(batch: Batch, talks: list[tuple[int, ...]]) -> Iterator[tuple[int, list[classifier.Seen]]]:
    """The place of each text and what the classifier sees in it, those of one talk read among each other."""
    places = [at for talk in talks for at in talk]
    number = {at: count for count, at in enumerate(places)}
    read = classifier.read_all(
        [batch.texts[at].reading.text for at in places], [[number[at] for at in talk] for talk in talks]
    )
    return zip(places, read, strict=True)


def _named(text: Text, seen: list[classifier.Seen] | None) -> Iterator[Hit]:
    return classified.find(
        text.reading, text.words, names.find(text.reading, text.words), seen, prose=text.is_prose
    )


def script_layer(batch: Batch) -> list[list[Hit]]:
    """Names in other letters than Latin."""
    return [list(other_scripts.find(text.original)) for text in batch.texts]


def special_layer(batch: Batch) -> list[list[Hit]]:
    """Special-category words."""
    return [list(placed(text.reading, special.find(text.words))) for text in batch.texts]


def roster_layer(batch: Batch) -> list[list[Hit]]:
    """The case's people, and those whom each thread's own headers name, at every mention."""
    found: list[list[Hit]] = [[] for _ in batch.texts]
    given = _given(batch.roster) if batch.roster and batch.roster.people else None
    for group in batch.by_thread():
        named = {at: roster.named_in_headers(batch.texts[at].reading.text) for at in group}
        people = roster.people_of(entry for at in group for entry in named[at])
        own = build(roster.aliases(people), []) if people.people else None
        names = [name for person in people.people for name in person.names]
        for at in group:
            text = batch.texts[at]
            for matcher in (given, own):
                if matcher:
                    found[at].extend(placed(text.reading, matcher.find(text.reading, text.words)))
            found[at].extend(placed(text.reading, _header_hits(named[at])))
            found[at].extend(placed(text.reading, sign_offs.initialled(text.reading.text, names)))
    return found


@lru_cache(maxsize=2)
def _given(people: roster.Roster) -> Matcher:
    """What looks for the people of a case, made once for all portions of a batch."""
    return build(roster.aliases(people), roster.codes(people))


def _header_hits(named: list[roster.Named]) -> Iterator[Hit]:
    for entry in named:
        if entry.name and not all(key(word) in common_words() for word in entry.name.split()):
            yield Hit(
                entry.start,
                entry.end,
                "PERSON",
                Tier.CERTAIN,
                "roster",
                "a header or label names this person",
            )


LAYERS: tuple[Layer, ...] = (pattern_layer, name_layer, script_layer, special_layer, roster_layer)
