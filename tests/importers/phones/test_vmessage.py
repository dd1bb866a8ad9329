"""Texts of older phones as vMessage: boxes, codes, dates, damage. Fictional people only."""

from datetime import datetime

import samples

from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import Direction, ProblemKind
from evidence_review.importers.choosing import choose
from evidence_review.importers.phones import vmessage

NOKIA = (
    "BEGIN:VMSG\r\nVERSION:1.1\r\nX-IRMC-STATUS:READ\r\nX-IRMC-BOX:INBOX\r\nX-NOK-DT:20260302T101505Z\r"
    "\nX-MESSAGE-TYPE:DELIVER\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nN:\r\nTEL:+447700900123\r\nEND:VCARD\r"
    "\nBEGIN:VENV\r\nBEGIN:VBODY\r\nDate:02-03-2026 10:15:05\r\nAre you there?\r\nI: said "
    "six\r\nEND:VBODY\r\nEND:VENV\r\nEND:VMSG\r\n"
)
TIZEN = (
    "BEGIN:VMSG\r\nX-MESSAGE-TYPE:SMS\r\nX-IRMC-BOX:INBOX\r\nX-SS-DT:20100709T155811Z\r\nBEGIN:VBODY\r"
    "\nX-BODY-SUBJECT:hello\r\nX-BODY-CONTENTS;"
    "ENCODING=BASE64:aGVsbG8gd29ybGQ=\r\nEND:VBODY\r\nBEGIN:VCARD\r\nVERSION:2.1\r\nTEL:07700900164\r"
    "\nEND:VCARD\r\nEND:VMSG\r\n"
)


def read(tmp_path, data):
    path = tmp_path / "texts.vmg"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    assert choose(path) is vmessage.IMPORTER
    values = list(vmessage.read(path, ReadOptions()))
    items, problems = (
        [v for v in values if isinstance(v, Item)],
        [v for v in values if isinstance(v, Problem)],
    )
    assert values[-1] == Tally(len(items) + sum(p.records for p in problems))
    return items, problems


def test_received_and_sent_texts_with_their_codes(tmp_path):
    items, _ = read(tmp_path, samples.VMESSAGE)
    assert [(i.text, i.direction, i.sent.local) for i in items] == [
        ("Are you there?", Direction.INCOMING, datetime(2018, 1, 29, 13, 14, 17)),
        ("On my way", Direction.OUTGOING, datetime(2018, 1, 30, 9)),
    ]
    assert (items[0].sender.identifier, items[0].sender.name) == ("+447700900123", "Tom Field")
    assert [party.identifier for party in items[1].recipients] == ["+447700900124"]


def test_words_without_a_name_and_a_time_with_its_zone(tmp_path):
    (nokia,), _ = read(tmp_path, NOKIA)
    assert nokia.text == "Are you there?\nI: said six"
    assert nokia.direction is Direction.INCOMING
    (tizen,), _ = read(tmp_path, TIZEN)
    assert (tizen.text, tizen.sent.utc) == ("hello world", datetime(2010, 7, 9, 15, 58, 11))
    assert ("x-body-subject", "hello") in tizen.extra


def test_a_text_that_breaks_off_and_lines_outside_are_told(tmp_path):
    items, problems = read(tmp_path, samples.VMESSAGE[:-25])
    assert len(items) == 2
    assert [p.kind for p in problems if "no end" in p.reason] == [ProblemKind.PARTLY_READ]
    _, problems = read(tmp_path, samples.VMESSAGE + b"rubbish\r\nmore\r\n")
    assert sum(p.records for p in problems if p.kind is ProblemKind.NOT_READ) == 2


def test_texts_of_two_bytes_a_character(tmp_path):
    items, _ = read(tmp_path, samples.VMESSAGE.decode().encode("utf-16"))
    assert [i.text for i in items] == ["Are you there?", "On my way"]
