"""What a PDF holds that its reader does not see (reference/safety.md 1.1): also in files that another program
redacted. No word of it is quoted.
"""

import io
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from evidence_review.redaction.gate.gate_bytes import is_text
from evidence_review.redaction.gate.shown_words import ShownWords
from evidence_review.redaction.hidden.hidden_pages import pages_hide
from evidence_review.redaction.hidden.hidden_said import (
    Proven,
    bookmarks_hide,
    content_says,
    destinations_hide,
    leads_within,
    link_says,
    metadata_hides,
    properties_hide,
    tags_hide,
)
from evidence_review.redaction.pdf.invisible_letters import veiled_pages
from evidence_review.redaction.pdf.rebuilding import rebuild
from evidence_review.redaction.streams.optional_content import hidden_layers
from evidence_review.redaction.streams.preparing import open_pdf, prepare

type Found = Iterator[tuple[str, str]]

_ROOT = {
    "/AA": "an action on opening",
    "/AF": "an associated file",
    "/Collection": "a portfolio of files",
    "/Threads": "article threads",
    "/SpiderInfo": "a record of a web capture",
    "/PieceInfo": "data kept for another program",
    "/Perms": "signed permissions",
    "/DSS": "certificates of a signature",
    "/URI": "a base address",
    "/PageLabels": "page labels with words",
    "/DPartRoot": "parts of the document with data on each",
}
_FORM = {"/XFA": "a form in XML (XFA)", "/CO": "calculations of a form"}
_NAMES = {
    "/EmbeddedFiles": "an attached file",
    "/JavaScript": "a script",
    "/AP": "appearances kept by name",
    "/Renditions": "sound or film",
}
_PAGE = {
    "/Thumb": "a small picture of the page",
    "/PieceInfo": "data kept for another program",
    "/Metadata": "metadata (XMP)",
    "/AA": "an action on opening",
    "/AF": "an associated file",
    "/SeparationInfo": "names of colour plates",
    "/B": "article threads",
    "/VP": "measuring of the page",
}
_ANNOTATIONS = {
    "/Redact": "a redaction that was marked and never applied",
    "/FileAttachment": "an attached file",
    "/Text": "a note",
    "/Popup": "a note",
    "/FreeText": "a note on the page",
    "/Highlight": "a highlight",
    "/Link": "a link to an address that the page does not show",
    "/Widget": "a form field",
    "/Stamp": "a stamp",
    "/Sound": "sound or film",
    "/Movie": "sound or film",
    "/Screen": "sound or film",
    "/RichMedia": "sound or film",
    "/3D": "a model in three dimensions",
    "/Watermark": "a watermark",
}
_HIDDEN = 2 | 32
_AS_PAINTED = 1 | 2 | 64 | 2048
"""MuPDF's flags for text with its ligatures and white space, of what lies on the page, without the words that
stand in its place for screen readers."""
_TRAILER = {
    *("/Root", "/Size", "/ID", "/Info", "/Prev", "/Encrypt", "/XRefStm", "/DocChecksum"),
    *("/Type", "/W", "/Index", "/Length", "/Filter", "/DecodeParms"),
}
"""Keys of a trailer and of a cross-reference stream; LibreOffice adds a checksum."""
_PARTS = {
    "/Alternates": "another copy of a picture",
    "/OPI": "the name of a picture's file",
    "/PieceInfo": "data kept for another program",
    "/Metadata": "metadata (XMP)",
}


def pdf_hides(data: bytes) -> Found:
    """(place, what) of everything, structure first, then page by page. Raises what the libraries raise where
    nothing can be read."""
    with open_pdf(data) as opened:
        shown = ShownWords(page.get_text(flags=_AS_PAINTED) for page in opened)
    yield from _bytes(data)
    prepared = cache(lambda: prepare(data))
    once = cache(lambda: rebuild(prepared()))
    yield from dict.fromkeys(_structure(data, shown, lambda: frozenset(text for text, _ in once().spoken)))
    built = once()
    for number in sorted(built.text_left_out):
        yield f"page {number + 1}", "words inside a pattern or a mask"
    for number in sorted(built.layers_left_out):
        yield f"page {number + 1}", "content of a layer that is switched off"
    document = open_pdf(data)
    unclear = dict(veiled_pages(built.data, rebuild(prepared(), text=False).data))
    yield from pages_hide(document, unclear)
    document.close()


