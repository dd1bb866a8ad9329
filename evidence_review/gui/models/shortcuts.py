"""The keys of the window in one list: what F1 shows, what Ctrl+K finds, what the buttons print
(reference/platform.md 10). A person may choose others (`key_choice`).
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """A key and what it does. `act` is the name by which the review page knows it; empty where it is always
    at hand."""

    keys: str
    words: str
    act: str
    group: str


KEYS = (
    Key("J", "Next item", "next", "Move"),
    Key("K", "Previous item", "previous", "Move"),
    Key("F", "First undecided item of the list", "first_undecided", "Move"),
    Key("Alt+Left", "Back to what was shown before, with its search", "back", "Move"),
    Key("Alt+Right", "Forward again", "forward", "Move"),
    Key("O", "Next copy of this message, in another exhibit", "next_copy", "Move"),
    Key("N", "Next marked place in the item", "next_hit", "Move"),
    Key("P", "Previous marked place in the item", "previous_hit", "Move"),
    Key("E", "Unfold the messages around the item", "unfold", "Look"),
    Key("B", "Show or fold the copies of this message in the queue", "fold_copies", "Look"),
    Key("Shift+O", "Compare the copies of this message, side by side", "compare_copies", "Look"),
    Key("G", "Who is who: link the identities of one person", "who", "Look"),
    Key("Space", "Show masked words, with a reason", "show_masked", "Look"),
    Key("W", "Show who third parties are, with a reason", "show_names", "Look"),
    Key("L", "Show the conversation as a list", "as_list", "Look"),
    Key("V", "Show the picture of the page", "as_picture", "Look"),
    Key("Ctrl+F", "Find in what is on the screen", "find", "Look"),
    Key("/", "Search in this line", "search_line", "Look"),
    Key("Ctrl+G", "Go to an item by its number, to a day or a time", "go_to", "Look"),
    Key("R", "Relevant to this line, and on to the next undecided item", "relevant", "Decide"),
    Key("X", "Not relevant to this line, and on to the next undecided item", "not_relevant", "Decide"),
    Key("S", "Unsure: a second reviewer looks; and on to the next undecided item", "unsure", "Decide"),
    Key("Shift+R", "Relevant, and stay: the messages around it open", "relevant_stay", "Decide"),
    Key("Shift+X", "Not relevant to this line, and stay", "not_relevant_stay", "Decide"),
    Key("Shift+S", "Unsure, and stay: the messages around it open", "unsure_stay", "Decide"),
    Key("T", "It points towards the suspect or the allegation", "towards", "Decide"),
    Key("A", "It points away from the suspect or the allegation", "away", "Decide"),
    Key("Shift+T", "It supports the prosecution or defence case", "supports", "Decide"),
    Key("Shift+A", "It undermines the prosecution case or assists the defence case", "undermines", "Decide"),
    Key("D", "Query: unsure, with a question", "query", "Decide"),
    Key("Y", "Tie the copies of this message to it, or untie them", "with_copies", "Decide"),
    Key("Shift+D", "Decide on several items in one act, after reading them in one list", "several", "Decide"),
    Key("U", "Undo the last decision, direction or mark, wherever it was made", "undo", "Decide"),
    Key("H", "Hold: possible legal privilege", "hold", "Decide"),
    Key("C", "Report something outside the lines: another offence, a risk of harm", "find_outside", "Decide"),
    Key("M", "Redact the words that are chosen, or choose them first", "mark", "Redact"),
    Key("Q", "The words that are chosen, everywhere in the case", "everywhere", "Redact"),
    Key("Shift+M", "Mark everything suggested in this item", "mark_suggested", "Redact"),
    Key("Shift+arrows", "Choose words of the item; with Ctrl whole words", "", "Redact"),
    Key("1 to 9", "Go to that line of enquiry", "", "Move"),
    Key("Ctrl+K", "Do anything by its name", "", "Window"),
    Key("F1", "Help: this page, its words and its keys", "", "Window"),
    Key("Ctrl+F1", "This list of keys", "", "Window"),
    Key("Ctrl+,", "Settings: how it looks, a second time zone, breaks", "", "Window"),
    Key("Escape", "Close the notice", "", "Window"),
    Key("Ctrl++", "Larger text", "", "Window"),
    Key("Ctrl+-", "Smaller text", "", "Window"),
)

APPROVE_KEYS = (
    Key("A", "Approve and sign this item, and on to the next that waits", "approve", "Approve"),
    Key("B", "Send this item back, with a reason", "send_back", "Approve"),
    Key("N", "Next mark of this item", "next_mark", "Approve"),
    Key("E", "Set the code for the chosen accused", "endorse", "Approve"),
)
"""The keys of the approve page, where they mean what its buttons say."""


def key_of(act: str) -> str:
    """The key of an act, as printed on its button: as chosen, else as we ship it."""
    return _CHOSEN.get(act) or next(key.keys for key in (*KEYS, *APPROVE_KEYS) if key.act == act)


def use_keys(chosen: Mapping[str, str]) -> None:
    """From now on these acts have these keys, others those that we ship: one keyboard, one table for the
    process."""
    _CHOSEN.clear()
    _CHOSEN.update(chosen)


_CHOSEN: dict[str, str] = {}


def words_of(act: str) -> str:
    """What an act does, in words."""
    return next(key.words for key in KEYS if key.act == act)


def matching(written: str, words: str) -> bool:
    """Whether every word written in the palette begins a word of an entry."""
    have = words.lower().split()
    return all(any(word.startswith(part) for word in have) for part in written.lower().split())
