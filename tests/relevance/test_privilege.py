"""What may be privileged is held before anyone reads it, and everyday talk is not."""

import re

import pytest
from hypothesis import given, settings
from hypothesis.strategies import from_regex

from evidence_review.domain.ids import ItemId
from evidence_review.domain.text import fold_text
from evidence_review.relevance import privilege, screen_parties, screen_privilege

NAMES = ["Jane Hartley", "07700 900123", "jane@example.org"]


def held(text: str, names: list[str] = NAMES) -> str | None:
    return screen_privilege([(ItemId(1), text)], names).get(ItemId(1))


@pytest.mark.parametrize(
    "text",
    ["my solicitor said wait", "My SOLICITOR’S fee", "spoke to a lawyer today", "soliciter rang", "Without Prejudice", "took legal advice from them", "from a.b@smithjones-solicitors.example.org",
     "signed, Hartley & Finch LLP", "counsel's opinion came", "my brief says plead", "PRIVILEGED AND CONFIDENTIAL", "this email is privileged", "legal professional privilege", "call +44 7700 900123",
     "jane   HARTLEY rang", "mail jane@example.org", "clerk at Garden Court Chambers", "SRA No. 123456", "the duty solicitor", "mae'r cyfreithiwr yn dod", "so\u00adlicitor"],
)  # fmt: skip
def test_G1_what_may_be_privileged_is_held_with_a_reason_that_quotes_nothing(text: str) -> None:
    why = held(text)
    assert why is not None
    assert why.endswith(".")
    assert text.lower() not in why.lower()


@pytest.mark.parametrize(
    "text",
    ["solicitation is a crime", "she wants to be a lawyer", "so privileged to know you", "Privileged to be your mate", "I was privileged", "council tax", "my counsellor said", "in brief we left",
     "legal age is 18", "gas chambers", "is that legal", "outlaw.com lol", "see www.bbc.example", "legal highs", "janet hartleys", "", "💊"],
)  # fmt: skip
def test_everyday_talk_is_not_held(text: str) -> None:
    assert held(text) is None


@pytest.mark.parametrize("pattern", [held for name, held in sorted(vars(privilege).items()) if isinstance(held, re.Pattern) and name not in {"_NUMBER", "_ADDRESS", "_WISHES"}])  # fmt: skip
def test_what_a_pattern_fits_is_never_passed_over_by_the_quick_look(pattern: re.Pattern[str]) -> None:
    @settings(max_examples=400)
    @given(from_regex(pattern))
    def has_a_hint(text: str) -> None:
        assert any(hint in fold_text(text) for hint in privilege._HINTS)

    has_a_hint()


def test_G1_a_conversation_with_a_legal_adviser_is_held_whole() -> None:
    assert screen_parties(["Mum", "Hartley, Jane (work)"], NAMES)
    assert screen_parties(["+44 7700 900123"], NAMES)
    assert screen_parties(["x@finchlaw-llp.example.org"], [])
    assert screen_parties(["Finch Solicitors"], [])
    assert screen_parties(["Mum", "Jane"], NAMES) is None
    assert screen_parties([], NAMES) is None
