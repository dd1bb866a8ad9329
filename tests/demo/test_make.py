"""The demo case: enough of it, true to its key, the same each time, and readable by our own importers."""

import hashlib
import json
import re
import time
import tomllib
import zipfile
from datetime import UTC, datetime

import pytest

from evidence_review.domain.basis import Basis, Notice, Request, doubts_of_basis, missing_from_basis
from evidence_review.domain.enquiry import missing_before_approval
from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import (
    DisclosureCode,
    ExhibitKind,
    ItemKind,
    LegalBasis,
    Points,
    Relevance,
    Role,
)
from evidence_review.domain.people import person_key, person_keys
from evidence_review.importers.choosing import choose, read
from evidence_review.relevance.expansions import expand
from evidence_review.relevance.scanning import scan
from evidence_review.relevance.term_hits import vocabulary
from evidence_review.workflow.enquiring import enquiring


def key_rows(folder):
    return [json.loads(line) for line in (folder / "key.jsonl").read_text("utf-8").splitlines()]


def hashes(folder):
    return {
        str(f.relative_to(folder)): hashlib.sha256(f.read_bytes()).hexdigest()
        for f in sorted(folder.rglob("*"))
        if f.is_file()
    }


def toml(file):
    return tomllib.loads(file.read_text("utf-8"))


@pytest.fixture(scope="module")
def rows(demo):
    return key_rows(demo)


@pytest.fixture(scope="module")
def imported(demo):
    """(exhibit reference, file, values) for every file that an exhibit names, read with its own options."""
    found = []
    for table in toml(demo / "exhibits.toml")["exhibit"]:
        for pattern in table["files"]:
            found += [
                (
                    table["ref"],
                    str(f.relative_to(demo)),
                    list(read(f, ReadOptions(zone=table["zone"], owner=table["owner"]))),
                )
                for f in sorted(demo.glob(pattern))
            ]
    return found


def items_of(imported, file):
    return [v for _, name, values in imported if name == file for v in values if isinstance(v, Item)]


def test_there_are_at_least_three_thousand_messages_over_four_months(imported):
    messages = [
        v for _, _, values in imported for v in values if isinstance(v, Item) and v.kind is ItemKind.MESSAGE
    ]
    days = sorted({v.sent.local.date() if v.sent.local else v.sent.utc.date() for v in messages if v.sent})
    assert len(messages) >= 3000
    assert days[0] == datetime(2025, 2, 1, tzinfo=UTC).date()
    assert days[-1] == datetime(2025, 5, 31, tzinfo=UTC).date()
    assert len(days) > 115


def test_every_file_is_named_by_an_exhibit_and_read_by_an_importer_that_reconciles(demo, imported):
    written = {
        str(f.relative_to(demo))
        for f in demo.rglob("*")
        if f.is_file() and f.suffix not in {".toml", ".jsonl"}
    }
    assert {file for _, file, _ in imported} == written
    names = {choose(demo / file).name for file in written}
    assert {"Cellebrite report (UFDR)", "WhatsApp text export", "SMS Backup & Restore", "PDF"} <= names
    for _, file, values in imported:
        assert isinstance(values[-1], Tally), file
        counted = sum(isinstance(v, Item) for v in values) + sum(
            v.records for v in values if isinstance(v, Problem)
        )
        assert counted == values[-1].found > 0, file


def test_each_planted_text_stands_in_its_file_exactly_once(imported, rows):
    for row in rows:
        for file in (row["file"], *row["also_in"]):
            if file.endswith(".mbox"):
                continue  # an HTML part repeats the words; see the next test
            holding = [item for item in items_of(imported, file) if row["text"] in (item.text or "")]
            assert len(holding) == 1, (row["key"], file, len(holding))
        assert hashlib.sha256(row["text"].encode()).hexdigest() == row["text_sha256"]


def test_each_planted_text_of_the_e_mail_thread_is_in_it(demo, rows):
    whole = (demo / "email_thread.mbox").read_text("utf-8")
    planted = [row for row in rows if row["file"].endswith(".mbox")]
    assert len(planted) >= 10
    assert all(row["text"] in whole for row in planted)


def test_the_key_has_what_the_lines_need(rows):
    assert len({row["key"] for row in rows}) == len(rows)
    assert {row["label"] for row in rows} == {"relevant", "decoy", "privileged", "out_of_scope_find", "noise"}
    for line in (1, 2, 3):
        relevant = [row for row in rows if row["line"] == line and row["label"] == "relevant"]
        by_term = sum(row["hit_by_term"] for row in relevant)
        assert len(relevant) >= 15
        assert 0.3 <= by_term / len(relevant) <= 0.7
        assert sum(row["line"] == line and row["label"] == "decoy" for row in rows) >= 7
    assert sum(row["label"] == "privileged" for row in rows) >= 20
    assert sum(row["label"] == "out_of_scope_find" for row in rows) >= 3
    assert sum(row["key"].startswith("MARK-") for row in rows) >= 15


