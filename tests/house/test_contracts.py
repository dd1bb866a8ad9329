"""Which way imports point: the house as it stands is sound, and a plant over every wall is found.

One import graph is made for all plants. A plant is an import added to a copy of it; one plant is a real file
besides.
"""

import copy
import shutil
import subprocess
import sys
import tomllib
from itertools import pairwise, permutations
from pathlib import Path

import grimp
import pytest
from importlinter.application.use_cases import _register_built_in_contract_types, read_user_options
from importlinter.configuration import configure
from importlinter.domain.contract import registry

ROOT = Path(__file__).resolve().parents[2]
HOUSE = "evidence_review"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
BY_NAME = {one["name"]: one for one in CONTRACTS}


@pytest.fixture(scope="module")
def graph():
    return grimp.build_graph(
        HOUSE, include_external_packages=True, exclude_type_checking_imports=True, cache_dir=None
    )


@pytest.fixture(scope="module")
def kept(graph):
    """Whether a contract holds over an import graph; by default over that of the house."""
    configure()
    _register_built_in_contract_types()
    options = read_user_options(config_filename=str(ROOT / "pyproject.toml"))
    made = {
        one["name"]: registry.get_contract_class(one["type"])(one["name"], options.session_options, one)
        for one in options.contracts_options
    }
    return lambda name, over=graph: made[name].check(copy.deepcopy(over), verbose=False).kept


def _inside(name):
    """The modules of a layer: it may be a module or a folder of modules."""
    folder = ROOT / name.replace(".", "/")
    return f"{name}.planted" if folder.is_dir() else name


def _layers(contract):
    return [[part.strip() for part in layer.replace(":", "|").split("|")] for layer in contract["layers"]]


def _plants():
    """(contract, importer, imported) for every wall of every contract."""
    for one in CONTRACTS:
        name = one["name"]
        match one["type"]:
            case "layers":
                base = one["containers"][0]
                layers = _layers(one)
                for upper, lower in pairwise(layers):
                    yield name, _inside(f"{base}.{lower[0]}"), f"{base}.{upper[0]}"
                for layer in layers:
                    yield from ((name, _inside(f"{base}.{a}"), f"{base}.{b}") for a, b in pairwise(layer))
            case "independence":
                yield from ((name, _inside(a), b) for a, b in permutations(one["modules"], 2))
            case "forbidden":
                sources = one["source_modules"]
                yield from ((name, _inside(a), one["forbidden_modules"][0]) for a in sources)
                yield from ((name, _inside(sources[0]), b) for b in one["forbidden_modules"])
            case "acyclic_siblings":
                yield name, f"{HOUSE}.domain.ids", f"{HOUSE}.domain.evidence"
                yield name, f"{HOUSE}.importers.times.stamps", f"{HOUSE}.importers.tables.tables"
                yield name, f"{HOUSE}.redaction.streams.glyphs", f"{HOUSE}.redaction.pdf.engine"


PLANTS = list(dict.fromkeys(_plants()))


def test_every_contract_has_a_plant_and_every_kind_is_known():
    assert {name for name, _, _ in PLANTS} == set(BY_NAME)
    assert len(PLANTS) > 150


@pytest.mark.parametrize("name", BY_NAME)
def test_the_house_as_it_stands_keeps(kept, name):
    assert kept(name)


@pytest.mark.parametrize(
    ("name", "importer", "imported"), PLANTS, ids=lambda part: part.removeprefix(f"{HOUSE}.")
)
def test_a_planted_import_is_found(graph, kept, name, importer, imported):
    planted = copy.deepcopy(graph)
    for module in (importer, imported):
        if module not in planted.modules:
            planted.add_module(module, is_squashed=not module.startswith(HOUSE))
    planted.add_import(importer=importer, imported=imported, line_number=1, line_contents="planted")
    assert not kept(name, planted)


def test_a_room_that_is_not_placed_is_found(graph, kept):
    planted = copy.deepcopy(graph)
    planted.add_module(f"{HOUSE}.helpers")
    assert not kept("imports point one way", planted)


def test_a_plant_in_a_real_file_is_found_by_the_command(tmp_path):
    """What the check runs: a lazy import in a function counts too."""
    shutil.copytree(ROOT / HOUSE, tmp_path / HOUSE, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / HOUSE / "gui/models/planted.py").write_text(
        "def f():\n    import evidence_review.store.case\n"
    )
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as run; run()",
        "--no-cache",
    ]
    found = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120)
    assert found.returncode == 1
    broken = [row for row in found.stdout.splitlines() if row.endswith("BROKEN")]
    assert broken == ["window and command line know the steps and the domain alone BROKEN"]


@pytest.mark.parametrize(
    ("place", "line", "rule"),
    [
        ("evidence_review/gui/models/planted.py", "from PySide6.QtWidgets import QWidget\n", "TID251"),
        ("evidence_review/recognizers/planted.py", "import spacy\n", "TID253"),
        ("evidence_review/relevance/planted.py", "import onnxruntime\n", "TID253"),
        ("evidence_review/redaction/planted.py", "import pymupdf\n", "TID253"),
    ],
)
def test_the_linter_finds_what_contracts_cannot(place, line, rule):
    command = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--output-format",
        "concise",
        "--stdin-filename",
        place,
        "-",
    ]
    found = subprocess.run(command, cwd=ROOT, input=line, capture_output=True, text=True, check=False)
    assert found.returncode == 1
    assert rule in found.stdout
