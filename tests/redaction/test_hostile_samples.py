"""Every file of `hostile_samples` and `hostile_further` redacted and checked: a sentence or a right file, in
time, the original untouched, nothing half-written."""

import hashlib
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from channels import SECRET
from hostile_further import FURTHER
from hostile_samples import HOSTILE, PAGE, forms_doubling, one_page, stream

from evidence_review.domain.errors import ReviewError
from evidence_review.redaction.gate import gate
from evidence_review.redaction.gate.gate_weight import ENDLESS_TABLE, endless_table
from evidence_review.redaction.streams.packing import NOT_UNPACKED, OVERPACKED, overpacked
from evidence_review.redaction.streams.preparing import open_pdf
from evidence_review.redaction.streams.unfolding import UNFOLDS, unfolds
from evidence_review.workflow.one_file import single_file

QUICK = (
    "tree_in_a_ring.pdf",
    "form_of_itself.pdf",
    "forms_doubling.pdf",
    "object_streams_in_a_ring.pdf",
    "tables_in_a_ring.pdf",
    "deep_array.pdf",
)
SECONDS = 900
ALL = HOSTILE | FURTHER


def _refusal(work: Callable[[], object]) -> str:
    """The sentence with which something was refused; empty where it was done."""
    try:
        work()
    except ReviewError as refused:
        return str(refused)
    return ""


def _holds(name: str, folder: Path) -> None:
    source, target = folder / name, folder / f"new{Path(name).suffix}"
    source.write_bytes(ALL[name]())
    was, began = hashlib.sha256(source.read_bytes()).digest(), time.monotonic()
    refused = _refusal(lambda: single_file.redact_file(source, target, [SECRET]))
    unchecked = _refusal(lambda: single_file.check_file(source, [SECRET]))
    assert time.monotonic() - began < SECONDS
    assert all(one.endswith(".") and "\n" not in one for one in (refused, unchecked) if one)
    assert {one.name for one in folder.iterdir()} == {name} | (set() if refused else {target.name})
    assert hashlib.sha256(source.read_bytes()).digest() == was
    assert refused or single_file.check_file(target, [SECRET]) == ()


@pytest.mark.parametrize("name", QUICK)
def test_a_file_made_to_break_its_reader_ends_in_a_sentence_or_a_right_file(name, tmp_path):
    _holds(name, tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("name", sorted(ALL.keys() - set(QUICK)))
def test_every_other_file_made_to_break_its_reader(name, tmp_path):
    _holds(name, tmp_path)


def test_forms_that_paint_forms_twice_each_are_refused_before_anything_is_drawn():
    """Thirty forms in 7,000 bytes kept a redaction busy for minutes."""
    began = time.process_time()
    with pytest.raises(ReviewError, match="millions of times") as refused:
        open_pdf(forms_doubling())
    assert str(refused.value) == UNFOLDS
    assert any(leak.place == "pages" for leak in gate.check(forms_doubling(), [SECRET]))
    assert time.process_time() - began < 20


@pytest.mark.parametrize("name", ["form_of_itself.pdf", "tree_of_itself.pdf", "pattern_of_itself.pdf"])
def test_what_paints_itself_is_left_to_its_readers(name):
    assert not unfolds(HOSTILE[name]())


def test_a_table_of_two_thousand_million_objects_is_told_and_not_gone_through():
    """Readers written in Python went through all of its rows; a check had no end."""
    data, began = FURTHER["numbers_without_end.pdf"](), time.process_time()
    assert any(leak.how == ENDLESS_TABLE for leak in gate.check(data, [SECRET]))
    assert time.process_time() - began < 20
    assert not endless_table(HOSTILE["signed.pdf"]())


def bomb_in_a_bomb() -> bytes:
    body = zlib.compress(zlib.compress(b"\0" * 200_000_000, 1), 9)
    return one_page(stream(body, b"/Filter [/FlateDecode /FlateDecode]"))


@pytest.mark.parametrize("built", [bomb_in_a_bomb, FURTHER["runs_of_runs.pdf"]])
def test_what_is_packed_again_and_again_is_told_and_not_unpacked(built):
    """Sixteen million bytes of run lengths, packed once more, are 65 thousand million: one such file filled
    all memory."""
    with pytest.raises(ReviewError) as refused:
        open_pdf(built())
    assert str(refused.value) == OVERPACKED


def test_a_check_reads_nothing_of_what_is_packed_again_and_again():
    assert [leak.how for leak in gate.check(FURTHER["runs_of_runs.pdf"](), [SECRET])] == [NOT_UNPACKED]


def test_what_is_packed_twice_and_small_is_read():
    """Some programs write ASCII over Flate, and a few pack twice; neither is a trap."""
    page = b"BT /F1 12 Tf 72 700 Td (Quillfeather) Tj ET"
    for body, filters in (
        (zlib.compress(zlib.compress(page)), b"/FlateDecode /FlateDecode"),
        (zlib.compress(page).hex().encode() + b">", b"/ASCIIHexDecode /FlateDecode"),
        (zlib.compress(b"\x80"), b"/FlateDecode /RunLengthDecode"),
    ):
        assert not overpacked(one_page(stream(body, b"/Filter [" + filters + b"]")))


@pytest.mark.parametrize(
    "said",
    [b"/Filter 6 0 R", b"/F#69lter [/Fl#61teDecode /FlateDecode]", b"/Filter[/FlateDecode/FlateDecode]"],
)
def test_filters_named_elsewhere_or_in_numbers_are_found_too(said):
    body = zlib.compress(zlib.compress(b"\0" * 200_000_000, 1), 9)
    assert overpacked(one_page(stream(body, said), PAGE, b"[/FlateDecode /FlateDecode]")).startswith(
        "object "
    )
