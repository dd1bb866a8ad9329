"""Why any item has its place, worked out on request; and the batches in which a ranked line is read
(reference/relevance.md 3.4 and 5)."""

import math
from dataclasses import replace

import pytest

from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import HoldKind, Relevance, Tag
from evidence_review.domain.progress import finish
from evidence_review.relevance.batches import batch_size, round_at
from evidence_review.store import learning as store
from evidence_review.store import suggestions
from evidence_review.workflow.auditing import auditing
from evidence_review.workflow.case import opening
from evidence_review.workflow.finding import explaining, flagging, learn_order
from evidence_review.workflow.reviewing import holding, reviewing, tagging
from evidence_review.workflow.sampling import batching
from tests import build
from tests.workflow.samples import sampled


@pytest.fixture
def session(tmp_path):
    folder = sampled.sampled_case(tmp_path)
    made = build.as_user(folder, "rita")
    yield made
    opening.close(made)


def decide(session, many: int) -> None:
    for item, text in list(sampled.texts(session).items())[:many]:
        reviewing.decide(
            session,
            1,
            item,
            Relevance.RELEVANT if sampled.is_relevant(text) else Relevance.NOT_RELEVANT_TO_LINE,
        )


def unsuggested(session):
    flags = store.flags(session.case, sampled.line_id(session))
    return next(row for row in reversed(reviewing.queue(session, 1, "rank")) if row.item not in flags)


@pytest.mark.parametrize("decided", [0, 12])
def test_an_item_that_is_not_suggested_shows_every_part_and_what_counts_against_it_on_request(
    session, decided: int
) -> None:
    decide(session, decided)
    finish(learn_order.learn(session, 1))
    row = unsuggested(session)
    assert reviewing.open_item(session, 1, row.item).reasons == ()
    tables = ("flags", "ranks", "learned_orders", "tag_flags")
    before = [session.case.all(f"SELECT * FROM {table}") for table in tables]
    told = finish(explaining.explain(session, 1, row.item))
    assert (told.rank, told.pool, told.decided) == (row.rank, 240, decided)
    score = session.case.one("SELECT score FROM ranks WHERE item_id = :item", {"item": row.item})[0]
    assert math.fsum(reason.weight for reason in told.reasons) == pytest.approx(score, abs=1e-9)
    kinds = [reason.kind for reason in told.reasons]
    assert kinds.count("counter") == 1
    assert {"person", "date", "place"} <= set(kinds)
    assert told.engine.startswith("learned order" if decided else "")
    assert [session.case.all(f"SELECT * FROM {table}") for table in tables] == before  # nothing of it is kept
    entry = next(event for event in auditing.events(session) if event.action == "explain place")
    assert (entry.object, "lift" in entry.detail) == (f"item:{row.item}", False)


def test_the_reasons_on_request_are_those_that_are_stored_where_nothing_was_decided_since(session) -> None:
    decide(session, 12)
    finish(learn_order.learn(session, 1))
    first = reviewing.queue(session, 1, "rank")[0].item
    assert (
        finish(explaining.explain(session, 1, first)).reasons
        == reviewing.open_item(session, 1, first).reasons
    )


def test_why_is_told_of_a_tags_order_too(session) -> None:
    decide(session, 12)
    found = [row.item for row in reviewing.queue(session, 1) if row.decision == Relevance.RELEVANT]
    tagging.tag(session, 1, found[0], [Tag.AWAY])
    tagging.tag(session, 1, found[1], [Tag.TOWARDS])
    finish(learn_order.learn(session, 1, tag=Tag.AWAY))
    row = next(one for one in reversed(reviewing.queue(session, 1, "rank", tag=Tag.AWAY)) if one.band is None)
    told = finish(explaining.explain(session, 1, row.item, tag=Tag.AWAY))
    assert (told.rank, told.tag) == (row.rank, Tag.AWAY)


