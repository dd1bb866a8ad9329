"""What people write when they are asked: parts of numbers, dates, codes and names without their signs, and
what must not be found beside it."""

import pytest

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers import detect_many


def found(text: str) -> set[tuple[str, str]]:
    return {(text[f.start : f.end], f.kind) for f in detect_many([text])[0] if f.tier is not Tier.POSSIBLE}


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("not that one, his other one ends in 418", "418", "PHONE_NUMBER"),
        ("41772093 then 20-44-17", "41772093", "UK_BANK_ACCOUNT"),
        ("ZX 10 20 30 B", "ZX 10 20 30 B", "UK_NINO"),
        ("the alarm's 5512 dont forget", "5512", "SECRET"),
        ("its greenLamp*48 now", "greenLamp*48", "SECRET"),
        ("4.7.91", "4.7.91", "DATE_OF_BIRTH"),
        ("Ifeoma, 3rd may 2011", "3rd may 2011", "DATE_OF_BIRTH"),
        (
            "born on the sixth of june nineteen fifty two in Cork",
            "the sixth of june nineteen fifty two",
            "DATE_OF_BIRTH",
        ),
        ("dob second of the fourth eighty one", "second of the fourth eighty one", "DATE_OF_BIRTH"),
        ("2nd floor, 8b", "2nd floor, 8b", "ADDRESS"),
        ("parcel from no 47, the man said", "no 47", "ADDRESS"),
        ("she's at 19b now", "19b", "ADDRESS"),
        ("9 Maes yr Haf", "9 Maes yr Haf", "ADDRESS"),
        ("dwi'n byw yn 22 heol newydd", "22 heol newydd", "ADDRESS"),
        ("61 Thornhaven. ring twice", "61 Thornhaven", "ADDRESS"),
        ("is it 20 or 22 Orchard Lane", "20 or 22 Orchard Lane", "ADDRESS"),
        ("she moved to Elder Avenue, 8.", "Elder Avenue, 8", "ADDRESS"),
        ("mae hi yn Ysgol Bro Dinam", "Ysgol Bro Dinam", "SCHOOL"),
        ("tobias.wren.77 is the one", "tobias.wren.77", "HANDLE"),
        ("wrenster.t is her new snap", "wrenster.t", "HANDLE"),
        ("he works at halfords down the road", "halfords", "WORKPLACE"),
        ("eedo Safiya rang", "eedo Safiya", "PERSON"),
        ("fat Kieran owes me", "fat Kieran", "PERSON"),
    ],
)
def test_found_at_its_place(text, value, kind) -> None:
    assert (value, kind) in found(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("the film ends in 418 different ways", "PHONE_NUMBER"),
        ("order 41772093 came on 20-04-24", "UK_BANK_ACCOUNT"),
        ("set the alarm for 0630", "SECRET"),
        ("3.4.2024", "DATE_OF_BIRTH"),
        ("invoice 4.7.91", "DATE_OF_BIRTH"),
        ("hearing on the sixth of june", "DATE_OF_BIRTH"),
        ("2nd floor, 8 people in the lift", "ADDRESS"),
        ("see you at 5", "ADDRESS"),
        ("12 Pints.", "ADDRESS"),
        ("20 Ketamine, that's all", "ADDRESS"),
        ("2 tan tights", "ADDRESS"),
        ("16 March", "ADDRESS"),
        ("get off at no 10 please", "ADDRESS"),
        ("i got home.then i slept", "HANDLE"),
        ("open clip.mp4", "HANDLE"),
        ("meet at 7.30pm", "HANDLE"),
        ("she works for free", "WORKPLACE"),
        ("worked at home", "WORKPLACE"),
    ],
)
def test_what_only_looks_like_it_is_left(text, kind) -> None:
    assert kind not in {kind for _, kind in found(text)}


def test_a_kin_word_is_shown_beside_a_name_and_never_ticked() -> None:
    beside, apart = detect_many(["my sister Zofia sends love", "God bless my sister. Kieran sends love"])
    assert [(f.start, f.tier) for f in beside if f.kind == "RELATIONSHIP"] == [(3, Tier.POSSIBLE)]
    assert not [f for f in apart if f.kind == "RELATIONSHIP"]


def test_a_date_of_long_ago_behind_a_name_is_a_birth_date_and_a_late_one_is_not() -> None:
    assert ("21/11/1958", "DATE_OF_BIRTH") in found(
        "Tenant 1: Mr Francis McGlinchey, 21/11/1958, of this parish, holds the keys"
    )
    assert "DATE_OF_BIRTH" not in {
        kind for _, kind in found("I rang Francis McGlinchey, 21/11/2023, and he said no to all of it")
    }


def test_a_number_said_with_commas_is_a_number() -> None:
    assert "PHONE_NUMBER" in {
        kind for _, kind in found("oh seven seven double oh, nine double oh, one five three")
    }
