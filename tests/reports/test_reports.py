"""Every report: same input, same bytes; what goes in comes out whole; nothing of the machine or its user
comes along."""

import getpass
import io
import re
import socket
import zipfile
from dataclasses import replace

import openpyxl
import pymupdf
import pytest
import zxingcpp
from PIL import Image

from evidence_review.domain.errors import OutputProblem, RuleBroken
from evidence_review.domain.kinds import DisclosureCode
from evidence_review.reports import (
    Certificate,
    Chain,
    ChainMessage,
    Extract,
    Schedule,
    ScheduleItem,
    SdcItem,
    audit_pdf,
    chain_pdf,
    management_pdf,
    redaction_csv,
    redaction_pdf,
    schedule_pdf,
    schedule_xlsx,
    sdc_pdf,
    sdc_xlsx,
)
from evidence_review.reports.audit_extract import PROMISE
from evidence_review.reports.cover import cover_pdf
from evidence_review.reports.sdc import TEMPLATES
from evidence_review.reports.serving import STAYS
from tests.reports.documents import (
    BOOKS,
    CERTIFICATE,
    CHAIN,
    COVER,
    EMPTY,
    EXTRACT,
    ITEMS,
    MANAGEMENT,
    MG6C,
    PDFS,
    QUESTION,
    REDACTIONS,
    SCHEDULE,
    SDC,
    SERVING,
    body_of,
    flat,
    pages_of,
    reader_of,
    rows_of,
    sheet_of,
)


@pytest.mark.parametrize("name", PDFS)
def test_the_same_input_gives_the_same_pdf(name):
    assert PDFS[name]() == PDFS[name]()


@pytest.mark.parametrize("name", BOOKS)
def test_the_same_input_gives_the_same_workbook(name):
    assert BOOKS[name]() == BOOKS[name]()


@pytest.mark.parametrize("name", PDFS)
def test_a_paper_says_that_it_is_tagged_and_lasts_and_has_what_that_needs(name):
    """PDF/UA-1 and PDF/A-2: what each claims, and the parts that both stand on."""
    reader = reader_of(PDFS[name]())
    xmp = reader.xmp_metadata.stream.get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A<" in xmp
    assert "<pdfuaid:part>1<" in xmp
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert root["/OutputIntents"][0]["/DestOutputProfile"]
    assert "/H1" in str(_roles(root["/StructTreeRoot"]))
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            assert font.get_object()["/ToUnicode"]
            if font.get_object()["/Subtype"] == "/Type3":  # the drawings of emoji
                assert font.get_object()["/CharProcs"]
                continue
            (below,) = font.get_object()["/DescendantFonts"]
            assert {"/FontFile2", "/FontFile3"} & set(below.get_object()["/FontDescriptor"])


def _roles(node) -> list[str]:
    node = node.get_object()
    if not isinstance(node, dict):
        return []
    below = node.get("/K", [])
    below = below.get_object() if hasattr(below, "get_object") else below
    children = below if isinstance(below, list) else [below]
    return [
        str(node.get("/S", "")),
        *(role for one in children if not isinstance(one, int) for role in _roles(one)),
    ]


@pytest.mark.parametrize("name", PDFS)
def test_a_pdf_says_nothing_of_who_made_it_or_when(name):
    reader = reader_of(PDFS[name]())
    told = {key: str(value) for key, value in reader.metadata.items() if str(value) and "Date" not in key}
    assert set(told) == {"/Title", "/Creator"}
    assert re.fullmatch(r"Typst [\d.]+", told["/Creator"])
    assert not any(word in told["/Title"] for word in ("HARPER", "Mina", "01AB"))
    assert {value[:10] for key, value in reader.metadata.items() if "Date" in key} == {"D:20000101"}
    xmp = reader.xmp_metadata.stream.get_data().decode()
    assert set(re.findall(r"<dc:(?:title|creator|description|subject)>.*?>([^<>]+)</", xmp)) == {
        told["/Title"]
    }
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", xmp)) == {"2000-01-01T00:00:00Z"}
    assert not reader.attachments
    _says_nothing(PDFS[name]())


