"""How fast a source is imported, beside plain sqlite3: python tests/benchmarks/imports.py [--messages 100000
1000000] [--format sms ufdr].

Prints, for each size: messages a second of the whole import (hash, read in the sandbox, store with index),
resident memory of both processes at most, processor time of each (the children start Python as well), and as
limits the rates at which plain sqlite3 stores the same rows with executemany, and SQLCipher with the table
and indexes of a case. Each format is written in two quite different layouts.
"""

import argparse
import json
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import sqlcipher3.dbapi2
from processes import processor_seconds, resident_mib

from evidence_review.domain.basis import Basis, Exhibit
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import ExhibitKind, LegalBasis, Role
from evidence_review.domain.progress import finish
from evidence_review.workflow.case import opening
from evidence_review.workflow.importing import importing

WORDS = [
    "running",
    "late",
    "sorry",
    "see",
    "you",
    "at",
    "six",
    "the",
    "usual",
    "place",
    "bring",
    "a",
    "key",
    "and",
    "some",
    "milk",
    "it",
    "was",
    "cold",
    "by",
    "canal",
    "tonight",
    "are",
    "home",
    "yet",
    "ok",
]


def said(seed: int) -> Iterator[tuple[int, str, str, int]]:
    """Endless messages: time in ms, number, words, direction (1 received, 2 sent)."""
    draw, at = random.Random(seed), 1_700_000_000_000
    while True:
        at += draw.randrange(1_000, 90_000)
        yield (
            at,
            f"07700 900{draw.randrange(60):03}",
            " ".join(draw.choices(WORDS, k=draw.randrange(3, 20))),
            draw.choice((1, 2)),
        )


def write_sms(path: Path, count: int) -> None:
    """SMS Backup & Restore, as the app writes it."""
    with path.open("w", encoding="utf-8") as out:
        out.write(f"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"{count}\">\n")
        for _, (at, number, words, way) in zip(range(count), said(1), strict=False):
            out.write(
                f'  <sms protocol="0" address="{number}" date="{at}" type="{way}" subject="null" '
                f'body={quoteattr(words)} toa="null" sc_toa="null" '
                f'service_center="null" read="1" status="-1" locked="0" date_sent="{at - 1000}" '
                f'sub_id="1" readable_date="x" contact_name="(Unknown)" />\n'
            )
        out.write("</smses>\n")


