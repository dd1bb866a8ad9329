"""Commands that mark by search over everything that goes out, all of an item but the passages that stay, or
areas of its page."""

import argparse
import sys
from collections.abc import Sequence

from evidence_review.cli.acting import acting, choice, item_arguments, line_of, opened, say, shown, whole
from evidence_review.cli.terminal import put
from evidence_review.domain.decisions import Redaction
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import Purpose, RedactionType
from evidence_review.workflow.case.marking_views import Place
from evidence_review.workflow.case.redaction_options import area_from
from evidence_review.workflow.personal import seeking
from evidence_review.workflow.redacting import covering, extracting, narrowing

type Given = argparse.Namespace


# the option's own name
def why_arguments(one: argparse.ArgumentParser, type: RedactionType, purpose: Purpose) -> None:  # noqa: A002
    """Type, purpose and note of a mark; the two given are the defaults."""
    kinds = choice(RedactionType, list(RedactionType))
    one.add_argument("--type", type=kinds, default=type, metavar="TYPE", help=", ".join(RedactionType))
    one.add_argument(
        "--purpose",
        type=choice(Purpose, list(Purpose)),
        default=purpose,
        metavar="PURPOSE",
        help=", ".join(Purpose),
    )
    one.add_argument("--reason", default="", help="a note on the mark; needed with the type Other")


def search_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument(
        "words",
        metavar="WORDS",
        help="a word, phrase or number; in straight double quotes no word of a name is looked for alone",
    )


def search(given: Given) -> int:
    with opened(given) as session:
        found = shown(seeking.search_to_mark(session, given.words))
        told = [
            (
                f"{len(found.places)} places in {found.searched} items that go out; "
                f"{found.without_text} of them have no text to search."
            )
        ]
        told += [
            f"“{word}” is an ordinary word too, so it was not looked for alone; search for it by itself."
            for word in found.not_alone
        ]
        return say(given, found, [*map(_place_line, found.places), *told])


def _place_line(one: Place) -> str:
    around = " ".join(f"{one.before[-40:]}[{one.words}]{one.after[:40]}".split())
    said = "  ".join(filter(None, (one.state, "one word of the name" if one.is_part else "")))
    return f"{one.key}  …{around}…  {said}".rstrip()


def places_arguments(one: argparse.ArgumentParser) -> None:
    search_arguments(one)
    one.add_argument(
        "--place",
        action="append",
        default=[],
        metavar="PLACE",
        help="one place, from: mark search; may be repeated",
    )
    one.add_argument("--all", action="store_true", help="every place that can be marked (needs --attest)")
    one.add_argument("--attest", action="store_true", help=f"states: {seeking.EVERY_PLACE}")
    one.add_argument(
        "--seconds",
        type=whole,
        default=0,
        metavar="N",
        help="for how many seconds the places were read; recorded",
    )
    why_arguments(one, RedactionType.NAMED_INDIVIDUAL, Purpose.PRIVACY)


def places(given: Given) -> int:
    if given.all == bool(given.place):
        put("Say which places: --place PLACE, once for each, or --all --attest.", file=sys.stderr)
        return 1
    chosen = None if given.all else given.place
    with opened(given) as session:
        made = seeking.mark_sought(
            session,
            given.words,
            chosen,
            given.type,
            given.purpose,
            given.reason,
            attested=given.attest,
            seconds=given.seconds,
        )
        return say(given, made, _made_lines(made))


def _made_lines(made: Sequence[Redaction]) -> list[str]:
    return [
        f"{len(made)} marks made.",
        *(f"  item {one.item} {one.start}-{one.end} {one.type} {one.token}" for one in made),
    ]


def only_arguments(one: argparse.ArgumentParser) -> None:
    item_arguments(one)
    one.add_argument(
        "--span",
        type=whole,
        nargs=2,
        action="append",
        default=[],
        metavar=("START", "END"),
        help="a passage that stays; may be repeated",
    )
    one.add_argument("--show", action="store_true", help="only show what it would leave; nothing is marked")
    why_arguments(one, RedactionType.OTHER, Purpose.OUT_OF_SCOPE)


def only(given: Given) -> int:
    passages = [(start, end) for start, end in given.span]
    with opened(given) as session:
        number, item = line_of(session, given), ItemId(given.item)
        if given.show:
            found = narrowing.narrow(session, number, item, passages)
            return say(given, found, [found.after, *found.notes, f"{len(found.rest)} marks would be made."])
        made = narrowing.keep_only(session, number, item, passages, given.type, given.purpose, given.reason)
        return say(given, made, _made_lines(made))


def whole_arguments(one: argparse.ArgumentParser) -> None:
    item_arguments(one)
    one.add_argument("--reason", required=True, help="why no extract will do; 20 characters or more")


def whole_page(given: Given) -> int:
    with opened(given) as session:
        extracting.give_whole(session, line_of(session, given), ItemId(given.item), given.reason)
    return 0


def area_arguments(one: argparse.ArgumentParser) -> None:
    item_arguments(one)
    one.add_argument(
        "--area",
        action="append",
        required=True,
        metavar="L,T,R,B",
        help="an area of its page in per cent of it, as 10,20,60,30; may be repeated",
    )
    why_arguments(one, RedactionType.OTHER, Purpose.PRIVACY)


def area(given: Given) -> int:
    boxes = [area_from(f"1:{one}").box for one in given.area]
    with opened(given) as session:
        made = covering.cover_areas(
            session,
            line_of(session, given),
            ItemId(given.item),
            boxes,
            given.type,
            given.purpose,
            given.reason,
        )
        return say(
            given,
            made,
            [
                f"{len(made)} areas marked.",
                *(f"  {one.token} {area_words(one.area)}" for one in made if one.area),
            ],
        )


def area_words(box: tuple[float, float, float, float]) -> str:
    """An area in per cent, as it is given."""
    return ",".join(f"{100 * side:g}" for side in box)
