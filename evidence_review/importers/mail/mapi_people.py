"""Who sent and who received an Outlook message: the address identifies, an Exchange (X.500) address is one
too (reference/formats.md 3.6)."""

from evidence_review.domain.people import Party
from evidence_review.importers.mail.mapi_objects import Outlook
from evidence_review.importers.mail.mapi_values import Properties
from evidence_review.importers.text.email_headers import parties, values

_ROLES = {1: "To", 2: "Cc", 3: "Bcc"}
_QUOTES = " '\"\t\r\n"


def senders(found: Properties, headers: list[tuple[str, str]]) -> list[Party]:
    """The From line where there is one, else who it was sent for, else who sent it; at most one of the last
    two."""
    stated = parties(values(headers, "From"), "From")
    for name, address, smtp in ((0x0042, 0x0065, 0x5D02), (0x0C1A, 0x0C1F, 0x5D01)):
        party = _party(found.text(name), found.text(smtp) or found.text(address), "From")
        if party and not stated:
            return [party]
        if party and len(stated) == 1 and stated[0].name is None:
            return [Party(stated[0].identifier, party.name, role="From")]
    return stated


def recipients(message: Outlook, headers: list[tuple[str, str]]) -> list[Party]:
    """The recipients listed; where there are none, those of the header lines; else the names that are
    shown."""
    listed: list[Party] = []
    for each in message.people:
        name = each.text(0x3001, 0x5FF6, 0x3A20)
        address = each.text(0x39FE, 0x3003, 0x403E)
        party = _party(name, address, _ROLES.get(each.number(0x0C15) & 0xF, ""))
        if party:
            listed.append(party)
    if listed:
        return sorted(
            listed, key=lambda party: list(_ROLES.values()).index(party.role) if party.role else len(_ROLES)
        )
    stated = [party for role in _ROLES.values() for party in parties(values(headers, role), role)]
    return stated or [
        party
        for key, role in ((0x0E04, "To"), (0x0E03, "Cc"), (0x0E02, "Bcc"))
        for name in message.found.text(key).split(";")
        if (party := _party(name, "", role))
    ]


def _party(name: str, address: str, role: str) -> Party | None:
    name, address = name.strip(_QUOTES), address.strip(_QUOTES)
    if not address and "@" in name and " " not in name:
        address = name
    if name.casefold() == address.casefold():
        name = ""
    return Party(address or None, name or None, role=role) if name or address else None
