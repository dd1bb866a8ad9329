"""The words given beside letters in the contents of a file (/ActualText of marked content), and the letters
that they stand beside."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evidence_review.redaction.fonts.cmaps import read_cmap
from evidence_review.redaction.fonts.fontnames import encoding_names
from evidence_review.redaction.streams.actual_text_check import Sign, Signs
from evidence_review.redaction.streams.gate_objects import text_of
from evidence_review.redaction.streams.operators import SHOW
from evidence_review.redaction.streams.stream_rewrite import Spoken, instructions

_DEEPEST = 24
_NOT_KNOWN = "\ufffd"


class Speech:
    """Decides of the words beside letters of one file whether they stay; what is known of its signs is worked
    out when it is first asked for.

    `known`: the words that were proven when the file was first rebuilt; then these are our own pages, and no
    others stay. `kept`: those that stayed.
    """

    def __init__(self, source: Any, known: frozenset[Spoken] | None = None) -> None:
        self.kept = set[Spoken]()
        self._source, self._known = source, known
        self._signs: Signs | None = None

    def stays(self, text: str, pieces: Sequence[tuple[Any, bytes]]) -> bool | None:
        """Whether words stay beside what is painted with these fonts; None where they go and say no more than
        the letters do."""
        try:
            return self._judged(text, pieces)
        # a hostile font or content makes the libraries raise whatever they like: nothing is proven
        except Exception:  # noqa: BLE001
            return False

    def _judged(self, text: str, pieces: Sequence[tuple[Any, bytes]]) -> bool | None:
        if self._known is not None:
            return (text, b"".join(data for _, data in pieces)) in self._known or None
        signs: list[Sign] = []
        for font, data in pieces:
            own = signs_of(font, [data]) if data else []
            if own is None:
                return False
            signs += own
        self._signs = self._signs or learned(self._source)
        if self._signs.proven(text, signs):
            return True
        return False if self._signs.says_more(text, signs) else None


def learned(pdf: Any) -> Signs:
    """What the pages of a file, and the forms that they paint, tell of their signs."""
    import pikepdf

    gathered, seen = Signs(), set[Any]()
    for page in pdf.pages:
        _Gatherer(gathered, seen).stream(pikepdf.Page(page.obj), _inherited(page.obj), 0)
    return gathered


def said_beside(properties: Any, resources: Any) -> str | None:
    """The words that a piece of marked content gives (its dictionary, or the name of one); None where it
    gives none."""
    import pikepdf

    if isinstance(properties, pikepdf.Name):
        named = resources.get("/Properties")
        properties = named.get(str(properties)) if isinstance(named, pikepdf.Dictionary) else None
    value = properties.get("/ActualText") if isinstance(properties, pikepdf.Dictionary) else None
    return text_of(bytes(value)) if isinstance(value, pikepdf.String) else None


def font_key(font: Any) -> object:
    """What tells a font apart in its file."""
    return font.objgen if font.is_indirect else font.unparse()


def signs_of(font: Any, strings: Sequence[bytes]) -> list[Sign] | None:
    """The signs that strings show with a font; None where its codes cannot be told apart."""
    import pikepdf

    if not isinstance(font, pikepdf.Dictionary):
        return None
    size = _size(font)
    key, joined = font_key(font), b"".join(strings)
    return [(key, joined[at : at + size]) for at in range(0, len(joined), size)] if size else None


def _size(font: Any) -> int:
    """Bytes of a code; 0 where codes are of several lengths or it is not known."""
    import pikepdf

    if str(font.get("/Subtype", "")) != "/Type0":
        return 1
    encoding = font.get("/Encoding")
    if isinstance(encoding, pikepdf.Stream):
        sizes = {len(low) for low, _ in read_cmap(encoding.read_bytes()).spaces}
        return sizes.pop() if len(sizes) == 1 else 0
    return 2 if str(encoding) in {"/Identity-H", "/Identity-V"} else 0


def font_map(font: Any) -> Mapping[bytes, str]:
    """What a font says of its codes: by its map to Unicode, or by the names of its signs where it has
    none."""
    import pikepdf
    from fontTools.agl import toUnicode

    size, given = _size(font), font.get("/ToUnicode")
    if isinstance(given, pikepdf.Stream):
        return _mapped(given.read_bytes(), size)
    if size != 1 or str(font.get("/Subtype", "")) == "/Type0":
        return {}
    return {
        bytes([code]): to
        for code, name in encoding_names(font.get("/Encoding")).items()
        if 0 <= code < 256 and (to := toUnicode(name))
    }


def _mapped(data: bytes, size: int) -> Mapping[bytes, str]:
    """What a map to Unicode says of codes of so many bytes."""
    said = {
        int.from_bytes(code, "big"): to.decode("utf-16-be", "replace")
        for code, to in read_cmap(data).meaning.items()
        if isinstance(to, bytes)
    }
    most = 256**size if size else 0
    return {
        code.to_bytes(size, "big"): to
        for code, to in said.items()
        if code < most and to.strip("\0") and _NOT_KNOWN not in to
    }


def _inherited(page: Any) -> Any:
    for _ in range(64):
        if page is None or "/Resources" in page:
            break
        page = page.get("/Parent")
    return page.get("/Resources") if page is not None else None


@dataclass(slots=True)
class _Open:
    """One content stream on its way: the font that is set, those kept by `q`, and the marked content that is
    open."""

    resources: Any
    depth: int
    font: Any = None
    fonts: list[Any] = field(default_factory=list[Any])
    beside: list[tuple[str | None, list[Sign]]] = field(default_factory=list["tuple[str | None, list[Sign]]"])


class _Gatherer:
    """Goes through one content stream and the forms in it."""

    def __init__(self, out: Signs, seen: set[Any]) -> None:
        self._out, self._seen = out, seen

    def stream(self, stream: Any, resources: Any, depth: int) -> None:
        import pikepdf

        state = _Open(resources if isinstance(resources, pikepdf.Dictionary) else pikepdf.Dictionary(), depth)
        spare = pikepdf.new()
        for one in instructions(stream, spare):
            try:
                operator, operands = str(one.operator), list(one.operands)
            except (AttributeError, UnicodeDecodeError):
                continue  # an inline image, or no operator of the standard
            self._step(state, operator, operands)
        for text, signs in state.beside:
            self._told(text, signs)

    def _step(self, state: _Open, operator: str, operands: list[Any]) -> None:
        match operator:
            case "BDC" if operands:
                state.beside.append((said_beside(operands[-1], state.resources), []))
            case "BDC" | "BMC":
                state.beside.append((None, []))
            case "EMC" if state.beside:
                self._told(*state.beside.pop())
            case "q":
                state.fonts.append(state.font)
            case "Q" if state.fonts:
                state.font = state.fonts.pop()
            case "Tf" if len(operands) == 2:
                state.font = _of(state.resources, "/Font", operands[0])
            case "Do" if operands:
                self._form(_of(state.resources, "/XObject", operands[0]), state.resources, state.depth)
            case _ if operator in SHOW and operands:
                self._shown(state.font, list(_strings(operands[-1])), state.beside)
            case _:
                pass

    def _told(self, text: str | None, signs: list[Sign]) -> None:
        if text is not None:
            self._out.spoken(text, signs)

    def _shown(self, font: Any, strings: list[bytes], beside: list[tuple[str | None, list[Sign]]]) -> None:
        signs = signs_of(font, strings)
        if not signs:
            return
        if signs[0][0] not in self._out.maps:
            self._out.maps[signs[0][0]] = font_map(font)
        spoken = [own for text, own in beside if text is not None]
        for own in spoken:
            own.extend(signs)
        if not spoken:
            for sign in set(signs):
                self._out.bare(sign)

    def _form(self, form: Any, resources: Any, depth: int) -> None:
        import pikepdf

        if (
            not isinstance(form, pikepdf.Stream)
            or str(form.get("/Subtype", "")) != "/Form"
            or form.objgen in self._seen
            or depth > _DEEPEST
        ):
            return
        self._seen.add(form.objgen)
        own = form.get("/Resources")
        self.stream(form, resources if own is None else own, depth + 1)


def _of(resources: Any, kind: str, key: Any) -> Any:
    import pikepdf

    named = resources.get(kind)
    return (
        named.get(str(key))
        if isinstance(named, pikepdf.Dictionary) and isinstance(key, pikepdf.Name)
        else None
    )


def _strings(value: Any) -> Iterator[bytes]:
    import pikepdf

    if isinstance(value, pikepdf.String):
        yield bytes(value)
    elif isinstance(value, pikepdf.Array):
        yield from (bytes(part) for part in value if isinstance(part, pikepdf.String))
