"""The thirteen traps of stock Presidio (reference/personal_data.md 1), each closed."""

import socket

import pytest

from evidence_review.domain.kinds import RedactionType, Tier
from evidence_review.recognizers import detect_many
from evidence_review.recognizers.reading import presidio


def kinds(text, profile="disclosure"):
    return {(text[f.start : f.end], f.kind) for f in detect_many([text], profile)[0]}


def test_trap_1_no_name_is_looked_up_on_a_network(monkeypatch, tmp_path):
    def forbidden(*args, **kwargs):
        raise AssertionError("a network name was looked up")

    monkeypatch.setattr(socket, "getaddrinfo", forbidden)
    monkeypatch.setattr(socket.socket, "connect", forbidden)
    monkeypatch.setenv("HOME", str(tmp_path))
    presidio.engine.cache_clear()
    assert ("megan.price84@example.org", "EMAIL_ADDRESS") in kinds("send it to megan.price84@example.org pls")
    assert list(tmp_path.rglob("*")) == []


def test_trap_2_nothing_is_downloaded_and_no_language_model_is_loaded(monkeypatch):
    import spacy.cli

    monkeypatch.setattr(spacy.cli, "download", lambda *a, **k: pytest.fail("a download was tried"))
    monkeypatch.setattr(spacy, "load", lambda *a, **k: pytest.fail("a language model was loaded"))
    presidio.engine.cache_clear()
    long = (
        "The tenancy began in May and the rent was paid on the first day. " * 20
        + "Mr Hollins of 22 Bramley Road rang."
    )
    assert ("Hollins", "PERSON") in kinds(long)


def test_traps_3_and_4_american_recognisers_are_off_and_british_ones_on():
    supported = set(presidio.engine().get_supported_entities("en"))
    assert not any(kind.startswith("US_") or kind == "MEDICAL_LICENSE" for kind in supported)
    assert {
        "UK_NHS",
        "UK_NINO",
        "UK_PASSPORT",
        "UK_POSTCODE",
        "UK_VEHICLE_REGISTRATION",
        "UK_DRIVING_LICENCE",
    } <= supported


def test_trap_5_nine_digit_passport_mistyped_nhs_number_and_old_mark():
    assert ("925665416", "UK_PASSPORT") in kinds("my passport number is 925665416")
    found = detect_many(["her nhs number is 943 476 5918 i think"])[0]
    assert [(f.kind, f.tier) for f in found if f.kind == "UK_NHS"] == [("UK_NHS", Tier.LIKELY)]
    assert "check digit wrong" in next(f.reason for f in found if f.kind == "UK_NHS")
    assert ("ABC 123D", "UK_VEHICLE_REGISTRATION") in kinds("he drives an old car, reg ABC 123D")
    assert ("M14 6XQ", "UK_POSTCODE") in kinds("it was near M14 6XQ that night")


@pytest.mark.parametrize(
    "number",
    [
        "+447700900123",
        "+44 7700 900123",
        "0044 7700 900123",
        "07700 900123",
        "07700900123",
        "01632 960123",
        "+44 (0)1632 960 123",
    ],
)
def test_trap_6_drama_numbers_are_found_in_every_form(number):
    found = detect_many([f"ring me on {number} later"])[0]
    assert [(f.kind, f.cps_type) for f in found] == [("PHONE_NUMBER", RedactionType.PHONE_NUMBER)]
    assert f"ring me on {number} later"[found[0].start : found[0].end] in {number, number.removeprefix("+")}


def test_trap_7_tiers_not_one_score():
    tiers = {f.kind: f.tier for f in detect_many(["NHS no 943 476 5919, postcode M14 6XQ"])[0]}
    assert tiers == {"UK_NHS": Tier.CERTAIN, "UK_POSTCODE": Tier.CERTAIN}


@pytest.mark.parametrize(
    "name", ["shanice", "aoife", "gurpreet", "zofia", "ifeoma", "jade", "lewis", "ayesha", "ewan"]
)
def test_trap_8_names_in_lower_case(name):
    for text in (f"tell {name} im late", f"is {name} coming", f"i saw her and {name} said no"):
        assert (name, "PERSON") in kinds(text)


def test_trap_9_labels_are_right_and_dates_stay():
    text = "call 07700 900456 later. sort code 20-45-77 account 41883920. meet outside on 14/03/2025"
    found = kinds(text)
    assert {
        ("07700 900456", "PHONE_NUMBER"),
        ("20-45-77", "UK_SORT_CODE"),
        ("41883920", "UK_BANK_ACCOUNT"),
    } <= found
    assert not any(kind in {"DATE_TIME", "ORGANIZATION"} for _, kind in found)
    assert ("14/03/2025", "DATE_TIME") in kinds(text, "anonymise")


def test_trap_10_organisations_are_found_for_research_copies():
    short = "she moved her account from Barclays Bank to Lloyds after that"
    assert any(kind == "ORGANIZATION" for _, kind in kinds(short, "anonymise"))
    assert not any(kind == "ORGANIZATION" for _, kind in kinds(short))


def test_trap_11_a_wanted_kind_without_recogniser_is_an_error(monkeypatch):
    from evidence_review.domain.errors import CaseProblem

    monkeypatch.setattr(presidio, "WANTED", presidio.WANTED | {"UK_SOMETHING"})
    presidio.engine.cache_clear()
    with pytest.raises(CaseProblem, match="UK_SOMETHING"):
        presidio.engine()
    presidio.engine.cache_clear()


def test_traps_12_and_13_one_host_and_no_pipeline():
    assert presidio.engine().nlp_engine.engine_name == "no_op"
    assert presidio.engine().get_supported_entities("en").count("PERSON") == 0
