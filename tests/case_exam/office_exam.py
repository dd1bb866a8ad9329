"""The examiner of what is not served: sensitive schedule, officer's report, record sheet, case file, the sheet of
before and after, the import report, the complainant's plain statement, letters that refuse and the log are read with other
programs and held against plain SQL."""

import contextlib
import json
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tests.case_exam import log_exam, looking_exam, refusal_exam
from tests.case_exam.examiner import MACHINE
from tests.case_exam.playing import Play, squeezed

SECRET = "apart from the others"  # pdftotext takes 32 signs
_CAPITALS = re.compile(r"\b[A-Z]{3,}(?: [A-Z]{2,})+\b")
_TIME = re.compile(r"\b(\d{2})\.(\d{2})\.(\d{4}) (\d{2}:\d{2})\b")
FORMS = ("statement-english.pdf", "statement-cymraeg.pdf", "statement-easy-read.pdf")


@dataclass
class AtHome:
    """What was written for one accused and for the complainant, as other programs read it, and where it lies; the exhibits
    that are the complainant's, or about the complainant."""

    accused: str
    hers: tuple[str, ...]
    words: dict[str, str]
    case_file: dict[str, Any]
    top: Path


def written(play: Play, top: Path) -> Path:
    """The papers of the office, the statement, letters and the log, written by commands into new folders."""
    told = play.key["home"]
    top.mkdir(parents=True)
    secret = top / "secret"
    secret.write_text(SECRET, "utf-8")
    locked = ("--accused", told["accused"], "--sensitive-passphrase-file", secret)
    play.run("officer", "office", play.case, top / "office", *locked)
    also = [word for ref in told["about"] for word in ("--about", ref)]
    named = ("--complainant", told["complainant"], *also)
    play.run("officer", "statement", play.case, top / "statement", *named)
    (top / "looking").mkdir()
    why = ("--reason", "The examination of the whole case")
    play.run("officer", "sheet", play.case, top / "looking" / looking_exam.SHEET, *why)
    play.run("officer", "import-report", play.case, top / "looking" / looking_exam.IMPORTS)
    refusal_exam.written(play, top / "letters")
    log_exam.written(play, top / "log")
    return top


def read(play: Play, top: Path) -> AtHome:
    """What `written` wrote, by other programs; the sensitive schedule with its passphrase."""
    words: dict[str, str] = {}
    for path in sorted(top.glob("*/*.pdf")):
        asked = ["pdftotext", "-raw", "-upw", SECRET, str(path), "-"]  # cell by cell
        told = subprocess.run(asked, capture_output=True, check=True)
        words[path.name] = squeezed(told.stdout.decode("utf-8"))
    case_file = json.loads((top / "office" / "case-file.json").read_text("utf-8"))
    return AtHome(play.key["home"]["accused"], tuple(play.key["home"]["hers"]), words, case_file, top)


def findings(play: Play, home: AtHome) -> list[str]:
    """Everything that is wrong with them, as sentences; nothing where they are true."""
    checks = (
        _sensitive,
        _report,
        _record,
        _case_file,
        _statement,
        _forms,
        _machine,
        _sheet,
        _imports,
        _letters,
        _log,
    )
    with contextlib.closing(play.db()) as db:
        return [f"{check.__name__.strip('_')}: {one}" for check in checks for one in check(db, home) if one]


def _sheet(db: Any, home: AtHome) -> Iterator[str]:
    return looking_exam.of_the_sheet(db, home.words[looking_exam.SHEET])


def _imports(db: Any, home: AtHome) -> Iterator[str]:
    return looking_exam.of_the_imports(db, home.words[looking_exam.IMPORTS])


def _letters(db: Any, home: AtHome) -> Iterator[str]:
    return refusal_exam.of_the_letters(db, home.words)


def _log(db: Any, home: AtHome) -> Iterator[str]:
    return log_exam.of_the_log(db, home.words, home.top)


def _holds(paper: str, said: str) -> bool:
    return squeezed(said) in paper


def _sensitive(db: Any, home: AtHome) -> Iterator[str]:
    paper = home.words["mg6d.pdf"]
    claims = db.execute(
        "SELECT number, reason FROM sensitive_claims WHERE id NOT IN (SELECT claim_id FROM sensitive_ends)"
    ).fetchall()
    printed = {int(one) for one in re.findall(r"\bS(\d+)\b", paper)}
    if printed != {number for number, _ in claims}:
        yield f"the sensitive schedule holds S{sorted(printed)}"
    yield from (
        f"S{number} stands without its reason" for number, reason in claims if not _holds(paper, reason)
    )
    if bool(claims) == ("nothing to list on this schedule" in paper):
        yield "the sensitive schedule says that there is nothing where there is, or the other way round"


