"""Made-up British identifiers of every kind in plain sentences, with their places: python
tests/benchmarks/identifiers.py [OUT.jsonl [CONTEXTS.txt]]

Values come from generators of their own: none is taken from the program's rules or its training text. Check
digits are worked out here again from reference/personal_data.md 3.3. Telephone numbers are Ofcom's drama
ranges.
"""

import json
import string
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

CONTEXTS = Path(__file__).with_name("identifier_contexts.txt")
_PNC_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"


def digits(rng: Random, count: int) -> str:
    """So many digits, the first not 0."""
    return str(rng.randint(10 ** (count - 1), 10**count - 1))


def letters(rng: Random, count: int, of: str = string.ascii_uppercase) -> str:
    return "".join(rng.choice(of) for _ in range(count))


def luhn(body: str) -> str:
    total = sum(sum(divmod(int(d) * 2, 10)) if at % 2 == 0 else int(d) for at, d in enumerate(reversed(body)))
    return body + str(-total % 10)


def nhs(rng: Random) -> str:
    while True:
        body = digits(rng, 9)
        check = 11 - sum(int(d) * (10 - at) for at, d in enumerate(body)) % 11
        if check != 10:
            whole = body + str(check % 11)
            return rng.choice(
                (whole, f"{whole[:3]} {whole[3:6]} {whole[6:]}", f"{whole[:3]}-{whole[3:6]}-{whole[6:]}")
            )


def nino(rng: Random) -> str:
    pre, body, end = (
        rng.choice(("AB", "CE", "JK", "LM", "PR", "SX", "WE", "YZ")),
        digits(rng, 6),
        rng.choice("ABCD"),
    )
    return rng.choice(
        (
            f"{pre}{body}{end}",
            f"{pre} {body[:2]} {body[2:4]} {body[4:]} {end}",
            f"{pre}{body}{end}".lower(),
            f"{pre} {body} {end}",
        )
    )


def utr(rng: Random) -> str:
    body = digits(rng, 9)
    weights = (6, 7, 8, 9, 10, 5, 4, 3, 2)
    return "21987654321"[sum(w * int(d) for w, d in zip(weights, body, strict=True)) % 11] + body


def upn(rng: Random) -> str:
    body = digits(rng, 12)
    return "ABCDEFGHJKLMNPQRTUVWXYZ"[sum(int(d) * i for i, d in enumerate(body, 2)) % 23] + body


def licence(rng: Random) -> str:
    name = rng.choice(("MORGA", "KHAN9", "OKAFO", "LEE99", "NOWAK"))
    return (
        f"{name}{rng.randint(6, 9)}{rng.choice(('01', '05', '11', '53', '60'))}{rng.randint(1, 28):02}"
        f"{rng.randint(0, 9)}{letters(rng, 1)}{rng.choice('9AJ')}{rng.randint(2, 9)}{letters(rng, 2)}"
    )


def pnc(rng: Random) -> str:
    year, serial = rng.randint(1990, 2024), rng.randint(1, 9999999)
    return f"{year}/{serial}{_PNC_LETTERS[int(f'{year % 100:02}{serial:07}') % 23]}"


def cro(rng: Random) -> str:
    year, serial = rng.randint(0, 24), rng.randint(1000, 999999)
    return f"{serial}/{year:02}{_PNC_LETTERS[int(f'{year:02}{serial:06}') % 23]}"


def asn(rng: Random) -> str:
    force, system, year, serial = rng.randint(10, 63), "01", rng.randint(10, 24), rng.randint(1, 999999)
    letter = _PNC_LETTERS[int(f"{force:02}{system}{year:02}{serial:011}") % 23]
    return f"{year:02}/{force:02}{letters(rng, 2)}/{system}/{serial}{letter}"


def iban(rng: Random) -> str:
    bank, rest = rng.choice(("WEST", "BARC", "LOYD", "MIDL")), digits(rng, 14)
    number = "".join(str(int(c, 36)) for c in f"{bank}{rest}GB00")
    whole = f"GB{98 - int(number) % 97:02}{bank}{rest}"
    return rng.choice((whole, " ".join(whole[at : at + 4] for at in range(0, 22, 4))))


def card(rng: Random) -> str:
    whole = luhn(rng.choice("45") + digits(rng, 14))
    return rng.choice((whole, " ".join(whole[at : at + 4] for at in range(0, 16, 4))))


def plate(rng: Random) -> str:
    three = letters(rng, 3, "ABCDEFGHJKLMNOPRSTUVWXYZ")
    new = (
        f"{letters(rng, 2, 'ABCDEFGHJKLMNOPRSTUVWXY')}"
        f"{rng.choice(('09', '15', '19', '23', '58', '64', '71'))}"
    )
    return rng.choice(
        (
            f"{new} {three}",
            f"{new}{three}",
            f"{new} {three}".lower(),
            f"{rng.choice('KLMNPRSTVWXY')}{rng.randint(21, 999)} {three}",
        )
    )


