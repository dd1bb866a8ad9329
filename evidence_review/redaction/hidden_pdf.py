"""What a PDF holds that its reader does not see (SAFETY.md 1.1): also in files that another program redacted. No word of it is quoted."""

import io
import re
from collections.abc import Iterator
from typing import Any

from evidence_review.redaction.hidden_pages import pages_hide
from evidence_review.redaction.layers import hidden_layers
from evidence_review.redaction.preparing import open_pdf, prepare
from evidence_review.redaction.rebuilding import rebuild

type Found = Iterator[tuple[str, str]]

_ROOT = {
    "/Outlines": "bookmarks",
    "/OpenAction": "an action on opening",
    "/AA": "an action on opening",
    "/AF": "an associated file",
    "/Collection": "a portfolio of files",
    "/Threads": "article threads",
    "/SpiderInfo": "a record of a web capture",
    "/PieceInfo": "data kept for another program",
    "/Perms": "signed permissions",
    "/DSS": "certificates of a signature",
    "/Dests": "named destinations",
    "/URI": "a base address",
    "/PageLabels": "page labels with words",
    "/DPartRoot": "parts of the document with data on each",
    "/StructTreeRoot": "tags, which may hold other words than the page shows",
}
_NAMES = {
    "/EmbeddedFiles": "an attached file",
    "/JavaScript": "a script",
    "/Dests": "named destinations",
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
    "/Link": "a link",
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
    """(place, what) of everything, structure first, then page by page. Raises what the libraries raise where nothing can be read."""
    open_pdf(data).close()
    yield from _bytes(data)
    yield from dict.fromkeys(_structure(data))
    prepared = prepare(data)
    built = rebuild(prepared)
    for number in sorted(built.text_left_out):
        yield f"page {number + 1}", "words inside a pattern or a mask"
    for number in sorted(built.layers_left_out):
        yield f"page {number + 1}", "content of a layer that is switched off"
    document = open_pdf(data)
    yield from pages_hide(document)
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


def _structure(data: bytes) -> Found:
    import pikepdf

    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        if pdf.is_encrypted:
            yield "file", "encryption: some programs see other words than others"
        yield from _root(pdf)
        for number, page in enumerate(pdf.pages, 1):
            yield from _page(page.obj, f"page {number}")
        yield from _objects(pdf)


def _root(pdf: Any) -> Found:
    import pikepdf

    info = pdf.trailer.get("/Info")
    if isinstance(info, pikepdf.Dictionary) and any(
        str(key) not in {"/CreationDate", "/ModDate", "/Trapped"} and str(value) for key, value in info.items()
    ):
        yield "file", "properties (title, author, program)"
    if "/Metadata" in pdf.Root:
        yield "file", "metadata (XMP)"
    for key, what in _ROOT.items():
        if key in pdf.Root and (key != "/PageLabels" or _has_words(pdf.Root[key], "/P")):
            yield "file", what
    for key, what in _NAMES.items():
        if isinstance(pdf.Root.get("/Names"), pikepdf.Dictionary) and key in pdf.Root.Names:
            yield "file", what
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary):
        yield from (("file", what) for key, what in (("/XFA", "a form in XML (XFA)"), ("/CO", "calculations of a form")) if key in form)
    if set(pdf.trailer.keys()) - _TRAILER:
        yield "file", "words at the end of the file that no reader asks for"
    if hidden_layers(pdf):
        yield "file", "a layer that is switched off"
    elif "/OCProperties" in pdf.Root:
        yield "file", "layers and their names"


def _has_words(labels: Any, key: str) -> bool:
    import pikepdf

    return any(isinstance(part, pikepdf.Dictionary) and key in part for part in labels.get("/Nums", []))


def _page(page: Any, where: str) -> Found:
    yield from ((where, what) for key, what in _PAGE.items() if key in page)
    content = _content(page)
    if re.search(rb"/(?:ActualText|Alt|E)\s*[(<]", content):
        yield where, "other words for screen readers"
    if re.search(rb"(?:^|[\r\n])\s*%", content):
        yield where, "a comment in the page's content"
    for annotation in page.get("/Annots", []):
        kind = str(annotation.get("/Subtype", ""))
        if int(annotation.get("/F", 0)) & _HIDDEN:
            yield where, "a hidden note or field"
        if kind == "/Widget" and str(annotation.get("/FT", "")) == "/Sig":
            yield where, "a signature"
        elif kind != "/Link" or "/A" in annotation:
            yield where, _ANNOTATIONS.get(kind, "a mark or note")


def _content(page: Any) -> bytes:
    import pikepdf

    parts = page.get("/Contents", [])
    streams = list(parts) if isinstance(parts, pikepdf.Array) else [parts]
    return b"\n".join(one.read_bytes() for one in streams if isinstance(one, pikepdf.Stream))


def _objects(pdf: Any) -> Found:
    """What single objects hold: metadata of pictures, other copies, scripts, signatures; and objects that nothing leads to."""
    import pikepdf

    reached = _reached(pdf)
    lost = 0
    for value in pdf.objects:
        if not isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            continue
        where = f"object {value.objgen[0]}"
        if value.objgen not in reached and str(value.get("/Type", "")) not in {"/XRef", "/ObjStm"}:
            lost += 1
        if str(value.get("/S", "")) in {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData"}:
            yield where, "a script or action"
        if "/AF" in value and str(value.get("/Type", "")) not in {"/Page", "/Catalog"}:
            yield where, "an associated file"
        if "/ByteRange" in value:
            yield where, "a signature"
        if isinstance(value, pikepdf.Stream) and str(value.get("/Subtype", "")) == "/Image":
            yield from ((where, what) for key, what in _PARTS.items() if key in value)
            yield from ((where, what) for what in _in_picture(value))
        elif "/PieceInfo" in value and "/Contents" not in value:
            yield where, _PARTS["/PieceInfo"]
    if lost:
        yield "file", f"objects that no page uses ({lost})"


def _in_picture(image: Any) -> Iterator[str]:
    filters = str(image.get("/Filter", ""))
    if "DCTDecode" in filters:
        head = image.read_raw_bytes()[: 1 << 18]
        if b"Exif\0" in head or b"http://ns.adobe.com/xap" in head or b"Photoshop 3.0" in head or b"\xff\xfe" in head[:4096]:
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
        if not isinstance(value, pikepdf.Object) or not isinstance(value, pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream):
            continue
        if value.is_indirect:
            if value.objgen in seen:
                continue
            seen.add(value.objgen)
        waiting += list(value) if isinstance(value, pikepdf.Array) else [part for _, part in value.items()]
    return seen
