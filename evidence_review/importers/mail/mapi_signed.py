"""A signed message that Outlook keeps as one attachment, with the signed e-mail and its files inside it
(MS-OXOSMIME 2.1.3.2)."""

import email
from email.policy import compat32

from evidence_review.domain.evidence import Problem
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.mail.email_parts import body_of
from evidence_review.importers.mail.mapi_files import Files

_INNER = "A message inside this signed one is kept as an attachment only."


def signed(files: Files, locator: str) -> str:
    """Its words; its files are put beside the attachment that holds them."""
    if len(files.attachments) != 1 or not (data := files.attachments[0].data):
        return ""
    try:
        body = body_of(email.message_from_bytes(data, policy=compat32), f"{locator}/attachment 1")
    # the standard parser trips over some hostile messages; the attachment itself is kept
    except Exception:  # noqa: BLE001
        return ""
    files.attachments += body.attachments
    files.problems += body.problems
    files.problems += [Problem(where, ProblemKind.SKIPPED, _INNER) for where, _ in body.inner]
    return body.text()
