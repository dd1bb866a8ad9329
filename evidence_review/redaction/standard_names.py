"""Names that the PDF standard gives to things: every PDF says /DeviceGray and /MediaBox, so they tell nothing of a Mr Gray or a Mrs Box.

The gate passes them over where a whole name is one of them. To add one that a redacted file must bear, add it to a list.
"""

import re
from itertools import product

_KEYS = """
AIS All Alpha Alternate AntiAlias ASCII85Decode ASCIIHexDecode Ascent AvgWidth Backdrop Background BaseEncoding BaseFont BitsPerComponent
BitsPerCoordinate BitsPerFlag BitsPerSample Black BlackIs1 BlackPoint Bounds CCITTFaxDecode CIDFontType0 CIDFontType0C CIDFontType2
CIDSet CIDSystemInfo CIDToGIDMap CalCMYK CalGray CalRGB CapHeight Catalog CharProcs CharSet Color ColorBurn ColorDodge ColorSpace
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
XRef XStep YStep Yellow Adobe
"""
_FAMILIES = (
    "Helvetica Times Courier Symbol ZapfDingbats Arial ArialMT Georgia Verdana Tahoma TimesNewRoman TimesNewRomanPS TimesNewRomanPSMT "
    "CourierNew CourierNewPS CourierNewPSMT"
)
_STYLES = ("", "Bold", "Italic", "Oblique", "BoldItalic", "BoldOblique", "Roman", "BoldMT", "ItalicMT", "BoldItalicMT")
_STANDARD = frozenset(_KEYS.split()) | {
    f"{family}{joint if style else ''}{style}" for family, joint, style in product(_FAMILIES.split(), "-,", _STYLES)
}
_BYTES = frozenset(name.encode() for name in _STANDARD)
_NAME = re.compile(rb"/([A-Za-z0-9,-]+)")


def is_standard(name: str) -> bool:
    """Whether a name of a PDF object, without its slash, is one of the standard, or the name of a letter in a font."""
    from fontTools.agl import AGL2UV

    return name in _STANDARD or name in AGL2UV


def without_standard(data: bytes) -> bytes:
    """The bytes with a space for each of these names."""
    return _NAME.sub(lambda found: b" " if found[1] in _BYTES else found[0], data) if b"/" in data else data
