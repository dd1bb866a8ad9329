"""People's names by title, by list and by cue, in capitals or not (reference/personal_data.md 3.3 1 and 2,
trap 8).

A name that is also a word needs a cue. To add names: resources/terms/first_names.txt and surnames.txt.
"""

import re
from collections.abc import Iterator

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers.reading.cues import MONTHS, has_cue, in_place, is_date, is_place
from evidence_review.recognizers.reading.hits import Hit
from evidence_review.recognizers.reading.reading import Reading
from evidence_review.recognizers.reading.tokens import Token, Words, joined
from evidence_review.recognizers.reading.word_lists import (
    common_words,
    everyday,
    first_names,
    key,
    listed,
    name_words,
    other_tongues,
    surnames,
)

_KIN = listed("nan nana nanny gran mum mam mom dad da ma pa auntie aunty uncle babe bro sis")
_PARTICLES = listed(
    (
        "de da di du del della van von der den bin bint ibn al el ap ab mac mc o st le la dos das do "
        "ter ten abu ul ur"
    )
)
_TITLE = re.compile(
    r"(?<![\w'])(?P<t>(?:mr|mrs|ms|miss|mx|mister|dr|doctor|prof|professor|rev|reverend|sir|dame|"
    r"lady|lord|cllr|councillor|pc|wpc|pcso|dc|ds|di|dci|dcs|det con|det sgt|"
    r"det insp|detective constable|detective sergeant|detective inspector|detective chief "
    r"inspector|sgt|sergeant|insp|inspector|constable|judge|hhj|his honour judge|"
    r"her honour judge|justice|nurse|sister|father|fr|imam|rabbi|canon|captain|major|colonel|coach|"
    r"superintendent|supt|social worker|sw|solicitor|counsel|midwife|paramedic|health visitor|"
    r"probation officer|crisis worker|fme)"
    r"(?:(?: and |/| & )(?:mr|mrs|ms|miss|dr))?)\.? (?:(?P<n>\d{2,6}) )?(?=[^\W\d_])"
)
_OFFICIAL = re.compile(
    (
        r"^(?:dr|doctor|pc|wpc|pcso|dc|ds|di|dci|dcs|det|detective|sgt|sergeant|insp|inspector|"
        r"constable|judge|hhj|his|her|justice|nurse|supt|superintendent|social worker|sw|solicitor|"
        r"counsel|midwife|paramedic|health visitor|probation officer|crisis worker|fme)"
    )
)
_CAPITAL_ONLY = frozenset(
    {
        "sister",
        "father",
        "justice",
        "major",
        "coach",
        "captain",
        "nurse",
        "lord",
        "lady",
        "judge",
        "sw",
        "counsel",
        "solicitor",
        "di",
        "ds",
        "social worker",
        "sir",
        "dame",
        "inspector",
        "constable",
        "fr",
        "ms",
        "canon",
        "colonel",
    }
)
_INITIALS = re.compile(
    r"(?<![\w'.])(?:[A-Z]\.? ?){1,3}(?P<s>[A-Z][a-z'’]{2,}(?:-[A-Z][a-z'’]+)?|[A-Z]{3,})(?![\w'])"
)
_REVERSED = re.compile(
    (
        r"(?<![\w'@/])(?P<s>[A-Z][A-Za-z'’-]{1,24}), (?P<f>[A-Z][a-z'’-]{1,20})(?P<m>(?: "
        r"[A-Z](?:[a-z'’-]{1,20}|\.)?){0,2})(?![\w'])"
    )
)
# “N K E M E L U”, “M A C space C A R T H Y”: letters said one by one
_SPELT = re.compile(r"(?<![\w'’.&-])[A-Z](?:(?: |-|, | space )[A-Z]){3,24}(?![\w'’&-]|\.\w)")
_KNOWN_AS = re.compile(
    r"(?:(?<!\w)(?:known (?:locally )?as|knows? (?:(?:him|her|them) )?as|aka|a\.k\.a\.|alias:?|"
    r"goes by|nicknamed|street name:?|(?:they|we|everyone|everybody) (?:call|calls|called|cried) "
    r"(?:him|her|me|them))"
    r"(?: the name)? ?[\"“'‘]?)(?P<v>[A-Z][a-z'’-]{2,16})(?![\w'’-])"
)
_NO_SURNAMES = listed("fyi fw fwd cc bcc nb ps thx pls asap tbc ta hi hey dear hello thanks")  # “FYI, Kim”
_TITLES = listed("mr mrs ms miss mx dr prof")
_SURNAME_INITIAL = re.compile(r"(?<![\w'])(?P<s>[A-Z]{4,20}), [A-Z](?![\w'])")
_VERBS = listed(
    "said wes gan bin wee"
)  # words of speech that are names elsewhere: they do not go on with a small-letter name
_NUMBERED = listed("tel mob fax ref no")  # short names that are labels before a number
_POINTED = listed(
    "mr mrs ms mx dr prof rev fr sgt insp supt cllr det con st"
)  # titles that are written with a full stop


