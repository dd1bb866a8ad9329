"""Invariants of files made anew: nothing removed survives in any form, twice is once, what was not marked
stays word for word."""

import json
import string
import wave
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from media_channels import CHANNELS, ENDINGS
from media_office import SECRET, cell, xlsx

from evidence_review.domain.contents import Contents, Inside, Passage, Sheet
from evidence_review.domain.errors import OutputProblem, ReviewError
from evidence_review.importers.file_values import contents
from evidence_review.redaction.file_writing import removals_of
from evidence_review.redaction.gate.gate_media import check_file
from evidence_review.redaction.hidden.hidden import hidden_in
from evidence_review.redaction.new_files.cards import redact_cards
from evidence_review.redaction.new_files.html_values import page_contents
from evidence_review.redaction.new_files.json_values import redact_notation
from evidence_review.redaction.new_files.pieces import redact_pieces
from evidence_review.redaction.new_files.text_tables import redact_table
from evidence_review.redaction.new_files.writing import WRITERS, written
from evidence_review.redaction.sound.sound import Silence, redact_wave, silence_from
from evidence_review.redaction.unpacked.parts_archives import members
from evidence_review.workflow.case.redaction_options import Wishes
from evidence_review.workflow.one_file import redact_file_task

TERMS = [SECRET, "07700 900123", "AB12 CDE"]
NOISE = st.text(string.ascii_lowercase + " .,\n-é", max_size=12)
FORMS = st.sampled_from(
    [SECRET, SECRET.upper(), "Quillfeather, Imogen", "Quill\u00adfeather", "Imogen\u00a0 Quillfeather", "+44 7700 900123", "(07700) 900-123", "ab12cde", "Ｑuillfeather"]
)  # fmt: skip
WORDS = st.builds("{0} {1} {2}".format, NOISE, FORMS, NOISE)
SOON = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SOON
@given(st.lists(WORDS, min_size=1, max_size=4), st.sampled_from(sorted(WRITERS)))
def test_nothing_removed_survives_and_twice_is_once(words, ending):
    with TemporaryDirectory() as folder:
        source, once, twice = (Path(folder) / f"{name}{ending}" for name in ("in", "out", "again"))
        source.write_bytes(
            written(
                Contents(tuple(map(Passage, words)), (Sheet("One", tuple((word,) for word in words)),)),
                ending,
            )
        )
        assert check_file(source.read_bytes(), TERMS)
        next(redact_file_task.redact_path(source, once, TERMS))
        assert not check_file(once.read_bytes(), TERMS)
        next(redact_file_task.redact_path(once, twice, TERMS))
        assert _said(twice) == _said(once)


def _said(path):
    if path.suffix in {".docx", ".odt", ".rtf", ".xlsx", ".ods"}:
        found = contents(path)
        return [passage.text.strip() for passage in found.passages], [sheet.rows for sheet in found.sheets]
    if path.suffix in {".html", ".htm"}:  # rows of a table come back as lines
        return " ".join(passage.text for passage in page_contents(path.read_text("utf-8")).passages).split()
    return path.read_bytes()


@SOON
@given(st.lists(st.text(string.ascii_letters + string.digits + " =+-@'\"é😀", max_size=20), max_size=6))
def test_pieces_without_a_term_stay_as_they_are(pieces):
    assert redact_pieces(pieces, removals_of([SECRET])) == (pieces, 0)


@SOON
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    )
)
def test_json_without_a_term_stays_byte_for_byte(value):
    for text in (json.dumps([value]), json.dumps([value], indent=1, ensure_ascii=False)):
        assert redact_notation(text, removals_of([SECRET])) == (text, 0, 0)


@SOON
@given(WORDS, st.integers(0, 9))
def test_json_stays_json(words, number):
    text = json.dumps({"a": {words: [number, words]}, "phone": 7700900123})
    new, removed, _ = redact_notation(text, removals_of(TERMS))
    assert removed >= 2
    assert not check_file(new.encode(), TERMS)
    assert json.loads(new)["a"].popitem()[1][0] == number


def test_tables_keep_their_form_and_run_nothing():
    text = 'who;sum\n"Quillfeather, ""Im"" Imogen";=1+1\n+44 7700 900999;-5,2\n'
    new, _ = redact_table(text, removals_of([SECRET]))
    assert new.splitlines()[0] == "who;sum"
    assert new.splitlines()[1].endswith("'=1+1")
    assert new.splitlines()[2] == "+44 7700 900999;-5,2"
    assert redact_table(new, removals_of([SECRET]))[0] == new


def test_cards_stay_cards():
    card = (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Example\r\nNOTE:a\\, "
        "b\\nc\r\nTEL;TYPE=CELL:07700900999\r\nEND:VCARD\r\n"
    )
    done = redact_cards(card, removals_of([SECRET]))
    assert (done.text, done.removed, done.unseen) == (card, 0, ())


