"""The hits of a very long text as numbers: some twenty bytes each, where a hit is two hundred; made hits
again section by section."""

from array import array
from collections.abc import Iterable, Iterator

from evidence_review.recognizers.reading.hits import Hit
from evidence_review.recognizers.reading.sections import Section

_APART = 32  # characters between two hits from which on neither can change what becomes of the other


class Held:
    """Hits by the section whose own they are, at their places in the whole text (code points), in the order
    in which they came."""

    def __init__(self, zones: list[Section]) -> None:
        """Nothing held yet; `zones` are all sections of the text, in order."""
        self._zones = zones
        self._parts = [(array("q"), array("q"), array("q")) for _ in zones]
        self._numbers: dict[Hit, int] = {}
        self._said: list[Hit] = []

    def add(self, zone: int, hits: Iterable[Hit]) -> None:
        """Hits that are the own of this section."""
        starts, ends, said = self._parts[zone]
        for hit in hits:
            bare = hit.moved(0, 1)
            number = self._numbers.setdefault(bare, len(self._said))
            if number == len(self._said):
                self._said.append(bare)
            starts.append(hit.start)
            ends.append(hit.end)
            said.append(number)

    def own(self, zone: int) -> Iterator[Hit]:
        """The hits of one section."""
        for start, end, number in zip(*self._parts[zone], strict=True):
            yield self._said[number].moved(start, end)

    def __iter__(self) -> Iterator[Hit]:
        """All hits, section by section."""
        for zone in range(len(self._zones)):
            yield from self.own(zone)

    def inside(self, section: Section) -> list[Hit]:
        """Hits that lie in a section, its margins too, at their places in it."""
        near = (
            at
            for at, zone in enumerate(self._zones)
            if zone.first < section.end and zone.last > section.start
        )
        return section.inside(hit for at in near for hit in self.own(at))

    def stretches(self) -> Iterator[list[Hit]]:
        """All hits in order of place, in lists that are far enough from each other to be judged one by
        one."""
        waiting: list[Hit] = []
        for zone in range(len(self._zones)):
            waiting = sorted([*waiting, *self.own(zone)], key=lambda hit: hit.start)
            cut, reach = 0, 0
            for at, hit in enumerate(waiting):
                if hit.start - reach >= _APART:
                    cut = at
                reach = max(reach, hit.end)
            if cut:
                yield waiting[:cut]
                waiting = waiting[cut:]
        yield waiting
