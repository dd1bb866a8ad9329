"""Further channels: what reference/safety.md 1.1 names as not yet measured, and others that readers of PDFs
differ over.
"""

import io
import struct
import zlib

import pikepdf
from channels_kept import file_spec
from drafting import FIRST, KEPT, LAST, SECRET, Draft, channel, shown
from pikepdf import Array, Dictionary, Name, Stream, String


def image(draft: Draft, data: bytes, filter_name: str, **keys: object) -> None:
    made = draft.stream(
        b"",
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=64,
        Height=64,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceGray,
        **keys,
    )
    made.write(data, filter=Name(filter_name))
    draft.resource("XObject", "Im1", made)
    draft.paint("q 100 0 0 100 72 300 cm /Im1 Do Q")


def jpx(**more: object) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.linear_gradient("L").resize((64, 64)).save(out, "JPEG2000", **more)
    return out.getvalue()


@channel
def d01_jpx_box() -> bytes:
    draft = Draft()
    body = f"<x>{SECRET}</x>".encode()
    data = jpx()
    at = data.index(b"jp2c") - 4
    image(draft, data[:at] + struct.pack(">I", len(body) + 8) + b"xml " + body + data[at:], "/JPXDecode")
    return draft.bytes()


@channel
def d02_jpx_comment() -> bytes:
    draft = Draft()
    image(draft, jpx(comment=SECRET), "/JPXDecode")
    return draft.bytes()


def jbig2(comment: bytes = b"") -> bytes:
    """Page information of 64 by 64, black by default, with a comment (ITU T.88, 7.4.16: extension type
    0x20000000)."""
    page = struct.pack(">IBBBI", 0, 48, 0, 1, 19) + struct.pack(">IIIIBH", 64, 64, 0, 0, 4, 0)
    body = struct.pack(">I", 0x20000000) + b"Name\0" + comment + b"\0\0"
    said = struct.pack(">IBBBI", 1, 62, 0, 1, len(body)) + body
    return page + (said if comment else b"") + struct.pack(">IBBBI", 2, 49, 0, 1, 0)


@channel
def d03_jbig2_comment() -> bytes:
    draft = Draft()
    made = draft.stream(
        b"",
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=64,
        Height=64,
        BitsPerComponent=1,
        ColorSpace=Name.DeviceGray,
    )
    made.write(jbig2(SECRET.encode()), filter=Name.JBIG2Decode)
    draft.resource("XObject", "Im1", made)
    draft.paint("q 100 0 0 100 72 300 cm /Im1 Do Q")
    return draft.bytes()


def mapped(draft: Draft, pairs: dict[int, str]) -> None:
    """A copy of the font whose codes say that they are other letters."""
    rows = "\n".join(f"<{code:02x}> <{text.encode('utf-16-be').hex()}>" for code, text in pairs.items())
    cmap = (
        f"begincmap 1 begincodespacerange <00> <ff> endcodespacerange {len(pairs)} "
        f"beginbfchar\n{rows}\nendbfchar endcmap"
    )
    font = Dictionary(draft.font)
    font.ToUnicode = draft.stream(cmap)
    draft.resource("Font", "F9", draft.pdf.make_indirect(font))


@channel
def d04_unicode_map_of_an_unused_code() -> bytes:
    draft = Draft()
    mapped(draft, {0x41: "A", 0x7E: SECRET})
    draft.paint("BT /F9 12 Tf 72 700 Td (A) Tj ET")
    return draft.bytes()


def written_as(other: dict[str, str]) -> bytes:
    draft = Draft()
    mapped(draft, {ord(letter): other.get(letter, letter) for letter in sorted(set(SECRET))})
    draft.paint(f"BT /F9 12 Tf 72 700 Td ({SECRET}) Tj ET")
    return draft.bytes()


@channel
def d05_full_width_letters() -> bytes:
    return written_as({letter: chr(ord(letter) + 0xFEE0) for letter in SECRET if letter != " "})