def _bytes(data: bytes) -> Found:
    """What the file holds beside the version that is shown."""
    ends = [found.end() for found in re.finditer(rb"%%EOF", data)]
    linear = b"/Linearized" in data[:2048]
    if len(ends) > 1 + linear:
        yield "file", f"an earlier version of the file ({len(ends) - 1 - linear})"
    tail = data[ends[-1] :].strip(b"\r\n \0") if ends else b""
    if tail:
        yield "file", f"bytes behind the end ({len(tail)})"
    if not data.startswith(b"%PDF-"):
        yield "file", "bytes before the beginning"


def _structure(data: bytes, shown: ShownWords, proven: Proven) -> Found:
    import pikepdf

    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        if pdf.is_encrypted:
            yield "file", "encryption: some programs see other words than others"
        yield from _root(pdf, shown)
        yield from (("file", what) for what in _said_beside(pdf, shown))
        for number, page in enumerate(pdf.pages, 1):
            yield from _page(page.obj, f"page {number}", shown, proven)
        yield from _objects(pdf, shown)


def _root(pdf: Any, shown: ShownWords) -> Found:

    for key, what in _ROOT.items():
        if key in pdf.Root and (key != "/PageLabels" or _has_words(pdf.Root[key], shown)):
            yield "file", what
    yield from _named(pdf.Root.get("/Names"), _NAMES)
    yield from _named(pdf.Root.get("/AcroForm"), _FORM)
    if set(pdf.trailer.keys()) - _TRAILER:
        yield "file", "words at the end of the file that no reader asks for"
    if hidden_layers(pdf):
        yield "file", "a layer that is switched off"
    elif "/OCProperties" in pdf.Root:
        yield "file", "layers and their names"


def _named(holder: Any, told: Mapping[str, str]) -> Found:
    """What a dictionary of the file holds under these keys."""
    import pikepdf

    if isinstance(holder, pikepdf.Dictionary):
        yield from (("file", what) for key, what in told.items() if key in holder)


def _said_beside(pdf: Any, shown: ShownWords) -> Iterator[str]:
    """What is said beside the pages, where it says anything that they do not."""
    import pikepdf

    info, root = pdf.trailer.get("/Info"), pdf.Root
    if isinstance(info, pikepdf.Dictionary) and properties_hide(info, shown):
        yield "properties (title, author, program)"
    if "/Metadata" in root and (
        not isinstance(root.Metadata, pikepdf.Stream) or metadata_hides(root.Metadata, shown)
    ):
        yield "metadata (XMP)"
    if isinstance(root.get("/Outlines"), pikepdf.Dictionary) and bookmarks_hide(root.Outlines, shown):
        yield "bookmarks"
    if not leads_within(root.get("/OpenAction"), shown):
        yield "an action on opening"
    if _names_hide(root, shown):
        yield "named destinations"
    if "/StructTreeRoot" in root and tags_hide(pdf, shown):
        yield "tags, which hold other words than the page shows"


def _names_hide(root: Any, shown: ShownWords) -> bool:
    import pikepdf

    names = root.get("/Names")
    kept = [root.get("/Dests"), names.get("/Dests") if isinstance(names, pikepdf.Dictionary) else None]
    return any(destinations_hide(one, shown) for one in kept if one is not None)


def _has_words(labels: Any, shown: ShownWords) -> bool:
    """Whether labels of pages begin with words that no page shows; of labels in several lists, yes."""
    import pikepdf

    return "/Kids" in labels or any(
        isinstance(part, pikepdf.Dictionary)
        and not shown.say(str(part.get("/P", "")).replace("Cover", "").replace("Title", ""))
        for part in labels.get("/Nums", [])
    )


def _page(page: Any, where: str, shown: ShownWords, proven: Proven) -> Found:
    yield from ((where, what) for key, what in _PAGE.items() if key in page)
    content = _content(page)
    if content_says(content, shown, proven):
        yield where, "other words for screen readers"
    if re.search(rb"(?:^|[\r\n])\s*%", content):
        yield where, "a comment in the page's content"
    for annotation in page.get("/Annots", []):
        yield from ((where, what) for what in _annotation(annotation, shown))


def _annotation(annotation: Any, shown: ShownWords) -> Iterator[str]:
    kind = str(annotation.get("/Subtype", ""))
    if int(annotation.get("/F", 0)) & _HIDDEN:
        yield "a hidden note or field"
    if kind == "/Widget" and str(annotation.get("/FT", "")) == "/Sig":
        yield "a signature"
    elif kind != "/Link" or not _is_plain_link(annotation, shown):
        yield _ANNOTATIONS.get(kind, "a mark or note")


def _is_plain_link(annotation: Any, shown: ShownWords) -> bool:
    """Whether a link only leads where the pages say, and has no words of its own."""
    spoken = annotation.get("/Contents")
    return (
        leads_within(annotation.get("/A"), shown)
        and not annotation.keys() & {"/AA", "/PA"}
        and not (spoken is not None and link_says(str(spoken), shown))
    )


