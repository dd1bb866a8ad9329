"""I3: a stream is handed to the readers already split only where no reader can take it otherwise, and then
says the same."""

import io

import channels
import pikepdf
import pytest

from evidence_review.domain.redaction_values import Removal
from evidence_review.redaction import redact_pdf
from evidence_review.redaction.gate import gate_miner, gate_pypdf
from evidence_review.redaction.streams.lexing import Kinds, split
from evidence_review.redaction.terms.search import search_for

KINDS = Kinds(int, float, bytes, bytes, list)
EVERY = search_for(["…"])
"""A search without a letter, for which every text is read."""


@pytest.mark.parametrize(
    "odd",
    [
        b"% a comment\nBT ET",
        b"/Na#6de gs",
        b"<< /A 1 >> BDC",
        b"BI /W 1 ID x EI",
        b"(open Tj",
        b"[ [ 1 ] ] TJ",
        b"(x) Tx",
        b"1 2",
        b"--1 w",
        b"<1> Tj",
    ],
)
def test_what_readers_may_take_differently_is_not_split(odd):
    assert split(odd, KINDS) is None


def test_plain_streams_are_split_as_the_standard_has_them():
    assert split(rb"BT /F1 12 Tf [(a\(b\051) -1.5 <41>] TJ T* ET", KINDS) == [
        ([], b"BT"),
        ([b"F1", 12], b"Tf"),
        ([[b"a(b)", -1.5, b"A"]], b"TJ"),
        ([], b"T*"),
        ([], b"ET"),
    ]


@pytest.mark.parametrize(("module", "reader"), [(gate_miner, "pages"), (gate_pypdf, "pages")])
def test_readers_say_the_same_of_split_streams(module, reader, monkeypatch):
    done = redact_pdf(
        channels.CHANNELS["c03_kerned"]() if "c03_kerned" in channels.CHANNELS else channels.c01_visible(),
        [Removal(channels.SECRET, "[PERSON 1]")],
    )
    with pikepdf.open(io.BytesIO(done.data)) as pdf:
        assert all(split(page.Contents.read_bytes(), KINDS) for page in pdf.pages)
    quick = list(getattr(module, reader)(done.data, 0, None, EVERY))
    for split_by in ("split", "split_plainly"):
        monkeypatch.setattr(module, split_by, lambda *_: None, raising=False)
    assert list(getattr(module, reader)(done.data, 0, None, EVERY)) == quick
    assert any("library" in text for texts in quick for text in texts)
    assert "library" in quick[0][0]
