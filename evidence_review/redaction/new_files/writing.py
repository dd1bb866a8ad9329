"""Redacted values written as a new file that holds nothing else.

To write another kind, add its module and a line to WRITERS.

No template is copied from a source and no library writes names, times or paths of its own: equal values give
equal bytes.
"""

import csv
import html
import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from evidence_review.domain.contents import Contents, Passage, Sheet

_FIXED = (1980, 1, 1, 0, 0, 0)
_BAD_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
_FORMULA = re.compile(r"[=@\t\r]|[+-](?![\d ().,-]*$)")
_MOST_IN_CELL = 32_000


def written(contents: Contents, ending: str) -> bytes:
    """The bytes of a new file of that kind (".docx"); KeyError where there is no writer for it."""
    return WRITERS[ending](contents)


def lines_of(contents: Contents) -> list[str]:
    """Everything in reading order, a line each: label and words, then the rows of sheets with tabs between
    their cells."""
    out: list[str] = []
    for passage in contents.passages:
        out += _lines(passage)
    for sheet in contents.sheets:
        out += [sheet.name] if sheet.name else []
        out += ["\t".join(row) for row in sheet.rows]
    return out


def _lines(passage: Passage) -> list[str]:
    words = passage.text.replace("\r\n", "\n").replace("\r", "\n").strip("\n").split("\n")
    return [f"{passage.label}: {words[0]}", *words[1:]] if passage.label else words


def text(contents: Contents) -> bytes:
    """Plain text in UTF-8."""
    return "".join(line + "\n" for line in lines_of(contents)).encode("utf-8", "replace")


def web_page(contents: Contents) -> bytes:
    """One page of paragraphs and tables: no links, scripts, pictures or styles."""
    body = "".join(
        f"<p>{html.escape(line)}</p>\n" for passage in contents.passages for line in _lines(passage)
    )
    body += "".join(map(_table, contents.sheets))
    head = '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"></head>\n<body>\n'
    return f"{head}{body}</body>\n</html>\n".encode("utf-8", "replace")


def _table(sheet: Sheet) -> str:
    rows = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>\n" for row in sheet.rows
    )
    return f"<h2>{html.escape(sheet.name)}</h2>\n<table>\n{rows}</table>\n"


def rich_text(contents: Contents) -> bytes:
    """RTF of paragraphs in one font."""
    body = "".join(_rtf(line) + "\\par\n" for line in lines_of(contents))
    return ("{\\rtf1\\ansi\\uc0\\deff0{\\fonttbl{\\f0 Arial;}}\\f0\\fs22\n" + body + "}\n").encode("ascii")


def _rtf(line: str) -> str:
    out: list[str] = []
    for letter in line:
        if letter in "\\{}":
            out.append("\\" + letter)
        elif letter == "\t":
            out.append("\\tab ")
        elif " " <= letter <= "~":
            out.append(letter)
        elif letter >= "\x80":
            units = letter.encode("utf-16-le", "replace")
            out += [
                f"\\u{int.from_bytes(units[at : at + 2], 'little', signed=True)} "
                for at in range(0, len(units), 2)
            ]
    return "".join(out)


def word(contents: Contents) -> bytes:
    """DOCX: three parts, paragraphs and tables in the default style, no properties."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(_word_line(line) for passage in contents.passages for line in _lines(passage))
    body += "".join(
        _word_line(sheet.name) + "".join(_word_line("\t".join(row)) for row in sheet.rows)
        for sheet in contents.sheets
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return packed(
        {
            "[Content_Types].xml": _types({"/word/document.xml": kind}),
            "_rels/.rels": _relation("word/document.xml"),
            "word/document.xml": (
                f"{_XML}<w:document {space}><w:body>{body}<w:sectPr/></w:body></w:document>"
            ).encode(),
        }
    )


def _word_line(line: str) -> str:
    runs = "<w:tab/>".join(f'<w:t xml:space="preserve">{escaped(part)}</w:t>' for part in line.split("\t"))
    return f"<w:p><w:r>{runs}</w:r></w:p>"


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def _types(parts: Mapping[str, str]) -> bytes:
    own = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    usual = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    return f'{_XML}<Types xmlns="{_PACKAGE}/content-types">{usual}{own}</Types>'.encode()


def _relation(target: str) -> bytes:
    one = f'<Relationship Id="rId1" Type="{_OFFICE}" Target="{target}"/>'
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{one}</Relationships>'.encode()


def open_document(contents: Contents) -> bytes:
    """ODT: paragraphs in the default style."""
    lines = "".join(f"<text:p>{_odf(line)}</text:p>" for line in lines_of(contents))
    return _odf_file("text", f"<office:text>{lines}</office:text>")


def open_sheets(contents: Contents) -> bytes:
    """ODS: every cell is text."""
    tables = "".join(
        f'<table:table table:name="{escaped(sheet.name)}">'
        + "".join(
            "<table:table-row>" + "".join(map(_odf_cell, row)) + "</table:table-row>" for row in sheet.rows
        )
        + "</table:table>"
        for sheet in sheets_of(contents)
    )
    return _odf_file("spreadsheet", f"<office:spreadsheet>{tables}</office:spreadsheet>")


def _odf_cell(cell: str) -> str:
    lines = "".join(f"<text:p>{_odf(line)}</text:p>" for line in cell.split("\n")) if cell else ""
    return (
        f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'
        if cell
        else "<table:table-cell/>"
    )


def _odf(line: str) -> str:
    return re.sub(
        " {2,}",
        lambda found: f' <text:s text:c="{len(found[0]) - 1}"/>',
        escaped(line).replace("\t", "<text:tab/>"),
    )


def _odf_file(what: str, body: str) -> bytes:
    names = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = " ".join(f'xmlns:{each}="{names}:{each}:1.0"' for each in ("office", "text", "table"))
    kind = f"application/vnd.oasis.opendocument.{what}"
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{media}"/>'
        for path, media in (("/", kind), ("content.xml", "text/xml"))
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{names}:manifest:1.0" '
        f'manifest:version="1.2">{entries}</manifest:manifest>'
    )
    content = (
        f'<office:document-content {spaces} office:version="1.2"><office:body>{body}</office:body></'
        f"office:document-content>"
    )
    return packed(
        {
            "mimetype": kind.encode(),
            "META-INF/manifest.xml": (_XML + manifest).encode(),
            "content.xml": (_XML + content).encode(),
        }
    )


def escaped(words: str) -> str:
    """Words as they stand in XML, without characters that XML cannot hold."""
    return html.escape(_BAD_IN_XML.sub("\ufffd", words))


def packed(members: Mapping[str, bytes]) -> bytes:
    """A zip without times, comments or extra fields; the first member is stored as it is, as OpenDocument
    wants it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number, (name, data) in enumerate(members.items()):
            entry = zipfile.ZipInfo(name, _FIXED)
            entry.create_system, entry.external_attr = 0, 0
            entry.compress_type = (
                zipfile.ZIP_STORED if number == 0 and name == "mimetype" else zipfile.ZIP_DEFLATED
            )
            archive.writestr(entry, data)
    return out.getvalue()


