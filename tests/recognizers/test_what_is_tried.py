"""Rules and Presidio's recognisers are left out only where they cannot find anything."""

# pyright: basic

import re

import pytest

from evidence_review.recognizers.layers import BY_DIGITS, RULES
from evidence_review.recognizers.reading import presidio
from evidence_review.recognizers.reading.reading import read

# [attr-defined]  # how Python reads a pattern: the only sure count of what it must hold
parser = re._parser  # type: ignore


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


def test_no_rule_that_is_left_out_of_a_text_with_few_digits_could_match_there() -> None:
    fewest = {rule: fewest_digits(parser.parse(rule.pattern.pattern, rule.pattern.flags)) for rule in RULES}
    assert sum(rule.least > 0 for rule in RULES) > 70
    assert {rule.pattern.pattern for rule in RULES if rule.least > fewest[rule]} == set()
    assert set(BY_DIGITS[-1]) == set(RULES)
    assert all(
        rule in BY_DIGITS[digits]
        for digits in range(1, len(BY_DIGITS))
        for rule in RULES
        if fewest[rule] <= digits
    )


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
    found = {result.entity_type for result in presidio.engine().analyze(text, language="en")}
    asked = bool(presidio._WORTH.search(read(text).text))
    assert asked or kind not in found
