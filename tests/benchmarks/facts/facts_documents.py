"""Facts of documents, as other programs tell them.

words: the words (runs of letters and digits, in small letters) that the other program prints. Equal where at
least 98 in 100 of them, counted with repeats, are in what was imported; words divided at a line's end and
writing without spaces are compared as signs in a row, in threes. What we add (links, comments, notes, words
of masters) is not held against us; what we leave out is. pages: pages of a PDF (pdfinfo). slides: of a
presentation (python-pptx, odfpy). title: of a web page (BeautifulSoup).

Programs: pdftotext and pdfinfo; docx2txt without what it says twice (for older programs), antiword or catdoc,
striprtf, odfpy, catppt, python-pptx, BeautifulSoup, lxml, json. Plain text is decoded where it states its
code by a mark or is UTF-8; else it gives no facts.
"""

import json
import re
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

type Facts = dict[str, Any]
_FALLBACK = re.compile(rb"<mc:Fallback>.*?</mc:Fallback>|<mc:Fallback/>", re.DOTALL)
"""What older programs show in place of something: docx2txt prints both."""


def _printed(*command: str) -> str | None:
    from facts_told import run

    out = run(*command)
    return None if out is None else out.decode("utf-8", "replace")


def pdf(path: Path) -> Facts:
    """By poppler's programs."""
    info = _printed("pdfinfo", str(path)) or ""
    pages = [line.split(":")[1].strip() for line in info.splitlines() if line.startswith("Pages:")]
    return {
        "pages": int(pages[0]) if pages else None,
        "words": _printed("pdftotext", "-q", str(path), "-") if pages else None,
    }


def docx(path: Path) -> Facts:
    """By docx2txt."""
    import docx2txt

    with zipfile.ZipFile(path) as package, tempfile.NamedTemporaryFile(suffix=".docx") as once:
        with zipfile.ZipFile(once, "w") as copy:
            for name in package.namelist():
                copy.writestr(
                    name, _once(package.read(name)) if name.endswith(".xml") else package.read(name)
                )
        return {"words": docx2txt.process(once.name)}


def _once(part: bytes) -> bytes:
    """A part without what is said again for older programs, and with a line's end behind the words of a
    box."""
    return _FALLBACK.sub(b"", part).replace(b"</w:txbxContent>", b"<w:p/></w:txbxContent>")


def doc(path: Path) -> Facts:
    """By antiword, or catdoc where that refuses; text under this ending as text."""
    if path.read_bytes()[:4] != b"\xd0\xcf\x11\xe0":
        return rtf(path) or text(path)
    words = _printed("antiword", "-m", "UTF-8.txt", str(path))
    if words is None:
        words = _printed("catdoc", "-d", "utf-8", str(path))
    return {
        "words": words.replace("[pic]", "") if words else words
    }  # what antiword writes where a picture stands


def rtf(path: Path) -> Facts:
    """By striprtf."""
    from striprtf.striprtf import rtf_to_text

    data = path.read_bytes()
    return (
        {"words": rtf_to_text(data.decode("cp1252", "replace"), errors="replace")}
        if data[:5] == b"{\\rtf"
        else {}
    )


def odt(path: Path) -> Facts:
    """By odfpy: words of the body; slides of a presentation."""
    from odf import draw
    from odf.opendocument import load

    document = load(str(path))
    slides = document.getElementsByType(draw.Page)
    return {"words": "".join(_odf_words(document.body)), **({"slides": len(slides)} if slides else {})}


_OF_COMMENTS = frozenset(("creator", "creator-initials", "sender-initials", "date", "date-string"))
"""Who wrote a comment, and when: people and times, and no words."""


def _odf_words(node: Any) -> Iterator[str]:
    for one in node.childNodes:
        if one.nodeType == one.TEXT_NODE:
            yield str(one.data)
        elif one.qname[1] not in _OF_COMMENTS:
            yield from _odf_words(one)
            is_inline = one.qname[0].endswith(":text:1.0") and one.qname[1] not in {
                "p",
                "h",
                "s",
                "tab",
                "line-break",
            }
            yield "" if is_inline else "\n"


def pptx(path: Path) -> Facts:
    """By python-pptx: words of shapes with text and of tables."""
    from pptx import Presentation

    slides = Presentation(str(path)).slides
    words: list[str] = []
    for slide in slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                words.append(shape.text_frame.text)
            if shape.has_table:
                words += [cell.text for row in shape.table.rows for cell in row.cells]
    return {"slides": len(slides), "words": "\n".join(words)}


def ppt(path: Path) -> Facts:
    """By catppt."""
    return {"words": _printed("catppt", "-d", "utf-8", str(path))}


def html(path: Path) -> Facts:
    """By BeautifulSoup with Python's parser; scripts, styles and templates are no words."""
    from bs4 import BeautifulSoup

    page = BeautifulSoup(path.read_bytes(), "html.parser")
    if page.find(["html", "body", "p", "div", "table", "a"]) is None:
        return {}
    title = page.find("title")
    for part in page(["script", "style", "template", "noscript"]):
        part.decompose()
    return {
        "words": page.get_text("\n"),
        "title": " ".join(title.get_text().split()) or None if title else None,
    }


def text(path: Path) -> Facts:
    """As Python decodes it."""
    words = decoded(path.read_bytes())
    return {"words": words} if words else {}


def decoded(data: bytes) -> str | None:
    """Text by its mark or as UTF-8; None where it is neither."""
    for mark, code in (
        (b"\xff\xfe\0\0", "utf-32"),
        (b"\0\0\xfe\xff", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(code, "replace")
    try:
        words = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return words if "\0" not in words else None


def xml(path: Path) -> Facts:
    """By lxml: the words between the tags."""
    from lxml import etree

    root = etree.parse(str(path), etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    return {"words": "\n".join(str(part) for part in root.itertext())}


def jsons(path: Path) -> Facts:
    """By json: every string that is a value; messages, where it is a list of them."""
    loaded = json.loads(path.read_text("utf-8-sig"))
    strings: list[str] = []
    _strings(loaded, strings)
    facts: Facts = {"words": "\n".join(strings)}
    messages = loaded.get("messages") if isinstance(loaded, dict) else None
    if isinstance(messages, list) and messages and all(isinstance(one, dict) for one in messages):
        facts["messages"] = len(messages)
    return facts


def _strings(value: Any, found: list[str]) -> None:
    if isinstance(value, str):
        found.append(value)
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _strings(one, found)


DOCUMENTS = {
    "pdf": pdf, "docx": docx, "docm": docx, "dotx": docx, "doc": doc, "rtf": rtf, "odt": odt, "ott": odt, "odp": odt, "pptx": pptx, "pptm": pptx,
    "ppsx": pptx, "ppt": ppt, "pps": ppt, "html": html, "htm": html, "xhtml": html, "txt": text, "log": text, "md": text, "xml": xml, "gpx": xml,
    "kml": xml, "plist": xml, "json": jsons, "jsonld": jsons,
}  # fmt: skip
