"""Items of messages whose shape is known, made of their values with no model in between: what all messages of
a shape share is found out once.

Only what is the same for every message of a shape is settled here; a message of any other kind (with files,
replies, labels, a stated direction, times written twice) is made by `ufdr_items` as before. A test holds the
one against the other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter

from evidence_review.domain.evidence import Item, Moment
from evidence_review.domain.kinds import Direction, ItemKind
from evidence_review.domain.people import Party
from evidence_review.importers.examiners.ufdr.fast_shapes import MARK, Glanced, Shape, Values
from evidence_review.importers.examiners.ufdr.items import PEOPLE_ALONE, Made
from evidence_review.importers.examiners.ufdr.models import Model, Value
from evidence_review.importers.examiners.ufdr.people import Chat
from evidence_review.importers.examiners.ufdr.views import VIEWS
from evidence_review.importers.examiners.ufdr.words import rest_of

_ASKED = frozenset(("Direction", "Label", "Labels"))
"""Fields that say of a message what its shape cannot."""
_IDENTITY = ("Identifier", "Name", "IsPhoneOwner", "Role")
_MOST = 5000

type _Pick = Callable[[Values], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Among:
    """What messages of the same people share: sender, recipients, kind, direction."""

    sender: Party | None
    recipients: tuple[Party, ...]
    kind: ItemKind
    direction: Direction


@dataclass(frozen=True, slots=True)
class Mould:
    """Where in the values of a message each part of its item stands. `more` are words that stand in the shape
    itself and come behind the values."""

    more: Values
    id: int
    text: int
    app: int | None
    deleted: int | None
    sent: tuple[int, str, int] | None
    people: _Pick
    names: tuple[str, ...]
    kept: _Pick
    second: tuple[tuple[int, int], ...]

    def told(self, values: Values) -> bool:
        """Whether each time written twice is written alike, as it is when it need not be kept twice."""
        return all(
            not values[second] or values[second][:19] == values[first][:19] for first, second in self.second
        )


class Moulds:
    """The moulds of one conversation. `known` are those of every shape so far."""

    def __init__(self, made: Made, chat: Chat, known: "dict[Shape, Mould | None]") -> None:
        self._made, self._chat, self._known = made, chat, known
        self._among: dict[tuple[object, ...], _Among] = {}

    def item(self, message: Glanced, before: str, number: int) -> Item | None:
        """A message as an item; None where it is to be made of its model."""
        shape = message.shape
        if shape not in self._known:
            self._known[shape] = mould_of(shape)
        mould = self._known[shape]
        if mould is None:
            return None
        values = message.values + mould.more
        if mould.second and not mould.told(values):
            return None
        key = (shape, mould.people(values))
        among = self._among.get(key) or self._learnt(message, key)
        chat = self._chat
        return Item(
            f"{before}{number}]/{values[mould.id]}",
            among.kind,
            values[mould.text],
            chat.thread,
            number,
            among.sender,
            among.recipients,
            self._sent(mould, values),
            among.direction,
            (mould.app is not None and values[mould.app]) or chat.app,
            chat.title,
            (),
            None if mould.deleted is None else values[mould.deleted],
            tuple(zip(mould.names, mould.kept(values), strict=True)),
        )

    def _sent(self, mould: Mould, values: Values) -> Moment | None:
        if mould.sent is None:
            return None
        text, form, second = mould.sent
        return self._made.moment(Value(values[text], form, values[second]))

    def _learnt(self, message: Glanced, key: tuple[object, ...]) -> _Among:
        model = message.model()
        people = self._made.persons.of(model, self._chat)
        view = VIEWS[model.type]
        kind = ItemKind.SYSTEM if people.system else view.kind
        among = _Among(
            people.sender, people.recipients, kind, self._made.persons.direction(model, people, view.kind)
        )
        if len(self._among) >= _MOST:
            self._among.clear()
        self._among[key] = among
        return among


class _Places:
    """Places of texts among the values of a shape: a mark is one, any other text is put behind them.
    ValueError where marks stand among other words."""

    def __init__(self, shape: Shape) -> None:
        self._first = shape.found.groups
        self.more: list[str] = []

    def of(self, text: str) -> int:
        """Where a text stands."""
        whole = MARK.fullmatch(text)
        if whole:
            return int(whole[1])
        if MARK.search(text):
            raise ValueError("words around a value")
        self.more.append(text)
        return self._first + len(self.more) - 1


def mould_of(shape: Shape) -> Mould | None:
    """The mould of a shape; None where its messages are not to be settled by their shape."""
    marked, first = shape.marked, shape.marked.firsts()
    alone = PEOPLE_ALONE.issuperset(name for name, _ in marked.models)
    twice = sum(name in {"Body", "Source"} for name, _ in marked.fields) - len(
        first.keys() & {"Body", "Source"}
    )
    if (
        marked.type != "InstantMessage"
        or not alone
        or twice
        or "Body" not in first
        or not _ASKED.isdisjoint(first)
    ):
        return None
    places = _Places(shape)
    try:
        return _mould(shape, places)
    except (ValueError, KeyError):
        return None


def _mould(shape: Shape, places: _Places) -> Mould:
    marked, first = shape.marked, shape.marked.firsts()
    stamps = [
        (places.of(value.text), places.of(value.formatted))
        for _, _, value in marked.stamps
        if value.formatted
    ]
    plain = Model(
        marked.type, marked.id, marked.attributes, marked.fields, marked.models
    )  # without the times written twice
    extra = rest_of(plain)
    deleted = marked.attributes.get("deleted_state")
    people = [text for _, model in marked.models for text in _identity(model)]
    picked = _pick([places.of(text) for text in people])
    told = _pick([places.of(text) for _, text in extra])
    return Mould(
        id=places.of(marked.id),
        text=places.of(first["Body"]),
        app=places.of(first["Source"]) if "Source" in first else None,
        deleted=None if deleted is None else places.of(deleted),
        sent=_time(marked, places),
        people=picked,
        names=tuple(name for name, _ in extra),
        kept=told,
        second=tuple(stamps),
        more=tuple(places.more),
    )


def _identity(model: Model) -> list[str]:
    """What a person is known by; ValueError where she is not written as one plain record."""
    first = model.firsts()
    if model.type != "Party" or model.models:
        raise ValueError("no plain person")
    return [first[name] for name in _IDENTITY if name in first]


def _time(marked: Model, places: _Places) -> tuple[int, str, int] | None:
    """Where the time of a message stands, and its second writing."""
    view = VIEWS[marked.type]
    value = marked.time(*view.times) or next(
        (value for _, kind, value in marked.stamps if kind == "TimeStamp"), None
    )
    return value and (places.of(value.text), value.format, places.of(value.formatted))


def _pick(places: list[int]) -> _Pick:
    if len(places) > 1:
        return itemgetter(*places)
    return lambda values: tuple(values[place] for place in places)
