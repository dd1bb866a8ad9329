"""Untrusted parsing in a limited child process: what comes back is plain JSON, or a sentence for the user.

A room that reads hostile bytes offers a function at module level that takes plain arguments and yields
JSON objects; `workflow` names it to `stream`. To add a limit, put it in `limits.py`.
"""

from evidence_review.sandbox.limits import Limits
from evidence_review.sandbox.parent import Answers, Stopped, begin, call, stream
from evidence_review.sandbox.sharing import processes, share_out
from evidence_review.sandbox.starting import FOR_PAGES, engine_context, read_ahead, read_ahead_for_one
from evidence_review.sandbox.together import together

__all__ = [
    "FOR_PAGES",
    "Answers",
    "Limits",
    "Stopped",
    "begin",
    "call",
    "engine_context",
    "processes",
    "read_ahead",
    "read_ahead_for_one",
    "share_out",
    "stream",
    "together",
]
