"""Between what a person types and the values the steps take: dates, people, the fields of a legal basis."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date

from evidence_review.domain.basis import Basis, Notice, Request
from evidence_review.domain.enquiry import ScopePerson
from evidence_review.domain.errors import ReviewError
from evidence_review.domain.kinds import LegalBasis

type Values = Mapping[str, str | bool]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form. `sort` is text, long, date or tick."""

    name: str
    label: str
    sort: str = "text"


NOTICE_FIELDS = (
    Field("information_sought", "Information sought", "long"),
    Field("reason", "Reason it is sought", "long"),
    Field("handling", "How it will be dealt with", "long"),
    Field("refusal_told", "Told that refusing is allowed", "tick"),
    Field("no_closure_told", "Told that the enquiry does not end by refusal alone", "tick"),
    Field("confirmed_on", "Date of written confirmation", "date"),
    Field("signatory", "Signed by"),
    Field("date_of_birth", "Date of birth of the person", "date"),
    Field("lacks_capacity", "The person lacks capacity to agree", "tick"),
    Field("agreed_by", "Agreed on the person's behalf by"),
    Field("agreed_capacity", "In what capacity"),
    Field("childs_views", "The child's or person's own views", "long"),
)
REQUEST_FIELDS = (
    Field("line_of_enquiry", "Line of enquiry it serves"),
    Field("reason", "Reason for the request", "long"),
    Field("necessity", "Why it is necessary", "long"),
    Field("proportionality", "Why it is proportionate", "long"),
    Field("notice_date", "Date of notice to the person", "date"),
    Field("notice_withheld_reason", "Or why notice was withheld"),
    Field("court_leave", "Reference of the court's leave, where there is one"),
)
COUNSELLING_FIELDS = (
    Field("probative_value", "Why it is likely to have substantial probative value", "long"),
    Field("authorised_by", "Authorised by"),
    Field("authoriser_rank", "Rank of the authoriser"),
)


def fields_for(power: LegalBasis) -> tuple[Field, ...]:
    """The records that a legal basis asks for, in the order of the form."""
    match power:
        case LegalBasis.PCSCA_S37_AGREEMENT:
            return NOTICE_FIELDS
        case LegalBasis.VIR_S44A:
            return REQUEST_FIELDS
        case LegalBasis.VIR_COUNSELLING:
            return REQUEST_FIELDS + COUNSELLING_FIELDS
        case _:
            return ()


def basis_from(power: LegalBasis, note: str, values: Values) -> Basis:
    """The basis that the form's values make. ReviewError where a date cannot be read."""
    notice: dict[str, object] = {}
    request: dict[str, object] = {}
    into = notice if power is LegalBasis.PCSCA_S37_AGREEMENT else request
    for field in fields_for(power):
        written = values.get(field.name, "")
        into[field.name] = read_date(str(written), field.label) if field.sort == "date" else written
    return Basis(power, note, _made(Notice, notice), _made(Request, request))


def _made[R: (Notice, Request)](record: type[R], values: Mapping[str, object]) -> R:
    known = {field.name for field in fields(record)}
    # the fields are those of the record
    return record(**{name: value for name, value in values.items() if name in known})  # pyright: ignore[reportArgumentType]


_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_BRITISH = re.compile(r"(\d{1,2})[/. ](\d{1,2})[/. ](\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?\s+(\d{4})")


def read_date(text: str, label: str = "The date") -> date | None:
    """The day meant by 2025-03-08, 08/03/2025 or 8 March 2025; None for nothing. ReviewError for anything
    else."""
    written = " ".join(text.lower().split())
    if not written:
        return None
    try:
        if found := _ISO.fullmatch(written):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _BRITISH.fullmatch(written):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if found := _NAMED.fullmatch(written):
            return date(int(found[3]), _MONTHS.index(found[2][:3]) + 1, int(found[1]))
    except ValueError:
        pass
    raise ReviewError(f"{label} could not be read: write it as 2025-03-08 or 08/03/2025.")


def write_date(day: date | None) -> str:
    """A day as the form shows it: 2025-03-08, or nothing."""
    return day.isoformat() if day else ""


def read_people(text: str) -> tuple[ScopePerson, ...]:
    """One person a line: the name, then a colon and the identifiers with commas between."""
    people: list[ScopePerson] = []
    for line in text.splitlines():
        name, _, rest = line.partition(":")
        identifiers = tuple(word.strip() for word in re.split(r"[,;]", rest) if word.strip())
        if name.strip() or identifiers:
            people.append(ScopePerson(name.strip() or identifiers[0], identifiers))
    return tuple(people)


def write_people(people: tuple[ScopePerson, ...]) -> str:
    """People as `read_people` reads them."""
    return "\n".join(f"{p.name}: {', '.join(p.identifiers)}" if p.identifiers else p.name for p in people)


def join_people(text: str, one: ScopePerson) -> str:
    """The lines of `text` with this person on one of them; what it lacked of that name is added."""
    people = {person.name: person for person in read_people(text)}
    before = people.get(one.name, ScopePerson(one.name))
    people[one.name] = ScopePerson(one.name, tuple(dict.fromkeys((*before.identifiers, *one.identifiers))))
    return write_people(tuple(people.values()))


def join_words(text: str, word: str) -> str:
    """The entries of `text` with this one among them."""
    return ", ".join(dict.fromkeys((*read_list(text), word)))


def read_list(text: str) -> tuple[str, ...]:
    """Entries with commas or line ends between."""
    return tuple(dict.fromkeys(word.strip() for word in re.split(r"[,;\n]", text) if word.strip()))


def read_lines(text: str) -> tuple[str, ...]:
    """Entries of which each has a line of its own; a comma may stand in one."""
    return tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
