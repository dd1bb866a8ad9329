"""What a child process is asked to do with terms: JSON out, so that the window never loads spaCy and no
pattern can hang it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from evidence_review.domain.enquiry import Term
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import TermKind
from evidence_review.domain.tasks import Json
from evidence_review.relevance.expansions import expand
from evidence_review.relevance.inflecting import vocabulary_of
from evidence_review.relevance.patterns import compiled_pattern, tried

MOST_SLOW = 20


def forms(terms: Sequence[Term], vocabulary: Sequence[str] = ()) -> Iterator[Json]:
    """{"forms": [[form, …], …]}: the listed forms of each term, in order; `vocabulary` are the words of a
    pool that may be read."""
    words = frozenset(vocabulary)
    made = {term: words if term.kind is TermKind.FUZZY else vocabulary_of(term) | words for term in terms}
    yield {"forms": [list(expand(term, made[term]).forms) for term in terms]}


def patterns(texts: Iterable[tuple[ItemId, str]], wanted: Sequence[str], seconds: float) -> Iterator[Json]:
    """For each (item, text) {"item", "hits": [[pattern, start, end], …], "slow": [pattern, …]}; texts without
    either are left out.

    A first answer {"ready": true} says that every pattern could be read. `slow` names the patterns that took
    longer than `seconds` on one text; one that did so too often is not tried on the texts that follow, and
    slow for all of them.
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
