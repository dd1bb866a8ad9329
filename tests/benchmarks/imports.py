"""How fast a source is imported, beside plain sqlite3: python tests/benchmarks/imports.py [--messages 100000 1000000] [--format sms ufdr].

Prints, for each size: messages a second of the whole import (hash, read in the sandbox, store with index), resident memory of
both processes at most, and the rate at which plain sqlite3 stores the same rows with executemany, as the limit.
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
from xml.sax.saxutils import escape, quoteattr

from evidence_review.domain.basis import Basis, Exhibit
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import ExhibitKind, LegalBasis, Role
from evidence_review.domain.progress import finish
from evidence_review.workflow import importing, opening

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
        yield at, f"07700 900{draw.randrange(60):03}", " ".join(draw.choices(WORDS, k=draw.randrange(3, 20))), draw.choice((1, 2))


def write_sms(path: Path, count: int) -> None:
    """SMS Backup & Restore, as the app writes it."""
    with path.open("w", encoding="utf-8") as out:
        out.write(f"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"{count}\">\n")
        for _, (at, number, words, way) in zip(range(count), said(1), strict=False):
            out.write(
                f'  <sms protocol="0" address="{number}" date="{at}" type="{way}" subject="null" body={quoteattr(words)} toa="null" sc_toa="null" '
                f'service_center="null" read="1" status="-1" locked="0" date_sent="{at - 1000}" sub_id="1" readable_date="x" contact_name="(Unknown)" />\n'
            )
        out.write("</smses>\n")


def write_ufdr(path: Path, count: int, in_chat: int = 500) -> None:
    """A report.xml of chats as Physical Analyzer writes them: a message has its party, body, time, status and identifiers."""
    with path.open("w", encoding="utf-8") as out:
        out.write(
            '<?xml version="1.0" encoding="utf-8"?>\n<project id="a" name="bench" reportVersion="5.2.0.0" extractionType="Logical" NodeCount="0" '
            f'ModelCount="{count}" xmlns="http://pa.cellebrite.com/report/2.0">\n<decodedData>\n<modelType type="Chat">\n'
        )
        talk = said(2)
        for chat in range(-(-count // in_chat)):
            number = f"4477009{chat % 100_000:05}@s.whatsapp.net"
            out.write(
                f'<model type="Chat" id="c{chat}" deleted_state="Intact" decoding_confidence="High" isrelated="False" extractionId="0"><field name="Source" type="String">'
                f'<value type="String"><![CDATA[WhatsApp]]></value></field><field name="Id" type="String"><value type="String"><![CDATA[{number}]]></value></field>'
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
        f'<model type="InstantMessage" id="m{index}" deleted_state="Intact" decoding_confidence="High" isrelated="False" source_index="1" extractionId="0">{fields}'
        f'<field name="TimeStamp" type="TimeStamp"><value type="TimeStamp" format="TimeStampKnown" formattedTimestamp="{stamp}+00:00"><![CDATA[{stamp}.000+00:00]]></value></field>'
        '<field name="Subject" type="String"><empty /></field><field name="Folder" type="String"><empty /></field>'
        f'<modelField name="From" type="Party"><model type="Party" id="p{index}" deleted_state="Intact" decoding_confidence="High" isrelated="False">'
        f'<field name="Identifier" type="String"><value type="String"><![CDATA[{number if way == 1 else "447700900001@s.whatsapp.net"}]]></value></field>'
        f'<field name="Name" type="String"><value type="String"><![CDATA[Ann Example]]></value></field><field name="Role" type="PartyRole"><value type="PartyRole"><![CDATA[From]]></value></field>'
        f'<field name="IsPhoneOwner" type="Boolean"><value type="Boolean"><![CDATA[{owner}]]></value></field></model></modelField></model>\n'
    )


WRITERS = {"sms": ("backup.xml", write_sms), "ufdr": ("report.xml", write_ufdr)}


class Watch(threading.Thread):
    """The most memory that this process held, in MiB; that of the child is asked of the system at the end."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most, self.over = 0, threading.Event()

    def run(self) -> None:
        """Ten looks a second."""
        while not self.over.wait(0.1):
            pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
            self.most = max(self.most, pages * resource.getpagesize() >> 20)


def measure(form: str, count: int) -> dict[str, object]:
    """One import of so many messages into a new case, and plain sqlite3 with the same rows."""
    with tempfile.TemporaryDirectory() as folder:
        name, write = WRITERS[form]
        source = Path(folder, name)
        write(source, count)
        session = _reviewer(Path(folder, "case"))
        watch, began = Watch(), time.perf_counter()
        watch.start()
        (report,) = finish(
            importing.import_path(
                session, source, Exhibit("AB/1", ExhibitKind.DEVICE, "", Basis(LegalBasis.WARRANT, "bench")), ReadOptions()
            )
        )
        took = time.perf_counter() - began
        watch.over.set()
        rows = session.case.all(
            "SELECT id, source_id, locator, kind, thread_id, position, sender_id, sent_raw, sent_local, sent_utc, sent_offset, sent_zone, day, sort_time, direction, app, text, text_hash, deleted, extra FROM items"
        )
        opening.close(session)
        limit = plain(Path(folder, "plain.db"), rows)
        child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
        return {
            "format": form, "messages": count, "imported": report.coverage.imported, "balances": report.coverage.balances, "bytes": source.stat().st_size,
            "seconds": round(took, 1), "messages_per_s": round(count / took), "plain_sqlite3_per_s": round(len(rows) / limit),
            "of_limit": round(took / limit, 2), "parent_mib": watch.most, "child_mib": child,
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


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--messages", type=int, nargs="+", default=[100_000, 1_000_000])
    asked.add_argument("--format", nargs="+", default=["sms", "ufdr"], choices=sorted(WRITERS))
    asked.add_argument("--alone", action="store_true", help="measure the first of these in this process")
    given = asked.parse_args()
    if given.alone:
        sys.stdout.write(json.dumps(measure(given.format[0], given.messages[0])) + "\n")
        sys.exit()
    for form in given.format:
        for count in given.messages:  # each in a process of its own: memory that one has held would count for the next
            command = [sys.executable, __file__, "--alone", "--format", form, "--messages", str(count)]
            sys.stdout.write(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            sys.stdout.flush()
