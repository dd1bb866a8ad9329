"""What the readers of a Google download share: its files, its owner, the names of people, what is said at the
end."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from evidence_review.domain.evidence import Item, Problem, ReadOptions
from evidence_review.domain.kinds import ProblemKind
from evidence_review.domain.people import Party
from evidence_review.importers.accounts.account_files import Files
from evidence_review.importers.accounts.account_records import as_name, as_object
from evidence_review.importers.markup import json_stream
from evidence_review.importers.plugin import Clock, Sources
from evidence_review.importers.tally import Unknown
from evidence_review.importers.text.row_values import Owner


@dataclass(slots=True)
class Download:
    """One Google download while it is read. `linked` counts files that are only web addresses; `phone` is her
    Google number."""

    path: Path
    options: ReadOptions
    clock: Clock
    files: Files
    sources: Sources
    owner: Owner = field(init=False)
    unknown: Unknown = field(default_factory=Unknown)
    linked: int = 0
    phone: str = ""
    _stems: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """The owner as the person importing names her; `learn` may add her address."""
        self.owner = Owner(self.options)

    def learn(self, names: Sequence[str]) -> None:
        """The owner's name and address from user_info.json of Google Chat, her number from Phones.vcf of
        Google Voice."""
        for name in names:
            base = PurePosixPath(name).name
            if base == "Phones.vcf":
                card = self.files.tree.start(name, 65_536).decode("utf-8", "replace")
                self.phone = self.phone or _google_number(card)
            if base == "user_info.json":
                said = json_stream.load(self.files.tree.chunks(name)).value
                self._learn_user(as_object(as_object(said).get("user")))

    def _learn_user(self, user: dict[str, Any]) -> None:
        owner = self.owner.party
        if user.get("email") and not owner.identifier:
            name = owner.name or str(user.get("name") or "") or None
            self.owner.party = Party(str(user["email"]), name, is_owner=True)

    def party(self, identifier: Any, name: Any = None, role: str = "") -> Party | None:
        """A person by address or id; None where neither it nor a name is given."""
        known, shown = as_name(identifier), as_name(name)
        if known is None and shown is None:
            return None
        mine = known is not None and known == self.owner.party.identifier
        return Party(known, shown, mine or self.owner.is_me(known, shown), role)

    def by_stem(self) -> dict[str, list[str]]:
        """The files by their names without ending, made once: pages of Google Voice name them so."""
        if not self._stems:
            for name in self.files.tree.sizes:
                self._stems.setdefault(name.rpartition(".")[0] or name, []).append(name)
        return self._stems

    def remarks(self) -> Iterator[Item | Problem]:
        """Files that are only linked, those that were named and are not there or damaged, and those that no
        record names."""
        if self.linked:
            reason = (
                f"{self.linked} files are only linked in this download and were not fetched. Ask for "
                f"them if they matter."
            )
            yield Problem("files", ProblemKind.MISSING_ATTACHMENT, reason)
        self.files.used |= {name for name in self.files.tree.sizes if name.startswith("__MACOSX/")}
        yield from self.files.remarks("Google")


def _google_number(card: str) -> str:
    """The number that the card itself labels as Google's; of several unlabelled none is hers for certain."""
    numbers = dict(re.findall(r"^(item\d+)\.TEL[^:\r\n]*:\s*(\+?\d+)", card, re.MULTILINE | re.IGNORECASE))
    labels = re.findall(r"^(item\d+)\.X-ABLabel:\s*Google Voice", card, re.MULTILINE | re.IGNORECASE)
    found = [numbers[each] for each in labels if each in numbers]
    return found[0] if found else ""
