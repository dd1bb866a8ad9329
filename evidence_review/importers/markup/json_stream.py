"""JSON of any size, whole, damaged or cut short: every value that is complete comes out, and where reading
stopped is told.

`load(source)` gives the whole value of a file of ordinary size. `elements(source, size, lists)` gives the
elements of the lists that are named, one by one, and then what is left; a file above LARGE bytes is then
never held in memory. A source is bytes, or pieces of bytes such as `tree.chunks(name)` or
`file_chunks(path)`; a DamagedMember raised by the pieces counts as a cut. Both take a byte order mark,
UTF-16, NaN, control characters in strings and repeated keys. Paths are tuples of keys and indexes from the
top: ("messages", 17, "text"). `load(head(path))` is a cheap look at the first keys of a large file, since a
cut text gives what came before the cut.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Problem
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.markup.json_events import streamed
from evidence_review.importers.plugin import decode_text

LARGE = 200 << 20
"""Bytes above which `elements` reads piece by piece (reference/formats.md rule 19)."""

type Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a text holds, as json gives it.

    `cut` is None where the text was whole, else the path of the innermost value that is not complete: ()
    where only the outermost is not. Complete parts of a cut value are in `value`. `certain` is False where
    the encoding was a guess.
    """

    value: Any
    cut: Path | None = None
    certain: bool = True

    def is_cut(self, *path: str | int) -> bool:
        """Whether the value at this path was begun and not ended."""
        return self.cut is not None and self.cut[: len(path)] == path


@dataclass(frozen=True, slots=True)
class Element:
    """A complete element of a list that was asked for.

    `holder` is the object (or list) that holds the list, as far as it was read; in a file below LARGE it is
    the whole of it. It holds the list itself too: do not change it.
    """

    path: Path
    value: Any
    holder: Any = field(repr=False)


@dataclass(frozen=True, slots=True)
class Rest:
    """Given last: the whole value with the lists that were asked for emptied, and where it was cut (see
    Loaded)."""

    value: Any
    cut: Path | None
    certain: bool = True


def load(source: bytes | Iterable[bytes]) -> Loaded:
    """The value of a JSON text; of a damaged one, the value as far as it is complete (None where nothing is).
    Never raises."""
    data, whole = _gathered(source)
    decoded = decode_text(data)
    text = decoded.text.lstrip("\ufeff")
    certain = decoded.certain or not data
    try:
        return Loaded(_parsed(text), None if whole else (), certain)
    except json.JSONDecodeError as fault:
        value, cut = _before(text, fault.pos + fault.msg.startswith("Unterminated string"))
        return Loaded(value, cut, certain)
    except (RecursionError, ValueError, MemoryError):
        return Loaded(None, (), certain)


def elements(
    source: bytes | Iterable[bytes], size: int, *lists: str, large: int = LARGE
) -> Iterator[Element | Rest]:
    """Each complete element of the lists whose path fits one of `lists`, in order, then one Rest.

    Never raises.

    A path is written with dots, `*` for any key or index, "" for a list at the top: "messages",
    "chats.list.*.messages". Where it ends with `{}` it names an object, whose members come out by their keys:
    "*.messages.{}". `size` is the length of the source in bytes, as far as it is known.
    """
    wanted = [tuple(each.split(".")) if each else () for each in lists]
    if size > large:
        pieces = iter((source,)) if isinstance(source, bytes) else _unbroken(source)
        for path, value, holder in streamed(pieces, wanted):
            yield Rest(value, path) if holder is None else Element(path or (), value, holder)
        return
    loaded = load(source)
    yield from _walked(loaded, loaded.value, None, (), wanted)
    yield Rest(_emptied(loaded.value, (), wanted), loaded.cut, loaded.certain)


def cut_problem(where: str) -> Problem:
    """What is said of a text that is not whole; it stands for the one record that was cut."""
    reason = (
        "This file is damaged or cut short. Everything complete before that place was kept. Ask for a "
        "fresh copy."
    )
    return Problem(where, ProblemKind.PARTLY_READ, reason, 1)


def _gathered(source: bytes | Iterable[bytes]) -> tuple[bytes, bool]:
    if isinstance(source, bytes):
        return source, True
    data = bytearray()
    try:
        for chunk in source:
            data += chunk
    except UnreadableExport:
        return bytes(data), False
    return bytes(data), True


