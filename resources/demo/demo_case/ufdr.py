"""A Cellebrite UFDR: a zip with report.xml in the known grammar and one tagged picture (reference/formats.md
3.1)."""

import hashlib
import random
import zipfile
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from demo_case.pictures import POSTER
from demo_case.story import FIRST, LUKE, MARTA, Person, Thread
from demo_case.talk import Said

type Write = Callable[[str], object]

_PICTURE_ID = "5f2a7c1e-0000-4000-8000-0000000000a1"
_HEAD = """<?xml version="1.0" encoding="utf-8"?>
<project id="c0ffee00-0000-4000-8000-00000000demo" name="LH-1" reportVersion="5.2.0.0" licenseID="0000000000" containsGarbage="False" extractionType="FileSystem" NodeCount="1" ModelCount="{models}" xmlns="http://pa.cellebrite.com/report/2.0">
  <sourceExtractions><extractionInfo id="0" name="Advanced Logical" isCustomName="False" type="AdvancedLogical" deviceName="Demo handset" fullName="Demo handset" index="0" IsPartialData="False" IsStoppedByUser="False" IsTriageExtraction="False" IsSelectiveExtraction="False" /></sourceExtractions>
  <caseInformation><field name="Case number" isSystem="True" isRequired="False" fieldType="CaseNumber" multipleLines="False"><![CDATA[DEMO/0417]]></field><field name="Evidence number" isSystem="True" isRequired="False" fieldType="EvidenceNumber" multipleLines="False"><![CDATA[LH/1]]></field></caseInformation>
  <metadata section="Additional Fields"><item name="DeviceInfoCreationTime" sourceExtraction="0"><![CDATA[02/06/2025 09:12:44]]></item><item name="UFED_PA_Version" systemtype="System.String"><![CDATA[7.69.0.0]]></item></metadata>
  <metadata section="Device Info"><item name="DeviceInfoSelectedManufacturer" sourceExtraction="0"><![CDATA[Demo]]></item><item name="DeviceInfoSelectedDeviceName" sourceExtraction="0"><![CDATA[Handset One]]></item><item name="DeviceInfoUnlockPattern" sourceExtraction="0"><![CDATA[]]></item></metadata>
  <taggedFiles><file fs="Demo" fsid="fs-1" path="/DCIM/Camera/poster.png" size="{size}" id="{picture}" extractionId="0" deleted="Intact" embedded="false" isrelated="False" source_index="1"><accessInfo><timestamp name="CreationTime" format="TimeStampKnown" formattedTimestamp="2025-03-06T19:01:55+00:00">2025-03-06T19:01:55.000+00:00</timestamp></accessInfo><metadata section="File"><item name="Local Path"><![CDATA[files\\Image\\poster.png]]></item><item name="SHA256"><![CDATA[{sha256}]]></item><item name="MD5"><![CDATA[{md5}]]></item><item name="Tags"><![CDATA[Image]]></item></metadata></file></taggedFiles>
  <decodedData>
"""


