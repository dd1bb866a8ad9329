"""What readers of account downloads share: whose account it is, what was noticed on the way, and every file
that is no conversation as records."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from evidence_review.domain.evidence import Item, Moment, Problem, ReadOptions
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind
from evidence_review.domain.people import Party
from evidence_review.importers.accounts import account_records
from evidence_review.importers.accounts.account_files import Files
from evidence_review.importers.accounts.account_records import as_name, as_object
from evidence_review.importers.accounts.account_times import moment_of
from evidence_review.importers.markup import json_stream
from evidence_review.importers.plugin import Clock
from evidence_review.importers.tally import Unknown
from evidence_review.importers.text.row_values import Owner
from evidence_review.importers.times.epochs import Origin

_TIMES = frozenset(
    {"date", "time", "timestamp", "createdat", "created_at", "created", "updated", "logintime", "datetime"}
)


@dataclass(slots=True)
class Account:
    """One download while it is read. `zone` is that of its times where they have none of their own; `linked`
    counts files that are only addresses."""

    app: str
    files: Files
    options: ReadOptions
    clock: Clock
    zone: str = ""
    owner: Owner = field(init=False)
    unknown: Unknown = field(default_factory=Unknown)
    linked: int = 0
    _index: dict[str, str] = field(default_factory=dict[str, str])

    def __post_init__(self) -> None:
        """The owner as the person importing names her, until `learn` adds what the download says."""
        self.owner = Owner(self.options)

    def learn(self, identifier: Any, name: Any = None) -> None:
        """Whose account it is, as the download says; a name that the person importing gave stays."""
        known, shown = as_name(identifier), as_name(name)
        if known or shown:
            said = self.owner.party
            self.owner.party = Party(known or said.identifier, said.name or shown, is_owner=True)

    def party(self, identifier: Any, name: Any = None, role: str = "") -> Party | None:
        """A person by id, name, or both; None where neither is given."""
        known, shown, own = as_name(identifier), as_name(name), self.owner.party
        if known is None and shown is None:
            return None
        mine = shown in {own.name, own.identifier} if known is None else known == own.identifier
        return Party(
            known, shown or (own.name if mine else None), mine or self.owner.is_me(known, shown), role
        )

    def direction(self, sender: Party | None) -> Direction:
        """By whose account it is; unknown where the download and the person importing do not say."""
        if sender is None or not self.owner.party.label():
            return Direction.UNKNOWN
        return Direction.OUTGOING if sender.is_owner else Direction.INCOMING

    def moment(self, value: Any) -> Moment | None:
        """A time in the words of the download."""
        return moment_of(value, self.clock, self.options.day_first, self.zone)

    def records(self, name: str, value: Any, cut: Any = None, thread: str = "") -> Iterator[Item | Problem]:
        """Everything in a value that is no conversation: one record for each element of its lists."""
        for place, (path, each) in enumerate(account_records.parts(value), 1):
            yield self.record(each, f"{name}:{path}", thread or name, place)
        if cut is not None:
            yield json_stream.cut_problem(name)

    def record(
        self, value: Any, locator: str, thread: str, place: int, kind: ItemKind = ItemKind.RECORD
    ) -> Item:
        """One object with all its values, and its time where a key says that it is one."""
        made = account_records.record(value, locator, thread, place, self.app, kind=kind)
        if made.sent is not None or not isinstance(value, dict):
            return made
        inner = as_object(next(iter(value.values())) if len(value) == 1 else value)
        stamps = (each for key, each in inner.items() if str(key).lower().replace(" ", "") in _TIMES and each)
        times = map(self.moment, stamps)
        return replace(made, sent=next((each for each in times if each and each.local), None))

    def kept(self, key: str) -> str | None:
        """The file whose name is this, begins with this before its first dot, or holds this id of Slack's;
        looked up once for all."""
        if not self._index:
            for name in self.files.tree.names():
                base = name.rpartition("/")[2]
                if not base.lower().endswith((".json", ".js")):
                    ids = re.findall(r"(?<![A-Z0-9])F[A-Z0-9]{8,12}(?![A-Z0-9])", name)
                    self._index |= dict.fromkeys((base, base.partition(".")[0], *ids), name)
        return self._index.get(key)

    def remarks(self, expire: str = "") -> Iterator[Item | Problem]:
        """Keys that are not known, files that are only linked, and what is left of the files."""
        yield from self.unknown.problems()
        if self.linked:
            reason = (
                f"{self.linked} files are only linked in this download and were not fetched. Ask for "
                f"them if they matter{expire}."
            )
            yield Problem("files", ProblemKind.MISSING_ATTACHMENT, reason)
        self.files.used |= {name for name in self.files.tree.sizes if name.startswith("__MACOSX/")}
        yield from self.files.remarks(self.app)


def by_time(sent: Moment | None, place: int) -> int:
    """A place in a conversation by time, in milliseconds: downloads give the newest first, or none in
    order."""
    when = (sent.utc or sent.local) if sent else None
    return (when - Origin.UNIX.value) // timedelta(milliseconds=1) if when else place


def extras(
    account: Account, said: dict[str, Any], used: frozenset[str], known: frozenset[str], locator: str
) -> Iterator[tuple[str, str]]:
    """Every value without a field of its own; keys that are not known are counted."""
    for key, value in said.items():
        if key not in used | known:
            account.unknown.add("key", str(key), locator)
        if key not in used and value not in (None, "", [], {}, False):
            yield str(key), account_records.as_text(value)
