"""The check digits and letters of reference/personal_data.md 3.3.

Each takes the bare characters and says whether they agree.
"""

_PNC = "ZABCDEFGHJKLMNPQRTUVWXY"
_UPN = "ABCDEFGHJKLMNPQRTUVWXYZ"
_IBAN_LENGTH = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "BA": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18,
    "EE": 20, "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IL": 23,
    "IS": 26, "IT": 27, "KW": 30, "LB": 28, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19,
    "MT": 31, "NL": 18, "NO": 15, "PK": 24, "PL": 28, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SE": 24, "SI": 19,
    "SK": 24, "SM": 27, "TN": 24, "TR": 26, "UA": 29, "XK": 20,
}  # fmt: skip


def nhs(digits: str) -> bool:
    """Ten digits, modulus 11 with weights 10 to 2 (NHS, CHI and H&C numbers alike)."""
    check = 11 - sum(int(d) * w for d, w in zip(digits, range(10, 1, -1), strict=False)) % 11
    return len(digits) == 10 and check != 10 and check % 11 == int(digits[9])


def utr(digits: str) -> bool:
    """Ten digits of a taxpayer reference; the first is the check digit."""
    total = sum(int(d) * w for d, w in zip(digits[1:], (6, 7, 8, 9, 10, 5, 4, 3, 2), strict=False))
    return len(digits) == 10 and "21987654321"[total % 11] == digits[0]


def luhn(digits: str) -> bool:
    """The check of cards, IMEI and ICCID numbers."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def iban(code: str) -> bool:
    """Length of its country and modulus 97."""
    code = code.upper()
    if len(code) != _IBAN_LENGTH.get(code[:2], 0) or not code.isascii() or not code.isalnum():
        return False
    return int("".join(str(int(c, 36)) for c in code[4:] + code[:4])) % 97 == 1


def upn(code: str) -> bool:
    """A pupil number: check letter and twelve characters, the last of which may be a letter."""
    values = [int(c) if c.isdigit() else _UPN.find(c.upper()) for c in code[1:]]
    return len(code) == 13 and _UPN[sum(w * v for w, v in enumerate(values, start=2)) % 23] == code[0].upper()


def pnc(year: str, serial: str, letter: str) -> bool:
    """Police National Computer id: letter over the last two digits of the year and the serial padded to 7."""
    return _PNC[int(year[-2:] + serial.zfill(7)) % 23] == letter.upper()


def cro(year: str, serial: str, letter: str, *, short: bool = False) -> bool:
    """Criminal Records Office number: padded to 6, or unpadded for a short file (SF)."""
    return _PNC[int(year[-2:] + (serial if short else serial.zfill(6))) % 23] == letter.upper()


def asn(year: str, force: str, system: str, serial: str, letter: str) -> bool:
    """Arrest summons number (11/01ZD/01/448754K): letter over force, system, year and the serial padded to
    11."""
    return _PNC[int(force + system + year + serial.zfill(11)) % 23] == letter.upper()


def mrz(field: str, check: str) -> bool:
    """A field of a machine-readable line with its check digit, weights 7 3 1."""
    total = sum((0 if c == "<" else int(c, 36)) * (7, 3, 1)[i % 3] for i, c in enumerate(field.upper()))
    return total % 10 == int(check)
