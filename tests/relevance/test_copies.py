"""Copies of a message share a place; a like word elsewhere is no copy (reference/formats.md rule 18)."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from evidence_review.domain.ids import ItemId
from evidence_review.relevance.copy_pairs import copies


@dataclass(frozen=True)
class Said:
    item: ItemId
    text: str
    thread: int
    sent: str


def chat(
    first: int,
    thread: int,
    seconds: int = 0,
    texts: tuple[str, ...] = ("hello", "ok", "see you at six", "ok", "bring the key", "bye"),
) -> list[Said]:
    return [
        Said(ItemId(first + at), text, thread, f"2025-03-08T10:{at:02}:{seconds:02}")
        for at, text in enumerate(texts)
    ]


def test_the_other_phones_copy_of_a_chat_is_linked_message_by_message():
    assert copies([*chat(1, 1), *chat(101, 2, seconds=40)]) == {
        ItemId(101 + at): ItemId(1 + at) for at in range(6)
    }


def test_three_copies_lead_to_the_first():
    linked = copies([*chat(1, 1), *chat(101, 2), *chat(201, 3)])
    assert linked == {ItemId(base + at): ItemId(1 + at) for base in (101, 201) for at in range(6)}


def test_like_words_in_another_conversation_at_the_same_minute_are_not_copies():
    elsewhere = chat(101, 2, texts=("hello", "ok", "which shop", "ok", "the blue one", "bye then"))
    assert copies([*chat(1, 1), *elsewhere]) == {}


def test_a_message_sent_twice_in_one_conversation_is_no_copy_of_itself():
    twice = [*chat(1, 1), Said(ItemId(50), "hello", 1, "2025-03-08T10:00:10")]
    linked = copies([*twice, *chat(101, 2)])
    assert ItemId(50) not in linked
    assert ItemId(50) not in linked.values() or ItemId(1) not in linked.values()


def test_without_time_or_words_nothing_is_a_copy():
    silent = [
        Said(ItemId(at + base), "", base, "2025-03-08T10:00:00") for base in (100, 200) for at in range(8)
    ]
    undated = [Said(ItemId(at + base), "hello", base, "") for base in (300, 400) for at in range(8)]
    assert copies([*silent, *undated]) == {}


@given(
    st.lists(
        st.tuples(st.sampled_from(["a", "b", "c d"]), st.integers(1, 3), st.integers(0, 59)), max_size=60
    )
)
def test_an_original_is_never_itself_a_copy_and_threads_differ(said):
    pool = [
        Said(ItemId(at), text, thread, f"2025-03-08T10:{minute:02}:00")
        for at, (text, thread, minute) in enumerate(said, 1)
    ]
    by = {row.item: row for row in pool}
    linked = copies(pool)
    assert not set(linked) & set(linked.values())
    for copy, original in linked.items():
        assert by[copy].text == by[original].text
        assert by[original].thread < by[copy].thread
