"""The demo story from the command line, as a stranger runs it: one process, a fresh HOME, an empty folder."""

import io
import json
import os
import subprocess
import sys
import zipfile

import pytest
from pypdf import PdfReader

from evidence_review.workflow.auditing import auditing


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    top = tmp_path_factory.mktemp("demo")
    for name in ("home", "tmp"):
        (top / name).mkdir()
    surroundings = {
        key: value
        for key, value in os.environ.items()
        if key not in {"CI", "ORT_DISABLE_TELEMETRY", "TMPDIR"}
    }
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "evidence_review",
            "demo",
            "--headless",
            str(top / "out"),
            "--messages",
            "800",
        ],
        env={**surroundings, "HOME": str(top / "home"), "TMPDIR": str(top / "tmp")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return top, done.stdout


def texts(folder) -> str:
    """Every text of a bundle, spaces made one."""
    out = []
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = file.read_bytes()
        if file.suffix == ".pdf":
            out += [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
        elif file.suffix == ".xlsx":
            with zipfile.ZipFile(io.BytesIO(data)) as book:
                out += [book.read(name).decode("utf-8", "replace") for name in book.namelist()]
        else:
            out.append(data.decode("utf-8", "replace"))
    return " ".join(" ".join(out).split())


def test_the_story_ends_in_a_bundle_that_verifies(demo) -> None:
    top, said = demo
    assert "the entry, who signed it and that enrolment are shown" in said
    for name in ("bundle", "bundle-2"):
        assert auditing.verify_path(top / "out" / name).status == 0
    hit, flagged = (
        int(word.strip(" .,"))
        for word in said.split("agreed term: ")[1].split("\n")[0].split(", of them flagged for review: ")
    )
    assert hit == flagged > 50


def test_C1_no_text_outside_scope_and_no_held_text_is_in_the_bundle(demo) -> None:
    top, _ = demo
    bundle = texts(top / "out" / "bundle")
    rows = [
        json.loads(line) for line in (top / "out" / "material" / "key.jsonl").read_text("utf-8").splitlines()
    ]
    kept_out = [
        row
        for row in rows
        if row["label"] in {"privileged", "out_of_scope_find"}
        or (row["label"] == "noise" and row["line"] is None)
    ]
    kept_out = [
        row for row in kept_out if not row["file"].endswith(".pdf")
    ]  # a page is one item: what else stands on it is marked by hand
    assert len(kept_out) > 20
    for row in kept_out:
        words = " ".join(row["text"].split())
        assert len(words) < 25 or words not in bundle, row["key"]
    shown = [row for row in rows if row["label"] == "relevant" and " ".join(row["text"].split()) in bundle]
    assert len(shown) > 10  # the same search does find what was handed over


def test_nothing_is_left_in_HOME_or_the_temporary_folder(demo) -> None:
    top, _ = demo
    assert [path for path in (top / "home").rglob("*") if path.is_file()] == []
    assert [path for path in (top / "tmp").rglob("*") if path.is_file()] == []


def test_P1_the_case_on_disk_holds_no_text_in_plain(demo) -> None:
    top, _ = demo
    rows = [
        json.loads(line) for line in (top / "out" / "material" / "key.jsonl").read_text("utf-8").splitlines()
    ]
    words = [row["text"].encode()[:40] for row in rows if len(row["text"]) > 40]
    for file in (top / "out" / "case").iterdir():
        data = file.read_bytes()
        assert not any(word in data for word in words), file.name
