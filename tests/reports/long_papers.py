"""Every kind of paper at a hundred pages or a little more, each row with words of its own."""

import functools
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from evidence_review.domain.kinds import DisclosureCode, Purpose, RedactionType
from evidence_review.reports.audit_extract import audit_pdf
from evidence_review.reports.before_after import BeforeAfter, before_after_pdf
from evidence_review.reports.chain import ChainMessage, chain_pdf
from evidence_review.reports.cover import CoverFile, cover_pdf
from evidence_review.reports.import_report import ImportReportFacts, import_report_pdf
from evidence_review.reports.letters import Letter, LetterSort, letter_pdf
from evidence_review.reports.log_list import LogList, log_list_pdf
from evidence_review.reports.management import management_pdf
from evidence_review.reports.office import (
    RecordRow,
    ReportRow,
    SensitiveRow,
    mg6d_pdf,
    mg6e_pdf,
    record_sheet_pdf,
)
from evidence_review.reports.redaction_index import RedactionRow, redaction_pdf
from evidence_review.reports.schedule import ScheduleItem, schedule_pdf
from evidence_review.reports.sdc import SdcItem, sdc_pdf
from evidence_review.reports.statement import Question, StatementForm, statement_pdf
from tests.reports.documents import CERTIFICATE, CHAIN, COVER, EXTRACT, SCHEDULE, SERVING
from tests.reports.every_paper import FULL, HEAD, IMPORTED, STATEMENT, TOLD, URN, Made

BEGIN = datetime(2025, 3, 4, 22, 15, tzinfo=UTC)
LENGTHS = {
    "audit_pdf": 1_800,
    "before_after_pdf": 1_150,
    "chain_pdf": 1_450,
    "cover_pdf": 1_400,
    "import_report_pdf": 90,
    "letter_pdf": 4_900,
    "log_list_pdf": 1_150,
    "management_pdf": 1_130,
    "mg6d_pdf": 1_150,
    "mg6e_pdf": 1_780,
    "record_sheet_pdf": 1_150,
    "redaction_pdf": 950,
    "schedule_pdf": 1_750,
    "sdc_pdf": 1_350,
    "statement_pdf": 2_500,
}
"""How many rows, sentences or questions fill a hundred pages of each kind."""


def words_of(number: int) -> str:
    """A sentence of two lines in a column, like no other."""
    hour = BEGIN + timedelta(minutes=17 * number)
    return (
        f"Messages between two people about the walk home and the key of door {number}, from {hour:%d.%m.%Y} "
        f"at {hour:%H:%M} on, with a list of {number % 37 + 2} things to buy"
    )


def _numbers(count: int) -> range:
    return range(1, count + 1)


def schedule_of(count: int) -> bytes:
    """An MG6C with so many entries."""
    items = tuple(
        ScheduleItem(n, words_of(n), f"Exhibit ABC/{n % 9 + 1}, store 2", "DIC"[n % 3], "copy with file")
        for n in _numbers(count)
    )
    return schedule_pdf(replace(SCHEDULE, items=items, serving=SERVING))


def chain_of(count: int) -> bytes:
    """A transcript with so many messages."""
    messages = tuple(
        ChainMessage(n, ("Mina", "Jo")[n % 2], words_of(n), f"{BEGIN + timedelta(minutes=n):%d.%m.%Y %H:%M}")
        for n in _numbers(count)
    )
    return chain_pdf(replace(CHAIN, messages=messages))


def _audit(count: int) -> bytes:
    rows = tuple(
        replace(EXTRACT.rows[0], seq=n, object=f"item:{n}", hash=f"{n:064x}") for n in _numbers(count)
    )
    return audit_pdf(replace(EXTRACT, rows=rows, size=count))


def _before_after(count: int) -> bytes:
    rows = tuple(
        BeforeAfter(
            f"item {n}",
            f"call 07700 900123: {words_of(n)}",
            f"call [PHONE 1]: {words_of(n)}",
            "1 × phone",
            "approved",
        )
        for n in _numbers(count)
    )
    return before_after_pdf(rows, URN, 0)


