"""Bank details: sort codes, accounts, IBAN, BIC, cards, crypto-currency addresses (reference/personal_data.md
3.3, 27 to 31).
"""

import hashlib
import re

from evidence_review.recognizers.reading import checksums
from evidence_review.recognizers.reading.context import cue
from evidence_review.recognizers.reading.reading import Reading
from evidence_review.recognizers.reading.rule import Rule, bare, digits, rule_of

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_ACCOUNT = re.compile(r"(?<!\d)\d{4} ?\d{4}(?! ?\d)")
_SORT = re.compile(r"(?<!\d)\d{2}[ -]?\d{2}[ -]?\d{2}[\s,;:a-z./-]{0,25}$")
_SORT_BEHIND = re.compile(
    r"[\s,;:./-]{1,3}(?:(?:sort|code|s/c|sc|and|then|is)[\s,:]{1,2}){0,3}\d{2}([ -])\d{2}\1\d{2}(?!\d)"
)
_SORT_WORDS = (
    r"sort(?:[ -]?code)?s?|s/c|sc|bank\w*|barclays|natwest|lloyds|hsbc|santander|monzo|starling|"
    r"halifax|nationwide|tsb"
)
_SORT_CUE = cue(_SORT_WORDS)
_CARD_CUES = r"(?<!sim )card|cards|visa|mastercard|amex|debit|credit|cvv|cvc|expir\w*|long number"
_ACCOUNT_CUES = r"accounts?(?: (?:no|number|num))?|acc(?:t|n)?s?|a/c|acct no|bank details"


def _account_follows(reading: Reading, match: re.Match[str]) -> bool:
    """A sort code needs its word, or an account number within 25 characters."""
    lower = reading.lower
    before = lower[max(0, match.start() - 40) : match.start()]
    return bool(
        _SORT_CUE.search(before)
        or _SORT_CUE.search(lower, match.end(), match.end() + 15)
        or _ACCOUNT.search(lower, match.end(), match.end() + 33)
        or _ACCOUNT.search(lower, max(0, match.start() - 33), match.start())
    )


def _no_date(_: Reading, match: re.Match[str]) -> bool:
    """Three pairs with hyphens that no calendar holds, in whichever order."""
    first, second, third = (int(part) for part in match.group().split("-"))
    return (first > 31 and second > 12) or (first > 31 and third > 31)


def _before_sort_code(reading: Reading, match: re.Match[str]) -> bool:
    return bool(_SORT_BEHIND.match(reading.lower, match.end()))


def _after_sort_code(reading: Reading, match: re.Match[str]) -> bool:
    return bool(_SORT.search(reading.lower[max(0, match.start() - 34) : match.start()]))


def _card(match: re.Match[str]) -> bool:
    number = digits(match.group())
    return 13 <= len(number) <= 19 and checksums.luhn(number) and len(set(number)) > 1


def _card_shape(_: Reading, match: re.Match[str]) -> bool:
    """Cards that begin with 2 have sixteen digits; fifteen that begin with 234 or 235 are a subscriber's
    number."""
    number = digits(match.group())
    return number[0] != "2" or len(number) == 16


def base58check(text: str) -> bool:
    """Whether the last four bytes are the double SHA-256 of the rest (Bitcoin addresses)."""
    value = 0
    for char in text:
        place = _BASE58.find(char)
        if place < 0:
            return False
        value = value * 58 + place
    raw = value.to_bytes(25, "big") if value < 1 << 200 else b""
    return bool(raw) and hashlib.sha256(hashlib.sha256(raw[:21]).digest()).digest()[:4] == raw[21:]


def _coin(reading: Reading, match: re.Match[str]) -> bool:
    return base58check(reading.text[match.start() : match.end()])


