"""Writes docs/personal-data-validation.md: python tests/benchmarks/personal_data_report.py [OUT.md]

Needs the shared training pack beside the repository. Rows that training set aside (models/classifier_data.py,
HELD) and gold texts are measured, ours and stock Presidio with en_core_web_md in one run
(reference/personal_data.md 5). Takes about ten minutes.
"""

# pyright: basic, reportMissingImports=false

import json
import sys
import time
import zlib
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "models"))
sys.path.insert(0, str(Path(__file__).parent))

import disguises
import identifiers
import personal_data as bench
import slots
from classifier_data import held
from judgments import judged

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers import ENGINE, detect_many
from evidence_review.recognizers.reading import network

ROOT = Path(__file__).resolve().parents[2]
PACK, GOLD = ROOT.parent / "shared" / "data" / "personal_data", ROOT / "tests" / "gold"
QUASI = {"AGE", "DATE_OF_BIRTH", "SCHOOL", "MEDICAL_ORG", "WORKPLACE", "OCCUPATION", "PREVIOUS_CONVICTION", "RELATIONSHIP", "LOCATION", "POSTCODE_PART"}  # fmt: skip
Found = list[list[tuple[int, int, str]]]


@dataclass(frozen=True, slots=True)
class Set:
    """Rows to measure on, what they are called, and whether anything was chosen on them."""

    name: str
    rows: list[dict]
    chosen: str
    profile: str = "disclosure"


