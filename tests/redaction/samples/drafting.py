"""What channels are drawn with.

Generated PDFs that hide one name in one channel each (reference/safety.md 1.1), and on every page the same
words that must stay.

Each builder returns bytes. `CHANNELS` maps the channel's name to its builder; the secret is always SECRET. To
add a channel, add a function with the `channel` mark. A channel in PIXELS shows the secret only as pixels or
outlines, where no text tool can find it in the source.
"""

import io
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

FIRST, LAST = "Zelda", "Quillfeather"
SECRET = f"{FIRST} {LAST}"
KEPT = "The meeting on Tuesday was moved to the library at noon."
CHANNELS: dict[str, Callable[[], bytes]] = {}


def channel(build: Callable[[], bytes]) -> Callable[[], bytes]:
    CHANNELS[build.__name__] = build
    return build


class Draft:
    """A one-page PDF with the kept words, to which a channel adds what it hides."""

    def __init__(self, pages: int = 1) -> None:
        self.pdf = pikepdf.new()
        self.font = self.pdf.make_indirect(
            Dictionary(
                Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
            )
        )
        for _ in range(pages):
            page = self.pdf.add_blank_page(page_size=(595, 842))
            page.Resources = Dictionary(Font=Dictionary(F1=self.font))
            page.Contents = self.stream(f"BT /F1 12 Tf 72 760 Td ({KEPT}) Tj ET")

    @property
    def page(self) -> pikepdf.Page:
        return self.pdf.pages[0]

    def stream(self, content: str | bytes, **keys: object) -> Stream:
        data = content.encode("latin-1") if isinstance(content, str) else content
        made = Stream(self.pdf, data)
        for key, value in keys.items():
            made["/" + key] = value
        return self.pdf.make_indirect(made)

    def paint(self, content: str | bytes, page: int = 0) -> None:
        self.pdf.pages[page].contents_add(content.encode("latin-1") if isinstance(content, str) else content)

    def resource(self, kind: str, key: str, value: object, page: int = 0) -> None:
        resources = self.pdf.pages[page].Resources
        if "/" + kind not in resources:
            resources["/" + kind] = Dictionary()
        resources["/" + kind]["/" + key] = value

    def annotate(self, **keys: object) -> object:
        made = self.pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=Array([72, 500, 300, 540]), **keys))
        if "/Annots" not in self.page:
            self.page.Annots = Array()
        self.page.Annots.append(made)
        return made

    def form(self, content: str, **keys: object) -> Stream:
        return self.stream(
            content,
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 595, 842]),
            Resources=Dictionary(Font=Dictionary(F1=self.font)),
            **keys,
        )

    def bytes(self, **options: object) -> bytes:
        out = io.BytesIO()
        self.pdf.save(out, **options)
        return out.getvalue()


def shown(text: str = SECRET, x: int = 72, y: int = 700, size: int = 12, extra: str = "") -> str:
    return f" BT {extra} /F1 {size} Tf {x} {y} Td ({text}) Tj ET "
