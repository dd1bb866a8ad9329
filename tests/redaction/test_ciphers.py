"""Terms in writings that must be decoded are counted; ordinary text is not."""

import base64
import codecs

import pytest

from evidence_review.redaction.file_writing import removals_of
from evidence_review.redaction.new_files.pieces import search_of
from evidence_review.redaction.terms.ciphers import ciphers

NAME, LAST, NUMBER = "Ottoline Brackwater", "Brackwater", "07700 900417"
OTHER, OTHER_LAST, OTHER_NUMBER = "Leopoldine Farthingay", "Farthingay", "07700 900582"
DIGITS = {
    "0": "oh",
    "4": "four",
    "1": "one",
    "7": "seven",
    "9": "nine",
    "5": "five",
    "8": "eight",
    "2": "two",
}
MORSE = dict(
    zip(
        "brackwtefhingy",
        ["-...", ".-.", ".-", "-.-.", "-.-", ".--", "-", ".", "..-.", "....", "..", "-.", "--.", "-.--"],
        strict=True,
    )
)
RADIO = dict(
    zip(
        "brackwtefhingy",
        [
            "Bravo",
            "Romeo",
            "Alfa",
            "Charlie",
            "Kilo",
            "Whiskey",
            "Tango",
            "Echo",
            "Foxtrot",
            "Hotel",
            "India",
            "November",
            "Golf",
            "Yankee",
        ],
        strict=True,
    )
)
DOTS = dict(zip("brackwtefhingy", "⠃⠗⠁⠉⠅⠺⠞⠑⠋⠓⠊⠝⠛⠽", strict=True))
WRITINGS = {
    "base64": lambda name, last, number: base64.b64encode(name.encode()).decode(),
    "base64 in lines": lambda name, last, number: "\n".join(
        base64.b64encode(f"-- {name}".encode()).decode()[at : at + 9] for at in range(0, 40, 9)
    ),
    "base64 of UTF-16": lambda name, last, number: base64.b64encode(last.encode("utf-16-le")).decode(),
    "base32": lambda name, last, number: base64.b32encode(last.encode()).decode(),
    "hexadecimal": lambda name, last, number: last.encode().hex(":"),
    "hexadecimal number": lambda name, last, number: number.replace(" ", "").encode().hex(),
    "ones and zeros": lambda name, last, number: " ".join(f"{ord(one):08b}" for one in last),
    "codes of letters": lambda name, last, number: ", ".join(str(ord(one)) for one in last),
    "places in the alphabet": lambda name, last, number: "-".join(str(ord(one) - 96) for one in last.lower()),
    "ROT13": lambda name, last, number: codecs.encode(name, "rot13"),
    "alphabet turned round": lambda name, last, number: "".join(chr(219 - ord(one)) for one in last.lower()),
    "from its end": lambda name, last, number: last[::-1],
    "digits for letters": lambda name, last, number: last.translate(str.maketrans("aetgi", "4379!")),
    "Morse": lambda name, last, number: " ".join(MORSE[one] for one in last.lower()),
    "spelled letters": lambda name, last, number: ", ".join(RADIO[one] for one in last.lower()),
    "Braille": lambda name, last, number: "".join(DOTS[one] for one in last.lower()),
    "a number in words": lambda name, last, number: " ".join(DIGITS[one] for one in number if one != " "),
    "doubled words": lambda name, last, number: (
        "oh " + number[1:].replace("00", " double oh ").replace("7", " seven ")
    ),
    "a number in words in a row": lambda name, last, number: (
        f"2024-03-05,{' '.join(DIGITS[one] for one in number if one != ' ')},12"
    ),
    "a number in parts": lambda name, last, number: number.replace(" ", " and then "),
    "two letters for one": lambda name, last, number: (
        last.replace("w", "vv").replace("m", "rn")
        if "w" in last
        else last.translate(str.maketrans("ai", "4!"))
    ),
    "doubled letters": lambda name, last, number: "".join(letter * 2 for letter in last),
    "letters drawn out": lambda name, last, number: last.replace("a", "aaa"),
    "every other letter": lambda name, last, number: "x".join(last),
    "a letter more": lambda name, last, number: last[:4] + "x" + last[4:],
    "a letter less": lambda name, last, number: last[:4] + last[5:],
    "doubled signs": lambda name, last, number: f'"{" ".join(MORSE[one] for one in last.lower())}"',
    "escapes": lambda name, last, number: "".join(f"\\x{ord(one):02x}" for one in last),
}
PLAIN = (
    "The meeting on Tuesday 12 March 2024 was moved to room 4, at 10.30 or a quarter past eleven; call 0800 123456, "
    "see https://example.org/a%20b?x=1&y=2 and ref. AB-12/77. One or two of the seven came -- the rest did not ... "
    "Version 1.2.3, SHA 3f2a9c0d, 66 114 97 99, Charlie and Mike went to the Hotel India in November. B4 it began.\n"
)


def found(words: str, *terms: str) -> int:
    return sum(ciphers([words], search_of(removals_of(terms))).values())


@pytest.mark.parametrize("writing", WRITINGS)
def test_a_term_in_another_writing_is_counted_and_nobody_elses(writing):
    hidden = f"{PLAIN}They wrote: {WRITINGS[writing](NAME, LAST, NUMBER)} and left.\n{PLAIN}"
    assert found(hidden, NAME, NUMBER) >= 1
    assert found(hidden, OTHER, OTHER_NUMBER) == 0
    assert (
        found(
            f"{PLAIN}They wrote: {WRITINGS[writing](OTHER, OTHER_LAST, OTHER_NUMBER)} so", OTHER, OTHER_NUMBER
        )
        >= 1
    )


def test_ordinary_text_and_the_term_as_it_is_are_none():
    assert found(PLAIN * 40, NAME, NUMBER, "Rose Green", "Ann Lee", "AB12 CDE") == 0
    assert found(f"{PLAIN}{NAME}, {NUMBER}, a%20b", NAME, NUMBER) == 0
