"""Which words given beside letters (/ActualText; ISO 32000-1, 14.9.4) say no more than the letters that are
painted there, so that they may stay.

Scripts whose signs change with their neighbours cannot be read from a font's map alone, and programs write
there what a cluster of signs means. Kept is what the maps of the fonts say too, in another order at most; a
sign that no map names counts for what goes along with it wherever it is painted, and only beside a letter
that a map names. Everything else may be a hidden word, and goes (docs/decisions/0036, thirteenth round).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

type Sign = tuple[object, bytes]
"""A font (whatever tells it apart in its file) and a code of it."""

_SCRIPTS = frozenset(
    [
        *(
            "ARABIC",
            "BALINESE",
            "BENGALI",
            "BUGINESE",
            "CHAM",
            "DEVANAGARI",
            "GUJARATI",
            "GURMUKHI",
            "HEBREW",
            "JAVANESE",
            "KANNADA",
        ),
        *(
            "KHMER",
            "LAO",
            "LEPCHA",
            "LIMBU",
            "MALAYALAM",
            "MEETEI",
            "MONGOLIAN",
            "MYANMAR",
            "NKO",
            "ORIYA",
            "SINHALA",
            "SUNDANESE",
        ),
        *("SYLOTI", "SYRIAC", "TAI", "TAMIL", "TELUGU", "THAANA", "THAI", "TIBETAN"),
    ]
)
"""Scripts in which a cluster of signs is drawn otherwise than its letters one after another, by the first
word of their letters' names."""
_JOINERS = frozenset("\u200c\u200d")
_GAPS = re.compile(r"[\s\u200c\u200d\u00ad]{2}")
"""What nobody sees may not say anything by its order."""
_SOFT = {"\u00ad": "-", "\u2010": "-", "\u2011": "-"}
_SPLIT = {
    "\u17be": "\u17c1\u17be",
    "\u17bf": "\u17c1\u17bf",
    "\u17c0": "\u17c1\u17c0",
    "\u17c4": "\u17c1\u17b6",
    "\u17c5": "\u17c1\u17c5",
}
"""Vowels of Khmer whose first part is the sign of another vowel; Unicode splits those of all other scripts
itself."""
MOST, _LONG = 16, 64
"""Letters and marks of one cluster, or of a few that a program tells together; and of words that tell
anything of the signs beside which they stand."""
_MOST_UNTOLD = 4
"""Letters and marks of a cluster that only a sign without an entry in its font's map stands for."""


def folded(text: str) -> str:
    """Letters and marks by themselves, without spaces and joiners, all hyphens alike."""
    apart = unicodedata.normalize("NFKD", "".join(_SPLIT.get(one, _SOFT.get(one, one)) for one in text))
    return "".join(one for one in apart if one not in _JOINERS and not one.isspace())