def find(reading: Reading, words: Words) -> list[Hit]:
    """Names with their titles; each name once, longest reading first."""
    hits = [
        *_titled(reading, words),
        *_listed(reading, words),
        *_initialled(reading),
        *_turned(reading),
        *_said(reading),
    ]
    roles = [hit for hit in hits if hit.official]
    kept = [
        hit
        for hit in hits
        if hit.official or not any(role.start < hit.end and hit.start < role.end for role in roles)
    ]
    return sorted(kept, key=lambda hit: (hit.start, -hit.end))


def _titled(reading: Reading, words: Words) -> Iterator[Hit]:
    at_start = {token.start: i for i, token in enumerate(words.tokens)}
    for match in _TITLE.finditer(reading.lower):
        first = at_start.get(match.end())
        if first is None or _is_no_title(reading.text, words, match, first):
            continue
        last = _titled_end(reading.text, words, first)
        if last is None:
            continue
        official = bool(_OFFICIAL.match(match["t"]))
        reason = "a name after a rank or professional title" if official else "a name after a title"
        yield Hit(
            words.tokens[first].start,
            words.tokens[last].end,
            "PERSON",
            Tier.CERTAIN,
            "context",
            reason,
            official=official,
        )
        yield Hit(
            *match.span("t"), "TITLE", Tier.LIKELY, "context", "a title joined to a name", official=official
        )


def _is_no_title(text: str, words: Words, match: re.Match[str], first: int) -> bool:
    """Whether a title is a word of the sentence: “… by the midwife. Partner …”, or “MS Word”."""
    title, (start, end) = match["t"], match.span("t")
    if title.split()[-1] not in _POINTED and text[end] == ".":
        return True
    if title in _CAPITAL_ONLY and not text[start].isupper():
        return True
    return text[start:end] == "MS" and words.style == "plain" and words.tokens[first].key not in surnames()


def _titled_end(text: str, words: Words, first: int) -> int | None:
    """The last token of the name after a title; None where no name follows."""
    tokens = words.tokens
    token = tokens[first]
    known = token.key in first_names() or token.key in surnames()
    if token.cap == "low" and not (known or token.key not in common_words()):
        return None
    if token.key in {"and", "or", "the", "who", "is", "was", "has"}:
        return None
    return _extended(text, words, first) - 1


def _extended(text: str, words: Words, first: int) -> int:
    """The place behind the last token of the name that begins here: surnames, middle names, initials,
    particles."""
    tokens = words.tokens
    end = first + 1
    informative = words.style == "plain"
    while end < len(tokens) and end - first < 5:
        token, previous = tokens[end], tokens[end - 1]
        if _is_parted(text, previous, token) or not _continues(
            token,
            tokens,
            end,
            informative=informative,
            lower=tokens[first].cap == "low",
            hyphen=text[previous.end] == "-",
        ):
            break
        end += 1
    while end > first + 1 and (tokens[end - 1].key in _PARTICLES and tokens[end - 1].key not in surnames()):
        end -= 1
    return end


