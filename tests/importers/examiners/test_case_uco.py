"""CASE/UCO: prefixes, threads, people, files, false values, damage (reference/formats.md 3.15)."""

from datetime import datetime

import case_uco_samples as made
import pytest
import samples

from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind, ZoneSource
from evidence_review.domain.people import Party
from evidence_review.importers.examiners.case_uco import importer as case_uco

PICTURE = b"\xff\xd8\xff\xe0 not really a picture \xff\xd9"


@pytest.fixture
def document(tmp_path):
    def run(value, name="case.json", **options):
        path = tmp_path / name
        path.write_bytes(value if isinstance(value, bytes) else made.as_json(value))
        return read(path, **options)

    return run


def read(path, **options):
    assert case_uco.recognises(path)
    values = list(case_uco.read(path, ReadOptions(**options)))
    items, problems = (
        [v for v in values if isinstance(v, Item)],
        [v for v in values if isinstance(v, Problem)],
    )
    assert values[-1] == Tally(len(items) + sum(p.records for p in problems))
    assert len({item.locator for item in items}) == len(items)
    return items, problems


def by_id(items):
    return {item.locator.removeprefix("kb:"): item for item in items}


def test_messages_stand_in_their_thread_with_their_people(document):
    items, _ = document(made.GRAPH)
    found = by_id(items)
    first, second, bare = found["m1"], found["m2"], found["m3"]
    assert [each.kind for each in (first, second, bare)] == [ItemKind.MESSAGE] * 3
    assert (first.text, second.text, bare.text) == ("See you at six", "Fine", None)
    assert (first.sent.utc, first.sent.zone) == (datetime(2025, 1, 5, 12, 0, 0, 250000), ZoneSource.IN_VALUE)
    assert (second.sent.local, second.sent.utc) == (datetime(2025, 1, 5, 12, 1), None)
    assert {each.thread for each in (first, second, bare)} == {"kb:talk"}
    assert [each.position for each in (first, second, bare)] == [1, 2, 3]
    assert first.thread_title == "Shed club"
    assert (first.sender.identifier, first.sender.name) == ("447700900123@s.example", "Ann Example")
    assert first.recipients[0].identifier == "07700 900124"
    assert (first.direction, second.direction, bare.direction) == (
        Direction.INCOMING,
        Direction.OUTGOING,
        Direction.UNKNOWN,
    )
    assert first.app == "ExampleChat"
    assert first.deleted_as_reported == "Deleted"


def test_a_zone_set_by_the_person_importing_serves_times_without_one(document):
    items, _ = document(made.GRAPH, zone="Europe/London")
    assert by_id(items)["m2"].sent.utc == datetime(2025, 1, 5, 12, 1)
    assert by_id(items)["m2"].sent.zone is ZoneSource.SET_BY_USER


def test_calls_mail_places_and_visits(document):
    items, problems = document(made.GRAPH)
    found = by_id(items)
    call, mail, place = found["call"], found["mail"], found["place"]
    assert (call.kind, call.direction, call.sent.utc) == (
        ItemKind.CALL,
        Direction.OUTGOING,
        datetime(2025, 1, 5, 12),
    )
    assert call.recipients[0].name == "Ann Example"
    assert (mail.kind, mail.text, mail.thread_title) == (ItemKind.EMAIL, "Shed\n\nKeys inside", "Shed")
    assert (mail.sender.identifier, mail.sender.name) == ("cy@example.org", "Cy E.")
    assert place.kind is ItemKind.LOCATION
    assert "latitude: 51.5" in place.text
    visits = [item for item in items if item.kind is ItemKind.VISIT]
    assert [item.locator for item in visits] == ["kb:web entry 1", "kb:web entry 2"]
    assert [item.sent.utc for item in visits] == [datetime(2025, 1, 7, 9), datetime(2025, 1, 7, 10)]
    assert "url: https://example.org/sheds (kb:page)" in visits[0].text
    assert found["ann"].kind is ItemKind.ACCOUNT
    assert (found["odd"].kind, found["odd"].text) == (ItemKind.RECORD, "colour: green")
    assert any(p.kind is ProblemKind.UNKNOWN_NAME and "Teapot" in p.reason for p in problems)


def test_files_are_attached_and_false_values_are_not_set(document, tmp_path):
    items, problems = document(made.GRAPH)
    (named,) = by_id(items)["m1"].attachments
    assert (named.name, named.size, named.sha256, named.data) == ("plan.jpg", 25, None, None)
    assert by_id(items)["picture"].sent is None
    assert any(p.kind is ProblemKind.MISSING_ATTACHMENT for p in problems)
    path = tmp_path / "bundle.zip"
    path.write_bytes(samples.zipped(**{"case.jsonld": made.as_json(made.GRAPH), "files/plan.jpg": PICTURE}))
    items, _ = read(path)
    assert by_id(items)["m1"].attachments[0].data == PICTURE


def test_prefixes_and_nesting_make_no_difference(document):
    graph, _ = document(made.GRAPH)
    assert document(made.OTHER_PREFIXES)[0] == graph
    bundle, _ = document(made.BUNDLE)
    assert [(i.locator, i.text, i.kind) for i in bundle[1:]] == [(i.locator, i.text, i.kind) for i in graph]
    assert "description: Made by hand" in bundle[0].text


def test_the_oldest_documents(document):
    items, _ = document(made.OLD)
    message = next(item for item in items if item.kind is ItemKind.MESSAGE)
    assert (message.text, message.sent.utc) == ("Old words", datetime(2016, 1, 5, 12))
    assert message.sender.identifier == "07700 900125"  # a bare word that is an id refers to it


