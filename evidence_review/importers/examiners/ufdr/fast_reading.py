"""Messages of a Cellebrite report read at a glance: cut at the tags that close fields and models, each field
known by its very words.

A report has some hundred tags for each message, and a call of Expat's for each is most of what reading costs;
but all messages of a report are written in the same few ways. How a field is written is put to Expat once,
with a word of ours as its value, and what Expat makes of it holds for every value that is plain text. So any
layout is read: order of attributes, white space, prefixes, CDATA or not. What is not plain (a comment, a
reference to a character that XML forbids, models that do not close) is left to Expat altogether. A test holds
the one against the other.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from evidence_review.importers.examiners.ufdr.models import MODEL_ATTRIBUTES, Model, Value
from evidence_review.importers.markup.xml_mending import allowed

_ROOT = re.compile(r"<([A-Za-z_][\w.-]*:)?project[\s>]")
type Learn = Callable[[str], tuple[Model, tuple[tuple[str, str], ...]] | None]
"""By Expat: the model behind a text, and what in it is not known (what it is, its name); None where the text
is not one model."""

_WORD = "\ue000value\ue000"
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_A, _P = r'[^"<&\t\n]*+', r'[^"<>&\t\n]*+'
_SECOND = re.compile(r"""\sformatted[A-Za-z]++=["']([^"'<&\t\n]++)["']""")
_ATTRIBUTE = re.compile(rf"""\s++([A-Za-z_]++)=(?:"({_A})"|'([^'<&\t\n]*+)')""")
_TARGET = "|".join(
    rf'<{tag}(?: [a-z]++="{_P}")?+>(?:<!\[CDATA\[[^\]]*+\]\]>|[^<&\]]*+)</{tag}>'
    for tag in ("targetid", "ownerid")
)
_POINTERS = "|".join(
    rf'<{tag}(?: name="{_P}")?+(?:\s*+/>|>(?:\s*+(?:{_TARGET}))*+\s*+</{tag}>)'
    for tag in ("jumptargets", "sourcemodels")
)
_POINTER = re.compile(rf'<([a-z]++)(?: name="({_A})")?+')
_POINTED = re.compile(r"id(?: [^>]*+)?+>(?:<!\[CDATA\[([^\]]*+)\]\]>|([^<]*+))</")
_REFERENCE = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#x([0-9a-fA-F]{1,6}));")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_MOST, _LONG, _MOST_ATTEMPTS, _DEEP = 4000, 4000, 3000, 20


@dataclass(frozen=True, slots=True)
class _Way:
    """A way in which a field is written: what it adds before its own value, its name (None: it has no value),
    and how it is kept among the stamps.

    `kind` is the type of a field that is a time or is written twice, else None; `unknown` is what in it is
    not known.
    """

    lead: tuple[tuple[str, str], ...]
    name: str | None
    kind: str | None
    format: str
    twice: bool
    unknown: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Open:
    """A model that is open: `place` is the field of models that is open in it, `tag` the name of that tag."""

    model: Model
    place: str = ""
    tag: str = ""


_NEVER = Model("", "")
_NO_WAY = _Way((), None, None, "", twice=False, unknown=())
"""What stands for "not met yet" where None stands for "not to be seen at a glance"."""