def _is_parted(text: str, left: Token, right: Token) -> bool:
    """Whether what stands between two words parts names."""
    return (
        not joined(text, left, right, " -.'")
        or ("." in text[left.end : right.start] and len(left.text) > 1)
        or _possessive(text, left)
    )


def _possessive(text: str, token: Token) -> bool:
    return text[token.end : token.end + 2].lower() in {"'s", "’s"}


def _continues(
    token: Token, tokens: tuple[Token, ...], at: int, *, informative: bool, lower: bool, hyphen: bool
) -> bool:
    """Whether this token goes on with the name before it."""
    if token.cap == "cap" and (informative or len(token.text) == 1):
        return _capital_continues(token, lower=lower, hyphen=hyphen)
    if informative and token.cap == "all" and len(token.text) >= 3:
        return token.key in surnames() or not _is_ordinary(token)
    if informative and not lower and _leads_on(token, tokens, at):
        return True
    fits = token.cap == "low" or not informative
    return fits and (token.key in surnames() or hyphen) and not _is_ordinary(token)


def _capital_continues(token: Token, *, lower: bool, hyphen: bool) -> bool:
    """The same of an initial, or of a word with a capital where a capital says something."""
    if len(token.text) == 1:
        return not lower and token.text not in {"I", "A"}
    if token.key in surnames() or (token.key in first_names() and token.key not in MONTHS):
        return token.key not in {"and", "or"}
    return hyphen or not _is_ordinary(token)