def test_times_in_the_key_are_those_of_the_files_on_both_sides_of_the_clock_change(imported, rows):
    checked = 0
    for row in rows:
        if row["file"].endswith((".pdf", ".mbox")):
            continue
        item = next(item for item in items_of(imported, row["file"]) if row["text"] in (item.text or ""))
        told = datetime.fromisoformat(row["sent"]).replace(tzinfo=None)
        assert abs((item.sent.utc - told).total_seconds()) < 60, row["key"]
        checked += 1
    assert checked > 150


def test_the_term_column_of_the_key_is_what_the_engine_finds(demo, imported, rows):
    lines = {line.number: line for line in enquiring.lines_from_toml(demo / "lines.toml")}
    words = vocabulary([row["text"] for row in rows])
    for row in rows:
        if row["line"]:
            terms = [expand(term, words) for term in lines[row["line"]].terms]
            assert bool(scan(row["text"], terms)) == row["hit_by_term"], (row["key"], row["text"])


def test_c3_lines_lack_nothing_and_point_both_ways(demo):
    lines = enquiring.lines_from_toml(demo / "lines.toml")
    assert [line.number for line in lines] == [1, 2, 3]
    assert {line.points for line in lines} == {Points.TOWARDS, Points.AWAY, Points.BOTH}
    assert all(not missing_before_approval(line) for line in lines)
    assert all(term.why for line in lines for term in line.terms)
    assert {str(term.kind) for line in lines for term in line.terms} == {
        "exact",
        "phrase",
        "lemma",
        "expansion",
        "emoji",
    }


def test_a1_every_exhibit_has_its_legal_basis(demo):
    tables = toml(demo / "exhibits.toml")["exhibit"]
    assert {table["basis"]["power"] for table in tables} == {
        "PCSCA_S37_AGREEMENT",
        "PACE_SEIZURE",
        "OTHER",
    }
    for table in tables:
        basis = table["basis"]
        made = Basis(
            LegalBasis(basis["power"]),
            basis["note"],
            Notice(**basis.get("notice", {})),
            Request(**basis.get("request", {})),
        )
        assert ExhibitKind(table["kind"])
        assert missing_from_basis(made) == (), table["ref"]
        assert doubts_of_basis(made) == (), table["ref"]


def test_the_script_of_decisions_speaks_of_the_key_and_of_the_users(demo, rows):
    keys, users = {row["key"]: row for row in rows}, toml(demo / "users.toml")["user"]
    roles, script = {user["key"]: Role(user["role"]) for user in users}, toml(demo / "decisions.toml")
    assert set(roles.values()) == set(Role)
    for row in script["decision"]:
        assert keys[row["key"]]["line"] == row["line"]
        assert Relevance(row["value"])
        assert row["reason"]
        assert roles[row["by"]] is Role.REVIEWER
    assert {row["key"] for row in script["find"]} <= {
        row["key"] for row in rows if row["label"] == "out_of_scope_find"
    }


def test_the_script_of_disclosure_speaks_of_the_key_and_codes_what_is_decided_as_relevant_once(demo, rows):
    keys, script = {row["key"] for row in rows}, toml(demo / "disclosure.toml")
    roles = {user["key"]: Role(user["role"]) for user in toml(demo / "users.toml")["user"]}
    accused = {one["name"] for one in script["accused"]}
    later = [row for part in script["later"] for row in part.get("endorsement", ())]
    for row in (*script["endorsement"], *later):
        assert set(row["keys"]) <= keys
        assert DisclosureCode(row["code"])
        assert row["accused"] in accused
        assert row["reason"]
        assert roles[row["by"]] is Role.PROSECUTOR
    for row in (*script["mark"], *script["extract"]):
        assert row["key"] in keys
        assert roles[row["by"]] is not Role.PROSECUTOR  # who marks does not approve
    coded = [key for row in script["endorsement"] for key in row["keys"]]
    relevant = {row["key"] for row in toml(demo / "decisions.toml")["decision"] if row["value"] == "RELEVANT"}
    assert len(coded) == len(set(coded))
    assert set(coded) <= relevant  # several keys of a record are one page, which is coded by one of them


