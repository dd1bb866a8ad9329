"""Generated PDFs that hide one name in one channel each (SAFETY.md 1.1), and on every page the same words that must stay.

Each builder returns bytes. `CHANNELS` maps the channel's name to its builder; the secret is always SECRET. To add a channel, add a function
with the `channel` mark. A channel in PIXELS shows the secret only as pixels or outlines, where no text tool can find it in the source.
"""

import io
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

FIRST, LAST = "Zelda", "Quillfeather"
SECRET = f"{FIRST} {LAST}"
KEPT = "The meeting on Tuesday was moved to the library at noon."
CHANNELS: dict[str, Callable[[], bytes]] = {}


def channel(build: Callable[[], bytes]) -> Callable[[], bytes]:
    CHANNELS[build.__name__] = build
    return build


class Draft:
    """A one-page PDF with the kept words, to which a channel adds what it hides."""

    def __init__(self, pages: int = 1) -> None:
        self.pdf = pikepdf.new()
        self.font = self.pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        )
        for _ in range(pages):
            page = self.pdf.add_blank_page(page_size=(595, 842))
            page.Resources = Dictionary(Font=Dictionary(F1=self.font))
            page.Contents = self.stream(f"BT /F1 12 Tf 72 760 Td ({KEPT}) Tj ET")

    @property
    def page(self) -> pikepdf.Page:
        return self.pdf.pages[0]

    def stream(self, content: str | bytes, **keys: object) -> Stream:
        data = content.encode("latin-1") if isinstance(content, str) else content
        made = Stream(self.pdf, data)
        for key, value in keys.items():
            made["/" + key] = value
        return self.pdf.make_indirect(made)

    def paint(self, content: str | bytes, page: int = 0) -> None:
        self.pdf.pages[page].contents_add(content.encode("latin-1") if isinstance(content, str) else content)

    def resource(self, kind: str, key: str, value: object, page: int = 0) -> None:
        resources = self.pdf.pages[page].Resources
        if "/" + kind not in resources:
            resources["/" + kind] = Dictionary()
        resources["/" + kind]["/" + key] = value

    def annotate(self, **keys: object) -> object:
        made = self.pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=Array([72, 500, 300, 540]), **keys))
        if "/Annots" not in self.page:
            self.page.Annots = Array()
        self.page.Annots.append(made)
        return made

    def form(self, content: str, **keys: object) -> Stream:
        return self.stream(
            content,
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 595, 842]),
            Resources=Dictionary(Font=Dictionary(F1=self.font)),
            **keys,
        )

    def bytes(self, **options: object) -> bytes:
        out = io.BytesIO()
        self.pdf.save(out, **options)
        return out.getvalue()


def shown(text: str = SECRET, x: int = 72, y: int = 700, size: int = 12, extra: str = "") -> str:
    return f" BT {extra} /F1 {size} Tf {x} {y} Td ({text}) Tj ET "


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
    cell = draft.stream(shown(SECRET, 5, 5, 8), Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1, XStep=150, YStep=30)
    cell.BBox, cell.Resources = Array([0, 0, 150, 30]), Dictionary(Font=Dictionary(F1=draft.font))
    draft.resource("Pattern", "P0", cell)
    draft.paint("/Pattern cs /P0 scn 72 300 300 60 re f")
    return draft.bytes()


@channel
def c09_type3_font() -> bytes:
    draft = Draft()
    letters = sorted(set(SECRET))
    procs = Dictionary({f"/a{ord(letter)}": draft.stream("600 0 0 0 500 700 d1 0 0 500 700 re f") for letter in letters})
    differences = Array([part for letter in letters for part in (ord(letter), Name(f"/a{ord(letter)}"))])
    rows = "\n".join(f"<{ord(letter):02x}> <{ord(letter):04x}>" for letter in letters)
    unicode = draft.stream(
        f"begincmap 1 begincodespacerange <00> <ff> endcodespacerange {len(letters)} beginbfchar\n{rows}\nendbfchar endcmap"
    )
    font = Dictionary(Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 600, 700]), FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]))
    font.CharProcs, font.Encoding, font.ToUnicode = procs, Dictionary(Type=Name.Encoding, Differences=differences), unicode
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
    image = draft.stream(data, Type=Name.XObject, Subtype=Name.Image, Width=60, Height=40, BitsPerComponent=8, ColorSpace=Name.DeviceRGB)
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
        data, Type=Name.XObject, Subtype=Name.Image, Width=60, Height=40, BitsPerComponent=8, ColorSpace=Name.DeviceRGB, **keys
    )


