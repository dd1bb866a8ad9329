"""Nothing outside scope reaches an engine, the index, a screen, a report, the log or a file: markers are
planted, everything is run, everything is searched.

The markers stand in every place an item has: text, subject, sender, name of a file, bytes of a file, group
name. What the program *wrote* is searched whole; of the case file, every table but those that hold the
evidence itself as it was received (`EVIDENCE`).
"""

import contextlib
import io
import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from evidence_review import cli
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import DisclosureCode, MarkRuling, Relevance, Tag
from evidence_review.domain.progress import finish
from evidence_review.store import index
from evidence_review.workflow.auditing import account_of_looking, auditing
from evidence_review.workflow.case import opening
from evidence_review.workflow.enquiring import enquiring, forming
from evidence_review.workflow.finding import explaining, flagging, learn_order, weighing
from evidence_review.workflow.importing import importing
from evidence_review.workflow.personal import gathering
from evidence_review.workflow.producing import inventory, producing
from evidence_review.workflow.redacting import approving, comparing, overlapping, redacting
from evidence_review.workflow.reviewing import linking, reviewing, tagging
from evidence_review.workflow.sampling import batching
from tests import build
from tests.workflow.samples.planted import HELD, MARK, inside, plant, tables_with


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Everything run over a planted case; (case folder, folder of what was written, all that was returned or
    printed)."""
    top = tmp_path_factory.mktemp("markers")
    written = top / "written"
    for name in ("tmp", "home"):
        (written / name).mkdir(parents=True)
    was, tempfile.tempdir = os.environ.get("TMPDIR"), str(written / "tmp")
    os.environ["TMPDIR"] = str(written / "tmp")
    try:
        yield top / "case", written, everything(top, written)
    finally:
        tempfile.tempdir = None
        if was is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = was


def everything(top: Path, written: Path) -> str:
    folder = build.new_case(top / "case")
    session = build.as_user(folder, "omar")
    finish(
        importing.import_path(
            session, plant(top / "chats"), build.exhibit(), ReadOptions(zone="Europe/London", owner="Dana P")
        )
    )
    opening.close(session)
    build.approve(
        folder, replace(build.line(), points_away="Somebody says thank you, or that it was lovely.")
    )
    said = [
        *reviewed(folder),
        *approved_and_produced(folder, written),
        *terminal(folder),
        *seen_in_the_window(folder, written),
    ]
    return "\n".join(said)


def reviewed(folder: Path) -> list[str]:
    session = build.as_user(folder, "rita")
    said = [repr(finish(flagging.flag(session)))]
    rows = reviewing.queue(session, 1, order="rank")
    for at, row in enumerate(rows):
        said += [
            repr(reviewing.open_item(session, 1, row.item)),
            repr(reviewing.unfold(session, 1, row.item)),
        ]
        reviewing.decide(
            session,
            1,
            row.item,
            Relevance.RELEVANT if at % 2 else Relevance.NOT_RELEVANT_TO_LINE,
            "about the taxi",
        )
    for at, row in enumerate(
        one for one in reviewing.queue(session, 1) if one.decision == Relevance.RELEVANT
    ):
        said.append(repr(tagging.tag(session, 1, row.item, [list(Tag)[at % 4], Tag.AWAY])))
    said.append(repr(finish(learn_order.learn(session, 1))))
    for tag in (None, *Tag):
        said.append(repr(finish(learn_order.learn(session, 1, tag=tag))))
        said += [
            repr(reviewing.queue(session, 1, "rank", tag=tag)),
            repr(batching.next_batch(session, 1, tag)),
        ]
        said += [repr(finish(explaining.explain(session, 1, row.item, tag=tag))) for row in rows]
        said += [repr(reviewing.open_item(session, 1, row.item, tag)) for row in rows]
    said.append(repr(tagging.balance(session)))
    said += [repr(finish(flagging.flag(session))), repr(reviewing.queue(session, 1))]
    said += [repr(step(session, 1)) for step in (forming.term_forms, account_of_looking.term_report)]
    said += [
        repr(step(session))
        for step in (
            account_of_looking.proportionality,
            account_of_looking.decision_figures,
            gathering.subjects,
            linking.people,
        )
    ]
    said += [
        repr(step(session))
        for step in (enquiring.outside, enquiring.list_lines, auditing.not_examined, opening.summary)
    ]
    said.append(repr(index.words(session.case, list("abcdefghijklmnopqrstuvwxyz"))))
    said.append(
        repr(
            index.find(
                session.case,
                session.case.one("SELECT id FROM lines")[0],
                index.Asked(('"taxi"', '"pay"', f'"{MARK}" *')),
            )
        )
    )
    for number, item in redacting.relevant(session):
        redacting.mark_suggested(session, number, item, attested=True)
    for item in range(1, 20):
        with contextlib.suppress(Exception):
            said.append(repr(reviewing.open_item(session, 1, ItemId(item))))
        with contextlib.suppress(Exception):
            said.append(repr(finish(explaining.explain(session, 1, ItemId(item), tag=Tag.AWAY))))
        with contextlib.suppress(Exception):
            said.append(
                repr(reviewing.reveal_media(session, 1, ItemId(item), 0, "a reason that is long enough"))
            )
    opening.close(session)
    return said


def approved_and_produced(folder: Path, written: Path) -> list[str]:
    session = build.as_user(folder, "paul")
    shown = [repr(finish(weighing.heaviest_weights(session, 1, tag=tag))) for tag in (None, Tag.AWAY)]
    waiting = approving.waiting(session)
    for one in waiting:
        approving.endorse(session, one.item, build.ACCUSED, DisclosureCode.DISCLOSE, "it may assist")
    overlaps = overlapping.overlaps(session)
    assert overlaps
    for found in overlaps:
        comparing.preview(session, found.item)
        ruled = overlapping.decide_overlap(
            session, found.item, MarkRuling.REDACT, "the name adds nothing to what helps him"
        )
        shown.append(repr(ruled))
    approving.approve(session, tuple(one.item for one in waiting), attested=True)
    opening.close(session)
    session = build.as_user(folder, "omar")
    bundle = finish(producing.produce(session, written / "bundle", build.production()))
    said = [
        *shown,
        repr(waiting),
        repr(overlaps),
        repr(bundle),
        repr(inventory.inventory(session, build.ACCUSED)),
        repr(auditing.events(session)),
        repr(auditing.verify_case(session)),
    ]
    opening.close(session)
    return said


def terminal(folder: Path) -> list[str]:
    """The same from the command line, and a fault that nobody expected, with its traceback as the program
    tells it."""
    heard = io.StringIO()
    os.environ["EVIDENCE_REVIEW_PASSPHRASE"] = build.PASSPHRASE
    try:
        with contextlib.redirect_stdout(heard), contextlib.redirect_stderr(heard):
            for words in (
                "items",
                "terms",
                "lines forms",
                "ledger",
                "figures",
                "outside",
                "lines list",
                "not-examined",
                "log",
                "people list",
                "balance",
                "batch",
            ):
                asked = [*words.split(), str(folder), "--user", "rita", "--json"]
                if words in {"terms", "lines forms", "batch"}:
                    asked.insert(-3, "1")
                if words == "items":
                    asked += ["--line", "1"]
                with contextlib.suppress(SystemExit):
                    cli.main(asked)
    finally:
        del os.environ["EVIDENCE_REVIEW_PASSPHRASE"]
    crash = (
        "from evidence_review.gui.jobs import report_bug\n"
        f"try:\n    raise ValueError('{MARK}bug')\nexcept ValueError as bug:\n    report_bug(bug)\n"
    )
    done = subprocess.run([sys.executable, "-c", crash], capture_output=True, text=True, check=False)
    assert "ValueError at" in done.stderr
    return [heard.getvalue(), done.stdout, done.stderr]


WINDOW = """
import sys
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTableView
from evidence_review.domain.kinds import Tag
from evidence_review.gui import app
from evidence_review.gui.models.look import ViewSettings


