"""What a source is and holds, looked at before it is imported, and the choice of how much of it to take."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from evidence_review.domain.kinds import ItemKind
from evidence_review.domain.limits import Limit
from evidence_review.gui.models.forms import read_date
from evidence_review.gui.models.rows import Column, Rows
from evidence_review.gui.models.shown import one_line
from evidence_review.gui.models.words import KIND_WORDS, count
from evidence_review.gui.widgets.fields import Labelled, line_edit
from evidence_review.gui.widgets.plain import Tick, calls, fill, frame, label, row, say
from evidence_review.gui.widgets.tables import Table
from evidence_review.workflow.views import Preview

MOST_PEOPLE = 500


def when(time: str) -> str:
    """A time of an account as a person writes it, to the minute."""
    return time[:16].replace("T", " ") + (" UTC" if time.endswith("Z") else "") if time else "not known"


def span_words(first: str, last: str) -> str:
    """From when to when, or that no time is known."""
    return f"{when(first)} to {when(last)}" if first else "No time is known"


def days(one: Preview) -> str:
    """The first and last day of a source."""
    first, last = one.account.first[:10], one.account.last[:10]
    return first if first == last else f"{first} to {last}" if first else "not known"


def held(one: Preview) -> str:
    """The kinds of record in a source with their numbers."""
    parts = [f"{number:,} × {KIND_WORDS[ItemKind(kind)]}" for kind, number in one.account.kinds]
    return ", ".join(parts) or (one.account.warnings[0] if one.account.warnings else "nothing")


SOURCES: tuple[Column[Preview], ...] = (
    Column("Source", lambda p: p.account.source, tip=lambda p: p.path),
    Column("Recognised as", lambda p: p.account.importer if p.account.importer != "none" else "Not recognised"),
    Column("Found", lambda p: f"{p.account.found:,}", right=True),
    Column("Not read", lambda p: f"{p.account.not_read + p.account.partly:,}", right=True),
    Column("Days", days, tip=lambda p: span_words(p.account.first, p.account.last)),
    Column("What", held, tip=held),
)


class PreviewPanel(QWidget):
    """The sources found, and what to take of them. `limit` says it as a value."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows = Rows(SOURCES, self)
        self.table = Table("What was found", stretch=5)
        self.table.setModel(self.rows)
        self.table.widths(24, 20, 8, 9, 25, 30)
        self.table.setMinimumHeight(self.table.fontMetrics().height() * 6)
        self.told = label("", "hint")
        self.first, self.last = line_edit(placeholder="2025-03-08"), line_edit(placeholder="2025-04-30")
        self.undated = Tick("Take what has no time as well")
        self.undated.setChecked(True)
        self.sources = QListWidget()
        self.sources.setAccessibleName("Sources to take")
        self.sources.setMinimumHeight(self.sources.fontMetrics().height() * 5)
        self.sources_named = Labelled(
            "Take these sources", self.sources, "A source without a tick stands in the account as left out on purpose."
        )
        self.people = QListWidget()
        self.people.setAccessibleName("Only conversations with these people")
        self.people.setMinimumHeight(self.people.fontMetrics().height() * 8)
        self.people.itemChanged.connect(calls(self.changed.emit))
        for field in (self.first, self.last):
            field.textChanged.connect(calls(self.changed.emit))
        self._build()
        self.hide()

    def _build(self) -> None:
        taken = frame(
            "true",
            label("What to take of it", "section"),
            label("Take only what the legal basis covers. The rest is counted and never stored; the log keeps what was chosen.", "hint"),
            row(Labelled("From this day on", self.first), Labelled("Up to and with this day", self.last)),
            self.undated,
            self.sources_named,
            Labelled("Only conversations with", self.people, "Nobody ticked: conversations with everybody."),
            margin=16,
            gap=10,
        )
        fill(QVBoxLayout(self), (frame("true", label("What was found", "section"), self.told, self.table, margin=16, gap=8), taken), 14, 0)

    def put(self, found: Sequence[Preview]) -> None:
        """Show what was found; nothing is ticked."""
        self.rows.put(found)
        total = sum(one.account.found for one in found)
        say(self.told, f"{count(len(found), 'source')}, {count(total, 'record')}. Nothing has been stored.")
        self._list_sources(found)
        self.people.clear()
        numbers: dict[str, int] = {}
        for one in found:
            for name, conversations in one.people:
                numbers[name] = numbers.get(name, 0) + conversations
        for name, conversations in sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_PEOPLE]:
            entry = QListWidgetItem(f"{one_line(name)} ({count(conversations, 'conversation')})")
            entry.setData(Qt.ItemDataRole.UserRole, name)
            entry.setCheckState(Qt.CheckState.Unchecked)
            self.people.addItem(entry)
        self.show()

    def _list_sources(self, found: Sequence[Preview]) -> None:
        self.sources.clear()
        for one in found:
            entry = QListWidgetItem(one_line(one.account.source))
            entry.setData(Qt.ItemDataRole.UserRole, one.path)
            entry.setCheckState(Qt.CheckState.Checked)
            self.sources.addItem(entry)
        self.sources_named.setVisible(len(found) > 1)

    def left(self) -> frozenset[Path]:
        """The sources to leave out."""
        entries = [self.sources.item(at) for at in range(self.sources.count())]
        return frozenset(Path(str(one.data(Qt.ItemDataRole.UserRole))) for one in entries if one.checkState() is Qt.CheckState.Unchecked)

    def clear(self) -> None:
        """Forget everything."""
        self.rows.put(())
        self.sources.clear()
        self.people.clear()
        self.first.clear()
        self.last.clear()
        self.undated.setChecked(True)
        self.hide()

    def limit(self) -> Limit:
        """What to take. ReviewError where a day cannot be read."""
        entries = [self.people.item(at) for at in range(self.people.count())]
        names = tuple(str(one.data(Qt.ItemDataRole.UserRole)) for one in entries if one.checkState() is Qt.CheckState.Checked)
        first, last = read_date(self.first.text(), "The first day"), read_date(self.last.text(), "The last day")
        return Limit(names, first, last, self.undated.isChecked())
