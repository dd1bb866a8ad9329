"""JSON whole, large, damaged or cut anywhere: what is complete comes out, and the cut is told."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.importers.markup.json_stream import Element, Rest, elements, load
from evidence_review.importers.packed.archives import DamagedMember

CHATS = {
    "about": "x",
    "chats": {
        "list": [
            {"id": 1, "messages": [{"t": "a", "p": [1, 2]}, {"t": "b é"}]},
            {"id": 2, "messages": []},
            {"id": 3},
        ]
    },
    "last": [1.5, None],
}
MESSAGES = "chats.list.*.messages"


def pieces(data, size=7):
    return (data[at : at + size] for at in range(0, len(data), size))


def ran(data, *lists, large):
    *given, rest = elements(pieces(data), len(data), *lists, large=large)
    assert all(isinstance(each, Element) for each in given)
    assert isinstance(rest, Rest)
    return given, rest


@pytest.mark.parametrize("large", [0, 1 << 30])
def test_elements_come_one_by_one_and_then_the_rest(large):
    found, rest = ran(json.dumps(CHATS).encode(), MESSAGES, large=large)
    assert [(each.path, each.value["t"], each.holder["id"]) for each in found] == [
        (("chats", "list", 0, "messages", 0), "a", 1),
        (("chats", "list", 0, "messages", 1), "b é", 1),
    ]
    assert rest.cut is None
    assert rest.value["last"] == [1.5, None]
    assert [chat["id"] for chat in rest.value["chats"]["list"]] == [1, 2, 3]
    assert rest.value["chats"]["list"][0]["messages"] == []


@pytest.mark.parametrize("large", [0, 1 << 30])
def test_a_list_at_the_top_and_a_byte_order_mark(large):
    found, rest = ran(b"\xef\xbb\xbf" + json.dumps([{"a": 1}, 2]).encode(), "", large=large)
    assert [(each.path, each.value) for each in found] == [((0,), {"a": 1}), ((1,), 2)]
    assert (rest.value, rest.cut) == ([], None)


@pytest.mark.parametrize("large", [0, 1 << 30])
def test_a_cut_anywhere_keeps_complete_elements_only(large):
    text = json.dumps(CHATS)
    first, second = text.index("]}, {") + 2, text.index('"}]}, {"id": 2') + 2
    for at in range(len(text) - 1):
        found, rest = ran(text[:at].encode(), MESSAGES, large=large)
        assert rest.cut is not None
        assert [each.value for each in found] == CHATS["chats"]["list"][0]["messages"][
            : (at >= first) + (at >= second)
        ], at


def test_the_place_of_a_cut_is_told():
    loaded = load(b'{"messages": [{"id": 1}, {"id": 2, "photos": [{"uri": "a')
    assert loaded.value == {"messages": [{"id": 1}, {"id": 2, "photos": [{}]}]}
    assert loaded.cut == ("messages", 1, "photos", 0, "uri")
    assert loaded.is_cut("messages", 1)
    assert not loaded.is_cut("messages", 0)
    assert load(b'{"messages": [{"id": 1}').is_cut("messages")
    assert not load(b'{"messages": [{"id": 1}').is_cut("messages", 0)
    assert load(b"[12, 34").value == [12], "half a number is no number"


@pytest.mark.parametrize(
    ("data", "value", "cut"),
    [
        (b'{"a": NaN, "b": Infinity}', None, None),
        ('\ufeff{"a": "\u00e9"}'.encode("utf-16-le"), {"a": "é"}, None),
        (b'{"a": "x\ty\n"}', {"a": "x\ty\n"}, None),
        (b'{"a": 1, "a": 2}', {"a": 1, "a (2)": 2}, None),
        (b'{"a": 1} trailing', {"a": 1}, ()),
        (b'{"a": 1, "b": "\\q"}', {"a": 1}, ("b",)),
        (b'[1, 2 "x"]', [1, 2], ()),
        (b"", None, ()),
        (b"[" * 200_000, None, ()),
        (b"[" + b"9" * 6000 + b"]", ["9" * 6000], None),
        (b"no json", None, ()),
    ],
)
def test_odd_texts(data, value, cut):
    loaded = load(data)
    if value is not None or cut is not None:
        assert loaded.value == value
    else:
        assert set(loaded.value) == {"a", "b"}
    assert loaded.cut == cut


def test_damage_in_the_container_is_a_cut():
    def broken():
        yield b'{"a": [1, 2'
        raise DamagedMember("damaged")

    assert load(broken()).cut == ("a", 1)
    assert load(broken()).value == {"a": [1]}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 99) | st.text(max_size=5),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=3), below, max_size=3),
    max_leaves=12,
)


@given(JSON, st.floats(0, 1), st.booleans())
def test_any_cut_gives_a_value_and_never_raises(value, where, ascii_only):
    text = json.dumps(value, ensure_ascii=ascii_only)
    assert load(text.encode()).value == value
    cut = load(text[: int(where * len(text))].encode())
    assert type(cut.value) in (type(value), type(None)) or not isinstance(value, dict | list)
    for large in (0, 1 << 30):
        assert isinstance(list(elements(text.encode(), len(text), "", "*", large=large))[-1], Rest)


@pytest.mark.parametrize("large", [0, 1 << 30])
def test_the_members_of_an_object_come_one_by_one(large):
    held = {
        "a": {"name": "A", "messages": {"7": {"t": 1}, "8": {"t": 2}}},
        "b": {"messages": {}},
        "c": {"messages": [3]},
    }
    found, rest = ran(json.dumps(held).encode(), "*.messages.{}", large=large)
    assert [(each.path, each.value, each.holder["name"]) for each in found] == [
        (("a", "messages", "7"), {"t": 1}, "A"),
        (("a", "messages", "8"), {"t": 2}, "A"),
    ]
    assert rest.value == {"a": {"name": "A", "messages": {}}, "b": {"messages": {}}, "c": {"messages": [3]}}
    cut, rest = ran(json.dumps(held).encode()[:58], "*.messages.{}", large=large)
    assert [each.value for each in cut] == [{"t": 1}]
    assert rest.cut is not None
