"""Who takes part in a WhatsApp chat: names and numbers as the exporting phone showed them, never the app
itself."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evidence_review.domain.kinds import Direction
from evidence_review.domain.people import Party, person_key, person_keys
from evidence_review.importers.chats.whatsapp import words
from evidence_review.importers.chats.whatsapp.lines import MARKS, Entry

_NUMBER = re.compile(r"[+(]?\d[\d\s().-]{5,}")
_WITH = (
    "-|–|:|with|mit|con|avec|com|met|med|cu|com o|с контактом|с пользователем|с|із|з|z "
    "użytkownikiem|z|s uživatelem|"
    "s kontaktem|s používateľom|s|sa|"
    "ile|dengan|με|עם|مع|با|với|กับ|与|與|和|के साथ"
)
_TITLE = re.compile(
    rf".*whats ?app.*?\s(?:{_WITH})\s(?P<name>.+)|.*whats ?app[^\s:]*: ?(?P<name2>.+)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class People:
    """The participants of one chat. `parties` by the name as shown; `owner` is the shown name of the
    exporting person, or empty."""

    parties: dict[str, Party]
    owner: str = ""

    def party(self, shown: str | None) -> Party | None:
        """The person behind a name as shown; None where the app itself speaks."""
        return self.parties.get(shown) if shown else None

    def others(self, shown: str | None) -> tuple[Party, ...]:
        """Everyone but this person, in the order of their first message."""
        return tuple(party for name, party in self.parties.items() if name != shown)

    def direction(self, shown: str | None) -> Direction:
        """Known only where the importing person said who exported the chat (reference/formats.md rule 15)."""
        if not self.owner or shown not in self.parties:
            return Direction.UNKNOWN
        return Direction.OUTGOING if shown == self.owner else Direction.INCOMING


def party_of(shown: str, *, is_owner: bool = False) -> Party:
    """A person by the name as shown; a name that is a phone number is her identifier ("~ " marks a name she
    chose)."""
    spaced = unicodedata.normalize("NFKC", shown.strip(MARKS)).replace("\u2010", "-").replace("\u2011", "-")
    clean = re.sub(rf"[{MARKS}]", "", spaced).strip()
    if _NUMBER.fullmatch(clean):
        return Party(clean, None, is_owner)
    name = re.sub(rf"^[{MARKS}]*~[\s\u00a0\u202f]*", "", shown).strip(MARKS + " \u00a0\u202f")
    return Party(None, name or shown, is_owner)


def people_of(writers: Iterable[str], owner: str | None, contact: str = "") -> People:
    """The participants from the names that wrote; `contact` is one who is only named by the title."""
    shown = [*dict.fromkeys(writers)]
    if contact and all(person_key(contact) not in person_keys(party_of(name)) for name in shown):
        shown.append(contact)
    wanted = person_key(owner) if owner and owner.strip() else ""
    mine = next((name for name in shown if wanted and wanted in person_keys(party_of(name))), "")
    return People({name: party_of(name, is_owner=name == mine) for name in shown}, mine)


def is_notice(entry: Entry, *, first: bool, wrote: frozenset[str], by_person: bool) -> bool:
    """Whether the app speaks in this entry, though it may put a name before its words.

    `wrote` are the names with at least one message of their own; `by_person` where the words stand
    for something a person sent (a file, a call, a deleted message).
    """
    if entry.sender is None:
        return True
    if not entry.by_app or by_person:
        return False
    said = entry.body.strip(MARKS)
    folded = said[:400].casefold()  # a notice is short, and hostile text may be long
    return (
        first
        or entry.sender not in wrote
        or words.ENCRYPTION.search(folded) is not None
        or words.CODE_CHANGED.search(folded) is not None
        or words.EVENT.search(folded) is not None
        or _names_itself(entry.sender, said)
    )


def _names_itself(shown: str, said: str) -> bool:
    """Whether words of the app name the person they are put beside, as a notice does and a message does not
    ("Ann left")."""
    if "\n" in said or "://" in said or len(said) > 300:
        return False
    name = re.sub(rf"^[{MARKS}]*~[\s\u00a0\u202f]*", "", shown).strip(MARKS + " ").casefold()
    first = name.split(" ", 1)[0]
    folded = said.casefold()
    return name in folded or (
        len(first) > 2 and re.search(rf"(?<!\w){re.escape(first)}(?!\w)", folded) is not None
    )


def title_of(stem: str, senders: Sequence[str]) -> str:
    """The chat's title from its file name, in any language: what follows "with", else a sender it names, else
    all of it."""
    plain = re.sub(r"\s+", " ", unicodedata.normalize("NFC", stem)).strip().removesuffix(".txt")
    plain = re.sub(r" ?\(\d{1,2}\)$", "", plain)
    found = _TITLE.fullmatch(plain)
    if found:
        return (found["name"] or found["name2"]).strip()
    named = [name for name in senders if len(name) > 1 and name.casefold() in plain.casefold()]
    return max(named, key=len) if named and "whatsapp" in plain.casefold() else plain
