"""Users of a case: who may act, under which role and public key."""

from evidence_review.domain.errors import CaseProblem
from evidence_review.domain.ids import UserId
from evidence_review.domain.kinds import Role
from evidence_review.domain.people import User
from evidence_review.store.case import Case, Change, Row, now

_COLUMNS = "id, name, role, public_key"


def add(change: Change, user: User, by: UserId) -> None:
    """Enrol a user under her public key."""
    change.run(
        "INSERT INTO users VALUES (:id, :name, :role, :key, :by, :at)",
        {
            "id": user.id,
            "name": user.name,
            "role": str(user.role),
            "key": user.public_key,
            "by": by,
            "at": now(),
        },
    )


def by_name(case: Case, name: str) -> User | None:
    """The user of that name, or None."""
    row = case.one(f"SELECT {_COLUMNS} FROM users WHERE name = :name", {"name": name})
    return _user(row) if row else None


def by_id(case: Case, user: UserId) -> User:
    """The user with that id."""
    row = case.one(f"SELECT {_COLUMNS} FROM users WHERE id = :id", {"id": user})
    if row is None:
        raise CaseProblem("The case names a user it does not hold. Restore the case folder from its backup.")
    return _user(row)


def everyone(case: Case) -> tuple[User, ...]:
    """All users in the order they were added."""
    return tuple(_user(row) for row in case.all(f"SELECT {_COLUMNS} FROM users ORDER BY at, name"))


def _user(row: Row) -> User:
    return User(UserId(row[0]), row[1], Role(row[2]), row[3])
