"""A JSON text larger than memory, read by events: the elements of named lists and objects come out as they
end, the rest is kept."""

from collections.abc import Iterable, Iterator
from typing import Any

type _Path = tuple[str | int, ...]


class _Stream:
    """What ijson reads from: pieces of bytes, without a byte order mark."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._held = self._next().removeprefix(b"\xef\xbb\xbf")

    def _next(self) -> bytes:
        return next(self._pieces, b"")

    def read(self, size: int = -1) -> bytes:
        """About `size` bytes; empty at the end only."""
        if size == 0:
            return b""
        held, self._held = self._held or self._next(), b""
        if 0 < size < len(held):
            held, self._held = held[:size], held[size:]
        return held


class _Builder:
    """The containers that are open, and where each stands in its parent."""

    def __init__(self, wanted: list[tuple[str, ...]]) -> None:
        self.root: Any = None
        self._wanted = wanted
        self._open: list[tuple[Any, bool]] = []
        self._at: list[str | int] = []

    def path(self) -> _Path:
        """The path of the value begun and not ended: an object whose next key has not come has no deeper
        one."""
        return tuple(each for each in self._at if each != "")

    def key(self, name: str) -> None:
        self._at[-1] = name

    def begin(self, container: Any) -> None:
        if not self._open:
            self.root = container
        elif not self._open[-1][1]:
            self._put(container)
        is_list = isinstance(container, list)
        self._open.append((container, self._fits(is_list=is_list)))
        self._at.append(0 if is_list else "")

    def end(self) -> tuple[_Path, Any, Any] | None:
        container, _ = self._open.pop()
        self._at.pop()
        return self._ended(container) if self._open else None

    def scalar(self, value: Any) -> tuple[_Path, Any, Any] | None:
        if not self._open:
            self.root = value
            return None
        if not self._open[-1][1]:
            self._put(value)
        return self._ended(value)

    def _ended(self, value: Any) -> tuple[_Path, Any, Any] | None:
        """A value is complete: its list stands one further, and an element that was asked for is given."""
        path, (parent, wanted) = tuple(self._at), self._open[-1]
        at = self._at[-1]
        self._at[-1] = at + 1 if isinstance(at, int) else ""
        if not wanted:
            return None
        return path, value, self._open[-2][0] if len(self._open) > 1 else parent

    def _put(self, value: Any) -> None:
        parent, at = self._open[-1][0], self._at[-1]
        if isinstance(parent, list):
            parent.append(value)
        else:
            parent[
                at if at not in parent else f"{at} ({sum(1 for key in parent if key.startswith(str(at)))})"
            ] = value

    def _fits(self, *, is_list: bool) -> bool:
        """Whether the container about to be opened is wanted: a list by its path, an object by its path and
        the mark `{}`."""
        wanted = self._wanted if is_list else [each[:-1] for each in self._wanted if each[-1:] == ("{}",)]
        return any(
            len(each) == len(self._at)
            and all(key in ("*", str(at)) for key, at in zip(each, self._at, strict=True))
            for each in wanted
        )


def streamed(
    pieces: Iterable[bytes], wanted: list[tuple[str, ...]]
) -> Iterator[tuple[_Path | None, Any, Any]]:
    """(path, element, holder) for each element of a wanted list, then (where it was cut or None, the rest,
    None)."""
    import ijson  # only large files need it

    builder, cut = _Builder(wanted), None
    try:
        for event, value in ijson.basic_parse(_Stream(pieces), use_float=True):
            given = None
            match event:
                case "start_map":
                    builder.begin({})
                case "start_array":
                    builder.begin([])
                case "end_map" | "end_array":
                    given = builder.end()
                case "map_key":
                    builder.key(value)
                case _:
                    given = builder.scalar(value)
            if given:
                yield given
    except (ijson.JSONError, ValueError, OverflowError, RecursionError):
        cut = builder.path()
    yield cut, builder.root, None
