"""Playing a case of the examination through the command line, act by act, as its people would."""

import contextlib
import io
import json
import re
import tomllib
from dataclasses import dataclass, field
from importlib import util
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from evidence_review import cli
from evidence_review.trust import keyring
from tests import build

CASES = Path(__file__).parent / "cases"
WORDS = "an examiner's passphrase, four words"
SIGNED = "The examination: what stays is what the line asks about."


class Refused(Exception):
    """A command ended with a sentence on what stands in the way."""


@dataclass
class Play:
    """One case being played: where it lies, its people by key, what each `produce` gave, what was refused, and
    names of acts that the program's list of people does not have."""

    name: str
    top: Path
    facts: dict[str, Any]
    key: dict[str, Any]
    bundles: dict[str, Path] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    words: str = WORDS
    missing: list[str] = field(default_factory=list)

    @property
    def case(self) -> Path:
        return self.top / "case"

    def run(self, who: str, *words: object, stdin: str = "") -> str:
        """A command as one of its people; what it printed. Refused with what it said on stderr."""
        out, err = io.StringIO(), io.StringIO()
        person = (
            ["--user", self.person(who), "--passphrase-file", str(self.top / "passphrase")] if who else []
        )
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = cli.main([*map(str, words), *person])
        if status:
            raise Refused(err.getvalue().strip())
        return out.getvalue()

    def order(self) -> list[tuple[str, str]]:
        """Each bundle of the key with its accused."""
        return [(one["name"], one["accused"]) for one in self.key["bundle"]]

    def json(self, who: str, *words: object) -> Any:
        return json.loads(self.run(who, *words, "--json"))

    def person(self, key: str) -> str:
        return next(str(one["name"]) for one in self.facts["user"] if one["key"] == key)

    def db(self) -> Any:
        """The case file opened by the passphrase and plain SQL."""
        secret = keyring.read(self.case).open(self.person("officer"), self.words).case_key
        found = sqlcipher.connect(f"file:{self.case / 'case.db'}?mode=ro", uri=True)
        found.execute(f"PRAGMA key = \"x'{secret.hex()}'\"")
        return found

    def items(self) -> list[tuple[int, str]]:
        with contextlib.closing(self.db()) as db:
            return [
                (item, squeezed(text))
                for item, text in db.execute("SELECT id, coalesce(text, '') FROM items")
            ]

    def item(self, passage: str) -> int:
        """The one item that holds a passage, also where the source's remark is all there is."""
        wanted = squeezed(passage)
        found = [item for item, text in self.items() if wanted in text]
        if not found:
            with contextlib.closing(self.db()) as db:
                found = [row[0] for row in db.execute("SELECT id FROM items WHERE deleted = ?", (passage,))]
        assert len(found) == 1, (self.name, passage, found)
        return found[0]

    def text(self, item: int) -> str:
        with contextlib.closing(self.db()) as db:
            return str(db.execute("SELECT coalesce(text, '') FROM items WHERE id = ?", (item,)).fetchone()[0])


def squeezed(text: str) -> str:
    return " ".join(text.split())


def toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def span(text: str, passage: str) -> tuple[int, int]:
    """Where a passage stands in a text, white space aside."""
    found = re.search(r"\s+".join(map(re.escape, passage.split())), text)
    assert found, passage
    return found.span()


def made(name: str, top: Path) -> Play:
    """A case imported, its lines approved, flagged; nothing decided."""
    folder = CASES / name
    spec = util.spec_from_file_location(f"case_exam_{name}", folder / "make.py")
    assert spec
    assert spec.loader
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (top / "material").mkdir(parents=True)
    module.make(top / "material")
    play = Play(name, top, toml(folder / "users.toml"), toml(folder / "key.toml"))
    (top / "passphrase").write_text(WORDS, "utf-8")
    _people(play, folder)
    for exhibit in toml(folder / "exhibits.toml")["exhibit"]:
        _exhibit(play, exhibit)
    play.run("officer", "lines", "add", play.case, folder / "lines.toml")
    lines = toml(folder / "lines.toml")["line"]
    play.run("supervisor", "lines", "approve", play.case, *(one["number"] for one in lines))
    play.run("reviewer", "flag", play.case)
    _link(play)
    return play


