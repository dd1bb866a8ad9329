"""Text is read as an eye reads it (docs/decisions/0010): inside markup, cells, tabs, quotes, controls and digits
of every script a name is one text for the search, in remover, gate and check-file alike."""

import html
import io
import re
import unicodedata
import zipfile
from email import message_from_bytes

import openpyxl
import pytest
from eye_text import CHANNELS, KEPT, LAST, PLAIN, TERMS

from evidence_review.redaction.gate.gate_media import check_file
from evidence_review.workflow.case.redaction_options import Wishes
from evidence_review.workflow.one_file import redact_file_task

SOUGHT = ("quillfeather", "7700900123")


def test_there_are_sixty_channels_and_more():
    assert len(CHANNELS) >= 60


def _views(name, data):
    """What a person can get of a file: its words in order, cells by rows and by columns, tags taken away."""
    if name.endswith((".xlsx", ".ods", ".docx")):
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            yield from (pack.read(one).decode("utf-8", "ignore") for one in pack.namelist())
    if name.endswith(".xlsx"):
        for sheet in openpyxl.load_workbook(io.BytesIO(data)):
            rows = [[str(one.value or "") for one in row] for row in sheet.iter_rows()]
            yield from ("".join("".join(row) for row in way) for way in (rows, zip(*rows, strict=True)))
    elif name.endswith(".eml"):
        for part in message_from_bytes(data).walk():
            yield (part.get_payload(decode=True) or b"").decode("utf-8", "ignore")
    elif name.endswith((".csv", ".tsv")):
        rows = [re.split("[,\t]", line) for line in data.decode().splitlines()]
        yield "".join(row[0] for row in rows if row)
        yield data.decode()
    else:
        yield data.decode("utf-8", "ignore")


def _readable(name, data, sought=SOUGHT):
    """Whether a person reads one of the values in a file, forwards or backwards, whatever stands between."""
    for view in _views(name, data):
        for said in (view, re.sub(r"<[^<>]*>", "", view), re.sub(r"<[^<>]*>|\[[^\[\]]*\]|.\x08", "", view)):
            plain = unicodedata.normalize("NFKC", html.unescape(said)).casefold()
            letters = "".join(
                str(unicodedata.digit(one, one))
                for one in plain
                if one.isalnum() or unicodedata.digit(one, None)
            )
            if any(one in letters or one[::-1] in letters for one in sought):
                return True
    return False


def _redacted(tmp_path, name, data):
    source, target = tmp_path / f"in{name[name.rfind('.') :]}", tmp_path / f"out{name[name.rfind('.') :]}"
    source.write_bytes(data)
    next(redact_file_task.redact_path(source, target, TERMS, Wishes()))
    return target.read_bytes()


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda part: part.replace(" ", "-"))
def test_I3_the_gate_sees_it(channel):
    name, data = CHANNELS[channel]()
    assert check_file(data, TERMS, name)
    assert not check_file(data, ["Imogen Hollis", "07700 900456"], name), (
        "a control: others are not seen in it"
    )


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda part: part.replace(" ", "-"))
def test_I3_nobody_reads_it_in_the_new_file(tmp_path, channel):
    name, data = CHANNELS[channel]()
    new = _redacted(tmp_path, name, data)
    assert not _readable(name, new)
    assert not check_file(new, TERMS, name)
    assert any(PLAIN.casefold() in view.casefold() for view in _views(name, new)), "what stays is still there"


@pytest.mark.parametrize("label", KEPT, ids=lambda part: part.replace(" ", "-"))
def test_what_looks_alike_stays(tmp_path, label):
    build, stays = KEPT[label]
    name, data = build()
    assert not check_file(data, TERMS, name)
    assert any(stays in view for view in _views(name, _redacted(tmp_path, name, data)))


def test_the_reader_of_these_tests_is_not_blind():
    """A control: it reads the plain name, and the name in most of the channels as they are."""
    assert _readable("note.txt", f"Ring {LAST}".encode())
    seen = sum(_readable(*CHANNELS[one]()) for one in CHANNELS)
    assert seen > len(CHANNELS) * 2 // 3
