"""The words of an HTML text: no scripts, nothing fetched, and nothing hidden from the reader of the page left
out (reference/formats.md rule 21)."""

import re
from html.parser import HTMLParser

_LARGEST = 5_000_000
_BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form", "h1", "h2", "h3",
        "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "option", "p", "pre", "section", "table", "title", "tr", "ul",
    )
)  # fmt: skip
_CELLS = frozenset(("td", "th"))
_SILENT = frozenset(("script", "style"))
_ADDRESS = re.compile(r"(?:https?|mailto|tel|ftp):", re.IGNORECASE)


def html_text(html: str) -> str:
    """The text of a page: a line for each block, links followed by their address, pictures by what stands for
    them."""
    if len(html) > _LARGEST:
        return _tidy(re.sub(r"<[^>]{0,2000}>", "\n", html))
    words = _Words()
    words.feed(html)
    words.close()
    return words.text()


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._silent = 0
        self._kept = 0
        self._link = ("", 0)

    def text(self) -> str:
        self._close_link()
        return _tidy("".join(self._pieces))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag in _SILENT:
            self._silent += 1
        elif tag == "a":
            self._close_link()
            self._link = (said.get("href") or "", len(self._pieces))
        elif tag == "img" and said.get("alt"):
            self._pieces.append(f"[{said['alt']}]")
        elif tag in {"input", "button"} and said.get("value"):
            self._pieces.append(f" {said['value']} ")
        self._kept += tag == "pre"
        self._space(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "a":
            self._close_link()
        self._kept = max(0, self._kept - (tag == "pre"))
        self._space(tag)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._pieces.append(data if self._kept else re.sub(r"[ \t\r\n\f]+", " ", data))

    def unknown_decl(self, data: str) -> None:
        """A CDATA section, which HTML does not know: its words are kept."""
        self._pieces.append(data.removeprefix("CDATA["))

    def _close_link(self) -> None:
        """Links do not nest: the next one ends the one before."""
        address, start = self._link
        if _ADDRESS.match(address) and address.partition(":")[2].strip("/") not in "".join(
            self._pieces[start:]
        ):
            self._pieces.append(f" <{address}>")
        self._link = ("", 0)

    def _space(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._pieces.append("\n")
        elif tag in _CELLS:
            self._pieces.append("\t")


def _tidy(text: str) -> str:
    """No space at the ends of lines, at most one empty line in a row."""
    lines = [re.sub(r" {2,}", " ", line).strip() for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
