"""The demo: the fictional case made, reviewed by its script, handed over, checked, and scored against its
key."""

import importlib.util
import json
import tomllib
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import (
    Band,
    Relevance,
    Role,
)
from evidence_review.domain.progress import Job, Progress
from evidence_review.domain.shipped_files import RESOURCES
from evidence_review.store import finding
from evidence_review.workflow import demo_disclosure
from evidence_review.workflow.auditing import auditing
from evidence_review.workflow.case import opening
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.views import Bundle, Verdict
from evidence_review.workflow.enquiring import enquiring
from evidence_review.workflow.finding.flagging import flag
from evidence_review.workflow.importing import importing
from evidence_review.workflow.importing.exhibit_facts import exhibit_from, options_from
from evidence_review.workflow.reviewing import reviewing

TOP_SHARE = 20


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody of the fictional case, with the passphrase that the program publishes."""

    name: str
    role: Role
    passphrase: str


@dataclass(frozen=True, slots=True)
class DemoResult:
    """What the headless demo did and how the engines did against the key."""

    case: Path
    bundle: Bundle
    verdict: Verdict
    items: int
    in_scope: int
    term_items: int
    term_items_flagged: int
    planted: int
    planted_in_top: int
    recall_by_line: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class _Script:
    """The demo folder's own files, read."""

    material: Path
    users: dict[str, dict[str, Any]]
    facts: dict[str, Any]
    exhibits: list[dict[str, Any]]
    decisions: dict[str, Any]
    disclosure: dict[str, Any]
    key: list[dict[str, Any]]


def demo_people(folder: Path) -> tuple[DemoPerson, ...]:
    """The people of the demo case, where that case lies in this folder: known by its URN and by everyone in it, which
    is told without a passphrase. None for any other case."""
    facts = _toml(RESOURCES / "demo" / "case" / "users.toml")
    people = tuple(DemoPerson(one["name"], Role(one["role"]), one["passphrase"]) for one in facts["user"])
    found = opening.peek(folder)
    is_demo = found.urn == facts["urn"] and set(found.users) == {(one.name, one.role) for one in people}
    return people if is_demo else ()


