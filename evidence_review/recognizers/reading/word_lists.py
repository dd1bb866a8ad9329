"""The word lists that come with the program (resources/terms), each read once a process."""

import unicodedata
from functools import lru_cache

from evidence_review.domain.shipped_files import RESOURCES

_LETTERS = str.maketrans({"ł": "l", "ı": "i", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"})


@lru_cache(maxsize=65536)
def key(word: str) -> str:
    """One spelling of a word for comparison: lower case, no accents, straight apostrophes."""
    if word.isascii():
        return word.lower()
    bare = unicodedata.normalize("NFKD", word.lower().replace("’", "'"))
    return "".join(c for c in bare if not unicodedata.combining(c)).translate(_LETTERS)


def listed(text: str) -> frozenset[str]:
    """The words of a string that lists them."""
    return frozenset(text.split())


def lines(name: str) -> list[str]:
    """The lines of a list, without headings."""
    text = (RESOURCES / "terms" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@lru_cache(maxsize=32)
def words(name: str) -> frozenset[str]:
    """A list of single words, as keys."""
    return frozenset(key(word) for line in lines(name) for word in line.split())


@lru_cache(maxsize=32)
def phrases(name: str) -> tuple[str, ...]:
    """A list of phrases, one a line, as keys, in order."""
    return tuple(dict.fromkeys(key(line.strip()) for line in lines(name)))


@lru_cache(maxsize=1)
def nicknames() -> dict[str, frozenset[str]]:
    """Every name with those it may stand for or be called by, both ways."""
    table: dict[str, set[str]] = {}
    for line in lines("nicknames.tsv"):
        full, _, shorts = line.partition("\t")
        for short in shorts.split():
            table.setdefault(key(full), set()).add(key(short))
            table.setdefault(key(short), set()).add(key(full))
    return {name: frozenset(others) for name, others in table.items()}


def first_names() -> frozenset[str]:
    """First names of every origin."""
    return words("first_names.txt")


def surnames() -> frozenset[str]:
    """Surnames of every origin."""
    return words("surnames.txt")


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Ordinary words."""
    return words("common_words.txt") | words("role_words.txt")


def other_tongues() -> frozenset[str]:
    """Everyday words of the languages and dialects that British chat switches to; none of them is on the name
    lists."""
    return words("other_tongues.txt")


def everyday_words() -> frozenset[str]:
    """Words of kitchen, road, school and slang that the counted list of ordinary words lacks: no names,
    though some are nicknames."""
    return words("everyday_words.txt")


@lru_cache(maxsize=1)
def shorthand() -> frozenset[str]:
    """Short forms of chat (“soz”, “tmoz”) and greetings of mails in other tongues, which name nobody in
    whatever letters; none is on a name list."""
    return words("chat_shorthand.txt") | words("mail_words.txt")


def english_words() -> frozenset[str]:
    """English words that the other lists lack and no name list holds."""
    return words("english_words.txt")


def british_places() -> frozenset[str]:
    """Places of Britain and Ireland that are no names on our lists: a person may be called like one, and
    seldom is."""
    return words("british_places.txt")


@lru_cache(maxsize=1)
def things() -> frozenset[str]:
    """Medicines, brands, signs of illness: they name nobody, in whatever letters. A word that is also a first
    name is left out, a brand that is a surname too."""
    illness = frozenset(phrase for phrase in phrases("special_health.txt") if " " not in phrase)
    return (words("medical_words.txt") | illness | (words("brands.txt") - surnames())) - first_names()


@lru_cache(maxsize=1)
def name_words() -> frozenset[str]:
    """Names that are also words, months, places or brands: found only with a cue."""
    return words("name_words.txt") | (first_names() & common_words())


@lru_cache(maxsize=1)
def everyday() -> frozenset[str]:
    """Words that name nobody by themselves, in any language of British chat, and places."""
    return (
        common_words()
        | everyday_words()
        | english_words()
        | name_words()
        | other_tongues()
        | british_places()
    )
