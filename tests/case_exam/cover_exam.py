"""The examiner of the cover: for whom and of what day, how many entries have each code, and what is in the bundle, held
against the files that lie beside it and against plain SQL."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.case_exam.playing import squeezed
from tests.case_exam.served import Served, messages, production_of, schedule

LONDON = ZoneInfo("Europe/London")
_COUNT = re.compile(r"([\d,]+) · (?:with items [a-z ]+\((D|I|ND|CND)\)|with items (relied on)|(withdrawn))")
_FILE = re.compile(r"^\s*([a-z]+/[\w./-]+|letter\.pdf)\s{2,}(\S.*?)(?:\s{2,}([\d,]+ [a-z-]+))?\s*$")
_LETTERS = {
    "DISCLOSE": "D",
    "INSPECT": "I",
    "NOT_DISCLOSABLE": "ND",
    "CLEARLY_NOT_DISCLOSABLE": "CND",
    "EVIDENCE": "relied on",
}
_CODES_OF_THE_SCHEDULE = ("D", "I", "ND", "CND")
_NOUNS = {"MESSAGE": "message", "EMAIL": "e-mail", "PAGE": "page", "IMAGE": "page"}


def of_the_cover(db: Any, told: dict[str, Any], served: Served) -> Iterator[str]:
    """What is wrong with the cover of a bundle, as sentences."""
    production = production_of(db, served)
    yield from _for_whom(db, production, served)
    yield from _by_code(db, production, told, served)
    yield from _what_is_in_it(db, production, served)


def _for_whom(db: Any, production: str, served: Served) -> Iterator[str]:
    (urn,) = db.execute("SELECT value FROM facts WHERE name = 'urn'").fetchone()
    to, at, accused = db.execute(
        "SELECT p.recipient, p.at, c.name FROM productions p JOIN production_for f ON f.production_id = p.id "
        "JOIN case_people c ON c.id = f.person_id WHERE p.id = ?",
        (production,),
    ).fetchone()
    day = datetime.fromisoformat(f"{at}+00:00").astimezone(LONDON).strftime("%d.%m.%Y")
    paper, foot = served.words["cover.pdf"], squeezed(f"For {to}, R v {accused}, {day}.")
    said = (f"R v: {accused} URN: {urn} For:", f"For: {to} Date:", f"Date: {day} Purpose:")
    yield from (f"it does not say “{one}”" for one in said if squeezed(one) not in paper)
    if any(foot not in squeezed(page) for page in served.pages["cover.pdf"]):
        yield f"its foot does not say “{foot}”"


_CODES = """
WITH made AS (SELECT p.id, p.at, c.name AS accused FROM productions p JOIN production_for f ON f.production_id = p.id
              JOIN case_people c ON c.id = f.person_id WHERE p.id = ?),
entries AS (SELECT s.number, n.line_id, n.thread_id FROM scheduled s JOIN made m ON m.id = s.production_id
            JOIN schedule_numbers n ON n.number = s.number),
said AS (SELECT d.item_id, d.line_id, d.value, max(d.number) FROM decisions d JOIN made m ON d.at < m.at
         WHERE d.undoes IS NULL AND d.id NOT IN (SELECT undoes FROM decisions JOIN made x ON decisions.at < x.at
                                                 WHERE undoes IS NOT NULL)
         GROUP BY d.item_id, d.line_id),
coded AS (SELECT e.item_id, e.code, max(e.number) FROM endorsements e JOIN made m ON e.at < m.at AND e.accused = m.accused
          GROUP BY e.item_id),
versions AS (SELECT v.line_id, v.id, max(v.version) FROM line_versions v JOIN line_acts a ON a.version_id = v.id AND
             a.act = 'APPROVED' JOIN made m ON a.at < m.at GROUP BY v.line_id),
inside AS (SELECT c.line_id, c.item_id FROM covered c JOIN versions v ON v.id = c.version_id),
held AS (SELECT p.item_id FROM privilege p JOIN made m WHERE coalesce((SELECT r.outcome FROM releases r WHERE
         r.item_id = p.item_id AND r.at < m.at ORDER BY r.number DESC LIMIT 1), '') <> 'RELEASED'
         UNION SELECT h.item_id FROM holds h JOIN made m ON h.at < m.at WHERE coalesce((SELECT r.outcome FROM releases r
         WHERE r.item_id = h.item_id AND r.at >= h.at AND r.at < m.at ORDER BY r.number DESC LIMIT 1), '') <> 'RELEASED')
