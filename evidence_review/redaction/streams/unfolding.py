"""Pages made to keep their readers busy: forms that paint forms, each several times, so that a few hundred
bytes paint a thousand million times."""

import io
import re
from functools import lru_cache
from typing import Any

UNFOLDS = (
    "A page of this PDF paints the same parts millions of times over, so it cannot be worked through. "
    "Print it to a new PDF and use that."
)
_MOST = 1 << 27
"""Bytes of painting that one page may unfold to: no page met so far came to a hundredth."""
_DOES = re.compile(rb"/([^\s/\[\]<>(){}%]+)\s+Do\b")


@lru_cache(maxsize=1)
def unfolds(data: bytes) -> bool:
    """Whether any page of a PDF does; not where that cannot be told: what is wrong with a file is for its
    readers to say."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            known: dict[Any, int] = {}
            return any(_painted(page.obj, page.obj.get("/Resources"), known) > _MOST for page in pdf.pages)
    except Exception:  # noqa: BLE001  # damaged files make pikepdf raise whatever they like
        return False


def _painted(holder: Any, resources: Any, known: dict[Any, int]) -> int:
    """Bytes that a page or form paints with the forms that it paints, each as often as it does; one that
    paints itself counts once."""
    import pikepdf

    if holder.objgen in known:
        return known[holder.objgen]
    known[holder.objgen] = 0
    resources = holder.get("/Resources", resources)
    inner = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    forms = (
        {name: one for name, one in inner.items() if _is_form(one)}
        if isinstance(inner, pikepdf.Dictionary)
        else {}
    )
    if forms:
        body = _body(holder)
        times = (name.decode("latin-1") for name in _DOES.findall(body))
        known[holder.objgen] = len(body) + sum(
            _painted(forms["/" + name], resources, known) for name in times if "/" + name in forms
        )
    elif isinstance(holder, pikepdf.Stream):
        known[holder.objgen] = len(holder.read_raw_bytes()) + 1
    return known[holder.objgen]


def _is_form(value: Any) -> bool:
    import pikepdf

    return isinstance(value, pikepdf.Stream) and str(value.get("/Subtype", "")) == "/Form"


def _body(holder: Any) -> bytes:
    import pikepdf

    held = holder if isinstance(holder, pikepdf.Stream) else holder.get("/Contents")
    parts = list(held) if isinstance(held, pikepdf.Array) else [held]
    return b"\n".join(part.read_bytes() for part in parts if isinstance(part, pikepdf.Stream))
