"""Names of fonts, glyphs and character maps that may stay in a file: those of the standards and of well-known
families, and nothing a person wrote.

A reader finds a font that is not embedded by its name, and some tell letters by the names of glyphs, so other
names change how a page looks.
"""

import re
from functools import cache
from typing import Any

_FAMILIES = (
    "Helvetica",
    "Times",
    "Courier",
    "Arial",
    "Symbol",
    "ZapfDingbats",
    "Verdana",
    "Georgia",
    "Calibri",
    "Cambria",
    "Tahoma",
    "Trebuchet",
)
_KNOWN_WORDS = frozenset(
    [
        "arial",
        "black",
        "narrow",
        "unicode",
        "ms",
        "mt",
        "ps",
        "psmt",
        "helvetica",
        "neue",
        "times",
        "new",
        "roman",
        "courier",
        "verdana",
        "georgia",
        "calibri",
        "cambria",
        "math",
        "tahoma",
        "trebuchet",
        "comic",
        "sans",
        "serif",
        "segoe",
        "ui",
        "consolas",
        "candara",
        "constantia",
        "corbel",
        "garamond",
        "palatino",
        "linotype",
        "book",
        "antiqua",
        "bookman",
        "old",
        "style",
        "century",
        "gothic",
        "schoolbook",
        "lucida",
        "console",
        "typewriter",
        "symbol",
        "zapf",
        "dingbats",
        "wingdings",
        "webdings",
        "impact",
        "mincho",
        "pgothic",
        "pmincho",
        "simsun",
        "simhei",
        "simkai",
        "fangsong",
        "kaiti",
        "mingliu",
        "pmingliu",
        "batang",
        "dotum",
        "gulim",
        "malgun",
        "meiryo",
        "yahei",
        "jhenghei",
        "yu",
        "heisei",
        "kaku",
        "go",
        "min",
        "w",
        "std",
        "light",
        "song",
        "stsong",
        "stheiti",
        "kozuka",
        "pro",
        "dejavu",
        "liberation",
        "mono",
        "noto",
        "roboto",
        "bold",
        "italic",
        "oblique",
        "regular",
        "semibold",
        "demi",
        "condensed",
        "medium",
        "thin",
        "heavy",
        "it",
        "bd",
        "bi",
    ]
)
"""Words of well-known font names; a name of these alone stays as it is written."""
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^A-Za-z0-9 ,_-]")

_MAPS = [
    "GB-EUC",
    "GBpc-EUC",
    "GBK-EUC",
    "GBKp-EUC",
    "GBK2K",
    "UniGB-UCS2",
    "UniGB-UTF8",
    "UniGB-UTF16",
    "UniGB-UTF32",
    "B5pc",
    "HKscs-B5",
    "ETen-B5",
    "ETenms-B5",
    "CNS-EUC",
    "UniCNS-UCS2",
    "UniCNS-UTF8",
    "UniCNS-UTF16",
    "UniCNS-UTF32",
    "83pv-RKSJ",
    "90ms-RKSJ",
    "90msp-RKSJ",
    "90pv-RKSJ",
    "Add-RKSJ",
    "EUC",
    "Ext-RKSJ",
    "UniJIS-UCS2",
    "UniJIS-UCS2-HW",
    "UniJIS-UTF8",
    "UniJIS-UTF16",
    "UniJIS-UTF32",
    "UniJIS2004-UTF16",
    "UniJIS2004-UTF32",
    "KSC-EUC",
    "KSCms-UHC",
    "KSCms-UHC-HW",
    "KSCpc-EUC",
    "UniKS-UCS2",
    "UniKS-UTF8",
    "UniKS-UTF16",
    "UniKS-UTF32",
    "Identity",
]
PREDEFINED = frozenset({"/H", "/V", *(f"/{name}-{way}" for name in _MAPS for way in "HV")})
"""The predefined character maps of ISO 32000-1, table 118, and their later kin."""
_TO_UNICODE = frozenset(
    f"/Adobe-{ordering}-UCS2" for ordering in ("GB1", "CNS1", "Japan1", "Japan2", "Korea1", "KR")
)


def is_map_to_unicode(name: str) -> bool:
    """Whether a name (with its slash) is that of a predefined map to Unicode."""
    return name in PREDEFINED or name in _TO_UNICODE


def font_name(source: Any, descriptor: Any, number: int) -> str:
    """A name of our own; of a font that is not embedded the name, or the family and style, by which a reader
    finds a likeness."""
    written = re.sub(r"^/(?:[A-Z]{6}\+)?", "", _text(source.get("/BaseFont", "/Font")))
    if _is_embedded(descriptor):
        return f"/AAAAAA+F{number}"
    words = _WORDS.findall(written)
    if words and all(map(_is_known, words)):
        return "/" + written
    family = next((name for name in _FAMILIES if re.match(name, written.replace(" ", ""), re.IGNORECASE)), "")
    style = "".join(word for word in ("Bold", "Italic", "Oblique") if word.lower() in written.lower())
    name = family or f"F{number}"
    return f"/{name}-{style}" if style else f"/{name}"


def _is_embedded(descriptor: Any) -> bool:
    programs = ("/FontFile", "/FontFile2", "/FontFile3")
    return descriptor is not None and any(key in descriptor for key in programs)


def _is_known(word: str) -> bool:
    return word.lower() in _KNOWN_WORDS or (word.isdigit() and len(word) == 1)


def _text(name: Any) -> str:
    """A name as text; of one in another encoding than UTF-8 nothing can be told."""
    try:
        return str(name)
    except UnicodeDecodeError:
        return "/?"


def glyph_name(name: str) -> str:
    """The name of a glyph (without its slash) where it is a standard one or hardly more than a number, else
    nothing."""
    from fontTools.agl import AGL2UV

    return (
        name
        if name in AGL2UV
        or re.fullmatch(r"(?:uni(?:[0-9A-F]{4})+|u[0-9A-F]{4,6}|[A-Za-z]{1,3}\d{1,5})", name)
        else ""
    )


def encoding_names(encoding: Any) -> dict[int, str]:
    """The names of glyphs by code of an encoding: those of its base (the standard one where it names none)
    and its differences."""
    import pikepdf

    base = encoding.get("/BaseEncoding") if isinstance(encoding, pikepdf.Dictionary) else encoding
    out = dict(
        _base_names({"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}.get(str(base), ""))
    )
    code = 0
    for part in encoding.get("/Differences", []) if isinstance(encoding, pikepdf.Dictionary) else []:
        if isinstance(part, pikepdf.Name):
            out[code] = str(part)[1:]
            code += 1
        else:
            code = int(part)
    return out


@cache
def _base_names(codec: str) -> dict[int, str]:
    """The names of a base encoding; of the standard one where no codec is named."""
    from fontTools.agl import UV2AGL
    from fontTools.encodings.StandardEncoding import StandardEncoding

    if not codec:
        return {code: name for code, name in enumerate(StandardEncoding) if name != ".notdef"}
    letters = {code: bytes([code]).decode(codec, "ignore") for code in range(32, 256)}
    return {code: UV2AGL[ord(letter)] for code, letter in letters.items() if letter and ord(letter) in UV2AGL}
