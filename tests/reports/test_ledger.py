"""The ledger of a case in its reports."""

import dataclasses

from evidence_review.reports import LedgerAccount, WideningAccount, management_pdf
from tests.reports.documents import MANAGEMENT, flat, pages_of


def test_the_management_document_charts_how_far_it_was_looked_at() -> None:
    stages = (
        ("held", 5400),
        ("in scope", 120),
        ("machine-screened", 120),
        ("seen by a person", 41),
        ("relevant", 9),
        ("disclosed", 9),
    )
    widening = WideningAccount(
        "2025-05-01", "line 4, version 2", 80, 120, "The defence statement names a later day.", "Ann and Bea"
    )
    told = dataclasses.replace(
        MANAGEMENT,
        whole=LedgerAccount("", "all lines", stages),
        ledger=(LedgerAccount("ABC/1", "4  Where she was at ten", stages),),
        ledger_notes=("Line 4: of what it does not cover, or no longer, seen by a person: 2.",),
        widenings=(widening,),
        deciding=("Of 41 decisions, 5 were that a suggested item is not relevant to its line.",),
    )
    text = flat("".join(pages_of(management_pdf(told))))
    for words in (
        "machine-screened",
        "5,400",
        "The defence statement names a later day.",
        "line 4, version 2",
        "Of 41 decisions",
        "seen by a person: 2",
    ):
        assert flat(words) in text
    assert management_pdf(told) == management_pdf(told)
