"""Planted lies in letters that refuse, in lists of the log and in its export."""

import contextlib
from collections.abc import Callable
from pathlib import Path

import pymupdf

from tests.case_exam.lies import added, reworded
from tests.case_exam.log_exam import EXPORT, EXTRACT, LIST, ONE
from tests.case_exam.playing import Play


def _letters(top: Path) -> list[Path]:
    return sorted((top / "letters").glob("*.pdf"))


def _other_reason(play: Play, top: Path) -> None:
    reworded(_letters(top)[0], "names no issue", "names an issue")


def _other_date(play: Play, top: Path) -> None:
    reworded(_letters(top)[0], "20.07.2026", "21.07.2026")


def _other_request(play: Play, top: Path) -> None:
    first, second = _letters(top)
    first.write_bytes(second.read_bytes())


def _other_accused(play: Play, top: Path) -> None:
    reworded(_letters(top)[0], f"R v {play.key['home']['accused']}", "R v Somebody Else")


def _letter_gone(play: Play, top: Path) -> None:
    _letters(top)[0].unlink()


def _a_name(play: Play, top: Path) -> None:
    added(_letters(top)[0], f"It is about {_one(play, _MARKED)}.")


def _an_item(play: Play, top: Path) -> None:
    added(_letters(top)[0], _one(play, _LONG))


_MARKED = (
    "SELECT substr(i.text, r.start + 1, r.stop - r.start) FROM redactions r JOIN items i ON i.id = r.item_id WHERE "
    "r.type = 'Named individual' AND r.stop - r.start > 4 LIMIT 1"
)
_LONG = (
    "SELECT substr(text, 1, 80) FROM items WHERE length(text) BETWEEN 60 AND 80 AND kind = 'MESSAGE' LIMIT 1"
)


def _one(play: Play, sql: str) -> str:
    with contextlib.closing(play.db()) as db:
        return str(db.execute(sql).fetchone()[0])


def _row_gone(file: Path) -> None:
    """The first whole row of the last page but one taken out of a table."""
    with pymupdf.open(file) as paper:
        page = paper[-2]
        left = min(word[0] for word in page.get_text("words"))
        numbers = [word for word in page.get_text("words") if word[0] < left + _INDENT and word[4].isdigit()]
        page.add_redact_annot(pymupdf.Rect(0, numbers[0][1], page.rect.width, numbers[1][1] - 1))
        page.apply_redactions()
        data = paper.tobytes()
    file.write_bytes(data)


_INDENT = 8.0  # points
_ABOVE = (60, 30)  # points, where the page is empty


def _listed_gone(play: Play, top: Path) -> None:
    _row_gone(top / "log" / LIST)


def _listed_person(play: Play, top: Path) -> None:
    was, said = (f"{play.person(who)} opened the case" for who in ("officer", "prosecutor"))
    reworded(top / "log" / LIST, was, said, once=True)


def _one_role(play: Play, top: Path) -> None:
    reworded(top / "log" / ONE, "prosecutor", "supervisor", once=True)


def _listed_time(play: Play, top: Path) -> None:
    second = _one(play, "SELECT replace(substr(utc, 1, 19), 'T', ' ') FROM audit WHERE seq = 40")
    reworded(top / "log" / LIST, second, f"1999{second[4:]}", once=True)


def _listed_hour(play: Play, top: Path) -> None:
    reworded(top / "log" / LIST, ", at ", ", before ", once=True)


def _listed_act(play: Play, top: Path) -> None:
    reworded(top / "log" / LIST, "decided", "approved", once=True)


def _listed_count(play: Play, top: Path) -> None:
    reworded(top / "log" / LIST, "that fit; the log has", "that fit; the log has 1", once=True)


def _one_gone(play: Play, top: Path) -> None:
    _row_gone(top / "log" / ONE)


def _one_count(play: Play, top: Path) -> None:
    reworded(top / "log" / ONE, "that fit; the log has", "that fit; the log has 1", once=True)


def _listed_item(play: Play, top: Path) -> None:
    added(top / "log" / LIST, _one(play, _LONG), _ABOVE)


def _row_of_extract(play: Play, top: Path) -> None:
    _row_gone(top / EXPORT / EXTRACT)


def _person_of_extract(play: Play, top: Path) -> None:
    reworded(top / EXPORT / EXTRACT, play.person("officer"), play.person("prosecutor"), once=True)


def _time_of_extract(play: Play, top: Path) -> None:
    reworded(
        top / EXPORT / EXTRACT,
        _one(play, "SELECT substr(utc, 18) FROM audit WHERE seq = 20"),
        "59.999Z",
        once=True,
    )


def _act_of_extract(play: Play, top: Path) -> None:
    reworded(top / EXPORT / EXTRACT, "open case", "decide", once=True)


def _count_of_extract(play: Play, top: Path) -> None:
    size = int(_one(play, "SELECT seq FROM audit WHERE action = 'export log'"))
    reworded(top / EXPORT / EXTRACT, f"{size:,} of {size:,}", f"{size - 1:,} of {size:,}", once=True)


def _reason_of_extract(play: Play, top: Path) -> None:
    reworded(
        top / EXPORT / EXTRACT,
        "recorded",
        _one(play, "SELECT substr(words, 1, 20) FROM audit_words LIMIT 1"),
        once=True,
    )


def _figure_of_extract(play: Play, top: Path) -> None:
    reworded(top / EXPORT / EXTRACT, "role SUPERVISOR", "role PROSECUTOR", once=True)


def _hash_of_extract(play: Play, top: Path) -> None:
    mark = _one(play, "SELECT substr(hash, 1, 12) FROM audit WHERE seq = 30")
    reworded(top / EXPORT / EXTRACT, mark, mark[::-1], once=True)


def _root_of_extract(play: Play, top: Path) -> None:
    point = top / EXPORT / "checkpoint.txt"
    first, size, root, *rest = point.read_text("utf-8").split("\n")
    point.write_text("\n".join((first, size, root.swapcase(), *rest)), "utf-8")


def _line_of_export(play: Play, top: Path) -> None:
    log = top / EXPORT / "log.jsonl"
    log.write_bytes(b"".join(log.read_bytes().splitlines(keepends=True)[:-1]))


LIES: dict[str, Callable[[Play, Path], None]] = {
    "a letter gives another reason": _other_reason,
    "a letter gives another date of the request": _other_date,
    "a letter answers another request": _other_request,
    "a letter names another accused": _other_accused,
    "a refusal has no letter": _letter_gone,
    "a letter names somebody whose name goes": _a_name,
    "a letter quotes an item": _an_item,
    "an entry is not on the list of the log": _listed_gone,
    "the list of the log names another person": _listed_person,
    "the list of one person gives another role": _one_role,
    "the list of the log gives another time": _listed_time,
    "the list of the log gives another hour in London": _listed_hour,
    "the list of the log tells another act": _listed_act,
    "the list of the log counts wrongly": _listed_count,
    "the list of the log quotes an item": _listed_item,
    "an entry is not on the list of one person": _one_gone,
    "the list of one person counts wrongly": _one_count,
    "an entry is not in the extract of the log": _row_of_extract,
    "the extract of the log names another person": _person_of_extract,
    "the extract of the log gives another time": _time_of_extract,
    "the extract of the log tells another act": _act_of_extract,
    "the extract of the log counts wrongly": _count_of_extract,
    "the extract of the log gives a reason away": _reason_of_extract,
    "the extract of the log gives another detail": _figure_of_extract,
    "the extract of the log has another hash": _hash_of_extract,
    "the checkpoint is of another log": _root_of_extract,
    "a line is not in the exported log": _line_of_export,
}