class Report:
    """Writes models one after another; ids come from a counter, so that the same case gives the same
    bytes."""

    def __init__(self, write: Write, people: dict[str, Person]) -> None:
        self.write, self.people, self.made = write, people, 0

    def model(self, kind: str, inner: str, deleted: str = "Intact", more: str = "") -> str:
        """A model with its attributes."""
        self.made += 1
        return (
            f'<model type="{kind}" id="{self.made:08x}-0000-4000-8000-00000000beef" '
            f'deleted_state="{deleted}" decoding_confidence="High" '
            f'isrelated="False" source_index="{self.made}" extractionId="0"{more}>{inner}</model>'
        )

    def party(self, key: str, role: str, app: str) -> str:
        """A person as one occurrence: identifier, name, role, whether the phone's owner."""
        person = self.people[key]
        identifier = {"WhatsApp": f"{_number(person)[1:]}@s.whatsapp.net", "Instagram": person.on_luke}.get(
            app
        ) or _number(person)
        inner = text("Identifier", identifier) + text("Role", role, "PartyRole")
        return self.model(
            "Party",
            inner
            + (text("Name", person.on_luke) if app != "SMS" or key != LUKE else empty("Name"))
            + flag("IsPhoneOwner", key == LUKE),
        )

    def message(self, said: Said, thread: Thread, nested: bool = False) -> str:
        """An InstantMessage; what it replies to is embedded whole, as the product does."""
        others = [key for key in thread.people if key != said.by]
        body = empty("Body") if said.notice in {"deleted", "media"} else text("Body", said.text)
        inner = text("Source", thread.app) + one("From", "Party", self.party(said.by, "From", thread.app))
        inner += (
            many("To", "Party", [self.party(key, "To", thread.app) for key in others])
            if len(others) == 1
            else many("To", "Party", [])
        )
        inner += (
            body
            + text("Status", "Sent" if said.by == LUKE else "Read", "MessageStatus")
            + stamp("TimeStamp", said.at)
        )
        inner += many("Attachments", "Attachment", [self._attachment()] if said.notice == "media" else [])
        if said.answers and not nested:
            embedded = one(
                "EmbeddedInstantMessage", "InstantMessage", self.message(said.answers, thread, nested=True)
            )
            inner += many(
                "MessageExtraData",
                "MessageExtraData",
                [self.model("ReplyMessageData", text("Label", "Reply") + embedded)],
            )
        return self.model(
            "InstantMessage", inner, "Deleted" if said.deleted or said.notice == "deleted" else "Intact"
        )

    def _attachment(self) -> str:
        inner = (
            text("Filename", "poster.png")
            + text("ContentType", "image/png")
            + text("attachment_extracted_path", "files\\Image\\poster.png")
        )
        return self.model("Attachment", inner, more=f' file_id="{_PICTURE_ID}"')

    def chat(self, thread: Thread, stream: Iterable[Said]) -> int:
        """A chat, written as it comes; how many messages."""
        count = 0
        self.made += 1
        self.write(
            (
                f'<model type="Chat" id="{self.made:08x}-0000-4000-8000-00000000beef" '
                f'deleted_state="Intact" decoding_confidence="High" isrelated="False" '
                f'source_index="{self.made}" extractionId="0">'
            )
        )
        inner = (
            text("Source", thread.app)
            + text("Id", f"{thread.name}@{'g.us' if len(thread.people) > 2 else 's.whatsapp.net'}")
            + text(
                "Name", thread.title or next(self.people[key].on_luke for key in thread.people if key != LUKE)
            )
        )
        self.write(
            inner
            + stamp("StartTime", FIRST)
            + many("Participants", "Party", [self.party(key, "General", thread.app) for key in thread.people])
        )
        self.write('<multiModelField name="Messages" type="InstantMessage">\n')
        for said in stream:
            self.write(self.message(said, thread) + "\n")
            count += 1
        self.write("</multiModelField></model>\n")
        return count


def write_ufdr(
    path: Path,
    chats: Iterable[tuple[Thread, Iterable[Said]]],
    models: int,
    people: dict[str, Person],
    seed: int,
) -> int:
    """The whole container, streamed; how many messages."""
    count = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, allowZip64=True, compresslevel=1) as archive:
        with archive.open(_entry("report.xml"), "w", force_zip64=True) as out:
            report = Report(lambda words: out.write(words.encode()), people)
            sums = {
                "sha256": hashlib.sha256(POSTER).hexdigest(),
                "md5": hashlib.md5(POSTER, usedforsecurity=False).hexdigest(),
            }
            report.write(_HEAD.format(models=models, size=len(POSTER), picture=_PICTURE_ID, **sums))
            report.write('<modelType type="Chat">\n')
            for thread, stream in chats:
                count += report.chat(thread, stream)
            report.write("</modelType>\n")
            _rest(report, random.Random(f"{seed}/ufdr"))
            report.write("</decodedData>\n</project>\n")
        archive.writestr(_entry("files/Image/poster.png"), POSTER)
    return count


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (2025, 6, 2, 9, 12, 44))
    entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
    return entry


CALLS = (
    (MARTA, "Outgoing", "Established", "2025-03-08T19:40:12", "00:01:08"),
    (MARTA, "Outgoing", "Missed", "2025-03-09T02:14:51", "00:00:00"),
    (MARTA, "Outgoing", "Missed", "2025-03-09T10:58:03", "00:00:00"),
    ("dannyo", "Incoming", "Established", "2025-03-09T00:24:30", "00:00:41"),
    ("dannyo", "Outgoing", "Established", "2025-03-17T18:50:00", "00:11:20"),
    ("adeyemi", "Outgoing", "Established", "2025-03-16T22:31:09", "00:14:02"),
    ("mam", "Incoming", "Established", "2025-03-30T10:05:44", "00:22:17"),
    ("nocaller", "Incoming", "Rejected", "2025-04-11T16:20:00", "00:00:00"),
)
SEARCHES = (
    ("2025-03-08T17:20:31", "last train chester to wrexham saturday"),
    ("2025-03-08T23:02:09", "late chip shop foundry street chester"),
    ("2025-03-16T21:48:55", "what is an interview under caution"),
    ("2025-04-08T12:15:00", "knee pain after five a side"),
)
PLACES = (
    ("2025-03-08T20:05:00", 53.1931, -2.8932, "The Lamplighter"),
    ("2025-03-09T00:03:00", 53.1952, -2.8871, "home"),
    ("2025-04-12T14:10:00", 53.0462, -2.9915, "Wrexham"),
)
NOTES = (
    ("2025-02-22T18:00:00", "Shopping", "milk, plant food for M's fern, boiler valve 15mm, card for Mam"),
    (
        "2025-03-11T23:10:00",
        "things to say",
        "that I thought she was happy to stay. that Dan was there. that I'm sorry if I got it wrong.",
    ),
)


