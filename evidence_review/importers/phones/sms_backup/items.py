"""From the elements of an SMS Backup & Restore file to items: numbers, kinds of message, times
(reference/formats.md 3.10).

People are in sms_people, the parts of picture messages in sms_parts.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from evidence_review.domain.evidence import Item, Moment, Problem
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind
from evidence_review.importers.markup.sms_elements import Piece, value
from evidence_review.importers.phones.sms_backup.parts import Parts
from evidence_review.importers.phones.sms_backup.people import (
    INCOMING,
    OUTGOING,
    People,
    addresses,
    between,
    ends,
    picture_ends,
)
from evidence_review.importers.plugin import epoch_moment

_BOXES = {
    INCOMING: "",
    OUTGOING: "",
    "3": "draft: not sent",
    "4": "in the outbox: not known to be sent",
    "5": "failed: not sent",
    "6": "queued: not known to be sent",
}
_CALLS = {
    "1": "incoming",
    "2": "outgoing",
    "3": "missed",
    "4": "voicemail",
    "5": "rejected",
    "6": "blocked",
    "7": "answered on another device",
}
_DIRECTIONS = {INCOMING: Direction.INCOMING, OUTGOING: Direction.OUTGOING}
"""A draft or a failed message went nowhere: its direction is not known (rule 15)."""
_OWN_FIELDS = {
    "sms": frozenset({"address", "contact_name", "date", "type", "body"}),
    "mms": frozenset({"address", "contact_name", "date", "msg_box"}),
    "call": frozenset({"number", "contact_name", "date", "type"}),
}
_KEPT = frozenset({
    "_id", "address_type", "announcements_scenario_id", "announcements_subtype", "app_id", "bin_info", "block_filtered_status",
    "callback_set", "cmc_prop", "correlation_tag", "countryiso", "creator", "ct_cls", "ct_l", "ct_t", "d_rpt", "d_rpt_st", "d_tm",
    "date_sent", "deletable", "delivery_date", "delivery_report_count", "device_name", "duration", "error_code", "exp", "favorite",
    "features", "from_address", "geocoded_location", "group_id", "hidden", "is_read", "link_url", "locked", "m_cls", "m_id", "m_size",
    "m_type", "msg_id", "network_type", "new", "number_presentation", "numberlabel", "numbertype", "object_id", "pdu_type", "person",
    "phone_account_id", "phone_id", "post_dial_digits", "predefined_id", "presentation", "pri", "protocol", "re_body", "re_content_type",
    "re_content_uri", "re_count_info", "re_count_info_custom_reaction", "re_file_name", "re_original_body", "re_original_key",
    "re_recipient_address", "re_type", "read", "read_status", "readable_date", "reply_path_present", "reserved", "resp_st", "resp_txt",
    "retr_st", "retr_txt", "retr_txt_cs", "rpt_a", "rr", "rr_st", "safe_message", "sc_toa", "secret_mode", "seen", "service_center",
    "service_type", "sim_id", "sim_imsi", "sim_index", "sim_slot", "spam_report", "spam_type", "st", "status", "sub", "sub_cs", "sub_id",
    "subject", "subscription_component_name", "subscription_id", "svc_cmd", "text_only", "thread_id", "toa", "tr_id", "user_id",
    "using_mode", "v",
})  # fmt: skip
"""Attributes that the app is known to write and that have no field of their own."""
_KNOWN = {kind: _KEPT | own for kind, own in _OWN_FIELDS.items()}
_ANNOUNCED = "This picture message was announced but never downloaded to the phone."
_DIGITS = re.compile(r"[0-9]{1,20}")

type Attributes = Mapping[str, str]
"""What an element says of itself, without what it says to be missing (the word "null")."""


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


type Made = tuple[Item, Sequence[Problem]]
"""An item and the problems of its parts."""


def make(element: Piece, number: int, people: People, seen: Seen) -> Made:
    """The item behind one child of the root; an element of an unknown name becomes a RECORD that keeps all it
    holds."""
    locator, name, attributes = f"element {number}", element.tag, element.attrib
    if "null" in attributes.values():
        attributes = {key: text for key, text in attributes.items() if text != "null"}
    match name:
        case "sms":
            return _sms(element, attributes, locator, number, people, seen), ()
        case "mms":
            return _mms(element, attributes, locator, number, people, seen)
        case "call":
            return _call(element, attributes, locator, number, people, seen), ()
        case _:
            seen.name(name, locator)
            held = tuple(
                (f"{each.tag}.{key}", text) for each in element.iter() for key, text in each.attrib.items()
            )
            return Item(locator, ItemKind.RECORD, element.text, "other records", number, extra=held), ()


def _sms(element: Piece, said: Attributes, locator: str, number: int, people: People, seen: Seen) -> Item:
    box = said.get("type", "")
    talk = people.talk(said.get("address"), said.get("contact_name"))
    extra = _extra(element, said, "sms", locator, seen)
    if _BOXES.get(box, "?"):
        extra[:0] = _status(box, locator, seen)
    if "body" not in said and element.get("body") == "null":
        extra.append(("body as written", "null"))
    sender, recipients = ends(people, box, talk, _BOXES)
    sent, position = _time(said.get("date"), number)
    way = _DIRECTIONS.get(box, Direction.UNKNOWN)
    return Item(
        locator,
        ItemKind.MESSAGE,
        said.get("body"),
        talk.thread,
        position,
        sender,
        recipients,
        sent,
        way,
        "SMS",
        talk.title,
        extra=tuple(extra),
    )  # in their order: names would cost a tenth more, a million times


def _mms(element: Piece, said: Attributes, locator: str, number: int, people: People, seen: Seen) -> Made:
    box = said.get("msg_box") or {"132": INCOMING, "128": OUTGOING}.get(said.get("m_type", ""), "")
    parts = Parts()
    for part in _below(element, "part"):
        parts.add(part, locator)
    seen.layout += parts.layout
    extra = [
        *_status(box, locator, seen),
        *_extra(element, said, "mms", locator, seen),
        *_unexpected(element, locator, seen),
    ]
    if said.get("m_type") == "130":
        parts.problems.append(Problem(locator, ProblemKind.PARTLY_READ, _ANNOUNCED))
    written = [(value(addr, "address"), value(addr, "type")) for addr in _below(element, "addr")]
    talk = people.talk(between(said.get("address"), written, box), said.get("contact_name"))
    sender, recipients = picture_ends(people, box, addresses(people, written, talk), talk, _BOXES)
    if sender is None and box == INCOMING and len(talk.others) > 1:
        extra.append(("sender", "not named in this group message"))
    sent, position = _time(said.get("date"), number)
    item = Item(
        locator=locator,
        kind=ItemKind.MESSAGE,
        text=parts.text,
        thread=talk.thread,
        position=position,
        sender=sender,
        recipients=recipients,
        sent=sent,
        direction=_DIRECTIONS.get(box, Direction.UNKNOWN),
        app="MMS",
        thread_title=talk.title,
        attachments=tuple(parts.attachments),
        extra=tuple(extra),
    )
    return item, parts.problems


def _call(element: Piece, said: Attributes, locator: str, number: int, people: People, seen: Seen) -> Item:
    kind = said.get("type", "")
    talk = people.talk(said.get("number"), said.get("contact_name"))
    if kind not in _CALLS:
        seen.name(f"type {kind}"[:40], locator)
    outgoing, known = kind == OUTGOING, kind in _CALLS
    mine = (people.owner,) if people.owner else ()
    sent, position = _time(said.get("date"), number)
    return Item(
        locator=locator,
        kind=ItemKind.CALL,
        text=None,
        thread=talk.thread,
        position=position,
        sender=people.owner if outgoing else talk.others[0] if talk.others and known else None,
        recipients=talk.others if outgoing or not known else mine,
        sent=sent,
        direction=Direction.OUTGOING if outgoing else Direction.INCOMING if known else Direction.UNKNOWN,
        app="Phone",
        thread_title=talk.title,
        extra=(
            ("call", _CALLS.get(kind, f"type {kind}, not known")),
            *_extra(element, said, "call", locator, seen),
        ),
    )


# ---- values ------------------------------------------------------------------------------------


def _time(raw: str | None, number: int) -> tuple[Moment | None, int]:
    """The time of a message, and its place in the conversation: by time, since a file holds texts, pictures
    and calls apart; undated ones first.

    The scale of a date is told by its size (rule 13).
    """
    if raw is None:
        return None, number
    milliseconds = int(raw) if _DIGITS.fullmatch(raw) else 0
    while milliseconds > 10**14:
        milliseconds //= 1000
    if milliseconds < 10**11:
        milliseconds *= 1000
    return (epoch_moment(raw, milliseconds), milliseconds) if milliseconds else (Moment(raw), number)


def _status(box: str, locator: str, seen: Seen) -> Iterator[tuple[str, str]]:
    if box not in _BOXES:
        seen.name(f"type {box}"[:40], locator)
        yield "status", f"type {box}, not known"
    elif _BOXES[box]:
        yield "status", _BOXES[box]


def _extra(element: Piece, said: Attributes, kind: str, locator: str, seen: Seen) -> list[tuple[str, str]]:
    """Every attribute without a field of its own; the names of a group too, which need not be told apart."""
    if not _KNOWN[kind].issuperset(element.attrib):
        said = {name: text for name, text in said.items() if name.partition(":")[0] != "xmlns"}
        for name in element.attrib:
            if (
                name not in _KNOWN[kind] and name.partition(":")[0] != "xmlns"
            ):  # a declaration of a namespace says nothing
                seen.name(f"{kind}@{name}"[:60], locator)
    own = _OWN_FIELDS[kind]
    extra = [(name, text) for name, text in said.items() if name not in own]
    if "~" in said.get("address", "") and "contact_name" in said:
        extra.append(("contact_name", said["contact_name"]))
    return extra


def _below(element: Piece, name: str) -> list[Piece]:
    return [each for group in element for each in (group, *group) if each.tag == name]


def _unexpected(element: Piece, locator: str, seen: Seen) -> Iterator[tuple[str, str]]:
    for each in element.iter():
        if each is not element and each.tag not in {"parts", "part", "addrs", "addr"}:
            seen.name(each.tag[:60], locator)
            yield from ((f"{each.tag}.{name}", text) for name, text in each.attrib.items())
