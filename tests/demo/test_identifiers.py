import importlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st


@pytest.fixture(scope="session")
def made(make_demo):
    """The module of identifiers, which lies beside make.py."""
    assert make_demo
    return importlib.import_module("demo_case.identifiers")


def test_the_published_examples_hold(made):
    assert made.luhn("49015420323751") == "490154203237518"
    assert made.justice_letter("12" + "0394773") == "H"
    assert made.justice_letter("12" + "029906") == "J"
    assert made.justice_letter("05" + "482703") == "J"
    assert made.justice_letter("010111" + "00000448754") == "K"


@given(st.integers(0, 2**32))
def test_check_digits_hold_for_any_seed(made, seed):
    values = made.identifiers(random.Random(seed))
    nhs = values["UK_NHS"].replace(" ", "")
    assert sum(int(d) * w for d, w in zip(nhs, range(10, 0, -1), strict=True)) % 11 == 0
    iban = values["IBAN_CODE"].replace(" ", "")
    assert int("".join(str(int(c, 36)) for c in iban[4:] + iban[:4])) % 97 == 1
    for name in ("CREDIT_CARD", "IMEI", "ICCID"):
        digits = values[name].replace(" ", "")
        assert made.luhn(digits[:-1]) == digits
    assert len(values["PASSPORT_LINE"]) == 44
