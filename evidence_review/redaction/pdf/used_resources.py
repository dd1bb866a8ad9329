"""What one content stream takes of the resources of its page, under new names."""

from dataclasses import dataclass, field
from typing import Any

from evidence_review.redaction.streams.stream_rewrite import Written

_PREFIX = {"Font": "F", "XObject": "X", "ColorSpace": "C", "ExtGState": "G", "Pattern": "P", "Shading": "S"}


@dataclass(slots=True)
class Used:
    """The resources that one content stream uses: new names and objects, and what was left out of sight on
    purpose."""

    kinds: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    names: dict[tuple[str, str], str | None] = field(default_factory=dict[tuple[str, str], "str | None"])
    fonts: dict[str, Any] = field(default_factory=dict[str, Any])
    text_left_out: bool = False
    layers_left_out: bool = False
    words_left_out: bool = False

    def put(self, kind: str, value: Any) -> str:
        """A new name for the value."""
        kept = self.kinds.setdefault("/" + kind, {})
        name = f"/{_PREFIX[kind]}{len(kept) + 1}"
        kept[name] = value
        return name

    def count(self) -> int:
        """How many resources have a new name."""
        return sum(map(len, self.kinds.values()))

    def resources(self) -> Any:
        """The dictionary of these resources."""
        import pikepdf

        return pikepdf.Dictionary({kind: pikepdf.Dictionary(values) for kind, values in self.kinds.items()})

    def also(self, part: "Used | Written") -> None:
        """What was left out of a part was left out of the whole."""
        self.text_left_out |= part.text_left_out
        self.layers_left_out |= part.layers_left_out
        self.words_left_out |= part.words_left_out
