"""Records kept as text in blocks of "Key: value" lines, one below the other: read as a table whose columns
are the keys.

So TikTok writes its texts, and programs that print messages of a phone. Only where the keys of nearly all
blocks are the same and say what a table of messages or calls says, or each block has a time, is a text read
so; mails, cards and settings are not.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evidence_review.domain.evidence import Problem
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.plugin import encoding_remark, head, hole_in
from evidence_review.importers.tables.tables_proposals import Row, are_dated, propose_sheet
from evidence_review.importers.tables.tables_sheets import Sheet
from evidence_review.importers.text import broken_ends
from evidence_review.importers.text.text_encodings import text_of

_SNIFF, _LARGEST, _LOOK = 65_536, 256 << 20, 200
_KEY = re.compile(r"[ \t]{0,4}(?P<key>[^\W\d_][\w '()/-]{0,30}?)[ \t]?:(?:[ \t]+(?P<value>.*)|(?P<none>))")
_RULE = re.compile(r"[-=*_#~]{3,}")
_ROOM = re.compile(
    (
        r"(?:>+\s*)?(?:Chat History with|Conversation(?: with)?:?|Chat(?: with)?:?|"
        r"Thread:?)\s+(?P<name>.{1,80}?)\s*:*"
    ),
    re.IGNORECASE,
)
_TALK = frozenset((ItemKind.MESSAGE, ItemKind.CALL))
_READ = (
    "These are blocks of lines with a name and a value of no program that is known here. They were "
    "read by these names; row {} is the first block. Check the columns, and ask which program wrote "
    "them."
)


@dataclass(slots=True)
class _Block:
    """One block: its first line, and its values under their keys in order."""

    line: int
    values: dict[str, str] = field(default_factory=dict[str, str])


def recognises_blocks(path: Path) -> bool:
    """Whether the first lines of a text are such blocks."""
    start = head(path, _SNIFF)
    if (
        not start
        or not path.is_file()
        or path.stat().st_size > _LARGEST
        or b"\x00" in start[:400]
        or start.lstrip()[:1] in b"<{["
    ):
        return False
    lines = text_of(start).text.splitlines()
    blocks, above = _blocks(lines[: 40 * _LOOK])
    return len(blocks) > 1 and _are_even(blocks, lines, above) and _are_records(blocks)


def block_sheet(path: Path) -> Iterator[Sheet | Problem]:
    """The one sheet of such a text; lines that belong to no block are rows above the headings."""
    decoded = text_of(path.read_bytes())
    yield from encoding_remark(decoded, "row 1")
    yield from hole_in(path, "row 1")
    yield from broken_ends.remark(decoded.text, "end")
    blocks, above = _blocks(decoded.text.removeprefix("\ufeff").splitlines())
    rows = _rows(blocks, above)
    yield Problem("row 1", ProblemKind.SOURCE_FLAG, _READ.format(len(above) + 2), 0)
    yield Sheet("", rows)


@dataclass(slots=True)
class _Found:
    """The blocks so far and the lines outside them; the conversation that the next block belongs to, whether
    a block is open, and its last key."""

    blocks: list[_Block] = field(default_factory=list[_Block])
    above: list[str] = field(default_factory=list[str])
    room: str = ""
    open: bool = False
    last: str = ""

    def take(self, number: int, line: str) -> None:
        """The next line."""
        text = line.strip()
        if not text or _RULE.fullmatch(text):
            self.open = self.open and not text and not _is_whole(self.blocks)
            return
        found = _KEY.fullmatch(line)
        if (named := _ROOM.fullmatch(text)) and not (found and found["value"] and self.open):
            self.room, self.open = named["name"], False
            self.above.append(text)
        elif found:
            self._entry(number, found["key"], found["value"] or "")
        elif self.open:
            values = self.blocks[-1].values
            values[self.last] = f"{values[self.last]}\n{line.rstrip()}".strip("\n")
        else:
            self.above.append(text)

    def _entry(self, number: int, key: str, value: str) -> None:
        if not self.open or key in self.blocks[-1].values or key == next(iter(self.blocks[0].values), None):
            self.blocks.append(_Block(number, {"conversation": self.room} if self.room else {}))
            self.open = True
        self.blocks[-1].values[key] = value
        self.last = key


def _blocks(lines: Sequence[str]) -> tuple[list[_Block], list[str]]:
    """The blocks, and other lines: headings, and words that stand below no key. A key that comes again begins
    a block."""
    found = _Found()
    for number, line in enumerate(lines, 1):
        found.take(number, line)
    return found.blocks, found.above


def _is_whole(blocks: Sequence[_Block]) -> bool:
    """Whether the last block has all keys of the first, so that an empty line ends it."""
    return set(blocks[0].values) <= set(blocks[-1].values) or len(blocks) == 1


def _are_even(blocks: Sequence[_Block], lines: Sequence[str], above: Sequence[str]) -> bool:
    """Whether eight in ten blocks have the keys that most have, of which there are two to thirty, and few
    other lines stand between."""
    keys = Counter(key for each in blocks for key in each.values if key != "conversation")
    usual = {key for key, count in keys.items() if count * 10 >= len(blocks) * 8}
    even = sum(usual <= set(each.values) for each in blocks)
    filled = len(list(filter(str.strip, lines)))
    return (
        2 <= len(usual) <= 30
        and even * 10 >= len(blocks) * 8
        and len(above) * 4 <= filled
        and len(keys) <= 3 * len(usual) + 6
    )


def _are_records(blocks: Sequence[_Block]) -> bool:
    sample = _rows(blocks[:_LOOK], [])
    mapping = propose_sheet("", sample)
    return mapping.kind in _TALK or are_dated(mapping, sample)


def _rows(blocks: Sequence[_Block], above: Sequence[str]) -> list[Row]:
    keys = list(dict.fromkeys(key for each in blocks for key in each.values))
    lines = [
        *([line] for line in above),
        keys,
        *([each.values.get(key, "") for key in keys] for each in blocks),
    ]
    return list(enumerate(lines, 1))
