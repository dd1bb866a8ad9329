"""Channels of PDF 2.0 and of corners that few programs write: parts of documents, usage of layers, views of
models, namespaces of tags, colourants."""

from channels_kept import file_spec
from drafting import LAST, SECRET, Draft, channel, shown
from pikepdf import Array, Dictionary, Name, String


@channel
def g01_document_parts() -> bytes:
    draft = Draft()
    node = draft.pdf.make_indirect(
        Dictionary(Type=Name.DPart, DPM=Dictionary(Recipient=String(SECRET)), Start=draft.page.obj)
    )
    draft.pdf.Root.DPartRoot = draft.pdf.make_indirect(
        Dictionary(Type=Name.DPartRoot, DPartRootNode=node, NodeNameList=Array([Name("/" + LAST)]))
    )
    return draft.bytes()


@channel
def g02_layer_usage_and_order() -> bytes:
    draft = Draft()
    g = draft.pdf.make_indirect(
        Dictionary(
            Type=Name.OCG,
            Name=String("a"),
            Usage=Dictionary(
                CreatorInfo=Dictionary(Creator=String(SECRET), Subtype=Name.Artwork),
                User=Dictionary(Type=Name.Ind, Name=String(SECRET)),
            ),
        )
    )
    draft.pdf.Root.OCProperties = Dictionary(
        OCGs=Array([g]),
        D=Dictionary(Order=Array([String(SECRET), g]), Name=String(SECRET)),
        Configs=Array([Dictionary(Name=String(LAST))]),
    )
    draft.resource("Properties", "O1", g)
    draft.paint("/OC /O1 BDC " + shown("layer", y=640) + " EMC")
    return draft.bytes()


@channel
def g03_3d_view_names() -> bytes:
    draft = Draft()
    v = Dictionary(Type=Name("/3DView"), XN=String(SECRET), IN=String(SECRET))
    s = draft.stream(
        b"U3D\0" + SECRET.encode(),
        Type=Name("/3D"),
        Subtype=Name.U3D,
        VA=Array([v]),
        OnInstantiate=draft.stream(f"x='{SECRET}'"),
    )
    draft.annotate(Subtype=Name("/3D"), **{"3DD": s})
    return draft.bytes()


@channel
def g04_structure_attributes_and_namespaces() -> bytes:
    draft = Draft()
    r = draft.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    e = draft.pdf.make_indirect(
        Dictionary(
            Type=Name.StructElem,
            S=Name.TD,
            P=r,
            ID=String(LAST),
            Lang=String(LAST),
            A=Dictionary(O=Name.Table, Summary=String(SECRET), Headers=Array([String(SECRET)])),
            PhoneticAlphabet=Name.ipa,
            Phoneme=String(SECRET),
        )
    )
    r.K = e
    r.IDTree = Dictionary(Names=Array([String(LAST), e]))
    r.ClassMap = Dictionary({"/" + LAST: Dictionary(O=Name.Layout)})
    r.Namespaces = Array([Dictionary(Type=Name.Namespace, NS=String(f"https://example.org/{LAST}"))])
    r.PronunciationLexicon = Array([file_spec(draft, SECRET.encode())])
    draft.pdf.Root.StructTreeRoot = r
    draft.pdf.Root.MarkInfo = Dictionary(Marked=True)
    return draft.bytes()


@channel
def g05_expansion_and_alt_in_marked_content() -> bytes:
    draft = Draft()
    draft.paint(
        f"/Span <</E ({SECRET}) /Alt ({SECRET}) /Lang ({LAST})>> BDC " + shown("abbr", y=640) + " EMC"
    )
    return draft.bytes()


@channel
def g06_field_names_calculated() -> bytes:
    draft = Draft()
    kid = draft.annotate(
        Subtype=Name.Widget,
        FT=Name.Tx,
        T=String("x"),
        TM=String(SECRET),
        MK=Dictionary(CA=String(SECRET), RC=String(SECRET)),
        RV=String(f"<p>{SECRET}</p>"),
        DS=String(f"font:{LAST}"),
    )
    par = draft.pdf.make_indirect(Dictionary(T=String(LAST), Kids=Array([kid])))
    kid.Parent = par
    draft.pdf.Root.AcroForm = Dictionary(Fields=Array([par]))
    return draft.bytes()


