"""Colour spaces and functions copied by allow-list: spot colours lose their names, profiles their texts,
programs their comments."""

import re
import struct
from collections.abc import Iterable
from typing import Any

_DEVICE = frozenset({"/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/Pattern", "/CalGray", "/CalRGB", "/Lab"})
_SIZES = {"/DeviceGray": 1, "/DeviceRGB": 3, "/DeviceCMYK": 4}
_PROCESS = frozenset({"/All", "/None", "/Cyan", "/Magenta", "/Yellow", "/Black"})
_CALIBRATION = ("/WhitePoint", "/BlackPoint", "/Gamma", "/Matrix", "/Range")
_WORDS = frozenset({b"desc", b"text", b"mluc", b"dict", b"ui08", b"sig ", b"data"})
_FUNCTION_NUMBERS = ("/Domain", "/Range", "/Size", "/Encode", "/Decode", "/C0", "/C1", "/Bounds")
_FUNCTION_SINGLE = ("/FunctionType", "/BitsPerSample", "/Order", "/N")
_CALCULATOR = re.compile(rb"%[^\r\n]*|[{}]|[^\s{}%]+")
_WORD = re.compile(
    rb"[{}]|[+-]?[0-9.]+(?:[eE][+-]?\d+)?|abs|add|atan|ceiling|cos|cvi|cvr|div|exp|floor|idiv|ln|"
    rb"log|mod|mul|neg|round|sin|sqrt|sub|truncate"
    rb"|and|bitshift|eq|false|ge|gt|le|lt|ne|not|or|true|xor|if|ifelse|copy|dup|exch|index|pop|roll"
)


def copy_space(new: Any, source: Any, seen: dict[Any, Any], depth: int = 0) -> Any:
    """The colour space in the new file; None where it is none."""
    import pikepdf

    if isinstance(source, pikepdf.Name):
        return pikepdf.Name(str(source)) if str(source) in _DEVICE else None
    if not isinstance(source, pikepdf.Array) or not len(source) or depth > 8:
        return None
    key = ("space", source.objgen) if source.is_indirect else None
    if key in seen:
        return seen[key]
    copied = _family(new, str(source[0]), list(source), seen, depth)
    if key is not None and copied is not None:
        seen[key] = copied = new.make_indirect(copied) if isinstance(copied, pikepdf.Array) else copied
    return copied


def _family(new: Any, family: str, parts: list[Any], seen: dict[Any, Any], depth: int) -> Any:
    import pikepdf

    if family in _DEVICE:
        return _plain_family(new, family, parts, seen, depth)

    def inner(value: Any) -> Any:
        return copy_space(new, value, seen, depth + 1)

    if family == "/ICCBased":
        return pikepdf.Array([pikepdf.Name(family), _profile(new, parts[1], seen, depth)])
    if family == "/Indexed":
        table = parts[3].read_bytes() if isinstance(parts[3], pikepdf.Stream) else bytes(parts[3])
        under = inner(parts[1])
        size = _SIZES.get(str(under))
        return pikepdf.Array(
            [
                pikepdf.Name(family),
                under,
                int(parts[2]),
                pikepdf.String(table[: size * (int(parts[2]) + 1)] if size else table),
            ]
        )
    if family == "/Separation":
        return pikepdf.Array(
            [pikepdf.Name(family), _colorant(parts[1], 1), inner(parts[2]), copy_function(new, parts[3])]
        )
    if family == "/DeviceN":
        names = pikepdf.Array([_colorant(name, number) for number, name in enumerate(parts[1], 1)])
        return pikepdf.Array([pikepdf.Name(family), names, inner(parts[2]), copy_function(new, parts[3])])
    return None


