"""What a source is and holds, looked at before it is imported, and the choice of how much of it to take."""

import os
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_review.domain.import_limits import Limit
from evidence_review.domain.kinds import ItemKind
from evidence_review.gui.models.forms import read_date
from evidence_review.gui.models.plain_words import KIND_WORDS, count
from evidence_review.gui.models.shown import one_line
from evidence_review.gui.models.table_rows import Column, Rows
from evidence_review.gui.widgets.parts.building_blocks import (
    Tick,
    blank,
    calls,
    fill,
    frame,
    label,
    row,
    say,
)
from evidence_review.gui.widgets.parts.fields import Labelled, line_edit
from evidence_review.gui.widgets.parts.table_views import Table
from evidence_review.gui.widgets.parts.tick_list import TickList
from evidence_review.workflow.case.views import Preview

MOST_PEOPLE = 500
MOST_REMARKS = 8


def when(time: str) -> str:
    """A time of an account as a person writes it, to the minute."""
    return time[:16].replace("T", " ") + (" UTC" if time.endswith("Z") else "") if time else "not known"


def span_words(first: str, last: str) -> str:
    """From when to when, or that no time is known."""
    return f"{when(first)} to {when(last)}" if first else "No time is known"


def days(one: Preview) -> str:
    """The first and last day of a source."""
    first, last = one.account.first[:10], one.account.last[:10]
    if not first:
        return "not known"
    return first if first == last else f"{first} to {last}"


def is_unread(one: Preview) -> bool:
    """Whether something of a source cannot be read, or only in part."""
    return one.unread > 0


def found_words(found: Sequence[Preview]) -> str:
    """How much was found, and where to look for what cannot be read."""
    unread = sum(map(is_unread, found))
    told = (
        f"{count(len(found), 'source')}, {count(sum(one.account.found for one in found), 'record')}. "
        f"Nothing has been stored."
    )
    if not unread:
        return told
    holds = "holds" if unread == 1 else "hold"
    return (
        f"{told} {unread:,} of them {holds} something that cannot be read: first in the list, each "
        f"with its reason when it is chosen."
    )


def named(found: Sequence[Preview]) -> dict[str, str]:
    """What each source, by its path, is called: its name, with the folders above it where another has the
    same name."""
    names = Counter(one.account.source for one in found)
    # pathlib has no common path
    top = os.path.commonpath([os.path.dirname(one.path) for one in found]) if found else ""  # noqa: PTH120
    return {
        one.path: one.account.source
        if names[one.account.source] == 1
        else str(Path(one.path).relative_to(top))
        for one in found
    }


def held(one: Preview) -> str:
    """The kinds of record in a source with their numbers."""
    parts = [f"{number:,} × {KIND_WORDS[ItemKind(kind)]}" for kind, number in one.account.kinds]
    return ", ".join(parts) or (one.account.warnings[0] if one.account.warnings else "nothing")


def remarks(one: Preview) -> tuple[str, ...]:
    """What a source holds and from when to when, then its remarks, such as how its dates were read or why it
    cannot be."""
    account = one.account
    told = [*account.unknown, *account.warnings]
    more = (
        (f"{count(len(told) - MOST_REMARKS, 'more remark')} in the import report.",)
        if len(told) > MOST_REMARKS
        else ()
    )
    talks = (
        f"{count(account.conversations, 'conversation')}, {count(account.participants, 'person', 'people')}"
    )
    what = (
        f"{held(one)}. {span_words(account.first, account.last)}; {talks}."
        if account.kinds
        else "Nothing in it can be imported."
    )
    return (what, *(f"•  {words}" for words in told[:MOST_REMARKS]), *more)


