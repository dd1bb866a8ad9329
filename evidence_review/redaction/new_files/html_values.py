"""A web page as values: what a reader sees in order, and what she does not: comments, scripts, hidden
elements, words in tags, addresses."""

import re
from base64 import b64decode
from binascii import Error
from dataclasses import dataclass, field
from html.parser import HTMLParser

from evidence_review.domain.contents import Contents, Inside, Passage
from evidence_review.redaction.terms.bidi_override import OVERRIDE, POP

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
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.end_line()
    return Contents(tuple(reader.passages), (), tuple(reader.files))


@dataclass(slots=True)
class _Open:
    tag: str
    hides: str
    turned: bool = False


@dataclass(eq=False)
class _Reader(HTMLParser):
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
        hides = _SILENT.get(tag) or ("hidden part of the page" if _is_hidden(tag, facts) else "")
        if tag in _BLOCKS or bool(hides):
            self.end_line()
        if tag not in _EMPTY:
            turned = _is_turned(tag, facts)
            self.line += OVERRIDE if turned else ""
            self.open.append(_Open(tag, hides, turned))
        for name, value in facts.items():
            self._fact(tag, name, value, facts)

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
        if tag in _BLOCKS or any(one.tag == tag and one.hides for one in self.open):
            self.end_line()
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place].tag == tag:
                self.line += POP if any(one.turned for one in self.open[place:]) else ""
                del self.open[place:]
                return

    def handle_data(self, data: str) -> None:
        """Words."""
        pre = any(one.tag in {"pre", "script", "style"} for one in self.open)
        self.line += data if pre else re.sub(r"[ \t\r\n\f]+", " ", data)

    def handle_comment(self, data: str) -> None:
        """A comment."""
        self.passages.append(Passage(data.strip(), "", "comment"))

    def unknown_decl(self, data: str) -> None:
        """Text that only programs see."""
        self.passages.append(Passage(data, "", "comment"))

    def end_line(self) -> None:
        """A line is done: seen, or hidden by the outermost element that hides it."""
        words = self.line.strip("\n ")
        self.line = ""
        if words.strip():
            self.passages.append(Passage(words, "", next((one.hides for one in self.open if one.hides), "")))


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
