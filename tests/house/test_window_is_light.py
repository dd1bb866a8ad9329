"""The window opens without the engines: they load in the worker that needs them (reference/platform.md 3)."""

import os
import subprocess
import sys

HEAVY = {
    "av",
    "spacy",
    "thinc",
    "presidio_analyzer",
    "presidio_anonymizer",
    "onnxruntime",
    "numpy",
    "pymupdf",
    "fitz",
    "pikepdf",
    "pdfminer",
    "pypdf",
    "pypdfium2",
    "reportlab",
    "xlsxwriter",
    "fontTools",
    "PIL",
    "phonenumbers",
    "tldextract",
    "scipy",
    "sklearn",
    "requests",
    "urllib3",
}
ALLOWED_QT = {"QtCore", "QtGui", "QtWidgets", "QtSvg", "QtPrintSupport", "QtSvgWidgets"}


def _loaded(module: str) -> set[str]:
    ask = f"import {module}, sys; print('\\n'.join(sys.modules))"
    run = subprocess.run(
        [sys.executable, "-c", ask],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    return set(run.stdout.split())


def test_the_window_imports_nothing_heavy_and_no_network_part_of_qt():
    loaded = _loaded("evidence_review.gui.app")
    assert "PySide6.QtWidgets" in loaded
    assert HEAVY & {name.split(".")[0] for name in loaded} == set()
    assert {name.removeprefix("PySide6.") for name in loaded if name.startswith("PySide6.Qt")} <= ALLOWED_QT


def test_the_search_finds_what_is_heavy():
    assert "numpy" in {name.split(".")[0] for name in _loaded("numpy")}


def test_the_command_line_starts_without_qt_and_without_engines():
    loaded = {name.split(".")[0] for name in _loaded("evidence_review.cli")}
    assert (HEAVY | {"PySide6"}) & loaded == set()
