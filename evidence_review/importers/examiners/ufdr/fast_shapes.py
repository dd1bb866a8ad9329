"""Shapes of messages: a message whose every tag has been met before, in this order, is read in one look, and
only its values are taken.

What a shape means is asked of `ufdr_plain` once, with a mark in the place of each value: where the marks come
out is where values go.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import itemgetter

from evidence_review.importers.examiners.ufdr.fast_reading import Plain, unescaped
from evidence_review.importers.examiners.ufdr.models import Model, Value

_QUOTED = r' (?:id|file_id|source_index|formattedTimestamp)="(?P<quoted>[^"<&\t\n]*+)"'
_CDATA = r"<!\[CDATA\[(?P<cdata>[^\]]*+)\]\]>"
_POINTED = r"<(?:target|owner)id(?: [^<>]*+)?>(?:<!\[CDATA\[)?+(?P<pointed>[^\s<&\]]++)"
_TEXT = r"(?<=>)(?P<plain>(?=[^<\s])[^<\]]++)(?=</)"
_CUT = re.compile(f"{_QUOTED}|{_POINTED}|{_CDATA}|{_TEXT}")
_GROUPS = {
    "quoted": r'([^"<&\t\n]*+)',
    "pointed": r"([^\s<&\]]++)",
    "cdata": r"([^\]]*+)",
    "plain": r"((?=[^<\s])[^<\]]++)",
}
MARK = re.compile("\ue000([0-9]+)\ue001")
"""What stands for a value in a marked model: its place."""
_MOST_SHAPES, _MOST_MET, _MOST_ALIKE, _MOST_PERSONS, _MOST_RECENT = 400, 20_000, 8, 5000, 6

type Values = tuple[str, ...]
type Form = Callable[[Values], Model]


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """One shape: the expression that a message of it is, which of its values are no CDATA, how a model is
    made of them, and one with marks for values."""

    found: re.Pattern[str]
    plain: tuple[int, ...]
    form: Form
    marked: Model

    def values(self, match: re.Match[str]) -> Values | None:
        """The values of a message, references in them resolved; None where one cannot be."""
        values = match.groups()
        return (
            values if not any("&" in values[place] for place in self.plain) else _resolved(values, self.plain)
        )


@dataclass(frozen=True, slots=True, eq=False)
class Glanced:
    """A message of a known shape, of which only its values were taken."""

    shape: Shape
    values: Values

    def model(self) -> Model:
        """The message as a model."""
        return self.shape.form(self.values)


class Shapes:
    """The shapes met so far, by how many tags they have."""

    def __init__(self, plain: Plain) -> None:
        self._plain = plain
        self._shapes: dict[int, list[Shape]] = {}
        self._recent: list[Shape] = []
        self._met: set[int] = set()
        self._made = 0

    def at(self, text: str, start: int, end: int) -> tuple[Glanced, int] | None:
        """The message that a text holds there, and where it ends; None where it is of none of the shapes met
        last."""
        for place, shape in enumerate(self._recent):
            match = shape.found.match(text, start, end)
            if match is not None:
                if place:
                    self._recent.insert(0, self._recent.pop(place))
                values = shape.values(match)
                return None if values is None else (Glanced(shape, values), match.end())
        return None

    def known(self, text: str) -> Model | None:
        """The model that a text is from end to end; None where its shape has not been learnt."""
        for shape in self._shapes.get(text.count("<"), ()):
            match = shape.found.fullmatch(text)
            if match is not None:
                self._meet(shape)
                values = shape.values(match)
                return None if values is None else shape.form(values)
        return None

    def _meet(self, shape: Shape) -> None:
        """From now on among those that are tried first."""
        if shape not in self._recent:
            self._recent = [shape, *self._recent[: _MOST_RECENT - 1]]

    def message(self, text: str) -> Model | None:
        """The same, where its shape may not have been; None where that cannot be seen at a glance. Its shape
        is learnt."""
        self._plain.odd = []
        if (known := self.known(text)) is not None:  # what came behind it kept it from being known
            return known
        model, odd = self._plain.message(text), self._plain.odd
        if model is not None and self._made < _MOST_SHAPES and not odd:
            self._learn(text, text.count("<"))
        self._plain.odd = odd
        return model

    def _learn(self, text: str, tags: int) -> None:
        """Keep the shape of a plain message that is met for the second time."""
        met = hash(_CUT.sub("\ue000", text))
        alike = self._shapes.setdefault(tags, [])
        if met not in self._met:
            if len(self._met) < _MOST_MET:
                self._met.add(met)
            return
        if len(alike) < _MOST_ALIKE and MARK.search(text) is None:
            self._made += 1
            shape = self._shape(text)
            if shape:
                alike.insert(0, shape)
                self._meet(shape)

    def _shape(self, text: str) -> Shape | None:
        kinds, literal, marked, at = list[str](), list[str](), list[str](), 0
        for cut in _CUT.finditer(text):
            kind = str(cut.lastgroup)
            start, end = cut.span(kind)
            literal += (re.escape(text[at:start]), _GROUPS[kind])
            marked += (text[at:start], f"\ue000{len(kinds)}\ue001")
            kinds.append(kind)
            at = end
        literal.append(re.escape(text[at:]))
        marked.append(text[at:])
        model = self._plain.message("".join(marked))
        if model is None or not kinds:
            return None
        plain = tuple(place for place, kind in enumerate(kinds) if kind == "plain")
        return Shape(re.compile("".join((*literal, r"\s*+"))), plain, _form(model), model)


def _resolved(values: Values, plain: tuple[int, ...]) -> Values | None:
    """The values with references resolved where those were not in CDATA."""
    out = list(values)
    for place in plain:
        if "&" in out[place]:
            words = unescaped(out[place])
            if words is None:
                return None
            out[place] = words
    return tuple(out)


# ---- from values to a model ----


def _form(marked: Model, *, inner: bool = False) -> Form:
    """How a model is made of values, by one that has marks in their places."""
    number, attributes = _text(marked.id), _attributes(marked.attributes)
    fields, stamps = (
        _fields(marked.fields),
        [(name, kind, _value(value)) for name, kind, value in marked.stamps],
    )
    models = [(place, _form(model, inner=True)) for place, model in marked.models]
    kind = marked.type

    def made(values: Values) -> Model:
        model = Model(kind, number(values), attributes(values), fields(values))
        if models:
            model.models = [(place, form(values)) for place, form in models]
        if stamps:
            model.stamps = [(name, kind, value(values)) for name, kind, value in stamps]
        return model

    if not inner or kind != "Party" or models:
        return made
    return _remembered(made, sorted(_places(marked)))


def _remembered(form: Form, places: list[int]) -> Form:
    """A person by her values: the same few take part in thousands of messages."""
    if not places:
        return form
    pick, persons = itemgetter(*places), dict[object, Model]()

    def made(values: Values) -> Model:
        key = pick(values)
        model = persons.get(key)
        if model is None:
            if len(persons) >= _MOST_PERSONS:
                persons.clear()
            model = persons[key] = form(values)
        return model

    return made


def _places(model: Model) -> Iterator[int]:
    """The numbers of the marks in a model without others in it, but for that of its id."""
    texts = [text for _, text in model.fields]
    texts += [part for _, _, value in model.stamps for part in (value.text, value.formatted)]
    return (
        int(place)
        for text in dict.fromkeys((*texts, *model.attributes.values()))
        for place in MARK.findall(text)
    )


def _fields(fields: list[tuple[str, str]]) -> Callable[[Values], list[tuple[str, str]]]:
    names = [name for name, _ in fields]
    marks = [MARK.fullmatch(text) for _, text in fields]
    if len(fields) > 1 and all(marks):
        pick = itemgetter(*(int(mark[1]) for mark in marks if mark))
        return lambda values: list(zip(names, pick(values), strict=True))
    texts = [_text(text) for _, text in fields]
    return lambda values: [(name, text(values)) for name, text in zip(names, texts, strict=True)]


def _attributes(attributes: dict[str, str]) -> Callable[[Values], dict[str, str]]:
    if not any(map(MARK.search, attributes.values())):
        return lambda _: attributes  # shared: nobody changes them
    texts = {name: _text(text) for name, text in attributes.items()}
    return lambda values: {name: text(values) for name, text in texts.items()}


def _value(value: Value) -> Callable[[Values], Value]:
    text, formatted = _text(value.text), _text(value.formatted)
    return lambda values: Value(text(values), value.format, formatted(values))


def _text(marked: str) -> Callable[[Values], str]:
    """A text in which marks stand for values."""
    whole = MARK.fullmatch(marked)
    if whole:
        return itemgetter(int(whole[1]))
    if not MARK.search(marked):
        return lambda _: marked
    parts = MARK.split(marked)
    return lambda values: "".join(
        [values[int(part)] if number % 2 else part for number, part in enumerate(parts)]
    )
