"""More places in which a name can hide in office files, mail, pages and chats, one file each, made in code;
`media_channels` takes them in.

Found by going through the parts and attributes of each format's standard that no earlier channel used
(ECMA-376, OpenDocument 1.3, RFC 5322 and 2045).
"""

import base64
import zipfile

from media_office import (
    LAST,
    PLAIN,
    SECRET,
    A,
    P,
    S,
    W,
    beside,
    cell,
    docx,
    odf,
    para,
    picture,
    pptx,
    run,
    saved,
    xlsx,
    zipped,
)  # fmt: skip

MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
BACK = LAST[::-1]
NOTE = base64.b64encode(f"{SECRET} and no more of it".encode()).decode()


def _form(inside):
    return docx(
        para(
            (
                f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{inside}</w:ffData></w:fldChar></'
                f"w:r>{run(PLAIN)}"
            )
        )
    )


def _mark(properties, inside=None):
    return docx(
        (
            f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{para(run(inside or PLAIN))}</"
            f"w:sdtContent></w:sdt>"
        )
    )


WORD_FURTHER = {
    "title of a content control": lambda: _mark(f'<w:alias w:val="{SECRET}"/><w:tag w:val="{LAST}"/>'),
    "choices of a content control": lambda: _mark(f'<w:dropDownList><w:listItem w:displayText="{SECRET}" w:value="1"/></w:dropDownList>'),
    "content control": lambda: _mark("", SECRET),
    "glossary": lambda: beside("glossary/document", "glossaryDocument", f"<w:docParts><w:docPart><w:docPartBody>{para(run(SECRET))}</w:docPartBody></w:docPart></w:docParts>"),
    "alternative chunk in HTML": lambda: docx(para(run(PLAIN)) + '<w:altChunk r:id="r1"/>', {"word/afchunk.html": f"<html><body>{SECRET}</body></html>"}, [("aFChunk", "afchunk.html", "")]),
    "formula": lambda: docx(para(f"<m:oMath {MATH}><m:r><m:t>Quill</m:t></m:r><m:r><m:t>feather</m:t></m:r></m:oMath>")),
    "ruby": lambda: docx(para(f"<w:r><w:ruby><w:rt>{run(SECRET)}</w:rt><w:rubyBase>{run(PLAIN)}</w:rubyBase></w:ruby></w:r>")),
    "diagram": lambda: docx(parts={"word/diagrams/data1.xml": f"<dgm:dataModel xmlns:dgm='d' {A}><a:t>{SECRET}</a:t></dgm:dataModel>"}),
    "chart": lambda: docx(parts={"word/charts/chart1.xml": f"<c:chart xmlns:c='c'><c:v>{SECRET}</c:v></c:chart>"}),
    "drawn word": lambda: docx(para(f'<w:r><w:pict><v:shape xmlns:v="v"><v:textpath string="{SECRET}"/></v:shape></w:pict></w:r>{run(PLAIN)}')),
    "soft hyphen of its own": lambda: docx(para("<w:r><w:t>Imogen Quill</w:t><w:softHyphen/><w:t>feather</w:t></w:r>")),
    "hard hyphen of its own": lambda: docx(para("<w:r><w:t>Imogen Quill</w:t><w:noBreakHyphen/><w:t>feather</w:t></w:r>")),
    "moved from here": lambda: docx(para(run(PLAIN) + f'<w:moveFrom w:id="1" w:author="A">{run(SECRET)}</w:moveFrom>')),
    "who changed a format": lambda: docx(para(f'<w:r><w:rPr><w:b/><w:rPrChange w:id="1" w:author="{SECRET}"><w:rPr/></w:rPrChange></w:rPr><w:t>{PLAIN}</w:t></w:r>')),
    "numbering": lambda: docx(parts={"word/numbering.xml": f'<w:numbering {W}><w:abstractNum><w:lvl><w:lvlText w:val="{SECRET} %1"/></w:lvl></w:abstractNum></w:numbering>'}),
    "form field default": lambda: _form(f'<w:textInput><w:default w:val="{SECRET}"/></w:textInput>'),
    "form field help": lambda: _form(f'<w:helpText w:type="text" w:val="{SECRET}"/>'),
    "form field choices": lambda: _form(f'<w:ddList><w:listEntry w:val="{SECRET}"/></w:ddList>'),
    "simple field": lambda: docx(para(f'<w:fldSimple w:instr=" MERGEFIELD {LAST} ">{run(PLAIN)}</w:fldSimple>')),
    "table description": lambda: docx(f'<w:tbl><w:tblPr><w:tblDescription w:val="{SECRET}"/></w:tblPr><w:tr><w:tc>{para(run(PLAIN))}</w:tc></w:tr></w:tbl>'),
    "mail merge": lambda: docx(parts={"word/settings.xml": f'<w:settings {W}><w:mailMerge><w:query w:val="SELECT {LAST}"/></w:mailMerge></w:settings>'}),
    "template": lambda: docx(links=[("attachedTemplate", "file:///C:/Users/Quillfeather/Normal.dotm", ' TargetMode="External"')]),
    "smart tag": lambda: docx(para(f'<w:smartTag w:element="p"><w:smartTagPr><w:attr w:name="who" w:val="{SECRET}"/></w:smartTagPr>{run(PLAIN)}</w:smartTag>')),
    "other reading of a part": lambda: docx(para(f'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="q">{run(PLAIN)}</mc:Choice><mc:Fallback>{run(SECRET)}</mc:Fallback></mc:AlternateContent>')),
    "label of its secrecy": lambda: docx(parts={"docMetadata/LabelInfo.xml": f'<clbl:labelList xmlns:clbl="c"><clbl:label id="{LAST}"/></clbl:labelList>'}),
    "ribbon": lambda: docx(parts={"customUI/customUI.xml": f'<customUI><button label="{SECRET}"/></customUI>'}),
    "signature": lambda: docx(parts={"_xmlsignatures/sig1.xml": f"<Signature><SignatureComments>{SECRET}</SignatureComments></Signature>"}),
    "letters set backwards": lambda: docx(para(f'<w:bdo w:val="rtl">{run(BACK)}</w:bdo>{run(PLAIN)}')),
    "font table": lambda: docx(parts={"word/fontTable.xml": f'<w:fonts {W}><w:font w:name="{SECRET}"/></w:fonts>'}),
    "web settings": lambda: docx(parts={"word/webSettings.xml": f'<w:webSettings {W}><w:frameset><w:frame><w:name w:val="{SECRET}"/></w:frame></w:frameset></w:webSettings>'}),
    "printer": lambda: docx(parts={"word/printerSettings/printerSettings1.bin": b"\0\1" + LAST.encode("utf-16-le")}),
    "tooltip of a link": lambda: docx(para(f'<w:hyperlink w:tooltip="{SECRET}" w:anchor="x">{run(PLAIN)}</w:hyperlink>')),
    "picture with words": lambda: docx(para(run(PLAIN)), {"word/media/image1.png": saved(picture(SECRET, (600, 80)), "PNG")}),
    "old document inside": lambda: docx(parts={"word/embeddings/old.rtf": "{\\rtf1 " + SECRET + "}"}),
    "processing instruction": lambda: docx(para(run(PLAIN) + f"<?note {SECRET}?>")),
    "attribute nobody knows": lambda: docx(para(f'<w:r q:who="{SECRET}" xmlns:q="q"><w:t>{PLAIN}</w:t></w:r>')),
    "namespace": lambda: docx(para(f'<w:r xmlns:q="urn:{LAST}"><w:t>{PLAIN}</w:t></w:r>')),
    "extra field of the package": lambda: docx_extra(),  # noqa: PLW0108  # it stands below
}  # fmt: skip


