"""Many items at once: each figure is what a search finds, and nothing that no line covers is told by text, name, time,
picture or place (reference/law.md C1, E2, E3)."""

import json
import shutil
from datetime import date

import pytest

from evidence_review import cli
from evidence_review.domain.kinds import HoldKind, ItemKind, Role
from evidence_review.gui import actions
from evidence_review.store import audit, items
from evidence_review.store.searches import many_items as sql
from evidence_review.workflow.case.search_views import Exchange, Wanted, Way
from evidence_review.workflow.reviewing.call_facts import CallFacts, call_facts
from evidence_review.workflow.reviewing.place_facts import Place, place_of
from evidence_review.workflow.reviewing.thumbnail_task import COVERED
from tests import many_items

READS = (
    actions.overview_days,
    actions.overview_people,
    actions.overview_calls,
    actions.overview_pictures,
    actions.overview_places,
)
OPEN = "SELECT id FROM items WHERE :lines <> ''"
"""What would be seen without the gate."""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return many_items.made_case(tmp_path_factory.mktemp("many"))


@pytest.fixture
def folder(made, tmp_path):
    return shutil.copytree(made, tmp_path / "case")


@pytest.fixture
def rita(folder):
    session = actions.open_case(folder, "Rita", many_items.WORDS)
    yield session
    actions.close(session)


def outside(session):
    """Numbers, days and hours of what no line lets through."""
    return session.case.all(
        "SELECT id, coalesce(sort_time, '') FROM items WHERE id NOT IN (SELECT item_id FROM reviewable)"
    )


def leaks(session, told):
    """What of the outside stands in a told value."""
    said = repr(told)
    shut = outside(session)
    found = {word for word in (many_items.OUTSIDE, "zqoutside", "900999", "57.14") if word in said}
    found |= {when[:16] for _, when in shut if when and when[:16] in said}
    found |= {
        f"{day}T{hour:02}" for day, hour in ((one.day, one.hour) for one in getattr(told, "hours", ()))
    } & {when[:13] for _, when in shut if when}
    rows = told if isinstance(told, tuple) else ()
    return found | ({str(getattr(row, "item", 0)) for row in rows} & {str(item) for item, _ in shut})


@pytest.mark.parametrize("number", [0, 1])
def test_C1_nothing_outside_every_line_is_told_but_as_a_count(rita, number):
    assert outside(rita), "the case holds nothing that could be told"
    assert {read.__name__: leaks(rita, read(rita, number)) for read in READS} == {
        read.__name__: set() for read in READS
    }
    assert actions.overview_people(rita, number).outside == 2


@pytest.mark.parametrize("read", READS)
def test_the_check_of_the_gate_finds_what_an_open_gate_would_tell(rita, read, monkeypatch):
    class Open:
        """The case, asked without the gate."""

        def __init__(self, case):
            self.case = case

        def all(self, statement, values=None):
            return self.case.all(statement.replace(sql._OPEN, OPEN), values)

        def __getattr__(self, name):
            return getattr(self.case, name)

    for name in ("hours", "exchanges", "calls", "pictures", "placed"):
        kept = getattr(sql, name)
        monkeypatch.setattr(sql, name, lambda case, lines, kept=kept: kept(Open(case), lines))
    assert leaks(rita, read(rita, 1))


def test_what_is_held_is_in_no_figure(rita, folder):
    before = [read(rita, 1) for read in READS]
    call = actions.overview_calls(rita, 1)[0]
    place, picture = actions.overview_places(rita, 1)[0], actions.overview_pictures(rita, 1)[0]
    for item in (call.item, place.item, picture.item):
        actions.hold(rita, 1, item, next(iter(HoldKind)))
    after = [read(rita, 1) for read in READS]
    assert after[0].items == before[0].items - 6  # a hold takes what stands beside it along
    for was, now, item in zip(before[2:], after[2:], (call.item, picture.item, place.item), strict=True):
        assert len(now) < len(was)
        assert item not in {row.item for row in now}
    assert actions.thumbnails(rita, 1, [(picture.item, picture.file)]) == ()


