"""Scans and pictures: what was read by machine goes from the pixels, nothing of the source's picture stays,
and the gate reads again."""

import io

import pikepdf
import pymupdf
import pytest
from PIL import Image
from scan_samples import KEPT, LINES, NAME, NUMBER, coded, images_in, picture, scan, with_text_page

from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.redaction_values import PageSpan, Removal
from evidence_review.domain.seen_words import SeenText
from evidence_review.imaging import ocr, ocr_program
from evidence_review.redaction import redact_pdf, redact_picture
from evidence_review.redaction.gate import gate, gate_sight
from evidence_review.redaction.pictures.picture_targets import reading_of
from evidence_review.workflow.one_file.redact_file_task import redact_path

pytestmark = pytest.mark.filterwarnings("ignore")  # of pikepdf, on pixels that look like content
needs_tesseract = pytest.mark.skipif(
    ocr_program.find() is None, reason="the tesseract program is not on this machine"
)
TERMS = [NAME, NUMBER]
REMOVALS = [Removal(NAME, "[PERSON 1]"), Removal(NUMBER, "[PHONE 1]")]
UNSEEN = [Removal("Wilhelmina", "[PERSON 9]")]


def read(data, page=-1):
    """What a machine reads on a page."""
    with pymupdf.open(stream=data, filetype="pdf") as document:
        drawn = document[page].get_pixmap(dpi=200, alpha=False)
        return ocr.recognise(Image.frombytes("RGB", (drawn.width, drawn.height), drawn.samples)).text


def exif(words):
    made = Image.Exif()
    made[0x010E] = words
    made[0x0112] = 6
    return made


@needs_tesseract
@pytest.mark.parametrize(("turned", "form"), [(0, "PNG"), (90, "PNG"), (180, "JPEG"), (270, "PNG")])
def test_I3_a_scan_loses_the_words_and_keeps_the_rest(turned, form):
    data = coded(picture(), form)
    source = scan(data, turned=turned)
    assert gate.check(source, TERMS), "the gate is blind to scans"
    done = redact_pdf(source, REMOVALS)
    assert gate.check(done.data, TERMS) == []
    assert done.pages_as_pixels == (0,)
    assert done.removed == 3
    text = read(done.data)
    assert all(word in text for word in KEPT)
    assert "Okafor" not in text
    assert "900456" not in text.replace(" ", "")


@needs_tesseract
def test_nothing_of_the_original_picture_stays_in_the_file():
    data = coded(picture(), "JPEG", exif=exif(f"{NAME} at home"), comment=NAME.encode())
    source = scan(data)
    raw = max(images_in(source), key=len)
    done = redact_pdf(source, REMOVALS)
    assert all(raw[at : at + 64] not in done.data for at in range(200, len(raw) - 64, 997))
    with pikepdf.open(io.BytesIO(done.data)) as pdf:
        pictures = [
            one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
        ]
        assert [bool("/SMask" in one or "/Metadata" in one) for one in pictures] == [False]
        assert int(pictures[0].Width) >= 200 * float(pdf.pages[0].MediaBox[2]) / 72 - 2
        assert b"3 Tr" not in pdf.pages[0].Contents.read_bytes(), "no unseen words"
    assert b"Okafor" not in done.data
    assert b"Exif" not in done.data


@needs_tesseract
def test_a_scanned_page_among_pages_of_text():
    source = with_text_page(scan(coded(picture())))
    done = redact_pdf(source, REMOVALS)
    assert done.pages_as_pixels == (1,)
    with pymupdf.open(stream=done.data, filetype="pdf") as document:
        assert "more ordinary words to read" in document[0].get_text()
        assert document[1].get_text().split() == ["[PERSON", "1]", "[PHONE", "1]", "[PERSON", "1]"]
    assert "Okafor" not in read(done.data)


@needs_tesseract
def test_a_scan_with_a_stamp_of_text_loses_both():
    source = scan(coded(picture()), text="Copy for O. Okafor")
    done = redact_pdf(source, REMOVALS)
    assert done.pages_as_pixels == (0,)
    assert "Okafor" not in read(done.data)
    assert gate.check(done.data, TERMS) == []


@needs_tesseract
def test_the_same_picture_on_another_page_is_covered_too():
    data = coded(picture())
    done = redact_pdf(scan(data, data), REMOVALS)
    assert done.pages_as_pixels == (0, 1)
    assert "Okafor" not in read(done.data, 0) + read(done.data, 1)


@needs_tesseract
def test_an_unseen_layer_that_lies_beside_its_pixels_hides_nothing():
    """reference/safety.md 1.1, row 15: words of another recogniser, misread and in the wrong place."""
    document = pymupdf.open(stream=scan(coded(picture())), filetype="pdf")
    for row, line in enumerate(LINES):
        document[0].insert_text(
            (200, 300 + 20 * row), line.replace("Okafor", "0kator"), fontsize=9, render_mode=3
        )
    done = redact_pdf(document.tobytes(), REMOVALS)
    assert "Okafor" not in read(done.data)
    with pymupdf.open(stream=done.data, filetype="pdf") as after:
        assert "0kator" not in after[0].get_text()


@needs_tesseract
def test_marks_are_boxes_of_whole_words_line_by_line():
    image = picture()
    seen = reading_of(ocr.recognise(image))
    start = seen.text.index("nobody")
    end = seen.text.index("kettle") + len("kett")
    boxes = seen.boxes(start, end)
    assert len(boxes) == 2
    done = redact_picture(
        coded(image), UNSEEN, [PageSpan(0, start, end, "[PERSON 1]", in_picture=True)], seen
    )
    text = ocr.recognise(Image.open(io.BytesIO(done.data))).text
    assert "nobody" not in text
    assert "kettle" not in text
    assert "Oluwaseun" in text
    assert "radio" in text


