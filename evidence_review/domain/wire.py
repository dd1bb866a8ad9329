"""Values on their way out of a child process: plain JSON, checked before they are believed.

Items travel many at once as columns, without the names of their fields, and are checked a column at a time.
"""

import base64
import re
from collections.abc import Iterator, Sequence
from datetime import date
from types import NoneType
from typing import Any, cast

from evidence_review.domain.columns import Columns, Setting, columns_of, packed
from evidence_review.domain.evidence import Attachment, Declared, Item, Problem, Read, Tally
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind, ZoneSource
from evidence_review.domain.people import Party

type Json = dict[str, Any]
type Part = Columns | Problem | Declared | Tally

_KINDS = frozenset(kind.value for kind in ItemKind)
_DIRECTIONS = frozenset(direction.value for direction in Direction)
_ZONES = frozenset((None, *(zone.value for zone in ZoneSource)))
_TEXT_OR_NONE, _COUNT = frozenset((str, NoneType)), frozenset((int,))
_MOST = 2**53
_NOT_OURS = (ValueError, KeyError, TypeError, AttributeError, IndexError)
_TIMES = re.compile(r"(?:\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{6})?(?:\n|\Z))*+", re.ASCII)
_WIDTH = 13


def to_wire(value: Read) -> Json:
    """A JSON object that `parts_from_wire` reads back as the same value."""
    match value:
        case Item():
            return columns_to_wire(columns_of((value,)))
        case Problem():
            return {"problem": [value.locator, value.kind, value.reason, value.records]}
        case Declared():
            return {"declared": [value.what, value.count]}
        case Tally():
            return {"tally": value.found}


def columns_to_wire(columns: Columns) -> Json:
    """A JSON object that `parts_from_wire` reads back as the same columns."""
    settings = [
        [one.thread, one.title, one.app, one.sender and _out(one.sender), list(map(_out, one.recipients))]
        for one in columns.settings
    ]
    files = [[place, [_file_out(one) for one in held]] for place, held in columns.attachments.items()]
    said = [list(map(list, values)) for values in columns.said]
    return {
        "items": [
            len(columns),
            settings,
            list(columns.names),
            *(list(packed(column)) for column in _lists(columns)),
            said,
            files,
        ]
    }


def _lists(columns: Columns) -> tuple[Sequence[Any], ...]:
    return (
        columns.locators, columns.kinds, columns.texts, columns.set_in, columns.positions, columns.raws, columns.locals, columns.utcs,
        columns.offsets, columns.zones, columns.directions, columns.deleted, columns.named,
    )  # fmt: skip


def parts_from_wire(untrusted: Any) -> Iterator[Part | None]:
    """What a JSON object stands for; None for each value, or item among others, that is not well formed."""
    try:
        yield _part(untrusted)
    except _NOT_OURS:
        yield from _one_by_one(untrusted)


def _part(untrusted: Any) -> Part:
    if not isinstance(untrusted, dict) or len(cast("Json", untrusted)) != 1:
        raise ValueError("one value expected")
    ((name, inside),) = cast("Json", untrusted).items()
    if name == "items":
        return _columns_in(inside)
    if name == "problem":
        locator, kind, reason, records = inside
        return Problem(_text(locator), ProblemKind(kind), _text(reason), _count(records))
    if name == "declared":
        what, count = inside
        return Declared(_text(what), _count(count))
    if name == "tally":
        return Tally(_count(inside))
    raise ValueError("unknown value")


def _one_by_one(untrusted: Any) -> Iterator[Columns | None]:
    """Items of which some are not well formed, each on its own, so that these take no others with them."""
    try:
        count, settings, names, *lists, said, files = untrusted["items"]
        held, left = (
            dict(files),
            [
                list(zip(*(_spread(column, lists[-1].count(place)) for column in values), strict=True))[::-1]
                for place, values in enumerate(said)
            ],
        )
        for place, row in enumerate(zip(*(_spread(column, count) for column in lists), strict=True)):
            values = left[row[-1]].pop() if left[row[-1]] else ()
            alone = [
                1,
                settings,
                [names[row[-1]]],
                *([one] for one in row[:-1]),
                [0],
                [[[one] for one in values]],
                [[0, held[place]]] if place in held else [],
            ]
            try:
                yield _columns_in(alone)
            except _NOT_OURS:
                yield None
    except _NOT_OURS:
        yield None


def _spread(untrusted: Any, count: int) -> Any:
    """A column at its length."""
    return untrusted * count if len(untrusted) == 1 else untrusted


def _columns_in(untrusted: Any) -> Columns:
    count, settings, names, *lists, said, files = untrusted
    _check_lengths(lists, names, said, count)
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
    ) = (_spread(column, count) for column in lists)
    if not (
        _KINDS.issuperset(kinds)
        and _DIRECTIONS.issuperset(directions)
        and _ZONES.issuperset(zones)
        and all(locators)
    ):
        raise ValueError("an unknown kind")
    _dated(raws, local, utcs, zones)
    made: list[Setting] = [_setting(each) for each in settings]
    keys: list[tuple[str, ...]] = [tuple(_texts(each)) for each in names]
    return Columns(
        settings=made,
        names=keys,
        locators=_texts(locators),
        kinds=kinds,
        texts=_maybes(texts),
        set_in=_places(set_in, len(made)),
        positions=_places(positions, _MOST),
        raws=_maybes(raws),
        locals=local,
        utcs=utcs,
        offsets=_maybes(offsets),
        zones=zones,
        directions=directions,
        deleted=_maybes(deleted),
        named=_places(named, len(keys)),
        said=_said(said, keys, named),
        attachments={
            _place(place, count): tuple(_file(one) for one in files_of) for place, files_of in files
        },
    )


