"""Devices and subscribers: IMEI, IMSI, ICCID, MAC, serial numbers (reference/personal_data.md 3.3, 32 to
36)."""

import re

from evidence_review.recognizers.reading import checksums
from evidence_review.recognizers.reading.reading import Reading
from evidence_review.recognizers.reading.rule import Rule, digits, rule_of

_KEYS = (
    r"serial(?: ?(?:no|number|num))?|s/n|udid|device ?id|android ?id|idfa|idfv|advertising ?id|gaid|"
    r"aaid|uuid|device|handset"
)


def _luhn(match: re.Match[str]) -> bool:
    return checksums.luhn(digits(match.group()))


def _not_card(reading: Reading, match: re.Match[str]) -> bool:
    """Fifteen digits that begin with 34 or 37 are a card unless the text says IMEI."""
    number = digits(match.group())
    said = "imei" in reading.lower[max(0, match.start() - 40) : match.start()]
    return said or not number.startswith(("34", "37", "234", "235"))


RULES: tuple[Rule, ...] = (
    rule_of("IMEI", r"(?<![\w.+-])\d{2}[ -]?\d{6}[ -]?\d{6}[ -]?\d(?![\w-])", "fifteen digits like a handset number", r"imei\w*|\*#06#|handset|phone|mobile|device|iphone|samsung", check=_luhn, guard=_not_card, least=15),
    rule_of("IMEI", r"(?<![\w.+-])\d{2}([ -])\d{6}\1\d{6}\1\d(?![\w-])", "fifteen digits in the groups of a handset number", unique=True, least=15),
    rule_of("IMEI", r"(?<![\w.+-])\d{16}(?![\w-])", "sixteen digits like a handset number with its version", r"imei\w*|handset", before=25, least=16),
    rule_of("IMSI", r"(?<![\w.+-])23[45]\d{12}(?![\w-])", "fifteen digits like a British subscriber number", r"imsi|sim|subscriber", unique=True, least=15),
    rule_of("ICCID", r"(?<![\w.+-])8944(?:[ -]?\d){15,16}(?![\w-])", "digits like a British SIM number", r"iccid|sim|ccid", check=_luhn, least=19),
    rule_of("MAC_ADDRESS", r"(?<![\w:.-])(?:[0-9a-f]{2}(?P<mark>[:-]))(?:[0-9a-f]{2}(?P=mark)){4}[0-9a-f]{2}(?![\w:-])", "six pairs like a network address", r"mac|wi-?fi|bluetooth|router", unique=True),
    rule_of("MAC_ADDRESS", r"(?<![\w:.-])[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}(?![\w.])", "three groups like a network address", r"mac|wi-?fi|bluetooth|router", alone=True),
    rule_of("DEVICE_ID", r"(?<![\w-])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])", "an identifier of a device or account", _KEYS, alone=True),
    rule_of("DEVICE_ID", rf"(?:{_KEYS})(?: is)?[ :=|\"\t]{{0,5}}(?P<v>(?=[a-z0-9-]{{0,39}}\d)[a-z0-9][a-z0-9-]{{6,39}}[a-z0-9])(?![\w-])", "a device's number", _KEYS, before=30, countered=False),
)  # fmt: skip
