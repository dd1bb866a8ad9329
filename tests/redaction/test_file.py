"""One file in, one new file out, or nothing and a sentence."""

import io

import channels
import pikepdf
import pytest
from channels import SECRET

from evidence_review.domain.errors import OutputProblem, ReviewError, UnreadableExport
from evidence_review.domain.redaction_values import Leak, PageSpan, Removal
from evidence_review.redaction import page_texts, redact_pdf, render_page
from evidence_review.redaction.gate import gate
from evidence_review.redaction.pdf import engine, planning
from evidence_review.workflow.one_file.redact_file_task import redact_path

TEXT = f"Message from {SECRET} (07700 900123).\r\nShe said: ring +44 7700 900 123 at noon.\n"


def redacted(source, target, terms):
    """What the program does with one file, in this process."""
    return next(redact_path(source, target, terms))


def test_text_file(tmp_path):
    source, target = tmp_path / "chat.txt", tmp_path / "out.txt"
    source.write_bytes(TEXT.encode())
    done = redacted(source, target, [SECRET, "07700 900123"])
    assert (
        target.read_bytes()
        == b"Message from [PERSON 1] ([REDACTED 1]).\r\nShe said: ring [REDACTED 1] at noon.\n"
    )
    assert done["removed"] == target.read_text().count("[") == 3
    assert source.read_bytes() == TEXT.encode()
    assert [path.name for path in tmp_path.iterdir()] == ["chat.txt", "out.txt"] or len(
        list(tmp_path.iterdir())
    ) == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_text_in_other_encodings(tmp_path, encoding):
    source, target = tmp_path / "note.txt", tmp_path / "out.txt"
    source.write_bytes(f"Café with {SECRET}, £5".encode(encoding))
    redacted(source, target, [SECRET])
    back = target.read_bytes().decode("utf-8" if encoding == "cp1252" else encoding)
    assert back == "Café with [PERSON 1], £5"


@pytest.mark.parametrize(
    ("name", "body"),
    [("a.docx", b"PK\x03\x04rest"), ("a.bin", b"\x00\x01\x02"), ("a.dat", b"\xff\xd8\x93\xe0\x93")],
)
def test_other_kinds_are_refused_in_a_sentence(tmp_path, name, body):
    (tmp_path / name).write_bytes(body)
    with pytest.raises(OutputProblem, match="cannot be redacted here"):
        redacted(tmp_path / name, tmp_path / "out", [SECRET])
    assert not (tmp_path / "out").exists()


def test_the_original_and_other_files_are_never_overwritten(tmp_path):
    source, other = tmp_path / "a.txt", tmp_path / "b.txt"
    source.write_text(TEXT)
    other.write_text("precious")
    for target in (source, other):
        with pytest.raises(OutputProblem):
            redacted(source, target, [SECRET])
    assert (source.read_text(), other.read_text()) == (
        TEXT,
        "precious",
    ) or source.read_bytes() == TEXT.encode()


