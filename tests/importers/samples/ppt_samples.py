"""An old PowerPoint presentation built in code: two slides, one hidden, with notes, a comment, a link and a
table of places (MS-PPT)."""

import struct

from ole_files import ole


def record(kind, *parts, instance=0):
    """One record; one that holds others where a part is a record itself is the caller's to say, by
    `folder`."""
    body = b"".join(parts)
    return struct.pack("<HHI", instance << 4, kind, len(body)) + body


def folder(kind, *parts, instance=0):
    body = b"".join(parts)
    return struct.pack("<HHI", instance << 4 | 15, kind, len(body)) + body


def wide(words):
    return record(0x0FA0, words.encode("utf-16-le"))


def plain(words):
    return record(0x0FA8, words.encode("cp1252"))


def string(words, instance):
    return record(0x0FBA, words.encode("utf-16-le"), instance=instance)


def shape(*parts):
    """A box of a drawing with its words."""
    return folder(0x040C, folder(0xF002, folder(0xF003, folder(0xF004, folder(0xF00D, *parts)))))


def slide(*parts, hidden=False, comment=()):
    info = record(0x03F9, bytes(10) + struct.pack("<HI", 4 if hidden else 0, 0))
    said = b""
    if comment:
        who, words, when = comment
        atom = record(0x2EE1, struct.pack("<i8H", 1, when[0], when[1], 0, *when[2:], 0) + bytes(8))
        said = folder(
            0x1388,
            folder(
                0x138A,
                string("___PPT10", 0),
                record(0x138B, folder(0x2EE0, string(who, 0), string(words, 1), atom)),
            ),
        )
    return folder(0x03EE, record(0x03EF, bytes(24)), info, *parts, said)


def ppt(*, locked=False, edits=True, older=b"", twice=0, design=2):
    """The bytes of a file. `edits`: whether the place of the last edit is right; `older`: what an earlier
    state left; `twice`: so often the last slide is listed again."""
    link = folder(
        0x0409,
        folder(
            0x0FD7,
            record(0x0FD3, struct.pack("<I", 7)),
            string("the plan", 0),
            string("https://example.org/plan", 1),
        ),
    )
    listed = folder(
        0x0FF0,
        record(0x03F3, struct.pack("<IIiII", 2, 0, 2, 256, 0)),
        record(0x0F9F, bytes(4)), plain("Allotment – plan"), record(0x0F9F, bytes(4)), wide("Bring the key\rłopata"),
        *[record(0x03F3, struct.pack("<IIiII", 3, 0, 0, 257, 0))] * (1 + twice),
    )  # fmt: skip
    designed = folder(0x0FF0, record(0x03F3, struct.pack("<IIiII", 5, 0, 0, 0x80000000, 0)), instance=1)
    noted = folder(0x0FF0, record(0x03F3, struct.pack("<IIiII", 4, 0, 0, 512, 0)), instance=2)
    click = folder(0x0FF2, record(0x0FF3, struct.pack("<II", 0, 7) + bytes(8)))
    parts = {
        1: folder(0x03E8, record(0x03E9, bytes(40)), link, designed, listed, noted),
        2: slide(
            shape(record(0x0F9E, struct.pack("<I", 0))), shape(record(0x0F9E, struct.pack("<I", 1)), click),
            comment=("Ann Example", "Which shed?", (2004, 6, 5, 10, 0, 0)),
        ),
        3: slide(shape(record(0x0F9F, bytes(4)), plain("Second slide")), hidden=True),
        4: folder(0x03F0, record(0x03F1, struct.pack("<I", 256) + bytes(4)), shape(plain("Say hello")), shape(plain("*"))),
        5: folder(
            0x03F8, record(0x03EF, bytes(24)), shape(plain("Allotment Society, private")),
            shape(plain("Click to edit the title"), folder(0xF011, record(0x0BC3, bytes(8)))), string("Plain Design", design),
        ),
    }  # fmt: skip
    stream, places = older, {}
    for number, part in parts.items():
        places[number] = len(stream)
        stream += part
    table = len(stream)
    stream += record(
        0x1772,
        struct.pack("<I", 1 | 5 << 20),
        *(struct.pack("<I", places[number]) for number in (1, 2, 3, 4, 5)),
    )
    edit = len(stream)
    stream += record(0x0FF5, struct.pack("<IIIIII", 256, 0x03000000, 0, table, 1, 5) + bytes(4))
    token = 0xF3D1C4DF if locked else 0xE391C05F
    user = record(0x0FF6, struct.pack("<III", 20, token, edit if edits else edit + 5) + bytes(20))
    return ole({"PowerPoint Document": stream.ljust(4096, b"\0"), "Current User": user})
