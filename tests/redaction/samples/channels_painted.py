"""Channels of reference/safety.md 1.1 that lie in what a page paints: rows 1 to 28."""

import io

from drafting import LAST, SECRET, Draft, channel, shown
from pikepdf import Array, Dictionary, Name, Stream, String


@channel
def c01_visible() -> bytes:
    draft = Draft()
    draft.paint(shown(f"Seen with {SECRET} at the shop."))
    return draft.bytes()


@channel
def c02_subset_truetype() -> bytes:
    import pymupdf

    document = pymupdf.open(stream=Draft().bytes(), filetype="pdf")
    document[0].insert_font(fontname="ds", fontfile="/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
    document[0].insert_text((72, 200), f"Letter from {SECRET} about parking.", fontname="ds", fontsize=11)
    document.subset_fonts()
    return document.tobytes(garbage=4, deflate=True)


@channel
def c03_kerned_array() -> bytes:
    draft = Draft()
    pieces = "".join(f"({letter}) -12 " for letter in LAST)
    draft.paint(f"BT /F1 12 Tf 72 700 Td [(Zel) 20 (da) -278 {pieces}] TJ ET")
    return draft.bytes()


@channel
def c03b_letter_by_letter() -> bytes:
    draft = Draft()
    draft.paint("BT /F1 12 Tf 72 700 Td " + " ".join(f"({letter}) Tj 9 0 Td" for letter in LAST) + " ET")
    return draft.bytes()


@channel
def c05_rotated_page() -> bytes:
    draft = Draft()
    draft.page.Rotate = 90
    draft.paint(shown(f"Beside {SECRET} on the bench."))
    return draft.bytes()


@channel
def c05b_slanted_text() -> bytes:
    draft = Draft()
    draft.paint(f"BT /F1 12 Tf 0.866 0.5 -0.5 0.866 120 400 Tm ({SECRET}) Tj ET")
    return draft.bytes()


@channel
def c06_shared_form() -> bytes:
    draft = Draft(2)
    form = draft.form(shown(SECRET, y=650))
    for page in (0, 1):
        draft.resource("XObject", "Fm0", form, page)
        draft.paint("/Fm0 Do", page)
    return draft.bytes()


@channel
def c07_nested_forms() -> bytes:
    draft = Draft()
    inner = draft.form(shown(SECRET, y=640))
    outer = draft.form("q /In Do Q")
    outer.Resources.XObject = Dictionary(In=inner)
    draft.resource("XObject", "Out", outer)
    draft.paint("/Out Do")
    return draft.bytes()


@channel
def c08_tiling_pattern() -> bytes:
    draft = Draft()
    cell = draft.stream(
        shown(SECRET, 5, 5, 8),
        Type=Name.Pattern,
        PatternType=1,
        PaintType=1,
        TilingType=1,
        XStep=150,
        YStep=30,
    )
    cell.BBox, cell.Resources = Array([0, 0, 150, 30]), Dictionary(Font=Dictionary(F1=draft.font))
    draft.resource("Pattern", "P0", cell)
    draft.paint("/Pattern cs /P0 scn 72 300 300 60 re f")
    return draft.bytes()


@channel
def c09_type3_font() -> bytes:
    draft = Draft()
    letters = sorted(set(SECRET))
    procs = Dictionary(
        {f"/a{ord(letter)}": draft.stream("600 0 0 0 500 700 d1 0 0 500 700 re f") for letter in letters}
    )
    differences = Array([part for letter in letters for part in (ord(letter), Name(f"/a{ord(letter)}"))])
    rows = "\n".join(f"<{ord(letter):02x}> <{ord(letter):04x}>" for letter in letters)
    unicode = draft.stream(
        (
            f"begincmap 1 begincodespacerange <00> <ff> endcodespacerange {len(letters)} "
            f"beginbfchar\n{rows}\nendbfchar endcmap"
        )
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 600, 700]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
    )
    font.CharProcs, font.Encoding, font.ToUnicode = (
        procs,
        Dictionary(Type=Name.Encoding, Differences=differences),
        unicode,
    )
    font.FirstChar, font.LastChar, font.Widths = 32, 122, Array([600] * 91)
    draft.resource("Font", "T3", draft.pdf.make_indirect(font))
    draft.paint(f"BT /T3 10 Tf 72 620 Td ({SECRET}) Tj ET")
    return draft.bytes()


def jpeg(*, comment: bytes = b"", exif: bytes = b"") -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (60, 40), (200, 210, 220)).save(out, "JPEG", comment=comment)
    data = out.getvalue()
    if exif:
        body = b"Exif\0\0" + exif
        data = data[:2] + b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body + data[2:]
    return data


def placed_jpeg(data: bytes) -> bytes:
    draft = Draft()
    image = draft.stream(
        data,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=60,
        Height=40,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceRGB,
    )
    image.Filter = Name.DCTDecode
    draft.resource("XObject", "Im0", image)
    draft.paint("q 120 0 0 80 72 400 cm /Im0 Do Q")
    return draft.bytes()


