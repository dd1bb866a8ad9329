"""What the defence served, what it asks for, and each answer with its day. Only ever added to."""

from datetime import date

from evidence_review.domain.disclosure import DefenceAnswer, DefenceDocument, DefenceSort
from evidence_review.domain.ids import ItemId, UserId
from evidence_review.store.case import Case, Change, now


def add(change: Change, made: DefenceDocument, by: UserId) -> int:
    """Keep what was served; its number."""
    (number,) = change.run("SELECT coalesce(max(number), 0) + 1 FROM defence_documents").fetchone()
    change.run(
        "INSERT INTO defence_documents VALUES (:id, :number, :sort, :person, :day, :words, :by, :at)",
        {
            "id": made.id,
            "number": number,
            "sort": str(made.sort),
            "person": made.person,
            "day": made.day.isoformat(),
            "words": made.words,
            "by": by,
            "at": now(),
        },
    )
    change.run_many(
        "INSERT INTO defence_items VALUES (:document, :item)",
        [{"document": made.id, "item": item} for item in dict.fromkeys(made.items)],
    )
    return int(number)


def answer(change: Change, document: str, given: DefenceAnswer, words: str, day: date, by: UserId) -> None:
    """Keep an answer of the prosecution, or the outcome at court."""
    change.run(
        "INSERT INTO defence_answers (document_id, answer, words, day, by, at) VALUES (:document, :answer, "
        ":words, :day, :by, :at)",
        {
            "document": document,
            "answer": str(given),
            "words": words,
            "day": day.isoformat(),
            "by": by,
            "at": now(),
        },
    )


def everything(case: Case, person: int = 0) -> tuple[DefenceDocument, ...]:
    """Everything that was served, for one accused or all, by number."""
    items: dict[str, list[ItemId]] = {}
    for document, item in case.all("SELECT document_id, item_id FROM defence_items ORDER BY item_id"):
        items.setdefault(document, []).append(ItemId(item))
    answers: dict[str, list[tuple[DefenceAnswer, str, date]]] = {}
    for document, given, words, day in case.all(
        "SELECT document_id, answer, words, day FROM defence_answers ORDER BY number"
    ):
        answers.setdefault(document, []).append((DefenceAnswer(given), words, date.fromisoformat(day)))
    rows = case.all(
        "SELECT id, number, sort, person_id, day, words FROM defence_documents WHERE :person = 0 OR person_id = "
        ":person ORDER BY number",
        {"person": person},
    )
    return tuple(
        DefenceDocument(
            made,
            number,
            DefenceSort(sort),
            who,
            date.fromisoformat(day),
            words,
            tuple(items.get(made, ())),
            tuple(answers.get(made, ())),
        )
        for made, number, sort, who, day, words in rows
    )
