"""Commands for lines of enquiry and what they leave outside."""

import argparse
from pathlib import Path

from evidence_review.cli.acting import acting, opened, say, whole
from evidence_review.cli.terminal import put
from evidence_review.domain.enquiry import cautions
from evidence_review.domain.kinds import (
    LineState,
)
from evidence_review.workflow.enquiring import enquiring, known_limits

type Given = argparse.Namespace


def lines_add_arguments(one: argparse.ArgumentParser) -> None:
    acting(one)
    one.add_argument("file", type=Path, metavar="TOML")


def lines_add(given: Given) -> int:
    lines = enquiring.lines_from_toml(given.file)
    with opened(given) as session:
        for line in lines:
            stored = enquiring.propose_line(session, line)
            put(f"Line {stored.number}, version {stored.version}, is proposed: {stored.title}")
            for term in stored.terms:
                put(
                    f"  {term.kind} “{term.text}”" + (f": also {', '.join(term.forms)}" if term.forms else "")
                )
            for caution in cautions(stored):
                put(f"  {caution.sentence()}")
    return 0


def line_arguments(one: argparse.ArgumentParser) -> None:
    acting(one)
    one.add_argument("number", type=whole, metavar="N", nargs="+")
    one.add_argument("--reason", default="")


def lines_approve(given: Given) -> int:
    with opened(given) as session:
        for number in given.number:
            line = enquiring.approve_line(session, number)
            effect = enquiring.scope_effect(session, line)
            put(
                (
                    f"Line {line.number}, version {line.version}, is approved. It covers "
                    f"{effect.in_scope} of {effect.held} items held."
                )
            )
            for caution in cautions(line):
                put(f"  {caution.sentence()}")
    return 0


def lines_refuse(given: Given) -> int:
    with opened(given) as session:
        for number in given.number:
            enquiring.refuse_line(session, number, given.reason)
    return 0


def lines_list(given: Given) -> int:
    with opened(given) as session:
        found = enquiring.list_lines(session)
        out: list[str] = []
        for one in found:
            line = one.line
            out.append(f"{line.number} v{line.version} {line.state} {line.points}  {line.title}")
            if line.state is LineState.APPROVED:
                out.append(
                    (
                        f"   in scope {one.in_scope}, unscreened {one.unscreened}, held {one.held}, "
                        f"flagged {one.flagged} (must review {one.must_review}), decided "
                        f"{one.decided}, relevant {one.relevant}"
                    )
                )
            if one.missing and line.state is LineState.PROPOSED:
                out.append(f"   still missing: {'; '.join(one.missing)}")
        return say(given, found, out)


def lines_known(given: Given) -> int:
    with opened(given) as session:
        found = known_limits.known_limits(session)
        people = [f"{one.name}: {', '.join(one.identifiers)}".rstrip(": ") for one in found.people]
        exhibits = [f"{one.ref}  {one.attributed_to}".rstrip() for one in found.exhibits]
        return say(given, found, [*people, *exhibits])


def privilege_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("name", nargs="+", metavar="NAME", help="a solicitor, firm or domain")


def privilege(given: Given) -> int:
    with opened(given) as session:
        found = enquiring.agree_privilege_names(session, tuple(given.name))
        return say(given, found, found)


def outside(given: Given) -> int:
    with opened(given) as session:
        found = enquiring.outside(session)
        return say(given, found, [f"{one.exhibit}  {one.kind}  {one.count}  {one.why}" for one in found])