@pytest.mark.parametrize("name", BOOKS)
def test_a_workbook_says_nothing_of_who_made_it_or_when(name):
    data = BOOKS[name]()
    properties = openpyxl.load_workbook(io.BytesIO(data)).properties
    assert (properties.creator, properties.lastModifiedBy, properties.created.year) == (None, None, 2000)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for part in archive.namelist():
            _says_nothing(archive.read(part))


def _says_nothing(data: bytes) -> None:
    own = [
        word for word in (socket.gethostname(), getpass.getuser()) if len(word) > 4
    ]  # shorter ones occur by chance
    for word in ("reportlab", "ReportLab", "xlsxwriter", "/root/", "/home/", *own):
        assert word.encode() not in data, word


@pytest.mark.parametrize("name", PDFS)
def test_every_page_says_which_of_how_many_it_is(name):
    pages = pages_of(PDFS[name]())
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page


@pytest.mark.parametrize("name", EMPTY)
def test_nothing_to_say_is_still_a_document(name):
    assert len(pages_of(EMPTY[name]())) >= 1


def test_K1_schedule_columns_are_exactly_the_five_in_order():
    rows = rows_of(schedule_xlsx(SCHEDULE))
    assert MG6C in rows
    at = rows.index(MG6C)
    assert rows[at + 1] == [
        "1",
        "Messages about the walk home, 4 to 6 March 2025",
        "Exhibit ABC/1, store 2",
        "D",
        "copy with file",
    ]
    assert [row[3] for row in rows[at + 1 : at + 4]] == ["D", "I", "CND"]
    text = body_of(schedule_pdf(SCHEDULE))
    assert flat("".join(MG6C)) in text
    assert flat("Schedule of relevant non-sensitive unused material") in text
    assert flat("R v:HARPER, LOWE") in text


def test_K1_the_wording_can_be_changed_without_the_program(tmp_path):
    from evidence_review.reports.schedule import TEMPLATES

    own = (TEMPLATES / "mg6c.toml").read_text(encoding="utf-8").replace('"CPS code"', '"Endorsement"')
    (tmp_path / "mg6c.toml").write_text(own, encoding="utf-8")
    assert [*MG6C[:3], "Endorsement", MG6C[4]] in rows_of(schedule_xlsx(SCHEDULE, tmp_path))
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "mg6c.toml").write_text(
        'title = "x"\ncolumns = ["one"]\ncertification = ""\n', encoding="utf-8"
    )
    with pytest.raises(OutputProblem, match="exactly 5"):
        schedule_pdf(SCHEDULE, tmp_path / "bad")
    with pytest.raises(OutputProblem, match="cannot be read"):
        schedule_pdf(SCHEDULE, tmp_path / "nowhere")


def test_K2_a_certificate_of_continuing_disclosure_speaks_of_the_test_and_not_of_a_first_hearing():
    further = replace(CERTIFICATE, since="03.02.2025", since_number=2)
    wanted = (
        "Continuing disclosure. It takes the place of schedule no. 2 of 03.02.2025.",
        "which was reviewed since 03.02.2025",
        (
            "items 2 in the schedule might reasonably be considered capable of undermining the case for the prosecution "
            "against the accused, or of assisting the case for the accused, because they bear on"
        ),
    )
    for told in ("".join("".join(row) for row in rows_of(sdc_xlsx(further))), body_of(sdc_pdf(further))):
        close = "".join(told.split())
        assert [one for one in wanted if "".join(one.split()) not in close] == []
        assert [one for one in ("1stHearing", "bailhearing", "{") if one in close] == []


def test_K2_certificate_has_the_forms_own_columns_legend_and_certification():
    rows = rows_of(sdc_xlsx(CERTIFICATE))
    assert SDC in rows
    assert rows[0][1] == "Schedule of non-sensitive unused material"
    assert rows[1][1] == "For use in all NGAP cases at 1st Hearing where there are some items to disclose"
    at = rows.index(SDC)
    assert rows[at + 2] == ["2", "Messages - Edited\nAn exchange about the walk home.", "D"]
    text = body_of(sdc_pdf(CERTIFICATE))
    for words in (
        *SDC[1:],
        (
            "I certify: That any relevant unused material has been recorded and retained in "
            "accordance with the CPIA 1996 Code of Practice (as amended). "
            "That such material as is non-sensitive is shown on the schedule above. And that to "
            "the best of my knowledge and belief items 2 in the schedule "
            "might reasonably undermine the case, or assist the defence with the early preparation "
            "of their case or at a bail hearing, because they bear on "
            "the time she left."
        ),
        "Disclosure officer",
        "CPS lawyer",
        "CPS prosecutor",
    ):
        assert flat(words) in text, words


