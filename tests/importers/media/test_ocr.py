"""Text recognition: how right it is on pages and on chat screenshots, that boxes lie where the words are, and
what is said where it is absent."""

import json
import sys
from dataclasses import replace

import picture_samples
import pytest
from PIL import Image, ImageDraw, ImageFont

from evidence_review.domain.evidence import Item, Problem, ReadOptions
from evidence_review.domain.kinds import ProblemKind
from evidence_review.imaging import ocr, ocr_program
from evidence_review.imaging.ocr import Word
from evidence_review.importers.media.pictures import importer as pictures

needs_tesseract = pytest.mark.skipif(
    ocr_program.find() is None, reason="the tesseract program is not on this machine"
)
SHOTS = [(shades, scale) for shades in picture_samples.SHADES for scale in (1.0, 0.5)]


@needs_tesseract
@pytest.mark.parametrize(("shades", "scale"), SHOTS)
def test_chat_screenshots_light_and_dark_are_read_in_order(shades, scale):
    image, truth = picture_samples.chat(shades, scale)
    reading = ocr.recognise(image)
    assert picture_samples.errors(reading.text, truth) <= 0.015
    assert not reading.doubtful


@needs_tesseract
@pytest.mark.parametrize(("dpi", "skew"), [(200, 0), (300, 0), (110, 0), (200, 2.0), (200, -4.0)])
def test_pages_are_read_level_or_not(dpi, skew):
    image, truth = picture_samples.page(dpi, skew)
    assert picture_samples.errors(ocr.recognise(image).text, truth) <= 0.015


@needs_tesseract
@pytest.mark.parametrize("quarter", [90, 180, 270])
def test_a_page_on_its_side_is_read_and_its_boxes_lie_on_the_picture_as_given(quarter):
    upright, truth = picture_samples.page(150, paragraphs=2)
    reading = ocr.recognise(upright.rotate(quarter, expand=True))
    assert picture_samples.errors(reading.text, truth) <= 0.015
    level = {word.text: word.box for word in ocr.recognise(upright).words}
    left, top, right, bottom = level["Witness"]
    wanted = {
        90: (top, upright.width - right, bottom, upright.width - left),
        180: (upright.width - right, upright.height - bottom, upright.width - left, upright.height - top),
        270: (upright.height - bottom, left, upright.height - top, right),
    }[quarter]
    assert reading.words[0].text == "Witness"
    assert all(abs(a - b) <= 6 for a, b in zip(reading.words[0].box, wanted, strict=True))


@needs_tesseract
@pytest.mark.parametrize(("scale", "skew"), [(1, 0), (0.4, 0), (1, 3)])
def test_a_box_covers_the_letters_of_its_word(scale, skew):
    image, _ = picture_samples.page(200, skew, paragraphs=1)
    image = image.resize((round(image.width * scale), round(image.height * scale)))
    word = next(word for word in ocr.recognise(image).words if word.text == "Exampleton,")
    left, top, right, bottom = word.box
    cut = image.crop(word.box)
    assert cut.getextrema()[0] < 128, "dark letters lie in the box"
    around = image.crop((left - 3, top, right + 3, bottom))
    assert sum(cut.histogram()[:90]) >= 0.97 * sum(around.histogram()[:90])