def found(session, **wanted):
    return len(actions.search_line(session, 1, Wanted(**wanted)).items)


def test_each_figure_is_what_a_search_finds(rita):
    days = actions.overview_days(rita, 1)
    assert sum(one.items for one in days.hours) + days.undated == days.items == 11
    for one in days.hours:
        day = date.fromisoformat(one.day)
        assert found(rita, first=day, last=day, hours=(one.hour, one.hour)) == one.items
    people = actions.overview_people(rita, 1)
    labels = {one.who.number: one.who for one in people.people}
    for one in people.people:
        assert found(rita, exchange=Exchange(one.who, None, Way.SENT)) == one.sent
        assert found(rita, exchange=Exchange(one.who, None, Way.RECEIVED)) == one.received
    for tie in people.ties:
        assert found(rita, exchange=Exchange(labels[tie.one], labels[tie.other])) == tie.items
    calls = actions.overview_calls(rita, 1)
    assert found(rita, kinds=(ItemKind.CALL,)) == len(calls) == 2
    places = actions.overview_places(rita, 1)
    assert found(rita, picked=tuple(one.item for one in places)) == len(places) == 3


def test_a_search_never_goes_beyond_the_line_whatever_was_picked(rita):
    every = tuple(item for item, _ in outside(rita))
    assert every
    assert found(rita, picked=every) == 0
    assert found(rita, hours=(2, 4)) == 0


def test_linked_identities_are_one_person_and_ties_are_counted_once(rita):
    apart = actions.overview_people(rita, 1)
    bobs = [one.who.number for one in apart.people if one.who.label.startswith("Bob Sample")]
    assert [one.who.label for one in apart.people][1:] == [f"Bob Sample ({number})" for number in bobs]
    session = rita
    actions.link_people(session, *bobs, "the same number is saved under this name on the phone")
    joined = actions.overview_people(session, 1)
    bob = next(one for one in joined.people if one.who.label == "Bob Sample")
    assert [one.who.label for one in joined.people] == ["Ann Example", "Bob Sample"]
    assert (bob.sent, bob.received, bob.others) == (2, 4, 1)
    assert [tie.items for tie in joined.ties] == [6]
    assert found(session, exchange=Exchange(bob.who)) == 6


def test_calls_tell_length_and_answer_as_the_source_says(rita):
    one, other = actions.overview_calls(rita, 1)
    assert (one.caller.label, one.called[0].label, one.seconds, one.answered) == (
        "Ann Example",
        "Bob Sample",
        75,
        True,
    )
    assert (other.seconds, other.answered, other.time) == (None, False, "2025-03-09T10:15")


@pytest.mark.parametrize(
    ("text", "extra", "told"),
    [
        ("", (("call", "missed"), ("duration", "0")), CallFacts(None, False)),
        ("", (("call", "video, answered"), ("seconds", "62")), CallFacts(62, True)),
        ("", (("call", "voice, missed or refused"), ("seconds", "0")), CallFacts(None, False)),
        ("", (("duration (seconds)", "61.5"), ("answered", "yes")), CallFacts(61, True)),
        ("", (("duration (seconds)", "0"), ("answered", "no")), CallFacts(None, False)),
        ("", (("Duration", "00:01:02"), ("Status", "Established")), CallFacts(62, True)),
        ("Outgoing voice call (accepted, 2m 3s)", (), CallFacts(123, True)),
        ("started a call that lasted 3 minutes", (), CallFacts(180, True)),
        ("Length (sec): 12\nResult: SUCCESS", (), CallFacts(12, True)),
        ("The video chat ended.", (("call_duration", "62"),), CallFacts(62, True)),
        ("Missed voice call", (), CallFacts(None, False)),
        ("Bo called you", (), CallFacts(None, None)),
        ("", (), CallFacts(None, None)),
    ],
)
def test_a_call_is_understood_in_the_words_of_many_sources(text, extra, told):
    assert call_facts(text, extra) == told


