"""Nobody looks outside alone: asked for, granted by another, screened, logged, once, within its time
(reference/law.md C2, G1, G2).
"""

from datetime import datetime, timedelta

import pytest

from evidence_review.domain.decisions import Act, may
from evidence_review.domain.errors import CaseProblem, RuleBroken
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import AuditOp, Relevance, Role
from evidence_review.domain.looks import MOST_LOOKED_AT, WIDEN, LookState
from evidence_review.domain.progress import finish
from evidence_review.store import decisions, looks
from evidence_review.workflow.auditing import account_of_looking
from evidence_review.workflow.case import opening
from evidence_review.workflow.enquiring import enquiring
from evidence_review.workflow.finding import flagging
from evidence_review.workflow.reviewing import holding, outside_looks, reviewing
from tests import build

WHY = "the defence named this message"
LAWYER_CHAT = """08/03/2025, 12:00 - Dana P: do I have to go on Monday?
08/03/2025, 12:01 - Harlow Solicitors: we advise you privileged-marker
"""
SPOKEN = """09/03/2025, 12:00 - Dana P: what my solicitor told me was spoken-marker
09/03/2025, 12:05 - Aunt Bea: come for tea on Sunday
"""


@pytest.fixture
def folder(tmp_path):
    """Both chats, a lawyer's, and one that quotes a lawyer; one line, which covers the first alone."""
    folder = build.new_case(tmp_path / "case")
    chats = build.write_chats(tmp_path / "chats")
    (chats / "WhatsApp Chat with Harlow Solicitors.txt").write_text(LAWYER_CHAT, "utf-8")
    (chats / "WhatsApp Chat with Aunt Bea.txt").write_text(SPOKEN, "utf-8")
    build.import_chats(folder, chats)
    build.approve(folder, build.line())
    session = build.as_user(folder, "rita")
    finish(flagging.flag(session))
    opening.close(session)
    return folder


def done(folder, who: str, step, *given, **named):
    """What one step gives one user, in a session of her own."""
    session = build.as_user(folder, who)
    try:
        return step(session, *given, **named)
    finally:
        opening.close(session)


def item_of(folder, words: str) -> ItemId:
    """The item that holds these words."""
    found = done(
        folder, "omar", lambda s: s.case.one("SELECT id FROM items WHERE text LIKE :w", {"w": f"%{words}%"})
    )
    return ItemId(found[0])


def asked(folder, words: str, who: str = "rita", minutes: int = 5):
    return done(folder, who, outside_looks.request_look, item_of(folder, words), 1, WHY, minutes)


def granted(folder, words: str, who: str = "rita", by: str = "sian") -> int:
    """The number of a look that was asked for and granted."""
    request = asked(folder, words, who).number
    done(folder, by, outside_looks.grant_look, request)
    return request


def entries(folder) -> list[tuple[str, str]]:
    return done(folder, "omar", lambda s: s.case.all("SELECT action, object FROM audit ORDER BY seq"))


def openings_of(folder, item: ItemId) -> int:
    return done(
        folder,
        "omar",
        lambda s: s.case.count("SELECT count(*) FROM openings WHERE item_id = :i", {"i": item}),
    )


def test_C2_no_reason_no_line_no_time_box_it_stays_masked(folder) -> None:
    target = item_of(folder, "secret-out-of-scope-marker")
    for number, reason, minutes, why in (
        (1, "curious", 5, "20 characters"),
        (1, " " * 40, 5, "20 characters"),
        (2, WHY, 5, "not approved"),
        (1, WHY, 0, "minutes"),
        (1, WHY, 121, "minutes"),
    ):
        with pytest.raises(RuleBroken, match=why):
            done(folder, "rita", outside_looks.request_look, target, number, reason, minutes)
    assert done(folder, "rita", outside_looks.list_looks) == ()
    with pytest.raises(RuleBroken, match="outside this line"):
        done(folder, "rita", reviewing.open_item, 1, target)
    assert openings_of(folder, target) == 0