@needs_tesseract
def test_a_shaded_photograph_of_a_page_is_read():
    image, truth = picture_samples.page(150)
    shade = Image.linear_gradient("L").rotate(90).resize(image.size).point(lambda level: 60 + level * 3 // 4)
    dim = Image.merge("L", [Image.composite(shade, Image.new("L", image.size), image)])
    assert picture_samples.errors(ocr.recognise(dim).text, truth) <= 0.015


@needs_tesseract
def test_a_picture_without_words_has_no_text(tmp_path):
    noise = Image.effect_noise((400, 300), 80)
    noise.save(tmp_path / "leaves.png")
    item, *_ = pictures.IMPORTER.read(tmp_path / "leaves.png", ReadOptions())
    assert isinstance(item, Item)
    assert item.text is None
    assert dict(item.extra)["text from"].startswith("optical character recognition, tesseract ")


@needs_tesseract
def test_a_screenshot_becomes_an_item_whose_text_is_said_to_be_a_machines_reading(tmp_path):
    image, truth = picture_samples.chat("dark")
    image.save(tmp_path / "screen.png")
    item, *rest = pictures.IMPORTER.read(tmp_path / "screen.png", ReadOptions())
    assert isinstance(item, Item)
    assert item.text is not None
    assert picture_samples.errors(item.text, truth) <= 0.015
    said = dict(item.extra)
    assert said["text from"].endswith(", eng")
    assert said["ocr size"] == "1080 x 2340"
    words = json.loads(said["ocr words"])
    assert [word[0] for word in words] == item.text.split()
    assert all(
        0 <= left < right <= 1080 and 0 <= top < bottom <= 2340 for _, left, top, right, bottom, _ in words
    )
    assert not [value for value in rest if isinstance(value, Problem)]


@needs_tesseract
def test_words_that_are_hard_to_read_are_said_to_be(tmp_path):
    image = Image.effect_noise((700, 120), 60)
    ImageDraw.Draw(image).text(
        (10, 30), "Call the shed", font=ImageFont.truetype(picture_samples.SANS, 40), fill=110
    )
    reading = ocr.Reading((Word("shed", (0, 0, 9, 9), 45.0, (1, 1, 1)),), engine="tesseract")
    assert reading.doubtful
    problems = list(pictures._of_reading("picture", reading))
    assert [(problem.kind, problem.records) for problem in problems] == [(ProblemKind.PARTLY_READ, 0)]
    assert "may be wrong" in problems[0].reason


def test_without_the_program_a_picture_is_listed_as_not_read(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    picture_samples.chat("light", 0.5)[0].save(tmp_path / "screen.png")
    item, problem, tally = pictures.IMPORTER.read(tmp_path / "screen.png", ReadOptions())
    assert isinstance(item, Item)
    assert isinstance(problem, Problem)
    assert item.text is None
    assert "text from" not in dict(item.extra)
    assert (problem.kind, problem.records, problem.reason) == (ProblemKind.PARTLY_READ, 0, ocr.ABSENT)
    assert tally.found == 1


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
@pytest.mark.parametrize(
    ("does", "said"), [("sleep 20", ocr.SLOW), ("exit 3", ocr.FAILED), ("echo; kill -9 $$", ocr.FAILED)]
)
def test_a_program_that_hangs_or_fails_costs_the_text_only(tmp_path, monkeypatch, does, said):
    stand_in = tmp_path / "tesseract"
    stand_in.write_text(
        f"#!/bin/sh\ncase $1 in --version) echo tesseract 5.0;; --list-langs) echo eng;; *) {does};; esac\n",
        encoding="utf-8",
    )
    stand_in.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    assert ocr.recognise(Image.new("L", (100, 100), 255), seconds=1).fault == said


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
@pytest.mark.parametrize("hangs", ["*osd*", "*second*tsv*"])
def test_a_picture_on_its_head_never_passes_as_read_where_time_runs_out(tmp_path, monkeypatch, hangs):
    """A first reading of letters that lie on their side holds none of the words: the gate would find nothing
    in it."""
    row = "5\\t1\\t1\\t1\\t1\\t1\\t5\\t5\\t40\\t20\\t40\\tqpd\\n"
    stand_in = tmp_path / "tesseract"
    stand_in.write_text(
        "#!/bin/sh\ncase $1 in --version) echo tesseract 5.0; exit;; --list-langs) printf "
        "'eng\\nosd\\n'; exit;; esac\n"
        f"what=first; [ -e {tmp_path}/was ] && what=second; touch {tmp_path}/was\n"
        f'case "$what $*" in {hangs}) sleep 20;; *osd*) echo "Rotate: 180";; *) printf "{row}";; esac\n',
        encoding="utf-8",
    )
    stand_in.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    assert ocr.recognise(Image.effect_noise((100, 100), 60), seconds=2).fault == ocr.SLOW


def test_a_bar_among_words_is_the_letter_and_a_bar_alone_stays():
    words = [
        Word(text, (0, 0, 9, 9), 90, (1, 1, line))
        for text, line in (("|", 1), ("told", 1), ("|'m", 1), ("|", 2))
    ]
    assert [word.text for word in ocr._mended(words)] == ["I", "told", "I'm", "|"]


def test_text_joins_words_lines_and_paragraphs_and_words_are_bounded():
    words = tuple(
        Word(text, (0, 0, 9, 9), 90, line)
        for text, line in (("a", (1, 1, 1)), ("b", (1, 1, 1)), ("c", (1, 1, 2)), ("d", (2, 1, 1)))
    )
    assert ocr.Reading(words).text == "a b\nc\n\nd"
    many = ocr.Reading(words * 2000, engine="tesseract 5, eng")
    said = dict(ocr.extras(many))
    assert len(json.loads(said["ocr words"])) == ocr.MOST_WORDS
    assert said["ocr words without a box"] == str(8000 - ocr.MOST_WORDS)


@needs_tesseract
@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_the_same_picture_is_read_once_by_a_process(tmp_path):
    engine, counter = ocr_program.find(), tmp_path / "runs"
    program = tmp_path / "tesseract"
    program.write_text(f'#!/bin/sh\necho run >> "{counter}"\nexec "{engine.program}" "$@"\n', "utf-8")
    program.chmod(0o700)
    counted = replace(engine, program=str(program))
    image, _ = picture_samples.page(110, 0)
    first = counted.words(image.convert("L"), 6, 60)
    assert counted.words(image.convert("L"), 6, 60) == first
    assert counter.read_text().count("run") == 1
    counted.words(image.convert("L").rotate(1), 6, 60)
    counted.words(image.convert("L"), 3, 60)
    assert counter.read_text().count("run") == 3, "a control: another picture, and another layout, are read"
