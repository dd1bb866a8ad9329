"""Calls of an iPhone: CallHistory.storedata (since iOS 8), call_history.db before, CallHistory.sqlite of
WhatsApp, voicemail.db (reference/formats.md 3.12)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from evidence_review.domain.evidence import Item, Moment
from evidence_review.domain.kinds import Direction, ItemKind
from evidence_review.domain.people import Party
from evidence_review.importers.phones.ios_sources import (
    Phone,
    Source,
    Values,
    apple,
    importer_of,
    key,
    nonzero,
    with_columns,
)
from evidence_review.importers.phones.ios_whatsapp_people import people_of
from evidence_review.importers.plugin import About
from evidence_review.importers.sqlite.databases import Database
from evidence_review.importers.text.row_values import number, rest, words
from evidence_review.importers.times.epochs import epoch

type Row = dict[str, Any]

_KINDS = {1: "phone call", 8: "FaceTime video call", 16: "FaceTime audio call", 64: "call of an app"}
_APPS = {
    "com.apple.Telephony": "Phone",
    "com.apple.FaceTime": "FaceTime",
    "net.whatsapp.WhatsApp": "WhatsApp",
}
_CORE_DATA = frozenset({"rowid", "Z_PK", "Z_ENT", "Z_OPT"})


def _made(phone: Phone, table: str, at: object, place: int, who: tuple[Party, ...], sent: Moment | None, way: Direction, app: str, said: tuple[tuple[str, str], ...]) -> Item:  # fmt: skip
    me = phone.owner.party
    outgoing = way is Direction.OUTGOING
    first = who[0] if who else None
    return Item(
        locator=phone.at(table, at),
        kind=ItemKind.CALL,
        text=None,
        thread=", ".join(sorted(each.identifier or each.label() for each in who)) or "no number",
        position=place,
        sender=me if outgoing else first if way is Direction.INCOMING else None,
        recipients=who if outgoing else (*who[1:], me) if way is Direction.INCOMING else who,
        sent=sent,
        direction=way,
        app=app,
        thread_title=", ".join(each.label() for each in who),
        extra=said,
    )


def _key(row: Row) -> object:
    """The number of a row: Z_PK, or the database's own where the table was written again without it."""
    return row.get("Z_PK", row.get("rowid"))


def _kept(row: Row, used: frozenset[str]) -> Iterator[tuple[str, str]]:
    yield from rest(nonzero(row), used)


def _way(outgoing: object) -> Direction:
    flag = number(outgoing)
    return Direction.UNKNOWN if flag is None else Direction.OUTGOING if flag else Direction.INCOMING


# ---- CallHistory.storedata ---------------------------------------------------------------------

_RECORD_USED = _CORE_DATA | {
    "ZADDRESS",
    "ZDATE",
    "ZORIGINATED",
    "ZANSWERED",
    "ZCALLTYPE",
    "ZDURATION",
    "ZNAME",
}


def stored_calls(db: Database, phone: Phone) -> Values:
    """Every row of ZCALLRECORD; the people of a group call through the table of handles."""
    handles = {
        number(row.get("Z_PK")): words(row.get("ZVALUE")) or words(row.get("ZNORMALIZEDVALUE"))
        for row in db.rows("ZHANDLE")
    }
    joined = _joined(db, handles)
    for place, row in enumerate(db.rows("ZCALLRECORD", (), phone.troubles.append), 1):
        written = [words(row.get("ZADDRESS")), *joined.get(number(_key(row)) or 0, ())]
        who = tuple(phone.party(each, words(row.get("ZNAME"))) for each in dict.fromkeys(written) if each)
        kind = number(row.get("ZCALLTYPE"))
        yield _made(
            phone,
            "ZCALLRECORD",
            _key(row),
            place,
            who,
            apple(row.get("ZDATE")),
            _way(row.get("ZORIGINATED")),
            _app(kind, words(row.get("ZSERVICE_PROVIDER")) or ""),
            tuple(_said(row, kind)),
        )


