"""Outlook objects as .msg files and winmail.dat built in code, and RSMF chats. Fictional people only."""

import io
import json
import struct
import zipfile
from email.message import EmailMessage

from ole_files import ole

SENT = 133_495_437_300_000_000
"""12 January 2024, 14:35:30 UTC in 100 ns since 1601."""

type Values = dict[int, str | bytes | int | bool | tuple]
"""Properties by number: text, bytes, int (32 bits), bool, ("time", ticks), ("ansi", bytes), ("many",
[texts])."""


def streams(values: Values, header: int) -> dict:
    """The streams of one object; `header` is the length of what stands before its fixed properties."""
    fixed, made = bytearray(header), {}
    for number, value in values.items():
        kind, data = _typed(value)
        if kind == 0x101F:
            made[f"__substg1.0_{number:04X}{kind:04X}"] = b"".join(
                struct.pack("<I", len(each) + 2) for each in data
            )
            made |= {
                f"__substg1.0_{number:04X}{kind:04X}-{at:08X}": each + b"\0\0" for at, each in enumerate(data)
            }
        elif kind in {0x1F, 0x1E, 0x102}:
            made[f"__substg1.0_{number:04X}{kind:04X}"] = data
            fixed += struct.pack("<HHIQ", kind, number, 6, len(data))
        else:
            fixed += struct.pack("<HHI", kind, number, 6) + data.ljust(8, b"\0")
    return {"__properties_version1.0": bytes(fixed), **made}


def _typed(value):
    if isinstance(value, bool):
        return 0xB, struct.pack("<H", value)
    if isinstance(value, int):
        return 0x3, struct.pack("<i", value)
    if isinstance(value, str):
        return 0x1F, value.encode("utf-16-le")
    if isinstance(value, bytes):
        return 0x102, value
    kind, held = value
    if kind == "object":
        return 0xD, held
    if kind == "time":
        return 0x40, struct.pack("<q", held)
    return (0x1E, held) if kind == "ansi" else (0x101F, [each.encode("utf-16-le") for each in held])


def message(values: Values, people=(), files=(), names=(), header=32) -> dict:
    """The tree of a message. `files`: (values, bytes | tree of an embedded message | None); `names`: (set
    GUID bytes, number)."""
    tree = streams(values, header)
    for at, person in enumerate(people):
        tree[f"__recip_version1.0_#{at:08X}"] = streams(person, 8)
    for at, (told, held) in enumerate(files):
        inside = streams(told, 8)
        if isinstance(held, dict):
            inside["__substg1.0_3701000D"] = held
        elif held is not None:
            inside["__substg1.0_37010102"] = held
        tree[f"__attach_version1.0_#{at:08X}"] = inside
    if header == 32:
        sets = list(dict.fromkeys(group for group, _ in names))
        entries = b"".join(
            struct.pack("<IHH", number, (sets.index(group) + 3) << 1, at)
            for at, (group, number) in enumerate(names)
        )
        tree["__nameid_version1.0"] = {
            "__substg1.0_00020102": b"".join(sets),
            "__substg1.0_00030102": entries,
            "__substg1.0_00040102": b"",
        }
    return tree


def person(name: str, address: str, kind: int) -> Values:
    return {0x3001: name, 0x3002: "SMTP", 0x3003: address, 0x0C15: kind}


MAIL: Values = {
    0x001A: "IPM.Note", 0x0037: "Shed", 0x0070: "Shed", 0x1000: "See you at six.\r\n", 0x0039: ("time", SENT),
    0x0042: "Ann Example", 0x0064: "SMTP", 0x0065: "ann@example.org", 0x1035: "<1@example.org>",
}  # fmt: skip
BO, CY, DI = (
    person("Bo Sample", "bo@example.org", 1),
    person("cy@example.org", "cy@example.org", 2),
    person("Di", "di@example.org", 3),
)
INNER: Values = {**MAIL, 0x0037: "Inner", 0x1000: "Inner words"}