def test_threads_written_in_other_ways(document):
    items, _ = document(made.NESTED_THREAD)
    found = by_id(items)
    assert found["n1"].thread == found["n2"].thread == "kb:t"
    assert (found["n2"].position, found["n1"].position) == (1, 2)
    assert found["n1"].sender.identifier == "kb:x"
    assert (found["n3"].kind, found["n3"].text, found["n3"].thread) == (ItemKind.MESSAGE, "Three", "kb:v")


def test_one_id_described_twice_gives_two_items_and_one_person(document):
    twice = {
        **made.GRAPH,
        "@graph": [*made.OBJECTS, made.node("bo", ("DigitalAccount", {"displayName": "Bo"}))],
    }
    items, _ = document(twice)
    assert len(items) == len(made.OBJECTS) + 2
    assert by_id(items)["m1"].recipients[0].name == "Bo"


def test_a_cut_document_keeps_its_whole_objects(document):
    data = made.as_json(made.GRAPH)
    items, problems = document(data[: data.index(b"Keys inside")])
    assert len(items) == 10
    assert sum(p.records for p in problems) == 1
    whole = by_id(items)["m1"]
    assert whole.sender.name == "Ann Example"


@pytest.mark.parametrize(
    "data",
    [
        b'{"@context": {"a": "http://schema.org/"}, "@graph": []}',
        b'{"messages": []}',
        b"[]",
        b'{"@graph": 1}',
        b"x",
    ],
)
def test_other_json_is_not_taken(tmp_path, data):
    (tmp_path / "case.json").write_bytes(data)
    assert not case_uco.recognises(tmp_path / "case.json")
    assert not case_uco.recognises(tmp_path)


def test_references_without_a_colon_and_what_a_converter_writes_for_nothing(document):
    """As the converter of Cellebrite reports wrote its first documents: bare ids, PHONE_OWNER_name,
    _NOT_PROVIDED_, attachment-of."""
    own = {"accountIssuer": "PHONE_OWNER_accountIssuer"}
    objects = [
        {**made.node("e1", ("Account", own), ("PhoneAccount", {"phoneNumber": "07700 900123", "name": "PHONE_OWNER_name"})), "@id": ":e1"},
        {**made.node("d2", ("PhoneAccount", {"phoneNumber": "07700 900124", "name": "Bo"})), "@id": ":d2"},
        {**made.node("m3", ("Message", {"messageText": "Sent", "__status": "Deleted", "from": "e1", "to": ["d2"], "sentTime": "2018-11-25T16:44:32Z"})), "@id": ":m3"},
        {**made.node("f4", ("File", {"fileName": "plan.jpg", "createdTime": "_NOT_PROVIDED_"})), "@id": ":f4"},
        {"@id": ":r", "@type": "uco-core:Relationship", "source": "f4", "target": "m3", "kindOfRelationship": "attachment-of"},
        made.node("talk", ("MessageThread", {"displayName": "Shed", "message": "m3", "participants": ["e1", "d2"]})),
    ]  # fmt: skip
    items, _ = document({"@context": made.CONTEXT, "@graph": objects})
    message = next(item for item in items if item.kind is ItemKind.MESSAGE)
    assert (message.sender, message.direction) == (
        Party("07700 900123", None, is_owner=True),
        Direction.OUTGOING,
    )
    assert [party.label() for party in message.recipients] == ["Bo"]
    assert (message.deleted_as_reported, message.thread_title) == ("Deleted", "Shed")
    assert [file.name for file in message.attachments] == ["plan.jpg"]
    assert next(item for item in items if item.kind is ItemKind.FILE).sent is None


def test_texts_calls_and_contacts_as_autopsy_writes_them(document):
    """Every object has empty facets of other kinds beside its own; people are blank objects, empty where
    nothing is known."""
    blank = made.node("x", ("PhoneAccount", {}))
    objects = [
        made.node("text", ("Message", {"messageText": "Hello", "application": "_:app", "sentTime": "2020-03-04T05:06:07Z", "messageType": "Incoming"}),
                  ("EmailMessage", {"sender": "_:nobody"}), ("PhoneCall", {"from": "_:from", "to": "_:nobody"}), ("SMSMessage", {"isRead": True})),
        {**blank, "@id": "_:nobody"},
        {**made.node("y", ("PhoneAccount", {"phoneNumber": "07700 900123"})), "@id": "_:from"},
        {**made.node("z", ("Application", {"applicationIdentifier": "Android Message"})), "@id": "_:app"},
        made.node("person", ("Contact", {"contactName": "Bo"}), ("PhoneAccount", {"phoneNumber": "01632 960001"}), ("PhoneAccount", {"phoneNumber": "07700 900124"})),
        made.node("ring", ("PhoneAccount", {"phoneNumber": "07700 900124"}), ("PhoneCall", {"from": "_:nobody", "to": "_:nobody", "startTime": "2020-03-04T06:00:00Z", "callType": "Outgoing"})),
    ]  # fmt: skip
    objects.append(
        made.node("mailed", ("Contact", {"displayName": "Cy", "emailAddress": [made.ref("post")]}))
    )
    objects.append(
        made.node("post", ("EmailAccount", {"value": "cy@example.org"}))
    )  # as the examples of CASE itself write an address
    items = by_id(document({"@context": made.CONTEXT, "@graph": objects})[0])
    assert [party.identifier for party in items["mailed"].recipients] == ["cy@example.org"]
    assert (items["text"].kind, items["text"].sender, items["text"].app) == (
        ItemKind.MESSAGE,
        Party("07700 900123", None),
        "Android Message",
    )
    assert (items["text"].recipients, items["text"].direction) == ((), Direction.INCOMING)
    assert [party.identifier for party in items["person"].recipients] == ["01632 960001", "07700 900124"]
    assert (items["ring"].sender, [party.identifier for party in items["ring"].recipients]) == (
        None,
        ["07700 900124"],
    )