def test_C2_a_grant_by_another_opens_once_for_who_asked_and_is_logged_before_it_is_shown(folder) -> None:
    target = item_of(folder, "secret-out-of-scope-marker")
    request = asked(folder, "secret-out-of-scope-marker")
    assert (request.state, request.item, request.minutes) == (LookState.WAITING, target, 5)
    assert "marker" not in repr(request)
    with pytest.raises(RuleBroken, match="Nobody has granted"):
        done(folder, "rita", outside_looks.open_look, 1)
    assert done(folder, "sian", outside_looks.grant_look, 1).state is LookState.GRANTED
    with pytest.raises(RuleBroken, match="Only the person who asked"):
        done(folder, "omar", outside_looks.open_look, 1)
    view = done(folder, "rita", outside_looks.open_look, 1)
    assert "secret-out-of-scope-marker" in view.text
    assert view.is_context
    acts = [action for action, about in entries(folder) if about == f"item:{target}"]
    assert acts == [
        "ask to look outside",
        "grant a look outside",
        "screen for privilege",
        "look outside scope",
    ]
    with pytest.raises(RuleBroken, match="opens an item once"):
        done(folder, "rita", outside_looks.open_look, 1)
    assert openings_of(folder, target) == 1
    with pytest.raises(RuleBroken, match="outside this line"):
        done(folder, "rita", reviewing.decide, 1, target, Relevance.RELEVANT)
    ledger = done(folder, "abel", account_of_looking.proportionality)
    assert (ledger.widenings[-1].asked_by, ledger.widenings[-1].agreed_by) == ("rita", "sian")


def test_C2_the_entry_stands_in_the_log_when_the_item_cannot_be_rendered(folder, monkeypatch) -> None:
    granted(folder, "secret-out-of-scope-marker")

    def broken(*_given, **_named):
        raise ZeroDivisionError

    monkeypatch.setattr(outside_looks, "view", broken)
    with pytest.raises(ZeroDivisionError):
        done(folder, "rita", outside_looks.open_look, 1)
    assert "look outside scope" in {action for action, _ in entries(folder)}


@pytest.mark.parametrize("who", ["rita", "sian", "omar", "paul"])
def test_C2_nobody_grants_or_refuses_her_own_request(folder, who: str) -> None:
    asked(folder, "secret-out-of-scope-marker", who)
    for step in (outside_looks.grant_look, outside_looks.refuse_look):
        with pytest.raises(RuleBroken, match=r"herself|may not do this"):
            done(folder, who, step, 1)
    assert done(folder, who, outside_looks.list_looks)[0].state is LookState.WAITING


@pytest.mark.parametrize(("who", "allowed"), [(name, role) for name, role in build.PEOPLE.items()])
def test_C2_who_may_ask_and_who_may_grant_is_the_one_table(folder, who: str, allowed: Role) -> None:
    target = item_of(folder, "secret-out-of-scope-marker")
    asked(folder, "other-thread-marker", "sian" if who == "rita" else "rita")
    for act, step, given in (
        (Act.ASK_TO_LOOK, outside_looks.request_look, (target, 1, WHY)),
        (Act.GRANT_LOOK, outside_looks.grant_look, (1,)),
    ):
        if may(act, allowed):
            done(folder, who, step, *given)
        else:
            with pytest.raises(RuleBroken, match="may not do this"):
                done(folder, who, step, *given)
    assert not may(Act.GRANT_LOOK, Role.REVIEWER)
    assert not any(
        may(act, Role.LPP_COUNSEL) or may(act, Role.ADMIN) for act in (Act.ASK_TO_LOOK, Act.GRANT_LOOK)
    )