def msg() -> bytes:
    """A mail to three people with a file and a message inside."""
    inner = message(INNER, [BO], header=24)
    files = [
        ({0x3707: "plan of the shed.bin", 0x3704: "PLANOF~1.BIN", 0x3705: 1}, b"plan"),
        ({0x3001: "Inner", 0x3705: 5}, inner),
    ]
    return ole(message(MAIL, [BO, CY, DI], files))


# ---- winmail.dat -------------------------------------------------------------------------------


def attribute(level: int, number: int, data: bytes, kind: int = 6) -> bytes:
    return struct.pack("<BHHI", level, number, kind, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def block(values: Values) -> bytes:
    made = struct.pack("<I", len(values))
    for number, value in values.items():
        kind, data = _typed(value)
        made += struct.pack("<HH", kind, number)
        if kind in {0x1F, 0x1E, 0x102}:
            made += struct.pack("<II", 1, len(data)) + data + b"\0" * (-len(data) % 4)
        else:
            made += data + b"\0" * (-len(data) % 4)
    return made


def tnef(
    values: Values | None = None, people=(), files=((b"plan.bin", b"plan"),), more: bytes = b""
) -> bytes:
    """A winmail.dat with these properties and files (name in 8-bit letters, bytes)."""
    made = b"\x78\x9f\x3e\x22\x01\x00" + attribute(1, 0x9007, struct.pack("<II", 1252, 0))
    made += attribute(1, 0x9003, block(MAIL if values is None else values))
    if people:
        made += attribute(
            1, 0x9004, struct.pack("<I", len(people)) + b"".join(block(each) for each in people)
        )
    for name, data in files:
        made += (
            attribute(2, 0x9002, bytes(14)) + attribute(2, 0x8010, name + b"\0") + attribute(2, 0x800F, data)
        )
    return made + more


# ---- RSMF --------------------------------------------------------------------------------------

MANIFEST = {
    "version": "2.0.0",
    "eventcollectionid": "slice 1",
    "participants": [
        {"id": "P1", "display": "Ann Example", "email": "ann@example.org", "custom": [{"name": "Mobile", "value": "07700 900123"}]},
        {"id": "P2", "display": "Bo Sample", "account_id": "07700 900124"},
    ],
    "conversations": [
        {"id": "C1", "display": "Allotment", "platform": "slack", "type": "channel", "participants": ["P1", "P2"], "custodian": "P1"}
    ],
    "events": [
        {"type": "join", "participant": "P2", "conversation": "C1", "timestamp": "2024-01-12T14:30:00Z"},
        {"id": "m1", "type": "message", "body": "See you at six?", "participant": "P1", "conversation": "C1",
         "timestamp": "2024-01-12T14:35:30+01:00", "attachments": [{"id": "A1.bin", "display": "plan.bin", "size": 4}],
         "reactions": [{"value": "thumbsup", "count": 1, "participants": ["P2"]}],
         "edits": [{"participant": "P1", "timestamp": "2024-01-12T14:36:00Z", "previous": "At six?", "new": "See you at six?"}],
         "read_receipts": [{"participant": "P2", "timestamp": "2024-01-12T14:40:00Z", "action": "read"}]},
        {"id": "m2", "parent": "m1", "type": "message", "body": "Yes", "participant": "P2", "conversation": "C1",
         "timestamp": "2024-01-12T14:41:00", "deleted": True, "importance": "high"},
    ],
}  # fmt: skip


def rsmf_zip(manifest: dict | bytes = MANIFEST, **files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "rsmf_manifest.json", manifest if isinstance(manifest, bytes) else json.dumps(manifest)
        )
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def rsmf(zipped: bytes | None = None) -> bytes:
    """The e-mail around it."""
    mail = EmailMessage()
    mail["X-RSMF-Version"], mail["X-RSMF-EventCount"], mail["To"] = "2.0.0", "3", "Ann Example"
    mail.set_content("Ann: See you at six?\n")
    mail.add_attachment(
        rsmf_zip(**{"A1.bin": b"plan"}) if zipped is None else zipped,
        maintype="application",
        subtype="zip",
        filename="rsmf.zip",
    )
    return mail.as_bytes()