def _check_lengths(lists: list[Any], names: Any, said: Any, count: Any) -> None:
    """As many columns as there are, each a list of one value or of one for each item."""
    if len(lists) != _WIDTH or any(type(each) is not list for each in (*lists, names, said)):
        raise ValueError("columns expected")
    if not {*map(len, lists)} <= {1, _count(count)}:
        raise ValueError("columns of one length expected")


def _dated(raws: list[Any], local: list[Any], utcs: list[Any], zones: list[Any]) -> None:
    """Times are such as `datetime.isoformat` writes; only what has a time as written has any, and an instant
    only where the zone is known."""
    _check_times(local)
    _check_times(utcs)
    lacks = {
        (raw is None, here is None, instant is None, zone)
        for raw, here, instant, zone in zip(raws, local, utcs, zones, strict=True)
    }
    if not all(map(_is_moment, lacks)):
        raise ValueError("an instant needs a known zone")


def _check_times(column: list[Any]) -> None:
    times = [time for time in column if time is not None]
    whole = "\n".join(times)
    if not _TIMES.fullmatch(whole) or (times and whole.count("\n") != len(times) - 1):
        raise ValueError("a time expected")
    for day in {time[:10] for time in times}:
        date.fromisoformat(day)


def _is_moment(lacks: tuple[bool, bool, bool, Any]) -> bool:
    """Whether what a time lacks (what was written, its reading, its instant) fits its zone."""
    raw, here, instant, zone = lacks
    if raw:
        return here and instant and zone is None
    return zone is not None and (instant or zone != ZoneSource.NONE)


def _said(untrusted: list[Any], names: list[tuple[str, ...]], named: list[int]) -> list[list[list[str]]]:
    """The values for each of the names: a list for each name, of one value or of one for each item."""
    if [*map(len, untrusted)] != [*map(len, names)]:
        raise ValueError("values for each name expected")
    for place, values in enumerate(untrusted):
        if any(type(each) is not list for each in values) or not {*map(len, values)} <= {
            1,
            named.count(place),
        }:
            raise ValueError("a value for each item expected")
    return [list(map(_texts, values)) for values in untrusted]


def _setting(untrusted: Any) -> Setting:
    thread, title, app, sender, recipients = untrusted
    if not thread:
        raise ValueError("an item stands in a thread")
    people = tuple(_party(each) for each in recipients)
    return Setting(
        _text(thread), _text(title), _text(app), None if sender is None else _party(sender), people
    )


def _out(party: Party) -> list[Any]:
    return [party.identifier, party.name, party.is_owner, party.role]


def _party(untrusted: Any) -> Party:
    identifier, name, owner, role = untrusted
    return Party(_maybe(identifier), _maybe(name), bool(owner), _text(role))


def _file_out(attachment: Attachment) -> list[Any]:
    data = attachment.data
    carried = None if data is None else base64.b64encode(data).decode("ascii")
    return [
        attachment.name,
        attachment.media_type,
        attachment.size,
        attachment.sha256,
        attachment.member,
        carried,
    ]


def _file(untrusted: Any) -> Attachment:
    name, media_type, size, sha256, member, data = untrusted
    return Attachment(
        _text(name),
        _text(media_type),
        None if size is None else _count(size),
        _maybe(sha256),
        _maybe(member),
        None if data is None else base64.b64decode(data, validate=True),
    )


def _is_sound(text: str) -> bool:
    """Whether a text has no half of a surrogate pair, which no database takes."""
    try:
        return text.isascii() or bool(text.encode("utf-8"))
    except UnicodeEncodeError:
        return False


def _text(untrusted: Any) -> str:
    if not isinstance(untrusted, str):
        raise TypeError("text expected")
    return untrusted if untrusted.isascii() else untrusted.encode("utf-8", "replace").decode("utf-8")


def _texts(untrusted: Any) -> Any:
    """Several texts at once: joining them checks every type, and sound ones need no more."""
    return untrusted if _is_sound("".join(untrusted)) else [_text(part) for part in untrusted]


def _maybes(untrusted: list[Any]) -> Any:
    if not _TEXT_OR_NONE.issuperset(map(type, untrusted)):
        raise TypeError("text expected")
    return untrusted if _is_sound("".join(filter(None, untrusted))) else [_maybe(part) for part in untrusted]


def _maybe(untrusted: Any) -> str | None:
    return None if untrusted is None else _text(untrusted)


def _count(untrusted: Any) -> int:
    if type(untrusted) is not int or not 0 <= untrusted < _MOST:
        raise ValueError("a count expected")
    return untrusted


def _place(untrusted: Any, most: int) -> int:
    return _places([untrusted], most)[0]


def _places(untrusted: list[Any], most: int) -> list[int]:
    """Numbers from 0 that stay below another."""
    if not _COUNT.issuperset(map(type, untrusted)) or (
        untrusted and not (min(untrusted) >= 0 and max(untrusted) < most)
    ):
        raise ValueError("a place expected")
    return untrusted
