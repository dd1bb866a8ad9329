"""What a person said before an export: of places where something stays visible, of clues left, of what is
still found. Only ever added to."""

from dataclasses import dataclass

from evidence_review.domain.ids import UserId
from evidence_review.domain.personal import Answer, Because, Conflict
from evidence_review.store.case import Case, Change, now
from evidence_review.store.decisions import new_id


@dataclass(frozen=True, slots=True)
class Given:
    """An answer to a conflict: what, why, by whom and when."""

    answer: Answer
    because: Because
    words: str
    by: UserId
    at: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A signature under a list that was shown: why it may go, by whom and when."""

    reason: str
    by: UserId
    at: str


def answer(change: Change, conflict: Conflict, said: Answer, because: Because, words: str, by: UserId) -> str:
    """Store what a person says of a conflict; its id."""
    made = new_id()
    change.run(
        "INSERT INTO answers VALUES (:id, (SELECT coalesce(max(number), 0) + 1 FROM answers), "
        ":conflict, :item, :place, :start, :stop, "
        ":answer, :because, :words, :by, :at)",
        {
            "id": made,
            "conflict": conflict.key,
            "item": conflict.item or None,
            "place": conflict.place,
            "start": conflict.start,
            "stop": conflict.end,
            "answer": str(said),
            "because": str(because),
            "words": words,
            "by": by,
            "at": now(),
        },
    )
    return made


def answers(case: Case) -> dict[str, Given]:
    """The last answer to each conflict, by its key."""
    rows = case.all("SELECT conflict, answer, because, words, by, at FROM answers ORDER BY number")
    return {
        key: Given(Answer(said), Because(because), words, UserId(by), at)
        for key, said, because, words, by, at in rows
    }


def sign(change: Change, what: str, about: str, digest: str, listed: int, reason: str, by: UserId) -> str:
    """Store a signature under a list (`what`: CLUES or FOUND) by the digest of exactly what was listed; its
    id."""
    made = new_id()
    change.run(
        (
            "INSERT INTO export_signs VALUES (:id, (SELECT coalesce(max(number), 0) + 1 FROM "
            "export_signs), :what, :about, :digest, :listed, :reason, :by, :at)"
        ),
        {
            "id": made,
            "what": what,
            "about": about,
            "digest": digest,
            "listed": listed,
            "reason": reason,
            "by": by,
            "at": now(),
        },
    )
    return made


def signed(case: Case, what: str, about: str, digest: str) -> Sign | None:
    """Who signed exactly this list last, or None: a list that changed is not signed."""
    row = case.one(
        (
            "SELECT reason, by, at FROM export_signs WHERE what = :what AND about = :about AND digest "
            "= :digest ORDER BY number DESC LIMIT 1"
        ),
        {"what": what, "about": about, "digest": digest},
    )
    return Sign(row[0], UserId(row[1]), row[2]) if row else None
