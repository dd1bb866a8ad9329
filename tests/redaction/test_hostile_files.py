"""redact-file and check-file on files that are damaged, locked, hollow or too big: a sentence or a right
file, the original untouched, nothing half-written."""

import hashlib
import io
import os
import signal
import struct
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pikepdf
import pytest
from channels import CHANNELS, SECRET
from drafting import Draft
from pikepdf import Array, Dictionary, Name

from evidence_review.domain.errors import ReviewError
from evidence_review.domain.redaction_values import Leak
from evidence_review.redaction.file_writing import write_new
from evidence_review.redaction.gate import gate
from evidence_review.redaction.gate.gate_weight import HEAVY
from evidence_review.redaction.pictures.pictures import TOO_LARGE
from evidence_review.workflow.one_file import single_file

PLAIN = CHANNELS["c01_visible"]()


def _saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


def _locked(user: str) -> bytes:
    with pikepdf.open(io.BytesIO(PLAIN)) as pdf:
        return _saved(pdf, encryption=pikepdf.Encryption(user=user, owner="owner"))


def _draws_itself() -> bytes:
    with pikepdf.open(io.BytesIO(PLAIN)) as pdf:
        pdf.Root.AcroForm = Dictionary(XFA=pdf.make_stream(b"<xdp/>"), Fields=Array([]))
        pdf.Root.NeedsRendering = True
        return _saved(pdf)


def _many_pages() -> bytes:
    with pikepdf.new() as pdf:
        kids = [
            pdf.make_indirect(
                Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 595, 842]), Parent=pdf.Root.Pages)
            )
            for _ in range(20_001)
        ]
        pdf.Root.Pages.Kids, pdf.Root.Pages.Count = Array(kids), len(kids)
        return _saved(pdf)


def _one_page_again_and_again() -> bytes:
    with pikepdf.open(io.BytesIO(PLAIN)) as pdf:
        pdf.Root.Pages.Kids, pdf.Root.Pages.Count = Array([pdf.Root.Pages.Kids[0]] * 20_000), 20_000
        return _saved(pdf)