_RELEVANT = (
    "SELECT DISTINCT d.item_id FROM decisions d JOIN in_scope s ON s.item_id = d.item_id AND s.line_id = d.line_id "
    "WHERE d.undoes IS NULL AND d.value = 'RELEVANT' AND d.id NOT IN (SELECT undoes FROM decisions WHERE undoes IS NOT "
    "NULL) AND d.number = (SELECT max(n.number) FROM decisions n WHERE n.line_id = d.line_id AND n.item_id = d.item_id "
    "AND n.undoes IS NULL AND n.id NOT IN (SELECT undoes FROM decisions WHERE undoes IS NOT NULL)) AND d.item_id NOT IN "
    "(SELECT item_id FROM held_items)"
)
_CLAIMED = "SELECT item_id FROM sensitive_claims WHERE id NOT IN (SELECT claim_id FROM sensitive_ends)"


def _person(db: Any, name: str) -> int:
    return int(db.execute("SELECT id FROM standing_case_people WHERE name = ?", (name,)).fetchone()[0])


def _report(db: Any, home: AtHome) -> Iterator[str]:
    """The report gives each item that was assessed as passing, with its issue and reason, and no other."""
    paper = home.words["mg6e.pdf"]
    rows = db.execute(
        "SELECT item_id, value, issue, reason FROM assessments a WHERE person_id = ? AND number = (SELECT max(number) FROM "
        f"assessments n WHERE n.item_id = a.item_id AND n.person_id = a.person_id) AND (item_id IN ({_RELEVANT}) OR "
        f"item_id IN ({_CLAIMED}))",
        (_person(db, home.accused),),
    ).fetchall()
    passing = {item: (issue, reason) for item, value, issue, reason in rows if value == "PASSES"}
    printed = {
        int(one)
        for one in re.findall(
            r"\bItem (\d+)(?:, number \d+ of \d+ in its entry(?: as it stands on [\d.]+)?)?:", paper
        )
    }
    if printed != set(passing):
        yield f"the report gives items {sorted(printed)}, and {sorted(passing)} were assessed as passing"
    for item, (issue, reason) in passing.items():
        if not _holds(paper, reason):
            yield f"the report lacks the reason of item {item}"
        if f"issue {issue}:" not in paper:
            yield f"the report does not name issue {issue}"


def _record(db: Any, home: AtHome) -> Iterator[str]:
    """The record sheet has each act on disclosure, in the words of who acted, in order of time."""
    paper, person = home.words["record-sheet.pdf"], _person(db, home.accused)
    said = [
        *db.execute("SELECT DISTINCT reason FROM endorsements WHERE accused = ?", (home.accused,)),
        *db.execute("SELECT DISTINCT reason FROM assessments WHERE person_id = ?", (person,)),
        *db.execute("SELECT DISTINCT reason FROM sensitive_claims"),
        *db.execute("SELECT DISTINCT reason FROM sensitive_views"),
        *db.execute("SELECT DISTINCT words FROM police_requests"),
        *db.execute(
            "SELECT a.words FROM defence_answers a JOIN defence_documents d ON d.id = a.document_id "
            "WHERE d.person_id = ?",
            (person,),
        ),
        *db.execute("SELECT DISTINCT reason FROM reviews_kept WHERE person_id IN (0, ?)", (person,)),
    ]
    yield from (f"the record sheet lacks “{one[0][:30]}”" for one in said if not _holds(paper, one[0]))
    served = {
        row[0] for row in db.execute("SELECT number FROM defence_documents WHERE person_id = ?", (person,))
    }
    told = {int(one) for one in re.findall(r"recorded defence document (\d+)", paper)}
    if served != told:
        yield f"the record sheet has defence documents {sorted(told)}"
    made = db.execute("SELECT count(*) FROM production_for WHERE person_id = ?", (person,)).fetchone()[0]
    if paper.count("produced a bundle") != made:
        yield "the record sheet has not each bundle once"
    times = [f"{year}{month}{day}{at}" for day, month, year, at in _TIME.findall(paper)]
    if times != sorted(times):
        yield "the record sheet is not in order of time"


def _case_file(db: Any, home: AtHome) -> Iterator[str]:
    """The case file has each relevant item once, with the prosecutor's last code and reason; what is sensitive has no
    description."""
    rows = home.case_file["unusedMaterial"]
    listed = Counter(row["ItemId"] for row in rows)
    claimed = {row[0] for row in db.execute(_CLAIMED)}
    wanted = {row[0] for row in db.execute(_RELEVANT)} - claimed
    if set(listed) != wanted:
        yield f"the case file lists {len(listed)} items, and {len(wanted)} are relevant"
    if {row["ItemId"] for row in home.case_file["sensitiveMaterial"]} != claimed:
        yield "the case file has other sensitive items than were claimed"
    last = {
        item: (code, reason)
        for item, code, reason in db.execute(
            "SELECT item_id, code, reason FROM endorsements WHERE accused = ? ORDER BY number",
            (home.accused,),
        )
    }
    for row in rows:
        code, reason = last.get(row["ItemId"], ("", ""))
        if row["isProvided"] != (code == "DISCLOSE") or row["cpsRationale"] != reason:
            yield f"the case file says of item {row['ItemId']} what the prosecutor did not"