def _rest(report: Report, rng: random.Random) -> None:
    """Calls, contacts, searches, places and notes, each in its own modelType."""
    calls = [
        text("Source", "Phone") + text("Direction", way, "CallType") + text("Type", state) + stamp("TimeStamp", _at(when)) + text("Duration", f"{length}.0000000", "TimeSpan")
        + flag("VideoCall", False) + many("Parties", "Party", [report.party(key, "To" if way == "Outgoing" else "From", "SMS")])
        for key, way, state, when, length in CALLS
    ]  # fmt: skip
    contacts = [
        text("Source", "Phone") + text("Name", person.on_luke)
        + many("Entries", "ContactEntry", [report.model("PhoneNumber", text("Category", "Mobile") + text("Value", _number(person)) + text("Domain", "Phone Number"))])
        for person in report.people.values() if person.on_luke not in {"", "null"} and person.key != LUKE
    ]  # fmt: skip
    searches = [
        text("Source", "Browser") + text("Value", words) + stamp("TimeStamp", _at(when))
        for when, words in SEARCHES
    ]
    places = [
        text("Name", name) + stamp("TimeStamp", _at(when)) + one("Position", "Coordinate", report.model("Coordinate", number("Longitude", east) + number("Latitude", north)))
        for when, north, east, name in PLACES
    ]  # fmt: skip
    notes = [
        text("Source", "Notes") + text("Title", title) + text("Body", words) + stamp("Creation", _at(when))
        for when, title, words in NOTES
    ]
    rng.shuffle(contacts)
    for kind, inners in (
        ("Call", calls),
        ("Contact", contacts),
        ("SearchedItem", searches),
        ("Location", places),
        ("Note", notes),
    ):
        report.write(
            f'<modelType type="{kind}">\n'
            + "".join(report.model(kind, inner) + "\n" for inner in inners)
            + "</modelType>\n"
        )


def models_beside_chats(people: dict[str, Person]) -> int:
    """How many models stand outside the chats."""
    contacts = sum(person.on_luke not in {"", "null"} and person.key != LUKE for person in people.values())
    return len(CALLS) + contacts + len(SEARCHES) + len(PLACES) + len(NOTES)


def _at(when: str) -> datetime:
    return datetime.fromisoformat(when + "+00:00")


def _number(person: Person) -> str:
    return "+44" + person.number.replace(" ", "")[1:]


def text(name: str, value: str, kind: str = "String") -> str:
    """A field with text in CDATA."""
    safe = value.replace("]]>", "]]]]><![CDATA[>")
    return f'<field name="{name}" type="{kind}"><value type="{kind}"><![CDATA[{safe}]]></value></field>'


def empty(name: str) -> str:
    """A field that is not set."""
    return f'<field name="{name}" type="String"><empty /></field>'


def flag(name: str, value: bool) -> str:
    """A yes or no."""
    return f'<field name="{name}" type="Boolean"><value type="Boolean"><![CDATA[{value}]]></value></field>'


def number(name: str, value: float) -> str:
    """A number with decimals."""
    return f'<field name="{name}" type="Double"><value type="Double"><![CDATA[{value}]]></value></field>'


def stamp(name: str, at: datetime) -> str:
    """A time in UTC, twice, as the product writes it."""
    plain = f"{at:%Y-%m-%dT%H:%M:%S}"
    return (
        f'<field name="{name}" type="TimeStamp"><value type="TimeStamp" format="TimeStampKnown" '
        f'formattedTimestamp="{plain}+00:00">{plain}.{at.microsecond // 1000:03d}+00:00</value></field>'
    )


def one(name: str, kind: str, model: str) -> str:
    """A field that holds one model."""
    return f'<modelField name="{name}" type="{kind}">{model}</modelField>'


def many(name: str, kind: str, models: list[str]) -> str:
    """A field that holds models."""
    return (
        f'<multiModelField name="{name}" type="{kind}">{"".join(models)}</multiModelField>'
        if models
        else f'<multiModelField name="{name}" type="{kind}" />'
    )
