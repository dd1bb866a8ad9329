"""A winmail.dat inside an e-mail, opened: its files, its messages, and its words where the e-mail has
none."""

from evidence_review.importers.mail.mapi_bodies import subject_of, words_of
from evidence_review.importers.mail.mapi_files import Files, attached
from evidence_review.importers.mail.tnef import unpacked

NAMES = frozenset(("winmail.dat", "win.dat"))
KINDS = frozenset(("application/ms-tnef", "application/vnd.ms-tnef"))


def opened(data: bytes, locator: str) -> tuple[Files, str, str, list[str]] | None:
    """What it holds, its text, its subject, and sentences about damage; None where it is no such file."""
    message = unpacked(data)
    if message is None:
        return None
    words = words_of(message.found)
    problems = [*message.problems, *([words.problem] if words.problem else [])]
    return attached(message, locator), words.text, subject_of(message.found), problems


def is_winmail(name: str, kind: str) -> bool:
    """By name or media type, as mail programs give them."""
    return kind in KINDS or name.lower() in NAMES