@dataclass(slots=True)
class Signs:
    """What is known of the signs of a file: what their fonts' maps say, and beside which words they are
    painted anywhere in it."""

    maps: dict[object, Mapping[bytes, str]] = field(default_factory=dict[object, Mapping[bytes, str]])
    _among: dict[Sign, set[tuple[str, int]]] = field(default_factory=dict[Sign, set[tuple[str, int]]])
    _means: dict[Sign, Counter[str]] = field(default_factory=dict[Sign, Counter[str]])
    _names: dict[Sign, str] = field(default_factory=dict[Sign, str])
    _fonts: dict[object, bool] = field(default_factory=dict[object, bool])

    def told(self, sign: Sign) -> str:
        """What the map of its font says of a sign; empty where it says nothing."""
        return self.maps.get(sign[0], {}).get(sign[1], "")

    def spoken(self, text: str, signs: Sequence[Sign]) -> None:
        """These signs are painted somewhere beside this text."""
        whole = folded(text)
        if len(whole) > _LONG:
            return  # no cluster: such words stay only where the maps say the same
        for sign, count in Counter(signs).items():
            self._among.setdefault(sign, set()).add((whole, count))

    def bare(self, sign: Sign) -> None:
        """This sign is painted somewhere without any words beside it, so that its map is what readers
        have."""
        if told := self.told(sign):
            self._among.setdefault(sign, set()).add((folded(told), 1))

    def proven(self, text: str, signs: Sequence[Sign]) -> bool:
        """Whether the text says what these signs show, as far as the file itself can tell."""
        if not signs or not text.strip() or not all(map(_is_written, text)) or _GAPS.search(text):
            return False
        said = folded(text)
        if not _JOINERS.isdisjoint(text) and not all(map(_is_clustered, said)):
            return False
        if all(map(self.told, signs)) and said == folded("".join(map(self.told, signs))):
            return True
        return 0 < len(said) <= MOST and all(map(_is_clustered, said)) and self._explained(said, signs)

    def says_more(self, text: str, signs: Sequence[Sign]) -> bool:
        """Whether a text that was left out said anything else than the maps of the fonts."""
        return folded(text) != folded("".join(map(self.told, signs)))

    def _explained(self, said: str, signs: Sequence[Sign]) -> bool:
        """Whether the letters are those of the maps, in their order, and each mark and joined letter always
        goes along with one of the signs."""
        named = "".join(map(self._named, signs))
        first = list(filter(_is_letter, named))
        rest = Counter(said) - Counter(named)
        untold = Counter({one: count for one, count in rest.items() if _is_letter(one)})
        ordered = _without(list(filter(_is_letter, said)), untold)
        if not (_within(ordered, first) or _within(ordered, first[::-1])):
            return False
        if untold and sum(map(_joins, said)) < untold.total() - (not ordered):
            return False
        if (untold.total() == 1 and not ordered) or rest.total() > _MOST_UNTOLD * len(signs):
            return False
        return rest <= sum(map(self._always, signs), Counter[str]())

    def _named(self, sign: Sign) -> str:
        """What a sign stands for: what its map says, as far as that goes along with it half of the time;
        without a map, a letter that always goes along with it."""
        if sign not in self._names:
            self._names[sign] = self._name(sign)
        return self._names[sign]

    def _name(self, sign: Sign) -> str:
        among, told = self._among.get(sign, ()), folded(self.told(sign))
        if told:
            return "".join(one for one in told if 2 * sum(one in whole for whole, _ in among) >= len(among))
        always = "".join(self._always(sign).elements())
        alone = len(among) > 1 and sum(map(_is_letter, always)) <= 1
        return always if alone and self._anchored(sign[0]) else ""

    def _anchored(self, font: object) -> bool:
        """Whether the map of a font names as many of its signs rightly as it leaves without a name."""
        if font not in self._fonts:
            mine = [sign for sign in self._among if sign[0] == font]
            right = sum(bool(self.told(sign)) and self._named(sign) != "" for sign in mine)
            self._fonts[font] = right >= sum(not self.told(sign) for sign in mine)
        return self._fonts[font]

    def _always(self, sign: Sign) -> Counter[str]:
        """The letters and marks that go along with a sign wherever it is painted."""
        if sign not in self._means:
            least: Counter[str] | None = None
            for whole, count in self._among.get(sign, ()):
                share = Counter({one: number // count for one, number in Counter(whole).items()})
                least = share if least is None else least & share
            self._means[sign] = least or Counter[str]()
        return self._means[sign]


def _without(letters: Sequence[str], fewer: Counter[str]) -> list[str]:
    """The letters without so many of each, the last of them first."""
    left, out = Counter(fewer), list[str]()
    for one in reversed(letters):
        if left[one]:
            left[one] -= 1
        else:
            out.append(one)
    return out[::-1]


def _within(few: Sequence[str], many: Sequence[str]) -> bool:
    left = iter(many)
    return all(one in left for one in few)


@cache
def _is_clustered(sign: str) -> bool:
    return unicodedata.name(sign, "?").split()[0] in _SCRIPTS


@cache
def _is_letter(sign: str) -> bool:
    return not unicodedata.category(sign).startswith("M")


@cache
def _joins(sign: str) -> bool:
    """Whether a mark joins two letters into one sign (combining class 9, of which the visible killer of
    Burmese is none)."""
    return unicodedata.combining(sign) == 9 and sign != "\u103a"


@cache
def _is_written(sign: str) -> bool:
    """Whether a sign may stand in a text for readers: no control sign, no code without a sign."""
    return sign in _JOINERS or sign == "\u00ad" or unicodedata.category(sign)[0] != "C"
