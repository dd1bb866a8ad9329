"""An account is kept as text and comes back the same; a limit takes whole days as written."""

from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from evidence_review.domain.accounting import account_from, account_text, senders_of
from evidence_review.domain.counting import Counting
from evidence_review.domain.evidence import Declared, Item, Moment, Problem, Tally
from evidence_review.domain.import_limits import Limit
from evidence_review.domain.kinds import ItemKind, ProblemKind, ZoneSource
from evidence_review.domain.people import Party

times = st.datetimes(datetime(2020, 1, 1), datetime(2026, 1, 1))
moments = (
    st.none()
    | times.map(lambda when: Moment(str(when), when))
    | times.map(lambda when: Moment(str(when), None, when, None, ZoneSource.IN_VALUE))
)
items = st.builds(
    Item,
    locator=st.text(min_size=1, max_size=5),
    kind=st.sampled_from(list(ItemKind)),
    text=st.text(max_size=5),
    thread=st.sampled_from(["a", "b"]),
    sender=st.sampled_from([None, Party("07700 900123", "Ann"), Party(None, "Bo")]),
    sent=moments,
)
problems = st.builds(
    Problem,
    st.text(min_size=1, max_size=5),
    st.sampled_from(list(ProblemKind)),
    st.text(max_size=20),
    st.integers(0, 5),
)


@given(st.lists(items | problems | st.builds(Declared, st.text(max_size=5), st.integers(0, 9)), max_size=20))
def test_an_account_comes_back_from_its_text_and_reconciles(values):
    counting = Counting()
    for value in values:
        counting.take(value)
    counting.take(Tally(sum(1 if isinstance(v, Item) else getattr(v, "records", 0) for v in values)))
    account = counting.account("source", "reader")
    assert account_from(account_text(account)) == account
    assert account.off_by == 0
    assert account.imported == sum(isinstance(value, Item) for value in values)
    assert sum(count for _, count in account.kinds) == account.imported
    assert sum(talk.items for talk in account.talks) == account.imported


def test_days_are_those_written_and_undated_items_are_taken_unless_said():
    limit = Limit(date_from=date(2025, 3, 8), date_to=date(2025, 3, 8))
    assert limit.days_take(Moment("x", datetime(2025, 3, 8, 23, 59)))
    assert not limit.days_take(Moment("x", datetime(2025, 3, 9)))
    assert limit.days_take(None)
    assert not Limit(date_from=date(2025, 3, 8), undated=False).days_take(None)


def test_spellings_of_one_number_are_one_sender_and_no_name_is_none():
    sent = {"07700 900123": 2, "+44 7700 900123": 3, "Bo": 1, "": 7}
    assert senders_of(sent) == (("+44 7700 900123", 5), ("Bo", 1))


def test_an_account_kept_before_senders_were_counted_still_comes_back():
    kept = account_text(Counting().account("source", "reader")).replace(
        ', "senders": [], "attachments": 0', ""
    )
    assert "senders" not in kept
    assert account_from(kept).senders == ()


def test_missing_files_are_counted_and_not_the_remarks_on_them():
    counting = Counting()
    for reason in (
        "3 files were not included in this export.",
        "A file is named in this message but was not supplied.",
    ):
        counting.take(Problem("x", ProblemKind.MISSING_ATTACHMENT, reason))
    assert counting.account("source", "reader").missing_attachments == 4


def test_the_first_and_last_time_are_those_of_all_items_each_in_its_own_form():
    counting = Counting()
    for number, sent in enumerate(
        [
            Moment("a", datetime(2025, 3, 8, 9), datetime(2025, 3, 8, 9), None, ZoneSource.IN_VALUE),
            Moment("b", datetime(2024, 6, 1)),
            Moment("c", datetime(2025, 4, 1, 12), datetime(2025, 4, 1, 11), 60, ZoneSource.IN_VALUE),
        ]
    ):
        counting.take(Item(str(number), ItemKind.CALENDAR, "", "a", 0, sent=sent))
    account = counting.account("source", "reader")
    assert (account.first, account.last) == ("2024-06-01T00:00:00", "2025-04-01T11:00:00Z")