@channel
def c14_invisible_layer() -> bytes:
    draft = Draft()
    draft.resource("XObject", "Im0", flat_image(draft, b"\xee" * (60 * 40 * 3)))
    draft.paint("q 400 0 0 300 72 300 cm /Im0 Do Q " + shown(f"Scanned note by {SECRET} today", y=500, extra="3 Tr"))
    return draft.bytes()


@channel
def c16_alternates() -> bytes:
    draft = Draft()
    image = flat_image(draft)
    image.Alternates = Array([Dictionary(Image=flat_image(draft, SECRET.encode() * 300), DefaultForPrinting=True)])
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


@channel
def c29_earlier_revision() -> bytes:
    import pymupdf

    draft = Draft()
    draft.paint(shown(SECRET))
    document = pymupdf.open(stream=draft.bytes(), filetype="pdf")
    first = document.tobytes()
    document = pymupdf.open(stream=first, filetype="pdf")
    document.update_stream(document[0].get_contents()[-1], b"0 g")
    out = io.BytesIO(first)
    document.close()
    stream = zlib.compress(b"0 g")
    reopened = pikepdf.open(io.BytesIO(first))
    number = (
        reopened.pages[0].Contents[-1].objgen[0] if isinstance(reopened.pages[0].Contents, Array) else reopened.pages[0].Contents.objgen[0]
    )
    start = len(first)
    body = f"\n{number} 0 obj\n<</Length {len(stream)}/Filter/FlateDecode>>\nstream\n".encode() + stream + b"\nendstream\nendobj\n"
    table = start + len(body)
    previous = int(first[first.rindex(b"startxref") + 9 :].split()[0])
    trailer = f"xref\n{number} 1\n{start + 1:010d} 00000 n \ntrailer\n<</Size 99/Root {reopened.Root.objgen[0]} 0 R/Prev {previous}>>\nstartxref\n{table}\n%%EOF\n"
    return out.getvalue() + body + trailer.encode()


@channel
def c30_unreachable() -> bytes:
    data = Draft().bytes()
    hidden = zlib.compress(shown(SECRET).encode())
    at = data.rindex(b"xref\n0")
    extra = b"900 0 obj\n<</Length %d/Filter/FlateDecode>>\nstream\n" % len(hidden) + hidden + b"\nendstream\nendobj\n"
    start = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    return (data[:at] + extra + data[at:]).replace(f"startxref\n{start}".encode(), f"startxref\n{start + len(extra)}".encode())


@channel
def c31_info() -> bytes:
    draft = Draft()
    draft.pdf.docinfo["/Author"] = SECRET
    draft.pdf.docinfo["/Custom"] = LAST
    return draft.bytes(object_stream_mode=pikepdf.ObjectStreamMode.generate)


XMP = (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    f'<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:source>{SECRET}</dc:source></rdf:Description></rdf:RDF></x:xmpmeta>'
    '<?xpacket end="w"?>'
)


@channel
def c32_xmp() -> bytes:
    draft = Draft()
    draft.pdf.Root.Metadata = draft.stream(XMP, Type=Name.Metadata, Subtype=Name.XML)
    return draft.bytes()


@channel
def c33_xmp_on_objects() -> bytes:
    draft = Draft()
    draft.page.Metadata = draft.stream(XMP)
    image = flat_image(draft, Metadata=draft.stream(XMP))
    draft.resource("XObject", "Im0", image)
    draft.font.Metadata = draft.stream(XMP)
    draft.paint("q 60 0 0 40 72 400 cm /Im0 Do Q")
    return draft.bytes()


