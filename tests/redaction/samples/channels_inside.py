"""Channels of reference/safety.md 1.1 from row 60 on, and some of our own."""

import io

import pikepdf
from channels_kept import XMP, file_spec
from channels_painted import c01_visible, flat_image
from drafting import FIRST, KEPT, LAST, SECRET, Draft, channel, shown
from pikepdf import Array, Dictionary, Name, String


@channel
def c60_soft_mask_text() -> bytes:
    draft = Draft()
    group = draft.form(
        "1 g " + shown(SECRET, y=600), Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    )
    draft.resource(
        "ExtGState", "Gs1", Dictionary(SMask=Dictionary(Type=Name.Mask, S=Name.Luminosity, G=group))
    )
    draft.paint("q /Gs1 gs 72 590 200 30 re f Q")
    return draft.bytes()


@channel
def c63_two_lines_hyphen() -> bytes:
    draft = Draft()
    draft.paint(
        f"BT /F1 12 Tf 14 TL 72 700 Td (a letter from {FIRST} Quill-) Tj T* (feather and others) Tj ET"
    )
    return draft.bytes()


@channel
def c63b_soft_hyphen() -> bytes:
    draft = Draft()
    draft.paint(
        f"BT /F1 12 Tf 14 TL 72 700 Td (a letter from {FIRST} Quill\\255) Tj T* (feather and others) Tj ET"
    )
    return draft.bytes()


@channel
def c64_spaces() -> bytes:
    draft = Draft()
    draft.paint(
        shown(f"with {FIRST}\\240{LAST} here", y=680) + " " + shown(f"and {FIRST}  {LAST} there", y=660)
    )
    return draft.bytes()


@channel
def c65_words_alone() -> bytes:
    draft = Draft()
    draft.paint(shown(f"Forename {FIRST}", y=680) + " " + shown(f"Surname {LAST.upper()}", y=560))
    return draft.bytes()


@channel
def c66_owner_password() -> bytes:
    draft = Draft()
    draft.paint(shown(SECRET))
    return draft.bytes(encryption=pikepdf.Encryption(owner="owner", user="", R=6))


@channel
def c67_fake_bold() -> bytes:
    draft = Draft()
    draft.paint(
        " ".join(
            shown(SECRET, extra=f"1 0 0 1 {dx} 0 Tm").replace("72 700 Td", f"{72 + dx} 700 Td")
            for dx in (0, 1, 0)
        )
    )
    draft.paint(shown(SECRET, extra="1 Tr"))
    return draft.bytes()


@channel
def c68_clipping_text() -> bytes:
    draft = Draft()
    draft.resource("XObject", "Im0", flat_image(draft, b"\x33" * 7200))
    draft.paint(f"q BT 7 Tr /F1 40 Tf 72 600 Td ({LAST}) Tj ET q 400 0 0 60 60 590 cm /Im0 Do Q Q")
    return draft.bytes()


@channel
def c69_shared_contents() -> bytes:
    draft = Draft(3)
    stream = draft.stream(shown(f"{KEPT} {SECRET}"))
    for page in draft.pdf.pages:
        page.Contents = stream
    return draft.bytes()


@channel
def c70_link_and_screen_texts() -> bytes:
    draft = Draft()
    draft.annotate(
        Subtype=Name.Link,
        Contents=String(SECRET),
        PA=Dictionary(S=Name.URI, URI=String(f"https://example.org/{LAST}")),
    )
    draft.annotate(Subtype=Name.Screen, T=String(SECRET), Contents=String(LAST))
    return draft.bytes()


@channel
def c71_icc_description() -> bytes:
    from PIL import ImageCms

    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    at = profile.find(b"mluc")
    words = f"{LAST}  ".encode("utf-16-be")
    profile[at + 28 : at + 28 + len(words)] = words
    draft = Draft()
    stream = draft.stream(bytes(profile), N=3)
    draft.resource("ColorSpace", "Cs1", Array([Name.ICCBased, stream]))
    draft.paint("/Cs1 cs 1 0 0 scn 72 300 50 50 re f")
    return draft.bytes()


@channel
def c72_font_name_table() -> bytes:
    from fontTools.ttLib import TTFont

    font = TTFont("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf")
    font["name"].setName(SECRET, 1, 3, 1, 0x409)
    out = io.BytesIO()
    font.save(out)
    import pymupdf

    document = pymupdf.open(stream=Draft().bytes(), filetype="pdf")
    document[0].insert_font(fontname="ds", fontbuffer=out.getvalue())
    document[0].insert_text((72, 200), "Words in this font.", fontname="ds", fontsize=11)
    return document.tobytes(garbage=4, deflate=True)


@channel
def c73_glyph_names() -> bytes:
    draft = Draft()
    encoding = Dictionary(
        Type=Name.Encoding, BaseEncoding=Name.WinAnsiEncoding, Differences=Array([65, Name(f"/{LAST}")])
    )
    draft.resource(
        "Font",
        "F2",
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=encoding),
    )
    draft.paint("BT /F2 12 Tf 72 600 Td (bcd) Tj ET")
    return draft.bytes()


@channel
def c74_cmap_name() -> bytes:
    draft = Draft()
    cmap = (
        f"/CMapName /{LAST} def % {SECRET}\n1 begincodespacerange <00> <ff> endcodespacerange 1 "
        f"beginbfchar <61> <0061> endbfchar"
    )
    draft.resource(
        "Font",
        "F2",
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, ToUnicode=draft.stream(cmap)),
    )
    draft.paint("BT /F2 12 Tf 72 600 Td (a) Tj ET")
    return draft.bytes()