def columns(name: Callable[[Preview], str]) -> tuple[Column[Preview], ...]:
    """The columns of the sources found; `name` says what a source is called among the others."""
    return (
        Column("Source", name, tip=lambda p: p.path),
        Column(
            "Recognised as",
            lambda p: p.account.importer if p.account.importer != "none" else "Not recognised",
        ),
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
        self.names = dict[str, str]()
        self.rows = Rows(columns(self._name), self)
        self.table = Table("What was found", stretch=5)
        self.table.setModel(self.rows)
        self.table.widths(24, 20, 6, 8, 24, 20)
        self.table.selectionModel().currentRowChanged.connect(calls(self._chosen))
        self.table.setMinimumHeight(self.table.fontMetrics().height() * 12)
        self.told, self.stale = label("", "hint"), label("", "warn")
        self.named, self.said = label("", "strong"), label("")
        self.first, self.last = line_edit(placeholder="2025-03-08"), line_edit(placeholder="2025-04-30")
        self.undated = Tick("Take what has no time as well")
        self.undated.setChecked(True)
        self.sources = TickList("Sources to take")
        self.sources.setMinimumHeight(self.sources.fontMetrics().height() * 5)
        self.sources_named = Labelled(
            "Take these sources",
            self.sources,
            "A source without a tick stands in the account as left out on purpose.",
        )
        self.people = TickList("Only conversations with these people")
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
            label(
                (
                    "Take only what the legal basis covers. The rest is counted and never stored; the "
                    "log keeps what was chosen."
                ),
                "hint",
            ),
            row(Labelled("From this day on", self.first), Labelled("Up to and with this day", self.last)),
            self.undated,
            self.sources_named,
            Labelled("Only conversations with", self.people, "Nobody ticked: conversations with everybody."),
            margin=16,
            gap=10,
        )
        found = frame(
            "true",
            label("What was found", "section"),
            self.told,
            self.stale,
            self.table,
            self.named,
            self.said,
            margin=16,
            gap=8,
        )
        fill(QVBoxLayout(self), (found, taken), 14, 0)

    def put(self, found: Sequence[Preview]) -> None:
        """Show what was found; nothing is ticked."""
        self.names = named(found)
        self.rows.put(sorted(found, key=lambda one: (not is_unread(one), one.account.imported > 0)))
        say(self.told, found_words(found))
        self.stale.hide()
        self.table.selectRow(0)
        self._chosen()
        self._list_sources(found)
        self.people.clear()
        numbers: dict[str, int] = {}
        for one in found:
            for name, conversations in one.people:
                numbers[name] = numbers.get(name, 0) + conversations
        for name, conversations in sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0]))[
            :MOST_PEOPLE
        ]:
            talks = (
                count(conversations, "conversation")
                if conversations
                else "no conversation, but other records"
            )
            self.people.add(f"{one_line(name)} ({talks})", on=False, value=name)
        self.show()

    def _name(self, one: Preview) -> str:
        return self.names.get(one.path, one.account.source)

    def _chosen(self) -> None:
        """Say of the chosen source what it holds, and everything that must be known of it before it is
        taken."""
        one = self.rows.value(self.table.currentIndex().row())
        say(self.named, self._name(one) if one else "")
        say(self.said, "\n".join(remarks(one)) if one else "")

    def outdate(self, words: str) -> None:
        """Say that something it was read by is another now."""
        say(self.stale, words)
        self.stale.setVisible(bool(self.rows.values()))

    def _list_sources(self, found: Sequence[Preview]) -> None:
        self.sources.clear()
        for one in found:
            self.sources.add(one_line(self._name(one)), on=True, value=one.path)
        self.sources_named.setVisible(len(found) > 1)

    def left(self) -> frozenset[Path]:
        """The sources to leave out."""
        return frozenset(Path(str(path)) for path in self.sources.values(on=False))

    def clear(self) -> None:
        """Forget everything."""
        self.rows.put(())
        blank(self.told, self.stale, self.named, self.said)
        self.sources.clear()
        self.people.clear()
        self.first.clear()
        self.last.clear()
        self.undated.setChecked(True)
        self.hide()

    def limit(self) -> Limit:
        """What to take. ReviewError where a day cannot be read."""
        names = tuple(str(name) for name in self.people.values(on=True))
        first, last = (
            read_date(self.first.text(), "The first day"),
            read_date(self.last.text(), "The last day"),
        )
        return Limit(names, first, last, self.undated.isChecked())
