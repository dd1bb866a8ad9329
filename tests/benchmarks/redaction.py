"""Redaction beside the PDF library alone, in one run: python tests/benchmarks/redaction.py speed [FILE
…]|pages FOLDER [SEED]|report PAGES|together PAGES.

`speed`: seconds a page of redact + gate against `apply_redactions` + save of the same words, by the clock and
of all processors, over generated pages of several programs; of the files named, three words drawn by chance
of each (its first 20 pages) instead, wherever they stand. Pages are shared out among processes as in a child
of the program; `speed-alone` does all in one. `report PAGES`: a generated phone report of so many pages,
every name marked, redacted and gated, with progress, in one process; `together PAGES`: the same with its
pages shared out. `pages FOLDER`: every readable PDF of a folder: unmarked pages must not change; one word
marked on each page (L1) must move no other word, as a second library (PDFium) has the origins of all
characters; and how many could be set anew (L2). With a SEED the words are drawn by chance.
"""

import gc
import hashlib
import io
import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from processes import processor_seconds

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent.parent / "redaction" / "samples"))

import likeness

from evidence_review.domain.errors import ReviewError
from evidence_review.domain.redaction_values import Level, PageSpan, Removal
from evidence_review.redaction import page_texts, redact_pdf
from evidence_review.redaction.pdf.redaction_job import HIDDEN
from evidence_review.redaction.terms.spreading import Spread
from evidence_review.sandbox import Limits
from evidence_review.sandbox.process_copies import in_copies
from evidence_review.sandbox.sharing import processes

NAMES = ("Zelda Quillfeather", "Tomas Brackwater", "Imogen Pellworth", "Kwame Ostrander")
REMOVALS = [Removal(name, f"[PERSON {number}]") for number, name in enumerate(NAMES, 1)]
WORDS = [
    "the",
    "meeting",
    "was",
    "moved",
    "to",
    "library",
    "at",
    "noon",
    "and",
    "we",
    "can",
    "bring",
    "bread",
    "milk",
    "or",
    "tea",
    "later",
    "if",
    "you",
    "like",
    "please",
    "call",
    "me",
]
_MOST_PAGES, _MOST_BYTES = 2, 4_000_000
_SPEED_PAGES = 20


