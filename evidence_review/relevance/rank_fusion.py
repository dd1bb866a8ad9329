"""The orders that are joined with those by words and by meaning, as far as a line gives ground for them
(docs/decisions/0007).

Each gives every item a place, counts what its name below says, and is told to the reviewer in a sentence of
its own.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.people import person_key
from evidence_review.relevance.bm25 import count
from evidence_review.relevance.copy_pairs import Sent
from evidence_review.relevance.explain_score import FUSION, Vote
from evidence_review.relevance.question_terms import named_senders, people_asked, query_words
from evidence_review.relevance.signals import (
    FEWEST,
    FIRST,
    like_the_first,
    named_days,
    near_days,
    near_terms,
    seconds,
    term_weights,
)
from evidence_review.relevance.sittings import Talk, orders
from evidence_review.relevance.talks import MOST_READ, passages, talks, together
from evidence_review.relevance.term_hits import match
from evidence_review.relevance.windows import (
    Near,
    along,
    in_parts,
    in_runs,
    matrix,
    mixed,
    neighbours,
    places,
    smoothed,
    unit,
    windowed,
)

TERMS, DAYS, PEOPLE, PASSAGE, LIKE, LIKE_PASSAGE, TALK = 3.0, 2.0, 2.0, 1.0, 2.0, 2.0, 2.0
"""What each order counts, beside words and meaning with 1 each."""
PASSAGE_ALONE, PASSAGE_WORDS, NEAR_PEOPLE, STRETCH_ALONE, FIRST_ALONE = 3.0, 2.0, 3.0, 20.0, 15
"""Where a question alone is asked: what a passage of talk counts by its meaning and by its words, what people
count whom the question names, what all of this counts over the messages around it, since an answer is a run
of talk; and how many of the first another document is compared with.
"""
# what a deviation of a sitting counts: no more than what a message has of its own, so that one of much ground
# is not buried in a long talk
SITTING = 0.015
# what standing first before sittings are told apart counts, as much as five deviations of a sitting
OWN = 0.075
KEPT = 0.075  # the share of the pool over which that fades
STRETCH = (8, 0.85)  # messages to either side that are read with one, fading per step
# sittings among which it tells something to stand in the first: among two or three a lone message may be one
FEWEST_TALKS = 5
RUN = 8.0  # messages that a run of talk is wide, as it is smoothed over


class Row(Sent, Protocol):
    """What is ranked (`ranking.Ranked`)."""

    @property
    def sender(self) -> str:
        """Who wrote it."""
        ...


@dataclass(slots=True)
class Ballot:
    """The rows of a pool in order, and the votes so far; `first` is the score by words and meaning alone."""

    line: LineOfEnquiry
    rows: Sequence[Row]
    vectors: Mapping[str, bytes]
    near: Near
    first: Any
    times: Any = field(init=False)
    threads: Any = field(init=False)
    meanings: Any = field(init=False)
    votes: list[Vote] = field(default_factory=list[Vote])

    def __post_init__(self) -> None:
        """Times in seconds, threads and vectors as arrays, once."""
        import numpy as np

        self.times = seconds([row.sent for row in self.rows])
        self.threads = np.array([row.thread for row in self.rows])
        self.meanings = matrix([row.text for row in self.rows], self.vectors)

    def add(self, kind: str, counts: float, values: Any, grounds: Any = None) -> None:
        """One more order, by values that are higher where more bears on the line; `grounds`: which items have
        ground of their own."""
        import numpy as np

        self.votes.append(
            Vote(
                kind,
                counts,
                places(values),
                np.ones(len(self.rows), dtype=bool) if grounds is None else grounds,
            )
        )

    def share(self, kind: str, counts: float, values: Any) -> None:
        """One more order that counts by its values themselves."""
        import numpy as np

        self.votes.append(Vote(kind, counts, places(values), np.ones(len(self.rows), dtype=bool), values))

    def keep(self, score: Any) -> None:
        """One more order that counts for the first by this score alone, most for the very first and
        fading."""
        import numpy as np

        many = len(self.rows)
        held = (
            1 + many - places(-score)
        )  # how many stand there or before it: of many equals none is among the first
        values = np.maximum(0.0, 1.0 - held / (KEPT * many))
        self.votes.append(Vote("own", OWN, places(score), values > 0, values))

    def is_talk(self) -> bool:
        """Whether any item stands beside another in a conversation."""
        return len(set(self.threads.tolist())) < len(self.rows)

    def is_long_talk(self) -> bool:
        """Whether any conversation is long enough for an answer to be a run of it."""
        return max(Counter(self.threads.tolist()).values(), default=0) >= 10 * RUN

    def is_timed(self) -> bool:
        """Whether the time of any item is known."""
        return any(row.sent for row in self.rows)

    def sittings(self) -> Any:
        """The number of each item's sitting; None where no time is known or the sittings are too few to tell
        anything."""
        number = talks(self.threads, self.times) if self.is_timed() else None
        return number if number is not None and number.max(initial=0) + 1 >= FEWEST_TALKS else None

    def score(self) -> Any:
        """What words, meaning and the votes so far give."""
        total = self.first
        for vote in self.votes:
            total = total + vote.weights()
        return total


def cast(
    line: LineOfEnquiry,
    rows: Sequence[Row],
    vectors: Mapping[str, bytes],
    near: Near,
    by_words: Any,
    by_meaning: Any,
) -> tuple[tuple[Vote, ...], Any]:
    """Every order for which the line gives ground, and the score that learning starts from; `by_words` and
    `by_meaning` are the places by those two."""
    ballot = Ballot(line, rows, vectors, near, 1.0 / (FUSION + by_words) + 1.0 / (FUSION + by_meaning))
    _terms_and_days(ballot)
    grounded = bool(ballot.votes)
    _people(ballot, grounded=grounded)
    read_together = _passage_vectors(ballot)
    if read_together is not None:
        _passages(ballot, read_together, grounded=grounded)
    if grounded:
        _likeness(ballot, read_together)
    asked_alone = ballot.is_long_talk() and not grounded
    if asked_alone:
        _passage_words(ballot)
    number, alone = ballot.sittings(), tuple(ballot.votes)
    if ballot.is_timed() or not asked_alone:
        _talk(ballot, number)
    if asked_alone:
        _runs(ballot, number)
    begins = ballot.score()
    if number is not None and ballot.is_talk():
        ballot.votes = list(alone)
        _sittings(ballot, number)
    return tuple(ballot.votes), begins


def _terms_and_days(ballot: Ballot) -> None:
    import numpy as np

    rows = ballot.rows
    own = term_weights(
        [row.item for row in rows], match([(row.item, row.text) for row in rows], ballot.line.terms)
    )
    if own.any():
        ballot.add("term", TERMS, near_terms(own, ballot.threads, ballot.times), own > 0)
    if days := named_days(ballot.line):
        ballot.add("date", DAYS, near_days(days, ballot.times), ~np.isnan(ballot.times))


def _people(ballot: Ballot, *, grounded: bool) -> None:
    """By how much of its conversation is written by someone whom the question names; where that is all there
    is, of the talk around it."""
    import numpy as np

    keys, senders = people_asked(ballot.line), {row.sender for row in ballot.rows if row.sender}
    named = {one for one in senders if person_key(one) in keys} | (
        frozenset() if grounded else named_senders(ballot.line, senders)
    )
    theirs = [row.sender in named for row in ballot.rows]
    if not any(theirs) or all(theirs):
        return
    if not grounded:
        ballot.add(
            "named",
            NEAR_PEOPLE,
            windowed(np.array(theirs, dtype=np.float64), _stretch(ballot)),
            np.array(theirs),
        )
        return
    whole = Counter(row.thread for row in ballot.rows)
    written = Counter(row.thread for row, by_one in zip(ballot.rows, theirs, strict=True) if by_one)
    ballot.add(
        "named",
        PEOPLE,
        np.array([written[row.thread] / whole[row.thread] for row in ballot.rows]),
        np.array(theirs),
    )


def _stretch(ballot: Ballot) -> Near:
    """The messages that are read as one stretch with each."""
    return neighbours(ballot.threads.tolist(), *STRETCH)


def _passage_vectors(ballot: Ballot) -> Any:
    """For each item the mean vector of the passages that hold it; None where none was made or the question
    has none."""
    import numpy as np

    own = [row.text for row in ballot.rows]
    texts, holding = passages([row.thread for row in ballot.rows], own)
    is_read = len(own) <= MOST_READ
    vectors = matrix(texts, ballot.vectors) if is_read else unit(together(ballot.meanings, own, holding))
    if not vectors.any() or not matrix([ballot.line.question], ballot.vectors).any():
        return None
    means, many = np.empty((len(own), vectors.shape[1])), np.array([len(held) for held in holding])
    for size in sorted(set(many.tolist())):
        alike = np.flatnonzero(many == size)
        means[alike] = in_parts(
            lambda held: vectors[held].mean(axis=1), np.array([holding[at] for at in alike])
        )
    return unit(means)


def _passages(ballot: Ballot, read_together: Any, *, grounded: bool) -> None:
    """By meaning of the passages around it; where a question alone is asked of talk, of the whole stretch,
    since answers come in runs."""
    nearness = along(read_together, matrix([ballot.line.question], ballot.vectors)[0])
    if not grounded and ballot.is_talk():
        ballot.add("passage", PASSAGE_ALONE, windowed(nearness - nearness.mean(), _stretch(ballot)))
        return
    ballot.add("passage", PASSAGE, nearness)
    if not grounded and ballot.near:
        _like_passages(ballot, read_together, _first(ballot)[:FIRST_ALONE])


def _passage_words(ballot: Ballot) -> None:
    """By the line's words in the passages that hold it, read as one text each."""
    import numpy as np

    texts, holding = passages([row.thread for row in ballot.rows], [row.text for row in ballot.rows])
    sums = np.array(count(texts, query_words(ballot.line)).sums())
    if sums.any():
        ballot.add("passage words", PASSAGE_WORDS, np.array([sums[held].mean() for held in holding]))


