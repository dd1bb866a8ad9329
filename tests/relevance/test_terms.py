"""Terms hit what they should, where they should; the independent scan and the index agree with the
matcher."""

import sqlite3
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_review.domain.enquiry import Term
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import TermKind
from evidence_review.relevance.scanning import scan
from evidence_review.relevance.term_hits import TermHit, fts_query, match, vocabulary
from evidence_review.relevance.words import indexed, plain_words, words

TOKENIZER = "unicode61 remove_diacritics 0 categories 'L* N* Co So'"
PIECES = [
    "pill", "pills", "pillls", "Danny", "danny's", "DANNY’S", "don't", "dont", "don`t", "don\u00b4t", "n't", "so", "soo", "soooo", "o'brien", "O Brien", "💊", "💊💊", "👍🏽", "👍",
    "👩‍❤️‍👨", "❤️", "1️⃣", ":)", ":'(", "<3", "!!!", "£50", "50", "café", "cafe\u0301", "CAFE\u0301", "straße", "STRASSE", "ﬁne", "fine", "你好", "你", "哈哈哈哈", "สวัสดี", "मिले", "가", "\u1100\u1161",
    "\u200b", "\u00ad", "\ufe0f", "\n", "  ", ".", ",", "-", "_", "'", "’", "/", "\x00", "\ud800", "\U0001fae0", "\ue000", "\u0301", "ⅷ", "x", "07700", "900123", "n", "t", "'t", "\u0378", "İ", "ǰ",
]  # fmt: skip
texts = st.one_of(
    st.lists(st.sampled_from([*PIECES, " ", " "]), max_size=14).map("".join),
    st.text(max_size=40),
    st.text(alphabet="aAbt'n \u2019\u0301\u20e3.-💊哈\u1100\u1161\u11a8", max_size=30),
)
forms = st.one_of(st.sampled_from(PIECES), st.text(min_size=1, max_size=6), texts.filter(bool))
terms = st.lists(
    st.builds(
        Term,
        forms,
        st.sampled_from(TermKind),
        st.just(""),
        st.lists(forms, max_size=2).map(tuple),
        st.lists(forms, max_size=1).map(tuple),
    ),
    max_size=4,
)


def hits(text: str, *wanted: Term) -> list[tuple[str, str]]:
    found = match([(ItemId(1), text)], wanted)
    return [(hit.form, text[hit.start : hit.end]) for hit in found.get(ItemId(1), ())]


def term(form: str, kind: TermKind = TermKind.EXACT, *others: str, off: tuple[str, ...] = ()) -> Term:
    return Term(form, kind, "", others, off)


@pytest.mark.parametrize(
    ("text", "form", "kind", "found"),
    [
        ("Bring the PILLS.", "pills", TermKind.EXACT, ["PILLS"]),
        ("spills and pillsbury", "pills", TermKind.EXACT, []),
        ("_pills_ *pills* (pills)/pills", "pills", TermKind.EXACT, ["pills"] * 4),
        ("Danny’s coming, danny'll drive", "Danny", TermKind.EXACT, ["Danny", "danny"]),
        ("I don’t care", "don", TermKind.EXACT, []),
        ("I don’t care, I dont", "don't", TermKind.EXACT, ["don’t"]),
        ("I don`t and don´t", "don't", TermKind.EXACT, ["don`t", "don´t"]),
        ("call me, call. Me", "call me", TermKind.PHRASE, ["call me", "call. Me"]),
        ("call him then me", "call me", TermKind.PHRASE, []),
        ("O’Brien or O Brien", "O'Brien", TermKind.EXACT, ["O’Brien", "O Brien"]),
        ("pleaaaaase stop", "pleaase", TermKind.EXACT, ["pleaaaaase"]),
        ("10000 not 1000", "1000", TermKind.EXACT, ["1000"]),
        ("💊💊 tonight", "💊", TermKind.EMOJI, ["💊", "💊"]),
        ("😀💊😀", "💊", TermKind.EMOJI, ["💊"]),
        ("ok 👍🏽", "👍", TermKind.EMOJI, ["👍"]),
        ("ok ❤", "❤️", TermKind.EMOJI, ["❤"]),
        ("fine :) x", ":)", TermKind.EMOJI, [":)"]),
        ("list: ) x", ":D", TermKind.EMOJI, []),
        ("<3 u", "<3", TermKind.EMOJI, ["<3"]),
        ("30 <30", "<3", TermKind.EMOJI, []),
        ("caf\u0065\u0301 later", "café", TermKind.EXACT, ["cafe\u0301"]),
        ("ＰＩＬＬＳ", "pills", TermKind.EXACT, ["ＰＩＬＬＳ"]),
        ("pi\u200blls", "pills", TermKind.EXACT, ["pi\u200blls"]),
        ("我说你好吗", "你好", TermKind.EXACT, ["你好"]),
        ("STRASSE", "straße", TermKind.EXACT, ["STRASSE"]),
        ("what!!!", "!!!", TermKind.EXACT, ["!!!"]),
        ("cost £50", "£50", TermKind.EXACT, ["£50"]),
        ("cost £50", "£", TermKind.EXACT, ["£"]),
        ("", "pills", TermKind.EXACT, []),
        ("pills", "   ", TermKind.EXACT, []),
    ],
)
def test_a_term_hits_the_words_it_names_and_no_others(
    text: str, form: str, kind: TermKind, found: list[str]
) -> None:
    assert [place for _, place in hits(text, term(form, kind))] == found