RULES: tuple[Rule, ...] = (
    rule_of("UK_SORT_CODE", r"(?<![\w.£/-])\d{2}(?P<mark>[ -]?)\d{2}(?P=mark)\d{2}(?![\w/]|-\d)", "six digits like a sort code", _SORT_WORDS + r"|account|acc|a/c|\d{8}", guard=_account_follows, after=35, least=6),
    rule_of("UK_SORT_CODE", r"(?<![\w.£/-])\d(?: \d){5}(?! ?[\w/])", "six digits said one by one like a sort code", _SORT_WORDS, before=25, after=0, least=6),
    rule_of("UK_SORT_CODE", r"(?<![\w.£/-])\d{2}-\d{2}-\d{2}(?![\w/-])", "three pairs of digits that are no date", unique=True, guard=_no_date, least=6),
    rule_of("UK_BANK_ACCOUNT", r"(?<![\w.£/-])\d{8}(?![\w/]|-\d)", "eight digits like a bank account", _ACCOUNT_CUES, before=30, least=8),
    rule_of("UK_BANK_ACCOUNT", r"(?<![\w.£/-])\d{4} \d{4}(?! ?\d|\w)", "eight digits like a bank account", _ACCOUNT_CUES, before=25, after=0, least=8),
    rule_of("UK_BANK_ACCOUNT", r"(?<![\w.£/-])\d{6,10}(?![\w/]|-\d)", "an account number after a sort code", r"\d{2}", guard=_after_sort_code, countered=False, least=6),
    rule_of("UK_BANK_ACCOUNT", r"(?<![\w.£/-])\d{4} \d{4}(?![\w/]|-\d| \d)", "an account number after a sort code", r"\d{2}", guard=_after_sort_code, countered=False, least=8),
    rule_of("UK_BANK_ACCOUNT", r"(?<![\w.£/-])\d{8}(?![\w/]|-\d)", "an account number before a sort code", r"\d{2}", guard=_before_sort_code, countered=False, least=8),
    rule_of("IBAN_CODE", r"(?<!\w)[a-z]{2}\d{2}(?:[ -]?[a-z0-9]{4}){2,7}(?:[ -]?[a-z0-9]{1,4})?(?!\w)", "an international account number", r"iban|account|acc|bank", check=lambda m: checksums.iban(bare(m.group())), least=2),
    rule_of("BIC", r"(?<!\w)[a-z]{6}[a-z0-9]{2}(?:[a-z0-9]{3})?(?!\w)", "a bank identifier", r"bic|swift(?: ?code)?|swift/bic|bic/swift", before=16, after=0, guard=lambda r, m: r.text[m.start() : m.end()].isupper()),
    rule_of("CREDIT_CARD", r"(?<![\w.+-])[2-6](?:[ -]?\d){12,18}(?![\w-])", "a number like that of a payment card", _CARD_CUES, check=_card, guard=_card_shape, least=13),
    rule_of("CREDIT_CARD", r"(?<!\w)(?:[*x•]{4}[ -]?){1,3}(?P<v>\d{4})(?!\w)", "the last digits of a card", _CARD_CUES + r"|account|acc|a/c", alone=True, least=4),
    rule_of("CREDIT_CARD", r"(?:card|visa|mastercard|debit|credit|account|a/c)[a-z ]{0,12} ending(?: in| with)? (?P<v>\d{4})(?!\d)", "the last digits of a card or account", r"card|visa|mastercard|debit|credit|account|a/c", countered=False, least=4),
    rule_of("CREDIT_CARD", r"(?<!\w)(?:cvv2?|cvc2?|security code)(?: is| no|:| =|\.)* ?(?P<v>\d{3,4})(?!\d)", "the security code of a card", r"cvv2?|cvc2?|security code", countered=False, least=3),
    rule_of("CREDIT_CARD", r"(?<!\w)(?:exp(?:iry|ires)?|valid (?:to|until|thru))(?: date| is|:|\.)* ?(?P<v>(?:0[1-9]|1[0-2]) ?/ ?\d{2})(?![\d/])", "the expiry date of a card", r"card|visa|exp\w*|valid|cvv", least=4),
    rule_of("CRYPTO", r"(?<!\w)[13][a-z1-9]{25,34}(?!\w)", "a Bitcoin address", check=lambda _: True, guard=_coin),
    rule_of("CRYPTO", r"(?<!\w)(?:bc1[ac-hj-np-z02-9]{11,71}|0x[0-9a-f]{40})(?!\w)", "a crypto-currency address", r"wallet|btc|bitcoin|eth|ethereum|crypto|coin|address", unique=True),
)  # fmt: skip