class Plain:
    """Reads models by the ways of writing that it has met. `prefix` stands before each name of a tag, such as
    "pa:"."""

    def __init__(self, learn: Learn, prefix: str = "") -> None:
        self._learn, self._prefix = learn, prefix
        self.open, self.close = f"<{prefix}model ", f"</{prefix}model>"
        self._field, self._field_end, self._value_end = (
            f"<{prefix}field ",
            f"</{prefix}field>",
            f"</{prefix}value>",
        )
        tag, said = (
            "modelField|multiModelField|multiField|field|empty",
            _ATTRIBUTE.pattern.replace("(", "(?:").replace("(?:?:", "(?:"),
        )
        self._tag = re.compile(
            rf"\s*+(?:({_POINTERS})|<(/?){re.escape(prefix)}({tag})((?:{said})*+)\s*+(/?)>|\Z|(.))", re.DOTALL
        )
        kind = """type=["']InstantMessage["']"""
        self.begins = re.compile(f"<{re.escape(prefix)}model (?:{kind}|(?=[^<>]*? {kind}))")
        """How a message begins."""
        self._tags = re.compile(rf"<(/?){re.escape(prefix)}model[\s>]")
        self._ways: dict[tuple[str, str], _Way | None] = {}
        self._bodies: dict[str, Model | None] = {}
        self.odd = list[tuple[str, str]]()
        """What in the message looked at last is not known: what it is, and its name."""
        self._attempts = 0

    def end_of(self, text: str) -> int:
        """Where the model ends that a text begins with, 0 where it does not end."""
        depth = 0
        for found in self._tags.finditer(text):
            depth += -1 if found[1] else 1
            if not depth:
                return found.end() if text[found.end() - 1] == ">" else 0
        return 0

    def message(self, text: str) -> Model | None:
        """The model that a text is from end to end, afterwards with what is `odd` in it; None where that
        cannot be seen at a glance."""
        self.odd = []
        return self._message(text)

    def _message(self, text: str) -> Model | None:
        stack: list[_Open] = []
        *pieces, rest = text.split(self.close)
        for number, piece in enumerate(pieces, 1):
            model = self._ended(stack, piece, first=number == 1)
            if model is None:
                return None
            if not stack:
                return model if number == len(pieces) and not rest else None
            if not stack[-1].place:
                return None
            stack[-1].model.models.append((stack[-1].place, model))
        return None

    def _ended(self, stack: list[_Open], piece: str, *, first: bool) -> Model | None:
        """The model that ends with a piece; those that are open around it then are on the stack."""
        before, *opened = piece.split(self.open)
        if not (self._goes_on(stack[-1], before) if stack else opened and not before and first):
            return None
        if not opened:
            ended = stack.pop()
            return None if ended.place else ended.model
        for inner in opened[:-1]:
            model = self._begun(inner)
            if model is None or (stack and not stack[-1].place) or len(stack) > _DEEP:
                return None
            stack.append(model)
        return self._whole(opened[-1], top=not stack)

    # ---- models ----

    def _begun(self, text: str) -> _Open | None:
        """A model that others stand in, as far as the first of them."""
        head, _, body = text.partition(">")
        model = self._named(head)
        open_ = _Open(model) if model else None
        return open_ if open_ and self._goes_on(open_, body) else None

    def _whole(self, text: str, *, top: bool) -> Model | None:
        """A model that no other stands in. Persons by their very words: the same few take part in thousands
        of messages."""
        head, _, body = text.partition(">")
        model = self._named(head)
        if model is None:
            return None
        if top or len(body) > _LONG:
            open_ = _Open(model)
            return model if self._goes_on(open_, body) and not open_.place else None
        known = self._bodies.get(body, _NEVER)
        if known is _NEVER:
            known = self._body(body)
        if known is None:
            return None
        if model.type != "Party":
            return Model(model.type, model.id, model.attributes, known.fields, known.models, known.stamps)
        if known.attributes == model.attributes:
            return known
        return Model(
            "Party", "", model.attributes, known.fields, known.models, known.stamps
        )  # the id of a mention says nothing (reference/formats.md 3.1)

    def _body(self, body: str) -> Model | None:
        """What stands in a model; kept, unless there is something in it that must be told each time."""
        open_, odd = _Open(Model("Party", "")), len(self.odd)
        known = open_.model if self._goes_on(open_, body) and not open_.place else None
        if len(self.odd) == odd:
            if len(self._bodies) >= _MOST:
                self._bodies.clear()
            self._bodies[body] = known
        return known

    def _named(self, head: str) -> Model | None:
        """A model by its own tag, without `<model` and `>`."""
        before, found, rest = head.partition('id="')
        number, _, after = rest.partition('"')
        if (
            not found
            or before[-1:] not in {" ", ""}
            or "<" in number
            or "&" in number
            or "\t" in number
            or "\n" in number
        ):
            number, before, after = "", head, ""
        said = _attributes(before.rstrip(), after)
        if said is None:
            return None
        kind, written, attributes, unknown = said
        self.odd += unknown
        return Model(kind, written or number, attributes)

    def _goes_on(self, open_: _Open, text: str) -> bool:
        """Take fields and tags; False where one is not known in its place."""
        *fields, rest = text.split(self._field_end)
        for piece in fields:
            gap, found, words = piece.rpartition(self._field)
            if (
                not found
                or (gap and not gap.isspace() and not self._between(open_, gap))
                or open_.place
                or not self._take(open_.model, words)
            ):
                return False
        return not rest or rest.isspace() or self._between(open_, rest)

    def _between(self, open_: _Open, text: str) -> bool:
        """Tags between fields: fields of models open and close, and pointers stand as one field."""
        for pointers, closing, tag, said, closed, odd in self._tag.findall(text):
            if pointers:
                if open_.place:
                    return False
                _point(open_.model, pointers)
            elif odd or (tag and not _step(open_, tag, said, closing=bool(closing), closed=bool(closed))):
                return False
        return True

    # ---- fields ----

    def _take(self, model: Model, text: str) -> bool:
        """One field, from behind `<field ` to before `</field>`."""
        cut = self._cut(text)
        if cut is None:
            return False
        head, words, tail = cut
        second, way = "", self._ways.get((head, tail), _NO_WAY)
        if way is _NO_WAY and "formatted" in head and (twice := _SECOND.search(head)):
            second, head = twice[1], f"{head[: twice.start(1)]}{_WORD}{head[twice.end(1) :]}"
            way = self._ways.get((head, tail), _NO_WAY)
        if way is _NO_WAY:
            way = self._learnt(head, tail)
        if way is None:
            return False
        _fill(model, way, words, second)
        self.odd += way.unknown
        return True

    def _cut(self, text: str) -> tuple[str, str, str] | None:
        """What stands before the value of a field, the value, and what stands behind it; None where that
        cannot be seen. A text that holds no value, or holds markup in it, is all head."""
        head, found, rest = text.partition(_CDATA)
        if found:
            words, found, tail = rest.partition(_CDATA_END)
            return (head + _CDATA, words, _CDATA_END + tail) if found else None
        left, found, tail = text.rpartition(self._value_end)
        head, _, words = left.rpartition(">")
        if not found or "<" in words:
            return text, "", ""
        plain = unescaped(words) if "&" in words else words
        return None if plain is None else (head + ">", plain, self._value_end + tail)

    def _learnt(self, head: str, tail: str) -> _Way | None:
        """The way of writing in which a value stands between these, as Expat reads it; None where it is not
        taken as it stands."""
        self._attempts += 1
        if self._attempts > _MOST_ATTEMPTS or "Base64" in head or _WORD in tail:
            return None
        word = _WORD if tail else ""
        told = self._learn(
            (
                f'{self.open}type="InstantMessage" '
                f'id="1">{self._field}{head}{word}{tail}{self._field_end}{self.close}'
            )
        )
        way = self._ways[head, tail] = _way(*told, word) if told else None
        return way