def _app(kind: int | None, provider: str) -> str:
    return _APPS.get(provider) or ("FaceTime" if kind in {8, 16} else provider or "Phone")


def _said(row: Row, kind: int | None) -> Iterator[tuple[str, str]]:
    """What else a row says of a call."""
    yield "call", _KINDS.get(kind or 0, f"call of kind {kind}")
    yield "duration (seconds)", str(row.get("ZDURATION") or 0)
    if row.get("ZANSWERED") is not None:
        yield "answered", "yes" if number(row["ZANSWERED"]) else "no"
    yield from _kept(row, frozenset(_RECORD_USED))


def _joined(db: Database, handles: Mapping[int | None, str | None]) -> dict[int, list[str]]:
    """People by call, from the join table whose name and columns carry numbers that differ between
    versions."""
    found: dict[int, list[str]] = {}
    for table, columns in db.tables.items():
        call = next((each for each in columns if each.endswith("REMOTEPARTICIPANTCALLS")), None)
        handle = next((each for each in columns if each.endswith("REMOTEPARTICIPANTHANDLES")), None)
        if call is None or handle is None:
            continue
        for row in db.rows(table):
            if who := handles.get(number(row.get(handle))):
                found.setdefault(key(row, call), []).append(who)
    return found


# ---- call_history.db ---------------------------------------------------------------------------


def old_calls(db: Database, phone: Phone) -> Values:
    """Every row of `call`: seconds since 1970; the lowest bit of `flags` is set for a call made, bit 4 for
    FaceTime."""
    for place, row in enumerate(db.rows("call", (), phone.troubles.append), 1):
        flags, address = number(row.get("flags")), words(row.get("address"))
        who = (phone.party(address, words(row.get("name"))),) if address else ()
        way = Direction.UNKNOWN if flags is None else Direction.OUTGOING if flags & 1 else Direction.INCOMING
        app = "FaceTime" if flags and flags & 16 else "Phone"
        said = (
            ("duration (seconds)", str(row.get("duration") or 0)),
            *_kept(row, frozenset({"ROWID", "rowid", "address", "date", "duration"})),
        )
        yield _made(
            phone,
            "call",
            row.get("ROWID", row.get("rowid")),
            place,
            who,
            epoch(row.get("date")),
            way,
            app,
            said,
        )


# ---- CallHistory.sqlite of WhatsApp ------------------------------------------------------------


def whatsapp_calls(db: Database, phone: Phone) -> Values:
    """Every row of ZWACDCALLEVENT; direction and kind stand in the group of calls that it belongs to, names
    in the databases beside it."""
    groups = {number(row.get("Z_PK")): row for row in db.rows("ZWAAGGREGATECALLEVENT")}
    known, called = people_of(db, phone), dict[int, list[str]]()
    for row in db.rows("ZWACDCALLEVENTPARTICIPANT"):
        if jid := words(row.get("ZJIDSTRING")):
            called.setdefault(key(row, "Z1PARTICIPANTS"), []).append(jid)
    for place, row in enumerate(db.rows("ZWACDCALLEVENT", (), phone.troubles.append), 1):
        group, jids = groups.get(number(row.get("Z1CALLEVENTS")), {}), called.get(number(_key(row)) or 0, [])
        who = tuple(party for each in dict.fromkeys(jids) if (party := known.party(each)))
        said = (
            ("call", "video call" if number(group.get("ZVIDEO")) else "voice call"),
            ("duration (seconds)", str(row.get("ZDURATION") or 0)),
            *((("missed", "yes"),) if number(group.get("ZMISSED")) else ()),
            *_kept(row, frozenset(_CORE_DATA | {"ZDATE", "ZDURATION"})),
        )
        way = _whatsapp_way(group, words(row.get("ZGROUPCALLCREATORUSERJIDSTRING")), jids)
        yield _made(
            phone, "ZWACDCALLEVENT", _key(row), place, who, apple(row.get("ZDATE")), way, "WhatsApp", said
        )


