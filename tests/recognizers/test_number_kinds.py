"""Which kind of number the classifier saw: by the words before it, then by its shape."""

import pytest

from evidence_review.domain.kinds import Tier
from evidence_review.domain.suggestions import Finding
from evidence_review.recognizers.reading.hits import Hit
from evidence_review.recognizers.reading.merging import findings
from evidence_review.recognizers.reading.number_kinds import _NAMED, _SHAPED, number_kind
from evidence_review.recognizers.reading.personal_kinds import CPS_TYPE
from evidence_review.recognizers.reading.reading import read


@pytest.mark.parametrize(
    ("before", "number", "kind"),
    [
        ("just the card is ", "60-71-94", "UK_SORT_CODE"),
        ("", "2207 5518", "UK_BANK_ACCOUNT"),
        ("the visa ends ", "6150", "CREDIT_CARD"),
        ("is it still the one that ends in ", "517", "PHONE_NUMBER"),
        ("its the red one ", "533870146", "UK_PASSPORT"),
        ("mine ", "614 0927 331", "UK_NHS"),
        ("", "11 3 77", "DATE_OF_BIRTH"),
        ("his badge number was ", "0197", "STAFF_ID"),
        ("her staff number, ", "50712 88346", "STAFF_ID"),
        ("tell her to quote ", "EK/11206/25", "CASE_REF"),
        ("", "cf119 qd", "UK_POSTCODE"),
        ("its a ", "4Q", "CODE"),
    ],
)
def test_a_number_has_the_kind_of_its_nearest_word_or_its_shape(before: str, number: str, kind: str) -> None:
    text = before + number
    assert number_kind(read(text), len(before), len(text)) == kind


def test_every_kind_it_gives_is_one_of_ours() -> None:
    assert {*_NAMED, *(kind for kind, _ in _SHAPED), "CODE"} <= set(CPS_TYPE)


def merged(text: str, *hits: Hit) -> list[tuple[str, str]]:
    made: list[Finding] = findings(text, list(hits), "disclosure")
    return [(text[f.start : f.end], f.kind) for f in made]


def test_kinds_that_only_share_a_border_keep_their_part_each() -> None:
    text = "Tolliver, Fern Bank, Chapel Brow"
    person = Hit(0, 19, "PERSON", Tier.LIKELY, "gazetteer", "a surname and a first name")
    address = Hit(10, 32, "ADDRESS", Tier.LIKELY, "classifier", "reads like an address")
    assert merged(text, person, address) == [("Tolliver, Fern Bank", "PERSON"), ("Chapel Brow", "ADDRESS")]


def test_an_address_that_ends_inside_a_postcode_leaves_it_whole() -> None:
    text = "7 Heol y Bryn, Cardiff CF11 9DX"
    address = Hit(0, 27, "ADDRESS", Tier.LIKELY, "context", "a house and a street")
    postcode = Hit(23, 31, "UK_POSTCODE", Tier.LIKELY, "shape", "the shape of a postcode")
    assert merged(text, address, postcode) == [
        ("7 Heol y Bryn, Cardiff", "ADDRESS"),
        ("CF11 9DX", "UK_POSTCODE"),
    ]


def test_a_kind_that_reaches_over_the_whole_gives_one_finding() -> None:
    text = "Fern Bank, Chapel Brow"
    inner = Hit(0, 4, "PERSON", Tier.LIKELY, "gazetteer", "a first name")
    whole = Hit(0, 22, "ADDRESS", Tier.LIKELY, "classifier", "reads like an address")
    assert merged(text, inner, whole) == [(text, "ADDRESS")]
