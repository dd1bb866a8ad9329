"""What an import of one file gave, from the case itself: run as a program it reads paths, a line each, and
prints a line of JSON for each.

One case holds all files of a run, an exhibit each. Every import is `workflow.importing.importing.import_path`, what
`evidence-review import` runs, whose readers are children of their own. Text recognition is left out by
facts.py, which gives this program no PATH.
"""

import json
import sys
import tempfile
import traceback
from dataclasses import asdict
from pathlib import Path
from typing import Any

from evidence_review.domain.basis import Basis, Exhibit
from evidence_review.domain.errors import ReviewError
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import ExhibitKind, LegalBasis, Role
from evidence_review.domain.progress import finish
from evidence_review.workflow.case import opening
from evidence_review.workflow.importing import importing

_ITEMS = (
    "SELECT i.kind, i.text, t.title, i.extra, i.sent_utc, i.sent_local, p.identifier FROM items i "
    "JOIN threads t ON t.id = i.thread_id LEFT JOIN parties p ON p.id = i.sender_id WHERE "
    "i.source_id = :source ORDER BY i.id LIMIT 50000"
)
_FILES = (
    "SELECT count(*) FROM attachments a JOIN items i ON i.id = a.item_id WHERE i.id = (SELECT min(id) "
    "FROM items WHERE source_id = :source)"
)


def case_of(folder: Path) -> opening.Session:
    """A new case with a reviewer in it."""
    words = "a passphrase of several words"
    session = opening.create_case(folder, "01XX0000125", "Bench", "Ann Example", words)
    opening.add_user(session, "Bo Example", Role.REVIEWER, words)
    opening.close(session)
    return opening.open_case(folder, "Bo Example", words)


def imported(session: opening.Session, path: Path, number: int) -> dict[str, Any]:
    """The account, the items, the sentence of a refusal, or the trace of a crash."""
    exhibit = Exhibit(f"AB/{number}", ExhibitKind.DEVICE, "", Basis(LegalBasis.WARRANT, "bench"))
    refused = ""
    try:
        finish(importing.import_path(session, path, exhibit, ReadOptions()))
    except ReviewError as fault:
        refused = str(fault)
    except Exception:
        return {"path": str(path), "crash": traceback.format_exc()}
    reports = [one for one in importing.import_reports(session) if one.exhibit == exhibit.ref]
    if not reports:
        return {"path": str(path), "refused": refused or "nothing is on record", "account": None, "items": []}
    source = {"source": reports[-1].source}
    return {
        "path": str(path),
        "refused": refused,
        "account": asdict(reports[-1].account),
        "off_by": reports[-1].account.off_by,
        "items": [list(row) for row in session.case.all(_ITEMS, source)],
        "files of the first": session.case.all(_FILES, source)[0][0],
    }


def main() -> None:
    """Serve paths until there are no more."""
    with tempfile.TemporaryDirectory() as folder:
        session = case_of(Path(folder, "case"))
        for number, line in enumerate(sys.stdin):
            sys.stdout.write(json.dumps(imported(session, Path(line.rstrip("\n")), number)) + "\n")
            sys.stdout.flush()
        opening.close(session)


if __name__ == "__main__":
    main()
