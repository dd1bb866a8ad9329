"""What a key inside an object says, by the words that lead to it: `from.user.displayName` is the sender's
name, `body.content` a text.

Used for headings that are keys with points between them; what such a key says less than a plain heading does,
it says after it.
"""

import re

from evidence_review.importers.tables import tables_words as words

_PATH = re.compile(r"[\w@$-]+(?:\.[\w@$-]+)+")
_ID = frozenset(
    ("id", "user id", "userid", "guid", "uuid", "uid", "number", "phone", "phone number", "address", "email", "email address", "handle", "username",
     "user name", "login", "jid", "account id", "mxid", "e164")
)  # fmt: skip
_NAMED = frozenset(
    (
        "name",
        "display name",
        "displayname",
        "full name",
        "nick",
        "nickname",
        "global name",
        "title",
        "first name",
        "screen name",
        "alias",
        "label",
    )
)
_ROOMS = frozenset(
    (
        "conversation",
        "conversations",
        "chat",
        "chats",
        "thread",
        "threads",
        "channel",
        "room",
        "group",
        "dialog",
        "match",
        "session",
    )
)
_AROUND = frozenset(("user", "data", "attributes", "node", "details", "profile", "object", "application"))
"""Words that say nothing of what stands inside."""
LATER = 1000
"""Added to the rank of what a key says by its last words alone."""


def is_path(heading: str) -> bool:
    """Whether a heading is keys with points between them."""
    return _PATH.fullmatch(heading) is not None


def readings(parts: list[str]) -> list[str]:
    """Headings that a key may be read as, the surest first; `parts` are its words, plain, from the outside
    in."""
    inner = [part for part in parts[:-1] if part not in _AROUND]
    first, last = (inner or parts[:1])[-1], parts[-1]
    for side, known in (("sender", words.SENDER), ("recipient", words.RECIPIENT)):
        if first in known or first in {side, f"{side}s"}:
            return [f"{side} id" if last in _ID else f"{side} name" if last in _NAMED else f"{first} {last}"]
    if first in _ROOMS:
        return _of_room(first, last)
    return [f"{first} {last}"] if last in _ID | _NAMED | {"type"} else [f"{first} {last}", last]


def _of_room(first: str, last: str) -> list[str]:
    """What a key inside a conversation may say."""
    if last in _ID or last.endswith(" id"):
        return ["conversation id"]
    is_name = last in _NAMED | {"topic"} or last.endswith(" name")
    return ["conversation name"] if is_name else [f"{first} {last}", last]
