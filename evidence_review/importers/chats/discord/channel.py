"""What the pages, texts and tables of DiscordChatExporter say of a channel, and how their times are
written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from evidence_review.domain.evidence import Declared, Moment, Problem
from evidence_review.domain.kinds import Direction, ProblemKind
from evidence_review.domain.people import Party
from evidence_review.importers.accounts.account_times import moment_of
from evidence_review.importers.chats.discord.chat_messages import Saved
from evidence_review.importers.plugin import Clock

PART = (
    "This export was limited to a range of dates. Messages outside it were not saved; absence here "
    "proves nothing."
)
_IN_NAME = re.compile(r"\[(\d{15,20})\]")
_PRIVATE = frozenset({"direct messages", "private"})


@dataclass(slots=True)
class Channel:
    """One channel: its id from the name of the file, where that has one; whether it is between two people;
    how its times are read."""

    id: str
    title: str
    private: bool
    zone: str = ""
    day_first: bool | None = None

    @classmethod
    def of(cls, file: str, server: str, channel: str, zone: str = "") -> "Channel":
        """The channel of a file, whose name ends with the id in brackets unless the person exporting chose
        another."""
        base = PurePosixPath(file).name
        found = _IN_NAME.search(base)
        title = " / ".join(part for part in (server, channel) if part)
        private = server.strip().lower() in _PRIVATE and not channel.lower().startswith("group /")
        return cls(
            found[1] if found else title or PurePosixPath(base).stem or base,
            title or PurePosixPath(base).stem,
            private,
            zone,
        )

    def direction(self, saved: Saved, sender: Party | None) -> Direction:
        """Only where the person importing named the owner: hers are sent; in a direct message all others came
        to her."""
        if sender and sender.is_owner:
            return Direction.OUTGOING
        return (
            Direction.INCOMING if saved.owner.party.label() and sender and self.private else Direction.UNKNOWN
        )


def stamp(raw: str, clock: Clock, zone: str = "", day_first: bool | None = None) -> Moment | None:
    """A time as the program writes it in the words of the exporting computer."""
    return moment_of(" ".join(raw.split()), clock, day_first, zone)


def declared(
    saved: Saved, said: str, count: int, *, limited: bool, whole: bool = True
) -> Iterator[Declared | Problem]:
    """How many messages a file says it holds ("Exported 1,234 message(s)"), and whether it was limited to a
    range of dates."""
    number = re.sub(r"\D", "", said.partition("message")[0])
    if number and len(number) < 12:
        yield Declared(
            f"messages in {PurePosixPath(saved.name).name}" if saved.at else "messages", int(number)
        )
        if int(number) != count and whole:
            reason = (
                f"This export counts {int(number)} messages; {count} were found in it. Ask for a fresh "
                f"export."
            )
            yield Problem(f"{saved.at}end", ProblemKind.SOURCE_FLAG, reason)
    if limited:
        yield Problem(f"{saved.at}range", ProblemKind.SOURCE_FLAG, PART)
