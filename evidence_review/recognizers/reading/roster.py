"""The people of a case and every way to write them; or, where no roster is given, the people its own headers
name.

reference/personal_data.md 3.5: the largest single gain there is.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evidence_review.domain.kinds import Tier
from evidence_review.domain.people import person_key
from evidence_review.recognizers.reading.matching import Alias, Code
from evidence_review.recognizers.reading.rule import digits
from evidence_review.recognizers.reading.word_lists import (
    common_words,
    first_names,
    key,
    listed,
    name_words,
    nicknames,
    surnames,
)


@dataclass(frozen=True, slots=True)
class RosterPerson:
    """One person: `key` is the case's own, `names` every known name, `identifiers` numbers, addresses and
    handles, `label` where from."""

    key: str
    names: tuple[str, ...]
    identifiers: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """The people of a case."""

    people: tuple[RosterPerson, ...] = ()


_WORDS = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
_MEANINGLESS = listed(
    (
        "mr mrs ms miss mx dr prof sir dame pc dc ds di the of and unknown me you contact group admin "
        "info sales support team office no reply noreply mailer daemon"
    )
)
_GENERIC = listed(
    (
        "mum mam mom dad da ma nan nana nanny gran grandad grandma grandpa granny auntie aunty uncle "
        "bro sis babe hun home work taxi landlord boss"
    )
)
_EMAIL = re.compile(r"[\w.%+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")


def aliases(roster: Roster) -> list[Alias]:
    """Every way to write each person's names."""
    return [alias for person in roster.people for alias in _person_aliases(person)]


def codes(roster: Roster) -> list[Code]:
    """Every identifier of each person in the spellings it is looked for."""
    return [
        code for person in roster.people for written in person.identifiers for code in _codes(person, written)
    ]


def _person_aliases(person: RosterPerson) -> Iterator[Alias]:
    reason = f"a person of this case{f' ({person.label})' if person.label else ''}"
    for name in person.names:
        parts = _parts_of(name)
        if parts and not all(part.isdigit() for part in parts):
            yield from name_aliases(parts, person.key, reason, "roster", Tier.CERTAIN)
    for written in person.identifiers:
        for parts in _local_parts(written):
            yield from name_aliases(
                parts, person.key, f"{reason}, from an address", "roster", Tier.LIKELY, short=False
            )


def _parts_of(name: str) -> tuple[str, ...]:
    """The words of a name that mean anything."""
    parts = (key(word.replace("’", "'")) for word in _WORDS.findall(name))
    return tuple(part for part in parts if part not in _MEANINGLESS)


def _local_parts(written: str) -> Iterator[tuple[str, ...]]:
    """The words of an e-mail address or handle that may be a name."""
    local = written.split("@", maxsplit=1)[0] if "@" in written[1:] else written.lstrip("@")
    parts = tuple(part for part in re.split(r"[._\-\d+]+", key(local)) if len(part) > 1)
    if (len(parts) >= 2 and (parts[0] in first_names() or parts[-1] in surnames())) or (
        len(parts) == 1 and parts[0] in first_names() | surnames()
    ):
        yield parts


def name_aliases(
    parts: tuple[str, ...],
    person: str | None,
    reason: str,
    source: str,
    tier: Tier,
    *,
    short: bool = True,
    capital: bool = False,
) -> Iterator[Alias]:
    """Full, reversed, first with initial, first, last, and the nicknames of the first name."""

    def alias(words: tuple[str, ...], level: Tier = tier) -> Alias:
        plain = len(words) == 1 and _is_plain(words[0])
        fuzzy = len(words) == 1 and len(words[0]) >= 6 and not plain
        return Alias(
            words,
            person,
            reason,
            source,
            level,
            cue=plain,
            capital=capital or (plain and words[0] in _GENERIC),
            fuzzy=fuzzy,
        )

    yield alias(parts)
    if len(parts) == 1:
        yield from (alias((nick,), Tier.LIKELY) for nick in sorted(nicknames().get(parts[0], ())) if short)
        return
    first, last = parts[0], parts[-1]
    yield alias((first, last))
    yield alias((last, first))
    yield alias((*parts[-1:], *parts[:-1]))
    yield alias((first, last[0]))
    yield alias((first[0], last))
    if len(first) > 1 and first not in _GENERIC:
        yield alias((first,))
    if len(last) > 2:
        yield alias((last,))
    if len(first) > 1 and len(last) > 2:
        yield alias((f"{first}{last}",), Tier.LIKELY)
    for nick in sorted(nicknames().get(first, ())) if short else ():
        yield alias((nick,), Tier.LIKELY)
        yield alias((nick, last))
        yield alias((last, nick))


def _is_plain(word: str) -> bool:
    """Whether a word names somebody only where it stands as names do."""
    return word in name_words() or word in common_words() or word in _GENERIC or len(word) < 3


