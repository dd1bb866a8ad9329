"""keyring.json beside the case file: who may try to open it, and each user's wrapped keys.

Nothing in it is believed except what the passphrase opens: roles and public keys that count
stand in the encrypted case, each under a signed enrolment entry.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence_review.domain.errors import CaseProblem
from evidence_review.domain.kinds import Role
from evidence_review.domain.people import User
from evidence_review.trust.keys import FULL, Cost, Secrets, unwrap, wrap

FILE = "keyring.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Keyring:
    """The parsed file: case id, URN and one wrapped box for each user by name."""

    case: str
    urn: str
    users: tuple[dict[str, Any], ...]

    def names(self) -> tuple[tuple[str, Role], ...]:
        """Who may try to open the case, as the file claims."""
        return tuple((str(user["name"]), Role(user["role"])) for user in self.users)

    def with_user(self, user: User, secrets: Secrets, passphrase: str, cost: Cost = FULL) -> "Keyring":
        """A keyring in which this user's box is new; anyone else's is kept."""
        box = wrap(secrets, passphrase, _bound(self.case, user.name), cost)
        row = {"name": user.name, "role": str(user.role), "public_key": user.public_key, "wrapped": box}
        return Keyring(
            self.case, self.urn, (*(other for other in self.users if other["name"] != user.name), row)
        )

    def open(self, name: str, passphrase: str) -> Secrets:
        """What the passphrase opens for this user; CaseProblem where she is not known or it is wrong."""
        for user in self.users:
            if user["name"] == name:
                return unwrap(user["wrapped"], passphrase, _bound(self.case, name))
        known = ", ".join(other for other, _ in self.names())
        raise CaseProblem(f"This case has no user of that name. It knows: {known}.")


def read(folder: Path) -> Keyring:
    """The keyring of a case folder. CaseProblem where it is missing, damaged or of a newer program."""
    try:
        untrusted = json.loads((folder / FILE).read_bytes())
        if int(untrusted["format"]) > FORMAT:
            raise CaseProblem(
                "This case was made by a newer version of the program. Install that version to open it."
            )
        ring = Keyring(
            str(untrusted["case"]), str(untrusted["urn"]), tuple(dict(user) for user in untrusted["users"])
        )
        ring.names()
    except FileNotFoundError:
        raise CaseProblem(
            "There is no case in this folder: choose the folder that holds case.db and keyring.json."
        ) from None
    except OSError:
        raise CaseProblem(
            "The case folder cannot be read. Check that it is there and that you may read it."
        ) from None
    except (ValueError, KeyError, TypeError):
        raise CaseProblem(
            "keyring.json beside this case is damaged. Restore it from the backup of the case folder."
        ) from None
    return ring


def write(folder: Path, ring: Keyring) -> None:
    """Replace the file in one step, so that a crash leaves the old or the new one, never half of one."""
    waiting = folder / (FILE + ".new")
    body = {"format": FORMAT, "case": ring.case, "urn": ring.urn, "users": list(ring.users)}
    try:
        with waiting.open("w", encoding="utf-8") as file:
            json.dump(body, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        waiting.chmod(0o600)
        waiting.replace(folder / FILE)
    except OSError:
        raise CaseProblem(
            (
                "The keyring cannot be written into the case folder. Check the free space and that you "
                "may write there."
            )
        ) from None


def _bound(case: str, name: str) -> str:
    return f"evidence_review keyring v1\n{case}\n{name}"