def phone_report(pages: int) -> bytes:
    """A fictional message report: number, time, sender, phone, message; some messages name a person."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    draw = random.Random(1)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for page in range(pages):
        canvas.setFont("Helvetica-Bold", 11)
        canvas.drawString(40, 805, f"Extraction report, messages, page {page + 1} of {pages}")
        canvas.setFont("Helvetica", 8)
        for row, y in enumerate(range(780, 50, -13)):
            body = [draw.choice(WORDS) for _ in range(draw.randint(4, 9))]
            if draw.random() < 0.3:
                body[draw.randrange(len(body))] = draw.choice(NAMES).split()[0]
            cells = (
                str(page * 57 + row + 1),
                "2024-03-04 18:54",
                draw.choice(NAMES),
                f"07700 900{draw.randint(100, 199)}",
                " ".join(body),
            )
            for x, cell in zip((40, 75, 160, 260, 340), cells, strict=True):
                canvas.drawString(x, y, cell)
            canvas.line(40, y - 3, 560, y - 3)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def as_in_a_child() -> None:
    """The collector of rubbish as a child that redacts has it (`sandbox.child`), for ours and for the library
    alone."""
    gc.freeze()
    gc.set_threshold(50_000)


def as_a_child_shares(work, count, worth=1):  # as new interpreters would ask for it
    """The pages shared out as a child of the program does it on Linux."""
    return in_copies(work, count, processes(min(count, round(count * worth))), Limits(seconds=300))


def measured[T](work: Callable[[], T]) -> tuple[float, float, T]:
    """Seconds of all processors, seconds by the clock, and what the work gives."""
    used, at = processor_seconds(), time.monotonic()
    given = work()
    return processor_seconds() - used, time.monotonic() - at, given


def library_alone(source: bytes, boxes: list[list]) -> None:
    """`apply_redactions` and save with the boxes known before."""
    import pymupdf

    document = pymupdf.open(stream=source, filetype="pdf")
    for page, mine in zip(document, boxes, strict=True):
        for box in mine:
            page.add_redact_annot(box, fill=(0, 0, 0))
        page.apply_redactions()
    document.tobytes(garbage=4, deflate=True)


def found(source: bytes, words: Sequence[str]) -> list[list]:
    import pymupdf

    with pymupdf.open(stream=source, filetype="pdf") as document:
        return [[box for word in words for box in page.search_for(word)] for page in document]


def speed(spread: Spread | None) -> None:
    import layouts

    sources = {
        "phone report": phone_report(20),
        **{name: build() for name, build in layouts.LAYOUTS.items() if name != "scan_with_layer"},
    }
    terms = [word for name in NAMES for word in (name, *name.split())]
    whole = Times()
    for name, source in sources.items():
        whole.compare(name, source, terms, REMOVALS, spread)
    whole.say()


def speed_of(paths: Sequence[str], spread: Spread | None) -> None:
    """The same of real files."""
    whole = Times()
    for path in map(Path, paths):
        source = _first_pages(path.read_bytes(), _SPEED_PAGES)
        terms = _drawn_words(page_texts(source), random.Random(path.name))
        removals = [Removal(term, f"[PERSON {number}]") for number, term in enumerate(terms, 1)]
        try:
            whole.compare(path.name, source, terms, removals, spread)
        except ReviewError as refused:
            print(f"{path.name:34} {terms} {refused}", flush=True)
    whole.say()


@dataclass
class Times:
    """Seconds of all files compared: of the library's processor and clock, and of ours; and pages."""

    library: tuple[float, float] = (0.0, 0.0)
    ours: tuple[float, float] = (0.0, 0.0)
    pages: int = 0

    def compare(
        self, name: str, source: bytes, terms: list[str], removals: list[Removal], spread: Spread | None
    ) -> None:
        """One file more; of the library's times the best of three, since it takes few."""
        boxes = found(source, terms)
        plain = min(measured(lambda: library_alone(source, boxes))[:2] for _ in range(3))
        *ours, done = measured(lambda: redact_pdf(source, removals, spread=spread))
        self.library = self.library[0] + plain[0], self.library[1] + plain[1]
        self.ours = self.ours[0] + ours[0], self.ours[1] + ours[1]
        self.pages += len(boxes)
        each = 1000 / len(boxes)
        print(
            f"{name:34} pages {len(boxes):3}  marks {done.removed:5}  pictures "
            f"{len(done.pages_as_pixels)}  library {plain[0] * each:6.1f} ms  ours {ours[0] * each:7.1f} ms "
            f"of processor a page, x{ours[0] / plain[0]:5.1f}; {ours[1] * each:7.1f} ms by the clock, "
            f"x{ours[1] / plain[1]:5.1f}  {hashlib.sha256(done.data).hexdigest()[:12]}",
            flush=True,
        )

    def say(self) -> None:
        """The sums."""
        for what, at in (("processor", 0), ("clock", 1)):
            print(
                f"all, {what}: {self.pages} pages, library {self.library[at]:.2f} s, redact + gate "
                f"{self.ours[at]:.2f} s, x{self.ours[at] / self.library[at]:.1f}"
            )


def _drawn_words(texts: Sequence[str], draw: random.Random) -> list[str]:
    """Three words of at least five letters, drawn by chance."""
    words = sorted(set(re.findall(r"\b[A-Za-z]{5,}\b", "\n".join(texts))))
    return draw.sample(words, min(3, len(words)))


