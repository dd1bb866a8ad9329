"""Small recordings built in code, container by container: no sound in them, but every number that says how
long it would be."""

import struct

SINCE_1904 = 2_082_844_800
MADE = 1_736_755_200  # 2025-01-13 08:00:00 UTC


def box(name, *parts):
    body = b"".join(parts)
    return struct.pack(">I", 8 + len(body)) + name + body


def track(handler, codec, samples, each, scale, said=None):
    entry = (
        box(codec, bytes(24), struct.pack(">HH", 320, 240), bytes(50))
        if handler == b"vide"
        else box(codec, bytes(28))
    )
    table = box(
        b"stbl",
        box(b"stsd", bytes(4), struct.pack(">I", 1), entry),
        box(b"stts", bytes(4), struct.pack(">III", 1, samples, each)),
    )
    length = samples * each if said is None else said
    return box(
        b"trak",
        box(
            b"mdia",
            box(b"mdhd", bytes(4), struct.pack(">IIII", 0, 0, scale, length), bytes(4)),
            box(b"hdlr", bytes(8), handler, bytes(13)),
            box(b"minf", table),
        ),
    )


def apple_keys(**values):
    """Apple's `meta`: names, then values by their number."""
    names = [b"com.apple.quicktime." + name.replace("_", ".").encode() for name in values]
    keys = box(b"keys", bytes(4), struct.pack(">I", len(names)), *(box(b"mdta", name) for name in names))
    items = (
        box(struct.pack(">I", number), box(b"data", struct.pack(">II", 1, 0), text.encode()))
        for number, text in enumerate(values.values(), 1)
    )
    return box(b"meta", box(b"hdlr", bytes(8), b"mdta", bytes(13)), keys, box(b"ilst", *items))


def movie(*tracks, made=MADE + SINCE_1904, length=5000, brand=b"mp42", more=b"", wide=False):
    numbers = struct.pack(">QQIQ" if wide else ">IIII", made, made, 1000, length)
    head = box(b"mvhd", bytes([wide, 0, 0, 0]), numbers, bytes(80))
    return box(b"ftyp", brand, bytes(4), brand) + box(b"moov", head, *tracks, more) + box(b"mdat", bytes(64))


def film(**options):
    return movie(track(b"vide", b"avc1", 125, 40, 1000), track(b"soun", b"mp4a", 215, 1024, 44100), **options)


OPUS = b"\xfc" + b"\x11" * 299
"""A packet of 20 ms."""