def test_K5_a_schedule_has_every_number_from_one_and_a_certificate_those_that_stand():
    every = (ScheduleItem(1, "Withdrawn on 01.05.2025: no longer covered.", ""), ScheduleItem(2, "d", "l"))
    rows = rows_of(schedule_xlsx(Schedule("u", (), every, ())))
    assert ["1", "Withdrawn on 01.05.2025: no longer covered.", "", "", ""] in rows
    for wrong in (
        (1, 3),
        (2, 1),
        (1, 1),
        (0, 1),
        (2, 3),
        (12,),
    ):  # the first gone without a word is wrong too
        with pytest.raises(RuleBroken, match="from 1"):
            Schedule("u", (), tuple(ScheduleItem(n, "d", "l") for n in wrong), ())
    Certificate("u", (), tuple(SdcItem(n, "t", "s") for n in (2, 5)))  # the withdrawn are not certified
    for wrong in ((2, 1), (1, 1)):
        with pytest.raises(RuleBroken, match="in order"):
            Certificate("u", (), tuple(SdcItem(n, "t", "s") for n in wrong))
    with pytest.raises(RuleBroken):
        Certificate("u", (), (SdcItem(1, "t", "s"),), meets=(2,))


def test_K8_the_schedule_carries_no_highlighting_and_no_notes():
    sheet = sheet_of(schedule_xlsx(SCHEDULE))
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.fill.fill_type is None
            assert cell.comment is None
            assert cell.font.color is None or cell.font.color.theme == 1
            assert cell.hyperlink is None
    with zipfile.ZipFile(io.BytesIO(schedule_xlsx(SCHEDULE))) as archive:
        assert not [
            name for name in archive.namelist() if re.search("comment|drawing|vml|link", name.lower())
        ]
    for page in reader_of(schedule_pdf(SCHEDULE)).pages:
        assert "/Annots" not in page
        assert not re.search(rb"\d rg\b", page.get_contents().get_data().replace(b"0 0 0 rg", b""))


@pytest.mark.parametrize(
    ("counts", "answer"), [((("audio", 3),), "Yes"), ((("audio", 0),), "No"), ((), "No")]
)
def test_K9_the_answer_on_unexamined_material_comes_from_the_counts(counts, answer):
    schedule = Schedule("u", ("A",), ITEMS, counts)
    assert ["", QUESTION, answer, "", ""] in rows_of(schedule_xlsx(schedule))
    text = body_of(schedule_pdf(schedule))
    assert flat(f"{QUESTION} {answer}") in text
    assert ("3·audio" in text) == (answer == "Yes")


def test_a_code_is_printed_as_given_also_where_items_of_an_entry_differ():
    mixed = Schedule("u", ("HARPER",), (ScheduleItem(1, "d", "l", "D: 2 of 3\nCND: 1 of 3"),), ())
    assert ["1", "d", "l", "D: 2 of 3\nCND: 1 of 3", ""] in rows_of(schedule_xlsx(mixed))
    assert flat("D: 2 of 3 CND: 1 of 3") in body_of(schedule_pdf(mixed))


def test_a_schedule_says_how_to_inspect_and_what_changed():
    said = ("What changed since the schedule of 01.04.2025:", "Withdrawn: item 1.")
    made = replace(SCHEDULE, inspection="Ask the officer for an appointment.", changes=said)
    texts = [row[1] for row in rows_of(schedule_xlsx(made))]
    assert [one for one in texts if one in {made.inspection, *said}] == [made.inspection, *said]
    for words in (made.inspection, *said):
        assert flat(words) in body_of(schedule_pdf(made))