@needs_tesseract
def test_a_span_without_a_box_or_beyond_the_text_is_refused():
    source = scan(coded(picture()))
    text = " ".join(LINES)
    for seen, span in ((SeenText(text, 1240, 900, ()), (5, 9)), (SeenText("short", 1240, 900, ()), (2, 40))):
        with pytest.raises(OutputProblem):
            redact_pdf(source, UNSEEN, [PageSpan(0, *span, "[PERSON 1]", in_picture=True)], {0: seen})
    with pytest.raises(OutputProblem):
        redact_pdf(source, UNSEEN, [PageSpan(0, 1, 4, "[PERSON 1]", in_picture=True)])


@needs_tesseract
def test_a_letter_read_wrongly_does_not_save_a_name():
    lines = (*LINES, "Signed by O. 0kafar and by Ann", "He rang 07700 90O456 twice")
    done = redact_picture(coded(picture(lines)), REMOVALS)
    text = ocr.recognise(Image.open(io.BytesIO(done.data))).text
    assert "kafar" not in text
    assert "456" not in text
    assert "Ann" in text


@needs_tesseract
def test_the_gate_refuses_pixels_that_still_show_the_name(monkeypatch):
    monkeypatch.setattr("evidence_review.redaction.pictures.pictures._fill", lambda *_: None)
    monkeypatch.setattr("evidence_review.redaction.pictures.pictures._unfilled", lambda *_: [])
    with pytest.raises(OutputProblem, match="still found") as refused:
        redact_picture(coded(picture()), REMOVALS)
    assert "Okafor" not in str(refused.value)


@needs_tesseract
@pytest.mark.parametrize(
    ("form", "more"),
    [
        ("JPEG", {"comment": NAME.encode()}),
        ("PNG", {}),
        ("GIF", {"comment": NAME.encode()}),
        ("WEBP", {}),
        ("BMP", {}),
        ("TIFF", {}),
    ],
)
def test_I3_a_picture_file_is_made_afresh(tmp_path, form, more):
    image = picture()
    if form in {"JPEG", "PNG", "WEBP", "TIFF"}:
        image, more = image.rotate(90, expand=True), {**more, "exif": exif(NAME)}
    source, target = tmp_path / "in", tmp_path / "out"
    source.write_bytes(coded(image, form, **more))
    done = next(redact_path(source, target, TERMS))
    data = target.read_bytes()
    assert done["removed"] == 3
    assert b"Okafor" not in data
    with Image.open(io.BytesIO(data)) as after:
        assert after.format == ("JPEG" if form == "JPEG" else "PNG")
        assert dict(after.getexif()) == {}
        assert set(after.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert after.size == (1240, 900), "turned upright"
        text = ocr.recognise(after).text
    assert "Okafor" not in text
    assert all(word in text for word in KEPT)


@needs_tesseract
def test_other_frames_are_dropped_and_said(tmp_path):
    pages = [picture(), picture(("A second page with Oluwaseun Okafor",))]
    data = coded(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    first, second = redact_picture(data, REMOVALS), redact_picture(data, REMOVALS, frame=1)
    assert "holds 2 pictures" in first.warnings[0]
    assert "second page" in ocr.recognise(Image.open(io.BytesIO(second.data))).text
    for done in (first, second):
        with Image.open(io.BytesIO(done.data)) as image:
            assert getattr(image, "n_frames", 1) == 1


@needs_tesseract
def test_light_on_dark_and_see_through_pictures():
    image = picture(ink="white", paper="black")
    clear = image.convert("RGBA")
    clear.putalpha(image.convert("L"))
    for made in (image, clear.convert("RGBA")):
        done = redact_picture(coded(made), REMOVALS)
        assert Image.open(io.BytesIO(done.data)).mode == "RGB"
        assert "Okafor" not in ocr.recognise(Image.open(io.BytesIO(done.data))).text


def without_eyes(monkeypatch):
    monkeypatch.setattr(ocr_program, "find", lambda: None)


def test_without_a_recogniser_a_scan_is_refused_in_a_sentence(monkeypatch):
    without_eyes(monkeypatch)
    with pytest.raises(OutputProblem, match=r"page 1 is a picture that cannot be checked.*tesseract"):
        redact_pdf(scan(coded(picture())), REMOVALS)
    with pytest.raises(OutputProblem, match="tesseract"):
        redact_picture(coded(picture()), REMOVALS)


def test_without_a_recogniser_a_page_covered_whole_may_go(monkeypatch):
    without_eyes(monkeypatch)
    seen = SeenText("all of it", 1240, 900, ())
    whole = [PageSpan(0, 0, 9, "[PERSON 1]", in_picture=True)]
    done = redact_pdf(scan(coded(picture())), REMOVALS, whole, {0: seen})
    with pymupdf.open(stream=done.data, filetype="pdf") as document:
        assert gate_sight.shows_nothing(document[0])
    made = redact_picture(coded(picture()), REMOVALS, whole, seen)
    assert Image.open(io.BytesIO(made.data)).convert("L").getextrema()[1] < 9


def test_without_a_recogniser_ordinary_pages_go_as_before(monkeypatch):
    without_eyes(monkeypatch)
    document = pymupdf.open()
    document.new_page().insert_text(
        (72, 90), f"A letter about {NAME} with many other ordinary words in it.", fontsize=11
    )
    assert redact_pdf(document.tobytes(), REMOVALS).removed == 1