def sheets_of(contents: Contents) -> list[Sheet]:
    """The sheets under names that workbooks allow, each once; words beside them on a sheet of their own."""
    beside = (
        [("Beside the cells", tuple((one.label, one.text) for one in contents.passages))]
        if contents.passages
        else []
    )
    named: dict[str, Sheet] = {}
    for name, rows in (*((sheet.name, sheet.rows) for sheet in contents.sheets), *beside):
        base = (
            _BAD_IN_XML.sub(
                "", _NOT_IN_SHEET_NAMES.sub(lambda found: {"[": "(", "]": ")"}.get(found[0], " "), name)
            ).strip(" '")[:25]
            or "Sheet"
        )
        number, free = 1, base
        while free.lower() in named or free.lower() == "history":
            number += 1
            free = f"{base} {number}"
        named[free.lower()] = Sheet(free, rows)
    return list(named.values())


def workbook(contents: Contents) -> bytes:
    """XLSX of text cells only (reference/safety.md 1.7): no formulas, links, names, or author; the time of
    making is fixed.
    """
    import xlsxwriter

    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(out, options)
    # xlsxwriter wants a time without zone
    book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001
    for sheet in sheets_of(contents) or [Sheet("Sheet", ())]:
        page = book.add_worksheet(sheet.name)
        for number, row in enumerate(sheet.rows):
            for column, cell in enumerate(_fitting(row)):
                if cell:
                    page.write_string(number, column, _BAD_IN_XML.sub("\ufffd", cell))
    book.close()
    return out.getvalue()


def _fitting(row: Sequence[str]) -> list[str]:
    """The cells of a row; what is longer than a cell of a workbook can hold goes on in cells behind the
    last."""
    rest = [
        cell[at : at + _MOST_IN_CELL] for cell in row for at in range(_MOST_IN_CELL, len(cell), _MOST_IN_CELL)
    ]
    return [*(cell[:_MOST_IN_CELL] for cell in row), *rest]


def table(contents: Contents, between: str = ",") -> bytes:
    """CSV in UTF-8; a cell that a spreadsheet would run as a formula has an apostrophe before it."""
    out = io.StringIO(newline="")
    rows = csv.writer(out, delimiter=between, lineterminator="\r\n")
    sheets = sheets_of(contents)
    for sheet in sheets:
        if len(sheets) > 1:
            rows.writerow([sheet.name])
        rows.writerows([[guarded(cell) for cell in row] for row in sheet.rows])
    return out.getvalue().encode("utf-8", "replace")


def guarded(cell: str) -> str:
    """A cell that no spreadsheet runs; numbers with a sign stay as they are."""
    return "'" + cell if _FORMULA.match(cell) else cell


def tabbed(contents: Contents) -> bytes:
    """A table with tabs between its cells."""
    return table(contents, "\t")


WRITERS: dict[str, Callable[[Contents], bytes]] = {
    ".txt": text,
    ".md": text,
    ".html": web_page,
    ".htm": web_page,
    ".rtf": rich_text,
    ".docx": word,
    ".odt": open_document,
    ".xlsx": workbook,
    ".ods": open_sheets,
    ".csv": table,
    ".tsv": tabbed,
}


def archive(files: Sequence[tuple[str, bytes]]) -> bytes:
    """A zip of these files under the names given."""
    return packed(dict(files))