@channel
def c34_piece_info() -> bytes:
    draft = Draft()
    draft.pdf.Root.PieceInfo = draft.page.PieceInfo = Dictionary(App=Dictionary(Private=Dictionary(Note=String(SECRET))))
    return draft.bytes()


def file_spec(draft: Draft, body: bytes, name: str = "note.txt") -> object:
    embedded = draft.stream(body, Type=Name.EmbeddedFile)
    return draft.pdf.make_indirect(Dictionary(Type=Name.Filespec, F=String(name), UF=String(name), EF=Dictionary(F=embedded)))


@channel
def c35_attachment() -> bytes:
    draft = Draft()
    spec = file_spec(draft, f"Call {SECRET}".encode(), f"{LAST}.txt")
    draft.pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("a"), spec])))
    return draft.bytes()


@channel
def c35b_zip_in_attachment() -> bytes:
    import zipfile

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inside.txt", f"Call {SECRET} " * 20)
    draft = Draft()
    draft.pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("a"), file_spec(draft, packed.getvalue())])))
    return draft.bytes()


@channel
def c36_associated_file() -> bytes:
    draft = Draft()
    draft.pdf.Root.AF = draft.page.AF = Array([file_spec(draft, SECRET.encode())])
    return draft.bytes()


@channel
def c37_file_annotation() -> bytes:
    draft = Draft()
    draft.annotate(Subtype=Name.FileAttachment, FS=file_spec(draft, SECRET.encode()), Contents=String("see file"))
    return draft.bytes()


@channel
def c38_text_note() -> bytes:
    draft = Draft()
    note = draft.annotate(Subtype=Name.Text, Contents=String(SECRET), T=String(LAST), Subj=String(SECRET), RC=String(f"<p>{SECRET}</p>"))
    note.Popup = draft.annotate(Subtype=Name.Popup, Parent=note, Contents=String(SECRET))
    draft.annotate(Subtype=Name.Text, IRT=note, Contents=String(f"reply to {SECRET}"))
    return draft.bytes()


@channel
def c39_free_text() -> bytes:
    draft = Draft()
    look = draft.stream(shown(SECRET, 4, 12), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 228, 40]))
    look.Resources = Dictionary(Font=Dictionary(F1=draft.font))
    draft.annotate(Subtype=Name.FreeText, Contents=String(SECRET), DA=String("/Helv 12 Tf 0 g"), AP=Dictionary(N=look))
    return draft.bytes()


@channel
def c40_highlight() -> bytes:
    draft = Draft()
    draft.annotate(
        Subtype=Name.Highlight, QuadPoints=Array([72, 540, 300, 540, 72, 500, 300, 500]), C=Array([1, 1, 0]), Contents=String(SECRET)
    )
    return draft.bytes()


@channel
def c41_hidden_stamp() -> bytes:
    draft = Draft()
    look = draft.form(shown(SECRET, 10, 10))
    draft.annotate(Subtype=Name.Stamp, F=2, AP=Dictionary(N=look), Contents=String("stamp"))
    draft.annotate(Subtype=Name.Watermark, AP=Dictionary(N=draft.form(shown(SECRET, 10, 10))))
    return draft.bytes()


@channel
def c42_text_field() -> bytes:
    draft = Draft()
    look = draft.stream(shown(SECRET, 4, 12), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 228, 40]))
    look.Resources = Dictionary(Font=Dictionary(F1=draft.font))
    field = draft.annotate(
        Subtype=Name.Widget, FT=Name.Tx, T=String("name"), V=String(SECRET), DV=String(SECRET), TU=String(LAST), AP=Dictionary(N=look)
    )
    draft.pdf.Root.AcroForm = Dictionary(Fields=Array([field]), DA=String("/Helv 12 Tf 0 g"))
    return draft.bytes()


