"""A fictional case as every report takes it, and what a reader of PDFs and workbooks finds in what is made of
it."""

import io
import re

import openpyxl

from evidence_review.domain.audit import LogRow
from evidence_review.domain.kinds import DisclosureCode, Purpose, RedactionType
from evidence_review.domain.suggestions import Engine
from evidence_review.reports import (
    Certificate,
    Chain,
    ChainMessage,
    DeviceAccount,
    Extract,
    LineAccount,
    Management,
    RedactionRow,
    Schedule,
    ScheduleItem,
    SdcItem,
    TermAccount,
    audit_pdf,
    chain_pdf,
    management_pdf,
    redaction_pdf,
    schedule_pdf,
    schedule_xlsx,
    sdc_pdf,
    sdc_xlsx,
)
from evidence_review.reports.cover import Cover, CoverFile, cover_pdf
from evidence_review.reports.serving import STAYS, Serving

D = DisclosureCode.DISCLOSE
MG6C = ["Item No.", "Description and relevance", "Location", "CPS code", "Comment"]
SDC = [
    "No.",
    "For Police Use (Brief description of material including those falling under Para 7.3 of the Code)",
    "For CPS Use Against each item insert: D for Disclose / I for Inspect / CND for Clearly Not Disclosable",
]
QUESTION = (
    "Is there any material in this case which has not been examined by either the investigating or "
    "disclosure officer?"
)

ITEMS = (
    ScheduleItem(
        1,
        "Messages about the walk home, 4 to 6 March 2025",
        "Exhibit ABC/1, store 2",
        "D",
        "copy with file",
    ),
    ScheduleItem(2, "Shift rota of the Harbour Café, showing who closed up", "Exhibit ABC/2", "I"),
    ScheduleItem(3, "=1+1 | +44 1632 960000 | 00123 | http://example.org", "@cell", "CND"),
)
SCHEDULE = Schedule(
    "01AB0012325",
    ("HARPER", "LOWE"),
    ITEMS,
    (("audio, not transcribed", 14), ("outside the dates", 1200)),
    "DC Example",
    "1 May 2025",
)
CERTIFICATE = Certificate(
    "01AB0012325",
    ("HARPER",),
    (
        SdcItem(1, "Rota", "Who closed up on the night."),
        SdcItem(2, "Messages", "An exchange about the walk home.", D, edited=True),
    ),
    (2,),
    "they bear on the time she left",
    "DC Example",
)
MESSAGES = (
    ChainMessage(
        1,
        "Mina",
        "I left at ten, ask [PERSON 2] or call [PHONE 1]",
        "Tue 4 March 2025 22:15",
        "the date can also be read as 2025-04-03 22:15",
        record="line 120",
    ),
    ChainMessage(
        2,
        "Jo",
        "ok 😀",
        "Tue 4 March 2025 22:16:10",
        attachments=("image/png", ""),
        left_out_before=3,
        deleted="deleted according to the source",
    ),
)
SERVING = Serving("Lowe & Co", "HARPER", "01.05.2025", "DC Example, disclosure officer")
CHAIN = Chain(
    "01AB0012325",
    "ABC/1",
    "7",
    4,
    "Where she was at ten",
    MESSAGES,
    "WhatsApp",
    ("Mina", "Jo"),
    2,
    2,
    "London time",
    SERVING,
)
COVER = Cover(
    "01AB0012325",
    SERVING,
    (
        CoverFile("transcripts/item-0007.pdf", "Schedule item 7, exhibit ABC/1", "2 messages"),
        CoverFile("schedule/mg6c.pdf", "Schedule of unused material (MG6C)"),
    ),
    (("with items disclosed by copy (D)", 1), ("withdrawn", 2)),
    "Items with code I are not copied. Make an appointment with the disclosure officer.",
    ("What changed since the schedule of 01.04.2025:", "New: item 7."),
)
MANAGEMENT = Management(
    urn="01AB0012325",
    case="Operation Example",
    version="2",
    date="1 May 2025",
    author="DC Example",
    defendants=("HARPER",),
    app_version="0.1.0",
    lines=(
        LineAccount(
            4,
            "Where she was at ten",
            "Where was she?",
            "Alibi",
            "ABC/1, 4 to 6 March",
            "approved",
            120,
            80,
            12,
        ),
    ),
    devices=(
        DeviceAccount(
            "ABC/1", "phone", "Mina", "agreement, s.37", "whatsapp 1.0", "2024 to 2025", 5400, "120 in scope"
        ),
    ),
    terms=(TermAccount(4, "walk home", "phrase", ("walked home", "wlk home"), 41, 17, 41, 9),),
    engines=(Engine("minilm-int8", "1.0.0", "ab" * 32),),
    redactions=((RedactionType.PHONE_NUMBER, 31),),
    not_examined=(("audio, not transcribed", 14),),
    held_for_counsel=2,
)
ROWS = tuple(
    LogRow(
        n,
        "2025-05-01T10:00:00Z",
        "Ann",
        "DISCLOSURE_OFFICER",
        "CONSULT",
        "open item",
        f"item:{n}",
        "why",
        "n=1",
        f"{n:064x}",
    )
    for n in range(300)
)
EXTRACT = Extract("01AB0012325", ROWS, 300, "0123456789abcdef" * 4)
REDACTIONS = (
    RedactionRow(
        1,
        "chain 1",
        "message 1",
        RedactionType.PHONE_NUMBER,
        Purpose.PRIVACY,
        "third party's number",
        "token in its place",
    ),
    RedactionRow(2, "chain 1", "message 9", RedactionType.OTHER, Purpose.OUT_OF_SCOPE, "=HYPERLINK(1)"),
)

