"""The grammar of a Cellebrite report, read by Expat: models and other elements as they end, never a whole
tree (reference/formats.md 3.1).

Python's own parser is called for each tag here because a report has a hundred tags for each message: values
go straight into their model. Text is mended before (xml_mending), a document type is refused, and nothing
outside the report is ever opened.
"""

import base64
import binascii
import re
from collections.abc import Callable
from xml.parsers import expat

from evidence_review.importers.examiners.ufdr.fast_shapes import Glanced
from evidence_review.importers.examiners.ufdr.models import (
    MODEL_ATTRIBUTES,
    Model,
    Names,
    Node,
    Value,
    file_of,
    pairs,
    undeclared,
)
from evidence_review.importers.markup.xml_mending import refuse_declarations
from evidence_review.importers.markup.xml_stream import Texts
from evidence_review.importers.plugin import decode_text
from evidence_review.importers.tally import Unknown

MAX_DEPTH = 60
"""Models nested deeper than this (a reply to a reply …) are kept as plain text."""

_VALUE_ATTRIBUTES = frozenset(("type", "format", "formattedTimestamp", "formattedTimeSpan"))
_MODEL, _FIELD, _VALUE, _EMPTY, _MODELS = range(5)
"""Where in a model the reading stands; plain numbers, because they are looked at for each tag."""
_MODEL_FIELDS = ("modelField", "multiModelField")
_ONE_TAG = re.compile(rb"<[^<>]*>")
_WORDS = (_VALUE, _EMPTY)
_FIELDS = ("field", "multiField")
_USUAL_ATTRIBUTES = ["name", "type"]
"""The attributes of a field, as almost every one has them."""
_POINTERS = frozenset(("jumptargets", "sourcemodels", "nodeField", "entityBookmarks"))


type Done = tuple[str, Model | Node | Glanced, str, Model | None]
"""What has come: "root" or "section" (begun), "node" (ended, with its section's name), "chat" (begun),
"message" (with its chat), "model" (ended)."""


