"""All that the golden record asks of the program: where a module moves, this list alone is to be changed."""

from collections.abc import Sequence
from pathlib import Path

import evidence_review
from evidence_review.cli.listing import commands_page
from evidence_review.domain.contents import Unseen
from evidence_review.domain.errors import ReviewError
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.redaction_values import Level, Removal
from evidence_review.domain.wire import to_wire
from evidence_review.importers.choosing import choose, files_in, read
from evidence_review.importers.formats_page import formats_page
from evidence_review.importers.order import IMPORTERS
from evidence_review.importers.refusals import sentences
from evidence_review.importers.tables.tables import propose
from evidence_review.recognizers import ENGINE, detect_many
from evidence_review.redaction import page_texts, redact_pdf
from evidence_review.redaction.gate.gate import check as check_pdf
from evidence_review.redaction.gate.gate_media import check_file
from evidence_review.redaction.hidden.hidden import hidden_in
from evidence_review.redaction.hidden.hidden_pdf import pdf_hides
from evidence_review.relevance import (
    asked_texts,
    embed,
    learning_engine,
    model_engine,
    passage_texts,
    rank,
    vector_key,
)
from evidence_review.store.migrating import migrate
from evidence_review.workflow.case.opening import open_case
from evidence_review.workflow.case.redaction_options import Wishes
from evidence_review.workflow.one_file.redact_file_task import redact_path

__all__ = [
    "ENGINE",
    "IMPORTERS",
    "Level",
    "ReadOptions",
    "Removal",
    "ReviewError",
    "Unseen",
    "asked_texts",
    "check_file",
    "check_pdf",
    "choose",
    "commands_page",
    "detect_many",
    "embed",
    "files_in",
    "folder",
    "formats_page",
    "hidden_in",
    "learning_engine",
    "migrate",
    "model_engine",
    "open_case",
    "page_texts",
    "passage_texts",
    "pdf_hides",
    "propose",
    "rank",
    "read",
    "redact_pdf",
    "remade",
    "sentences",
    "to_wire",
    "vector_key",
]


def folder() -> Path:
    """Where the program that was imported lies."""
    return Path(evidence_review.__file__).parent


def remade(source: Path, target: Path, terms: Sequence[str], unseen: Unseen) -> list[object]:
    """What is said of a file of any kind that is redacted into a new one."""
    return list(redact_path(source, target, terms, Wishes(unseen=unseen)))
