"""What a force asks beyond the law, from a policy file in the folder of the case (reference/law.md A6)."""

import tomllib
from typing import Any

from evidence_review.domain.errors import RuleBroken
from evidence_review.workflow.case.opening import Session

FILE = "policy.toml"
_KEY = "court_leave_required"


def leave_is_required(session: Session) -> bool:
    """Whether material of a victim information request needs the reference of the court's leave; False where there is
    no policy file. RuleBroken where the file is not of this form: a policy that cannot be read lets nothing in."""
    path = session.case.folder / FILE
    try:
        untrusted: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return False
    except (OSError, ValueError):
        raise RuleBroken(_wrong()) from None
    wanted = untrusted.get(_KEY, False)
    if untrusted.keys() - {_KEY} or not isinstance(wanted, bool):
        raise RuleBroken(_wrong())
    return wanted


def _wrong() -> str:
    return f"The policy file {FILE} in the folder of the case must hold one line: {_KEY} = true or false."
