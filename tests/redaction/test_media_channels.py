"""I3, I5, reliability figure 7: no place of any medium keeps a name, and the detector sees it in every
untouched source."""

import media_channels
import media_further
import media_written
import pytest
from media_channels import CHANNELS, ENDINGS, SECRET

from evidence_review.domain.contents import Unseen
from evidence_review.redaction.gate.gate_media import check_file
from evidence_review.workflow.case.redaction_options import Wishes
from evidence_review.workflow.one_file import redact_file_task

EVERY = [(medium, label) for medium, channels in CHANNELS.items() for label in channels]


def test_there_are_a_hundred_channels_and_more():
    assert len(EVERY) >= 150
    assert (len(CHANNELS["book"]), len(CHANNELS["word"]), len(CHANNELS["pictures"])) >= (16, 13, 16)


@pytest.mark.parametrize(("medium", "label"), EVERY, ids=lambda part: part.replace(" ", "-"))
@pytest.mark.parametrize("unseen", list(Unseen), ids=["left-out", "shown"])
def test_I3_no_place_keeps_the_name(tmp_path, medium, label, unseen):
    name, data = CHANNELS[medium][label]()
    assert check_file(data, [SECRET]), "the source must be found, or the detector is blind"
    source = tmp_path / f"in{name[name.rfind('.') :]}"
    source.write_bytes(data)
    target = tmp_path / f"out{ENDINGS.get(source.suffix, source.suffix)}"
    next(redact_file_task.redact_path(source, target, [SECRET], Wishes(unseen=unseen)))
    new = target.read_bytes()
    assert not check_file(new, [SECRET], target.name)
    for letters in (media_channels.LAST, media_channels.LAST.upper()):
        assert letters.encode() not in new
        assert letters.encode("utf-16-le") not in new
    assert source.read_bytes() == data


FURTHER = {
    f"{medium}, {label}": build
    for found in (media_further.FURTHER, media_written.FURTHER)
    for medium, channels in found.items()
    for label, build in channels.items()
}


@pytest.mark.parametrize("channel", FURTHER, ids=lambda part: part.replace(" ", "-"))
def test_I3_no_further_place_keeps_the_name(tmp_path, channel):
    """As above, with all that nobody sees kept as ordinary words; the surname alone is looked for, since the
    first name often stands whole beside it."""
    name, data = FURTHER[channel]()
    assert check_file(data, [media_channels.LAST]), "the source must be found, or the detector is blind"
    source = tmp_path / f"in{name[name.rfind('.') :]}"
    source.write_bytes(data)
    target = tmp_path / f"out{ENDINGS.get(source.suffix, source.suffix)}"
    next(redact_file_task.redact_path(source, target, [SECRET], Wishes(unseen=Unseen.SHOWN)))
    new = target.read_bytes()
    assert not check_file(new, [SECRET, media_channels.LAST], target.name)
    for letters in (media_channels.LAST, media_channels.LAST.upper(), media_channels.LAST[::-1]):
        assert letters.encode() not in new
        assert letters.encode("utf-16-le") not in new
    assert source.read_bytes() == data


TWICE = [
    ("mail", "name of an attachment"),
    ("mail", "text attachment"),
    ("archives", "file"),
    ("archives", "name"),
    ("archives", "workbook inside"),
]


@pytest.mark.parametrize(("medium", "label"), TWICE, ids=lambda part: part.replace(" ", "-"))
def test_what_has_files_inside_is_the_same_redacted_twice(tmp_path, medium, label):
    """The list of names that is added is made again, not put beside the next one."""
    name, data = CHANNELS[medium][label]()
    source, once, twice = (tmp_path / f"{each}{name[name.rfind('.') :]}" for each in ("in", "once", "twice"))
    source.write_bytes(data)
    next(redact_file_task.redact_path(source, once, [SECRET]))
    next(redact_file_task.redact_path(once, twice, [SECRET]))
    assert twice.read_bytes() == once.read_bytes()


KEPT = [
    ("word", "comment"),
    ("word", "tracked deletion"),
    ("word", "text box"),
    ("book", "hidden row"),
    ("book", "comment"),
    ("documents", "odt deletion"),
    ("documents", "rtf hidden"),
    ("slides", "notes"),
    ("mail", "Received"),
    ("mail", "name of an attachment"),
    ("pages", "display none"),
    ("archives", "comment"),
]


@pytest.mark.parametrize(("medium", "label"), KEPT, ids=lambda part: part.replace(" ", "-"))
def test_what_a_reader_sees_stays(tmp_path, medium, label):
    name, data = CHANNELS[medium][label]()
    source = tmp_path / f"in{name[name.rfind('.') :]}"
    source.write_bytes(data)
    target = tmp_path / f"out{ENDINGS.get(source.suffix, source.suffix)}"
    next(redact_file_task.redact_path(source, target, [SECRET]))
    assert check_file(target.read_bytes(), [media_channels.PLAIN])
