"""What stands in the gaps of made-up British texts: people of every origin, addresses, handles, numbers
(reference/personal_data.md 4).

A slot gives a text and the kind to learn, None for what is no personal data. Numbers are drama numbers or
reserved ones.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from random import Random

TERMS = Path(__file__).resolve().parents[1] / "resources" / "terms"


@lru_cache(maxsize=8)
def groups(name: str) -> tuple[tuple[str, ...], ...]:
    """The words of a list under each of its headings (origins), the longest heading no likelier than the
    shortest."""
    found: list[list[str]] = []
    for line in (TERMS / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            found.append([])
        else:
            found[-1].extend(word for word in line.split() if len(word) > 2)
    return tuple(tuple(group) for group in found if group)


@lru_cache(maxsize=8)
def listed(name: str) -> frozenset[str]:
    """All words of a list."""
    return frozenset(word for group in groups(name) for word in group)


def first_name(rng: Random) -> str:
    """A first name: of any origin, sometimes one that is also a word, sometimes one that nobody has yet."""
    draw = rng.random()
    if draw < 0.12:
        return blended(rng, "first_names.txt").title()
    if draw < 0.22:
        return rng.choice(
            (
                "will rose may dawn hope joy mark faith grace summer ruby ivy amber jack bill frank "
                "rich chase jade heather poppy daisy lily violet holly robin jay drew skye miles dean "
                "art gene sunny river storm angel destiny precious blessing mercy patience charity "
                "april june august autumn melody harmony pearl penny ginger olive hazel fern iris clay "
                "rob pat sue nick josh bob don ray guy lance max tony eve carol norm"
            ).split()
        ).title()
    return rng.choice(rng.choice(groups("first_names.txt"))).title()


def surname(rng: Random) -> str:
    """A surname of any origin, sometimes hyphenated, sometimes unheard of."""
    draw = rng.random()
    one = (
        blended(rng, "surnames.txt") if draw < 0.15 else rng.choice(rng.choice(groups("surnames.txt")))
    ).title()
    if draw > 0.95:
        return f"{one}-{rng.choice(rng.choice(groups('surnames.txt'))).title()}"
    if draw > 0.92:
        return rng.choice(("O'", "Mc", "Mac", "Al-", "El-", "de ", "van ")) + one
    return one


def blended(rng: Random, name: str) -> str:
    """The front of one name and the back of another of the same origin."""
    group = rng.choice(groups(name))
    front, back = rng.choice(group), rng.choice(group)
    return front[: max(2, len(front) // 2)] + back[len(back) // 2 :]


def short_name(rng: Random) -> str:
    """What friends say: a first name, a cut one, a street name."""
    draw = rng.random()
    name = first_name(rng)
    if draw < 0.72:
        return name
    if draw < 0.82:
        return name[: max(3, len(name) // 2)] + rng.choice(
            ("y", "o", "ie", "za", "zza", "s", "ers", "aldo", "ster", "")
        )
    if draw < 0.9:
        return f"{rng.choice('big little lil young fat mad old baby tall ginger skinny bare crazy'.split()).title()} {name}"
    if draw < 0.95:
        return f"{name} {rng.choice('ABCDEFGHIJKLMNOPRSTW')}"
    return rng.choice(
        (
            "Tinks Bones Smiley Spud Ghost Trigger Ziggy Biggs Smurf Tank Rudeboy Capo Moose Stretch "
            "Sparky Dutch Snowy Jinx Razor Mouse Specs Chippy Scouse Brum Paddy Taff Jock Geordie "
            "Sniper Squeak Sticks Bugsy Dizzy Tricky Nipper"
        ).split()
    )


def full_name(rng: Random) -> str:
    """First name and surname, as chats, forms and lists write them."""
    draw = rng.random()
    first, last = first_name(rng), surname(rng)
    if draw < 0.7:
        return f"{first} {last}"
    if draw < 0.8:
        return f"{first} {first_name(rng)} {last}"
    if draw < 0.88:
        return f"{first[0]}{rng.choice(('.', ''))} {last}"
    if draw < 0.94:
        return f"{first} {last.upper()}"
    return f"{last.upper()}, {first}"


def phrase(rng: Random) -> str:
    """Two to six everyday words of one language or dialect: no sentence, but what stands around names in
    chat."""
    words = rng.choice(groups("other_tongues.txt"))
    return " ".join(rng.choice(words) for _ in range(rng.randint(2, 6)))


def plain_words(rng: Random) -> str:
    """English everyday words in any order."""
    words = (
        groups("common_words.txt")[0]
        if len(groups("common_words.txt")) == 1
        else rng.choice(groups("common_words.txt"))
    )
    return " ".join(rng.choice(words) for _ in range(rng.randint(2, 6)))


def titled(rng: Random) -> str:
    """A title is no part of the name."""
    return f"{rng.choice(('Mr', 'Mrs', 'Ms', 'Miss', 'Dr', 'PC', 'DC', 'Sgt', 'Prof', 'Nurse', 'DS', 'Cllr'))} \0PERSON:{surname(rng)}\1"


_FRONT = (
    "Bram Ash Elm Thorn Hazel Wood Hill Mill Brook Clay Stan Wind Oak Whit Lang North South Black Holm "
    "Marl Heath Carr Fern Lark Fox Raven King Queen Prior Abbots Copper Farn Hart Ash Salt Corn Wheat "
    "Barley Shaw Royd Dene Cliff Burn Rush Beck Holly Ivy"
).split()
_BACK = (
    "ley ton field wood burn ham thorpe by ford ridge dale worth den stead bury well more hurst side "
    "combe wick gate mere"
).split()
_STREET = (
    "Street Street St st Road Road Rd rd Avenue Ave Lane Drive Close Crescent Court Grove Gardens "
    "Terrace Place Way Walk Square Mews View Rise Row Hill Park Green Parade Heights House"
).split()


def place_name(rng: Random) -> str:
    """A made-up English, Welsh or Scottish place, or a well-known town."""
    if rng.random() < 0.5:
        return rng.choice(_FRONT) + rng.choice(_BACK)
    return rng.choice(
        (
            "Leeds Hull Bolton Salford Luton Derby Croydon Peckham Toxteth Bootle Gateshead Byker "
            "Dudley Walsall Swansea Newport Wrexham Barry Paisley Leith Derry Bradford Keighley Oldham "
            "Rochdale Slough Reading Dover Margate Brixton Hackney Tottenham Bristol Plymouth Truro "
            "Norwich Ipswich Lincoln Grimsby York Whitby Stockton Sunderland Carlisle Preston Burnley "
            "Wigan Crewe Stoke Telford Coventry Nuneaton Leicester Northampton Bedford Cambridge "
            "Peterborough Moseley Digbeth Fallowfield Chorlton Bangor Aberystwyth Merthyr Pontypridd "
            "Llanelli Cardiff London Manchester Birmingham Liverpool Newcastle Glasgow Belfast "
            "Edinburgh"
        ).split()
    )


def road(rng: Random) -> str:
    """A road's name."""
    front = (
        rng.choice(_FRONT) + rng.choice(_BACK)
        if rng.random() < 0.7
        else rng.choice(
            (
                "Church",
                "Station",
                "Victoria",
                "High",
                "Park",
                "Albert",
                "Queens",
                "Mill",
                "St " + first_name(rng) + "'s",
                surname(rng),
                "Long",
                "New",
            )
        )
    )
    return f"{front} {rng.choice(_STREET)}"


