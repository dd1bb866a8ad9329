"""Which words given beside letters (/ActualText; ISO 32000-1, 14.9.4) say no more than the letters that are painted there, so that they may stay.

Scripts whose signs change with their neighbours cannot be read from a font's map alone, and programs write there what a cluster of signs means. Kept is what
the maps of the fonts say too, in another order at most; a sign that no map names counts for what goes along with it wherever it is painted, and only beside a
letter that a map names. Everything else may be a hidden word, and goes (docs/decisions/0036, thirteenth round).
"""

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

type Sign = tuple[object, bytes]
"""A font (whatever tells it apart in its file) and a code of it."""

_SCRIPTS = frozenset(
    """ARABIC BALINESE BENGALI BUGINESE CHAM DEVANAGARI GUJARATI GURMUKHI HEBREW JAVANESE KANNADA KHMER LAO LEPCHA LIMBU MALAYALAM MEETEI MONGOLIAN MYANMAR
NKO ORIYA SINHALA SUNDANESE SYLOTI SYRIAC TAI TAMIL TELUGU THAANA THAI TIBETAN""".split()
)
"""Scripts in which a cluster of signs is drawn otherwise than its letters one after another, by the first word of their letters' names."""
_JOINERS = frozenset("\u200c\u200d")
_SOFT = {"\u00ad": "-", "\u2010": "-", "\u2011": "-"}
_SPLIT = {"\u17be": "\u17c1\u17be", "\u17bf": "\u17c1\u17bf", "\u17c0": "\u17c1\u17c0", "\u17c4": "\u17c1\u17b6", "\u17c5": "\u17c1\u17c5"}
"""Vowels of Khmer whose first part is the sign of another vowel; Unicode splits those of all other scripts itself."""
MOST = 16
"""Letters and marks of one cluster, or of a few that a program tells together."""
_MOST_UNTOLD = 4
"""Letters and marks of a cluster that only a sign without an entry in its font's map stands for."""


def folded(text: str) -> str:
    """Letters and marks by themselves, without spaces and joiners, all hyphens alike."""
    apart = unicodedata.normalize("NFKD", "".join(_SPLIT.get(one, _SOFT.get(one, one)) for one in text))
    return "".join(one for one in apart if one not in _JOINERS and not one.isspace())


@dataclass(slots=True)
class Signs:
    """What is known of the signs of a file: what their fonts' maps say, and beside which words they are painted anywhere in it."""

    maps: dict[object, Mapping[bytes, str]] = field(default_factory=dict[object, Mapping[bytes, str]])
    _among: dict[Sign, set[tuple[str, int]]] = field(default_factory=dict[Sign, set[tuple[str, int]]])
    _means: dict[Sign, "Counter[str] | None"] = field(default_factory=dict[Sign, "Counter[str] | None"])

    def told(self, sign: Sign) -> str:
        """What the map of its font says of a sign; empty where it says nothing."""
        return self.maps.get(sign[0], {}).get(sign[1], "")

    def spoken(self, text: str, signs: Sequence[Sign]) -> None:
        """These signs are painted somewhere beside this text."""
        whole = folded(text)
        for sign, count in Counter(signs).items():
            self._among.setdefault(sign, set()).add((whole, count))
        self._means.clear()

    def bare(self, sign: Sign) -> None:
        """This sign is painted somewhere without any words beside it, so that its map is what readers have."""
        if told := self.told(sign):
            self._among.setdefault(sign, set()).add((folded(told), 1))
            self._means.clear()

    def proven(self, text: str, signs: Sequence[Sign]) -> bool:
        """Whether the text says what these signs show, as far as the file itself can tell."""
        if not signs or not text.strip() or not all(map(_is_written, text)):
            return False
        said = folded(text)
        if all(map(self.told, signs)) and said == folded("".join(map(self.told, signs))):
            return True
        return 0 < len(said) <= MOST and all(map(_is_clustered, said)) and self._explained(said, signs)

    def says_more(self, text: str, signs: Sequence[Sign]) -> bool:
        """Whether a text that was left out said anything else than the maps of the fonts."""
        return folded(text) != folded("".join(map(self.told, signs)))

    def _explained(self, said: str, signs: Sequence[Sign]) -> bool:
        """Whether the letters are those of the maps, in their order, and each mark and joined letter always goes along with one of the signs."""
        named = [self._meaning(sign) & Counter(folded(self.told(sign))) for sign in signs]
        first = [one for sign, own in zip(signs, named, strict=True) for one in folded(self.told(sign)) if own[one] and _is_letter(one)]
        letters = [one for one in said if _is_letter(one)]
        if letters and (not first or not (_within(first, letters) or _within(first[::-1], letters))):
            return False
        rest = Counter(said) - sum(named, Counter[str]())
        if rest.total() > _MOST_UNTOLD * sum(not self.told(sign) or len(self._among.get(sign, ())) > 1 for sign in signs):
            return False
        often = [sign for sign in signs if len(self._among.get(sign, ())) > 1]
        joined = Counter({one: count for one, count in rest.items() if _is_letter(one)})
        return rest <= sum(map(self._meaning, signs), Counter[str]()) and joined <= sum(map(self._meaning, often), Counter[str]())

    def _meaning(self, sign: Sign) -> Counter[str]:
        """The letters and marks that go along with a sign wherever it is painted."""
        if sign not in self._means:
            least: Counter[str] | None = None
            for whole, count in self._among.get(sign, ()):
                share = Counter({one: number // count for one, number in Counter(whole).items()})
                least = share if least is None else least & share
            self._means[sign] = least
        return self._means[sign] or Counter[str]()


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
def _is_written(sign: str) -> bool:
    """Whether a sign may stand in a text for readers: no control sign, no code without a sign."""
    return sign in _JOINERS or sign == "\u00ad" or unicodedata.category(sign)[0] != "C"
