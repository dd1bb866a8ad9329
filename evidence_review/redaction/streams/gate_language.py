"""What a PDF says in its own language: names that its standard asks for, numbers by which it draws, sizes and
places in its files.

A Mrs Page is not the /Page of every PDF, and the year that somebody was born in is none of a thousand
coordinates. Both are passed over only in bytes that are in the language of PDF from end to end (ISO 32000-2,
annex A; its maps of characters, 9.7.5.4): all else may be text, and a path such as /Users/Page names
somebody. Strings are looked at everywhere, and so are numbers of more than four digits.
"""

import re
from dataclasses import replace

from evidence_review.redaction.fonts.fontnames import glyph_name
from evidence_review.redaction.fonts.outlines import encrypted_part
from evidence_review.redaction.fonts.standard_names import beyond_standard
from evidence_review.redaction.terms.search import Search

MOST_DIGITS = 4

_PROGRAM = frozenset(
    b"""FontInfo FontName FontType FontMatrix FontBBox PaintType StrokeWidth Encoding UniqueID version Notice Copyright FullName FamilyName Weight
ItalicAngle isFixedPitch UnderlinePosition UnderlineThickness StandardEncoding array begin bind closefile cleartomark currentdict currentfile
def definefont dict dup eexec end exch executeonly findfont for get index known mark noaccess pop put readonly save restore systemdict userdict
true false if ifelse FontDirectory eq ne Metrics CharStrings Private BlendDesignPositions WeightVector Blend
RD ND NP BlueValues OtherBlues FamilyBlues FamilyOtherBlues BlueScale BlueShift BlueFuzz StdHW StdVW StemSnapH StemSnapV ForceBold
LanguageGroup password MinFeature Subrs OtherSubrs lenIV RndStemUp ExpansionFactor Erode string readstring internaldict startlock strtlck flxproc
callothersubr return hires hsbw endchar exec copy sub add mul div neg abs roll gt lt ge le exit loop repeat forall load store where
aload astore currentflat setflat gsave grestore newpath moveto lineto curveto rmoveto rlineto currentpoint itransform transform dtransform
idtransform flipXY FlxDict FlxProc PickCoords erosion erode shrink xshrink yshrink yflag eShift dmin exdef currentmatrix matrix integertype
errordict currentpacking setpacking maxlength count invalidaccess cvi cvr cvx truncate round floor ceiling length type stroke fill clip setgray setlinewidth""".split()
)
"""Words of a Type 1 font program, the encrypted part with its shared procedures too (Adobe Type 1 Font
Format, chapters 2, 5 and 8)."""
_SAID = re.compile(rb"(?<!\\)\((?:[^()\\]|\\.)*+\)|%[^\r\n]*|/?[^\s()<>\[\]{}/%]+")

_WORDS = frozenset(
    b"""b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EMC ET EX f F f* G g gs h i j J K k l m M MP n q Q re RG rg ri s S SC sc SCN scn
sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' " R true false null
begincmap endcmap CMapName begin end def dict dup findresource defineresource pop currentdict usecmap begincodespacerange endcodespacerange
beginbfchar endbfchar beginbfrange endbfrange begincidchar endcidchar begincidrange endcidrange beginnotdefrange endnotdefrange""".split()
)
_NUMBER = rb"[-+]?(?:\d+\.?\d*|\.\d+)"
_TOKEN = re.compile(
    rb"(?P<string>(?<!\\)\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*+\))*+\))|(?P<code><[0-9A-Fa-f]{1,4}>)|"
    rb"(?P<hex><[0-9A-Fa-f\s]*>)|(?P<name>/[^\s()<>\[\]{}/%]*)|(?P<mark>[\[\]{}]|<<|>>)"
    rb"|(?P<number>"
    + _NUMBER
    + rb")(?![^\s()<>\[\]{}/%])|(?P<word>[A-Za-z'\"][A-Za-z0-9*'\"]*)|(?P<space>[\s\0]+)|(?P<odd>.)",
    re.DOTALL,
)


