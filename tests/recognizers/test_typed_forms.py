"""Identifiers as forms, tables and hands type them: headings, one-line tables, parted lines, digits of other
scripts; and what only looks like one."""

# pyright: basic

import pytest

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers import detect_many
from evidence_review.recognizers.reading import unlike_kinds
from evidence_review.recognizers.reading.number_kinds import asked_for
from evidence_review.recognizers.reading.reading import joined_lines, read


def firm(text: str) -> list[tuple[str, str]]:
    return [(text[f.start : f.end], f.kind) for f in detect_many([text])[0] if f.tier is not Tier.POSSIBLE]


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("| Staff no | 60736 |", "60736", "STAFF_ID"),
        ("Staff no | Start | Grade\n585498 | 04/09/2019 | 6", "585498", "STAFF_ID"),
        ("Employee ID,Dept,FTE,Salary\n54345,Kitchen,0.6,18250", "54345", "STAFF_ID"),
        ("| Child ID (social care) | 9383416 |", "9383416", "SOCIAL_CARE_REF"),
        ("| Serial No | FTBW790BAZS |", "FTBW790BAZS", "DEVICE_ID"),
        ("HO reference: P6789388", "P6789388", "IMMIGRATION_REF"),
        ("*#06# gives 357317407481685", "357317407481685", "IMEI"),
        ("sort code four two nine one three five", "four two nine one three five", "UK_SORT_CODE"),
        ("447700900260@s.whatsapp.net", "447700900260@s.whatsapp.net", "PHONE_NUMBER"),
        ("her nhs number is ٩٤٣ ٤٧٦ ٥٩١٩", "٩٤٣ ٤٧٦ ٥٩١٩", "UK_NHS"),
        ("ring me on 0770\n0900123 after six", "0770\n0900123", "PHONE_NUMBER"),
        ("write to big.daz@exam\nple.org please", "big.daz@exam\nple.org", "EMAIL_ADDRESS"),
        ("router mac 0c:1f:9a:\n44:b2:07 at home", "0c:1f:9a:\n44:b2:07", "MAC_ADDRESS"),
    ],
)  # fmt: skip
def test_typed_forms_have_their_kind(text: str, value: str, kind: str) -> None:
    assert (value, kind) in firm(text)


@pytest.mark.parametrize(
    "text",
    [
        "ring 0800 555 111",
        "invoice INV-2024-00981",
        "cat no 8812/34",
        "A40 then M62 then B6318",
        "parcel JD0002938475610293 left with neighbour",
        "Reg | Make | Miles\n | Kia | 88120",
        "Description,Qty,Amount\nRENT,1,550.00\nPAINT,2,18250",
    ],
)
def test_goods_roads_and_columns_of_things_are_nobodys(text: str) -> None:
    assert not firm(text)


def test_three_pairs_that_no_calendar_holds_are_no_date() -> None:
    unfit = unlike_kinds._UNFIT["CODE"]
    assert unfit.fullmatch("12/05/2023")
    assert not unfit.fullmatch("40-11-23")
    assert not unfit.fullmatch("20 47 18")
    assert not unfit.fullmatch("20-47-18")


def test_two_rows_of_a_table_are_no_number() -> None:
    found = firm("Employee ID,Dept,FTE,Salary\n20592,Kitchen,0.6,18250\n53781,Bar,1.0,21400")
    assert all("\n" not in value for value, _ in found)


def test_a_list_of_numbers_is_not_joined_and_a_parted_number_is() -> None:
    assert joined_lines(read("48291\n73920\n55120")) is None
    made = joined_lines(read("ring 0770\n0900123"))
    assert made
    assert made[0].text == "ring 07700900123"
    assert made[1] == [9]


def test_what_was_asked_for_names_the_answer_and_a_pin_stays_secret() -> None:
    said = "and ur clock number\n[12/05/2023, 21:15:50] Bry: 83844"
    assert asked_for(read(said), said.index("83844"), len(said)) == "STAFF_ID"
    said = "ur clock number and the pin\nBry: 83844"
    assert asked_for(read(said), said.index("83844"), len(said)) == ""


def test_a_user_name_and_a_password_end_before_the_next_label() -> None:
    found = firm("password for the ipad is goalie99 pin 3632")
    assert not any("pin" in value for value, _ in found)
