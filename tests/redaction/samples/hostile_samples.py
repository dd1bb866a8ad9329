"""Files made to break whoever opens them: each a function from nothing to bytes, by its file name.

Built here, so that none lies in the repository.

To add one, write a function and its line in HOSTILE. All names in them are fictional. It is long because it
is one list: some seventy short functions that know nothing of each other, read one at a time.
"""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
from channels import CHANNELS, SECRET
from pikepdf import Array, Dictionary, Name, String

PLAIN = CHANNELS["c01_visible"]()


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


def changed(change: Callable[[pikepdf.Pdf], object], **options: object) -> bytes:
    """A page with the secret, changed."""
    with pikepdf.open(io.BytesIO(PLAIN)) as pdf:
        change(pdf)
        return saved(pdf, **options)


def raw(*objects: bytes, root: int = 1, trailer: bytes = b"") -> bytes:
    """A file of these objects, from number 1, whatever stands in them."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(
        b"%010d 00000 n \n" % place for place in places
    )
    return bytes(out) + b"trailer << /Size %d /Root %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        root,
        trailer,
        at,
    )


CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 "
    b"5 0 R >> >> >>"
)
TEXT = b"BT /F1 12 Tf 72 700 Td (" + SECRET.encode() + b" came to the library.) Tj ET"


def stream(body: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n" % (len(body), extra) + body + b"\nendstream"


def packed(body: bytes, extra: bytes = b"") -> bytes:
    return stream(zlib.compress(body, 9), b"/Filter /FlateDecode " + extra)


def one_page(contents: bytes, page: bytes = PAGE, *more: bytes) -> bytes:
    return raw(CATALOGUE, PAGES, page, contents, FONT, *more)


def tree_of_itself() -> bytes:
    return raw(CATALOGUE, b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>", PAGE, stream(TEXT), FONT)


def parent_of_itself() -> bytes:
    return one_page(stream(TEXT), b"<< /Type /Page /Parent 3 0 R /Contents 4 0 R >>")


def tree_in_a_ring() -> bytes:
    tree = [
        b"<< /Type /Pages /Kids [%d 0 R] /Count 1 /Parent %d 0 R >>" % (after, before)
        for after, before in ((3, 4), (4, 2), (2, 3))
    ]
    return raw(CATALOGUE, *tree)


def deep_tree() -> bytes:
    nodes = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (number + 1) for number in range(2, 3000)]
    return raw(CATALOGUE, *nodes, b"<< /Type /Page /Parent 2999 0 R /MediaBox [0 0 595 842] >>")


def form_of_itself() -> bytes:
    page = PAGE.replace(b"/Font", b"/XObject << /X 6 0 R >> /Font")
    form = stream(
        b"/X Do",
        b"/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources << /XObject << /X 6 0 R >> >>",
    )
    return one_page(stream(TEXT + b" /X Do"), page, form)


def forms_doubling() -> bytes:
    """Thirty forms, each of which paints the next twice: a thousand million paintings."""
    forms = [
        stream(
            b"/X Do /X Do",
            b"/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources << /XObject << /X %d 0 R >> >>"
            % (number + 1),
        )
        for number in range(6, 36)
    ]
    last = stream(b"0 0 m 1 1 l S", b"/Type /XObject /Subtype /Form /BBox [0 0 600 900]")
    return one_page(
        stream(TEXT + b" /X Do"), PAGE.replace(b"/Font", b"/XObject << /X 6 0 R >> /Font"), *forms, last
    )


def pattern_of_itself() -> bytes:
    page = PAGE.replace(b"/Font", b"/Pattern << /P 6 0 R >> /Font")
    cell = stream(
        b"/Pattern cs /P scn 0 0 9 9 re f",
        (
            b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep "
            b"9 /Resources << /Pattern << /P 6 0 R >> >>"
        ),
    )
    return one_page(stream(TEXT + b" /Pattern cs /P scn 0 0 600 600 re f"), page, cell)


def type3_of_itself() -> bytes:
    page = PAGE.replace(b"/F1 5 0 R", b"/F1 5 0 R /T 6 0 R")
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [.001 0 0 .001 0 0] "
        b"/FirstChar 65 /LastChar 65 /Widths [1000]"
        b" /Encoding << /Differences [65 /A] >> /CharProcs << /A 7 0 R >> /Resources << /Font << "
        b"/T 6 0 R >> >> >>"
    )
    return one_page(
        stream(TEXT + b" BT /T 12 Tf 72 600 Td (A) Tj ET"),
        page,
        font,
        stream(b"1000 0 d0 BT /T 1 Tf (A) Tj ET"),
    )


def length_of_itself() -> bytes:
    return one_page(b"<< /Length 4 0 R >>\nstream\n" + TEXT + b"\nendstream")


def object_streams_in_a_ring() -> bytes:
    """Two object streams, each of which extends the other, and objects said to lie in a stream that lies in
    itself."""
    body = b"1 0 2 40 " + CATALOGUE.ljust(40) + PAGES
    ring = [stream(body, b"/Type /ObjStm /N 2 /First 9 /Extends %d 0 R" % other) for other in (5, 4)]
    head = b"%PDF-1.7\n"
    four = b"4 0 obj\n" + ring[0] + b"\nendobj\n"
    five = b"5 0 obj\n" + ring[1] + b"\nendobj\n"
    at = len(head) + len(four) + len(five)
    rows = b"".join(
        struct.pack(">BIH", *row)
        for row in (
            (0, 0, 65535),
            (2, 4, 0),
            (2, 4, 1),
            (2, 3, 0),
            (1, len(head), 0),
            (1, len(head) + len(four), 0),
            (1, at, 0),
        )
    )
    table = stream(rows, b"/Type /XRef /Size 7 /W [1 4 2] /Root 1 0 R")
    return head + four + five + b"6 0 obj\n" + table + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % at


def tables_in_a_ring() -> bytes:
    whole = one_page(stream(TEXT))
    at = int(whole.rsplit(b"startxref\n", 1)[1].split()[0])
    return raw(CATALOGUE, PAGES, PAGE, stream(TEXT), FONT, trailer=b"/Prev %d" % at)


def nested_brackets(signs: bytes, ends: bytes, times: int) -> bytes:
    return one_page(stream(TEXT), PAGE, signs * times + ends * times)


def nested_in_painting() -> bytes:
    return one_page(packed(TEXT + b" " + b"[" * 200_000 + b"]" * 200_000 + b" TJ"))


def states() -> bytes:
    return one_page(packed(b"q " * 500_000 + TEXT))


def numbers() -> bytes:
    """Sixty-four million bytes of numbers that paint nothing."""
    return one_page(packed(b"0.123456 " * 7_000_000 + TEXT))


def long_name() -> bytes:
    return one_page(packed(b"/" + b"A" * 5_000_000 + b" gs " + TEXT))


def long_string() -> bytes:
    return one_page(packed(TEXT + b" BT /F1 1 Tf (" + b"a" * 3_000_000 + b") Tj ET"))


def bombs_in_bombs() -> bytes:
    body = b"\0" * 500_000_000
    body = zlib.compress(zlib.compress(zlib.compress(body, 9), 9), 9)
    return one_page(stream(body, b"/Filter [/FlateDecode /FlateDecode /FlateDecode]"))


def many_filters() -> bytes:
    return one_page(stream(b"61>" * 10, b"/Filter [" + b"/ASCIIHexDecode " * 5000 + b"]"))


def wide_table() -> bytes:
    return PLAIN.replace(b"startxref", b"xref\n0 999999999\ntrailer << /Size 999999999 >>\nstartxref", 1)


def image(width: int, height: int, body: bytes, extra: bytes) -> bytes:
    page = PAGE.replace(b"/Font", b"/XObject << /X 6 0 R >> /Font")
    head = b"/Type /XObject /Subtype /Image /Width %d /Height %d " % (width, height)
    return one_page(stream(TEXT + b" q 400 0 0 400 72 200 cm /X Do Q"), page, stream(body, head + extra))


def vast_image() -> bytes:
    return image(
        17_400,
        17_400,
        zlib.compress(b"\xff" * (17_400 * 2175), 9),
        b"/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /FlateDecode",
    )


def vast_colour_image() -> bytes:
    """Three hundred million pixels in three colours, a megabyte packed."""
    rows = zlib.compressobj(9)
    body = b"".join(rows.compress(b"\x7f" * (17_400 * 3)) for _ in range(17_400)) + rows.flush()
    return image(17_400, 17_400, body, b"/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode")


def endless_image() -> bytes:
    return image(2_000_000_000, 2_000_000_000, b"\0" * 10, b"/ColorSpace /DeviceRGB /BitsPerComponent 8")


def endless_jbig2() -> bytes:
    return image(
        400,
        400,
        b"\0\0\0\0\x30\0\1\0\0\0\x13" + b"\x7f\xff\xff\xff" * 2 + b"\0" * 11,
        b"/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /JBIG2Decode",
    )


def vast_page() -> bytes:
    return one_page(stream(TEXT), PAGE.replace(b"[0 0 595 842]", b"[0 0 9000000 9000000]"))


def vast_unit() -> bytes:
    return one_page(stream(TEXT), PAGE.replace(b"/Contents", b"/UserUnit 1000000 /Contents"))


def no_page() -> bytes:
    return raw(CATALOGUE, b"<< /Type /Pages /Kids [] /Count 0 >>")


def pages_that_are_none() -> bytes:
    return raw(CATALOGUE, b"<< /Type /Pages /Kids [3 0 R 4 0 R null 99 0 R] /Count 4 >>", FONT, b"42")


def false_count() -> bytes:
    return raw(CATALOGUE, b"<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>", PAGE, stream(TEXT), FONT)


def negative_count() -> bytes:
    return raw(CATALOGUE, b"<< /Type /Pages /Kids [3 0 R] /Count -1 >>", PAGE, stream(TEXT), FONT)


def encrypted(**options: object) -> bytes:
    return changed(lambda _: None, encryption=pikepdf.Encryption(**options))


def odd_encryption() -> bytes:
    return raw(
        CATALOGUE,
        PAGES,
        PAGE,
        stream(TEXT),
        FONT,
        trailer=b"/Encrypt << /Filter /Nobody.Knows /V 9 /R 9 >> /ID [<00><00>]",
    )


def signed() -> bytes:
    def sign(pdf: pikepdf.Pdf) -> None:
        value = pdf.make_indirect(
            Dictionary(
                Type=Name.Sig,
                Filter=Name("/Adobe.PPKLite"),
                SubFilter=Name("/adbe.pkcs7.detached"),
                Contents=String(b"\0" * 99),
                Name=SECRET,
            )
        )
        field = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T="Signature",
            V=value,
            Rect=Array([0, 0, 0, 0]),
            P=pdf.pages[0].obj,
            F=132,
        )
        pdf.pages[0].Annots = Array([pdf.make_indirect(field)])
        pdf.Root.AcroForm = Dictionary(Fields=pdf.pages[0].Annots, SigFlags=3)

    return changed(sign)


def xfa(*, draws_itself: bool) -> bytes:
    def form(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm = Dictionary(
            XFA=pdf.make_stream(b"<xdp><field>" + SECRET.encode() + b"</field></xdp>"), Fields=Array([])
        )
        if draws_itself:
            pdf.Root.NeedsRendering = True

    return changed(form)


def scripts() -> bytes:
    return changed(
        lambda pdf: pdf.Root.__setattr__(
            "OpenAction", Dictionary(S=Name.JavaScript, JS="while(true){app.alert('x')}")
        )
    )


def wrapped() -> bytes:
    return changed(lambda pdf: pdf.attachments.__setitem__("inner.pdf", PLAIN))


def fields_in_a_ring() -> bytes:
    def ring(pdf: pikepdf.Pdf) -> None:
        field = pdf.make_indirect(Dictionary(FT=Name.Tx, T="a", V=SECRET))
        field.Kids, field.Parent = Array([field]), field
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))

    return changed(ring)


def outline_in_a_ring() -> bytes:
    def ring(pdf: pikepdf.Pdf) -> None:
        entry = pdf.make_indirect(Dictionary(Title=SECRET))
        entry.Next = entry.First = entry.Last = entry.Parent = entry
        pdf.Root.Outlines = entry

    return changed(ring)


def function_of_itself() -> bytes:
    page = PAGE.replace(b"/Font", b"/Shading << /S 6 0 R >> /Font")
    shading = b"<< /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 9 9] /Function 7 0 R >>"
    function = b"<< /FunctionType 3 /Domain [0 1] /Functions [7 0 R] /Bounds [] /Encode [0 1] >>"
    return one_page(stream(TEXT + b" /S sh"), page, shading, function)


def colour_of_itself() -> bytes:
    page = PAGE.replace(b"/Font", b"/ColorSpace << /C 6 0 R >> /Font")
    return one_page(stream(b"/C cs 1 scn " + TEXT), page, b"[/Indexed 6 0 R 1 <0011>]")


def map_of_itself() -> bytes:
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding 6 0 R /DescendantFonts [5 0 R] "
        b"/ToUnicode 6 0 R >>"
    )
    return raw(
        CATALOGUE,
        PAGES,
        PAGE,
        stream(TEXT),
        font,
        stream(b"/X usecmap 1 begincodespacerange <00> <ffffffff> endcodespacerange", b"/UseCMap 6 0 R"),
    )


def wide_map() -> bytes:
    return raw(
        *(CATALOGUE, PAGES, PAGE, stream(TEXT), FONT[:-2] + b"/ToUnicode 6 0 R >>"),
        packed(
            (
                b"1 begincodespacerange <00000000> <ffffffff> endcodespacerange 1 beginbfrange "
                b"<00000000> <ffffffff> <0000> endbfrange"
            )
        ),
    )


def broken_font() -> bytes:
    font = (
        FONT[:-2].replace(b"/Type1", b"/TrueType")
        + b"/FontDescriptor << /Type /FontDescriptor /FontName /X /Flags 4 /FontFile2 6 0 R >> >>"
    )
    return raw(CATALOGUE, PAGES, PAGE, stream(TEXT), font, stream(b"\0\1\0\0\xff\xff" + b"\xff" * 5000))


def widths_without_end() -> bytes:
    return raw(
        CATALOGUE,
        PAGES,
        PAGE,
        stream(TEXT),
        FONT[:-2] + b"/FirstChar 0 /LastChar 2000000000 /Widths [500] >>",
    )


def names_of_millions() -> bytes:
    return one_page(stream(TEXT), PAGE, b"[" + b"/N " * 2_000_000 + b"]")


def zip_of(members: dict[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return out.getvalue()


TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    b'content-types"><Default Extension="rels" '
    b'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default '
    b'Extension="xml" ContentType="application/xml"/><Override '
    b'PartName="/word/document.xml" ContentType="application/'
    b'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    b'relationships"><Relationship Id="r1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    b'Target="word/document.xml"/></Relationships>'
)


def letter(body: bytes, head: bytes = b"", **more: bytes) -> bytes:
    text = (
        head
        + b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        + body
        + b"</w:body></w:document>"
    )
    return zip_of({"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": text, **more})


SAID = b"<w:p><w:r><w:t>" + SECRET.encode() + b" came.</w:t></w:r></w:p>"


def macros() -> bytes:
    return letter(SAID, **{"word/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 3000})


def laughs() -> bytes:
    """Entities that unfold to a thousand million words."""
    head = (
        b"<!DOCTYPE d [<!ENTITY a0 'ha'>"
        + b"".join(b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
        + b"]>"
    )
    return letter(b"<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", head)


def outside_entity() -> bytes:
    return letter(
        b"<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", b"<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
    )


def deep_elements() -> bytes:
    return letter(b"<w:sdt>" * 100_000 + SAID + b"</w:sdt>" * 100_000)


def swollen_letter() -> bytes:
    return letter(SAID + b"<w:p/>" * 20_000_000)


def zip_in_zip(depth: int) -> bytes:
    body = zip_of({"a.txt": SECRET.encode()})
    for _ in range(depth):
        body = zip_of({"inner.zip": body})
    return body


def zip_bomb() -> bytes:
    once = zip_of({f"{n}.txt": b"\0" * 10_000_000 for n in range(10)})
    return zip_of({f"{n}.zip": once for n in range(16)})


def false_sizes() -> bytes:
    return zip_of({"a.txt": SECRET.encode() * 99}).replace(
        struct.pack("<I", len(SECRET) * 99), struct.pack("<I", 0xFFFFFFF0)
    )


def climbing_names() -> bytes:
    return zip_of({"../../../../tmp/evil.txt": SECRET.encode(), "/etc/evil": b"x"})


def gif_of_millions() -> bytes:
    return (
        b"GIF89a"
        + struct.pack("<HHBBB", 65_535, 65_535, 0x80, 0, 0)
        + b"\0" * 6
        + b","
        + struct.pack("<HHHHB", 0, 0, 65_535, 65_535, 0)
        + b"\2\2\x44\1\0;"
    )


def tiff_in_a_ring() -> bytes:
    return (
        b"II*\0\x08\0\0\0" + struct.pack("<H", 1) + struct.pack("<HHII", 256, 4, 1, 9) + struct.pack("<I", 8)
    )


def deep_mail() -> bytes:
    body = b"Subject: x\r\n\r\n" + SECRET.encode()
    for number in range(300):
        mark = b"b%d" % number
        body = (
            b'Content-Type: multipart/mixed; boundary="'
            + mark
            + b'"\r\n\r\n--'
            + mark
            + b"\r\n"
            + body
            + b"\r\n--"
            + mark
            + b"--\r\n"
        )
    return b"From: a@example.org\r\nMIME-Version: 1.0\r\n" + body


def deep_page() -> bytes:
    return b"<html><body>" + b"<div>" * 200_000 + SECRET.encode() + b"</div>" * 200_000


def deep_json() -> bytes:
    return b"[" * 200_000 + b'"' + SECRET.encode() + b'"' + b"]" * 200_000


HOSTILE: dict[str, Callable[[], bytes]] = {
    "tree_of_itself.pdf": tree_of_itself,
    "parent_of_itself.pdf": parent_of_itself,
    "tree_in_a_ring.pdf": tree_in_a_ring,
    "deep_tree.pdf": deep_tree,
    "form_of_itself.pdf": form_of_itself,
    "forms_doubling.pdf": forms_doubling,
    "pattern_of_itself.pdf": pattern_of_itself,
    "type3_of_itself.pdf": type3_of_itself,
    "length_of_itself.pdf": length_of_itself,
    "object_streams_in_a_ring.pdf": object_streams_in_a_ring,
    "tables_in_a_ring.pdf": tables_in_a_ring,
    "deep_array.pdf": lambda: nested_brackets(b"[", b"]", 100_000),
    "deep_dictionary.pdf": lambda: nested_brackets(b"<</A", b">>", 100_000),
    "nested_in_painting.pdf": nested_in_painting,
    "states.pdf": states,
    "numbers.pdf": numbers,
    "long_name.pdf": long_name,
    "long_string.pdf": long_string,
    "bombs_in_bombs.pdf": bombs_in_bombs,
    "many_filters.pdf": many_filters,
    "wide_table.pdf": wide_table,
    "vast_image.pdf": vast_image,
    "vast_colour_image.pdf": vast_colour_image,
    "endless_image.pdf": endless_image,
    "endless_jbig2.pdf": endless_jbig2,
    "vast_page.pdf": vast_page,
    "vast_unit.pdf": vast_unit,
    "no_page.pdf": no_page,
    "pages_that_are_none.pdf": pages_that_are_none,
    "false_count.pdf": false_count,
    "negative_count.pdf": negative_count,
    "password.pdf": lambda: encrypted(user="secret", owner="owner"),
    "owner_password.pdf": lambda: encrypted(user="", owner="owner"),
    "old_password.pdf": lambda: encrypted(user="secret", owner="owner", R=3, aes=False, metadata=False),
    "odd_encryption.pdf": odd_encryption,
    "signed.pdf": signed,
    "xfa.pdf": lambda: xfa(draws_itself=True),
    "xfa_beside.pdf": lambda: xfa(draws_itself=False),
    "scripts.pdf": scripts,
    "wrapped.pdf": wrapped,
    "fields_in_a_ring.pdf": fields_in_a_ring,
    "outline_in_a_ring.pdf": outline_in_a_ring,
    "function_of_itself.pdf": function_of_itself,
    "colour_of_itself.pdf": colour_of_itself,
    "map_of_itself.pdf": map_of_itself,
    "wide_map.pdf": wide_map,
    "broken_font.pdf": broken_font,
    "widths_without_end.pdf": widths_without_end,
    "names_of_millions.pdf": names_of_millions,
    "cut.pdf": lambda: PLAIN[: len(PLAIN) // 2],
    "turned_bits.pdf": lambda: bytes(byte ^ (0x10 if at % 97 == 0 else 0) for at, byte in enumerate(PLAIN)),
    "head_only.pdf": lambda: b"%PDF-1.7\n%%EOF",
    "picture_named.pdf": lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
    "macros.docm": macros,
    "laughs.docx": laughs,
    "outside_entity.docx": outside_entity,
    "deep_elements.docx": deep_elements,
    "swollen_letter.docx": swollen_letter,
    "zip_in_zip.zip": lambda: zip_in_zip(40),
    "zip_bomb.zip": zip_bomb,
    "false_sizes.zip": false_sizes,
    "climbing_names.zip": climbing_names,
    "gzip_bomb.gz": lambda: gzip.compress(b"\0" * 200_000_000),
    "gif_of_millions.gif": gif_of_millions,
    "tiff_in_a_ring.tif": tiff_in_a_ring,
    "deep_mail.eml": deep_mail,
    "deep_page.html": deep_page,
    "deep_json.json": deep_json,
}