def postcode(rng: Random) -> str:
    """A postcode's shape; the areas are real, the rest is drawn."""
    area = rng.choice(
        (
            "LS HU BL M LU DE CR SE L NE DY WS SA NP LL BT BD OL SL RG CT SW E N BS PL NR IP LN YO SR "
            "CA PR BB WN CW ST TF CV LE NN MK CB PE B CF EH G"
        ).split()
    )
    return f"{area}{rng.randint(1, 29)}{rng.choice((' ', ' ', ''))}{rng.randint(1, 9)}{''.join(rng.choice('ABDEFGHJLNPQRSTUWXYZ') for _ in 'ab')}"


def address(rng: Random) -> str:
    """A house: a flat, a number or a name, its road, and what may follow."""
    draw = rng.random()
    number = f"{rng.randint(1, 240)}{rng.choice(('', '', '', 'a', 'b', 'A'))}"
    if draw < 0.55:
        out = f"{number} {road(rng)}"
    elif draw < 0.75:
        out = (
            f"{rng.choice(('flat', 'Flat', 'apt', 'room', 'unit'))} "
            f"{rng.randint(1, 60)}{rng.choice(('', 'b', 'C'))}{rng.choice((' ', ', '))}{number} "
            f"{road(rng)}"
        )
    elif draw < 0.88:
        out = (
            f"{rng.choice('Rose Ivy Mill Holly Old Orchard Chapel Brook Lark'.split())} "
            f"{rng.choice('Cottage House Farm Lodge Villa Barn'.split())}, {road(rng)}"
        )
    else:
        out = f"{rng.choice(('no', 'No.', 'number', 'num'))} {number} {road(rng)}"
    if rng.random() < 0.35:
        out += f"{rng.choice((', ', ' '))}{place_name(rng)}"
    return out + (f"{rng.choice((', ', ' '))}{postcode(rng)}" if rng.random() < 0.3 else "")