def _way(model: Model, unknown: tuple[tuple[str, str], ...], word: str) -> _Way | None:
    """The way of writing behind a model with one field whose value is our word, or that has none."""
    if model.models or _holds_word(model.fields[:-1]):
        return None
    if word:
        return _way_of_value(model, unknown)
    if model.stamps or _holds_word(model.fields):
        return None
    return _Way(tuple(model.fields), None, None, "", twice=False, unknown=unknown)


def _holds_word(fields: Iterable[tuple[str, str]]) -> bool:
    return any(_WORD in part for pair in fields for part in pair)


def _way_of_value(model: Model, unknown: tuple[tuple[str, str], ...]) -> _Way | None:
    if not model.fields or model.fields[-1][1] != _WORD or len(model.stamps) > 1:
        return None
    lead, name = tuple(model.fields[:-1]), model.fields[-1][0]
    if not model.stamps:
        return _Way(lead, name, None, "", twice=False, unknown=unknown)
    ((stamped, kind, value),) = model.stamps
    if (stamped, value.text) != (name, _WORD) or value.formatted not in {"", _WORD}:
        return None
    return _Way(lead, name, kind, value.format, bool(value.formatted), unknown)


def _fill(model: Model, way: _Way, words: str, second: str) -> None:
    """Add a field that is written in a known way, and the time that it is."""
    model.fields += way.lead
    if way.name is not None:
        model.fields.append((way.name, words))
        if way.kind is not None:
            model.stamps.append((way.name, way.kind, Value(words, way.format, second if way.twice else "")))


