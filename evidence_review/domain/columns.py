"""Many items as columns: how they leave a child process and enter a case, so that what is done to each of a
million is done to a column at once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import repeat
from typing import Any

from evidence_review.domain.evidence import Attachment, Item, Moment
from evidence_review.domain.kinds import Direction, ItemKind, ZoneSource
from evidence_review.domain.people import Party


@dataclass(frozen=True, slots=True)
class Setting:
    """What many items of a source share: their conversation with its title and application, who sent them and
    to whom."""

    thread: str
    title: str
    app: str
    sender: Party | None
    recipients: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Items in order: each list but the first two has one place for each item.

    Texts are those that `Item` and `Moment` hold, times in ISO.

    `set_in` and `named` are places in `settings` and in `names`, which are the keys of an item's `extra`.
    `said` has for each of `names` the values of the items so named, a list for each name; a value that is the
    same for all of them stands there once.
    """

    settings: Sequence[Setting]
    names: Sequence[tuple[str, ...]]
    locators: Sequence[str]
    kinds: Sequence[str]
    texts: Sequence[str | None]
    set_in: Sequence[int]
    positions: Sequence[int]
    raws: Sequence[str | None]
    locals: Sequence[str | None]
    utcs: Sequence[str | None]
    offsets: Sequence[str | None]
    zones: Sequence[str | None]
    directions: Sequence[str]
    deleted: Sequence[str | None]
    named: Sequence[int]
    said: Sequence[Sequence[Sequence[str]]]
    attachments: dict[int, tuple[Attachment, ...]]

    def __len__(self) -> int:
        """How many items there are."""
        return len(self.locators)

    def items(self) -> Iterator[Item]:
        """The same items as values of their own."""
        said = [_rows(values, self.named.count(place)) for place, values in enumerate(self.said)]
        for place, rest in enumerate(
            zip(
                self.locators,
                self.kinds,
                self.texts,
                self.positions,
                self.directions,
                self.deleted,
                strict=True,
            )
        ):
            locator, kind, text, position, direction, deleted = rest
            setting = self.settings[self.set_in[place]]
            yield Item(
                locator=locator,
                kind=ItemKind(kind),
                text=text,
                thread=setting.thread,
                position=position,
                sender=setting.sender,
                recipients=setting.recipients,
                sent=self._sent(place),
                direction=Direction(direction),
                app=setting.app,
                thread_title=setting.title,
                attachments=self.attachments.get(place, ()),
                deleted_as_reported=deleted,
                extra=tuple(zip(self.names[self.named[place]], next(said[self.named[place]]), strict=True)),
            )

    def _sent(self, place: int) -> Moment | None:
        raw, local, utc, zone = self.raws[place], self.locals[place], self.utcs[place], self.zones[place]
        if raw is None or zone is None:
            return None
        at = local and datetime.fromisoformat(local)
        instant = at if utc == local else utc and datetime.fromisoformat(utc)
        return Moment(raw, at or None, instant or None, self.offsets[place], ZoneSource(zone))


@dataclass(slots=True)
class Gathering:
    """Columns while they grow. `size` is how many characters of texts and values they hold."""

    size: int = 0
    _rows: list[tuple[Any, ...]] = field(default_factory=list[tuple[Any, ...]])
    _settings: list[Setting] = field(default_factory=list[Setting])
    _places: dict[Setting, int] = field(default_factory=dict[Setting, int])
    _seen: dict[tuple[str, str, str, int, int], int] = field(
        default_factory=dict[tuple[str, str, str, int, int], int]
    )
    _names: dict[tuple[str, ...], int] = field(default_factory=dict[tuple[str, ...], int])
    _said: list[list[tuple[str, ...]]] = field(default_factory=list[list[tuple[str, ...]]])
    _attachments: dict[int, tuple[Attachment, ...]] = field(default_factory=dict[int, tuple[Attachment, ...]])

    def __len__(self) -> int:
        """How many items there are."""
        return len(self._rows)

    def take(self, item: Item) -> None:
        """One more item."""
        names, said = zip(*item.extra, strict=True) if item.extra else ((), ())
        if item.attachments:
            self._attachments[len(self._rows)] = item.attachments
        named = self._names.get(names)
        if named is None:
            named = self._names[names] = len(self._said)
            self._said.append([])
        self._said[named].append(said)
        self.size += len(item.text or "") + len("".join(said))
        self._rows.append(
            (
                item.locator,
                item.kind,
                item.text,
                self._set_in(item),
                item.position,
                *_times(item.sent),
                item.direction,
                item.deleted_as_reported,
                named,
            )
        )

    def leave(self) -> None:
        """Without the item that came last. What it was set in stays, and is not looked at."""
        self._said[self._rows.pop()[-1]].pop()
        self._attachments.pop(len(self._rows), None)

    def _set_in(self, item: Item) -> int:
        """The place of the item's setting. Settings hold the very people by whose identity they are found
        again, so that these stay."""
        key = (item.thread, item.thread_title, item.app, id(item.sender), id(item.recipients))
        place = self._seen.get(key)
        if place is None:
            setting = Setting(item.thread, item.thread_title, item.app, item.sender, item.recipients)
            place = self._places.get(setting)
            if place is None:
                place = self._places[setting] = self._seen[key] = len(self._settings)
                self._settings.append(setting)
        return place

    def columns(self) -> Columns:
        """What has come so far."""
        said = [list(map(packed, zip(*rows, strict=True))) for rows in self._said]
        (
            locators,
            kinds,
            texts,
            set_in,
            positions,
            raws,
            local,
            utcs,
            offsets,
            zones,
            directions,
            deleted,
            named,
        ) = list(zip(*self._rows, strict=True)) or [()] * 13
        return Columns(
            self._settings, list(self._names), locators, kinds, texts, set_in, positions, raws, local, utcs, offsets, zones, directions,
            deleted, named, said, self._attachments,
        )  # fmt: skip


def packed[T](column: Sequence[T]) -> Sequence[T]:
    """A list as one value where that holds for all of it."""
    return column[:1] if column and column.count(column[0]) == len(column) else column


def _rows(values: Sequence[Sequence[str]], count: int) -> Iterator[tuple[str, ...]]:
    """The values of so many items, item by item."""
    return (
        zip(*[column if len(column) == count else repeat(column[0], count) for column in values], strict=True)
        if values
        else repeat((), count)
    )


def _times(sent: Moment | None) -> tuple[str | None, ...]:
    """Raw, local, UTC, offset, zone."""
    if sent is None:
        return (None, None, None, None, None)
    local = sent.local and sent.local.isoformat()
    utc = local if sent.utc == sent.local else sent.utc and sent.utc.isoformat()
    return (sent.raw, local, utc, sent.offset, sent.zone)


def columns_of(items: Iterable[Item]) -> Columns:
    """Items as columns."""
    gathering = Gathering()
    for item in items:
        gathering.take(item)
    return gathering.columns()


def only(columns: Columns, places: Sequence[int]) -> Columns:
    """The items at these places, in their order."""
    wanted = frozenset(places)
    return columns_of(item for place, item in enumerate(columns.items()) if place in wanted)
