"""The order is deterministic, its reasons add up, and context counts."""

import math
import struct
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_review.domain.enquiry import LineOfEnquiry, ScopeRule, Term
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import Points, TermKind
from evidence_review.relevance import Ranked, rank, vector_key

QUESTION = "Was a lift home agreed?"
SAID = ["lift home", "need a lift", "home", "yes", "ok", "what time", "a a a home", "💊", "", "don't lift"]


def line(*terms: str) -> LineOfEnquiry:
    found = tuple(Term(term, TermKind.EXACT) for term in terms)
    scope = ScopeRule(all_people=True, date_from=date(2024, 1, 1), date_to=date(2024, 1, 2))
    return LineOfEnquiry(1, "Lift", QUESTION, "", Points.BOTH, "", "", scope, found)


def rows(said: list[tuple[str, int]]) -> list[Ranked]:
    return [
        Ranked(ItemId(at + 1), text, thread, at, "", f"2024-01-01T00:{at:02}:00")
        for at, (text, thread) in enumerate(said)
    ]


def vectors(texts: list[str]) -> dict[str, bytes]:
    return {
        vector_key(text): struct.pack("<384e", *([math.sin(len(text) + at) for at in range(384)]))
        for text in (*texts, QUESTION)
    }


pools = st.lists(st.tuples(st.sampled_from(SAID), st.integers(1, 3)), min_size=1, max_size=25)


@settings(max_examples=80, deadline=None)
@given(pools, st.booleans(), st.booleans(), st.randoms())
def test_D5_reasons_of_every_item_add_up_to_its_score(said, with_terms, with_vectors, random) -> None:
    pool = rows(said)
    known = vectors([text for text, _ in said]) if with_vectors else {}
    asked = line(*(["lift"] if with_terms else []))
    scored = rank(asked, pool, known)
    assert [one.rank for one in scored] == list(range(1, len(pool) + 1))
    assert sorted(one.item for one in scored) == sorted(row.item for row in pool)
    for one in scored:
        assert one.reasons
        assert math.fsum(reason.weight for reason in one.reasons) == pytest.approx(one.score, abs=1e-9)
    shuffled = list(pool)
    random.shuffle(shuffled)
    assert rank(asked, shuffled, known) == scored


def test_a_reply_of_one_word_is_lifted_by_the_messages_around_it() -> None:
    said = [("blah", 2)] * 5 + [("need a lift home?", 1), ("yes", 1)] + [("yes", 3)] * 5
    place = {one.item: one.rank for one in rank(line("lift"), rows(said), {})}
    assert place[ItemId(6)] == 1
    assert place[ItemId(7)] == 2


def test_what_was_sent_on_a_named_evening_comes_before_what_was_not() -> None:
    import dataclasses

    asked = dataclasses.replace(line("lift"), question="What happened on the evening of 8 March 2025?")
    pool = [
        dataclasses.replace(row, sent=f"2025-03-{day:02d}T21:00:00")
        for row, day in zip(rows([("hm", n) for n in range(1, 6)]), (1, 8, 15, 22, 29), strict=True)
    ]
    scored = rank(asked, pool, {})
    assert scored[0].item == pool[1].item
    assert "named" in " ".join(reason.words for reason in scored[0].reasons) or any(
        reason.kind == "date" for reason in scored[0].reasons
    )


def test_neighbours_never_reach_across_threads() -> None:
    scored = rank(line("lift"), rows([("lift", 1), ("yes", 2)]), {})
    assert not [reason for one in scored for reason in one.reasons if reason.kind == "neighbour"]


def test_spans_point_at_the_words_in_the_original_text() -> None:
    text = "A LIFT… please, lift"
    scored = rank(line("lift"), rows([(text, 1), ("ok", 1)]), {})
    spans = [text[start:end] for reason in scored[0].reasons for start, end in reason.spans]
    assert sorted(spans) == ["LIFT", "lift"]


def test_every_item_says_what_would_lower_it_and_no_reason_passes_judgement() -> None:
    scored = rank(
        line("lift"), rows([("need a lift home?", 1), ("yes", 1), ("ok", 2), ("ok", 2), ("ok", 2)]), {}
    )
    assert scored[0].reasons[-1].words.startswith("Ranked 1; ")
    for one in scored:
        assert one.reasons[-1].kind == "counter"
        words = " ".join(reason.words for reason in one.reasons).lower()
        assert not any(bad in words for bad in ("%", "likely", "match score", "irrelevant", "probab"))


def test_another_line_changes_nothing_and_an_empty_pool_is_an_empty_order() -> None:
    pool = rows([("lift", 1), ("yes", 1)])
    before = rank(line("lift"), pool, {})
    rank(line("yes"), pool, {})
    assert rank(line("lift"), pool, {}) == before
    assert rank(line("lift"), [], {}) == []
