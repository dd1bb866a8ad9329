"""No way out of the window but the steps that log what leaves as DISCLOSE: no printer, no picture of the screen, no
clipboard, no dragging (reference/law.md P2)."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GUI = ROOT / "evidence_review" / "gui"
WAYS = {
    "print": {
        "QPrinter",
        "QPrintDialog",
        "QPrintPreviewDialog",
        "QPdfWriter",
        "QtPrintSupport",
        "print_",
        "printToPdf",
    },
    "screenshot": {"grab", "grabWindow", "grabFramebuffer", "primaryScreen"},
    "copy": {"QClipboard", "clipboard", "setClipboard", "copyAvailable"},
    "drag": {"QDrag", "startDrag", "setDragEnabled", "QMimeData"},
}
"""Names of Qt by which what is on screen leaves the window."""
LEAVES = {
    "workflow/producing/releasing.py": "DISCLOSE",
    "workflow/producing/sheeting.py": "DISCLOSE",
    "workflow/producing/refusing.py": "DISCLOSE",
    "workflow/producing/plain_statement.py": "DISCLOSE",
    "workflow/auditing/log_export.py": "DISCLOSE",
    "workflow/auditing/listing_log.py": "DISCLOSE",
    "workflow/producing/office_papers.py": "COMBINE",  # stay with police and prosecution
    "workflow/importing/reporting.py": "CONSULT",  # figures, for the office
}
"""Steps that write a file outside the case from what it holds, and as what the log has it."""


def names(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return {
        *(node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)),
        *(node.id for node in ast.walk(tree) if isinstance(node, ast.Name)),
        *(
            one.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom | ast.Import)
            for one in node.names
        ),
    }


@pytest.mark.parametrize("way", WAYS)
def test_P2_no_module_of_the_window_knows_a_way_to_copy_print_picture_or_drag_what_it_shows(way) -> None:
    found = {path.relative_to(GUI).as_posix(): names(path) & WAYS[way] for path in GUI.rglob("*.py")}
    assert {path: seen for path, seen in found.items() if seen} == {}


def test_P2_the_search_for_ways_out_sees_one(tmp_path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text("from PySide6.QtWidgets import QApplication\nQApplication.clipboard().setText('x')\n")
    assert names(planted) & WAYS["copy"] == {"clipboard"}
    planted.write_text("from PySide6.QtPrintSupport import QPrinter\nself.grab().save('x.png')\n")
    assert names(planted) & (WAYS["print"] | WAYS["screenshot"]) == {"QPrinter", "grab"}


def test_P2_each_field_that_lets_words_be_selected_keeps_them_off_the_clipboard() -> None:
    """One class does, `Quiet`, which gives nothing to copy; no other asks Qt for selectable text."""
    selectable = {
        path.relative_to(GUI).as_posix()
        for path in GUI.rglob("*.py")
        if names(path) & {"TextSelectableByMouse", "TextSelectableByKeyboard", "TextBrowserInteraction"}
    }
    assert selectable == {"widgets/parts/building_blocks.py"}


@pytest.mark.parametrize("step", LEAVES)
def test_P2_what_is_allowed_to_leave_is_logged_as_disclosed(step) -> None:
    tree = ast.parse((ROOT / "evidence_review" / step).read_text("utf-8"))
    found = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute))
    assert {node.attr for node in found if ast.unparse(node.value) == "AuditOp"} == {LEAVES[step]}
