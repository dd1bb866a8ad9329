"""The published list of words that no ranking learns from (reference/relevance.md 6): myths about
complainants must not become features.
"""

from functools import lru_cache

from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.shipped_files import RESOURCES
from evidence_review.relevance.words import plain_words

FILE = RESOURCES / "terms" / "watch_list.txt"


@lru_cache(maxsize=1)
def watch_list() -> dict[str, tuple[str, ...]]:
    """The words by group, in the order of the file."""
    groups: dict[str, list[str]] = {}
    group = ""
    for line in FILE.read_text("utf-8").splitlines():
        if line.startswith("@"):
            group = line[1:].strip()
        elif line.strip() and not line.startswith("#"):
            groups.setdefault(group, []).extend(line.split())
    return {name: tuple(words) for name, words in groups.items()}


def watched(line: LineOfEnquiry) -> frozenset[str]:
    """The words that this line's features leave out: the list, less what its approved question and agreed
    terms themselves say."""
    said = (line.question, *(form for term in line.terms for form in term.active_forms()))
    own = {word for text in said for word in plain_words(text)}
    return frozenset(word for words in watch_list().values() for word in words) - own
