"""Where times are known whole sittings are put in order, each by what is told of it."""

import math
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from evidence_review.domain.enquiry import LineOfEnquiry, ScopeRule
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import Points
from evidence_review.relevance import Ranked, rank, rank_fusion
from evidence_review.relevance.inflecting import other_forms
from evidence_review.relevance.sittings import Talk, orders
from evidence_review.relevance.talks import talks

BEGIN = datetime(2025, 3, 1, 9, tzinfo=UTC)
IDLE = ("see you later", "lovely", "what is for tea", "no idea", "the match was good", "haha")


def line(question: str) -> LineOfEnquiry:
    scope = ScopeRule(all_people=True, date_from=date(2025, 3, 1), date_to=date(2025, 3, 31))
    return LineOfEnquiry(1, "The loan", question, "", Points.BOTH, "", "", scope, ())


def pool(*sittings: tuple[int, int, str, tuple[str, ...]]) -> list[Ranked]:
    """Sittings as thread, day, who writes and what is said, a minute between messages."""
    rows: list[Ranked] = []
    for thread, day, sender, said in sorted(sittings, key=lambda one: one[:2]):
        for minute, text in enumerate(said):
            sent = (BEGIN + timedelta(days=day, minutes=minute)).isoformat()
            rows.append(Ranked(ItemId(len(rows) + 1), text, thread, day * 100 + minute, sender, sent))
    return rows


def quiet(thread: int, days: range) -> list[tuple[int, int, str, tuple[str, ...]]]:
    return [
        (thread, day, f"p{thread}", tuple(IDLE[(day + at + thread) % len(IDLE)] for at in range(4)))
        for day in days
    ]


def place(scored, text: str, rows: list[Ranked]) -> int:
    wanted = {row.item for row in rows if row.text == text}
    return min(one.rank for one in scored if one.item in wanted)


def test_a_reply_without_any_word_of_the_line_comes_with_its_sitting() -> None:
    rows = pool(
        *quiet(1, range(9)),
        *quiet(2, range(9)),
        (3, 4, "p3", ("did you pay the loan back", "yeah", "when", "half of it")),
    )
    scored = rank(line("Was the loan paid back?"), rows, {})
    assert [
        place(scored, text, rows) for text in ("did you pay the loan back", "yeah", "when", "half of it")
    ] == [1, 2, 3, 4]


def test_another_form_of_a_word_that_is_asked_for_is_found() -> None:
    assert {"pay", "paid", "paying"} <= other_forms(frozenset({"paid"}))
    said = (1, 20, "p1", ("was it paying", "lovely", "haha", "no idea"))
    rows = pool(*quiet(1, range(9)), *quiet(2, range(9)), said)
    scored = rank(line("Who paid?"), rows, {})
    assert place(scored, "was it paying", rows) == 1
    assert "other forms" in " ".join(reason.words for reason in scored[0].reasons)


def test_a_contact_is_known_by_the_first_name_that_is_asked_for() -> None:
    rows = [
        replace(row, sender="Daniel Ash" if row.thread == 2 else row.sender)
        for row in pool(*quiet(1, range(9)), *quiet(2, range(9, 18)))
    ]
    scored = rank(line("What did Danny say?"), rows, {})
    theirs = {row.item for row in rows if row.thread == 2}
    unasked = rank(line("What did anyone say?"), rows, {})
    assert sum(one.rank for one in scored if one.item in theirs) < sum(
        one.rank for one in unasked if one.item in theirs
    )
    for one in scored:
        assert (math.fsum(reason.weight for reason in one.reasons if "by name" in reason.words) > 0) == (
            one.item in theirs
        )


def test_talk_of_the_same_day_in_another_conversation_comes_before_that_of_other_days() -> None:
    asked = (3, 4, "p3", ("did you pay the loan back", "yeah", "the loan", "pay me"))
    rows = pool(*quiet(1, range(12)), asked)
    scored = rank(line("Was the loan paid back?"), rows, {})
    others = [one for one in scored if rows[one.item - 1].thread == 1]
    assert {rows[one.item - 1].sent[:10] for one in others[:4]} == {"2025-03-05"}


def test_reasons_add_up_to_the_score_also_where_a_sitting_counts_against_a_message() -> None:
    rows = pool(
        *quiet(1, range(9)),
        *quiet(2, range(9)),
        (3, 4, "p3", ("did Ann pay the loan back on 5 March", "yeah")),
    )
    scored = rank(line("Was the loan paid back on 5 March, and by Ann?"), rows, {})
    assert any(reason.weight < 0 for one in scored for reason in one.reasons)
    for one in scored:
        assert math.fsum(reason.weight for reason in one.reasons) == pytest.approx(one.score, abs=1e-9)


