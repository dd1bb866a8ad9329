"""The grammar of decodedData in a Cellebrite report: one `model` element as a plain value, with nothing in it dropped (FORMATS.md 3.1)."""

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass, field

from evidence_review.importers.plugin import decode_text
from evidence_review.importers.xml_stream import Element, all_text, local

MAX_DEPTH = 60
"""Models nested deeper than this (a reply to a reply …) are kept as plain text."""

_MODEL_ATTRIBUTES = frozenset(
    (
        "type", "id", "deleted_state", "decoding_confidence", "isrelated", "source_index", "extractionId",
        "file_id", "iscarved", "isCarved", "bookmarked",
    )
)  # fmt: skip
_FIELD_ATTRIBUTES = frozenset(("name", "type"))
_VALUE_ATTRIBUTES = frozenset(("type", "format", "formattedTimestamp", "formattedTimeSpan"))
_POINTERS = {"jumptargets": "targetid", "sourcemodels": "ownerid", "nodeField": "id", "entityBookmarks": ""}


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field: its text, its declared format, and the second writing of a time."""

    text: str
    format: str = ""
    formatted: str = ""


@dataclass(slots=True)
class Model:
    """One `model`: its type and id, its attributes, fields (an unset one is absent, an empty one is ""), and the models inside it."""

    type: str
    id: str
    attributes: dict[str, str] = field(default_factory=dict)
    fields: list[tuple[str, str, Value]] = field(default_factory=list)
    models: list[tuple[str, "Model"]] = field(default_factory=list)

    def value(self, *names: str) -> Value | None:
        """The first set value among fields of these names, in the order of the names."""
        return next((value for name in names for key, _, value in self.fields if key == name), None)

    def text(self, *names: str) -> str | None:
        """Its text; None where none of the fields is set."""
        found = self.value(*names)
        return found.text if found else None

    def inside(self, *names: str) -> list["Model"]:
        """The models in fields of these names."""
        return [model for key, model in self.models if key in names]

    def flat(self, skip: frozenset[str] = frozenset(), prefix: str = "") -> Iterator[tuple[str, str]]:
        """Every attribute and value as (path, text), but for top-level fields named in `skip`."""
        for name, text in self.attributes.items():
            yield prefix + name, text
        for name, _, value in self.fields:
            if prefix or name not in skip:
                yield prefix + name, value.text
        for name, model in self.models:
            if prefix or name not in skip:
                yield from model.flat(prefix=f"{prefix}{name}/")


@dataclass(slots=True)
class Unknown:
    """Names that this importer does not know: how often each occurred and where first (FORMATS.md rules 1 and 5)."""

    seen: dict[str, tuple[int, str]] = field(default_factory=dict)

    def add(self, what: str, name: str, locator: str) -> None:
        """Count one; a hostile report cannot make the list grow without end."""
        key = f'{what} "{"".join(c if c.isprintable() else "?" for c in name[:80])}"'
        if key in self.seen or len(self.seen) < 1000:
            count, first = self.seen.get(key, (0, locator))
            self.seen[key] = (count + 1, first)


def model_of(element: Element, unknown: Unknown, locator: str, depth: int = 0) -> Model:
    """The value of a `model` element."""
    model = Model(element.get("type") or "", element.get("id") or "")
    for name, text in element.attrib.items():
        if name not in _MODEL_ATTRIBUTES:
            unknown.add("attribute", str(name), locator)
        if name not in {"type", "id"}:
            model.attributes[str(name)] = str(text)
    for child in element:
        _take(model, child, unknown, locator, depth)
    return model


def _take(model: Model, child: Element, unknown: Unknown, locator: str, depth: int) -> None:
    name = child.get("name") or ""
    match local(child):
        case "field" | "multiField":
            _fields(model, child, unknown, locator)
        case "modelField" | "multiModelField" if depth < MAX_DEPTH:
            for inner in child:
                if local(inner) == "model":
                    model.models.append((name, model_of(inner, unknown, locator, depth + 1)))
                elif local(inner) != "empty":
                    _keep(model, inner, unknown, locator)
        case "modelField" | "multiModelField":
            unknown.add("models nested too deep under", name, locator)
            model.fields.append((name, "", Value(all_text(child))))
        case "dataField":
            for source in child:
                model.fields.append((name or "data", "", Value(f"{source.get('length') or '?'} bytes {all_text(source)}".strip())))
        case pointer if pointer in _POINTERS:
            pointed = [text for inner in child if (text := all_text(inner))]
            if pointed:
                model.fields.append((f"{name or pointer}", "", Value(", ".join(pointed))))
        case _:
            _keep(model, child, unknown, locator)


def _fields(model: Model, element: Element, unknown: Unknown, locator: str) -> None:
    for attribute in element.attrib:
        if attribute not in _FIELD_ATTRIBUTES:
            unknown.add("attribute", str(attribute), locator)
            model.fields.append((f"{element.get('name') or ''}@{attribute}", "", Value(element.get(attribute) or "")))
    for inner in element:
        match local(inner):
            case "value":
                model.fields.append((element.get("name") or "", element.get("type") or "", _value(inner, unknown, locator)))
            case "empty":
                continue
            case _:
                _keep(model, inner, unknown, locator)
    if element.text and element.text.strip():
        model.fields.append((element.get("name") or "", element.get("type") or "", Value(element.text)))


def _value(element: Element, unknown: Unknown, locator: str) -> Value:
    for attribute in element.attrib:
        if attribute not in _VALUE_ATTRIBUTES:
            unknown.add("attribute", str(attribute), locator)
    text = "".join(str(piece) for piece in element.itertext())
    shape = element.get("format") or ""
    if shape == "Base64String":
        text = _from_base64(text, unknown, locator)
    return Value(text, shape or element.get("type") or "", element.get("formattedTimestamp") or "")


def _from_base64(text: str, unknown: Unknown, locator: str) -> str:
    """The text behind base64; as written, and listed, where it is not base64."""
    try:
        return decode_text(base64.b64decode("".join(text.split()), validate=True)).text
    except (binascii.Error, ValueError):
        unknown.add("value that is not the base64 it claims to be:", "Base64String", locator)
        return text


def _keep(model: Model, element: Element, unknown: Unknown, locator: str) -> None:
    """An element that the grammar does not know: its words and attributes, verbatim, under its own name."""
    name = local(element)
    unknown.add("element", name, locator)
    words = [all_text(element), *(f"{key}={text}" for inner in element.iter() for key, text in inner.attrib.items())]
    model.fields.append((name, "", Value("; ".join(word for word in words if word))))
