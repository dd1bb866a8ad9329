"""The jobs of this sitting in one place, across kinds: what needs attention, what runs, what is done. An
entry stays
until it is acknowledged."""

from datetime import UTC, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_review.domain.progress import Progress
from evidence_review.gui.jobs import Jobs
from evidence_review.gui.models.job_list import (
    JOB_COLUMNS,
    QUIET,
    Entries,
    JobEntry,
    JobState,
    acknowledged,
    begun,
    clock_london,
    in_order,
    kept,
    said,
)
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.table_rows import Rows
from evidence_review.gui.widgets.parts.building_blocks import Empty, button, calls, column, fill, label, say
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.table_views import Table

HINT = "Everything that takes long. You may go on working; an entry stays until you acknowledge it."


class _Follower:
    """Follows one thread for jobs: which entry of the list is the one at work there."""

    def __init__(self, page: "JobsPage", jobs: Jobs) -> None:
        self.page, self.jobs = page, jobs
        self.at_work = self.ending = 0
        jobs.started.connect(self.began)
        jobs.progressed.connect(self.stepped)
        jobs.finished.connect(self.finished)
        jobs.faulted.connect(self.faulted)

    def began(self, name: str) -> None:
        self.at_work = 0 if name in QUIET else self.page.begin(name)
        self.ending = 0

    def stepped(self, progress: Progress, left: str) -> None:
        if self.at_work:
            done = f"{progress.done:,} of {progress.total:,}" if progress.total else ""
            self.page.tell(self.at_work, ", ".join(part for part in (progress.what, done, left) if part))

    def finished(self, words: str) -> None:
        """With words it has ended; without, its fault follows."""
        self.ending, self.at_work = self.at_work, 0
        if self.ending and words:
            is_stopped = ": stopped." in words
            state = JobState.ATTENTION if is_stopped else JobState.DONE
            self.page.tell(self.ending, _first_up(words.partition(": ")[2]), state)
            self.ending = 0

    def faulted(self, words: str) -> None:
        """Why it could not go on; another that was refused to start is no fault of the one at work."""
        if self.ending:
            self.page.tell(self.ending, words, JobState.ATTENTION)
            self.ending = 0


def _first_up(words: str) -> str:
    return words[:1].upper() + words[1:]


class JobsPage(QWidget):
    """The list. `changed` says that an entry is another."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.entries: Entries = ()
        self.followed: list[_Follower] = []
        self.model = Rows(JOB_COLUMNS, self)
        self.table = Table("Jobs", stretch=3)
        self.table.setModel(self.model)
        self.table.widths(15, 16, 16, 40)
        self.why = label("", "hint")
        self.stop = button("Stop", self._stop)
        self.see = button("Acknowledge", self._see, "primary")
        self.all = button("Acknowledge all that are done", self._see_done)
        self.empty = Empty(
            "No job yet", "An import, a search, a check or a bundle is listed here while it runs."
        )
        top = column(label("Jobs", "title"), label(HINT, "hint"), gap=4)
        acts = Flow(self.stop, self.see, self.all)
        fill(QVBoxLayout(self), (top, self.table, self.empty, self.why, acts), 12, 26)
        self.table.selectionModel().currentRowChanged.connect(calls(self._allow))
        desk.closed.connect(self._clear)
        self._show()

    def follow(self, *jobs: Jobs) -> None:
        """List what these do from now on."""
        self.followed += [_Follower(self, one) for one in jobs]

    def begin(self, name: str) -> int:
        """A job has started; its number."""
        self._put(begun(self.entries, name, clock_london(datetime.now(UTC))))
        return self.entries[-1].number

    def tell(self, number: int, words: str, state: JobState = JobState.RUNNING) -> None:
        """What a job says now."""
        self._put(said(self.entries, number, words, state))

    def attend(self, name: str, words: str) -> None:
        """What the latest job of this name found needs a person's attention."""
        found = [one.number for one in self.entries if one.name == name and one.state is JobState.DONE]
        if found:
            self.tell(max(found), words, JobState.ATTENTION)

    def chosen(self) -> JobEntry | None:
        """The entry that is chosen."""
        return self.model.value(self.table.currentIndex().row())

    def _put(self, entries: Entries) -> None:
        self.entries = entries
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        one = self.chosen()
        rows = in_order(self.entries)
        self.model.put(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if rows:
            at = next((at for at, each in enumerate(rows) if one and each.number == one.number), 0)
            self.table.selectRow(at)
        self._allow()

    def _allow(self) -> None:
        one = self.chosen()
        runs = one is not None and one.state is JobState.RUNNING
        self.stop.setEnabled(runs)
        self.see.setEnabled(one is not None and not runs)
        self.all.setEnabled(any(each.state is JobState.DONE for each in self.entries))
        say(self.why, f"If it is stopped: {kept(one.name)}" if one and runs else "")

    def _stop(self) -> None:
        one = self.chosen()
        for each in self.followed:
            if one is not None and each.at_work == one.number:
                each.jobs.cancel()
                self.tell(one.number, "Stopping after the step at work…")

    def _see(self) -> None:
        if one := self.chosen():
            self._put(acknowledged(self.entries, [one.number]))

    def _see_done(self) -> None:
        self._put(
            acknowledged(self.entries, [one.number for one in self.entries if one.state is JobState.DONE])
        )

    def _clear(self) -> None:
        """Nothing of a closed case stays."""
        self._put(())