@pytest.mark.parametrize("made", [chain_pdf(CHAIN), cover_pdf(COVER)])
def test_K12_every_page_that_is_served_says_for_whom_it_is_and_that_it_is_for_these_proceedings(made):
    for page in pages_of(made):
        assert flat(SERVING.footer) in flat(page)
    assert "Lowe & Co" in SERVING.footer
    assert "CPIA 1996 ss.17 and 18" in SERVING.footer
    assert "contempt of court" in SERVING.footer  # s.18(1); what a court permits is allowed, s.17(4)
    assert "without the court's permission" in SERVING.footer
    assert "offence" not in SERVING.footer
    assert STAYS.footer == ""


def test_the_cover_says_what_is_in_the_bundle_and_that_nothing_is_copied_where_nothing_is():
    text = body_of(cover_pdf(COVER))
    for words in (
        "R v: HARPER",
        "1 · with items disclosed by copy (D)",
        "2 · withdrawn",
        "transcripts/item-0007.pdf",
        "2 messages",
        COVER.inspection,
        *COVER.changes,
    ):
        assert flat(words) in text, words
    nil = body_of(cover_pdf(replace(COVER, files=COVER.files[1:])))
    nothing = flat("Nothing is disclosed by copy in this bundle.")
    assert (nothing in text, nothing in nil) == (False, True)


def test_every_cell_is_text_whatever_it_looks_like():
    sheet = sheet_of(schedule_xlsx(SCHEDULE))
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert "=1+1 | +44 1632 960000 | 00123 | http://example.org" in [cell.value for cell in cells]


def test_text_too_long_for_a_cell_goes_on_below_and_none_is_lost():
    long = "".join(chr(0x61 + n % 26) for n in range(100_003))
    wide = "😀" * 20_001
    schedule = Schedule("u", (), (ScheduleItem(1, long, wide), ScheduleItem(2, "next", "")), ())
    rows = rows_of(schedule_xlsx(schedule))
    at = next(n for n, row in enumerate(rows) if row[0] == "1")
    until = next(n for n, row in enumerate(rows) if row[0] == "2")
    assert "".join(row[1] for row in rows[at:until]) == long
    assert "".join(row[2] for row in rows[at:until]) == wide
    certificate = Certificate("u", (), (SdcItem(1, "Title", long),))
    assert long in "".join(row[1] for row in rows_of(sdc_xlsx(certificate)))


def test_what_xml_cannot_hold_does_not_break_a_workbook():
    odd = "a\x00b\x1fc\ufffed\ud800e_x0041_f\r\ng"
    rows = rows_of(schedule_xlsx(Schedule("u", (), (ScheduleItem(1, odd, odd),), ())))
    kept = next(row for row in rows if row[0] == "1")[1]
    assert all(letter in kept for letter in "abcdefg")
    assert "e_x0041_f" in kept


def test_a_transcript_holds_each_message_whole_with_its_times():
    text = body_of(chain_pdf(CHAIN))
    for words in (
        "Exhibit ABC/1",
        "4 · Where she was at ten",
        "1 Mina",
        "Tue 4 March 2025 22:15 · the date can also be read as 2025-04-03 22:15 · record line 120",
        "London time",
        "Shown 2 messages",
        "I left at ten, ask [PERSON 2] or call [PHONE 1]",
        "3 messages of this conversation not shown here",
        "ok 😀",
        "grinning face U+1F600",
        "deleted according to the source",
        "attachment 1 (image/png), not reproduced",
        "attachment 2 (kind not known), not reproduced",
        "2 messages of this conversation not shown here",
    ):
        assert flat(words) in text, words


def test_a_huge_message_fills_pages_and_none_of_it_is_lost():
    long = " ".join(f"w{n}" for n in range(30_000)) + " " + "x" * 5_000
    data = chain_pdf(
        Chain(
            "u", "E/1", "c", 1, "t", (ChainMessage(1, "A", long, "t"), ChainMessage(2, "B", "the end", "t"))
        )
    )
    pages = pages_of(data)
    assert len(pages) > 20
    text = body_of(data).replace(flat("URN u · Exhibit E/1 · schedule item c"), "")
    assert flat(long) in text
    assert text.endswith("theend")


