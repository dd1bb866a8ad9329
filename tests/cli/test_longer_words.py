"""A longer word that holds a term stays, is counted, and the person is asked: also these?

Record: docs/decisions/0010."""

import json
from collections import Counter

import pytest

from evidence_review.cli import main
from evidence_review.redaction.terms.longer_words import longer_words
from evidence_review.redaction.terms.search import search_for

NAME = "Zebedee Quillfeather"
TEXT = (
    f"{NAME} wrote from zquillfeather@example.org, as myquillfeather and to the Quillfeathers, "
    f"twice to the Quillfeathers.\n"
)
LONGER = {"zquillfeather@example.org": 1, "myquillfeather": 1, "Quillfeathers": 2}


@pytest.fixture
def place(tmp_path):
    (tmp_path / "chat.txt").write_text(TEXT)
    (tmp_path / "terms.txt").write_text(NAME)
    return tmp_path


def run(capsys, *words):
    status = main([str(word) for word in words])
    said = capsys.readouterr()
    return status, said.out, said.err


def redact(capsys, place, *more):
    return run(
        capsys, "redact-file", place / "chat.txt", place / "out.txt", "--terms", place / "terms.txt", *more
    )


def test_they_stay_with_a_warning_and_a_list(capsys, place):
    status, out, err = redact(capsys, place)
    assert status == 0
    assert "3 longer words hold a term and stay (4 times)" in err
    assert "Also these?" in err
    assert not any(word in err for word in LONGER), "the warning itself quotes nothing"
    assert "  2 × Quillfeathers" in out
    assert "--longer yes" in out
    assert "zquillfeather@example.org" in (place / "out.txt").read_text()


def test_yes_takes_them_out(capsys, place):
    status, out, err = redact(capsys, place, "--longer", "yes")
    assert status == 0
    assert "longer" not in out + err
    assert "quillfeather" not in (place / "out.txt").read_text().lower()
    assert "wrote from [REDACTED" in (place / "out.txt").read_text()


def test_no_is_an_answer(capsys, place):
    status, out, err = redact(capsys, place, "--longer", "no")
    assert status == 0
    assert "longer" not in out + err
    assert "Quillfeathers" in (place / "out.txt").read_text()


def test_json_lists_them(capsys, place):
    _, out, _ = redact(capsys, place, "--json")
    assert {one["word"]: one["count"] for one in json.loads(out)["longer"]} == LONGER
    _, out, _ = run(capsys, "inspect-file", place / "chat.txt", "--terms", place / "terms.txt", "--json")
    assert {one["word"]: one["count"] for one in json.loads(out)["longer"]} == LONGER
    _, out, _ = run(capsys, "check-file", place / "out.txt", "--terms", place / "terms.txt", "--json")
    assert json.loads(out)["found"] == []
    assert {one["word"]: one["count"] for one in json.loads(out)["longer"]} == LONGER


def test_a_check_warns_and_its_status_stays(capsys, place):
    redact(capsys, place)
    status, out, _ = run(capsys, "check-file", place / "out.txt", "--terms", place / "terms.txt")
    assert status == 0
    assert "None of the terms was found." in out
    assert "3 longer words hold a term and stay (4 times)" in out
    assert "  1 × zquillfeather@example.org" in out
    (place / "out.txt").write_text("nothing of it")
    _, out, _ = run(capsys, "check-file", place / "out.txt", "--terms", place / "terms.txt")
    assert "longer" not in out, "a control"


@pytest.mark.parametrize(
    ("term", "text", "longer"),
    [
        (NAME, '{"zquillfeather": 1}', {"zquillfeather": 1}),
        (NAME, "Quillfeatherstone", {"Quillfeatherstone": 1}),
        (NAME, "Zebedees and Zebedee", {"Zebedees": 1}),
        (NAME, "Quillfeather, x_quillfeather, quillfeather92", {}),
        ("Rose Hart", "a prose charter, roses and Rosewood", {"Rosewood": 1}),
        ("Ann Lee", "Anna and annual sleeves", {}),
        ("07700 900123", "IMEI 3507700900123456", {"3507700900123456": 1}),
    ],
)
def test_what_is_a_longer_word(term, text, longer):
    assert longer_words([text], search_for([term])) == Counter(longer)