@channel
def g07_measure_and_geospatial() -> bytes:
    draft = Draft()
    draft.page.VP = Array(
        [
            Dictionary(
                Type=Name.Viewport,
                BBox=Array([0, 0, 9, 9]),
                Measure=Dictionary(
                    Type=Name.Measure,
                    Subtype=Name.GEO,
                    GCS=Dictionary(Type=Name.PROJCS, WKT=String(f'PROJCS["{SECRET}"]')),
                ),
                PtData=Dictionary(Names=Array([String(SECRET)])),
            )
        ]
    )
    return draft.bytes()


@channel
def g08_colorants_and_process() -> bytes:
    draft = Draft()
    t = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array([0, 1, 1, 0]), N=1)
    sep = Array([Name.Separation, Name("/" + LAST), Name.DeviceCMYK, t])
    draft.resource(
        "ColorSpace",
        "C9",
        Array(
            [
                Name.DeviceN,
                Array([Name("/" + LAST)]),
                Name.DeviceCMYK,
                t,
                Dictionary(
                    Subtype=Name.NChannel,
                    Colorants=Dictionary({"/" + LAST: sep}),
                    MixingHints=Dictionary(Solidities=Dictionary({"/" + LAST: 1})),
                ),
            ]
        ),
    )
    draft.paint("/C9 cs 1 scn 72 300 50 50 re f")
    return draft.bytes()


@channel
def g09_image_name_and_oc() -> bytes:
    draft = Draft()
    s = draft.stream(
        b"\x80" * 64,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=8,
        Height=8,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceGray,
        Name=Name("/" + LAST),
        ID=String(SECRET),
        Measure=Dictionary(R=String(SECRET)),
        PtData=Dictionary(X=String(SECRET)),
        AF=Array([file_spec(draft, SECRET.encode())]),
    )
    draft.resource("XObject", "I", s)
    draft.paint("q 40 0 0 40 72 300 cm /I Do Q")
    return draft.bytes()


@channel
def g10_black_point_and_halftone_strings() -> bytes:
    draft = Draft()
    draft.resource(
        "ExtGState",
        "G1",
        Dictionary(
            Type=Name.ExtGState,
            HTP=Array([0, 0]),
            Note=String(SECRET),
            HT=Dictionary(
                Type=Name.Halftone,
                HalftoneType=1,
                HalftoneName=String(SECRET),
                Frequency=60,
                Angle=0,
                SpotFunction=Name.Round,
            ),
            TR=Name.Identity,
        ),
    )
    draft.paint("/G1 gs")
    return draft.bytes()


@channel
def g11_unused_glyph_map_ranges() -> bytes:
    draft = Draft()
    hexed = SECRET.encode("utf-16-be").hex()
    m = draft.stream(
        (
            f"/CIDInit /ProcSet findresource begin begincmap /CMapName /{LAST} def 1 "
            f"begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <f0> <f0> [<{hexed}>] "
            f"endbfrange endcmap end"
        ),
        UseCMap=Name("/" + LAST),
    )
    draft.font.ToUnicode = m
    return draft.bytes()


@channel
def g12_output_intent_profile_name() -> bytes:
    draft = Draft()
    p = draft.stream(b"\0" * 128 + SECRET.encode(), N=3)
    draft.page.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String(SECRET),
                Info=String(SECRET),
                RegistryName=String(LAST),
                DestOutputProfile=p,
                DestOutputProfileRef=Dictionary(
                    ColorantTable=Array([Name("/" + LAST)]), ProfileName=String(SECRET)
                ),
            )
        ]
    )
    return draft.bytes()