def report(pages: int, spread: Spread | None = None) -> None:
    source = phone_report(pages)
    started, wall, told = processor_seconds(), time.monotonic(), Counter()
    done = redact_pdf(source, REMOVALS, tell=lambda what, at, of: told.update([what]), spread=spread)
    spent = processor_seconds() - started
    levels = Counter(mark.level.value for mark in done.marks)
    print(
        (
            f"{pages} pages, {done.removed} places, {dict(levels)}, {len(done.pages_as_pixels)} as "
            f"pictures, warnings {len(done.warnings)}"
        )
    )
    print(
        (
            f"{spent:.1f} CPU s, {time.monotonic() - wall:.1f} s by the clock, {spent / pages:.3f} CPU "
            f"s a page; told {dict(told)}"
        )
    )
    print(
        "CPU seconds are those of this process, of those that it started and of Poppler's; bytes",
        hashlib.sha256(done.data).hexdigest()[:16],
    )


def pages(folder: Path, seed: str = "") -> None:
    count: Counter[str] = Counter()
    for path in sorted(folder.rglob("*.pdf")):
        source = path.read_bytes()
        if len(source) > _MOST_BYTES:
            continue
        try:
            texts = page_texts(source)
            if len(texts) > _MOST_PAGES:
                source = _first_pages(source, _MOST_PAGES)
                texts = page_texts(source)
            one_file(source, texts, count, path.name, random.Random(seed + path.name) if seed else None)
        except ReviewError as refused:
            count[f"refused: {str(refused)[:60]}"] += 1
        except Exception as fault:
            count[f"not cut by the library: {type(fault).__name__}"] += 1
    for what, number in sorted(count.items()):
        print(f"{number:6}  {what}")


def _first_pages(source: bytes, most: int) -> bytes:
    import pymupdf

    from evidence_review.redaction.child_tasks import select

    with pymupdf.open(stream=source, filetype="pdf") as document:
        count = document.page_count
    return select(source, list(range(most))) if count > most else source


def one_file(
    source: bytes, texts: list[str], count: Counter[str], name: str, draw: random.Random | None = None
) -> None:
    count["files"] += 1
    count["pages"] += len(texts)
    plain = redact_pdf(source, [])
    count["unmarked: pages as pictures"] += len(plain.pages_as_pixels)
    differ = [] if plain.pages_as_pixels else likeness.compare(source, plain.data, {})
    told = {f"page {one.split()[1]}" for one in plain.warnings if HIDDEN in one}
    changed = [one for one in differ if one.place not in told]
    count["unmarked: pages from which words under a box went, as was told"] += len(differ) - len(changed)
    count["unmarked: pages changed and let through"] += len(changed)
    if changed or plain.pages_as_pixels:
        print(
            name,
            "unmarked",
            plain.pages_as_pixels,
            [one for one in plain.warnings if "became a picture" in one],
            changed[:2],
            flush=True,
        )
    spans = [span for number, text in enumerate(texts) if (span := _word(number, text, draw))]
    if not spans:
        return
    count["marked: pages"] += len(spans)
    for level in (Level.BAR, Level.TOKEN):
        done = redact_pdf(source, [], spans, level=level)
        count[f"{level} wanted: pages as pictures"] += len(done.pages_as_pixels)
        count.update(
            f"{level} wanted: marks {mark.level}{' (' + mark.why + ')' if mark.why else ''}"
            for mark in done.marks
        )
        if done.pages_as_pixels:
            print(name, level, done.pages_as_pixels, flush=True)
        if level is Level.BAR:
            found = [
                _moved(source, done.data, span) for span in spans if span.page not in done.pages_as_pixels
            ]
            moved = sum(one for one, _, _ in found)
            count["L1 wanted: characters where PDFium finds none in the source within 0.05 pt"] += moved
            count[
                "L1 wanted: the same, where PDFium and MuPDF do not agree on their place in the source"
            ] += sum(one for _, one, _ in found)
            count["L1 wanted: characters that PDFium reads as another sign in the same place"] += sum(
                one for _, _, one in found
            )
            if moved:
                print(name, "moved", found, flush=True)


