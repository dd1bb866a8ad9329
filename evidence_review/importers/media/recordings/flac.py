"""The sum that FLAC keeps of all its sound (RFC 9639, 8.2): whether what was decoded is what was recorded."""

import hashlib
from collections.abc import Iterable
from typing import Any

_LENGTH = 34


class Sum:
    """Taken over the sound as it is decoded; `about` is the first block of the file."""

    def __init__(self, about: bytes) -> None:
        packed = int.from_bytes(about[10:18], "big")
        self._bits, self._said = (packed >> 36 & 31) + 1, about[18:_LENGTH] if len(about) >= _LENGTH else b""
        self._sum = hashlib.md5(usedforsecurity=False)

    def take(self, frames: Iterable[Any]) -> None:
        """The samples of all channels in turn, lowest byte first, in as few bytes as they need."""
        import numpy as np

        for frame in frames:
            samples = frame.to_ndarray()
            samples = samples.T if frame.format.is_planar else samples
            whole = (samples >> 8 * samples.itemsize - self._bits).astype("<i4").reshape(-1, 1)
            self._sum.update(whole.view(np.uint8)[:, : -(-self._bits // 8)].tobytes())

    def holds(self) -> bool:
        """True also where no sum is written."""
        return not self._said.strip(b"\0") or self._sum.digest() == self._said
