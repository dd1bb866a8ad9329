"""Letters that XML and JSON write as codes are shown as letters where such a file is shown as it stands;
nothing else changes."""

import json
import time

from hypothesis import given
from hypothesis import strategies as st

from evidence_review.domain.evidence import Item, Problem, ReadOptions
from evidence_review.importers.choosing import read
from evidence_review.importers.text.letter_codes import as_letters


def test_codes_of_markup_become_letters_but_not_what_the_file_needs():
    assert (
        as_letters("<a>O&#39;Brien &apos; Zo&#xEB; &#x1F600;</a>") == "<a>O'Brien ' Zo\u00eb \U0001f600</a>"
    )
    kept = "<a>&#60;b&#62; &#38; &#34; &#xD800; &#1; &#9999999; &eacute;</a>"
    assert as_letters(kept) == kept


def test_codes_of_data_become_letters_but_not_what_was_written_with_a_stroke():
    assert (
        as_letters(r'{"a": "caf\u00e9 \ud83d\ude00 O\u0027Brien"}')
        == '{"a": "caf\u00e9 \U0001f600 O\'Brien"}'
    )
    kept = r'{"a": "\\u00e9 \u0022 \u005c \ud83d \u0007"}'
    assert as_letters(kept) == kept


def test_plain_words_are_left_alone():
    assert as_letters(r"He wrote \u00e9 and &#233;.") == r"He wrote \u00e9 and &#233;."


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=20), max_size=4))
def test_data_means_the_same_as_before(value):
    assert json.loads(as_letters(json.dumps(value)), strict=False) == value


def test_words_behind_the_end_of_a_line_stand_apart():
    assert (
        as_letters(r'{"a": "the shed\nkey\tand gate\n\nlater"}')
        == '{"a": "the shed\nkey\tand gate\n\nlater"}'
    )
    kept = r'{"a": "C:\\new\\temp \" \\\" \r"}'
    assert as_letters(kept) == kept


def test_a_file_of_data_is_shown_with_letters_and_says_so(tmp_path):
    path = tmp_path / "notes.json"
    path.write_text(r'{"note": "Zo\u00eb was at the shed"}', "ascii")
    values = list(read(path, ReadOptions()))
    (item,) = [value for value in values if isinstance(value, Item)]
    assert "Zo\u00eb was at the shed" in (item.text or "")
    assert any(isinstance(value, Problem) and "as codes" in value.reason for value in values)


def test_a_million_codes_in_a_row_take_no_long_time():
    began = time.process_time()
    assert as_letters('["' + r"\u0041" * 1_000_000 + '"]') == '["' + "A" * 1_000_000 + '"]'
    assert time.process_time() - began < 20