def _png(side: int) -> bytes:
    """A white picture of so many pixels a side, one bit each."""
    rows = zlib.compressobj(9)
    body = b"".join(rows.compress(b"\0" + b"\xff" * (side // 8)) for _ in range(side)) + rows.flush()

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", body) + part(b"IEND", b"")


REFUSED = {
    "locked.pdf": (lambda: _locked("secret"), "password"),
    "xfa.pdf": (_draws_itself, "draws itself"),
    "hollow.pdf": (lambda: _saved(pikepdf.new()), "no pages"),
    "head.pdf": (lambda: b"%PDF-1.7\n", "could not be opened"),
    "empty.pdf": (lambda: b"", "empty"),
    "many.pdf": (_many_pages, "20,000 pages"),
    "same.pdf": (_one_page_again_and_again, "same few pages"),
    "large.png": (lambda: _png(17_600), TOO_LARGE[:40]),
    "cut.png": (lambda: _png(400)[:60], "damaged"),
    "locked.docx": (
        lambda: (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + b"\0" * 500
            + "EncryptedPackage".encode("utf-16-le")
            + b"\0" * 3000
        ),
        "encrypted",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_redacted_is_refused_in_a_sentence(name, tmp_path):
    build, sentence = REFUSED[name]
    source = tmp_path / name
    source.write_bytes(build())
    was = hashlib.sha256(source.read_bytes()).digest(), source.stat().st_mtime_ns
    with pytest.raises(ReviewError, match=sentence) as refused:
        single_file.redact_file(source, tmp_path / f"new{source.suffix}", [SECRET])
    assert "\n" not in str(refused.value)
    assert str(refused.value).endswith(".")
    assert [one.name for one in tmp_path.iterdir()] == [name]
    assert (hashlib.sha256(source.read_bytes()).digest(), source.stat().st_mtime_ns) == was


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("locked.pdf", "password"),
        ("hollow.pdf", "no pages"),
        ("same.pdf", "same few pages"),
        ("large.png", "more pixels than can be looked at"),
    ],
)
def test_a_check_says_why_a_file_could_not_be_checked(name, sentence, tmp_path):
    source = tmp_path / name
    source.write_bytes(REFUSED[name][0]())
    assert any(sentence in place for place in single_file.check_file(source))


def test_a_check_for_words_does_not_read_one_page_thousands_of_times():
    began = time.process_time()
    found = gate.check(_one_page_again_and_again(), [SECRET])
    assert [leak for leak in found if leak.place == "pages"]
    assert time.process_time() - began < 30


def test_places_that_cannot_be_written(tmp_path):
    source, link, folder = tmp_path / "a.pdf", tmp_path / "link.pdf", tmp_path / "folder"
    source.write_bytes(PLAIN)
    folder.mkdir()
    link.symlink_to(source)
    for target, sentence in (
        (source, "original"),
        (link, "original"),
        (folder, "already"),
        (tmp_path / "no" / "new.pdf", "folder"),
    ):
        with pytest.raises(ReviewError, match=sentence):
            single_file.redact_file(source, target, [SECRET])
    with pytest.raises(ReviewError, match="no file there"):
        single_file.redact_file(folder, tmp_path / "new.pdf", [SECRET])
    assert source.read_bytes() == PLAIN
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.pdf", "folder", "link.pdf"]


def test_a_link_is_followed_and_not_replaced(tmp_path):
    source, link = tmp_path / "a.pdf", tmp_path / "link.pdf"
    source.write_bytes(PLAIN)
    link.symlink_to(source)
    single_file.redact_file(link, tmp_path / "new.pdf", [SECRET])
    assert link.is_symlink()
    assert source.read_bytes() == PLAIN
    assert (tmp_path / "new.pdf").read_bytes()[:5] == b"%PDF-"


def test_a_file_of_that_name_that_came_meanwhile_stays(tmp_path):
    (tmp_path / "new.pdf").write_bytes(b"precious")
    with pytest.raises(ReviewError, match="already"):
        write_new(b"other", tmp_path / "new.pdf")
    assert (tmp_path / "new.pdf").read_bytes() == b"precious"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("after", [0.3, 1.5, 3.0, 5.0])
def test_a_run_that_is_killed_leaves_nothing_half_written(after, tmp_path):
    source, target, terms = tmp_path / "a.pdf", tmp_path / "new.pdf", tmp_path / "terms.txt"
    source.write_bytes(PLAIN)
    terms.write_text(SECRET)
    wanted = ["redact-file", str(source), str(target), "--terms", str(terms)]
    run = subprocess.Popen(
        [sys.executable, "-m", "evidence_review", *wanted],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    time.sleep(after)
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    time.sleep(1.5)
    left = {one.name for one in tmp_path.iterdir()} - {"a.pdf", "terms.txt"}
    assert left <= {"new.pdf"}
    if left:
        assert len(pikepdf.open(Path(target)).pages) == 1
    assert source.read_bytes() == PLAIN


def _page_of(painted: bytes) -> bytes:
    draft = Draft()
    stream = draft.stream("")
    stream.write(zlib.compress(painted, 9), filter=pikepdf.Name.FlateDecode)
    draft.page.Contents = stream
    return draft.bytes()


def test_a_page_of_millions_of_noughts_is_read_to_its_end_by_every_reader():
    """A few thousand bytes that unpack to 24 million noughts kept two readers busy for hours; what stands
    behind them is read all the same."""
    began = time.process_time()
    found = gate.check(
        _page_of(b"\0" * 24_000_000 + b" BT /F1 12 Tf 72 700 Td (Zelda Quillfeather) Tj ET"),
        ["Zelda Quillfeather"],
    )
    assert time.process_time() - began < 30
    assert {f"text read by {name}" for name in ("MuPDF", "pdfminer.six", "pypdf", "PDFium")} <= {
        leak.how for leak in found
    }


def test_a_page_with_more_painting_than_can_be_read_is_told_and_not_passed():
    began = time.process_time()
    found = gate.check(_page_of(b"0 0 m\n" * 3_000_000), ["Zelda Quillfeather"])
    assert time.process_time() - began < 60
    assert Leak("page 1", HEAVY) in found
