"""The further kinds of term: phrases with a gap, fuzzy, nicknames, patterns; and the quick independent scan
of a whole pool."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_review.domain.enquiry import Term
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import TermKind
from evidence_review.relevance.expansions import expand
from evidence_review.relevance.inflecting import vocabulary_of
from evidence_review.relevance.patterns import compiled_pattern, tried
from evidence_review.relevance.scanning import scan, scan_pool
from evidence_review.relevance.slips import near, slips
from evidence_review.relevance.term_hits import fts_query, match
from tests.relevance.test_terms import forms, terms, texts

ONE = ItemId(1)
gapped = st.builds(
    Term,
    forms,
    st.just(TermKind.PHRASE),
    st.just(""),
    st.lists(forms, max_size=2).map(tuple),
    st.just(()),
    st.integers(0, 4),
)
short = st.text(alphabet="abc ", max_size=24)
between = st.builds(Term, short.filter(str.strip), st.just(TermKind.PHRASE), gap=st.integers(0, 4))


def found(text: str, *wanted: Term) -> list[str]:
    return [text[hit.start : hit.end] for hit in match([(ONE, text)], wanted).get(ONE, ())]


@pytest.mark.parametrize(
    ("text", "phrase", "gap", "hits"),
    [
        ("call me", "call me", 2, ["call me"]),
        ("call him or me", "call me", 2, ["call him or me"]),
        ("call him or her or me", "call me", 2, []),
        ("call, call me. Me!", "call me", 1, ["call, call me", "call me"]),
        ("me call", "call me", 3, []),
        ("don’t you ever tell mum", "don't tell mum", 2, ["don’t you ever tell mum"]),
    ],
)
def test_a_phrase_with_a_gap_allows_so_many_words_between_and_no_more(
    text: str, phrase: str, gap: int, hits: list[str]
) -> None:
    assert found(text, Term(phrase, TermKind.PHRASE, gap=gap)) == hits


@settings(max_examples=300)
@given(short, between)
def test_both_roads_find_the_same_phrases_with_gaps(text: str, wanted: Term) -> None:
    assert set(match([(ONE, text)], [wanted]).get(ONE, ())) == scan(text, [wanted])


@settings(max_examples=200)
@given(
    st.lists(texts, max_size=4),
    st.lists(
        st.one_of(
            gapped,
            st.deferred(lambda: terms).map(lambda some: some[0] if some else Term("x", TermKind.EXACT)),
        ),
        max_size=3,
    ),
)
def test_the_quick_scan_of_a_pool_passes_over_nothing(pool: list[str], wanted: list[Term]) -> None:
    rows = [(ItemId(at), text) for at, text in enumerate(pool)]
    assert (
        scan_pool(rows, wanted)
        == frozenset(item for item, text in rows if scan(text, wanted))
        == frozenset(match(rows, wanted))
    )


marked = st.text(alphabet="złŁoóÓeé\u0301ſßıİŉKk!.' ", max_size=12)


@settings(max_examples=300)
@given(st.lists(marked, max_size=4), st.lists(marked.filter(str.strip), min_size=1, max_size=3))
def test_the_quick_scan_passes_over_no_letter_with_a_mark(pool: list[str], wanted: list[str]) -> None:
    rows, sought = (
        [(ItemId(at), text) for at, text in enumerate(pool)],
        [Term(form, TermKind.PHRASE) for form in wanted],
    )
    assert scan_pool(rows, sought) == frozenset(item for item, text in rows if scan(text, sought))


def test_a_query_for_a_gap_asks_for_every_word() -> None:
    assert fts_query("call me", 2) == '"call" AND "me"'


def test_D9_fuzzy_lists_slips_and_what_the_pool_holds_nearby() -> None:
    listed = expand(
        Term("Callum", TermKind.FUZZY), frozenset({"calum", "cal", "callam", "gallum", "column", "collum"})
    )
    assert {"calum", "callam", "collum", "clalum"} <= set(listed.forms)
    assert not {"cal", "gallum", "column"} & set(listed.forms), (
        "first letter stays; one slip from five letters"
    )
    assert "bills" not in expand(Term("pills", TermKind.FUZZY), frozenset({"bills", "pulls"})).forms


@pytest.mark.parametrize(("word", "most"), [("taxi", 0), ("lamps", 1), ("medicine", 1), ("medicines", 2)])
def test_fuzzy_allows_one_slip_from_five_letters_and_two_from_nine(word: str, most: int) -> None:
    one, two = word[:2] + "q" + word[2:], word[:2] + "q" + word[3:-1]
    assert near(word, frozenset({one, two, "q" + word[1:]})) == frozenset([one, two][:most])
    assert all(slip[0] == word[0] for slip in slips(word))


def test_D9_a_nickname_lists_short_and_full_names_alone() -> None:
    term = Term("Daniel", TermKind.NICKNAME)
    listed = expand(term, vocabulary_of(term) | frozenset({"daniels", "danielll"})).forms
    assert {"dan", "danny"} <= set(listed)
    assert not {"daniels", "danielll"} & set(listed)


def test_a_pattern_hits_the_original_text_whatever_its_letters_look_like() -> None:
    text = "My Ｎｏ is ＡＢ12 and ab34"
    hits, slow = tried(text, [compiled_pattern(r"\b[a-z]{2}\d{2}\b")], 1)
    assert [text[start:end] for _, start, end in hits] == ["ＡＢ12", "ab34"]
    assert slow == []


def test_a_pattern_that_takes_too_long_is_told_and_the_others_go_on() -> None:
    began = time.monotonic()
    hits, slow = tried("a" * 60 + "! taxi", [compiled_pattern("(a+)+$z"), compiled_pattern("taxi")], 0.2)
    assert slow == ["(a+)+$z"]
    assert [hit[0] for hit in hits] == ["taxi"]
    assert time.monotonic() - began < 30


@pytest.mark.parametrize("pattern", ["(", "a*", "a" * 201, "[z-a]"])
def test_a_pattern_that_cannot_be_used_is_refused_in_a_sentence(pattern: str) -> None:
    with pytest.raises(RuleBroken, match="pattern"):
        compiled_pattern(pattern)
