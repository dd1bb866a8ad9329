"""Where names, addresses and numbers begin and end, and what the classifier sees is no longer dropped for its
look."""

import pytest

from evidence_review.domain.kinds import Tier
from evidence_review.domain.wordpiece import load_vocabulary
from evidence_review.recognizers import detect_many
from evidence_review.recognizers.layers import text_of
from evidence_review.recognizers.reading import initials, propagation
from evidence_review.recognizers.reading.borders import bare
from evidence_review.recognizers.reading.classifier import Entity
from evidence_review.recognizers.reading.hits import Hit
from evidence_review.recognizers.reading.kin_words import start_with_kin, without_sentence
from evidence_review.recognizers.reading.word_lists import first_names, nicknames, shorthand, surnames
from evidence_review.recognizers.rules.address_edges import with_edges


def person(text: str, written: str, source: str = "classifier") -> Hit:
    return Hit(
        text.index(written), text.index(written) + len(written), "PERSON", Tier.LIKELY, source, "a name"
    )


@pytest.mark.parametrize(
    ("text", "seen", "left"),
    [
        ("onu al Selim olmaz", "Selim olmaz", "Selim"),
        ("ok. our Ant sez hurry up", "Ant sez", "Ant"),
        ("Merci Norman!", "Merci Norman", "Norman"),
        ("stay safe corey lad x", "corey lad", "corey"),
        ("Ro — boots on", "Ro — boots", "Ro"),
        ("Rhys Pugh junior", "Rhys Pugh junior", "Rhys Pugh junior"),
        ("Kylie minogue", "Kylie minogue", "Kylie minogue"),
        ("tell dave wales", "dave wales", "dave wales"),
        ("Operator Ola Toms", "Ola Toms", "Ola Toms"),
    ],
)
def test_words_of_the_sentence_are_no_part_of_a_name(text: str, seen: str, left: str) -> None:
    hit = without_sentence(text, person(text, seen))
    assert text[hit.start : hit.end] == left


@pytest.mark.parametrize(
    ("text", "name", "start"),
    [
        ("ring uncle Fergal", "Fergal", 5),
        ("spud's uncle Fergal", "Fergal", 13),
        ("his nan Merle", "Merle", 8),
        ("it's uncle Fergal", "Fergal", 5),
        ("jaldi aao ammi Shakila", "Shakila", 10),
    ],
)
def test_a_kin_word_is_part_of_a_name_unless_somebody_calls_her_so(text: str, name: str, start: int) -> None:
    assert start_with_kin(text, text.index(name)) == start


@pytest.mark.parametrize(
    ("text", "seen", "source", "whole"),
    [
        (
            "no. 31a Kings Parade, over the bookies.",
            "31a Kings Parade",
            "context",
            "31a Kings Parade, over the bookies",
        ),
        (
            "Teresinhas, 88 Hanworth Road, upstairs, bell 2",
            "88 Hanworth Road",
            "context",
            "88 Hanworth Road, upstairs",
        ),
        ("she owns 4 to 8 Kingsheath", "8 Kingsheath", "context", "4 to 8 Kingsheath"),
        ("naw 41, hazelbank", "hazelbank", "classifier", "41, hazelbank"),
        ("12 Elm Row, over to you then", "12 Elm Row", "context", "12 Elm Row"),
    ],
)
def test_an_address_has_its_floor_and_its_first_number(text: str, seen: str, source: str, whole: str) -> None:
    hit = Hit(text.index(seen), text.index(seen) + len(seen), "ADDRESS", Tier.LIKELY, source, "an address")
    (found,) = with_edges(text, [hit])
    assert text[found.start : found.end] == whole


@pytest.mark.parametrize(
    ("written", "probability", "shouted", "tier"),
    [
        ("x a n t h e", 0.9, False, Tier.LIKELY),
        ("x a n t h e", 0.5, False, Tier.POSSIBLE),
        ("F.M.", 0.9, True, Tier.LIKELY),
        ("W- i-c-k-e-d", 0.9, False, Tier.POSSIBLE),
        ("F.A. G.B.", 0.6, False, Tier.LIKELY),
        ("B", 0.5, True, Tier.POSSIBLE),
        ("HAXHI", 0.9, False, Tier.LIKELY),
        ("CAMHSX", 0.99, False, Tier.POSSIBLE),
    ],
)
def test_initials_and_names_letter_by_letter(
    written: str, probability: float, shouted: bool, tier: Tier
) -> None:
    assert initials.tier(written, probability, shouted=shouted) is tier