@channel
def d06_look_alike_letters() -> bytes:
    return written_as({"a": "\u0430", "e": "\u0435"})


@channel
def d07_unseen_letters_between() -> bytes:
    return written_as({letter: letter + "\u200b" for letter in SECRET if letter != " "})


@channel
def d08_painted_backwards() -> bytes:
    draft = Draft()
    draft.paint(
        "BT /F1 12 Tf "
        + " ".join(
            f"1 0 0 1 {72 + 9 * at} 700 Tm ({letter}) Tj" for at, letter in reversed([*enumerate(LAST)])
        )
        + " ET"
    )
    return draft.bytes()


@channel
def d09_every_other_letter_first() -> bytes:
    draft = Draft()
    order = [*enumerate(LAST)][::2] + [*enumerate(LAST)][1::2]
    draft.paint(
        "BT /F1 12 Tf "
        + " ".join(f"1 0 0 1 {72 + 9 * at} 700 Tm ({letter}) Tj" for at, letter in order)
        + " ET"
    )
    return draft.bytes()


@channel
def d10_capitals() -> bytes:
    draft = Draft()
    draft.paint(shown(SECRET.upper()))
    return draft.bytes()


@channel
def d11_turned_round() -> bytes:
    draft = Draft()
    draft.paint(shown(f"{LAST}, {FIRST} \\(Ms\\)"))
    return draft.bytes()


@channel
def d12_letters_set_apart() -> bytes:
    draft = Draft()
    draft.paint(shown(" ".join(LAST)))
    return draft.bytes()


@channel
def d13_other_look_of_a_button() -> bytes:
    draft = Draft()
    normal, pressed = draft.form(shown("Press", 0, 0)), draft.form(shown(SECRET, 0, 0))
    draft.annotate(
        Subtype=Name.Widget,
        FT=Name.Btn,
        T=String("b"),
        AP=Dictionary(N=normal, D=pressed),
        MK=Dictionary(RC=String(SECRET)),
    )
    return draft.bytes()


@channel
def d14_membership_expression() -> bytes:
    draft = Draft()
    group = draft.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("a")))
    draft.pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([])))
    member = draft.pdf.make_indirect(Dictionary(Type=Name.OCMD, VE=Array([Name.Not, group])))
    draft.resource("Properties", "M1", member)
    draft.paint(f"/OC /M1 BDC {shown()} EMC")
    return draft.bytes()


@channel
def d15_postscript_object() -> bytes:
    draft = Draft()
    draft.resource("XObject", "Ps", draft.stream(f"({SECRET}) show", Type=Name.XObject, Subtype=Name.PS))
    draft.paint("/Ps Do")
    return draft.bytes()


@channel
def d16_reference_to_another_file() -> bytes:
    draft = Draft()
    form = draft.form("", Ref=Dictionary(F=String(f"{SECRET}.pdf"), Page=0))
    draft.resource("XObject", "Fx", form)
    draft.paint("/Fx Do")
    return draft.bytes()


@channel
def d17_glyph_that_is_not_painted() -> bytes:
    draft = Draft()
    procedures = Dictionary(
        a=draft.stream("500 0 d0 0 0 400 400 re f"), b=draft.stream(f"500 0 d0 {shown()}")
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 500, 500]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=procedures,
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a, Name.b])),
        FirstChar=97,
        LastChar=98,
        Widths=Array([500, 500]),
        Resources=Dictionary(Font=Dictionary(F1=draft.font)),
    )
    draft.resource("Font", "T3", draft.pdf.make_indirect(font))
    draft.paint("BT /T3 12 Tf 72 700 Td (a) Tj ET")
    return draft.bytes()


@channel
def d18_halftone_name() -> bytes:
    draft = Draft()
    half = Dictionary(
        Type=Name.Halftone,
        HalftoneType=1,
        HalftoneName=String(SECRET),
        Frequency=60,
        Angle=45,
        SpotFunction=Name.Round,
    )
    draft.resource("ExtGState", "Gh", Dictionary(Type=Name.ExtGState, HT=half))
    draft.paint("/Gh gs")
    return draft.bytes()


