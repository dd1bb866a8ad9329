"""Commands for who is who: the people of what may be read, and the links between their identities that a
person makes by hand."""

import argparse

from evidence_review.cli.acting import acting, opened, say, whole
from evidence_review.cli.terminal import put
from evidence_review.workflow.reviewing import linking

type Given = argparse.Namespace


def people(given: Given) -> int:
    with opened(given) as session:
        found = linking.people(session)
        lines: list[str] = []
        for one in found:
            lines.append(f"{one.label}  conversations {one.conversations}  {', '.join(one.exhibits)}")
            lines += [f"  {number}  {label}" for number, label in one.identities]
            lines += [
                f"  link {link}: {first} and {other}, by {by}: {reason}"
                for link, first, other, reason, by in one.links
            ]
        return say(given, found, lines)


def link_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("one", type=whole, metavar="NUMBER", help="an identity, by its number in: people list")
    one.add_argument("other", type=whole, metavar="NUMBER", help="another identity of the same person")
    one.add_argument("--reason", required=True, help="why they are one person; 20 characters or more")


def link(given: Given) -> int:
    with opened(given) as session:
        made = linking.link_people(session, given.one, given.other, given.reason)
        return say(
            given, made, [f"Linked. They show one label now; no line covers more than before. Link {made}."]
        )


def unlink_arguments(one: argparse.ArgumentParser) -> None:
    acting(one)
    one.add_argument("link", metavar="LINK", help="the id of a link, from: people list")
    one.add_argument("--reason", required=True, help="why they are shown apart again; 20 characters or more")


def unlink(given: Given) -> int:
    with opened(given) as session:
        linking.unlink_people(session, given.link, given.reason)
        put("Taken back. The identities are shown apart again; both rows stay in the log.")
        return 0