def _codes(person: RosterPerson, written: str) -> Iterator[Code]:
    reason = f"an identifier of a person of this case{f' ({person.label})' if person.label else ''}"
    kind = kind_of(written)
    for squeezed in spellings(written, kind):
        yield Code(squeezed, kind, person.key, reason, "roster", Tier.CERTAIN)


def kind_of(written: str) -> str:
    """The kind an identifier is by its look."""
    if "@" in written[1:]:
        return "PHONE_NUMBER" if re.match(r"\d{8,}@", written) else "EMAIL_ADDRESS"
    if re.fullmatch(r"\+?[\d\s().-]{6,24}", written):
        return "PHONE_NUMBER"
    return "HANDLE"


def spellings(written: str, kind: str) -> list[str]:
    """The letters and digits by which a value is found; a telephone number in each of its prefixes."""
    if kind == "PHONE_NUMBER":
        return _phone_spellings(digits(person_key(written)) or digits(written))
    squeezed = "".join(c for c in key(written) if c.isalnum())
    return (
        [squeezed]
        if len(squeezed) >= 4 or (len(squeezed) >= 3 and any(c.isdigit() for c in squeezed))
        else []
    )


def _phone_spellings(number: str) -> list[str]:
    if number.startswith("44") and len(number) > 10:
        national = number[2:].removeprefix("0")
        return [*(f"{prefix}{national}" for prefix in ("0", "44", "0044", "440", "00440")), national]
    return [number, f"00{number}"] if len(number) >= 6 else []


# ---- the people that a text names in its own headers ----

_HEADER = re.compile(
    (
        r"^[>\s]{0,4}(?:x ?- ?)?(?:from|to|cc|bcc|sender|sent by|reply[ -]to|attendees|organi[sz]er|"
        r"participants|members|between)\s?:[ \t]?(?P<v>.+)$"
    ),
    re.IGNORECASE | re.MULTILINE,
)
_LABEL = re.compile(
    r"^[>\s*-]{0,4}(?:full name|name|names|patient(?: name)?|pupil(?: name)?|student(?: name)?|"
    r"child|client|tenant|landlord|caller|informant|detained person|detainee|complainant|"
    r"account holder|customer|applicant|mother|father|parent|guardian|carer|next of kin|gp|doctor|"
    r"consultant|surname|forenames?|first name|last name|alias|aka|aged person|nok|name of "
    r"\w+)\s?[:=][ \t]?(?P<v>[^\n,;(|]{2,60})",
    re.IGNORECASE | re.MULTILINE,
)
_CHAT = re.compile(
    (
        r"^\[?(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?[ ])?\d{1,2}:\d{2}(?::\d{2})?(?:[ "
        r"]?[ap]\.?m\.?)?\]?(?:[ ]-)?[ ](?P<v>[^:\n]{2,40}):[ ]"
    ),
    re.MULTILINE | re.IGNORECASE,
)
_SPEAKER = re.compile(r"^(?P<v>[A-Z][\w'’.-]{1,20}(?: [A-Z][\w'’.-]{0,20}){0,2}):[ ](?=\S)", re.MULTILINE)
_ANGLE = re.compile(r"[\"']?(?P<n>[^<>\"\n;]{2,60}?)[\"']?\s?[<\[](?P<a>[^<>\[\]\s]{3,80})[>\]]")
_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,4}")


@dataclass(frozen=True, slots=True)
class Named:
    """A name or address in a header: its place in the text and whom it belongs to."""

    start: int
    end: int
    name: str
    address: str = ""


def named_in_headers(text: str) -> list[Named]:
    """Everyone named by From, To and Cc lines, "Name:" labels and the prefixes of chat lines."""
    found: list[Named] = []
    if ":" not in text:
        return found
    for match in _HEADER.finditer(text):
        found.extend(_addressees(match["v"], match.start("v")))
    for pattern in (_LABEL, _CHAT):
        for match in pattern.finditer(text):
            found.extend(_plain_name(match["v"], match.start("v")))
    speakers = [match for match in _SPEAKER.finditer(text) if not _worded(match["v"])]
    if len(speakers) >= 2:
        for match in speakers:
            found.extend(_plain_name(match["v"], match.start("v")))
    return found


def _worded(name: str) -> bool:
    """Whether it is a label such as “Plan:” or “Next steps:” and no name."""
    words = [key(word) for word in _WORDS.findall(name)]
    return (
        not words
        or words[0] in _NUMBERS
        or (words[0] not in first_names() and any(word in common_words() for word in words))
        or words[0] not in first_names() | surnames()
    )


def _plain_name(written: str, at: int) -> Iterator[Named]:
    match = _NAME.match(written.strip(" *_"))
    if not match:
        return
    name = match.group().rstrip(" .,-")
    start = written.find(name)
    words = [key(word) for word in _WORDS.findall(name)]
    if name[0].islower() and words and words[0] in common_words():
        return  # “Caller: my number's …”
    if start >= 0 and any(map(_says_who, words)):
        yield Named(at + start, at + start + len(name), name)


