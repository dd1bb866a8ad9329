"""Ways people really write names, numbers and codes, each with what must not be found beside it."""

import pytest

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers import detect_many


def found(text: str, profile: str = "disclosure") -> set[tuple[str, str]]:
    return {
        (text[f.start : f.end], f.kind)
        for f in detect_many([text], profile)[0]
        if f.tier is not Tier.POSSIBLE
    }


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("my number is oh seven seven double oh nine double oh three one four ok", "oh seven seven double oh nine double oh three one four", "PHONE_NUMBER"),
        ("tell auntie Marcia im late", "auntie Marcia", "PERSON"),
        ("Elin Mair is doing the teas", "Elin Mair", "PERSON"),
        ("faith can u send the notes", "faith", "PERSON"),
        ("the gate code is 5590 ok", "5590", "SECRET"),
        ("code for 9 Pomfret Walk is now 3107", "3107", "SECRET"),
        ("what did he give, 83-19-44?", "83-19-44", "UK_SORT_CODE"),
        ("she's only just 18 you know", "18", "AGE"),
        ("he's got precons for burglary", "precons", "PREVIOUS_CONVICTION"),
        ("learner number 7342352040 for college", "7342352040", "ULN"),
        ("sim card imsi 234108394321953", "234108394321953", "IMSI"),
        ("she's big_tone.1524 on tiktok", "big_tone.1524", "HANDLE"),
        ("case number 94593370/23 at Leeds", "94593370/23", "CASE_REF"),
        ("originated in an application (no. 18403/91) against", "18403/91", "CASE_REF"),
        ("wallet 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2", "CRYPTO"),
        ("Attends Kirkdale Sixth Form College and does well.", "Kirkdale Sixth Form College", "SCHOOL"),
        ("the postcode is b twelve three q r by the church", "b twelve three q r", "UK_POSTCODE"),
        ("his reg is kilo november seventeen i think", "kilo november seventeen", "UK_VEHICLE_REGISTRATION"),
        ("its the gx19 corsa again", "gx19", "UK_VEHICLE_REGISTRATION"),
        ("come to thirty one calder street", "thirty one calder street", "ADDRESS"),
        ("3/2 40 Kelmuir Road, top floor", "3/2 40 Kelmuir Road, top floor", "ADDRESS"),
        ("yeah its number 12", "number 12", "ADDRESS"),
        ("buzz flat 14", "flat 14", "ADDRESS"),
        ("im in block D room 6", "block D room 6", "ADDRESS"),
        ("stays at Garnet Lodge, room 9, till June", "Garnet Lodge, room 9", "ADDRESS"),
        ("post c/o Ferreira, 14 Dunholm Road", "c/o Ferreira, 14 Dunholm Road", "ADDRESS"),
        ("is your nan still on ferndale mount", "ferndale mount", "ADDRESS"),
        ("bex_and_co liked it", "bex_and_co", "HANDLE"),
        ("add tonks1988", "tonks1988", "HANDLE"),
        ("side door code X4410 ok", "X4410", "SECRET"),
        ("its 3305 then hash", "3305", "SECRET"),
        ("use Badger4417! for the tablet", "Badger4417!", "SECRET"),
        ("it sticks, 4 1 7 0 and push", "4 1 7 0", "SECRET"),
        ("main door 2290 star", "2290 star", "SECRET"),
        ("the reg, i only got the first half YK22", "YK22", "UK_VEHICLE_REGISTRATION"),
        ("white van, ends 7 KVO", "7 KVO", "UK_VEHICLE_REGISTRATION"),
        ("its 35 690411 208834 7", "35 690411 208834 7", "IMEI"),
        ("send to 60-70-80 4407 1192 pls", "4407 1192", "UK_BANK_ACCOUNT"),
        ("G W F no, write it N K E M E L U", "N K E M E L U", "PERSON"),
        ("a male I know as Spoons came over", "Spoons", "PERSON"),
        ("tell little al to come", "little al", "PERSON"),
        ("07700 900231 no 232 sorry", "232", "PHONE_NUMBER"),
        ("Works as a payroll\nclerk at the depot", "payroll\nclerk", "OCCUPATION"),
        ("Please send it today.\n\nKind regards\nPriyanthi\nAccounts", "Priyanthi", "PERSON"),
        ("See below.\n\nDW\n\n-----Original Message-----\nFrom: x", "DW", "PERSON"),
    ],
)  # fmt: skip
def test_it_is_found_whole_with_its_kind(text: str, value: str, kind: str) -> None:
    assert (value, kind) in found(text)


@pytest.mark.parametrize(
    "text",
    ["error code is 1603 again", "use discount code is 2024 at the till", "it was 12-06-19 i think", "gdzie jestes teraz", "kal milte hain phir", "bun, vorbim maine", "a flat 3 miles away", "number 9 bus is late", "order number 6 is ready", "nine cause it was dark", "img_2034 did not send", "June2025!", "i a m 2 tired", "Thanks\nSent from my phone", "room 2 at the clinic", "1 2 3 4 testing", "it finished 2 1 to us", "parking near SE15 is mad", "it ends BAD"],
)  # fmt: skip
def test_near_misses_and_other_tongues_stay(text: str) -> None:
    assert found(text) == set()


def test_units_and_firms_of_an_address_are_no_people() -> None:
    text = "To: Ann Lee / Sales / Firm@Firm\nSubject: rota\nAnn will bring the keys"
    assert {value for value, kind in found(text) if kind == "PERSON"} == {"Ann Lee", "Ann"}


def test_a_handle_behind_a_word_is_no_broken_address() -> None:
    assert ("dm @lil.jay1584", "EMAIL_ADDRESS") not in found("dm @lil.jay1584 instead")
    assert ("@lil.jay1584", "HANDLE") in found("dm @lil.jay1584 instead")