def _step(open_: _Open, tag: str, said: str, *, closing: bool, closed: bool) -> bool:
    """One tag between fields; False where it does not fit."""
    if closing:
        fits = open_.tag == tag and not said and not closed
        open_.place = open_.tag = ""
        return fits
    if open_.place:
        return tag == "empty" and closed and not said
    name, plain = _field_name(said)
    if tag in {"field", "multiField"}:
        return closed and plain
    if not name or tag == "empty":
        return False
    if not closed:
        open_.place, open_.tag = name, tag
    return True


def _point(model: Model, written: str) -> None:
    """Pointers from this model to others, as one field."""
    said = _POINTER.match(written)
    pointed = [words for cdata, plain in _POINTED.findall(written) if (words := (cdata or plain).strip())]
    if said and pointed:
        model.fields.append((said[2] or said[1], ", ".join(pointed)))


def unescaped(words: str) -> str | None:
    """Text with its references resolved; None where one is none of XML's own or stands for a character that
    XML forbids."""
    if words.count("&") != len(_REFERENCE.findall(words)):
        return None
    points = [
        int(digits or "0") or int(hexadecimal or "0", 16)
        for name, digits, hexadecimal in _REFERENCE.findall(words)
        if not name
    ]
    if not all(map(allowed, points)):
        return None
    return _REFERENCE.sub(
        lambda found: _ENTITIES.get(found[1]) or chr(int(found[2]) if found[2] else int(found[3], 16)), words
    )


@lru_cache(maxsize=256)
def _field_name(written: str) -> tuple[str, bool]:
    """Of the attributes of a field of models: its name, and whether there is nothing but name and type."""
    found = [(name, one or other) for name, one, other in _ATTRIBUTE.findall(written)]
    return dict(found).get("name", "") if len(dict(found)) == len(found) else "", [
        name for name, _ in found
    ] == ["name", "type"]


@lru_cache(maxsize=4096)
def _attributes(
    before: str, after: str
) -> tuple[str, str, dict[str, str], tuple[tuple[str, str], ...]] | None:
    """Type, id and attributes of a model by what stands before and after its id, and what of it is not known;
    None where one comes twice. Shared: nobody changes them."""
    parts = [f" {before}", after] if before else [after]
    found = [(name, one or other) for part in parts for name, one, other in _ATTRIBUTE.findall(part)]
    attributes = dict(found)
    kind, number = attributes.pop("type", ""), attributes.pop("id", "")
    odd = tuple(("attribute", name) for name in sorted(attributes.keys() - MODEL_ATTRIBUTES))
    whole = "".join(_ATTRIBUTE.sub("", part) for part in parts).strip()
    return (
        None
        if whole or len(dict(found)) != len(found) or not kind or (number and after)
        else (kind, number, attributes, odd)
    )


def prefix_of(text: str) -> str:
    """What stands before the names of a report's tags."""
    root = _ROOT.search(text)
    return (root[1] or "") if root else ""