@channel
def g13_encrypted_payload_and_collection_items() -> bytes:
    draft = Draft()
    s = file_spec(draft, SECRET.encode())
    s.AFRelationship = Name.EncryptedPayload
    s.EP = Dictionary(Type=Name.EncryptedPayload, Subtype=Name("/" + LAST), Version=String(SECRET))
    s.CI = Dictionary(Type=Name.CollectionItem, From=String(SECRET))
    s.Desc = String(SECRET)
    draft.pdf.Root.Names = Dictionary(
        EmbeddedFiles=Dictionary(
            Kids=Array(
                [
                    draft.pdf.make_indirect(
                        Dictionary(
                            Limits=Array([String(SECRET), String(SECRET)]), Names=Array([String(SECRET), s])
                        )
                    )
                ]
            )
        )
    )
    return draft.bytes()


@channel
def g14_projection_and_redaction_reply() -> bytes:
    draft = Draft()
    t = draft.annotate(Subtype=Name.Text, Contents=String("a"), NM=String(SECRET))
    draft.annotate(
        Subtype=Name.Projection,
        Contents=String(SECRET),
        ExData=Dictionary(Type=Name.ExData, Subtype=Name.Markup3D, MD5=String(SECRET)),
    )
    draft.annotate(
        Subtype=Name.Ink,
        InkList=Array([Array([1, 1, 2, 2])]),
        IRT=t,
        RT=Name.Group,
        StateModel=String("Review"),
        State=String(SECRET),
    )
    return draft.bytes()


@channel
def g15_trailer_keys() -> bytes:
    draft = Draft()
    draft.pdf.trailer["/" + LAST] = String(SECRET)
    draft.pdf.trailer["/AuthCode"] = Dictionary(SigObjRef=String(SECRET))
    return draft.bytes()


@channel
def g16_inline_image_with_extra_keys() -> bytes:
    draft = Draft()
    draft.paint(
        b"q 9 0 0 9 72 300 cm BI /W 2 /H 2 /BPC 8 /CS /G /"
        + LAST.encode()
        + b" ("
        + SECRET.encode()
        + b") ID "
        + b"\x10\x80\x10\x80"
        + b" EI Q"
    )
    return draft.bytes()


@channel
def g17_type3_resources_unused() -> bytes:
    draft = Draft()
    f = draft.form(shown(SECRET))
    p = draft.stream(b"500 0 0 0 500 500 d1 0 0 400 400 re f")
    t3 = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        Name=Name("/" + LAST),
        FontBBox=Array([0, 0, 500, 500]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(a=p, b=draft.stream(f"500 0 d0 BT /F1 12 Tf ({SECRET}) Tj ET")),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a, Name.b])),
        FirstChar=97,
        LastChar=98,
        Widths=Array([500, 500]),
        Resources=Dictionary(XObject=Dictionary(X=f), Font=Dictionary(F1=draft.font)),
    )
    draft.resource("Font", "T3", draft.pdf.make_indirect(t3))
    draft.paint("BT /T3 12 Tf 72 500 Td (a) Tj ET")
    return draft.bytes()


@channel
def g18_shading_and_function_strings() -> bytes:
    draft = Draft()
    fn = draft.stream(
        b"{ pop 0.5 } % " + SECRET.encode(), FunctionType=4, Domain=Array([0, 1]), Range=Array([0, 1])
    )
    draft.resource(
        "Shading",
        "S1",
        Dictionary(
            ShadingType=2,
            ColorSpace=Name.DeviceGray,
            Coords=Array([0, 0, 100, 0]),
            Function=fn,
            Note=String(SECRET),
        ),
    )
    draft.paint("q 72 300 50 50 re W n /S1 sh Q")
    return draft.bytes()


@channel
def g19_group_and_form_keys() -> bytes:
    draft = Draft()
    f = draft.form(
        shown("form", y=640),
        LastModified=String(SECRET),
        PieceInfo=Dictionary(A=Dictionary(Private=String(SECRET))),
        Name=Name("/" + LAST),
        OPI=Dictionary({"/2.0": Dictionary(F=String(SECRET))}),
        StructParents=0,
        Matrix=Array([1, 0, 0, 1, 0, 0]),
    )
    draft.resource("XObject", "Q", f)
    draft.paint("q /Q Do Q")
    return draft.bytes()
