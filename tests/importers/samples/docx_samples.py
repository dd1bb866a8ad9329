"""Word documents built in code, part by part. Fictional people only."""

import io
import zipfile

PICTURE = b"\xff\xd8\xff\xe0 not really a picture \xff\xd9"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = (
    f'xmlns:r="{_OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
WHEN = 'w:author="Ann Example" w:date="2024-06-05T10:00:00Z"'


def packed(members: dict[str, bytes]) -> bytes:
    """A zip of these members, the same bytes every time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(
                zipfile.ZipInfo(name, (2025, 1, 20, 12, 0, 0)),
                data,
                zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED,
            )
    return out.getvalue()


def run(words: str, properties: str = "") -> str:
    return (
        f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}<w:t "
        f"xml:space='preserve'>{words}</w:t></w:r>"
    )


def paragraph(*runs: str, properties: str = "") -> str:
    inside = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def part(root: str, inside: str, word: str = WORD) -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{word}" {_NAMES}>{inside}</w:{root}>'
    ).encode()


def relations(**named: str) -> bytes:
    """Relations by id: "kind target", or "kind !address" for one outside."""
    lines = []
    for name, value in named.items():
        kind, target = value.split(" ", 1)
        mode = ' TargetMode="External"' if target.startswith("!") else ""
        lines.append(
            f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target.lstrip("!")}"{mode}/>'
        )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships">{"".join(lines)}</Relationships>'
    ).encode()


def docx(body: str, parts: dict[str, bytes] | None = None, word: str = WORD, **named: str) -> bytes:
    members = {
        "[Content_Types].xml": (
            b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        ),
        "_rels/.rels": relations(rId1="officeDocument word/document.xml"),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>", word),
        "word/_rels/document.xml.rels": relations(**named),
    }
    return packed(members | (parts or {}))


def letter() -> bytes:
    """Two pages as Word noted them, with a note, a comment, a header, a picture, a link and a change."""
    body = (
        paragraph("Statement of Ann Example", "<w:r><w:footnoteReference w:id='2'/></w:r>")
        + paragraph(
            "<w:commentRangeStart w:id='0'/>",
            "I was at the shed",
            "<w:commentRangeEnd w:id='0'/>",
            "<w:r><w:commentReference w:id='0'/></w:r>",
        )
        + paragraph("See ", "<w:hyperlink r:id='rId5'>" + run("the plan") + "</w:hyperlink>")
        + paragraph("<w:r><w:br w:type='page'/></w:r>")
        + paragraph(
            "<w:r><w:lastRenderedPageBreak/><w:t>Second page </w:t></w:r>",
            f"<w:ins w:id='1' {WHEN}>{run('added')}</w:ins>",
            "<w:r><w:drawing><a:blip r:embed='rId6'/></w:drawing></w:r>",
        )
    )
    comment = f"<w:comment w:id='0' {WHEN} w:initials='AE'>{paragraph('Which shed?')}</w:comment>"
    parts = {
        "word/footnotes.xml": part(
            "footnotes", f"<w:footnote w:id='2'>{paragraph('Born in Leeds')}</w:footnote>"
        ),
        "word/comments.xml": part("comments", comment),
        "word/header1.xml": part("hdr", paragraph("Allotment Club, 07700 900123")),
        "word/media/image1.jpeg": PICTURE,
        "docProps/app.xml": (
            b"<Properties xmlns='http://schemas.openxmlformats.org/officeDocument/2006/"
            b"extended-properties'><Pages>2</Pages></Properties>"
        ),
    }
    return docx(
        body, parts, rId1="footnotes footnotes.xml", rId2="comments comments.xml", rId3="header header1.xml",
        rId5="hyperlink !https://example.org/plan", rId6="image media/image1.jpeg",
    )  # fmt: skip
