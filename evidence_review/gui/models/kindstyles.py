"""Families of personal data as the window tells them apart: a colour, a letter and a name each; how sure a
finding is by its line."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from evidence_review.domain.kinds import RedactionType, Tier
from evidence_review.domain.suggestions import Finding
from evidence_review.gui.models.look import Look


@dataclass(frozen=True, slots=True)
class Family:
    """Kinds of finding that are shown alike. `place` is the place of its colour in `Look.kinds`."""

    place: int
    letter: str
    words: str


PEOPLE = Family(0, "P", "people")
CONTACT = Family(1, "C", "contact details")
PLACES = Family(2, "A", "addresses and places")
BIRTH = Family(3, "B", "birth and age")
NUMBERS = Family(4, "I", "official numbers")
MONEY = Family(5, "M", "bank details")
VEHICLES = Family(6, "V", "vehicles and devices")
OTHER = Family(7, "O", "other personal data")
FAMILIES = (PEOPLE, CONTACT, PLACES, BIRTH, NUMBERS, MONEY, VEHICLES, OTHER)
_KINDS = {
    PEOPLE: "PERSON TITLE RELATIONSHIP OCCUPATION",
    CONTACT: "PHONE_NUMBER EMAIL_ADDRESS HANDLE URL IP_ADDRESS",
    PLACES: (
        "ADDRESS UK_POSTCODE POSTCODE_PART LOCATION SCHOOL WORKPLACE MEDICAL_ORG GPS WHAT3WORDS "
        "OS_GRID PLUS_CODE UPRN"
    ),
    BIRTH: "DATE_OF_BIRTH AGE",
    NUMBERS: "UK_NHS UK_NINO UK_UTR UK_PASSPORT UK_DRIVING_LICENCE UPN ULN IMMIGRATION_REF HOSPITAL_NUMBER "
    "STAFF_ID SOCIAL_CARE_REF "
    "PNC_ID CRO_NUMBER ARREST_SUMMONS PRISON_NUMBER PROBATION_CRN CASE_REF CODE",
    MONEY: "UK_SORT_CODE UK_BANK_ACCOUNT IBAN_CODE BIC CREDIT_CARD CRYPTO",
    VEHICLES: "UK_VEHICLE_REGISTRATION VIN IMEI IMSI ICCID MAC_ADDRESS DEVICE_ID",
}
_FAMILY = {kind: family for family, kinds in _KINDS.items() for kind in kinds.split()}
_BY_TYPE = {
    RedactionType.NAMED_INDIVIDUAL: PEOPLE,
    RedactionType.TITLE: PEOPLE,
    RedactionType.RELATIONSHIP: PEOPLE,
    RedactionType.OCCUPATION: PEOPLE,
    RedactionType.PHONE_NUMBER: CONTACT,
    RedactionType.EMAIL_ADDRESS: CONTACT,
    RedactionType.ADDRESS: PLACES,
    RedactionType.LOCATION: PLACES,
}
UNDERLINE = {Tier.CERTAIN: "solid", Tier.LIKELY: "dash", Tier.POSSIBLE: "dot"}
LINE_WORDS = "Solid line: certain. Dashed: likely. Dotted: possible, never taken up by itself."


def family_of(kind: str, cps: RedactionType | None = None) -> Family:
    """The family of a kind of finding; of an unknown kind by its CPS type."""
    return _FAMILY.get(kind) or (_BY_TYPE.get(cps, OTHER) if cps else OTHER)


def colour_of(family: Family, look: Look) -> str:
    """The colour of a family, as #rrggbb."""
    return look.kinds[family.place]


def key_of_kinds(kinds: Iterable[str]) -> tuple[tuple[Family, int], ...]:
    """The families among these kinds, each with how many, in one order."""
    found = Counter(family_of(kind) for kind in kinds)
    return tuple((family, found[family]) for family in FAMILIES if found[family])


def in_order(findings: tuple[Finding, ...]) -> list[tuple[int, Finding]]:
    """Findings with their place in the item's list, the surest first, then by where they stand."""
    sure = (Tier.CERTAIN, Tier.LIKELY, Tier.POSSIBLE)
    return sorted(enumerate(findings), key=lambda pair: (sure.index(pair[1].tier), pair[1].start))
