"""A content stream written again with the operators of the standard only (reference/safety.md 1.5): no
comments, no unknown words.

Of marked content only words beside letters stay that say what is painted there (`speaking`), without anything
else that it tells.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from evidence_review.redaction.fonts.fontfiles import body_of
from evidence_review.redaction.streams.operators import (
    DEVICE_SPACES,
    INTENTS,
    NUMBERS,
    PAINT_PATH,
    SHOW,
    operator_named,
)

type Rename = Callable[[str, str], str | None]
"""(kind of resource, key in the source) to the new key, None where there is no such resource or it is not to
be painted."""

type Spoken = tuple[str, bytes]
"""Words given beside letters, and the codes by which these are painted."""

_AMONG = frozenset(
    {
        "Td",
        "TD",
        "Tm",
        "T*",
        "Tc",
        "Tw",
        "Tz",
        "TL",
        "Tr",
        "Ts",
        "Tf",
        "g",
        "rg",
        "k",
        "G",
        "RG",
        "K",
        "gs",
        *SHOW,
    }
)
"""What may stand among letters that have words beside them, so that both stay together."""


@dataclass(slots=True)
class _Beside:
    """Marked content that gives words, while it is open: them, its place in what is written, and what is
    painted with which font."""

    text: str
    at: int
    sound: bool
    pieces: list[tuple[str, bytes]] = field(default_factory=list[tuple[str, bytes]])


@dataclass(slots=True)
class Written:
    """A content stream written again: its bytes, text shown by font key of the source, and what was left out
    of sight on purpose."""

    data: bytes = b""
    shown: dict[str, set[bytes]] = field(default_factory=dict[str, set[bytes]])
    text_left_out: bool = False
    layers_left_out: bool = False
    spoken: set[Spoken] = field(default_factory=set[Spoken])
    words_left_out: bool = False


@dataclass(slots=True)
class Rewriter:
    """Writes one content stream again.

    `rename` copies a resource, `inline` a BI image, `hidden` tells whether a /OC property is off,
    `state_font` gives the name for `shown` of the font that a graphics state sets, None where it sets none.
    `beside` gives the words of marked content, None where it has none, and `speaks` tells whether they stay
    beside what is painted with which fonts, or None where they go and nobody need be told.
    """

    rename: Rename
    inline: Callable[[Any], str | None]
    hidden: Callable[[str | Any], bool]
    state_font: Callable[[str], str | None]
    beside: Callable[[Any], str | None]
    speaks: Callable[[str, list[tuple[str, bytes]]], bool | None]
    keep_text: bool = True
    out: list[Any] = field(default_factory=list[Any])
    written: Written = field(default_factory=Written)
    marks: list[bool] = field(default_factory=list[bool])
    said: list[_Beside | None] = field(default_factory=list["_Beside | None"])
    font: str = ""
    fonts: list[str] = field(default_factory=list[str])

    def write(self, stream: Any) -> Written:
        """The stream (a stream object, or a page) written again."""
        import pikepdf

        spare = pikepdf.new()  # owns what is parsed of a damaged stream for as long as it is written
        for instruction in instructions(stream, spare):
            try:
                operator = str(instruction.operator)
            except UnicodeDecodeError:
                continue  # no operator of the standard
            self._one(instruction, operator, list(instruction.operands))
        self.written.data = pikepdf.unparse_content_stream([one for one in self.out if one is not None])
        return self.written

    def _one(self, instruction: Any, operator: str, operands: list[Any]) -> None:
        if operator not in _AMONG and operator != "EMC" and self.said:
            self._unsound()
        if operator in {"BMC", "BDC", "EMC"}:
            self._mark(operator, operands)
        elif operator in NUMBERS:
            self._numbers(operator, operands)
        elif operator in SHOW:
            self._show(operator, operands)
        elif operator == "INLINE IMAGE":
            self._inline(instruction)
        else:
            self._named(operator, operands)

    def _put(self, operator: str, *operands: Any) -> None:
        self.out.append((list(operands), operator_named(operator)))

    def _mark(self, operator: str, operands: list[Any]) -> None:
        if operator == "EMC":
            if self.marks:
                self.marks.pop()
                self._close(self.said.pop())
            return
        off = (
            operator == "BDC"
            and len(operands) == 2
            and str(operands[0]) == "/OC"
            and self.hidden(operands[1])
        )
        self.written.layers_left_out |= off
        self.marks.append(off)
        text = self.beside(operands[1]) if operator == "BDC" and len(operands) == 2 else None
        alone = not any(self.said) and not any(self.marks) and self.keep_text
        self.said.append(None if text is None else _Beside(text, len(self.out), alone))
        self.out += [] if text is None else [None]

    def _unsound(self) -> None:
        """What is open cannot stay, since something else than letters stands in it."""
        for one in self.said:
            if one is not None:
                one.sound = False

    def _close(self, one: _Beside | None) -> None:
        """The end of marked content: the words that it gives are written where they stay, in a form of our
        own."""
        import pikepdf

        if one is None:
            return
        stays = self.speaks(one.text, one.pieces)
        if stays and one.sound:
            given = pikepdf.Dictionary(ActualText=pikepdf.String(b"\xfe\xff" + one.text.encode("utf-16-be")))
            self.out[one.at] = ([pikepdf.Name("/Span"), given], operator_named("BDC"))
            self._put("EMC")
            self.written.spoken.add((one.text, b"".join(data for _, data in one.pieces)))
        self.written.words_left_out |= stays is False

    def _numbers(self, operator: str, operands: list[Any]) -> None:
        count = NUMBERS[operator]
        values = operands[len(operands) - count :] if count else []
        if len(operands) < count or not all(map(_is_number, values)):
            return
        if operator == "q":
            self.fonts.append(self.font)
        elif operator == "Q" and self.fonts:
            self.font = self.fonts.pop()
        self._put("n" if operator in PAINT_PATH and any(self.marks) else operator, *values)

    def _show(self, operator: str, operands: list[Any]) -> None:
        import pikepdf

        if any(self.marks) or not self.keep_text:
            self.written.text_left_out |= not self.keep_text
            if operator in {"'", '"'}:
                self._put("T*")
            return
        value = operands[-1] if operands else None
        if operator == "TJ" and isinstance(value, pikepdf.Array):
            self._show_parts(value)
        elif operator != "TJ" and isinstance(value, pikepdf.String):
            self._show_string(operator, operands[-3:-1] if operator == '"' else [], value)

    def _show_parts(self, value: Any) -> None:
        import pikepdf

        parts = list(value)
        strings = [part for part in parts if isinstance(part, pikepdf.String)]
        self._shown(strings)
        sound = [part for part in parts if _is_number(part) or isinstance(part, pikepdf.String)]
        self._put("TJ", pikepdf.Array(sound))

    def _show_string(self, operator: str, spacing: list[Any], value: Any) -> None:
        if operator != '"' or (len(spacing) == 2 and all(map(_is_number, spacing))):
            self._shown([value])
            self._put(operator, *spacing, value)

    def _shown(self, strings: Any) -> None:
        shown = [bytes(one) for one in strings]
        self.written.shown.setdefault(self.font, set()).update(shown)
        for one in self.said:
            if one is not None:
                one.pieces += [(self.font, string) for string in shown]

    def _inline(self, instruction: Any) -> None:
        import pikepdf

        key = None if any(self.marks) else self.inline(instruction.iimage)
        if key:
            self._put("Do", pikepdf.Name(key))

    def _named(self, operator: str, operands: list[Any]) -> None:
        is_named = bool(operands) and _is_name(operands[-1])
        match operator:
            case "Tf":
                self._set_font(operands)
            case "Do" | "sh" if is_named and not any(self.marks):
                self._resource(operator, "XObject" if operator == "Do" else "Shading", operands[-1])
            case "gs" if is_named:
                self._state(operands[-1])
            case "cs" | "CS" if is_named:
                self._space(operator, operands[-1])
            case "sc" | "SC" | "scn" | "SCN":
                self._colour(operator, operands)
            case "ri" if operands and str(operands[-1]) in INTENTS:
                self._put("ri", operands[-1])
            case "d" if len(operands) >= 2 and _is_number(operands[-1]):
                self._dashes(operands[-2], operands[-1])
            case _:
                pass

    def _set_font(self, operands: list[Any]) -> None:
        if len(operands) >= 2 and _is_name(operands[-2]) and _is_number(operands[-1]):
            self.font = str(operands[-2])
            self._resource("Tf", "Font", operands[-2], operands[-1])

    def _resource(self, operator: str, kind: str, name: Any, *more: Any) -> None:
        import pikepdf

        key = self.rename(kind, str(name))
        if key:
            self._put(operator, pikepdf.Name(key), *more)

    def _state(self, name: Any) -> None:
        """A graphics state, which may set the font too."""
        self._resource("gs", "ExtGState", name)
        self.font = self.state_font(str(name)) or self.font

    def _space(self, operator: str, name: Any) -> None:
        import pikepdf

        key = self.rename("ColorSpace", str(name)) or (str(name) if str(name) in DEVICE_SPACES else None)
        if key:
            self._put(operator, pikepdf.Name(key))

    def _colour(self, operator: str, operands: list[Any]) -> None:
        import pikepdf

        pattern = operands[-1] if operands and _is_name(operands[-1]) else None
        numbers = operands[:-1] if pattern is not None else operands
        if not all(map(_is_number, numbers)):
            return
        if pattern is None:
            self._put(operator, *numbers)
            return
        key = self.rename("Pattern", str(pattern))
        if key:
            self._put(operator, *numbers, pikepdf.Name(key))

    def _dashes(self, array: Any, phase: Any) -> None:
        import pikepdf

        if isinstance(array, pikepdf.Array) and all(map(_is_number, array)):
            self._put("d", pikepdf.Array(list(array)), phase)


def instructions(stream: Any, spare: Any) -> Any:
    """The instructions of a stream or page; of one that was cut short those that can be decoded, as readers
    have it."""
    import pikepdf

    try:
        return pikepdf.parse_content_stream(stream)
    except pikepdf.PdfError:
        held = stream if isinstance(stream, pikepdf.Stream) else stream.obj.get("/Contents")
        parts = list(held) if isinstance(held, pikepdf.Array) else [held]
        data = b"\n".join(body_of(part) for part in parts)
        return pikepdf.parse_content_stream(pikepdf.Stream(spare, data))


def _is_number(value: Any) -> bool:
    return isinstance(value, _NUMBER_KINDS) and not isinstance(value, bool)


_NUMBER_KINDS = (int, float, Decimal)


def _is_name(value: Any) -> bool:
    import pikepdf

    return isinstance(value, pikepdf.Name)