def lone() -> list[Ranked]:
    """One message that says all that is asked, alone in talk about everything else, and sittings that hold
    much of it."""
    told = ("was the loan paid", "half of the loan", "the loan is paid", "paid the loan")
    busy = [(9, day, "p9", told) for day in range(20, 23)]
    said = (1, 20, "p1", (*IDLE, *IDLE, "the loan was paid back by Ann on 21 March, all of it", *IDLE, *IDLE))
    return pool(*quiet(1, range(15)), *quiet(2, range(25)), *quiet(3, range(25)), said, *busy)


def test_a_lone_message_that_says_all_of_it_stays_near_the_top(monkeypatch) -> None:
    rows, asked = lone(), line("Was the loan paid back by Ann on 21 March?")
    said = "the loan was paid back by Ann on 21 March, all of it"
    kept = place(rank(asked, rows, {}), said, rows)
    monkeypatch.setattr(rank_fusion, "OWN", 0.0)
    assert kept < place(rank(asked, rows, {}), said, rows)


def test_what_is_first_before_sittings_says_so_and_the_rest_say_that_it_does_not_count() -> None:
    rows = lone()
    scored = rank(line("Was the loan paid back by Ann on 21 March?"), rows, {})
    told = [
        next(reason for reason in one.reasons if reason.words.startswith("Before sittings")) for one in scored
    ]
    assert sum(reason.weight > 0 for reason in told) < 0.075 * len(rows)
    for reason in told:
        assert ("too far down" in reason.words) == (reason.weight == 0)
        assert 0 <= reason.weight < rank_fusion.OWN
    for one in scored:
        assert math.fsum(reason.weight for reason in one.reasons) == pytest.approx(one.score, abs=1e-9)


def test_of_many_equals_none_is_among_the_first() -> None:
    rows = [replace(row, text="hm") for row in pool(*quiet(1, range(9)), *quiet(2, range(9)))]
    scored = rank(line("What did anyone owe?"), rows, {})
    assert not [
        reason
        for one in scored
        for reason in one.reasons
        if reason.words.startswith("Before sittings") and reason.weight
    ]


def test_learning_begins_from_what_stood_before_sittings(monkeypatch) -> None:
    rows, asked = lone(), line("Was the loan paid back by Ann on 21 March?")
    begins = {one.item: one.begins for one in rank(asked, rows, {})}
    monkeypatch.setattr(rank_fusion, "OWN", 0.0)
    monkeypatch.setattr(rank_fusion, "SITTING", 0.0)
    assert begins == {one.item: one.begins for one in rank(asked, rows, {})}


def test_documents_with_a_date_each_are_no_sittings() -> None:
    rows = [replace(row, thread=row.item) for row in pool(*quiet(1, range(9)))]
    scored = rank(line("Was the loan paid back?"), rows, {})
    assert not [reason for one in scored for reason in one.reasons if "Its sitting" in reason.words]


def test_where_all_sittings_are_alike_none_is_put_before_another() -> None:
    rows = pool(*quiet(1, range(9)))
    scored = rank(line("What did anyone owe?"), [replace(row, text="hm") for row in rows], {})
    assert len({one.score for one in scored if one.item != rows[0].item}) <= 2
    assert max(abs(reason.weight) for one in scored for reason in one.reasons) < 0.02


def test_every_order_is_even_over_the_sittings_and_messages_without_a_time_stay_with_the_one_before() -> None:
    rows = pool(*quiet(1, range(6)), *quiet(2, range(6)), (3, 4, "p3", ("did you pay", "yeah")))
    times = np.array(
        [
            math.nan if at % 5 == 1 else datetime.fromisoformat(row.sent).timestamp()
            for at, row in enumerate(rows)
        ]
    )
    threads = np.array([row.thread for row in rows])
    talk = Talk(
        talks(threads, times),
        threads,
        times,
        [row.sender for row in rows],
        [row.text for row in rows],
        np.zeros((len(rows), 384)),
    )
    assert "\n".join(talk.read()) == "\n".join(row.text for row in rows)
    made = list(orders(line("Was the loan paid back?"), talk, np.zeros(len(rows)), {}))
    assert {"sitting words", "sitting like", "beside", "short"} <= {kind for kind, _, _ in made}
    for _, _, values in made:
        assert len(values) == talk.number[-1] + 1
        assert np.isfinite(values).all()
        assert values.mean() == pytest.approx(0.0, abs=1e-9)