def covered(imported, lines):
    """(file, locator) of every item that some line covers, by the rule of the gate: a thread with an agreed
    person who is not its owner."""
    seen = set()
    for ref, file, values in imported:
        items = [v for v in values if isinstance(v, Item)]
        others = {}
        for item in items:
            parties = [party for party in (item.sender, *item.recipients) if party and not party.is_owner]
            others.setdefault(item.thread, set()).update(*(person_keys(party) for party in parties))
        for line in lines:
            scope = line.scope
            agreed = {
                person_key(word) for person in scope.people for word in (person.name, *person.identifiers)
            }
            for item in items:
                moment = item.sent and (item.sent.local or item.sent.utc)
                in_time = scope.date_from <= moment.date() <= scope.date_to if moment else scope.undated
                people = others[item.thread] & agreed if others[item.thread] else ref in scope.exhibits
                if ref in scope.exhibits and item.kind in scope.kinds and in_time and people:
                    seen.add((file, item.locator))
    return seen


def test_a_third_to_three_fifths_of_the_items_are_outside_every_line_and_so_are_the_markers(
    demo, imported, rows
):
    inside = covered(imported, enquiring.lines_from_toml(demo / "lines.toml"))
    items = [
        (file, v)
        for _, file, values in imported
        for v in values
        if isinstance(v, Item) and v.kind is ItemKind.MESSAGE
    ]
    outside = sum((file, v.locator) not in inside for file, v in items) / len(items)
    assert 0.35 <= outside <= 0.60, outside
    for row in rows:
        if row["file"].endswith((".pdf", ".mbox")):
            continue
        where = {
            (row["file"], v.locator) for v in items_of(imported, row["file"]) if row["text"] in (v.text or "")
        }
        if row["key"].startswith("MARK-"):
            assert not where & inside, row["key"]
        if row["label"] == "relevant" or row["key"] in {"FIND-1", "FIND-2"}:
            assert where <= inside, row["key"]


def test_deleted_messages_are_in_the_report_as_reported(imported):
    deleted = [
        item
        for item in items_of(imported, "suspect_phone/LH-1.ufdr")
        if item.deleted_as_reported == "Deleted"
    ]
    assert len(deleted) >= 3
    assert any("i keep going over it" in (item.text or "") for item in deleted)


def test_text_messages_hold_a_picture_message_and_surrogate_references(demo):
    file = next((demo / "complainant_phone").glob("sms-*.xml"))
    text = file.read_text("utf-8")
    assert re.search(r"&#55\d{3};&#5[67]\d{3};", text)
    assert text.count("<mms ") == 1
    assert int(re.search(r'count="(\d+)"', text)[1]) == text.count("<sms ") + 1


def test_the_group_export_carries_two_real_pictures(demo):
    from PIL import Image

    with zipfile.ZipFile(next((demo / "complainant_phone").glob("*.zip"))) as archive:
        pictures = [name for name in archive.namelist() if name.endswith(".png")]
        assert len(pictures) == 2
        chat = archive.read("_chat.txt").decode("utf-8")
        for name in pictures:
            with archive.open(name) as data, Image.open(data) as picture:
                assert picture.size == (24, 24)
            assert f"\u200e<attached: {name}>\r\n" in chat


def test_only_drama_numbers_and_example_addresses(demo):
    for file in demo.rglob("*"):
        if file.suffix in {".txt", ".xml", ".mbox", ".toml"}:
            text = file.read_text("utf-8")
            mails = re.findall(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", text)
            assert all(mail.endswith("example.org") for mail in mails), file.name
            mobiles = re.findall(r"(?:\+447|\b07)\d{3} ?\d{6}\b", text)
            assert all(re.search(r"7700 ?900", number) for number in mobiles), file.name


def test_the_same_seed_gives_the_same_bytes_and_another_seed_another_case(tmp_path, make_demo, demo):
    make_demo(tmp_path / "again")
    make_demo(tmp_path / "other", 3600, 8)
    assert hashes(tmp_path / "again") == hashes(demo)
    assert hashes(tmp_path / "other")["suspect_phone/LH-1.ufdr"] != hashes(demo)["suspect_phone/LH-1.ufdr"]


def test_twenty_thousand_messages_take_seconds_and_stay_in_their_months(tmp_path, make_demo):
    start = time.process_time()
    make_demo(tmp_path, 20_000, 3)
    assert time.process_time() - start < 20
    chat = (
        (tmp_path / "complainant_phone" / "WhatsApp Chat with Kasia siostra.txt")
        .read_text("utf-8")
        .splitlines()
    )
    stamps = [datetime.strptime(line[:17], "%d/%m/%Y, %H:%M") for line in chat]
    assert len(chat) > 2000
    assert stamps == sorted(stamps)
    assert stamps[-1].month == 5
