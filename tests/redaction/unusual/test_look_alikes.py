"""Names and numbers in letters that only look like theirs are found, to the letter; ordinary text stays."""

import unicodedata

import pytest

from evidence_review.domain.shipped_files import RESOURCES
from evidence_review.redaction.file_writing import removals_of
from evidence_review.redaction.new_files.pieces import search_of
from evidence_review.redaction.terms.look_alikes import as_meant
from evidence_review.redaction.terms.search import find, may_hold, search_for

TERMS = ("Ottoline Brackwater", "07700 900417", "AB12 CDE", "Bill Mills", "Isobel Finch")
SEARCH = search_of(removals_of(TERMS))
ORDINARY = (
    "The meeting at 10am on 2nd March moved to room B12; call 0800 123456 or 07700 900582, "
    "ref. O7-19 and KX-O31/2207. "
    "Il a dit 4 U, gr8 m8, B4 it began: AB13 CDF, ISO 8601, 3 x 4mm, l8er, O2, H2O, l0l. "
    "ИВАН И ТАТЬЯНА, Νίκος Παπαδόπουλος, Łukasz Żółć, 王小明, محمد, ΑΘΗΝΑ, Łódź, Ålesund, smörgåsbord.\n"
)


def found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in find(text, SEARCH)]


@pytest.mark.parametrize(
    "written",
    [
        "O77OO 9OO4l7",
        "07700 9OO417",
        "О77ОО 9ОО4l7",
        "+44 77OO 9OO4I7",
        "O77OO9OO4l7",
        "⁰⁷⁷⁰⁰ ⁹⁰⁰⁴¹⁷",
        "O77OO (9OO) 4l7",
        "ABI2 CDE",
        "Br4ckw4ter",
        "8r4ckwat3r",
        "Br@ckw@ter",
        "Brackvvater",
        "BЯACKШATЭЯ",
        "ᏴᎡᎪᏟᏦᏔᎪᎢᎬᎡ",
        "ꓐrackwater",
        "ƁɍåɕƘwɐʈɛɼ",
        "MiIIs",
        "lsobel",
        "🅱rackwater",
    ],
)
def test_what_reads_as_a_term_goes_to_the_letter(written: str):
    text = f"{ORDINARY}They wrote {written}, and left.\n{ORDINARY}"
    assert set(found(text)) == {written}
    assert may_hold(text, SEARCH)


def test_ordinary_words_references_and_scripts_stay():
    assert found(ORDINARY * 3) == []
    few = search_of(removals_of(("Aisha Begum", "Isla Bolt", "1512345", "B055 TLE")))
    assert (
        find("sha1|sha224, this-|is-|a, WrB01tKC0, is [1, 2, 3, 4, 5], 1.1805571e-01, I**(S(1)/4", few) == []
    )
    assert found("07700 9OO418, O77OO 9OO4l8, Br4ckw4ted, Brackw8er, AB1Z CDF, MIIIS, 8r4ckw4t") == []


def listed() -> list[tuple[str, str]]:
    lines = (RESOURCES / "unicode" / "look_alikes.txt").read_text("utf-8").splitlines()
    rows = [line.split() for line in lines if not line.startswith("#")]
    return [(seen, chr(int(code, 16))) for seen, *codes in rows for code in codes]


def is_read(seen: str, letter: str) -> bool:
    word = f"Quax{seen}moor" if seen.isalpha() else f"07700 90041{seen}"
    written = word.replace(f"x{seen}", f"x{letter}") if seen.isalpha() else word[:-1] + letter
    text = f"We saw {written} there."
    return any(text[hit.start : hit.end] in {written, written[1:]} for hit in find(text, search_for([word])))


def test_every_listed_character_is_read_as_what_it_looks_like():
    read = {letter for seen, letter in listed() if is_read(seen, letter)}
    missed = {letter for _, letter in listed()} - read
    assert len(read) > 800
    assert [f"{ord(letter):04X} {unicodedata.name(letter, '?')}" for letter in missed] == []


def test_a_text_keeps_its_length_and_is_itself_where_nothing_looks_like_a_term():
    text = f"{ORDINARY}O77OO 9OO4l7"
    meant = as_meant(text, tuple(one.needle for one in SEARCH.wanted))
    assert len(meant) == len(text)
    assert "07700 900417" in meant
    assert as_meant(ORDINARY, ("brackwater", "7700900417")) is ORDINARY
