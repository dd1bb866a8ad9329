"""A web page as values: what a reader sees in order, and what she does not: comments, scripts, hidden
elements, words in tags, addresses."""

import re
from base64 import b64decode
from binascii import Error
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from evidence_review.domain.contents import Contents, Inside, Passage
from evidence_review.domain.text import struck, struck_in_words
from evidence_review.redaction.terms.bidi_override import OVERRIDE, POP
from evidence_review.redaction.terms.page_styles import Box, Layout, Styles, arranged, styles_of

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "hr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "table",
        "tr",
        "section",
        "article",
        "header",
        "footer",
        "main",
        "aside",
        "nav",
        "pre",
        "blockquote",
        "dl",
        "dt",
        "dd",
        "form",
        "fieldset",
        "figure",
        "figcaption",
        "address",
        "details",
        "summary",
        "title",
        "body",
        "html",
        "option",
        "caption",
        "thead",
        "tbody",
        "tfoot",
    ]
)
_EMPTY = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
_SILENT = {
    "script": "script",
    "style": "style sheet",
    "template": "part kept for scripts",
    "noscript": "part for pages without scripts",
}
_HIDES = re.compile(
    r"display:none|visibility:hidden|opacity:0(?:\.0+)?(?:;|$)|font-size:0|"
    r"(?<![-\w])color:(?:#fff(?:fff)?|white|transparent|rgba?\(255,255,255|rgba\([^)]*,0\))"
    r"|(?:left|top|text-indent|margin-left):-\d{3,}",
    re.IGNORECASE,
)
_WORDY = {
    "alt": "description of a picture",
    "title": "words shown only on pointing",
    "placeholder": "words in an empty field",
    "aria-label": "words for screen readers",
    "value": "value of a field",
    "content": "property of the page",
    "srcdoc": "page inside the page",
    "label": "words for screen readers",
}
_ADDRESSES = frozenset(
    ("href", "src", "action", "cite", "data", "poster", "background", "srcset", "longdesc", "formaction")
)


def page_contents(text: str) -> Contents:
    """The values of a page; files written into it in base64 are files inside. Nothing is fetched."""
    reader = _Reader(styles=styles_of(text))
    reader.feed(text)
    reader.close()
    reader.end_line()
    return Contents(tuple(reader.passages), (), tuple(reader.files))


@dataclass(slots=True)
class _Open:
    """An element that is open: from where in the line, in which layout, and the boxes that ended in it as
    (from, to, layout); `before` is the line that goes on behind it where it is hidden in a row of boxes."""

    tag: str
    hides: str
    turned: bool
    layout: Layout
    start: int
    is_box: bool
    boxes: list[tuple[int, int, Layout]] = field(default_factory=list[tuple[int, int, Layout]])
    before: str | None = None
    struck: bool = False


