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
from evidence_review.domain.errors import ReviewError
from evidence_review.domain.kinds import (
    Role,
)
from evidence_review.workflow.case import opening

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
    print(f"The case is made. {admin} is its administrator and adds the others with: user add")
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
    print(f"{user.name} is enrolled as {user.role} with key {user.public_key}.")
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
    print("The passphrase is changed.")
    return 0