def _unbroken(source: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces up to damage: the parser sees a text cut short."""
    try:
        yield from source
    except UnreadableExport:
        return


def _walked(
    loaded: Loaded, value: Any, holder: Any, path: Path, wanted: list[tuple[str, ...]]
) -> Iterator[Element]:
    if _is_wanted(value, path, wanted):
        for number, each in _below(value):
            if not loaded.is_cut(*path, number):
                yield Element((*path, number), each, value if holder is None else holder)
    elif any(len(each) > len(path) for each in wanted):
        for key, below in _below(value):
            yield from _walked(loaded, below, value, (*path, key), wanted)


def _emptied(value: Any, path: Path, wanted: list[tuple[str, ...]]) -> Any:
    if _is_wanted(value, path, wanted):
        return [] if isinstance(value, list) else {}
    if not any(len(each) > len(path) for each in wanted):
        return value
    if isinstance(value, dict):
        return {key: _emptied(below, (*path, key), wanted) for key, below in value.items()}
    return (
        [_emptied(below, (*path, key), wanted) for key, below in enumerate(value)]
        if isinstance(value, list)
        else value
    )


def _below(value: Any) -> Iterable[tuple[str | int, Any]]:
    return value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()


def _is_wanted(value: Any, path: Path, wanted: list[tuple[str, ...]]) -> bool:
    objects = [each[:-1] for each in wanted if each[-1:] == ("{}",)]
    return (isinstance(value, list) and fits(path, wanted)) or (
        isinstance(value, dict) and fits(path, objects)
    )


def fits(path: Path, wanted: list[tuple[str, ...]]) -> bool:
    """Whether a path is one of the patterns."""
    return any(
        len(each) == len(path) and all(key in {"*", str(at)} for key, at in zip(each, path, strict=True))
        for each in wanted
    )


# ---- one text ----------------------------------------------------------------------------------

_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[\[\]{}:,]|[^\s\[\]{}:,"]++|"', re.DOTALL)

_ENDS = frozenset(", ]}\n\r\t")


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, strict=False, object_pairs_hook=_object)
    except json.JSONDecodeError:
        raise
    except ValueError:  # a whole number of thousands of digits: kept as its text
        return json.loads(
            text,
            strict=False,
            object_pairs_hook=_object,
            parse_int=lambda raw: int(raw) if len(raw) < 400 else raw,
        )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A repeated key keeps all its values: the later ones as "key (2)" and so on."""
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    made, seen = {}, dict[str, int]()
    for key, value in pairs:
        seen[key] = seen.get(key, 0) + 1
        made[key if seen[key] == 1 else f"{key} ({seen[key]})"] = value
    return made


@dataclass(slots=True)
class _Open:
    """A container not yet ended: how many values it holds, and the key or index of the one begun."""

    end: str
    count: int = 0
    at: str | int | None = None
    key: str | None = None

    def begin(self) -> None:
        self.at = self.key if self.end == "}" else self.count

    def done(self) -> None:
        self.count, self.at, self.key = self.count + 1, None, None


def _before(text: str, stop: int) -> tuple[Any, Path]:
    """The value of a text that is sound up to `stop`: cut behind its last complete value, its brackets
    closed."""
    safe, opened = _scanned(text, stop)
    path = list[str | int]()
    for each in opened:
        if each.at is None:
            break
        path.append(each.at)
    try:
        return (
            _parsed(text[:safe] + "".join(each.end for each in reversed(opened))) if safe else None
        ), tuple(path)
    except (ValueError, RecursionError):
        return None, ()


def _scanned(text: str, stop: int) -> tuple[int, list[_Open]]:
    opened, safe = list[_Open](), 0
    for match in _TOKEN.finditer(text, 0, stop):
        word, top = match.group(), opened[-1] if opened else None
        if word in ("[", "{"):
            if top:
                top.begin()
            opened.append(_Open("]" if word == "[" else "}"))
            safe = match.end()
        elif word in ("]", "}"):
            safe = match.end()
            opened.pop()
            if not opened:  # one whole value, then something more
                return safe, opened
            opened[-1].done()
        elif top is not None and word not in (":", ","):
            done = _scalar(top, word, ended=text[match.end() : match.end() + 1] in _ENDS)
            safe = match.end() if done else safe
            if word == '"':  # a string that does not end
                break
        elif top is None:
            return (match.end(), opened) if word != '"' else (0, opened)
    return safe, opened


def _scalar(top: _Open, word: str, *, ended: bool) -> bool:
    """Whether this is a complete value, not a key; a number at the very end may be only half of one."""
    if top.end == "}" and top.key is None:
        top.key = json.loads(word, strict=False) if word != '"' and word.startswith('"') else ""
        return False
    top.begin()
    if word == '"' or not (ended or word.startswith('"')):
        return False
    top.done()
    return True
