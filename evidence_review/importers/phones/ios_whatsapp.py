"""WhatsApp on an iPhone: ChatStorage.sqlite, with ContactsV2.sqlite and LID.sqlite beside it
(reference/formats.md 3.12).

In a group ZFROMJID is the group; the sender is the member that ZGROUPMEMBER names.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from evidence_review.domain.evidence import Attachment, Item, Problem
from evidence_review.domain.kinds import Direction, ItemKind
from evidence_review.domain.people import Party
from evidence_review.importers.markup.protobuf_fields import messages_in, texts
from evidence_review.importers.phones.ios_sources import (
    Phone,
    Source,
    Values,
    apple,
    importer_of,
    nonzero,
    utc,
    with_columns,
)
from evidence_review.importers.phones.ios_whatsapp_people import Conversation, People, is_group, people_of
from evidence_review.importers.plugin import About, attach
from evidence_review.importers.sqlite.databases import Database
from evidence_review.importers.tally import Unknown
from evidence_review.importers.text.row_values import number, rest, words

APP = "WhatsApp"
_TYPES = {
    0: "text", 1: "picture", 2: "video", 3: "audio", 4: "contact card", 5: "location", 6: "event in a group", 7: "link", 8: "document",
    10: "event", 11: "GIF", 14: "deleted for everyone", 15: "sticker", 38: "picture to be seen once", 39: "video to be seen once",
    46: "poll", 59: "call",
}  # fmt: skip
_SYSTEM, _CALL, _DELETED, _CARD = frozenset({6, 10}), 59, 14, 4
_USED = frozenset({
    "Z_PK", "Z_ENT", "Z_OPT", "rowid", "ZTEXT", "ZMESSAGEDATE", "ZISFROMME", "ZMESSAGETYPE", "ZCHATSESSION", "ZGROUPMEMBER", "ZMEDIAITEM", "ZSENTDATE",
})  # fmt: skip
_KNOWN = _USED | frozenset({
    "ZCHILDMESSAGESDELIVEREDCOUNT", "ZCHILDMESSAGESPLAYEDCOUNT", "ZCHILDMESSAGESREADCOUNT", "ZDATAITEMVERSION", "ZDOCID", "ZENCRETRYCOUNT",
    "ZFILTEREDRECIPIENTCOUNT", "ZFLAGS", "ZGROUPEVENTTYPE", "ZMESSAGEERRORSTATUS", "ZMESSAGESTATUS", "ZSORT", "ZSPOTLIGHTSTATUS", "ZSTARRED",
    "ZLASTSESSION", "ZMESSAGEINFO", "ZPARENTMESSAGE", "ZFROMJID", "ZMEDIASECTIONID", "ZPHASH", "ZPUSHNAME", "ZSTANZAID", "ZTOJID",
})  # fmt: skip
_MEDIA_USED = frozenset({
    "Z_PK", "Z_ENT", "Z_OPT", "rowid", "ZMESSAGE", "ZMEDIALOCALPATH", "ZFILESIZE", "ZMETADATA", "ZMEDIAKEY", "ZASPECTRATIO",
    "ZHACCURACY", "ZCLOUDSTATUS", "ZMEDIAORIGIN", "ZMEDIAURLDATE", "ZXMPPTHUMBPATH",
})  # fmt: skip


def values(db: Database, phone: Phone) -> Values:
    """Every row of ZWAMESSAGE in the order of the database, and what is to be said of it."""
    people = people_of(db, phone)
    media = {number(row.get("Z_PK")): row for row in db.rows("ZWAMEDIAITEM", (), phone.troubles.append)}
    by_message = {number(row.get("ZMESSAGE")): row for row in media.values() if row.get("ZMESSAGE")}
    reader = _Reader(db, phone, people, media, by_message, dict(_receipts(db, phone)))
    for row in db.rows("ZWAMESSAGE", (), phone.troubles.append):
        yield reader.item(row)
    yield from reader.ending()


def _receipts(db: Database, phone: Phone) -> Iterator[tuple[int, bytes]]:
    for row in db.rows("ZWAMESSAGEINFO", (), phone.troubles.append):
        data = row.get("ZRECEIPTINFO")
        if isinstance(data, bytes) and data:
            yield number(row.get("ZMESSAGE")) or 0, data


def reactions(receipts: bytes) -> Iterator[tuple[str, str]]:
    """Address and emoji of each reaction in ZRECEIPTINFO: a message with an address in field 2 and an emoji
    in field 3."""
    for message in messages_in(receipts):
        held = {each.number: each.value for each in message if isinstance(each.value, bytes)}
        who, what = held.get(2, b""), held.get(3, b"")
        if who.endswith((b"@s.whatsapp.net", b"@lid")) and 0 < len(what) <= 64:
            yield who.decode("utf-8", "replace"), what.decode("utf-8", "replace")


@dataclass(slots=True)
class _Reader:
    db: Database
    phone: Phone
    people: People
    media: dict[int | None, dict[str, Any]]
    by_message: dict[int | None, dict[str, Any]]
    receipts: dict[int, bytes]
    unknown: Unknown = field(default_factory=Unknown)

    def item(self, row: dict[str, Any]) -> Item:
        at, kind = number(row.get("Z_PK")) or 0, number(row.get("ZMESSAGETYPE"))
        locator, media = self.phone.at("ZWAMESSAGE", row.get("Z_PK")), self._media_of(row)
        if kind not in _TYPES:
            self.unknown.add("message type", str(kind), locator)
        chat = self._chat(row)
        sender, others = self._ends(row, chat, kind)
        return Item(
            locator=locator,
            kind=ItemKind.SYSTEM if kind in _SYSTEM else ItemKind.CALL if kind == _CALL else ItemKind.MESSAGE,
            text=words(row.get("ZTEXT"))
            or (words(media.get("ZTITLE")) if kind not in {_CARD, 0} else None)
            or words(row.get("ZTEXT")),
            thread=chat.thread,
            position=number(row.get("ZSORT")) or at,
            sender=sender,
            recipients=others,
            sent=apple(row.get("ZMESSAGEDATE")),
            direction=_direction(row, kind),
            app=APP,
            thread_title=chat.title,
            attachments=tuple(self._files(media, kind)),
            deleted_as_reported="deleted for everyone" if kind == _DELETED else None,
            extra=tuple(self._extra(row, at, kind, media)),
        )

    def _media_of(self, row: dict[str, Any]) -> dict[str, Any]:
        named = self.media.get(number(row.get("ZMEDIAITEM")) or -1)
        return named or self.by_message.get(number(row.get("Z_PK")) or -1, {})

    def _chat(self, row: dict[str, Any]) -> Conversation:
        found = self.people.chats.get(number(row.get("ZCHATSESSION")) or 0)
        if found:
            return found
        jid = next((each for name in ("ZFROMJID", "ZTOJID") if (each := words(row.get(name)))), "")
        party = self.people.party(jid)
        return Conversation(jid or "no conversation", jid, (party,) if party else ())

    def _ends(
        self, row: dict[str, Any], chat: Conversation, kind: int | None
    ) -> tuple[Party | None, tuple[Party, ...]]:
        me, member = self.phone.owner.party, self.people.members.get(number(row.get("ZGROUPMEMBER")) or 0)
        written = self.people.party(member) or self.people.party(words(row.get("ZFROMJID")))
        if kind in _SYSTEM:
            return written, chat.others
        if number(row.get("ZISFROMME")) == 1:
            return me, chat.others
        sender = written or (chat.others[0] if len(chat.others) == 1 and not is_group(chat.thread) else None)
        return sender, (*(other for other in chat.others if other != sender), me)

    def _files(self, media: dict[str, Any], kind: int | None) -> Iterator[Attachment]:
        path, card = words(media.get("ZMEDIALOCALPATH")), words(media.get("ZVCARDSTRING")) or ""
        claimed = card if "/" in card and len(card) < 100 else ""
        size = number(media.get("ZFILESIZE")) or None
        if path:
            yield self.phone.files.attachment(path, _shown(media) if kind == 8 else "", claimed, size)
        elif media.get("ZMEDIAURL") and kind not in {0, 7}:
            self.phone.files.missing += 1
            yield Attachment("media that was not on the phone", claimed, size)
        if card.lstrip().upper().startswith("BEGIN:VCARD"):
            yield attach(
                f"{words(media.get('ZVCARDNAME')) or 'contact'}.vcf",
                (card.encode("utf-8", "replace"),),
                claimed_type="text/vcard",
            )

    def _extra(
        self, row: dict[str, Any], at: int, kind: int | None, media: dict[str, Any]
    ) -> Iterator[tuple[str, str]]:
        if kind != 0:
            yield "type", _TYPES.get(-1 if kind is None else kind, f"type {kind}, not known")
        if said := utc(apple(row.get("ZSENTDATE"))):
            yield "sent by the server", said
        for who, what in reactions(self.receipts.get(at, b"")):
            party = self.people.party(who)
            yield "reaction", f"{what} by {party.label() if party else who}"
        for name, said in rest(nonzero(row), _USED):
            if name not in _KNOWN:
                self.unknown.add("column of ZWAMESSAGE", name, self.phone.at("ZWAMESSAGE", at))
            yield name, said
        yield from rest(nonzero(media), _MEDIA_USED, "media.")
        details = media.get("ZMETADATA")
        for each in texts(details)[:20] if isinstance(details, bytes) else ():
            yield "media.ZMETADATA", each

    def ending(self) -> Iterator[Problem]:
        yield from self.phone.files.problems(f"{self.phone.prefix}ZWAMEDIAITEM")
        yield from self.unknown.problems()


def _shown(media: dict[str, Any]) -> str:
    """The name of a document, where its title is one."""
    name = words(media.get("ZTITLE"))
    return name if name and "." in name and "\n" not in name else ""


def _direction(row: dict[str, Any], kind: int | None) -> Direction:
    mine = number(row.get("ZISFROMME"))
    if kind in _SYSTEM or mine not in {0, 1}:
        return Direction.UNKNOWN
    return Direction.OUTGOING if mine else Direction.INCOMING


def _named(db: Database) -> Iterator[str]:
    yield from (path for row in db.rows("ZWAMEDIAITEM") if (path := words(row.get("ZMEDIALOCALPATH"))))


SOURCE = Source(
    "WhatsApp database (iPhone)",
    frozenset({"ChatStorage.sqlite"}),
    with_columns(ZWAMESSAGE="Z_PK ZCHATSESSION"),
    values,
    About(
        "ChatStorage.sqlite of WhatsApp and WhatsApp Business for iPhone and Mac",
        "tables as since 2014; aliases (@lid) through LID.sqlite, names through ContactsV2.sqlite",
        (
            "messages, events, calls shown in chats, deleted messages, media, places, cards; reactions "
            "with their messages; media that a deleted message left behind"
        ),
        "votes in polls; what an event says beyond its number and words",
        (
            "of a group with over 100 members only the sender is named with each message; WhatsApp "
            "keeps only the last wording of an edited message"
        ),
    ),
    _named,
    frozenset({"LID.sqlite"}),
)

IMPORTER = importer_of(SOURCE)
