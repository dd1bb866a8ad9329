"""The form of an import: what is read, as which exhibit and on what legal basis; it names what is missing,
and nothing starts before that is there."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from zoneinfo import available_timezones

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QCompleter, QLineEdit, QVBoxLayout, QWidget

from evidence_review.domain.basis import Exhibit, missing_from_basis
from evidence_review.domain.errors import ReviewError
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import ExhibitKind, LegalBasis
from evidence_review.domain.sheet_mapping import from_text
from evidence_review.gui import actions
from evidence_review.gui.models.forms import basis_from, fields_for
from evidence_review.gui.models.lines import named_exhibit
from evidence_review.gui.models.plain_words import BASIS_WORDS, EXHIBIT_WORDS
from evidence_review.gui.widgets.evidence.columns_dialog import ask_columns
from evidence_review.gui.widgets.evidence.preview_panel import PreviewPanel
from evidence_review.gui.widgets.parts.additions import Additions
from evidence_review.gui.widgets.parts.building_blocks import button, calls, fill, frame, label, row, say
from evidence_review.gui.widgets.parts.dialogs import choice, pick_file, pick_folder
from evidence_review.gui.widgets.parts.fields import FieldForm, Labelled, line_edit, missing_list
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.workflow.case.views import Preview
from evidence_review.workflow.enquiring.known_limits import KnownExhibit


def likely_owners(found: Sequence[Preview]) -> list[str]:
    """Who takes part in most conversations of what was found, at most six: who owns a phone is in all."""
    numbers: dict[str, int] = {}
    for one in found:
        for name, conversations in one.people:
            numbers[name] = numbers.get(name, 0) + conversations
    return sorted(numbers, key=lambda name: (-numbers[name], name))[:6]


def _zones(of: QWidget) -> QCompleter:
    """Names of time zones, found by any part of them."""
    made = QCompleter(sorted(available_timezones()), of)
    made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    made.setFilterMode(Qt.MatchFlag.MatchContains)
    return made


class ImportForm(QWidget):
    """What to import and on what legal basis."""

    import_wanted = Signal()
    look_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.mapping = self._recognised = ""
        self._known: tuple[KnownExhibit, ...] = ()
        self.path = QLineEdit()
        self.path.setPlaceholderText("File or folder")
        self.path.setAccessibleName("File or folder to import")
        self.format = label("", "hint")
        self.format.hide()
        self.ref, self.person = line_edit(placeholder="ABC/1"), line_edit()
        self.kind = choice([(EXHIBIT_WORDS[k], k) for k in ExhibitKind], "Kind of exhibit")
        self.owner = line_edit(placeholder="Name or number of the person whose phone or account it is")
        self.zone = line_edit(placeholder="Europe/London, or leave empty where it is not known")
        self.known_exhibits = Additions("More of an exhibit")
        self.known_owners = Additions("Owner in the data")
        self.order = choice(
            (
                ("Not known", None),
                ("Day first (03/04 is 3 April)", True),
                ("Month first (03/04 is 4 March)", False),
            ),
            "Order of dates",
        )
        self.power = choice(
            [("Choose the legal basis", None), *((BASIS_WORDS[b], b) for b in LegalBasis)], "Legal basis"
        )
        self.note = line_edit()
        self.records = FieldForm(self.check)
        self.missing, self.name_missing = missing_list("Still missing before this can be opened:")
        self.again = QCheckBox("Try again what was not read before")
        self.again.setToolTip(
            (
                "A file that is in the case is read once more; what was not there is added, and the "
                "earlier account stays."
            )
        )
        self.go = button("Import", self.import_wanted.emit, "primary")
        self.look = button("Look through it first", self.look_wanted.emit)
        self.columns = button("Columns…", self._columns)
        self.columns.hide()
        self.preview = PreviewPanel()
        self.preview.changed.connect(self.check)
        self._build()
        self._connect()
        self._basis()

    def _connect(self) -> None:
        self.power.currentIndexChanged.connect(calls(self._basis))
        for part in (self.path, self.note):
            part.textChanged.connect(calls(self.check))
        self.ref.textChanged.connect(calls(self._basis))
        self.path.editingFinished.connect(self.recognise)
        for part in (self.owner, self.zone):
            part.textChanged.connect(calls(self._outdate))
        self.order.currentIndexChanged.connect(calls(self._outdate))

    def _outdate(self) -> None:
        self.preview.outdate(
            (
                "The owner, the time zone or the order of dates is another now. Look through it again "
                "to see what that gives."
            )
        )

    def _build(self) -> None:
        pick = Flow(
            button("Choose a file…", lambda: pick_file(self, "File to import", self._picked)),
            button("Choose a folder…", lambda: pick_folder(self, "Folder to import", self._picked)),
        )
        what = frame(
            "true",
            label("What", "section"),
            self.path,
            pick,
            self.format,
            Flow(self.look, self.columns),
            self.again,
            margin=16,
            gap=8,
        )
        exhibit = frame(
            "true",
            label("Exhibit", "section"),
            self.known_exhibits,
            row(Labelled("Reference", self.ref), Labelled("Kind", self.kind)),
            Labelled("Attributed to", self.person),
            Labelled(
                "Owner in the data",
                self.owner,
                "Helps to tell sent from received. Leave it empty where it is not known.",
            ),
            self.known_owners,
            row(
                Labelled("Time zone of the export", self.zone),
                Labelled("Order of dates in the export", self.order),
            ),
            margin=16,
            gap=10,
        )
        basis = frame(
            "true",
            label("Legal basis", "section"),
            self.power,
            Labelled("Note", self.note),
            self.records,
            margin=16,
            gap=10,
        )
        fill(
            QVBoxLayout(self),
            (
                what,
                self.preview,
                exhibit,
                basis,
                self.missing,
                Flow(self.go, button("Cancel", self.cancel_wanted.emit)),
            ),
            14,
            0,
        )

    def _picked(self, path: str) -> None:
        self.path.setText(path)
        self.recognise()

    def recognise(self) -> None:
        """Say what the chosen thing is, by its bytes; what was looked at before is forgotten."""
        written = self.path.text().strip()
        if written == self._recognised:
            return
        self._recognised, self.mapping = written, ""
        self.preview.clear()
        self.columns.hide()
        self.format.setVisible(bool(written))
        if not written:
            return
        path = Path(written)
        try:
            found = "" if path.is_dir() else actions.recognise(path)
            say(
                self.format,
                f"Recognised: {found}." if found else "A folder: every source in it that can be read.",
                "hint",
            )
            self.columns.setVisible(found.startswith("Tables"))
        except ReviewError as fault:
            say(self.format, str(fault), "bad")

    def looked(self, path: Path, found: tuple[Preview, ...]) -> None:
        """Show what was found, unless another thing was chosen, or the case closed, in the meantime."""
        written = self.path.text().strip()
        if written and Path(written) == path:
            self.preview.put(found)
            self.known_owners.put([(name, partial(self._owned, name)) for name in likely_owners(found)])

    def _owned(self, name: str) -> None:
        """This person owns what is read; the exhibit is attributed to the same where nobody is named yet."""
        self.owner.setText(name)
        if not self.person.text().strip():
            self.person.setText(name)

    def begin(self, known: Sequence[KnownExhibit]) -> None:
        """The form is opened: what the case knows is offered, and every time zone by its name."""
        if not self.zone.completer():
            self.zone.setCompleter(_zones(self))
        self.offer(known)

    def offer(self, known: Sequence[KnownExhibit]) -> None:
        """Exhibits of the case, of which this may be more."""
        self._known = tuple(known)
        self.known_exhibits.put([(named_exhibit(one), partial(self._same, one)) for one in known])
        self.check()

    def _same(self, one: KnownExhibit) -> None:
        """More of an exhibit whose legal basis is on record: nothing of it is written again."""
        self.ref.setText(one.ref)
        self.person.setText(one.attributed_to)
        self.kind.setCurrentIndex(self.kind.findData(one.kind))
        self.power.setCurrentIndex(self.power.findData(one.power))

    def _on_record(self) -> bool:
        """Whether the exhibit is in the case, on this power."""
        wanted = (self.ref.text().strip(), self.power.currentData())
        return any((one.ref, one.power) == wanted for one in self._known)

    def _columns(self) -> None:
        try:
            proposed = from_text(self.mapping) or actions.columns_of(Path(self.path.text().strip()))
        except ReviewError as fault:
            say(self.format, str(fault), "bad")
            return
        ask_columns(self, proposed, self._mapped)

    def _mapped(self, text: str) -> None:
        self.mapping = text
        self.preview.clear()
        say(
            self.format,
            "The columns are read as you chose. Look through it again to see what that gives.",
            "hint",
        )

    def _basis(self) -> None:
        power = self.power.currentData()
        self.records.put(fields_for(LegalBasis(power)) if power and not self._on_record() else ())
        self.check()

    def clear(self) -> None:
        """Forget what was written, and what was offered."""
        self.offer(())
        self.known_owners.put(())
        for part in (self.path, self.ref, self.person, self.owner, self.zone, self.note):
            part.clear()
        self.again.setChecked(False)
        self.records.put(())
        self.power.setCurrentIndex(0)
        self.recognise()
        self.check()

    def check(self) -> None:
        """Name what is missing; Import waits for it."""
        missing = self.lacking()
        self.name_missing(missing)
        self.go.setEnabled(not missing)

    def lacking(self) -> tuple[str, ...]:
        """What is still missing, in plain words."""
        first = [
            words
            for words, part in (("a file or folder", self.path), ("the exhibit reference", self.ref))
            if not part.text().strip()
        ]
        try:
            self.preview.limit()
        except ReviewError as fault:
            first.append(str(fault))
        if self.power.currentData() is None:
            return (*first, "the legal basis")
        if self._on_record():
            return tuple(first)
        try:
            return (*first, *missing_from_basis(self.exhibit().basis))
        except ReviewError as fault:
            return (*first, str(fault))

    def exhibit(self) -> Exhibit:
        """The exhibit as written. ReviewError where a date cannot be read."""
        power = LegalBasis(self.power.currentData())
        basis = basis_from(power, self.note.text().strip(), self.records.values())
        return Exhibit(
            self.ref.text().strip(), ExhibitKind(self.kind.currentData()), self.person.text().strip(), basis
        )

    def options(self) -> ReadOptions:
        """What the person importing knows and the file does not say."""
        zone, owner = self.zone.text().strip() or None, self.owner.text().strip() or None
        return ReadOptions(zone, self.order.currentData(), owner, mapping=self.mapping)
