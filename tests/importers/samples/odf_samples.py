"""OpenDocument files built in code. Fictional people only."""

from docx_samples import PICTURE, packed

NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
)
BREAKING = (
    '<style:style style:name="P1" style:family="paragraph"><style:paragraph-properties '
    'fo:break-before="page"/></style:style>'
    '<style:style style:name="P2" style:family="paragraph" style:parent-style-name="P1"/>'
    '<style:style style:name="T1" style:family="text"><style:text-properties '
    'text:display="none"/></style:style>'
    '<style:style style:name="dp2" style:family="drawing-page"><style:drawing-page-properties '
    'presentation:visibility="hidden"/></style:style>'
)
WHO = "<dc:creator>Ann Example</dc:creator><dc:date>2024-06-05T10:00:00</dc:date>"


def content(body: str, what: str = "text") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        f"{NAMES}><office:automatic-styles>{BREAKING}</office:automatic-styles>"
        f"<office:body><office:{what}>{body}</office:{what}></office:body></office:document-content>"
    ).encode()


def odf(body: str, parts: dict[str, bytes] | None = None, what: str = "text") -> bytes:
    members = {
        "mimetype": f"application/vnd.oasis.opendocument.{what}".encode(),
        "content.xml": content(body, what),
    }
    return packed(members | (parts or {}))


def letter() -> bytes:
    """Two pages with a note, a comment, a header, a picture, a link, a change and a table."""
    changes = (
        f"<text:tracked-changes><text:changed-region "
        f'text:id="c1"><text:insertion><office:change-info>{WHO}</office:change-info></'
        f"text:insertion>"
        f"</text:changed-region><text:changed-region "
        f'text:id="c2"><text:deletion><office:change-info>{WHO}</office:change-info>'
        "<text:p>not<text:s/></text:p></text:deletion></text:changed-region></text:tracked-changes>"
    )
    body = changes + (
        "<text:h>Statement of Ann Example<text:note "
        'text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>Born in Leeds</text:p></text:note-body></text:note></text:h>"
        '<text:p>I was <text:change text:change-id="c2"/>at<text:s text:c="2"/>the shed'
        f"<office:annotation>{WHO}<text:p>Which shed?</text:p></office:annotation></text:p>"
        '<text:p>See <text:a xlink:href="https://example.org/plan">the plan</text:a></text:p>'
        "<table:table><table:table-row><table:table-cell><text:p>Date</text:p></"
        "table:table-cell><table:table-cell><text:p>Call</text:p>"
        "</table:table-cell></table:table-row></table:table>"
        '<text:p text:style-name="P2">Second page <text:change-start '
        'text:change-id="c1"/>added<text:change-end text:change-id="c1"/>'
        '<draw:frame><draw:image xlink:href="Pictures/1.jpg"/></draw:frame></text:p>'
    )
    styles = (
        f"<office:document-styles "
        f"{NAMES}><office:master-styles><style:master-page><style:header><text:p>Allotment Club, "
        f"07700 900123</text:p>"
        "</style:header></style:master-page></office:master-styles></office:document-styles>"
    )
    meta = (
        f"<office:document-meta {NAMES}><office:meta><dc:title>A "
        f'statement</dc:title><meta:document-statistic meta:page-count="2"/></office:meta>'
        "</office:document-meta>"
    )
    return odf(body, {"styles.xml": styles.encode(), "meta.xml": meta.encode(), "Pictures/1.jpg": PICTURE})
