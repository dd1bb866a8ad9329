"""What a Cellebrite report is made of, as plain values with nothing dropped (reference/formats.md 3.1):
models, and any other element.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from evidence_review.domain.people import Party

MODEL_ATTRIBUTES = frozenset(
    (
        "type", "id", "deleted_state", "decoding_confidence", "isrelated", "source_index", "extractionId",
        "file_id", "iscarved", "isCarved", "bookmarked",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field: its text, its declared format, and the second writing of a time."""

    text: str
    format: str = ""
    formatted: str = ""


@dataclass(slots=True)
class Model:
    """One `model`: its type and id, its attributes, fields (an unset one is absent, an empty one is ""), and
    the models inside it.

    `stamps` are the fields that are times or were written twice, with the declared type of each.
    """

    type: str
    id: str
    attributes: dict[str, str] = field(default_factory=dict)
    fields: list[tuple[str, str]] = field(default_factory=list)
    models: list[tuple[str, "Model"]] = field(default_factory=list)
    stamps: list[tuple[str, str, Value]] = field(default_factory=list)
    _first: dict[str, str] | None = field(default=None, compare=False, repr=False)
    _flat: tuple[str, list[tuple[str, str]]] | None = field(default=None, compare=False, repr=False)
    party: tuple[str, Party] | None = field(default=None, compare=False, repr=False)
    """What was made of a person, and in which role: the same one is in many messages."""

    def text(self, *names: str) -> str | None:
        """The first set value among fields of these names, in the order of the names; None where none of them
        is set."""
        first = self._first or self.firsts()
        for name in names:
            if (text := first.get(name)) is not None:
                return text
        return None

    def firsts(self) -> dict[str, str]:
        """The first set value of every name, to be looked at more than once."""
        if self._first is None:
            self._first = dict(reversed(self.fields))
        return self._first

    def time(self, *names: str) -> Value | None:
        """The same, with its second writing."""
        for name in names:
            if (text := self.text(name)) is not None:
                for key, _, value in self.stamps:
                    if key == name and value.text == text:
                        return value
                return Value(text)
        return None

    def inside(self, *names: str) -> list["Model"]:
        """The models in fields of these names."""
        return [model for key, model in self.models if key in names]

    def flat(self, prefix: str = "") -> list[tuple[str, str]]:
        """Every attribute and value as (path, text). Kept for the next time: the same person is in many
        messages."""
        if self._flat is None or self._flat[0] != prefix:
            out = [(prefix + name, text) for name, text in self.attributes.items()]
            out += [(prefix + name, text) for name, text in self.fields]
            for name, model in self.models:
                out += model.flat(f"{prefix}{name}/")
            self._flat = prefix, out
        return self._flat[1]

    def so_far(self) -> "Model":
        """The same for one look at a model that still grows."""
        return Model(self.type, self.id, self.attributes, self.fields, self.models, self.stamps)


@dataclass(slots=True)
class Node:
    """Any other element: its name without namespace, its attributes, and its texts and elements in order."""

    name: str
    attributes: dict[str, str]
    content: list["str | Node"] = field(default_factory=list)

    def get(self, name: str) -> str:
        """An attribute, "" where it is not there."""
        return self.attributes.get(name, "")

    def nodes(self) -> list["Node"]:
        """The elements right inside."""
        return [each for each in self.content if isinstance(each, Node)]

    def all(self) -> Iterator["Node"]:
        """The element and all below it, in document order."""
        return (each for each in self._walk() if isinstance(each, Node))

    def words(self) -> str:
        """All texts inside, in order."""
        return "".join([each for each in self._walk() if isinstance(each, str)]).strip()

    def told(self) -> str:
        """Words and attributes of it and all below, for a place that expects neither."""
        words = [
            self.words(),
            *(f"{key}={text}" for each in self.all() for key, text in each.attributes.items()),
        ]
        return "; ".join(word for word in words if word)

    def _walk(self) -> Iterator["str | Node"]:
        waiting: list[str | Node] = [self]
        while waiting:
            each = waiting.pop()
            yield each
            if isinstance(each, Node):
                waiting += reversed(each.content)


class Names(dict[str, str]):
    """Names without their prefix; a file has few, so each is taken apart once."""

    def __missing__(self, tag: str) -> str:
        name = tag.rpartition(":")[2]
        if len(self) < 10_000:
            self[tag] = name
        return name


def pairs(attributes: list[str]) -> dict[str, str]:
    """Attributes as Expat gives them in order, by name."""
    parts = iter(attributes)
    return dict(zip(parts, parts, strict=False))


def undeclared(attributes: dict[str, str]) -> dict[str, str]:
    """Attributes without the declarations of namespaces, which say nothing."""
    for name in [name for name in attributes if name.partition(":")[0] == "xmlns"]:
        del attributes[name]
    return attributes


def file_of(node: Node) -> Model:
    """A file that is written out in the place of a pointer to it, as the picture of a contact may be."""
    items = [(each.get("name"), each.words()) for each in node.all() if each.name in {"item", "timestamp"}]
    return Model("File", node.get("id"), node.attributes, [pair for pair in items if pair[1]])
