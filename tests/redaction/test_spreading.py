"""A document shared out among processes, copies of one or new interpreters: the same bytes as from one,
nothing where one of them dies, no process left behind."""

import multiprocessing
import os
import sys
import time
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path

import channels
import channels_painted
import hostile_children
import layouts
import pytest

from evidence_review.domain.errors import ReviewError, UnreadableExport
from evidence_review.domain.redaction_values import Level, Removal
from evidence_review.domain.tasks import task
from evidence_review.redaction import page_texts, redact_pdf
from evidence_review.redaction.checked_file import check
from evidence_review.redaction.gate import gate
from evidence_review.redaction.gate.gate_reading import PageRead, in_order
from evidence_review.redaction.pdf import planning
from evidence_review.sandbox import Limits, share_out, sharing, together
from evidence_review.sandbox.process_copies import Failed, in_copies

SECRET = channels.SECRET
REMOVALS = [Removal(SECRET, "[PERSON 1]"), Removal("library", "[REDACTED 1]")]
LIMITS = Limits(seconds=120)


def _in_copies(work, count, worth=1):
    return in_copies(work, count, 2, LIMITS)


SPREADS = {"new interpreters": partial(share_out, limits=LIMITS)}
if sys.platform == "linux":
    SPREADS["copies"] = _in_copies


@pytest.fixture(params=SPREADS)
def spread(request):
    return SPREADS[request.param]