def test_C2_a_refusal_opens_nothing_and_an_answer_is_given_once(folder) -> None:
    asked(folder, "secret-out-of-scope-marker")
    assert done(folder, "sian", outside_looks.refuse_look, 1).state is LookState.REFUSED
    with pytest.raises(RuleBroken, match="was refused"):
        done(folder, "rita", outside_looks.open_look, 1)
    with pytest.raises(RuleBroken, match="answered already"):
        done(folder, "paul", outside_looks.grant_look, 1)


def test_C2_after_its_time_a_grant_opens_nothing(folder, monkeypatch) -> None:
    granted(folder, "secret-out-of-scope-marker")
    later = datetime.now().astimezone().utctimetuple()
    late = datetime(*later[:6]) + timedelta(minutes=6)
    monkeypatch.setattr(outside_looks, "now", lambda: late)
    with pytest.raises(RuleBroken, match="has passed"):
        done(folder, "rita", outside_looks.open_look, 1)
    assert done(folder, "rita", outside_looks.list_looks)[0].state is LookState.LAPSED
    assert "look outside scope" not in {action for action, _ in entries(folder)}


def test_C2_what_a_line_covers_is_no_look_outside(folder) -> None:
    with pytest.raises(RuleBroken, match="Line 1 covers that item"):
        asked(folder, "the taxi is outside")
    granted(folder, "other-thread-marker")
    build.approve(folder, build.another(build.line(2), people=(), all_people=True))
    with pytest.raises(RuleBroken, match="Line 2 covers that item"):
        done(folder, "rita", outside_looks.open_look, 1)
    with pytest.raises(RuleBroken, match="no item of that number"):
        done(folder, "rita", outside_looks.request_look, ItemId(9999), 1, WHY)


def test_C2_a_few_items_of_a_case_and_then_a_wider_line(folder) -> None:
    words = ("secret-out-of-scope-marker", "other-thread-marker", "thank you love", "come for tea")
    for one in words[:MOST_LOOKED_AT]:
        number = granted(folder, one)
        assert done(folder, "rita", outside_looks.open_look, number).text
    for who in ("rita", "omar"):
        with pytest.raises(RuleBroken) as refused:
            asked(folder, words[3], who)
        assert str(refused.value) == WIDEN
    assert "wider version of the line" in WIDEN
    again = granted(folder, words[0])  # the same item again is none more
    assert words[0] in done(folder, "rita", outside_looks.open_look, again).text


def test_C2_requests_that_wait_together_cannot_pass_the_number(folder) -> None:
    words = ("secret-out-of-scope-marker", "other-thread-marker", "thank you love", "come for tea")
    numbers = [asked(folder, one).number for one in words]
    for number in numbers[:MOST_LOOKED_AT]:
        done(folder, "sian", outside_looks.grant_look, number)
    with pytest.raises(RuleBroken, match="wider version"):
        done(folder, "sian", outside_looks.grant_look, numbers[3])


def test_C2_the_case_file_itself_keeps_the_rules(folder) -> None:
    request = granted(folder, "secret-out-of-scope-marker")
    session = build.as_user(folder, "rita")
    asked_for = looks.by_number(session.case, request)
    waiting = looks.by_number(
        session.case,
        outside_looks.request_look(session, item_of_open(session, "other-thread"), 1, WHY).number,
    )

    def write(sql: str, **values: object) -> None:
        with session.case.change(session.signer, AuditOp.ALTER, "attack") as change:
            change.run(sql, values)

    bare = "INSERT INTO overrides VALUES ('x', :item, :line, 'r', :by, :at, :until, :request)"
    far = "2999-01-01T00:00:00"
    good = {
        "item": asked_for.item,
        "line": asked_for.line_id,
        "by": asked_for.by,
        "at": "2000-01-01T00:00:00",
    }
    until = asked_for.until.isoformat(timespec="seconds")
    for values in (
        {**good, "until": far, "request": None},
        {**good, "until": far, "request": asked_for.id},
        {**good, "until": until, "request": asked_for.id, "by": "another"},
        {**good, "until": until, "request": asked_for.id, "item": waiting.item},
        {**good, "until": until, "request": asked_for.id, "at": far},
        {**good, "until": until, "request": asked_for.id},  # not screened yet
        {**good, "item": waiting.item, "until": until, "request": waiting.id},
    ):
        with pytest.raises(CaseProblem):
            write(bare, **values)
    with pytest.raises(CaseProblem):
        write(
            "INSERT INTO look_answers VALUES (:request, 'GRANTED', :by, '2026-01-01T00:00:00', :until)",
            request=waiting.id,
            by=waiting.by,
            until=far,
        )
    write("INSERT INTO screened SELECT :item, id FROM engines LIMIT 1", item=asked_for.item)
    write(bare, **good, until=until, request=asked_for.id)  # the control: nothing else stood in the way
    opening.close(session)


