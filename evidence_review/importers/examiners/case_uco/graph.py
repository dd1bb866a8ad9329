"""The objects of a CASE/UCO graph (JSON-LD) in plain form: prefixes expanded through the context, references
by `@id` (reference/formats.md 3.15).

Prefixes change from version to version, so that names are compared by what they expand to: the last part of
the address.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeGuard

from evidence_review.importers.markup.json_stream import Loaded

_FACETS = frozenset({"hasFacet", "facets", "propertyBundle", "hasPropertyBundle", "facet"})
_HOLDERS = frozenset({"object", "content", "objects"})
_LISTS = frozenset({"element", "slot", "item", "first", "rest"})
"""What a list of references is written with, where it is an object of its own (`co:element`, `olo:slot`)."""
_LAYERS = 40
_NOT_SET = re.compile(r"_*NOT_PROVIDED_*|_")
"""What a converter of Cellebrite reports writes for nothing."""

type Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """One object: its id, the last parts of its types and those of its facets (without "Facet"), its own
    values, its facets' values."""

    place: Place
    id: str
    types: frozenset[str]
    own: dict[str, Any]
    facets: tuple[dict[str, Any], ...] = ()

    def get(self, *names: str) -> Any:
        """The first value that is set under one of these names, in the facets and then in the object itself;
        None where none is."""
        for name in names:
            for each in (*self.facets, self.own):
                if is_set(each.get(name)):
                    return each[name]
        return None

    def every(self, name: str) -> Iterator[Any]:
        """Every value that is set under a name: an object may have several facets of one kind, as a contact
        with three numbers has."""
        yield from (
            value for each in (*self.facets, self.own) for value in listed(each.get(name)) if is_set(value)
        )

    def word(self, *names: str) -> str:
        """The first value that is set, as text without spaces at its ends; "" where there is none, or only
        what a converter writes for nothing."""
        for name in names:
            for each in (*self.facets, self.own):
                for value in listed(each.get(name)):
                    text = str(value).strip() if isinstance(value, str | int | float) else ""
                    if text and is_set(text):
                        return text
        return ""


@dataclass(slots=True)
class Graph:
    """The objects in order, and by id; the values of one id that is described twice stand together."""

    nodes: list[Node] = field(default_factory=list)
    by_id: dict[str, Node] = field(default_factory=dict)
    rest: dict[str, Any] = field(default_factory=dict)

    def add(self, node: Node) -> None:
        """One more object, or more about one that is known."""
        self.nodes.append(node)
        self.know(node)

    def know(self, node: Node) -> None:
        """What an id stands for, without an item of its own."""
        if node.id:
            before = self.by_id.get(node.id)
            self.by_id[node.id] = (
                Node(
                    before.place,
                    node.id,
                    before.types | node.types,
                    node.own | before.own,
                    before.facets + node.facets,
                )
                if before
                else node
            )

    def of(self, value: Any) -> Node | None:
        """The object that a value refers to, or is itself; None where it is neither."""
        one = next(iter(listed(value)), None)
        if isinstance(one, Node):
            return self.by_id.get(one.id, one)
        if isinstance(one, str):
            return self.by_id.get(self.id_of(one))
        return self.by_id.get(str(one["@id"])) if isinstance(one, dict) and "@id" in one else None

    def id_of(self, word: str) -> str:
        """The id that a bare word stands for; "" where it stands for none. A converter wrote ids without
        their colon where it referred to them."""
        return next((each for each in (word, f":{word}") if each in self.by_id), "")

    def referred(self, value: Any) -> Iterator[str]:
        """Every id that a value refers to, bare words that are ids among them."""
        yield from (found for each in listed(value) if isinstance(each, str) and (found := self.id_of(each)))
        yield from references(value)


def is_set(value: Any) -> bool:
    """Whether a value says anything."""
    return value not in (None, "", [], {}) and not (isinstance(value, str) and _NOT_SET.fullmatch(value))


def listed(value: Any) -> list[Any]:
    """A value as a list; an empty one where it is not set. JSON-LD writes one value with or without
    brackets."""
    if isinstance(value, dict) and set(value) <= {"@list", "@set"} and value:
        value = next(iter(value.values()))
    return [] if value is None else value if isinstance(value, list) else [value]


def is_reference(value: Any) -> TypeGuard[dict[str, Any]]:
    """Whether a value is an object that says nothing but an id."""
    return isinstance(value, dict) and set(value) == {"@id"}


def references(value: Any, layer: int = 0) -> Iterator[str]:
    """Every id that a value refers to, in order, at any depth."""
    if isinstance(value, Node):
        if _LISTS & value.own.keys():
            yield from references(list(value.own.values()), layer + 1)
        else:
            yield value.id
    elif isinstance(value, dict | list) and layer < _LAYERS:
        if is_reference(value):
            yield str(value["@id"])
        for each in value.values() if isinstance(value, dict) else value:
            yield from references(each, layer + 1)


