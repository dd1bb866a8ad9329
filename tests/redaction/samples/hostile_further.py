"""More files made to break whoever opens them (see `hostile_samples`): rings in trees, tables and filters
that lie, odd papers, bombs of office files and mail."""

import base64
import io
import struct
import zlib
from collections.abc import Callable

from channels import SECRET
from hostile_samples import (
    CATALOGUE,
    FONT,
    PAGE,
    PAGES,
    PLAIN,
    TEXT,
    changed,
    image,
    one_page,
    packed,
    raw,
    stream,
    zip_of,
)
from pikepdf import Array, Dictionary, Name, Pdf


def _root(**keys: object) -> Callable[[], bytes]:
    # each builds a value for its key
    return lambda: changed(lambda pdf: [pdf.Root.__setattr__(key, build(pdf)) for key, build in keys.items()])  # type: ignore[operator]


def _ring(pdf: Pdf, key: str, **more: object) -> Dictionary:
    """A node that is its own child."""
    node = pdf.make_indirect(Dictionary(**more))
    node["/" + key] = Array([node])
    return node


def layers_in_a_ring(pdf: Pdf) -> Dictionary:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="a"))
    order = pdf.make_indirect(Array([group]))
    order.append(order)
    return Dictionary(OCGs=Array([group]), D=Dictionary(Order=order))


def numbers_of_objects_without_end() -> bytes:
    """A table of objects that says it has two thousand million rows."""
    head = (
        b"%PDF-1.7\n1 0 obj\n"
        + CATALOGUE
        + b"\nendobj\n2 0 obj\n"
        + PAGES
        + b"\nendobj\n3 0 obj\n"
        + PAGE
        + b"\nendobj\n"
    )
    table = stream(
        b"\1\0\0\0\x09\0\0" * 4, b"/Type /XRef /Size 2000000000 /Index [0 2000000000] /W [1 4 2] /Root 1 0 R"
    )
    return head + b"4 0 obj\n" + table + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(head)


def predictor(extra: bytes) -> bytes:
    return one_page(
        stream(zlib.compress(TEXT), b"/Filter /FlateDecode /DecodeParms << /Predictor 15 " + extra + b" >>")
    )


