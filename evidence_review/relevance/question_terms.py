"""What a line of enquiry asks for besides its terms: the words of its question, its parts, and the people
whom it names."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.kinds import TermKind
from evidence_review.domain.people import person_key
from evidence_review.relevance.expansions import short_names
from evidence_review.relevance.words import plain_words

FUNCTION_WORDS = """
a about after all an and any are as at be been before between both but by can could did do does each for from had has
have he her him his how i if in is it its of on or other others s say said she so t than that the their them there
they this to was were what when where which who whom whose why will with would you your
discuss discussed discussion summarise summarize summary
"""
TITLES = frozenset(["mr", "mrs", "ms", "miss", "mx", "dr", "sir"])
MOST_PARTS = 8  # of a question that are compared: each is compared with the whole pool
_JOINTS = re.compile(r"[,;:?]|\b(?:and|or)\b")  # between what a question asks


@lru_cache(maxsize=1)
def _function_words() -> frozenset[str]:
    return frozenset(FUNCTION_WORDS.split())


def query_words(line: LineOfEnquiry) -> frozenset[str]:
    """The words by which a line ranks: those of its title and question that carry meaning, and those of its
    terms with every form switched on.

    Of a phrase ("at the flat") only the words that carry meaning rank other items; a term of such words alone
    keeps them.
    """
    forms = (
        plain_words(form)
        for term in line.terms
        if term.kind is not TermKind.REGEX
        for form in term.active_forms()
    )
    return _asked(line) - _function_words() | frozenset(
        word for form in forms for word in set(form) - _function_words() or form
    )


def people_asked(line: LineOfEnquiry) -> frozenset[str]:
    """Keys (`domain.people.person_key`) of the people of the line whom its title or question names, by a name
    or its short form."""
    asked = _asked(line)
    found: set[str] = set()
    for person in line.scope.people:
        called = (person.name, *person.identifiers)
        names = {word for name in called for word in plain_words(name) if word.isalpha() and len(word) > 1}
        names |= {short for name in list(names) for short in short_names(name)}
        if names & asked:
            found |= {person_key(name) for name in called}
    return frozenset(found)


def named_senders(line: LineOfEnquiry, senders: Iterable[str]) -> frozenset[str]:
    """The senders whom the title or question calls by their whole name or role, or by the first two words of
    a longer one ("Ann Bell", of "Ann Bell AM").

    Where only one of them is called so, all of it but single letters is enough ("the professor", of
    "Professor B").
    """
    text = "|".join(f" {' '.join(plain_words(one))} " for one in (line.title, line.question))
    names = {sender: plain_words(sender) for sender in senders}
    plain = {sender: tuple(word for word in name if len(word) > 1) for sender, name in names.items()}
    counts = Counter(plain.values())
    found: set[str] = set()
    for sender, name in names.items():
        runs = [name, *([name[:2]] if len(name) > 2 else [])]
        runs += [[*plain[sender]]] if counts[plain[sender]] == 1 else []
        if any(run and f" {' '.join(run)} " in text for run in runs):
            found.add(sender)
    return frozenset(found)


def called(line: LineOfEnquiry, senders: Iterable[str]) -> frozenset[str]:
    """The senders of whose name any word, or its short form, stands in the title or question: a phone's
    contacts are mostly asked about by first names.

    >>> from evidence_review.domain.enquiry import ScopeRule
    >>> from evidence_review.domain.kinds import Points
    >>> line = LineOfEnquiry(
    ...     1,
    ...     "The van",
    ...     "What did Dan say to Mr Bell?",
    ...     "",
    ...     Points.BOTH,
    ...     "",
    ...     "",
    ...     ScopeRule(all_people=True),
    ...     (),
    ... )
    >>> sorted(called(line, ["Daniel Ash", "Mr Roe", "bell", "Ann"]))
    ['Daniel Ash', 'bell']
    """
    asked = _asked(line) - _function_words() - TITLES
    asked |= {short for word in asked for short in short_names(word)}
    return frozenset(one for one in senders if not asked.isdisjoint(plain_words(one)))


def asked_texts(line: LineOfEnquiry) -> tuple[str, ...]:
    """What is asked, as texts whose meaning is compared: the question, the title, and each part of a question
    that asks several things.

    >>> from evidence_review.domain.enquiry import ScopeRule
    >>> from evidence_review.domain.kinds import Points
    >>> asked_texts(
    ...     LineOfEnquiry(
    ...         1,
    ...         "Van",
    ...         "Who drove it, and when was it seen?",
    ...         "",
    ...         Points.BOTH,
    ...         "",
    ...         "",
    ...         ScopeRule(all_people=True),
    ...         (),
    ...     )
    ... )
    ('Who drove it, and when was it seen?', 'Van', 'Who drove it', 'when was it seen')
    """
    parts = [part for part in map(str.strip, _JOINTS.split(line.question)) if " " in part]
    return tuple(
        dict.fromkeys(text for text in (line.question, line.title, *parts[:MOST_PARTS]) if text.strip())
    )


def _asked(line: LineOfEnquiry) -> frozenset[str]:
    return frozenset(word for text in (line.title, line.question) for word in plain_words(text))
