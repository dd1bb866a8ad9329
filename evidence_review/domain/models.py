"""The language models that come with the program: where they lie, and that they are the ones we tested.

To add a model, give it an entry in models/manifest.json and a card in models/cards/.
"""

import hashlib
import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence_review.domain.errors import CaseProblem
from evidence_review.domain.shipped_files import MODELS

MANIFEST = MODELS / "manifest.json"


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file of a model, as a path below its folder, with its size in bytes and SHA-256."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Model:
    """A language model as the manifest describes it; `module` is the package it lies in, empty where it lies
    in models/."""

    name: str
    does: str
    package: str
    version: str
    module: str
    licence: str
    trained_on: str
    known_gaps: tuple[str, ...]
    card: str
    files: tuple[ModelFile, ...]


def listed(manifest: Path = MANIFEST) -> tuple[Model, ...]:
    """Every model of the manifest; CaseProblem where the manifest cannot be read."""
    try:
        return tuple(_model(entry) for entry in json.loads(manifest.read_text(encoding="utf-8"))["models"])
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise CaseProblem(
            (
                "The list of language models that came with the program cannot be read; install the "
                "program again."
            )
        ) from fault


def checked(name: str, path: str, manifest: Path = MANIFEST) -> bytes:
    """The bytes of one model file, exactly those whose hash is in the manifest; CaseProblem where it is
    missing or another."""
    model = next((model for model in listed(manifest) if model.name == name), None)
    file = model and next((file for file in model.files if file.path == path), None)
    if model is None or file is None:
        raise _refused(name)
    try:
        data = (folder(model, manifest) / file.path).read_bytes()
    except OSError as fault:
        raise _refused(name) from fault
    if len(data) != file.size or hashlib.sha256(data).hexdigest() != file.sha256:
        raise _refused(name)
    return data


def folder(model: Model, manifest: Path = MANIFEST) -> Path:
    """The folder that a model's files lie below. A package is found without running any of its code."""
    if not model.module:
        return manifest.parent
    found = importlib.util.find_spec(model.module)
    if found is None or found.origin is None:
        raise _refused(model.name)
    return Path(found.origin).parent


def _refused(name: str) -> CaseProblem:
    return CaseProblem(
        f"The language model {name} on this computer is missing or is not the one this program was "
        f"tested with; install the program again."
    )


def _model(entry: dict[str, Any]) -> Model:
    files = tuple(ModelFile(file["path"], file["size"], file["sha256"]) for file in entry["files"])
    texts = {
        name: str(entry[name])
        for name in ("name", "does", "package", "version", "module", "licence", "trained_on", "card")
    }
    return Model(**texts, known_gaps=tuple(entry["known_gaps"]), files=files)
