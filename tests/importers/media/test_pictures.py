"""Pictures: what they say of themselves, their pages, what lies behind their end, and every sort of damage
(reference/formats.md 3.7)."""

import io
import struct
import zlib
from datetime import datetime

import picture_samples
import pytest
from PIL import Image, ImageDraw, PngImagePlugin

from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import ItemKind, ProblemKind, ZoneSource
from evidence_review.imaging import picture_opening
from evidence_review.importers.media.pictures import trailers as pictures_trailers
from evidence_review.importers.media.pictures.importer import IMPORTER

FILM = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(200)


def read(tmp_path, data, name="IMG_0001.jpg", **options):
    path = tmp_path / name
    path.write_bytes(data)
    assert IMPORTER.recognises(path)
    *values, tally = IMPORTER.read(path, ReadOptions(**options))
    items = [value for value in values if isinstance(value, Item)]
    problems = [value for value in values if isinstance(value, Problem)]
    assert tally == Tally(len(items) + sum(problem.records for problem in problems))
    return items, problems


def moment(*numbers):
    return datetime(*numbers)


def test_a_photograph_is_one_item_with_its_bytes_camera_time_and_place(tmp_path):
    data = picture_samples.photo()
    (item,), problems = read(tmp_path, data)
    said = dict(item.extra)
    assert (item.kind, item.text, item.thread) == (ItemKind.IMAGE, None, "IMG_0001.jpg")
    assert item.attachments[0].data == data
    assert item.attachments[0].media_type == "image/jpeg"
    assert (said["width"], said["height"], said["frames"], said["camera"]) == (
        "20",
        "12",
        "1",
        "Example Phone 1",
    )
    assert (said["latitude"], said["longitude"]) == ("51.500000", "-0.125000")
    assert said["exif/DateTimeOriginal"] == "2025:07:05 15:21:33"
    assert item.sent is not None
    assert (item.sent.local, item.sent.utc) == (
        moment(2025, 7, 5, 15, 21, 33),
        moment(2025, 7, 5, 14, 21, 33),
    )
    assert (item.sent.offset, item.sent.zone) == ("+01:00", ZoneSource.IN_VALUE)
    assert problems == []


def test_a_time_without_offset_has_no_instant_until_the_user_names_the_zone(tmp_path):
    data = picture_samples.photo(taken={0x9011: ""})
    (item,), _ = read(tmp_path, data)
    assert item.sent is not None
    assert (item.sent.local, item.sent.utc, item.sent.zone) == (
        moment(2025, 7, 5, 15, 21, 33),
        None,
        ZoneSource.NONE,
    )
    (item,), _ = read(tmp_path, data, zone="Europe/London")
    assert item.sent is not None
    assert (item.sent.utc, item.sent.zone) == (moment(2025, 7, 5, 14, 21, 33), ZoneSource.SET_BY_USER)


@pytest.mark.parametrize(
    ("written", "local"),
    [("0000:00:00 00:00:00", False), ("    :  :     :  :  ", False), ("2025:13:45 99:00:00", None)],
)
def test_a_clock_that_was_never_set_gives_no_time(tmp_path, written, local):
    (item,), _ = read(tmp_path, picture_samples.photo(taken={0x9003: written}))
    assert (item.sent is None) is (local is False)
    if item.sent:
        assert (item.sent.raw, item.sent.local, item.sent.utc) == (written, None, None)


def test_orientation_is_kept_as_it_is_written(tmp_path):
    (item,), _ = read(tmp_path, picture_samples.photo(orientation=6))
    said = dict(item.extra)
    assert said["orientation"].startswith("6 ")
    assert (said["width"], said["height"]) == ("20", "12")


def test_each_page_of_a_fax_is_listed(tmp_path):
    data = picture_samples.whole()["picture tiff"][1]
    items, problems = read(tmp_path, data, "fax.tif")
    assert [(item.kind, item.locator, item.position) for item in items] == [
        (ItemKind.IMAGE, "picture", 1),
        (ItemKind.PAGE, "page 2", 2),
        (ItemKind.PAGE, "page 3", 3),
    ]
    assert dict(items[0].extra)["frames"] == "3"
    assert not items[1].attachments
    assert problems == []


def test_a_moving_picture_is_one_item_and_says_that_it_moves(tmp_path):
    frames = []
    for place in range(3):
        frames.append(Image.new("L", (20, 12), 0))
        ImageDraw.Draw(frames[-1]).point((place, place), 255)
    data = picture_samples.saved(
        frames[0], "GIF", save_all=True, append_images=frames[1:], comment=b"made by Ann"
    )
    (item,), (problem,) = read(tmp_path, data, "a.gif")
    assert dict(item.extra)["frames"] == "3"
    assert dict(item.extra)["says/comment"] == "made by Ann"
    assert (problem.kind, problem.records) == (ProblemKind.SOURCE_FLAG, 0)
    assert "moves" in problem.reason