@channel
def c42b_field_without_look() -> bytes:
    draft = Draft()
    field = draft.annotate(Subtype=Name.Widget, FT=Name.Tx, T=String("name"), V=String(SECRET), DA=String("/Helv 12 Tf 0 g"))
    draft.pdf.Root.AcroForm = Dictionary(
        Fields=Array([field]), NeedAppearances=True, DA=String("/Helv 12 Tf 0 g"), DR=Dictionary(Font=Dictionary(Helv=draft.font))
    )
    return draft.bytes()


@channel
def c43_choice_field() -> bytes:
    draft = Draft()
    script = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{SECRET}')"))
    field = draft.annotate(
        Subtype=Name.Widget, FT=Name.Ch, T=String(LAST), Opt=Array([String(SECRET), String("b")]), AA=Dictionary(C=script)
    )
    draft.pdf.Root.AcroForm = Dictionary(Fields=Array([field]), CO=Array([field]))
    return draft.bytes()


@channel
def c44_xfa() -> bytes:
    draft = Draft()
    draft.pdf.Root.AcroForm = Dictionary(
        Fields=Array(), XFA=Array([String("datasets"), draft.stream(f"<xfa:data><n>{SECRET}</n></xfa:data>")])
    )
    return draft.bytes()


@channel
def c45_bookmark() -> bytes:
    draft = Draft()
    item = draft.pdf.make_indirect(Dictionary(Title=String(SECRET), A=Dictionary(S=Name.GoTo, D=Array([draft.page.obj, Name.Fit]))))
    outlines = draft.pdf.make_indirect(Dictionary(Type=Name.Outlines, First=item, Last=item, Count=1))
    item.Parent = outlines
    draft.pdf.Root.Outlines = outlines
    return draft.bytes()


@channel
def c46_links() -> bytes:
    draft = Draft()
    draft.annotate(
        Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String(f"https://example.org/{FIRST}%20{LAST}")), Contents=String(SECRET)
    )
    draft.annotate(Subtype=Name.Link, A=Dictionary(S=Name.Launch, F=String(f"{LAST}.exe")))
    return draft.bytes()


@channel
def c47_mail_link() -> bytes:
    draft = Draft()
    draft.annotate(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String(f"mailto:{FIRST}.{LAST}@example.org".lower())))
    return draft.bytes()


@channel
def c48_destinations() -> bytes:
    draft = Draft()
    place = Array([draft.page.obj, Name.Fit])
    draft.pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String(SECRET), place])))
    draft.pdf.Root.Dests = Dictionary({f"/{LAST}": place})
    return draft.bytes()


@channel
def c49_page_label() -> bytes:
    draft = Draft()
    draft.pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, P=String(LAST))]))
    return draft.bytes()


@channel
def c50_javascript() -> bytes:
    draft = Draft()
    script = Dictionary(S=Name.JavaScript, JS=draft.stream(f"var n = '{SECRET}';"))
    draft.pdf.Root.OpenAction = script
    draft.pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("x"), script])))
    draft.page.AA = Dictionary(O=script)
    return draft.bytes()


@channel
def c51_structure_tree() -> bytes:
    draft = Draft()
    element = Dictionary(Type=Name.StructElem, S=Name.P, Alt=String(SECRET), ActualText=String(SECRET), E=String(LAST), T=String(LAST))
    draft.pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=element, RoleMap=Dictionary({f"/{LAST}": Name.P}))
    return draft.bytes()


@channel
def c52_actual_text() -> bytes:
    draft = Draft()
    draft.paint(f"/Span <</ActualText ({SECRET})>> BDC " + shown("friend", y=640) + " EMC")
    draft.resource("Properties", "MC0", Dictionary(Note=String(SECRET)))
    draft.paint("/Span /MC0 BDC EMC")
    return draft.bytes()


@channel
def c53_resource_names() -> bytes:
    draft = Draft()
    draft.resource("Font", LAST, draft.font)
    draft.paint(f"BT /{LAST} 12 Tf 72 620 Td (plain) Tj ET")
    draft.resource("Font", "F2", Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{LAST}-Bold")))
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0]), C1=Array([1, 0, 0]), N=1)
    draft.resource("ColorSpace", "Cs1", Array([Name.Separation, Name(f"/{LAST}"), Name.DeviceRGB, tint]))
    draft.paint("BT /F2 12 Tf 72 600 Td (bold) Tj ET /Cs1 cs 1 scn 72 300 50 50 re f")
    draft.pdf.Root.OutputIntents = Array([Dictionary(S=Name.GTS_PDFX, OutputConditionIdentifier=String(SECRET))])
    return draft.bytes()


