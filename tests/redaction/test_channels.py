"""I3: whatever hides a name in a PDF, the redaction leaves none of it, and the gate sees it where nothing was
redacted."""

import io
import warnings

import channels
import pikepdf
import pytest
from channels import CHANNELS, KEPT, SECRET

from evidence_review.domain.redaction_values import Removal
from evidence_review.redaction import redact_pdf
from evidence_review.redaction.gate import gate

warnings.filterwarnings("ignore", module="pikepdf|PIL")
REMOVAL = [Removal(SECRET, "[PERSON 1]")]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", CHANNELS)
def test_I3_channel_leaves_nothing(name):
    source = CHANNELS[name]()
    assert gate.check(source, [SECRET]), "the gate is blind to this channel"
    done = redact_pdf(source, REMOVAL)
    assert gate.check(done.data, [SECRET]) == []
    for word in (channels.FIRST, channels.LAST):
        assert word.encode() not in done.data
        assert word.encode("utf-16-be") not in done.data
    assert _words_stay(done.data)
    _only_painting(done.data)


def _words_stay(data: bytes) -> bool:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return all(word in text for word in KEPT.split())


def _only_painting(data: bytes) -> None:
    """reference/safety.md 1.6 e: only allow-listed keys, one %%EOF, one cross-reference, no date."""
    assert data.count(b"%%EOF") == 1
    assert data.count(b"startxref") == 1
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert set(pdf.trailer.keys()) <= {"/Root", "/Size", "/ID", "/Length", "/W", "/Type", "/Filter"}
        assert set(pdf.Root.keys()) == {"/Type", "/Pages"}
        for page in pdf.pages:
            allowed = {
                "/Type",
                "/Parent",
                "/MediaBox",
                "/CropBox",
                "/Rotate",
                "/UserUnit",
                "/Contents",
                "/Resources",
                "/Group",
            }
            assert set(page.obj.keys()) <= allowed


def test_I3_black_box_of_another_program_is_caught():
    """The control that must fail: a rectangle drawn over a name hides nothing from the gate."""
    draft = channels.Draft()
    draft.paint(channels.shown(f"With {SECRET} here.") + " 0 g 70 690 200 20 re f")
    assert any(leak.place == "page 1" for leak in gate.check(draft.bytes(), [SECRET]))
    assert all(SECRET not in leak.place + leak.how for leak in gate.check(draft.bytes(), [SECRET]))


@pytest.mark.filterwarnings("ignore")
def test_I3_everything_at_once(tmp_path):
    """The name in text, metadata, bookmark, annotation, form field, attachment and an earlier revision of one
    file."""
    from evidence_review.workflow.one_file.redact_file_task import redact_path

    base = io.BytesIO(channels.c29_earlier_revision())
    with pikepdf.open(base) as pdf:
        draft = channels.Draft.__new__(channels.Draft)
        draft.pdf, draft.font = pdf, pdf.pages[0].Resources.Font.F1
        draft.paint(channels.shown(f"Seen with {SECRET} at noon."))
        pdf.docinfo["/Author"] = SECRET
        item = pdf.make_indirect(pikepdf.Dictionary(Title=pikepdf.String(SECRET)))
        pdf.Root.Outlines = pdf.make_indirect(pikepdf.Dictionary(First=item, Last=item, Count=1))
        draft.annotate(Subtype=pikepdf.Name.Text, Contents=pikepdf.String(SECRET))
        field = draft.annotate(
            Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T=pikepdf.String("n"), V=pikepdf.String(SECRET)
        )
        pdf.Root.AcroForm = pikepdf.Dictionary(
            Fields=pikepdf.Array([field]), DA=pikepdf.String("/Helv 12 Tf 0 g")
        )
        pdf.attachments["note.txt"] = SECRET.encode()
        out = io.BytesIO()
        pdf.save(out)
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(out.getvalue())
    before = source.read_bytes()
    done = next(redact_path(source, target, [SECRET]))
    data = target.read_bytes()
    assert source.read_bytes() == before
    assert gate.check(data, [SECRET], target.name) == []
    assert done["pictures"] == []
    assert _words_stay(data)
