"""Numbers that answer what the conversation has just asked for, and what other tongues say of ages, codes and
everyday things."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers.detecting import detect_many
from evidence_review.recognizers.reading.hits import Hit
from evidence_review.recognizers.rules.answers import answered


def firm(text, texts=None, threads=None):
    """What is found at likely or better in `text`, the last of `texts`."""
    texts = [*(texts or []), text]
    found = detect_many(texts, threads=threads or ["one"] * len(texts))[-1]
    return {(each.kind, text[each.start : each.end]) for each in found if each.tier is not Tier.POSSIBLE}


def half_seen(text, written, kind="CODE"):
    start = text.index(written)
    return Hit(start, start + len(written), kind, Tier.POSSIBLE, "classifier", "reads like a number")


@pytest.mark.parametrize(
    ("asked", "answer", "written", "kind"),
    [
        ("Did you put the code in?", "yes 0912 three times", "0912", "SECRET"),
        ("i couldn't get the key safe open", "it said 4470 on the sheet", "4470", "SECRET"),
        ("send me ur account number", "it's 55779911 same as before", "55779911", "CODE"),
    ],
)
def test_a_number_that_answers_is_likely(asked, answer, written, kind):
    hits = answered([asked, answer], ["t", "t"], [[], [half_seen(answer, written)]])
    assert [(each.kind, each.tier) for each in hits[1]] == [(kind, Tier.LIKELY)]


@pytest.mark.parametrize(
    ("asked", "answer", "written"),
    [
        ("what time is the train?", "0912 from platform 2", "0912"),
        ("is there a discount code?", "SAVE 2025", "2025"),
        ("did you put the code in", "ok 12 times", "12"),
    ],
)
def test_what_answers_something_else_stays_possible(asked, answer, written):
    hits = answered([asked, answer], ["t", "t"], [[], [half_seen(answer, written)]])
    assert hits[1][0].tier is Tier.POSSIBLE


@pytest.mark.parametrize(
    ("asked", "answer", "written", "kind"),
    [
        ("how old's the little one now?", "six in june", "six", "AGE"),
        ("ile ona ma lat?", "dopiero 9", "9", "AGE"),
        ("need his date of birth for the form", "03/02/2019", "03/02/2019", "DATE_OF_BIRTH"),
        ("what's the wifi password", "kettle88 i think", "kettle88", "SECRET"),
    ],
)
def test_ages_birth_dates_and_passwords_that_are_asked_for_are_likely(asked, answer, written, kind):
    hits = answered([asked, answer], ["t", "t"], [[], [half_seen(answer, written, kind)]])
    assert [(each.kind, each.tier) for each in hits[1]] == [(kind, Tier.LIKELY)]


@pytest.mark.parametrize(
    ("asked", "answer", "written", "kind"),
    [
        ("how many do we need?", "six", "six", "AGE"),
        ("when's the hearing?", "03/02/2025", "03/02/2025", "DATE_OF_BIRTH"),
        ("which bus", "kettle88", "kettle88", "SECRET"),
    ],
)
def test_the_same_answers_to_something_else_stay_possible(asked, answer, written, kind):
    hits = answered([asked, answer], ["t", "t"], [[], [half_seen(answer, written, kind)]])
    assert hits[1][0].tier is Tier.POSSIBLE


def test_a_sort_code_that_is_asked_for_is_a_number_and_no_secret():
    hits = answered(
        ["whats the sort code", "0912 i think"], ["t", "t"], [[], [half_seen("0912 i think", "0912")]]
    )
    assert [(each.kind, each.tier) for each in hits[1]] == [("CODE", Tier.LIKELY)]


def test_another_conversation_and_older_messages_ask_nothing():
    texts = ["whats the code?", "0912 it is"]
    hit = [[], [half_seen(texts[1], "0912")]]
    assert answered(texts, ["a", "b"], hit)[1][0].tier is Tier.POSSIBLE
    assert answered(texts, None, hit)[1][0].tier is Tier.POSSIBLE
    between = ["whats the code?", "dunno", "ok", "right", "later", "0912 it is"]
    assert (
        answered(between, ["a"] * 6, [[], [], [], [], [], [half_seen(between[5], "0912")]])[5][0].tier
        is Tier.POSSIBLE
    )


@given(some.lists(some.text(max_size=30), min_size=1, max_size=6))
def test_without_what_is_half_seen_nothing_changes(texts):
    hits = [[Hit(0, 1, "PERSON", Tier.LIKELY, "gazetteer", "a first name")] if text else [] for text in texts]
    assert answered(texts, ["t"] * len(texts), hits) == hits


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("ty masz 19 lat synku", "19"),
        ("sagal oo 12 jir ah?", "12"),
        ("oğlum 7 yaşında", "7"),
        ("mae hi'n 12 oed", "12"),
        ("fata are 14 ani acum", "14"),
        ("wo 16 ka hai abhi", "16"),
        ("3omro 12 w shater", "12"),
        ("ela tem 9 anos", "9"),
    ],
)
def test_ages_in_other_tongues(text, age):
    assert ("AGE", age) in firm(text)


@pytest.mark.parametrize(
    "text",
    [
        "10 lat temu bylem w anglii",
        "za 2 lata",
        "2019 ka hai",
        "acum 3 ani",
        "12 pe 7 ani",
        "a 12 minutes",
        "boys 12 girls 9",
    ],
)
def test_spans_of_time_are_no_ages(text):
    assert not [each for each in firm(text) if each[0] == "AGE"]


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("cod larwm yn 2280", "2280"),
        ("kod do bramy 4471", "4471"),
        ("parola MerePere2025", "MerePere2025"),
        ("wifi şifre: ev1907gs", "ev1907gs"),
        ("hasło to Kotek77!", "Kotek77!"),
    ],
)
def test_codes_and_passwords_in_other_tongues(text, secret):
    assert secret in {written for kind, written in firm(text) if kind == "SECRET"}


@pytest.mark.parametrize(
    "text",
    [
        "cod 4.50 a portion",
        "kod pocztowy",
        "parola e la fel",
        "cod and chips 12",
        "cod 4500 kg landed at peterhead",
        "parole 2024 hearing",
    ],
)
def test_words_for_codes_without_one_give_nothing(text):
    assert not [each for each in firm(text) if each[0] == "SECRET"]


def test_three_pairs_that_no_calendar_holds_are_a_sort_code_behind_a_name():
    assert ("UK_SORT_CODE", "30-48-47") in firm("Carl Tromans, 30-48-47, 76195150")
    assert ("DATE_OF_BIRTH", "21/11/1958") in firm("Kieran McGlinchey, 21/11/1958")
    assert not [each for each in firm("23-69-72") if each[0] == "DATE_OF_BIRTH"]


def test_a_mark_of_northern_ireland_is_named_by_what_follows():
    assert ("UK_VEHICLE_REGISTRATION", "NIG 4716") in firm("NIG 4716. its a lovely car")


def test_a_label_on_the_next_line_is_no_part_of_a_name():
    found = firm("Reported by Colin Stubbs\nTenant of the flat since May")
    assert ("PERSON", "Colin Stubbs") in found
    assert not [written for kind, written in found if kind == "PERSON" and "Tenant" in written]


@pytest.mark.parametrize("text", ["dopo yemek var", "podziękuj mu", "walaal kaalay", "faleminderit shume"])
def test_everyday_words_of_other_tongues_name_nobody(text):
    assert not [each for each in firm(text) if each[0] == "PERSON"]
