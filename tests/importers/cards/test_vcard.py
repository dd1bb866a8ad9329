"""vCard: versions, encodings, folds, pictures, damage (reference/formats.md 3.15). Fictional people only."""

import pytest
import samples
import vcard_samples

from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.cards import vcard


@pytest.fixture
def cards(tmp_path):
    def run(data, **options):
        path = tmp_path / "contacts.vcf"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        assert vcard.recognises(path)
        values = list(vcard.read(path, ReadOptions(**options)))
        items, problems = (
            [v for v in values if isinstance(v, Item)],
            [v for v in values if isinstance(v, Problem)],
        )
        assert values[-1] == Tally(len(items) + sum(p.records for p in problems))
        return items, problems

    return run


def test_version_2_1_with_its_encodings(cards):
    (first, second), problems = cards(vcard_samples.OLD)
    assert first.kind is ItemKind.CONTACT
    assert first.recipients[0].identifier == "07700 900123"
    assert first.recipients[0].name == "Zo\u00eb \u00c9xample"
    assert "Phone (cell): 07700 900123" in first.text
    assert "Note: first\nsecond" in first.text
    assert first.attachments[0].data == samples.PICTURE
    assert second.recipients[0].name == "J\u00f6hn D\u00f6r"
    assert not problems


def test_groups_escapes_and_damaged_pictures(cards):
    (ann, bo), problems = cards(vcard_samples.NEW)
    assert "Phone (Shed): +44 7700 900125" in ann.text
    assert "Organisation: Allotment Club, South, Sheds" in ann.text
    assert "Address (home): 1 Shed Lane, back, Anytown, ZZ99 9ZZ, UK" in ann.text
    assert "Note: one\ntwo; three" in ann.text
    assert "Web: http://example.org" in ann.text
    assert [party.identifier for party in ann.recipients] == ["+44 7700 900125", "ann@example.org"]
    assert ann.attachments[0].data is None
    assert dict(ann.extra)["X-HOUSE-COLOUR"] == "green"
    assert [p.kind for p in problems] == [ProblemKind.PARTLY_READ, ProblemKind.UNKNOWN_NAME]
    assert bo.recipients[0].identifier == "+44-7700-900126"
    assert (bo.attachments[0].name, bo.attachments[0].data) == ("photo 1.png", samples.PICTURE)


def test_every_begin_is_a_contact_however_damaged(cards):
    text = (
        "BEGIN:VCARD\nFN:A\nTEL:1\nBEGIN:VCARD\nFN:B\nEND:VCARD\nodd line\nBEGIN:VCARD\nFN:C\nno "
        "property\nTEL:07700"
    )
    items, problems = cards(text)
    assert [item.recipients[0].name for item in items] == ["A", "B", "C"]
    assert [p.kind for p in problems].count(ProblemKind.PARTLY_READ) == 2
    assert any(p.kind is ProblemKind.SKIPPED for p in problems)
    assert ("line that is no property", "no property") in items[2].extra


def test_an_agent_inside_a_card_is_a_card_of_its_own(cards):
    items, problems = cards(
        "BEGIN:VCARD\nVERSION:2.1\nFN:A\nAGENT:\nBEGIN:VCARD\nFN:B\nEND:VCARD\nTEL:07700 900123\nEND:VCARD\n"
    )
    assert {item.recipients[0].name: item.recipients[0].identifier for item in items} == {
        "B": None,
        "A": "07700 900123",
    }
    assert not problems


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(cards, encoding, ending):
    items, _ = cards(
        ending.join(["BEGIN:VCARD", "FN:Zo\u00eb", "TEL:07700 900123", "END:VCARD", ""]).encode(encoding)
    )
    assert [item.recipients[0].name for item in items] == ["Zo\u00eb"]


def test_a_fold_may_cut_a_letter_in_two(cards):
    whole = "BEGIN:VCARD\r\nFN:Zo\u00eb Example\r\nEND:VCARD\r\n".encode()
    items, problems = cards(whole.replace(b"\xc3\xab", b"\xc3\r\n \xab"))
    assert items[0].recipients[0].name == "Zo\u00eb Example"
    assert not problems


def test_bare_base64_lines_and_unsure_letters(cards):
    items, problems = cards(b"begin:vcard\nFN:Zo\xeb\nPHOTO;BASE64:AAAA\nBBBB\n\nEND:vcard\n")
    assert items[0].attachments[0].size == 6
    assert items[0].recipients[0].name == "Zo\u00eb"
    assert any("Windows-1252" in p.reason for p in problems)


def test_the_owner_is_known_by_her_number(cards):
    items, _ = cards("BEGIN:VCARD\nFN:Me\nTEL:07700 900123\nEND:VCARD\n", owner="+447700900123")
    assert items[0].recipients[0].is_owner


def test_other_text_is_no_card(tmp_path):
    for text in ("", "BEGIN:VCALENDAR\n", "Dear Ann,\nBEGIN:VCARD\n", "BEGIN:VCARDS"):
        path = tmp_path / "x.vcf"
        path.write_text(text)
        assert not vcard.recognises(path)


@pytest.mark.parametrize("before", ["TEL:07700 900199\nEND:VCARD\n", "Contacts of Ann\n\n"])
def test_a_file_that_does_not_begin_with_a_card_keeps_what_stands_before(cards, before):
    (rest, bo), problems = cards(before + "BEGIN:VCARD\nFN:Bo\nTEL:07700 900123\nEND:VCARD\n")
    assert rest.kind is ItemKind.RECORD
    assert ("07700 900199" in rest.text) or ("Contacts of Ann" in rest.text)
    assert (bo.kind, bo.recipients[0].name) == (ItemKind.CONTACT, "Bo")
    assert any(p.kind is ProblemKind.PARTLY_READ and "beginning" in p.reason for p in problems)


def test_words_in_base64_are_read(cards):
    (card,), problems = cards(
        (
            "BEGIN:VCARD\nVERSION:2.1\nFN:Bo\nADR;HOME;ENCODING=BASE64:;;w4TDpMOkaGhtbQ==;;;;\nNOTE;"
            "ENCODING=BASE64:YTtiXGM=\nEND:VCARD\n"
        )
    )
    assert "Address (home): \u00c4\u00e4\u00e4hhmm" in card.text
    assert "Note: a;b\\c" in card.text
    assert not problems
    (card,), _ = cards("BEGIN:VCARD\nVERSION:2.1\nFN:Bo\nNOTE;ENCODING=BASE64:no letters!\nEND:VCARD\n")
    assert "no letters!" in card.text
