"""The check of one file for the child process: terms in it wherever they are, or without terms what its
reader does not see."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from evidence_review.domain.redaction_values import Leak
from evidence_review.domain.tasks import Json
from evidence_review.redaction.file_writing import read_source, removals_of
from evidence_review.redaction.gate.gate_media import check_file_search
from evidence_review.redaction.hidden.hidden import hidden_in
from evidence_review.redaction.new_files.medium import Medium, medium_of
from evidence_review.redaction.new_files.pieces import search_of
from evidence_review.redaction.terms.spreading import Spread

_MOST = 2_000
_NOT_HEARD = (
    "a recording, in which what is said was not listened to; only what is written in it was looked through"
)
_NOT_READ = "of a kind that is not read here, so only its bytes were looked through"


def check(path: Path, terms: Sequence[str], spread: Spread | None = None) -> Iterator[Json]:
    """{"places": ["place: how", …]}: never a word of the file; of a file that cannot be read that much is
    said. Terms are read as redacting a file reads them (`removals_of`)."""
    data = read_source(path)
    found = (
        check_file_search(data, search_of(removals_of(terms)), path.name, spread=spread)
        if terms
        else list(hidden_in(data, path.name))
    )
    medium = medium_of(data, path.name)
    if terms and medium in {Medium.WAVE, Medium.FILM}:
        found.append(Leak("file", _NOT_HEARD))
    if medium is Medium.UNKNOWN:
        found.append(Leak("file", _NOT_READ))
    yield {"places": list(dict.fromkeys(f"{leak.place}: {leak.how}" for leak in found))[:_MOST]}
