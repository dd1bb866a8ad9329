"""The users of a case: who they are, in what role, by which key; an administrator adds others."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from evidence_review.domain.decisions import Act
from evidence_review.domain.kinds import Role
from evidence_review.domain.people import User
from evidence_review.gui import actions
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.plain_words import ROLE_WORDS
from evidence_review.gui.models.table_rows import Column, Rows
from evidence_review.gui.widgets.parts.building_blocks import label
from evidence_review.gui.widgets.parts.dialogs import Question, choice
from evidence_review.gui.widgets.parts.fields import line_edit, spoken
from evidence_review.gui.widgets.parts.table_views import Table

LEAST = 8
USERS: tuple[Column[User], ...] = (
    Column("Name", lambda user: user.name),
    Column("Role", lambda user: ROLE_WORDS[user.role]),
    Column("Key", lambda user: user.key_id, tip=lambda user: user.public_key),
)


def secret(name: str) -> QLineEdit:
    """A field whose letters are not shown."""
    made = spoken(line_edit(), name)
    made.setEchoMode(QLineEdit.EchoMode.Password)
    return made


def weak(passphrase: str, again: str) -> str:
    """What is wrong with a new passphrase, in a sentence; empty where nothing is."""
    if len(passphrase) < LEAST:
        return f"Choose a passphrase of at least {LEAST} characters; several words are best."
    return "" if passphrase == again else "The two passphrases differ; type them again."


def show_people(parent: QWidget, desk: Desk) -> Question:
    """Open the list of users; an administrator sees fields for one more."""
    may = desk.may(Act.ADD_USER)
    sentence = (
        "Each person has a passphrase and a signing key, and everything that person does is signed by it."
    )
    asked = Question(parent, "Users of this case", sentence, "Add this person" if may else "Close")
    asked.add(_users(asked, desk.ask(actions.list_users) or ()))
    if not may:
        asked.no.hide()
        asked.ask(76)
        return asked
    new = PersonFields()
    for words, part in new.named():
        asked.add(label(words, "field"))
        asked.add(part)

    def then() -> None:
        if desk.do(actions.add_user, *new.said()):
            desk.told.emit("Added. That person can open the case now.")

    asked.check, asked.then = new.lacks, then
    asked.ask(76)
    new.name.setFocus()
    return asked


def _users(asked: Question, users: Sequence[User]) -> Table:
    model = Rows(USERS, asked)
    model.put(users)
    table = Table("Users of this case", stretch=0)
    table.setModel(model)
    table.widths(24, 22, 20)
    table.setMinimumHeight(table.fontMetrics().height() * 9)
    return table


class PersonFields:
    """The fields of a new person: name, role and first passphrase."""

    def __init__(self) -> None:
        self.name = spoken(line_edit(placeholder="Name"), "Name of the new person")
        self.roles = choice([(words, role) for role, words in ROLE_WORDS.items()], "Role")
        self.first, self.again = secret("Passphrase"), secret("Passphrase again")

    def named(self) -> tuple[tuple[str, QWidget], ...]:
        """The fields by their names, in order."""
        return (
            ("Name", self.name),
            ("Role", self.roles),
            ("Passphrase", self.first),
            ("Passphrase again", self.again),
        )

    def lacks(self) -> str:
        """What is missing, in a sentence; empty where nothing is."""
        return (
            weak(self.first.text(), self.again.text())
            if self.name.text().strip()
            else "Give the person's name."
        )

    def said(self) -> tuple[str, Role, str]:
        """Name, role and passphrase as they are now."""
        return self.name.text().strip(), Role(self.roles.currentData()), self.first.text()


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
