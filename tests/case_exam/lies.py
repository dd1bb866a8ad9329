"""Planted lies: each fault that readings of a whole case found (docs/decisions/0043), put back into a
copy of a bundle or of its case, which the examiner must see."""

import contextlib
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pymupdf
import sqlcipher3.dbapi2 as sqlcipher

from evidence_review.trust import keyring
from tests.case_exam.playing import Play

LETTERS = Path(__file__).parents[2] / "resources" / "fonts" / "DejaVuSans.ttf"


def copied(play: Play, name: str, top: Path) -> Play:
    """The same case with a copy of one bundle and of its file, to be lied in."""
    shutil.copytree(play.bundles[name], top / "bundle")
    shutil.copytree(play.case, top / "case")
    return replace(play, top=top, bundles={name: top / "bundle"})


def reworded(file: Path, was: str, said: str, *, once: bool = False) -> None:
    """Words of a PDF replaced by others, everywhere or where they stand first."""
    with pymupdf.open(file) as paper:
        found = 0
        for page in paper:
            for place in page.search_for(was)[: 1 if once else None]:
                page.add_redact_annot(place, said, fontname="helv", fontsize=7)
                found += 1
            page.apply_redactions()
            if once and found:
                break
        assert found, (file.name, was)
        data = paper.tobytes()
    file.write_bytes(data)


def added(file: Path, said: str, at: tuple[float, float] = (60, 60)) -> None:
    """A sentence more on the first page of a PDF; `at`: from its top left, in points."""
    with pymupdf.open(file) as paper:
        paper[0].insert_text(at, said, fontsize=7, fontname="lie", fontfile=str(LETTERS))
        data = paper.tobytes()
    file.write_bytes(data)


def edited(play: Play, sql: str, values: tuple[Any, ...] = ()) -> None:
    """The case changed by SQL with a user's own passphrase, its triggers taken off first."""
    secret = keyring.read(play.case).open(play.person("officer"), play.words).case_key
    with contextlib.closing(sqlcipher.connect(str(play.case / "case.db"))) as db:
        db.execute(f"PRAGMA key = \"x'{secret.hex()}'\"")
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute(f"DROP TRIGGER {name}")
        db.execute(sql, values)
        db.commit()


def _cell(file: Path, number: int, column: int, said: str) -> None:
    book = openpyxl.load_workbook(file)
    for row in book.active.iter_rows():
        if str(row[0].value) == str(number):
            row[column].value = said
    book.save(file)


def _evidence_destroyed(play: Play, folder: Path) -> None:
    reworded(folder / "transcripts" / "item-0009.pdf", "out about 3", "out about [ADDRESS 3]")


def _false_number(play: Play, folder: Path) -> None:
    added(
        folder / "transcripts" / "item-0001.pdf", "… 8,879,999 messages of this conversation not shown here …"
    )


def _false_remark(play: Play, folder: Path) -> None:
    added(folder / "transcripts" / "item-0009.pdf", "deleted, as reported by the source: Intact")


def _two_labels(play: Play, folder: Path) -> None:
    reworded(folder / "transcripts" / "item-0009.pdf", "5   [PERSON", "5   [PERSON 99 PERSON")


def _not_obeyed(play: Play, folder: Path) -> None:
    edited(
        play,
        "UPDATE endorsements SET code = 'CLEARLY_NOT_DISCLOSABLE' WHERE item_id = "
        "(SELECT min(item_id) FROM production_items)",
    )


def _number_gone(play: Play, folder: Path) -> None:
    file = folder / "schedule" / "mg6c.xlsx"
    book = openpyxl.load_workbook(file)
    sheet = book.active
    at = next(row[0].row for row in sheet.iter_rows() if str(row[0].value) == "2")
    sheet.delete_rows(at)
    book.save(file)


def _nothing_recorded(play: Play, folder: Path) -> None:
    added(folder / "schedule" / "management.pdf", "Third-party material: Nothing is recorded in the case.")


def _empty_description(play: Play, folder: Path) -> None:
    _cell(folder / "schedule" / "mg6c.xlsx", 1, 1, "Messages.")