def test_D9_listed_forms_hit_and_those_switched_off_do_not() -> None:
    wanted = term("tomorrow", TermKind.EXPANSION, "tmrw", "tmo", off=("tmo",))
    assert hits("Tmrw or tomorrow, not tmo", wanted) == [("tmrw", "Tmrw"), ("tomorrow", "tomorrow")]


def test_two_terms_with_one_form_both_report_it() -> None:
    found = match([(ItemId(5), "see you tmrw")], [term("tomorrow", TermKind.EXPANSION, "tmrw"), term("tmrw")])
    assert found == {ItemId(5): (TermHit("tmrw", "tmrw", 8, 12), TermHit("tomorrow", "tmrw", 8, 12))}


def test_items_without_a_hit_are_left_out_and_no_terms_find_nothing() -> None:
    assert match([(ItemId(1), "hello")], [term("bye")]) == {}
    assert match([(ItemId(1), "hello")], []) == {}


@settings(max_examples=400, deadline=None)
@given(st.lists(texts, max_size=5), terms)
def test_the_independent_scan_finds_the_same_hits(pool: list[str], wanted: list[Term]) -> None:
    found = match([(ItemId(at), text) for at, text in enumerate(pool)], wanted)
    for at, text in enumerate(pool):
        assert set(found.get(ItemId(at), ())) == scan(text, wanted)


@settings(max_examples=200, deadline=None)
@given(texts)
def test_the_fast_way_and_the_mapped_way_give_the_same_words(text: str) -> None:
    assert plain_words(text, "full") == [word.text for word in words(text)]
    assert plain_words(text) == [word.text for word in words(text) if not word.point]
    assert all(0 <= word.start < word.end <= len(text) for word in words(text))


@settings(max_examples=200, deadline=None)
@given(st.lists(texts, min_size=1, max_size=4), terms)
def test_the_index_offers_every_item_that_a_form_hits(pool: list[str], wanted: list[Term]) -> None:
    base = sqlite3.connect(":memory:")
    base.execute(
        (
            f"CREATE VIRTUAL TABLE search USING fts5 (text, tokenize = \"{TOKENIZER}\", content = '', "
            f"contentless_delete = 1)"
        )
    )
    base.executemany(
        "INSERT INTO search (rowid, text) VALUES (?, ?)",
        [(at, indexed(text)) for at, text in enumerate(pool)],
    )
    for at, text in enumerate(pool):
        for hit in scan(text, wanted):
            query = fts_query(hit.form)
            assert (
                query is None
                or (at,) in base.execute("SELECT rowid FROM search WHERE search MATCH ?", (query,)).fetchall()
            )
    base.close()


def test_the_index_knows_every_letter_for_which_a_query_is_made() -> None:
    base = sqlite3.connect(":memory:")
    base.execute(f'CREATE VIRTUAL TABLE search USING fts5 (text, tokenize = "{TOKENIZER}")')
    base.execute("CREATE VIRTUAL TABLE seen USING fts5vocab (search, instance)")
    asked = [
        code
        for code in range(1, 0x110000)
        if unicodedata.category(chr(code)) != "Cs" and fts_query(chr(code)) is not None
    ]
    base.executemany(
        "INSERT INTO search (rowid, text) VALUES (?, ?)", [(code, indexed(chr(code))) for code in asked]
    )
    known = {row for (row,) in base.execute("SELECT DISTINCT doc FROM seen")}
    base.close()
    assert len(asked) > 100_000
    assert set(asked) <= known


@pytest.mark.parametrize(
    "form", ['"', 'a" OR b', "NEAR(a b)", "a*", "-a", "text:a", "^a", "a AND b", "(", "a + b", "\x00a"]
)
def test_no_word_of_a_form_is_taken_for_an_operator(form: str) -> None:
    base = sqlite3.connect(":memory:")
    base.execute(f'CREATE VIRTUAL TABLE search USING fts5 (text, tokenize = "{TOKENIZER}")')
    base.execute("INSERT INTO search (rowid, text) VALUES (1, ?), (2, 'b')", (indexed(form),))
    query = fts_query(form)
    rows = (
        []
        if query is None
        else base.execute("SELECT rowid FROM search WHERE search MATCH ?", (query,)).fetchall()
    )
    base.close()
    assert rows == ([] if query is None else [(1,)])


@pytest.mark.parametrize("form", [":)", "£", "!!!", "🏽", "", "  "])
def test_a_form_that_the_index_cannot_hold_asks_for_a_full_scan(form: str) -> None:
    assert fts_query(form) is None


def test_the_vocabulary_is_the_distinct_words_in_normal_form() -> None:
    assert vocabulary(["See you, SEE ya!!", "sooo 💊"]) == {"see", "you", "ya", "soo", "💊"}