def apart(search: Search) -> tuple[Search, Search]:
    """The search without terms of at most four digits, and the one for those alone."""
    few = tuple(one for one in search.wanted if one.needle.isdigit() and len(one.needle) <= MOST_DIGITS)
    return replace(search, wanted=tuple(one for one in search.wanted if one not in few)), replace(
        search, wanted=few, left=()
    )


def of_program(data: bytes) -> bytes | None:
    """The bytes of a Type 1 font program without the words in which all of them are written; None for any
    other bytes.

    Its remarks, strings and other names of glyphs than those of the standard stay, and all that is encrypted.
    """
    start = data.find(b"eexec")
    if start < 0 or not (data.startswith(b"%!") or b"/FontName" in data[:2000]):
        return None
    tail = data.rfind(b"cleartomark")
    ends = data[start : tail if tail > start else len(data)] + (
        b"" if tail < start else _spoken_away(data[tail:])
    )
    return _spoken_away(data[:start]) + ends


def _spoken_away(part: bytes) -> bytes:
    named = _PLACED.sub(lambda found: b" " if glyph_name(found[1].decode("latin-1")) else found[0], part)
    return _SAID.sub(lambda found: b" " if found[0].removeprefix(b"/") in _PROGRAM else found[0], named)


_PLACED = re.compile(rb"dup\s+\d+\s*/(\S+)\s+put\b")
"""The place of a glyph in the encoding of a program; the names of those that nothing paints are gone by then
(`blanking`)."""
_READS = re.compile(rb"/(\S+)\s*\{\s*string\s+currentfile\s+exch\s+readstring\s+pop\s*\}")
"""What a program calls the operator that reads a procedure."""


def private(data: bytes) -> bytes | None:
    """What the encrypted part of a Type 1 font program says beside its procedures, its own words and standard
    names of glyphs; None for any other bytes."""
    if not (data.startswith(b"%!") or b"/FontName" in data[:2000]):
        return None
    try:
        said = encrypted_part(data)[1]
    except ValueError:
        return None
    reads = b"|".join(sorted({re.escape(name) for name in _READS.findall(said)})) or b"RD|-\\|"
    run = re.compile(rb"(?:dup[ \t]+\d+|/(\S+))[ \t]+(\d{1,5})[ \t]+(?:" + reads + rb") ")
    out, at = bytearray(), 0
    while found := run.search(said, at):
        name = (found[1] or b"").decode("latin-1")
        out += said[at : found.start()] + (
            b" " if not name or glyph_name(name) else b" /" + name.encode("latin-1") + b" "
        )
        at = found.end() + int(found[2])
    return _spoken_away(bytes(out) + said[at:])


def unshown(data: bytes) -> bytes | None:
    """A content stream without the strings that it shows; None where it is not PDF's own language from end to
    end."""
    kept: list[bytes] = []
    waiting: list[bytes] = []
    for token in _TOKEN.finditer(data):
        kind, written = token.lastgroup, token[0]
        if kind == "odd" or (kind == "word" and written not in _WORDS):
            return None
        waiting.append(written)
        if kind == "word":
            kept += [] if written in _SHOWS else waiting
            waiting = []
    return b"".join([*kept, *waiting])


_SHOWS = frozenset({b"Tj", b"TJ", b"'", b'"'})


def spoken(data: bytes) -> tuple[bytes, bytes] | None:
    """The bytes without names and words of the standard, and the same without bare numbers (in maps of
    characters, codes) too; None where they are not PDF's own language from end to end."""
    named: list[bytes] = []
    drawn: list[bytes] = []
    words = b"<<" in data
    maps = b"begincmap" in data
    for token in _TOKEN.finditer(data):
        kind, written = token.lastgroup, token[0]
        if kind == "odd" or (kind == "word" and written not in _WORDS):
            return None
        words = words or kind == "word"
        if kind == "name":
            written = b"/" + beyond_standard(written[1:].decode("latin-1")).encode("latin-1")
        written = b" " if kind == "word" else written
        named.append(written)
        drawn.append(b" " if kind == "number" or (kind == "code" and maps) else written)
    return (b"".join(named), b"".join(drawn)) if words else None