def _hers(db: Any, home: AtHome) -> dict[str, int]:
    """Items by exhibit of what is the complainant's own or about the complainant."""
    rows = db.execute(
        "SELECT x.ref, count(i.id) FROM exhibits x LEFT JOIN sources s ON s.exhibit_id = x.id LEFT JOIN items i ON "
        "i.source_id = s.id GROUP BY x.id"
    ).fetchall()
    return {ref: many for ref, many in rows if ref in home.hers}


def _statement(db: Any, home: AtHome) -> Iterator[str]:
    """Each figure of the statement, counted again."""
    paper, hers = home.words[FORMS[0]], _hers(db, home)
    marks = ",".join("?" * len(hers))
    own = (
        "SELECT i.id FROM items i JOIN sources s ON s.id = i.source_id JOIN exhibits x ON x.id = s.exhibit_id "
        f"WHERE x.ref IN ({marks})"
    )

    def count(sql: str) -> int:
        return int(db.execute(sql.format(own=own), tuple(hers)).fetchone()[0])

    held = sum(hers.values())
    seen = count("SELECT count(DISTINCT item_id) FROM openings WHERE item_id IN ({own})")
    aside = count("SELECT count(DISTINCT item_id) FROM held_items WHERE item_id IN ({own})")
    said = [
        f"There are {held:,} things",
        f"Only {count('SELECT count(DISTINCT item_id) FROM in_scope WHERE item_id IN ({own})'):,} of them",
        f"People opened {seen:,} of them",
        f"the other {held - seen:,}.",
        f"held back {aside:,} that",
        *(f"({ref}): {many:,} " for ref, many in hers.items()),
    ]
    yield from (f"the statement does not say “{one}”" for one in said if one not in paper)
    yield from _given(db, home, paper, own, tuple(hers))


def _given(db: Any, home: AtHome, paper: str, own: str, refs: tuple[str, ...]) -> Iterator[str]:
    """Who was given something of it: by day, recipient and accused, what no bundle for that accused had."""
    rows = db.execute(
        "SELECT p.at, p.recipient, c.name, g.item_id FROM productions p "
        "JOIN production_items g ON g.production_id = p.id "
        "JOIN production_for f ON f.production_id = p.id JOIN case_people c ON c.id = f.person_id "
        f"WHERE g.item_id IN ({own}) ORDER BY p.rowid",
        refs,
    ).fetchall()
    had: dict[str, set[int]] = {}
    new: dict[tuple[str, str, str], int] = {}
    for at, to, accused, item in rows:
        day = datetime.fromisoformat(at).astimezone(ZoneInfo("Europe/London")).strftime("%d.%m.%Y")
        new[day, to, accused] = new.get((day, to, accused), 0) + (item not in had.setdefault(accused, set()))
        had[accused].add(item)
    for (day, to, accused), many in new.items():
        if f"On {day}, {many:,} of them went to {squeezed(to)}" not in paper:
            yield f"the statement does not say that {many} went to the defence of {accused} on {day}"
    if not rows and "Nothing of yours" not in paper:
        yield "the statement does not say that nothing was given"


def _forms(db: Any, home: AtHome) -> Iterator[str]:
    """The three forms give the same figures."""
    figures = [
        Counter(re.findall(r"(?<![\w/.])\d[\d,]*(?![\w/.]*\d)", _body(home.words[one]))) for one in FORMS
    ]
    for form, found in zip(FORMS[1:], figures[1:], strict=True):
        if missing := found - figures[0]:
            yield f"{form} has figures that the English form has not: {sorted(missing)}"
        if form == FORMS[1] and (missing := figures[0] - found):
            yield f"{form} lacks figures of the English form: {sorted(missing)}"


def _body(paper: str) -> str:
    """A statement without the heads of its pages."""
    return re.sub(r"\b(?:Page|Tudalen) \d+ (?:of|o) \d+", "", paper)


def _machine(db: Any, home: AtHome) -> Iterator[str]:
    people = {word for row in db.execute("SELECT name FROM standing_case_people") for word in row[0].split()}
    for name, text in home.words.items():
        if name in {looking_exam.SHEET, looking_exam.IMPORTS, log_exam.EXTRACT}:
            continue  # they print texts, file names of the material and names of acts, capitals and all
        for found in sorted({*MACHINE.findall(text), *_CAPITALS.findall(text)}):
            if not set(found.split()) <= people:
                yield f"{name} prints the program's word {found!r}"