def test_comments_xmp_and_text_chunks_are_kept(tmp_path):
    words = PngImagePlugin.PngInfo()
    words.add_text("Description", "the shed")
    (item,), _ = read(
        tmp_path, picture_samples.saved(Image.new("L", (20, 12)), "PNG", pnginfo=words), "a.png"
    )
    assert ("says/Description", "the shed") in item.extra
    xmp = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><d '
        b'exif:DateTimeOriginal="2025-07-05T15:21:33+01:00"/></x:xmpmeta>'
    )
    (item,), _ = read(
        tmp_path,
        picture_samples.saved(Image.new("L", (20, 12)), "JPEG", xmp=xmp, comment=b"said by Bo"),
        "b.jpg",
    )
    assert dict(item.extra)["xmp"] == xmp.decode()
    assert dict(item.extra)["says/comment"] == "said by Bo"
    assert item.sent is not None
    assert item.sent.utc == moment(2025, 7, 5, 14, 21, 33)


def test_the_film_of_a_motion_photo_is_said_to_be_there(tmp_path):
    (item,), (problem,) = read(tmp_path, picture_samples.photo() + b"MotionPhoto_Data" + FILM)
    assert "a film of about" in dict(item.extra)["behind the picture"]
    assert problem.kind is ProblemKind.SOURCE_FLAG
    assert "motion photo" in problem.reason


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_bytes_behind_the_end_are_said_to_be_there(tmp_path, kind):
    data = picture_samples.saved(Image.new("RGB", (20, 12)), kind)
    assert read(tmp_path, data + bytes(500))[1] == [], "padding is nothing"
    (problem,) = read(tmp_path, data + b"secret" * 50)[1]
    assert "no viewer shows" in problem.reason
    assert pictures_trailers.after_end(kind, data + b"secret" * 50) == b"secret" * 50


def test_a_thumbnail_inside_does_not_end_the_picture(tmp_path):
    small = picture_samples.saved(Image.new("RGB", (8, 8)))
    data = picture_samples.photo()
    with_thumbnail = data[:2] + b"\xff\xe2" + struct.pack(">H", len(small) + 2) + small + data[2:]
    assert pictures_trailers.after_end("JPEG", with_thumbnail) == b""
    assert read(tmp_path, with_thumbnail)[1] == []


