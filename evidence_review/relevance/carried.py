"""What a child process is asked to do with terms: plain JSON in and out, so that the window never loads spaCy."""

from collections.abc import Iterator
from typing import Any

from evidence_review.domain.enquiry import Term
from evidence_review.domain.kinds import TermKind
from evidence_review.relevance.expansions import expand
from evidence_review.relevance.inflecting import vocabulary_of


def forms(terms: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """{"forms": [[form, …], …]}: the listed forms of each {"text", "kind", "forms"}, in order."""
    asked = [Term(term["text"], TermKind(term["kind"]), "", tuple(term["forms"])) for term in terms]
    yield {"forms": [list(expand(term, vocabulary_of(term)).forms) for term in asked]}
