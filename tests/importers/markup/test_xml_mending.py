"""Faults that exporters are known to make are mended before the strict parser sees them, wherever the pieces
are cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.importers.markup.xml_mending import Mender
from evidence_review.importers.markup.xml_stream import Events

MENDED = [
    (b"<a>x&#x1;y</a>", "x\ufffdy"),
    (b"<a>x\x01y</a>", "x\ufffdy"),
    (b"<a><![CDATA[&#x1; & < \x02]]></a>", "&#x1; & < \ufffd"),
    (b"<a>Q & A < B &nbsp; ]]> end</a>", "Q & A < B &nbsp; ]]> end"),
    (b"<a>&#xD83D;&#xDE00; &#55357;&#56832; &#xD83D; &amp; &#65;</a>", "😀 😀 \ufffd & A"),
    (b"<a>caf\xe9 \xc3\xa9</a>", "caf\ufffd é"),
    (b"<a><![CDATA[one]]> & <![CDATA[two <![CDATA[ & ]]></a>", "one & two <![CDATA[ & "),
    (b"<a b\xff='\xff'>a byte of the tag is damaged</a>", "a byte of the tag is damaged"),
]


@pytest.mark.parametrize(("xml", "text"), MENDED)
@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_known_faults_are_mended_wherever_the_pieces_are_cut(xml, text, size):
    events = Events([xml[at : at + size] for at in range(0, len(xml), size)])
    assert [element.text for event, element in events if event == "end"] == [text]
    assert not events.broken
    assert events.mended > 0


@given(st.lists(st.text(alphabet='<>&#x1;[]!CDAT-"é😀\x01\ufffd ', max_size=20), max_size=10))
def test_mending_does_not_depend_on_the_cuts(pieces):
    one, many = Mender(), Mender()
    whole = one.feed("".join(pieces), last=True)
    parts = "".join(many.feed(piece) for piece in pieces) + many.feed("", last=True)
    assert parts == whole
    assert one.mended == many.mended


@pytest.mark.parametrize(
    "text",
    ["<a>plain</a>", "<a><![CDATA[x & y < z &#x1;]]></a>", '<a b="1 &gt; 0">&lt;</a>', "<!-- & --><a/>"],
)
def test_what_is_sound_is_left_alone(text):
    mender = Mender()
    assert mender.feed(text, last=True) == text
    assert mender.mended == 0
