"""Who a person is in a case, and in what role: as the signed entries say that enrol people, never as a table
does (decision 0003)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from evidence_review.domain.kinds import Role
from evidence_review.trust import verify
from evidence_review.trust.keys import Signatures


@dataclass(frozen=True, slots=True)
class Enrolments:
    """The people of a case by the entries that hold; `refused`: the number of an entry that does not, what is
    wrong with it, and the user whom it is about."""

    people: verify.Enrolments
    refused: tuple[tuple[int, str, str], ...]

    def role(self, user: str, public_key: str) -> Role | None:
        """The role in which a user is enrolled under a key; None where she is not, or not under it."""
        found = self.people.role(user, public_key)
        return Role(found) if found else None

    def second(self, user: str) -> str:
        """The post-quantum public key with which a user is enrolled, in base64, or nothing."""
        return self.people.seconds.get(user, "")

    def refused_about(self, user: str) -> str:
        """What is wrong with the entries that were to enrol this user, or nothing."""
        return "; ".join(f"entry {at} {why}" for at, why, about in self.refused if about == user)


def enrolments(lines: Sequence[bytes], case: str) -> Enrolments:
    """The people of a case from those lines of its log that enrol somebody, in order.

    A line counts where its signature fits and an administrator signed it who was enrolled before; the first
    enrols whom it is signed by. The chain is not looked at here: `verify` does.
    """
    people, signatures = verify.Enrolments(), Signatures()
    people.case = case
    refused: list[tuple[int, str, str]] = []
    last = 0
    for line in lines:
        entry, wrong = verify.entry_fault(line, signatures)
        if not wrong and (entry["case"] != case or entry["seq"] <= last or (last == 0 and entry["seq"] != 1)):
            wrong = "does not stand where it stood in the log of this case"
        last = entry["seq"] if entry else last
        if wrong := wrong or people.fault(entry):
            number, about = _named(line)
            refused.append((number, wrong, about))
    return Enrolments(people, tuple(refused))


def _named(line: bytes) -> tuple[int, str]:
    """The number that an entry claims, and the user whom it is about."""
    try:
        entry = json.loads(line)
        return int(entry["seq"]), str(entry["object"]).removeprefix("user:")
    except verify.UNREADABLE:
        return 0, ""
