"""Where what the classifier saw begins and ends: without the words of the sentence, with the whole of a
date."""

import re
from dataclasses import replace

from evidence_review.recognizers.reading.classifier import Entity
from evidence_review.recognizers.reading.word_lists import key, shorthand

_BARED = frozenset(
    {
        "ADDRESS",
        "HANDLE",
        "SECRET",
        "SCHOOL",
        "MEDICAL_ORG",
        "WORKPLACE",
        "AGE",
        "OCCUPATION",
        "DATE_OF_BIRTH",
        "CODE",
    }
)
_NEVER_LAST = re.compile(
    r" (?:im|ive|me|is|was|of|so|u|ur|it|and|the|to)\Z"
)  # words of the sentence behind a name in small letters
# Words of the sentence at the ends of what is no person: “nurse at”, “with Keir”.
_SENTENCE_LAST = re.compile(
    (
        r"(?:[ ,\n]+(?:at|in|for|with|and|on|of|to|from|is|was|now|but|so|near|by|who|since|the|a|next|"
        r"opposite|above|behind|beside|where))+\Z"
    ),
    re.IGNORECASE,
)
_SENTENCE_FIRST = re.compile(
    r"(?:(?:at|in|for|with|and|on|of|to|from|is|was|as|a|an|his|her|my|buzz|ring|knock)[ \n]+)+",
    re.IGNORECASE,
)
_WHERE_OF = re.compile(
    r"(?<![\w'’])(?:the )?(?:far end|top end|top|end|back|bottom|corner|foot|rear|side) of (?:the )?\Z",
    re.IGNORECASE,
)  # said of an address
# Where a way is told behind an address that has a number (without one the way is what points to it), in small
# letters and without a number or a street: “mind the gate”, “by the window”, “the yellow one”.
_TOLD_BEHIND = re.compile(
    r"[,\s]+(?:(?:up|just|right)\s)?(?:past|nearest|by|mind|ring|buzz|knock|no number|i think"
    r"|the (?:end|one|other)|the [a-z]+ one|(?:his|her|their|our|my) [a-z']+s?)"
    r"(?![^\W_])(?![^\n]*(?:\d|[A-Z]|\b(?:road|rd|street|st|lane|ln|close|way|avenue|ave|drive|"
    r"court|crescent|terrace|place|row|grove|house|flats?)\b))[^\n]*\Z"
)
_NUMBER_FIRST = re.compile(r"\d+[ \n]+")  # a collar number before a name
_IN_NUMBERS = re.compile(
    r"(?<![\d/.-])\d\d?[/.-]\d\d?[/.-](?:\d\d){1,2}(?![\d/.-])"
)  # a date, of which a part is none
# Where a user name and a password end: “@lil.dex81 2”, “goalie99 pin”.
_ENDED = {
    "HANDLE": re.compile(r"(?<=[\d_])\s+\d\Z"),
    "SECRET": re.compile(r"[\s,]+(?:pin|password|pw|code|user(?:name)?)\Z", re.IGNORECASE),
}
_ONE = re.compile(r"[^\W_](?:[\w'’-]*[^\W_])?")
_POSTCODE_LAST = re.compile(
    r"[\s,]+[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\Z", re.IGNORECASE
)  # a finding of its own


def bare(text: str, entity: Entity) -> Entity | None:
    """Without the signs and articles at its ends; None where nothing is left."""
    start, end = _without_signs(text, entity.start, entity.end)
    if entity.kind == "PERSON":
        start, end = _name_alone(text, start, end)
    if entity.kind in _BARED:
        start, end = _without_sentence(text, start, end)
    if entity.kind == "ADDRESS":
        start, end = _address_alone(text, start, end)
    if entity.kind in _ENDED and (behind := _ENDED[entity.kind].search(text, start, end)):
        end = behind.start()
    if entity.kind == "DATE_OF_BIRTH":
        start, end = _whole_date(text, start, end)
    if (start, end) == (entity.start, entity.end):
        return entity
    return replace(entity, start=start, end=end) if start < end else None


def _without_signs(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not (text[start].isalnum() or text[start] in "@_#*+"):
        start += 1
    while start < end and not (text[end - 1].isalnum() or text[end - 1] in "_!?#*$"):
        end -= 1
    return start, end


def _name_alone(text: str, start: int, end: int) -> tuple[int, int]:
    """Without a number before a name, and without words of the sentence or of chat."""
    if number := _NUMBER_FIRST.match(text, start, end):
        start = number.end()
    if last := _NEVER_LAST.search(text, start, end):
        end = last.start()
    return _without_shorthand(text, start, end)


def _without_sentence(text: str, start: int, end: int) -> tuple[int, int]:
    first, last = _SENTENCE_FIRST.match(text, start, end), _SENTENCE_LAST.search(text, start, end)
    return first.end() if first else start, last.start() if last else end


def _address_alone(text: str, start: int, end: int) -> tuple[int, int]:
    """An address without the way told behind it and its postcode, with the end of the road before it."""
    way = _TOLD_BEHIND.search(text, start, end)
    if way and any(c.isdigit() for c in text[start : way.start()]):
        end = way.start()
    if lead := _WHERE_OF.search(text, max(0, start - 20), start):
        start = lead.start()
    code = _POSTCODE_LAST.search(text, start, end)
    return start, code.start() if code and code.start() > start else end


def _without_shorthand(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the short forms of chat at its ends (“Soz Kel”, “Tmoz”), which name nobody; an empty place
    where there is nothing else."""
    words = list(_ONE.finditer(text, start, end))
    named = [at for at, word in enumerate(words) if key(word.group()) not in shorthand()]
    if len(named) == len(words):
        return start, end
    if not named:
        return start, start
    first, last = words[named[0]], words[named[-1]]
    return start if named[0] == 0 else first.start(), end if words[-1] is last else last.end()


def _whole_date(text: str, start: int, end: int) -> tuple[int, int]:
    """The date in numbers that these characters are part of, else the characters themselves."""
    dates = _IN_NUMBERS.finditer(text, max(0, start - 10), end + 11)
    return next((date.span() for date in dates if date.start() <= start and end <= date.end()), (start, end))
