"""Office files, one for each place where a name can hide in them (reference/safety.md 1.7), made in code;
used by `media_channels`.
"""

import io
import zipfile

from PIL import Image, ImageDraw, PngImagePlugin

SECRET = "Imogen Quillfeather"
FIRST, LAST = SECRET.split()
W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
S = (
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PLAIN = "Meet me by the old mill at noon."


def zipped(parts, comment=b""):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
        archive.comment = comment
    return out.getvalue()


def rels(*rows):
    body = "".join(
        f'<Relationship Id="r{n}" Type="{REL}/{kind}" Target="{target}"{more}/>'
        for n, (kind, target, more) in enumerate(rows, 1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{body}</'
        f"Relationships>"
    )


def types(main, kind):
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
        'Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/{main}" ContentType="application/'
        f'vnd.openxmlformats-officedocument.{kind}.main+xml"/></Types>'
    )


def docx(body=f"<w:p><w:r><w:t>{PLAIN}</w:t></w:r></w:p>", parts=None, links=(), comment=b""):
    every = {
        "[Content_Types].xml": types("word/document.xml", "wordprocessingml.document"),
        "_rels/.rels": rels(("officeDocument", "word/document.xml", "")),
        "word/document.xml": f"<w:document {W} {A}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": rels(*links),
        **(parts or {}),
    }
    return "note.docx", zipped(every, comment)


def changed(how, body):
    """A document whose main part is written in another way."""
    return docx(parts={"word/document.xml": how(f"<w:document {W} {A}><w:body>{body}</w:body></w:document>")})


def run(words, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{words}</w:t></w:r>"


def para(inside):
    return f"<w:p>{inside}</w:p>"


def beside(kind, root, inside):
    """A document with a part of its own kind, named by the main part."""
    return docx(
        para(run(PLAIN)) + para(run("x")),
        {f"word/{kind}.xml": f"<w:{root} {W}>{inside}</w:{root}>"},
        [(kind.rstrip("123"), f"{kind}.xml", "")],
    )


def xlsx(
    rows=f'<row r="1"><c r="A1" t="inlineStr"><is><t>{PLAIN}</t></is></c></row>',
    parts=None,
    book="",
    sheet="",
    state="",
    links=(),
    comment=b"",
    cols="",
):
    every = {
        "[Content_Types].xml": types("xl/workbook.xml", "spreadsheetml.sheet"),
        "_rels/.rels": rels(("officeDocument", "xl/workbook.xml", "")),
        "xl/workbook.xml": (
            f'<workbook {S}><sheets><sheet name="One" sheetId="1" '
            f'r:id="r1"/>{state}</sheets>{book}</workbook>'
        ),
        "xl/_rels/workbook.xml.rels": rels(
            ("worksheet", "worksheets/sheet1.xml", ""), ("worksheet", "worksheets/sheet2.xml", "")
        ),
        "xl/worksheets/sheet1.xml": f"<worksheet {S}>{cols}<sheetData>{rows}</sheetData>{sheet}</worksheet>",
        "xl/worksheets/sheet2.xml": (
            f'<worksheet {S}><sheetData><row r="1"><c r="A1" '
            f't="inlineStr"><is><t>{SECRET if state else "spare"}</t></is></c></row></sheetData></'
            f"worksheet>"
        ),
        "xl/worksheets/_rels/sheet1.xml.rels": rels(*links),
        **(parts or {}),
    }
    return "book.xlsx", zipped(every, comment)


def cell(words, place="A1"):
    return f'<row r="{place[1:]}"><c r="{place}" t="inlineStr"><is><t>{words}</t></is></c></row>'


HIDDEN = '<sheet name="Two" sheetId="2" {} r:id="r2"/>'
CORE = (
    '<cp:coreProperties xmlns:cp="x" xmlns:dc="y"><dc:creator>{0}</dc:creator><cp:lastModifiedBy>{0}</'
    "cp:lastModifiedBy></cp:coreProperties>"
)


def picture(words="", size=(400, 80), mode="RGB"):
    image = Image.new(mode, size, "white")
    if words:
        ImageDraw.Draw(image).text((10, 20), words, fill="black", font_size=30)
    return image


def saved(image, form, **more):
    out = io.BytesIO()
    image.save(out, form, **more)
    return out.getvalue()


def png_texts(**texts):
    facts = PngImagePlugin.PngInfo()
    for key, (value, packed) in texts.items():
        facts.add_text(key, value, zip=packed)
    return saved(picture("mill"), "PNG", pnginfo=facts)


def rtf(body):
    return "note.rtf", ("{\\rtf1\\ansi {\\fonttbl{\\f0 Arial;}}" + PLAIN + "\\par " + body + "}").encode(
        "latin-1"
    )


def odf(kind, body, parts=None, styles=""):
    names = " ".join(
        f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"'
        for one in ("office", "text", "table", "style", "fo", "meta", "presentation")
    )
    more = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
    content = (
        f"<office:document-content {names} {more}>{styles}<office:body><office:{kind}>{body}</"
        f"office:{kind}></office:body></office:document-content>"
    )
    media = f"application/vnd.oasis.opendocument.{kind}"
    return f"note.{'odt' if kind == 'text' else 'ods'}", zipped(
        {"mimetype": media, "content.xml": content, **(parts or {})}
    )


WORD = {
    "visible words": lambda: docx(para(run(f"Ring {SECRET} today"))),
    "split over runs": lambda: docx(para(run("Imo") + run("gen Quill", "<w:b/>") + run("feather"))),
    "in a table": lambda: docx(f"<w:tbl><w:tr><w:tc>{para(run(FIRST))}</w:tc><w:tc>{para(run(LAST))}</w:tc></w:tr></w:tbl>{para('')}"),
    "core properties": lambda: docx(parts={"docProps/core.xml": CORE.format(SECRET)}),
    "app properties": lambda: docx(parts={"docProps/app.xml": f"<Properties><Company>{SECRET}</Company></Properties>"}),
    "custom properties": lambda: docx(parts={"docProps/custom.xml": f'<Properties><property name="who"><vt:lpwstr xmlns:vt="v">{SECRET}</vt:lpwstr></property></Properties>'}),
    "tracked deletion": lambda: docx(para(run(PLAIN) + f'<w:del w:id="1" w:author="A"><w:r><w:delText>{SECRET}</w:delText></w:r></w:del>')),
    "tracked insertion": lambda: docx(para(run(PLAIN) + f'<w:ins w:id="1" w:author="A">{run(SECRET)}</w:ins>')),
    "who changed it": lambda: docx(para(run(PLAIN) + f'<w:ins w:id="1" w:author="{SECRET}">{run("more")}</w:ins>')),
    "hidden words": lambda: docx(para(run(PLAIN) + run(SECRET, "<w:vanish/>"))),
    "white words": lambda: docx(para(run(PLAIN) + run(SECRET, '<w:color w:val="FFFFFF"/>'))),
    "words of one point": lambda: docx(para(run(PLAIN) + run(SECRET, '<w:sz w:val="2"/>'))),
    "bookmark": lambda: docx(para(f'<w:bookmarkStart w:id="1" w:name="Quillfeather"/>{run(PLAIN)}')),
    "field code": lambda: docx(para(f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "mailto:quillfeather@example.org" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>{run(PLAIN)}')),
    "address of a link": lambda: docx(para(f'<w:hyperlink r:id="r1">{run(PLAIN)}</w:hyperlink>'), links=[("hyperlink", "https://example.org/Quillfeather", ' TargetMode="External"')]),
    "header": lambda: beside("header1", "hdr", para(run(SECRET))),
    "footer": lambda: beside("footer1", "ftr", para(run(SECRET))),
    "comment": lambda: beside("comments", "comments", f'<w:comment w:id="0" w:author="A">{para(run(SECRET))}</w:comment>'),
    "who commented": lambda: beside("comments", "comments", f'<w:comment w:id="0" w:author="{SECRET}">{para(run("yes"))}</w:comment>'),
    "footnote": lambda: docx(para(run(PLAIN) + '<w:r><w:footnoteReference w:id="2"/></w:r>'), {"word/footnotes.xml": f'<w:footnotes {W}><w:footnote w:id="2">{para(run(SECRET))}</w:footnote></w:footnotes>'}, [("footnotes", "footnotes.xml", "")]),
    "endnote": lambda: docx(para(run(PLAIN) + '<w:r><w:endnoteReference w:id="2"/></w:r>'), {"word/endnotes.xml": f'<w:endnotes {W}><w:endnote w:id="2">{para(run(SECRET))}</w:endnote></w:endnotes>'}, [("endnotes", "endnotes.xml", "")]),
    "people": lambda: docx(parts={"word/people.xml": f'<w15:people xmlns:w15="w"><w15:person w15:author="{SECRET}"/></w15:people>'}),
    "custom XML": lambda: docx(parts={"customXml/item1.xml": f"<data>{SECRET}</data>"}),
    "thumbnail": lambda: docx(parts={"docProps/thumbnail.jpeg": saved(picture(), "JPEG", comment=SECRET.encode())}),
    "embedded object": lambda: docx(parts={"word/embeddings/oleObject1.bin": b"\0\1" + SECRET.encode("utf-16-le")}),
    "embedded workbook": lambda: docx(parts={"word/embeddings/book.xlsx": xlsx(cell(SECRET))[1]}),
    "alternative text": lambda: docx(para(f'<w:r><w:drawing><wp:docPr xmlns:wp="p" id="1" name="x" descr="{SECRET}"/></w:drawing></w:r>{run(PLAIN)}')),
    "document variable": lambda: docx(parts={"word/settings.xml": f'<w:settings {W}><w:docVars><w:docVar w:name="a" w:val="{SECRET}"/></w:docVars></w:settings>'}),
    "style name": lambda: docx(parts={"word/styles.xml": f'<w:styles {W}><w:style w:styleId="a"><w:name w:val="{SECRET}"/></w:style></w:styles>'}),
    "comment in the XML": lambda: docx(para(run(PLAIN) + f"<!-- {SECRET} -->")),
    "name of a part": lambda: docx(parts={"word/media/Quillfeather.bin": b"\0\1\2"}),
    "zip comment": lambda: docx(comment=SECRET.encode()),
    "hidden words under another prefix": lambda: changed(lambda body: body.replace("xmlns:w=", "xmlns:q=").replace("<w:", "<q:").replace("</w:", "</q:").replace(" w:", " q:"), para(run(PLAIN) + run(SECRET, "<w:vanish/>"))),
    "part in UTF-16": lambda: changed(lambda body: ('<?xml version="1.0" encoding="UTF-16"?>' + body).encode("utf-16"), para(run(SECRET))),
    "character data": lambda: docx(para("<w:r><w:t><![CDATA[Imogen]]> Quill<![CDATA[feather]]></w:t></w:r>")),
    "references in the XML": lambda: docx(para(run("Imogen &#x51;uill&#102;eather"))),
    "text box": lambda: docx(para(f'<w:r><w:pict><v:textbox xmlns:v="v"><w:txbxContent>{para(run(SECRET))}</w:txbxContent></v:textbox></w:pict></w:r>{run(PLAIN)}')),
}  # fmt: skip

BOOK = {
    "cell": lambda: xlsx(cell(SECRET)),
    "cell over two": lambda: xlsx(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{FIRST}</t></is></c><c r="B1" t="inlineStr"><is><t>{LAST}</t></is></c></row>'),
    "rich text runs": lambda: xlsx('<row r="1"><c r="A1" t="inlineStr"><is><r><t>Imogen Quill</t></r><r><t>feather</t></r></is></c></row>'),
    "cached value of a formula": lambda: xlsx(f'<row r="1"><c r="A1" t="str"><f>B1</f><v>{SECRET}</v></c></row>'),
    "formula": lambda: xlsx(f'<row r="1"><c r="A1"><f>IF(B1="{SECRET}",1,0)</f><v>1</v></c></row>'),
    "shared string not used": lambda: xlsx(parts={"xl/sharedStrings.xml": f"<sst {S}><si><t>{SECRET}</t></si></sst>"}),
    "hidden row": lambda: xlsx(cell(PLAIN) + cell(SECRET, "A2").replace("<row ", '<row hidden="1" ')),
    "hidden column": lambda: xlsx(cell(SECRET, "C1"), cols='<cols><col min="3" max="3" hidden="1"/></cols>'),
    "hidden sheet": lambda: xlsx(state=HIDDEN.format('state="hidden"')),
    "very hidden sheet": lambda: xlsx(state=HIDDEN.format('state="veryHidden"')),
    "name of a sheet": lambda: xlsx(state=HIDDEN.replace("Two", "Quillfeather").format("")),
    "comment": lambda: xlsx(parts={"xl/comments1.xml": f'<comments {S}><authors><author>A</author></authors><commentList><comment ref="A1" authorId="0"><text><t>{SECRET}</t></text></comment></commentList></comments>'}, links=[("comments", "../comments1.xml", "")]),
    "threaded comment": lambda: xlsx(parts={"xl/threadedComments/t1.xml": f'<ThreadedComments><threadedComment ref="A1"><text>{SECRET}</text></threadedComment></ThreadedComments>'}, links=[("threadedComment", "../threadedComments/t1.xml", "")]),
    "person of a threaded comment": lambda: xlsx(parts={"xl/persons/person.xml": f'<personList><person displayName="{SECRET}"/></personList>'}),
    "address of a link": lambda: xlsx(sheet='<hyperlinks><hyperlink ref="A1" r:id="r1"/></hyperlinks>', links=[("hyperlink", "mailto:quillfeather@example.org", ' TargetMode="External"')]),
    "defined name": lambda: xlsx(book=f'<definedNames><definedName name="who">"{SECRET}"</definedName></definedNames>'),
    "data validation": lambda: xlsx(sheet=f'<dataValidations><dataValidation type="list" sqref="A1"><formula1>"{SECRET}"</formula1></dataValidation></dataValidations>'),
    "page header": lambda: xlsx(sheet=f"<headerFooter><oddHeader>{SECRET}</oddHeader></headerFooter>"),
    "number format": lambda: xlsx(parts={"xl/styles.xml": f'<styleSheet {S}><numFmts><numFmt numFmtId="164" formatCode="0&quot;{SECRET}&quot;"/></numFmts></styleSheet>'}),
    "chart": lambda: xlsx(parts={"xl/charts/chart1.xml": f'<c:chart xmlns:c="c"><c:pt idx="0"><c:v>{SECRET}</c:v></c:pt></c:chart>'}),
    "pivot cache": lambda: xlsx(parts={"xl/pivotCache/pivotCacheRecords1.xml": f'<pivotCacheRecords {S}><r><s v="{SECRET}"/></r></pivotCacheRecords>'}),
    "external link": lambda: xlsx(parts={"xl/externalLinks/externalLink1.xml": f"<externalLink {S}><v>{SECRET}</v></externalLink>"}),
    "connection": lambda: xlsx(parts={"xl/connections.xml": f'<connections {S}><connection id="1" name="{SECRET}"/></connections>'}),
    "custom XML": lambda: xlsx(parts={"customXml/item1.xml": f"<d>{SECRET}</d>"}),
    "core properties": lambda: xlsx(parts={"docProps/core.xml": CORE.format(SECRET)}),
    "custom properties": lambda: xlsx(parts={"docProps/custom.xml": f'<Properties><property name="{SECRET}"/></Properties>'}),
    "macros": lambda: xlsx(parts={"xl/vbaProject.bin": b"\0\1" + SECRET.encode()}),
    "thumbnail": lambda: xlsx(parts={"docProps/thumbnail.jpeg": saved(picture(), "JPEG", comment=SECRET.encode())}),
    "drawing": lambda: xlsx(parts={"xl/drawings/drawing1.xml": f'<xdr:wsDr xmlns:xdr="x" {A}><xdr:sp><xdr:txBody><a:p><a:r><a:t>{SECRET}</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:wsDr>'}, links=[("drawing", "../drawings/drawing1.xml", "")]),
    "zip comment": lambda: xlsx(comment=SECRET.encode()),
    "revisions": lambda: xlsx(parts={"xl/revisions/revisionLog1.xml": f"<revisions><nc>{SECRET}</nc></revisions>"}),
    "csv": lambda: ("rows.csv", f'name,when\r\n"{LAST}, {FIRST}",noon\r\n'.encode()),
    "csv over two cells": lambda: ("rows.csv", f"a,b,c\r\n{FIRST},{LAST},noon\r\n".encode()),
    "tsv in UTF-16": lambda: ("rows.tsv", f"who\twhen\n{SECRET}\tnoon\n".encode("utf-16")),
    "ods cell": lambda: odf("spreadsheet", f'<table:table table:name="One"><table:table-row><table:table-cell><text:p>{SECRET}</text:p></table:table-cell></table:table-row></table:table>'),
    "ods hidden row": lambda: odf("spreadsheet", f'<table:table table:name="One"><table:table-row><table:table-cell><text:p>{PLAIN}</text:p></table:table-cell></table:table-row><table:table-row table:visibility="collapse"><table:table-cell><text:p>{SECRET}</text:p></table:table-cell></table:table-row></table:table>'),
    "ods comment": lambda: odf("spreadsheet", f'<table:table table:name="One"><table:table-row><table:table-cell><office:annotation><text:p>{SECRET}</text:p></office:annotation><text:p>{PLAIN}</text:p></table:table-cell></table:table-row></table:table>'),
    "ods properties": lambda: odf("spreadsheet", f'<table:table table:name="One"><table:table-row><table:table-cell><text:p>{PLAIN}</text:p></table:table-cell></table:table-row></table:table>', {"meta.xml": f"<m><dc:creator xmlns:dc='d'>{SECRET}</dc:creator></m>"}),
}  # fmt: skip

DOCUMENTS = {
    "odt words over spans": lambda: odf("text", "<text:p><text:span>Imogen Quill</text:span>feather</text:p>"),
    "odt deletion": lambda: odf("text", f'<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>A</dc:creator></office:change-info><text:p>{SECRET}</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>{PLAIN}<text:change text:change-id="c1"/></text:p>'),
    "odt annotation": lambda: odf("text", f"<text:p>{PLAIN}<office:annotation><text:p>{SECRET}</text:p></office:annotation></text:p>"),
    "odt hidden text": lambda: odf("text", f'<text:p>{PLAIN}<text:hidden-text text:string-value="{SECRET}"/></text:p>'),
    "odt version": lambda: odf("text", f"<text:p>{PLAIN}</text:p>", {"Versions/Version1": f"{SECRET} and more words"}),
    "odt thumbnail": lambda: odf("text", f"<text:p>{PLAIN}</text:p>", {"Thumbnails/thumbnail.png": png_texts(note=(SECRET, False))}),
    "odt bookmark": lambda: odf("text", f'<text:p><text:bookmark text:name="{SECRET}"/>{PLAIN}</text:p>'),
    "rtf words": lambda: rtf(SECRET),
    "rtf escapes": lambda: rtf("Imogen Qu\\'69llf\\u101 ?ather"),
    "rtf properties": lambda: rtf("{\\info{\\author " + SECRET + "}}"),
    "rtf hidden": lambda: rtf("{\\v " + SECRET + "}"),
    "rtf annotation": lambda: rtf("{\\*\\annotation " + SECRET + "}"),
    "rtf object": lambda: rtf("{\\object{\\*\\objdata " + (b"\1\5\0\0" + SECRET.encode() + b"\0" * 20).hex() + "}}"),
    "rtf field": lambda: rtf('{\\field{\\*\\fldinst HYPERLINK "mailto:quillfeather@example.org"}{\\fldrslt mail}}'),
}  # fmt: skip

P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" ' + A + f' xmlns:r="{REL}"'


def pptx(words=PLAIN, show="", parts=None, more="", links=()):
    slide = (
        f"<p:sld {P}{show}><p:cSld><p:spTree>{more}<p:sp><p:nvSpPr/><p:txBody>{_paragraph(words)}</"
        f"p:txBody></p:sp></p:spTree></p:cSld></p:sld>"
    )
    every = {
        "[Content_Types].xml": types("ppt/presentation.xml", "presentationml.presentation"),
        "_rels/.rels": rels(("officeDocument", "ppt/presentation.xml", "")),
        "ppt/presentation.xml": (
            f'<p:presentation {P}><p:sldIdLst><p:sldId id="256" r:id="r1"/></p:sldIdLst></p:presentation>'
        ),
        "ppt/_rels/presentation.xml.rels": rels(("slide", "slides/slide1.xml", "")),
        "ppt/slides/slide1.xml": slide,
        "ppt/slides/_rels/slide1.xml.rels": rels(*links),
        **(parts or {}),
    }
    return "talk.pptx", zipped(every)


def _paragraph(words):
    return f"<a:p><a:r><a:t>{words}</a:t></a:r></a:p>"


SLIDES = {
    "words": lambda: pptx(SECRET),
    "hidden slide": lambda: pptx(SECRET, ' show="0"'),
    "notes": lambda: pptx(parts={"ppt/notesSlides/notesSlide1.xml": f"<p:notes {P}><p:cSld><p:spTree><p:sp><p:txBody>{_paragraph(SECRET)}</p:txBody></p:sp></p:spTree></p:cSld></p:notes>"}, links=[("notesSlide", "../notesSlides/notesSlide1.xml", "")]),
    "alternative text": lambda: pptx(more=f'<p:pic><p:nvPicPr><p:cNvPr id="2" name="p" descr="{SECRET}"/></p:nvPicPr></p:pic>'),
    "comment": lambda: pptx(parts={"ppt/comments/comment1.xml": f'<p:cmLst {P}><p:cm authorId="0"><p:text>{SECRET}</p:text></p:cm></p:cmLst>'}, links=[("comments", "../comments/comment1.xml", "")]),
    "comment author": lambda: pptx(parts={"ppt/commentAuthors.xml": f'<p:cmAuthorLst {P}><p:cmAuthor id="0" name="{SECRET}"/></p:cmAuthorLst>'}),
    "tag": lambda: pptx(parts={"ppt/tags/tag1.xml": f'<p:tagLst {P}><p:tag name="a" val="{SECRET}"/></p:tagLst>'}),
    "core properties": lambda: pptx(parts={"docProps/core.xml": CORE.format(SECRET)}),
}  # fmt: skip