def test_a_new_name_that_holds_a_term_is_refused(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    with pytest.raises(OutputProblem, match="name"):
        redacted(tmp_path / "a.txt", tmp_path / "Quillfeather-redacted.txt", [SECRET])


def test_nothing_to_remove_is_refused(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    with pytest.raises(OutputProblem, match="nothing to remove"):
        redacted(tmp_path / "a.txt", tmp_path / "b.txt", [" ", '""'])


def _as_it_was(page, *_):
    """Content from which nothing was taken."""
    return page.Contents.read_bytes()


def test_I3_a_residue_stops_the_export(tmp_path, monkeypatch):
    """A page whose bars are drawn but whose words are not taken out, and no remedy: the gate refuses and
    nothing is written."""
    monkeypatch.setattr(planning, "take_out", lambda *_: None)
    monkeypatch.setattr(planning, "rewrite", _as_it_was)
    monkeypatch.setattr(engine, "_compared", lambda *_: ({}, set()))
    monkeypatch.setattr(engine, "remedied", lambda *_: False)
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(channels.c01_visible())
    with pytest.raises(OutputProblem, match="still found in page 1") as refused:
        redacted(source, target, [SECRET])
    assert "Quillfeather" not in str(refused.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.pdf"]


@pytest.mark.parametrize("blind", [False, True])
def test_failing_closed_page_by_page(monkeypatch, blind):
    """The same page, looked at, or found by the gate alone: it becomes a picture on which the name is burnt
    out and the other words can be searched."""
    monkeypatch.setattr(planning, "take_out", lambda *_: None)
    monkeypatch.setattr(planning, "rewrite", _as_it_was)
    if blind:
        monkeypatch.setattr(engine, "_compared", lambda *_: ({}, set()))
    done = redact_pdf(channels.c01_visible(), [Removal(SECRET, "[PERSON 1]")])
    assert done.pages_as_pixels == (0,)
    assert gate.check(done.data, [SECRET]) == []
    assert "library" in page_texts(done.data)[0]


def test_a_reviewers_span_goes_where_it_is_marked_only():
    draft = channels.Draft()
    draft.paint(channels.shown("One Zelda here.", y=600) + " " + channels.shown("Two Zelda there.", y=500))
    source = draft.bytes()
    text = page_texts(source)[0]
    start = text.rindex("Zelda")
    done = redact_pdf(source, [], [PageSpan(0, start, start + 5, "[PERSON 2]")])
    left = page_texts(done.data)[0]
    assert "One Zelda" in left
    assert left.count("Zelda") == 1
    assert done.removed == 1


@pytest.mark.parametrize("span", [PageSpan(7, 0, 3, "x"), PageSpan(0, 0, 5000, "x")])
def test_a_span_outside_the_document_is_refused(span):
    with pytest.raises(OutputProblem):
        redact_pdf(channels.c01_visible(), [], [span])


@pytest.mark.parametrize("body", [b"%PDF-1.4\ngarbage", b"%PDF-1.7\n%%EOF", b"%PDF-"])
def test_a_broken_pdf_is_unreadable(body):
    with pytest.raises(UnreadableExport):
        redact_pdf(body, [Removal(SECRET, "x")])


def test_a_locked_pdf_asks_for_a_copy():
    with pytest.raises(UnreadableExport, match="password"):
        redact_pdf(
            channels.Draft().bytes(encryption=pikepdf.Encryption(owner="o", user="u", R=6)),
            [Removal(SECRET, "x")],
        )


def test_a_picture_of_a_page_has_its_size():
    width, height, samples = render_page(channels.c01_visible(), 0, 72)
    assert (width, height) == (595, 842)
    assert len(samples) == width * height * 3


def test_the_gate_judges_any_kind_of_file():
    import io
    import zipfile

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w:t>Zelda Quill</w:t><w:t>feather</w:t>" * 9)
    assert gate.check(packed.getvalue(), [SECRET])
    assert gate.check(channels.jpeg(comment=SECRET.encode()), [SECRET])
    assert gate.check(SECRET.encode("utf-16-le"), [SECRET])
    assert gate.check(b"nothing to see", [SECRET], "Quillfeather.txt") == [
        Leak("file name", "the name of the file")
    ]
    assert gate.check(b"nothing to see", [SECRET], "a.txt") == []


@pytest.mark.filterwarnings("ignore")
def test_damaged_files_end_in_a_sentence_or_clean():
    """Bytes changed at random: the result is clean, or one of our own sentences; never another fault."""
    import random

    from evidence_review.domain.errors import ReviewError

    chance = random.Random(7)
    for name in chance.sample(sorted(channels.CHANNELS), 25):
        data = bytearray(channels.CHANNELS[name]())
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(len(data))
            data[at : at + chance.randint(0, 9)] = bytes([chance.randrange(256)])
        try:
            done = redact_pdf(bytes(data), [Removal(SECRET, "[PERSON 1]")])
        except ReviewError:
            continue
        assert gate.check(done.data, [SECRET]) == []


def test_the_work_tells_how_far_it_is_and_can_be_stopped():
    told = []
    redact_pdf(
        channels.c01_visible(), [Removal(SECRET, "[PERSON 1]")], tell=lambda what, done, of: told.append(what)
    )
    assert {"looking", "comparing"} < set(told)
    assert any("reading again" in what for what in told)

    for stop_at in {*told}:

        def stop(what, done, of, stop_at=stop_at):
            if what == stop_at:
                raise OutputProblem("Stopped.")

        with pytest.raises(OutputProblem, match="Stopped"):
            redact_pdf(channels.c01_visible(), [Removal(SECRET, "[PERSON 1]")], tell=stop)


@pytest.mark.filterwarnings("ignore")
def test_a_source_of_another_program_is_not_of_our_form():
    from evidence_review.redaction.gate.gate_form import form_leaks

    assert form_leaks(channels.CHANNELS["c32_xmp"]())
    assert form_leaks(channels.CHANNELS["c29_earlier_revision"]())
    assert form_leaks(redact_pdf(channels.c01_visible(), [Removal(SECRET, "[PERSON 1]")]).data) == []


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("kind", ["cut short", "no page", "password", "noise"])
def test_what_cannot_be_redacted_is_refused_in_a_sentence_and_nothing_is_left(tmp_path, kind):
    whole = channels.c01_visible()
    if kind == "no page":
        empty = pikepdf.new()
        out = io.BytesIO()
        empty.save(out)
        data = out.getvalue()
    elif kind == "password":
        data = channels.Draft().bytes(encryption=pikepdf.Encryption(owner="o", user="u", R=6))
    else:
        data = whole[:60] if kind == "cut short" else b"%PDF-1.7\n" + bytes(range(256)) * 40
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(data)
    with pytest.raises(ReviewError, match=r"\.$"):
        redacted(source, target, [SECRET])
    assert source.read_bytes() == data
    assert [path.name for path in tmp_path.iterdir()] == ["in.pdf"]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", ["c55_signature", "c44_xfa"])
def test_a_signed_or_xfa_form_is_redacted_as_it_is_seen_and_the_original_stays(tmp_path, name):
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(channels.CHANNELS[name]())
    before = source.read_bytes()
    redacted(source, target, [SECRET])
    assert source.read_bytes() == before
    assert gate.check(target.read_bytes(), [SECRET]) == []


@pytest.mark.filterwarnings("ignore")
def test_a_signature_is_told_of_and_a_form_that_draws_itself_is_refused():
    done = redact_pdf(channels.CHANNELS["c55_signature"](), [Removal(SECRET, "[PERSON 1]")])
    assert any("signature" in warning for warning in done.warnings)
    with pikepdf.open(io.BytesIO(channels.CHANNELS["c44_xfa"]())) as pdf:
        pdf.Root.NeedsRendering = True
        out = io.BytesIO()
        pdf.save(out)
    with pytest.raises(UnreadableExport, match="XFA"):
        redact_pdf(out.getvalue(), [Removal(SECRET, "[PERSON 1]")])
