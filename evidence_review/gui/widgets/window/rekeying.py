"""Other keys at once: what is bound to a key is bound to the new one, and what prints a key prints it."""

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from evidence_review.gui.models.helping.key_choice import Chosen, now
from evidence_review.gui.models.shortcuts import APPROVE_KEYS, KEYS, Key, use_keys
from evidence_review.gui.widgets.parts.building_blocks import KeyButton


def rekey(pages: Sequence[QWidget], approve: QWidget, before: Chosen, after: Chosen) -> None:
    """These keys from now on, on the pages of the review and on that of the approver."""
    use_keys(after)
    for page in pages:
        _turn(page, _moved(KEYS, before, after))
    _turn(approve, _moved(APPROVE_KEYS, before, after))


def _moved(keys: Sequence[Key], before: Chosen, after: Chosen) -> dict[str, str]:
    """The new key by the old one, of those that changed."""
    pairs = ((now(key, before), now(key, after)) for key in keys if key.act)
    return {old: new for old, new in pairs if old != new}


def _turn(page: QWidget, moved: Mapping[str, str]) -> None:
    if not moved:
        return
    for bound in page.findChildren(QShortcut):
        if new := moved.get(bound.key().toString(QKeySequence.SequenceFormat.PortableText)):
            bound.setKey(QKeySequence(new))
    for made in page.findChildren(QAbstractButton):
        _print(made, moved)
    for field in page.findChildren(QLineEdit):
        field.setPlaceholderText(_with(field.placeholderText(), moved))


def _print(made: QAbstractButton, moved: Mapping[str, str]) -> None:
    if isinstance(made, KeyButton):
        if new := moved.get(made.key):
            made.key = new
            made.setAccessibleDescription(f"Key {new}")
            made.updateGeometry()
            made.update()
        return
    made.setText(_with(made.text(), moved))
    for old, new in moved.items():
        if made.toolTip().endswith(f"({old})"):
            made.setToolTip(made.toolTip().removesuffix(f"({old})") + f"({new})")
            return


def _with(words: str, moved: Mapping[str, str]) -> str:
    """Words that end in two blanks and a key, with the new key."""
    said, blanks, key = words.rpartition("  ")
    return f"{said}{blanks}{moved[key]}" if blanks and key in moved else words
