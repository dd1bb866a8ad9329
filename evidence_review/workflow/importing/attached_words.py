"""An item that was read of an attached file, as it stands in the case: at the time and among the people of
its message, with what the file itself says kept beside."""

from dataclasses import replace

from evidence_review.domain.evidence import Item, Moment
from evidence_review.domain.people import Party
from evidence_review.store.attached import AttachedFile

_OF_TIME = {
    "other reading of the date": "other reading of the time in the file",
    "clock change": "clock change at the time in the file",
}


def place_of(file: AttachedFile) -> str:
    """Where an attached file lies: the number of its item, and which of its files it is, from 1."""
    return f"item {file.item}, file {file.number + 1}"


def as_attached(item: Item, message: Item, file: AttachedFile, name: str) -> Item:
    """The item of a file that was attached, under `name`, to a message or to a file within it.

    Who wrote it is who the file says, else who sent the message. Its time is the message's, by which lines of
    enquiry cover it; its own is in `extra`.
    """
    at = place_of(file)
    own = item.sender is not None
    return replace(
        item,
        locator=f"{at}: {item.locator}",
        thread=f"{at}: {item.thread}",
        thread_title=_title(item, message, name),
        sender=_other(item.sender) if item.sender else message.sender,
        recipients=tuple(map(_other, item.recipients)) if own else message.recipients,
        direction=item.direction if own else message.direction,
        sent=message.sent,
        deleted_as_reported=item.deleted_as_reported or message.deleted_as_reported,
        extra=(
            ("attached to", f"{at}: {name}"),
            *([("time in the file", _time(item.sent))] if item.sent else []),
            *((_OF_TIME.get(key, key), value) for key, value in item.extra),
        ),
    )


def _title(item: Item, message: Item, name: str) -> str:
    """The file's name, the title that stands in it where it has one of its own, and the conversation's."""
    inner = item.thread_title
    own = f"{name}: {inner}" if inner and inner not in name else name
    return f"{own} (attached in {message.thread_title or message.thread})"


def _other(party: Party) -> Party:
    """A person of a file: whose phone the message came from, the file does not say."""
    return replace(party, is_owner=False)


def _time(sent: Moment) -> str:
    """A time as the file has it: its reading with what is known of the zone, or as written."""
    if sent.local is None:
        return sent.raw
    zone = sent.offset or ("UTC" if sent.utc == sent.local else "")
    return f"{sent.local.isoformat(' ')} {zone}".strip()
