"""A case with one source and one approved line that was searched, for tests of how an item is shown."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from evidence_review.domain.basis import Exhibit
from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import Role
from evidence_review.domain.progress import finish
from evidence_review.gui import actions
from tests.build import lighten
from tests.gui.conftest import WORDS, concert


def case_of(top: Path, source: Path, exhibit: Exhibit, line: LineOfEnquiry, options: ReadOptions) -> Path:
    """The folder of the case, in `top`; Rita reviews, Dan is the disclosure officer, Sue the supervisor."""
    folder = top / "case"
    session = actions.create_case(folder, "43AB0000325", "Operation Yew", "Ada", WORDS)
    for name, role in (("Rita", Role.REVIEWER), ("Dan", Role.DISCLOSURE_OFFICER), ("Sue", Role.SUPERVISOR)):
        actions.add_user(session, name, role, WORDS)
    actions.close(session)
    lighten(folder, WORDS)
    session = actions.open_case(folder, "Dan", WORDS)
    finish(actions.import_path(session, source, exhibit, options))
    actions.propose_line(session, line)
    actions.close(session)
    session = actions.open_case(folder, "Sue", WORDS)
    actions.approve_line(session, 1)
    finish(actions.flag(session))
    actions.close(session)
    return folder


def concert_of_all(**limits: Any) -> LineOfEnquiry:
    """The line about the concert, of everybody, with other limits."""
    line = concert()
    return replace(line, scope=replace(line.scope, people=(), all_people=True, **limits))
