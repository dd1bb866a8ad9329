"""From the elements of an SMS Backup & Restore file to items: numbers, kinds of message, parts (FORMATS.md 3.10)."""

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from evidence_review.domain.evidence import Attachment, Item, Moment, Problem
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind
from evidence_review.domain.people import Party, person_key, person_keys
from evidence_review.importers.plugin import attach, epoch_moment
from evidence_review.importers.xml_stream import Element, local

_SELF = "insert-address-token"
_SMS = {
    "1": "",
    "2": "",
    "3": "draft: not sent",
    "4": "in the outbox: not known to be sent",
    "5": "failed: not sent",
    "6": "queued: not known to be sent",
}
_MMS = {**_SMS, "5": "failed: not sent"}
_CALLS = {
    "1": "incoming",
    "2": "outgoing",
    "3": "missed",
    "4": "voicemail",
    "5": "rejected",
    "6": "blocked",
    "7": "answered on another device",
}
_ROLES = {"137": "from", "151": "to", "130": "cc", "129": "bcc"}
_OWN_FIELDS = {
    "sms": frozenset({"address", "contact_name", "date", "type", "body"}),
    "mms": frozenset({"address", "contact_name", "date", "msg_box"}),
    "call": frozenset({"number", "contact_name", "date", "type"}),
}
_KEPT = frozenset({
    "_id", "app_id", "callback_set", "creator", "ct_cls", "ct_l", "ct_t", "d_rpt", "d_tm", "date_sent", "deletable", "duration",
    "error_code", "exp", "favorite", "group_id", "hidden", "locked", "m_cls", "m_id", "m_size", "m_type", "msg_id", "object_id",
    "phone_id", "post_dial_digits", "presentation", "pri", "protocol", "read", "read_status", "readable_date", "reserved", "resp_st",
    "resp_txt", "retr_st", "retr_txt", "retr_txt_cs", "rpt_a", "rr", "safe_message", "sc_toa", "secret_mode", "seen", "service_center",
    "sim_id", "sim_imsi", "sim_slot", "spam_report", "st", "status", "sub", "sub_cs", "sub_id", "subject", "subscription_component_name",
    "subscription_id", "text_only", "thread_id", "toa", "tr_id", "using_mode", "v",
})  # fmt: skip
"""Attributes that the app is known to write and that have no field of their own."""


@dataclass(slots=True)
class Seen:
    """What was met on the way: names not known (with a count and one place each), layout parts left out."""

    unknown: dict[str, tuple[int, str]] = field(default_factory=dict)
    layout: int = 0

    def name(self, name: str, locator: str) -> None:
        """Count a name that is not known; its value is kept with the item."""
        count, first = self.unknown.get(name, (0, locator))
        if count or len(self.unknown) < 1000:
            self.unknown[name] = (count + 1, first)


@dataclass(frozen=True, slots=True)
class Made:
    """An item and the problems of its parts."""

    item: Item
    problems: tuple[Problem, ...] = ()


def value(element: Element, name: str) -> str | None:
    """An attribute; None where it is missing, or is the word "null" by which the app says so."""
    found = element.get(name)
    return None if found is None or found == "null" else found


def make(element: Element, number: int, owner: str | None, seen: Seen) -> Made:
    """The item behind one child of the root; an element of an unknown name becomes a RECORD that keeps all it holds."""
    locator, name = f"element {number}", local(element)
    match name:
        case "sms":
            return _sms(element, locator, number, owner, seen)
        case "mms":
            return _mms(element, locator, number, owner, seen)
        case "call":
            return _call(element, locator, number, owner, seen)
        case _:
            seen.name(name, locator)
            held = tuple((f"{local(each)}.{key}", text) for each in element.iter() for key, text in each.attrib.items())
            return Made(Item(locator, ItemKind.RECORD, element.text, "other records", number, extra=held))


def _sms(element: Element, locator: str, number: int, owner: str | None, seen: Seen) -> Made:
    other = tuple(_parties(element, "address", owner))
    type_ = value(element, "type") or ""
    body = element.get("body")
    extra = [*_status(type_, _SMS, locator, seen), *_extra(element, "sms", locator, seen)]
    if body == "null":
        extra.append(("body as written", "null"))
    sender, recipients = _ends(type_, other, owner)
    item = Item(
        locator=locator,
        kind=ItemKind.MESSAGE,
        text=value(element, "body"),
        thread=_thread(element, "address"),
        position=_position(element, number),
        sender=sender,
        recipients=recipients,
        sent=_moment(element),
        direction=_direction(type_),
        app="SMS",
        thread_title=_title(element, "address"),
        extra=tuple(extra),
    )
    return Made(item)