def test_nothing_is_told_of_what_is_outside_or_held(tmp_path) -> None:
    with sampled.user(build.flagged_case(tmp_path), "rita") as session:
        outside = session.case.one("SELECT id FROM items WHERE id NOT IN (SELECT item_id FROM in_scope)")[0]
        inside = reviewing.queue(session, 1)[0].item
        holding.hold(session, 1, inside, HoldKind.LPP)
        for item in (outside, inside):
            with pytest.raises(RuleBroken, match="nothing can be said"):
                finish(explaining.explain(session, 1, ItemId(item)))


@pytest.mark.parametrize(("pool", "alone"), [(240, False), (20_000, False), (2_000, True)])
def test_the_round_follows_from_what_is_decided(pool: int, alone: bool) -> None:
    done = 0
    for number in range(40):
        assert round_at(done, pool, alone=alone) == number
        size = batch_size(number, pool, alone=alone, decided=done)
        assert size == 1 or round_at(done + size - 1, pool, alone=alone) == number
        done += size


def test_a_batch_is_chosen_by_score_and_shown_in_order_of_time_without_scores(session) -> None:
    decide(session, 12)
    finish(learn_order.learn(session, 1))
    waiting = [row for row in reviewing.queue(session, 1, "rank") if not row.decision]
    made = batching.next_batch(session, 1)
    assert made.round == round_at(12, 240, alone=False) + 1
    assert len(made.items) == batch_size(made.round - 1, 240, alone=False, decided=12)
    assert set(made.items) == {row.item for row in waiting[: len(made.items)]}
    shown = reviewing.queue(session, 1, among=made.items)
    assert [row.item for row in shown] == [
        row.item for row in reviewing.queue(session, 1) if row.item in made.items
    ]
    assert not made.is_ready
    assert "complete" not in made.ready.lower()


def test_a_batch_never_holds_what_is_decided_and_ends_with_the_pool(session) -> None:
    everything = sampled.texts(session)
    seen: list[ItemId] = []
    while (made := batching.next_batch(session, 1)).items:
        assert not set(made.items) & set(seen)
        seen += made.items
        for item in made.items:
            reviewing.decide(
                session,
                1,
                item,
                Relevance.RELEVANT
                if sampled.is_relevant(everything[item])
                else Relevance.NOT_RELEVANT_TO_LINE,
            )
    assert set(seen) == set(everything)
    assert made.is_ready
    assert made.ready.startswith("Everything in scope")


def test_copies_come_with_what_they_repeat(tmp_path) -> None:
    folder = build.new_case(tmp_path / "case")
    build.import_chats(folder, build.write_chats(tmp_path / "chats"))
    for name, ref in (("omar", "CM/1"),):
        with sampled.user(folder, name) as session:
            from evidence_review.domain.evidence import ReadOptions
            from evidence_review.workflow.importing import importing

            chat = tmp_path / "second"
            build.write_chats(chat)
            (chat / "WhatsApp Chat with Mum.txt").unlink()
            chat = next(chat.iterdir()).rename(tmp_path / "WhatsApp Chat with Dana P.txt")
            finish(
                importing.import_path(
                    session, chat, build.exhibit(ref), ReadOptions(zone="Europe/London", owner="Callum Marsh")
                )
            )
    scope = replace(build.line().scope, people=(), all_people=True)
    build.approve(folder, replace(build.line(), scope=scope))
    with sampled.user(folder, "rita") as session:
        finish(flagging.flag(session))
        copied = store.copies_of(session.case, sampled.line_id(session))
        assert copied
        made = batching.next_batch(session, 1)
        originals = [item for item in made.items if item not in copied]
        assert len(originals) == batch_size(
            0, suggestions.shape(session.case, sampled.line_id(session))[0], alone=False
        )
        assert {original for copy, original in copied.items() if copy in made.items} == {
            one for one in originals if one in set(copied.values())
        }