def handle(rng: Random) -> str:
    """A user name with its own at, or bare."""
    name = re.sub(r"[^a-z]", "", first_name(rng).lower()) or "kay"
    end = rng.choice(
        (
            str(rng.randint(1, 2012)),
            rng.choice("xx xo _x ldn uk 07 97 official real v2 ttv gg".split()),
            surname(rng).lower().replace("'", "").replace(" ", ""),
            "",
        )
    )
    mid = rng.choice(("", "", "_", ".", "__"))
    front = rng.choice(("", "", "", "its", "not", "lil", "x", "mr", "the.real", "ur.girl", "big"))
    made = front + name + mid + end
    return made if len(made) > 4 else f"{made}{rng.randint(100, 999)}"


def phone(rng: Random) -> str:
    """An Ofcom drama number."""
    return f"07700{rng.choice((' ', '', '-'))}900{rng.choice((' ', '', '-'))}{rng.randint(0, 999):03d}"


def school(rng: Random) -> str:
    """A school, college or nursery."""
    kind = rng.choice(
        (
            "School",
            "High",
            "High School",
            "Academy",
            "College",
            "Primary",
            "Primary School",
            "Sixth Form",
            "Grammar",
            "Juniors",
            "Nursery",
            "Comp",
            "Secondary",
            "Girls School",
            "C of E Primary",
            "Community School",
        )
    )
    front = rng.choice((place_name, place_name, surname))(rng)
    return (
        f"St {first_name(rng)}'s" + rng.choice(("", " " + kind)) if rng.random() < 0.25 else f"{front} {kind}"
    )


def workplace(rng: Random) -> str:
    """Where someone works."""
    draw = rng.random()
    if draw < 0.3:
        return rng.choice(
            (
                "Tesco Asda Aldi Lidl Greggs Boots Primark Next Costa Starbucks Nandos Wetherspoons "
                "McDonalds KFC Subway Amazon DPD Evri Argos B&Q Halfords Morrisons Sainsburys Iceland "
                "Poundland JD Superdrug Specsavers Wickes Screwfix Deliveroo"
            ).split()
        )
    if draw < 0.6:
        return f"{surname(rng)}{rng.choice((' Motors', ' & Sons', ' Scaffolding', ' Roofing', ' Logistics', ' Bakery', ' Care Home', ' Solicitors', 's butchers', ' Cleaning', ' Plumbing', ' Hair and Beauty', ' Taxis', ' Fabrications'))}"
    return f"{rng.choice(('the ', 'The ', ''))}{place_name(rng)} {rng.choice(('Arms', 'Leisure Centre', 'Council', 'Dental', 'Care', 'Nail Bar', 'Tyres', 'Hospital', 'library', 'depot', 'Car Wash', 'Social Club', 'Hotel', 'Garden Centre', 'Cafe'))}"


def organisation(rng: Random) -> str:
    """A body that is no one's home, school or workplace here."""
    return rng.choice(
        "NHS|BBC|Barclays|HSBC|Monzo|Netflix|Spotify|Arsenal|Chelsea|Everton|Liverpool FC|Man "
        "City|Leeds United|Celtic|Rangers|the DWP|HMRC|Vodafone|EE|"
        "Sky Sports|Premier Inn|Ryanair|Royal Mail|British Gas|Citizens Advice|Shelter|Greater "
        "Manchester Police|West Yorkshire Police|the Met|"
        "Crown Prosecution Service|Labour|the Home "
        "Office|Ofsted|Santander|Lloyds|Nationwide|Instagram|Snapchat|TikTok|Uber|Just "
        "Eat|Nike|Adidas|Apple".split("|")
    )


