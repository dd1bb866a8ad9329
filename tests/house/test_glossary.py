"""docs/glossary.md is true: every name it gives is in the code, and every closed set of the domain has its
entry."""

import re
from enum import StrEnum
from pathlib import Path

import pytest

from evidence_review.domain import kinds

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "glossary.md").read_text("utf-8")
TERMS, _, AVOIDED = TEXT.partition("\n## Not to be used\n")
ENTRIES = re.findall(r"^\| ([^|]+) \| ([^|]+) \| `([^`:]+):(\w+)` \|$", TERMS, re.MULTILINE)
SETS = [one.__name__ for one in vars(kinds).values() if isinstance(one, type) and issubclass(one, StrEnum)]


def test_every_row_has_a_term_a_sentence_and_what_carries_it():
    assert len(ENTRIES) > 80
    assert len(ENTRIES) == TERMS.count("\n| ") - 1


@pytest.mark.parametrize(("path", "name"), dict.fromkeys(entry[2:] for entry in ENTRIES))
def test_what_carries_a_term_is_there(path, name):
    text = (ROOT / "evidence_review" / path).read_text("utf-8")
    assert re.search(rf"^(?:class|def|type) {name}\b|^{name}\b[^\n]* = ", text, re.MULTILINE)


def test_terms_stand_in_the_order_of_the_alphabet_each_once():
    terms = [term.lower() for term, *_ in ENTRIES]
    assert terms == sorted(set(terms))


@pytest.mark.parametrize("name", [name for name in SETS if name != "StrEnum"])
def test_every_closed_set_of_the_domain_has_an_entry(name):
    assert ("domain/kinds.py", name) in {entry[2:] for entry in ENTRIES}


def test_words_not_to_be_used_have_a_right_one_and_are_no_terms():
    avoided = dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", AVOIDED, re.MULTILINE)[1:])
    assert {"irrelevant", "PII", "guilty, innocent"} <= set(avoided)
    assert not {word for words in avoided for word in words.split(", ")} & {term for term, *_ in ENTRIES}
