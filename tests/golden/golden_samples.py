"""What the golden record is made from: files that the tests build, with the same bytes each time.

A sample is `Files`: the bytes of each file by its name. One file is given to the program as it is,
several lie in a folder. Nothing here belongs to the program.
"""

import importlib
import inspect
import io
import random
import types
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import samples
import test_ufdr
import test_ufdr_plain
import test_ufdr_records
import test_whatsapp_languages
import ufdr_reports
import whatsapp_languages
from chats_made import talks
from chats_written import LAYOUTS

type Files = dict[str, bytes]

IMPORTERS = Path(samples.__file__).parent
BESIDE = ("android_databases", "ios_backups", "ios_databases", "pdf_files", "ufdr_reports")
"""Modules of samples whose names do not end in _samples."""
LEAST = 32
"""Bytes that a constant has at least to be a file and not a piece of one."""
SEED = 41
MADE = (2025, 1, 20, 12, 0, 0)
"""When every member of every zip was written, as far as the zip says."""
WHEN = "2024-01-02T03:04:05.000+00:00"
WORDED = ("Name", "Body", "Title", "Subject", "Value", "Label", "Data", "Url")
STATED = {"Source": "App", "Direction": "Incoming", "Number": "07700900003"}
RECORDS = (
    *("ApplicationUsage", "Autofill", "BluetoothDevice", "CalendarEntry", "Call", "CellTower", "Chat"),
    *("Contact", "Cookie", "CreditCard", "DeviceEvent", "Email", "Image", "InstalledApplication"),
    *("InstantMessage", "Journey", "Location", "MMS", "Note", "Notification", "Password"),
    *("PoweringEvent", "Recording", "SearchedItem", "SIMData", "SMS", "SocialMediaActivity"),
    *("TransferOfFunds", "User", "UserAccount", "Video", "VisitedPage", "Voicemail", "WebBookmark"),
    *("WirelessNetwork", "NobodyKnows"),
)
"""Kinds of records in a report of a phone, the last of them one that nobody knows."""


def still(name: str) -> None:
    """Let what is drawn at random from here on, as boundaries of letters, depend on the name alone."""
    random.seed(name)


def stop_the_clock() -> None:
    """Let the members of zips bear MADE, and colour profiles no hour.

    Builders that name no time write the present one; the library of colours asks the machine for it.
    """
    clock = types.SimpleNamespace(time=lambda: 0.0, localtime=lambda _=0: (*MADE, 0, 20, 0))
    vars(zipfile)["time"] = clock
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile.tobytes

    def dateless(self: ImageCms.ImageCmsProfile) -> bytes:
        data = profile(self)
        return data[:24] + bytes(12) + data[36:]

    ImageCms.ImageCmsProfile.tobytes = dateless


def whole() -> dict[str, Files]:
    """One whole sample for each importer."""
    still("whole")
    return {name: {file: data} for name, (file, data) in samples.whole().items()}


def every() -> dict[str, Files]:
    """All that is read: whole samples, what else their modules build, chats and phones in all their ways."""
    return whole() | _built() | _in_languages() | _laid_out() | _phone_records() | _phone_talks()


def zipped(files: Files) -> bytes:
    """A zip of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, MADE), data)
    return out.getvalue()


def _built() -> dict[str, Files]:
    """Every constant of the modules of samples, and what their functions give that need nothing.

    Several files are given as a folder and as a zip.
    """
    found: dict[str, Files] = {}
    for module in (*sorted(path.stem for path in IMPORTERS.glob("*_samples.py")), *BESIDE):
        for name, files in _offers(importlib.import_module(module)):
            found[f"{module} {name}"] = files
            if len(files) > 1:
                found[f"{module} {name}, zipped"] = {"sample.zip": zipped(files)}
    return found


def _offers(module: types.ModuleType) -> Iterator[tuple[str, Files]]:
    for name, value in vars(module).items():
        if name.startswith("_") or (inspect.isfunction(value) and not _is_builder(value, module)):
            continue
        still(f"{module.__name__} {name}")
        made = value() if inspect.isfunction(value) else value
        if isinstance(made, bytes) and len(made) >= LEAST:
            yield name, {"sample.dat": made}
        elif isinstance(made, dict) and _are_files(made):
            yield name, made


def _are_files(made: dict[Any, Any]) -> bool:
    return bool(made) and all(isinstance(one, str) and isinstance(made[one], bytes) for one in made)


def _is_builder(value: types.FunctionType, module: types.ModuleType) -> bool:
    """Whether a function stands in this module and needs no argument."""
    asked = inspect.signature(value).parameters.values()
    free = {inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD}
    needed = [one for one in asked if one.default is one.empty and one.kind not in free]
    return value.__module__ == module.__name__ and not needed


def _in_languages() -> dict[str, Files]:
    """The same chat in every language that WhatsApp has words in, from both kinds of phone."""
    chats, found = test_whatsapp_languages, {}
    for language in whatsapp_languages.ALL:
        found[f"iPhone in {language.code}"] = {"_chat.txt": chats.ios(language).encode()}
        name = f"WhatsApp Chat with {chats.GROUP}.txt"
        found[f"Android in {language.code}"] = {name: chats.android(language).encode()}
    return found


def _laid_out() -> dict[str, Files]:
    """One account's conversations as each family of exports lays them out."""
    account = talks(SEED)
    laid = [one for layout in LAYOUTS for one in layout(account)]
    return {f"laid out {one.family}, {one.name}": {one.name: one.data} for one in laid}


