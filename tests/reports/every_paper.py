"""Every kind of paper that the program sets: which functions make one, found in the source, and a sample of each,
filled, empty, and with texts that are hard to set."""

import ast
import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import evidence_review
from evidence_review.domain.accounting import Account, Talk
from evidence_review.domain.evidence import Declared
from evidence_review.domain.kinds import ExhibitKind
from evidence_review.reports.audit_extract import Extract, audit_pdf
from evidence_review.reports.before_after import BeforeAfter, before_after_pdf
from evidence_review.reports.chain import EMAILS, RECORDS, Chain, ChainMessage, chain_pdf
from evidence_review.reports.cover import Cover, cover_pdf
from evidence_review.reports.import_report import ImportedSource, ImportReportFacts, import_report_pdf
from evidence_review.reports.ledger import LedgerAccount, WideningAccount
from evidence_review.reports.letters import Letter, LetterSort, letter_pdf
from evidence_review.reports.log_list import LogList, log_list_pdf
from evidence_review.reports.management import Management, ProposedTerm, management_pdf
from evidence_review.reports.office import (
    OfficeHead,
    RecordRow,
    ReportRow,
    SensitiveRow,
    mg6d_pdf,
    mg6e_pdf,
    record_sheet_pdf,
)
from evidence_review.reports.paper import wordless_pdf
from evidence_review.reports.redaction_index import redaction_pdf
from evidence_review.reports.samples import SampleAccount
from evidence_review.reports.schedule import Schedule, ScheduleItem, schedule_pdf
from evidence_review.reports.sdc import Certificate, sdc_pdf
from evidence_review.reports.serving import STAYS
from evidence_review.reports.statement import (
    Given,
    Held,
    Inspected,
    Question,
    Statement,
    StatementForm,
    statement_pdf,
)
from tests.reports.documents import (
    CERTIFICATE,
    CHAIN,
    COVER,
    EXTRACT,
    MANAGEMENT,
    MESSAGES,
    REDACTIONS,
    SCHEDULE,
    SERVING,
)

