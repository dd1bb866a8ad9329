"""More of what stands in the gaps of made-up chat: what friends call each other, homes and schools by bare
names, codes, spoken numbers."""

import re
from collections.abc import Callable
from random import Random

from slots import (
    TERMS,
    address,
    first_name,
    handle,
    marked,
    phone,
    phrase,
    place_name,
    road,
    school,
    short_name,
    surname,
)

_VOWEL = re.compile(r"[aeiou]")
_KIN = (
    "nanny nan nana gran granny grandma grandad auntie aunty uncle aunt big lil little wee old young "
    "papa tita khala chacha"
).split()
_NICKS = (
    "junior ghost bones smiley tank spud moose bear tiger wolf fox rabbit monkey duck chicken "
    "goose bird fish shark spider bull rocky rambo tyson lurch shrek smurf gizmo scooby "
    "popeye biscuit muffin cookie beans chips pickle sausage bacon curry noodle peanut nutty "
    "crackers coco mocha toffee fudge sugar spice pepper ginger salty sweets squash "
    "tiny titch shorty lofty stretch slim chunk fats beefy muscles tash baldy specs blondie curly "
    "ginge lefty digger sparky chippy sniffer wheels gears turbo diesel "
    "nipper kidda pops skip gaffer chef doc prof vicar bishop duke duchess baron major sarge cap "
    "ace chief king prince lucky sunny cloudy windy stormy frosty snowy breezy rainy "
    "jigsaw domino blade razor trigger bullet rocket bomber gunner sniper tricky dizzy dozy sleepy "
    "grumpy happy jolly mad dog psycho animal savage beast demon reaper "
    "smokey ash ember flame blaze spark flash bolt thunder zip buzz fizz pip dot button bobbin "
    "patch scruff tufty fluff bunny kitten pup mutley dodger swifty quickdraw"
).split()
_SMALL = (
    "bread milk coal post fish paint spark brick plumb gas bins van taxi farm chips meat butcher baker books"
).split()


def clipped(rng: Random) -> str:
    """A name cut as friends cut it: “Gaz”, “Macca”, “Jonno”, “Shan”, “Robbo”, “Harvs”."""
    name = re.sub(r"[^a-z]", "", (first_name(rng) if rng.random() < 0.7 else surname(rng)).lower()) or "kel"
    vowel = _VOWEL.search(name, 1)
    end = (vowel.end() if vowel else 2) + rng.choice((0, 1, 1, 1, 2))
    stem = name[: max(2, end)]
    doubled = stem + stem[-1] if len(stem) > 2 and stem[-1] not in "aeiouyhw" else stem
    return rng.choice(
        (stem, stem, stem, stem + "s", stem + "z", stem + "zy", doubled + "o", doubled + "a", doubled + "y", doubled + "ie", stem[:-1] + "z", stem[:2], doubled + "ers", stem + "sy")
    ).title()  # fmt: skip


def kin(rng: Random) -> str:
    """“Nanny Pat”, “big Dave”."""
    return f"{rng.choice(_KIN)} {rng.choice((first_name, first_name, clipped))(rng)}"


_CALLED: tuple[tuple[int, Callable[[Random], str]], ...] = (
    (46, first_name),
    (24, clipped),
    (9, short_name),
    (6, lambda rng: rng.choice("ABCDEFGHIJKLMNOPQRSTVWZ")),
    (3, lambda rng: "".join(rng.choice("ABCDEGHJKLMNPRST") for _ in "ab")),
    (3, lambda rng: rng.choice(_NICKS).title()),
    (
        3,
        lambda rng: (
            f"{first_name(rng)} {rng.choice((surname(rng), surname(rng), rng.choice(_SMALL), rng.choice('BCDFGHJKLMNPRST')))}"
        ),
    ),
    (3, lambda rng: f"{rng.choice(('Mr', 'Mrs', 'Miss', 'Ms', 'mr', 'mrs', 'miss'))} {surname(rng)}"),
    (3, kin),
)


