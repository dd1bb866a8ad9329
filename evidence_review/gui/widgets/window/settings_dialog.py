"""The settings of this computer: how the window looks, a second time zone, breaks, and where help is."""

from collections.abc import Sequence
from dataclasses import replace
from threading import Thread

from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from evidence_review.gui.models.helping.care_watch import KINDS, MINUTES, OPENINGS, CareWatch
from evidence_review.gui.models.look import LOOKS, SIZES, ViewSettings
from evidence_review.gui.models.plain_words import KIND_WORDS
from evidence_review.gui.models.zones import zone_names, zone_words
from evidence_review.gui.where_help import where_help
from evidence_review.gui.widgets.parts.building_blocks import Drop, Tick, calls, column, label, row, say
from evidence_review.gui.widgets.parts.dialogs import Question, choice
from evidence_review.gui.widgets.parts.fields import Labelled
from evidence_review.gui.widgets.parts.flow import Flow

ABOUT = "They hold for this computer and contain nothing of any case. Each change holds at once."
SOUND = "Sound and films are never played in this window, and nothing starts by itself."
POLL = 30
"""Milliseconds between two looks whether the time zones have been read."""


class SettingsDialog(Question):
    """Every change shows at once: `changed` gives the settings as they are now."""

    changed = Signal(object)

    def __init__(self, parent: QWidget, settings: ViewSettings, watch: CareWatch) -> None:
        self.settings, self.watch = settings, watch
        super().__init__(parent, "Settings", ABOUT, "Done")
        self.no.hide()
        self.body.setSpacing(14)
        self._look()
        self._pictures()
        self._breaks()
        self.help = label(where_help())
        self.add(column(label("Where help is to be had", "strong"), self.help, gap=4))
        for drop in (self.looks, self.sizes, self.zones, self.minutes, self.items):
            drop.currentIndexChanged.connect(calls(self._tell))
        for tick in (self.grey, self.blur, self.less, *self.kinds.values()):
            tick.toggled.connect(calls(self._tell))
        self._read_zones()

    def _look(self) -> None:
        settings = self.settings
        self.looks = choice([(look.name.capitalize(), look.name) for look in LOOKS], "Colours")
        self.sizes = choice([(f"{size} %", size) for size in SIZES], "Text size")
        self.zones = choice([("None", "")], "")
        self.zones.setSizeAdjustPolicy(Drop.SizeAdjustPolicy.AdjustToContentsOnFirstShow)
        if settings.second_zone:
            self.zones.addItem(zone_words(settings.second_zone), settings.second_zone)
        for drop, now in (
            (self.looks, settings.look),
            (self.sizes, settings.text_size),
            (self.zones, settings.second_zone),
        ):
            drop.setCurrentIndex(drop.findData(now))
        self.add(
            _side_by_side(
                Labelled("Colours", self.looks),
                Labelled("Text size", self.sizes),
                Labelled("Time zone beside London", self.zones),
            )
        )

    def _pictures(self) -> None:
        settings = self.settings
        self.grey = _tick("Pages and pictures in grey", on=settings.grey_pages)
        self.blur = _tick("Pictures blurred until Space is held", on=settings.blur_pictures)
        self.less = _tick("Pictures with less detail until Space is held", on=settings.less_detail)
        parts = (label("Pictures and sound", "strong"), self.grey, self.blur, self.less)
        self.add(column(*parts, label(SOUND, "small"), gap=6))

    def _breaks(self) -> None:
        settings = self.settings
        self.minutes = choice([(_never(f"{one} minutes of work", one), one) for one in MINUTES], "")
        self.minutes.setCurrentIndex(self.minutes.findData(settings.break_minutes))
        self.items = choice([(_never(f"{one} items of these kinds", one), one) for one in OPENINGS], "")
        self.items.setCurrentIndex(self.items.findData(settings.break_items))
        self.kinds = {kind: _tick(KIND_WORDS[kind], on=kind in settings.break_kinds) for kind in KINDS}
        for tick in self.kinds.values():
            tick.setAccessibleName(f"{tick.text()}: counted towards a break")
        self.tally = label(self.watch.tally(), "small")
        wishes = _side_by_side(
            Labelled("Remind me of a break after", self.minutes), Labelled("Or after", self.items)
        )
        self.add(
            column(label("Breaks", "strong"), wishes, Flow(*self.kinds.values(), gap=10), self.tally, gap=6)
        )

    def _tell(self) -> None:
        self.settings = replace(
            self.settings,
            look=str(self.looks.currentData()),
            text_size=int(self.sizes.currentData()),
            grey_pages=self.grey.isChecked(),
            blur_pictures=self.blur.isChecked(),
            less_detail=self.less.isChecked(),
            second_zone=str(self.zones.currentData()),
            break_minutes=int(self.minutes.currentData()),
            break_items=int(self.items.currentData()),
            break_kinds=tuple(kind for kind, tick in self.kinds.items() if tick.isChecked()),
        )
        self.changed.emit(self.settings)
        say(self.tally, self.watch.tally())

    # --- the zones, which take a tenth of a second to list ---------------------------------

    def _read_zones(self) -> None:
        found: list[str] = []
        thread = Thread(target=lambda: found.extend(zone_names()), daemon=True)
        look = QTimer(self, interval=POLL)

        def take() -> None:
            if not thread.is_alive():
                look.stop()
                self._put_zones(found)

        look.timeout.connect(take)
        thread.start()
        look.start()

    def _put_zones(self, names: Sequence[str]) -> None:
        """The zone that is chosen stays chosen."""
        chosen = self.zones.currentData()
        self.zones.blockSignals(True)
        for name in names:
            if name != self.settings.second_zone:
                self.zones.addItem(zone_words(name), name)
        self.zones.setCurrentIndex(self.zones.findData(chosen))
        self.zones.blockSignals(False)


def show_settings(parent: QWidget, settings: ViewSettings, watch: CareWatch) -> SignalInstance:
    """Show them; the signal of each change."""
    asked = SettingsDialog(parent, settings, watch)
    asked.ask(84)
    return asked.changed


def _tick(words: str, *, on: bool) -> Tick:
    made = Tick(words)
    made.setChecked(on)
    return made


def _never(words: str, number: int) -> str:
    return words if number else "Never"


def _side_by_side(*parts: Labelled) -> QWidget:
    made = QWidget()
    made.setLayout(box := row(*parts, gap=14))
    for at in range(len(parts)):
        box.setStretch(at, 1)
    return made
