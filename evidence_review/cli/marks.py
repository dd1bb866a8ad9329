"""Commands that mark by search over everything that goes out."""

import argparse
import sys

from evidence_review.cli.acting import acting, choice, opened, say, shown
from evidence_review.domain.kinds import Purpose, RedactionType
from evidence_review.workflow import seeking
from evidence_review.workflow.marking_views import Place

type Given = argparse.Namespace


def why_arguments(one: argparse.ArgumentParser, type: RedactionType, purpose: Purpose) -> None:  # noqa: A002 # the option's own name
    """Type, purpose and note of a mark; the two given are the defaults."""
    kinds = choice(RedactionType, list(RedactionType))
    one.add_argument("--type", type=kinds, default=type, metavar="TYPE", help=", ".join(RedactionType))
    one.add_argument("--purpose", type=choice(Purpose, list(Purpose)), default=purpose, metavar="PURPOSE", help=", ".join(Purpose))
    one.add_argument("--reason", default="", help="a note on the mark; needed with the type Other")


def search_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument(
        "words", metavar="WORDS", help="a word, phrase or number; in straight double quotes no word of a name is looked for alone"
    )


def search(given: Given) -> int:
    with opened(given) as session:
        found = shown(seeking.search_to_mark(session, given.words))
        told = [f"{len(found.places)} places in {found.searched} items that go out; {found.without_text} of them have no text to search."]
        told += [f"“{word}” is an ordinary word too, so it was not looked for alone; search for it by itself." for word in found.not_alone]
        return say(given, found, [*map(_place_line, found.places), *told])


def _place_line(one: Place) -> str:
    around = " ".join(f"{one.before[-40:]}[{one.words}]{one.after[:40]}".split())
    said = "  ".join(filter(None, (one.state, "one word of the name" if one.is_part else "")))
    return f"{one.key}  …{around}…  {said}".rstrip()


def places_arguments(one: argparse.ArgumentParser) -> None:
    search_arguments(one)
    one.add_argument("--place", action="append", default=[], metavar="PLACE", help="one place, from: mark search; may be repeated")
    one.add_argument("--all", action="store_true", help="every place that can be marked (needs --attest)")
    one.add_argument("--attest", action="store_true", help=f"states: {seeking.EVERY_PLACE}")
    one.add_argument("--seconds", type=int, default=0, metavar="N", help="for how many seconds the places were read; recorded")
    why_arguments(one, RedactionType.NAMED_INDIVIDUAL, Purpose.PRIVACY)


def places(given: Given) -> int:
    if given.all == bool(given.place):
        print("Say which places: --place PLACE, once for each, or --all --attest.", file=sys.stderr)
        return 1
    chosen = None if given.all else given.place
    with opened(given) as session:
        made = seeking.mark_sought(
            session, given.words, chosen, given.type, given.purpose, given.reason, attested=given.attest, seconds=given.seconds
        )
        return say(
            given, made, [f"{len(made)} marks made.", *(f"  item {one.item} {one.start}-{one.end} {one.type} {one.token}" for one in made)]
        )
