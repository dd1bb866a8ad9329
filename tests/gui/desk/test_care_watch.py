"""When a break is due, by a clock that the test drives: after work without a break, after so many items of chosen
kinds, never where nothing is wished."""

from evidence_review.domain.kinds import ItemKind
from evidence_review.gui.models.helping.care_watch import (
    KINDS,
    REST,
    CareWatch,
    Wish,
    kind_of_media,
    kinds_kept,
)

SEEN = (ItemKind.IMAGE, ItemKind.VIDEO)


class Driven:
    """A clock that goes on when it is told to."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


def watch_of(wish):
    clock = Driven()
    return clock, CareWatch(clock, lambda: wish)


def work(clock, watch, minutes):
    """An act each minute; what was said meanwhile."""
    said = []
    for _ in range(minutes):
        clock.now += 60
        watch.act()
        said += [sentence] if (sentence := watch.reminder()) else []
    return said


def test_Q4_a_break_is_due_after_minutes_of_work_and_again_after_as_many():
    clock, watch = watch_of(Wish(50))
    assert work(clock, watch, 49) == []
    assert [one.split(".")[0] for one in work(clock, watch, 1)] == [
        "You have worked for 50 minutes without a break"
    ]
    assert work(clock, watch, 49) == []
    assert "100 minutes" in work(clock, watch, 1)[0]


def test_ten_minutes_without_an_act_are_a_break_and_a_minute_less_is_none():
    for pause, due in ((REST, 0), (REST - 1, 1)):
        clock, watch = watch_of(Wish(50))
        work(clock, watch, 40)
        clock.now += pause
        watch.act()
        assert len(work(clock, watch, 10)) == due, pause


def test_nobody_is_reminded_while_away():
    clock, watch = watch_of(Wish(50))
    work(clock, watch, 49)
    clock.now += 3600
    assert watch.reminder() == ""
    assert watch.minutes == 49


def test_Q4_a_break_is_due_after_items_of_the_chosen_kinds_alone():
    _, watch = watch_of(Wish(0, 3, SEEN))
    for kind in (ItemKind.MESSAGE, ItemKind.IMAGE, ItemKind.MESSAGE, ItemKind.VIDEO):
        watch.opening(kind)
        assert watch.reminder() == ""
    watch.opening(kind_of_media("image/jpeg"))
    assert watch.reminder().startswith("You have opened 3 items of the kinds that you chose")
    assert watch.reminder() == ""
    for due in (False, False, True):
        watch.opening(ItemKind.IMAGE)
        assert bool(watch.reminder()) is due
    assert watch.met == 6


def test_with_nothing_wished_nothing_is_ever_said():
    clock, watch = watch_of(Wish(0, 0, SEEN))
    for _ in range(500):
        watch.opening(ItemKind.IMAGE)
    assert work(clock, watch, 600) == []
    assert (watch.minutes, watch.met) == (600, 500)  # control: there was something to say


def test_another_person_begins_at_nothing_and_a_clock_set_back_is_no_work():
    clock, watch = watch_of(Wish(50, 3, SEEN))
    work(clock, watch, 20)
    watch.opening(ItemKind.IMAGE)
    assert watch.tally().startswith("Since your last break: 20 minutes of work, 1 item of the kinds chosen.")
    watch.begin()
    assert (watch.minutes, watch.met) == (0, 0)
    work(clock, watch, 20)
    clock.now -= 7200
    watch.act()
    assert watch.minutes == 0


def test_kinds_that_were_kept_and_make_no_sense_are_refused_whole():
    assert kinds_kept(["VIDEO", "IMAGE"]) == SEEN
    assert kinds_kept([]) == ()
    assert kinds_kept(["VIDEO", "nothing we know"]) is None
    assert kinds_kept("IMAGE") is None
    assert kinds_kept(7) is None
    assert {kind_of_media(one) for one in ("video/mp4", "Audio/ogg", "application/pdf", "")} <= set(KINDS)
