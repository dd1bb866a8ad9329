"""Every call from the window into the steps, by the step's own name; a test compares this list with the workflow room.

To give the window a new step: import it here, and say in CHANGES which tables it touches.
"""

from collections.abc import Mapping

from evidence_review.workflow.approving import approve, endorse, send_back, waiting
from evidence_review.workflow.auditing import events, not_examined, verify_case, verify_path
from evidence_review.workflow.demonstrating import prepare_demo, run_demo
from evidence_review.workflow.enquiring import (
    agree_privilege_names,
    approve_line,
    lines_from_toml,
    list_lines,
    outside,
    propose_line,
    refuse_line,
    scope_effect,
)
from evidence_review.workflow.flagging import flag
from evidence_review.workflow.importing import import_path, import_reports, recognise
from evidence_review.workflow.measuring import detect, redact_file
from evidence_review.workflow.opening import (
    Session,
    add_user,
    change_passphrase,
    close,
    create_case,
    list_users,
    open_case,
    peek,
    reopen,
    summary,
)
from evidence_review.workflow.previewing import columns_of, look_through
from evidence_review.workflow.producing import produce
from evidence_review.workflow.redacting import keep, mark, mark_everywhere, mark_suggested, page_preview, preview, spread, withdraw
from evidence_review.workflow.reporting import import_report
from evidence_review.workflow.reviewing import (
    close_find,
    decide,
    finds,
    held,
    history,
    hold,
    look_outside,
    open_item,
    page_picture,
    queue,
    read_held,
    release,
    report_find,
    reveal,
    reveal_media,
    undo,
    unfold,
)

__all__ = [
    "CHANGES",
    "Session",
    "add_user",
    "agree_privilege_names",
    "approve",
    "approve_line",
    "change_passphrase",
    "close",
    "close_find",
    "columns_of",
    "create_case",
    "decide",
    "detect",
    "endorse",
    "events",
    "finds",
    "flag",
    "held",
    "history",
    "hold",
    "import_path",
    "import_report",
    "import_reports",
    "keep",
    "lines_from_toml",
    "list_lines",
    "list_users",
    "look_outside",
    "look_through",
    "mark",
    "mark_everywhere",
    "mark_suggested",
    "not_examined",
    "open_case",
    "open_item",
    "outside",
    "page_picture",
    "page_preview",
    "peek",
    "prepare_demo",
    "preview",
    "produce",
    "propose_line",
    "queue",
    "read_held",
    "recognise",
    "redact_file",
    "refuse_line",
    "release",
    "reopen",
    "report_find",
    "reveal",
    "reveal_media",
    "run_demo",
    "scope_effect",
    "send_back",
    "spread",
    "summary",
    "undo",
    "unfold",
    "verify_case",
    "verify_path",
    "waiting",
    "withdraw",
]

CHANGES: Mapping[str, frozenset[str]] = {
    "add_user": frozenset({"user"}),
    "import_path": frozenset({"source", "item", "line"}),
    "agree_privilege_names": frozenset({"hold", "line"}),
    "propose_line": frozenset({"line"}),
    "approve_line": frozenset({"line"}),
    "refuse_line": frozenset({"line"}),
    "flag": frozenset({"flag", "finding", "line"}),
    "decide": frozenset({"decision"}),
    "undo": frozenset({"decision"}),
    "hold": frozenset({"hold", "line"}),
    "release": frozenset({"hold", "line"}),
    "report_find": frozenset({"find", "hold", "line"}),
    "close_find": frozenset({"find", "hold", "line"}),
    "mark": frozenset({"redaction"}),
    "mark_suggested": frozenset({"redaction"}),
    "mark_everywhere": frozenset({"redaction"}),
    "keep": frozenset({"redaction"}),
    "spread": frozenset({"redaction"}),
    "withdraw": frozenset({"redaction"}),
    "approve": frozenset({"approval"}),
    "send_back": frozenset({"approval"}),
    "endorse": frozenset({"endorsement"}),
    "produce": frozenset({"bundle"}),
}
"""Which tables each step touches, for the one signal `changed`."""