@pytest.mark.parametrize(
    ("text", "extra", "told"),
    [
        ("Position: 51.5000000, -3.2100000\nname: The Crown", (), Place(51.5, -3.21, 2, None)),
        ("latitude: 51.5\nlongitude: -0.12", (), Place(51.5, -0.12, 2, None)),
        (
            "Time: 2025\nLatitude, Longitude: 51.5 ± 14.2, -0.1 ± 14.2",
            (),
            Place(51.5, -0.1, 1, 14.2),
        ),
        ("Position: 51.5000000, -0.1000000\naccuracy: 14", (), Place(51.5, -0.1, 1, 14.0)),
        ("Latitude: 51.6\nLongitude: -0.2\nDisplay Radius (Meters): 90", (), Place(51.6, -0.2, 1, 90.0)),
        ("", (("latitude", "51.500000"), ("longitude", "-0.125000")), Place(51.5, -0.125, 3, None)),
        ("51.5, -0.1", (), Place(51.5, -0.1, 1, None)),
        ("Position: 951.5, -0.1", (), None),
        ("Position: 0.0, 0.0", (), None),
        ("we met at 5, 6 people came", (), None),
        ("", (), None),
    ],
)
def test_a_place_is_read_as_it_is_written_or_not_at_all(text, extra, told):
    assert place_of(text, extra) == told


def test_E3_small_pictures_are_covered_and_come_through_the_gate_alone(rita):
    rows = actions.overview_pictures(rita, 1)
    small = actions.thumbnails(rita, 1, [(one.item, one.file) for one in rows])
    assert len(small) == 2
    assert all(0 < max(one.width, one.height) <= COVERED for one in small)
    shut = [(item, 0) for item, _ in outside(rita)]
    kind = dict(rita.case.all("SELECT id, kind FROM items"))
    assert any(kind[item] == "IMAGE" for item, _ in shut)
    assert actions.thumbnails(rita, 1, shut) == actions.thumbnails(rita, 0, shut) == ()


def test_a_picture_that_is_none_keeps_no_other_back(rita, monkeypatch):
    rows = actions.overview_pictures(rita, 1)
    good = items.blob(rita.case, rows[0].item, rows[0].file)
    given = iter((b"no picture at all", good))
    monkeypatch.setattr(items, "blob", lambda *_asked: next(given))
    small = actions.thumbnails(rita, 1, [(one.item, one.file) for one in rows])
    assert [one.width > 0 for one in small] == [False, True]


def test_nothing_of_a_picture_is_written_and_nothing_is_logged_for_a_covered_one(rita, folder):
    rows = actions.overview_pictures(rita, 1)
    before = {path: path.stat().st_size for path in folder.rglob("*") if path.is_file()}
    actions.thumbnails(rita, 1, [(one.item, one.file) for one in rows])
    assert {path: path.stat().st_size for path in folder.rglob("*") if path.is_file()} == before


def test_who_may_not_read_is_told_no_figure(folder):
    session = actions.open_case(folder, "Ada", many_items.WORDS)
    assert session.role is Role.ADMIN
    for read in READS:
        with pytest.raises(Exception, match="may"):
            read(session, 0)
    actions.close(session)


@pytest.mark.parametrize("words", ["days", "people", "calls", "pictures", "places"])
def test_the_commands_tell_the_same_and_nothing_of_the_outside(folder, words, monkeypatch, capsys):
    monkeypatch.setenv("EVIDENCE_REVIEW_PASSPHRASE", many_items.WORDS)
    assert cli.main(["overview", words, str(folder), "--user", "Rita", "--line", "1"]) == 0
    told = capsys.readouterr().out
    assert "\n" in told
    assert not any(word in told for word in (many_items.OUTSIDE, "zqoutside", "2025-06", "57.14"))
    assert cli.main(["overview", words, str(folder), "--user", "Rita", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)
    session = actions.open_case(folder, "Rita", many_items.WORDS)
    acts = [json.loads(line) for line in audit.lines(session.case)]
    actions.close(session)
    looks = [(one["object"], one["detail"]["items"]) for one in acts if one["action"] == f"see {words}"]
    many = {"calls": 2, "places": 3}.get(words)
    assert looks == ([("line:1:1", many), ("lines", many)] if many else [])
