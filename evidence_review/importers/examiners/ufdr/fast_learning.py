"""What a message written in some way says: read once by Expat, so that the next ones written alike can be
read at a glance (ufdr_plain)."""

from dataclasses import dataclass, field

from evidence_review.importers.examiners.ufdr.models import Model
from evidence_review.importers.examiners.ufdr.parsing import Parsing
from evidence_review.importers.markup.xml_stream import Texts
from evidence_review.importers.tally import Unknown

_WRAPPED = "<p><decodedData><modelType>{}</modelType></decodedData></p>"


@dataclass(slots=True)
class _Noted(Unknown):
    """What is not known, as it is told."""

    told: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    def add(self, what: str, name: str, locator: str) -> None:  # noqa: ARG002  where is told by who asks
        """Note one."""
        self.told.append((what, name))


def learnt(text: str) -> tuple[Model, tuple[tuple[str, str], ...]] | None:
    """The one model behind a text, and what in it is not known; None where it is not one model of well-formed
    XML."""
    noted = _Noted()
    texts = Texts([_WRAPPED.format(text).encode()])
    parsing = Parsing(texts, "report", noted)
    models = [value for step in parsing.steps() for what, value, _, _ in step if what == "model"]
    (model,) = models if len(models) == 1 else (None,)
    return (
        (model, tuple(noted.told))
        if isinstance(model, Model) and not parsing.broken and not texts.mended
        else None
    )
