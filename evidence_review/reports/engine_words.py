"""What each engine does, in a sentence for readers who know no engines."""

from evidence_review.domain.suggestions import Engine

_WORDS = {
    "agreed terms": "Finds the search terms that were agreed for a line, in their agreed forms.",
    "privilege screen": "Finds signs of legal advice and other confidences; such an item is held back for counsel.",
    "minilm-int8": "A model of language: it compares a text with what a line asks, to say what to read first.",
    "learned order": "Learns from the decisions that people made, to say what to read next.",
    "personal-data": "Finds what may be personal data, such as names and addresses, for people to mark or leave.",
}  # fmt: skip
_RULES = "rules"
"""What stands for a hash where an engine is nothing but rules of this program."""


def engine_words(name: str) -> str:
    """What an engine does; empty for one that this program does not know."""
    return _WORDS.get(name, "")


def made_of(engine: Engine) -> str:
    """The hash of what an engine is made of, or that there is no model."""
    return "rules of this program, no model" if engine.model_hash == _RULES else engine.model_hash
