"""The content stream operators of ISO 32000-1 that are written again, with the number of numbers each takes.
Anything else is left out."""

from functools import cache
from typing import Any

NUMBERS: dict[str, int] = {
    **dict.fromkeys(("q", "Q", "h", "W", "W*", "BT", "ET", "T*"), 0),
    **dict.fromkeys(("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n"), 0),
    **dict.fromkeys(("w", "J", "j", "M", "i", "Tc", "Tw", "Tz", "TL", "Tr", "Ts", "g", "G"), 1),
    **dict.fromkeys(("m", "l", "Td", "TD", "d0"), 2),
    **dict.fromkeys(("rg", "RG"), 3),
    **dict.fromkeys(("v", "y", "re", "k", "K"), 4),
    **dict.fromkeys(("cm", "c", "Tm", "d1"), 6),
}
PAINT_PATH = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"})
SHOW = frozenset({"Tj", "TJ", "'", '"'})
DEVICE_SPACES = frozenset({"/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/Pattern", "/G", "/RGB", "/CMYK"})
INTENTS = frozenset({"/AbsoluteColorimetric", "/RelativeColorimetric", "/Saturation", "/Perceptual"})
BLEND_MODES = frozenset(
    "/" + mode
    for mode in (
        *(
            "Normal",
            "Compatible",
            "Multiply",
            "Screen",
            "Overlay",
            "Darken",
            "Lighten",
            "ColorDodge",
            "ColorBurn",
        ),
        *("HardLight", "SoftLight", "Difference", "Exclusion", "Hue", "Saturation", "Color", "Luminosity"),
    )
)


@cache
def operator_named(name: str) -> Any:
    """An operator as the library writes it, made once for each of the standard's: a page has thousands."""
    import pikepdf

    return pikepdf.Operator(name)