@dataclass(eq=False)
class _Reader(HTMLParser):
    styles: Styles
    passages: list[Passage] = field(default_factory=list[Passage])
    files: list[Inside] = field(default_factory=list[Inside])
    line: str = ""
    open: list[_Open] = field(default_factory=list[_Open])

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag: its words and addresses, and whether it hides what is in it."""
        facts = {name: value or "" for name, value in attrs}
        if tag in {"td", "th"} and self.line.strip(" "):
            self.line += "\t"
        if tag == "br":
            self.line += "\n"
        hides = _SILENT.get(tag) or ("hidden part of the page" if _is_hidden(tag, facts) else "")
        layout = self.styles.layout(tag, facts)
        is_box = bool(self.open) and tag not in _EMPTY and _is_box(layout, self.open[-1].layout)
        is_line = tag in _BLOCKS and not is_box and not layout.inline
        before = self._begin(hides, is_line=is_line)
        if tag not in _EMPTY:
            turned = _is_turned(tag, facts)
            one = _Open(tag, hides, turned, layout, len(self.line), is_box, before=before)
            self.open.append(replace(one, struck=_is_struck(tag, facts)))
            self.line += layout.before + (OVERRIDE if turned else "")
        for name, value in facts.items():
            self._fact(tag, name, value, facts)

    def _begin(self, hides: str, *, is_line: bool) -> str | None:
        """End the line before an element that begins one; before one that hides what is in it inside a line
        the line is given, to go on with behind it."""
        if hides and (self._in_row() or not is_line):
            before, self.line = self.line, ""
            return before
        if hides or is_line:
            self.end_line()
        return None

    def _fact(self, tag: str, name: str, value: str, facts: dict[str, str]) -> None:
        if value.startswith("data:"):
            self.files.append(Inside(f"file.{_ending(value)}", _unbase(value)))
        elif name in _ADDRESSES and value and not value.startswith("#"):
            self.passages.append(Passage(value, name, "address in a tag"))
        elif _is_wordy(tag, name) and value.strip():
            label = facts.get("name") or facts.get("property") or name
            self.passages.append(Passage(value, label, "" if _is_field(tag, name, facts) else _WORDY[name]))
        elif name.startswith("data-") and value.strip():
            self.passages.append(Passage(value, name, "data for scripts"))

    def handle_endtag(self, tag: str) -> None:
        """The end of an element, and of what was left open in it."""
        if tag not in {one.tag for one in self.open}:
            if tag in _BLOCKS:
                self.end_line()
            return
        ended = ""
        while ended != tag:
            ended = self.open[-1].tag
            self._close(self.open[-1])

    def _close(self, one: _Open) -> None:
        """The end of the innermost element that is open."""
        self.line += (POP if one.turned else "") + one.layout.after
        if one.layout.way or one.boxes:
            self.line = self.line[: one.start] + _in_order(self.line, one)
        one.layout, one.boxes, layout = Layout(), [], one.layout
        is_block = one.tag in _BLOCKS and not one.is_box and not layout.inline
        if is_block or one.hides:
            self.end_line()
        self.open.pop()
        if one.before is not None:
            self.line = one.before
        elif one.is_box and self.open:
            self.open[-1].boxes.append((one.start, len(self.line), layout))

    def _in_row(self) -> bool:
        """Whether an element that is open sets the boxes in it, so that its words are not yet whole."""
        for one in reversed(self.open):
            if one.before is not None:
                return False
            if one.layout.way:
                return True
        return False

    def handle_data(self, data: str) -> None:
        """Words."""
        pre = any(one.tag in {"pre", "script", "style"} for one in self.open)
        words = data if pre else re.sub(r"[ \t\r\n\f]+", " ", data)
        self.line += struck(words) if any(one.struck for one in self.open) else words

    def handle_comment(self, data: str) -> None:
        """A comment."""
        self.passages.append(Passage(data.strip(), "", "comment"))

    def unknown_decl(self, data: str) -> None:
        """Text that only programs see."""
        self.passages.append(Passage(data, "", "comment"))

    def end_line(self) -> None:
        """A line is done: seen, or hidden by the outermost element that hides it."""
        if self._in_row():
            self.line += "\n"
            return
        words = struck_in_words(self.line.strip("\n "))
        self.line = ""
        for one in self.open:
            one.start, one.boxes = 0, []
        if words.strip():
            self.passages.append(Passage(words, "", next((one.hides for one in self.open if one.hides), "")))


def _is_box(layout: Layout, around: Layout) -> bool:
    """Whether an element is set by the one around it, or by itself, otherwise than in the order of the
    page."""
    return (
        bool(around.way) or layout.floats or layout.place is not None or (around.from_right and layout.inline)
    )


def _in_order(line: str, one: _Open) -> str:
    """The words of an element in the order in which an eye meets them."""
    boxes: list[Box] = []
    at = one.start
    for start, end, layout in one.boxes:
        boxes += [Box(line[at:start]), Box(line[start:end], layout)]
        at = end
    return arranged([*boxes, Box(line[at:])], one.layout)


def _is_hidden(tag: str, facts: dict[str, str]) -> bool:
    style = re.sub(r"\s", "", facts.get("style", ""))
    return (
        "hidden" in facts
        or bool(_HIDES.search(style))
        or (tag == "font" and facts.get("color", "").lower() in {"white", "#fff", "#ffffff"})
    )


def _is_turned(tag: str, facts: dict[str, str]) -> bool:
    """Whether an element shows its letters from last to first."""
    style = re.sub(r"\s", "", facts.get("style", "")).lower()
    return (tag == "bdo" and facts.get("dir", "").lower() == "rtl") or (
        "bidi-override" in style and "direction:rtl" in style
    )


def _is_struck(tag: str, facts: dict[str, str]) -> bool:
    """Whether a line goes through the words of an element."""
    return tag in {"s", "del", "strike"} or "line-through" in facts.get("style", "").lower()


def _is_wordy(tag: str, name: str) -> bool:
    """Whether a fact of a tag is words: a value is none where it is a number of a list or goes to a
    program."""
    return name in _WORDY and tag != "li" and not (name == "value" and tag in {"param", "button"})


def _is_field(tag: str, name: str, facts: dict[str, str]) -> bool:
    """Whether a fact is what stands in a field that shows it."""
    shown = {"text", "search", "email", "tel", "submit", "button", ""}
    return name == "value" and tag == "input" and facts.get("type", "text").lower() in shown


def _ending(address: str) -> str:
    found = re.match(r"data:\w+/([a-z0-9]{1,5})", address)
    return {"jpeg": "jpg", "plain": "txt", "svg": "svg"}.get(found[1], found[1]) if found else "bin"


def _unbase(address: str) -> bytes | None:
    head, _, body = address.partition(",")
    if "base64" not in head:
        return body.encode()
    try:
        kept = re.sub(r"[^A-Za-z0-9+/]", "", body)
        return b64decode(kept + "=" * (-len(kept) % 4))
    except Error:
        return None
