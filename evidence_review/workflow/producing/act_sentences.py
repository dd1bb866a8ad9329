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
from evidence_review.workflow.auditing.act_words import (
    ANSWERS,
    ASSESSMENTS,
    CODES,
    DOCUMENTS,
    REQUESTS,
    VIEWS,
    phrase,
)


def sentence(act: DisclosureAct, items: str) -> str:
    """What was done, about these items."""
    logged, more = _LOGGED[act.act]
    number = f"S{act.number}" if act.act in _CLAIMS else str(act.number)
    return phrase(logged, {"what": items, "number": number, **more(act)})


def day_of(iso: str) -> str:
    """A day as papers print it."""
    return date.fromisoformat(iso).strftime("%d.%m.%Y")


def _assessed(act: DisclosureAct) -> dict[str, str]:
    limbs = " and ".join(act.more.lower().split())
    about = f" ({limbs}; issue {act.number})" if limbs else ""
    return {"assessed": ASSESSMENTS[Assessed(act.value)], "about": about}


def _viewed(act: DisclosureAct) -> dict[str, str]:
    further = "; an application to the court is needed" if act.more else ""
    return {"view": VIEWS[SensitivityView(act.value)], "further": further}


def _served(act: DisclosureAct) -> dict[str, str]:
    return {"document": DOCUMENTS[DefenceSort(act.value)], "served": f", served on {day_of(act.more)}"}


def _replied(act: DisclosureAct) -> dict[str, str]:
    return {"answered": ANSWERS[DefenceAnswer(act.value)], "on_day": f" on {day_of(act.more)}"}


_LOGGED: Mapping[str, tuple[str, Callable[[DisclosureAct], dict[str, str]]]] = {
    "coded": ("endorse", lambda act: {"code": CODES[DisclosureCode(act.value)]}),
    "assessed": ("assess for disclosure", _assessed),
    "settled": ("settle difference", lambda _: {}),
    "claimed": ("claim sensitivity", lambda act: {"interest": f": {act.value.replace('_', ' ').lower()}"}),
    "viewed": ("view sensitivity", _viewed),
    "took back": ("end sensitivity", lambda _: {}),
    "asked": ("ask the police", lambda act: {"request": REQUESTS[RequestSort(act.value)]}),
    "answered": ("answer prosecutor", lambda _: {}),
    "served": ("record defence document", _served),
    "replied": ("answer defence", _replied),
    "kept": ("keep decision after review", lambda _: {}),
    "produced": ("produce bundle", lambda act: {"for_whom": f" for {act.more}"}),
}
"""Each act by its name in the log, which has the words, and what only this sheet says of it."""
_CLAIMS = ("claimed", "viewed", "took back")


def gathered(
    acts: Iterable[DisclosureAct], minute: Callable[[str], str]
) -> Sequence[tuple[DisclosureAct, str]]:
    """Acts that differ by their item alone, within a minute, as one, with their items by exhibit: "MZ/1 items 265,
    266; GP/1 item 1005". What is about no item, such as a bundle, is an act of its own, and no row reaches over it."""
    found: dict[tuple[object, ...], list[DisclosureAct]] = {}
    alone = 0
    for act in acts:
        alone += not act.item
        key = (minute(act.at), act.by, act.act, act.number, act.value, act.more, act.words, alone)
        found.setdefault(key, []).append(act)
        alone += not act.item
    return [(same[0], _items(same)) for same in found.values()]


def _items(acts: Sequence[DisclosureAct]) -> str:
    by_exhibit: dict[str, list[int]] = {}
    for act in sorted((one for one in acts if one.item), key=lambda one: one.item):
        by_exhibit.setdefault(act.exhibit, []).append(int(act.item))
    return "; ".join(
        f"{exhibit} item{'s' if len(found) > 1 else ''} {', '.join(map(str, found))}"
        for exhibit, found in by_exhibit.items()
    )
