"""AU, Monkey's Audio, Musepack and WavPack by their published layouts: lengths, cuts, and APE tags."""

import struct

import pytest

from evidence_review.domain.evidence import Item, Problem, ReadOptions
from evidence_review.importers.choosing import read
from evidence_review.importers.media.recordings.facts import CUT


def au(seconds=2, said=None, code=1):
    sound = bytes(8000 * seconds)
    return (
        b".snd"
        + struct.pack(">5I", 28, len(sound) if said is None else said, code, 8000, 1)
        + bytes(4)
        + sound
    )


def monkey(version=3990):
    if version < 3980:
        return b"MAC " + struct.pack("<4H5I", version, 2000, 0, 2, 44100, 0, 0, 2, 44100) + bytes(500)
    sizes = struct.pack("<7I", 52, 24, 4, 0, 400, 0, 0)
    return (
        b"MAC "
        + struct.pack("<HH", version, 0)
        + sizes
        + bytes(16)
        + struct.pack("<HHIIIHHI", 2000, 0, 73728, 14472, 2, 16, 2, 44100)
        + bytes(404)
    )


def musepack8(samples=88200):
    number = b""
    rest = samples
    while rest:
        number = bytes([rest & 127 | (128 if number else 0)]) + number
        rest >>= 7
    head = bytes(4) + b"\x08" + number + b"\0" + bytes([0 << 5 | 1, 0x10])
    packets = b"SH" + bytes([3 + len(head)]) + head + b"AP" + bytes([60]) + bytes(57) + b"SE" + b"\x03"
    return b"MPCK" + packets


def musepack7(frames=100):
    return b"MP+\x07" + struct.pack("<II", frames, 0) + bytes(60)


def wavpack(seconds=2, said=None, blocks=2):
    each = 44100 * seconds // blocks
    out = b""
    for number in range(blocks):
        total = 44100 * seconds if said is None else said
        out += (
            b"wvpk"
            + struct.pack("<IHBBIIIII", 24 + 40, 0x410, 0, 0, total, number * each, each, 9 << 23, 0)
            + bytes(40)
        )
    return out


def ape_tag(**texts):
    items = b"".join(
        struct.pack("<II", len(words.encode()), 0) + name.encode() + b"\0" + words.encode()
        for name, words in texts.items()
    )
    return items + b"APETAGEX" + struct.pack("<4I", 2000, len(items) + 32, len(texts), 0) + bytes(8)


def told(tmp_path, data, name="sound.bin"):
    path = tmp_path / name
    path.write_bytes(data)
    values = list(read(path, ReadOptions()))
    (item,) = [value for value in values if isinstance(value, Item)]
    return dict(item.extra), [value.reason for value in values if isinstance(value, Problem)]


WHOLE = {
    "AU": (au(), "2.00 s"),
    "AU without a stated size": (au(said=0xFFFFFFFF), "2.00 s"),
    "APE": (monkey(), "2.00 s"),
    "old APE": (monkey(3950), f"{(73728 * 4 + 44100) / 44100:.2f} s"),
    "Musepack 8": (musepack8(), "2.00 s"),
    "Musepack 7": (musepack7(), f"{100 * 1152 / 44100:.2f} s"),
    "WavPack": (wavpack(), "2.00 s"),
    "WavPack without a stated length": (wavpack(said=0xFFFFFFFF), "2.00 s"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_the_length_is_what_the_file_says_and_a_whole_file_is_not_called_cut(name, tmp_path):
    data, length = WHOLE[name]
    extra, reasons = told(tmp_path, data)
    assert extra["length"] == length
    assert CUT not in reasons


@pytest.mark.parametrize("name", ["AU", "APE", "Musepack 8", "WavPack"])
def test_a_file_that_ends_early_is_told(name, tmp_path):
    data, length = WHOLE[name]
    extra, reasons = told(tmp_path, data[:-4])
    assert CUT in reasons
    assert extra["length"] == length


def test_texts_of_an_ape_tag_are_kept_behind_any_sound_and_before_an_older_tag(tmp_path):
    tag = ape_tag(Title="Shed", Artist="Ann Example")
    for data in (wavpack() + tag, wavpack() + tag + b"TAG" + bytes(125)):
        extra, _ = told(tmp_path, data)
        assert (extra["tag/title"], extra["tag/artist"]) == ("Shed", "Ann Example")


def test_a_damaged_head_or_tag_ends_nothing(tmp_path):
    for data in (
        monkey()[:60],
        b"MAC " + bytes(100),
        musepack8()[:9],
        wavpack()[:20],
        wavpack() + ape_tag(Title="Shed")[-40:],
        au()[:10],
    ):
        assert told(tmp_path, data)


def test_texts_of_an_ape_tag_that_end_with_a_zero_or_blanks_are_shown_without_them(tmp_path):
    extra, _ = told(tmp_path, wavpack() + ape_tag(Title="Shed          \0", Artist="Ann Example\0Bo Example"))
    assert (extra["tag/title"], extra["tag/artist"]) == ("Shed", "Ann Example; Bo Example")
