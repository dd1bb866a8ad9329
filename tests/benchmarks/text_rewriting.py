"""What rewriting by presidio-anonymizer costs beside a splice by hand, which the program had before
(docs/measurements/text_rewriting.md).

    python3 tests/benchmarks/text_rewriting.py

Processor time, best of several; messages and marks are made up from a seed, the same for both ways.
"""

import random
import re
import subprocess
import sys
import time

from evidence_review.domain.contents import Unseen
from evidence_review.domain.redaction_values import Removal
from evidence_review.domain.text_spans import merged
from evidence_review.redaction.new_files.pieces import search_of
from evidence_review.redaction.rewriting import rewrite
from evidence_review.workflow.one_file import redact_any_file
from evidence_review.workflow.one_file.redact_any_file import Work

WORDS = re.findall(
    r"\w+",
    "call me at the flat about seven tomorrow bring what you owe for the van rent and say nothing to them",
)
NAMES = ("Zelda", "Orla", "Zelda Quillfeather", "07700 900123")
_TELL = "print(time.process_time() - t)"
OFTEN = 0.15
"""Share of messages that name someone."""
ROUNDS = 7


def by_hand(text, spans):
    """The splice that was: spans put in order and joined with what stands between."""
    if any(not 0 <= start < end <= len(text) for start, end, _ in spans):
        raise ValueError("a span must lie in the text")
    out, at = [], 0
    for start, end, new in merged(spans):
        out += [text[at:start], new]
        at = end
    return "".join([*out, text[at:]])


def seconds(work, cases, rounds=ROUNDS):
    """Processor time of one round over all cases, the best."""
    best = float("inf")
    for _ in range(rounds):
        begun = time.process_time()
        for text, spans in cases:
            work(text, spans)
        best = min(best, time.process_time() - begun)
    return best


def message(chance):
    words = [chance.choice(WORDS) for _ in range(chance.randint(5, 30))]
    if chance.random() < OFTEN:
        words.insert(chance.randrange(len(words)), chance.choice(NAMES))
    return " ".join(words)


def marks(chance, text, count):
    starts = [chance.randrange(max(1, len(text) - 8)) for _ in range(count)]
    return [(at, at + chance.randint(3, 8), f"[PERSON {chance.randint(1, 40)}]") for at in starts]


def compared(name, cases):
    assert all(by_hand(*one) == rewrite(*one) for one in cases)
    old, new = seconds(by_hand, cases), seconds(rewrite, cases)
    count = sum(len(spans) for _, spans in cases)
    more = f"{(new - old) / count * 1e6:.1f} µs more each"
    print(f"{name}: {count} marks, by hand {old * 1e3:.2f} ms, engine {new * 1e3:.2f} ms, {more}")


def main():
    chance = random.Random(1)
    texts = [message(chance) for _ in range(1000)]
    for share in (OFTEN, 1.0):
        cases = [
            (one, marks(chance, one, chance.randint(1, 3)) if chance.random() < share else [])
            for one in texts
        ]
        compared(f"1,000 messages, {share:.0%} of them marked", cases)
    long = " ".join(message(chance) for _ in range(14000))[:1_000_000]
    for count in (100, 5000, 20000):
        compared(f"1 MB, {count}", [(long, marks(chance, long, count))])
    whole_step(texts, "1,000 messages, as files redacted")
    whole_step([long], "1 MB, as a file redacted")
    for line in ("", "sys.modules['presidio_anonymizer.operators.ahds_surrogate'] = None;"):
        code = f"import sys, time; {line} t = time.process_time(); import presidio_anonymizer; {_TELL}"
        best = min(float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(3))
        print(f"import {'without' if line else 'with'} the cloud operator: {best:.3f} s")


def whole_step(texts, name):
    """What a person waits for: a text file redacted, that is values looked for, replaced, and proved gone."""
    removals = [
        Removal("Zelda Quillfeather", "[PERSON 1]"),
        Removal("Orla", "[PERSON 2]"),
        Removal("07700 900123", "[PHONE 1]"),
    ]
    work = Work(tuple(removals), search_of(removals), Unseen.LEFT_OUT)
    data = [text.encode() for text in texts]
    places = sum(work.file(one, "chat.txt", ".txt", 0).removed for one in data)

    def step(way):
        redact_any_file.rewrite = way
        return seconds(lambda one, _: work.file(one, "chat.txt", ".txt", 0), [(one, None) for one in data], 5)

    old, new = step(by_hand), step(rewrite)
    figures = f"by hand {old * 1e3:.1f} ms, engine {new * 1e3:.1f} ms ({new / old:.2f} times)"
    print(f"{name}: {places} places, {figures}")


if __name__ == "__main__":
    main()
