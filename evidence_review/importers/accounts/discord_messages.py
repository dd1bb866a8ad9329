"""From a message in Discord's data package to an item; its id tells when it was written, as a check on the
time it gives (reference/formats.md 3.11)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from typing import Any

from evidence_review.domain.evidence import Attachment, Item, Moment, Problem
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind
from evidence_review.domain.people import Party
from evidence_review.importers.accounts import account_records
from evidence_review.importers.accounts.account_files import Files
from evidence_review.importers.accounts.account_records import as_list
from evidence_review.importers.accounts.account_times import moment_of
from evidence_review.importers.plugin import Clock, media_type
from evidence_review.importers.tally import Unknown
from evidence_review.importers.text.row_values import Owner
from evidence_review.importers.text.web_addresses import has_scheme, last_part

APP = "Discord"
_FIRST = datetime(2015, 1, 1)  # noqa: DTZ001  times are stored without tzinfo
_APART = timedelta(seconds=2)
_OWN = frozenset({"ID", "Timestamp", "Contents"})
_KINDS = {"0": "server channel", "1": "direct message", "3": "group message"}


def of_snowflake(value: object) -> datetime | None:
    """When something with this Discord id was made: milliseconds since 2015 above its lowest 22 bits. None
    where it is no such id."""
    text = str(value).strip()
    return _FIRST + timedelta(milliseconds=int(text) >> 22) if re.fullmatch(r"\d{15,20}", text) else None


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel by its id, with what channel.json says of it and the title that the index gives."""

    id: str
    said: dict[str, Any]
    index_title: str = ""

    @property
    def title(self) -> str:
        """The index's words, else "name in server", else the id."""
        guild = self.said.get("guild")
        name = str(self.said.get("name") or "")
        where = f" in {guild['name']}" if isinstance(guild, dict) and guild.get("name") and name else ""
        return self.index_title or name + where or self.id

    @property
    def kind(self) -> str:
        """What sort of channel it is, in Discord's own word or number."""
        said = str(self.said.get("type") if self.said.get("type") is not None else "")
        return _KINDS.get(said, said)


@dataclass(slots=True)
class Package:
    """What the messages of a package share: its owner, where files are, and what was noticed on the way."""

    owner: Owner
    files: Files
    clock: Clock
    unknown: Unknown = field(default_factory=Unknown)
    unread: list[Problem] = field(default_factory=list)
    apart: int = 0
    first_apart: str = ""
    linked: int = 0

    def learn(self, user: Any) -> None:
        """The account holder from user.json: her id, and her user name where she was not named otherwise."""
        if isinstance(user, dict) and user.get("id") and (user.get("username") or user.get("global_name")):
            shown = str(user.get("global_name") or user.get("username"))
            self.owner.party = Party(str(user["id"]), self.owner.party.name or shown, is_owner=True)

    def contact(self, made: Item, party: Party) -> Item:
        """A person whom the account holder knows."""
        return replace(made, kind=ItemKind.CONTACT, recipients=(party,))

    def remarks(self) -> Iterator[Problem]:
        """What was noticed: times that do not fit the ids, names not known, files that are only linked."""
        yield from self.unknown.problems()
        if self.apart:
            reason = (
                f"{self.apart} messages give a time that does not fit their id, which holds the time "
                f"too. Both are shown; ask how the package was made."
            )
            yield Problem(self.first_apart, ProblemKind.SOURCE_FLAG, reason)
        if self.linked:
            reason = (
                f"{self.linked} files are only linked in this package and were not fetched. Ask for "
                f"them if they matter; the links expire."
            )
            yield Problem("files", ProblemKind.MISSING_ATTACHMENT, reason)


def message(package: Package, channel: Channel, locator: str, place: int, said: Any) -> Item:
    """One message that the account holder wrote; anything else in the list is kept as a RECORD."""
    if not isinstance(said, dict):
        return account_records.record(said, locator, channel.id, place, APP)
    sent = moment_of(said.get("Timestamp"), package.clock, zone="UTC")
    by_id = of_snowflake(said.get("ID"))
    if sent is None and by_id:
        sent = moment_of(by_id.isoformat(), package.clock, zone="UTC")
    contents = said.get("Contents")
    return Item(
        locator=locator,
        kind=ItemKind.MESSAGE,
        text=None if contents is None else account_records.as_text(contents),
        thread=channel.id,
        position=place,
        sender=package.owner.party if package.owner.party.label() else None,
        recipients=_recipients(package, channel),
        sent=sent,
        direction=Direction.OUTGOING,
        app=APP,
        thread_title=channel.title,
        attachments=_linked(package, said.get("Attachments")),
        extra=tuple(_extra(package, channel, locator, said, _difference(package, locator, sent, by_id))),
    )


def _recipients(package: Package, channel: Channel) -> tuple[Party, ...]:
    """The people of a direct message, by their ids. "Deleted User" and the like are no ids, but all that is
    known."""
    mine = package.owner.party.identifier
    listed = as_list(channel.said.get("recipients"))
    people = [str(each.get("id") if isinstance(each, dict) else each) for each in listed]
    return tuple(Party(each, None) for each in people if each != mine)


def _linked(package: Package, written: Any) -> tuple[Attachment, ...]:
    """The names of files that a message links to, apart by spaces; they are web addresses and never
    fetched."""
    listed = written if isinstance(written, list) else str(written or "").split()
    urls = filter(None, map(_address, listed))
    names = [last_part(url) if _is_url(url) else PurePosixPath(url).name for url in urls]
    package.linked += len(names)
    return tuple(Attachment(name or "file without a name", media_type(name)) for name in names)


def _address(file: Any) -> str:
    return str(file.get("url") or file.get("filename") or "") if isinstance(file, dict) else str(file)


def _is_url(text: str) -> bool:
    try:
        return has_scheme(text)
    except ValueError:
        return False


def _difference(package: Package, locator: str, sent: Moment | None, by_id: datetime | None) -> str:
    if sent is None or sent.utc is None or by_id is None or abs(sent.utc - by_id) <= _APART:
        return ""
    package.apart += 1
    package.first_apart = package.first_apart or locator
    return f"{by_id.isoformat(' ', 'seconds')} UTC"


def _extra(
    package: Package, channel: Channel, locator: str, said: dict[str, Any], by_id: str
) -> Iterator[tuple[str, str]]:
    yield "message id", str(said.get("ID"))
    if channel.kind:
        yield "channel type", channel.kind
    guild = channel.said.get("guild")
    if isinstance(guild, dict) and guild.get("name"):
        yield "server", f"{guild['name']} ({guild.get('id')})"
    if by_id:
        yield "time in the message id", by_id
    for key, value in said.items():
        if key not in _OWN and value not in (None, ""):
            yield key, account_records.as_text(value)
        if key not in _OWN | {"Attachments"}:
            package.unknown.add("key", str(key), locator)