def pack(name: str, *, aside: bool = False) -> list[dict]:
    """A file of the pack; or only the rows of it that were set aside before training."""
    rows = [json.loads(line) for line in (PACK / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if held(name, row["id"])] if aside else rows


def halves(path: Path) -> tuple[list[dict], list[dict]]:
    """Conversations (or single records) in two halves by chance: one may be read while rules are written, the
    other never is."""
    parts: tuple[list[dict], list[dict]] = ([], [])
    lines = path.read_text(encoding="utf-8").splitlines()
    known = {row["id"]: row for row in bench.rows(path)}
    side = 0
    for number, line in enumerate(lines):
        if line.startswith("#"):
            side = 1 - zlib.crc32(line.encode()) % 2
        elif "\t" in line:
            parts[side if "chat" in path.name else zlib.crc32(line.encode()) % 2].append(known[str(number)])
    return parts


def sets() -> list[Set]:
    chat, records = halves(GOLD / "british_chat_2.txt"), halves(GOLD / "british_records_2.txt")
    fifth, fifth_records = halves(GOLD / "british_chat_5.txt"), halves(GOLD / "british_records_5.txt")
    sixth, sixth_records = halves(GOLD / "british_chat_6.txt"), halves(GOLD / "british_records_6.txt")
    return [
        Set("UK chat, sixth set, half never looked at", sixth[1], "nothing"),
        Set("UK records, sixth set, half never looked at", sixth_records[1], "nothing"),
        Set("UK chat, sixth set, half looked at", sixth[0], "rules were mended on it"),
        Set("UK records, sixth set, half looked at", sixth_records[0], "nothing"),
        Set("UK chat, fifth set, half never looked at", fifth[1], "nothing"),
        Set("UK records, fifth set, half never looked at", fifth_records[1], "nothing"),
        Set("UK chat, fifth set, half looked at", fifth[0], "rules and word lists were mended on it"),
        Set("UK records, fifth set, half looked at", fifth_records[0], "rules were mended on it"),
        Set("UK chat, fourth set", bench.rows(GOLD / "british_chat_4.txt"), "nothing"),
        Set("UK records, fourth set", bench.rows(GOLD / "british_records_4.txt"), "nothing"),
        Set("UK chat, third set", bench.rows(GOLD / "british_chat_3.txt"), "nothing"),
        Set("UK records, third set", bench.rows(GOLD / "british_records_3.txt"), "nothing"),
        Set("UK chat, half never looked at", chat[1], "nothing"),
        Set("UK chat, half looked at", chat[0], "rules were mended on it"),
        Set("UK chat, first set", bench.rows(GOLD / "british_chat.txt"), "thresholds"),
        Set(
            "UK chat, written to choose on",
            bench.rows(Path(__file__).with_name("chat_choosing.txt")),
            "thresholds",
        ),
        Set(
            "UK chat, written while mending",
            bench.rows(Path(__file__).with_name("chat_dev.txt")),
            "rules were mended on it",
        ),
        Set(
            "UK chat, many tongues, written while mending",
            bench.rows(Path(__file__).with_name("chat_tongues.txt")),
            "rules and word lists were mended on it",
        ),
        Set("UK records, half never looked at", records[1], "nothing"),
        Set("UK records, half looked at", records[0], "rules were mended on it"),
        Set(
            "UK clinical notes",
            bench.rows(Path(__file__).with_name("clinical_notes.txt")),
            "rules were mended on it",
        ),
        Set("UK identifiers, made up", list(identifiers.rows()), "rules were mended on it"),
        Set("tweets set aside", pack("btc_train", aside=True), "nothing"),
        Set("tweets, development file", pack("btc_dev_h2"), "τ, temperature and thresholds"),
        Set("noisy posts set aside", pack("wnut17_train", aside=True), "nothing"),
        Set("noisy posts, development file", pack("wnut17_dev"), "τ, temperature and thresholds"),
        Set("e-mail threads set aside", pack("emailcoref_train", aside=True), "nothing"),
        Set("judgments set aside", pack("tab_train", aside=True), "how sure a mask must be", "anonymise"),
    ]


def ratio(rows: list[dict], found: Found, kinds: set[str] | None, name: str) -> tuple[float, float, float]:
    """A measure with its bootstrap 95 % interval over texts."""
    parts = [counted(row, mine, kinds) for row, mine in zip(rows, found, strict=True)]
    rng = Random(0)
    drawn = sorted(value(rng.choices(parts, k=len(parts)), name) for _ in range(300))
    return value(parts, name), drawn[7], drawn[292]


def plain(rows: list[dict], found: Found, kinds: set[str] | None, name: str) -> float:
    """The measure alone."""
    return value([counted(row, mine, kinds) for row, mine in zip(rows, found, strict=True)], name)


def counted(
    row: dict, mine: list[tuple[int, int, str]], kinds: set[str] | None
) -> tuple[int, int, int, int, int, int]:
    """Of one text: gold words, words hit, words in excess, entities, fully masked, of the right kind."""
    gold = [s for s in row["spans"] if kinds is None or s[2] in kinds]
    other = [s for s in row["spans"] if s not in gold] + [[s, e, k] for s, e, k in row.get("nominal", [])]
    words = bench.tokens(row["text"])
    must = [w for w in words if bench.covered(w, gold)]
    extra = [
        w
        for w in words
        if w not in must
        and bench.touched(w, mine)
        and not bench.touched(w, gold)
        and not bench.touched(w, other)
    ]
    whole = typed = count = 0
    for s, e, kind in gold:
        core = [(s + a, s + b) for a, b in bench.tokens(row["text"][s:e])]
        count += bool(core)
        whole += bool(core) and all(bench.covered(w, mine) for w in core)
        typed += bool(core) and all(bench.covered(w, [m for m in mine if m[2] == kind]) for w in core)
    return len(must), sum(bench.covered(w, mine) for w in must), len(extra), count, whole, typed


def value(parts: list[tuple[int, int, int, int, int, int]], name: str) -> float:
    gold, hit, extra, count, whole, typed = (
        (sum(column) for column in zip(*parts, strict=True)) if parts else (0,) * 6
    )
    recall, precision = hit / max(gold, 1), hit / max(hit + extra, 1)
    return {
        "recall": recall, "precision": precision, "F2": 5 * precision * recall / max(4 * precision + recall, 1e-9),
        "whole": whole / max(count, 1), "typed": typed / max(count, 1),
    }[name]  # fmt: skip


def timed(act: Callable[[], Found]) -> tuple[Found, float]:
    begin = time.process_time()
    got = act()
    return got, time.process_time() - begin


def people_only(found: Found) -> Found:
    return [[m for m in row if m[2] in bench.PEOPLE] for row in found]


def shown(measure: tuple[float, float, float]) -> str:
    return f"{measure[0]:.3f} ({measure[1]:.2f}–{measure[2]:.2f})"


def main() -> None:
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "personal-data-validation.md"
    engine = bench.stock_engine()
    bench.stock(engine, ["Warm up"], None)
    bench.ours(["Warm up Kieran 07700 900123"], "disclosure")
    measured, together = [], []
    for part in sets():
        texts = [row["text"] for row in part.rows]
        mine, took = timed(lambda: bench.ours(texts, part.profile))  # noqa: B023  called at once
        theirs, others = timed(lambda: bench.stock(engine, texts, None))  # noqa: B023  called at once
        measured.append((part, mine, theirs, len(texts) / took, len(texts) / others))
        if threads := bench.threads_of(part.rows):
            mine, took = timed(lambda: bench.ours(texts, part.profile, threads))  # noqa: B023  called at once
            together.append(
                (
                    replace(part, name=f"{part.name}, in conversations"),
                    mine,
                    theirs,
                    len(texts) / took,
                    len(texts) / others,
                )
            )
        print(part.name, f"{len(texts) / took:.0f} {len(texts) / others:.0f} texts/CPU-s", flush=True)
    lines = [
        *heading(),
        *overall(measured),
        *in_conversations(together),
        *by_kind(measured),
        *by_register(measured),
        *by_origin(),
        *disguised(),
        *misses(measured),
    ]
    out.write_text("\n".join(lines) + "\n" + GAPS, encoding="utf-8")


def heading() -> list[str]:
    import importlib.metadata as about

    made = ENGINE()
    return [
        "# Personal data: what is found, and what is missed", "",
        "Generated by `python tests/benchmarks/personal_data_report.py`; do not edit by hand.", "",
        "| | |", "|---|---|",
        f"| engine | {made.name} {made.version} |", f"| weights, sha256 | {network.seal()} |",
        f"| host | presidio-analyzer {about.version('presidio-analyzer')}, onnxruntime {about.version('onnxruntime')} |", "",
        "A word counts as found only if every character of it is masked at *likely* or better; one masked outside counts against precision.",
        "Brackets: 95 % of 300 bootstrap draws over texts. Stock is Presidio as installed with en_core_web_md, same texts, same run.",
        "Speed is texts a processor second on a shared machine: compare within a line only.",
    ]  # fmt: skip


def overall(measured: list[tuple]) -> list[str]:
    lines = [
        "",
        "## All sets",
        "",
        "| set | texts | chosen on it | measure | ours | stock | texts/CPU-s, ours and stock |",
        "|---|---|---|---|---|---|---|",
    ]
    for part, mine, theirs, fast, slow in measured:
        direct = {kind for row in part.rows for _, _, kind in row["spans"]} - QUASI
        for label, kinds, name, only in measures(part, direct):
            ours, stock = (people_only(found) if only else found for found in (mine, theirs))
            lines.append(
                (
                    f"| {part.name} | {len(part.rows)} | {part.chosen} | {label} | "
                    f"{shown(ratio(part.rows, ours, kinds, name))} | "
                    f"{plain(part.rows, stock, kinds, name):.3f} | {fast:.0f}, {slow:.0f} |"
                )
            )
        if part.profile == "anonymise":
            ours, stock = judged(part.rows, mine), judged(part.rows, theirs)
            for name, label in (
                ("direct", "direct entities masked throughout"),
                ("quasi", "quasi entities masked throughout"),
                ("P", "precision of words"),
            ):
                lines.append(
                    (
                        f"| {part.name} | {len(part.rows)} | {part.chosen} | {label} (as TAB counts) | "
                        f"{ours[name]:.3f} | {stock[name]:.3f} | {fast:.1f}, {slow:.1f} |"
                    )
                )
    return lines  # fmt: skip


def in_conversations(together: list[tuple]) -> list[str]:
    """The sets whose conversations are known, read as the program reads a thread."""
    rows = overall(together)[3:]  # without its own heading
    return [
        "",
        "## The same chats, each message read among those around it, as the program reads a thread",
        "",
        *rows,
    ]


def measures(part: Set, direct: set[str]) -> list[tuple[str, set[str] | None, str, bool]]:
    if part.profile == "anonymise":
        return []
    if part.name.startswith("UK"):
        whole: list[tuple[str, set[str] | None, str, bool]] = [
            ("direct identifiers fully masked", direct, "whole", False),
            ("words, precision", None, "precision", False),
            ("right kind, full cover", None, "typed", False),
        ]
        return whole
    return [
        ("people, recall", {"PERSON"}, "recall", True),
        ("people, precision", {"PERSON"}, "precision", True),
        ("people, F2", {"PERSON"}, "F2", True),
    ]


def by_kind(measured: list[tuple]) -> list[str]:
    lines = [
        "",
        "## By kind, all UK texts",
        "",
        "| kind | n | fully masked | right kind | stock, fully masked |",
        "|---|---|---|---|---|",
    ]
    table: dict[str, list] = defaultdict(list)
    for part, mine, theirs, *_ in measured:
        if part.name.startswith("UK"):
            for row, ours, stock in zip(part.rows, mine, theirs, strict=True):
                for kind in {k for _, _, k in row["spans"]}:
                    table[kind].append((row, ours, stock))
    for kind, found in sorted(table.items()):
        rows, ours, stock = ([entry[at] for entry in found] for at in range(3))
        count = sum(k == kind for row in rows for _, _, k in row["spans"])
        lines.append(
            (
                f"| {kind} | {count} | {shown(ratio(rows, ours, {kind}, 'whole'))} | "
                f"{shown(ratio(rows, ours, {kind}, 'typed'))} | "
                f"{plain(rows, stock, {kind}, 'whole'):.3f} |"
            )
        )
    return lines  # fmt: skip


def by_register(measured: list[tuple]) -> list[str]:
    lines = [
        "",
        "## By register, dialect and language, both UK chat sets and records",
        "",
        "| register | texts | identifiers | fully masked | precision of words | stock, fully masked |",
        "|---|---|---|---|---|---|",
    ]
    table: dict[str, list] = defaultdict(list)
    for part, mine, theirs, *_ in measured:
        if part.name.startswith(("UK chat", "UK records")):
            for row, ours, stock in zip(part.rows, mine, theirs, strict=True):
                table[row["register"]].append((row, ours, stock))
    for register, found in sorted(table.items()):
        rows, ours, stock = ([entry[at] for entry in found] for at in range(3))
        lines.append(
            (
                f"| {register} | {len(rows)} | {sum(len(row['spans']) for row in rows)} | "
                f"{shown(ratio(rows, ours, None, 'whole'))} | "
                f"{plain(rows, ours, None, 'precision'):.3f} | {plain(rows, stock, None, 'whole'):.3f} "
                f"|"
            )
        )
    return lines  # fmt: skip


CARRIERS = ("tell {} im running late", "is {} coming tonight or not", "{} said he saw it on the bus", "Spoke to {} on Monday about the rent.", "I was with {} and two friends.", "then {} rang me back")  # fmt: skip


def by_origin() -> list[str]:
    """Names that nobody has, made of the front and back of two names of one origin: no list knows them."""
    lines = [
        "",
        "## Names that no list knows, by origin",
        "",
        "Made of two halves of listed names of one origin, in six sentences, three of them in small letters.",
        "",
        "| origin (heading of the list) | n | masked |",
        "|---|---|---|",
    ]
    rng = Random(7)
    text = (ROOT / "resources" / "terms" / "first_names.txt").read_text(encoding="utf-8")
    for block in text.split("#")[1:]:
        title, _, body = block.partition("\n")
        names = [word for word in body.split() if len(word) > 3]
        if len(names) < 20:
            continue
        made = []
        while len(made) < 24:
            front, back = rng.choice(names), rng.choice(names)
            name = front[: max(2, len(front) // 2)] + back[len(back) // 2 :]
            if name not in slots.listed("first_names.txt") and len(name) > 3:
                made.append(name)
        rows = [
            sentence(carrier, name.title() if carrier[0].isupper() or at % 2 else name)
            for at, name in enumerate(made)
            for carrier in CARRIERS
        ]
        found = [
            [(f.start, f.end, f.kind) for f in row if f.tier is not Tier.POSSIBLE]
            for row in detect_many([row["text"] for row in rows])
        ]
        lines.append(
            f"| {title.strip()[:60]} | {len(rows)} | {shown(ratio(rows, found, {'PERSON'}, 'whole'))} |"
        )
    return lines  # fmt: skip


def sentence(carrier: str, name: str) -> dict:
    start = carrier.index("{}")
    return {"text": carrier.replace("{}", name), "spans": [[start, start + len(name), "PERSON"]]}


def disguised() -> list[str]:
    """Direct identifiers of both UK chat sets in spoilt texts."""
    rows = [*bench.rows(GOLD / "british_chat.txt"), *bench.rows(GOLD / "british_chat_2.txt")]
    direct = {kind for row in rows for _, _, kind in row["spans"]} - QUASI
    lines = [
        "",
        "## The same UK messages, spoilt",
        "",
        "| how | direct identifiers, word recall | precision of words |",
        "|---|---|---|",
    ]
    for name, spoil in {"as written": lambda row: row, **disguises.DISGUISES}.items():
        spoilt = [spoil(row) for row in rows]
        found = bench.ours([row["text"] for row in spoilt], "disclosure")
        lines.append(
            (
                f"| {name} | {shown(ratio(spoilt, found, direct, 'recall'))} | "
                f"{plain(spoilt, found, None, 'precision'):.3f} |"
            )
        )
    return lines


def misses(measured: list[tuple]) -> list[str]:
    """What was missed in the UK sets that may be read."""
    lines = ["", "## Known misses, in the UK texts that were looked at", ""]
    for part, mine, *_ in measured:
        if part.name.startswith("UK") and part.chosen != "nothing":
            for row, ours in zip(part.rows, mine, strict=True):
                for s, e, kind in row["spans"]:
                    if not all(
                        bench.covered((s + a, s + b), ours) for a, b in bench.tokens(row["text"][s:e])
                    ):
                        around = (
                            row["text"][max(0, s - 24) : s]
                            + "**"
                            + row["text"][s:e]
                            + "**"
                            + row["text"][e : e + 16]
                        )
                        lines.append(f"- {kind}: …{' '.join(around.split())}…")
    return lines


GAPS = """
## What thresholds were chosen on

τ and temperature: the two development files. The thresholds of `recognizers/reading/classified.py`: the development files, the first UK chat set, the half of the second that was looked at, the set written to choose on, and the written texts set aside (written_aside_*.txt).
How sure a mask must be in a research copy: the judgments set aside, so their figure flatters it. The sets marked “nothing” chose nothing.

## Honest gaps

- Addresses and user names without a number or @ are found only by the words around them; a house number by itself is not.
- Health and the other special categories are found by list only, are flagged, and are never ticked.
- A workplace needs a word of work beside it; a school or hospital by its bare name is found only where the sentence says enough.
- The title before a name is a finding of its own, which the name's finding swallows: it is masked, never told of apart.
- What the lists say of a word weighs with the classifier: a name that no list holds needs more of a sentence around it.
- Nicknames, street names and single letters that stand for people; names that are words, in small letters and without a cue.
- Transcripts of voice notes and bad recognition of pictures; pictures of documents are read only after recognition.
- Welsh and code-switched text: everyday words of other languages are sometimes taken for names, names among them sometimes missed.
- Almost all public training text is American, global or from Strasbourg; the British text is made up by this project, and so is most of what it is measured on.
"""


if __name__ == "__main__":
    main()
