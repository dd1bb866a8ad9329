"""What the program makes of the samples: each section of the record is a function of its name here.

To add a section, write such a function and its name in `record`.
"""

import hashlib
import json
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from itertools import batched
from pathlib import Path
from typing import Any

import blackouts
import channels
import collection
import golden_demo
import golden_program as program
import golden_samples
import hostile_further
import hostile_samples
import layouts
import media_channels
import media_further
import media_written
import sqlcipher3.dbapi2 as sqlcipher
from collection import Task, reviewer, tasks
from golden_samples import Files
from personal_data import rows, threads_of
from simulating import learned, prepared, rules

type Entries = Iterator[tuple[str, Callable[[], str]]]
"""Names, and what makes the text of each: made only where it is asked for."""
type Build = Callable[[], bytes]

TESTS = Path(collection.__file__).parents[1]
PLAIN = program.ReadOptions()
TOLD = {
    "as in London": program.ReadOptions("Europe/London", True, "Ann Example"),
    "as in New York": program.ReadOptions("America/New_York", False, "+447700900123", ("Bo",)),
}
"""What the person importing may know of a source."""
UNPACKED = re.compile(r"evidence_review-[a-z0-9_]{8}")
"""The folder that a torn zip is unpacked in: its name is drawn, and becomes that of a conversation."""
REMOVALS = (program.Removal(channels.SECRET, "[PERSON 1]"),)
TWO = (*REMOVALS, program.Removal("Tomas", "[PERSON 2]"))
TOKEN = program.Level.TOKEN
SLOW = (
    *("forms_doubling.pdf", "long_line.pdf", "long_string.pdf", "numbers.pdf", "predictor_columns.pdf"),
    "vast_colour_image.pdf",
)
"""Hostile PDFs that take more than five seconds."""
LOOKED_AT = (
    *("c01_visible", "c14_invisible_layer", "c19_inline_image", "c24_under_image", "d01_jpx_box"),
    *("d02_jpx_comment", "d17_glyph_that_is_not_painted", "g17_type3_resources_unused"),
)
"""Channels in which what is painted is read as a picture."""
PICTURED = ("pdf", "picture", "slides", "takeout", "word")
"""How the names of samples begin that may hold pictures."""
FEW = ("british_chat.txt", "british_records_3.txt")
STATEMENTS = """
SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'search_%' ORDER BY type, name
"""
"""What a case file is made with, its index of words left aside."""
SMALL = "saffron"
COLLECTIONS = ("fen", "harbour", "kiln", "mill", SMALL)
AT_ONCE = 50
"""Texts of which the findings are one entry."""


def canonical(value: object) -> str:
    """A value as one text, the same for the same value."""
    return json.dumps(value, sort_keys=True, indent=1, default=str)


def digest(data: bytes) -> str:
    """The SHA-256 of a file that came out."""
    return hashlib.sha256(data).hexdigest()


def answer(work: Callable[[], object]) -> object:
    """What was given, or the sentence with which it was refused."""
    try:
        return work()
    except program.ReviewError as refused:
        return ["refused", str(refused)]


# ---- reading ---------------------------------------------------------------------------------------


def readings() -> Entries:
    """Every sample that the tests build, read as it is."""
    for name, files in golden_samples.every().items():
        yield name, partial(reading, files)


def readings_told() -> Entries:
    """Every whole sample, with what a person importing it knows."""
    for name, files in golden_samples.whole().items():
        for how, options in TOLD.items():
            yield f"{name}, {how}", partial(reading, files, options)


def readings_damaged() -> Entries:
    """Every whole sample after each damage: what is still read of it, what is said of the rest."""
    for name, files in golden_samples.whole().items():
        for how, damage in golden_samples.damages().items():
            yield f"{name}, {how}", partial(_damaged, files, damage)


def columns() -> Entries:
    """How the columns of each sample are proposed to be read, where it is a table."""
    for name, files in golden_samples.every().items():
        if len(files) == 1:
            yield name, partial(_columns, files)


def reading(files: Files, options: program.ReadOptions = PLAIN) -> str:
    """Of each source in these files who reads it and what was read, in order; a refusal by its sentence."""
    with _laid(files) as place:
        found = [[each.relative_to(place), *_values(each, options)] for each in program.files_in(place)]
    return UNPACKED.sub("a folder", canonical(found))


def _values(path: Path, options: program.ReadOptions) -> list[object]:
    try:
        importer = program.choose(path)
        values = [program.to_wire(value) for value in program.read(path, options)]
    except program.ReviewError as refused:
        return ["refused", str(refused)]
    return [importer.name, importer.version, *values]


