"""Passages, sittings and the people whom a question names."""

from dataclasses import replace
from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.domain.enquiry import LineOfEnquiry, ScopePerson, ScopeRule, Term
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import Points, TermKind
from evidence_review.relevance import Ranked, rank
from evidence_review.relevance.question_terms import named_senders, people_asked, query_words
from evidence_review.relevance.talks import LONG, passages, talks
from evidence_review.relevance.windows import in_runs, places, smoothed


def line(question: str) -> LineOfEnquiry:
    people = (ScopePerson("Daniel Okoro", ("Big D", "07700 900208")), ScopePerson("Ann Example", ("Ann E",)))
    scope = ScopeRule(people=people, date_from=date(2025, 3, 1), date_to=date(2025, 3, 31))
    return LineOfEnquiry(1, "Who was there", question, "", Points.BOTH, "", "", scope, ())


@given(st.lists(st.integers(1, 4), max_size=60).map(sorted))
def test_every_message_is_held_by_a_passage_of_its_own_thread(threads):
    texts = [f"{thread}:{at}" for at, thread in enumerate(threads)]
    whole, holding = passages(threads, texts)
    assert all(holding)
    for at, held in enumerate(holding):
        for one in held:
            parts = whole[one].split("\n")
            assert texts[at] in parts
            assert len(parts) <= LONG
            assert {part.split(":")[0] for part in parts} == {str(threads[at])}


def test_a_sitting_ends_with_a_long_pause_or_a_new_thread_and_an_undated_message_stays():
    times = np.array([0.0, 60.0, np.nan, 120.0, 4 * 3600.0, 4 * 3600.0])
    assert talks(np.array([1, 1, 1, 1, 1, 2]), times).tolist()[:3] == [0, 0, 0]
    assert talks(np.array([1, 1, 1, 1, 1, 2]), times).tolist()[3:] == [0, 1, 2]


def test_a_short_name_in_the_question_stands_for_a_person_of_the_line():
    assert "big d" in people_asked(line("Was a man called Danny at the flat?"))
    assert "447700900208" in people_asked(line("Was a man called Danny at the flat?"))
    assert people_asked(line("Was anybody at the flat?")) == frozenset()


def test_only_words_that_carry_meaning_rank_of_a_phrase():
    asked = line("Was anybody there?")
    at_the_flat = replace(asked, terms=(Term("at the flat", TermKind.PHRASE, "the place"),))
    assert query_words(at_the_flat) - query_words(asked) == {"flat"}
    him = replace(asked, terms=(Term("him", TermKind.EXACT, "who is meant"),))
    assert query_words(him) - query_words(asked) == {"him"}


def test_who_speaks_is_known_by_role_by_the_start_of_a_longer_name_and_by_a_title_that_one_alone_has():
    there = ["Ann Bell AM", "Professor B", "PhD A", "PhD E", "User Interface", ""]
    assert named_senders(line("Why did Ann Bell disagree with the professor?"), there) == {
        "Ann Bell AM",
        "Professor B",
    }
    assert named_senders(line("What did PhD E say about a PhD?"), there) == {"PhD E"}
    assert named_senders(line("What is an interface for the user?"), there) == frozenset()
    assert named_senders(line("What did User Interface think?"), there) == {"User Interface"}


def test_D5_a_conversation_with_the_person_asked_about_says_so():
    pool = [
        Ranked(ItemId(at), "nothing to see", thread, at, who, f"2025-03-08T10:{at:02}:00")
        for at, (thread, who) in enumerate([(1, "Ann E"), (1, "Bo"), (2, "Ann E"), (2, "Big D")])
    ]
    scored = {one.item: one for one in rank(line("What did Danny see?"), pool, {})}
    assert scored[ItemId(3)].rank < scored[ItemId(0)].rank
    assert any("someone whom the question names" in reason.words for reason in scored[ItemId(3)].reasons)


def test_copies_share_a_place_and_say_so():
    said = ["hello", "were you at the flat", "yes, on the sofa", "when did you go", "about three", "thanks"]
    pool = [
        Ranked(ItemId(100 * thread + at), text, thread, at, "", f"2025-03-08T10:{at:02}:00")
        for thread in (1, 2)
        for at, text in enumerate(said)
    ]
    scored = rank(line("Was he at the flat?"), pool, {})
    place = {one.item: one.rank for one in scored}
    assert all(place[ItemId(100 + at)] == place[ItemId(200 + at)] for at in range(6))
    assert sorted(set(place.values())) == [1, 2, 3, 4, 5, 6]
    assert all(any(reason.kind == "copy" for reason in one.reasons) for one in scored)