@channel
def c54_catalogue_keys() -> bytes:
    draft = Draft()
    root = draft.pdf.Root
    root.Threads = Array([draft.pdf.make_indirect(Dictionary(I=Dictionary(Title=String(SECRET))))])
    root.Collection = Dictionary(Schema=Dictionary({f"/{LAST}": Dictionary(N=String(SECRET))}))
    root.SpiderInfo, root.Lang, root.URI = (
        Dictionary(V=1, C=String(SECRET)),
        String(LAST),
        Dictionary(Base=String(f"https://example.org/{LAST}")),
    )
    root.ViewerPreferences = Dictionary(Note=String(SECRET))
    return draft.bytes()


@channel
def c55_signature() -> bytes:
    draft = Draft()
    signature = Dictionary(
        Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Name=String(SECRET), Reason=String(SECRET), ContactInfo=String(LAST)
    )
    field = draft.annotate(Subtype=Name.Widget, FT=Name.Sig, T=String("sig"), V=draft.pdf.make_indirect(signature), F=2)
    draft.pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)
    draft.pdf.Root.Perms = Dictionary(DocMDP=signature)
    draft.pdf.Root.DSS = Dictionary(Certs=Array([draft.stream(SECRET)]))
    return draft.bytes()


@channel
def c56_foreign_redaction() -> bytes:
    draft = Draft()
    draft.annotate(
        Subtype=Name.Redact, OverlayText=String(SECRET), Contents=String(SECRET), RO=draft.form(shown(SECRET)), DA=String("/Helv 12 Tf 0 g")
    )
    return draft.bytes()


@channel
def c57_comments_between() -> bytes:
    data = Draft().bytes()
    return data + f"\n% {SECRET}\n".encode()


@channel
def c58_content_comments() -> bytes:
    draft = Draft()
    draft.paint(f"% {SECRET}\n/{LAST} MP BX ({SECRET}) xyz EX 0 g")
    return draft.bytes()


@channel
def c59_unknown_keys() -> bytes:
    draft = Draft()
    draft.page.SeparationInfo = Dictionary(DeviceColorant=String(SECRET))
    draft.page.VP = Array([Dictionary(Name=String(SECRET), BBox=Array([0, 0, 9, 9]))])
    draft.page[f"/{LAST}"] = True
    draft.page.PresSteps = Dictionary(Note=String(SECRET))
    return draft.bytes()


@channel
def c60_soft_mask_text() -> bytes:
    draft = Draft()
    group = draft.form("1 g " + shown(SECRET, y=600), Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))
    draft.resource("ExtGState", "Gs1", Dictionary(SMask=Dictionary(Type=Name.Mask, S=Name.Luminosity, G=group)))
    draft.paint("q /Gs1 gs 72 590 200 30 re f Q")
    return draft.bytes()


@channel
def c63_two_lines_hyphen() -> bytes:
    draft = Draft()
    draft.paint(f"BT /F1 12 Tf 14 TL 72 700 Td (a letter from {FIRST} Quill-) Tj T* (feather and others) Tj ET")
    return draft.bytes()


@channel
def c63b_soft_hyphen() -> bytes:
    draft = Draft()
    draft.paint(f"BT /F1 12 Tf 14 TL 72 700 Td (a letter from {FIRST} Quill\\255) Tj T* (feather and others) Tj ET")
    return draft.bytes()