URN = "01AB0012325"
NOTE = "evidence_review/abc\n300\nASNFZ4mrze8=\n\n— Ann+0011 QUJD\n"
HARD = (
    " 😀👩‍👩‍👧 صديقي قال لي شلום עברית 漢字 नमस्ते é́ \u202eobverse\u202c \u200b\u00ad\u0000 ﷽ \ue000 <b>&amp; "
    + "long" * 60
)
"""Writing from right to left, signs that no font of ours has, what is not to be printed, and a word wider than a
page."""
CLOSED = {"basis", "type", "purpose", "kind", "order", "declared"}
"""Fields of values that are words of a closed list, not texts."""
LONG = " ".join(f"w{n}" for n in range(9_000))
"""A text of several pages."""
STATEMENT = Statement(
    URN, "01.12.2026",
    (Held("MZ/1", ExhibitKind.DEVICE, "Complainant", 528), Held("GP/1", ExhibitKind.THIRD_PARTY, "Pentre Surgery", 5)),
    (
        Question("What was said about the evening", "What you wrote that evening", "Beth a ysgrifennwyd", "Your messages"),
        Question("Who was at the flat"),
    ), 533, 310, 60, 4, 2,
    (Given("03.02.2026", "Ashdown Solicitors", "Luke Hanmer", 31, 8, 3, (("MZ/1", 30), ("GP/1", 1))),), "Priya Sandhu", "01.06.2027",
    (Inspected("Luke Hanmer", 7),), ("telephone 01632 960114", "disclosure@example.org"),
)  # fmt: skip
HEAD = OfficeHead(URN, "HARPER", "01.05.2025", "DC Example")
SAMPLE = SampleAccount(
    "SP-0007", "3 v2", "in scope of line 3 v2", "5,120 with text in scope", "to state a recall of at least 0.90",
    "to tell the court", "R Reader", "S Super", "stated", "none bore on this line", ("Reviewer error: none.",), "",
    "ab" * 32, "cd" * 32, "ef" * 32,
)  # fmt: skip
FULL = replace(
    MANAGEMENT,
    charges="One count",
    issues="Where she was at ten",
    samples=(SAMPLE, replace(SAMPLE, void="a decision was changed since")),
    not_searchable=(("audio", 3),),
    human_review="Read by two people.",
    third_party="One request.",
    redaction_approach="By token.",
    ledger=(LedgerAccount("ABC/1", "4", (("held", 20), ("in scope", 12), ("seen", 3))),),
    whole=LedgerAccount("", "", (("held", 20), ("in scope", 12), ("seen", 3))),
    ledger_notes=("One source was read in part.",),
    widenings=(WideningAccount("01.04.2025", "line 4 version 2", 10, 12, "a new issue", "S Super"),),
    deciding=("Two reviewers.",),
    proposed=(ProposedTerm(4, "taxi", "01.04.2025", "accepted", 3, 1),),
    linked="01AB0012326",
    timetable="Trial on 3 June 2025",
    serving=SERVING,
    changes=("What changed since version 1, of 01.04.2025:", "issue 2 was entered."),
)
ACCOUNT = Account(
    "chat.txt", "WhatsApp text export", (Declared("messages", 5),), 7, 4, 1, 1, 1, ("a sort of event",),
    "2025-03-03T19:00:00Z", "2025-03-04T19:00:00Z", 0, 1, 2, 1, ("one attachment was not supplied",),
    (("MESSAGE", 4),), (("WhatsApp", 4),), (("IN", 2), ("OUT", 2)), (("2025-03-03", 4),),
    (Talk("chat", "Alex", "WhatsApp", 4, "2025-03-03T19:00:00Z", "2025-03-04T19:00:00Z"),), (("Alex", 4),), 1,
)  # fmt: skip
IMPORTED = ImportReportFacts(
    URN, "01.05.2025",
    (ImportedSource("ABC/1", "PACE_SEIZURE", "ab" * 32, "all of it", ACCOUNT, 2, (ACCOUNT,), complete=False,
                    unread=("Ask for the file again.",)),),
)  # fmt: skip
SENSITIVE = (
    SensitiveRow("S1", "A note of where the street was watched", "Store 2", "a place", "yes", "none"),
)
REPORT = (ReportRow("1", "MG6C", "assists: who was in the taxi", "It tells the way home."),)
RECORD = (RecordRow("01.05.2025 10:00", "P Sandhu, prosecutor", "coded D", "It assists."),)
TOLD = tuple(
    replace(row, sentence="Folasade Bright approved MZ/1 item 2812, 1 mark, at 10:42 on 3 June 2026")
    for row in EXTRACT.rows[:20]
)
EDITED = (BeforeAfter("item 1", "call 07700 900123", "call [PHONE 1]", "1 × phone", "approved"),)

type Made = Callable[[], bytes]


