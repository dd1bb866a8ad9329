"""Planted lies in what is not served: each put into a copy of the papers or of the case, which the examiner must
see."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.case_exam import log_lies
from tests.case_exam.lies import added, edited, reworded
from tests.case_exam.looking_exam import SHEET
from tests.case_exam.playing import Play


def copied(play: Play, papers: Path, top: Path) -> tuple[Play, Path]:
    """The same case and papers, to be lied in."""
    shutil.copytree(play.case, top / "case")
    shutil.copytree(papers, top / "papers")
    return replace(play, top=top), top / "papers"


def _reason_changed(play: Play, top: Path) -> None:
    reworded(top / "office" / "mg6e.pdf", "and what he heard.", "and what nobody heard.")


def _item_left_out(play: Play, top: Path) -> None:
    first = "SELECT min(number) FROM assessments WHERE value = 'DOES_NOT_PASS'"
    edited(
        play,
        "UPDATE assessments SET value = 'PASSES', number = 9999 WHERE item_id = (SELECT item_id FROM assessments WHERE "
        f"number = ({first})) AND number = ({first})",
    )


def _claim_left_out(play: Play, top: Path) -> None:
    edited(
        play,
        "INSERT INTO sensitive_claims SELECT 'lie', 7, min(item_id), 'POLICE_METHODS', 'how it was followed', '', '2025' "
        "FROM production_items",
    )


def _document_left_out(play: Play, top: Path) -> None:
    reworded(top / "office" / "record-sheet.pdf", "recorded defence document 1", "recorded document A")


def _bundle_left_out(play: Play, top: Path) -> None:
    reworded(top / "office" / "record-sheet.pdf", "produced a bundle", "spoke of a bundle")


def _code_changed(play: Play, top: Path) -> None:
    file = top / "office" / "case-file.json"
    told = json.loads(file.read_text("utf-8"))
    told["unusedMaterial"][0]["isProvided"] ^= True
    file.write_text(json.dumps(told), "utf-8")


def _item_twice_gone(play: Play, top: Path) -> None:
    file = top / "office" / "case-file.json"
    told = json.loads(file.read_text("utf-8"))
    del told["unusedMaterial"][-1]
    file.write_text(json.dumps(told), "utf-8")


def _figure_changed(play: Play, top: Path) -> None:
    reworded(top / "statement" / "statement-english.pdf", "People opened", "People opened 1")


def _welsh_figure(play: Play, top: Path) -> None:
    reworded(top / "statement" / "statement-cymraeg.pdf", "Agorodd pobl", "Agorodd pobl 17 neu")


def _nobody_given(play: Play, top: Path) -> None:
    reworded(top / "statement" / "statement-english.pdf", "went to", "stayed from")


def _machine_word(play: Play, top: Path) -> None:
    added(top / "office" / "record-sheet.pdf", "coded item 9 CLEARLY NOT DISCLOSABLE")


def _sheet_unmasked(play: Play, top: Path) -> None:
    reworded(top / "looking" / SHEET, "[PERSON 5]'s", "their")


def _sheet_before(play: Play, top: Path) -> None:
    reworded(top / "looking" / SHEET, "gaz's", "the")


def _sheet_mark(play: Play, top: Path) -> None:
    reworded(top / "looking" / SHEET, "1 ×", "2 ×")


def _source_figure(play: Play, top: Path) -> None:
    moved = "source_id = 2, locator = 'elsewhere'"
    edited(play, f"UPDATE items SET {moved} WHERE id = (SELECT min(id) FROM items WHERE source_id = 1)")


def _source_hash(play: Play, top: Path) -> None:
    edited(play, "UPDATE sources SET sha256 = replace(sha256, substr(sha256, 1, 8), '00000000') WHERE id = 1")


LIES: dict[str, Callable[[Play, Path], None]] = {
    "the report gives another reason": _reason_changed,
    "an item that was assessed as passing is not in the report": _item_left_out,
    "a claim is not on the sensitive schedule": _claim_left_out,
    "a defence document is not on the record sheet": _document_left_out,
    "a bundle is not on the record sheet": _bundle_left_out,
    "the case file says of a code what the prosecutor did not": _code_changed,
    "an item is not in the case file": _item_twice_gone,
    "the statement counts wrongly": _figure_changed,
    "the Welsh form has another figure": _welsh_figure,
    "the statement hides that something was given": _nobody_given,
    "a paper prints a word of the program": _machine_word,
    "the sheet shows that less was taken out": _sheet_unmasked,
    "the sheet hides what was taken out": _sheet_before,
    "the sheet counts marks wrongly": _sheet_mark,
    "the import report counts a source wrongly": _source_figure,
    "the import report has another hash": _source_hash,
    **log_lies.LIES,
}