def make_material(out: Path, messages: int = 8000, seed: int = 7) -> None:
    """Write the fictional exports to a folder; the same seed gives the same bytes."""
    file = RESOURCES / "demo" / "make.py"
    spec = importlib.util.spec_from_file_location("evidence_review_demo_make", file)
    if spec is None or spec.loader is None:
        raise OutputProblem("The demo case is missing from this copy of the program. Install it again.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.make_demo(out, messages, seed)


def prepare_demo(
    out: Path, executor: Executor | None = None, messages: int = 8000
) -> Job[tuple[Path, str, str]]:
    """Make the demo case in an empty folder, up to flagging. (Case folder, name of its reviewer, her
    passphrase)."""
    script = yield from _material(out, messages)
    yield from _build(script, out / "case", executor)
    reviewer = script.users["reviewer"]
    return out / "case", str(reviewer["name"]), str(reviewer["passphrase"])


def run_demo(out: Path, executor: Executor | None = None, messages: int = 8000) -> Job[DemoResult]:
    """The whole story without a window: import, lines, flag, scripted decisions, redact, approve, produce,
    verify."""
    script = yield from _material(out, messages)
    case = out / "case"
    yield from _build(script, case, executor)
    score = _Score()
    with _as(script, case, "reviewer") as session:
        score = _scored(session, script)
    yield from _decide(script, case)

    def acting(who: str) -> _as:
        return _as(script, case, who)

    def item_of(session: Session, key: str) -> tuple[int, ItemId]:
        return _keyed(session, script, key)

    cast = demo_disclosure.Cast(acting, item_of)
    accused = str(script.disclosure["accused"][0]["name"])
    bundle = yield from demo_disclosure.disclose(cast, script.disclosure, accused, out / "bundle", executor)
    for at, later in enumerate(script.disclosure.get("later", ()), start=2):
        yield from demo_disclosure.disclose(cast, later, accused, out / f"bundle-{at}", executor)
    with _as(script, case, "officer") as session:
        state = opening.summary(session)
    verdict = auditing.verify_path(out / "bundle")
    if verdict.status:
        raise OutputProblem(f"The demo bundle does not verify: {verdict.lines[0]}")
    return DemoResult(
        case, bundle, verdict, state.items_held, state.items_in_scope, *score.counts(), score.by_line
    )


def _material(out: Path, messages: int) -> Job[_Script]:
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise OutputProblem("That folder is not empty. Choose a new folder for the demo.")
    yield Progress(0, 0, "writing the fictional exports")
    material = out / "material"
    try:
        material.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise OutputProblem(
            "The demo cannot be written there. Choose a folder where you may write."
        ) from None
    make_material(material, messages)
    facts = _toml(material / "users.toml")
    key = [json.loads(line) for line in (material / "key.jsonl").read_text("utf-8").splitlines()]
    users = {str(user["key"]): user for user in facts["user"]}
    return _Script(
        material,
        users,
        facts,
        _toml(material / "exhibits.toml")["exhibit"],
        _toml(material / "decisions.toml"),
        _toml(material / "disclosure.toml"),
        key,
    )


def _toml(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8"))


class _as:  # noqa: N801 # reads as the sentence it is: with _as(script, case, "reviewer")
    """The case opened by one of the script's users, closed again at the end."""

    def __init__(self, script: _Script, case: Path, who: str) -> None:
        user = script.users[who]
        self._open: Callable[[], Session] = lambda: opening.open_case(
            case, str(user["name"]), str(user["passphrase"])
        )

    def __enter__(self) -> Session:
        self._session = self._open()
        return self._session

    def __exit__(self, *_: object) -> None:
        opening.close(self._session)


def _build(script: _Script, case: Path, executor: Executor | None) -> Job[None]:
    admin = script.users["admin"]
    session = opening.create_case(
        case, script.facts["urn"], script.facts["name"], admin["name"], admin["passphrase"]
    )
    for who, user in script.users.items():
        if who != "admin":
            yield Progress(0, 0, "adding the people who work on it")
            opening.add_user(session, user["name"], Role(user["role"]), user["passphrase"])
    opening.close(session)
    with _as(script, case, "officer") as session:
        enquiring.agree_privilege_names(session, tuple(script.facts.get("privilege_names", ())))
        demo_disclosure.enter_people(session, script.disclosure)
        for exhibit in script.exhibits:
            for file in _files(script.material, exhibit["files"]):
                yield from importing.import_path(session, file, exhibit_from(exhibit), options_from(exhibit))
        for line in enquiring.lines_from_toml(script.material / "lines.toml"):
            enquiring.propose_line(session, line)
    with _as(script, case, "supervisor") as session:
        for number in sorted({status.line.number for status in enquiring.list_lines(session)}):
            enquiring.approve_line(session, number)
    with _as(script, case, "reviewer") as session:
        yield from flag(session, executor)


def _files(folder: Path, patterns: Sequence[str]) -> list[Path]:
    return [file for pattern in patterns for file in sorted(folder.glob(pattern))]


def _decide(script: _Script, case: Path) -> Job[None]:
    """The script's decisions, each by the person it names, after the item was opened."""
    rows = script.decisions["decision"]
    for who in dict.fromkeys(row["by"] for row in rows):
        with _as(script, case, who) as session:
            mine = [row for row in rows if row["by"] == who]
            for done, row in enumerate(mine):
                item = _item(session, script, row["key"], row["line"])
                if item is not None:
                    reviewing.open_item(session, row["line"], item)
                    reviewing.decide(session, row["line"], item, Relevance(row["value"]), row["reason"])
                yield Progress(done, len(mine), "deciding as the script says")


def _item(session: Session, script: _Script, key: str, line: int) -> ItemId | None:
    """The item of a planted key that a line covers: by its text, or as the page that holds it."""
    planted = next(one for one in script.key if one["key"] == key)
    return finding.item_with_text(session.case, line, planted["text"])


def _keyed(session: Session, script: _Script, key: str) -> tuple[int, ItemId]:
    """The line and the item of a planted key. OutputProblem where the script names one that is not there."""
    planted = next((one for one in script.key if one["key"] == key), None)
    item = None if planted is None else finding.item_with_text(session.case, planted["line"], planted["text"])
    if planted is None or item is None:
        raise OutputProblem(f"The demo's script names {key}, which this case does not hold.")
    return planted["line"], item


class _Score:
    """What the engines found of what was planted."""

    def __init__(self) -> None:
        self.hits = self.hits_flagged = self.planted = self.in_top = 0
        self.by_line: tuple[tuple[int, int, int], ...] = ()

    def counts(self) -> tuple[int, int, int, int]:
        """Term items, of them flagged, planted relevant, of them in the top of the order."""
        return self.hits, self.hits_flagged, self.planted, self.in_top


def _scored(session: Session, script: _Script) -> _Score:
    """Every term hit must be flagged; planted relevant items are looked for in the first twentieth of each
    line's order."""
    score = _Score()
    rows: list[tuple[int, int, int]] = []
    for status in enquiring.list_lines(session):
        number = status.line.number
        ranks = finding.ranks(session.case, status.line.id)
        flags = finding.flagged(session.case, status.line.id)
        top = max(1, -(-len(ranks) // TOP_SHARE))
        wanted = {
            one["key"]: _item(session, script, one["key"], number)
            for one in script.key
            if one["line"] == number and one["label"] == "relevant"
        }
        items = {item for item in wanted.values() if item is not None}
        found = sum(ranks.get(item, 1 << 30) <= top for item in items)
        hit = finding.term_items(session.case, status.line.id)
        score.hits += len(hit)
        score.hits_flagged += sum(flags.get(item) is Band.MUST_REVIEW for item in hit)
        score.planted += len(items)
        score.in_top += found
        rows.append((number, found, len(items)))
    score.by_line = tuple(rows)
    return score
