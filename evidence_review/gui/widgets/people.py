"""The people of a case: who they are, in what role, by which key; an administrator adds others."""

from PySide6.QtWidgets import QLineEdit, QWidget

from evidence_review.domain.decisions import MAY
from evidence_review.domain.kinds import Role
from evidence_review.domain.people import User
from evidence_review.gui import actions
from evidence_review.gui.models.desk import Desk
from evidence_review.gui.models.rows import Column, Rows
from evidence_review.gui.models.words import ROLE_WORDS
from evidence_review.gui.widgets.dialogs import Question, choice
from evidence_review.gui.widgets.fields import line_edit
from evidence_review.gui.widgets.plain import label
from evidence_review.gui.widgets.tables import Table

LEAST = 8
USERS: tuple[Column[User], ...] = (
    Column("Name", lambda user: user.name),
    Column("Role", lambda user: ROLE_WORDS[user.role]),
    Column("Key", lambda user: user.key_id, tip=lambda user: user.public_key),
)


def secret(name: str, placeholder: str = "") -> QLineEdit:
    """A field whose letters are not shown."""
    made = line_edit(placeholder=placeholder)
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setAccessibleName(name)
    return made


def weak(passphrase: str, again: str) -> str:
    """What is wrong with a new passphrase, in a sentence; empty where nothing is."""
    if len(passphrase) < LEAST:
        return f"Choose a passphrase of at least {LEAST} characters; several words are best."
    return "" if passphrase == again else "The two passphrases differ; type them again."


def show_people(parent: QWidget, desk: Desk) -> Question:
    """Open the list of users; an administrator sees fields for one more."""
    may = desk.role is not None and desk.role in MAY["add user"]
    sentence = "Each person has a passphrase and a signing key of her own. Everything she does is signed by that key."
    asked = Question(parent, "People of this case", sentence, "Add this person" if may else "Close")
    model = Rows(USERS, asked)
    model.put(desk.ask(actions.list_users) or ())
    table = Table("People of this case", stretch=0)
    table.setModel(model)
    table.widths(24, 22, 20)
    table.setMinimumHeight(table.fontMetrics().height() * 9)
    asked.add(table)
    if not may:
        asked.no.hide()
        asked.ask(76)
        return asked
    name, roles = line_edit(placeholder="Name"), choice([(words, role) for role, words in ROLE_WORDS.items()], "Role")
    name.setAccessibleName("Name of the new person")
    first, again = secret("Passphrase"), secret("Passphrase again")
    for part in (
        label("Name", "field"),
        name,
        label("Role", "field"),
        roles,
        label("Passphrase", "field"),
        first,
        label("Passphrase again", "field"),
        again,
    ):
        asked.add(part)
    asked.check = lambda: weak(first.text(), again.text()) if name.text().strip() else "Give the person's name."

    def then() -> None:
        if desk.do(actions.add_user, name.text().strip(), Role(roles.currentData()), first.text()):
            desk.told.emit("Added. That person can open the case now.")

    asked.then = then
    asked.ask(76)
    name.setFocus()
    return asked


def ask_passphrase(parent: QWidget, desk: Desk) -> Question:
    """Let the person who is signed in change her passphrase."""
    asked = Question(parent, "Change passphrase", "The case itself is not rewritten.", "Change")
    old, first, again = secret("Passphrase now"), secret("New passphrase"), secret("New passphrase again")
    for words, part in (("Passphrase now", old), ("New passphrase", first), ("New passphrase again", again)):
        asked.add(label(words, "field"))
        asked.add(part)
    asked.check = lambda: weak(first.text(), again.text())

    def then() -> None:
        if desk.do(actions.change_passphrase, old.text(), first.text()):
            desk.told.emit("The passphrase is changed.")

    asked.then = then
    asked.ask()
    old.setFocus()
    return asked
