"""Resources copied by allow-list into a new file (reference/safety.md 1.5): each kind by the keys that say
how to paint it, under new names.
"""

from collections.abc import Mapping
from typing import Any

from evidence_review.redaction.fonts.font_copy import Fonts
from evidence_review.redaction.fonts.fontnames import encoding_names, glyph_name
from evidence_review.redaction.pdf.images import copy_image, unfold_inline
from evidence_review.redaction.pdf.known_contents import Known, body_of_page, known_of, mark_of
from evidence_review.redaction.pdf.resource_values import (
    copy_dash,
    copy_names,
    font_in,
    font_of_state,
    found,
    is_name,
    merge,
    of_kind,
    writes_inside,
)
from evidence_review.redaction.pdf.used_resources import Used
from evidence_review.redaction.streams.actual_text import Speech, said_beside
from evidence_review.redaction.streams.optional_content import hidden_layers, is_hidden
from evidence_review.redaction.streams.spaces import copy_function, copy_numbers, copy_plain, copy_space
from evidence_review.redaction.streams.stream_rewrite import Rewriter, Spoken, Written

_STATE_NUMBERS = ("/LW", "/LC", "/LJ", "/ML", "/FL", "/SM", "/CA", "/ca", "/OPM")
_STATE_SWITCHES = ("/OP", "/op", "/SA", "/AIS", "/TK")
_SHADING_NUMBERS = ("/Background", "/BBox", "/Domain", "/Matrix", "/Extend", "/Coords", "/Decode")
_SHADING_SINGLE = (
    "/ShadingType",
    "/AntiAlias",
    "/BitsPerCoordinate",
    "/BitsPerComponent",
    "/BitsPerFlag",
    "/VerticesPerRow",
)
_DEEPEST = 24


