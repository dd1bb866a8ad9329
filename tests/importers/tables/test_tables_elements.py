"""Messages in XML that no other reader knows: what an element says is a row, and nothing of the file is
dropped. Fictional people only."""

import pytest

from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import ItemKind
from evidence_review.importers.choosing import choose
from evidence_review.importers.documents import plain_text
from evidence_review.importers.tables import tables

KOPETE = """<!DOCTYPE Kopete-History>
<kopete-history version="0.9" >
 <head><date month="2" year="2009" /><contact contactId="11" type="myself" /></head>
 <msg nick="Bo" in="1" from="12" time="24 11:53:42" >Tea?</msg>
 <msg nick="Ann" in="0" from="11" time="25 16:59:2" >Yes</msg>
</kopete-history>
"""
MSN = """<?xml version="1.0"?>
<Log FirstSessionID="1"><Message Date="04/03/2009" DateTime="2009-03-04T22:00:00.000Z"><From><User FriendlyName="Ann"/></From><To><User FriendlyName="Bo"/></To><Text Style="x">Tea?</Text></Message>
<Message Date="04/03/2009" DateTime="2009-03-04T22:01:00.000Z"><From><User FriendlyName="Bo"/></From><To><User FriendlyName="Ann"/></To><Text>Yes</Text></Message></Log>
"""
HIT = (
    '<Hit n="{0}"><Fragment name="Sender">+4477009001{0}</Fragment><Fragment name="Sent Date/Time - '
    'UTC+00:00">2024-03-01 10:{0}:00</Fragment><Fragment name="Message">word {0}</Fragment></Hit>'
)
FRAGMENTS = (
    '<Report tool="X"><Artifact name="SMS">'
    + HIT.format("01")
    + "said between"
    + HIT.format("02")
    + "</Artifact></Report>"
)


def read(tmp_path, text):
    path = tmp_path / "history.xml"
    path.write_text(text, "utf-8")
    assert choose(path) is tables.IMPORTER
    values = list(tables.read(path, ReadOptions()))
    items, problems = (
        [v for v in values if isinstance(v, Item)],
        [v for v in values if isinstance(v, Problem)],
    )
    assert values[-1] == Tally(len(items) + sum(p.records for p in problems))
    assert any("XML of no program" in problem.reason for problem in problems)
    return [i for i in items if i.kind is ItemKind.MESSAGE], [
        i.text for i in items if i.kind is ItemKind.RECORD
    ]


def test_a_history_of_kopete_has_its_month_and_year_from_its_head(tmp_path):
    (first, second), beside = read(tmp_path, KOPETE)
    assert [(i.text, i.sender.identifier, str(i.sent.local)) for i in (first, second)] == [
        ("Tea?", "12", "2009-02-24 11:53:42"),
        ("Yes", "11", "2009-02-25 16:59:02"),
    ]
    assert ("time-as-written", "25 16:59:2") in second.extra
    assert ("nick", "Ann") in second.extra
    assert any("contactId: 11" in line for line in beside)


def test_a_log_of_msn_names_both_people(tmp_path):
    (first, second), beside = read(tmp_path, MSN)
    assert (first.text, first.sender.name, first.recipients[0].name, first.sent.utc.hour) == (
        "Tea?",
        "Ann",
        "Bo",
        22,
    )
    assert (second.text, second.sender.name) == ("Yes", "Bo")
    assert ("Text.Style", "x") in first.extra
    assert "FirstSessionID: 1" in first.thread_title + "".join(beside)


def test_parts_that_a_name_tells_apart(tmp_path):
    (first, second), beside = read(tmp_path, FRAGMENTS)
    assert (first.text, first.sender.identifier, str(first.sent.utc)) == (
        "word 01",
        "+447700900101",
        "2024-03-01 10:01:00",
    )
    assert second.text == "word 02"
    assert any("said between" in line for line in beside)


@pytest.mark.parametrize(
    "text",
    ["<a><b c='1'/><b c='2'/></a>", "<log><entry><title>x</title><updated>2020-01-01</updated></entry></log>", KOPETE[:-20],
     '<!DOCTYPE a [<!ENTITY e "x">]><a><m from="Ann" time="2020-01-01 10:00">', "<html><body><p from='a' time='2020-01-01 10:00'>x</p></body></html>"],
)  # fmt: skip
def test_other_xml_is_left_alone(tmp_path, text):
    path = tmp_path / "other.xml"
    path.write_text(text, "utf-8")
    assert not tables.recognises(path)


def test_entities_are_not_opened(tmp_path):
    path = tmp_path / "m.xml"
    path.write_text(
        (
            '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a><m from="Ann" time="2020-01-01 '
            '10:00" text="x"/><m from="Bo" time="2020-01-01 10:01" text="y">&e;</m></a>'
        )
    )
    values = (
        [v for v in tables.read(path, ReadOptions()) if isinstance(v, Item)]
        if choose(path) is tables.IMPORTER
        else list(plain_text.read(path, ReadOptions()))
    )
    assert values
    assert open("/etc/hostname").read().strip() not in str(values)
