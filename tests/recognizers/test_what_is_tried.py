"""Rules and Presidio's recognisers are left out only where they cannot find anything."""

# pyright: basic

import re

import pytest

from evidence_review.recognizers import host
from evidence_review.recognizers.layers import LONG_NUMBERS, MANY, RULES
from evidence_review.recognizers.reading import read

parser = re._parser  # type: ignore[attr-defined]  # how Python reads a pattern: the only sure count of what it must hold


def fewest_digits(parts) -> int:
    """How many digits any match of a parsed pattern holds at least."""
    return sum(_fewest(str(name), value) for name, value in parts)


def _fewest(name: str, value) -> int:
    match name:
        case "LITERAL":
            return int(chr(value).isdigit())
        case "IN":
            return int(all(_digit(str(kind), given) for kind, given in value))
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return value[0] * fewest_digits(value[2])
        case "SUBPATTERN":
            return fewest_digits(value[3])
        case "BRANCH":
            return min(map(fewest_digits, value[1]))
        case _:
            return 0


def _digit(kind: str, given) -> bool:
    if kind == "CATEGORY":
        return str(given) == "CATEGORY_DIGIT"
    first, last = (given, given) if kind == "LITERAL" else given if kind == "RANGE" else (0, 0)
    return chr(first).isdigit() and chr(last).isdigit()


def test_the_rules_left_out_of_texts_with_few_digits_need_many() -> None:
    left_out = [rule for rule in RULES if rule.kind in LONG_NUMBERS]
    assert len(left_out) > 20
    assert {rule.kind for rule in left_out if fewest_digits(parser.parse(rule.pattern.pattern, rule.pattern.flags)) < MANY} == set()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("write to k.moss@example.org please", "EMAIL_ADDRESS"),
        ("router at 10.0.0.1", "IP_ADDRESS"),
        ("router at fe80::1", "IP_ADDRESS"),
        ("nhs 943 476 5919", "UK_NHS"),
        ("GB82 WEST 1234 5698 7654 32", "IBAN_CODE"),
        ("ni no QQ123456C", "UK_NINO"),
    ],
)
def test_presidio_is_asked_where_it_can_find_something(text: str, kind: str) -> None:
    found = {result.entity_type for result in host.engine().analyze(text, language="en")}
    asked = bool(host._WORTH.search(read(text).text))
    assert asked or kind not in found