def _plain_family(new: Any, family: str, parts: list[Any], seen: dict[Any, Any], depth: int) -> Any:
    import pikepdf

    if family in {"/CalGray", "/CalRGB", "/Lab"} and len(parts) > 1:
        values = pikepdf.Dictionary()
        for key in _CALIBRATION:
            copy_numbers(values, parts[1], key)
        if family == "/CalGray" and "/Gamma" in parts[1]:
            values.Gamma = parts[1].Gamma
        return pikepdf.Array([pikepdf.Name(family), values])
    under = copy_space(new, parts[1], seen, depth + 1) if family == "/Pattern" and len(parts) > 1 else None
    return pikepdf.Array([pikepdf.Name(family), under]) if under is not None else pikepdf.Name(family)


def _colorant(name: Any, number: int) -> Any:
    import pikepdf

    return pikepdf.Name(str(name) if str(name) in _PROCESS else f"/Spot{number}")


def _profile(new: Any, source: Any, seen: dict[Any, Any], depth: int) -> Any:
    import pikepdf

    key = ("profile", source.objgen)
    if key not in seen:
        stream = pikepdf.Stream(new, _without_words(source.read_bytes()))
        stream.N = int(source.get("/N", 3))
        copy_numbers(stream, source, "/Range")
        if "/Alternate" in source:
            alternate = copy_space(new, source.Alternate, seen, depth + 1)
            if alternate is not None:
                stream.Alternate = alternate
        seen[key] = new.make_indirect(stream)
    return seen[key]


def _without_words(profile: bytes) -> bytes:
    """An ICC profile (ICC.1:2010) with the bodies of its text tags blanked at the same length, and nothing
    behind its declared size."""
    if len(profile) < 132:
        return profile
    out = bytearray(profile[: max(int.from_bytes(profile[:4], "big"), 132)])
    for at in range(132, min(132 + 12 * int.from_bytes(profile[128:132], "big"), len(out) - 11), 12):
        tag, start, length = struct.unpack(">4sII", out[at : at + 12])
        kind = bytes(out[start : start + 4])
        if kind in _WORDS and start + length <= len(out) and tag != b"tech":
            out[start + 12 : start + length] = bytes(max(length - 12, 0))
            if kind in {b"desc", b"mluc"} and length >= 12:
                out[start + 8 : start + 12] = (1 if kind == b"desc" else 0).to_bytes(4, "big")
    return bytes(out)


def copy_function(new: Any, source: Any, depth: int = 0) -> Any:
    """A function in the new file (ISO 32000-1, 7.10). ValueError where it is none."""
    import pikepdf

    if not isinstance(source, pikepdf.Dictionary | pikepdf.Stream) or depth > 8:
        raise ValueError("no function")
    function: Any = pikepdf.Dictionary()
    if isinstance(source, pikepdf.Stream):
        data = source.read_bytes()
        function = pikepdf.Stream(
            new, _calculator(data) if int(source.get("/FunctionType", 0)) == 4 else data
        )
    for key in _FUNCTION_NUMBERS:
        copy_numbers(function, source, key)
    copy_plain(function, source, _FUNCTION_SINGLE)
    if isinstance(source.get("/Functions"), pikepdf.Array):
        function.Functions = pikepdf.Array([copy_function(new, one, depth + 1) for one in source.Functions])
    return new.make_indirect(function)


def _calculator(data: bytes) -> bytes:
    words = [word for word in _CALCULATOR.findall(data) if not word.startswith(b"%")]
    return b" ".join(word for word in words if _WORD.fullmatch(word))


def copy_numbers(target: Any, source: Any, key: str) -> None:
    """Copy an array of numbers or switches."""
    import pikepdf

    value = source.get(key)
    if isinstance(value, pikepdf.Array) and all(not isinstance(part, pikepdf.Object) for part in value):
        target[key] = pikepdf.Array(list(value))


def copy_plain(target: Any, source: Any, keys: Iterable[str]) -> None:
    """Copy the single numbers and switches under these keys."""
    import pikepdf

    for key in keys:
        if key in source and not isinstance(source[key], pikepdf.Object):
            target[key] = source[key]