@channel
def c12_jpeg_exif() -> bytes:
    return placed_jpeg(jpeg(exif=b"II*\0\x08\0\0\0" + SECRET.encode()))


@channel
def c13_jpeg_comment() -> bytes:
    return placed_jpeg(jpeg(comment=SECRET.encode()))


@channel
def c13b_jpeg_tail() -> bytes:
    return placed_jpeg(jpeg() + SECRET.encode())


@channel
def c13c_jpeg_private_segment() -> bytes:
    data = jpeg()
    body = b"Photoshop 3.0\0" + SECRET.encode()
    return placed_jpeg(data[:2] + b"\xff\xed" + (len(body) + 2).to_bytes(2, "big") + body + data[2:])


def flat_image(draft: Draft, data: bytes = bytes(60 * 40 * 3), **keys: object) -> Stream:
    return draft.stream(
        data,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=60,
        Height=40,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceRGB,
        **keys,
    )


@channel
def c14_invisible_layer() -> bytes:
    draft = Draft()
    draft.resource("XObject", "Im0", flat_image(draft, b"\xee" * (60 * 40 * 3)))
    draft.paint(
        "q 400 0 0 300 72 300 cm /Im0 Do Q " + shown(f"Scanned note by {SECRET} today", y=500, extra="3 Tr")
    )
    return draft.bytes()


@channel
def c16_alternates() -> bytes:
    draft = Draft()
    image = flat_image(draft)
    image.Alternates = Array(
        [Dictionary(Image=flat_image(draft, SECRET.encode() * 300), DefaultForPrinting=True)]
    )
    draft.resource("XObject", "Im0", image)
    draft.paint("q 60 0 0 40 72 400 cm /Im0 Do Q")
    return draft.bytes()


@channel
def c19_inline_image() -> bytes:
    draft = Draft()
    draft.paint(f"q 100 0 0 20 72 400 cm BI /W 10 /H 1 /CS /G /BPC 8 ID ABCDEFGHIJ{SECRET} EI Q")
    return draft.bytes()


@channel
def c19b_image_rows_too_many() -> bytes:
    draft = Draft()
    draft.resource("XObject", "Im0", flat_image(draft, bytes(60 * 40 * 3) + SECRET.encode()))
    draft.paint("q 60 0 0 40 72 400 cm /Im0 Do Q")
    return draft.bytes()


@channel
def c21_thumbnail() -> bytes:
    draft = Draft()
    draft.page.Thumb = flat_image(draft, SECRET.encode() * 400)
    return draft.bytes()


@channel
def c22_failed_redaction() -> bytes:
    draft = Draft()
    draft.paint(shown(SECRET, y=600) + " 0 g 70 596 130 16 re f")
    return draft.bytes()


@channel
def c23_white_tiny() -> bytes:
    draft = Draft()
    draft.paint("1 g " + shown(SECRET, y=600, size=1))
    return draft.bytes()


@channel
def c24_under_image() -> bytes:
    draft = Draft()
    draft.resource("XObject", "Im0", flat_image(draft, b"\xcc" * 7200))
    draft.paint(shown(SECRET, y=610) + " q 300 0 0 60 60 590 cm /Im0 Do Q")
    return draft.bytes()


@channel
def c25_off_page() -> bytes:
    draft = Draft()
    draft.paint(shown(SECRET, x=-4000, y=900))
    return draft.bytes()


@channel
def c25b_outside_crop() -> bytes:
    draft = Draft()
    draft.page.CropBox = Array([50, 400, 595, 842])
    draft.paint(shown(SECRET, y=100))
    return draft.bytes()


def layered(draft: Draft, *, base: str = "") -> object:
    group = draft.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Layer")))
    config = Dictionary(OFF=Array([group])) if not base else Dictionary(BaseState=Name(base))
    draft.pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=config)
    return group


@channel
def c26_layer_off() -> bytes:
    draft = Draft()
    draft.resource("Properties", "Oc1", layered(draft))
    draft.paint("/OC /Oc1 BDC " + shown(SECRET, y=580) + " EMC")
    return draft.bytes()


@channel
def c26b_layer_off_by_base_state() -> bytes:
    draft = Draft()
    draft.resource("Properties", "Oc1", layered(draft, base="/OFF"))
    draft.paint("/OC /Oc1 BDC /Span BMC " + shown(SECRET, y=580) + " EMC EMC")
    return draft.bytes()


@channel
def c26c_layer_name() -> bytes:
    draft = Draft()
    layered(draft).Name = String(SECRET)
    return draft.bytes()


@channel
def c27_form_of_layer_off() -> bytes:
    draft = Draft()
    form = draft.form(shown(SECRET, y=560), OC=layered(draft))
    draft.resource("XObject", "Fm0", form)
    draft.paint("/Fm0 Do")
    return draft.bytes()


@channel
def c28_unused_form() -> bytes:
    draft = Draft()
    draft.resource("XObject", "Fm0", draft.form(shown(SECRET)))
    return draft.bytes()
