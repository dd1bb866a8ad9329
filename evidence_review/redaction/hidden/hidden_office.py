"""Office files that are zips of XML: everything in them that does not show when they are opened
(reference/safety.md 1.7).
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence

from evidence_review.redaction.hidden.hidden_archives import archive_hides

_MOST = 1 << 28

type _Row = tuple[str, str, str]

_PARTS: tuple[_Row, ...] = (
    (r"docProps/thumbnail|Thumbnails/", "", "small picture of the first page"),
    (r"customXml/item\d+\.xml", "", "data kept for other programs (custom XML)"),
    (r"vbaProject\.bin|Basic/.*\.xml", "", "macros"),
    (r"(?:embeddings|activeX|Object \d+|ObjectReplacements)/", "", "object embedded in the file"),
    (r"xl/externalLinks/", "", "values kept of another workbook"),
    (r"xl/pivotCache/.*Records", "", "copy of the data behind a pivot table"),
    (r"xl/(?:connections|queryTables/|model/)", "", "connection to a source of data"),
    (r"xl/revisions/", "", "record of earlier changes"),
    (r"xl/persons/|word/people|ppt/commentAuthors|ppt/authors", r"(?:displayName|w15:author|name)=\"[^\"]", "name of someone who commented"),
    (r"Versions/|VersionList", "", "earlier version of the file"),
    (r"word/glossary/document", "", "building blocks stored with the file"),
    (r"printerSettings", "", "settings of a printer"),
    (r"xl/charts?/|word/charts/|ppt/charts/", r"<c:(?:pt|v)\b", "values kept in a chart"),
    (r"ppt/notesSlides/", r"<a:t>[^<]", "speaker's notes"),
    (r"ppt/tags/", r"<p:tag ", "note of a program on a slide"),
    (r"\.rels$", r"TargetMode=\"External\"", "address behind a link"),
    (r"docProps/core|meta\.xml", r"<(?:dc:creator|cp:lastModifiedBy|meta:initial-creator|meta:printed-by)\b[^<>]*>[^<]", "name of an author"),
    (r"docProps/core|meta\.xml", r"<(?:dc:(?:title|subject|description)|cp:(?:keywords|category)|meta:(?:keyword|user-defined)\b[^<>]*)>[^<]", "property with words"),
    (r"docProps/app", r"<(?:Company|Manager|HyperlinkBase)>[^<]|<Template>(?!Normal(?:\.dotm?)?<)[^<]", "name of a company, manager or template"),
    (r"docProps/custom", r"<property ", "property of its own"),
    (r"(?:word|xl|ppt)/.*omments?[^/]*\.xml|threadedComment", r"<(?:w:comment|comment|threadedComment|p:cm|p188:cm) ", "comment"),
    (r"word/|content\.xml|styles\.xml", r"<(?:w:ins|w:moveTo) |<text:insertion", "tracked change (words put in)"),
    (r"word/|content\.xml|styles\.xml", r"<(?:w:del|w:moveFrom) |<text:deletion", "tracked change (words taken out)"),
    (r"word/(?!settings|styles|comments)", r"<w:vanish(?:/>| w:val=\"(?:1|true|on)\")|<w:specVanish", "hidden words"),
    (r"word/(?!styles|theme)", r"<w:color w:val=\"(?:FFFFFF|ffffff)\"", "white words"),
    (r"word/(?!styles)", r"<w:sz w:val=\"[0-3]\"", "words too small to see"),
    (r"word/", r"<w:instrText[^>]*>[^<]*\S", "field code"),
    (r"word/", r"<w:bookmarkStart [^>]*w:name=\"(?!_GoBack|_Toc|_Ref|_Hlk)", "bookmark"),
    (r"word/settings", r"<w:(?:docVar |mailMerge>|attachedTemplate )", "variable, mail merge or template of the document"),
    (r"word/(?!people|glossary)", r"<w:altChunk ", "document inside the document"),
    (r"", r"<a:srcRect [lrtb]=", "cropped picture whose cut parts are still there"),
    (r"^(?!.*rels$)", r"\bdescr=\"[^\"]|<svg:(?:desc|title)>[^<]", "description of a picture"),
    (r"xl/workbook", r"<sheet [^>]*state=\"hidden\"", "hidden sheet"),
    (r"xl/workbook", r"<sheet [^>]*state=\"veryHidden\"", "sheet that can only be shown by a program (very hidden)"),
    (r"xl/workbook", r"<definedName ", "defined name"),
    (r"xl/worksheets/", r"<row [^>]*\bhidden=\"(?:1|true)\"|<row [^>]*\bht=\"0\"", "hidden row"),
    (r"xl/worksheets/", r"<col [^>]*\b(?:hidden=\"(?:1|true)\"|width=\"0\")", "hidden column"),
    (r"xl/worksheets/", r"<dataValidation ", "list or rule behind cells"),
    (r"xl/worksheets/", r"<f\b", "formula"),
    (r"xl/worksheets/", r"<(?:odd|even|first)(?:Header|Footer)>[^<]", "page header or footer"),
    (r"xl/worksheets/", r"<(?:scenario |autoFilter |customSheetView )", "filter, scenario or view that hides rows"),
    (r"xl/styles", r"formatCode=\";;;\"", "number format that shows nothing"),
    (r"xl/styles", r"formatCode=\"[^\"]*&quot;[^\"&]*[A-Za-z]{3}", "words in a number format"),
    (r"xl/styles", r"<font>(?:(?!</font>).)*<color rgb=\"(?:FF|00)?FFFFFF\"", "white words"),
    (r"ppt/slides/", r"<(?:\w+:)?sld [^>]*show=\"(?:0|false)\"", "hidden slide"),
    (r"ppt/slides/", r"<p:cNvPr [^>]*hidden=\"(?:1|true)\"", "hidden shape"),
    (r"ppt/slides/", r"<a:off [xy]=\"-\d{5,}\"|<a:off x=\"\d+\" y=\"-\d{5,}\"", "shape beside the slide"),
    (r"ppt/slides/", r"<a:rPr [^>]*sz=\"(?:[1-9]\d?|1\d\d)\"", "words too small to see"),
    (r"content\.xml", r"<office:annotation\b", "comment"),
    (r"content\.xml|styles\.xml", r"<text:hidden-(?:text|paragraph) |text:display=\"none\"|text:is-hidden=\"true\"", "hidden words"),
    (r"content\.xml", r"table:visibility=\"(?:collapse|filter)\"", "hidden row or column"),
    (r"content\.xml|styles\.xml", r"table:display=\"false\"", "style that hides a sheet"),
    (r"content\.xml", r"presentation:visibility=\"hidden\"", "hidden slide"),
    (r"content\.xml", r"<presentation:notes\b", "speaker's notes"),
    (r"content\.xml", r"<(?:table:named-range|text:bookmark(?:-start)?) ", "bookmark or defined name"),
    (r"content\.xml", r"xlink:href=\"(?:https?|mailto|file|ftp):", "address behind a link"),
    (r"content\.xml|styles\.xml", r"fo:color=\"#ffffff\"", "style of white words"),
    (r"content\.xml|styles\.xml", r"fo:clip=\"rect\((?!0(?:cm|in), 0(?:cm|in), 0(?:cm|in), 0(?:cm|in))", "cropped picture whose cut parts are still there"),
)  # fmt: skip
"""Pattern of the part's name, pattern in the part ("" for the part being there at all), what it is."""