def _phone_records() -> dict[str, Files]:
    """A report for each kind of record, and for each way in which a message quotes another."""
    build, records, found = ufdr_reports, test_ufdr_records, {}
    people = build.many("Parties", test_ufdr.OWNER, test_ufdr.OTHER)
    fields = [build.field(name, f"{name} words") for name in WORDED]
    fields += [build.field(name, value) for name, value in STATED.items()]
    fields += [build.stamp(name, WHEN) for name in ("TimeStamp", "StartTime", "EndDate", "Creation")]
    fields += [people, build.one("From", test_ufdr.OTHER), build.field("Other", None)]
    for kind in RECORDS:
        models = [records.model(kind, *fields, number=number) for number in "12"]
        found[f"phone record {kind}"] = {"report.xml": build.report(build.of_type(kind, *models))}
    for name in ("REPLY", "QUOTED", "FORWARDED", "EMBEDDED"):
        said = build.message(1, "yes", test_ufdr.OTHER, getattr(records, name))
        report = build.report(build.of_type("Chat", build.chat(1, said)))
        found[f"phone quote {name}"] = {"report.xml": report}
    return found


def _phone_talks() -> dict[str, Files]:
    """A long talk in each layout that reports are written in, and with files beside the report."""
    build, found = ufdr_reports, {}
    talk = [build.chat(seed, *test_ufdr_plain.a_talk(seed, 60)) for seed in (1, 2)]
    files = build.tagged(1, "files/shed.jpg", build.PICTURE) + build.tagged(2, "files/gone.jpg", b"gone")
    report = build.report(build.of_type("Chat", *talk), files)
    for name, change in test_ufdr_plain.LAYOUTS.items():
        found[f"phone talk {name}"] = {"report.xml": change(report)}
    packed = {"report.xml": report, "files/shed.jpg": build.PICTURE, "files/other.jpg": build.PICTURE}
    return found | {"phone talk zipped": {"phone.ufdr": zipped(packed)}}


def damages() -> dict[str, Callable[[bytes], bytes]]:
    """What may happen to a file on its way, by name; what is for text leaves all else as it was."""
    return {
        "a third": lambda data: data[: len(data) // 3],
        "two thirds": lambda data: data[: 2 * len(data) // 3],
        "last byte lost": lambda data: data[:-1],
        "hole": lambda data: _replaced(data, bytes(min(2048, len(data) // 4))),
        "one letter": lambda data: _replaced(data, bytes([data[len(data) // 2] ^ 0x20])),
        "twice": lambda data: data + data,
        "bytes before": lambda data: b"\r\n\x00junk\r\n" + data,
        "wide": lambda data: _rewritten(data, lambda text: text.encode("utf-16")),
        "as on old Macs": lambda data: _rewritten(data, _as_on_old_macs),
    }


def _replaced(data: bytes, by: bytes) -> bytes:
    """The bytes with other ones in their middle."""
    half = len(data) // 2
    return data[:half] + by + data[half + len(by) :]


def _as_on_old_macs(text: str) -> bytes:
    return text.replace("\r\n", "\r").replace("\n", "\r").encode()


def _rewritten(data: bytes, change: Callable[[str], bytes]) -> bytes:
    try:
        return change(data.decode())
    except UnicodeDecodeError:
        return data