def health(rng: Random) -> str:
    """A condition, symptom, medicine or treatment."""
    return rng.choice(
        (
            "depression|anxiety|panic attacks|type 1 "
            "diabetes|asthma|epilepsy|bipolar|ADHD|autism|PTSD|psychosis|schizophrenia|anorexia|"
            "bulimia|sertraline|fluoxetine|citalopram|mirtazapine|diazepam|methadone|insulin|ritalin|"
            "olanzapine|quetiapine|propranolol|the pill|the implant|a miscarriage|an abortion|morning "
            "sickness|pregnant|postnatal depression|chlamydia|herpes|HIV|hepatitis C|a brain "
            "injury|MS|a stroke|cancer|chemo|dialysis|dyslexia|a learning disability|self harm|self "
            "harming|an overdose|a UTI|endometriosis|PCOS|eczema|a fractured wrist|two broken "
            "ribs|concussion|sickle cell|lupus|Crohns|IBS|borderline personality disorder|OCD|hearing "
            "voices|suicidal thoughts|an eating disorder|fits|counselling|CBT|rehab|detox|alcohol "
            "dependence"
        ).split("|")
    )


def relationship(rng: Random) -> str:
    """Kin and others near, as written in several dialects."""
    return rng.choice(
        (
            "mum|mam|mom|dad|da|stepdad|stepmum|step dad|brother|sister|little sister|big "
            "brother|bro|sis|cousin|auntie|aunty|uncle|nan|nana|gran|grandad|granny|niece|nephew|"
            "husband|wife|ex|ex husband|boyfriend|girlfriend|bf|gf|missus|fella|baby daddy|baby "
            "mama|social worker|foster mum|foster carer|support worker|key worker|landlord|boss|best "
            "mate|flatmate|neighbour|son|daughter|stepson|half sister|godmother|fiance|partner|mother "
            "in law|twin|chacha|khala|nani|dadi|babcia|ciocia|wujek|mamgu|tadcu|bibi|habo"
        ).split("|")
    )


_MONTH = (
    "January February March April May June July August September October November December Jan Feb Mar "
    "Apr Aug Sept Oct Nov Dec"
).split()


def date(rng: Random) -> str:
    """A date as people write them."""
    day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1945, 2016)
    name = rng.choice(_MONTH)
    return rng.choice(
        (
            f"{day:02d}/{month:02d}/{year}",
            f"{day}/{month}/{year % 100:02d}",
            f"{day}.{month}.{year}",
            f"{day} {name} {year}",
            f"{day}th {name} {year}",
            f"{day}-{month:02d}-{year % 100:02d}",
            f"{year}-{month:02d}-{day:02d}",
            f"{day}th of {name} {year % 100:02d}",
        )
    )


def number(rng: Random) -> str:
    """A number that names one person, account, vehicle or file."""
    digits = "".join(str(rng.randint(0, 9)) for _ in range(16))
    return rng.choice(
        (
            digits[:10],
            f"{digits[:3]} {digits[3:6]} {digits[6:10]}",
            f"QQ{digits[:6]}C",
            f"{digits[:2]}-{digits[2:4]}-{digits[4:6]}",
            digits[:8],
            f"A{digits[:7]}",
            f"AB{digits[0]}{digits[1]} XYZ",
            f"{digits[:15]}",
        )
    )


def marked(kind: str, fill: Callable[[Random], str]) -> Callable[[Random], str]:
    """A filler whose text is marked with its kind."""
    return lambda rng: f"\0{kind}:{fill(rng)}\1"


SLOTS: dict[str, Callable[[Random], str]] = {
    "p": marked("PERSON", short_name), "f": marked("PERSON", first_name), "n": marked("PERSON", full_name), "t": titled, "sn": marked("PERSON", surname),
    "a": marked("ADDRESS", address), "r": marked("ADDRESS", road), "pc": marked("ADDRESS", postcode),
    "h": marked("HANDLE", handle), "at": marked("HANDLE", lambda rng: "@" + handle(rng)), "s": marked("SCHOOL", school), "w": marked("WORKPLACE", workplace),
    "hl": marked("HEALTH", health), "rel": marked("RELATIONSHIP", relationship), "dob": marked("DATE_OF_BIRTH", date), "loc": marked("LOC", place_name),
    "org": marked("ORG", organisation), "ph": marked("CODE", phone), "no": marked("CODE", number), "d": marked("DATETIME", date),
    "say": phrase, "en": plain_words,
    "num": lambda rng: str(rng.randint(2, 60)), "money": lambda rng: f"£{rng.choice((5, 10, 20, 40, 55, 120, 300))}", "time": lambda rng: f"{rng.randint(1, 12)}{rng.choice(('', ':30', '.15'))}{rng.choice(('pm', 'am', '', ' ish'))}",
}  # fmt: skip
