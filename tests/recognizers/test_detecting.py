"""Findings hold for any text: places inside it, the same each time; rosters and threads; check digits both
ways."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers import ENGINE, Roster, RosterPerson, detect_batch, detect_many
from evidence_review.recognizers.reading import checksums
from evidence_review.recognizers.reading.reading import read, respell

TRICKY = st.text(
    alphabet=st.sampled_from("aAéİßﬁ①\u0301\u200b\u202e аО0oOl1 \n\t.,:@-/'£👍🏽07700900123MrDavekieran<>[]"),
    max_size=80,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(max_size=60), TRICKY))
def test_any_text_gives_findings_inside_it(text):
    for profile in ("disclosure", "anonymise"):
        found = detect_many([text], profile)[0]
        assert all(0 <= f.start < f.end <= len(text) and f.reason.endswith(".") for f in found)
        assert found == detect_many([text], profile)[0]


@given(st.one_of(st.text(max_size=80), TRICKY))
@settings(max_examples=200, deadline=None)
def test_every_span_of_a_reading_leads_back_inside(text):
    for reading in filter(None, (read(text), respell(read(text)))):
        assert len(reading.text) == len(reading.lower)
        spots = [reading.original(i, i + 1) for i in range(len(reading.text))]
        assert all(0 <= s < e <= len(text) for s, e in spots)


@pytest.mark.parametrize(
    "unit", ["a", "1", "@", "a.", "07", "A ", "a@", "l0", "one ", "St ", "1 a ", "://a", "\n", "a-", "x:"]
)
def test_long_lines_take_linear_time(unit):
    begin = time.process_time()
    detect_many([unit * (60_000 // len(unit))])
    assert time.process_time() - begin < 20


@pytest.mark.parametrize(
    ("check", "value"),
    [
        (checksums.nhs, "9434765919"),
        (checksums.upn, "B801200005001"),
        (checksums.iban, "GB82WEST12345698765432"),
        (checksums.luhn, "490154203237518"),
        (lambda v: checksums.pnc(v[:2], v[2:-1], v[-1]), "12394773H"),
        (lambda v: checksums.cro(v[-3:-1], v[:-3], v[-1]), "2990612J"),
        (lambda v: checksums.cro(v[:2], v[2:-1], v[-1], short=True), "05482703J"),
        (lambda v: checksums.asn(v[:2], v[2:4], v[4:6], v[6:-1], v[-1]), "110101448754K"),
        (lambda v: checksums.mrz(v[:-1], v[-1]), "L898902C36"),
    ],
)
def test_check_digits_hold_and_one_changed_character_fails(check, value):
    assert check(value)
    for at, char in enumerate(value):
        if char.isdigit():
            changed = value[:at] + str((int(char) + 1) % 10) + value[at + 1 :]
            assert not check(changed), changed


def test_a_taxpayer_reference_has_one_check_digit():
    assert [first for first in "0123456789" if checksums.utr(first + "955839661")] == ["1"]


def people(text, found):
    return [text[f.start : f.end] for f in found if f.kind == "PERSON" and f.tier is not Tier.POSSIBLE]


def test_a_roster_is_found_at_every_mention():
    roster = Roster(
        (
            RosterPerson(
                "p1", ("Katarzyna Wilk",), ("07700 900123", "kwilk84@example.org"), "contact in ABC/1"
            ),
        )
    )
    texts = [
        "have you seen katarzyna",
        "Wilk's car is here",
        "WILK, Katarzyna",
        "kasia rang",
        "katarzina said so",
        "+44 7700 900 123 called",
        "tell K. Wilk",
    ]
    for text, found in zip(texts, detect_many(texts, roster=roster), strict=True):
        assert any(f.person == "p1" for f in found), text


def test_a_name_that_is_a_word_needs_a_cue():
    roster = Roster((RosterPerson("p1", ("Will",)), RosterPerson("p2", ("Dawn",))))
    texts = ["will you be there", "dawn was breaking", "tell will im here", "then Dawn said no"]
    assert [people(t, f) for t, f in zip(texts, detect_many(texts, roster=roster), strict=True)] == [
        [],
        [],
        ["will"],
        ["Dawn"],
    ]


def test_two_people_of_one_name_are_a_conflict_not_a_guess():
    roster = Roster((RosterPerson("p1", ("Danny Marsh",)), RosterPerson("p2", ("Danny Okoro",))))
    found = detect_many(["i saw danny there"], roster=roster)[0]
    assert [f.person for f in found] == [None]
    assert "share" in found[0].reason


def test_headers_make_a_roster_and_a_thread_shares_what_it_holds():
    mail = "From: Rhiannon Bevan\nTo: Stuart Oakes\nSubject: rota\nStu, can Oakes swap? Rhiannon"
    assert people(mail, detect_many([mail])[0]) == [
        "Rhiannon Bevan",
        "Stuart Oakes",
        "Stu",
        "Oakes",
        "Rhiannon",
    ]
    texts = ["Mr Zqonkwo came by", "zqonkwo said hi", "my number is 07700 900123", "was it +447700900123"]
    found = detect_many(texts, threads=["a"] * 4)
    assert people(texts[1], found[1]) == ["zqonkwo"]
    assert [f.kind for f in found[3]] == ["PHONE_NUMBER"]


@pytest.mark.parametrize(
    "text",
    [
        "order number 4827193648 dispatched",
        "will you be there or not? may be late",
        "12.50 for two and 4.99 postage",
        "page 48 q 3 to 11",
        "version 10.2.14.3 of the app",
        "it takes 20 minutes close to 25",
        "the victim told the officer",
        "the roses came up lovely",
        "the A34 and the M62",
    ],
)
def test_near_misses_stay(text):
    assert [f for f in detect_many([text])[0] if f.tier is not Tier.POSSIBLE] == []


@pytest.mark.parametrize(
    "text",
    [
        "m\u200bail me at meg\u200ban@example.org",
        "ring 077\u200b00 900123",
        "ring о7700 900123",
        "ring 07700\n900123",
        "ring o77oo 9oo123",
    ],
)
def test_disguised_identifiers_are_found(text):
    assert any(f.kind in {"EMAIL_ADDRESS", "PHONE_NUMBER"} for f in detect_many([text])[0])


def test_special_categories_are_flagged_and_never_firm():
    found = detect_many(["they put me on sertraline last week"])[0]
    assert [(f.kind, f.special, f.tier) for f in found] == [("HEALTH", True, Tier.POSSIBLE)]


def test_officials_are_shown_but_kept_in_disclosure():
    text = "I gave my phone to DC 4412 Hughes on Monday"
    assert people(text, detect_many([text])[0]) == []
    assert people(text, detect_many([text], "anonymise")[0]) == ["Hughes"]


def test_the_engine_is_named_and_batches_can_be_sent_to_a_pool():
    import pickle

    assert ENGINE() == ENGINE()
    assert len(ENGINE().model_hash) == 64
    assert pickle.loads(pickle.dumps(detect_batch))(["tell kieran"], None, None) == detect_many(
        ["tell kieran"]
    )
    with pytest.raises(ValueError, match="profile"):
        detect_many([], "everything")


def test_a_large_batch_is_read_in_portions_that_part_no_thread():
    from evidence_review.recognizers.detecting import _portions

    threads = [f"t{at % 700}" for at in range(5000)]
    portions = list(_portions([20] * 5000, threads))
    assert sorted(at for portion in portions for at in portion) == list(range(5000))
    assert len(portions) > 2
    for portion in portions:
        inside = {threads[at] for at in portion}
        assert sum(thread in inside for thread in threads) == len(portion)
    assert list(_portions([], None)) == []
    assert [len(portion) for portion in _portions([60_000] * 20, None)] == [6, 6, 6, 2]


def test_a_hundred_thousand_messages_take_little_memory_and_keep_their_places():
    import tracemalloc

    kinds = ["ok", "lol", "see you later", "tell kieran im late", "07700 900123"]
    texts = [f"{kinds[at % 5]}" for at in range(100_000)]
    detect_many(texts[:10])
    tracemalloc.start()
    found = detect_many(texts)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found) == 100_000
    assert people(texts[3], found[3]) == people(texts[99_998], found[99_998]) == ["kieran"]
    assert peak < 200_000_000
