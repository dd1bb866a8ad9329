"""Messages written just as Physical Analyzer writes nearly all of them, read at a glance; what differs in one character is left to Expat.

A report has some fifty tags for each message, and a call for each of them is most of what reading costs. `message` accepts a
small part of XML only, in which it cannot be wrong: known tags in their places, attributes without references, text without
markup. A test holds it against Expat.
"""

import re
from functools import lru_cache

from evidence_review.importers.ufdr_models import MODEL_ATTRIBUTES, Model, Value

MARK = '<model type="InstantMessage"'
"""How a message begins."""

_PARTY = '<model type="Party" id="'
_A, _B = r'[^"<&\t\n\r]*+', r'[^"<&\t\n\r]++'
_TARGET = "|".join(rf'<{tag}(?: [a-z]++="{_A}")?+>(?:<!\[CDATA\[[^\]]*+\]\]>|[^<&\]]*+)</{tag}>' for tag in ("targetid", "ownerid"))
_POINTERS = "|".join(rf'<{tag}(?: name="{_A}")?+(?: ?/>|>(?:\s*+(?:{_TARGET}))*+\s*+</{tag}>)' for tag in ("jumptargets", "sourcemodels"))
_TOKEN = re.compile(
    rf'\s*+(?:<field name="({_B})" type="({_A})">\s*+(?:<empty ?/>|<value type="({_B})"((?: [fF][A-Za-z]++="{_A}")*+)>'
    r"(?:<!\[CDATA\[([^\]]*+(?:\](?!\]>)[^\]]*+)*+)\]\]>|([^<&\]]*+))</value>)\s*+</field>"
    rf"|({_POINTERS}|</?[me][^<>]*+>|\Z|.))",
    re.DOTALL,
)
"""A field, set or not: its name and type, the type and the other attributes of its value, and the text; or any other tag, or what is none."""
_BEGIN = re.compile(rf'<model type="({_B})" id="({_A})"((?: [A-Za-z_]++="{_A}")*+)>')
_OPEN = re.compile(rf'<(modelField|multiModelField|multiField) name="({_B})" type="{_A}"(?: ?(/))?>')
_POINTER = re.compile(rf'<([a-z]++)(?: name="({_A})")?+')
_POINTED = re.compile(r"id(?: [^>]*+)?+>(?:<!\[CDATA\[([^\]]*+)\]\]>|([^<]*+))</")
_SECOND = re.compile(rf'(?: format="({_A})")?+(?: formattedTimestamp="({_A})")?+')
_ATTRIBUTE = re.compile(rf' ([A-Za-z_]++)="({_A})"')
_MODEL_TAG = re.compile(r"<(/?)model[ >]")
_EMPTY = ("<empty />", "<empty/>")
_MOST_PARTIES, _LONG = 4000, 4000


class Parties(dict[str, Model | None]):
    """Persons by the very words in which their fields are written: in a report the same few take part in thousands of messages."""

    def of(self, written: str) -> Model | None:
        """The person behind what stands between an id and the end of the model."""
        said, _, body = written.partition(">")
        attributes, known = _attributes(said), self[body]
        if attributes is None or known is None or known.attributes is attributes:
            return None if attributes is None else known
        if not known.attributes:
            known.attributes = attributes
            return known
        return Model("Party", "", attributes, known.fields, known.models, known.stamps)

    def __missing__(self, body: str) -> Model | None:
        model: Model | None = Model("Party", "")  # each mention has an id of its own, which says nothing (FORMATS.md 3.1)
        for name, kind, shape, more, cdata, text, tag in _TOKEN.findall(body):
            if tag or (shape and not _taken(model, name, kind, shape, more, cdata or text)):
                model = None
                break
        if len(body) < _LONG:
            if len(self) >= _MOST_PARTIES:
                self.clear()
            self[body] = model
        return model


