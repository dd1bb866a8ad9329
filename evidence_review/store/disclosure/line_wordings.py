"""What each line looks for, in a person's words, for the complainant's statement. Only ever added to."""

import json
from dataclasses import dataclass

from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.ids import UserId
from evidence_review.store.case import Case, Change, now


@dataclass(frozen=True, slots=True)
class LineWords:
    """What a line looks for, in plain English, Welsh and Easy Read; "" where nobody said it in that form."""

    plain: str = ""
    welsh: str = ""
    easy: str = ""


def add(change: Change, line: LineOfEnquiry, words: LineWords, by: UserId) -> None:
    """Keep the words for a version of a line; earlier ones are superseded."""
    change.run(
        "INSERT INTO line_words (version_id, plain, welsh, easy, by, at) SELECT id, :plain, :welsh, :easy, :by, "
        ":at FROM line_versions WHERE line_id = :line AND version = :version",
        {
            "plain": words.plain,
            "welsh": words.welsh,
            "easy": words.easy,
            "by": by,
            "at": now(),
            "line": line.id,
            "version": line.version,
        },
    )


def standing(case: Case, line: LineOfEnquiry) -> LineWords:
    """The words for a line: the last that were entered while it asked what it asks now."""
    rows = case.all(
        "SELECT w.plain, w.welsh, w.easy, v.body FROM line_words w JOIN line_versions v ON v.id = w.version_id "
        "WHERE v.line_id = :line ORDER BY w.number DESC",
        {"line": line.id},
    )
    for plain, welsh, easy, body in rows:
        said = json.loads(body)
        if (said["title"], said["question"]) == (line.title, line.question):
            return LineWords(plain, welsh, easy)
    return LineWords()
