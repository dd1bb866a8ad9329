"""Commands of what is decided for each accused: assessments, sensitivity, requests to the police."""

import argparse
from datetime import date

from evidence_review.cli.acting import acting, choice, opened, say, whole
from evidence_review.domain.disclosure import (
    Assessed,
    Limb,
    Presumption,
    PublicInterest,
    RequestSort,
    SensitivityView,
)
from evidence_review.domain.ids import ItemId
from evidence_review.workflow.deciding import asking_police, assessing, claiming_sensitivity, standing_items

type Given = argparse.Namespace


def day(words: str) -> date:
    """A day as 2026-01-31."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise argparse.ArgumentTypeError("write a day as 2026-01-31") from None


def accused_argument(one: argparse.ArgumentParser, *, required: bool = True) -> None:
    """--accused NAME, of the record of the case."""
    words = "as entered with: case accused" + ("" if required else "; without it, all")
    one.add_argument("--accused", required=required, default="", metavar="NAME", help=words)


def lower(value: str) -> str:
    """A value of a closed set as words."""
    return value.replace("_", " ").lower()


def assess_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument(
        "value", type=choice(Assessed, list(Assessed)), metavar="VALUE", help=", ".join(Assessed)
    )
    one.add_argument(
        "item",
        type=whole,
        nargs="+",
        metavar="ITEM",
        help="several are assessed in combination, as one group",
    )
    accused_argument(one)
    one.add_argument("--reason", required=True)
    one.add_argument(
        "--limb",
        type=choice(Limb, list(Limb)),
        action="append",
        default=[],
        metavar="LIMB",
        help=", ".join(Limb),
    )
    one.add_argument(
        "--issue", type=whole, default=0, metavar="N", help="the issue of the case that it goes to"
    )
    one.add_argument(
        "--presumed",
        type=choice(Presumption, list(Presumption)),
        metavar="CATEGORY",
        help=", ".join(Presumption),
    )
    one.add_argument("--exception", default="", help="what takes it out of the presumption")


def assess(given: Given) -> int:
    with opened(given) as session:
        made = assessing.assess(
            session,
            [ItemId(one) for one in given.item],
            given.accused,
            given.value,
            given.reason,
            given.limb,
            given.issue,
            given.presumed,
            given.exception,
        )
        return say(given, made, [f"item {one.item}: {lower(one.value)}" for one in made])


def assessments_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    accused_argument(one, required=False)
    one.add_argument("--item", type=whole, metavar="ITEM", help="every assessment of it, earlier ones too")


def assessments(given: Given) -> int:
    with opened(given) as session:
        found = (
            assessing.assessment_history(session, ItemId(given.item))
            if given.item
            else assessing.assessments_of(session, given.accused)
        )
        rows = [
            f"item {one.item}: {lower(one.value)}"
            + (f", {' and '.join(map(lower, one.limbs))}, issue {one.issue}" if one.limbs else "")
            + (f", presumed ({lower(one.presumption)})" if one.presumption else "")
            + f": {one.reason}"
            for one in found
        ]
        return say(given, found, rows or ["Nothing was assessed yet."])


def standing_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    accused_argument(one)


def standing(given: Given) -> int:
    with opened(given) as session:
        found = standing_items.standing_items(session, given.accused)
        rows = [
            f"item {one.item}, {lower(one.facts.kind)}, {one.facts.exhibit}: "
            f"police {lower(one.assessment.value) if one.assessment else 'not assessed'}; "
            f"prosecutor {lower(one.code)}{'; they differ' if one.difference else ''}"
            f"{f'; sensitive S{one.claim}' if one.claim else ''}"
            for one in found
        ]
        return say(given, found, rows or ["Nothing stands as relevant to an approved line yet."])


def differences_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    accused_argument(one, required=False)


def differences(given: Given) -> int:
    with opened(given) as session:
        found = assessing.differences(session, given.accused)
        rows = [
            f"item {one.item}: police {lower(one.police)} ({one.police_reason}); code {lower(one.prosecutor)} "
            f"({one.reason}); {f'settled: {one.settled}' if one.settled else 'not settled'}"
            for one in found
        ]
        return say(given, found, rows or ["No code goes against a police assessment."])


def settle_arguments(one: argparse.ArgumentParser) -> None:
    acting(one)
    one.add_argument("item", type=whole, metavar="ITEM")
    accused_argument(one)
    one.add_argument("--words", required=True, help="why the code stands")


def settle(given: Given) -> int:
    with opened(given) as session:
        assessing.settle_difference(session, ItemId(given.item), given.accused, given.words)
    return 0


def sensitive_claim_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("item", type=whole, metavar="ITEM")
    one.add_argument(
        "--interest",
        required=True,
        type=choice(PublicInterest, list(PublicInterest)),
        metavar="INTEREST",
        help=f"the important public interest: {', '.join(PublicInterest)}. Privacy alone is none.",
    )
    one.add_argument("--reason", required=True)


def sensitive_claim(given: Given) -> int:
    with opened(given) as session:
        made = claiming_sensitivity.claim_sensitive(session, ItemId(given.item), given.interest, given.reason)
        return say(given, made, [f"S{made.number}: item {made.item}. It is on nothing that is served."])


def sensitive_view_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("number", type=_claim, metavar="NUMBER", help="as S1")
    one.add_argument(
        "view",
        type=choice(SensitivityView, [SensitivityView.AGREED, SensitivityView.DISPUTED]),
        metavar="VIEW",
        help="AGREED, DISPUTED",
    )
    one.add_argument("--reason", required=True)
    one.add_argument("--application", action="store_true", help="a court is to be asked")


def _claim(words: str) -> int:
    return whole(words.upper().removeprefix("S"))


def sensitive_view(given: Given) -> int:
    with opened(given) as session:
        made = claiming_sensitivity.view_sensitivity(
            session, given.number, given.view, given.reason, given.application
        )
        return say(given, made, [f"S{made.number}: {lower(made.view)}"])


def sensitive_end_arguments(one: argparse.ArgumentParser) -> None:
    acting(one)
    one.add_argument("number", type=_claim, metavar="NUMBER", help="as S1")
    one.add_argument("--reason", required=True)


def sensitive_end(given: Given) -> int:
    with opened(given) as session:
        claiming_sensitivity.end_sensitivity(session, given.number, given.reason)
    return 0


def sensitive_list(given: Given) -> int:
    with opened(given) as session:
        found = claiming_sensitivity.sensitive_claims(session)
        rows = [
            f"S{one.number}: item {one.item}, {lower(one.interest)}, prosecutor: {lower(one.view)}"
            + (", application to court" if one.application else "")
            for one in found
        ]
        return say(given, found, rows or ["Nothing is claimed to be sensitive."])


def request_ask_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument(
        "sort", type=choice(RequestSort, list(RequestSort)), metavar="SORT", help=", ".join(RequestSort)
    )
    one.add_argument("item", type=whole, metavar="ITEM")
    one.add_argument("--words", required=True, help="what is asked for")
    one.add_argument("--due", type=day, metavar="DAY", help="by when: 2026-01-31")


def request_ask(given: Given) -> int:
    with opened(given) as session:
        made = asking_police.ask_police(session, given.sort, ItemId(given.item), given.words, given.due)
        return say(given, made, [f"request {made.number}: {lower(made.sort)}, item {made.item}"])


def request_answer_arguments(one: argparse.ArgumentParser) -> None:
    acting(one)
    one.add_argument("number", type=whole, metavar="N")
    one.add_argument("--words", required=True, help="what was done")


def request_answer(given: Given) -> int:
    with opened(given) as session:
        asking_police.answer_request(session, given.number, given.words)
    return 0


def request_list(given: Given) -> int:
    with opened(given) as session:
        found = asking_police.requests_to_police(session)
        rows = [
            f"request {one.number}: {lower(one.sort)}, item {one.item}"
            + (f", by {one.due:%d.%m.%Y}" if one.due else "")
            + f": {one.words} {f'Answer: {one.answer}' if one.answer else '(open)'}"
            for one in found
        ]
        return say(given, found, rows or ["Nothing was asked of the police."])