def _leads_on(token: Token, tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a particle stands before a capital."""
    return token.key in _PARTICLES and at + 1 < len(tokens) and tokens[at + 1].cap == "cap"


def _is_ordinary(token: Token) -> bool:
    return (
        token.key in common_words()
        or token.key in name_words()
        or token.key in _VERBS
        or (token.cap == "low" and len(token.text) == 1)
    )


def _listed(reading: Reading, words: Words) -> Iterator[Hit]:
    """First names from the list, with what belongs to them."""
    accepted: dict[int, int] = {}
    reasons: dict[int, str] = {}
    at = 0
    while at < words.count:
        reason = _is_name(reading.text, words, at)
        if reason:
            end = _extended(reading.text, words, at)
            if not is_place(words, at, end, reading.text):
                accepted[at], reasons[at] = end, reason
            at = end
        else:
            at += 1
    _coordinated(reading.text, words, accepted, reasons)
    for first, end in accepted.items():
        tokens = words.tokens
        yield Hit(
            tokens[first].start, tokens[end - 1].end, "PERSON", Tier.LIKELY, "gazetteer", reasons[first]
        )


def _is_name(text: str, words: Words, at: int) -> str:
    """Why this token is taken for a first name; empty where it is not."""
    token = words.tokens[at]
    if token.key not in first_names() or token.key in _KIN or _is_code(text, words, at):
        return "a first name with its s" if _with_s(token) else ""
    if token.key not in name_words():
        return "a first name" if token.cap != "low" else "a first name without its capital"
    if has_cue(words, at, text):
        return "a name that is also a word, where a person is spoken of"
    return _is_name_by_capital(text, words, at) if token.cap == "cap" and words.style == "plain" else ""


def _is_code(text: str, words: Words, at: int) -> bool:
    return _inside_code(text, words.tokens[at]) or _beside_number(words, at)


def _is_name_by_capital(text: str, words: Words, at: int) -> str:
    """The same of a name that is also a word, where a capital says something."""
    token = words.tokens[at]
    if not token.opens and in_place(words, at):
        return ""
    if _followed_by_surname(text, words, at):
        return "a first name and a surname"
    is_word = token.opens or len(token.text) <= 2 or token.key in MONTHS or token.key in common_words()
    return "" if is_word else "a name with a capital inside a sentence"


def _with_s(token: Token) -> bool:
    """Whether it is a name with the s of “craigs van”, without its sign."""
    stem = token.key[:-1]
    return (
        token.cap == "low"
        and len(token.key) > 4
        and token.key.endswith("s")
        and token.key != "lloyds"
        and stem in first_names()
        and stem not in name_words() | common_words() | _KIN
        and token.key not in common_words() | first_names() | surnames() | other_tongues()
    )


def _beside_number(words: Words, at: int) -> bool:
    """Whether it is a month of a date, or a label such as “Tel” before a number."""
    word = words.tokens[at].key
    labels = word in _NUMBERED and at + 1 < words.count and words.tokens[at + 1].cap == "none"
    return labels or (word in MONTHS and is_date(words, at))


def _inside_code(text: str, token: Token) -> bool:
    """Whether it is a letter, or part of an address, a handle or a path."""
    before, after = text[max(token.start - 1, 0) : token.start], text[token.end : token.end + 1]
    return len(token.text) < 2 or before in {"@", "#", "/", "_", "."} or after in {"@", "_", "/"}


def _followed_by_surname(text: str, words: Words, at: int) -> bool:
    tokens = words.tokens
    if at + 1 >= len(tokens) or not joined(text, tokens[at], tokens[at + 1], " -"):
        return False
    after = tokens[at + 1]
    return (
        after.cap in {"cap", "all"}
        and len(after.text) > 1
        and after.key not in _TITLES
        and (after.key in surnames() or after.key not in common_words())
        and after.key not in first_names() - surnames() - name_words()
    )


def _coordinated(text: str, words: Words, accepted: dict[int, int], reasons: dict[int, str]) -> None:
    """Take a word that may be a name beside one that is, as in “Hope and Faith”."""
    tokens = words.tokens
    ends = {end: first for first, end in accepted.items()}
    for at, token in enumerate(tokens):
        if token.key not in {"and", "n", "&"} or not 0 < at < len(tokens) - 1:
            continue
        left, right = at - 1, at + 1
        if at in ends and right not in accepted and _may_be_name(tokens[right], tokens[ends[at]]):
            accepted[right], reasons[right] = _extended(text, words, right), "a name beside another name"
        elif right in accepted and at not in ends and _may_be_name(tokens[left], tokens[right]):
            accepted[left], reasons[left] = at, "a name beside another name"


def _may_be_name(token: Token, other: Token) -> bool:
    return (
        token.key in first_names()
        and len(token.text) > 2
        and token.cap in {other.cap, "cap"}
        and token.key not in {"then", "all", "can"}
    )


def _initialled(reading: Reading) -> Iterator[Hit]:
    for match in _INITIALS.finditer(reading.text):
        surname = key(match["s"])
        if (
            surname in surnames()
            and surname not in common_words() - surnames()
            and match.group()[:2] not in {"I ", "A "}
        ):
            yield Hit(*match.span(), "PERSON", Tier.LIKELY, "gazetteer", "initials and a surname")


def _turned(reading: Reading) -> Iterator[Hit]:
    for match in _REVERSED.finditer(reading.text):
        surname, first = key(match["s"]), key(match["f"])
        if (
            surname not in _NO_SURNAMES
            and first in first_names()
            and (surname in surnames() or surname not in everyday() | first_names())
            and first not in MONTHS
        ):
            plain = surname in common_words() or surname in name_words()
            if not plain or match["s"].isupper():
                yield Hit(*match.span(), "PERSON", Tier.LIKELY, "gazetteer", "a surname and a first name")


def _said(reading: Reading) -> Iterator[Hit]:
    """Names spelt letter by letter, those that someone is said to go by, and surnames with one initial behind
    them."""
    for match in _SPELT.finditer(reading.text):
        letters = [char for char in match.group() if char.isupper()]
        if letters != sorted(letters):
            yield Hit(*match.span(), "PERSON", Tier.LIKELY, "context", "a name said letter by letter")
    for match in _KNOWN_AS.finditer(reading.text):
        yield Hit(*match.span("v"), "PERSON", Tier.LIKELY, "context", "a name that someone goes by")
    for match in _SURNAME_INITIAL.finditer(reading.text):
        if key(match["s"]) in surnames() or key(match["s"]) not in common_words():
            yield Hit(*match.span(), "PERSON", Tier.LIKELY, "gazetteer", "a surname and an initial")