def _people(play: Play, folder: Path) -> None:
    users = play.facts["user"]
    admin = next(one for one in users if one["role"] == "ADMIN")
    known = ["--passphrase-file", play.top / "passphrase"]
    play.run(
        "",
        "case",
        "new",
        play.case,
        "--urn",
        play.facts["urn"],
        "--name",
        play.facts["name"],
        "--user",
        admin["name"],
        *known,
    )
    build.lighten(play.case, WORDS)
    for one in users:
        if one is not admin:
            play.run(
                "",
                "user",
                "add",
                play.case,
                one["name"],
                "--role",
                one["role"],
                "--user",
                admin["name"],
                *known,
                "--new-passphrase-file",
                play.top / "passphrase",
            )
    build.lighten(play.case, WORDS)
    for part, rows in toml(folder / "people.toml").items():
        for one in rows:
            also = [word for known_as in one["identifiers"] for word in ("--known-as", known_as)]
            play.run("officer", "case", part, play.case, one["name"], *also)
    if names := play.facts.get("privilege_names"):
        play.run("officer", "privilege", play.case, *names)


def _exhibit(play: Play, exhibit: dict[str, Any]) -> None:
    basis = play.top / f"basis-{exhibit['ref'].replace('/', '-')}.toml"
    basis.write_text(_as_toml(exhibit["basis"]), "utf-8")
    owners = [
        word
        for one in (exhibit.get("owner"), exhibit.get("owner_number"))
        if one
        for word in ("--owner", one)
    ]
    zone = ["--zone", exhibit["zone"]] if exhibit.get("zone") else []
    order = ["--day-first"] if exhibit.get("day_first") else []
    for pattern in exhibit["files"]:
        for file in sorted((play.top / "material").glob(pattern)):
            play.run(
                "officer", "import", play.case, file, "--exhibit", exhibit["ref"], "--basis-file", basis, "--kind",
                exhibit["kind"], "--attributed-to", exhibit["attributed_to"], *owners, *zone, *order,
            )  # fmt: skip


def _as_toml(table: dict[str, Any], name: str = "") -> str:
    plain = {key: value for key, value in table.items() if not isinstance(value, dict)}
    lines = [f"[{name}]"] if name else []
    lines += [f"{key} = {_toml_value(value)}" for key, value in plain.items()]
    inner = [_as_toml(value, key) for key, value in table.items() if isinstance(value, dict)]
    return "\n".join([*lines, *inner]) + "\n"


