"""Names that the PDF standard gives to things: every PDF says /DeviceGray and /MediaBox, so they tell nothing
of a Mr Gray or a Mrs Box.

The gate passes them over where a whole name is one of them. To add one that a redacted file must bear, add it
to a list.
"""

import re
from itertools import product

_KEYS = """
AIS All Alpha Alternate AntiAlias ASCII85Decode ASCIIHexDecode Ascent AvgWidth Backdrop Background BaseEncoding BaseFont BitsPerComponent
BitsPerCoordinate BitsPerFlag BitsPerSample Black BlackIs1 BlackPoint Bounds CCITTFaxDecode CIDFontType0 CIDFontType0C CIDFontType2
CIDSet CIDSystemInfo CIDToGIDMap CalCMYK CalGray CalRGB CapHeight Catalog CIDInit CMapName CMapType CharProcs CharSet Color ColorBurn ColorDodge ColorSpace
ColorTransform Colors Columns Compatible Contents Coords Count CropBox Cyan DCTDecode DamagedRowsBeforeError Darken Decode DecodeParms
Default Descent DescendantFonts DeviceCMYK DeviceGray DeviceN DeviceRGB Difference Differences Domain Encode EncodedByteAlign Encoding
EndOfBlock EndOfLine Exclusion ExtGState Extend Filter First FirstChar Flags FlateDecode Font FontBBox FontDescriptor FontFamily FontFile
FontFile2 FontFile3 FontMatrix FontName FontStretch FontWeight Form Function FunctionType Functions Gamma Group HardLight Height Hue
ICCBased Identity Identity-H Identity-V Image ImageMask Index Indexed Info Intent Interpolate ItalicAngle JBIG2Decode JPXDecode Kids
LZWDecode Lab LastChar Leading Length Length1 Length2 Length3 Lighten Luminosity MMType1 MacExpertEncoding MacRomanEncoding Magenta Mask
Matrix Matte MaxWidth MediaBox MissingWidth Multiply None Normal ObjStm OpenType Order Ordering Overlay Page Pages PaintType Parent
Pattern PatternType Perceptual Predictor Prev ProcSet Range Registry Resources Root Rotate Rows RunLengthDecode SMask SMaskInData
Saturation Screen Separation Shading ShadingType Size SoftLight StandardEncoding StemH StemV Subtype Supplement TilingType ToUnicode
Transparency TrueType Type Type0 Type1 Type1C Type3 UserUnit VerticesPerRow White WhitePoint Width Widths WinAnsiEncoding XHeight XObject
UseCMap WMode XRef XStep YStep Yellow Adobe
"""
_FAMILIES = """
Helvetica HelveticaNeue Times Courier Symbol ZapfDingbats Arial ArialMT ArialNarrow ArialBlack ArialUnicodeMS Georgia Verdana Tahoma TimesNewRoman
TimesNewRomanPS TimesNewRomanPSMT CourierNew CourierNewPS CourierNewPSMT Calibri Cambria CambriaMath Candara Consolas Constantia Corbel Century
CenturyGothic Garamond AGaramondPro Palatino PalatinoLinotype BookAntiqua BookmanOldStyle TrebuchetMS LucidaSans LucidaConsole ComicSansMS Impact
SegoeUI FranklinGothic GillSans GillSansMT Futura Optima Rockwell Baskerville Didot Frutiger Univers Avenir MyriadPro MinionPro LiberationSans
LiberationSansNarrow LiberationSerif LiberationMono DejaVuSans DejaVuSerif DejaVuSansMono NimbusSans NimbusSanL NimbusRoman NimbusRomNo9L NimbusMono
Roboto OpenSans NotoSans NotoSerif Lato Carlito Caladea Ubuntu Aptos Inter SourceSansPro Montserrat Poppins Raleway
"""
_STYLES = (
    "",
    *[
        "Bold",
        "Italic",
        "Oblique",
        "BoldItalic",
        "BoldOblique",
        "Roman",
        "BoldMT",
        "ItalicMT",
        "BoldItalicMT",
        "Regular",
        "Light",
        "LightItalic",
        "Medium",
        "MediumItalic",
        "Semibold",
    ],
    *[
        "SemiBold",
        "SemiboldItalic",
        "ExtraBold",
        "Black",
        "BlackItalic",
        "Heavy",
        "Thin",
        "Book",
        "Narrow",
        "NarrowBold",
        "Condensed",
        "BoldCond",
        "Cond",
        "Regu",
        "Medi",
        "ReguItal",
    ],
)
_STANDARD = frozenset(_KEYS.split()) | {
    f"{family}{joint if style else ''}{style}"
    for family, joint, style in product(_FAMILIES.split(), "-,", _STYLES)
}
_NAMES = re.compile(rb"(?<![^\s\0<>\[\]()])(?:/[A-Za-z0-9,+-]+)+(?=[\s\0<>\[\]()/]|\Z)")
_REGISTRY = re.compile(rb"/Registry\s*\(Adobe\)")
REGISTRY = "Adobe"
"""The only issuer of collections of characters (ISO 32000-1, 9.7.3): in every file with a font of that kind,
whoever is called so."""
_PART = re.compile(r"([A-Z]{6})\+(.+)")


def is_standard(name: str) -> bool:
    """Whether a name of a PDF object, without its slash, is one of the standard, of a font known everywhere,
    or of a letter in a font."""
    from fontTools.agl import AGL2UV

    return name in _STANDARD or name in AGL2UV


def beyond_standard(name: str) -> str:
    """What such a name says beyond the standard: nothing, the six letters before the name of a known font of
    which a part is carried, or all of it."""
    part = _PART.fullmatch(name)
    if part and is_standard(part[2]):
        return part[1]
    return "" if is_standard(name) else name


def without_standard(data: bytes) -> bytes:
    """A PDF's bytes with a space for each of these names, but for six letters before a font's; of names
    written together those before the first that is none of them: /Users/Page is a path."""
    return _NAMES.sub(_without, _REGISTRY.sub(b" ", data))


def _without(found: re.Match[bytes]) -> bytes:
    names = found[0].decode("ascii").split("/")[1:]
    first = next((at for at, name in enumerate(names) if beyond_standard(name) == name), len(names))
    return (
        "".join(" " + beyond_standard(name) for name in names[:first]).encode()
        + "".join("/" + name for name in names[first:]).encode()
    )
