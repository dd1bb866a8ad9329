"""What every reader of PDFs at hand makes of a file, page by page (SAFETY.md 1.6 a). To add a reader, add a line to READERS."""

import io
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from evidence_review.redaction.glyphs import Glyph, in_paint_order, in_place_order, layout, painted
from evidence_review.redaction.lexing import Kinds, split

type Pages = Iterator[list[str]]
"""For each page in order, the texts that one reader makes of it."""

_PATIENCE = 120
"""Seconds for a reader that runs as a program of its own."""


def mupdf(data: bytes) -> Pages:
    """MuPDF, not clipped to the page, in reading order, in the order of painting and, where that differs, by place."""
    import pymupdf

    with pymupdf.open(stream=data, filetype="pdf") as document:
        if document.needs_pass:
            raise ValueError("locked")
        for page in document:
            yield mupdf_page(page, painted(page))


def mupdf_page(page: Any, glyphs: Sequence[Glyph]) -> list[str]:
    """What `mupdf` gives of one page, whose characters are these."""
    return [layout(page).text, in_paint_order(glyphs).text, in_place_order(glyphs).text]


def pdfminer(data: bytes) -> Pages:
    """pdfminer.six with its analysis of lines, figures included; the order of its boxes is left, since it takes most of the time."""
    from pdfminer.layout import LAParams
    from pdfminer.pdfinterp import PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    resources = PDFResourceManager()
    device, interpreter = _miner(resources, LAParams(all_texts=True, boxes_flow=None))
    for page in PDFPage.get_pages(io.BytesIO(data)):
        interpreter.process_page(page)
        yield ["".join(_text_of(device.get_result()))]


def _miner(resources: Any, params: Any) -> tuple[Any, Any]:
    """The device and interpreter of pdfminer.six, which leave paths out (they hold no text) and take plainly written streams already split."""
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.pdfinterp import PDFPageInterpreter
    from pdfminer.pdftypes import stream_value
    from pdfminer.psparser import LIT

    kinds = Kinds(int, float, lambda name: LIT(name.decode("ascii")), bytes, list)

    class Device(PDFPageAggregator):
        def paint_path(self, *_: Any, **__: Any) -> None:
            """Nothing to read."""

    class Interpreter(PDFPageInterpreter):
        def execute(self, streams: Any) -> None:
            bodies = [stream_value(one) for one in streams]
            known = [one.objid for one in bodies if one.objid is not None and one.objid not in self.parent_stream_ids]
            operations = split(b"\n".join(one.get_data() for one in bodies), kinds) if len(known) == len(bodies) else None
            if operations is None:
                super().execute(streams)
                return
            self.stream_ids.clear()
            self.stream_ids.update(known)
            for operands, operator in operations:
                self.argstack.extend(operands)
                self._do(operator)

        def _do(self, operator: bytes) -> None:
            method = getattr(self, "do_" + operator.decode("ascii").replace("*", "_a").replace('"', "_w").replace("'", "_q"), None)
            if method is None:
                return
            wanted = method.__code__.co_argcount - 1
            given = self.pop(wanted) if wanted else ()
            if len(given) == wanted:
                method(*given)

    device = Device(resources, laparams=params)
    return device, Interpreter(resources, device)


def _text_of(element: Any) -> Iterator[str]:
    from pdfminer.layout import LTChar, LTContainer, LTTextContainer

    if isinstance(element, LTTextContainer):
        yield element.get_text() + "\n"
    elif isinstance(element, LTChar):
        yield element.get_text()
    elif isinstance(element, LTContainer):
        for inner in element:
            yield from _text_of(inner)


def pypdf(data: bytes) -> Pages:
    """pypdf, by content stream; plainly written ones are given to it already split."""
    import logging

    from pypdf import PdfReader
    from pypdf.generic import ArrayObject, ByteStringObject, ContentStream, FloatObject, NameObject, NumberObject

    kinds = Kinds(NumberObject, FloatObject, lambda name: NameObject("/" + name.decode("ascii")), ByteStringObject, ArrayObject)

    class Plain(ContentStream):
        def _parse_content_stream(self, stream: Any) -> None:
            operations = split(stream.getvalue(), kinds)
            if operations is None:
                super()._parse_content_stream(stream)
            else:
                self._operations = list(operations)

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        reader.decrypt("")
    for page in reader.pages:
        if "/Contents" in page:
            page[NameObject("/Contents")] = Plain(page["/Contents"].get_object(), reader, "bytes")
        yield [page.extract_text()]


def pdfium(data: bytes) -> Pages:
    """PDFium, every character of the page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        for page in document:
            text = page.get_textpage()
            yield [text.get_text_range()]
            text.close()
            page.close()
    finally:
        document.close()


def poppler(data: bytes) -> Pages:
    """Poppler's pdftotext where the machine has it, fed through a pipe so that nothing is written to disk."""
    program = shutil.which("pdftotext")
    if not program:
        return
    done = subprocess.run([program, "-q", "-", "-"], input=data, capture_output=True, timeout=_PATIENCE, check=True)
    for text in done.stdout.decode("utf-8", "replace").split("\f"):
        yield [text]


MUPDF = "MuPDF"

READERS: tuple[tuple[str, Callable[[bytes], Pages]], ...] = (
    (MUPDF, mupdf),
    ("pdfminer.six", pdfminer),
    ("pypdf", pypdf),
    ("PDFium", pdfium),
    ("Poppler", poppler),
)
