"""Papers: chosen, written into a folder that is new, and the folder opened."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLineEdit

from evidence_review.domain.decisions import Act
from evidence_review.domain.disclosure import DefenceAnswer
from evidence_review.gui import actions
from evidence_review.gui.jobs import Jobs
from evidence_review.gui.models.disclosure.disclosure_rows import PAPER_WORDS, Names, refused_options
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.widgets.disclosure.act_form import ActForm, Make
from evidence_review.gui.widgets.disclosure.act_list import ListTab
from evidence_review.gui.widgets.parts.building_blocks import button, frame, label, say
from evidence_review.gui.widgets.parts.dialogs import pick_folder
from evidence_review.gui.widgets.parts.fields import Labelled
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.start_job import one_step

SENTENCE = "Papers of the office, the complainant's own page, and letters. What is served is made on Produce."


class PapersTab(ListTab):
    """Three sorts of papers, and what was written last."""

    def __init__(self, desk: Desk, names: Names) -> None:
        super().__init__(desk, SENTENCE, names)
        self.jobs = Jobs(self)
        self.office = button("Papers of the office…", self.ask_office, "primary")
        self.statement = button("Statement for the complainant…", self.ask_statement)
        self.letter = button("Letter that refuses a request…", self.ask_letter)
        self.told, self.show_folder = label(""), button("Open the folder", self.open_folder)
        self.folder: Path | None = None
        self.written = frame(
            "true", label("Written", "section"), self.told, Flow(self.show_folder), margin=16
        )
        self.written.hide()
        self.lay(
            frame(
                "true",
                label("Write", "section"),
                label("Each is written into a new folder or file, readable by you alone.", "hint"),
                Flow(self.office, self.statement, self.letter),
                margin=16,
            ),
            self.written,
        )

    def refresh(self) -> None:
        """What may be written now."""
        for one in (self.office, self.statement, self.letter):
            one.setEnabled(self.desk.may(Act.PRODUCE))

    def clear(self) -> None:
        """Nothing of a closed case stays."""
        super().clear()
        say(self.told, "")
        self.folder = None
        self.written.hide()

    def stop(self) -> None:
        """The case is being closed."""
        self.jobs.wait()

    def ask_office(self) -> ActForm:
        """Ask which papers of the office, for whom, and where to."""
        form = ActForm(self, self.desk, "Papers of the office", "Nothing of this is served.", "Write")
        who = form.accused()
        papers = form.ticks("Papers", [(words, name) for name, words in PAPER_WORDS.items()])
        secret = form.short(
            "Passphrase of the sensitive schedule",
            hint="Its own, of 12 signs or more; the file opens with it alone.",
        )
        secret.setEchoMode(QLineEdit.EchoMode.Password)
        out = folder_field(form, "office-papers")

        def make() -> Make:
            to, accused, word = Path(out.text().strip()), str(who.currentData() or ""), secret.text()
            chosen = [str(one) for one in papers.values(on=True)]
            return lambda own: one_step(
                "writing papers", lambda: actions.write_office_papers(own, accused, to, word, chosen)
            )

        form.works(
            self.jobs,
            "write_office_papers",
            make,
            lambda names: self._written(Path(out.text().strip()), names),
        )
        return form

    def ask_statement(self) -> ActForm:
        """Ask for whom the statement is, what else is about this person, and where to."""
        form = ActForm(
            self, self.desk, "Statement for the complainant", "In English, Welsh and Easy Read.", "Write"
        )
        who = form.drop("Complainant", self.known.complainants())
        exhibits = sorted({one.facts.exhibit for one in self.known.items})
        about = form.ticks(
            "Exhibits of others that are about this person", [(one, one) for one in exhibits],
            "Such as a doctor's records; what is this person's own is in it anyway.",
        )  # fmt: skip
        out = folder_field(form, "statement")

        def make() -> Make:
            to, name = Path(out.text().strip()), str(who.currentData() or "")
            chosen = [str(one) for one in about.values(on=True)]
            return lambda own: one_step(
                "writing the statement", lambda: actions.write_statement(own, name, to, chosen)
            )

        form.works(
            self.jobs, "write_statement", make, lambda names: self._written(Path(out.text().strip()), names)
        )
        return form

    def ask_letter(self) -> ActForm:
        """Ask which refusal the letter is of, who receives it, and where to."""
        served = self.desk.ask(actions.defence_documents) or ()
        form = ActForm(
            self,
            self.desk,
            "Letter that refuses a request",
            "Made of the refusal that was recorded.",
            "Write",
        )
        which = form.drop(
            "Refused", refused_options(served, DefenceAnswer.REFUSED), "Recorded on the tab Defence."
        )
        to, out = form.short("Recipient"), folder_field(form, "refusal.pdf")

        def make() -> Make:
            number, name, path = int(which.currentData() or 0), to.text(), Path(out.text().strip())
            return lambda own: actions.write_refusal(own, number, name, path)

        form.works(self.jobs, "write_refusal", make, lambda path: self._written(path.parent, (path.name,)))
        return form

    def _written(self, folder: Path, names: tuple[str, ...]) -> None:
        self.folder = folder
        say(self.told, "\n".join((f"Folder: {folder}", *names)))
        self.written.show()

    def open_folder(self) -> None:
        """Show the folder in the desktop's own browser of files."""
        if self.folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.folder)))


def folder_field(form: ActForm, name: str) -> QLineEdit:
    """A field for where to, with a button that picks the folder in which `name` is made."""
    field = QLineEdit()
    field.setPlaceholderText(f"A folder, and in it: {name}")
    form.add(Labelled("Where to", field))

    def picked(folder: str) -> None:
        field.setText(str(Path(folder) / name))

    form.add(Flow(button("Choose a folder…", lambda: pick_folder(form, "Where to", picked))))
    return field