def message(text: str, parties: Parties) -> Model | None:
    """The model that a text is from end to end, but for white space around; None where that cannot be seen at a glance."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")  # as every parser of XML must
    first, *rest = text.split(_PARTY)
    building = _Building()
    if not building.go_on(first):
        return None
    for piece in rest:
        number, _, after = piece.partition('"')
        written, _, after = after.partition("</model>")
        party = None if "<" in number or "&" in number else parties.of(written)
        if party is None or not building.hold(party) or not building.go_on(after):
            return None
    return building.whole


def end_of(text: str) -> int:
    """Where the model ends that a text begins with, 0 where it does not end."""
    depth = 0
    for found in _MODEL_TAG.finditer(text):
        depth += -1 if found[1] else 1
        if not depth:
            return found.end()
    return 0


class _Building:
    """A model while its tags come: `_place` is the field of models that is open in it, `_tag` the tag that must close next what was opened last."""

    __slots__ = ("_model", "_place", "_stack", "_tag", "whole")

    def __init__(self) -> None:
        self.whole: Model | None = None
        self._model: Model | None = None
        self._place = self._tag = ""
        self._stack: list[tuple[Model, str, str]] = []

    def hold(self, model: Model) -> bool:
        """Put a model into the field that is open; False where none is."""
        if not self._place or self._model is None:
            return False
        self._model.models.append((self._place, model))
        return True

    def go_on(self, text: str) -> bool:
        """Take the tags of a text; False where one is not known in its place."""
        model = self._model
        for name, kind, shape, more, cdata, words, tag in _TOKEN.findall(text):
            if name:
                if model is None or self._place:
                    return False
                if shape and (more or kind == "TimeStamp"):
                    if not _taken(model, name, kind, shape, more, cdata or words):
                        return False
                elif shape:
                    model.fields.append((name, cdata or words))
            elif tag:
                if not (
                    self._close(tag)
                    if tag.startswith("</")
                    else self._begin(tag)
                    if tag.startswith("<model ")
                    else self._open(tag) or self._point(tag)
                ):
                    return False
                model = self._model
        return True

    def _begin(self, tag: str) -> bool:
        said = _BEGIN.fullmatch(tag)
        attributes = _attributes(said[3]) if said else None
        if said is None or attributes is None or self.whole is not None or (self._model is not None and not self._place):
            return False
        if self._model is not None:
            self._stack.append((self._model, self._place, self._tag))
        self._model, self._place, self._tag = Model(said[1], said[2], attributes), "", "</model>"
        return True

    def _open(self, tag: str) -> bool:
        if tag in _EMPTY:
            return bool(self._place)
        said = _opening(tag)
        if said is None or self._place or self._model is None:
            return False
        if said[1]:
            self._tag, self._place = said
        return True

    def _point(self, tag: str) -> bool:
        """Pointers from this model to others, as one field."""
        said = _POINTER.match(tag)
        if said is None or said[1] not in {"jumptargets", "sourcemodels"} or self._place or self._model is None:
            return False
        pointed = [words for cdata, plain in _POINTED.findall(tag) if (words := (cdata or plain).strip())]
        if pointed:
            self._model.fields.append((said[2] or said[1], ", ".join(pointed)))
        return True

    def _close(self, tag: str) -> bool:
        model = self._model
        if model is None or self._tag != tag:
            return False
        if self._place:
            self._place, self._tag = "", "</model>"
        elif self._stack:
            self._model, self._place, self._tag = self._stack.pop()
            self._model.models.append((self._place, model))
        else:
            self.whole, self._model = model, None
        return True


def _taken(model: Model, name: str, kind: str, shape: str, more: str, text: str) -> bool:
    """A value of a field, such as a time; False where it is not text as it stands."""
    said = _SECOND.fullmatch(more)
    if said is None or said[1] == "Base64String":
        return False
    model.fields.append((name, text))
    if said[2] or kind == "TimeStamp":
        model.stamps.append((name, kind, Value(text, said[1] or shape, said[2] or "")))
    return True


@lru_cache(maxsize=256)
def _opening(tag: str) -> tuple[str, str] | None:
    """Of a tag that opens a field of models: the tag that closes it, and the name of the field; no name where it is closed at once."""
    said = _OPEN.fullmatch(tag)
    if said is None or (said[1] == "multiField" and not said[3]):
        return None
    return (f"</{said[1]}>", "" if said[3] else said[2])


@lru_cache(maxsize=2048)
def _attributes(written: str) -> dict[str, str] | None:
    """Attributes of a model; None where one is unknown or comes twice. The value is shared: nobody changes it."""
    found = _ATTRIBUTE.findall(written)
    attributes = dict(found)
    known = (
        len(attributes) == len(found) and MODEL_ATTRIBUTES.issuperset(attributes) and "type" not in attributes and "id" not in attributes
    )
    return attributes if known and sum(len(name) + len(text) + 4 for name, text in found) == len(written) else None