def _damaged(files: Files, damage: Callable[[bytes], bytes]) -> str:
    return reading({file: damage(data) for file, data in files.items()})


def _columns(files: Files) -> str:
    with _laid(files) as place:
        return canonical(answer(lambda: [asdict(one) for one in program.propose(place)]))


@contextmanager
def _laid(files: Files) -> Iterator[Path]:
    """The files on disk; their folder always has the same name, since some exports are named after it."""
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top) / "exports"
        for name, data in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        yield folder / next(iter(files)) if len(files) == 1 else folder


# ---- redacting -------------------------------------------------------------------------------------


def redactions() -> Entries:
    """Every hiding channel of a PDF: what gate and check-file see in it, what a redaction makes of it."""
    for name, build in channels.CHANNELS.items():
        yield name, partial(_channel, name, build)


def redactions_laid_out() -> Entries:
    """Pages as programs print them, redacted at each level; their texts; pages badly blacked out."""
    for name, build in layouts.LAYOUTS.items():
        yield f"{name}, words", partial(_words, name, build)
        for level in program.Level:
            yield f"{name}, {level.name}", partial(_redacted, name, build, TWO, level)
    for name, build in blackouts.BLACKOUTS.items():
        yield f"blacked out, {name}", partial(_hidden, name, build)


def redactions_hostile() -> Entries:
    """PDFs made to break their reader: redacted, or refused in a sentence."""
    for name, build in (hostile_samples.HOSTILE | hostile_further.FURTHER).items():
        if name.endswith(".pdf") and name not in SLOW:
            yield name, partial(_redacted, name, build, REMOVALS)


def redacted(source: bytes, removals: Sequence[program.Removal], level: program.Level = TOKEN) -> object:
    """The bytes of the new PDF by their digest, and all that is said of them; or the refusal."""

    def work() -> object:
        done = program.redact_pdf(source, removals, level=level)
        marks = [list(asdict(one).values()) for one in done.marks]
        return [digest(done.data), done.removed, done.pages_as_pixels, done.warnings, marks]

    return answer(work)


def _channel(name: str, build: Build) -> str:
    source = _made(name, build)
    leaks = [[leak.place, leak.how] for leak in program.check_pdf(source, [channels.SECRET])]
    hidden = answer(lambda: list(program.pdf_hides(source)))
    return canonical([leaks, hidden, redacted(source, REMOVALS)])


def _redacted(name: str, build: Build, removals: Sequence[program.Removal], level: str = TOKEN) -> str:
    return canonical(redacted(_made(name, build), removals, program.Level(level)))


def _words(name: str, build: Build) -> str:
    return canonical(program.page_texts(_made(name, build)))


def _hidden(name: str, build: Build) -> str:
    return canonical(list(program.pdf_hides(_made(name, build))))


def _made(name: str, build: Build) -> bytes:
    golden_samples.still(name)
    return build()


def media() -> Entries:
    """Every hiding place of other kinds of file: what is seen in it, what a redaction makes of it."""
    for medium, places in media_channels.CHANNELS.items():
        for label, build in places.items():
            name = f"{medium}, {label}"
            yield name, partial(_medium, name, build, media_channels.SECRET, tuple(program.Unseen))
    for found in (media_further.FURTHER, media_written.FURTHER):
        for medium, places in found.items():
            for label, build in places.items():
                name = f"further {medium}, {label}"
                yield name, partial(_medium, name, build, media_channels.LAST, (program.Unseen.SHOWN,))


def _medium(
    seed: str,
    build: Callable[[], tuple[str, bytes]],
    sought: str,
    every: Sequence[program.Unseen],
) -> str:
    golden_samples.still(seed)
    name, data = build()
    leaks = [[leak.place, leak.how] for leak in program.check_file(data, [sought])]
    hidden = answer(lambda: [[leak.place, leak.how] for leak in program.hidden_in(data, name)])
    return canonical([leaks, hidden, *(answer(partial(_remade, name, data, unseen)) for unseen in every)])


def _remade(name: str, data: bytes, unseen: program.Unseen) -> list[object]:
    """What the child process says of a redacted file, and the new file by its digest."""
    ending = name[name.rfind(".") :]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"in{ending}")
        target = Path(folder, f"out{media_channels.ENDINGS.get(ending, ending)}")
        source.write_bytes(data)
        said = program.remade(source, target, [media_channels.SECRET], unseen)
        return [*said, digest(target.read_bytes())]


# ---- finding and ranking ---------------------------------------------------------------------------


def detections() -> Entries:
    """What is found in some of the marked texts, for disclosure."""
    for name in FEW:
        yield from _found(TESTS / "gold" / name, "disclosure")


