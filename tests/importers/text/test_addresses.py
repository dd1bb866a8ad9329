"""Addresses are read as the standard library would, without its modules that could open them."""

import urllib.parse

from hypothesis import given
from hypothesis import strategies as st

from evidence_review.importers.text.web_addresses import has_scheme, last_part, unquote


@given(st.text(st.sampled_from("ab%2Fé0C3A9 /?"), max_size=30))
def test_unquoting_is_that_of_the_standard_library(text):
    assert unquote(text) == urllib.parse.unquote(text)


def test_the_last_name_of_a_path():
    assert last_part("https://cdn.example.org/a/b%20c.jpg?ex=1#top") == "b c.jpg"
    assert last_part("https://cdn.example.org") == ""
    assert last_part("media/photo.jpg") == "photo.jpg"


def test_a_scheme_is_known_by_its_colon():
    assert has_scheme("https://example.org")
    assert not has_scheme("photo.jpg")