def date(rng: Random) -> str:
    d, m, y = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1950, 2012)
    month = (
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ]
    )[m - 1]
    return rng.choice(
        (
            f"{d:02}/{m:02}/{y}",
            f"{d}.{m}.{y % 100:02}",
            f"{d} {month} {y}",
            f"{y}-{m:02}-{d:02}",
            f"{d}th {month[:3]} {y}",
        )
    )


def phone(rng: Random) -> str:
    end = f"{rng.randint(0, 999):03}"
    return rng.choice(
        (
            f"07700 900{end}",
            f"07700900{end}",
            f"+447700900{end}",
            f"+44 7700 900 {end}",
            f"01632 960{end}",
            f"07700-900-{end}",
            f"(01632) 960{end}",
        )
    )


def postcode(rng: Random) -> str:
    one = (
        f"{rng.choice(('LS', 'M', 'B', 'NE', 'CF', 'BT', 'G', 'SW', 'E', 'PL'))}{rng.randint(1, 17)} "
        f"{rng.randint(1, 9)}{letters(rng, 2, 'ABDEFGHJLNPQRSTUWXYZ')}"
    )
    return rng.choice((one, one.replace(" ", ""), one.lower()))


def address(rng: Random) -> str:
    name = rng.choice(
        ("Hollin", "Marlborough", "Bedford", "Kingsway", "Abbey", "Stanhope", "Carr Manor", "Wheatley")
    )
    kind = rng.choice(("Road", "Street", "Avenue", "Close", "rd", "st", "Crescent", "Lane"))
    whole = f"{rng.choice(('', '', 'Flat 3, ', 'flat 2b '))}{rng.randint(1, 240)} {name} {kind}"
    return rng.choice((whole, whole, whole.lower()))


def handle(rng: Random) -> str:
    stem = rng.choice(("kez", "big_tone", "lil.jay", "x.amira.x", "mcr_lad", "ru8y"))
    return rng.choice(("@", "")) + f"{stem}{rng.choice(('_', '', '.'))}{rng.randint(1, 2010)}"


def crypto(rng: Random) -> str:
    import hashlib

    raw = bytes([0]) + rng.randbytes(20)
    raw += hashlib.sha256(hashlib.sha256(raw).digest()).digest()[:4]
    number, out, alphabet = (
        int.from_bytes(raw),
        "",
        "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz",
    )
    while number:
        number, rest = divmod(number, 58)
        out = alphabet[rest] + out
    return rng.choice(("1" + out, "0x" + rng.randbytes(20).hex()))


def _one_of(*choices: str) -> Callable[[Random], str]:
    return lambda rng: rng.choice(choices)