def _content(page: Any) -> bytes:
    import pikepdf

    parts = page.get("/Contents", [])
    streams = list(parts) if isinstance(parts, pikepdf.Array) else [parts]
    return b"\n".join(one.read_bytes() for one in streams if isinstance(one, pikepdf.Stream))


def _objects(pdf: Any, shown: ShownWords) -> Found:
    """What single objects hold: metadata of pictures, other copies, scripts, signatures; and objects that
    nothing leads to."""
    import pikepdf

    reached = _reached(pdf)
    lost = 0
    for value in pdf.objects:
        if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            lost += value.objgen not in reached and _is_loose(value, shown)
            where = f"object {value.objgen[0]}"
            yield from ((where, what) for what in _kept_in(value))
    if lost:
        yield "file", f"objects that no page uses ({lost})"


def _is_loose(value: Any, shown: ShownWords) -> bool:
    """Whether an object that nothing leads to holds anything that the pages do not."""
    return str(value.get("/Type", "")) not in {"/XRef", "/ObjStm"} and _holds(value, shown)


def _kept_in(value: Any) -> Iterator[str]:
    import pikepdf

    if str(value.get("/S", "")) in {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData"}:
        yield "a script or action"
    if "/AF" in value and str(value.get("/Type", "")) not in {"/Page", "/Catalog"}:
        yield "an associated file"
    if "/ByteRange" in value:
        yield "a signature"
    if isinstance(value, pikepdf.Stream) and str(value.get("/Subtype", "")) == "/Image":
        yield from (what for key, what in _PARTS.items() if key in value)
        yield from _in_picture(value)
    elif "/PieceInfo" in value and "/Contents" not in value:
        yield _PARTS["/PieceInfo"]


def _holds(value: Any, shown: ShownWords) -> bool:
    """Whether an object is a stream or has words; lists of places and numbers that nothing leads to are no
    loss to anybody."""
    import pikepdf

    if isinstance(value, pikepdf.Stream):
        return not _is_empty(value)
    if isinstance(value, pikepdf.String):
        return not shown.say(str(value))
    is_dictionary = isinstance(value, pikepdf.Dictionary)
    parts = value.values() if is_dictionary else value if isinstance(value, pikepdf.Array) else ()
    return any(
        isinstance(part, pikepdf.Object) and not part.is_indirect and _holds(part, shown) for part in parts
    )


def _is_empty(stream: Any) -> bool:
    """Whether a stream holds nothing that anybody could read: painting without words and pictures, a map of
    codes, or the hints by which a file loads faster."""
    import pikepdf

    if str(stream.get("/Subtype", "/Form")) != "/Form":
        return False
    try:
        body = stream.read_bytes()
    except pikepdf.PdfError:
        return False
    if set(stream.keys()) <= _HINTS and "/S" in stream and not is_text(body):
        return True
    return is_text(body) and (b"begincmap" in body or not re.search(rb"[(<%]|\b(?:Do|BI)\b", body))


_HINTS = {
    "/Filter",
    "/Length",
    "/DecodeParms",
    *("/P", "/S", "/T", "/O", "/A", "/E", "/V", "/I", "/C", "/L", "/R", "/B"),
}
"""Keys of a stream of hints (ISO 32000-1, table F.2)."""


def _in_picture(image: Any) -> Iterator[str]:
    filters = str(image.get("/Filter", ""))
    if "DCTDecode" in filters:
        head = image.read_raw_bytes()[: 1 << 18]
        if (
            b"Exif\0" in head
            or b"http://ns.adobe.com/xap" in head
            or b"Photoshop 3.0" in head
            or b"\xff\xfe" in head[:4096]
        ):
            yield "details of the camera or a comment in a picture"
    if "JPXDecode" in filters and re.search(rb"uuid|xml |\xff\x64", image.read_raw_bytes()[: 1 << 18]):
        yield "details of the camera or a comment in a picture"


def _reached(pdf: Any) -> set[tuple[int, int]]:
    """Numbers of the objects to which the trailer leads."""
    import pikepdf

    seen: set[tuple[int, int]] = set()
    waiting: list[Any] = [pdf.trailer]
    while waiting:
        value = waiting.pop()
        if not isinstance(value, pikepdf.Object) or not isinstance(
            value, pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream
        ):
            continue
        if value.is_indirect:
            if value.objgen in seen:
                continue
            seen.add(value.objgen)
        waiting += list(value) if isinstance(value, pikepdf.Array) else [part for _, part in value.items()]
    return seen
