"""What an importer yields always fits the pipe out of the child process, and what stayed behind is said."""

import json
from dataclasses import replace

import pytest
import ufdr_reports as build
from wire_back import from_wire

from evidence_review.domain.evidence import Attachment, Declared, Item, Problem, Tally
from evidence_review.domain.kinds import ItemKind
from evidence_review.domain.tasks import task
from evidence_review.domain.wire import to_wire
from evidence_review.importers.text import pipe_values
from evidence_review.importers.text.pipe_values import fitted
from evidence_review.sandbox import Limits, stream

ITEM = Item(
    "a",
    ItemKind.MESSAGE,
    "hello",
    "t",
    attachments=(Attachment("x", data=b"1234"), Attachment("y", data=b"5678")),
    extra=(("k", "v"),),
)


@pytest.mark.parametrize("value", [ITEM, Declared("x", 1), Tally(1), replace(ITEM, text=None)])
def test_what_fits_is_not_touched(value):
    assert list(fitted(value)) == [value]


def test_attachments_that_do_not_fit_stay_behind(monkeypatch):
    monkeypatch.setattr(pipe_values, "MOST_DATA", 5)
    item, problem = fitted(ITEM)
    assert [each.data for each in item.attachments] == [b"1234", None]
    assert isinstance(problem, Problem)
    assert problem.records == 0


def test_texts_that_do_not_fit_are_cut(monkeypatch):
    monkeypatch.setattr(pipe_values, "MOST_TEXT", 3)
    item, _ = fitted(replace(ITEM, extra=(("k", "long value"), ("l", "more"))))
    assert item.text == "hel"
    assert [name for name, _ in item.extra] == ["k", "l"]
    assert sum(len(text) for _, text in item.extra) <= 3


def test_the_largest_item_fits_a_frame():
    worst = "\U0001f600" * pipe_values.MOST_TEXT
    item = replace(ITEM, text=worst, extra=(("k", worst),), attachments=())
    size = sum(len(json.dumps({"value": to_wire(value)})) for value in fitted(item))
    assert size <= Limits().answer
    full = replace(ITEM, attachments=(Attachment("x", data=bytes(pipe_values.MOST_DATA)),))
    assert len(json.dumps({"value": to_wire(next(fitted(full)))})) <= Limits().answer


def test_every_format_is_read_alike_in_the_child(tmp_path):
    import pymupdf

    from evidence_review.domain.evidence import ReadOptions
    from evidence_review.importers.child_tasks import Manner, read_source
    from evidence_review.importers.choosing import read

    document = pymupdf.open()
    document.new_page().insert_text((72, 72), "a page")
    sources = {
        "phone.ufdr": build.report(
            build.of_type("InstantMessage", build.message(1, "hi 👋", build.party("07700900001", "Kit")))
        ),
        "letter.pdf": document.tobytes(),
        "mail.eml": (
            b"From: kit@example.org\nSubject: hello\nDate: Sun, 17 Mar 2024 22:15:30 +0100\n\nwords \xff"
        ),
        "note.txt": b"plain words",
    }
    for name, data in sources.items():
        path = tmp_path / name
        path.write_bytes(data)
        here = list(read(path, ReadOptions()))
        there = [
            from_wire(value)
            for value in stream(task(read_source, path=path, options=ReadOptions(), manner=Manner()))
        ]
        assert here == there
        assert sum(isinstance(value, Item) for value in there) >= 1