def _mms(element: Element, locator: str, number: int, owner: str | None, seen: Seen) -> Made:
    box = value(element, "msg_box") or ""
    texts, attachments, problems = list[str](), list[Attachment](), list[Problem]()
    for part in _below(element, "part"):
        _read_part(part, locator, texts, attachments, problems, seen)
    extra = [*_status(box, _MMS, locator, seen), *_extra(element, "mms", locator, seen), *_unexpected(element, locator, seen)]
    if value(element, "m_type") == "130":
        problems.append(Problem(locator, ProblemKind.PARTLY_READ, "This picture message was announced but never downloaded to the phone."))
    sender, recipients, doubts = _mms_people(element, box, owner)
    item = Item(
        locator=locator,
        kind=ItemKind.MESSAGE,
        text="\n".join(texts) if texts else None,
        thread=_thread(element, "address"),
        position=_position(element, number),
        sender=sender,
        recipients=recipients,
        sent=_moment(element),
        direction=_direction(box),
        app="MMS",
        thread_title=_title(element, "address"),
        attachments=tuple(attachments),
        extra=(*extra, *doubts),
    )
    return Made(item, tuple(problems))


def _call(element: Element, locator: str, number: int, owner: str | None, seen: Seen) -> Made:
    type_ = value(element, "type") or ""
    other = tuple(_parties(element, "number", owner))
    outgoing = type_ == "2"
    if type_ not in _CALLS:
        seen.name(f"type {type_}"[:40], locator)
    said = (("call", _CALLS.get(type_, f"type {type_}, not known")),)
    mine = _owner(owner)
    item = Item(
        locator=locator,
        kind=ItemKind.CALL,
        text=None,
        thread=_thread(element, "number"),
        position=_position(element, number),
        sender=mine if outgoing else (other[0] if other and type_ in _CALLS else None),
        recipients=other if outgoing or type_ not in _CALLS else ((mine,) if mine else ()),
        sent=_moment(element),
        direction=Direction.OUTGOING if outgoing else Direction.INCOMING if type_ in _CALLS else Direction.UNKNOWN,
        app="Phone",
        thread_title=_title(element, "number"),
        extra=(*said, *_extra(element, "call", locator, seen)),
    )
    return Made(item)


# ---- people ------------------------------------------------------------------------------------


def _owner(owner: str | None) -> Party | None:
    if not owner or not owner.strip():
        return None
    is_number = re.fullmatch(r"[+(]?\d[\d\s().-]{4,}", owner.strip())
    return Party(owner, None, is_owner=True) if is_number else Party(None, owner, is_owner=True)


def _addresses(element: Element, name: str) -> list[str]:
    return [address for address in (value(element, name) or "").split("~") if address.strip()]


def _contacts(element: Element, count: int) -> list[str | None]:
    """Names beside the addresses: by place where there are as many (FORMATS: joined by ", "), else none is told apart."""
    written = value(element, "contact_name")
    if written is None or written == "(Unknown)":
        return [None] * count
    names = [written] if count == 1 else written.split(", ")
    return [None if name == "(Unknown)" else name for name in names] if len(names) == count else [None] * count


def _parties(element: Element, name: str, owner: str | None) -> Iterator[Party]:
    addresses = _addresses(element, name)
    for address, contact in zip(addresses, _contacts(element, len(addresses)), strict=True):
        if address == _SELF:
            mine = _owner(owner)
            if mine:
                yield mine
        elif not re.fullmatch(r"-\d", address):  # -1 and -2 stand for a withheld number
            yield _with_owner(Party(address, contact), owner)


def _with_owner(party: Party, owner: str | None) -> Party:
    mine = bool(owner and owner.strip()) and person_key(owner or "") in person_keys(party)
    return Party(party.identifier, party.name, mine, party.role)


def _ends(type_: str, other: tuple[Party, ...], owner: str | None) -> tuple[Party | None, tuple[Party, ...]]:
    mine = _owner(owner)
    if type_ == "1":
        return (other[0] if other else None), ((mine,) if mine else ())
    return (mine if type_ in _SMS else None), other


def _direction(type_: str) -> Direction:
    """A draft or a failed message went nowhere: its direction is not known (rule 15)."""
    return {"1": Direction.INCOMING, "2": Direction.OUTGOING}.get(type_, Direction.UNKNOWN)


def _mms_people(element: Element, box: str, owner: str | None) -> tuple[Party | None, tuple[Party, ...], tuple[tuple[str, str], ...]]:
    """Sender, recipients, and a remark where the addresses do not say who wrote. Type 137 is the sender (FORMATS.md 3.10)."""
    known = {person_key(party.identifier or ""): party.name for party in _parties(element, "address", owner)}
    senders, recipients = list[Party](), list[Party]()
    for addr in _below(element, "addr"):
        address, role = value(addr, "address"), _ROLES.get(value(addr, "type") or "", "")
        if not address or address == _SELF:
            mine = _owner(owner) if address else None
            if mine:
                (senders if role == "from" else recipients).append(mine)
            continue
        party = _with_owner(Party(address, known.get(person_key(address)), role=role if role in {"cc", "bcc"} else ""), owner)
        (senders if role == "from" else recipients).append(party)
    everyone = tuple(_parties(element, "address", owner))
    if not senders and not recipients:
        sender, others = _ends(box, everyone if len(everyone) == 1 or box != "1" else (), owner)
        return sender, others or (everyone if len(everyone) > 1 else ()), _unsure(box, everyone)
    mine = _owner(owner)
    sender = senders[0] if senders else (mine if box in _MMS and box != "1" else everyone[0] if len(everyone) == 1 and box == "1" else None)
    given = {person_key(party.identifier or "") for party in (*senders, *recipients)}
    missing = tuple(party for party in everyone if person_key(party.identifier or "") not in given)
    rest = tuple(party for party in (*recipients, *missing) if party != sender)
    return sender, rest, _unsure(box, everyone) if sender is None else ()


