"""Where a term stands, however it is written (docs/decisions/0010-redaction-rules.md)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.redaction.terms.search import find, holds, search_for

NAME = "Zelda Quillfeather"


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (NAME, "ZELDA QUILLFEATHER"),
        (NAME, "quillfeather's coat"),
        (NAME, "Quill-\nfeather"),
        (NAME, "Quill\u00ad\nfeather"),
        (NAME, "Quill\u200bfeather"),
        (NAME, "Zelda\u00a0 Quillfeather"),
        (NAME, "Quillfeather, Zelda"),
        (NAME, "ZeldaQuillfeather.pdf"),
        (NAME, "zelda.quillfeather@example.org"),
        (NAME, "Q u i l l f e a t h e r"),
        (NAME, "Quill\ufb01eather".replace("\ufb01", "f")),
        (NAME, "Qu\u0456llfeather"),
        ("Zoë Ångström", "zoe\u0308 said"),
        ("Zoe Brackwater", "\u0392rac\u03bawater"),
        ("Zoe Brackwater", "\u0412rackwater"),
        ("07700 900123", "+44 (0)7700 900 123"),
        ("07700 900123", "447700900123@s.whatsapp.net"),
        ("+44 7700 900123", "07700-900-123"),
        ("8 March 1990", "08/03/1990"),
        ("08/03/1990", "on the 8th of March, 1990"),
        ("08/03/1990", "1990-03-08"),
        ("AB12 CDE", "ab12cde"),
        ("SW1A 1AA", "sw1a1aa"),
        ("14 Elm Road", "14, Elm  Road"),
        ("王小明", "我见过王小明吗"),
        ("Rose Hart", "Rose was there"),
    ],
)
def test_it_is_found(term, text):
    assert holds(text, search_for([term]))


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (NAME, "Quillfeatherstone"),
        ("Ann Lee", "Annual fleet"),
        ("Ian Forrest", "he went there for rest"),
        ("Rose Hart", "a rose garden"),
        ("Theresa May", "12 May 2024"),
        ("14 Elm Road", "the road by the elm"),
        ("07700 900123", "07700 900124"),
        ("07700 900123", "907700900123"),
        ("8 March 1990", "8 March 1991"),
        ("Elm Court", "helm courtesy"),
        ('"', "a 'quoted' word"),
    ],
)
def test_it_is_left_alone(term, text):
    assert not holds(text, search_for([term]))


def test_a_word_kept_by_decision_stays():
    assert not holds("Zelda alone", search_for([NAME], keep=[["Zelda"]]))
    assert holds("Zelda Quillfeather", search_for([NAME], keep=[["Zelda"]]))
    assert not holds("Quillfeather", search_for([NAME], whole=[0]))


def test_an_ordinary_word_is_named_as_left():
    assert search_for(["Theresa May"]).left == ((0, "may"),)
    assert search_for(["Theresa May", "May"]).left == ()


@given(
    st.text(max_size=30),
    st.text(max_size=30),
    st.sampled_from([NAME, "07700 900123", "Zoë Ångström", "8 March 1990", "AB12 CDE"]),
)
def test_a_term_between_spaces_is_always_found_in_its_place(before, after, term):
    text = f"{before} {term} {after}"
    hits = find(text, search_for([term]))
    start = len(before) + 1
    assert any(hit.start <= start and hit.end >= start + len(term) for hit in hits)
