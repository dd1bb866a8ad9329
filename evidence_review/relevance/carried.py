"""What a child process is asked to do with terms: plain JSON in and out, so that the window never loads spaCy and no pattern can hang it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from evidence_review.domain.enquiry import Term
from evidence_review.domain.kinds import TermKind
from evidence_review.relevance.expansions import expand
from evidence_review.relevance.inflecting import vocabulary_of
from evidence_review.relevance.patterns import compiled_pattern, tried

MOST_SLOW = 20


def forms(terms: list[dict[str, Any]], vocabulary: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
    """{"forms": [[form, …], …]}: the listed forms of each {"text", "kind", "forms"}, in order; `vocabulary` are the words of a pool that may be read."""
    words = frozenset(vocabulary)
    asked = [Term(term["text"], TermKind(term["kind"]), "", tuple(term["forms"])) for term in terms]
    made = {term: words if term.kind is TermKind.FUZZY else vocabulary_of(term) | words for term in asked}
    yield {"forms": [list(expand(term, made[term]).forms) for term in asked]}


def patterns(texts: list[list[Any]], wanted: list[str], seconds: float) -> Iterator[dict[str, Any]]:
    """For each [item, text] {"item", "hits": [[pattern, start, end], …], "slow": [pattern, …]}; texts without either are left out.

    A first answer {"ready": true} says that every pattern could be read. `slow` names the patterns that took longer than `seconds` on one text; one that did so too often is not tried on the texts that follow, and slow for all of them.
    """
    compiled = [compiled_pattern(one) for one in wanted]
    too_slow: Counter[str] = Counter()
    yield {"ready": True}
    for item, text in texts:
        given_up = [one.pattern for one in compiled if too_slow[one.pattern] >= MOST_SLOW]
        hits, slow = tried(text, [one for one in compiled if one.pattern not in given_up], seconds)
        too_slow.update(slow)
        slow += given_up
        if hits or slow:
            yield {"item": item, "hits": [list(hit) for hit in hits], "slow": slow}