@channel
def c75_indexed_palette() -> bytes:
    draft = Draft()
    table = bytes(6) + SECRET.encode()
    space = Array([Name.Indexed, Name.DeviceRGB, 1, String(table)])
    image = draft.stream(
        bytes(60 * 40),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=60,
        Height=40,
        BitsPerComponent=8,
        ColorSpace=space,
    )
    draft.resource("XObject", "Im0", image)
    draft.paint("q 60 0 0 40 72 400 cm /Im0 Do Q")
    return draft.bytes()


@channel
def c76_function_comment() -> bytes:
    draft = Draft()
    function = draft.stream(
        "{ % " + SECRET + "\n dup dup }",
        FunctionType=4,
        Domain=Array([0, 1]),
        Range=Array([0, 1, 0, 1, 0, 1]),
    )
    draft.resource("ColorSpace", "Cs1", Array([Name.Separation, Name.Spot, Name.DeviceRGB, function]))
    draft.paint("/Cs1 cs 0.5 scn 72 300 50 50 re f")
    return draft.bytes()


@channel
def c77_sound_movie_3d() -> bytes:
    draft = Draft()
    draft.annotate(Subtype=Name.Sound, Sound=draft.stream(SECRET, R=8000), Contents=String(SECRET))
    draft.annotate(
        Subtype=Name.Movie, T=String(SECRET), Movie=Dictionary(F=file_spec(draft, SECRET.encode()))
    )
    draft.annotate(Subtype=Name("/3D"), Contents=String(SECRET))
    draft.annotate(
        Subtype=Name.RichMedia,
        RichMediaContent=Dictionary(Assets=Dictionary(Names=Array([String(LAST), file_spec(draft, b"x")]))),
    )
    return draft.bytes()


@channel
def c78_wide_metadata() -> bytes:
    draft = Draft()
    draft.page.Metadata = draft.stream(XMP.encode("utf-16"))
    draft.pdf.Root.PieceInfo = Dictionary(
        A=Dictionary(Private=draft.stream(SECRET.encode("utf-16-le").hex()))
    )
    return draft.bytes()


@channel
def c79_portfolio() -> bytes:
    inner = c01_visible()
    draft = Draft()
    draft.pdf.Root.Collection = Dictionary(Type=Name.Collection, D=String("a"))
    draft.pdf.Root.Names = Dictionary(
        EmbeddedFiles=Dictionary(Names=Array([String("a"), file_spec(draft, inner, "a.pdf")]))
    )
    return draft.bytes()


@channel
def c80_page_keys_inherited() -> bytes:
    draft = Draft()
    draft.pdf.Root.Pages[f"/{LAST}"] = String(SECRET)
    draft.pdf.Root.Pages.Resources = Dictionary(XObject=Dictionary({f"/{LAST}": draft.form(shown(SECRET))}))
    return draft.bytes()


@channel
def c81_templates_and_beads() -> bytes:
    draft = Draft()
    hidden = draft.pdf.make_indirect(
        Dictionary(Type=Name.Template, MediaBox=Array([0, 0, 9, 9]), Contents=draft.stream(shown(SECRET)))
    )
    draft.pdf.Root.Names = Dictionary(Templates=Dictionary(Names=Array([String("t"), hidden])))
    draft.page.B = Array(
        [
            draft.pdf.make_indirect(
                Dictionary(Type=Name.Bead, T=Dictionary(I=Dictionary(Title=String(SECRET))))
            )
        ]
    )
    return draft.bytes()


@channel
def c82_transparent_text() -> bytes:
    draft = Draft()
    draft.resource("ExtGState", "Gs1", Dictionary(ca=0, CA=0))
    draft.paint("q /Gs1 gs " + shown(SECRET, y=600) + " Q")
    return draft.bytes()


@channel
def c83_clipped_away() -> bytes:
    draft = Draft()
    draft.paint("q 0 0 1 1 re W n " + shown(SECRET, y=600) + " Q")
    return draft.bytes()


@channel
def c84_under_white_box() -> bytes:
    draft = Draft()
    draft.paint(shown(SECRET, y=600) + " 1 g 60 590 250 30 re f 0 g")
    return draft.bytes()


@channel
def c85_vertical_text() -> bytes:
    draft = Draft()
    draft.paint(f"BT /F1 12 Tf 0 1 -1 0 400 300 Tm ({SECRET}) Tj ET")
    return draft.bytes()


@channel
def c86_quote_operators() -> bytes:
    draft = Draft()
    draft.paint(f"BT /F1 12 Tf 14 TL 72 700 Td (met with) Tj ({SECRET}) ' 1 0 ({LAST} again) \" ET")
    return draft.bytes()


@channel
def c87_hex_strings() -> bytes:
    draft = Draft()
    draft.paint(f"BT /F1 12 Tf 72 700 Td <{SECRET.encode().hex()}> Tj ET")
    return draft.bytes()


@channel
def c88_hybrid_and_linearised() -> bytes:
    draft = Draft()
    draft.paint(shown(SECRET))
    return draft.bytes(linearize=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


@channel
def c89_image_metadata_keys() -> bytes:
    draft = Draft()
    image = flat_image(
        draft,
        OPI=Dictionary({"/2.0": Dictionary(F=String(SECRET))}),
        Name=Name(f"/{LAST}"),
        Measure=Dictionary(Note=String(SECRET)),
    )
    draft.resource("XObject", "Im0", image)
    draft.paint("q 60 0 0 40 72 400 cm /Im0 Do Q")
    return draft.bytes()


@channel
def c90_printed_only_note() -> bytes:
    draft = Draft()
    draft.annotate(
        Subtype=Name.FreeText,
        F=32,
        Contents=String(SECRET),
        DA=String("/Helv 12 Tf 0 g"),
        AP=Dictionary(N=draft.form(shown(SECRET, 10, 10))),
    )
    return draft.bytes()