def _cover(count: int) -> bytes:
    files = tuple(
        CoverFile(f"transcripts/item-{n:04}.pdf", f"Schedule item {n}: {words_of(n)}", "2 messages")
        for n in _numbers(count)
    )
    return cover_pdf(replace(COVER, files=files))


def _import_report(count: int) -> bytes:
    source = IMPORTED.sources[0]
    sources = tuple(replace(source, exhibit=f"ABC/{n}", limit=words_of(n)) for n in _numbers(count))
    return import_report_pdf(ImportReportFacts(URN, "01.05.2025", sources))


def _letter(count: int) -> bytes:
    said = ". ".join(map(words_of, _numbers(count)))
    return letter_pdf(
        Letter(LetterSort.REFUSAL, URN, SERVING, (), "01.04.2025", "02.04.2025", said, "The rota.")
    )


def _log_list(count: int) -> bytes:
    rows = tuple(
        replace(TOLD[0], seq=n, sentence=f"Folasade Bright opened item {n}. {words_of(n)}")
        for n in _numbers(count)
    )
    return log_list_pdf(LogList(URN, "2026-06-03", "line 4", rows, count, count))


def _management(count: int) -> bytes:
    terms = tuple(replace(FULL.terms[0], term=f"walk {n}", forms=(words_of(n),)) for n in _numbers(count))
    return management_pdf(replace(FULL, terms=terms))


def _mg6d(count: int) -> bytes:
    return mg6d_pdf(
        HEAD,
        [SensitiveRow(f"S{n}", words_of(n), "Store 2", "a place", "yes", "none") for n in _numbers(count)],
    )


def _mg6e(count: int) -> bytes:
    return mg6e_pdf(
        HEAD,
        [ReportRow(f"{n}", "MG6C", "assists: who was in the taxi", words_of(n)) for n in _numbers(count)],
    )


def _record_sheet(count: int) -> bytes:
    rows = [
        RecordRow("01.05.2025 10:00", "P Sandhu, prosecutor", f"coded item {n} D", words_of(n))
        for n in _numbers(count)
    ]
    return record_sheet_pdf(HEAD, rows)


def _redactions(count: int) -> bytes:
    rows = tuple(
        RedactionRow(
            n, f"chain {n}", "message 1", RedactionType.PHONE_NUMBER, Purpose.PRIVACY, words_of(n), "token"
        )
        for n in _numbers(count)
    )
    return redaction_pdf(rows, URN, SERVING)


def _sdc(count: int) -> bytes:
    items = tuple(SdcItem(n, f"Messages {n}", words_of(n), DisclosureCode.DISCLOSE) for n in _numbers(count))
    return sdc_pdf(replace(CERTIFICATE, items=items))


def _statement(count: int) -> bytes:
    questions = tuple(Question(words_of(n)) for n in _numbers(count))
    return statement_pdf(replace(STATEMENT, questions=questions), StatementForm.ENGLISH)


MAKERS: dict[str, Callable[[int], bytes]] = {
    "audit_pdf": _audit,
    "before_after_pdf": _before_after,
    "chain_pdf": chain_of,
    "cover_pdf": _cover,
    "import_report_pdf": _import_report,
    "letter_pdf": _letter,
    "log_list_pdf": _log_list,
    "management_pdf": _management,
    "mg6d_pdf": _mg6d,
    "mg6e_pdf": _mg6e,
    "record_sheet_pdf": _record_sheet,
    "redaction_pdf": _redactions,
    "schedule_pdf": schedule_of,
    "sdc_pdf": _sdc,
    "statement_pdf": _statement,
}
LONG_PAPERS: dict[str, Made] = {kind: functools.partial(MAKERS[kind], LENGTHS[kind]) for kind in MAKERS}
"""By the function that makes the paper."""
