"""Acts on disclosure in words for the record sheet; acts of one minute with the same words are one row."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from evidence_review.domain.disclosure import (
    Assessed,
    DefenceAnswer,
    DefenceSort,
    RequestSort,
    SensitivityView,
)
from evidence_review.domain.kinds import DisclosureCode
from evidence_review.store.disclosure.acts import DisclosureAct

CODES = {
    DisclosureCode.DISCLOSE: "D, disclosed by copy",
    DisclosureCode.INSPECT: "I, open to inspection",
    DisclosureCode.CLEARLY_NOT_DISCLOSABLE: "CND, clearly not disclosable",
    DisclosureCode.NOT_DISCLOSABLE: "ND, not disclosable",
    DisclosureCode.EVIDENCE: "relied on as evidence",
    DisclosureCode.TO_BE_ASSESSED: "to be assessed",
    DisclosureCode.PII_WITHHELD: "withheld by order of the court",
}
ASSESSMENTS = {
    Assessed.PASSES: "passes the disclosure test",
    Assessed.DOES_NOT_PASS: "does not pass the disclosure test",
    Assessed.EVIDENCE: "evidence",
    Assessed.NO_LONGER_RELEVANT: "no longer relevant",
}
VIEWS = {
    SensitivityView.PENDING: "not yet decided",
    SensitivityView.AGREED: "agreed",
    SensitivityView.DISPUTED: "disputed",
}
REQUESTS = {
    RequestSort.DESCRIPTION: "for a better description",
    RequestSort.MATERIAL: "for the material",
    RequestSort.SENSITIVITY: "why it is called sensitive",
}
DOCUMENTS = {
    DefenceSort.DEFENCE_STATEMENT: "defence statement",
    DefenceSort.UPDATED_STATEMENT: "updated defence statement",
    DefenceSort.SECTION_8: "application under section 8",
    DefenceSort.REQUEST: "request",
}
ANSWERS = {
    DefenceAnswer.DISCLOSED: "further material was disclosed",
    DefenceAnswer.NOTHING_FURTHER: "nothing further to disclose",
    DefenceAnswer.REFUSED: "refused",
    DefenceAnswer.COURT_ORDERED: "ordered by the court",
    DefenceAnswer.COURT_REFUSED: "refused by the court",
}


def sentence(act: DisclosureAct, items: str) -> str:
    """What was done, about these items."""
    return _SENTENCES[act.act](act, items)


def day_of(iso: str) -> str:
    """A day as papers print it."""
    return date.fromisoformat(iso).strftime("%d.%m.%Y")


def _assessed(act: DisclosureAct, items: str) -> str:
    limbs = " and ".join(act.more.lower().split())
    about = f" ({limbs}; issue {act.number})" if limbs else ""
    return f"assessed {items}: {ASSESSMENTS[Assessed(act.value)]}{about}"


def _viewed(act: DisclosureAct, _: str) -> str:
    further = "; an application to the court is needed" if act.more else ""
    return f"on the claim S{act.number}: {VIEWS[SensitivityView(act.value)]}{further}"


_SENTENCES: Mapping[str, Callable[[DisclosureAct, str], str]] = {
    "coded": lambda act, items: f"coded {items}: {CODES[DisclosureCode(act.value)]}",
    "assessed": _assessed,
    "settled": lambda _, items: f"settled a difference between code and police assessment on {items}",
    "claimed": lambda act, _: f"claimed S{act.number} sensitive: {act.value.replace('_', ' ').lower()}",
    "viewed": _viewed,
    "took back": lambda act, _: f"took back the claim S{act.number}",
    "asked": lambda act, items: (
        f"request {act.number} to the police {REQUESTS[RequestSort(act.value)]}: {items}"
    ),
    "answered": lambda act, _: f"answered request {act.number} of the prosecutor",
    "served": lambda act, _: (
        f"recorded defence document {act.number} ({DOCUMENTS[DefenceSort(act.value)]}), served on "
        f"{day_of(act.more)}"
    ),
    "replied": lambda act, _: (
        f"answered defence document {act.number} on {day_of(act.more)}: {ANSWERS[DefenceAnswer(act.value)]}"
    ),
    "kept": lambda _, items: f"looked again at {items}: the decision stands",
    "produced": lambda act, _: f"produced a bundle for {act.more}",
}


def gathered(
    acts: Iterable[DisclosureAct], minute: Callable[[str], str]
) -> Sequence[tuple[DisclosureAct, str]]:
    """Acts that differ by their item alone, within a minute, as one, with their items by exhibit: "MZ/1 items 265,
    266; GP/1 item 1005"."""
    found: dict[tuple[object, ...], list[DisclosureAct]] = {}
    for at, act in enumerate(acts):
        alone = () if act.item else (at,)  # what is about no item is an act of its own
        key = (minute(act.at), act.by, act.act, act.number, act.value, act.more, act.words, alone)
        found.setdefault(key, []).append(act)
    return [(same[0], _items(same)) for same in found.values()]


def _items(acts: Sequence[DisclosureAct]) -> str:
    by_exhibit: dict[str, list[int]] = {}
    for act in sorted((one for one in acts if one.item), key=lambda one: one.item):
        by_exhibit.setdefault(act.exhibit, []).append(int(act.item))
    return "; ".join(
        f"{exhibit} item{'s' if len(found) > 1 else ''} {', '.join(map(str, found))}"
        for exhibit, found in by_exhibit.items()
    )