def lzw_bomb() -> bytes:
    return one_page(stream(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01" * 400_000, b"/Filter /LZWDecode"))


def runs_of_runs() -> bytes:
    """Runs unpacked as runs, again and again."""
    return one_page(
        stream(
            zlib.compress(b"\x81\x81" * 8_000_000, 9),
            b"/Filter [/FlateDecode /RunLengthDecode /RunLengthDecode]",
        )
    )


def jpx(width: int) -> bytes:
    size = (
        struct.pack(">HHHIIIIIIIIH", 0xFF51, 41, 0, width, width, 0, 0, width, width, 0, 0, 1) + b"\x07\1\1"
    )
    return image(
        400,
        400,
        b"\xff\x4f" + size + b"\xff\x52\0\x0c\0\0\0\1\0\5\4\4\0\1\xff\x5c\0\x04\x40\x40\xff\xd9",
        b"/Filter /JPXDecode",
    )


def jbig2(height: int) -> bytes:
    page = struct.pack(">IBBI", 0, 0x30, 1, 19) + struct.pack(">IIIIBH", 60_000, height, 0, 0, 0, 0)
    return image(400, 400, page, b"/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /JBIG2Decode")


def paper(box: bytes, more: bytes = b"") -> Callable[[], bytes]:
    return lambda: one_page(
        stream(TEXT), PAGE.replace(b"[0 0 595 842]", box).replace(b"/Contents", more + b" /Contents")
    )


def freed_object() -> bytes:
    """A later version frees the page's words and gives other ones their number; the old ones stay in the
    file."""
    at = int(PLAIN.rsplit(b"startxref\n", 1)[1].split()[0])
    new = (
        b"\nxref\n4 1\n0000000000 00001 f \ntrailer << /Size 9 /Root 1 0 R /Prev %d "
        b">>\nstartxref\n%d\n%%%%EOF\n"
    )
    return PLAIN + new % (at, len(PLAIN) + 1)


def two_tables() -> bytes:
    """A table for old readers and another, hidden in a stream, that new ones are to follow, and that leads
    back."""
    whole = one_page(stream(TEXT))
    at = int(whole.rsplit(b"startxref\n", 1)[1].split()[0])
    return whole.replace(b"/Root 1 0 R", b"/Root 1 0 R /XRefStm %d" % at)


def truetype(table: bytes, body: bytes) -> bytes:
    """A program of one table that promises what it does not hold."""
    program = b"\0\1\0\0\0\1\0\x10\0\0\0\0" + table + struct.pack(">III", 0, 28, len(body)) + body
    font = (
        FONT[:-2].replace(b"/Type1", b"/TrueType")
        + b"/FontDescriptor << /Type /FontDescriptor /FontName /X /Flags 4 /FontFile2 6 0 R >> >>"
    )
    return raw(CATALOGUE, PAGES, PAGE, stream(TEXT), font, stream(program))


def many_annotations() -> bytes:
    notes = b"<< /Type /Annot /Subtype /Square /Rect [0 0 9 9] >> " * 60_000
    return one_page(stream(TEXT), PAGE.replace(b"/Contents", b"/Annots [" + notes + b"] /Contents"))


def strings_in_strings() -> bytes:
    return one_page(
        stream(TEXT), PAGE.replace(b"/Contents", b"/X " + b"(" * 300_000 + b")" * 300_000 + b" /Contents")
    )


_SHEET = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</'
    b"sheetData></worksheet>"
)


def workbook(rows: bytes) -> bytes:
    import openpyxl

    out = io.BytesIO()
    book = openpyxl.Workbook()
    book.active["A1"] = SECRET
    book.save(out)
    import zipfile

    with zipfile.ZipFile(out) as old:
        members = {name: old.read(name) for name in old.namelist()}
    members["xl/worksheets/sheet1.xml"] = _SHEET % rows
    return zip_of(members)


def _cell(place: bytes) -> bytes:
    return b'<row r="%s"><c r="%s" t="inlineStr"><is><t>%s</t></is></c></row>' % (
        place.lstrip(b"AXFD"),
        place,
        SECRET.encode(),
    )


def mail_of_parts() -> bytes:
    part = b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n"
    return (
        b'From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
        + part * 60_000
        + SECRET.encode()
        + b"\r\n--b--\r\n"
    )


def mail_in_mail() -> bytes:
    body = b"Subject: x\r\n\r\n" + SECRET.encode()
    for _ in range(9):
        body = (
            b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + base64.encodebytes(body)
        )
    return b"From: a@example.org\r\nMIME-Version: 1.0\r\n" + body


FURTHER: dict[str, Callable[[], bytes]] = {
    "names_in_a_ring.pdf": _root(Names=lambda pdf: Dictionary(Dests=_ring(pdf, "Kids"))),
    "tags_in_a_ring.pdf": _root(
        StructTreeRoot=lambda pdf: _ring(pdf, "K", Type=Name.StructTreeRoot, S=Name.P)
    ),
    "labels_in_a_ring.pdf": _root(PageLabels=lambda pdf: _ring(pdf, "Kids")),
    "layers_in_a_ring.pdf": _root(OCProperties=layers_in_a_ring),
    "numbers_without_end.pdf": numbers_of_objects_without_end,
    "predictor_columns.pdf": lambda: predictor(b"/Columns 2147483647"),
    "predictor_colours.pdf": lambda: predictor(b"/Colors 2147483647 /BitsPerComponent 16"),
    "predictor_negative.pdf": lambda: predictor(b"/Columns -5 /Colors 0"),
    "lzw_bomb.pdf": lzw_bomb,
    "runs_of_runs.pdf": runs_of_runs,
    "vast_jpx.pdf": lambda: jpx(2_000_000_000),
    "big_jpx.pdf": lambda: jpx(60_000),
    "vast_jbig2.pdf": lambda: jbig2(4_000_000_000),
    "big_jbig2.pdf": lambda: jbig2(60_000),
    "turned_box.pdf": paper(b"[595 842 0 0]"),
    "negative_box.pdf": paper(b"[-9000 -9000 -8405 -8158]"),
    "no_paper.pdf": paper(b"[0 0 0 0]"),
    "line_of_paper.pdf": paper(b"[0 0 595 0.001]"),
    "turned_units.pdf": paper(b"[0 0 595 842]", b"/Rotate 90 /UserUnit 7.5"),
    "odd_turn.pdf": paper(b"[0 0 595 842]", b"/Rotate 33"),
    "words_for_numbers.pdf": paper(b"[(a) /b null true]"),
    "freed_object.pdf": freed_object,
    "two_tables.pdf": two_tables,
    "junk_before.pdf": lambda: b"\0\xff junk" * 120 + PLAIN,
    "junk_after.pdf": lambda: PLAIN + b"\0" * 3_000_000 + b"more",
    "two_files.pdf": lambda: PLAIN + PLAIN,
    "broken_cmap.pdf": lambda: truetype(b"cmap", b"\0\0\xff\xff" + b"\0\3\0\1\0\0\0\0" * 3),
    "broken_glyf.pdf": lambda: truetype(b"glyf", b"\xff\xff" * 200),
    "many_annotations.pdf": many_annotations,
    "strings_in_strings.pdf": strings_in_strings,
    "long_line.pdf": lambda: one_page(packed(TEXT + b" BT /F1 1 Tf " + b"(a) Tj " * 400_000 + b"ET")),
    "last_cell.xlsx": lambda: workbook(_cell(b"XFD1048576")),
    "rows_of_nothing.xlsx": lambda: workbook(b"<row/>" * 5_000_000),
    "mail_of_parts.eml": mail_of_parts,
    "mail_in_mail.eml": mail_in_mail,
}
