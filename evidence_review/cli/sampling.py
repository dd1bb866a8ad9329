"""Commands for samples of what is unread: price, propose, authorise, draw, read, result, list, verify; and
what is unsure."""

import argparse
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path

from evidence_review.cli.acting import acting, choice, opened, say, shown, tag_argument, whole
from evidence_review.cli.reviews import view_lines
from evidence_review.domain.errors import ReviewError
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import Relevance, Tag
from evidence_review.domain.samples import PlanId, SampleKind
from evidence_review.domain.tags import TAG_WORDS
from evidence_review.workflow.case.sample_views import SamplePrices, SampleStatus
from evidence_review.workflow.finding import known_items
from evidence_review.workflow.sampling import pricing, registering, sample_reading, sampling

type Given = argparse.Namespace


def _share(word: str) -> Fraction:
    try:
        found = Fraction(Decimal(word.strip()))
    except (InvalidOperation, ValueError):
        raise argparse.ArgumentTypeError("a share from 0 to 1, such as 0.90") from None
    if not 0 <= found <= 1:
        raise argparse.ArgumentTypeError("a share from 0 to 1, such as 0.90")
    return found


def plan_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("plan", metavar="PLAN", help="such as SP-0001, from: sample list")


def _looking(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("--line", type=whole, required=True, metavar="N")
    tag_argument(one, "of what carries a tag alone")
    one.add_argument("--single", action="store_true", help="one look only, which may spend the whole 5 %%")
    one.add_argument(
        "--error",
        type=_share,
        default=Fraction(0),
        metavar="SHARE",
        help="assumed chance that a reader passes over a relevant item",
    )


def price_arguments(one: argparse.ArgumentParser) -> None:
    _looking(one)
    one.add_argument("--second", metavar="PLAN", help="a second reading that measured the error")


def price(given: Given) -> int:
    with opened(given) as session:
        second = PlanId(given.second) if given.second else None
        found = pricing.sample_prices(
            session, given.line, single=given.single, error=given.error, second=second, tag=given.tag
        )
        return say(given, found, price_lines(found))


def price_lines(found: SamplePrices) -> list[str]:
    """The table of prices in lines."""
    lines = [
        (
            f"line {found.line}: {found.size:,} in scope with text, {found.read:,} decided, "
            f"{found.found:,} found, {found.left:,} unread; {found.without_text:,} without text are "
            f"not covered"
        ),
        found.ready,
        f"look {found.look} may spend {found.alpha} of the 5 %; reader's error {found.error}",
    ]
    for one in found.prices:
        if one.sample is None:
            lines.append(f"  recall ≥ {one.target}: no sample of this pool can state it")
        else:
            hit = f"; one hit: {one.one}" if one.one else ""
            lines.append(
                (
                    f"  recall ≥ {one.target}: read {one.sample:,} ({one.share:.0%} of the unread); no "
                    f"hit: {one.none}{hit}"
                )
            )
    for size in found.fixed:
        recall = f"recall ≥ {size.recall}, " if size.recall else ""
        lines.append(
            (
                f"  read {size.sample:,}: {recall}at most {size.missed:,} missed, {size.per_thousand} "
                f"per 1,000 (no hit)"
            )
        )
    return lines + ([found.few] if found.few else []) + [f"first: {one}" for one in found.waits]


def try_arguments(one: argparse.ArgumentParser) -> None:
    _looking(one)
    one.add_argument("--sample", type=whole, required=True, metavar="M")
    one.add_argument("--runs", type=whole, default=200)


def try_(given: Given) -> int:
    with opened(given) as session:
        found = pricing.try_sample(
            session,
            given.line,
            given.sample,
            single=given.single,
            error=given.error,
            runs=given.runs,
            tag=given.tag,
        )
        return say(given, found, [found.sentence])


def propose_arguments(one: argparse.ArgumentParser) -> None:
    price_arguments(one)
    one.add_argument("--reason", required=True, help="why this sample is read")
    one.add_argument("--recall", type=_share, metavar="SHARE", help="the recall to be stated, such as 0.90")
    one.add_argument(
        "--sample",
        type=whole,
        default=0,
        metavar="M",
        help="how many to read; the smallest that states the recall without it",
    )
    one.add_argument(
        "--again",
        type=whole,
        default=0,
        metavar="M",
        help="a second reading: how many decided as not relevant",
    )
    one.add_argument(
        "--again-relevant",
        type=whole,
        default=0,
        metavar="M",
        help="a second reading: how many decided as relevant",
    )


def propose(given: Given) -> int:
    is_second = bool(given.again or given.again_relevant)
    kind = (
        SampleKind.SECOND if is_second else SampleKind.ELUSION if given.recall is None else SampleKind.RECALL
    )
    if kind is SampleKind.ELUSION and not given.sample:
        raise ReviewError("Say what recall is to be stated with --recall, or how many to read with --sample.")
    with opened(given) as session:
        made = sampling.propose_sample(
            session,
            given.line,
            given.reason,
            kind=kind,
            target=given.recall,
            sample=given.again if is_second else given.sample,
            also=given.again_relevant,
            single=given.single,
            error=given.error,
            second=PlanId(given.second) if given.second else None,
            tag=given.tag,
        )
        return say(
            given, made.record, [*status_lines(made), "It is drawn after another person has authorised it."]
        )


def status_lines(made: SampleStatus) -> list[str]:
    """A plan in lines."""
    plan = made.plan
    head = (
        f"{plan.id}  line {plan.number} v{plan.version}  "
        f"{str(plan.kind).lower()}{f' of what {TAG_WORDS[plan.carries]}' if plan.carries else ''}  "
        f"{str(made.state).lower()}  {made.read:,} of {made.size:,} read  {made.hits:,} hits"
    )
    lines = [head, *(f"  {hits}: {words}" for hits, words in plan.foretold if not made.result)]
    if made.result:
        lines += [f"  {made.result.sentence}", *(f"  {row}" for row in made.result.rows)]
    return lines + ([f"  VOID: {made.void}. What is said above no longer holds."] if made.void else [])


def authorise(given: Given) -> int:
    with opened(given) as session:
        made = sampling.authorise_sample(session, PlanId(given.plan))
        return say(given, made.record, [f"{made.plan.id} is authorised. Draw it with: sample draw"])


def refuse_arguments(one: argparse.ArgumentParser) -> None:
    plan_arguments(one)
    one.add_argument("--reason", required=True)


def refuse(given: Given) -> int:
    with opened(given) as session:
        made = sampling.refuse_sample(session, PlanId(given.plan), given.reason)
        return say(given, made.record, [f"{made.plan.id} is refused."])


def draw(given: Given) -> int:
    with opened(given) as session:
        made = sampling.draw_sample(session, PlanId(given.plan))
        seed = made.draw.seed if made.draw else ""
        return say(
            given,
            made.record,
            [f"{made.size:,} items are drawn by seed {seed}. Read them one by one with: sample read"],
        )


def read_arguments(one: argparse.ArgumentParser) -> None:
    plan_arguments(one)
    one.add_argument(
        "--item", type=whole, metavar="ID", help="with --value: the item shown before, to record its reading"
    )
    one.add_argument(
        "--value", type=choice(Relevance, list(Relevance)), metavar="VALUE", help=", ".join(Relevance)
    )
    said = f"with --value RELEVANT, may be given more than once: {', '.join(Tag)}"
    one.add_argument(
        "--tag", type=choice(Tag, list(Tag)), action="append", default=[], metavar="TAG", help=said
    )
    one.add_argument("--context", action="store_true", help="with --item: show its neighbours; logged")
    one.add_argument("--reason", default="")


def read(given: Given) -> int:
    plan = PlanId(given.plan)
    with opened(given) as session:
        if given.item and given.context:
            views = sample_reading.around_sampled(session, plan, ItemId(given.item))
            return say(given, views, [line for view in views for line in view_lines(view)])
        if given.item and given.value:
            made = sample_reading.read_sampled(
                session, plan, ItemId(given.item), given.value, given.reason, tagged=given.tag
            )
            return say(
                given,
                made.record,
                [f"{made.read:,} of {made.size:,} read, {made.hits:,} hits, {made.unsure:,} unsure."],
            )
        found = sample_reading.next_sampled(session, plan)
        if found is None:
            return say(
                given,
                None,
                ["Nothing of this sample is left for you to read. State its result with: sample result"],
            )
        return say(
            given, found, [f"{found.place:,} of {found.of:,}, drawn at random", *view_lines(found.view)]
        )


def result_arguments(one: argparse.ArgumentParser) -> None:
    plan_arguments(one)
    one.add_argument("--action", default="", help="what is to follow, in your words")
    one.add_argument(
        "--known",
        action="store_true",
        help="rank each known item again with its own decision withheld, and say where they stood",
    )


def result(given: Given) -> int:
    with opened(given) as session:
        known = (
            shown(
                known_items.known_ranks(session, registering.of(session, PlanId(given.plan))[0].number)
            ).sentence()
            if given.known
            else ""
        )
        made = sampling.state_sample(session, PlanId(given.plan), given.action, known)
        return say(given, made.record, status_lines(made))


def list_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("--line", type=whole, default=0, metavar="N")


def list_(given: Given) -> int:
    with opened(given) as session:
        found = sampling.list_samples(session, given.line)
        return say(
            given, [one.record for one in found], [line for one in found for line in status_lines(one)]
        )


def verify_arguments(one: argparse.ArgumentParser) -> None:
    plan_arguments(one)
    one.add_argument(
        "--record",
        type=Path,
        metavar="FILE.json",
        help="write the record that anyone can check with draws.py",
    )


def verify(given: Given) -> int:
    with opened(given) as session:
        found = pricing.verify_sample(session, PlanId(given.plan), given.record)
        lines = [f"not as recorded: {one}" for one in found] or [
            "The draw was redone: the seed follows from the log, the items from the seed."
        ]
        return say(given, list(found), lines) or bool(found)


def unsure(given: Given) -> int:
    with opened(given) as session:
        found = pricing.second_queue(session)
        lines = [
            (
                f"line {one.line}  item {one.item}  unsure by {one.by}, "
                f"{one.at}{'' if one.is_yours else '  (another person settles it)'}"
            )
            for one in found
        ]
        return say(given, found, lines)
