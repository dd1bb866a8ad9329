"""Channels of reference/safety.md 1.1 that lie beside the painting: rows 29 to 59."""

import io
import zlib

import pikepdf
from channels_painted import flat_image
from drafting import FIRST, LAST, SECRET, Draft, channel, shown
from pikepdf import Array, Dictionary, Name, String


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
        reopened.pages[0].Contents[-1].objgen[0]
        if isinstance(reopened.pages[0].Contents, Array)
        else reopened.pages[0].Contents.objgen[0]
    )
    start = len(first)
    body = (
        f"\n{number} 0 obj\n<</Length {len(stream)}/Filter/FlateDecode>>\nstream\n".encode()
        + stream
        + b"\nendstream\nendobj\n"
    )
    table = start + len(body)
    previous = int(first[first.rindex(b"startxref") + 9 :].split()[0])
    trailer = (
        f"xref\n{number} 1\n{start + 1:010d} 00000 n \ntrailer\n<</Size 99/Root "
        f"{reopened.Root.objgen[0]} 0 R/Prev {previous}>>\nstartxref\n{table}\n%%EOF\n"
    )
    return out.getvalue() + body + trailer.encode()


@channel
def c30_unreachable() -> bytes:
    data = Draft().bytes()
    hidden = zlib.compress(shown(SECRET).encode())
    at = data.rindex(b"xref\n0")
    extra = (
        b"900 0 obj\n<</Length %d/Filter/FlateDecode>>\nstream\n" % len(hidden)
        + hidden
        + b"\nendstream\nendobj\n"
    )
    start = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    return (data[:at] + extra + data[at:]).replace(
        f"startxref\n{start}".encode(), f"startxref\n{start + len(extra)}".encode()
    )


@channel
def c31_info() -> bytes:
    draft = Draft()
    draft.pdf.docinfo["/Author"] = SECRET
    draft.pdf.docinfo["/Custom"] = LAST
    return draft.bytes(object_stream_mode=pikepdf.ObjectStreamMode.generate)


XMP = (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta '
    'xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    f'<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/'
    f'"><dc:source>{SECRET}</dc:source></rdf:Description></rdf:RDF></x:xmpmeta>'
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
    draft.pdf.Root.PieceInfo = draft.page.PieceInfo = Dictionary(
        App=Dictionary(Private=Dictionary(Note=String(SECRET)))
    )
    return draft.bytes()


def file_spec(draft: Draft, body: bytes, name: str = "note.txt") -> object:
    embedded = draft.stream(body, Type=Name.EmbeddedFile)
    return draft.pdf.make_indirect(
        Dictionary(Type=Name.Filespec, F=String(name), UF=String(name), EF=Dictionary(F=embedded))
    )


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
    draft.pdf.Root.Names = Dictionary(
        EmbeddedFiles=Dictionary(Names=Array([String("a"), file_spec(draft, packed.getvalue())]))
    )
    return draft.bytes()


@channel
def c36_associated_file() -> bytes:
    draft = Draft()
    draft.pdf.Root.AF = draft.page.AF = Array([file_spec(draft, SECRET.encode())])
    return draft.bytes()


@channel
def c37_file_annotation() -> bytes:
    draft = Draft()
    draft.annotate(
        Subtype=Name.FileAttachment, FS=file_spec(draft, SECRET.encode()), Contents=String("see file")
    )
    return draft.bytes()


@channel
def c38_text_note() -> bytes:
    draft = Draft()
    note = draft.annotate(
        Subtype=Name.Text,
        Contents=String(SECRET),
        T=String(LAST),
        Subj=String(SECRET),
        RC=String(f"<p>{SECRET}</p>"),
    )
    note.Popup = draft.annotate(Subtype=Name.Popup, Parent=note, Contents=String(SECRET))
    draft.annotate(Subtype=Name.Text, IRT=note, Contents=String(f"reply to {SECRET}"))
    return draft.bytes()


@channel
def c39_free_text() -> bytes:
    draft = Draft()
    look = draft.stream(
        shown(SECRET, 4, 12), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 228, 40])
    )
    look.Resources = Dictionary(Font=Dictionary(F1=draft.font))
    draft.annotate(
        Subtype=Name.FreeText, Contents=String(SECRET), DA=String("/Helv 12 Tf 0 g"), AP=Dictionary(N=look)
    )
    return draft.bytes()