@channel
def c64_spaces() -> bytes:
    draft = Draft()
    draft.paint(shown(f"with {FIRST}\\240{LAST} here", y=680) + " " + shown(f"and {FIRST}  {LAST} there", y=660))
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
    draft.paint(" ".join(shown(SECRET, extra=f"1 0 0 1 {dx} 0 Tm").replace("72 700 Td", f"{72 + dx} 700 Td") for dx in (0, 1, 0)))
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
    draft.annotate(Subtype=Name.Link, Contents=String(SECRET), PA=Dictionary(S=Name.URI, URI=String(f"https://example.org/{LAST}")))
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
    encoding = Dictionary(Type=Name.Encoding, BaseEncoding=Name.WinAnsiEncoding, Differences=Array([65, Name(f"/{LAST}")]))
    draft.resource("Font", "F2", Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=encoding))
    draft.paint("BT /F2 12 Tf 72 600 Td (bcd) Tj ET")
    return draft.bytes()


@channel
def c74_cmap_name() -> bytes:
    draft = Draft()
    cmap = f"/CMapName /{LAST} def % {SECRET}\n1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <61> <0061> endbfchar"
    draft.resource("Font", "F2", Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, ToUnicode=draft.stream(cmap)))
    draft.paint("BT /F2 12 Tf 72 600 Td (a) Tj ET")
    return draft.bytes()


@channel
def c75_indexed_palette() -> bytes:
    draft = Draft()
    table = bytes(6) + SECRET.encode()
    space = Array([Name.Indexed, Name.DeviceRGB, 1, String(table)])
    image = draft.stream(bytes(60 * 40), Type=Name.XObject, Subtype=Name.Image, Width=60, Height=40, BitsPerComponent=8, ColorSpace=space)
    draft.resource("XObject", "Im0", image)
    draft.paint("q 60 0 0 40 72 400 cm /Im0 Do Q")
    return draft.bytes()


@channel
def c76_function_comment() -> bytes:
    draft = Draft()
    function = draft.stream("{ % " + SECRET + "\n dup dup }", FunctionType=4, Domain=Array([0, 1]), Range=Array([0, 1, 0, 1, 0, 1]))
    draft.resource("ColorSpace", "Cs1", Array([Name.Separation, Name.Spot, Name.DeviceRGB, function]))
    draft.paint("/Cs1 cs 0.5 scn 72 300 50 50 re f")
    return draft.bytes()


@channel
def c77_sound_movie_3d() -> bytes:
    draft = Draft()
    draft.annotate(Subtype=Name.Sound, Sound=draft.stream(SECRET, R=8000), Contents=String(SECRET))
    draft.annotate(Subtype=Name.Movie, T=String(SECRET), Movie=Dictionary(F=file_spec(draft, SECRET.encode())))
    draft.annotate(Subtype=Name("/3D"), Contents=String(SECRET))
    draft.annotate(
        Subtype=Name.RichMedia, RichMediaContent=Dictionary(Assets=Dictionary(Names=Array([String(LAST), file_spec(draft, b"x")])))
    )
    return draft.bytes()


@channel
def c78_wide_metadata() -> bytes:
    draft = Draft()
    draft.page.Metadata = draft.stream(XMP.encode("utf-16"))
    draft.pdf.Root.PieceInfo = Dictionary(A=Dictionary(Private=draft.stream(SECRET.encode("utf-16-le").hex())))
    return draft.bytes()


@channel
def c79_portfolio() -> bytes:
    inner = c01_visible()
    draft = Draft()
    draft.pdf.Root.Collection = Dictionary(Type=Name.Collection, D=String("a"))
    draft.pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("a"), file_spec(draft, inner, "a.pdf")])))
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
    hidden = draft.pdf.make_indirect(Dictionary(Type=Name.Template, MediaBox=Array([0, 0, 9, 9]), Contents=draft.stream(shown(SECRET))))
    draft.pdf.Root.Names = Dictionary(Templates=Dictionary(Names=Array([String("t"), hidden])))
    draft.page.B = Array([draft.pdf.make_indirect(Dictionary(Type=Name.Bead, T=Dictionary(I=Dictionary(Title=String(SECRET)))))])
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
        draft, OPI=Dictionary({"/2.0": Dictionary(F=String(SECRET))}), Name=Name(f"/{LAST}"), Measure=Dictionary(Note=String(SECRET))
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