def test_a_picture_cut_short_is_kept_and_said_to_be_incomplete(tmp_path):
    whole = picture_samples.saved(Image.effect_noise((300, 300), 90), "JPEG")
    (item,), problems = read(tmp_path, whole[: len(whole) // 2])
    assert item.attachments[0].data == whole[: len(whole) // 2]
    assert {problem.kind for problem in problems} == {ProblemKind.PARTLY_READ}
    assert len(problems) == 2


def test_a_ruin_is_one_record_not_read(tmp_path):
    items, (problem,) = read(tmp_path, b"\xff\xd8\xff\xe0 not really a picture \xff\xd9")
    assert items == []
    assert (problem.kind, problem.records) == (ProblemKind.NOT_READ, 1)
    assert "not been looked at" in problem.reason


def test_a_picture_that_unfolds_without_end_is_not_unfolded(tmp_path):
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    items, (problem,) = read(tmp_path, b"\x89PNG\r\n\x1a\n" + chunk + b"\0\0\0\0IDAT" + bytes(4), "a.png")
    assert [(item.text, dict(item.extra)["width"]) for item in items] == [(None, "60000")]
    assert "unfolds" in problem.reason


def test_a_picture_too_large_to_unfold_still_says_when_it_was_taken(tmp_path, monkeypatch):
    monkeypatch.setattr(picture_opening, "MOST_PIXELS", 100)
    (item,), (problem,) = read(tmp_path, picture_samples.photo())
    assert item.sent is not None
    assert (item.sent.local, dict(item.extra)["width"]) == (moment(2025, 7, 5, 15, 21, 33), "20")
    assert (problem.kind, problem.records) == (ProblemKind.PARTLY_READ, 0)
    assert "unfolds" in problem.reason


def test_text_that_begins_like_a_bitmap_is_none(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"BMW parked outside 14 Mill Lane, I wrote down the number.")
    assert not IMPORTER.recognises(path)


def test_heif_parts_that_are_no_text_are_refused_before_the_library_meets_them(tmp_path):
    part = struct.pack(">I", 21) + b"infe\x02\0\0\0\0\x01\0\0\xea\xff\xfe\x01\0"
    data = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + struct.pack(">I", 12 + len(part)) + b"meta\0\0\0\0" + part
    items, (problem,) = read(tmp_path, data, "a.heic")
    assert items == []
    assert problem.kind is ProblemKind.NOT_READ


def test_every_plain_format_is_known_by_its_bytes(tmp_path):
    for kind in ("JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP"):
        (item,), problems = read(
            tmp_path, picture_samples.saved(Image.new("RGB", (20, 12), "teal"), kind), "no-ending"
        )
        assert (dict(item.extra)["format"], item.attachments[0].media_type) == (kind, f"image/{kind.lower()}")
        assert problems == []
        with Image.open(io.BytesIO(item.attachments[0].data or b"")) as image:
            assert image.size == (20, 12)


def test_a_picture_that_cannot_be_opened_still_says_when_and_where_it_was_taken(tmp_path):
    whole = picture_samples.photo()
    start = whole.index(b"Exif\0\0") - 4
    size = int.from_bytes(whole[start + 2 : start + 4], "big")
    (item,), problems = read(tmp_path, b"\xff\xd8" + whole[start : start + 2 + size])
    assert (item.kind, item.text, item.sent.raw) == (ItemKind.IMAGE, None, "2025:07:05 15:21:33")
    assert "latitude" in dict(item.extra)
    assert [problem.kind for problem in problems] == [ProblemKind.PARTLY_READ]
    assert "not been looked at" in problems[0].reason


def test_a_fax_that_lists_pages_behind_its_end_is_said_to_be_incomplete(tmp_path):
    pages = [Image.new("1", (8, 8), number % 2) for number in range(3)]
    whole = picture_samples.saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    for data, told in ((whole, False), (whole[: len(whole) // 2], True)):
        _, problems = read(tmp_path, data, "fax.tif")
        assert any("ends before the picture does" in problem.reason for problem in problems) == told


def block(*fields):
    return b"".join(bytes((0x1C, 2, number, 0, len(value))) + value for number, value in fields)


CAPTION = block((5, b"Shed"), (25, b"green"), (25, b"wood"), (55, b"20250705"), (60, b"152133+0100"))
PHOTOSHOP = (
    b"8BIM\x03\xed\0\0\0\0\0\x05flags\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(CAPTION)) + CAPTION
)


@pytest.mark.parametrize("name", ["iptc", "8bim"])
def test_a_caption_in_a_png_says_when_the_picture_was_made(tmp_path, name):
    held = {"iptc": CAPTION, "8bim": PHOTOSHOP}[name]
    chunks = PngImagePlugin.PngInfo()
    chunks.add_text(
        f"Raw profile type {name}",
        f"\n{name}\n{len(held):8}\n"
        + "\n".join(held.hex()[at : at + 72] for at in range(0, len(held) * 2, 72)),
    )
    (item,), problems = read(
        tmp_path, picture_samples.saved(Image.new("L", (4, 4)), "PNG", pnginfo=chunks), "a.png"
    )
    assert item.sent is not None
    assert (item.sent.local, item.sent.utc) == (
        moment(2025, 7, 5, 15, 21, 33),
        moment(2025, 7, 5, 14, 21, 33),
    )
    assert [pair for pair in item.extra if pair[0].startswith("iptc/")] == [
        ("iptc/title", "Shed"),
        ("iptc/keywords", "green; wood"),
        ("iptc/date created", "20250705"),
        ("iptc/time created", "152133+0100"),
    ]
    assert problems == []


def test_a_caption_that_is_cut_keeps_what_came_before(tmp_path):
    chunks = PngImagePlugin.PngInfo()
    chunks.add_text("Raw profile type iptc", f"\niptc\n 99\n{CAPTION[:-9].hex()}a")
    (item,), _ = read(tmp_path, picture_samples.saved(Image.new("L", (4, 4)), "PNG", pnginfo=chunks), "a.png")
    assert item.sent is None
    assert dict(item.extra)["iptc/date created"] == "20250705"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_damage_in_the_words_that_a_picture_says_of_itself_is_told(tmp_path, kind):
    more = "".join(
        f'<rdf:li xmlns:rdf="urn:example:rdf">note {number} of the shed</rdf:li>' for number in range(20)
    )
    xmp = (
        f'<?xpacket begin="" id="a"?><x:xmpmeta xmlns:x="adobe:ns:meta/">{more}</x:xmpmeta><?xpacket '
        f'end="w"?>'
    )
    for words, said in (
        (xmp, False),
        (xmp.replace("note 7 of the", "\0" * 13), True),
        (xmp.replace("</rdf:li>", "</rdf;li>", 1), True),
    ):
        if kind == "PNG":
            told = PngImagePlugin.PngInfo()
            told.add_itxt("XML:com.adobe.xmp", words)
            data = picture_samples.saved(Image.new("L", (20, 12)), kind, pnginfo=told)
        else:
            data = picture_samples.saved(Image.new("L", (20, 12)), kind, xmp=words.encode())
        _, problems = read(tmp_path, data, f"a.{kind.lower()}")
        assert any("zeros" in one.reason or "(XMP) is damaged" in one.reason for one in problems) is said


def test_a_gif_or_webp_that_is_cut_between_its_parts_is_said_to_be_incomplete():
    pages = [Image.effect_noise((40, 30), 60 + number) for number in range(4)]
    gif = picture_samples.saved(pages[0], "GIF", save_all=True, append_images=pages[1:], comment=b"a shed")
    webp = picture_samples.saved(pages[0].convert("RGB"), "WEBP")
    for kind, data in (("GIF", gif), ("WEBP", webp)):
        assert not pictures_trailers.truncated(kind, data)
        assert not pictures_trailers.truncated(kind, data + b"\0\0")
        for end in (len(data) // 3, len(data) // 2, len(data) - 3):
            assert pictures_trailers.truncated(kind, data[:end])
    assert pictures_trailers.after_end("GIF", gif + b"secret" * 50) == b"secret" * 50
