"""Scores items against a line of enquiry, with reasons: agreed terms, words with neighbours, and meaning; and
screens for privilege.

To add a scorer, give it a module and its vote in `rank_fusion.cast`. Importing this room loads no language
engine.
"""

import os

from evidence_review.relevance.copy_pairs import copies
from evidence_review.relevance.expansions import expand
from evidence_review.relevance.privilege import screen_parties, screen_privilege
from evidence_review.relevance.question_terms import asked_texts
from evidence_review.relevance.ranking import Ranked, Scored, passage_texts, rank
from evidence_review.relevance.rounds import Round, hold, learning_engine, relearn
from evidence_review.relevance.scanning import scan
from evidence_review.relevance.term_hits import TermHit, fts_query, match, vocabulary
from evidence_review.relevance.vectors import embed, model_engine, vector_key
from evidence_review.relevance.words import indexed

__all__ = [
    "Ranked",
    "Round",
    "Scored",
    "TermHit",
    "asked_texts",
    "copies",
    "embed",
    "expand",
    "fts_query",
    "hold",
    "indexed",
    "learning_engine",
    "match",
    "model_engine",
    "passage_texts",
    "rank",
    "relearn",
    "scan",
    "screen_parties",
    "screen_privilege",
    "vector_key",
    "vocabulary",
]

# before numpy is first imported, in every process: sums split over several cores would differ in their last
# bits from machine to machine
os.environ["OPENBLAS_NUM_THREADS"] = "1"
