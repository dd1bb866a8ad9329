"""Initials that stand for a person, and names said letter by letter, as the classifier sees them."""

import re

from evidence_review.domain.kinds import Tier

_FROM, _SHOUTED_FROM, _SPELT_FROM = (
    0.4,
    0.7,
    0.6,
)  # likely from: initials, where all is in capitals, a name letter by letter
_LONG = 4  # characters that initials have at most
_FIVE_FROM = 0.75  # five capitals on no list (“HAXHI”) are a name from here on, and no short form
_SPELT = re.compile(r"(?:[^\W\d_],? ){2,15}[^\W\d_]\.?")
_NO_NAME = frozenset(
    {"iam", "ima", "iamu", "urx", "xox", "abc", "abcd", "xxx", "xx"}
)  # words and signs said letter by letter
_PAIRS = re.compile(
    r"(?:[^\W\d_]\.? ?){1,3}\.?(?: (?:[^\W\d_]\.){1,3}[^\W\d_]?)+"
)  # “F.A. G.B.”: two people who sign


def tier(written: str, probability: float, *, shouted: bool) -> Tier:
    """How much is believed of “AJ”, “J.T.”, “K” and “x a n t h e”; `shouted` where the whole text is in
    capitals and says nothing by them."""
    if _SPELT.fullmatch(written):
        if re.sub(r"[\W_]", "", written).lower() in _NO_NAME:
            return Tier.POSSIBLE
        return Tier.LIKELY if probability >= _SPELT_FROM else Tier.POSSIBLE
    needed = _SHOUTED_FROM if shouted else _FROM
    if len(written) > _LONG and not _PAIRS.fullmatch(written):
        needed = _FIVE_FROM if written.isalpha() and len(written) == _LONG + 1 else 2.0
    return Tier.LIKELY if probability >= needed else Tier.POSSIBLE
