"""Mails: whom their lines name and whom they do not. People, firms and addresses are invented."""

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers import detect_many
from evidence_review.recognizers.reading.roster import named_in_headers
from evidence_review.recognizers.reading.word_lists import first_names, surnames, words
from evidence_review.recognizers.rules import mails
from evidence_review.recognizers.rules.sign_offs import initialled


def firm(text: str, kind: str = "PERSON") -> list[str]:
    return [
        text[f.start : f.end]
        for f in detect_many([text])[0]
        if f.kind == kind and f.tier is not Tier.POSSIBLE
    ]


MAIL = """From: Osei-Tutu, Kwabena <kwabena.osei-tutu@northshire.example.org>
Sent: Sunday, 13 April 2025 17:40
To: Harbottle, Gemma; CCTV Unit <cctv.unit@northshire.example.org>
Importance: High
Subject: RE: Op Larkspur - shop footage

Gemma, Szymon Wilczek answers bail on Monday.

KOT
Lowndes Marr & Tebbutt LLP
-----Original Message-----
Von: Harbottle, Gemma
Gesendet: Montag, 7. April 2025 09:02
Betreff: Larkspur
"""


def test_labels_dates_firms_and_operations_are_nobody():
    found = " ".join(firm(MAIL))
    for nobody in (
        "Sunday",
        "April",
        "High",
        "Original",
        "Von",
        "Gesendet",
        "Montag",
        "Betreff",
        "LLP",
        "Tebbutt",
        "CCTV",
        "Larkspur",
    ):
        assert nobody not in found
    for person in ("Osei-Tutu", "Kwabena", "Harbottle", "Gemma", "Szymon Wilczek"):
        assert person in found


def test_initials_of_someone_in_the_header_are_hers_and_others_are_nobody():
    assert "KOT" in firm(MAIL)
    assert not list(initialled("Dear all\nTBC\n", ["Kwabena Osei-Tutu"]))


def test_a_text_without_header_lines_is_no_mail():
    assert mails.zones("Sent you a pic\nApril said hi") == []


def test_a_subject_keeps_whom_the_mail_names_and_whom_a_list_knows():
    text = (
        "From: Ann Lee <ann.lee@example.org>\nTo: Bo Ray\nSubject: Oisin and Wrenfold\n\nWrenfold "
        "rang. Wrenfold is Dai's lad."
    )
    assert "Oisin" in " ".join(firm(text))


def test_offices_in_angle_brackets_are_no_people_and_brackets_no_part_of_a_name():
    named = [
        entry.name
        for entry in named_in_headers(
            'To: "Office - Marram Bay Primary" <office@example.org>, Campbell, Ben (CGT) <bc@example.org>\n'
        )
    ]
    assert named
    assert not any("Office" in name or "CGT" in name for name in named)


def test_a_label_with_a_sentence_names_nobody():
    text = "Caller: my number's oh seven seven oh oh nine oh oh four two two."
    assert firm(text, "PHONE_NUMBER") == ["oh seven seven oh oh nine oh oh four two two"]
    assert not firm(text)


def test_fyi_is_no_surname():
    text = "From: Kim Watson <kim@example.org>\nTo: Paul Ray\n\nFYI, Kim. I am attaching it.\n"
    assert not any("FYI" in name for name in firm(text))


def test_a_time_above_an_address_is_no_part_of_it():
    text = "Forwarded on 11/27/2001 10:04 AM\nsheri.righi@example.org on Monday"
    assert firm(text, "EMAIL_ADDRESS") == ["sheri.righi@example.org"]


def test_the_name_of_an_address_is_no_handle_where_it_stands_as_a_name():
    text = (
        "to Rosie, me, Ximena\n\nXimena you owe me 62\n\nOn Fri, Ximena Urrutia "
        "<ximena.urrutia@example.org> wrote:\n> hi"
    )
    assert firm(text, "EMAIL_ADDRESS") == ["ximena.urrutia@example.org"]
    assert not firm(text, "HANDLE")


def test_words_of_mails_are_on_no_name_list():
    assert not words("mail_words.txt") & (first_names() | surnames())
