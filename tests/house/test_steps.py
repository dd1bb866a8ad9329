"""Every step of a review can be taken from a terminal and from the window, and the lists that say so are
true."""

import importlib
import inspect
import re
import types
from pathlib import Path

import pytest

from evidence_review import cli
from evidence_review.gui import actions
from evidence_review.gui.step_tables import CHANGES

ROOT = Path(__file__).resolve().parents[2]
TABLE = (ROOT / "docs" / "decisions" / "0002-steps.md").read_text(encoding="utf-8")
PROMISED = {
    module: re.findall(r"`(\w+)\(", cells)
    for module, cells in re.findall(r"^\| (\w+) \| (.*) \|$", TABLE, re.MULTILINE)
    if "(" in cells
}
PLACES = {
    path.stem: path
    for path in (ROOT / "evidence_review" / "workflow").rglob("*.py")
    if path.stem != "__init__"
}
MODULES = [module for module in [*PROMISED, "demonstrating", "exhibit_facts"] if module in PLACES]
NO_COMMAND = {
    "reopen": "a second connection for the window's job thread",
    "show_page": "the command `page` writes the page; covering is for who reads in the window",
    "document_pages": "pages too small to be read are for the window",
    "open_several": "items are read in a list of the window first; `open` shows one at a terminal",
    "decide_several": "the same; `decide` decides on one",
    "undo_several": "the same; `undo` takes back one",
    "thumbnails": "covered pictures are for the window; a terminal shows none",
    "events": "the command `log` reads the same by `read_log` and `log_page`",
}
NO_ACTION: dict[str, str] = {}


def _public(module: str) -> set[str]:
    """The public functions that a step's module defines."""
    room = importlib.import_module(".".join(PLACES[module].relative_to(ROOT).with_suffix("").parts))
    functions = inspect.getmembers(
        room, lambda thing: isinstance(thing, types.FunctionType) and thing.__module__ == room.__name__
    )
    return {name for name, _ in functions if not name.startswith("_")}


COMMANDED = {step for command in cli.COMMANDS for step in command.steps}
ACTED = {name for name, thing in vars(actions).items() if inspect.isfunction(thing)}
EVERY = [(module, name) for module in MODULES for name in sorted(_public(module))]
WORKFLOW_SOURCES = {module: path.read_text(encoding="utf-8") for module, path in PLACES.items()}


def test_the_walk_finds_the_steps():
    assert len(EVERY) > 40
    assert {
        "opening",
        "importing",
        "enquiring",
        "flagging",
        "reviewing",
        "redacting",
        "approving",
        "producing",
        "auditing",
    } <= set(MODULES)


@pytest.mark.parametrize(
    ("module", "name"), [(module, name) for module, names in PROMISED.items() for name in names]
)
def test_every_promised_step_exists(module, name):
    assert any(name in _public(place) for place in MODULES), (
        f"{module}.{name} of docs/decisions/0002-steps.md"
    )


@pytest.mark.parametrize(("module", "name"), EVERY)
def test_every_step_has_a_command_and_an_action_or_serves_another_step(module, name):
    has_both = (name in COMMANDED or name in NO_COMMAND) and (name in ACTED or name in NO_ACTION)
    own = len(re.findall(rf"\b{name}\b", WORKFLOW_SOURCES[module])) > 1
    others = [text for stem, text in WORKFLOW_SOURCES.items() if stem != module]
    is_inner = own or any(
        re.search(rf"\b{module}\.{name}\b|import [^\n]*\b{name}\b|^    {name},$", text, re.MULTILINE)
        for text in others
    )
    is_promised = any(name in names for names in PROMISED.values())
    has_one = name in COMMANDED or name in ACTED
    assert has_both or (is_inner and not is_promised) or (has_one and not is_promised), (
        f"{module}.{name} can be reached from nowhere"
    )


def test_commands_call_what_they_say():
    source = inspect.getsource(cli) + "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "evidence_review").glob("cli*/*.py")
    )
    known = {name for _, name in EVERY}
    for command in cli.COMMANDS:
        for step in command.steps:
            assert step in known, f"{command.words} names {step}, which is no step"
            if step not in {"prepare_demo", "options_from"}:
                assert re.search(rf"\.{step}\(", source), f"{command.words} says that it runs {step}"


def test_actions_are_the_steps_themselves():
    for name in ACTED:
        assert getattr(actions, name).__module__.startswith("evidence_review.workflow."), name
    assert set(CHANGES) <= ACTED


def test_every_command_explains_itself():
    words = [command.words for command in cli.COMMANDS]
    assert len(words) == len(set(words))
    assert [command.words for command in cli.COMMANDS if not command.help.strip()] == []


@pytest.mark.parametrize("command", [command.words for command in cli.COMMANDS])
def test_every_command_has_a_help_page(command, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main([*command.split(), "--help"])
    assert ended.value.code == 0
    assert "usage:" in capsys.readouterr().out


def test_every_command_named_in_the_papers_exists():
    papers = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    known = {command.words for command in cli.COMMANDS}
    groups = {words.split()[0] for words in known}
    for paper in papers:
        for line in re.findall(
            r"(?:evidence-review|-m evidence_review|evidence_review/evidence_review) +([a-z][a-z -]*)",
            paper.read_text(encoding="utf-8"),
        ):
            said = line.split()
            assert said[0] in groups, f"{paper.name}: {line}"
            assert said[0] in known or " ".join(said[:2]) in known, f"{paper.name}: {line}"
