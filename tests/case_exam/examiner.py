"""The examiner: what leaves is read with other programs (`pdftotext`, openpyxl, plain SQL), never with the
program's own functions, and compared with what the author of the case says is true."""

import contextlib
import csv
import io
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.case_exam.cover_exam import of_the_cover
from tests.case_exam.playing import Play, bearer, squeezed, toml
from tests.case_exam.served import Served, conversation, messages, production_of, read, schedule

TOKEN = re.compile(r"\[[A-Z][A-Z -]* \d+\]")
MACHINE = re.compile(
    r"\b[A-Z]{2,}_[A-Z0-9_]+\b|\bNone\b|\bnan\b|\[\]|\(\)|\bTrue\b|\bFalse\b|reported by the source"
)
_FORMS = re.compile(r"\d{4}-\d{2}-\d{2}T|\(UTC[+-]|\b\d{13}\b")
_OWN = ("cover.pdf", "letter.pdf", "transcripts/", "schedule/")


def findings(play: Play, name: str, served: Served | None = None) -> list[str]:
    """Everything that is wrong with a bundle, as sentences; nothing where it is true."""
    served = served or read(play.bundles[name])
    told = next(one for one in play.key["bundle"] if one["name"] == name)
    checks = (
        _decisive,
        _secret,
        _copied,
        _coded,
        _numbers,
        _changes,
        _gaps,
        _labels,
        _machine,
        _times,
        _claims,
        _figures,
        _papers,
        _verifies,
        _described,
        _certified,
        _recorded,
        _of_the_record,
        _lettered,
        _stays_at_home,
        _indexed,
        _cover,
    )
    return [f"{check.__name__.strip('_')}: {one}" for check in checks for one in check(play, told, served)]


def wrong(play: Play) -> dict[str, list[str]]:
    """What is wrong with each bundle of a case; nothing where all are true and all are there."""
    missing = {one["name"] for one in play.key["bundle"]} ^ set(play.bundles)
    found = {name: findings(play, name) for name in play.bundles} | {name: ["is missing"] for name in missing}
    return {name: sentences for name, sentences in found.items() if sentences}