def _likeness(ballot: Ballot, read_together: Any) -> None:
    """By likeness to what came first by all else: words and meaning of the message, then meaning of its
    passages."""
    if min(FIRST, len(ballot.rows) // 10) < FEWEST:
        return
    texts = [row.text for row in ballot.rows]
    first = _first(ballot)
    alike = windowed(like_the_first(texts, ballot.meanings, first), ballot.near)
    ballot.add("like", LIKE, alike)
    if read_together is not None:
        _like_passages(ballot, read_together, _first(ballot))


def _like_passages(ballot: Ballot, read_together: Any, first: Sequence[int]) -> None:
    """By likeness of the passages around it to those that came first."""
    import numpy as np

    weights = 1.0 / (10.0 + np.arange(len(first)))
    centre = mixed(weights, read_together[first])
    values = along(read_together, centre) - along(read_together, read_together.mean(axis=0)) * weights.sum()
    ballot.add("like passage", LIKE_PASSAGE, values)


def _first(ballot: Ballot) -> list[int]:
    import numpy as np

    order = np.lexsort((np.arange(len(ballot.rows)), -ballot.score()))
    return order[: min(FIRST, len(ballot.rows) // 10)].tolist()


def _talk(ballot: Ballot, number: Any) -> None:
    """By the mean score of the sitting that it is part of: a short answer stands with what it answers.
    Without times, of the messages around it."""
    import numpy as np

    if not ballot.is_timed():
        if ballot.near:
            ballot.add("stretch", TALK, windowed(ballot.score(), _stretch(ballot)))
        return
    if number is not None:
        ballot.add("talk", TALK, (np.bincount(number, ballot.score()) / np.bincount(number))[number])


def _runs(ballot: Ballot, number: Any) -> None:
    """By all of this over the messages around it: of one long talk, such as a meeting, an answer is mostly
    one run."""
    whole, threads = ballot.score(), ballot.threads
    ballot.add(
        "stretch", STRETCH_ALONE, in_runs(whole, threads) if number is None else smoothed(whole, threads, RUN)
    )


def _sittings(ballot: Ballot, number: Any) -> None:
    """By the sitting that it is part of, in the place of the two above: each order counts about as much as
    what a message has of its own, and the first by that stay near the top.

    Decisions tell of sittings more than any of this, so that learning starts from what stood before
    (docs/decisions/0017).
    """
    rows = ballot.rows
    talk = Talk(
        number,
        ballot.threads,
        ballot.times,
        [row.sender for row in rows],
        [row.text for row in rows],
        ballot.meanings,
    )
    own = ballot.score()
    for kind, counts, values in orders(ballot.line, talk, own, ballot.vectors):
        ballot.share(kind, SITTING * counts, values[number])
    ballot.keep(own)