def _whatsapp_way(group: Row, creator: str | None, jids: list[str]) -> Direction:
    """By the group of calls; without one, by whether the person who began the call is one of the others."""
    incoming = number(group.get("ZINCOMING"))
    if incoming is None and creator and jids:
        incoming = int(creator in jids)
    return Direction.UNKNOWN if incoming is None else Direction.INCOMING if incoming else Direction.OUTGOING


# ---- voicemail.db ------------------------------------------------------------------------------


def voicemails(db: Database, phone: Phone) -> Values:
    """Every row of `voicemail`, with its recording (ROWID.amr) where it was supplied."""
    for place, row in enumerate(db.rows("voicemail", (), phone.troubles.append), 1):
        at, address = (
            row.get("ROWID", row.get("rowid")),
            words(row.get("sender")) or words(row.get("callback_num")),
        )
        who = (phone.party(address),) if address else ()
        said = (("call", "voicemail"), *_kept(row, frozenset({"ROWID", "rowid", "date", "sender"})))
        item = _made(
            phone, "voicemail", at, place, who, epoch(row.get("date")), Direction.INCOMING, "Voicemail", said
        )
        recording = phone.files.attachment(f"Library/Voicemail/{at}.amr", kind="audio/amr")
        trashed = number(row.get("trashed_date"))
        yield _with(item, recording, "moved to deleted voicemails" if trashed else None)
    yield from phone.files.problems(f"{phone.prefix}voicemail")


def _with(item: Item, recording: Any, deleted: str | None) -> Item:
    return replace(item, attachments=(recording,), deleted_as_reported=deleted)


SOURCE = Source(
    "iPhone calls (CallHistory.storedata)",
    frozenset({"CallHistory.storedata"}),
    with_columns(ZCALLRECORD="ZDATE ZORIGINATED"),
    stored_calls,
    About(
        "CallHistory.storedata of an iPhone, iPad or Mac",
        "iOS 8 to 26 by their columns",
        (
            "every call with people, direction, length, whether it was answered, and the app (phone, "
            "FaceTime, others)"
        ),
        "nothing that is in the table",
        "the phone keeps the last hundred or so calls, with iCloud about a thousand",
    ),
)
OLD = Source(
    "iPhone calls (call_history.db)",
    frozenset({"call_history.db"}),
    with_columns(call="address date duration flags"),
    old_calls,
    About(
        "call_history.db of an iPhone",
        "iOS 3 to 7",
        "every call with number, direction and length",
        "data counters",
        "names are not in it",
    ),
)
WHATSAPP = Source(
    "WhatsApp calls (iPhone)",
    frozenset({"CallHistory.sqlite"}),
    with_columns(ZWACDCALLEVENT="ZDATE"),
    whatsapp_calls,
    About("CallHistory.sqlite of WhatsApp for iPhone", "tables as since 2018", "every call with people, direction and length", "call links", "names come from the address book of the same backup"),
)  # fmt: skip
VOICEMAIL = Source(
    "iPhone voicemail (voicemail.db)",
    frozenset({"voicemail.db"}),
    with_columns(voicemail="remote_uid date sender"),
    voicemails,
    About("voicemail.db of an iPhone", "iOS 4 to 26", "every voicemail with number, time, length and its recording where it was supplied", "transcripts", "recordings are not listened to"),
    lambda db: (f"Library/Voicemail/{row.get('ROWID')}.amr" for row in db.rows("voicemail")),
)  # fmt: skip

IMPORTER = importer_of(SOURCE)
OLD_IMPORTER = importer_of(OLD)
WHATSAPP_IMPORTER = importer_of(WHATSAPP)
VOICEMAIL_IMPORTER = importer_of(VOICEMAIL)
