"""What pdfminer.six reads on a page: its fonts, encodings and maps tell which signs are painted and where; in
which order, `glyphs` tells.

Its own analysis of lines puts signs together that are painted one after another, by the gaps between them.
`glyphs` does that too, and by place as well, for less work (docs/decisions/0030).
"""

import io
import math
from collections.abc import Iterator
from itertools import islice
from typing import Any

from evidence_review.redaction.gate.gate_tracing import traced_texts
from evidence_review.redaction.gate.gate_weight import squeezed
from evidence_review.redaction.streams.glyphs import Glyph, words_by_place, words_painted
from evidence_review.redaction.streams.lexing import split_plainly
from evidence_review.redaction.terms.search import Search, may_hold

type _Matrix = tuple[float, float, float, float, float, float]

_LONG = 1 << 16
"""Bytes of a stream in which runs of blanks are looked for."""
_UNTURNED: _Matrix = (1, 0, 0, 1, 0, 0)


def pages(data: bytes, first: int, last: int | None, search: Search) -> Iterator[list[str]]:
    """For each page from `first` to before `last` its signs in the order of painting and, where that differs,
    by place; and what can be traced from letter to letter."""
    for glyphs in signs(data, first, last):
        letters = "".join([glyph.char for glyph in glyphs])
        told = words_painted(glyphs) if may_hold(letters, search) else ""
        yield [told, words_by_place(glyphs), *traced_texts(glyphs, search)]


def signs(data: bytes, first: int, last: int | None) -> Iterator[list[Glyph]]:
    """For each page from `first` to before `last` its signs as they are painted, from the corner of its
    paper."""
    from pdfminer.pdfinterp import PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    resources = PDFResourceManager()
    device, interpreter = _reader(resources)
    for page in islice(PDFPage.get_pages(io.BytesIO(data)), first, last):
        interpreter.process_page(page)
        yield device.glyphs


def _reader(resources: Any) -> tuple[Any, Any]:
    """A device that keeps signs only, and an interpreter that takes plainly written streams already split."""
    from pdfminer.pdfdevice import PDFTextDevice
    from pdfminer.pdfinterp import PDFPageInterpreter
    from pdfminer.pdftypes import stream_value
    from pdfminer.psparser import LIT
    from pdfminer.utils import mult_matrix

    def literal(operand: Any) -> Any:
        """A name as pdfminer.six has it, and everything else as it is."""
        return LIT(operand[1:]) if isinstance(operand, str) else operand

    class Device(PDFTextDevice):
        glyphs: list[Glyph]

        def begin_page(self, page: Any, ctm: Any) -> None:  # noqa: ARG002  # as pdfminer.six calls it
            self.glyphs = []
            self._signs: dict[Any, dict[int, tuple[str, float]]] = {}

        # Its arguments are those by which pdfminer.six calls it.
        def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:  # noqa: ARG002
            font, size, scaling = textstate.font, textstate.fontsize, textstate.scaling * 0.01
            matrix, (x, y), down = (
                mult_matrix(textstate.matrix, self.ctm or _UNTURNED),
                textstate.linematrix,
                font.is_vertical(),
            )
            apart, word = (
                textstate.charspace * scaling,
                0 if font.is_multibyte() else textstate.wordspace * scaling,
            )
            upright, high = (
                not down and abs(matrix[1]) < 0.01 * abs(matrix[0]),
                abs(size) * math.hypot(matrix[2], matrix[3]),
            )
            known = self._signs.setdefault(font, {})
            pen, follows = y if down else x, False
            for part in seq:
                if isinstance(part, int | float):
                    pen -= part * 0.001 * size * scaling
                    follows = True
                elif isinstance(part, bytes):
                    for code in font.decode(part):
                        pen += apart if follows else 0
                        sign, wide = known.get(code) or known.setdefault(code, _sign(font, code))
                        wide *= size * scaling
                        self._put(
                            sign,
                            matrix,
                            (x, pen) if down else (pen, y),
                            textstate.rise,
                            0 if down else wide,
                            high,
                            upright,
                        )
                        pen += wide + (word if code == 32 else 0)
                        follows = True
            textstate.linematrix = (x, pen) if down else (pen, y)

        def _put(
            self,
            sign: str,
            matrix: _Matrix,
            at: tuple[float, float],
            rise: float,
            wide: float,
            high: float,
            upright: bool,
        ) -> None:
            a, b, c, d, e, f = matrix
            x, y = at[0] * a + (at[1] + rise) * c + e, at[0] * b + (at[1] + rise) * d + f
            end, up = x + wide * a, y + wide * b
            along = _EAST
            if upright:
                box = (x, y, end, y + high) if x <= end else (end, y, x, y + high)
                along = _EAST if x <= end else _WEST
            else:
                along = _direction(a, b) if wide >= 0 else _direction(-a, -b)
                above, aside = high * along[0], -high * along[1]
                xs, ys = (x, end, x + aside, end + aside), (y, up, y + above, up + above)
                box = min(xs), min(ys), max(xs), max(ys)
            # as `Glyph` makes it, in half the time
            self.glyphs.append(tuple.__new__(Glyph, (sign, box, (x, y), False, 0, upright, high, (), along)))

    class Interpreter(PDFPageInterpreter):
        def do_TJ(self, seq: Any) -> None:  # noqa: N802  # pdfminer.six finds it by this name
            """Show text. As pdfminer.six has it, without a copy of the graphics state that nobody here
            needs."""
            if self.textstate.font is not None:
                self.device.render_string(self.textstate, seq, self.graphicstate.ncs, self.graphicstate)

        def execute(self, streams: Any) -> None:
            bodies = [stream_value(one) for one in streams]
            known = [
                one.objid
                for one in bodies
                if one.objid is not None and one.objid not in self.parent_stream_ids
            ]
            operations = (
                split_plainly(b"\n".join(one.get_data() for one in bodies))
                if len(known) == len(bodies)
                else None
            )
            if operations is None:
                for one in bodies:
                    if len(data := one.get_data()) > _LONG:
                        one.data = squeezed(data)
                super().execute(streams)
                return
            self.stream_ids.clear()
            self.stream_ids.update(known)
            methods: dict[bytes, tuple[Any, int]] = {}
            for operands, operator in operations:
                self.argstack.extend(map(literal, operands))
                method, wanted = methods.get(operator) or methods.setdefault(operator, self._method(operator))
                given = self.pop(wanted) if wanted else ()
                if method is not None and len(given) == wanted:
                    method(*given)

        def _method(self, operator: bytes) -> tuple[Any, int]:
            """What pdfminer.six does for an operator, and how many operands it takes for it."""
            name = operator.decode("ascii").replace("*", "_a").replace('"', "_w").replace("'", "_q")
            method = getattr(self, f"do_{name}", None)
            return method, 0 if method is None else method.__code__.co_argcount - 1

    device = Device(resources)
    return device, Interpreter(resources, device)


def _direction(x: float, y: float) -> tuple[float, float]:
    far = math.hypot(x, y) or 1.0
    return x / far, y / far


_EAST, _WEST = (1.0, 0.0), (-1.0, 0.0)


def _sign(font: Any, code: int) -> tuple[str, float]:
    """The sign (several, or its number where it is not known) and its width for size 1."""
    from pdfminer.pdffont import PDFUnicodeNotDefined

    try:
        sign = str(font.to_unichr(code))
    except PDFUnicodeNotDefined:
        sign = f"(cid:{code})"
    return sign, float(font.char_width(code))