def _says_who(word: str) -> bool:
    return word not in common_words() and word not in _MEANINGLESS


# Words that an office, list or firm is called by, and hardly anybody with a first name of ours.
_BODIES = listed(
    "unit office team department dept school primary academy college university ltd limited llp "
    "plc inc corp company group support sales desk council service services lettings "
    "solicitors association club church trust nhs hospital surgery centre center committee board "
    "trustees admin reception helpdesk staff everyone recipients newsletter alerts "
    "notifications bank schedulers operations repairs accounts billing payroll dl digest list"
)
_NUMBERS = listed(
    "tel fax mob mobile phone email web direct office home cell"
)  # labels before a number under a letter


def _body(name: str) -> bool:
    """Whether it is the name of an office or a list: “CCTV Unit”, “DL-Gas Schedulers”."""
    words = [key(word) for word in _WORDS.findall(name)]
    return any(word in _BODIES for word in words) and not any(
        word in first_names() - name_words() - _BODIES for word in words
    )


def _addressees(written: str, at: int) -> Iterator[Named]:
    taken = [match.span() for match in _ANGLE.finditer(written)]
    yield from _before_addresses(written, at)
    for match in _EMAIL.finditer(written):
        if not _is_in(taken, match.start()):
            yield Named(at + match.start(), at + match.end(), "", match.group())
    for place, part in _parts(written):
        # “Ann Lee / Sales / Firm@Firm”: what is behind a stroke is no name
        name = part.split("/")[0].strip(" '\"")
        start = place + part.find(name)
        if name and not _is_in(taken, start) and "@" not in name and "<" not in name and _person_like(name):
            yield Named(at + start, at + start + len(name), name)


def _before_addresses(written: str, at: int) -> Iterator[Named]:
    """Those whose addresses stand in angles behind their names."""
    for match in _ANGLE.finditer(written):
        name = match["n"].strip(" ,'\"").partition(" (")[0]
        start = written.find(name, match.start("n"))
        if name and start >= 0 and _NAME.match(name) and not _body(name):
            yield Named(at + start, at + start + len(name), name, match["a"])


def _is_in(spans: Iterable[tuple[int, int]], place: int) -> bool:
    return any(start <= place < end for start, end in spans)


def _person_like(name: str) -> bool:
    words = [key(word) for word in _WORDS.findall(name)]
    known = any(word in first_names() or word in surnames() for word in words)
    return (
        1 <= len(words) <= 5
        and not _body(name)
        and (known or (len(words) > 1 and not any(word in common_words() for word in words)))
        and not any(c in name for c in ":/=")
    )


def _parts(written: str) -> Iterator[tuple[int, str]]:
    """The names of a list: by semicolons; else by commas, joined in pairs where they read "Surname,
    Forename"."""
    mark = ";" if ";" in written else ","
    at, pieces = 0, []
    for piece in written.split(mark):
        pieces.append((at, piece))
        at += len(piece) + 1
    if mark == ";":
        yield from pieces
        return
    step = 0
    while step < len(pieces):
        start, piece = pieces[step]
        pair = pieces[step + 1][1] if step + 1 < len(pieces) else ""
        if pair and _single(piece) and _begins_forename(pair):
            yield start, f"{piece},{pair}"
            step += 2
        else:
            yield start, piece
            step += 1


def _begins_forename(piece: str) -> bool:
    words = piece.split()
    return "@" not in piece and "<" not in piece and key(words[0] if words else "") in first_names()


def _single(piece: str) -> bool:
    return (
        "@" not in piece
        and "<" not in piece
        and 1 <= len(piece.split()) <= 2
        and key(piece.rsplit(maxsplit=1)[-1]) not in first_names() - surnames()
    )


def people_of(named: Iterable[Named]) -> Roster:
    """A roster of the people that headers name."""
    people: dict[str, RosterPerson] = {}
    entries = list(named)
    firms = {label for entry in entries for label in entry.address.lower().partition("@")[2].split(".")}
    for entry in entries:
        name = _forward(entry.name)
        if name and firms.intersection(key(name).split()):
            continue
        own = key(name) or next(
            (" ".join(parts) for parts in _local_parts(entry.address)), entry.address.lower()
        )
        known = people.get(own)
        addresses = (*(known.identifiers if known else ()), *((entry.address,) if entry.address else ()))
        people[own] = RosterPerson(
            f"header:{own}",
            (name,) if name else (known.names if known else ()),
            tuple(dict.fromkeys(addresses)),
            "a header names them",
        )
    return Roster(tuple(people.values()))


def _forward(name: str) -> str:
    """Turn “Surname, Forename” round."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() else name
