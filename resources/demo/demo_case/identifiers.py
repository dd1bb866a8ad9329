"""Invented identifiers of every kind, with right check digits (reference/personal_data.md 3.3).

Reserved ranges are used where there are any: NHS 999 (test range), Ofcom drama numbers, documentation
addresses, example.org. To add a kind, add its line to `identifiers`.
"""

import hashlib
import random

_PNC = "ZABCDEFGHJKLMNPQRTUVWXY"
_UPN = "ABCDEFGHJKLMNPQRTUVWXYZ"
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def digits(rng: random.Random, count: int) -> str:
    """That many random digits."""
    return "".join(rng.choice("0123456789") for _ in range(count))


def luhn(body: str) -> str:
    """A number with its Luhn check digit added (cards, IMEI, ICCID)."""
    total = 0
    for at, figure in enumerate(reversed(body)):
        value = int(figure) * (2 if at % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return body + str(-total % 10)


def nhs(rng: random.Random) -> str:
    """An NHS number of the 999 test range, spaced 3-3-4; mod 11."""
    while True:
        body = "999" + digits(rng, 6)
        check = (
            11 - sum(int(figure) * weight for figure, weight in zip(body, range(10, 1, -1), strict=True)) % 11
        )
        if check != 10:
            number = body + str(check % 11)
            return f"{number[:3]} {number[3:6]} {number[6:]}"


def utr(rng: random.Random) -> str:
    """A ten-figure tax reference; the first figure checks the rest."""
    body = digits(rng, 9)
    total = sum(
        int(figure) * weight for figure, weight in zip(body, (6, 7, 8, 9, 10, 5, 4, 3, 2), strict=True)
    )
    return "21987654321"[total % 11] + body


def upn(rng: random.Random) -> str:
    """A pupil number: check letter and twelve figures."""
    body = "8" + digits(rng, 11)
    return _UPN[sum(at * int(figure) for at, figure in enumerate(body, 2)) % 23] + body


def iban(rng: random.Random) -> str:
    """A British IBAN of an invented bank; mod 97."""
    tail = "DEMO" + digits(rng, 14)
    number = int("".join(str(int(letter, 36)) for letter in tail + "GB00"))
    whole = f"GB{98 - number % 97:02d}{tail}"
    return " ".join(whole[at : at + 4] for at in range(0, len(whole), 4))


def passport_line(rng: random.Random, born: str) -> str:
    """The second machine-readable line of a passport (ICAO 9303): weights 7 3 1."""
    number, expiry, rest = digits(rng, 9), "310214", "<" * 14
    first, second, third = number + _mrz(number), born + _mrz(born), expiry + _mrz(expiry)
    return f"{first}GBR{second}F{third}{rest}<{_mrz(first + second + third + rest + '<')}"


def _mrz(field: str) -> str:
    values = (0 if letter == "<" else int(letter, 36) for letter in field)
    return str(sum(value * (7, 3, 1)[at % 3] for at, value in enumerate(values)) % 10)


def bitcoin(rng: random.Random) -> str:
    """A Base58Check address of a random key that nobody holds."""
    payload = b"\x00" + rng.randbytes(20)
    whole = payload + hashlib.sha256(hashlib.sha256(payload).digest()).digest()[:4]
    number, out = int.from_bytes(whole, "big"), ""
    while number:
        number, place = divmod(number, 58)
        out = _BASE58[place] + out
    return "1" * (len(whole) - len(whole.lstrip(b"\x00"))) + out


def justice_letter(number: str) -> str:
    """The check letter of PNC, CRO and arrest summons numbers."""
    return _PNC[int(number) % 23]


def identifiers(rng: random.Random) -> dict[str, str]:
    """One value for each slot that planted texts and records use; kinds named as in
    reference/personal_data.md 3.3."""
    serial, asn, cro = "4" + digits(rng, 5), "7" + digits(rng, 5), "3" + digits(rng, 4)
    return {
        "UK_NHS": nhs(rng),
        "UK_NHS_2": nhs(rng),
        "UK_NINO": "QQ 12 34 56 C",
        "UK_UTR": utr(rng),
        "UK_PASSPORT": "5" + digits(rng, 8),
        "PASSPORT_LINE": passport_line(rng, "970614"),
        "UK_DRIVING_LICENCE": f"ZIELI{9}56{14}7M99{rng.choice('23456')}{rng.choice('ABXYZ')}{rng.choice('CDEFG')}",
        "UPN": upn(rng),
        "ULN": "9" + digits(rng, 9),
        "IMMIGRATION_REF": f"GWF{digits(rng, 9)}",
        "HOSPITAL_NUMBER": f"RWX{digits(rng, 7)}",
        "STAFF_ID": digits(rng, 7),
        "SOCIAL_CARE_REF": f"SC-{digits(rng, 7)}",
        "UK_VEHICLE_REGISTRATION": "DX21 QZH".replace("Q", rng.choice("BDFGH")),
        "VIN": "WVWZZZ1KZ" + rng.choice("678") + "W" + digits(rng, 6),
        "UK_SORT_CODE": "00-00-" + digits(rng, 2),
        "UK_BANK_ACCOUNT": digits(rng, 8),
        "IBAN_CODE": iban(rng),
        "CREDIT_CARD": _fours(luhn("400000" + digits(rng, 9))),
        "CRYPTO": bitcoin(rng),
        "IMEI": luhn("490154" + digits(rng, 8)),
        "IMSI": "23499" + digits(rng, 10),
        "ICCID": luhn("8944" + digits(rng, 14)),
        "MAC_ADDRESS": "02:00:5e:" + ":".join(f"{rng.randrange(256):02x}" for _ in range(3)),
        "DEVICE_ID": "R58" + "".join(rng.choice("ABCDEFGHJKMN23456789") for _ in range(8)),
        "IP_ADDRESS": f"203.0.113.{rng.randrange(2, 250)}",
        "IP_ADDRESS_6": f"2001:db8:4{rng.randrange(16):x}::{rng.randrange(4096):x}",
        "PNC_ID": f"2012/{serial}{justice_letter('12' + serial.zfill(7))}",
        "CRO_NUMBER": f"{cro}/12{justice_letter('12' + cro.zfill(6))}",
        "ARREST_SUMMONS": f"25/62WR/01/{asn}{_asn_letter(asn)}",
        "PRISON_NUMBER": f"A{digits(rng, 4)}ZX",
        "PROBATION_CRN": f"X{digits(rng, 6)}",
        "CASE_REF": f"62WR{digits(rng, 7)}25",
        "UPRN": "100" + digits(rng, 9),
        "GPS": (
            f"53.{1930 + rng.randrange(9)}{rng.randrange(9)}1, "
            f"-2.{8930 + rng.randrange(9)}{rng.randrange(9)}2"
        ),
        "OS_GRID": f"SJ 4{digits(rng, 2)} 6{digits(rng, 2)}",
        "PLUS_CODE": "9C5V5453+" + rng.choice(["2X", "4R", "7Q"]),
        "WHAT3WORDS": "///lantern.pebble.quilting",
        "SECRET": f"Sunflower{digits(rng, 3)}!",
        "PIN": digits(rng, 4),
    }


def _asn_letter(serial: str) -> str:
    # force + system + year + serial padded to eleven; the letters of the force part are left out of the
    # number
    return justice_letter("62" + "01" + "25" + serial.zfill(11))


def _fours(number: str) -> str:
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))
