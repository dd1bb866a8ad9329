"""Recordings opened with FFmpeg: an open file, containers that fetch nothing, no way to another file
(docs/decisions/0024)."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import IO, Any

_KINDS = (
    "mov,mp3,ogg,amr,amrnb,amrwb,wav,w64,aac,matroska,avi,mpeg,mpegts,mpegvideo,flac,caf,aiff,au,asf,"
    "flv,wv,ape,mpc,mpc8,tta,dsf,ac3"
)


class Stream:
    """An open file for FFmpeg, as if it began at `first`. A place before its start is no fault but no
    place."""

    def __init__(self, stream: IO[bytes], first: int = 0) -> None:
        self._stream, self._first = stream, first
        self.read = stream.read
        stream.seek(first)

    def tell(self) -> int:
        """Where it stands."""
        return self._stream.tell() - self._first

    def seek(self, place: int, whence: int = 0) -> int:
        """Where it stands then; -1 for a place that is none."""
        try:
            return self._stream.seek(place + (0 if whence else self._first), whence) - self._first
        except (OSError, ValueError):
            return -1


@contextmanager
def opened(stream: Stream, form: str = "") -> Generator[Any]:
    """The container, read as `form` where that is known. Raises whatever FFmpeg does."""
    import av

    options = {"format_whitelist": _KINDS, "protocol_whitelist": "none", "err_detect": "crccheck"}
    with av.open(
        stream, mode="r", format=form or None, container_options=options, metadata_errors="replace"
    ) as source:
        yield source
