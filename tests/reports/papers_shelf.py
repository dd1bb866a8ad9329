"""Makes docs/papers anew: every kind of paper, by the program's own commands on the demo's case.

    python -m tests.reports.papers_shelf OUT [DEMO]

OUT is a new folder. DEMO is a folder that `demo --headless` wrote; without it the demo is made (minutes). What is done
beyond the demo is done on a copy of its case.
"""

import contextlib
import io
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import pikepdf

from evidence_review import cli
from evidence_review.domain.kinds import DisclosureCode
from tests import build
from tests.case_exam.office_exam import SECRET, written
from tests.case_exam.playing import Play, toml
from tests.workflow.samples import four_chats as fc

PLAYED = Path(__file__).parents[1] / "case_exam" / "cases" / "demo"
OF_THE_FIRST = {
    "cover.pdf": "cover.pdf",
    "letter-initial.pdf": "letter.pdf",
    "mg6c.pdf": "schedule/mg6c.pdf",
    "sdc.pdf": "schedule/sdc.pdf",
    "management.pdf": "schedule/management.pdf",
    "redactions.pdf": "schedule/redactions.pdf",
    "transcript.pdf": "transcripts/item-0009.pdf",
    "document-edited.pdf": "documents/item-0005-edited.pdf",
}
"""Papers of the first bundle, by their name on the shelf."""
OF_THE_SECOND = {"letter-further.pdf": "letter.pdf", "mg6c-further.pdf": "schedule/mg6c.pdf"}
AT_HOME = (
    "office/mg6e.pdf",
    "office/record-sheet.pdf",
    "office/case-file.json",
    "statement/statement-english.pdf",
    "statement/statement-cymraeg.pdf",
    "statement/statement-easy-read.pdf",
)
CLAIMED = "another bad dream, same staircase. and my phone thinks it's already quarter past two"
"""An item of the demo that nobody is given: it stands for a sensitive one."""
ASKED = "Please let us have every message of the complainant to friends in March. (Fictional.)"
REFUSED = "It goes to no issue in the case beyond what has been disclosed."


def made(top: Path) -> Path:
    """The demo, made whole without a window."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        assert cli.main(["demo", "--headless", str(top / "demo")]) == 0
    return top / "demo"


def shelved(demo: Path, out: Path) -> None:
    """Every kind of paper into the new folder `out`, from a finished demo, which is left as it is."""
    out.mkdir(parents=True)
    for names, bundle in ((OF_THE_FIRST, "bundle"), (OF_THE_SECOND, "bundle-2")):
        for name, path in names.items():
            shutil.copyfile(demo / bundle / path, out / name)
    with tempfile.TemporaryDirectory(dir=Path.home()) as place:
        play = _copied(demo, Path(place))
        _told(play, demo, out)
        _at_home(play, out)
        _refused(play, out)
        _nothing(Path(place), out)


def _copied(demo: Path, top: Path) -> Play:
    users = toml(demo / "material" / "users.toml")
    play = Play("demo", top, users, toml(PLAYED / "key.toml"), words=_passphrase(users, "officer"))
    shutil.copytree(demo / "case", play.case)
    return play


def _passphrase(users: dict[str, Any], who: str) -> str:
    return next(str(one["passphrase"]) for one in users["user"] if one["key"] == who)


def _as(play: Play, who: str, *words: object) -> str:
    """A command as one of the demo's people, each with a passphrase of their own."""
    (play.top / "passphrase").write_text(_passphrase(play.facts, who), "utf-8")
    return play.run(who, *words)


def _told(play: Play, demo: Path, out: Path) -> None:
    """What is said of a document's proof, of the balance, of imports and of the marks, for the office."""
    document = demo / "bundle" / "transcripts" / "item-0009.pdf"
    (out / "proof.txt").write_text(play.run("", "verify", document), "utf-8")
    (out / "balance.txt").write_text(_as(play, "officer", "balance", play.case), "utf-8")
    _as(play, "officer", "import-report", play.case, out / "import-report.pdf")
    why = ("--reason", "To show what the sheet of before and after looks like")
    _as(play, "prosecutor", "sheet", play.case, out / "before-and-after.pdf", *why)


def _at_home(play: Play, out: Path) -> None:
    """The office's papers with one item that is claimed to be sensitive, and the statement."""
    _as(play, "officer", "items", play.case, "--item", (item := play.item(CLAIMED)), "--line", 2)
    claim = (
        "--interest",
        "POLICE_METHODS",
        "--reason",
        "It would show how the police follow a phone. (Fictional.)",
    )
    _as(play, "officer", "sensitive", "claim", play.case, item, *claim)
    _as(play, "prosecutor", "waiting", play.case, item)
    view = ("AGREED", "--application", "--reason", "The court is to be asked. (Fictional.)")
    _as(play, "prosecutor", "sensitive", "view", play.case, "S1", *view)
    _as(play, "officer", "case", "people", play.case)
    top = written(play, play.top / "home")
    for name in AT_HOME:
        shutil.copyfile(top / name, out / Path(name).name)
    with pikepdf.open(top / "office" / "mg6d.pdf", password=SECRET) as opened:
        opened.save(out / "mg6d.pdf", deterministic_id=True)


def _refused(play: Play, out: Path) -> None:
    """A request of the defence that the prosecutor refuses."""
    words = play.top / "asked.txt"
    words.write_text(ASKED, "utf-8")
    accused = play.key["home"]["accused"]
    told = ("--accused", accused, "--day", "2025-08-04", "--words-file", words)
    _as(play, "officer", "defence", "add", play.case, "REQUEST", *told)
    number = 2  # the demo has the defence statement
    answer = (number, "REFUSED", "--day", "2025-08-11", "--words", REFUSED)
    _as(play, "prosecutor", "defence", "answer", play.case, *answer)
    to = ("--to", "Defence solicitors (fictional)")
    _as(play, "prosecutor", "letter", "refusal", play.case, number, out / "letter-refusal.pdf", *to)


def _nothing(top: Path, out: Path) -> None:
    """The letters that there is nothing, or nothing further, to disclose: of a small case of its own."""
    folder = fc.case(top / "small")
    fc.decide(folder, *fc.LAST)
    fc.code(folder, dict.fromkeys(fc.LAST, DisclosureCode.CLEARLY_NOT_DISCLOSABLE))
    for name in ("letter-nil", "letter-nothing-further"):
        fc.produce(folder, top / name, build.ACCUSED)
        shutil.copyfile(top / name / "letter.pdf", out / f"{name}.pdf")


def main(words: list[str]) -> int:
    """As on the command line; the exit status."""
    if len(words) not in {1, 2}:
        print(__doc__)
        return 2
    with tempfile.TemporaryDirectory(dir=Path.home()) as place:
        shelved(Path(words[1]) if len(words) > 1 else made(Path(place)), Path(words[0]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