def called(rng: Random) -> str:
    """How chat names someone: mostly a first name, often cut, sometimes a letter, two letters or a word."""
    return rng.choices([fill for _, fill in _CALLED], [weight for weight, _ in _CALLED])[0](rng)


def nick(rng: Random) -> str:
    """A word that names somebody."""
    draw = rng.random()
    word = rng.choice(_NICKS)
    if draw < 0.7:
        return word.title()
    if draw < 0.85:
        return f"{rng.choice('Big Little Lil Young Old Mad Fat Tall Wee Baby'.split())} {word.title()}"
    return (
        f"{rng.choice('A B D J K L M P Q R S T'.split())} "
        f"{rng.choice('money man dog boy smooth star dot bones'.split())}"
    )


_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NATO = (
    "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa "
    "quebec romeo sierra tango uniform victor whiskey xray yankee zulu"
).split()


def in_words(rng: Random, below: int) -> str:
    """A number as it is said."""
    number = rng.randint(1, below)
    if number < 20:
        return _UNITS[number - 1]
    return _TENS[number // 10 - 2] + (f" {_UNITS[number % 10 - 1]}" if number % 10 else "")


def said_digits(rng: Random, count: int) -> str:
    """Digits as they are said one by one."""
    return " ".join(
        rng.choice(
            (
                "oh",
                "one",
                "two",
                "three",
                "four",
                "five",
                "six",
                "seven",
                "eight",
                "nine",
                "double seven",
                "double oh",
            )
        )
        for _ in range(count)
    )


def said_phone(rng: Random) -> str:
    """A drama number as it is said."""
    return (
        f"{rng.choice(('oh double seven', 'oh seven seven', 'zero double seven'))} "
        f"{rng.choice(('double oh', 'oh oh', 'zero zero'))} nine hundred {said_digits(rng, 3)}"
    )


def said_plate(rng: Random) -> str:
    """A number plate by the spelling alphabet."""
    return (
        f"{rng.choice(_NATO)} {rng.choice(_NATO)} "
        f"{rng.choice((in_words(rng, 79), said_digits(rng, 2)))} "
        f"{' '.join(rng.choice(_NATO) for _ in 'abc')}"
    )


def said_postcode(rng: Random) -> str:
    """A postcode as it is said."""
    return (
        f"{rng.choice('b e l m n s g'.split())} {in_words(rng, 40)} {rng.choice(_UNITS[:9])} "
        f"{rng.choice('abdefghjlnpqrstuwxyz')} {rng.choice('abdefghjlnpqrstuwxyz')}"
    )


def house_number(rng: Random) -> str:
    """The number of a house by itself."""
    return rng.choice(
        (
            str(rng.randint(1, 180)),
            f"{rng.randint(1, 90)}{rng.choice('abcd')}",
            in_words(rng, 60),
            f"number {rng.randint(1, 99)}",
        )
    )


def street(rng: Random) -> str:
    """A street, close or house by its name alone."""
    draw = rng.random()
    if draw < 0.45:
        return road(rng)
    if draw < 0.6:
        return rng.choice(("Hazel", "Ash", "Oak", "Beech", "Thorn", "Fern", "Willow", "Rose", "Brook", "Mill", "Holly", "Sunny")) + rng.choice(("bank", "mount", "dene", "field", "lea", "hurst", "brae", "side", "garth", "croft", "royd", "mead"))  # fmt: skip
    return f"{rng.choice((place_name, surname))(rng)} {rng.choice('Park View Gardens Terrace Mount Bank Rise Heights Court House Lodge Drive Close Grove Brow Fold Buildings Place Wynd Row Flats Estate Towers'.split())}"


def abode(rng: Random) -> str:
    """Where someone is to be found, as chat says it."""
    number, letter = rng.randint(1, 180), rng.choice("ABCDE")
    return rng.choice(
        (
            lambda: address(rng),
            lambda: f"{number} {street(rng)}",
            lambda: f"{number} {street(rng)}",
            lambda: f"flat {rng.choice((str(number), f'{number}{letter}', letter))}",
            lambda: f"flat {rng.randint(1, 60)} {street(rng)}",
            lambda: f"{rng.choice(('room', 'rm', 'unit', 'apt', 'plot', 'pitch', 'cabin', 'bedsit'))} {rng.choice((str(number), f'{letter}{number}', f'{letter}{rng.randint(1, 6)}.{rng.randint(1, 30):02d}'))}",
            lambda: f"{rng.choice(('block', 'Block', 'wing', 'tower'))} {letter} {rng.choice(('room', 'flat', 'unit'))} {number}",
            lambda: f"{rng.randint(0, 4)}/{rng.randint(1, 3)} {number} {road(rng)}",
            lambda: f"{rng.randint(0, 4)}/{rng.randint(1, 3)}",
            lambda: f"{street(rng)}, {rng.choice(('room', 'flat', 'unit'))} {rng.randint(1, 40)}",
            lambda: f"{rng.choice('Rose Ivy Mill Holly Old Orchard Chapel Brook Lark Rectory Lodge Gate Keepers Forge Station Vicarage Wharf Tan-y Bryn Ty'.split())} {rng.choice('Cottage House Farm Lodge Villa Barn Gate Hall Bungalow Mews Coed Mawr'.split())}",
            lambda: f"{rng.choice(('number', 'no', 'no.'))} {rng.choice((str(number), in_words(rng, 60)))} {street(rng)}",
            lambda: f"{in_words(rng, 99)} {road(rng)}",
        )
    )()  # fmt: skip


def bare_school(rng: Random) -> str:
    """A school by the name that its neighbours use."""
    draw = rng.random()
    saint = f"St {rng.choice((first_name(rng), 'Brendan', 'Aidan', 'Columba', 'Wilfrid', 'Oswald', 'Bede', 'Hilda', 'Winefride', 'Chad', 'Monica', 'Anselm'))}"
    if draw < 0.35:
        return saint + rng.choice(("'s", "s", "", "'s RC", "'s Primary"))
    if draw < 0.55:
        return place_name(rng)
    if draw < 0.7:
        return f"{place_name(rng)} {rng.choice('Park Lane Hall Grange Bank Vale Green'.split())}"
    if draw < 0.8:
        return f"{rng.choice('Little Busy Tiny Bright Happy Rainbow Sunny First'.split())} {rng.choice('Acorns Bees Steps Stars Minds Days Corner Ducklings Explorers Learners'.split())}"
    return school(rng)


def hospital(rng: Random) -> str:
    """A hospital, surgery or chemist, often by its bare name."""
    draw = rng.random()
    if draw < 0.35:
        return rng.choice(
            (
                "the Royal", "the Infirmary", "the General", "the Queen's", "Queen's", "King's", "St Thomas's", "St George's", "the RVI", "the QE", "the BRI", "the LRI", "the RI",
                "Jimmy's", "the Western", "the Southern General", "the Heath", "the Mater", "Altnagelvin", "the Ulster", "Addenbrooke's", "the Freeman", "the Christie", "Wythenshawe",
                "Whiston", "Arrowe Park", "Pinderfields", "Morriston", "Bronglais", "the Countess", "Heartlands", "Good Hope", "Northwick Park", "the Whittington", "Homerton", "Ninewells",
            )
        )  # fmt: skip
    if draw < 0.5:
        return f"the {place_name(rng)}" if rng.random() < 0.3 else place_name(rng)
    return f"{rng.choice((place_name, surname, road))(rng)} {rng.choice('Hospital Surgery Infirmary General surgery practice hospital Clinic Hospice chemist Pharmacy clinic'.split())}"


def job(rng: Random) -> str:
    """An occupation of the list."""
    lines = [
        line
        for line in (TERMS / "occupations.txt").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return rng.choice(lines)


def plain_handle(rng: Random) -> str:
    """A user name, with digits and marks or of letters and words alone."""
    if rng.random() < 0.5:
        return handle(rng)
    words = (
        "its not the real only lil big baby miss mr mad ya boy gyal king queen xo ldn vibes edits fit "
        "fits dad mum luv bby official daily eats paints lifts cuts nails lashes brows coach"
    ).split()
    name = rng.choice((first_name(rng), clipped(rng), rng.choice(_NICKS))).lower().replace(" ", "")
    parts = [rng.choice(words), name, rng.choice(words)]
    rng.shuffle(parts)
    return rng.choice(("", "_", ".", "")).join(parts[: rng.choice((2, 2, 3))])


def secret(rng: Random) -> str:
    """A password, PIN or entry code."""
    digits = "".join(rng.choice("0123456789") for _ in range(rng.choice((4, 4, 4, 5, 6))))
    return rng.choice(
        (
            digits, digits, digits,
            f"C{digits}{rng.choice('XYZ')}", f"{digits}#", f"*{digits}#",
            f"{first_name(rng)}{digits}{rng.choice(('!', '', '?', '*'))}",
            f"{rng.choice(_NICKS)}{digits}",
            f"{rng.choice(_NICKS).title()}{rng.choice(_NICKS).title()}{digits[:2]}!",
        )
    )  # fmt: skip


def plate(rng: Random) -> str:
    """A number plate or the part of one that someone saw."""
    a, b = rng.choice("ABCDEFGHKLMNPRSWY"), rng.choice("ABCDEFGHJKLMNOPRSTUVWXY")
    last = "".join(rng.choice("ABCDEFGHJKLMNOPRSTUVWXYZ") for _ in "abc")
    year = rng.choice((rng.randint(2, 25), rng.randint(51, 75)))
    return rng.choice(
        (
            f"{a}{b}{year:02d} {last}",
            f"{a}{b}{year:02d}{last}",
            f"{a}{b}{year:02d}",
            f"{a}{rng.randint(1, 99)} {last}",
            f"{last}",
        )
    )


def accounts(rng: Random) -> str:
    """An account number."""
    return f"{rng.randint(10_000_000, 99_999_999)}"


def sort_code(rng: Random) -> str:
    """A sort code of the range kept for examples."""
    return f"04{rng.choice('- ')}{rng.randint(0, 99):02d}{rng.choice('- ')}{rng.randint(0, 99):02d}"


def mail(rng: Random) -> str:
    """An address at example.org."""
    return f"{handle(rng)}@example.{rng.choice(('org', 'com', 'net'))}"


_HONORS = (
    "bhai bhaiya baji apa didi paji veer ji sahib begum afa bhabi abi abla teyze amca hanim bey hoca "
    "can kak kaka xan dada abti walaal eedo jaan agha khanum ustad hajji oga sah ma sir chale ge gor "
    "de san lo"
).split()
TALK: dict[str, Callable[[Random], str]] = {
    "k": marked("PERSON", called), "kin": marked("PERSON", kin), "nick": marked("PERSON", nick), "U": marked("PERSON", lambda rng: rng.choice((first_name, clipped))(rng).upper()),
    "ab": marked("ADDRESS", abode), "bs": marked("ADDRESS", street), "hn": marked("ADDRESS", house_number),
    "hw": marked("ADDRESS", lambda rng: f"{rng.choice(('', 'number '))}{in_words(rng, 99)} {rng.choice((street, road))(rng)}"), "pcw": marked("ADDRESS", said_postcode),
    "sc": marked("SCHOOL", bare_school), "hs": marked("MEDICAL_ORG", hospital), "jb": marked("OCCUPATION", job), "ag": marked("AGE", lambda rng: str(rng.randint(11, 60))),
    "hd": marked("HANDLE", plain_handle), "se": marked("SECRET", secret), "vr": marked("CODE", plate), "vrw": marked("CODE", said_plate),
    "ph": marked("CODE", phone), "phw": marked("CODE", said_phone), "so": marked("CODE", sort_code), "ac": marked("CODE", accounts), "em": marked("CODE", mail),
    "lt": lambda rng: rng.choice("abcdefghijklmnopqrstuvwxyzABCDE"), "hon": lambda rng: rng.choice(_HONORS), "conj": lambda rng: rng.choice("i si iyo aur ve u te et y a ac wa o na le".split()),
    "tg": phrase, "tg2": phrase,
}  # fmt: skip