def detections_all() -> Entries:
    """What is found in all marked texts, for disclosure and for research."""
    for path in sorted((TESTS / "gold").glob("*.txt")):
        yield from _found(path, "disclosure")
        yield from _found(path, "anonymise")


def _found(path: Path, profile: str) -> Entries:
    data = rows(path)
    found = program.detect_many([row["text"] for row in data], profile, threads=threads_of(data))
    told = [[_finding(asdict(each)) for each in row] for row in found]
    for number, part in enumerate(batched(told, AT_ONCE)):
        yield f"{path.stem}, {profile}, from {number * AT_ONCE}", partial(canonical, part)


def _finding(told: dict[str, Any]) -> dict[str, Any]:
    """How sure it is, rounded: the last bits of the network's sums are those of the processor."""
    return told | {"confidence": round(told["confidence"], 4)}


def rankings() -> Entries:
    """The first order of each line of a small collection, with its reasons."""
    yield from _ranked(SMALL)


def rankings_all() -> Entries:
    """The first order of each line of several collections, and a whole review that learns."""
    for name in COLLECTIONS:
        yield from _ranked(name)
    yield from _learned(SMALL)


def _ranked(name: str) -> Entries:
    vectors: dict[str, bytes] = {}
    for task in tasks(TESTS / "benchmarks" / "collections" / name):
        _embed(task, vectors)
        order = [_scored(asdict(one)) for one in program.rank(task.line, task.pool, vectors)]
        bare = [one.item for one in program.rank(task.line, task.pool, {})]
        yield f"{name} {task.name}, order", partial(canonical, [one["item"] for one in order])
        yield f"{name} {task.name}, reasons", partial(canonical, order)
        yield f"{name} {task.name}, by words alone", partial(canonical, bare)
        yield f"{name} {task.name}, terms", partial(canonical, rules(task))


def _embed(task: Task, vectors: dict[str, bytes]) -> None:
    texts = {one.text for one in task.pool}
    texts |= {*program.asked_texts(task.line), *program.passage_texts(task.pool)}
    missing = sorted(text for text in texts if program.vector_key(text) not in vectors)
    vectors.update(zip(map(program.vector_key, missing), program.embed(missing), strict=True))


def _scored(told: dict[str, Any]) -> dict[str, Any]:
    """Scores and weights, rounded as in `_finding`."""
    reasons = [reason | {"weight": round(reason["weight"], 6)} for reason in told["reasons"]]
    rounded = {name: round(told[name], 6) for name in ("score", "begins")}
    return told | rounded | {"reasons": reasons}


def _learned(name: str) -> Entries:
    """The order in which a simulated review reads each line, from its text to the last relevant item."""
    folder = TESTS / "benchmarks" / "collections" / name
    for task in tasks(folder):
        run = learned(task, prepared(task, {}), 0, partial(reviewer, folder, task), None)
        yield f"{name} {task.name}, learned", partial(canonical, run.order)


# ---- pages, engines, a whole case ------------------------------------------------------------------


def pages() -> Entries:
    """The texts that pages of the documentation are made of, and the schema of a fresh case."""
    yield "commands", program.commands_page
    yield "formats", program.formats_page
    yield "refusals", lambda: "\n".join(program.sentences())
    yield "importers in order", _importers
    yield "schema", _schema


def _importers() -> str:
    return canonical([[one.name, one.version, asdict(one.about)] for one in program.IMPORTERS])


def _schema() -> str:
    case = sqlcipher.connect(":memory:", isolation_level=None)
    program.migrate(case)
    return "".join(f"{sql};\n" for (sql,) in case.execute(STATEMENTS))


def engines() -> Entries:
    """Name, version and seal of everything that makes suggestions."""
    for engine in (program.ENGINE(), program.model_engine(), program.learning_engine()):
        yield engine.name, partial(canonical, asdict(engine))


def demo() -> Entries:
    """The demo from its exports to its bundle."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "demo"
        for name, text in golden_demo.told(out, program.open_case, program.page_texts):
            yield name, partial(str, text)


# ---- with the programs of the machine --------------------------------------------------------------


def seen() -> Entries:
    """What may hold a picture, read and redacted with the programs that read pictures and pages."""
    for name, files in golden_samples.whole().items():
        if name.startswith(PICTURED):
            yield name, partial(reading, files)
    for name in LOOKED_AT:
        yield name, partial(_redacted, name, channels.CHANNELS[name], REMOVALS)


def seen_media() -> Entries:
    """Pictures in every kind of file, with the program that reads their words."""
    for name, make in media():
        if "picture" in name or "thumbnail" in name:
            yield name, make
