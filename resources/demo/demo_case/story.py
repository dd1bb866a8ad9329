"""Who is in the story, and which conversations lie in which file. All invented; drama numbers only.

To add a person, add a `Person`; to add a conversation, add a `Thread` and, if it matters, items in
`planted.txt`.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

FIRST = datetime(2025, 2, 1, 6, 0, tzinfo=UTC)
LAST = datetime(2025, 5, 31, 22, 30, tzinfo=UTC)
LUKE_LEFT = datetime(2025, 3, 9, 12, 0, tzinfo=UTC)  # he leaves the quiz group
NIGHT = (
    datetime(2025, 3, 8, 19, 30, tzinfo=UTC),
    datetime(2025, 3, 9, 17, 0, tzinfo=UTC),
)  # no small talk on the complainant's phone
BEFORE = datetime(
    2025, 3, 8, 15, 0, tzinfo=UTC
)  # the two chat until the afternoon of the day; then every message matters
SUMMER = datetime(2025, 3, 30, 1, 0, tzinfo=UTC)  # British Summer Time begins; the story ends before it does

MARTA, LUKE = "marta", "luke"
PHONE, GROUP, SMS, UFDR = "whatsapp", "group", "sms", "ufdr"


def london(utc: datetime) -> datetime:
    """The London wall clock for an instant of the story, without tzinfo."""
    return (utc + timedelta(hours=1 if utc >= SUMMER else 0)).replace(tzinfo=None)


def from_london(local: datetime) -> datetime:
    """The instant behind a London wall clock reading of the story."""
    utc = local.replace(tzinfo=UTC)
    return utc - timedelta(hours=1) if utc - timedelta(hours=1) >= SUMMER else utc


@dataclass(frozen=True, slots=True)
class Style:
    """How a person types: chances of each habit, and the words and signs she adds."""

    lower: float = 0.6
    bare: float = 0.5  # drops apostrophes
    short: float = 0.3  # u, tmrw, dont know -> dunno
    typo: float = 0.03
    emoji: tuple[str, ...] = ("😂", "🙈", "❤️")
    signs: float = 0.15
    tails: tuple[str, ...] = ()
    spice: float = 0.0


@dataclass(frozen=True, slots=True)
class Person:
    """Someone in the story: full name, number, way of typing, and how each phone has saved her."""

    key: str
    name: str
    number: str
    style: Style
    on_marta: str = ""
    on_luke: str = ""


@dataclass(frozen=True, slots=True)
class Thread:
    """One conversation: its people (phone's owner first), file, registers, and share of the noise."""

    name: str
    where: str
    people: tuple[str, ...]
    registers: tuple[str, ...]
    weight: float
    title: str = ""
    app: str = "WhatsApp"
    until: datetime = LAST


_CHATTY = Style(0.75, 0.6, 0.4, 0.04, ("😂", "😭", "🙈", "💀", "🥲", "✨"), 0.2)
_LAD = Style(0.85, 0.85, 0.5, 0.05, ("😂", "🍺", "👍", "⚽", "💀"), 0.12, ("mate", "lad", "pal"), 0.1)

PEOPLE = {
    person.key: person
    for person in (
        Person(
            MARTA,
            "Marta Zielińska",
            "07700900101",
            Style(0.7, 0.5, 0.3, 0.03, ("😂", "🌱", "😅", "🙃", "🥰"), 0.18),
            "Marta Z",
            "M 🌻",
        ),
        Person(
            LUKE,
            "Luke Hanmer",
            "07700900142",
            Style(0.8, 0.7, 0.45, 0.04, ("😂", "👀", "😏", "👍", "⚽"), 0.14),
            "Luke H",
            "Luke Hanmer",
        ),
        Person(
            "saima",
            "Saima Akhtar",
            "07700900163",
            Style(
                0.8,
                0.6,
                0.4,
                0.04,
                ("😂", "😭", "💕", "🫶", "🙄"),
                0.25,
                ("yaar", "acha", "na", "inshallah", "chalo"),
                0.12,
            ),
            "Saima 🌸",
        ),
        Person(
            "kasia",
            "Katarzyna Nowicka",
            "07700900187",
            Style(
                0.5, 0.3, 0.2, 0.03, ("😂", "😘", "🙄", "❤️"), 0.2, ("no", "serio", "kochana", "dobra"), 0.14
            ),
            "Kasia siostra",
        ),
        Person(
            "mama",
            "Bożena Zielińska",
            "07700900119",
            Style(0.1, 0.0, 0.05, 0.02, ("❤️", "😘", "🌷"), 0.25, ("całuję", "córeczko"), 0.12),
            "Mama",
        ),
        Person(
            "carys",
            "Carys Llewellyn",
            "07700900176",
            Style(
                0.6,
                0.5,
                0.2,
                0.03,
                ("😂", "🏴", "🙌", "💃"),
                0.2,
                ("iawn", "diolch", "cariad", "ych a fi"),
                0.12,
            ),
            "Carys quiz",
        ),
        Person("beth", "Beth Oyelaran", "07700900155", _CHATTY, "Beth gym"),
        Person(
            "helen",
            "Helen Prosser",
            "07700900131",
            Style(0.05, 0.0, 0.0, 0.01, ("👍", "🙂"), 0.06),
            "Helen (work)",
        ),
        Person("dannyb", "Danny Bevan", "07700900214", _LAD, "Danny B work"),
        Person(
            "penhale", "Rowena Penhale", "07700900233", Style(0.0, 0.0, 0.0, 0.0, (), 0.0), "R Penhale - sols"
        ),
        Person("dannyo", "Daniel Okoro", "07700900208", _LAD, "", "Big D 🚐"),
        Person("gaz", "Gareth Whitlow", "07700900271", _LAD, "", "Gaz"),
        Person(
            "imran",
            "Imran Qureshi",
            "07700900283",
            Style(0.8, 0.7, 0.4, 0.03, ("😂", "🤝", "🏏"), 0.12, ("bro", "yaar", "bhai"), 0.14),
            "",
            "Imran Q",
        ),
        Person("tommo", "Thomas Birtles", "07700900295", _LAD, "", "Tommo"),
        Person(
            "mam",
            "Gwen Hanmer",
            "07700900259",
            Style(0.1, 0.1, 0.05, 0.02, ("x", "❤️"), 0.3, ("cariad", "bach", "nos da"), 0.1),
            "",
            "Mam",
        ),
        Person(
            "neil", "Neil Sowerby", "07700900262", Style(0.2, 0.2, 0.05, 0.02, ("👍",), 0.05), "", "Neil boss"
        ),
        Person("jess", "Jess Northop", "07700900318", _CHATTY, "", "jess_northop"),
        Person(
            "adeyemi", "Tunde Adeyemi", "07700900247", Style(0.0, 0.0, 0.0, 0.0, (), 0.0), "", "Mr Adeyemi"
        ),
        Person("nocaller", "Unknown", "07700900377", _LAD, "dont answer", "Gaz 2"),
        Person("services", "Services", "07700900390", Style(0.0, 0.0, 0.0, 0.0, (), 0.0), "null", "null"),
    )
}

THREADS = (
    Thread("luke", PHONE, (MARTA, LUKE), ("pair", "shared"), 17, "Luke H", until=BEFORE),
    Thread("saima", PHONE, (MARTA, "saima"), ("friends", "shared"), 16, "Saima 🌸"),
    Thread("kasia", PHONE, (MARTA, "kasia"), ("family", "shared"), 13, "Kasia siostra"),
    Thread("mama", PHONE, (MARTA, "mama"), ("family",), 4, "Mama"),
    Thread("helen", PHONE, (MARTA, "helen"), ("work",), 4, "Helen (work)"),
    Thread("penhale", PHONE, (MARTA, "penhale"), (), 0, "R Penhale - sols"),
    Thread(
        "quiz",
        GROUP,
        (MARTA, "saima", "beth", "carys", LUKE, "dannyb"),
        ("friends", "shared", "work"),
        10,
        "Thursday quiz crew 🧠",
    ),
    Thread("dannyb", SMS, (MARTA, "dannyb"), ("work", "shared"), 2),
    Thread("beth", SMS, (MARTA, "beth"), ("friends", "shared"), 3),
    Thread("lukesms", SMS, (MARTA, LUKE), (), 0),
    Thread("nocaller", SMS, (MARTA, "nocaller"), (), 0),
    Thread("services", SMS, (MARTA, "services"), ("services",), 2),
    Thread("bigd", UFDR, (LUKE, "dannyo"), ("lads", "shared"), 9),
    Thread("fives", UFDR, (LUKE, "gaz", "imran", "tommo", "dannyo"), ("lads", "shared"), 9, "Five a side 🍺"),
    Thread("mam", UFDR, (LUKE, "mam"), ("mam",), 3),
    Thread("adeyemi", UFDR, (LUKE, "adeyemi"), (), 0),
    Thread("jess", UFDR, (LUKE, "jess"), ("friends", "shared"), 3, app="Instagram"),
    Thread("neil", UFDR, (LUKE, "neil"), ("work",), 2, app="SMS"),
)

_EXTRA_FIRST = (
    "Aoife",
    "Bilal",
    "Ceri",
    "Dafydd",
    "Ewa",
    "Farah",
    "Gethin",
    "Hania",
    "Idris",
    "Jola",
    "Kwame",
    "Leah",
)
_EXTRA_LAST = (
    "Abbot",
    "Banaszak",
    "Clough",
    "Driscoll",
    "Edge",
    "Farooqi",
    "Garside",
    "Hulme",
    "Iddon",
    "Jarosz",
    "Khalid",
)
PER_EXTRA = 4000  # a larger phone has more conversations, not only longer ones


def extra_threads(messages: int) -> tuple[tuple[Thread, Person], ...]:
    """More conversations for a larger case, one other person each, by turns on the two phones."""
    return tuple(_extra(number) for number in range(max(0, (messages - 8000) // (10 * PER_EXTRA))))


def _extra(number: int) -> tuple[Thread, Person]:
    first, last = (
        _EXTRA_FIRST[number % len(_EXTRA_FIRST)],
        _EXTRA_LAST[number // len(_EXTRA_FIRST) % len(_EXTRA_LAST)],
    )
    key, saved = f"extra{number}", f"{first} {last[0]}{number or ''}"
    where, owner = ((PHONE, MARTA), (UFDR, LUKE))[number % 2]
    registers = (("friends", "shared"), ("lads", "shared"))[number % 2]
    person = Person(
        key, f"{first} {last}", f"07700 900{400 + number % 600}", (_CHATTY, _LAD)[number % 2], saved, saved
    )
    return Thread(key, where, (owner, key), registers, 0, saved), person