@pytest.mark.parametrize("term", ["12", "Sheet", "Document", "Page", "Item", "Index", "From", "Text"])
@pytest.mark.parametrize("ending", [".xlsx", ".pdf", ".zip", ".docx"])
def test_words_of_the_form_of_a_file_stop_nothing(tmp_path, term, ending):
    source, target = tmp_path / "in.xlsx", tmp_path / f"out{ending}"
    source.write_bytes(xlsx(cell("1") + cell("2", "A2") + cell(f"the {term} here", "A3"))[1])
    assert next(redact_file_task.redact_path(source, target, [term]))["removed"] == 1


def _wave(channels=2, seconds=2):
    out = BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(channels)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"\x10\x20" * 8000 * channels * seconds)
    return out.getvalue()


def loud(data, one):
    """Whether anything can be heard of a range of time, as Python's own reader reads the file."""
    with wave.open(BytesIO(data)) as sound:
        sound.setpos(int(one.start * sound.getframerate()))
        part = sound.readframes(int((one.end - one.start) * sound.getframerate()))
    assert part
    return bool(part.strip(b"\0"))


@SOON
@given(st.integers(0, 15), st.integers(1, 8), st.sampled_from([1, 2]))
def test_a_range_of_sound_is_silent_and_the_rest_is_not(start, length, channels):
    one = Silence(start / 10, (start + length) / 10)
    original = _wave(channels)
    new = redact_wave(original + b"tail", [one])
    assert len(new) == len(original)
    assert loud(original, one)
    assert not loud(new, one)
    assert redact_wave(new, [one]) == new
    before = max(0, int((start / 10 - 0.06) * 8000)) * 2 * channels
    assert new[44 : 44 + before] == original[44 : 44 + before]


def test_ranges_of_time_as_people_write_them():
    assert silence_from("1:05-1:12.5") == Silence(65, 72.5)
    for wrong in ("", "5", "7-5", "a-b", "1-2-3"):
        with pytest.raises(OutputProblem):
            silence_from(wrong)


def test_other_sound_without_parts_or_damaged_is_refused_with_what_to_do(tmp_path):
    source = tmp_path / "a.ogg"
    source.write_bytes(b"OggS\0\2" + b"\0" * 60)
    with pytest.raises(OutputProblem, match="Say which parts"):
        next(redact_file_task.redact_path(source, tmp_path / "b.ogg", [SECRET]))
    with pytest.raises(ReviewError, match="WAV"):
        next(redact_file_task.redact_path(source, tmp_path / "b.ogg", [], Wishes(silences=("0-1",))))
    assert not (tmp_path / "b.ogg").exists()


def test_files_in_a_letter_go_by_their_own_rule(tmp_path):
    from media_channels import attach, letter

    source, target = tmp_path / "in.eml", tmp_path / "out.zip"
    source.write_bytes(letter(attach(xlsx(cell(SECRET))[1], "Quillfeather.xlsx"))[1])
    next(redact_file_task.redact_path(source, target, [SECRET]))
    inside = members(target.read_bytes())
    assert [name for name, _ in inside] == ["document.pdf", "item-001.xlsx", "index.csv"]
    assert inside[2][1] == b"item-001.xlsx,[PERSON 1].xlsx\r\n"
    assert Inside("a").data is None


@SOON
@given(
    st.sampled_from(
        sorted(
            (medium, label)
            for medium in ("word", "mail", "archives", "documents", "texts")
            for label in CHANNELS[medium]
            if "picture" not in label
        )
    ),
    st.randoms(use_true_random=False),
)
def test_damaged_files_end_in_a_sentence_or_clean(channel, random):
    name, data = CHANNELS[channel[0]][channel[1]]()
    hurt = bytearray(data)
    for _ in range(random.choice((1, 5, 30))):
        hurt[random.randrange(len(hurt))] = random.randrange(256)
    hurt = hurt[: random.randrange(len(hurt))] if random.random() < 0.3 else hurt
    with TemporaryDirectory() as folder:
        source = Path(folder) / f"in{Path(name).suffix}"
        target = Path(folder) / f"out{ENDINGS.get(source.suffix, source.suffix)}"
        source.write_bytes(bytes(hurt))
        try:
            next(redact_file_task.redact_path(source, target, [SECRET]))
        except ReviewError:
            assert not target.exists()
        else:
            assert not check_file(target.read_bytes(), [SECRET])
        assert list(hidden_in(bytes(hurt), name)) is not None
        assert source.read_bytes() == bytes(hurt)


def test_a_cell_longer_than_a_workbook_holds_is_not_cut():
    long = "".join(f"{number} " for number in range(9_000))
    data = written(Contents(sheets=(Sheet("One", ((long, "b"),)),)), ".xlsx")
    with TemporaryDirectory() as folder:
        (Path(folder) / "a.xlsx").write_bytes(data)
        row = contents(Path(folder) / "a.xlsx").sheets[0].rows[0]
    assert (row[0] + row[2], row[1]) == (long, "b")


def test_what_no_new_file_can_hold_is_listed(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(CHANNELS["book"]["pivot cache"]()[1])
    done = next(redact_file_task.redact_path(tmp_path / "a.xlsx", tmp_path / "b.xlsx", [SECRET]))
    assert any("copy of the data behind a pivot table (1)" in warning for warning in done["warnings"])