SELECT DISTINCT n.number, coded.code FROM entries n JOIN items i ON i.thread_id = n.thread_id
JOIN said ON said.item_id = i.id AND said.line_id = n.line_id AND said.value = 'RELEVANT' JOIN coded ON coded.item_id = i.id
JOIN inside ON inside.item_id = i.id AND inside.line_id = n.line_id
WHERE i.id NOT IN (SELECT item_id FROM held) AND i.id NOT IN (SELECT c.item_id FROM sensitive_claims c JOIN made m
ON c.at < m.at WHERE c.id NOT IN (SELECT claim_id FROM sensitive_ends t JOIN made x ON t.at < x.at))
"""
"""Codes by entry of the schedule as scope, decisions, codes, holds and claims stood when the bundle left. What bears its
second came after it: a bundle takes longer to make."""


def _by_code(db: Any, production: str, told: dict[str, Any], served: Served) -> Iterator[str]:
    """How many entries have each code: by SQL, and by the workbook that is served beside it."""
    paper = served.words["cover.pdf"]
    said: dict[str, int] = {}
    for count, letter, evidence, withdrawn in _COUNT.findall(paper):
        said[letter or evidence or withdrawn] = int(count.replace(",", ""))
    gone = {"withdrawn": len(told["withdrawn"])} if told["withdrawn"] else {}
    meant = Counter(_LETTERS[code] for _, code in db.execute(_CODES, (production,)) if code in _LETTERS)
    if said != dict(meant) | gone:
        yield f"it counts {said} by code, and {dict(meant) | gone} are"
    cells = [re.findall(r"^(CND|ND|D|I)\b", row[3], re.MULTILINE) for row in schedule(served).values()]
    served_codes = Counter(letter for one in cells for letter in set(one))
    if {name: said[name] for name in said if name in _CODES_OF_THE_SCHEDULE} != dict(served_codes):
        yield f"it counts {said} by code, and the schedule has {dict(served_codes)}"
    entries = re.findall(r"The schedule has ([\d,]+) entr(?:y|ies)\.", paper)
    if entries != ([f"{len(told['numbers']):,}"] if told["numbers"] else []):
        yield f"it says that the schedule has {entries} entries, and it has {len(told['numbers'])}"


def _what_is_in_it(db: Any, production: str, served: Served) -> Iterator[str]:
    """Each file of the table is served and each served paper stands in it, with what is copied."""
    listed = {
        found[1]: (squeezed(found[2]), found[3] or "")
        for page in served.pages["cover.pdf"]
        for line in page.split("\n")
        if (found := _FILE.match(line))
    }
    here = {
        path.relative_to(served.folder).as_posix()
        for path in served.folder.rglob("*")
        if path.is_file() and path.suffix not in {".tlog-proof", ".py", ".txt", ".sig", ".json", ".jsonl"}
    } - {"cover.pdf"}
    yield from (f"{name} is served and not listed" for name in sorted(here - listed.keys()))
    yield from (f"{name} is listed and not served" for name in sorted(listed.keys() - here))
    copied = _copied(db, production)
    for name, (what, count) in listed.items():
        number = re.search(r"/item-(\d{4})", name)
        exhibit, meant = copied.get(int(number[1]), ("", "")) if number else ("", "")
        if count != meant:
            yield f"it says that {count or 'nothing'} is copied in {name}, and {meant or 'nothing'} is"
        if number and what != f"Schedule item {int(number[1])}, exhibit {exhibit}":
            yield f"it calls {name} “{what}”, and it is of exhibit {exhibit}"
        if name.startswith("transcripts/") and int(count.split(" ")[0] or 0) != len(messages(served, name)):
            yield f"it says that {count} is copied in {name}, which has {len(messages(served, name))}"


def _copied(db: Any, production: str) -> dict[int, tuple[str, str]]:
    """By number of the schedule, the exhibit and how many of what kind were copied."""
    rows = db.execute(
        "SELECT n.number, x.ref, i.kind, count(DISTINCT i.id) FROM production_items g JOIN items i ON i.id = g.item_id JOIN "
        "sources s ON s.id = i.source_id JOIN exhibits x ON x.id = s.exhibit_id JOIN schedule_numbers n ON n.line_id = "
        "g.line_id AND n.thread_id = i.thread_id JOIN scheduled d ON d.production_id = g.production_id AND d.number = "
        "n.number WHERE g.production_id = ? GROUP BY n.number",
        (production,),
    ).fetchall()
    return {
        number: (ref, f"{count:,} {_NOUNS.get(kind, 'record')}{'' if count == 1 else 's'}")
        for number, ref, kind, count in rows
    }