def item_of_open(session, words: str) -> ItemId:
    (found,) = session.case.one("SELECT id FROM items WHERE text LIKE :w", {"w": f"%{words}%"})
    return ItemId(found)


@pytest.mark.parametrize("marker", ["privileged-marker", "spoken-marker", "do I have to go"])
def test_G1_a_look_is_screened_first_and_what_it_finds_is_held_and_not_shown(folder, marker: str) -> None:
    target = item_of(folder, marker)
    number = granted(folder, marker)
    with pytest.raises(RuleBroken, match="was not shown") as refused:
        done(folder, "rita", outside_looks.open_look, number)
    assert marker not in str(refused.value)
    assert target in {item for item, _, _ in done(folder, "rita", holding.held)}
    assert openings_of(folder, target) == 0
    assert "look outside scope" not in {action for action, _ in entries(folder)}
    with pytest.raises(RuleBroken, match="held"):
        asked(folder, marker)


def test_G1_the_screen_of_a_look_knows_the_names_agreed_since(folder) -> None:
    number = granted(folder, "come for tea")
    done(folder, "sian", enquiring.agree_privilege_names, ("Aunt Bea",))
    with pytest.raises(RuleBroken, match="legally privileged"):
        done(folder, "rita", outside_looks.open_look, number)


def test_G1_seeded_privileged_items_are_all_withheld_and_the_others_are_not(folder) -> None:
    opened = done(folder, "rita", outside_looks.open_look, granted(folder, "come for tea"))
    assert "tea" in opened.text  # the control: the screen does not hold everything
    for words in ("privileged-marker", "spoken-marker"):
        with pytest.raises(RuleBroken, match="legally privileged"):
            done(folder, "rita", outside_looks.open_look, granted(folder, words))


@pytest.mark.parametrize("who", ["rita", "sian", "paul", "omar", "abel", "gail", "lena"])
def test_G2_held_items_open_to_counsel_alone_whatever_was_granted(folder, who: str) -> None:
    target = item_of(folder, "secret-out-of-scope-marker")
    asker = who if who in ("rita", "sian", "paul", "omar") else "rita"
    number = granted(folder, "secret-out-of-scope-marker", asker, "sian" if asker != "sian" else "omar")
    session = build.as_user(folder, "rita")
    with session.case.change(session.signer, AuditOp.ALTER, "report find") as change:
        decisions.add_find(change, target, "OTHER", "x", "y", session.user.id)
    opening.close(session)
    steps = (
        (outside_looks.open_look, (number,)),
        (outside_looks.request_look, (target, 1, WHY)),
        (reviewing.open_item, (1, target)),
        (reviewing.unfold, (1, target)),
        (holding.read_held, (target,)),
    )
    for step, given in steps:
        if who == "lena" and step is holding.read_held:
            assert "marker" in done(folder, who, step, *given)[2]
            continue
        with pytest.raises(RuleBroken) as refused:
            done(folder, who, step, *given)
        assert "marker" not in str(refused.value)
    assert openings_of(folder, target) == 0