class _Names:
    """The context of a document: what its prefixes and terms stand for."""

    def __init__(self, context: Any) -> None:
        self.terms: dict[str, str] = {}
        self.vocabulary = ""
        for part in context if isinstance(context, list) else [context]:
            for term, meant in part.items() if isinstance(part, dict) else ():
                stands = meant.get("@id") if isinstance(meant, dict) else meant
                if term in {"@vocab", "@vocabulary"} and isinstance(stands, str):
                    self.vocabulary = stands
                elif isinstance(stands, str):
                    self.terms[term] = stands
        self._known: dict[str, str] = {}

    def last(self, name: str) -> str:
        """The last part of what a name expands to: "uco-observable:from" and "observable:from" are both
        "from"."""
        if name not in self._known:
            self._known[name] = self._last(name)
        return self._known[name]

    def _last(self, name: str) -> str:
        if name.startswith("@"):
            return name
        meant = self.terms.get(name, name)
        if meant.startswith("@"):
            return meant
        for _ in range(5):
            prefix, colon, rest = meant.partition(":")
            if not colon or rest.startswith("//") or prefix not in self.terms:
                break
            meant = self.terms[prefix] + rest
        return re.split(r"[/#:]", meant.rstrip("/#"))[-1] or meant


def graph_of(loaded: Loaded) -> Graph:
    """Every object of a document, of whatever version and nesting; the one in which a cut text breaks off is
    left out."""
    top = loaded.value
    context = top.get("@context") if isinstance(top, dict) else None
    if context is None and isinstance(top, list):
        context = [each["@context"] for each in top if isinstance(each, dict) and "@context" in each]
    reader = _Reader(_Names(context), loaded, Graph())
    reader.gather(top, (), 0)
    return reader.graph


@dataclass(slots=True)
class _Reader:
    names: _Names
    loaded: Loaded
    graph: Graph

    def gather(self, value: Any, place: Place, layer: int) -> None:
        """The objects of a list or of an object that holds some; an object that holds none is one itself."""
        if layer > _LAYERS:
            return
        if isinstance(value, dict):
            self._gather_object(value, place, layer)
        for number, each in enumerate(value if isinstance(value, list) else ()):
            at = (*place, number)
            if isinstance(each, dict):
                self.gather(each, at, layer + 1)
            elif not self.loaded.is_cut(*at):
                self.graph.add(Node(at, "", frozenset({"value"}), {"value": each}))

    def _gather_object(self, value: dict[str, Any], place: Place, layer: int) -> None:
        held = {key: each for key, each in value.items() if self._is_holder(key, each)}
        rest = value.keys() - held.keys()
        own = {key: value[key] for key in value if key in rest and self.names.last(key) != "@context"}
        if not place:
            self._add_document(self.node(own, ("document",)), is_holder=bool(held))
        elif own and (held or not self.loaded.is_cut(*place)):
            self.graph.add(self.node(own, place))
        for key, each in held.items():
            self.gather(each if isinstance(each, list) else [each], (*place, key), layer + 1)

    def _is_holder(self, key: str, value: Any) -> bool:
        name = self.names.last(key)
        return name == "@graph" or (name in _HOLDERS and _holds_objects(value))

    def _add_document(self, own: Node, *, is_holder: bool) -> None:
        """The document itself: an object where it is described as one, or holds no others."""
        described = own.facets or own.types or (own.own and not is_holder)
        if described and (is_holder or self.loaded.cut is None):
            self.graph.add(own)
        elif own.own:
            self.graph.rest = own.own

    def node(self, value: dict[str, Any], place: Place, layer: int = 0) -> Node:
        """An object in plain form."""
        own, facets, types, number = dict[str, Any](), list[dict[str, Any]](), set[str](), ""
        for key, each in value.items():
            name = self.names.last(key)
            if name == "@id":
                number = str(each)
            elif name == "@type":
                types |= self._types(each)
            elif name in _FACETS:
                for facet in listed(each):
                    values, kinds = self._facet(facet, place, layer)
                    facets.append(values)
                    types |= kinds
            else:
                own[name if name not in own else key] = self.plain(each, place, layer + 1)
        return Node(place, number, frozenset(types), own, tuple(facets))

    def _facet(self, facet: Any, place: Place, layer: int) -> tuple[dict[str, Any], frozenset[str]]:
        """The values of a facet, and its types."""
        made = self.plain(facet, place, layer + 1) if isinstance(facet, dict) else facet
        if isinstance(made, Node):
            return made.own, made.types
        return made if isinstance(made, dict) else {"value": made}, frozenset()

    def _types(self, value: Any) -> set[str]:
        return {re.sub(r"(?<=.)Facet$", "", self.names.last(str(each))) for each in listed(value)}

    def plain(self, value: Any, place: Place, layer: int) -> Any:
        """A value without the marks of JSON-LD; an object inside it as a Node, a mere reference as it is."""
        if layer > _LAYERS:
            return str(value)
        if isinstance(value, list):
            return [self.plain(each, place, layer + 1) for each in value]
        return self._plain_object(value, place, layer) if isinstance(value, dict) else value

    def _plain_object(self, value: dict[str, Any], place: Place, layer: int) -> Any:
        names = {self.names.last(key): key for key in value}
        if "@value" in names:
            return value[names["@value"]]
        if set(names) <= {"@list", "@set"}:
            return [self.plain(each, place, layer + 1) for each in listed(value)]
        if set(names) == {"@id"}:
            return {"@id": str(value[names["@id"]])}
        if "@type" not in names and "@id" not in names:
            return {name: self.plain(value[key], place, layer + 1) for name, key in names.items()}
        made = self.node(value, place, layer + 1)
        (self.graph.add if made.facets else self.graph.know)(
            made
        )  # a whole object inside another is an object too
        return made


def _holds_objects(value: Any) -> bool:
    """Whether these are objects with more than an id: mere references (of an action, of provenance) are no
    place where objects stand."""
    return any(
        isinstance(each, dict) and len(each) > 1 and any("type" in str(key).lower() for key in each)
        for each in listed(value)
    )