def _unsure(box: str, everyone: tuple[Party, ...]) -> tuple[tuple[str, str], ...]:
    return (("sender", "not named in this group message"),) if box == "1" and len(everyone) > 1 else ()


def _thread(element: Element, name: str) -> str:
    """One name for a conversation: the keys of its numbers, so that +44 and 0 spellings fall together."""
    return "~".join(sorted({person_key(address) for address in _addresses(element, name)})) or "no number"


def _title(element: Element, name: str) -> str:
    return value(element, "contact_name") or ", ".join(_addresses(element, name))


# ---- values ------------------------------------------------------------------------------------


def _position(element: Element, number: int) -> int:
    """The order in a conversation: by time, since the file holds texts, picture messages and calls apart; undated ones first."""
    return _milliseconds(element) or number


def _moment(element: Element) -> Moment | None:
    raw = value(element, "date")
    if raw is None:
        return None
    milliseconds = _milliseconds(element)
    return epoch_moment(raw, milliseconds) if milliseconds else Moment(raw)


def _milliseconds(element: Element) -> int:
    """The date in milliseconds since 1970, its scale told by its size (rule 13); 0 where there is none."""
    raw = value(element, "date") or ""
    number = int(raw) if re.fullmatch(r"[0-9]{1,20}", raw) else 0
    while number > 10**14:
        number //= 1000
    return number * 1000 if number < 10**11 else number


def _status(type_: str, known: Mapping[str, str], locator: str, seen: Seen) -> Iterator[tuple[str, str]]:
    if type_ not in known:
        seen.name(f"type {type_}"[:40], locator)
        yield "status", f"type {type_}, not known"
    elif known[type_]:
        yield "status", known[type_]


def _extra(element: Element, kind: str, locator: str, seen: Seen) -> Iterator[tuple[str, str]]:
    for name, text in element.attrib.items():
        if name in _OWN_FIELDS[kind] and not (name == "contact_name" and "~" in (element.get("address") or "")):
            continue
        if name not in _KEPT and name not in _OWN_FIELDS[kind]:
            seen.name(f"{kind}@{name}"[:60], locator)
        if text != "null":
            yield name, text


def _below(element: Element, name: str) -> list[Element]:
    return [each for group in element for each in (group, *group) if local(each) == name]


def _unexpected(element: Element, locator: str, seen: Seen) -> Iterator[tuple[str, str]]:
    for each in element.iter():
        if each is not element and local(each) not in {"parts", "part", "addrs", "addr"}:
            seen.name(local(each)[:60], locator)
            yield from ((f"{local(each)}.{name}", text) for name, text in each.attrib.items())


# ---- parts -------------------------------------------------------------------------------------


def _read_part(part: Element, locator: str, texts: list[str], attachments: list[Attachment], problems: list[Problem], seen: Seen) -> None:
    kind, text, data = (value(part, "ct") or "").lower(), value(part, "text"), value(part, "data")
    if kind == "application/smil":
        seen.layout += 1
    elif text is not None and kind in {"text/plain", ""} and data is None:
        texts.append(text)
    else:
        attachment, problem = _attachment(part, kind, text, data, locator)
        attachments.append(attachment)
        problems.extend(problem)


def _attachment(part: Element, kind: str, text: str | None, data: str | None, locator: str) -> tuple[Attachment, list[Problem]]:
    name = next((found for key in ("fn", "name", "cl") if (found := value(part, key))), f"part {value(part, 'seq') or '?'}")
    if data is None and text is not None:
        return attach(name, (text.encode("utf-8", "replace"),), claimed_type=kind), []
    if data is None:
        reason = "A part of this message has no data in the backup. It has not been looked at."
        return Attachment(name, kind), [Problem(locator, ProblemKind.MISSING_ATTACHMENT, reason)]
    try:
        return attach(name, (base64.b64decode(re.sub(r"\s+", "", data), validate=True),), claimed_type=kind), []
    except (binascii.Error, ValueError):
        reason = "A part of this message is damaged in the backup (base64). It has not been looked at; the message was kept."
        return Attachment(name, kind), [Problem(locator, ProblemKind.PARTLY_READ, reason)]