class Grammar:
    """What the tags of a report mean, one after the other."""

    def __init__(self, texts: Texts, report: str, unknown: Unknown) -> None:
        self._texts, self._report, self._unknown = texts, report, unknown
        self._done: list[Done] = []
        self._counts: dict[str, int] = {}
        self._names = Names()
        self._parser = expat.ParserCreate("utf-8")
        self._parser.buffer_text, self._parser.buffer_size, self._parser.ordered_attributes = (
            True,
            1 << 16,
            True,
        )
        self._parser.StartDoctypeDeclHandler = refuse_declarations
        self._text: list[str] = []
        self._parser.CharacterDataHandler = self._text.append
        self._path: list[Node] = []
        self._nodes: list[Node] = []
        self._then: Callable[[Node], None] = _nothing
        self._stack: list[
            tuple[Model | None, str]
        ] = []  # the models around the one that is read, and its field in each
        self._model, self._locator = Model("", ""), report
        self._in, self._inner = _MODEL, 0
        self._name, self._kind, self._said = "", "", list[str]()
        self._strays: list[tuple[str, str]] = []
        self._fed = self._last = (
            0  # bytes given to Expat, and where in them the last tag began that leads to a message
        )
        self._ready = False
        self._outside()

    def _parse(self, text: str, *, last: bool = False) -> None:
        """Through Expat. Afterwards `_ready` says whether a message may follow: nothing but white space came
        behind the tag before it."""
        if not text and not last:
            return
        data = self._texts.markup(text, last=last).encode("utf-8")
        self._fed += len(data)
        self._parser.Parse(data, False)
        in_chat = (
            self._in == _MODELS
            and len(self._stack) == 1
            and self._name == "Messages"
            and self._model.type == "Chat"
        )
        below_type = not self._stack and len(self._path) == 3 and self._path[2].name == "modelType"
        at_place = (in_chat or below_type) and self._last >= self._fed - len(data) and not self._texts.waiting
        self._ready = at_place and _ONE_TAG.fullmatch(data[self._last - self._fed :].rstrip()) is not None

    def rest(self) -> list[Done]:
        """What has come and was not given yet."""
        done, self._done = self._done, []
        return done

    def count(self, what: str) -> str:
        """The locator of one more of a kind."""
        self._counts[what] = self._counts.get(what, 0) + 1
        return f"{what}[{self._counts[what]}]"

    # ---- outside models ----

    def _outside(self) -> None:
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._outer_start, self._outer_end

    def _outer_start(self, tag: str, attributes: list[str]) -> None:
        node, depth = Node(self._names[tag], undeclared(pairs(attributes))), len(self._path) + 1
        decoded = depth > 2 and self._path[1].name == "decodedData"
        if decoded and node.name == "model":  # right below decodedData where a report has no modelType
            self._begin(node.attributes)
        elif depth > 3 or (depth == 3 and not decoded):
            self._read_node(node, self._unplaced if decoded else self._placed)
        else:
            self._path.append(node)
            self._last = self._parser.CurrentByteIndex
            if depth < 3:
                self._done.append(("root" if depth == 1 else "section", node, "", None))

    def _outer_end(self, _: str) -> None:
        node = self._path.pop()
        if len(self._path) == 2 and node.name != "modelType":
            self._unplaced(node)

    def _placed(self, node: Node) -> None:
        self._done.append(("node", node, self._path[1].name, None))

    def _unplaced(self, node: Node) -> None:
        self._unknown.add("element", node.name, f"{self._report}#{node.name}")

    # ---- any other element ----

    def _read_node(self, node: Node, then: Callable[[Node], None]) -> None:
        self._text.clear()
        self._nodes, self._then = [node], then
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._node_start, self._node_end

    def _node_start(self, tag: str, attributes: list[str]) -> None:
        around, node = self._nodes[-1], Node(self._names[tag], undeclared(pairs(attributes)))
        around.content += (*self._text, node)
        self._text.clear()
        self._nodes.append(node)

    def _node_end(self, _: str) -> None:
        node = self._nodes.pop()
        node.content += self._text
        self._text.clear()
        if not self._nodes:
            if self._stack:
                self._inside()
            else:
                self._outside()
            self._then(node)

    # ---- models ----

    def _inside(self) -> None:
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._start, self._end

    def _begin(self, attributes: dict[str, str]) -> None:
        """A model right below its modelType."""
        kind = attributes["type"] = attributes.get("type") or self._path[-1].get("type") or "model"
        self._locator = f"{self._report}#{self.count(kind)}"
        if kind != "Chat":
            self._locator += f"/{attributes.get('id', '')}"
        self._inside()
        self._new(None, "", attributes)
        if kind == "Chat":
            self._done.append(("chat", self._model, self._locator, None))

    def _new(self, around: Model | None, name: str, attributes: dict[str, str]) -> None:
        self._stack.append((around, name))
        self._model = Model(attributes.pop("type", ""), attributes.pop("id", ""), attributes)
        self._in = _MODEL
        if not MODEL_ATTRIBUTES.issuperset(attributes):
            for attribute in sorted(undeclared(attributes).keys() - MODEL_ATTRIBUTES):
                self._unknown.add("attribute", attribute, self._locator)

    def _start(self, tag: str, attributes: list[str]) -> None:
        place = self._in
        if place == _FIELD and tag == "value":
            if self._text:
                self._stray()
            self._in, self._said = _VALUE, attributes
        elif place == _MODEL and tag in _FIELDS:
            self._text.clear()
            self._in = _FIELD
            if attributes[::2] == _USUAL_ATTRIBUTES:
                _, self._name, _, self._kind = attributes
            else:
                self._odd_field(pairs(attributes))
        elif place == _FIELD and tag == "empty":
            self._in = _EMPTY
        elif place == _MODELS and tag == "model":
            self._new(self._model, self._name, pairs(attributes))
        elif place == _MODEL and tag in _MODEL_FIELDS:
            self._models_of(Node(tag, pairs(attributes)))
        elif ":" in tag:
            self._start(self._names[tag], attributes)
        elif place in _WORDS:
            self._inner += 1
        else:
            self._read_node(Node(tag, pairs(attributes)), self._tell)

    def _end(self, _: str) -> None:
        place = self._in
        if place == _VALUE and not self._inner:
            self._in = _FIELD
            said, words = self._said, self._text
            text = words[0] if len(words) == 1 else "".join(words)
            words.clear()
            if len(said) == 2 and said[0] == "type" and self._kind != "TimeStamp":
                self._model.fields.append((self._name, text))
            else:
                self._odd_value(text, pairs(said))
        elif place == _FIELD:
            if self._text:
                self._stray()
            if self._strays:
                self._model.fields += self._strays
                self._strays.clear()
            self._in = _MODEL
        elif self._inner:
            self._inner -= 1
        elif place == _EMPTY:
            self._in = _FIELD
        elif place == _MODEL:
            self._ended()
        else:
            self._in = _MODEL

    def _ended(self) -> None:
        """A model has ended: it belongs to the one around it; a message in a chat, and what has none around,
        is done."""
        model, (around, name) = self._model, self._stack.pop()
        if around is None:
            self._last = self._parser.CurrentByteIndex
            self._done.append(("model", model, self._locator, None))
            self._outside()
            return
        if name == "Messages" and len(self._stack) == 1 and around.type == "Chat":
            self._last = self._parser.CurrentByteIndex
            self._done.append(("message", model, self._locator, around))
        else:
            around.models.append((name, model))
        self._model, self._name, self._in = around, name, _MODELS

    def _odd_value(self, text: str, said: dict[str, str]) -> None:
        """A value that is a time, or is written in a way of its own."""
        for attribute in sorted(said.keys() - _VALUE_ATTRIBUTES):
            self._unknown.add("attribute", attribute, self._locator)
        shape, second = said.get("format", ""), said.get("formattedTimestamp", "")
        if shape == "Base64String":
            text = self._from_base64(text)
        self._model.fields.append((self._name, text))
        if second or self._kind == "TimeStamp":
            self._model.stamps.append(
                (self._name, self._kind, Value(text, shape or said.get("type", ""), second))
            )

    def _from_base64(self, text: str) -> str:
        """The text behind base64; as written, and listed, where it is not base64."""
        try:
            return decode_text(base64.b64decode("".join(text.split()), validate=True)).text
        except (binascii.Error, ValueError):
            self._unknown.add("value that is not the base64 it claims to be:", "Base64String", self._locator)
            return text

    def _odd_field(self, said: dict[str, str]) -> None:
        """A field without name or type, or with more attributes, which are fields of their own."""
        self._name, self._kind = said.pop("name", ""), said.pop("type", "")
        for attribute, text in said.items():
            self._unknown.add("attribute", attribute, self._locator)
            self._model.fields.append((f"{self._name}@{attribute}", text))

    def _stray(self) -> None:
        """Text right inside a field, beside its values: it comes after them."""
        text = "".join(self._text)
        self._text.clear()
        if not text.isspace():
            self._strays.append((self._name, text))

    def _models_of(self, node: Node) -> None:
        """The models in a field of this one."""
        self._name = node.get("name")
        if len(self._stack) <= MAX_DEPTH:
            self._in, self._last = _MODELS, self._parser.CurrentByteIndex
        else:
            self._unknown.add("models nested too deep under", self._name, self._locator)
            self._read_node(node, lambda whole: self._model.fields.append((whole.get("name"), whole.words())))

    def _tell(self, node: Node) -> None:
        fields, name = self._model.fields, node.get("name")
        if self._in == _MODELS and node.name == "empty":
            return
        if self._in == _MODEL and node.name == "dataField":
            fields += [
                (name or "data", f"{each.get('length') or '?'} bytes {each.words()}".strip())
                for each in node.nodes()
            ]
        elif self._in == _MODEL and node.name in _POINTERS:
            self._add_pointers(name or node.name, node.nodes())
        else:
            self._unknown.add("element", node.name, self._locator)
            fields.append((node.name, node.told()))

    def _add_pointers(self, name: str, nodes: list[Node]) -> None:
        """The files and jumps that a field points to."""
        self._model.models += [(name, file_of(each)) for each in nodes if each.name == "file"]
        pointed = ", ".join(filter(None, (each.words() for each in nodes if each.name != "file")))
        if pointed:
            self._model.fields.append((name, pointed))


def _nothing(_: Node) -> None:
    return