def _whole_page(play: Play, folder: Path) -> None:
    file = next((folder / "documents").glob("*.pdf"))
    told = next(one for one in play.key["bundle"] if one["name"] == "bundle")
    added(file, told["not_in"][-1])


def _log_served(play: Play, folder: Path) -> None:
    (folder / "log.jsonl").write_text("{}\n", "utf-8")


def _no_notice(play: Play, folder: Path) -> None:
    reworded(folder / "transcripts" / "item-0002.pdf", "CPIA 1996 ss.17", "for your information")


def _machine_word(play: Play, folder: Path) -> None:
    added(folder / "schedule" / "management.pdf", "Basis: PCSCA_S37_AGREEMENT, state APPROVED")


def _typed_accused(play: Play, folder: Path) -> None:
    file = folder / "schedule" / "mg6c.pdf"
    added(file, "R v: Luke Hanmer, Calum Mrash")


def _other_code(play: Play, folder: Path) -> None:
    _cell(folder / "schedule" / "sdc.xlsx", 4, 2, "D")


def _other_letter(play: Play, folder: Path) -> None:
    reworded(folder / "letter.pdf", "I am required by section 3", "Under section 3(1)(b)")


def _made_up_issue(play: Play, folder: Path) -> None:
    added(folder / "schedule" / "management.pdf", "Issue 9: whether the friend knew more than she wrote")


def _other_token(play: Play, folder: Path) -> None:
    file = folder / "schedule" / "redactions.csv"
    file.write_text(file.read_text("utf-8-sig").replace("[PERSON 4]", "[PERSON 94]"), "utf-8-sig")


def _office_paper(play: Play, folder: Path) -> None:
    added(folder / "schedule" / "mg6c.pdf", "See also S1 on MG6D.")


def _code_miscounted(play: Play, folder: Path) -> None:
    reworded(folder / "cover.pdf", "8 · with items", "7 · with items")


def _entry_miscounted(play: Play, folder: Path) -> None:
    reworded(folder / "cover.pdf", "The schedule has 10 entries", "The schedule has 11 entries")


def _file_left_out(play: Play, folder: Path) -> None:
    reworded(folder / "cover.pdf", "transcripts/item-0002.pdf", "")


def _copy_miscounted(play: Play, folder: Path) -> None:
    reworded(folder / "cover.pdf", "18 messages", "19 messages")


def _other_recipient(play: Play, folder: Path) -> None:
    reworded(folder / "cover.pdf", "Defence solicitors", "Prosecution counsel")


def _other_case(play: Play, folder: Path) -> None:
    reworded(folder / "cover.pdf", "62WR0417025", "62WR0417052")


LIES: dict[str, Callable[[Play, Path], None]] = {
    "1 evidence destroyed": _evidence_destroyed,
    "2 false number": _false_number,
    "3 false remark": _false_remark,
    "4 two labels": _two_labels,
    "5 not what the prosecutor coded": _not_obeyed,
    "6 a number of the schedule gone": _number_gone,
    "7 nothing recorded": _nothing_recorded,
    "8 a description that says nothing": _empty_description,
    "9 more of a record than its extract": _whole_page,
    "10 the log served": _log_served,
    "11 no notice": _no_notice,
    "12 a word of the program": _machine_word,
    "13 an accused whom nobody entered": _typed_accused,
    "14 a certificate that says more is disclosed than the schedule": _other_code,
    "15 a letter that says there is nothing to disclose": _other_letter,
    "16 an issue that nobody entered": _made_up_issue,
    "17 a word of the sensitive schedule": _office_paper,
    "18 an index that names another token": _other_token,
    "19 a cover that counts a code wrongly": _code_miscounted,
    "20 a cover that counts the entries wrongly": _entry_miscounted,
    "21 a cover that leaves a file out": _file_left_out,
    "22 a cover that says more is copied than is": _copy_miscounted,
    "23 a cover for another recipient": _other_recipient,
    "24 a cover of another case": _other_case,
}
