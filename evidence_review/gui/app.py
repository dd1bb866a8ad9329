"""Builds the window: `main` is what starts the program when no command is given."""

import gc
import os
import sys
import threading
import time
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication, QStyleFactory

from evidence_review.gui.emoji_font import draw_emoji
from evidence_review.gui.jobs import report_bug
from evidence_review.gui.models.look import ViewSettings, read_settings, save_settings, settings_file
from evidence_review.gui.models.shortcuts import use_keys
from evidence_review.gui.widgets.parts.theme import colour, dress
from evidence_review.gui.widgets.window.window import Window
from evidence_review.workflow.case.child_calls import read_ahead

SHARE = 0.0005
"""Seconds for which a thread that reads may hold up the window's; Python's own 0.005 are waited for anew after each
look into the case, of which an item needs dozens."""
SORRY = (
    "Something in the program went wrong just now. What was saved before is safe; close the case and "
    "open it again if this goes on."
)


def main(arguments: list[str]) -> int:
    """Open the window and stay until it is closed.

    Case folders named as arguments stand in its list of cases, the last of them chosen.

    `--demo FOLDER` makes the demo case in an empty folder and opens it as its reviewer.
    `--smoke` opens the window, prints the milliseconds to its first painting, and ends with 0.
    """
    began = time.perf_counter()
    app = application()
    file = settings_file()
    settings, fault = read_settings(file)
    window = build(app, settings, file)
    if fault:
        window.notice.fault(fault)
    demo = arguments[arguments.index("--demo") + 1] if "--demo" in arguments else ""
    for folder in (one for one in arguments if not one.startswith("--") and one != demo):
        window.start.choose(Path(folder))
    window.show()
    gc.freeze()  # what stands until the end is not looked through for waste each time: a tenth of a second
    QTimer.singleShot(0, partial(read_ahead, words=True))
    if demo:
        QTimer.singleShot(0, partial(window.run_demo, Path(demo)))
    if "--smoke" in arguments:
        return _smoke(app, window, began)
    return app.exec()


def application() -> QApplication:
    """The one application of the process, on Fusion, keeping nothing that Qt would keep by itself."""
    sys.setswitchinterval(SHARE)
    made = QApplication.instance()
    app = made if isinstance(made, QApplication) else QApplication(["evidence-review"])
    app.setApplicationName("evidence-review")
    app.setStyle(QStyleFactory.create("Fusion"))
    draw_emoji()
    forget()
    return app


def forget() -> None:
    """File dialogs write the last folder into the settings of Qt itself: send those to nowhere
    (reference/law.md P4).
    """
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    for form in (QSettings.Format.IniFormat, QSettings.Format.NativeFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, os.devnull)


def build(app: QApplication, settings: ViewSettings, file: Path) -> Window:
    """The window, dressed, with faults of the program caught and told without their content.

    The style sheet comes last: with one in place, all that is in a part is looked at again each time the part
    is put into another, which took three quarters of the time.
    """
    use_keys(dict(settings.keys))
    colour(app, settings)
    app.setStyleSheet("")
    window = Window(settings)
    dress(app, settings)

    def changed(new: ViewSettings) -> None:
        dress(app, new)
        save_settings(file, new)

    window.dressed.connect(changed)
    window.dress()
    _catch(window)
    return window


def _catch(window: Window) -> None:
    def caught(kind: type[BaseException], bug: BaseException, trace: TracebackType | None) -> None:
        del trace
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        report_bug(bug)
        window.notice.fault(SORRY)

    def caught_in_thread(given: threading.ExceptHookArgs) -> None:
        if given.exc_value is not None:
            report_bug(given.exc_value)

    sys.excepthook = caught
    threading.excepthook = caught_in_thread


def _smoke(app: QApplication, window: Window, began: float) -> int:
    window.repaint()
    app.processEvents()
    sys.stdout.write(f"first paint after {round((time.perf_counter() - began) * 1000)} ms\n")
    QTimer.singleShot(0, window.close)
    QTimer.singleShot(0, app.quit)
    return app.exec()