_ROWS = tuple(
    (re.compile(where), re.compile(what, re.DOTALL) if what else None, kind) for where, what, kind in _PARTS
)


def office_hides(data: bytes) -> Iterator[tuple[str, str]]:
    """Every kind of thing that does not show, with its part by number and how often it stands there."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        entries = [entry for entry in package.infolist() if not entry.is_dir()]
        texts = [_text(package, entry) for entry in entries]
        for number, (entry, text) in enumerate(zip(entries, texts, strict=True), 1):
            if (titles := re.search(r"<TitlesOfParts>.*?</TitlesOfParts>", text, re.DOTALL)) and _are_missing(
                titles[0], texts, text
            ):
                yield f"part {number}", "list of headings or sheets (1)"
            yield from ((f"part {number}", what) for what in _counted(entry.filename, text))
    yield from archive_hides(data)


def _counted(name: str, text: str) -> Iterator[str]:
    """What a part of this name holds that does not show, and how often."""
    for where, what, kind in _ROWS:
        count = (1 if what is None else len(what.findall(text))) if where.search(name) else 0
        if count:
            yield f"{kind} ({count})"


def _are_missing(titles: str, texts: Sequence[str], own: str) -> bool:
    """Whether a list names a heading, a sheet or a theme that the file no longer has."""
    others = [text for text in texts if text is not own]
    return any(
        not any(title in text for text in others) for title in re.findall(r">([^<>]*[^<>\s][^<>]*)<", titles)
    )


def _text(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> str:
    if not entry.filename.endswith((".xml", ".rels")) or entry.file_size > _MOST:
        return ""
    try:
        body = package.read(entry)
    except (zipfile.BadZipFile, RuntimeError, OSError, ValueError, EOFError, zlib.error):
        return ""
    return _usual(body.decode("utf-16" if body[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", "ignore"))


_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w:", "http://purl.oclc.org/ooxml/wordprocessingml/main": "w:",
    "http://schemas.openxmlformats.org/presentationml/2006/main": "p:", "http://purl.oclc.org/ooxml/presentationml/main": "p:",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a:", "http://purl.oclc.org/ooxml/drawingml/main": "a:",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c:",
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "", "http://purl.oclc.org/ooxml/spreadsheetml/main": "",
    **{f"urn:oasis:names:tc:opendocument:xmlns:{one}:1.0": f"{one}:" for one in ("office", "text", "table", "style", "meta", "presentation")},
    "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo:",
}  # fmt: skip
_DECLARED = re.compile(r"xmlns:([\w.-]+)=[\"']([^\"']+)[\"']")
_SINGLE = re.compile(r"='([^'\"<>]*)'")


def _usual(text: str) -> str:
    """The XML with the prefixes that its makers mostly use, and with double quotes."""
    for prefix, space in set(_DECLARED.findall(text)):
        usual = _PREFIXES.get(space)
        if usual is not None and usual != f"{prefix}:":
            text = re.sub(rf"(</?|\s){re.escape(prefix)}:", rf"\g<1>{usual}", text)
    return _SINGLE.sub(r'="\1"', text)