@channel
def d19_bytes_behind_the_packed_stream() -> bytes:
    draft = Draft()
    made = Stream(draft.pdf, b"")
    made.write(zlib.compress(b"q Q") + SECRET.encode(), filter=Name.FlateDecode)
    draft.page.Contents = Array([draft.page.Contents, draft.pdf.make_indirect(made)])
    return draft.bytes(recompress_flate=False)


@channel
def d20_pdf_inside() -> bytes:
    inner, draft = Draft(), Draft()
    inner.paint(shown())
    draft.pdf.attachments["plan.pdf"] = inner.bytes()
    return draft.bytes()


@channel
def d21_wrapper() -> bytes:
    """An unencrypted cover whose real document is attached (ISO 32000-2, 7.6.7)."""
    draft = Draft()
    spec = file_spec(draft, SECRET.encode())
    spec.AFRelationship, spec.EP = (
        Name.EncryptedPayload,
        Dictionary(Subtype=Name("/X"), Version=String(SECRET)),
    )
    draft.pdf.Root.AF = Array([spec])
    return draft.bytes()


@channel
def d22_content_in_several_filters() -> bytes:
    import base64

    draft = Draft()
    made = Stream(draft.pdf, b"")
    made.write(
        base64.a85encode(zlib.compress(shown().encode())) + b"~>",
        filter=Array([Name.ASCII85Decode, Name.FlateDecode]),
    )
    draft.page.Contents = Array([draft.page.Contents, draft.pdf.make_indirect(made)])
    return draft.bytes(stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)


@channel
def d23_rich_media() -> bytes:
    draft = Draft()
    content = Dictionary(Assets=Dictionary(Names=Array([String(SECRET), file_spec(draft, SECRET.encode())])))
    draft.annotate(Subtype=Name.RichMedia, RichMediaContent=content, Contents=String(SECRET))
    return draft.bytes()


@channel
def d24_under_a_shading() -> bytes:
    draft = Draft()
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1]), C1=Array([1]), N=1)
    shading = Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceGray, Coords=Array([0, 0, 600, 0]), Function=function
    )
    draft.resource("Shading", "S1", draft.pdf.make_indirect(shading))
    draft.paint(shown() + " q 60 690 300 40 re W n /S1 sh Q")
    return draft.bytes()


@channel
def d25_two_fonts_and_a_raised_letter() -> bytes:
    draft = Draft()
    draft.resource("Font", "F2", Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Times-Bold")))
    draft.paint(
        (
            f"BT /F1 12 Tf 72 700 Td ({FIRST} {LAST[:4]}) Tj /F2 12 Tf 2 Ts ({LAST[4:7]}) Tj 0 Ts /F1 "
            f"12 Tf ({LAST[7:]}) Tj ET"
        )
    )
    return draft.bytes()


@channel
def d26_requirement_and_extension() -> bytes:
    draft = Draft()
    draft.pdf.Root.Requirements = Array(
        [Dictionary(Type=Name.Requirement, S=Name.EnableJavaScripts, RH=Dictionary(S=String(SECRET)))]
    )
    draft.pdf.Root.Extensions = Dictionary(
        X=Dictionary(BaseVersion=Name("/1.7"), ExtensionLevel=1, URL=String(SECRET))
    )
    return draft.bytes()


@channel
def d27_second_page_of_no_size() -> bytes:
    draft = Draft(2)
    draft.paint(shown(), page=1)
    draft.pdf.pages[1].MediaBox = Array([0, 0, 595, 842])
    draft.pdf.pages[1].CropBox = Array([0, 820, 595, 842])
    draft.paint(f" BT /F1 10 Tf 72 825 Td ({KEPT}) Tj ET", page=1)
    return draft.bytes()
