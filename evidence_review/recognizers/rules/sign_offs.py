"""Who signs: the name or initials on the line behind “Kind regards”, and initials alone at the end of a
mail."""

import re
from collections.abc import Iterable, Iterator

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers.reading.hits import Hit
from evidence_review.recognizers.reading.reading import Reading
from evidence_review.recognizers.reading.word_lists import common_words, key, listed, name_words

_CLOSING = re.compile(
    r"^[> \t]*(?:(?:many|kind|kindest|best|warm|warmest|with|all|lots of|yours) )*(?:thanks|thank "
    r"you|thx|regards|rgds|cheers|best|wishes|yours|sincerely|faithfully|truly|love|ta)"
    r"(?: again| in advance| and regards| and best wishes)?[ ,.!]{0,3}\n[> \t\n]{0,"
    r"4}(?P<v>[^\W\d_][\w'’.-]{0,20}(?: [A-Z][\w'’.-]{0,20}){0,2})[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_INITIALS = re.compile(
    r"\n[> \t]*(?P<v>[A-Z]{2,3})[ \t]*\n(?=[> \t]*(?:\n|-{2,}|_{2,}|From\b|Original\b|On \S|Sent\b))"
)
_ALONE = re.compile(r"^[> \t]*-{0,2} ?(?P<v>[A-Z](?:\.? ?[A-Z]){1,3}\.?)[ \t]*$", re.MULTILINE)
_PARTS = re.compile(r"[^\W\d_][\w'’]*")
_NOBODY = listed(
    (
        "am pm bst gmt nb ps re fw fwd cc bcc tel fax mob fyi ok tbc asap uk usa eu nhs dwp hmrc cps "
        "hr it gp sent from"
    )
)


def find(reading: Reading) -> Iterator[Hit]:
    """Likely where the line is no ordinary word."""
    if "\n" not in reading.text:
        return
    for match in _CLOSING.finditer(reading.text):
        if _may_sign(match["v"]):
            yield Hit(*match.span("v"), "PERSON", Tier.LIKELY, "context", "the name under a letter or mail")
    for match in _INITIALS.finditer(reading.text):
        if key(match["v"]) not in _NOBODY:
            yield Hit(*match.span("v"), "PERSON", Tier.LIKELY, "context", "initials under a letter or mail")


def _may_sign(written: str) -> bool:
    """Whether a line has a capital or is one short word, and is not ordinary words only."""
    words = [key(word.strip(".")) for word in written.split()]
    if not (written[0].isupper() or (len(words) == 1 and len(words[0]) <= 12)):
        return False
    return not all(word in _NOBODY or (word in common_words() and word not in name_words()) for word in words)


def initialled(text: str, names: Iterable[str]) -> Iterator[Hit]:
    """Initials on a line of their own of someone whom a header names, “Forename Surname”: “KOT” of Kwabena
    Osei-Tutu."""
    known: set[str] = set()
    for name in names:
        letters = [part[0].upper() for part in _PARTS.findall(name)]
        if len(letters) > 1:
            known |= {"".join(letters), letters[0] + letters[-1]}
    for match in _ALONE.finditer(text) if known else ():
        if "".join(c for c in match["v"] if c.isalpha()) in known:
            yield Hit(
                *match.span("v"),
                "PERSON",
                Tier.LIKELY,
                "context",
                "the initials of someone whom a header names",
            )