@channel
def c40_highlight() -> bytes:
    draft = Draft()
    draft.annotate(
        Subtype=Name.Highlight,
        QuadPoints=Array([72, 540, 300, 540, 72, 500, 300, 500]),
        C=Array([1, 1, 0]),
        Contents=String(SECRET),
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
    look = draft.stream(
        shown(SECRET, 4, 12), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 228, 40])
    )
    look.Resources = Dictionary(Font=Dictionary(F1=draft.font))
    field = draft.annotate(
        Subtype=Name.Widget,
        FT=Name.Tx,
        T=String("name"),
        V=String(SECRET),
        DV=String(SECRET),
        TU=String(LAST),
        AP=Dictionary(N=look),
    )
    draft.pdf.Root.AcroForm = Dictionary(Fields=Array([field]), DA=String("/Helv 12 Tf 0 g"))
    return draft.bytes()


@channel
def c42b_field_without_look() -> bytes:
    draft = Draft()
    field = draft.annotate(
        Subtype=Name.Widget, FT=Name.Tx, T=String("name"), V=String(SECRET), DA=String("/Helv 12 Tf 0 g")
    )
    draft.pdf.Root.AcroForm = Dictionary(
        Fields=Array([field]),
        NeedAppearances=True,
        DA=String("/Helv 12 Tf 0 g"),
        DR=Dictionary(Font=Dictionary(Helv=draft.font)),
    )
    return draft.bytes()


@channel
def c43_choice_field() -> bytes:
    draft = Draft()
    script = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{SECRET}')"))
    field = draft.annotate(
        Subtype=Name.Widget,
        FT=Name.Ch,
        T=String(LAST),
        Opt=Array([String(SECRET), String("b")]),
        AA=Dictionary(C=script),
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
    item = draft.pdf.make_indirect(
        Dictionary(Title=String(SECRET), A=Dictionary(S=Name.GoTo, D=Array([draft.page.obj, Name.Fit])))
    )
    outlines = draft.pdf.make_indirect(Dictionary(Type=Name.Outlines, First=item, Last=item, Count=1))
    item.Parent = outlines
    draft.pdf.Root.Outlines = outlines
    return draft.bytes()


@channel
def c46_links() -> bytes:
    draft = Draft()
    draft.annotate(
        Subtype=Name.Link,
        A=Dictionary(S=Name.URI, URI=String(f"https://example.org/{FIRST}%20{LAST}")),
        Contents=String(SECRET),
    )
    draft.annotate(Subtype=Name.Link, A=Dictionary(S=Name.Launch, F=String(f"{LAST}.exe")))
    return draft.bytes()


@channel
def c47_mail_link() -> bytes:
    draft = Draft()
    draft.annotate(
        Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String(f"mailto:{FIRST}.{LAST}@example.org".lower()))
    )
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
    element = Dictionary(
        Type=Name.StructElem,
        S=Name.P,
        Alt=String(SECRET),
        ActualText=String(SECRET),
        E=String(LAST),
        T=String(LAST),
    )
    draft.pdf.Root.StructTreeRoot = Dictionary(
        Type=Name.StructTreeRoot, K=element, RoleMap=Dictionary({f"/{LAST}": Name.P})
    )
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
    draft.resource(
        "Font", "F2", Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{LAST}-Bold"))
    )
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0]), C1=Array([1, 0, 0]), N=1)
    draft.resource("ColorSpace", "Cs1", Array([Name.Separation, Name(f"/{LAST}"), Name.DeviceRGB, tint]))
    draft.paint("BT /F2 12 Tf 72 600 Td (bold) Tj ET /Cs1 cs 1 scn 72 300 50 50 re f")
    draft.pdf.Root.OutputIntents = Array(
        [Dictionary(S=Name.GTS_PDFX, OutputConditionIdentifier=String(SECRET))]
    )
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
        Type=Name.Sig,
        Filter=Name("/Adobe.PPKLite"),
        Name=String(SECRET),
        Reason=String(SECRET),
        ContactInfo=String(LAST),
    )
    field = draft.annotate(
        Subtype=Name.Widget, FT=Name.Sig, T=String("sig"), V=draft.pdf.make_indirect(signature), F=2
    )
    draft.pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)
    draft.pdf.Root.Perms = Dictionary(DocMDP=signature)
    draft.pdf.Root.DSS = Dictionary(Certs=Array([draft.stream(SECRET)]))
    return draft.bytes()


@channel
def c56_foreign_redaction() -> bytes:
    draft = Draft()
    draft.annotate(
        Subtype=Name.Redact,
        OverlayText=String(SECRET),
        Contents=String(SECRET),
        RO=draft.form(shown(SECRET)),
        DA=String("/Helv 12 Tf 0 g"),
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
