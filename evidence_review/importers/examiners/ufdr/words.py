"""The text of a record of a Cellebrite report, the messages it quotes, and everything else it says, verbatim
(reference/formats.md 3.1)."""

from collections.abc import Iterator

from evidence_review.domain.kinds import ItemKind
from evidence_review.importers.examiners.ufdr.models import Model
from evidence_review.importers.examiners.ufdr.views import MESSAGES, View

_SHOWN = frozenset(("Body", "Source"))
_CARRYING = frozenset((
    "MessageExtraData", "ReplyMessageData", "QuotedMessageData", "ForwardedMessageData",
    "EmbeddedInstantMessage",
))  # fmt: skip
_REPLY, _FORWARD = "in reply to", "forwarded"


def text_of(model: Model, view: View, quotes: list[tuple[str, str]]) -> str | None:
    """The record's own words; for a message that only passes another on, that one's; for a record without
    any, its fields by name."""
    words = [text for name in view.words if (text := model.text(name)) is not None]
    if words:
        return "\n".join(words)
    if view.kind is ItemKind.CALL:
        return None
    if view.kind is ItemKind.EMAIL:
        return model.text("Snippet")
    if view.kind is ItemKind.MESSAGE:
        return model.text("Subject") or _passed_on(quotes) or _activity(model)
    return "\n".join(f"{path}: {text}" for path, text in _fields(model) if text.strip()) or None


def _passed_on(quotes: list[tuple[str, str]]) -> str | None:
    return next((text for how, text in quotes if how == _FORWARD), None)


def quotes_of(model: Model) -> list[tuple[str, str]]:
    """("in reply to" | "forwarded", words) for each message inside this one; what it is inside of, or a
    label, says which.

    A message that is embedded with no word of why is one that is passed on, unless this one has words of its
    own.
    """
    reply = _labelled(model, "reply") or (model.text("Body") and not _labelled(model, "forwarded"))
    return list(dict.fromkeys(_inside(model, _REPLY if reply else _FORWARD)))


def _inside(model: Model, otherwise: str) -> Iterator[tuple[str, str]]:
    for name, inner in model.models:
        if name not in _CARRYING and inner.type not in _CARRYING:
            continue
        said = f"{name}/{inner.type}".lower()
        how = _FORWARD if "forward" in said else _REPLY if "reply" in said or "quoted" in said else otherwise
        words = inner.text("Body")
        if words:
            yield how, words
        yield from _nested(inner, how)


def _nested(model: Model, how: str) -> Iterator[tuple[str, str]]:
    """A reply may hold the message itself, under whatever name of field."""
    for _, inner in model.models:
        if inner.type == "InstantMessage" and (words := inner.text("Body")):
            yield how, words


def _labelled(model: Model, label: str) -> bool:
    return any(
        (text := inner.text("Label")) and text.strip().lower() == label
        for name, inner in model.models
        if name in _CARRYING
    ) or any(name in {"Label", "Labels"} and text.strip().lower() == label for name, text in model.fields)


def is_system(model: Model) -> bool:
    """Whether the application itself says this: a label says so, or it has no words but tells what somebody
    did in the group."""
    return bool(_labelled(model, "system") or (model.inside("ActivityLog") and not model.text("Body")))


def _activity(model: Model) -> str | None:
    lines = [
        f"{path}: {text}"
        for each in model.inside("ActivityLog")
        for path, text in _fields(each)
        if text.strip()
    ]
    return "\n".join(lines) or None


def _fields(model: Model, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Values without the machine's attributes; a contact's entry reads "Phone-Mobile: 07700 …" rather than by
    field."""
    for name, text in model.fields:
        yield prefix + name, text
    for name, inner in model.models:
        category, held = inner.text("Category"), inner.text("Value")
        if held is not None and category is not None:
            yield f"{name}/{category}", held
        else:
            yield from _fields(inner, f"{prefix}{name}/")


def rest_of(model: Model) -> list[tuple[str, str]]:
    """Everything else that the source says, verbatim. Quoted messages are among it, under the name of their
    field."""
    out = [("model", model.type), ("model id", model.id), *model.attributes.items()]
    if model.type in MESSAGES:
        out += [pair for pair in model.fields if pair[0] not in _SHOWN or pair[1] != model.text(pair[0])]
    else:
        out += model.fields
    for name, inner in model.models:
        out += inner.flat(name + "/")
    for name, _, value in model.stamps:
        if value.formatted and value.formatted[:19] != value.text[:19]:
            out.append((f"{name} (second writing)", value.formatted))
    return out
