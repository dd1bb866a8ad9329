"""One spelling for every way to write a number or an address; names stay names (reference/formats.md rule
16)."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.domain.people import Party, identity_key, person_key

ONE = "447700900123"


@pytest.mark.parametrize(
    "written",
    [
        "+44 7700 900123",
        "07700 900123",
        "00447700900123",
        "0044 (0) 7700 900123",
        "447700900123@s.whatsapp.net",
        "447700900123:4@s.whatsapp.net",
        "447700900123.0:12@s.whatsapp.net",
        "447700900123@c.us",
        "+44 (0)7700 900123",
        "+4407700900123",
        "(07700) 900-123",
        "tel:+447700900123",
        "\u202a+44\u00a07700\u00a0900123\u202c",
        "+44 7700\u2011900123",
        "447700900123",
        "7700900123",
        " 07700900123 ",
    ],
)
def test_every_spelling_of_a_british_number_is_one(written):
    assert person_key(written) == ONE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("+49 (0)30 901820", "0049 30 901820"),
        ("+33 6 12 34 56 78", "0033612345678"),
        ("+39 06 12345678", "00390612345678"),
        ("+1 (555) 010-0123", "0015550100123"),
        ("01632 960983", "+441632960983"),
        ("Ann.E@Example.ORG", "mailto:ann.e@example.org"),
        ("ANN EXAMPLE", "Ann\u00a0 Example"),
    ],
)
def test_other_numbers_and_addresses_too(one, other):
    assert person_key(one) == person_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("07700 900123", "07700 900124"),
        ("+44 7700 900123", "+353 7700 900123"),
        ("60777", "+44 60777"),
        ("100012345678901", "12345678901"),
        ("ann@example.org", "ann@example.com"),
        ("123456789-1612345678@g.us", "123456789@s.whatsapp.net"),
    ],
)
def test_what_differs_stays_apart(one, other):
    assert person_key(one) != person_key(other)


def test_a_name_identifies_only_where_there_is_nothing_else():
    assert identity_key(Party("07700 900123", "Ann")) == identity_key(Party("+447700900123", "Annie"))
    assert identity_key(Party("07700 900123", "Ann")) != identity_key(Party("07700 900124", "Ann"))
    assert identity_key(Party("07700 900123", "Ann")) != identity_key(Party(None, "Ann"))
    assert identity_key(Party("zoe@example.org", "Ann")) == "zoe@example.org"


@given(st.text(max_size=30) | st.from_regex(r"[+(]?[0-9][0-9 ().-]{5,18}", fullmatch=True))
def test_a_key_is_its_own_key_and_never_fails(written):
    key = person_key(written)
    assert isinstance(key, str)
    if "@" not in key and ":" not in key and key.isdigit() and written.strip().startswith(("0", "+44")):
        assert person_key("+" + key) == key or "0" in key[1:4]


def test_common_spellings_are_fast():
    began = time.process_time()
    for _ in range(20000):
        person_key("+447700900123")
        person_key("Ann Example")
        person_key("447700900123@s.whatsapp.net")
    assert time.process_time() - began < 2