class Copier:
    """Copies what contents use from one source file into one new file."""

    def __init__(
        self,
        source: Any,
        new: Any,
        spoken: frozenset[Spoken] | None = None,
        before: Mapping[bytes, Known] | None = None,
    ) -> None:
        self.new = new
        self.known = dict[bytes, Known]()
        self._before = before or {}
        self.fonts = Fonts(new)
        self._source = source
        self.speech = Speech(source, spoken)
        self._off = hidden_layers(source)
        self._forms: dict[Any, tuple[Any, Used]] = {}
        self._others: dict[Any, Any] = {}

    def page(self, page: Any, resources: Any, *, keep_text: bool = True) -> tuple[bytes, Any, Used]:
        """The contents of a page (its dictionary) written again, as `contents`; those that the rebuild before
        wrote are known and stay as they are."""
        import pikepdf

        if (
            keep_text
            and isinstance(resources, pikepdf.Dictionary)
            and (again := self._again(page, resources))
        ):
            return again
        return self.contents(pikepdf.Page(page), resources, keep_text=keep_text)

    def _again(self, page: Any, resources: Any) -> tuple[bytes, Any, Used] | None:
        data = body_of_page(page) if self._before else None
        known = None if data is None else self._before.get(mark_of(data))
        if data is None or known is None:
            return None
        used = Used()
        for kind, name in known.names:
            if self._named(used, resources, kind, name, 0, keep_text=True) != name:
                return None
        for name, strings in known.shown.items():
            self.fonts.show(used.fonts[name], strings)
        return data, used.resources(), used

    def contents(
        self, stream: Any, resources: Any, depth: int = 0, *, keep_text: bool = True
    ) -> tuple[bytes, Any, Used]:
        """A content stream written again, its new resources, and what was left out."""
        import pikepdf

        used = Used()
        resources = resources if isinstance(resources, pikepdf.Dictionary) else pikepdf.Dictionary()
        rewriter = Rewriter(
            rename=lambda kind, key: self._named(used, resources, kind, key, depth, keep_text=keep_text),
            inline=lambda image: self._inline(used, resources, image),
            hidden=lambda value: is_hidden(self._property(resources, value), self._off),
            state_font=lambda key: "*" + key if font_of_state(resources, key)[0] is not None else None,
            beside=lambda properties: said_beside(properties, resources),
            speaks=lambda text, pieces: self.speech.stays(
                text, [(used.fonts.get(key), data) for key, data in pieces]
            ),
            keep_text=keep_text,
        )
        written: Written = rewriter.write(stream)
        for key, strings in written.shown.items():
            font = font_of_state(resources, key[1:])[0] if key.startswith("*") else used.fonts.get(key)
            if isinstance(font, pikepdf.Dictionary):
                self.fonts.show(font, strings)
        used.also(written)
        self.speech.kept |= written.spoken
        if not depth and keep_text and (known := known_of(written, used.names, used.count())):
            self.known[mark_of(written.data)] = known
        return written.data, used.resources(), used

    def finish(self) -> None:
        """Fill in every font; procedures of Type 3 fonts may claim more fonts."""
        import pikepdf

        done = 0
        while done < len(self.fonts.pending()):
            source, font, strings = self.fonts.pending()[done]
            done += 1
            try:
                self.fonts.fill(source, font, strings, done)
                if str(source.get("/Subtype", "")) == "/Type3":
                    self._procedures(source, font, {code for one in strings for code in one})
            # a hostile font becomes Helvetica; the pages it spoils are found by comparing
            except Exception:  # noqa: BLE001
                for key in list(font.keys()):
                    del font[key]
                font.Type, font.Subtype, font.BaseFont = (
                    pikepdf.Name.Font,
                    pikepdf.Name.Type1,
                    pikepdf.Name.Helvetica,
                )

    def _property(self, resources: Any, value: Any) -> Any:
        return (
            of_kind(resources, "/Properties").get(str(value))
            if isinstance(value, str) or is_name(value)
            else value
        )

    def _named(
        self, used: Used, resources: Any, kind: str, key: str, depth: int, *, keep_text: bool
    ) -> str | None:
        if (kind, key) not in used.names:
            source = found(resources, "/" + kind, key)
            if kind == "Font":
                used.fonts[key] = (
                    # the same object for `claim` and `show`: one that is written into the resources has no
                    # number
                    source
                )
            value = (
                None
                if source is None
                else self._copied(used, kind, source, resources, depth, keep_text=keep_text)
            )
            used.names[kind, key] = None if value is None else used.put(kind, value)
        return used.names[kind, key]

    def _copied(
        self, used: Used, kind: str, source: Any, resources: Any, depth: int, *, keep_text: bool
    ) -> Any:
        import pikepdf

        if depth > _DEEPEST:
            raise ValueError("nested too deep")
        match kind:
            case "Font":
                if writes_inside(source):
                    raise ValueError(
                        "signs that are written with signs of another font: no reader of text sees these"
                    )
                return self.fonts.claim(source) if isinstance(source, pikepdf.Dictionary) else None
            case "XObject":
                return self._xobject(used, source, resources, depth, keep_text=keep_text)
            case "ColorSpace":
                return self.space(source)
            case "ExtGState":
                return self._state(used, source, depth)
            case "Pattern":
                return self._pattern(used, source, depth)
            case _:
                return self._shading(source)

    def space(self, source: Any) -> Any:
        """A colour space of the new file."""
        return copy_space(self.new, source, self._others)

    def _inline(self, used: Used, resources: Any, image: Any) -> str | None:
        source = unfold_inline(self._source, image, of_kind(resources, "/ColorSpace"))
        return used.put("XObject", copy_image(self.new, source, self.space))

    def _xobject(self, used: Used, source: Any, resources: Any, depth: int, *, keep_text: bool) -> Any:
        import pikepdf

        if not isinstance(source, pikepdf.Stream):
            return None
        if is_hidden(source.get("/OC"), self._off):
            used.layers_left_out = True
            return None
        if str(source.get("/Subtype", "")) == "/Image":
            key = ("image", source.objgen)
            if key not in self._others:
                self._others[key] = copy_image(self.new, source, self.space)
            return self._others[key]
        if str(source.get("/Subtype", "/Form")) != "/Form":
            return None
        form, inner = self._form(source, resources, depth, keep_text=keep_text)
        used.also(inner)
        return form

    def _form(self, source: Any, resources: Any, depth: int, *, keep_text: bool) -> tuple[Any, Used]:
        import pikepdf

        own = source.get("/Resources")
        key = (
            source.objgen,
            keep_text,
            None if own is not None else resources.objgen if resources.is_indirect else id(resources),
        )
        if key not in self._forms:
            form = self.new.make_indirect(pikepdf.Stream(self.new, b""))
            self._forms[key] = (form, Used())
            data, kept, inner = self.contents(
                source, resources if own is None else own, depth + 1, keep_text=keep_text
            )
            form.write(data)
            form.Type, form.Subtype, form.Resources = pikepdf.Name.XObject, pikepdf.Name.Form, kept
            for name in ("/BBox", "/Matrix"):
                copy_numbers(form, source, name)
            if isinstance(source.get("/Group"), pikepdf.Dictionary):
                form.Group = self._group(source.Group)
            self._forms[key] = (form, inner)
        return self._forms[key]

    def _group(self, source: Any) -> Any:
        import pikepdf

        group = pikepdf.Dictionary(Type=pikepdf.Name.Group, S=pikepdf.Name.Transparency)
        if "/CS" in source:
            space = self.space(source.CS)
            if space is not None:
                group.CS = space
        for key in ("/I", "/K"):
            if source.get(key) is True:
                group[key] = True
        return group

    def page_group(self, page: Any) -> Any:
        """The transparency group of a page, None where it has none."""
        import pikepdf

        group = page.get("/Group")
        return self._group(group) if isinstance(group, pikepdf.Dictionary) else None

    def _state(self, used: Used, source: Any, depth: int) -> Any:
        import pikepdf

        if not isinstance(source, pikepdf.Dictionary):
            return None
        state = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState)
        copy_plain(state, source, (*_STATE_NUMBERS, *_STATE_SWITCHES))
        copy_names(state, source)
        font, size = font_in(source)
        if font is not None:
            state.Font = pikepdf.Array([self.fonts.claim(font), size])
        for key in ("/TR", "/TR2"):
            transfer = self._transfer(source.get(key))
            if transfer is not None:
                state[key] = transfer
        copy_dash(state, source.get("/D"))
        mask = source.get("/SMask")
        if isinstance(mask, pikepdf.Dictionary):
            state.SMask = self._soft_mask(used, mask, depth)
        elif mask is not None:
            state.SMask = pikepdf.Name("/None")
        return self.new.make_indirect(state)

    def _transfer(self, source: Any) -> Any:
        """Transfer functions: one, one for each colour, or a name that says there are none."""
        import pikepdf

        if isinstance(source, pikepdf.Name):
            return pikepdf.Name(str(source)) if str(source) in {"/Identity", "/Default"} else None
        if isinstance(source, pikepdf.Array):
            parts = [self._transfer(one) for one in source]
            return (
                pikepdf.Array(parts) if len(parts) == 4 and all(part is not None for part in parts) else None
            )
        return (
            copy_function(self.new, source)
            if isinstance(source, pikepdf.Dictionary | pikepdf.Stream)
            else None
        )

    def _soft_mask(self, used: Used, source: Any, depth: int) -> Any:
        """A soft mask whose group is copied without its text: nothing extracts it there (reference/safety.md
        1.1, row 60).
        """
        import pikepdf

        mask = pikepdf.Dictionary(
            Type=pikepdf.Name.Mask,
            S=pikepdf.Name("/Alpha" if str(source.get("/S", "")) == "/Alpha" else "/Luminosity"),
        )
        form, inner = self._form(source.G, pikepdf.Dictionary(), depth + 1, keep_text=False)
        used.text_left_out |= inner.text_left_out
        mask.G = form
        copy_numbers(mask, source, "/BC")
        transfer = source.get("/TR")
        if isinstance(transfer, pikepdf.Dictionary | pikepdf.Stream):
            mask.TR = copy_function(self.new, transfer)
        return mask

    def _pattern(self, used: Used, source: Any, depth: int) -> Any:
        import pikepdf

        if not isinstance(source, pikepdf.Dictionary | pikepdf.Stream):
            return None
        if int(source.get("/PatternType", 0)) == 2:
            pattern = pikepdf.Dictionary(
                Type=pikepdf.Name.Pattern, PatternType=2, Shading=self._shading(source.Shading)
            )
            copy_numbers(pattern, source, "/Matrix")
            if "/ExtGState" in source:
                pattern.ExtGState = self._state(used, source.ExtGState, depth)
            return self.new.make_indirect(pattern)
        if not isinstance(source, pikepdf.Stream):
            return None
        key = ("pattern", source.objgen)
        if key not in self._others:
            pattern = self.new.make_indirect(pikepdf.Stream(self.new, b""))
            data, kept, inner = self.contents(source, source.get("/Resources"), depth + 1, keep_text=False)
            pattern.write(data)
            pattern.Type, pattern.PatternType, pattern.Resources = pikepdf.Name.Pattern, 1, kept
            for name in ("/BBox", "/Matrix"):
                copy_numbers(pattern, source, name)
            copy_plain(pattern, source, ("/PaintType", "/TilingType", "/XStep", "/YStep"))
            self._others[key] = (pattern, inner)
        pattern, inner = self._others[key]
        used.text_left_out |= inner.text_left_out
        return pattern

    def _shading(self, source: Any) -> Any:
        import pikepdf

        if not isinstance(source, pikepdf.Dictionary | pikepdf.Stream):
            return None
        is_stream = isinstance(source, pikepdf.Stream)
        shading = pikepdf.Stream(self.new, source.read_bytes()) if is_stream else pikepdf.Dictionary()
        copy_plain(shading, source, _SHADING_SINGLE)
        for key in _SHADING_NUMBERS:
            copy_numbers(shading, source, key)
        shading.ColorSpace = self.space(source.ColorSpace)
        if "/Function" in source:
            functions = source.Function
            many = isinstance(functions, pikepdf.Array)
            copied = [copy_function(self.new, one) for one in (functions if many else [functions])]
            shading.Function = pikepdf.Array(copied) if many else copied[0]
        return self.new.make_indirect(shading)

    def _procedures(self, source: Any, font: Any, codes: set[int]) -> None:
        """The glyph procedures of a Type 3 font that are still painted, named by number where their names say
        more than which sign it is."""
        import pikepdf

        names = encoding_names(source.get("/Encoding"))
        resources = source.get("/Resources") or pikepdf.Dictionary()
        procedures, differences = pikepdf.Dictionary(), []
        merged = Used()
        kept = pikepdf.Dictionary()
        for code in sorted(codes):
            stream = of_kind(source, "/CharProcs").get("/" + names.get(code, ""), None)
            name = "/" + (glyph_name(names.get(code, "")) or f"g{code}")
            if isinstance(stream, pikepdf.Stream):
                data, own, inner = self.contents(stream, resources, 1)
                data, kept = merge(self.new, data, own, kept, code)
                procedures[name] = self.new.make_indirect(pikepdf.Stream(self.new, data))
                differences += [code, pikepdf.Name(name)]
                merged.layers_left_out |= inner.layers_left_out
        font.CharProcs, font.Resources = procedures, kept
        font.Encoding = pikepdf.Dictionary(Type=pikepdf.Name.Encoding, Differences=pikepdf.Array(differences))
