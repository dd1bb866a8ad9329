"""What a person says before one file is redacted: the file, what goes, what is unseen, how, and under which
name."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QFileInfo, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from evidence_review.domain.contents import Unseen
from evidence_review.domain.redaction_values import PageArea
from evidence_review.gui.models.files import RECORDINGS, candidate_words, new_name, terms_of
from evidence_review.gui.models.shown import one_line
from evidence_review.gui.widgets.parts.building_blocks import Tick, button, calls, fill, label, say
from evidence_review.gui.widgets.parts.dialogs import Statement, choice, pick_file, pick_new_file
from evidence_review.gui.widgets.parts.fields import Labelled, Long, line_edit
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.level_choice import LevelChoice
from evidence_review.gui.widgets.parts.tick_list import TickList
from evidence_review.workflow.case.redaction_options import Wishes
from evidence_review.workflow.one_file.inspecting import FileLook


class FileForm(QWidget):
    """`look_wanted` asks to look through the file, `changed` says that something else is asked for, `fault`
    is a sentence."""

    look_wanted = Signal()
    changed = Signal()
    faulted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.source, self.target = (
            line_edit(placeholder="The file to redact; it is never changed"),
            line_edit(placeholder="A new file"),
        )
        self.about = label("", "hint")
        self.terms = Long(
            4, "One name, number or address a line. In straight double quotes it goes only as a whole."
        )
        self.auto = _tick("Also what the program is sure of")
        self.people = button("People of the case", self._nothing)
        self.look = button("Look through the file", self.look_wanted.emit, "primary")
        self.found = TickList("What would go")
        self.unseen_list = label("", "small")
        self.unseen = choice(
            [("is left out, and counted", Unseen.LEFT_OUT), ("stays, as ordinary words", Unseen.SHOWN)],
            "What a reader does not see",
        )
        self.unseen_box = Labelled("What a reader of the original does not see", self.unseen)
        self.silences = line_edit(placeholder="1:05-1:12, 2:30-2:41")
        self.silences_box = Labelled(
            "Parts of the recording to silence, from and to in minutes and seconds", self.silences
        )
        self.blanks, self.transcript = (
            line_edit(placeholder="0:40-0:52"),
            line_edit(placeholder="Text or subtitles with times"),
        )
        self.blanks_box = Labelled("Parts of a film to be black", self.blanks)
        self.transcript_box = Labelled(
            "Transcript, redacted alike and written beside the new file", self.transcript
        )
        self.level = LevelChoice()
        self.sheet = _tick("Also a PDF of before and after side by side, for the office only")
        self.index = _tick("Also the index of redactions for the recipient, as CSV")
        self.medium = ""
        self._build()
        self._connect()
        self.show_kind(None)

    def _nothing(self) -> None:
        """Bound by the dialog where a case is open."""

    def _build(self) -> None:
        pick = button("Choose a file…", lambda: pick_file(self, "File to redact", self.put_source))
        from_file = button("From a file…", lambda: pick_file(self, "File of terms", self._read_terms))
        save = button(
            "Choose a name…",
            lambda: pick_new_file(self, "New file", Path(self.target.text()).name, self.target.setText),
        )
        self.found.setMinimumHeight(self.found.fontMetrics().height() * 7)
        parts = (
            Labelled("File", self.source),
            Flow(pick),
            self.about,
            Labelled("What goes", self.terms),
            Flow(from_file, self.people),
            _said(self.auto),
            Flow(self.look),
            Labelled("Decide on each; what is not ticked stays", self.found),
            self.unseen_box,
            self.unseen_list,
            self.silences_box,
            self.blanks_box,
            self.transcript_box,
            self.level,
            Labelled("Save as", self.target),
            Flow(save),
            _said(self.sheet),
            _said(self.index),
            1,
        )
        fill(QVBoxLayout(self), parts, 8, 0)

    def _connect(self) -> None:
        self.source.editingFinished.connect(lambda: self.put_source(self.source.text()))
        for edit in (self.target, self.silences, self.blanks):
            edit.textChanged.connect(calls(self.changed.emit))
        self.terms.textChanged.connect(self.changed.emit)
        self.found.itemChanged.connect(calls(self.changed.emit))
        self.level.changed.connect(self.changed.emit)

    def put_source(self, path: str) -> None:
        """Choose this file; a name for the new one is proposed beside it."""
        if path.strip() and path != self.source.property("chosen"):
            self.source.setProperty("chosen", path)
            self.source.setText(path)
            self.target.setText(new_name(Path(path)))
            self.found.clear()
            self.show_kind(None)
            self.look_wanted.emit()

    def put_look(self, found: FileLook) -> None:
        """Show what the file is and what would go."""
        pages = f", {found.pages:,} {'page' if found.pages == 1 else 'pages'}" if found.pages else ""
        say(self.about, f"{found.medium[:1].upper()}{found.medium[1:]}{pages}.")
        kept = self.found.values(on=False)
        self.found.clear()
        for one in found.candidates:
            words = candidate_words(one, pages=bool(found.pages))
            self.found.add(words, on=one.value not in kept and one.places > 0, value=one.value)
        unseen = "\n".join(f"•  {one}" for one in found.unseen[:12]) + (
            f"\n… and {len(found.unseen) - 12} more" if len(found.unseen) > 12 else ""
        )
        say(self.unseen_list, unseen)
        self.show_kind(found)
        self.changed.emit()

    def show_kind(self, found: FileLook | None) -> None:
        """Ask only for what this kind of file needs."""
        self.medium = found.medium if found else ""
        is_recording = found is not None and found.medium in RECORDINGS
        for part in (self.silences_box, self.blanks_box, self.transcript_box):
            part.setVisible(is_recording)
        self.level.setVisible(found is not None and found.medium == "PDF")
        self.unseen_box.setVisible(bool(found and found.unseen) and not is_recording)
        self.unseen_list.setVisible(bool(found and found.unseen))
        if found is None:
            say(
                self.about,
                "Choose a file: PDF, picture, office file, mail, chat, archive, recording."
                if not self.source.text()
                else "",
            )

    def _read_terms(self, path: str) -> None:
        try:
            self.add_terms(Path(path).read_text("utf-8-sig").splitlines())
        except (OSError, UnicodeDecodeError):
            self.faulted.emit(
                "The file of terms cannot be read. Give a text file in UTF-8 with one term a line."
            )

    def add_terms(self, terms: Sequence[str]) -> None:
        """Write these below those that are written already."""
        self.terms.setPlainText(
            "\n".join(dict.fromkeys(one for one in (*self.written(), *terms) if one.strip()))
        )

    def written(self) -> list[str]:
        """The terms as written."""
        return terms_of(self.terms.toPlainText())

    def chosen(self) -> list[str]:
        """The values that are ticked."""
        return [str(value) for value in self.found.values(on=True)]

    def looked(self) -> bool:
        """Whether the file was looked through for exactly the terms that are written."""
        listed = {str(item.data(Qt.ItemDataRole.UserRole)) for item in self.found.rows()}
        return set(self.written()) <= listed

    def wishes(self, areas: Sequence[PageArea]) -> Wishes:
        """Everything that is asked for beside the values."""
        target = Path(self.target.text().strip())
        spoken = self.transcript.text().strip()
        return Wishes(
            unseen=Unseen(self.unseen.currentData()),
            silences=self._parts(self.silences),
            blanks=self._parts(self.blanks),
            transcript=Path(spoken) if spoken and self.medium in RECORDINGS else None,
            sheet=target.with_name(f"{target.stem}-before-and-after.pdf") if self.sheet.isChecked() else None,
            index=target.with_name(f"{target.stem}-index.csv") if self.index.isChecked() else None,
            level=self.level.level,
            areas=tuple(areas),
        )

    def _parts(self, field: QLineEdit) -> tuple[str, ...]:
        """Parts of a recording as written; none of another kind of file."""
        return (
            tuple(one.strip() for one in field.text().split(",") if one.strip())
            if self.medium in RECORDINGS
            else ()
        )

    @property
    def has_areas(self) -> bool:
        """Whether areas can be drawn on the pages of this kind of file."""
        return self.medium in {"PDF", "picture"}

    def lacks(self, areas: Sequence[PageArea]) -> str:
        """What is missing before the file can be redacted; empty where nothing is."""
        if not self.source.text().strip():
            return "Choose a file first."
        if not self.looked():
            return "Look through the file first, so that each value can be decided on."
        if (
            not self.chosen()
            and not areas
            and not self._parts(self.silences)
            and not self._parts(self.blanks)
        ):
            return "Say what goes: a value, an area of a page, or a part of a recording."
        if not self.level.isHidden() and not self.level.is_ready:
            return "Read the warning about bars and tick it, or choose another way."
        return "" if self.target.text().strip() else "Give the new file a name."

    def title(self) -> str:
        """The file's own name, for headings."""
        return one_line(QFileInfo(self.source.text()).fileName(), 60)


def _tick(words: str) -> Tick:
    made = Tick()
    made.setAccessibleName(words)
    return made


def _said(tick: Tick) -> Statement:
    """A box with its words beside it, which may take several lines."""
    return Statement(tick, tick.accessibleName(), "body")