def page(serial, place, body, flags=0, number=0):
    lacing = bytes([255] * (len(body) // 255) + [len(body) % 255])
    whole = (
        b"OggS\0"
        + bytes([flags])
        + struct.pack("<q", place)
        + serial
        + struct.pack("<II", number, 0)
        + bytes([len(lacing)])
        + lacing
        + body
    )
    return whole[:22] + remainder(whole, 0x104C11DB7, 32).to_bytes(4, "little") + whole[26:]


def opus(seconds=4.0, skipped=312, number=2):
    tags = (
        b"OpusTags"
        + struct.pack("<I", 4)
        + b"test"
        + struct.pack("<I", 1)
        + struct.pack("<I", 10)
        + b"TITLE=Shed"
    )
    head = b"OpusHead\1\1" + struct.pack("<HIhB", skipped, 48000, 0, 0)
    return (
        page(b"abcd", 0, head, 2)
        + page(b"abcd", 0, tags, number=1)
        + page(b"abcd", round(seconds * 48000) + skipped, OPUS, 4, number)
    )


def riff(kind, *chunks):
    body = kind + b"".join(
        name + struct.pack("<I", length) + data + bytes(len(data) % 2) for name, length, data in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


def wave(seconds=2, said=None, data=None):
    sound = bytes(8000 * seconds) if data is None else data
    return riff(
        b"WAVE",
        (b"fmt ", 16, struct.pack("<HHIIHH", 1, 1, 8000, 8000, 1, 8)),
        (b"data", len(sound) if said is None else said, sound),
    )


def amr(frames=50, wide=False):
    return (
        b"#!AMR-WB\n" + (b"\x44" + bytes(60)) * frames
        if wide
        else b"#!AMR\n" + (b"\x3c" + bytes(31)) * frames
    )


def mp3(frames=100, said=None):
    """MPEG-1 layer 3, 128 kbit/s, 44,100 Hz: 417 bytes a frame; `said` is the count in a Xing frame before
    them."""
    frame = b"\xff\xfb\x90\x00" + bytes(413)
    first = b"" if said is None else frame[:36] + b"Xing" + struct.pack(">II", 1, said) + frame[48:]
    return first + frame * frames


def aac(frames=100):
    """Frames of silence, 44,100 Hz, one channel."""
    return bytes.fromhex("fff15040017ffc01182007") * frames


def flac(samples=88_200):
    """Silence of one channel, in frames of 4,096 samples with their check sums (RFC 9639, 9)."""
    packed = 44_100 << 44 | 0 << 41 | 15 << 36 | samples
    frames = b"".join(flac_frame(at // 4096, min(4096, samples - at)) for at in range(0, samples, 4096))
    return (
        b"fLaC\x80\0\0\x22"
        + struct.pack(">HH", 4096, 4096)
        + bytes(6)
        + packed.to_bytes(8, "big")
        + bytes(16)
        + frames
    )


def flac_frame(number, samples):
    head = b"\xff\xf8\x79\x08" + chr(number).encode() + struct.pack(">H", samples - 1)
    head += bytes([remainder(head, 0x107, 8)])
    frame = head + bytes(3)
    return frame + remainder(frame, 0x18005, 16).to_bytes(2, "big")


def remainder(data, polynomial, bits):
    """Of a division of polynomials over two elements, as check sums are reckoned: slowly, bit by bit."""
    value = int.from_bytes(data, "big") << bits
    for place in range(len(data) * 8 - 1, -1, -1):
        if value >> (place + bits) & 1:
            value ^= polynomial << place
    return value


def caf(samples=88_200):
    """Sound of one channel, mu-law, 44,100 Hz."""
    desc = struct.pack(">d4sIIIII", 44100.0, b"ulaw", 0, 1, 1, 1, 8)
    chunks = ((b"desc", desc), (b"data", bytes(4) + b"\x55\xaa" * (samples // 2)))
    return b"caff\0\1\0\0" + b"".join(name + struct.pack(">q", len(body)) + body for name, body in chunks)


def avi(pictures=125, more=b""):
    """Pictures of 4 x 4 without a codec, 25 a second; `more` are further chunks of its head."""
    header = struct.pack("<IIIIIIIIII", 40_000, 0, 0, 0, pictures, 0, 1, 0, 4, 4) + bytes(16)
    stream = b"vidsDIB " + bytes(12) + struct.pack("<IIII", 1, 25, 0, pictures) + bytes(20)
    form = struct.pack("<IiiHHI", 40, 4, 4, 1, 24, 0) + bytes(20)
    inner = b"hdrl" + chunk(b"avih", header)
    inner += chunk(b"LIST", b"strl" + chunk(b"strh", stream) + chunk(b"strf", form)) + more
    movie = b"movi" + chunk(b"00db", b"\x20\x40\x60" * 16) * pictures
    return riff(b"AVI ", (b"LIST", len(inner), inner), (b"LIST", len(movie), movie))


def chunk(name, body):
    return name + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)


def element(name, *parts, unknown=False):
    body = b"".join(parts)
    return (
        bytes.fromhex(name)
        + (b"\x01" + b"\xff" * 7 if unknown else struct.pack(">Q", len(body) | 1 << 56))
        + body
    )


VP8 = bytes.fromhex("1002009d012a100010000047088585888584880202000c0d6000feffab5080")
"""A whole picture of 16 x 16, black."""


def matroska(length=5000.0, kind=b"webm"):
    """A film whose last block stands at 4,960 ms; without `length` as a browser writes it live."""
    head = element("1A45DFA3", element("4282", kind))
    said = element("4489", struct.pack(">d", length)) if length else b""
    made = element("4461", struct.pack(">q", (MADE - 978_307_200) * 10**9))
    about = element(
        "1549A966", element("2AD7B1", b"\x0f\x42\x40"), said, made, element("5741", b"Example app")
    )
    size = element("E0", element("B0", b"\x01\x40"), element("BA", b"\xf0"))
    tracks = element(
        "1654AE6B", element("AE", element("D7", b"\1"), element("83", b"\1"), element("86", b"V_VP8"), size)
    )
    cluster = element(
        "1F43B675", element("E7", b"\x0f\xa0"), element("A3", b"\x81\x03\xc0\x80", VP8), unknown=not length
    )
    return head + element("18538067", about, tracks, cluster, unknown=not length)


def whole():
    """Samples for the contract suite."""
    return {
        "recording mp4": ("VID_0001.mp4", film()),
        "recording opus": ("PTT-20250113-WA0001.opus", opus()),
        "recording wav": ("call.wav", wave(1)),
        "recording webm": ("round.webm", matroska()),
    }
