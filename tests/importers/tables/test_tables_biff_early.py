"""Excel workbooks from before 1994 (versions 2 to 4) are refused in words: alone, in an archive and in a
damaged copy.
"""

import io
import struct
import zipfile
from pathlib import Path

import biff_samples
import pytest

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Item, Problem, ReadOptions
from evidence_review.importers.choosing import choose, read

BEGINS = {
    "Excel 2": struct.pack("<HHHH", 0x09, 4, 2, 0x10),
    "Excel 2 with a longer head": struct.pack("<HHHHH", 0x09, 6, 2, 0x10, 0),
    "Excel 3": struct.pack("<HHHHH", 0x209, 6, 3, 0x10, 0),
    "Excel 4": struct.pack("<HHHHH", 0x409, 6, 4, 0x10, 0),
    "Excel 4, several sheets": struct.pack("<HHHHH", 0x409, 6, 4, 0x100, 0),
}
WORDS = b"Meet Bo at the shed by the canal, bring the keys"
LABEL = struct.pack("<HHHHHH", 0x204, 8 + len(WORDS), 0, 0, 0, len(WORDS)) + WORDS
ASKS = "before 1994.*Nothing in it has been reviewed.*XLSX"


@pytest.mark.parametrize("name", BEGINS)
@pytest.mark.parametrize("ending", ["xls", "XLW", "dat", "txt", "csv"])
def test_such_a_workbook_is_refused_in_words_that_say_what_to_do(
    name: str, ending: str, tmp_path: Path
) -> None:
    path = tmp_path / f"old.{ending}"
    for data in (BEGINS[name] + LABEL * 40 + bytes.fromhex("0a000000"), BEGINS[name] + LABEL, BEGINS[name]):
        path.write_bytes(data)
        with pytest.raises(UnreadableExport, match=ASKS):
            choose(path)


def test_in_an_archive_it_stands_in_the_account_with_the_same_words(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("calls.xls", BEGINS["Excel 3"] + LABEL)
        archive.writestr("note.txt", "Bring the keys to the shed at six, please.")
    path = tmp_path / "files.zip"
    path.write_bytes(out.getvalue())
    values = list(read(path, ReadOptions()))
    (problem,) = [one for one in values if isinstance(one, Problem) and "before 1994" in one.reason]
    assert problem.records == 1
    assert any(isinstance(one, Item) and "keys" in (one.text or "") for one in values)


def test_workbooks_since_excel_5_are_not_taken_for_it(tmp_path: Path) -> None:
    path = tmp_path / "calls.xls"
    for data in (biff_samples.xls(), biff_samples.workbook()):
        path.write_bytes(data)
        assert choose(path).name.startswith("Tables")
