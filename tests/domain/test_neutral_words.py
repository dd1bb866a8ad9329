"""What is said of a source without the names in it: sentences stay whole, names go (reference/law.md C1)."""

import pytest

from evidence_review.domain.evidence import Declared, Problem
from evidence_review.domain.kinds import ProblemKind
from evidence_review.domain.neutral_words import (
    NOT_KNOWN,
    neutral_claims,
    neutral_place,
    neutral_problems,
    neutral_sentence,
)

MARK = "Harlow"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (f"Times were taken from the column “{MARK} fee”, which holds days.", "Times were taken from the column “…”, which holds days."),
        ("Dates were read day first: “13/03/2025” can be read no other way.", "Dates were read day first: “13/03/2025” can be read no other way."),
        (f"Tables are missing ({MARK}, other), so that people may be too.", "Tables are missing, so that people may be too."),
        ("Nothing was reviewed. Ask for another report (UFDR or PDF).", "Nothing was reviewed. Ask for another report (UFDR or PDF)."),
        ("This is an Outlook message (.msg or .eml) that is damaged.", "This is an Outlook message (.msg or .eml) that is damaged."),
        (f"{MARK}.db is named in the list of this backup but was not supplied.", "… is named in the list of this backup but was not supplied."),
        (f"The file x/{MARK}/y and {MARK}@example.org were met.", "The file … and … were met."),
        ("Reading stopped. Add it on its own. (ValueError)", "Reading stopped. Add it on its own. (ValueError)"),
        ("3 files were not included in this export. Ask for them.", "3 files were not included in this export. Ask for them."),
    ],
)  # fmt: skip
def test_a_sentence_keeps_its_words_and_loses_what_a_file_brought_into_it(said: str, told: str) -> None:
    assert neutral_sentence(said) == told


@pytest.mark.parametrize(
    ("locator", "place"),
    [
        ("WhatsApp Chat with Harlow.txt:line 4", "line 4"),
        ("in/Harlow.zip!Inbox:message 12 (2. time)", "message 12"),
        ("Harlow fee note.pdf", ""),
        ("file", "file"),
        ("page 3/note 2", "page 3, note 2"),
        ("after archive entry 7", "after archive entry 7"),
    ],
)
def test_a_place_is_told_by_its_numbers(locator: str, place: str) -> None:
    assert neutral_place(locator) == place


def test_remarks_that_differ_in_a_name_become_one_and_lose_no_record() -> None:
    kind = ProblemKind.NOT_READ
    given = [
        Problem(f"{MARK}.bin", kind, "This kind of file is not known here.", 1),
        Problem("other.bin", kind, "This kind of file is not known here.", 2),
        Problem("line 3", ProblemKind.UNKNOWN_NAME, f'The key "{MARK}" is not known here (2 times).'),
    ]
    assert neutral_problems(given) == (
        Problem("2 places", kind, "This kind of file is not known here.", 3),
        Problem("line 3", ProblemKind.UNKNOWN_NAME, NOT_KNOWN),
    )


def test_what_a_source_declares_is_told_by_what_is_counted() -> None:
    claims = (
        Declared("messages", 5),
        Declared(f"messages ({MARK})", 2),
        Declared(f"messages in {MARK}.json", 3),
        Declared(f"rows in the table {MARK}", 4),
        Declared(MARK, 6),
        Declared("records (ModelCount)", 7),
    )
    assert neutral_claims(claims) == (
        Declared("messages", 5),
        Declared("messages in its parts", 5),
        Declared("rows in its parts", 4),
        Declared("records in its parts", 6),
        Declared("records (ModelCount)", 7),
    )
