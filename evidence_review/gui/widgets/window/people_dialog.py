"""The users of a case: who they are, in what role, by which key; an administrator adds others."""

from PySide6.QtWidgets import QLineEdit, QWidget

from evidence_review.domain.decisions import FIRST_ROLES, Act
from evidence_review.domain.kinds import Role
from evidence_review.domain.people import User
from evidence_review.gui import actions
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.plain_words import ROLE_WORDS
from evidence_review.gui.models.table_rows import Column, Rows
from evidence_review.gui.widgets.parts.building_blocks import label, say
from evidence_review.gui.widgets.parts.dialogs import Question, choice
from evidence_review.gui.widgets.parts.fields import line_edit, spoken
from evidence_review.gui.widgets.parts.table_views import Table, as_high_as_its_rows

LEAST = 8
SENTENCE = "Each person has a passphrase and a signing key, and everything that person does is signed by it."
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


class UsersDialog(Question):
    """The list of users. An administrator adds one after the other; it stays open until it is closed."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        self.may = desk.may(Act.ADD_USER)
        super().__init__(parent, "Users of this case", SENTENCE, "Add this person" if self.may else "Close")
        self.desk, self.model, self.new = desk, Rows(USERS, self), PersonFields()
        self.added = label("", "good")
        self.table = Table("Users of this case", stretch=0)
        self.table.setModel(self.model)
        self.table.widths(24, 22, 20)
        self.add(self.table)
        self.refresh()
        self.no.setText("Done")
        self.no.setVisible(self.may)
        if self.may:
            for words, part in self.new.named():
                self.add(label(words, "field"))
                self.add(part)
            self.add(self.added)
            self.check = self.new.lacks

    def refresh(self) -> None:
        """Who may open the case now; the first role that a case needs and nobody has is offered next."""
        users = self.desk.ask(actions.list_users) or ()
        self.model.put(users)
        as_high_as_its_rows(self.table, 6 if self.may else 8)
        had = {user.role for user in users}
        self.new.roles.setCurrentIndex(
            self.new.roles.findData(next((role for role in FIRST_ROLES if role not in had), FIRST_ROLES[-1]))
        )

    def _try(self) -> None:
        if not self.may:
            self.accept()
            return
        missing = self.check()
        say(self.fault, missing)
        self.fault.setVisible(bool(missing))
        if missing:
            return
        name = self.new.said()[0]
        if self.desk.do(actions.add_user, *self.new.said()):
            say(self.added, f"{name} is added and can open the case now.")
            self.new.clear()
            self.refresh()


def show_people(parent: QWidget, desk: Desk) -> UsersDialog:
    """Open the list of users; an administrator sees fields for more."""
    asked = UsersDialog(parent, desk)
    asked.ask(76)
    if asked.may:
        asked.new.name.setFocus()
    return asked


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

    def clear(self) -> None:
        """Ready for the next person."""
        for part in (self.name, self.first, self.again):
            part.clear()
        self.name.setFocus()

    def said(self) -> tuple[str, Role, str]:
        """Name, role and passphrase as they are now."""
        return self.name.text().strip(), Role(self.roles.currentData()), self.first.text()


def ask_passphrase(parent: QWidget, desk: Desk) -> Question:
    """Let the person who is signed in choose another passphrase."""
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
