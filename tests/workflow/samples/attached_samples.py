"""Cases whose messages carry files: chats, mails, phone reports, text backups; one line over what is asked
for, screened so that it may be read."""

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pymupdf
from docx_samples import docx, paragraph, run
from tables_samples import workbook

from evidence_review.domain.enquiry import LineOfEnquiry, ScopeRule, Term
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import Points, TermKind
from evidence_review.domain.progress import finish
from evidence_review.store import lines
from evidence_review.workflow.case import opening
from evidence_review.workflow.enquiring import enquiring
from evidence_review.workflow.finding import flagging
from evidence_review.workflow.importing import importing
from tests import build

ALL = ScopeRule(all_people=True, all_dates=True, undated=True)


def line(scope=ALL, number=1):
    return LineOfEnquiry(
        number,
        "Kettle",
        "Who made tea?",
        "Relied on.",
        Points.BOTH,
        "Tea.",
        "None.",
        scope,
        (Term("kettle", TermKind.LEMMA),),
    )


def letter_docx(words="The kettle was mended in the Lamplighter") -> bytes:
    return docx(paragraph(run(words)))


def letter_pdf(words="A receipt for the kettle from Priya Nair") -> bytes:
    document = pymupdf.open()
    document.new_page().insert_text((72, 100), words)
    return document.tobytes()


def book(words="kettle") -> bytes:
    return workbook({"Costs": [["What", "Price"], [words, "12"], ["taxi", "8"]]})


def mail(
    subject="Papers",
    words="Papers attached.",
    files=(),
    date="Sat, 08 Mar 2025 19:02:00 +0000",
    to="callum@example.org",
) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"], made["Date"] = "Dana P <dana@example.org>", to, subject, date
    made["Message-ID"] = f"<{subject.replace(' ', '-')}-{date[5:7]}@example.org>"
    made.set_content(words)
    for name, data in files:
        if isinstance(data, EmailMessage):
            made.add_attachment(data, filename=name)
        else:
            made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made


def chat_zip(text: str, files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("WhatsApp Chat with Callum Marsh.txt", text)
        for name, data in files.items():
            packed.writestr(name, data)
    return out.getvalue()


def case_with(tmp: Path, files: dict[str, bytes], scope=ALL, owner="Dana P", **options) -> Path:
    """A case with these files imported and line 1 approved; nothing is screened yet."""
    folder = build.new_case(tmp / "case")
    source = tmp / "in"
    source.mkdir()
    for name, data in files.items():
        (source / name).write_bytes(data)
    session = build.as_user(folder, "omar")
    finish(
        importing.import_path(
            session, source, build.exhibit(), ReadOptions(zone="Europe/London", owner=owner, **options)
        )
    )
    opening.close(session)
    approve(folder, line(scope))
    return folder


def approve(folder: Path, proposed: LineOfEnquiry) -> None:
    session = build.as_user(folder, "omar")
    enquiring.propose_line(session, proposed)
    opening.close(session)
    session = build.as_user(folder, "sian")
    enquiring.approve_line(session, proposed.number)
    opening.close(session)


def screened(session) -> None:
    """The privilege screen alone, as the search begins with it."""
    finish(flagging._screen(session, lines.approved(session.case)))
