"""Who the numbers in a Signal export are: people by number, user name or account id, groups and chats by
title."""

import base64
import binascii
import uuid
from dataclasses import dataclass, field
from typing import Any

from evidence_review.domain.people import Party
from evidence_review.importers.accounts.account_download import Account

_NAMES = (
    ("nickname.given", "nickname.family"),
    ("systemGivenName", "systemFamilyName"),
    ("profileGivenName", "profileFamilyName"),
)


@dataclass(slots=True)
class People:
    """The people, groups and chats met so far, by their numbers in the export. `account` learns whose it
    is."""

    account: Account
    _parties: dict[str, Party] = field(default_factory=dict[str, Party])
    _titles: dict[str, str] = field(default_factory=dict[str, str])
    _chats: dict[str, str] = field(default_factory=dict[str, str])

    def take(self, kind: str, said: dict[str, Any]) -> None:
        """A line about the account, a person or group, or a chat."""
        key = str(said.get("id") or "")
        if kind == "account":
            self.account.learn(said.get("username"), _joined(said, ("givenName", "familyName")))
        elif kind == "chat":
            self._chats[key] = str(said.get("recipientId") or "")
        elif kind == "recipient":
            self._take_recipient(key, said)

    def _take_recipient(self, key: str, said: dict[str, Any]) -> None:
        if "self" in said:
            self._parties[key] = self.account.owner.party
            self._titles[key] = "note to self"
        elif isinstance(said.get("contact"), dict):
            party = _contact(self.account, said["contact"], key)
            self._parties[key] = party
            self._titles[key] = party.label()
        else:
            self._titles[key] = _title(said) or f"recipient {key}"

    def party(self, number: Any) -> Party | None:
        """A person; one whose line is missing by number; None for groups and where no number is given."""
        key = str(number or "")
        if not key or (key in self._titles and key not in self._parties):
            return None
        found = self._parties.get(key) or Party(f"recipient {key}", None)
        found = self.account.owner.party if found.is_owner else found
        return found if found.label() else None

    def title(self, chat: str) -> str:
        """The name of a chat: of the other person, or of the group."""
        return self._titles.get(self._chats.get(chat, ""), f"chat {chat}")

    def other(self, chat: str) -> Party | None:
        """The other of two; None for a group."""
        return self.party(self._chats.get(chat))

    def name(self, number: Any) -> str:
        """What to call a person in words."""
        found = self.party(number)
        return found.label() if found else self._titles.get(str(number or ""), "")


def _contact(account: Account, said: dict[str, Any], key: str) -> Party:
    """The number first, since it joins a person with other sources; her names in the order in which Signal
    shows them."""
    number = str(said.get("e164") or "").strip()
    if number and not number.startswith("+"):
        number = f"+{number}"
    known = (number, str(said.get("username") or ""), _uuid(said.get("aci")), _uuid(said.get("pni")))
    identifier = next(filter(None, known), f"recipient {key}")
    flat = {**said, **{f"nickname.{part}": value for part, value in _object(said.get("nickname")).items()}}
    name = next((found for names in _NAMES if (found := _joined(flat, names))), None) or said.get("username")
    party = account.party(identifier, name)
    return party or Party(identifier, None)


def _title(said: dict[str, Any]) -> str:
    """The title of a group, a list for stories, a call link or Signal's own notes."""
    group = _object(said.get("group"))
    titled = _object(_object(group.get("snapshot")).get("title"))
    if group:
        return str(titled.get("title") or group.get("title") or "group without a title")
    story = _object(said.get("distributionList"))
    named = _object(story.get("distributionList")).get("name") or _object(said.get("callLink")).get("name")
    return str(named or ("Signal's own notes" if "releaseNotes" in said else ""))


def _joined(said: dict[str, Any], names: tuple[str, ...]) -> str | None:
    return " ".join(str(said[name]).strip() for name in names if said.get(name)).strip() or None


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _uuid(value: Any) -> str:
    """An account id as Signal's other programs write it, from its 16 bytes in base64; as it stands where it
    is no such thing."""
    written = str(value or "")
    try:
        data = base64.b64decode(written, validate=True)
    except (binascii.Error, ValueError):
        return written
    return str(uuid.UUID(bytes=data)) if len(data) == 16 else written