def test_where_a_question_alone_is_asked_a_run_of_talk_stands_before_the_same_words_said_once_elsewhere():
    words, small = "the blue kettle leaked again", "yes"
    run = [words, small, "how the kettle leaked", small, small, words]
    said = [
        *["nothing of note here"] * 30,
        words,
        *["nothing of note here"] * 30,
        *run,
        *["nothing of note here"] * 30,
    ]
    for time in ("2025-03-08T10:{}:00", ""):  # as well in one long sitting as without times
        pool = [
            Ranked(ItemId(at), text, 1, at, "Ann E", time.format(f"{at // 60:02}:{at % 60:02}"[-2:]))
            for at, text in enumerate(said)
        ]
        scored = {one.item: one for one in rank(line("What was said of the kettle that leaked?"), pool, {})}
        assert max(scored[ItemId(at)].rank for at in range(61, 67)) < scored[ItemId(30)].rank
        for one in scored.values():
            assert abs(sum(reason.weight for reason in one.reasons) - one.score) < 1e-9
        told = [reason.words for reason in scored[ItemId(62)].reasons]
        assert any("the line's words make it" in words for words in told)


@given(st.lists(st.tuples(st.integers(1, 3), st.floats(-5, 5)), max_size=40).map(sorted))
def test_smoothing_never_reaches_across_conversations_and_keeps_what_is_everywhere_the_same(rows):
    threads, values = np.array([one for one, _ in rows]), np.array([value for _, value in rows], dtype=float)
    whole = smoothed(values, threads, 3.0)
    for thread in set(threads.tolist()):
        alone = threads == thread
        assert np.allclose(whole[alone], smoothed(values[alone], threads[alone], 3.0))
        assert (
            values[alone].min() - 1e-9
            <= whole[alone].min()
            <= whole[alone].max()
            <= values[alone].max() + 1e-9
        )


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=90), st.integers(1, 90))
def test_a_run_is_told_alike_from_both_ends_and_never_reaches_across_conversations(half, other):
    mirrored = np.array([*half, *reversed(half), *[9.0] * other])
    threads = np.array([1] * 2 * len(half) + [2] * other)
    whole = in_runs(mirrored, threads)
    assert np.isfinite(whole).all()
    assert 0 <= whole.min() <= whole.max() <= 1
    assert np.allclose(whole[: 2 * len(half)], whole[: 2 * len(half)][::-1])


def test_of_a_meeting_the_edges_of_the_best_run_stand_before_a_lone_high_turn_elsewhere():
    values = np.zeros(400)
    values[100:130:3] = 1.0  # ten turns of a run of thirty
    values[300] = 1.5
    places_by_run = places(in_runs(values, np.ones(400)))
    assert places_by_run[100:130].max() < places_by_run[300]
    assert (
        places(smoothed(values, np.ones(400), 8.0))[300] < 200
    )  # which tells that it is no turn without any ground


def test_what_differs_by_the_order_of_its_sums_alone_shares_a_place():
    assert places(np.array([0.1 + 0.2, 0.3, 0.2])).tolist() == [1, 1, 3]


@given(st.integers(2, 79), st.integers(1, 40))
def test_in_a_short_talk_beside_a_long_one_a_message_keeps_most_of_its_own(short, at):
    threads = np.array([1] * short + [2] * 100)
    values = np.zeros(len(threads))
    values[at % short] = 1.0
    whole = smoothed(values, threads, 8.0)
    assert whole[at % short] >= 0.8 * whole.max()
    assert whole[short:].max() == 0


def test_without_a_long_conversation_nothing_is_smoothed_over_runs():
    rows = [
        Ranked(ItemId(at), f"message {at} about the harbour wall", 1, at, "Ann", "2025-03-08T10:00:00")
        for at in range(1, 9)
    ]
    shown = rank(line("Who was at the harbour wall?"), rows, {})
    assert not {"passage words"} & {reason.kind for one in shown for reason in one.reasons}
    assert not any("taken over" in reason.words for one in shown for reason in one.reasons)
