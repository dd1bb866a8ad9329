"""How the styles of a web page set words: which boxes stand in a row, from right to left, in another order or
at places of their own, and what a style itself says (CSS 2.2, CSS Flexible Box Layout 1)."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from evidence_review.redaction.terms.coded_words import plain_sheet

_SHEET = re.compile(r"<style\b[^<>]*>(.*?)</style\s*>", re.IGNORECASE | re.DOTALL)
_RULE = re.compile(r"([^{}@;]{1,2000})\{([^{}]*)\}")
_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_ONE = re.compile(r"([a-z][\w-]*|\*)?((?:[.#][\w-]+)*)(?:::?(before|after))?")
_MARK = re.compile(r"([.#])([\w-]+)")
_WORDS = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'")
_MOST_RULES = 5_000
_SETS = re.compile(
    r"flex|grid|float|absolute|fixed|inline|rtl|content\s*:|column|<text\b|none|hidden", re.IGNORECASE
)
"""What a page says that sets its words otherwise than in their order."""

type Declared = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a box sets what is in it (`way`: "", "row" or "column", `back` from the last to the first), and
    how it stands in the box around it itself."""

    way: str = ""
    back: bool = False
    from_right: bool = False
    inline: bool = False
    floats: bool = False
    order: int = 0
    place: tuple[float, float] | None = None
    hidden: bool = False
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class _Rule:
    tag: str
    marks: frozenset[tuple[str, str]]
    part: str
    declared: Declared


@dataclass(frozen=True, slots=True)
class Styles:
    """The rules of a page, by the class, the name or the tag that each asks for; `none` where it has none
    that set words."""

    none: bool = True
    rules: Mapping[str, Sequence[_Rule]] = field(default_factory=dict[str, Sequence[_Rule]])

    def layout(self, tag: str, facts: Mapping[str, str]) -> Layout:
        """The layout of one element, by the rules of the page and its own style."""
        if self.none:
            return _PLAIN
        marks = {(".", one) for one in facts.get("class", "").split()} | {("#", facts.get("id", ""))}
        mine: dict[str, dict[str, str]] = {"": {}, "before": {}, "after": {}}
        for key in (tag, "*", *(sign + name for sign, name in marks)):
            for rule in self.rules.get(key, ()):
                if rule.tag in {"", "*", tag} and rule.marks <= marks:
                    mine[rule.part] |= rule.declared
        own = mine[""] | declared(facts.get("style", ""))
        if facts.get("dir", "").lower() == "rtl":
            own.setdefault("direction", "rtl")
        if tag == "text" and "x" in facts:  # of a drawing in the page
            own |= {"position": "absolute", "left": facts["x"], "top": facts.get("y", "0")}
        return _layout(own, _said(mine["before"]), _said(mine["after"]))


_PLAIN = Layout()


def styles_of(page: str) -> Styles:
    """The rules of a page that set its words."""
    if not _SETS.search(page):
        return Styles()
    rules: dict[str, list[_Rule]] = {}
    for number, rule in enumerate(_rules(_SHEET.findall(page))):
        if number > _MOST_RULES:
            break
        sign, name = min(rule.marks, default=("", rule.tag or "*"))
        rules.setdefault(sign + name, []).append(rule)
    return Styles(none=False, rules=rules)


def _rules(sheets: Iterable[str]) -> Iterable[_Rule]:
    for sheet in sheets:
        for found in _RULE.finditer(_REMARK.sub("", sheet)):
            for selector in found[1].split(","):
                last = re.split(r"[\s>+~]+", selector.strip())[-1]
                if one := _ONE.fullmatch(last):
                    marks = frozenset((sign, name) for sign, name in _MARK.findall(one[2]))
                    yield _Rule(one[1] or "", marks, one[3] or "", declared(found[2]))


def declared(style: str) -> dict[str, str]:
    """The properties of a style and their values."""
    pairs = (one.partition(":") for one in style.split(";"))
    return {name.strip().lower(): value.strip() for name, colon, value in pairs if colon}


def _layout(own: Declared, before: str, after: str) -> Layout:
    shown = own.get("display", "").lower()
    flow = f"{own.get('flex-direction', '')} {own.get('flex-flow', '')}".lower()
    way = ("column" if "column" in flow else "row") if "flex" in shown else "row" if "grid" in shown else ""
    place = None
    if own.get("position", "").lower() in {"absolute", "fixed"}:
        place = (_number(own.get("top", "")), _number(own.get("left", "")))
    return Layout(
        way,
        "reverse" in flow,
        own.get("direction", "").lower() == "rtl",
        shown.startswith("inline"),
        own.get("float", "").lower() == "right",
        int(_number(own.get("order", ""))),
        place,
        shown == "none" or own.get("visibility", "").lower() == "hidden",
        before,
        after,
    )


def _number(value: str) -> float:
    found = re.match(r"\s*-?\d{1,9}(?:\.\d+)?", value)
    return float(found[0]) if found else 0.0


def _said(own: Declared) -> str:
    return "".join(plain_sheet(first or second) for first, second in _WORDS.findall(own.get("content", "")))


@dataclass(frozen=True, slots=True)
class Box:
    """The words of one box, and how it stands among those beside it; without a layout words between boxes."""

    words: str
    layout: Layout | None = None


def arranged(boxes: Sequence[Box], around: Layout) -> str:
    """The words of boxes in the order in which an eye meets them."""
    if around.way:
        shown = [box for box in boxes if box.words.strip()]
        shown.sort(key=lambda box: box.layout.order if box.layout else 0)
        turned = around.back != (around.from_right and around.way == "row" and _is_left_to_right(boxes))
        words = [box.words.strip("\n ") for box in (reversed(shown) if turned else shown)]
        return ("\t" if around.way == "row" else "\n").join(words)
    if around.from_right and _is_left_to_right(boxes):
        boxes = _turned(boxes, lambda layout: layout.inline)
    return "".join(box.words for box in _placed(_turned(boxes, lambda layout: layout.floats)))


def _turned(boxes: Sequence[Box], goes: Callable[[Layout], bool]) -> list[Box]:
    """Boxes of which each run that goes from right to left is turned round."""
    out: list[Box] = []
    run: list[Box] = []
    for box in boxes:
        if box.layout is not None and goes(box.layout):
            run.insert(0, box)
        elif run and not box.words.strip():
            continue
        else:
            out += [*run, box]
            run = []
    return [*out, *run]


def _placed(boxes: Sequence[Box]) -> list[Box]:
    """Boxes of which those with places of their own stand by these, behind the others."""
    placed = [box for box in boxes if box.layout and box.layout.place]
    placed.sort(key=lambda box: (box.layout.place if box.layout else None) or (0.0, 0.0))
    return [*(box for box in boxes if not (box.layout and box.layout.place)), *placed]


_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def _is_left_to_right(boxes: Sequence[Box]) -> bool:
    """Whether no letter of the boxes belongs to a script that is read from right to left."""
    return not any(_FROM_RIGHT.search(box.words) for box in boxes)
