"""The same text written otherwise: other people's names, lower case, slips of the thumb, no punctuation
(reference/personal_data.md 4)."""

import re
from collections.abc import Callable
from functools import lru_cache
from random import Random

from slots import address, first_name, handle, school, surname, workplace
from talk_slots import abode, bare_school, hospital, job, plain_handle, secret

from evidence_review.recognizers.reading.word_lists import everyday_words, first_names, surnames

Row = tuple[str, list[tuple[int, int, str]]]
_WORD = re.compile(r"[A-Za-z]{4,}")


def rewritten(row: Row, edits: list[tuple[int, int, str]]) -> Row:
    """The row with parts replaced; a span keeps what stands in its place. Edits do not overlap."""
    text, spans = row
    out, at, moved = "", 0, [0] * (len(text) + 1)
    for start, end, new in sorted(edits):
        for place in range(at, start + 1):
            moved[place] = len(out) + place - at
        out += text[at:start] + new
        for place in range(start + 1, end):
            moved[place] = len(out)
        at = end
    for place in range(at, len(text) + 1):
        moved[place] = len(out) + place - at
    out += text[at:]
    return out, [(moved[s], moved[e], kind) for s, e, kind in spans if moved[s] < moved[e]]


def renamed(row: Row, rng: Random, *, odd: bool = False) -> Row:
    """Every name by another, alike in words and capitals; the same name by the same. `odd`: some by what no
    list of names holds."""
    text, spans = row
    known: dict[str, str] = {}
    edits = []
    for start, end, kind in spans:
        if kind == "PERSON" and re.fullmatch(r"[^\W\d_]{3,}(?: [^\W\d_]{2,}){0,2}", text[start:end]):
            words = text[start:end].split()
            for at, word in enumerate(words):
                if word not in known:
                    fresh = surname(rng) if at else (first_name(rng) if rng.random() < 0.85 else surname(rng))
                    fresh = unheard(fresh, rng, alone=len(words) == 1) if odd else fresh
                    known[word] = (
                        fresh.upper() if word.isupper() else fresh.lower() if word.islower() else fresh
                    )
            edits.append((start, end, " ".join(known[word] for word in words)))
    return rewritten(row, edits) if edits else row


def unheard(name: str, rng: Random, *, alone: bool) -> str:
    """One name in three by a blend of two, and where it stands alone by a word as nickname or by initials:
    what no list can know."""
    drawn = rng.random()
    if alone and drawn < 0.07:
        return rng.choice(_nicknames()).capitalize()
    if alone and drawn < 0.12:
        return name[0].upper() + (rng.choice("ABCDEFGHJKLMNPRSTW") if rng.random() < 0.5 else "")
    if drawn < 0.33:
        other = first_name(rng)
        return name[: rng.randint(2, 4)] + other[max(1, len(other) - rng.randint(2, 5)) :].lower()
    return name


@lru_cache(maxsize=1)
def _nicknames() -> list[str]:
    """English words of four to eight letters that are no names."""
    return sorted(
        word
        for word in everyday_words() - first_names() - surnames()
        if word.isascii() and word.isalpha() and 4 <= len(word) <= 8
    )


_REFILLS: dict[str, tuple[Callable[[Random], str], ...]] = {
    "ADDRESS": (address, abode), "HANDLE": (handle, plain_handle), "SCHOOL": (school, bare_school), "WORKPLACE": (workplace,),
    "MEDICAL_ORG": (hospital,), "OCCUPATION": (job,), "AGE": (lambda rng: str(rng.randint(1, 99)),), "SECRET": (secret,),
}  # fmt: skip
_HOUSE = re.compile(r"(?=.*\d)(?=.*[^\W\d_]{3})", re.DOTALL)


def refilled(row: Row, rng: Random) -> Row:
    """Every second address, user name, school, workplace, hospital, occupation, age and secret by another, in
    small letters where it was."""
    text, spans = row
    edits = []
    for start, end, kind in spans:
        old = text[start:end]
        plain = old.isdigit() if kind == "AGE" else _HOUSE.match(old) if kind == "ADDRESS" else True
        if kind in _REFILLS and plain and rng.random() < 0.5:
            new = rng.choice(_REFILLS[kind])(rng)
            edits.append((start, end, new.lower() if old.islower() and kind != "SECRET" else new))
    return rewritten(row, edits) if edits else row


def tagged(row: Row, rng: Random) -> Row:
    """One name in twelve as a hashtag: “Kemi Ward” as “#KemiWard”."""
    text, spans = row
    chosen = [
        (s, e)
        for s, e, kind in spans
        if kind == "PERSON" and re.fullmatch(r"[^\W\d_]{2,}(?: [^\W\d_]{2,}){0,2}", text[s:e])
    ]
    return rewritten(
        row, [(s, e, "#" + text[s:e].replace(" ", "")) for s, e in chosen if rng.random() < 0.08]
    )


def lowered(row: Row) -> Row:
    """Lower case where that keeps every place."""
    low = row[0].lower()
    return (low, row[1]) if len(low) == len(row[0]) else row


def mistyped(row: Row, rng: Random) -> Row:
    """A letter lost, doubled or changed places in one or two words."""
    words = list(_WORD.finditer(row[0]))
    if not words:
        return row
    edits = {}
    for match in rng.sample(words, min(len(words), rng.randint(1, 2))):
        word, at = match.group(), rng.randrange(1, len(match.group()) - 1)
        edits[match.start()] = (
            *match.span(),
            rng.choice(
                (
                    word[:at] + word[at + 1 :],
                    word[:at] + word[at] + word[at:],
                    word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                )
            ),
        )
    return rewritten(row, list(edits.values()))


def unpointed(row: Row) -> Row:
    """No full stops, commas, apostrophes between letters or at ends."""
    return rewritten(
        row, [(m.start(), m.end(), "") for m in re.finditer(r"(?<=\w)[.,!?'’](?= |$|s\b|t\b)", row[0])]
    )


def noisy(row: Row, rng: Random, chat: float) -> Row:
    """A row as another writes it; `chat` is how often capitals go."""
    steps: list[tuple[float, Callable[[Row], Row]]] = [
        (0.12, lambda r: mistyped(r, rng)),
        (0.2, unpointed),
        (chat, lowered),
    ]
    for chance, step in steps:
        if rng.random() < chance:
            row = step(row)
    return (row[0].upper(), row[1]) if rng.random() < 0.02 and len(row[0].upper()) == len(row[0]) else row