@pytest.fixture(autouse=True)
def _two_shares(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(sharing, "_LEAST", 2)


@pytest.fixture(autouse=True)
def _no_copy_left():
    """No copy is left behind; the processes that the library keeps for making others stay."""
    before = _children()
    yield
    deadline = time.monotonic() + 20
    while not (left := _children() - before) <= _kept(left) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert left <= _kept(left)


def _children():
    multiprocessing.active_children()  # takes note of those that have ended
    listed = Path(f"/proc/self/task/{os.getpid()}/children")
    return set(listed.read_text().split()) if listed.exists() else set()


def _kept(processes):
    kept = set()
    for one in processes:
        with suppress(OSError):  # it has just ended
            kept |= {one} if b"multiprocessing" in Path(f"/proc/{one}/cmdline").read_bytes() else set()
    return kept


def _many_pages() -> bytes:
    """Pages of several programs one after another: some set anew, some under bars, one that becomes a
    picture, some with nothing marked."""
    import pymupdf

    parts = [layouts.LAYOUTS[name]() for name in ("reportlab_letter", "chart")]
    parts += [
        channels.c01_visible(),
        channels_painted.c22_failed_redaction(),
        channels_painted.c08_tiling_pattern(),
    ]
    with pymupdf.open() as out:
        for part in parts:
            with pymupdf.open(stream=part, filetype="pdf") as one:
                out.insert_pdf(one)
        out.new_page().insert_text((72, 72), "Nothing is marked on this page.")
        return out.tobytes()


@pytest.mark.parametrize("level", list(Level))
def test_several_processes_give_the_same_bytes_as_one(level, spread):
    source = _many_pages()
    alone, shared = (redact_pdf(source, REMOVALS, level=level, spread=one) for one in (None, spread))
    assert shared == alone
    assert alone.removed > 3


def test_progress_counts_every_page_once(spread):
    told = []
    redact_pdf(
        _many_pages(), REMOVALS, tell=lambda what, done, of: told.append((what, done, of)), spread=spread
    )
    looking = [(done, of) for what, done, of in told if what == "looking"]
    assert looking == [(number, len(looking)) for number in range(1, len(looking) + 1)]
    assert len(looking) > 4


@pytest.mark.parametrize("how", ["SIGKILL", "exit"])
def test_a_process_that_dies_stops_it_and_nothing_is_written(how):
    def dying(*_):
        yield from together([task(hostile_children.die, how=how)])

    with pytest.raises(UnreadableExport):
        redact_pdf(_many_pages(), REMOVALS, spread=dying)
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("fault", [Failed, MemoryError])
def test_a_fault_in_a_copy_is_the_sentence_of_one_process(fault):
    def failing(*_):
        raise fault
        yield

    with pytest.raises(UnreadableExport, match="damaged and cannot be redacted"):
        redact_pdf(_many_pages(), REMOVALS, spread=failing)


def test_a_process_that_leaves_a_page_out_stops_it(spread):
    with pytest.raises(UnreadableExport, match="stopped early"):
        redact_pdf(_many_pages(), REMOVALS, spread=lambda *asked: islice(spread(*asked), 3))


def test_what_makes_no_sense_stops_it():
    with pytest.raises(UnreadableExport):
        redact_pdf(_many_pages(), REMOVALS, spread=lambda *_: iter([{"page": "x", "plan": {}}]))


@pytest.mark.parametrize("at", ["looking", "comparing", "reading again with pdfminer.six"])
def test_stopping_ends_every_process(at, spread):
    class Enough(ReviewError):
        """Told to stop."""

    def tell(what, done, of):
        if what == at:
            raise Enough("Stopped.")

    with pytest.raises(Enough):
        redact_pdf(_many_pages(), REMOVALS, tell=tell, spread=spread)
    assert not multiprocessing.active_children()


def test_the_gate_finds_in_several_processes_what_it_finds_in_one(spread):
    source = _many_pages()
    search = gate.search_for([SECRET])
    alone, shared = (gate.check_search(source, search, spread=one) for one in (None, spread))
    assert shared == alone
    assert {leak.how for leak in alone} >= {
        "text read by MuPDF",
        "text read by pdfminer.six",
        "text read by pypdf",
        "text read by PDFium",
    }


def test_a_reader_that_fails_is_told_as_if_it_had_read_alone():
    """Stretches of its pages may fail each at its own first page, and one behind these may find something."""
    read, failed = partial(PageRead, "pypdf"), "pypdf could not read it to be checked"
    found = [read(9, failed), read(4, failed), read(2, "text read by pypdf"), read(12, "text read by pypdf")]
    other = PageRead("Poppler", 12, "text read by Poppler")
    assert in_order([other, *found], ["pypdf", "Poppler"]) == [found[2], found[1], other]


def test_check_file_shares_pages_out(tmp_path, spread):
    file = tmp_path / "a.pdf"
    file.write_bytes(_many_pages())
    alone, shared = (list(check(file, [SECRET], one)) for one in (None, spread))
    assert shared == alone
    assert alone[0]["places"]


def test_shares_hold_every_page_once(monkeypatch):
    monkeypatch.setattr(sharing, "_LEAST", 12)
    for cores in (1, 2, 3, 16):
        monkeypatch.setattr(os, "cpu_count", lambda cores=cores: cores)
        for pages in (0, 1, 23, 48, 578, 20_000):
            ranges = sharing.shares(pages)
            assert [number for first, last in ranges for number in range(first, last)] == list(range(pages))
            assert len(ranges) <= max(1, min(cores, 4, pages // 12))


def test_very_many_characters_beyond_the_page_are_asked_for_by_area(monkeypatch):
    """A field that holds a book shows one line of it: the library is not asked for each of the hidden
    characters."""
    asked = []
    real = planning.take_out
    monkeypatch.setattr(planning, "_MANY", 50)
    monkeypatch.setattr(
        planning,
        "take_out",
        lambda page, going, drawn: (asked.append(len(going)), real(page, going, drawn))[1],
    )
    source = _one_field_with_a_book()
    done = redact_pdf(source, [])
    assert done.pages_as_pixels == ()
    assert max(asked) < 100
    text = page_texts(done.data)[0]
    assert "library" in text
    assert "chapter" not in text
    assert gate.check(done.data, ["chapter"]) == []


def _one_field_with_a_book() -> bytes:
    """A page with a form on it whose text runs on far below the page."""
    draft = channels.Draft()
    lines = "".join(f" 0 -14 Td (chapter {number} of a book) Tj" for number in range(200))
    draft.resource("XObject", "Fm", draft.form(f"BT /F1 12 Tf 72 -100 Td{lines} ET"))
    draft.paint(channels.shown("Meet me at the library.", y=700) + " /Fm Do")
    return draft.bytes()