MAKE: dict[str, Callable[[Random], str]] = {
    "EMAIL_ADDRESS": lambda r: f"{r.choice(('j.ward', 'amina_k', 'tomo93', 'the.hendersons', 'r-kaur'))}{r.randint(1, 99)}@{r.choice(('example.org', 'mail.example.org', 'example.com'))}",
    "PHONE_NUMBER": phone, "UK_POSTCODE": postcode, "ADDRESS": address,
    "POSTCODE_PART": _one_of("LS6", "M14", "NE4", "B29", "CF24", "SE15"),
    "GPS": lambda r: f"{r.uniform(50.5, 56):.5f}, {r.uniform(-4, 0):.5f}",
    "WHAT3WORDS": _one_of("///filled.count.soap", "///index.home.raft", "///daring.lion.race"),
    "OS_GRID": lambda r: f"{r.choice(('SE', 'TQ', 'NY', 'SJ'))} {digits(r, 3)} {digits(r, 3)}",
    "PLUS_CODE": _one_of("9C5VQ8X5+4R", "9C4W9F6G+8X", "9C6XG2J7+V3"),
    "UPRN": lambda r: digits(r, 11),
    "IP_ADDRESS": lambda r: r.choice((f"{r.randint(80, 95)}.{r.randint(11, 250)}.{r.randint(11, 250)}.{r.randint(1, 250)}", "2001:db8:85a3::8a2e:370:7334")),
    "SCHOOL": _one_of("Ashgrove High School", "St Bede's Primary School", "Hillside Academy", "Kirkdale Sixth Form College", "moorlands high school"),
    "WORKPLACE": _one_of("Tesco", "Greggs", "Harrison Freight Ltd", "Amazon", "Bluebell Care Home"),
    "MEDICAL_ORG": _one_of("Northfield Surgery", "Pinderfields Hospital", "Leith Walk Medical Centre", "the Royal Victoria Infirmary", "Moorview Hospice"),
    "DATE_OF_BIRTH": date, "AGE": lambda r: str(r.randint(13, 79)),
    "UK_NHS": nhs, "UK_NINO": nino, "UK_UTR": utr, "UK_PASSPORT": lambda r: digits(r, 9), "UK_DRIVING_LICENCE": licence, "UPN": upn, "ULN": lambda r: digits(r, 10),
    "IMMIGRATION_REF": lambda r: r.choice((f"GWF0{digits(r, 8)}", f"RX{digits(r, 7)}", f"{letters(r, 1)}{digits(r, 7)}")),
    "HOSPITAL_NUMBER": lambda r: r.choice((digits(r, 7), f"{letters(r, 2)}{digits(r, 6)}", f"{letters(r, 1)}{digits(r, 6)}")),
    "STAFF_ID": lambda r: digits(r, 7), "SOCIAL_CARE_REF": lambda r: r.choice((digits(r, 7), digits(r, 8), f"{letters(r, 2)}{digits(r, 6)}")),
    "UK_VEHICLE_REGISTRATION": plate,
    "VIN": lambda r: "SAJ" + letters(r, 14, "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"),
    "UK_SORT_CODE": lambda r: r.choice(("{0}-{1}-{2}", "{0} {1} {2}", "{0}{1}{2}")).format(*(f"{r.randint(10, 99)}" for _ in range(3))),
    "UK_BANK_ACCOUNT": lambda r: digits(r, 8), "IBAN_CODE": iban, "BIC": _one_of("BARCGB22XXX", "LOYDGB2L", "MIDLGB22"), "CREDIT_CARD": card, "CRYPTO": crypto,
    "IMEI": lambda r: luhn("35" + digits(r, 12)), "IMSI": lambda r: "23410" + digits(r, 10), "ICCID": lambda r: luhn("8944" + digits(r, 14)),
    "MAC_ADDRESS": lambda r: ":".join(f"{r.randint(0, 255):02X}" for _ in range(6)),
    "DEVICE_ID": lambda r: r.choice((f"F{letters(r, 3)}{digits(r, 4)}{letters(r, 4)}", r.randbytes(20).hex())),
    "PNC_ID": pnc, "CRO_NUMBER": cro, "ARREST_SUMMONS": asn,
    "PRISON_NUMBER": lambda r: f"A{digits(r, 4)}{letters(r, 2)}", "PROBATION_CRN": lambda r: f"{letters(r, 1)}{digits(r, 6)}",
    "CASE_REF": lambda r: r.choice((f"{r.randint(10, 62)}{letters(r, 2)}{digits(r, 7)}{r.randint(19, 24)}", f"{digits(r, 8)}/{r.randint(19, 24)}", f"{r.randint(10, 62)}/{digits(r, 6)}/{r.randint(19, 24)}")),
    "HANDLE": handle,
    "URL": lambda r: f"https://{r.choice(('instagram.com/', 'www.tiktok.com/@', 'facebook.com/'))}{r.choice(('amy.w', 'deano', 'kaz'))}{r.randint(1, 99)}",
    "SECRET": _one_of("Rover1987!", "482913", "bluecar_22", "7741"),
    "OCCUPATION": _one_of("plumber", "teaching assistant", "lorry driver", "chef", "nurse", "electrician"),
    "RELATIONSHIP": _one_of("stepmum", "cousin", "brother", "foster carer", "ex-husband", "auntie"),
    "PREVIOUS_CONVICTION": _one_of("previous convictions", "two previous convictions", "precons"),
    "PERSON": _one_of("Mairead Docherty", "callum", "Oluwaseun", "Priya Nair", "jordan", "Agnieszka", "Tyrone Blake", "siobhan"),
    "TITLE": _one_of("Mr", "Mrs", "Miss", "Ms"),
}  # fmt: skip


def rows(each: int = 3, seed: int = 0, contexts: Path = CONTEXTS) -> Iterator[dict]:
    """Every sentence with so many values of its kind."""
    rng = Random(seed)
    for number, line in enumerate(contexts.read_text(encoding="utf-8").splitlines()):
        if line.startswith("#") or "\t" not in line:
            continue
        kind, sentence = line.split("\t")
        for turn in range(each):
            value = MAKE[kind](rng)
            start = sentence.index("{}")
            yield {
                "id": f"{number}.{turn}",
                "text": sentence.replace("{}", value),
                "spans": [[start, start + len(value), kind]],
                "register": kind,
            }


def main() -> None:
    """Writes the rows for `personal_data.py`."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("identifiers.jsonl")
    contexts = Path(sys.argv[2]) if len(sys.argv) > 2 else CONTEXTS
    out.write_text(
        "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows(contexts=contexts)),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
