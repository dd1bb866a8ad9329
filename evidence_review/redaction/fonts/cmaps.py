"""Character maps of PDF fonts (ISO 32000-1, 9.7.5 and 9.10.3): read as numbers, written again for the codes
in use only."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import batched

_TOKEN = re.compile(rb"%[^\r\n]*|<([0-9A-Fa-f\s]*)>|(\[)|(\])|/([^\s/\[\]<>(){}%]+)|([^\s/\[\]<>(){}%]+)")
_MOST = 70_000


@dataclass(slots=True)
class CMap:
    """Code bytes to what they mean (Unicode in UTF-16BE, or a CID), the code lengths, and a predefined map it
    builds on."""

    meaning: dict[bytes, bytes | int] = field(default_factory=dict[bytes, bytes | int])
    spaces: list[tuple[bytes, bytes]] = field(default_factory=list[tuple[bytes, bytes]])
    base: str = ""
    vertical: bool = False


def read_cmap(data: bytes) -> CMap:
    """The map as numbers; ValueError where it names more codes than any font has."""
    out = CMap()
    args: list[bytes | int | str | list[bytes]] = []
    listed: list[bytes] | None = None
    for found in _TOKEN.finditer(data):
        hexed, opened, closed, name, word = found.groups()
        if hexed is not None:
            digits = re.sub(rb"\s", b"", hexed)
            value = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
            # : both hold bytes
            (args if listed is None else listed).append(value)  # pyright: ignore[reportArgumentType]
        elif opened:
            listed = []
        elif closed and listed is not None:
            args.append(listed)
            listed = None
        elif name is not None:
            args.append(name.decode("latin-1"))
        elif word is not None:
            args = _word(word, args, out)
    return out


def _word(
    word: bytes, args: list[bytes | int | str | list[bytes]], out: CMap
) -> list[bytes | int | str | list[bytes]]:
    if re.fullmatch(rb"\d+", word):
        return [*args, int(word)]
    match word:
        case b"usecmap" if args and isinstance(args[-1], str):
            out.base = args[-1]
        case b"def" if args[-2:] == ["WMode", 1]:
            out.vertical = True
        case b"endcodespacerange":
            out.spaces += [(low, high) for low, high in _pairs(args) if isinstance(high, bytes)]
        case b"endbfchar" | b"endcidchar":
            out.meaning.update({code: to for code, to in _pairs(args) if isinstance(to, bytes | int)})
        case b"endbfrange" | b"endcidrange":
            for low, high, to in zip(args[::3], args[1::3], args[2::3], strict=False):
                if isinstance(low, bytes) and isinstance(high, bytes):
                    _range(low, high, to, out)
        case _:
            pass
    return []


def _pairs(
    args: list[bytes | int | str | list[bytes]],
) -> Iterator[tuple[bytes, bytes | int | str | list[bytes]]]:
    return ((code, to) for code, to in zip(args[::2], args[1::2], strict=False) if isinstance(code, bytes))


def _range(low: bytes, high: bytes, to: bytes | int | str | list[bytes], out: CMap) -> None:
    first, last = int.from_bytes(low, "big"), int.from_bytes(high, "big")
    if len(out.meaning) > _MOST:
        raise ValueError("too many codes")
    if last - first > _MOST:
        return  # no font has so many codes: readers leave such a row out
    for step, code in enumerate(range(first, last + 1)):
        key = code.to_bytes(len(low), "big")
        if isinstance(to, list):
            if step < len(to):
                out.meaning[key] = to[step]
        elif isinstance(to, int):
            out.meaning[key] = to + step
        elif isinstance(to, bytes) and to:
            out.meaning[key] = ((int.from_bytes(to, "big") + step) % (1 << 8 * len(to))).to_bytes(
                len(to), "big"
            )


def write_cmap(
    meaning: Mapping[bytes, bytes | int],
    spaces: list[tuple[bytes, bytes]],
    base: str = "",
    vertical: bool = False,
) -> bytes:
    """A map of these codes and nothing else; `base` must be a predefined name."""
    kind = "cid" if any(isinstance(to, int) for to in meaning.values()) else "bf"
    lines = ["/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap"]
    lines += [f"/{base} usecmap"] if base else []
    lines += ["/CMapName /M def", f"/CMapType {1 if kind == 'cid' else 2} def"] + ["/WMode 1 def"] * vertical
    spaces = spaces or sorted({(b"\0" * len(code), b"\xff" * len(code)) for code in meaning})
    if spaces:
        lines += [
            f"{len(spaces)} begincodespacerange",
            *(f"<{low.hex()}> <{high.hex()}>" for low, high in spaces),
            "endcodespacerange",
        ]
    for part in batched(_rows(meaning), 100):
        lines += [f"{len(part)} begin{kind}char", *part, f"end{kind}char"]
    return "\n".join(
        [*lines, "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    ).encode()


def _rows(meaning: Mapping[bytes, bytes | int]) -> Iterator[str]:
    for code, to in sorted(meaning.items()):
        yield f"<{code.hex()}> {to if isinstance(to, int) else f'<{to.hex()}>'}"