def test_a_row_taller_than_a_page_goes_on_over_the_next():
    long = " ".join(f"w{n}" for n in range(12_000))
    text = body_of(
        schedule_pdf(
            Schedule("u", (), (ScheduleItem(1, long, "here"), ScheduleItem(2, "after", "there")), ())
        )
    )
    text = text.replace(flat("MG6C · URN u"), "").replace(flat("".join(MG6C)), "")
    for word in ("w0w1w2", "w5999w6000", "w11999"):
        assert word in text
    assert text.index("w11999") < text.index("after")


def test_markup_in_evidence_is_only_text():
    odd = (
        "<b>bold</b> &amp; <img src='http://example.org/x.png'/> <a href=\"x\">link</a> %PDF endstream ) (\\"
    )
    data = chain_pdf(Chain("u", "E/1", "<i>c</i>", 1, "t", (ChainMessage(1, "<u>A</u>", odd, "t"),)))
    assert flat(odd) in body_of(data)
    assert all("/Annots" not in page for page in reader_of(data).pages)


def test_management_document_says_what_was_searched_with_what_and_what_was_not():
    text = body_of(management_pdf(MANAGEMENT))
    for words in (
        "Disclosure management document",
        "3 Reasonable lines of enquiry",
        "walk home",
        "walked home, wlk home",
        "minilm-int8",
        "ab" * 32,
        "14 · audio, not transcribed",
        "31 · Phone number",
        "2 items were held back",
        "agreement, s.37",
        "12 Invitation to the defence",
    ):
        assert flat(words) in text, words
    assert "score" not in text


def test_log_extract_prints_the_checkpoint_and_the_promise():
    text = body_of(audit_pdf(EXTRACT))
    assert flat("01234567 89abcdef 01234567 89abcdef") in text
    assert flat(PROMISE) in text
    assert "item:0" in text
    assert "item:299" in text
    assert "disclosureofficer" in text


def test_log_extract_carries_the_checkpoint_as_a_code_that_a_camera_reads():
    note = "evidence_review/abc\n300\nASNFZ4mrze8=\n\n— Ann+0011 QUJD\n"
    data = audit_pdf(Extract("u", (), 300, "ab" * 32, note))
    with pymupdf.open(stream=data) as paper:
        drawn = paper[0].get_pixmap(dpi=200)
    seen = Image.frombytes("RGB", (drawn.width, drawn.height), drawn.samples)
    assert [one.text for one in zxingcpp.read_barcodes(seen)] == [note]
    assert (
        len(pages_of(audit_pdf(Extract("u", (), 300, "ab" * 32, "x" * 5000)))) == 1
    )  # too long for paper: size and root alone


def test_redaction_index_gives_number_type_and_reason_as_plain_text():
    text = redaction_csv(REDACTIONS).decode("utf-8-sig")
    assert text.splitlines()[0] == '"No.","Document","Where","Type","Purpose","Reason","How"'
    assert (
        text.splitlines()[1]
        == '"1","chain 1","message 1","Phone number","privacy","third party\'s number","token in its place"'
    )
    assert '"\'=HYPERLINK(1)"' in text
    assert flat("2 chain 1 message 9 Other out of scope =HYPERLINK(1)") in body_of(
        redaction_pdf(REDACTIONS, "u")
    )


@pytest.mark.parametrize(
    ("key", "certificate"),
    [
        ("nil_certification", Certificate("u", (), (SdcItem(1, "t", "s"),))),
        ("nil_subtitle", Certificate("u", (), (SdcItem(1, "t", "s"),), meets=(1,))),
        ("besides", Certificate("u", (), (SdcItem(1, "t", "s", DisclosureCode.DISCLOSE),), besides=(1,))),
    ],
)
def test_no_certificate_leaves_with_a_gap_where_a_template_lacks_words(tmp_path, key, certificate):
    assert sdc_pdf(certificate)
    words = (TEMPLATES / "sdc.toml").read_text("utf-8")
    emptied = re.sub(rf'(?m)^{key} = ("""[\s\S]*?"""|"[^"]*")', f'{key} = ""', words)
    assert emptied != words
    (tmp_path / "sdc.toml").write_text(emptied, "utf-8")
    for make in (sdc_pdf, sdc_xlsx):
        with pytest.raises(OutputProblem, match=key):
            make(certificate, tmp_path)
