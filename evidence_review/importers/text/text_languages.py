"""Codes of one byte a letter, told apart by language: what is not ASCII in a text are the few letters of the
language that it is in.

To know another language, add a line: the codes that it is written in, and its letters beyond ASCII.
"""

from functools import lru_cache

WEST, CENTRAL = ("cp1252", "cp850", "mac_roman"), ("cp1250", "iso8859_2", "cp852", "mac_latin2")
BALTIC = ("cp1257", "iso8859_13", "iso8859_4", "iso8859_10")
_LANGUAGES: tuple[tuple[tuple[str, ...], str], ...] = (
    (WEST, "àâæçéèêëîïôœùûüÿ"),  # French
    (WEST, "äöüßéà"),  # German
    (WEST, "áéíñóúüçàèïò·"),  # Spanish, Catalan
    (WEST, "áâãàçéêíóôõúü"),  # Portuguese
    (WEST, "àèéìíîòóù"),  # Italian
    (WEST, "æøåäöéüè"),  # Danish, Norwegian, Swedish, Finnish
    (WEST, "áéíóúýþæöð"),  # Icelandic
    (WEST, "áéíóúàèìòùâêîôûŵŷ"),  # Irish, Gaelic, Welsh
    (("cp1252", "cp850"), "éëïöüáíóúàèêç"),  # Dutch, and English with its loan words
    (CENTRAL, "ąćęłńóśźż"),  # Polish
    (CENTRAL, "áčďéěíňóřšťúůýž"),  # Czech
    (CENTRAL, "áäčďéíĺľňóôŕšťúýž"),  # Slovak
    (CENTRAL, "áéíóöőúüű"),  # Hungarian
    (CENTRAL, "čćđšž"),  # Croatian, Bosnian, Slovene
    (("cp1250", "iso8859_16", "iso8859_2", "cp852"), "ăâîșțşţ"),  # Romanian
    (("cp1254", "cp857", "iso8859_3"), "çğıöşüâîûİ"),  # Turkish
    (BALTIC, "āčēģīķļņšūžō"),  # Latvian
    (BALTIC, "ąčęėįšųūž"),  # Lithuanian
    (("cp1257", "iso8859_13", "iso8859_4"), "äöõüšž"),  # Estonian
    (("iso8859_3",), "ċġħżàèìòù"),  # Maltese
    (("cp1258",), "ăâđêôơưáàéèíóúýãõ\u0300\u0301\u0303\u0309\u0323₫"),  # Vietnamese
)
_ENOUGH, _KINDS, _NEARLY_ALL, _FEW = 5, 3, 0.97, 0.93
_NEVER_BEHIND_A_LETTER = frozenset("¹²³¼½¾¿¡£¥¤¶¢¦×÷±‚„")


def code_by_language(sample: bytes) -> str:
    """The code in which the letters beyond ASCII are those of one language; "" where Windows-1252 does about
    as well, or none does."""
    best, most = "", 0.0
    for code in dict.fromkeys(code for codes, _ in _LANGUAGES for code in codes):
        found = _share(sample, code, enough=True)
        if found > most:  # the first of those that do as well, which is Windows-1252 where it is among them
            best, most = code, found
    return (
        best
        if most >= _NEARLY_ALL and best != "cp1252" and _share(sample, "cp1252", enough=False) < _FEW
        else ""
    )


def fits_western(sample: bytes) -> bool:
    """Whether nearly all letters beyond ASCII are, in Windows-1252, those of one western language, and no
    mark stands where none does."""
    return _share(sample, "cp1252", enough=False) >= _FEW


def _share(sample: bytes, code: str, *, enough: bool) -> float:
    """How much of the letters beyond ASCII, and of marks that stand where none does, is letters of the one
    language in this code that fits best.

    Where it has to be `enough`, 0 for a text with few letters; else 1 for one without any.
    """
    text = sample.decode(code, "replace")
    triples = zip(" " + text[:-1], text, text[1:] + " ", strict=True)
    beyond = [each for each in triples if each[1] > "\x7f"]
    letters = [each.lower() for _, each, _ in beyond if each.isalpha() or "\u0300" <= each <= "\u036f"]
    strange = sum(is_strange(*each) for each in beyond)
    if enough and (len(letters) < _ENOUGH or len(set(letters)) < _KINDS):
        return 0.0
    if not letters and not strange:
        return 1.0
    return max(sum(map(known.__contains__, letters)) for known in _letters(code)) / (len(letters) + strange)


def is_strange(before: str, each: str, after: str) -> bool:
    """A mark where none is: a piece of a frame, one inside a word (but for an apostrophe or a hyphen) or
    right behind one, a capital behind a small letter, or what is no character."""
    if each.isalpha():
        return each.isupper() and before.islower()
    if (each in _NEVER_BEHIND_A_LETTER and before.isalpha()) or "\u2500" <= each <= "\u259f":
        return True
    return _is_no_character(each) or (before.isalpha() and after.isalpha() and not _may_be_inside(each))


def _is_no_character(each: str) -> bool:
    return each == "\ufffd" or (not each.isprintable() and each not in "\xa0\x85")


def _may_be_inside(each: str) -> bool:
    return each in "’‘–—\u00ad·'" or "\u0300" <= each <= "\u036f"


@lru_cache(maxsize=64)
def _letters(code: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(letters + letters.upper()) for codes, letters in _LANGUAGES if code in codes)