def oddly[T](value: T) -> T:
    """The same value with each text made hard to set; what is no free text (names of enumerations) stays."""
    if type(value) is str:
        return value + HARD
    if isinstance(value, tuple):
        return tuple(oddly(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value,
            **{one.name: oddly(getattr(value, one.name)) for one in fields(value) if one.name not in CLOSED},
        )
    return value


def _thrice(make: Callable[..., bytes], full: Sequence[Any], empty: Sequence[Any]) -> dict[str, Made]:
    odd = tuple(oddly(one) for one in full)
    return {
        "filled": functools.partial(make, *full),
        "empty": functools.partial(make, *empty),
        "hard to set": functools.partial(make, *odd),
    }


def _letters() -> dict[str, Made]:
    told = (("mg6c.pdf",), "01.04.2025", "02.04.2025", "It does not meet the test.", "The rota of the café.")
    whole = {sort: Letter(sort, URN, SERVING, *told) for sort in LetterSort}
    bare = {f"{sort} empty": Letter(sort, "", STAYS) for sort in LetterSort}
    odd = {f"{sort} hard to set": oddly(letter) for sort, letter in whole.items()}
    return {str(name): functools.partial(letter_pdf, letter) for name, letter in (whole | bare | odd).items()}


def _statements() -> dict[str, Made]:
    told = {
        "": STATEMENT,
        " empty": Statement("", "", (), (), 0, 0, 0, 0, 0, (), ""),
        " hard": oddly(STATEMENT),
    }
    return {
        f"{form}{name}": functools.partial(statement_pdf, one, form)
        for form in StatementForm
        for name, one in told.items()
    }


def _chains() -> dict[str, Made]:
    long = (ChainMessage(1, "A", LONG, "t"), ChainMessage(2, "B", "the end", "t"))
    return _thrice(chain_pdf, (CHAIN,), (Chain("", "", "", 0, "", ()),)) | {
        "e-mails": functools.partial(chain_pdf, replace(CHAIN, nouns=EMAILS)),
        "records": functools.partial(chain_pdf, replace(CHAIN, nouns=RECORDS)),
        "many": functools.partial(chain_pdf, replace(CHAIN, messages=MESSAGES * 60)),
        "one of several pages": functools.partial(chain_pdf, replace(CHAIN, messages=long)),
    }


SAMPLES: dict[str, dict[str, Made]] = {
    "audit_pdf": _thrice(
        audit_pdf,
        (replace(EXTRACT, rows=EXTRACT.rows[:20], note=NOTE, chosen_by="all"),),
        (Extract("", (), 0, ""),),
    ),
    "before_after_pdf": _thrice(before_after_pdf, (EDITED, URN, 2), ((), "", 0)),
    "chain_pdf": _chains(),
    "cover_pdf": _thrice(cover_pdf, (COVER,), (Cover("", STAYS, (), ()),)),
    "import_report_pdf": _thrice(import_report_pdf, (IMPORTED,), (ImportReportFacts("", "", ()),)),
    "letter_pdf": _letters(),
    "log_list_pdf": _thrice(
        log_list_pdf,
        (LogList(URN, "2026-06-03", "line 4", TOLD, 20, 300),),
        (LogList("", "", "", (), 0, 0),),
    ),
    "management_pdf": _thrice(management_pdf, (FULL,), (Management("", "", "", "", "", (), ""),)),
    "mg6d_pdf": _thrice(mg6d_pdf, (HEAD, SENSITIVE), (HEAD, ())),
    "mg6e_pdf": _thrice(mg6e_pdf, (HEAD, REPORT), (HEAD, ())),
    "record_sheet_pdf": _thrice(record_sheet_pdf, (HEAD, RECORD), (HEAD, ())),
    "redaction_pdf": _thrice(redaction_pdf, (REDACTIONS, URN, SERVING), ((), "")),
    "schedule_pdf": _thrice(schedule_pdf, (SCHEDULE,), (Schedule("", (), (), ()),))
    | {
        "a row taller than a page": functools.partial(
            schedule_pdf, Schedule(URN, (), (ScheduleItem(1, LONG, "here"), ScheduleItem(2, "after", "")), ())
        )
    },
    "sdc_pdf": _thrice(sdc_pdf, (CERTIFICATE,), (Certificate("", (), ()),)),
    "statement_pdf": _statements(),
    "wordless_pdf": {"every block": wordless_pdf},
}
"""Samples by the function that makes the paper, and by what they are filled with."""
UNTAGGED = frozenset({"remade_pdf"})
"""Edited copies of somebody else's document: untagged, as redacted originals are (decision 0046)."""


def makers(top: Path | None = None) -> dict[str, str]:
    """The outermost function around each `Paper(...)` that is made in the program, by name, with its module; a
    private one stands for those of its module that call it."""
    top = top or Path(evidence_review.__file__).parent
    return {
        name: path.relative_to(top).as_posix()
        for path in sorted(top.rglob("*.py"))
        for name in _makers_in(ast.parse(path.read_text("utf-8")))
    }


def _makers_in(tree: ast.Module) -> Iterator[str]:
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    direct = {one.name for one in functions if "Paper" in _called(one)}
    for one in functions:
        private = {name for name in direct if name.startswith("_")}
        if (one.name in direct and one.name not in private) or _called(one) & private:
            yield one.name


def _called(node: ast.AST) -> set[str]:
    calls = (one.func for one in ast.walk(node) if isinstance(one, ast.Call))
    return {
        one.id if isinstance(one, ast.Name) else one.attr
        for one in calls
        if isinstance(one, ast.Name | ast.Attribute)
    }
