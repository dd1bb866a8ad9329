"""How long a reason is that a person must give before something is shown, joined, signed or opened
(reference/law.md C2, E2, E3).
"""

from evidence_review.domain.errors import RuleBroken

SHORTEST_REASON = 20
"""Characters, spaces at either end not counted."""


def is_short(reason: str) -> bool:
    """Whether a reason says too little to be one."""
    return len(reason.strip()) < SHORTEST_REASON


def check_reason(reason: str) -> None:
    """RuleBroken where a reason says too little to be one."""
    if is_short(reason):
        raise RuleBroken(f"Give a reason of at least {SHORTEST_REASON} characters; it is kept in the case.")
