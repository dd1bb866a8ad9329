"""What children are told to read ahead, how long they may take, bytes that come back from them, and the pages
that one draws."""

import base64
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.tasks import task
from evidence_review.importers import child_tasks as importers
from evidence_review.redaction import child_tasks as redaction
from evidence_review.relevance import child_tasks as relevance
from evidence_review.sandbox import FOR_PAGES, Limits, call, processes
from evidence_review.sandbox import read_ahead as read_modules
from evidence_review.workflow.case.views import Picture

LONG_WORK = Limits(seconds=300)
UNTOLD_WORK = Limits(seconds=1800)
"""For what answers once, at its end, though every page of a long scan is read by machine."""


def bytes_in(untrusted: Any) -> bytes:
    """The bytes behind text as JSON carries them (base64); ValueError where it is not well formed."""
    return base64.b64decode(untrusted, validate=True)


def at_once[A, B](ask: Callable[[A], B], given: Sequence[A]) -> Generator[B]:
    """What `ask` answers to each, in order, with as many at work as there are processors. For questions that
    children answer: the threads only wait. Closing it begins none that has not begun."""
    with ThreadPoolExecutor(processes(len(given)), "child call") as threads:
        yield from threads.map(ask, given)


def draw(document: bytes, page: int, dpi: int) -> Picture:
    """A page as pixels, drawn in a child process."""
    untrusted = call(task(redaction.render, document=document, page=page, dpi=dpi))
    width, height, rgb = int(untrusted["width"]), int(untrusted["height"]), bytes_in(untrusted["rgb"])
    if len(rgb) != width * height * 3:
        raise RuleBroken("This page could not be drawn. Its text can still be read.")
    return Picture(width, height, rgb)


_OFTEN_ASKED = (
    *FOR_PAGES,
    *importers.READ_AHEAD,
    redaction.__name__,
    relevance.__name__,
    "evidence_review.workflow.one_file.inspect_file_task",
    "evidence_review.workflow.one_file.redact_file_task",
    "evidence_review.workflow.case.child_tasks",
)
_FOR_WORDS = "spacy.lang.en.lemmatizer"
"""Without it every listing of a term's forms loads spaCy anew, most of a second; numpy comes with it, held to
one thread by `relevance`."""


def read_ahead(*, words: bool = False) -> None:
    """Start the interpreter that children are copied from with all that they are asked for; `words` also with
    what lists the forms of terms."""
    read_modules([*_OFTEN_ASKED, *([_FOR_WORDS] if words else [])])