PDFS = {
    "cover": lambda: cover_pdf(COVER),
    "chain": lambda: chain_pdf(CHAIN),
    "mg6c": lambda: schedule_pdf(SCHEDULE),
    "sdc": lambda: sdc_pdf(CERTIFICATE),
    "management": lambda: management_pdf(MANAGEMENT),
    "audit": lambda: audit_pdf(EXTRACT),
    "redactions": lambda: redaction_pdf(REDACTIONS, "01AB0012325"),
}
BOOKS = {"mg6c": lambda: schedule_xlsx(SCHEDULE), "sdc": lambda: sdc_xlsx(CERTIFICATE)}
EMPTY = {
    "cover": lambda: cover_pdf(Cover("", STAYS, (), ())),
    "chain": lambda: chain_pdf(Chain("", "", "", 0, "", ())),
    "mg6c": lambda: schedule_pdf(Schedule("", (), (), ())),
    "sdc": lambda: sdc_pdf(Certificate("", (), ())),
    "management": lambda: management_pdf(Management("", "", "", "", "", (), "")),
    "audit": lambda: audit_pdf(Extract("", (), 0, "")),
    "redactions": lambda: redaction_pdf((), ""),
}


def reader_of(data: bytes):
    import pypdf

    return pypdf.PdfReader(io.BytesIO(data))


def pages_of(data: bytes) -> list[str]:
    return [page.extract_text() for page in reader_of(data).pages]


def flat(text: str) -> str:
    """Text without white space, as line ends and table cells put it anywhere."""
    return re.sub(r"\s+", "", text)


def body_of(data: bytes) -> str:
    """The flowing text of every page, without the two lines of the margin."""
    return flat("".join(text for page in pages_of(data) for text in re.split(r"Page \d+ of \d+", page)))


def sheet_of(data: bytes):
    return openpyxl.load_workbook(io.BytesIO(data)).active


def rows_of(data: bytes) -> list[list[str]]:
    return [
        ["" if cell is None else cell for cell in row] for row in sheet_of(data).iter_rows(values_only=True)
    ]