def told(window):
    QTest.qWait(30)
    page = window.stack.currentWidget()
    for part in (*page.findChildren(QLabel), *page.findChildren(QAbstractButton)):
        print(part.text(), part.toolTip(), part.accessibleName())
    for table in page.findChildren(QTableView):
        model = table.model()
        for row in range(model.rowCount()):
            print(*(model.index(row, column).data() for column in range(model.columnCount())))


def main(folder, view):
    made = QApplication([])
    settings = ViewSettings()
    app.dress(made, settings)
    window = app.build(made, settings, Path(view))
    window.show()
    window.open_case(Path(folder), "omar", sys.argv[3])
    assert window.desk.session is not None
    told(window)
    window.go("review")
    work = window.review.reviewing
    for tag in (None, *Tag):
        work.see(tag)
        for order in ("time", "rank", "batch"):
            work.sift(order=order)
            told(window)
        work.sift(order="time")
        for row in work.queue.values():
            work.open(row.item)
            work.unfold()
            told(window)
    for page in ("home", "overview", "lines", "samples", "evidence", "personal", "approve", "disclosure", "held",
                 "account", "log", "jobs"):
        window.go(page)
        told(window)
    window.close_case()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
"""


def seen_in_the_window(folder: Path, written: Path) -> list[str]:
    """All that the window puts on its pages, for a disclosure officer who looks at everything she may, with a
    home of its own that is searched too.
    """
    script = folder.parent / "look.py"
    script.write_text(WINDOW, "utf-8")
    around = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(written / "home"),
        "XDG_CONFIG_HOME": str(written / "home"),
        "PYTHONPATH": os.getcwd(),
    }
    given = [sys.executable, str(script), str(folder), str(written / "home" / "view.json"), build.PASSPHRASE]
    done = subprocess.run(given, capture_output=True, text=True, check=False, env=around, timeout=900)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "the taxi is outside" in done.stdout
    assert "Found towards and away" in done.stdout
    return [done.stdout, done.stderr]


def test_the_markers_are_in_the_evidence_and_out_of_scope(run) -> None:
    session = build.as_user(run[0], "rita")
    held = {
        row[0]
        for row in session.case.all(
            "SELECT id FROM items WHERE text LIKE :m OR extra LIKE :m", {"m": f"%{MARK}%"}
        )
    }
    assert len(held) >= 4
    quarantined = {row[0] for row in session.case.all("SELECT item_id FROM held_items")}
    covered = {row[0] for row in session.case.all("SELECT item_id FROM in_scope")}
    assert held & covered == {
        row[0] for row in session.case.all("SELECT id FROM items WHERE text LIKE :m", {"m": f"%{HELD}%"})
    }
    assert len(held & covered) == 1
    assert held & covered <= quarantined
    titles = session.case.all(
        (
            "SELECT title || name FROM threads UNION SELECT name || identifier FROM parties UNION "
            "SELECT name FROM attachments"
        )
    )
    assert sum(MARK in (row[0] or "") for row in titles) >= 4
    opening.close(session)


def test_nothing_that_was_shown_or_printed_holds_a_marker(run) -> None:
    assert "taxi is outside" in run[2]
    at = run[2].find(MARK)
    assert at < 0, run[2][max(0, at - 300) : at + 100]


def test_the_ledger_counts_what_the_bundle_carried(run) -> None:
    session = build.as_user(run[0], "omar")
    told = account_of_looking.proportionality(session).whole
    assert told.disclosed == told.relevant == 3
    opening.close(session)


def test_no_table_but_the_evidence_itself_holds_a_marker(run) -> None:
    session = build.as_user(run[0], "rita")
    assert tables_with(session, "taxi"), "what is in scope must be found, or this shows nothing"
    assert tables_with(session, MARK) == set()
    opening.close(session)


def test_no_file_that_was_written_holds_a_marker(run) -> None:
    files = [file for top in (run[0], run[1]) for file in top.rglob("*") if file.is_file()]
    assert len(files) > 8
    for file in files:
        for name, data in inside(file):
            assert MARK.encode() not in data.lower(), f"{file.name} {name}"
            assert MARK not in name.lower()