def docx_extra():
    """A part whose entry in the package has a field of its own."""
    name, data = docx()
    import io

    out = io.BytesIO(data)
    entry = zipfile.ZipInfo("word/theme/theme1.xml")
    entry.extra = b"\x99\x99" + len(SECRET).to_bytes(2, "little") + SECRET.encode()
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(entry, "<a/>")
    return name, out.getvalue()


def _sheet(inside):
    return xlsx(sheet=inside)


BOOK_FURTHER = {
    "phonetic reading": lambda: xlsx(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{PLAIN}</t><rPh sb="0" eb="1"><t>{SECRET}</t></rPh></is></c></row>'),
    "column of a table": lambda: xlsx(parts={"xl/tables/table1.xml": f'<table {S} displayName="T"><tableColumns><tableColumn id="1" name="{SECRET}"/></tableColumns></table>'}),
    "filter": lambda: _sheet(f'<autoFilter ref="A1:A9"><filterColumn colId="0"><filters><filter val="{SECRET}"/></filters></filterColumn></autoFilter>'),
    "conditional format": lambda: _sheet(f'<conditionalFormatting sqref="A1"><cfRule type="containsText" text="{SECRET}" priority="1"><formula>1</formula></cfRule></conditionalFormatting>'),
    "hint of a validation": lambda: _sheet(f'<dataValidations><dataValidation promptTitle="x" prompt="{SECRET}" sqref="A1"/></dataValidations>'),
    "scenario": lambda: _sheet(f'<scenarios><scenario name="a" user="{SECRET}" comment="{SECRET}"><inputCells r="A1" val="{LAST}"/></scenario></scenarios>'),
    "protected range": lambda: _sheet(f'<protectedRanges><protectedRange name="{LAST}" sqref="A1"/></protectedRanges>'),
    "watched cell and smart tag": lambda: _sheet(f'<smartTags><cellSmartTags r="A1"><cellSmartTag type="0"><cellSmartTagPr key="who" val="{SECRET}"/></cellSmartTag></cellSmartTags></smartTags>'),
    "who shares it": lambda: xlsx(book=f'<fileSharing userName="{SECRET}"/>'),
    "where it was kept": lambda: xlsx(book='<mc:AlternateContent xmlns:mc="m"><x15ac:absPath xmlns:x15ac="x" url="C:\\Users\\Quillfeather\\"/></mc:AlternateContent>'),
    "code name": lambda: _sheet(f'<sheetPr codeName="{LAST}"/>'),
    "slicer": lambda: xlsx(parts={"xl/slicers/slicer1.xml": f'<slicers><slicer name="a" caption="{SECRET}"/></slicers>'}),
    "rich value": lambda: xlsx(parts={"xl/richData/rdrichvalue.xml": f"<rvData><rv><v>{SECRET}</v></rv></rvData>"}),
    "packed query": lambda: xlsx(parts={"customXml/item2.xml": f"<DataMashup>{base64.b64encode(bytes(8) + zipped({'Formulas/Section1.m': f'let a = {SECRET}'})).decode()}</DataMashup>"}),
    "macro sheet": lambda: xlsx(parts={"xl/macrosheets/sheet9.xml": f"<xm:macrosheet xmlns:xm='m'><c><f>ALERT({SECRET})</f></c></xm:macrosheet>"}),
    "control": lambda: xlsx(parts={"xl/ctrlProps/ctrlProp1.xml": f'<formControlPr macro="{LAST}"/>', "xl/activeX/activeX1.bin": LAST.encode("utf-16-le")}),
    "drawing of a note": lambda: xlsx(parts={"xl/drawings/vmlDrawing1.vml": f'<xml xmlns:v="v"><v:shape alt="{SECRET}"><v:textbox>{SECRET}</v:textbox></v:shape></xml>'}),
    "name of a cell style": lambda: xlsx(parts={"xl/styles.xml": f'<styleSheet {S}><cellStyles><cellStyle name="{SECRET}" xfId="0"/></cellStyles></styleSheet>'}),
    "users of a shared book": lambda: xlsx(parts={"xl/revisions/userNames.xml": f'<users {S}><userInfo name="{SECRET}"/></users>'}),
    "model": lambda: xlsx(parts={"xl/model/item.data": b"\0\1\2" + SECRET.encode("utf-16-le")}),
    "note on a name": lambda: xlsx(book=f'<definedNames><definedName name="a" comment="{SECRET}">1</definedName></definedNames>'),
    "row without height": lambda: xlsx(cell(PLAIN) + cell(SECRET, "A2").replace("<row ", '<row ht="0" customHeight="1" ')),
    "cell shown as nothing": lambda: xlsx(f'<row r="1"><c r="A1" s="1" t="inlineStr"><is><t>{SECRET}</t></is></c></row>', parts={"xl/styles.xml": f'<styleSheet {S}><numFmts count="1"><numFmt numFmtId="164" formatCode=";;;"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>'}),
    "escaped in the XML": lambda: xlsx(cell("Imogen Quill_x0066_eather")),
    "picture with words": lambda: xlsx(parts={"xl/media/image1.png": saved(picture(SECRET, (600, 80)), "PNG")}),
    "ods name of a range": lambda: odf("spreadsheet", f'<table:table table:name="One"><table:table-row><table:table-cell><text:p>{PLAIN}</text:p></table:table-cell></table:table-row></table:table><table:named-expressions><table:named-range table:name="{LAST}"/></table:named-expressions>'),
    "ods hint of a validation": lambda: odf("spreadsheet", f'<table:content-validations><table:content-validation><table:help-message><text:p>{SECRET}</text:p></table:help-message></table:content-validation></table:content-validations><table:table table:name="One"><table:table-row><table:table-cell><text:p>{PLAIN}</text:p></table:table-cell></table:table-row></table:table>'),
    "csv formula": lambda: ("rows.csv", f'a,b\r\n"=""Quill""&""feather""",x\r\n{SECRET},y\r\n'.encode()),
}  # fmt: skip

DOCUMENTS_FURTHER = {
    "odt user field": lambda: odf("text", f'<text:user-field-decls><text:user-field-decl text:name="a" office:string-value="{SECRET}"/></text:user-field-decls><text:p>{PLAIN}</text:p>'),
    "odt conditional text": lambda: odf("text", f'<text:p>{PLAIN}<text:conditional-text text:string-value-if-true="x" text:string-value-if-false="{SECRET}">x</text:conditional-text></text:p>'),
    "odt hidden section": lambda: odf("text", f'<text:p>{PLAIN}</text:p><text:section text:name="a" text:display="none"><text:p>{SECRET}</text:p></text:section>'),
    "odt hidden paragraph": lambda: odf("text", f'<text:p>{PLAIN}</text:p><text:p><text:hidden-paragraph text:is-hidden="true"/>{SECRET}</text:p>'),
    "odt header of a page": lambda: odf("text", f"<text:p>{PLAIN}</text:p>", {"styles.xml": f'<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:master-styles><style:master-page style:name="S"><style:header><text:p>{SECRET}</text:p></style:header></style:master-page></office:master-styles></office:document-styles>'}),
    "odt title of a picture": lambda: odf("text", f'<text:p>{PLAIN}<draw:frame xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"><svg:desc>{SECRET}</svg:desc></draw:frame></text:p>'),
    "odt script": lambda: odf("text", f"<text:p>{PLAIN}</text:p>", {"Basic/Standard/Module1.xml": f"<script:module xmlns:script='s'>REM {SECRET}</script:module>"}),
    "odt settings": lambda: odf("text", f"<text:p>{PLAIN}</text:p>", {"settings.xml": f"<config><item name='PrinterName'>{SECRET}</item></config>"}),
    "odt document inside": lambda: odf("text", f"<text:p>{PLAIN}</text:p>", {"Object 1/content.xml": f"<office:document-content xmlns:office='o'>{SECRET}</office:document-content>"}),
    "odt facts": lambda: odf("text", f"<text:p>{PLAIN}</text:p>", {"manifest.rdf": f"<rdf:RDF xmlns:rdf='r'>{SECRET}</rdf:RDF>"}),
    "odt ruby": lambda: odf("text", f"<text:p><text:ruby><text:ruby-base>{PLAIN}</text:ruby-base><text:ruby-text>{SECRET}</text:ruby-text></text:ruby></text:p>"),
    "odt name over tabs and spaces": lambda: odf("text", "<text:p>Imogen<text:s/>Quill<text:soft-page-break/>feather</text:p>"),
    "odt picture with words": lambda: odf("text", f"<text:p>{PLAIN}</text:p>", {"Pictures/1.png": saved(picture(SECRET, (600, 80)), "PNG")}),
    "rtf template": lambda: ("note.rtf", ("{\\rtf1\\ansi{\\*\\template C:\\\\Users\\\\Quillfeather\\\\x.dot}" + PLAIN + "}").encode()),
    "rtf bookmark": lambda: ("note.rtf", ("{\\rtf1\\ansi{\\*\\bkmkstart Quillfeather}" + PLAIN + "}").encode()),
    "rtf deleted": lambda: ("note.rtf", ("{\\rtf1\\ansi " + PLAIN + "{\\deleted " + SECRET + "}}").encode()),
    "rtf revisers": lambda: ("note.rtf", ("{\\rtf1\\ansi{\\*\\revtbl{Unknown;}{" + SECRET + ";}}" + PLAIN + "}").encode()),
    "rtf letters one by one": lambda: ("note.rtf", (b"{\\rtf1\\ansi Imogen {\\b Q}{\\i u}illf{\\ul ea}ther}")),
    "rtf variable": lambda: ("note.rtf", ("{\\rtf1\\ansi{\\*\\docvar {who}{" + SECRET + "}}" + PLAIN + "}").encode()),
    "rtf optional hyphen": lambda: ("note.rtf", (b"{\\rtf1\\ansi Imogen Quill\\-feather}")),
}  # fmt: skip

SLIDES_FURTHER = {
    "shape off the slide": lambda: pptx(more=f'<p:sp><p:nvSpPr/><p:spPr><a:xfrm><a:off x="-99999999" y="0"/><a:ext cx="100" cy="100"/></a:xfrm></p:spPr><p:txBody><a:p><a:r><a:t>{SECRET}</a:t></a:r></a:p></p:txBody></p:sp>'),
    "hidden shape": lambda: pptx(more=f'<p:sp><p:nvSpPr><p:cNvPr id="9" name="a" hidden="1"/></p:nvSpPr><p:txBody><a:p><a:r><a:t>{SECRET}</a:t></a:r></a:p></p:txBody></p:sp>'),
    "name of a shape": lambda: pptx(more=f'<p:sp><p:nvSpPr><p:cNvPr id="9" name="{SECRET}"/></p:nvSpPr></p:sp>'),
    "table": lambda: pptx(more=f"<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tr><a:tc><a:txBody><a:p><a:r><a:t>{SECRET}</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>"),
    "diagram": lambda: pptx(parts={"ppt/diagrams/data1.xml": f"<dgm:dataModel xmlns:dgm='d' {A}><a:t>{SECRET}</a:t></dgm:dataModel>"}),
    "chart": lambda: pptx(parts={"ppt/charts/chart1.xml": f"<c:chart xmlns:c='c'><c:v>{SECRET}</c:v></c:chart>", "ppt/embeddings/book.xlsx": xlsx(cell(SECRET))[1]}),
    "master": lambda: pptx(parts={"ppt/slideMasters/slideMaster1.xml": f"<p:sldMaster {P}><p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>{SECRET}</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sldMaster>"}),
    "name of a section": lambda: pptx(parts={"ppt/presProps.xml": f'<p:presentationPr {P}><p:extLst><p14:sectionLst xmlns:p14="q"><p14:section name="{SECRET}"/></p14:sectionLst></p:extLst></p:presentationPr>'}),
    "modern comment": lambda: pptx(parts={"ppt/comments/modernComment_1.xml": f"<p188:cmLst xmlns:p188='p' {A}><p188:cm><a:t>{SECRET}</a:t></p188:cm></p188:cmLst>"}),
    "handout": lambda: pptx(parts={"ppt/handoutMasters/handoutMaster1.xml": f"<p:handoutMaster {P}><a:t>{SECRET}</a:t></p:handoutMaster>"}),
    "field of a slide": lambda: pptx(more=f'<p:sp><p:txBody><a:p><a:fld id="1" type="datetime"><a:t>{SECRET}</a:t></a:fld></a:p></p:txBody></p:sp>'),
    "name over runs and breaks": lambda: pptx(more="<p:sp><p:txBody><a:p><a:r><a:t>Imogen</a:t></a:r><a:br/><a:r><a:t>Quill</a:t></a:r><a:r><a:t>feather</a:t></a:r></a:p></p:txBody></p:sp>"),
    "other reading of a shape": lambda: pptx(more=f'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="q"/><mc:Fallback><p:sp><p:txBody><a:p><a:r><a:t>{SECRET}</a:t></a:r></a:p></p:txBody></p:sp></mc:Fallback></mc:AlternateContent>'),
    "picture with words": lambda: pptx(parts={"ppt/media/image1.png": saved(picture(SECRET, (600, 80)), "PNG")}),
    "address of a link": lambda: pptx(links=[("hyperlink", "mailto:quillfeather@example.org", ' TargetMode="External"')]),
    "sound": lambda: pptx(parts={"ppt/media/media1.wav": b"RIFF\x24\0\0\0WAVELIST" + SECRET.encode()}),
}  # fmt: skip

FURTHER = {
    "word": WORD_FURTHER,
    "book": BOOK_FURTHER,
    "documents": DOCUMENTS_FURTHER,
    "slides": SLIDES_FURTHER,
}