def likely(text: str) -> set[tuple[str, str]]:
    return {(text[f.start : f.end], f.kind) for f in detect_many([text])[0] if f.tier is not Tier.POSSIBLE}


def test_what_rules_and_classifier_find_together() -> None:
    assert ("YJ16 E", "UK_VEHICLE_REGISTRATION") in likely(
        "The car was a blue Astra, plate YJ16 E and then something."
    )
    assert ("C I O B A N U", "PERSON") in likely("C I O B A N U. date of birth 3/3/81")
    assert ("Coach Beattie", "PERSON") in likely("Poolside: Coach Beattie, Ingmar Dahl and the twins")
    assert any(
        written == "Sophie"
        for written, _ in likely("Agent Sophie showed the house; applicants asked where to put a cot.")
    )
    assert ("k dot adeleke at example dot org", "EMAIL_ADDRESS") in likely(
        "ok the email is k dot adeleke at example dot org"
    )


def test_in_a_thread_an_ordinary_word_is_no_mention_by_itself() -> None:
    mention = Hit(5, 11, "PERSON", Tier.LIKELY, "propagation", "a name found elsewhere in this thread")
    assert propagation.doubted("that spoons place", mention, []).tier is Tier.POSSIBLE
    seen = Hit(5, 11, "PERSON", Tier.POSSIBLE, "classifier", "reads like a name")
    assert propagation.doubted("that spoons place", mention, [seen]).tier is Tier.LIKELY
    assert propagation.doubted("that Spoons place", mention, []).tier is Tier.LIKELY
    slip = Hit(
        4,
        11,
        "PERSON",
        Tier.LIKELY,
        "propagation",
        "a name found elsewhere in this thread, with one letter different",
    )
    assert propagation.doubted("the renewal", slip, []).tier is Tier.POSSIBLE


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("tell Kieran i said hi", False),
        ("tell Kieran and kierans mum", True),
        ("Kieran said Kieran did", True),
        ("Kieran, not Keiran", True),
        ("ask Kieran for @kieran", True),
    ],
)
def test_a_text_that_names_nobody_twice_is_not_read_again(text: str, again: bool) -> None:
    made = text_of(text)
    assert propagation.recurs(text, made.words.tokens, [person(text, "Kieran")]) is again


def test_no_word_piece_is_longer_than_is_tried() -> None:
    assert max(len(piece.removeprefix("##")) for piece in load_vocabulary()) <= 24


@pytest.mark.parametrize(
    ("text", "seen", "left"),
    [
        ("Soz cant come", "Soz", None),
        ("see u TMOZ 2moz", "TMOZ 2moz", None),
        ("Soz Kel", "Soz Kel", "Kel"),
        ("tell Kel soz", "Kel soz", "Kel"),
        ("K-Lo and dem", "K-Lo and dem", "K-Lo and"),
        ("Mo8 rang", "Mo8", "Mo8"),
    ],
)
def test_short_forms_of_chat_name_nobody(text: str, seen: str, left: str | None) -> None:
    at = text.index(seen)
    found = bare(text, Entity(at, at + len(seen), "PERSON", 0.9, 0.9))
    assert (text[found.start : found.end] if found else None) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("2 Slipway, the concrete one", "2 Slipway"),
        ("112a ring the top bell", "112a"),
        ("22 Langley Lane, his sisters, box room", "22 Langley Lane"),
        ("4 Hob Lane, mind the gate", "4 Hob Lane"),
        (
            "Penlee Quarry Cottages, the end one",
            "Penlee Quarry Cottages, the end one",
        ),  # without a number the way points to it
        ("8 Mill Row, by the Crown, 2nd bell", "8 Mill Row, by the Crown, 2nd bell"),
        ("3 Nearby Close", "3 Nearby Close"),
        ("The End 4", "The End 4"),
    ],
)
def test_the_way_behind_an_address_with_a_number_is_no_part_of_it(text: str, left: str) -> None:
    found = bare(text, Entity(0, len(text), "ADDRESS", 0.9, 0.9))
    assert found is not None
    assert text[found.start : found.end] == left


def test_no_short_form_is_a_name() -> None:
    assert shorthand() & (first_names() | surnames() | nicknames().keys()) == set()
