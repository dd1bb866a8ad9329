"""check-file without terms: what a reader does not see is told by place and kind, never by its words; a plain
file has nothing to tell."""

import io
import wave

import pytest
from media_channels import CHANNELS, SECRET, ics, letter
from media_office import PLAIN, docx, para, picture, run, saved, xlsx
from PIL import Image, PngImagePlugin

from evidence_review.redaction.hidden.hidden import hidden_in

SEEN = {
    "word": {"visible words",
        "part in UTF-16",
        "character data",
        "references in the XML", "split over runs", "in a table", "header", "footer", "footnote", "endnote", "style name", "comment in the XML", "text box", "name of a part"},
    "book": {"cell", "cell over two", "rich text runs", "shared string not used", "name of a sheet", "drawing", "csv", "csv over two cells", "tsv in UTF-16", "ods cell"},
    "documents": {"odt words over spans", "rtf words", "rtf escapes"},
    "slides": {"words"},
    "mail": {"subject", "subject in encoded words", "sender", "address", "body", "quoted history",
        "UTF-7 body", "quoted-printable body", "base64 body", "text attachment",
             "name of an attachment", "workbook attached", "picture with words attached", "zip in a zip attached", "letter attached", "boundary", "calendar attached", "mailbox"},
    "pages": {"split by tags", "entities", "class name", "title"},
    "texts": {"plain",
        "two bytes a letter without a mark", "line break", "reversed", "look-alike", "JSON escapes", "JSON key", "JSON lines", "markdown", "card name", "card folded", "card quoted-printable",
              "card escapes", "calendar person", "calendar folded", "calendar alarm"},
    "archives": {"file", "name", "folder", "zip in a zip", "tar", "tar name", "tar.gz", "gz name", "bz2",
        "7-Zip", "workbook inside", "mail inside", "tar owner"},
    "pictures": {"words in pixels"},
}  # fmt: skip
"""Places that a reader of the file sees, or that hold a name only as ordinary content; all others must be
told."""
HIDDEN = [
    (medium, label)
    for medium, channels in CHANNELS.items()
    for label in channels
    if label not in SEEN[medium]
]


@pytest.mark.parametrize(("medium", "label"), HIDDEN, ids=lambda part: part.replace(" ", "-"))
def test_every_hiding_place_is_told(medium, label):
    name, data = CHANNELS[medium][label]()
    found = [f"{leak.place}: {leak.how}" for leak in hidden_in(data, name)]
    assert found
    assert not any(word in line for line in found for word in (*SECRET.split(), "quillfeather"))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        docx(),
        xlsx(),
        letter(),
        ics(),
        ("note.txt", PLAIN.encode()),
        ("rows.csv", b"a,b\r\n1,2\r\n"),
        ("chat.json", b'{"a": [1, "two"]}'),
        ("p.png", saved(picture("mill"), "PNG")),
        ("p.jpg", saved(picture("mill"), "JPEG")),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_a_plain_file_has_nothing_to_tell(name, data):
    assert not list(hidden_in(data, name))


def test_a_cover_that_can_be_seen_through_is_told():
    image = picture("Quillfeather").convert("RGBA")
    cover = Image.new("RGBA", image.size, (0, 0, 0, 0))
    image.putalpha(200)
    assert any("see-through" in leak.how for leak in hidden_in(saved(image, "PNG")))
    hidden = picture("mill").convert("RGBA")
    hidden.putalpha(0)
    assert any("hide a picture" in leak.how for leak in hidden_in(saved(hidden, "PNG")))
    assert not any("see-through" in leak.how for leak in hidden_in(saved(cover, "PNG")))


def test_a_small_copy_that_shows_another_picture_is_told_apart():
    main, other = Image.new("L", (300, 200), 240), Image.new("L", (300, 200), 10)
    for small, says in ((other, "shows another picture"), (main, "a small copy of it")):
        body = b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0" + saved(small.resize((60, 40)), "JPEG")
        data = saved(main, "JPEG")
        whole = data[:2] + b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body + data[2:]
        assert any(says in leak.how for leak in hidden_in(whole))


def test_a_cropped_picture_and_a_template_are_told():
    _, data = docx(para(run(PLAIN) + '<w:r><w:drawing><a:blip/><a:srcRect l="20000"/></w:drawing></w:r>'))
    assert any("cropped picture" in leak.how for leak in hidden_in(data))


def test_chunks_beside_the_sound_are_told():
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"\1\2" * 800)
    plain = out.getvalue()
    assert not list(hidden_in(plain))
    note = b"LIST" + (4 + len(SECRET) + 1).to_bytes(4, "little") + b"INFO" + SECRET.encode() + b"\0"
    noted = plain + note
    noted = noted[:4] + (len(noted) - 8).to_bytes(4, "little") + noted[8:]
    assert [leak.how for leak in hidden_in(noted)] == ["chunk beside the sound (tags, marks or notes)"]
    assert [leak.how for leak in hidden_in(plain + SECRET.encode())] == ["bytes behind its end"]


def test_png_texts_in_a_word_file_are_told():
    facts = PngImagePlugin.PngInfo()
    facts.add_text("Author", SECRET)
    out = io.BytesIO()
    picture("mill").save(out, "PNG", pnginfo=facts)
    _, data = docx(parts={"word/media/image1.png": out.getvalue()})
    assert [leak.how for leak in hidden_in(data)] == ["texts beside the picture (1)"]
