"""How a single file is redacted beside its terms, and the index of it that goes to the recipient."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evidence_review.domain.contents import Unseen
from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.redaction_values import Level, PageArea

_HEAD = ("No.", "Stands in its place", "Type", "Reason", "Times")
_REASON = "personal data removed before disclosure"


LEVEL_WORDS = {
    Level.TOKEN: "a token in its place, the line set anew",
    Level.LINE: "the whole line",
    Level.BAR: "a bar as wide as the words",
}
"""What each level leaves on a page, for whoever chooses or reads it (decision 0018)."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """`unseen` is what becomes of that which a reader of the original does not see; `silences` are ranges of
    time of a recording ("1:05-1:12").

    `boxes` are areas of a picture ("left,top,right,bottom" in pixels), `chat` says to cover who writes in a
    screenshot of a chat; `sheet` and `index` are new files: before and after side by side (it shows what was
    removed), and the index for the recipient (it does not). `level` is how passages of pages are taken out
    (decision 0018), `areas` are what a person drew on pages or frames. `blanks` are parts of a film to be
    black; `transcript` is redacted alike and written beside the new recording. `longer` says whether words
    that hold a term and more go too; None where nobody was asked. `cover_seen`: where the gate still sees
    something, its place goes too instead of a refusal.
    """

    unseen: Unseen = Unseen.LEFT_OUT
    silences: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    chat: bool = False
    sheet: Path | None = None
    index: Path | None = None
    level: Level = Level.TOKEN
    areas: tuple[PageArea, ...] = ()
    blanks: tuple[str, ...] = ()
    transcript: Path | None = None
    longer: bool | None = None
    cover_seen: bool = False


OR_COVER = 'Or choose "Cover what was seen" (--cover-seen): then those places go too, and it is read again.'
"""The way on where the gate refuses a single file."""

PLAIN = Wishes()
"""Nothing is wished but that the terms go."""


def also_these(words: int, times: int) -> str:
    """The question about longer words that hold something which was to go: how many, never which."""
    return (
        f"{words:,} longer {'word holds' if words == 1 else 'words hold'} a term and stay"
        f"{'s' if words == 1 else ''} ({times:,} {'time' if times == 1 else 'times'}): a handle, an address, "
        f"a plural. Also these? Look at the list, and say yes or no."
    )


def in_other_writings(found: Mapping[str, int]) -> str:
    """What is said where terms seem to stand in a writing that must be decoded: how many and which writings,
    never the words."""
    count = sum(found.values())
    kinds = ", ".join(f"{kind} ({number})" for kind, number in sorted(found.items()))
    return (
        f"{count:,} {'place' if count == 1 else 'places'} may say a term in another writing and "
        f"stay{'s' if count == 1 else ''}: {kinds}. Look there, and give what is written there as a term too if "
        f"it is to go."
    )


def area_from(text: str) -> PageArea:
    """An area as a person writes it: "3:10,20,60,30", page 3 from 10 % of its width and 20 % of its height to
    60 % and 30 %. OutputProblem where it is none."""
    try:
        page, _, sides = text.partition(":")
        left, top, right, bottom = (float(one) / 100 for one in sides.split(","))
        return PageArea(int(page) - 1, (left, top, right, bottom))
    except ValueError:
        raise OutputProblem(
            "Give an area as page:left,top,right,bottom in per cent of the page, as 3:10,20,60,30."
        ) from None


def write_index(target: Path, rows: Sequence[Sequence[str | int]]) -> None:
    """Number, token, type, reason and how often, as CSV; never what was removed. OutputProblem where it
    cannot be written."""
    try:
        with target.open("x", encoding="utf-8-sig", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(_HEAD)
            writer.writerows([[number, token, kind, _REASON, times] for number, token, kind, times in rows])
    except OSError:
        raise OutputProblem(
            "The index cannot be written there. Give a new name in a folder where you may write."
        ) from None


def area_words(area: PageArea) -> str:
    """An area as `area_from` reads it."""
    return f"{area.page + 1}:{','.join(f'{100 * side:.2f}'.rstrip('0').rstrip('.') for side in area.box)}"
