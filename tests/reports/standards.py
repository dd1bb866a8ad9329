"""What an independent validator says of a PDF: the Rust program `page`, which reads with its own code and knows
neither typst nor us."""

from collections.abc import Mapping

import page

PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)
"""What each paper of our own claims to keep (reports/paper.py, `STANDARDS`)."""

ROWS = page.SafetyLimits(max_table_grid_rows=100_000)
"""How many rows of one table the validator reads; its own limit, 1,024, is no rule of a standard."""


def faults_of(data: bytes) -> Mapping[str, list[str]]:
    """Rules that are broken, with their messages, by standard; empty where both are kept. page.PageError where it
    is no PDF."""
    told = {one.name: page.validate_pdf_bytes(data, profile=one, limits=ROWS) for one in PROFILES}
    assert all(one.rules.total > 100 for one in told.values())
    return {
        name: [f"{one.rule_id}: {one.message}" for one in report.failures]
        for name, report in told.items()
        if not report.is_compliant
    }
