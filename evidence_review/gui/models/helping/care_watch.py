"""When a break is due: by the minutes worked without one, or by how many items of chosen kinds were opened. It
counts in memory alone, for the person who works; nothing of it is written anywhere (reference/law.md Q4)."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from evidence_review.domain.kinds import ItemKind
from evidence_review.gui.models.plain_words import count

MINUTES = (0, 20, 30, 40, 50, 60, 90, 120)
"""Minutes of work after which a person may be reminded; 0 for never."""
OPENINGS = (0, 10, 20, 50, 100, 200)
"""How many items of the chosen kinds, in the same way."""
KINDS = (
    ItemKind.IMAGE,
    ItemKind.VIDEO,
    ItemKind.AUDIO,
    ItemKind.PAGE,
    ItemKind.MESSAGE,
    ItemKind.EMAIL,
    ItemKind.FILE,
)
"""The kinds that may be counted, in the order in which they are offered."""
REST = 600
"""Seconds without an act that are a break."""
_BY_MEDIA = {"image": ItemKind.IMAGE, "video": ItemKind.VIDEO, "audio": ItemKind.AUDIO}


class Clock(Protocol):
    """Says what time it is, in seconds that also go on while the machine sleeps."""

    def __call__(self) -> float:
        """The seconds now."""
        ...


@dataclass(frozen=True, slots=True)
class Wish:
    """When a person wishes to be reminded: after so many minutes, or items of these kinds; 0 for never."""

    minutes: int = 0
    items: int = 0
    kinds: tuple[ItemKind, ...] = ()


class CareWatch:
    """Counts since the last break of one person. `wish` gives what the person wishes now."""

    def __init__(self, clock: Clock, wish: Callable[[], Wish]) -> None:
        self._clock, self._wish = clock, wish
        self.begin()

    def begin(self) -> None:
        """From now on: after a break, or for another person."""
        self._since = self._last = self._clock()
        self._opened: Counter[ItemKind] = Counter()
        self._told = (0, 0)

    def act(self) -> None:
        """The person did something. After ten minutes without an act, or where the clock was set back, all
        counts begin again."""
        now = self._clock()
        if 0 <= now - self._last < REST:
            self._last = now
        else:
            self.begin()

    def opening(self, kind: ItemKind) -> None:
        """An item of this kind, or a file of it, came before the person."""
        self.act()
        self._opened[kind] += 1

    @property
    def minutes(self) -> int:
        """Whole minutes worked since the last break."""
        return int((self._last - self._since) // 60)

    @property
    def met(self) -> int:
        """Items of the chosen kinds opened since the last break."""
        return sum(self._opened[kind] for kind in self._wish().kinds)

    def reminder(self) -> str:
        """The sentence of a break that is due, once; it is due again after as much again without one."""
        wish, minutes, met = self._wish(), self.minutes, self.met
        if wish.minutes and minutes - self._told[0] >= wish.minutes:
            said = f"You have worked for {minutes} minutes without a break."
        elif wish.items and met - self._told[1] >= wish.items:
            said = f"You have opened {count(met, 'item')} of the kinds that you chose, without a break."
        else:
            return ""
        self._told = minutes, met
        return f"{said} Take ten minutes if you can; your place is kept."

    def tally(self) -> str:
        """What is counted now, for the person alone."""
        return (
            f"Since your last break: {count(self.minutes, 'minute')} of work, {count(self.met, 'item')} of "
            "the kinds chosen. This is counted in memory alone and forgotten when the case is closed."
        )


def kind_of_media(media_type: str) -> ItemKind:
    """The kind that a shown file counts as."""
    return _BY_MEDIA.get(media_type.partition("/")[0].lower(), ItemKind.FILE)


def kinds_kept(untrusted: object) -> tuple[ItemKind, ...] | None:
    """Kinds as they were kept, in the order in which they are offered; None where one is not known."""
    if not isinstance(untrusted, list | tuple):
        return None
    names = {str(one) for one in untrusted}
    return tuple(kind for kind in KINDS if kind in names) if names <= set(KINDS) else None
