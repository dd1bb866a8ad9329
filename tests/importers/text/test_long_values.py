"""Long values of what a file says of itself: kept, and where one is too long to be kept, cut and said to
be."""

import struct

import picture_samples
import pytest
import recording_samples
from html_samples import PAGE

from evidence_review.domain.evidence import Item, ReadOptions
from evidence_review.importers.choosing import read
from evidence_review.importers.text.long_values import MOST, bounded, listed

LONG = "a note on the shed and who holds its key; " * 200


def extra_of(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    return [pair for value in read(path, ReadOptions()) if isinstance(value, Item) for pair in value.extra]


def wav():
    said = LONG.encode().ljust(len(LONG) + len(LONG) % 2, b"\0")
    told = b"INFOICMT" + struct.pack("<I", len(said)) + said
    sound = b"\x80\x81" * 8000
    chunks = (
        (b"fmt ", 16, struct.pack("<HHIIHH", 1, 1, 8000, 8000, 1, 8)),
        (b"data", len(sound), sound),
        (b"LIST", len(told), told),
    )
    return recording_samples.riff(b"WAVE", *chunks)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.html", f"{PAGE}<!-- {LONG} -->".encode()),
        ("said.html", PAGE.replace("<head>", f'<head><meta name="description" content="{LONG}">').encode()),
        ("photo.jpg", picture_samples.photo(taken={0x9286: b"ASCII\0\0\0" + LONG.encode()})),
        ("note.wav", wav()),
    ],
)
def test_what_a_file_says_of_itself_is_kept_whole(tmp_path, name, data):
    assert any(LONG.strip() in value for _, value in extra_of(tmp_path, name, data))


def test_a_value_that_is_too_long_says_so():
    assert bounded("x" * MOST) == "x" * MOST
    assert bounded("x" * (MOST + 1)) == f"{'x' * MOST} (cut: {MOST + 1} characters)"
    assert listed(["1"] * 64) == ", ".join(["1"] * 64)
    assert listed(["1"] * 65).endswith("1 (cut: 65 values)")
