"""The pages of a letter whose styles set their words in another order than they stand in: their words as an
eye meets them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from evidence_review.domain.contents import Passage
from evidence_review.redaction.new_files.html_values import page_contents
from evidence_review.redaction.terms.folding import squashed
from evidence_review.redaction.terms.page_styles import styles_of
from evidence_review.redaction.unpacked.parts_mail import mail_parts

_SAME = 0.9
"""Share of the letters of a page from which a passage is that page."""


def as_set(passages: Sequence[Passage], letter: bytes) -> list[Passage]:
    """The passages of a letter, each that is such a page with its words in their order; a page that is none
    of them stands behind."""
    out = list(passages)
    for page in _pages(letter):
        wanted = Counter(squashed(page))
        near = [(_share(wanted, one.text), place) for place, one in enumerate(out) if not one.unseen]
        share, place = max(near, default=(0.0, 0))
        if share >= _SAME:
            out[place] = replace(out[place], text=page)
        else:
            out.append(Passage(page, "the same in HTML"))
    return out


def _pages(letter: bytes) -> Iterator[str]:
    for _, _, value, _ in mail_parts(letter):
        if isinstance(value, str) and "<" in value and not styles_of(value).none:
            shown = [one.text for one in page_contents(value).passages if not one.unseen]
            yield "\n".join(shown)


def _share(wanted: Counter[str], text: str) -> float:
    letters = Counter(squashed(text))
    return (wanted & letters).total() / max(wanted.total(), letters.total(), 1)
