"""What goes into a redaction and what comes out of it. To redact a new medium, add a module beside these and
a line in `file.py`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from evidence_review.domain.seen_words import SeenText


class Level(StrEnum):
    """How a passage is taken out (reference/safety.md 1.4): a bar as wide as the words were, a token of its
    own width, or all of the line.
    """

    BAR = "L1"
    TOKEN = "L2"  # noqa: S105  # the name of a level
    LINE = "L3"


@dataclass(frozen=True, slots=True)
class Removal:
    """A value that must go wherever it stands, and the token that stands in its place.

    `keep` names words of a personal name that a reviewer decided may stay where they stand alone;
    `whole` says that only the full value goes and none of its words is looked for alone.
    """

    value: str
    token: str
    keep: tuple[str, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class PageSpan:
    """Code points start to end of `page_texts(original)[page]` (pages count from 0) that must go, and their
    token.

    `in_picture`: of the text that a machine read from the picture of that page instead.
    """

    page: int
    start: int
    end: int
    token: str
    in_picture: bool = False

    def __post_init__(self) -> None:
        """A span has a page and a length."""
        if self.page < 0 or not 0 <= self.start < self.end:
            raise ValueError("a span needs a page and a length")


@dataclass(frozen=True, slots=True)
class PageArea:
    """An area that a person drew on a page (from 0) or frame as it is seen: left, top, right, bottom as
    shares of its width and height."""

    page: int
    box: tuple[float, float, float, float]

    def __post_init__(self) -> None:
        """An area has a page and a size, and lies on it."""
        left, top, right, bottom = self.box
        if self.page < 0 or not (0 <= left < right <= 1 and 0 <= top < bottom <= 1):
            raise ValueError("an area lies on a page and has a size")


@dataclass(frozen=True, slots=True)
class PagesToRedact:
    """The pages (from 0) of one document that are to be kept, and what goes from them.

    `spans`, `areas` and the keys of `seen` (what a machine read in the picture of a page) count pages by
    their place in `pages`; `allowed` are words that stay by decision. A picture file has one page: the frame
    to be kept.
    """

    document: bytes
    pages: tuple[int, ...]
    spans: tuple[PageSpan, ...] = ()
    removals: tuple[Removal, ...] = ()
    seen: Mapping[int, SeenText] = field(default_factory=dict[int, SeenText])
    allowed: frozenset[str] = frozenset()
    areas: tuple[PageArea, ...] = ()
    level: Level = Level.TOKEN
    caption: str = ""
    """What stands at the foot of each page of the copy; nothing for a look inside the office."""
    legend: tuple[str, ...] = ()
    """What the codes in its boxes mean and whom to ask, on a page behind the last, a paragraph each."""


@dataclass(frozen=True, slots=True)
class Done:
    """How one passage was taken out: its page (from 0), its token, the level, and why it is not a token alone
    (empty where it is).

    Of a bar as wide as the words were, `fits` of the `tried` names of our lists would have that width; 0
    tried where that is not known.
    """

    page: int
    token: str
    level: Level
    why: str = ""
    fits: int = 0
    tried: int = 0


@dataclass(frozen=True, slots=True)
class LongerWord:
    """A word that holds a term and more, so that it stays, and how often: shown to whoever redacts, never kept
    in a log."""

    word: str = field(repr=False)
    count: int


@dataclass(frozen=True, slots=True)
class Redacted:
    """A redacted file: its bytes, how many places were removed, pages (from 0) that became pictures,
    sentences for the reviewer.

    `marks` says of each place of a PDF how it was taken out, `longer` which words that hold a
    term stay.
    """

    data: bytes
    removed: int
    pages_as_pixels: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()
    marks: tuple[Done, ...] = ()
    longer: tuple[LongerWord, ...] = ()


@dataclass(frozen=True, slots=True)
class Leak:
    """Something that was to be gone and is still there: where, and how it was found. Never quotes what it
    is."""

    place: str
    how: str