def write_ufdr(path: Path, count: int, in_chat: int = 500) -> None:
    """A report.xml of chats as Physical Analyzer writes them: a message has its party, body, time, status and
    identifiers."""
    with path.open("w", encoding="utf-8") as out:
        out.write(
            '<?xml version="1.0" encoding="utf-8"?>\n<project id="a" name="bench" '
            'reportVersion="5.2.0.0" extractionType="Logical" NodeCount="0" '
            f'ModelCount="{count}" xmlns="http://pa.cellebrite.com/report/'
            f'2.0">\n<decodedData>\n<modelType type="Chat">\n'
        )
        talk = said(2)
        for chat in range(-(-count // in_chat)):
            number = f"4477009{chat % 100_000:05}@s.whatsapp.net"
            out.write(
                f'<model type="Chat" id="c{chat}" deleted_state="Intact" '
                f'decoding_confidence="High" isrelated="False" extractionId="0"><field '
                f'name="Source" type="String">'
                f'<value type="String"><![CDATA[WhatsApp]]></value></field><field name="Id" '
                f'type="String"><value type="String"><![CDATA[{number}]]></value></field>'
                '<multiModelField name="Messages" type="InstantMessage">\n'
            )
            for index in range(min(in_chat, count - chat * in_chat)):
                out.write(_ufdr_message(chat * in_chat + index, number, next(talk)))
            out.write("</multiModelField></model>\n")
        out.write("</modelType>\n</decodedData>\n</project>\n")


def _ufdr_message(index: int, number: str, talk: tuple[int, str, str, int]) -> str:
    at, _, words, way = talk
    stamp = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(at // 1000))
    owner = "True" if way == 2 else "False"
    fields = "".join(
        f'<field name="{name}" type="{kind}"><value type="{kind}"><![CDATA[{value}]]></value></field>'
        for name, kind, value in (
            ("Source", "String", "WhatsApp"),
            ("Body", "String", escape(words)),
            ("Identifier", "String", f"3EB0{index:012X}"),
            ("Status", "MessageStatus", "Read"),
        )
    )
    return (
        f'<model type="InstantMessage" id="m{index}" deleted_state="Intact" '
        f'decoding_confidence="High" isrelated="False" source_index="1" extractionId="0">{fields}'
        f'<field name="TimeStamp" type="TimeStamp"><value type="TimeStamp" format="TimeStampKnown" '
        f'formattedTimestamp="{stamp}+00:00"><![CDATA[{stamp}.000+00:00]]></value></field>'
        '<field name="Subject" type="String"><empty /></field><field name="Folder" '
        'type="String"><empty /></field>'
        f'<modelField name="From" type="Party"><model type="Party" id="p{index}" '
        f'deleted_state="Intact" decoding_confidence="High" isrelated="False">'
        f'<field name="Identifier" type="String"><value '
        f'type="String"><![CDATA[{number if way == 1 else "447700900001@s.whatsapp.net"}]]></'
        f"value></field>"
        f'<field name="Name" type="String"><value type="String"><![CDATA[Ann '
        f'Example]]></value></field><field name="Role" type="PartyRole"><value '
        f'type="PartyRole"><![CDATA[From]]></value></field>'
        f'<field name="IsPhoneOwner" type="Boolean"><value '
        f'type="Boolean"><![CDATA[{owner}]]></value></field></model></modelField></model>\n'
    )


def write_sms_otherwise(path: Path, count: int) -> None:
    """The same as another program writes it: other order, CRLF, single quotes, references for emoji, names,
    and picture messages among the texts."""
    with path.open("w", encoding="utf-8", newline="\r\n") as out:
        out.write(
            (
                f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- made by a backup -->\n<smses '
                f'backup_set="x" count="{count}">\n'
            )
        )
        for number, (at, address, words, way) in zip(range(count), said(3), strict=False):
            if number % 50:
                text = f"{escape(words)} &amp; it&apos;s &#128077;" if number % 5 == 0 else escape(words)
                out.write(
                    f"\t<sms body='{text}' contact_name='Robin Example' date_sent='0' date='{at}' "
                    f"read='1' type='{way}' status='-1' locked='0' "
                    f"protocol='0' address='{address}' thread_id='{number % 60}' sim_slot='0' "
                    f"subject='null' />\n"
                )
            else:
                out.write(
                    f'\t<mms date="{at}" msg_box="{way}" address="{address}" '
                    f'ct_t="application/vnd.wap.multipart.related" m_type="132" '
                    f'read="1">\n\t\t<parts>\n'
                    f'\t\t\t<part seq="0" ct="text/plain" name="null" chset="106" '
                    f"text={quoteattr(words)} />\n\t\t</parts>\n\t\t<addrs>\n"
                    f'\t\t\t<addr address="{address}" type="137" charset="106" />\n\t\t</addrs>\n\t</mms>\n'
                )
        out.write("</smses>\n")


def write_ufdr_otherwise(path: Path, count: int, in_chat: int = 100) -> None:
    """A report as other versions write it: indented, CRLF, other order, references, recipients with times of
    their own, files, replies, pointers."""
    with path.open("w", encoding="utf-8", newline="\r\n") as out:
        out.write(
            '<?xml version="1.0" encoding="utf-8"?>\n<project '
            'xmlns="http://pa.cellebrite.com/report/2.0" reportVersion="8.5" name="bench" id="b" '
            f'ModelCount="{count}" NodeCount="0">\n  <decodedData>\n    <modelType type="Chat">\n'
        )
        talk = said(4)
        for chat in range(-(-count // in_chat)):
            out.write(
                f'      <model id="c{chat}" type="Chat" deleted_state="Intact">\n        <field '
                f'type="String" name="Source">\n'
                '          <value type="String">Signal</value>\n        </field>\n        '
                '<multiModelField type="InstantMessage" name="Messages">\n'
            )
            for index in range(min(in_chat, count - chat * in_chat)):
                out.write(_other_message(chat * in_chat + index, chat, next(talk)))
            out.write("        </multiModelField>\n      </model>\n")
        out.write("    </modelType>\n  </decodedData>\n</project>\n")


def _other_message(index: int, chat: int, talk: tuple[int, str, str, int], *, answering: bool = True) -> str:
    at, _, words, way = talk
    stamp = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(at // 1000))
    body = f"{escape(words)} &amp; it&apos;s 👍" if index % 7 == 0 else escape(words)
    people = [
        ("447700900001", "Ann Example", "True"),
        (f"4477009{chat % 100_000:05}", f"Robin {chat}", "False"),
    ]
    sender, recipient = people if way == 2 else reversed(people)
    files = (
        (
            f'<multiModelField type="Attachment" name="Attachments">\n<model id="a{index}" '
            f'type="Attachment">\n{_other_field("Filename", f"IMG-{index}.jpg")}</model>\n</'
            f"multiModelField>\n"
        )
        if index % 10 == 3
        else '<multiModelField type="Attachment" name="Attachments" />\n'
    )
    reply = (
        (
            f'<modelField type="InstantMessage" '
            f'name="ReplyMessageData">\n{_other_message(index, chat, talk, answering=False)}</'
            f"modelField>\n"
        )
        if answering and index % 10 == 5
        else ""
    )
    return (
        f'          <model source_index="{index}" id="n{index}" type="InstantMessage" '
        f'decoding_confidence="High" deleted_state="Intact">\n'
        f"{_other_field('SourceApplication', 'Signal')}{_other_field('Body', body)}"
        f"{_other_field('Status', 'Sent' if way == 2 else 'Read', 'MessageStatus')}"
        f'            <field type="TimeStamp" name="TimeStamp">\n              <value '
        f'formattedTimestamp="{stamp}+00:00" format="TimeStampKnown" '
        f'type="TimeStamp">{stamp}.123+00:00</value>\n            </field>\n'
        '            <field type="String" name="Subject">\n              <empty />\n            </field>\n'
        f'<modelField type="Party" name="From">\n{_other_party(f"f{index}", *sender)}</modelField>\n'
        f'<multiModelField type="Party" '
        f'name="To">\n{_other_party(f"t{index}", *recipient, delivered=f"{stamp}.500+00:00")}</'
        f"multiModelField>\n"
        f'{files}{reply}<jumptargets name="">\n<targetid '
        f'ismodel="true">j{index}</targetid>\n</jumptargets>\n          </model>\n'
    )


def _other_party(number: str, identifier: str, name: str, owner: str, delivered: str = "") -> str:
    time_of = _other_field("DateDelivered", delivered, "TimeStamp") if delivered else ""
    return (
        f'<model id="{number}" '
        f'type="Party">\n{_other_field("Identifier", identifier)}{_other_field("Name", name)}'
        f"{_other_field('IsPhoneOwner', owner, 'Boolean')}{time_of}</model>\n"
    )


def _other_field(name: str, words: str, kind: str = "String") -> str:
    return (
        f'            <field type="{kind}" name="{name}">\n              <value '
        f'type="{kind}">{words}</value>\n            </field>\n'
    )


WRITERS = {
    "sms": ("backup.xml", write_sms),
    "sms-otherwise": ("backup.xml", write_sms_otherwise),
    "ufdr": ("report.xml", write_ufdr),
    "ufdr-otherwise": ("report.xml", write_ufdr_otherwise),
}


class Watch(threading.Thread):
    """The most memory that this process held, and that all held that come from it, in MiB."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most, self.children, self.over = 0, 0, threading.Event()

    def run(self) -> None:
        """Ten looks a second."""
        while not self.over.wait(0.1):
            pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
            self.most = max(self.most, pages * resource.getpagesize() >> 20)
            self.children = max(self.children, resident_mib())


def measure(form: str, count: int) -> dict[str, object]:
    """One import of so many messages into a new case, and plain sqlite3 with the same rows."""
    with tempfile.TemporaryDirectory() as folder:
        name, write = WRITERS[form]
        source = Path(folder, name)
        write(source, count)
        session = _reviewer(Path(folder, "case"))
        watch, began, busy, all_busy = Watch(), time.perf_counter(), time.process_time(), processor_seconds()
        watch.start()
        (report,) = finish(
            importing.import_path(
                session,
                source,
                Exhibit("AB/1", ExhibitKind.DEVICE, "", Basis(LegalBasis.WARRANT, "bench")),
                ReadOptions(),
            )
        )
        took, busy, all_busy = (
            time.perf_counter() - began,
            time.process_time() - busy,
            processor_seconds() - all_busy,
        )
        watch.over.set()
        rows = session.case.all(
            (
                "SELECT id, source_id, locator, kind, thread_id, position, sender_id, sent_raw, "
                "sent_local, sent_utc, sent_offset, sent_zone, day, sort_time, direction, app, text, "
                "text_hash, deleted, extra FROM items"
            )
        )
        kept = session.case.all(
            (
                "SELECT sql FROM sqlite_master WHERE tbl_name = 'items' AND type IN ('table', 'index') "
                "AND sql IS NOT NULL ORDER BY type DESC"
            )
        )
        opening.close(session)
        limit, sealed = (
            plain(Path(folder, "plain.db"), rows),
            encrypted(Path(folder, "sealed.db"), [row[0] for row in kept], rows),
        )
        child, reading = watch.children, all_busy - busy
        return {
            "format": form, "messages": count, "imported": report.coverage.imported, "balances": report.coverage.balances, "bytes": source.stat().st_size,
            "seconds": round(took, 1), "messages_per_s": round(count / took), "plain_sqlite3_per_s": round(len(rows) / limit),
            "of_limit": round(took / limit, 2), "sqlcipher_per_s": round(len(rows) / sealed), "of_sqlcipher": round(took / sealed, 2),
            "parent_cpu_us": round(busy / count * 1e6, 1), "children_cpu_us": round(reading / count * 1e6, 1), "parent_mib": watch.most, "child_mib": child,
        }  # fmt: skip


def _reviewer(case: Path) -> opening.Session:
    words = "a passphrase of several words"
    session = opening.create_case(case, "01XX0000125", "Bench", "Ann Example", words)
    opening.add_user(session, "Bo Example", Role.REVIEWER, words)
    opening.close(session)
    return opening.open_case(case, "Bo Example", words)


def plain(path: Path, rows: list[tuple[object, ...]]) -> float:
    """Seconds for plain sqlite3 to store and index the rows: the limit."""
    db = sqlite3.connect(path)
    db.execute(f"CREATE TABLE items ({', '.join(f'c{n}' for n in range(20))})")
    began = time.perf_counter()
    db.executemany(f"INSERT INTO items VALUES ({', '.join('?' * 20)})", rows)
    for columns in ("c1, c2", "c12", "c4, c5"):
        db.execute(f"CREATE INDEX i{columns[1:3].strip(',')} ON items ({columns})")
    db.commit()
    took = time.perf_counter() - began
    db.close()
    return took


def encrypted(path: Path, kept: list[str], rows: list[tuple[object, ...]]) -> float:
    """Seconds for SQLCipher to store the same rows in the table of a case with its indexes, in one
    transaction: what the encrypted file alone costs."""
    db: Any = sqlcipher3.dbapi2.connect(str(path), isolation_level=None)
    db.execute(f"PRAGMA key = \"x'{'ab' * 32}'\"")
    for pragma in (
        "cipher_log_level = NONE",
        "cipher_memory_security = OFF",
        "temp_store = MEMORY",
        "foreign_keys = OFF",
        "journal_mode = WAL",
    ):
        db.execute(f"PRAGMA {pragma}").fetchall()
    for sql in kept:
        db.execute(sql)
    began = time.perf_counter()
    db.execute("BEGIN")
    db.executemany(f"INSERT INTO items VALUES ({', '.join('?' * 20)})", rows)
    db.execute("COMMIT")
    took = time.perf_counter() - began
    db.close()
    return took


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--messages", type=int, nargs="+", default=[100_000, 1_000_000])
    asked.add_argument("--format", nargs="+", default=list(WRITERS), choices=sorted(WRITERS))
    asked.add_argument("--alone", action="store_true", help="measure the first of these in this process")
    given = asked.parse_args()
    if given.alone:
        sys.stdout.write(json.dumps(measure(given.format[0], given.messages[0])) + "\n")
        sys.exit()
    for form in given.format:
        for count in (
            given.messages
        ):  # each in a process of its own: memory that one has held would count for the next
            command = [sys.executable, __file__, "--alone", "--format", form, "--messages", str(count)]
            sys.stdout.write(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            sys.stdout.flush()