def _toml_value(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else json.dumps(value, ensure_ascii=False)


def _link(play: Play) -> None:
    """Identities of one person are joined by the reviewer, who knows by what names and numbers each goes."""
    whose: dict[str, list[int]] = {}
    numbers = [
        number
        for row in play.json("reviewer", "people", "list", play.case)
        for number, _ in row["identities"]
    ]
    with contextlib.closing(play.db()) as db:
        known = {
            row[0]: row[1:]
            for row in db.execute("SELECT id, coalesce(name, ''), coalesce(identifier, '') FROM parties")
        }
    for number in sorted(set(numbers)):
        if who := bearer(play, *known[number]):
            whose.setdefault(who, []).append(number)
    for first, *others in whose.values():
        for other in others:
            play.run(
                "reviewer", "people", "link", play.case, first, other, "--reason", "one person, known by both"
            )


def bearer(play: Play, name: str, identifier: str) -> str:
    """Who of the key bears this name and number or address: by the number first, else by a name that is one
    person's alone; nobody where it cannot be told."""
    digits = _digits(identifier.split("@s.whatsapp.net")[0])
    for one in play.key["person"]:
        for known in (one["name"], *one["known_as"]):
            if (len(digits) == _NUMBER and _digits(known) == digits) or (
                identifier and known.lower() == identifier.lower()
            ):
                return str(one["name"])
    wanted = squeezed(name).lower()
    named = [
        str(one["name"])
        for one in play.key["person"]
        if wanted and wanted in {squeezed(known).lower() for known in (one["name"], *one["known_as"])}
    ]
    return named[0] if len(named) == 1 else ""


_NUMBER = 10


def _digits(written: str) -> str:
    """The last ten digits of what is a number alone."""
    return "" if re.search("[a-zA-Z@]", written) else re.sub(r"\D", "", written)[-_NUMBER:]


def _words_of(row: Any) -> list[str]:
    """Every text in a row of the list of people."""
    if isinstance(row, str):
        return [row]
    parts = row.values() if isinstance(row, dict) else row if isinstance(row, list) else ()
    return [word for part in parts for word in _words_of(part)]


def played(name: str, top: Path) -> Play:
    """A case played to its end."""
    play = made(name, top)
    for act in acts_of(name):
        ACTS[act["do"]](play, act)
    return play


def acts_of(name: str) -> list[dict[str, Any]]:
    """What is done in a case, in order."""
    return list(toml(CASES / name / "acts.toml")["act"])


def _decide(play: Play, act: dict[str, Any]) -> None:
    item = play.item(act["item"])
    play.run(act["by"], "items", play.case, "--item", item, "--line", act["line"])
    play.run(
        act["by"], "decide", play.case, item, act["value"], "--line", act["line"], "--reason", act["reason"]
    )


def _tag(play: Play, act: dict[str, Any]) -> None:
    play.run(act["by"], "tag", play.case, play.item(act["item"]), *act["tags"], "--line", act["line"])


def _mark(play: Play, act: dict[str, Any]) -> None:
    item = play.item(act["item"])
    start, end = span(play.text(item), act["words"])
    words = [
        "redact", play.case, item, "--line", act["line"], "--span", start, end, "--type", act["type"], "--reason",
        act["reason"],
    ]  # fmt: skip
    for who in _called(play, act["words"]) if act["type"] == "Named individual" else [""]:
        try:
            play.run(act["by"], *words, *(["--who", who] if who else []))
        except Refused:
            if not who:
                raise
            continue
        return


def _called(play: Play, words: str) -> list[str]:
    """By what the person behind these words may be named, likeliest first; nothing at the end."""
    lower = squeezed(words).lower()
    for one in play.key.get("person", ()):
        names = [one["name"], *one["known_as"]]
        if lower in {squeezed(name).lower() for name in names}:
            numbers = [name for name in names if sum(map(str.isdigit, name)) >= 9 or "@" in name]
            return [*numbers, one["name"], *names, ""]
    return [""]


def _keep_only(play: Play, act: dict[str, Any]) -> None:
    item = play.item(act["item"])
    text = play.text(item)
    stays = [word for passage in act["passages"] for word in ("--span", *span(text, passage))]
    play.run(
        act["by"],
        "mark",
        "only",
        play.case,
        item,
        "--line",
        act["line"],
        *stays,
        "--reason",
        act.get("reason", "outside what the line asks about"),
    )


def _whole(play: Play, act: dict[str, Any]) -> None:
    play.run(
        act["by"],
        "mark",
        "whole",
        play.case,
        play.item(act["item"]),
        "--line",
        act["line"],
        "--reason",
        act["reason"],
    )


def _person(play: Play, act: dict[str, Any]) -> None:
    rows = play.json(
        act["by"], "personal", "list", play.case, "--names", "the examination rules on people by name"
    )
    wanted = squeezed(act["name"]).lower()
    names = (wanted, wanted.split(" ", 1)[-1])  # as it stands, and without a title
    found = [
        row for one in names for row in rows if one in {squeezed(word).lower() for word in _words_of(row)}
    ]
    because = "PRIVATE_LIFE" if act["stance"] == "MASK" else "PART_OF_THE_INCIDENT"
    play.missing.extend([] if found else [act["name"]])
    for row in found[:1]:
        play.run(
            act["by"],
            "personal",
            "rule",
            play.case,
            act["stance"].lower(),
            row["code"],
            "--because",
            because,
            "--words",
            act["reason"],
        )


def _endorse(play: Play, act: dict[str, Any]) -> None:
    item = play.item(act["item"])
    play.run(act["by"], "waiting", play.case, item)
    play.run(
        act["by"],
        "endorse",
        play.case,
        item,
        act["code"],
        "--accused",
        act["accused"],
        "--reason",
        act["reason"],
    )


def _rule_marks(play: Play, act: dict[str, Any]) -> None:
    item = play.item(act["item"])
    play.run(act["by"], "waiting", play.case, item)
    with contextlib.suppress(Refused):  # nothing of it waits for the prosecutor
        play.run(act["by"], "overlap", "decide", play.case, item, act["said"], "--reason", act["reason"])


def _approve(play: Play, act: dict[str, Any]) -> None:
    for item in map(play.item, act.get("items", ())):
        play.run(act["by"], "waiting", play.case, item)
        play.run(act["by"], "approve", play.case, item, "--attest")
    if not act.get("items"):
        for row in play.json(act["by"], "waiting", play.case):
            if not row["state"].startswith("approved"):
                with contextlib.suppress(
                    Refused
                ):  # what may not be approved yet stands in the way of the bundle
                    play.run(act["by"], "approve", play.case, row["item"], "--attest")


def _hold(play: Play, act: dict[str, Any]) -> None:
    item = play.item(act["item"])
    if item in _held(play):
        return  # the screen held it before
    with contextlib.closing(play.db()) as db:
        lines = "SELECT min(l.number) FROM reviewable r JOIN lines l ON l.id = r.line_id WHERE r.item_id = ?"
        line = db.execute(lines, (item,)).fetchone()[0]
    before = _held(play)
    play.run(act["by"], "hold", play.case, item, "--kind", act["kind"], "--line", line)
    held = _held(play) - before
    assert item in held, (play.name, act["item"])
    counsel = next(one["key"] for one in play.facts["user"] if one["role"] == "LPP_COUNSEL")
    for beside in sorted(held - {item}):  # held with it until counsel has read them
        play.run(counsel, "read-held", play.case, beside)
        play.run(counsel, "release", play.case, beside, "RELEASED")
    assert _held(play) - before == {item}


def _held(play: Play) -> set[int]:
    with contextlib.closing(play.db()) as db:
        return {row[0] for row in db.execute("SELECT item_id FROM held_items")}


def _narrow(play: Play, act: dict[str, Any]) -> None:
    rows = toml(CASES / play.name / "lines.toml")["line"]
    line = next(one for one in rows if one["number"] == act["line"])
    changed = {key: value for key, value in act.items() if key not in {"do", "by", "line", "approved_by"}}
    file = play.top / "narrowed.toml"
    file.write_text(_line_toml(line | changed), "utf-8")
    play.run(act["by"], "lines", "add", play.case, file)
    play.run(
        act["approved_by"], "lines", "approve", play.case, act["line"], "--reason", "narrowed after review"
    )
    play.run(act["by"], "flag", play.case)


def _line_toml(line: dict[str, Any]) -> str:
    lists = {
        key: value
        for key, value in line.items()
        if isinstance(value, list) and value and isinstance(value[0], dict)
    }
    plain = {key: value for key, value in line.items() if key not in lists}
    body = _as_toml(plain).rstrip("\n")
    for key, rows in lists.items():
        for row in rows:
            body += f"\n[[line.{key}]]\n" + _as_toml(row).rstrip("\n")
    return "[[line]]\n" + body + "\n"


def _produce(play: Play, act: dict[str, Any]) -> None:
    if "refused" not in act:
        office(play, act["accused"], act["to"])
    out = play.top / "bundles" / act["bundle"]
    out.parent.mkdir(exist_ok=True)
    said = _refusal(play, act, out)
    assert bool(said) == ("refused" in act), (play.name, act["bundle"], said or "was made")
    if said:
        play.refused[act["bundle"]] = said
    else:
        play.bundles[act["bundle"]] = out


def _refusal(play: Play, act: dict[str, Any], out: Path) -> str:
    """What stands in the way of a bundle; nothing where it was made."""
    try:
        play.run(act["by"], "produce", play.case, out, "--accused", act["accused"], "--to", act["to"])
    except Refused as said:
        return str(said)
    return ""


def office(play: Play, accused: str, to: str) -> None:
    """The office's routine before a bundle: each conflict answered in its sentence, new marks put before the
    prosecutor and approved, clues signed, what is left accepted."""
    for _ in range(MOST_ROUNDS):
        found = play.json("reviewer", "personal", "conflicts", play.case, "--accused", accused)
        if not found:
            break
        for one in found:
            _answer(play, one.get("conflict", one))
    for one in play.json("prosecutor", "overlap", "list", play.case):
        play.run("prosecutor", "waiting", play.case, one["item"])
        why = "nothing of its meaning is lost"
        play.run("prosecutor", "overlap", "decide", play.case, one["item"], "redact", "--reason", why)
    _approve(play, {"by": "prosecutor"})
    told = ("--accused", accused)
    for one in play.json("reviewer", "personal", "clues", play.case, *told):
        if one["combinations"] and not one["signed_by"]:
            read = ("--digest", one["digest"], "--reason", SIGNED)
            play.run("reviewer", "personal", "sign", play.case, one["code"], *read, *told)
    check = play.json("officer", "personal", "check", play.case, *told, "--to", to)
    if check["found"] and not check["accepted_by"]:
        read = ("--accept", SIGNED, "--digest", check["digest"])
        play.run("officer", "personal", "check", play.case, *told, "--to", to, *read)


MOST_ROUNDS = 20


def _answer(play: Play, conflict: dict[str, Any]) -> None:
    """One conflict answered as the key has it: masked where it is a secret or names somebody who stands by a
    token, else not the same."""
    secret = {squeezed(word).lower() for one in play.key["item"] for word in one.get("secret", ())}
    masked = {
        squeezed(word).lower()
        for one in play.key.get("person", ())
        if one["label"] == "token"
        for word in (one["name"], *one["known_as"])
    }
    words = squeezed(conflict["words"])
    is_name = words[:1].isupper() and any(words.lower() in one.split() for one in masked)
    goes = is_name or words.lower() in secret | masked
    goes |= len(words) > LONG and any(words.lower() in one for one in secret)
    said = ["MASK", "--because", "PRIVATE_LIFE"] if goes else ["NOT_THE_SAME"]
    try:
        play.run("reviewer", "personal", "answer", play.case, said[0], conflict["key"], *said[1:])
    except Refused:
        kept = ("--because", "NOT_PERSONAL_DATA")
        with contextlib.suppress(Refused):  # settled with one before it; what is not comes up again
            play.run("reviewer", "personal", "answer", play.case, "KEEP", conflict["key"], *kept)


LONG = 4


def _record(play: Play, act: dict[str, Any]) -> None:
    words = ["record", "add", play.case, act["sort"], act["words"]]
    words += ["--accused", act["accused"]] if "accused" in act else []
    words += ["--day", act["day"]] if "day" in act else []
    play.run(act["by"], *words, *(word for line in act.get("lines", ()) for word in ("--line", line)))


def _opened(play: Play, who: str, item: int) -> int:
    """An item, looked at first, as the program asks of whoever says something of it."""
    with contextlib.closing(play.db()) as db:
        lines = "SELECT min(l.number) FROM reviewable r JOIN lines l ON l.id = r.line_id WHERE r.item_id = ?"
        line = db.execute(lines, (item,)).fetchone()[0]
    play.run(who, "items", play.case, "--item", item, "--line", line)
    return item


def _assess(play: Play, act: dict[str, Any]) -> None:
    """Several items are assessed in combination."""
    seen = [_opened(play, act["by"], play.item(one)) for one in act["items"]]
    limbs = [word for limb in act.get("limbs", ()) for word in ("--limb", limb)]
    issue = ["--issue", act["issue"]] if "issue" in act else []
    told = ("--accused", act["accused"], "--reason", act["reason"], *limbs, *issue)
    play.run(act["by"], "assess", play.case, act["value"], *seen, *told)


def _claim(play: Play, act: dict[str, Any]) -> None:
    told = ("--interest", act["interest"], "--reason", act["reason"])
    play.run(
        act["by"], "sensitive", "claim", play.case, _opened(play, act["by"], play.item(act["item"])), *told
    )


def _view(play: Play, act: dict[str, Any]) -> None:
    with contextlib.closing(play.db()) as db:
        asked = ("SELECT item_id FROM sensitive_claims WHERE number = ?", (act["number"].lstrip("S"),))
        _opened(play, act["by"], db.execute(*asked).fetchone()[0])
    said = (act["number"], act["view"], "--reason", act["reason"])
    play.run(act["by"], "sensitive", "view", play.case, *said)


def _take_back(play: Play, act: dict[str, Any]) -> None:
    play.run(act["by"], "sensitive", "end", play.case, act["number"], "--reason", act["reason"])


def _defence(play: Play, act: dict[str, Any]) -> None:
    words = play.top / "served.txt"
    words.write_text(act["words"], "utf-8")
    told = ["--accused", act["accused"], "--day", act["day"], "--words-file", words]
    told += [word for issue in act.get("issues", ()) for word in ("--issue", issue)]
    play.run(act["by"], "defence", "add", play.case, act["sort"], *told)


def _reply(play: Play, act: dict[str, Any]) -> None:
    told = ("--day", act["day"], "--words", act["words"])
    play.run(act["by"], "defence", "answer", play.case, act["number"], act["answer"], *told)


def _keep_due(play: Play, act: dict[str, Any]) -> None:
    """Everything that is due for review still is looked at again by who decided it, and stands."""
    rows = play.json("prosecutor", "due", "list", play.case)
    for who, item in dict.fromkeys(
        ("prosecutor" if row["person"] else "reviewer", row["item"]) for row in rows
    ):
        play.run(who, "due", "keep", play.case, _opened(play, who, item), "--reason", act["reason"])


ACTS = {
    "record": _record,
    "assess": _assess,
    "claim": _claim,
    "view": _view,
    "take_back": _take_back,
    "defence": _defence,
    "reply": _reply,
    "keep_due": _keep_due,
    "decide": _decide,
    "tag": _tag,
    "mark": _mark,
    "keep_only": _keep_only,
    "whole_page": _whole,
    "person": _person,
    "endorse": _endorse,
    "rule_marks": _rule_marks,
    "approve": _approve,
    "hold": _hold,
    "narrow": _narrow,
    "produce": _produce,
}
