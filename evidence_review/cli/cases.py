"""Commands that make a case and enrol its users."""

import argparse
import os
from pathlib import Path

from evidence_review.cli.acting import (
    NEW_PASSPHRASE_VARIABLE,
    PASSPHRASE_VARIABLE,
    USER_VARIABLE,
    acting,
    choice,
    new_passphrase,
    opened,
    passphrase,
    plain,
    say,
)
from evidence_review.cli.terminal import put
from evidence_review.domain.errors import ReviewError
from evidence_review.domain.kinds import CasePart, Role
from evidence_review.domain.people import CasePerson
from evidence_review.workflow.case import entering_people, opening

type Given = argparse.Namespace


def case_new_arguments(one: argparse.ArgumentParser) -> None:
    acting(one)
    one.add_argument("--urn", required=True)
    one.add_argument("--name", default="", help="an operation name, never a complainant's")


def case_new(given: Given) -> int:
    admin = given.user or os.environ.get(USER_VARIABLE) or "admin"
    if (given.case / "case.db").exists():
        raise ReviewError("There is a case in this folder already. Choose another folder, or open that case.")
    session = opening.create_case(
        given.case,
        given.urn,
        given.name,
        admin,
        passphrase(given.passphrase_file, PASSPHRASE_VARIABLE, f"Passphrase for {admin}: "),
    )
    opening.close(session)
    put(f"The case is made. {admin} is its administrator and adds the others with: user add")
    return 0


def summary(given: Given) -> int:
    with opened(given) as session:
        found = opening.summary(session)
        return say(
            given, found, [f"{name.replace('_', ' ')}: {value}" for name, value in plain(found).items()]
        )


def user_add_arguments(one: argparse.ArgumentParser) -> None:
    one.add_argument("case", type=Path, metavar="CASE", help="the case folder")
    one.add_argument("name", metavar="NAME")
    one.add_argument(
        "--role", required=True, type=choice(Role, list(Role)), metavar="ROLE", help=", ".join(Role)
    )
    one.add_argument("--user", metavar="NAME", help="the administrator who acts")
    one.add_argument("--passphrase-file", type=Path, metavar="FILE", help="the administrator's")
    one.add_argument(
        "--new-passphrase-file",
        type=Path,
        metavar="FILE",
        help=f"the new user's (or ${NEW_PASSPHRASE_VARIABLE}, or a prompt)",
    )


def user_add(given: Given) -> int:
    if not given.user:
        admins = [name for name, role in opening.peek(given.case).users if role is Role.ADMIN]
        given.user = admins[0] if len(admins) == 1 else None
    with opened(given) as session:
        user = opening.add_user(session, given.name, given.role, new_passphrase(given, given.name))
    put(f"{user.name} is enrolled as {user.role} with key {user.public_key}.")
    return 0


def user_list(given: Given) -> int:
    with opened(given) as session:
        found = opening.list_users(session)
        return say(given, found, [f"{user.name}  {user.role}  {user.public_key}" for user in found])


def user_passphrase_arguments(one: argparse.ArgumentParser) -> None:
    acting(one)
    one.add_argument("--new-passphrase-file", type=Path, metavar="FILE")


def user_passphrase(given: Given) -> int:
    with opened(given) as session:
        old = passphrase(given.passphrase_file, PASSPHRASE_VARIABLE, "Present passphrase: ")
        opening.change_passphrase(session, old, new_passphrase(given, session.user.name))
    put("The passphrase is changed.")
    return 0


def accused_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("name", metavar="NAME", help="as the charge has it; every paper prints it so")
    one.add_argument(
        "--known-as",
        action="append",
        default=[],
        metavar="WORD",
        help="a name, number or address by which the material knows this person; may be repeated",
    )


def enter_accused(given: Given) -> int:
    return _enter(given, CasePart.ACCUSED)


def enter_complainant(given: Given) -> int:
    return _enter(given, CasePart.COMPLAINANT)


def _enter(given: Given, part: CasePart) -> int:
    with opened(given) as session:
        known = {one.name: one for one in entering_people.people_of_case(session) if one.part is part}
        if given.name in known and given.known_as:
            made = entering_people.add_identifiers(session, given.name, given.known_as)
        else:
            made = entering_people.enter_person(session, given.name, part, given.known_as)
        return say(given, made, [_in_a_line(made)])


def case_people(given: Given) -> int:
    with opened(given) as session:
        found = entering_people.people_of_case(session)
        return say(given, found, list(map(_in_a_line, found)) or ["Nobody is on the record yet."])


def _in_a_line(one: CasePerson) -> str:
    return f"{one.part.lower()}: {one.name} (known by {len(one.keys)} names, numbers or addresses)"


def take_off_arguments(one: argparse.ArgumentParser) -> None:
    acting(one)
    one.add_argument("name", metavar="NAME")
    one.add_argument("--reason", required=True)


def take_off(given: Given) -> int:
    with opened(given) as session:
        entering_people.take_off(session, given.name, given.reason)
    return 0
