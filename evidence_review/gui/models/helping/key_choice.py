"""Keys that a person chose in place of those we ship: which may be changed, what speaks against a choice,
and all of
them as text to print. They are kept with the view settings, never in a case (docs/decisions/0051)."""

from collections.abc import Iterable, Mapping

from evidence_review.gui.models.shortcuts import APPROVE_KEYS, KEYS, Key

_HELD = "show_masked"
CHANGEABLE: tuple[Key, ...] = (*(key for key in KEYS if key.act and key.act != _HELD), *APPROVE_KEYS)
"""What may have another key: not what is held down, and not the keys of the window."""
_MOVES = frozenset(
    {"Tab", "Backtab", "Shift+Tab", "Return", "Enter", "Space", "Up", "Down", "Left", "Right"}
) | {"Home", "End", "PgUp", "PgDown", "Esc", "Escape", "Del", "Backspace", "Ins"}
_WINDOW = frozenset(
    {"F1", "Ctrl+F1", "Ctrl+K", "Ctrl+,", "Ctrl++", "Ctrl+=", "Ctrl+-", *map(str, range(1, 10))}
)

type Chosen = Mapping[str, str]
"""Key by act, of those that are not as we ship them."""


def refused(act: str, wanted: str, chosen: Chosen) -> str:
    """What speaks against this key for an act, in a sentence; empty where nothing does."""
    if not wanted:
        return "Press the key that you want."
    if "," in wanted.removesuffix(","):
        return "Choose one key, with Ctrl, Alt or Shift if you like, not several in a row."
    if wanted in _MOVES:
        return f"{wanted} moves about in lists, fields and dialogs. Choose another key."
    if wanted in _WINDOW:
        return f"{wanted} is a key of the whole window, or goes to a line. Choose another key."
    for other in _beside(act):
        if other.act != act and _now(other, chosen).lower() == wanted.lower():
            return f"{wanted} means “{other.words}” already. Choose another key, or change that one first."
    return ""


def with_key(chosen: Chosen, act: str, wanted: str) -> dict[str, str]:
    """The same with this key for an act; empty takes back the one we ship."""
    made = {one: key for one, key in chosen.items() if one != act}
    if wanted and wanted != shipped(act):
        made[act] = wanted
    return made


def usable(kept: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """What of kept choices may stand: known acts, and no key twice."""
    made: dict[str, str] = {}
    for act, wanted in kept:
        if any(key.act == act for key in CHANGEABLE) and not refused(act, wanted, made):
            made = with_key(made, act, wanted)
    return tuple(sorted(made.items()))


def shipped(act: str) -> str:
    """The key that we ship for an act."""
    return next(key.keys for key in CHANGEABLE if key.act == act)


def now(key: Key, chosen: Chosen) -> str:
    """The key of an act as it is chosen."""
    return _now(key, chosen)


def key_sheet(chosen: Chosen) -> str:
    """Every key with what it does, by group, as lines of text."""
    keys = (*KEYS, *APPROVE_KEYS)
    wide = max(len(_now(key, chosen)) for key in keys) + 2
    lines = ["Keys of evidence_review", "Single letters rest while you type in a field."]
    for group in dict.fromkeys(key.group for key in keys):
        lines += ["", group]
        lines += [f"  {_now(key, chosen):<{wide}}{key.words}" for key in keys if key.group == group]
    return "\n".join(lines) + "\n"


def _now(key: Key, chosen: Chosen) -> str:
    return chosen.get(key.act, key.keys)


def _beside(act: str) -> tuple[Key, ...]:
    """The keys that hold on the same page."""
    return APPROVE_KEYS if any(key.act == act for key in APPROVE_KEYS) else KEYS
