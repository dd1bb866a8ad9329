"""A token that stands for what was removed is known again wherever the program reads its own files."""

import itertools

import pytest

from evidence_review.domain.kinds import RedactionType
from evidence_review.redaction.file_writing import removals_of
from evidence_review.redaction.gate import gate_sight
from evidence_review.reports.serving import STAYS, Serving
from evidence_review.workflow.case import opening
from evidence_review.workflow.producing import checking
from evidence_review.workflow.redacting import redacting
from evidence_review.workflow.redacting.marking import TOKEN_NAMES
from tests import build
from tests.workflow.samples import personal_case as pc

OWN = checking._own_words(STAYS)
NAMES = sorted({*TOKEN_NAMES.values(), "PERSONAL DATA", "LEFT OUT"})


@pytest.mark.parametrize(("name", "number"), itertools.product(NAMES, (1, 12)))
def test_the_gate_and_the_check_of_a_bundle_know_every_token(name, number):
    token = f"[{name} {number}]"
    assert gate_sight._TOKEN.fullmatch(token)
    assert OWN.fullmatch(token)


def test_tokens_of_a_single_file_are_known_too():
    made = [one.token for one in removals_of(["Ann Example", "07700 900123"])]
    assert len(set(made)) == 2
    assert all(gate_sight._TOKEN.fullmatch(token) and OWN.fullmatch(token) for token in made)


@pytest.fixture
def rita(tmp_path):
    session = build.as_user(pc.case(tmp_path), "rita")
    yield session
    opening.close(session)


def test_the_token_that_a_case_makes_has_that_shape(rita):
    (item,) = pc.decide(rita, 2)
    start = pc.text(rita, item).index("Priya Nair")
    span = (start, start + len("Priya Nair"))
    mark = redacting.mark(rita, 1, item, *span, "PERSON", RedactionType.NAMED_INDIVIDUAL)
    assert gate_sight._TOKEN.fullmatch(mark.token)
    assert OWN.fullmatch(mark.token)


@pytest.mark.parametrize("other", ["[Person 1]", "[PERSON C]", "PERSON 1", "[1]"])
def test_what_is_no_token_is_not_taken_for_one(other):
    assert not gate_sight._TOKEN.fullmatch(other)
    assert not OWN.fullmatch(other)


def test_the_foot_of_a_page_is_our_own_words_however_it_is_broken_and_what_stands_beside_it_is_not():
    serving = Serving("Vale & Co", "Morgan Vale", "01.12.2026", "omar, disclosure officer")
    own = checking._own_words(serving)
    assert own.fullmatch(serving.footer.replace(" ", "\n"))
    assert not own.search("Morgan Vale rang omar in 1996")