def _word(page: int, text: str, draw: random.Random | None) -> PageSpan | None:
    """A word drawn by chance, or the middle one of the middle, of the lines that have at least three
    words."""
    at, lines = 0, []
    for line in text.split("\n"):
        if len(line.split()) >= 3:
            lines.append((at, line))
        at += len(line) + 1
    if not lines:
        return None
    start, line = draw.choice(lines) if draw else lines[len(lines) // 2]
    words = list(re.finditer(r"\S+", line))
    word = draw.choice(words) if draw else words[len(words) // 2]
    return PageSpan(page, start + word.start(), start + word.end(), "[PERSON 1]")


def _moved(before: bytes, after: bytes, span: PageSpan) -> tuple[int, int, int]:
    """How many characters of the finished page PDFium has where the source has none; where besides MuPDF has
    the source otherwise; and as another sign.

    Tokens are left out. PDFium drops the fractions of widths, so that behind a bar no place can be right for
    both readers where they do not agree.
    """
    steps = [(dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
    old = _characters(before, span.page)
    near = {(char, x + dx, y + dy) for char, x, y in old for dx, dy in steps}
    places = {(x, y) for _, x, y in near}
    other = [one for one in _characters(after, span.page) if one not in near and one[0] not in "[]PERSON1"]
    apart = Counter(old) - Counter(
        one
        for one in old
        if any((one[0], one[1] + dx, one[2] + dy) in _by_mupdf(before, span.page) for dx, dy in steps)
    )
    unlike = {(char, x + dx, y + dy) for char, x, y in apart for dx in range(-8, 9) for dy in (-1, 0, 1)}
    unlike |= {
        (char, x + dx, y + dy) for char, x, y in _by_mupdf(before, span.page) for dx, dy in steps
    }  # of some forms PDFium tells one place for all
    moved = [one for one in other if one[1:] not in places]
    return (
        len([one for one in moved if one not in unlike]),
        len([one for one in moved if one in unlike]),
        len(other) - len(moved),
    )


@lru_cache(maxsize=4)
def _by_mupdf(source: bytes, number: int) -> frozenset[tuple[str, int, int]]:
    """(character, x, y) as MuPDF has them, in steps of 0.05 pt."""
    import pymupdf

    from evidence_review.redaction.streams.glyphs import painted, placer
    from evidence_review.redaction.streams.preparing import prepare

    with pymupdf.open(stream=prepare(source), filetype="pdf") as shown:
        place, glyphs = placer(shown[number]), painted(shown[number])
    placed = ((glyph.char, *place((*glyph.origin, *glyph.origin))[:2]) for glyph in glyphs)
    return frozenset((char, round(left * 20), round(top * 20)) for char, left, top in placed)


def _characters(source: bytes, number: int) -> list[tuple[str, int, int]]:
    """(character, x, y) with places in steps of 0.05 pt."""
    import ctypes

    import pymupdf
    import pypdfium2
    from pypdfium2 import raw

    from evidence_review.redaction.streams.glyphs import placer
    from evidence_review.redaction.streams.preparing import prepare

    prepared = prepare(source)
    with pymupdf.open(stream=prepared, filetype="pdf") as shown:
        place = placer(
            shown[number]
        )  # a turned page comes out upright: places are held against each other as a reader sees them
    document = pypdfium2.PdfDocument(prepared)
    text = document[number].get_textpage()
    out, x, y = [], ctypes.c_double(), ctypes.c_double()
    for at in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text.raw, at)
        if (
            code > 32
            and not raw.FPDFText_IsGenerated(text.raw, at)
            and raw.FPDFText_GetCharOrigin(text.raw, at, x, y)
        ):
            left, top, *_ = place((x.value, y.value, x.value, y.value))
            out.append((chr(code), round(left * 20), round(top * 20)))
    document.close()
    return out


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["report", number]:
            report(int(number))
        case ["together", number]:
            report(int(number), as_a_child_shares)
        case ["pages", folder, *seed]:
            pages(Path(folder), *seed[:1])
        case ["speed" | "speed-alone" as how, *files]:
            as_in_a_child()
            spread = as_a_child_shares if how == "speed" else None
            speed_of(files, spread) if files else speed(spread)
        case _:
            speed(as_a_child_shares)
