"""Writes the records of the case as a surgery, a council, a care provider and a bank write them. Fictional; the same bytes each time."""

from __future__ import annotations

import csv
import datetime as dt
import io
import quopri
import re
import zipfile
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table, TableStyle

NHS = "999 041 2359"
LEFT, RIGHT, TOP, BOTTOM = 40, 555, 800, 40


class Sheet:
    """One page after another, each text line drawn once, from the top."""

    def __init__(self, path: Path, title: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.canvas = Canvas(str(path), pagesize=A4, invariant=1)
        self.canvas.setTitle(title)
        self.y = TOP

    def text(
        self, words: str, size: float = 9, bold: bool = False, indent: float = 0, gap: float = 4
    ) -> None:
        font = "Helvetica-Bold" if bold else "Helvetica"
        for line in simpleSplit(words, font, size, RIGHT - LEFT - indent):
            self.canvas.setFont(font, size)
            self.canvas.drawString(LEFT + indent, self.y, line)
            self.y -= size + 3
        self.y -= gap

    def right(self, words: str, size: float = 9) -> None:
        """At the right edge of the line drawn before."""
        self.canvas.setFont("Helvetica", size)
        self.canvas.drawRightString(RIGHT, self.y + size + 3 + 4, words)

    def rule(self) -> None:
        self.canvas.line(LEFT, self.y + 6, RIGHT, self.y + 6)
        self.y -= 8

    def table(self, rows: list[list[str]], widths: list[float]) -> None:
        drawn = Table(rows, colWidths=widths)
        drawn.setStyle(
            TableStyle(
                [
                    ("FONT", (0, 0), (-1, -1), "Helvetica", 8),
                    ("FONT", (0, 0), (-1, 0), "Helvetica-Bold", 8),
                    ("GRID", (0, 0), (-1, -1), 0.4, "#888888"),
                    ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ]
            )
        )
        _, height = drawn.wrapOn(self.canvas, RIGHT - LEFT, TOP)
        drawn.drawOn(self.canvas, LEFT, self.y - height)
        self.y -= height + 14

    def foot(self, words: str) -> None:
        self.canvas.setFont("Helvetica", 7.5)
        self.canvas.drawString(LEFT, BOTTOM, words)
        self.canvas.showPage()
        self.y = TOP

    def close(self) -> None:
        self.canvas.save()


# The surgery ---------------------------------------------------------------------------------------------------------------------

PROBLEMS = [
    ["Active problem", "Since", "Priority"],
    ["Type 2 diabetes mellitus", "11 Mar 2009", "Major"],
    ["Benign prostatic enlargement", "02 Jun 2017", "Major"],
    ["Depressive episode, mild", "19 Aug 2024", "Minor"],
    ["Hearing loss, bilateral, aids fitted", "23 Jan 2020", "Minor"],
    ["Cataract, left", "16 Jul 2024", "Minor"],
]
PAST = [
    ["Significant past", "Date", "Note"],
    ["Inguinal hernia repair", "1998", "day case"],
    ["Alcohol advice given", "2003", "28 units a week then"],
    ["Fractured wrist, right", "2012", "fell from ladder"],
]
DRUGS = [
    ["Drug and dosage (clipp", "Qty", "Last iss"],
    ["Metformin 500 mg tablets, 3 tablets daily with food", "84", "13 Oct 2025"],
    ["Tamsulosin 400 microgram capsules, one in the morning", "28", "13 Oct 2025"],
    ["Sertraline 50 mg tablets, one daily", "28", "13 Oct 2025"],
    [
        "Zopiclone 3.75 mg tablets, one at night, started 20 Oct 2025, stopped 10 Nov 2025",
        "14",
        "03 Nov 2025",
    ],
    ["Ibuprofen 5% gel, apply 3 times a day", "1", "30 Oct 2025"],
    ["Senna 7.5 mg tablets, two at night when needed", "60", "02 Sep 2025"],
]
CONSULTATIONS = [
    (
        "14 Oct 2025 09:30 Surgery consultat. Nurse S Orme",
        [
            "Foot check, small ulcer L heel, dressing changed.",
            "Metformin 3 tablets daily, takes them from the box marked 3.",
        ],
    ),
    (
        "21 Oct 2025 11:10 Telephone consultat. Dr H Marlow",
        [
            "Waterworks worse, up four times a night. PSA to be repeated.",
            "Low since Jean died, has joined the bereavement group at St Anne's.",
        ],
    ),
    (
        "30 Oct 2025 16:05 Surgery consultat. Dr H Marlow",
        [
            "Worried about money. Says £40 gone from tin, two 20s, thinks Tuesday but not sure which week.",
            "Carer left at 3 that day, he says, then he slept till 5.",
            "Later says he moved tin to airing cupboard himself and forgot.",
            "Knee: no effusion, gel 3 times a day.",
            "Grandson Alfie (dob 12/06/2016) has nits, asks for lotion, told to see own GP.",
        ],
    ),
    (
        "31 Oct 2025 08:50 Admin note Reception",
        [
            "Son Martin rang for repeat of own inhaler, redirected to his practice.",
        ],
    ),
]
OUTPATIENT = [
    (
        "29 Oct 20",
        "Outpatient att",
        "Eye clinic, Harrowby Infirmary. Transport 0915, home by 1. Not to be left alone till 3.",
    ),
    ("16 Jul 20", "Optician rep", "Cataract L eye, wishes to wait."),
    ("02 May 20", "Hospital lett", "Urology: flow rate poor, scan booked."),
    ("11 Feb 20", "Audiology", "Aids cleaned, battery 312."),
]
OLD = [
    "06 Mar 2009 Smoking stopped, was ten a day.",
    "17 Nov 2010 Marital strain, wife staying with her sister.",
    "09 Feb 2011 Forgot to bring sample, will drop in.",
    "21 Jun 2012 Wrist in plaster, off driving.",
    "14 Aug 2013 Rash in groin, cream.",
    "03 Apr 2014 Gambling: says horses only, no debts now.",
    "22 Sep 2015 Piles, advice on diet.",
    "30 Jan 2016 Tearful at retirement of business partner.",
    "08 Dec 2016 Cough, chest clear.",
    "19 May 2017 Prostate examined, smooth, enlarged.",
    "27 Oct 2018 Flu jab.",
    "12 Jul 2019 Snoring, leaflet on sleep apnoea.",
    "05 Feb 2021 Vaccination, first dose.",
    "19 Aug 2024 Wife Jean died 2 Aug at home. Weeping. Sleep poor. Doreen Pike from no. 5 brings meals.",
    "04 Nov 2024 Eye letter of 29 Oct scanned.",
]


def surgery(path: Path) -> None:
    page = Sheet(path, "Patient record print")

    def head() -> None:
        page.text("Millbrook Surgery - patient record print", 11, bold=True)
        page.text(f"PENROSE, Walter (Mr) DoB 04-Feb-1941 NHS No. {NHS}", gap=0)
        page.text("3 Mill Lane, Harrowby ZZ9 9ML Tel 01632 960114")
        page.rule()

    def foot(number: int) -> None:
        page.foot(f"Page {number} of 6    Printed 19 Feb 2026 09:12    User SO")

    head()
    page.text("Problem list and contacts", 10, bold=True)
    page.table(PROBLEMS, [300, 110, 105])
    page.table(PAST, [300, 110, 105])
    page.text("Next of kin: Martin Penrose (son) 07700 900345")
    page.text("Key holder: Doreen Pike, 5 Mill Lane, 01632 960127")
    page.text("Usual GP: Dr Helen Marlow. Named nurse: Sandra Orme.")
    foot(1)

    head()
    page.text("Current and recent medication", 10, bold=True)
    page.table(DRUGS, [400, 40, 75])
    page.text("Warned: may be muddled next morning, do not rely on memory of the late evening.")
    page.text("Allergies: penicillin (1966, rash).")
    page.text("Compliance aid: box with 14 compartments, filled by pharmacy.")
    foot(2)

    head()
    page.text("Date / Time      Place of consultat      Clinici      Text (cont'd ov", 8, bold=True)
    for heading, lines in CONSULTATIONS:
        page.text(heading, bold=True, gap=1)
        for line in lines:
            page.text(line, indent=18, gap=1)
        page.y -= 6
    foot(3)

    head()
    page.text("Letters and attendances (dates clipped by printer driver)", 10, bold=True)
    for date, kind, words in OUTPATIENT:
        page.text(f"{date} {kind}", bold=True, gap=1)
        page.text(words, indent=18)
    page.text("End of list. 4 of 14 shown.")
    foot(4)

    head()
    page.text("Earlier entries", 10, bold=True)
    for line in OLD:
        page.text(line)
    foot(5)

    head()
    page.text("Memory screening form, 4 Nov 2025", 10, bold=True)
    for line in [
        "Completed by Sandra Orme, practice nurse, with the patient alone.",
        "Reason: patient worried about forgetting where he puts things.",
        "1. Date: correct.",
        "2. Clock face: numbers correct, hands wrong.",
        "3. Recent news: unsure, gives an event of last year.",
        "4. Recall of test name and address (John Brown, 42 West Street): 3 of 5.",
        "Total: 5 of 9. Informant questions needed.",
        "Patient says he loses things, money more than most, since September.",
        "Plan: repeat in 3 months. Card of Safe Money Helpline given, 01632 960900.",
    ]:
        page.text(line)
    foot(6)
    page.close()


# The council ---------------------------------------------------------------------------------------------------------------------


def council(path: Path) -> None:
    page = Sheet(path, "Case notes")

    def head(kind: str) -> None:
        page.text("Harrowby Council - Adult Social Care", 11, bold=True)
        page.text("Person: PENROSE Walter    ID 40312    Team: Older People East", 8)
        page.text(kind, 10, bold=True)
        page.rule()

    def foot(number: int) -> None:
        page.foot(
            f"{number}/5   Workers: JH Judith Harmer, social worker; NO Nia Owen, support worker; ME Mark Ellis, team manager"
        )

    head("Person details and first contact")
    for line in [
        "DoB 04/02/1941. NHS 9990412359. NI QQ123456C. 3 Mill Lane, Harrowby ZZ9 9ML.",
        "State pension 221.20 a week, works pension 96.14, attendance allowance lower rate.",
        "Religion: Methodist. Estranged from brother since 1987.",
        "Grandchild: Alfie Penrose, born 12/06/2016, Harrowby Primary, year 5, has a plan for speech.",
        "Neighbour: Doreen Pike, 5 Mill Lane, 01632 960127. Her husband has dementia.",
        "Package: Brookside Homecare, three calls a day, since 1 Sep 2025.",
    ]:
        page.text(line)
    foot(1)

    head("Running notes, 27 to 31 October 2025")
    for line in [
        "27/10/25 1510 T/C in, NO. Mrs Pike (neighbour) rang: bins not out, WP seemed muddled on Sunday.",
        "28/10/25 0930 Email out, JH. Blue Badge renewal, new photo needed.",
        "30/10/25 1015 T/C in, JH. WP upset. £40 taken from tin, two 20s, there Mon, gone Tues. Names nobody.",
        (
            "30/10/25 1120 T/C out, JH. Martin (son) says he had £40 out of the tin on Sun for the boiler man and forgot to tell his father. "
            "Alfie was at the house with him and saw it."
        ),
        "30/10/25 1430 H/V, NO. In 1430 out 1505. Tin found in airing cupboard. NO counted it with WP, £85.20.",
        "31/10/25 0905 T/C in, NO. Mrs Pike asks about respite for her husband, her hip operation is on 2 Dec.",
        "31/10/25 1145 JH. Continence pads delivery chased.",
        "31/10/25 1600 JH. Advice to WP: Safe Money Helpline 01632 960900; Civic Offices, 1 Castle Street, 01632 960500.",
    ]:
        page.text(line)
    foot(2)

    head("Running notes, 3 to 5 November 2025")
    for line in [
        "03/11/25 0915 Allocation, ME. JH to ask Brookside for the daily log. SO at surgery to screen memory.",
        "04/11/25 1310 T/C in, NO. WP asked for a stairlift, declined on cost.",
        (
            "05/11/25 1620 S/V, JH. Edna Gaunt, 11 Chapel Row, also a Brookside client: family say £60 gone in August, before Joanne Hale "
            "worked there. Mrs Gaunt has a pressure sore and is on the district nurse list."
        ),
        "05/11/25 1700 ME. Strategy meeting tomorrow at 3, room 14.",
    ]:
        page.text(line)
    foot(3)

    head("Chronology")
    page.text("Prepared by ME for the strategy meeting of 6 November, from the notes above and nothing else.")
    page.table(
        [
            ["Date", "Event", "Source"],
            ["01 Sep 2025", "Package begins", "Brookside"],
            ["27 Oct 2025", "Neighbour concerned", "NO"],
            ["30 Oct 2025", "Money reported gone, amount 40", "JH"],
            ["30 Oct 2025", "Tin seen, 85.20", "NO"],
            ["03 Nov 2025", "Log asked for", "ME"],
        ],
        [90, 325, 100],
    )
    foot(4)

    head("Support plan and money")
    for line in [
        "Savings 18,340 with building society, below upper limit. Contribution 41.75 a week.",
        "Bathing: needs one carer, ashamed of this, prefers a man.",
        "Night: two falls from bed in July, not reported to family.",
        "Wishes: does not want Martin told of the overdraft in June.",
        "Review date 14 Jan 2026.",
    ]:
        page.text(line)
    foot(5)
    page.close()


MANAGER = """\
Dear Miss Harmer

You asked what our log and our staff say of the week of 27 October.

On Tuesday 28 October Joanne Hale was in 0840 out 0855, by her own entry and by the key safe. She came on from Mrs Gaunt's at 0835.

At 9 Joanne rang this office and said that the tin was lighter than on Monday. She asked us to write it down, and we did.

Alice Marsh did the tea call that day and also had the key safe code. The code was changed on 1 November.

Mrs Gaunt's sore is healing and the district nurse comes on 3 days a week.

My own mother is in the hospice and I may be slow to answer.

Mr Penrose was given the Safe Money Helpline, 01632 960900, and the number of the Civic Offices, 01632 960500.

Pauline Gregg
Registered manager, Brookside Homecare
"""

NEIGHBOUR = """\
5 Mill Lane
Harrowby ZZ9 9ML
01632 960127

Sunday 2 November

Dear Miss Harmer

I am Doreen from next door and I have Walter's spare key.

You asked me to put down what I saw. On Tuesday the carer's car came at twenty to nine and it had gone by five to. I did not see her carry anything.

On the Sunday before, Walter's son was there with the boiler man, and I heard Walter say take two 20s out of the tin.

My own news is not so good. They want me in for the hip on 2 December and who will mind Ron I do not know.

Little Alf broke our gnome with his ball and has said sorry very nicely.

Yours truly
Doreen Pike (Mrs)
"""

CLINIC = """\
Harrowby Law Clinic
The Corn Hall, Harrowby

5 November 2025

Dear Mr Penrose

You came to us on Monday and asked where you stand.

Do not put your name to the form that the agency has sent until we have spoken again. If you ask for the money back you have six years in which to do it.

This letter is for you alone and you need not show it to anybody.

Bettina Crane
For the clinic
"""

FIRM = """\
Dear Mr Penrose

We act for you in the matter of your late wife's estate and of the lasting power of attorney. This letter is privileged.

Our advice is that you leave the house out of the power and that your son is not told of the second account before we meet.

Yours sincerely
Thorne & Vickery, Solicitors
"""


def letter(path: Path, sender: str, to: str, subject: str, date: str, number: str, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    heads = [
        f"From: {sender}",
        f"To: {to}",
        f"Subject: {subject}",
        f"Date: {date}",
        f"Message-ID: <{number}@example.org>",
        "MIME-Version: 1.0",
        'Content-Type: text/plain; charset="utf-8"',
        "Content-Transfer-Encoding: quoted-printable",
    ]
    text = quopri.encodestring(body.encode("utf-8")).decode("ascii")
    path.write_bytes(("\n".join(heads) + "\n\n" + text).replace("\n", "\r\n").encode("ascii"))


def letters(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    letter(
        folder / "letter_1.eml",
        "Pauline Gregg <pauline.gregg@brookside.example.org>",
        "Judith Harmer <judith.harmer@harrowby.example.org>",
        "Your question about our daily log",
        "Thu, 06 Nov 2025 16:42:00 +0000",
        "20251106.1642.brookside",
        MANAGER,
    )
    letter(
        folder / "letter_2.eml",
        "Thorne & Vickery <office@thornevickery.example.org>",
        "W Penrose <w.penrose@example.org>",
        "Estate and lasting power",
        "Mon, 03 Nov 2025 10:05:00 +0000",
        "20251103.1005.firm",
        FIRM,
    )
    (folder / "letter_3.txt").write_bytes(NEIGHBOUR.encode("utf-8"))
    (folder / "letter_4.txt").write_bytes(CLINIC.encode("utf-8"))


# The provider --------------------------------------------------------------------------------------------------------------------

HEADINGS = ["Date", "Call", "Time in", "Time out", "Tasks", "Notes", "Initials"]
OCTOBER = [
    ((2025, 10, 24), "Morning", "0835", "0910", "Wash, breakfast", "Ate well. Porridge.", "AM"),
    ((2025, 10, 24), "Tea", "1640", "1705", "Tea, tablets", "Opened tin of soup, WP had half.", "IT"),
    (
        (2025, 10, 25),
        "Morning",
        "0830",
        "0905",
        "Wash, breakfast",
        "AM call by AM. WP going into town with family later.",
        "AM",
    ),
    (
        (2025, 10, 26),
        "Morning",
        "0900",
        "0930",
        "Wash, breakfast",
        "Martin here, had £40 out of tin for boiler man, WP agreed.",
        "AM",
    ),
    (
        (2025, 10, 26),
        "Bed",
        "2000",
        "2020",
        "Pad, night clothes",
        "Pad soaked, bed changed, WP tearful about Jean.",
        "IT",
    ),
    (
        (2025, 10, 27),
        "Lunch",
        "1215",
        "1500",
        "Lunch, shopping",
        "Shopping £14.60 from tin, receipt in book. Doreen at door when I left at 3.",
        "JH",
    ),
    ((2025, 10, 27), "Bed", "2005", "2025", "Pad, night clothes", "Settled. Sleeping tablet given.", "IT"),
    (
        (2025, 10, 28),
        "Morning",
        "0840",
        "0855",
        "Wash refused",
        "In 0840 out 0855. WP would not get up. Tin lighter than Mon, told office at 9.",
        "JH",
    ),
    (
        (2025, 10, 28),
        "Tea",
        "1630",
        "1710",
        "Tea, tablets",
        "AM did tea. WP counting money at table, 2 x 20 on arm of chair.",
        "AM",
    ),
    (
        (2025, 10, 29),
        "Morning",
        "0920",
        "0950",
        "Wash, breakfast",
        "IT covering. Held up at Mrs Gaunt so late. Nothing to report.",
        "IT",
    ),
    ((2025, 10, 30), "Morning", "0840", "0915", "Wash, breakfast", "Sore area on back, cream applied.", "AM"),
    ((2025, 10, 31), "Lunch", "1210", "1240", "Lunch", "Alfie visiting, half-term. WP cheerful.", "IT"),
]
NOVEMBER = [
    (
        (2025, 11, 1),
        "Morning",
        "0845",
        "0920",
        "Wash, breakfast",
        "Key safe code changed by office, all told.",
        "AM",
    ),
    ((2025, 11, 2), "Tea", "1635", "1700", "Tea, tablets", "Had been to chapel. Ate all.", "IT"),
    (
        (2025, 11, 3),
        "Lunch",
        "1205",
        "1250",
        "Lunch",
        "WP asked me to draw £50 with his card. Said not allowed, rang office at 1.",
        "JH",
    ),
    (
        (2025, 11, 4),
        "Morning",
        "0830",
        "0900",
        "Wash, breakfast",
        "Surgery at 3 for memory form, WP nervous.",
        "AM",
    ),
    (
        (2025, 11, 5),
        "Bed",
        "2010",
        "2030",
        "Pad, night clothes",
        "Skin on heel broken again, nurse told.",
        "IT",
    ),
    (
        (2025, 11, 7),
        "Tea",
        "1630",
        "1655",
        "Tea, tablets",
        "WP says Martin had the card on Sat 25th, PIN on a slip in the tin.",
        "AM",
    ),
    ((2025, 11, 8), "Morning", "0840", "0910", "Wash, breakfast", "Quiet. Asked after Jean.", "IT"),
]
STAFF = [
    ("AM", "Alice Marsh", "Care assistant", "07700 900321", "8 Weir Court"),
    ("IT", "Ian Trask", "Care assistant", "07700 900322", "27 Station Road"),
    ("JH", "Joanne Hale", "Care assistant", "07700 900312", "14 Quarry Close"),
    ("PG", "Pauline Gregg", "Registered manager", "07700 900320", "2 The Glebe"),
]


def workbook(path: Path) -> None:
    book = Workbook()
    book.remove(book.active)
    for name, rows in (("Oct 2025", OCTOBER), ("Nov 2025", NOVEMBER)):
        sheet = book.create_sheet(name)
        sheet["A1"] = "Brookside Homecare daily log, client W Penrose"
        sheet["A1"].font = Font(bold=True, size=13)
        sheet.append(HEADINGS)
        for cell in sheet[2]:
            cell.font = Font(bold=True)
        for day, *rest in rows:
            sheet.append([dt.date(*day), *rest])
            sheet.cell(sheet.max_row, 1).number_format = "dd/mm/yyyy"
            sheet.cell(sheet.max_row, 6).alignment = Alignment(wrap_text=True, vertical="top")
        for column, width in zip("ABCDEFG", (12, 10, 8, 8, 22, 60, 8), strict=True):
            sheet.column_dimensions[column].width = width
        sheet.freeze_panes = "A3"
    staff = book.create_sheet("Staff")
    staff.append(["Initials", "Name", "Post", "Mobile", "Home"])
    for row in STAFF:
        staff.append(list(row))
    staff.sheet_state = "hidden"
    book.properties.creator = "Brookside office"
    held = io.BytesIO()
    book.save(held)
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(held) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2025-11-10T09:00:00Z", data)
            info = zipfile.ZipInfo(name, (2025, 11, 10, 9, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            new.writestr(info, data)


# The bank ------------------------------------------------------------------------------------------------------------------------

SORT, ACCOUNT = "99-90-14", "55512309"
LEDGER = [
    ("20/10/2025", "DD", "HEARING CARE PLAN", "14.00", "", "2655.33"),
    ("21/10/2025", "DEB", "HARROWBY PHARMACY 3", "8.90", "", "2646.43"),
    ("22/10/2025", "FPI", "WORKS PENSION", "", "96.14", "2742.57"),
    ("23/10/2025", "DD", "ST ANNES PLANNED GIVING", "40.00", "", "2702.57"),
    ("24/10/2025", "DEB", "CORNER CHOICE BOOKMAKER", "20.00", "", "2682.57"),
    ("25/10/2025", "CPT", "CASH MACHINE HARROWBY MKT ST REF 40217", "200.00", "", "2482.57"),
    ("27/10/2025", "DEB", "GARDEN CENTRE", "31.24", "", "2451.33"),
    ("28/10/2025", "CPT", "CASH MACHINE HARROWBY CO-OP REF 40388", "40.00", "", "2411.33"),
    ("29/10/2025", "FPO", "A PENROSE SCHOOL TRIP", "55.00", "", "2356.33"),
    ("30/10/2025", "DEB", "MILL LANE STORES REF 40402", "14.60", "", "2341.73"),
    ("31/10/2025", "DD", "FUNERAL PLAN", "37.50", "", "2304.23"),
    ("03/11/2025", "CPT", "CASH MACHINE HARROWBY MKT ST REF 40611", "300.00", "", "2004.23"),
    ("04/11/2025", "FPI", "STATE PENSION", "", "221.20", "2225.43"),
    ("05/11/2025", "DEB", "HARROWBY OPTICIANS", "129.00", "", "2096.43"),
    ("06/11/2025", "DD", "COUNCIL CARE CONTRIBUTION", "41.75", "", "2054.68"),
]
STATEMENT = {
    "October": [
        ("20 Oct Hearing Care Plan £14.00", "2,655.33"),
        ("23 Oct St Anne's planned giving £40.00", "2,702.57"),
        ("24 Oct Corner Choice bookmaker £20.00", "2,682.57"),
        ("25 Oct Cash machine, Market Street, at 11:52 £200.00", "2,482.57"),
        ("28 Oct Cash machine, Co-op, at 19:40 £40.00", "2,411.33"),
        ("29 Oct Transfer A Penrose school trip £55.00", "2,356.33"),
        ("31 Oct Funeral plan £37.50", "2,304.23"),
    ],
    "November": [
        ("3 Nov Cash machine, Market Street, at 14:12 £300.00", "2,004.23"),
        ("4 Nov State pension £221.20", "2,225.43"),
        ("5 Nov Opticians £129.00", "2,096.43"),
        ("6 Nov Council care contribution £41.75", "2,054.68"),
    ],
}


def bank(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "statement.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            [
                "Transaction Date",
                "Transaction Type",
                "Sort Code",
                "Account Number",
                "Transaction Description",
                "Debit Amount",
                "Credit Amount",
                "Balance",
            ]
        )
        for date, kind, words, debit, credit, balance in LEDGER:
            writer.writerow([date, kind, f"'{SORT}", ACCOUNT, words, debit, credit, balance])
    page = Sheet(folder / "statement.pdf", "Statement")
    for number, (month, lines) in enumerate(STATEMENT.items(), 1):
        page.text("Harrowby & County Bank", 13, bold=True)
        page.text("Mr W Penrose, 3 Mill Lane, Harrowby ZZ9 9ML")
        page.text(f"Sort code {SORT} Account {ACCOUNT} IBAN GB00 ZZZZ 9990 1455 5123 09")
        page.text(f"Statement of account, {month} 2025", 10, bold=True)
        page.rule()
        for words, balance in lines:
            page.text(words)
            page.right(balance)
        page.text("Lost card: 01632 960700, day and night.")
        page.foot(f"Page {number} of 2")
    page.close()


def make(out: Path) -> None:
    surgery(out / "surgery" / "record.pdf")
    council(out / "council" / "case_notes.pdf")
    letters(out / "council" / "letters")
    workbook(out / "provider" / "daily_log.xlsx")
    bank(out / "bank")


if __name__ == "__main__":
    import sys

    make(Path(sys.argv[1]))
