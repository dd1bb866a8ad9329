"""Presentations built in code. Fictional people only."""

from docx_samples import PICTURE, packed, relations
from odf_samples import WHO, odf

_NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)


def shape(*lines: str, holder: str = "") -> str:
    words = "".join(f"<a:p><a:r><a:rPr/><a:t>{line}</a:t></a:r></a:p>" for line in lines)
    return (
        f"<p:sp><p:nvSpPr><p:nvPr>{holder}</p:nvPr></p:nvSpPr><p:txBody><a:bodyPr/>{words}</p:txBody></p:sp>"
    )


def part(root: str, inside: str, said: str = "") -> bytes:
    return f'<?xml version="1.0"?><p:{root} {_NAMES} {said}>{inside}</p:{root}>'.encode()


def slide(inside: str, said: str = "") -> bytes:
    return part("sld", f"<p:cSld><p:spTree>{inside}</p:spTree></p:cSld>", said)


def pptx(parts: dict[str, bytes] | None = None) -> bytes:
    """Two slides, the second in the file standing first: a link, a table, a picture, notes, a comment; the
    last one hidden."""
    table = (
        "<a:tbl><a:tr>"
        + "".join(
            f"<a:tc><a:txBody><a:p><a:r><a:t>{word}</a:t></a:r></a:p></a:txBody></a:tc>"
            for word in ("Date", "Call")
        )
        + "</a:tr></a:tbl>"
    )
    link = (
        "<p:sp><p:txBody><a:p><a:r><a:rPr><a:hlinkClick r:id='rId3'/></a:rPr><a:t>the "
        "plan</a:t></a:r></a:p></p:txBody></p:sp>"
    )
    picture = (
        "<p:pic><p:nvPicPr><p:cNvPr id='4' name='x' descr='The shed'/></p:nvPicPr><p:blipFill><a:blip "
        "r:embed='rId4'/></p:blipFill></p:pic>"
    )
    first = slide(shape("Allotment Club") + link + f"<p:graphicFrame>{table}</p:graphicFrame>" + picture)
    members = {
        "ppt/presentation.xml": part("presentation", "<p:sldIdLst><p:sldId id='256' r:id='rId2'/><p:sldId id='257' r:id='rId1'/></p:sldIdLst>"),
        "ppt/_rels/presentation.xml.rels": relations(
            rId1="slide slides/slide1.xml", rId2="slide slides/slide2.xml", rId3="commentAuthors commentAuthors.xml"
        ),
        "ppt/slides/slide2.xml": first,
        "ppt/slides/slide1.xml": slide(shape("Second"), "show='0'"),
        "ppt/slides/_rels/slide2.xml.rels": relations(
            rId1="notesSlide ../notesSlides/notesSlide1.xml", rId2="comments ../comments/comment1.xml", rId3="hyperlink !https://example.org/plan",
            rId4="image ../media/image1.jpeg",
        ),
        "ppt/notesSlides/notesSlide1.xml": part("notes", shape("Say hello") + shape("1", holder="<p:ph type='sldNum'/>")),
        "ppt/comments/comment1.xml": part("cmLst", "<p:cm authorId='0' dt='2024-06-05T10:00:00' idx='1'><p:text>Which shed?</p:text></p:cm>"),
        "ppt/commentAuthors.xml": part("cmAuthorLst", "<p:cmAuthor id='0' name='Ann Example' initials='AE'/>"),
        "ppt/slideMasters/slideMaster1.xml": part("sldMaster", shape("Confidential") + shape("Click to edit", holder="<p:ph type='title'/>")),
        "ppt/media/image1.jpeg": PICTURE,
        "docProps/app.xml": b"<Properties xmlns='x'><Slides>2</Slides></Properties>",
    }  # fmt: skip
    return packed(members | (parts or {}))


def odp() -> bytes:
    body = (
        "<draw:page draw:name='page1'><draw:frame><draw:text-box><text:p>Allotment "
        "Club</text:p></draw:text-box></draw:frame>"
        "<draw:frame><draw:image xlink:href='Pictures/1.jpg'/></draw:frame>"
        f"<office:annotation>{WHO}<text:p>Which shed?</text:p></office:annotation>"
        "<presentation:notes><draw:page-thumbnail/><draw:frame><draw:text-box><text:p>Say "
        "hello</text:p></draw:text-box></draw:frame></presentation:notes>"
        "</draw:page><draw:page draw:name='page2' "
        "draw:style-name='dp2'><draw:custom-shape><text:p>Second</text:p></draw:custom-shape></"
        "draw:page>"
    )
    return odf(body, {"Pictures/1.jpg": PICTURE}, what="presentation")