def unsaid(play: Play, acts: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Refusals that the acts of a case expect and that did not come, each with the word that was not said."""
    meant = [(act["bundle"], word) for act in acts for word in act.get("refused", ())]
    assert meant
    return [
        (bundle, word) for bundle, word in meant if word.lower() not in play.refused.get(bundle, "").lower()
    ]


def _has(words: str, passage: str) -> bool:
    return squeezed(passage).lower() in words.lower()


def _standing_copies(play: Play, told: dict[str, Any]) -> list[str]:
    return list(told["copied"])


def _decisive(play: Play, told: dict[str, Any], served: Served) -> Iterator[str]:
    """Each decisive sentence of what is copied, word for word."""
    copies = served.copies()
    for item in play.key["item"]:
        if item["text"] in _standing_copies(play, told):
            for sentence in item["decisive"]:
                if squeezed(sentence) not in copies and _as_set(squeezed(sentence)) not in copies:
                    yield f"“{sentence}” is not there word for word"


def _as_set(sentence: str) -> str:
    """A sentence with its signs by their Unicode names, as a paper sets those that its fonts lack."""
    shown = (
        f"[{unicodedata.name(one, '').lower()}]" if unicodedata.category(one) == "So" else one
        for one in sentence
    )
    return "".join(shown)


def _secret(play: Play, told: dict[str, Any], served: Served) -> Iterator[str]:
    everything = served.all()
    for word in dict.fromkeys(word for item in play.key["item"] for word in item.get("secret", ())):
        if re.search(rf"(?<!\w){re.escape(squeezed(word))}(?!\w)", everything, re.IGNORECASE):
            where = [name for name, text in served.words.items() if _has(text, word) or _has(name, word)]
            yield f"a planted secret of {len(word)} letters ({word[:2]}…) stands in {', '.join(where)}"


def _copied(play: Play, told: dict[str, Any], served: Served) -> Iterator[str]:
    copies = served.copies()
    yield from (f"“{one}” is not copied" for one in told["copied"] if not _has(copies, one))
    yield from (
        f"“{one}” is copied, though only open to inspection" for one in told["inspect"] if _has(copies, one)
    )
    yield from (f"“{one}” is in the bundle" for one in told["not_in"] if _has(copies, one))


def _coded(play: Play, told: dict[str, Any], served: Served) -> Iterator[str]:
    """What went equals what the prosecutor coded for this accused, by SQL over the log of productions."""
    with contextlib.closing(play.db()) as db:
        production = production_of(db, served)
        rows = db.execute(
            "SELECT DISTINCT p.item_id, (SELECT e.code FROM endorsements e WHERE e.item_id = p.item_id AND e.accused = ? "
            "ORDER BY e.number DESC LIMIT 1) FROM production_items p WHERE p.production_id = ?",
            (told["accused"], production),
        ).fetchall()
    yield from (f"item {item} went with code {code}" for item, code in rows if code != "DISCLOSE")
    if not rows and told["copied"]:
        yield "nothing is on record as handed over"


def _numbers(play: Play, told: dict[str, Any], served: Served) -> Iterator[str]:
    rows = schedule(served)
    if sorted(rows) != sorted(told["numbers"]):
        yield f"the schedule has numbers {sorted(rows)}, and should have {sorted(told['numbers'])}"
    gone = sorted(number for number, row in rows.items() if row[1].startswith("Withdrawn"))
    if gone != sorted(told["withdrawn"]):
        yield f"withdrawn are {gone}, and should be {sorted(told['withdrawn'])}"


def _changes(play: Play, told: dict[str, Any], served: Served) -> Iterator[str]:
    words = served.words["schedule/mg6c.pdf"]
    first = "What changed since" not in words and "Nothing changed since" not in words
    earlier = [one["name"] for one in play.key["bundle"] if one["accused"] == told["accused"]]
    if f"Schedule no.: {earlier.index(told['name']) + 1} " not in words:
        yield "the schedule has another number than its bundle"
    if told["name"] == earlier[0]:
        if not first:
            yield "a first schedule speaks of changes"
        return
    if first:
        yield "it does not say what changed since the last"
        return
    said_new = {int(one) for part in re.findall(r"New: items? ([\d, ]+)\.", words) for one in part.split(",")}
    if said_new != set(told["new"]):
        yield f"it calls {sorted(said_new)} new, and should {sorted(told['new'])}"
    said = {int(one) for one in re.findall(r"Item (\d+): ", words)}
    if missing := set(told.get("changed", ())) - said:
        yield f"it does not say that {sorted(missing)} changed"


def _entries(play: Play, served: Served) -> dict[int, list[tuple[int, str, str, int]]]:
    """By number of the schedule, each copied item in order: id, name and number of its sender, messages between it
    and the one before, by SQL."""
    with contextlib.closing(play.db()) as db:
        production = production_of(db, served)
        rows = db.execute(
            "WITH ranked AS (SELECT id, thread_id, row_number() OVER (PARTITION BY thread_id ORDER BY position, id) AS place "
            "FROM items WHERE kind <> 'SYSTEM') SELECT n.number, i.id, coalesce(p.name, ''), coalesce(p.identifier, ''), r.place "
            "FROM production_items g JOIN items i ON i.id = g.item_id JOIN ranked r ON r.id = i.id JOIN schedule_numbers n ON "
            "n.line_id = g.line_id AND n.thread_id = i.thread_id JOIN scheduled s ON s.production_id = g.production_id AND "
            "s.number = n.number LEFT JOIN parties p ON p.id = i.sender_id WHERE g.production_id = ? ORDER BY n.number, r.place",
            (production,),
        ).fetchall()
    found: dict[int, list[tuple[int, str, str, int]]] = {}
    last: dict[int, int] = {}
    for number, item, person, identifier, place in rows:
        between = place - last.get(number, 0) - 1
        last[number] = place
        found.setdefault(number, []).append((item, person, identifier, between))
    return found


def _gaps(play: Play, told: dict[str, Any], served: Served) -> Iterator[str]:
    for number, rows in _entries(play, served).items():
        name = f"transcripts/item-{number:04d}.pdf"
        if name not in served.pages:
            continue
        talk, said_after = conversation(served, name)
        said = [left for _, _, left in talk]
        meant = [between for *_, between in rows]
        if said != meant:
            yield f"{name} says {said} messages are left out before each, and {meant} are"
        with contextlib.closing(play.db()) as db:
            ((after,),) = db.execute(
                "SELECT count(*) FROM items l JOIN items o ON o.thread_id = l.thread_id AND (o.position, o.id) > "
                "(l.position, l.id) WHERE l.id = ? AND o.kind <> 'SYSTEM'",
                (rows[-1][0],),
            ).fetchall()
        if said_after != after:
            yield f"{name} says {said_after} messages are left out after its last, and {after} are"


def _labels(play: Play, told: dict[str, Any], served: Served) -> Iterator[str]:
    """Each person one label, by name or by token as the key says; each token one person."""
    called: dict[str, set[str]] = {}
    for number, rows in _entries(play, served).items():
        name = f"transcripts/item-{number:04d}.pdf"
        for (_, person, identifier, _), (_, label, _) in zip(
            rows, messages(served, name) if name in served.pages else (), strict=False
        ):
            if who := bearer(play, person, identifier):
                called.setdefault(who, set()).add(label)
    for who, labels in called.items():
        kind = next(one["label"] for one in play.key["person"] if one["name"] == who)
        if len(labels) > 1:
            yield f"a person of the key (label {kind}) stands under {len(labels)} labels: {sorted(labels)}"
        is_token = any(TOKEN.fullmatch(one) for one in labels)
        if is_token != (kind == "token"):
            yield f"{sorted(labels)} should stand by {kind}"
    owners: dict[str, set[str]] = {}
    for who, labels in called.items():
        for label in labels:
            owners.setdefault(label, set()).add(who)
    yield from (
        f"{label} stands for {len(whose)} people" for label, whose in owners.items() if len(whose) > 1
    )
    yield from _masks(play, served)


def _masks(play: Play, served: Served) -> Iterator[str]:
    """Each token of a copy is one that a mark of a person, or a sender's label, made."""
    with contextlib.closing(play.db()) as db:
        made = {row[0] for row in db.execute("SELECT label FROM tokens")}
    for token in sorted(set(TOKEN.findall(served.copies())) - made - {"[PHONE 1]", "[LEFT OUT]"}):
        yield f"{token} was made by nobody"


def _machine(play: Play, told: dict[str, Any], served: Served) -> Iterator[str]:
    for name, text in served.words.items():
        if name.startswith(_OWN):
            for word in sorted(set(MACHINE.findall(text))):
                yield f"{name} prints the program's word {word!r}"
    yield from (
        f"{name} is in the bundle" for name in ("log.jsonl", "log.pdf") if (served.folder / name).exists()
    )


def _times(play: Play, told: dict[str, Any], served: Served) -> Iterator[str]:
    for name, text in served.words.items():
        if name.startswith("transcripts/"):
            if form := _FORMS.search(text):
                yield f"{name} prints a time as {form[0]!r}"
            if text.count("London time") > 2:  # its head and a note
                yield f"{name} names its zone more than once"


def _claims(play: Play, told: dict[str, Any], served: Served) -> Iterator[str]:
    everything = served.all()
    senses = toml(Path(__file__).with_name("senses.toml"))
    for claim in play.key["claim"]:
        if "bundles" in claim and told["name"] not in claim["bundles"]:
            continue
        for words in _meant(senses, claim.get("says", "")):
            if not _has(everything, words):
                yield f"it does not say “{words}” ({claim['because']})"
        if claim.get("never") and squeezed(claim["never"]) in everything:
            yield f"it says what it must not ({claim['because']})"


def _meant(senses: dict[str, list[str]], said: str) -> list[str]:
    return senses.get(said, [said] if said else [])


def _figures(play: Play, told: dict[str, Any], served: Served) -> Iterator[str]:
    """What the management document counts, against plain SQL."""
    import pymupdf

    stated: dict[int, tuple[int, int]] = {}
    with pymupdf.open(served.folder / "schedule" / "management.pdf") as paper:
        for page in paper:
            for table in page.find_tables().tables:
                for row in table.extract():
                    cells = [squeezed(cell or "") for cell in row]
                    if len(cells) == 8 and cells[0].isdigit() and "|" in cells[7]:
                        stated[int(cells[0])] = (
                            int(cells[4].replace(",", "")),
                            int(cells[6].replace(",", "")),
                        )
    with contextlib.closing(play.db()) as db:
        for number, (_, relevant) in stated.items():
            told_now = _relevant(db, number, served)
            if told_now is not None and told_now != relevant:
                yield f"line {number}: {relevant} relevant are stated, {told_now} are"
    for figure, meant in told.get("figures", {}).items():
        if (
            (line := re.fullmatch(r"relevant_line_(\d+)", figure))
            and int(line[1]) in stated
            and stated[int(line[1])][1] != meant
        ):
            yield f"line {line[1]}: {stated[int(line[1])][1]} relevant are stated, the author counts {meant}"
    if not stated:
        yield "the management document has no table of lines"


def _relevant(db: Any, number: int, served: Served) -> int | None:
    """How many items stand as relevant to a line, where this is the last bundle of the case."""
    last = db.execute("SELECT id FROM productions ORDER BY rowid DESC LIMIT 1").fetchone()[0]
    if last != production_of(db, served):
        return None
    return int(
        db.execute(
            "SELECT count(*) FROM (SELECT d.item_id, d.value FROM decisions d JOIN lines l ON l.id = d.line_id WHERE l.number = ? AND "
            "d.undoes IS NULL AND d.number = (SELECT max(n.number) FROM decisions n WHERE n.line_id = d.line_id AND n.item_id = "
            "d.item_id)) r JOIN in_scope s ON s.item_id = r.item_id AND s.line_id = (SELECT id FROM lines WHERE number = ?) WHERE r.value = 'RELEVANT' AND r.item_id NOT IN (SELECT item_id "
            "FROM sensitive_claims WHERE id NOT IN (SELECT claim_id FROM sensitive_ends))",
            (number, number),
        ).fetchone()[0]
    )


def _described(play: Play, told: dict[str, Any], served: Served) -> Iterator[str]:
    """Each entry that stands says what it is, how many, and on what line it bears."""
    for number, row in schedule(served).items():
        if not row[1].startswith("Withdrawn") and "bearing on line of enquiry" not in row[1]:
            yield f"entry {number} is described as “{row[1][:20]}”"


def _certified(play: Play, told: dict[str, Any], served: Served) -> Iterator[str]:
    """The certificate says of each entry what the schedule says: which codes, of how many."""
    certified = {
        int(row[0]): row[2] for row in served.sheets["schedule/sdc.xlsx"] if row and row[0].isdigit()
    }
    for number, row in schedule(served).items():
        scheduled = "" if row[3] == "ND" else row[3]
        if not row[1].startswith("Withdrawn") and certified.get(number) != scheduled:
            yield f"the certificate says {certified.get(number)!r} of entry {number}, the schedule {row[3]!r}"


def _recorded(play: Play, told: dict[str, Any], served: Served) -> Iterator[str]:
    """Nothing is called missing that the case has: requests for material of third parties."""
    words = served.words["schedule/management.pdf"]
    with contextlib.closing(play.db()) as db:
        asked = db.execute("SELECT count(*) FROM exhibits WHERE kind = 'THIRD_PARTY'").fetchone()[0]
    if asked and re.search(r"Third-party material:? Nothing is recorded", words):
        yield "the management document says that nothing is recorded of third-party material"
    if re.search(rf"R v: {re.escape(told['accused'])}, [A-Z]", served.words["schedule/mg6c.pdf"]):
        yield "the schedule names an accused whom it is not for"


def _of_the_record(play: Play, told: dict[str, Any], served: Served) -> Iterator[str]:
    """Charges and issues are those that were entered for this accused, in their words, and no others."""
    words = served.words["schedule/management.pdf"]
    with contextlib.closing(play.db()) as db:
        rows = db.execute(
            "SELECT e.sort, e.number, e.words, p.name FROM case_entries e LEFT JOIN case_people p ON p.id = e.person_id "
            "WHERE e.sort IN ('CHARGE', 'ISSUE') AND e.id NOT IN (SELECT entry_id FROM case_entry_ends)"
        ).fetchall()
    own = [row for row in rows if row[3] in (None, told["accused"])]
    charges = [row[2] for row in own if row[0] == "CHARGE"]
    if ("Charges not recorded" in words) == bool(charges):
        yield "the management document says of charges what the case record does not"
    for said in charges:
        if not _has(words, said):
            yield f"the charge “{said[:30]}” is not printed"
    printed = set(map(int, re.findall(r"\bIssue (\d+)\b(?: \(from defence document \d+\))?:", words)))
    issues = {row[1] for row in own if row[0] == "ISSUE"}
    # the issues of an earlier bundle are those that had been entered by then
    if not printed <= issues:
        yield f"issues are printed that nobody entered: {sorted(printed - issues)}"


def _lettered(play: Play, told: dict[str, Any], served: Served) -> Iterator[str]:
    """The letter is the first, a further one, or says there is nothing, as what was handed over has it."""
    with contextlib.closing(play.db()) as db:
        made = db.execute(
            "SELECT p.rowid, p.id FROM productions p JOIN production_for f ON f.production_id = p.id JOIN case_people "
            "c ON c.id = f.person_id WHERE c.name = ? ORDER BY p.rowid",
            (told["accused"],),
        ).fetchall()
        at = [name for name, one in play.order() if one == told["accused"]].index(told["name"])
        handed = [
            {
                row[0]
                for row in db.execute("SELECT item_id FROM production_items WHERE production_id = ?", (one,))
            }
            for _, one in made[: at + 1]
        ]
    words = served.words["letter.pdf"]
    rows = [row for row in schedule(served).values() if not row[1].startswith("Withdrawn")]
    open_to_see = any(re.match(r"I\b", part) for row in rows for part in row[3].split("\n"))
    is_first, new = at == 0, handed[-1] - set().union(*handed[:-1])
    if is_first and ("Under section 3(1)(b)" in words) == bool(new or open_to_see):
        yield "the first letter says that there is nothing to disclose where there is, or the other way round"
    if not is_first and ("Further material now meets" in words) != bool(new) and not open_to_see:
        yield "the letter says that there is something further where there is not, or the other way round"


OFFICE = re.compile(r"(?<![\w+/])(?:MG6[DE]|mg6[de])(?![\w+/=])|record-sheet|case-file\.json")
"""Names of office papers, as words: signatures written in base64 hold any four letters now and then."""


def _stays_at_home(play: Play, told: dict[str, Any], served: Served) -> Iterator[str]:
    """Nothing of the papers that stay in the office is served, nor a word of what is sensitive."""
    for found in OFFICE.findall(served.all()):
        yield f"{found} is in what is served"
    with contextlib.closing(play.db()) as db:
        secret = db.execute(
            "SELECT i.text FROM items i JOIN sensitive_claims c ON c.item_id = i.id WHERE c.id NOT IN "
            "(SELECT claim_id FROM sensitive_ends)"
        ).fetchall()
    yield from ("a sensitive item is in what is served" for (text,) in secret if _has(served.all(), text))


_EXAMPLE = {"[PHONE 1]"}
"""The token that each transcript names as an example."""


def _indexed(play: Play, told: dict[str, Any], served: Served) -> Iterator[str]:
    """The index lists, of each copy, the tokens that stand in it and no others."""
    listed: dict[str, set[str]] = {}
    index = served.folder / "schedule" / "redactions.csv"
    for row in as_rows(index.read_text("utf-8-sig"))[1:] if index.exists() else []:
        listed.setdefault(row[1], set()).update(TOKEN.findall(row[-1]))
    for name, text in served.words.items():
        if name.startswith(("transcripts/", "documents/")):
            odd = (set(TOKEN.findall(text)) ^ listed.get(name, set())) - _EXAMPLE
            if odd:
                yield f"{name} and the index differ on {sorted(odd)}"


def _papers(play: Play, told: dict[str, Any], served: Served) -> Iterator[str]:
    """Each page of each paper says for whom it is and how it may be used."""
    for name, pages in served.pages.items():
        if not name.startswith(_OWN):
            continue
        for number, page in enumerate(pages, 1):
            if "CPIA 1996 ss.17" not in squeezed(page):
                yield f"{name}, page {number}, has no notice of confidential use"
    if told["accused"] not in served.words["cover.pdf"]:
        yield "the cover does not name the accused"


def _cover(play: Play, told: dict[str, Any], served: Served) -> Iterator[str]:
    with contextlib.closing(play.db()) as db:
        yield from of_the_cover(db, told, served)


def _verifies(play: Play, told: dict[str, Any], served: Served) -> Iterator[str]:
    done = subprocess.run(
        [sys.executable, "-I", "verify.py"], cwd=served.folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        yield f"verify.py says {done.stdout.strip().splitlines()[:1]}"


def as_rows(text: str) -> list[list[str]]:
    """A table in commas, as rows."""
    return list(csv.reader(io.StringIO(text)))
