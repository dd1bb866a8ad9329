"""Tools that work without a case: find personal data in texts, redact one file."""

import json
import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from evidence_review.domain.errors import OutputProblem, UnreadableExport
from evidence_review.domain.kinds import Tier
from evidence_review.domain.progress import Job, Progress, finish
from evidence_review.domain.redaction_values import Done, Level, LongerWord, Redacted
from evidence_review.domain.suggestions import Finding
from evidence_review.domain.tasks import task
from evidence_review.recognizers import ENGINE, detect_batch
from evidence_review.redaction import child_tasks
from evidence_review.redaction.file_writing import sweep
from evidence_review.sandbox import Stopped, call, stream
from evidence_review.workflow.case import child_tasks as page_tasks
from evidence_review.workflow.case.child_calls import LONG_WORK, UNTOLD_WORK
from evidence_review.workflow.case.redaction_options import PLAIN, Wishes, in_other_writings, write_index
from evidence_review.workflow.case.running import run_engine
from evidence_review.workflow.one_file import inspect_file_task, redact_file_task
from evidence_review.workflow.one_file.page_time import SECONDS_A_PAGE, TOO_LONG, page_time

_AT_ONCE = 500
_LOOKS_COVERED = 3
"""How often a file is redacted whose refused parts are covered: as it is, looked at, and with areas."""
_STOPPED = (
    "Redacting this file stopped early, since it needs more time or memory than one file may take; "
    "nothing was written. "
    "Take it apart and try the parts, or ask for another copy of the file."
)


def detect(in_path: Path, out_path: Path, executor: Executor | None = None) -> Job[int]:
    """Personal data in a JSON-lines file of {"id", "text"}; writes {"id", "spans": [{"start", "end", "type",
    "score", "recognizer"}], "engine"}.

    Spans are code points of the text; `engine` is name, version and hash of the detector. Rows with the same
    "thread", "conversation" (or the id of one) or "document" are read together, wherever they stand: each
    message among those around it, in the order of the file, and who is named in one is found in all. How many
    texts were read; a broken row stops with its line number, and nothing is written. Texts are held a batch
    at a time, or until their thread is whole; stopped between two batches it leaves nothing behind.
    """
    sizes = Counter(thread for _, _, thread in _rows(in_path))
    total = sizes.total()
    engine = ENGINE()
    stamp = f"{engine.name} {engine.version} {engine.model_hash}"
    part = out_path.with_name(f"{out_path.name}.part")
    done = 0
    waiting: dict[int, str] = {}  # lines by place, until all before them are written
    try:
        with part.open("w", encoding="utf-8") as out:
            for batch in _batches(_rows(in_path), sizes):
                yield Progress(done, total, "finding personal data")
                found = run_engine(executor, detect_batch, [row.text for row in batch], None, _threads(batch))
                for row, spans in zip(batch, found, strict=True):
                    waiting[row.place] = json.dumps(
                        {"id": row.id, "spans": [_span(f) for f in spans], "engine": stamp}
                    )
                while done in waiting:
                    out.write(waiting.pop(done) + "\n")
                    done += 1
        part.replace(out_path)
    except OSError:
        raise OutputProblem(
            "The findings cannot be written there. Check the folder, its rights and the free space."
        ) from None
    finally:
        part.unlink(missing_ok=True)
    return done


@dataclass(frozen=True, slots=True)
class _Row:
    """A text of the file: its place, its id, and its thread, None where it stands alone."""

    place: int
    id: Any
    text: str
    thread: str | None


def _batches(rows: Iterator[tuple[Any, str, str | None]], sizes: Counter[str | None]) -> Iterator[list[_Row]]:
    """The rows in batches that part no thread; each thread as soon as it is whole."""
    held: dict[str, list[_Row]] = {}
    ready: list[_Row] = []
    for place, (one, text, thread) in enumerate(rows):
        row = _Row(place, one, text, thread)
        if thread is None:
            ready.append(row)
        else:
            held.setdefault(thread, []).append(row)
            if len(held[thread]) == sizes[thread]:
                ready += held.pop(thread)
        if len(ready) >= _AT_ONCE:
            yield ready
            ready = []
    if ready:
        yield ready


def _threads(batch: Sequence[_Row]) -> list[str] | None:
    """The thread of each row, a name of its own for one that stands alone; None where all do."""
    if all(row.thread is None for row in batch):
        return None
    return [f"row {row.place}" if row.thread is None else f"thread {row.thread}" for row in batch]


def redact_file(
    source: Path,
    target: Path,
    terms: Sequence[str],
    auto: bool = False,  # a command-line switch
    executor: Executor | None = None,
    wishes: Wishes | None = None,
    shown: Callable[[Progress], None] | None = None,
) -> Redacted:
    """`redacting_file` to its end; `shown` is told how far it is."""
    return finish(redacting_file(source, target, terms, auto, executor, wishes), shown)


def redacting_file(
    source: Path,
    target: Path,
    terms: Sequence[str],
    auto: bool = False,  # a command-line switch
    executor: Executor | None = None,
    wishes: Wishes | None = None,
    page_seconds: float = SECONDS_A_PAGE,
) -> Job[Redacted]:
    """Redact one file of any kind into a new one, in a child process, proved by the gate; works without a
    case.

    `terms` are words to remove; `auto` adds every certain or likely finding of the detector, special
    categories left out. Stopped between two steps it leaves nothing behind, at most half a second later. A PDF or
    picture that takes longer than `page_seconds` a page is refused.
    """
    if not source.is_file():
        raise UnreadableExport("There is no file there to redact. Check the path.")
    wanted = list(terms)
    if auto:
        yield Progress(0, 0, "finding personal data")
        wanted += sure_words(source, executor)
    wanted = list(dict.fromkeys(term for term in wanted if term.strip()))
    done = yield from _in_child(source, target, wanted, wishes or PLAIN, page_seconds)
    if wishes and wishes.index:
        write_index(wishes.index, done["index"])
    marks = tuple(
        Done(page, token, Level(level), why, fits, tried)
        for page, token, level, why, fits, tried in done["marks"]
    )
    return Redacted(
        b"",
        int(done["removed"]),
        tuple(map(int, done["pictures"])),
        tuple(map(str, done["warnings"])),
        marks,
        longer_of(done["longer"]),
    )


def longer_of(rows: Sequence[Sequence[Any]]) -> tuple[LongerWord, ...]:
    """Longer words from what a child says of them."""
    return tuple(LongerWord(str(word), int(count)) for word, count in rows)


def _in_child(
    source: Path, target: Path, terms: Sequence[str], wishes: Wishes, page_seconds: float
) -> Job[dict[str, Any]]:
    """What the redacting child answers, its progress on the way; where it is stopped, what it was writing is
    taken away."""
    mark = secrets.token_hex(8)
    clock = page_time(source, page_seconds * (_LOOKS_COVERED if wishes.cover_seen else 1))
    silent = min(LONG_WORK.seconds, clock.allowed()) if clock else LONG_WORK.seconds
    answers = stream(
        task(redact_file_task.redacting, source=source, target=target, terms=terms, wishes=wishes, mark=mark),
        replace(LONG_WORK, seconds=silent),
    )
    last, since = Progress(0, 0, ""), time.monotonic()
    try:
        for one in answers:
            if "what" not in one:
                return one
            step = Progress(int(one["done"]), int(one["total"]), str(one["what"]))
            if clock:
                clock.note(step.total)
                if clock.is_over():
                    raise UnreadableExport(TOO_LONG)
            if step != last:
                last, since = step, time.monotonic()
            elif time.monotonic() - since > LONG_WORK.seconds:
                raise UnreadableExport(
                    (
                        "Redacting this file took too long and was stopped; nothing was written. Take "
                        "it apart and try the parts."
                    )
                )
            yield step
    except Stopped as fault:
        raise UnreadableExport(TOO_LONG if clock and clock.is_over() else _STOPPED) from fault
    finally:
        cast("Any", answers).close()
        sweep(target.parent, mark)
    raise UnreadableExport(_STOPPED)


def check_file(path: Path, terms: Sequence[str] = ()) -> tuple[str, ...]:
    """Where a file of any kind, also one that another program redacted, still holds one of the terms; without
    terms, what in it readers do not see.

    Sentences that name places, never words of the file; empty where nothing was found. A child process does
    the looking.
    """
    if not path.is_file():
        raise UnreadableExport("There is no file there to check. Check the path.")
    wanted = [term for term in terms if term.strip()]
    try:
        found = call(task(page_tasks.check, path=path, terms=wanted), UNTOLD_WORK)
    except Stopped:
        raise UnreadableExport(
            "Checking this file stopped early, so nothing is known of it. Take it apart and check the parts."
        ) from None
    return tuple(map(str, found["places"]))


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found (sentences that name places), and the longer words that hold a term and are no
    finding."""

    found: tuple[str, ...]
    longer: tuple[LongerWord, ...] = ()


def check_with_longer(path: Path, terms: Sequence[str] = ()) -> Checked:
    """`check_file`, and which longer words of the file hold one of the terms."""
    found = check_file(path, terms)
    wanted = [term for term in terms if term.strip()]
    if not wanted:
        return Checked(found)
    try:
        said = call(task(inspect_file_task.longer, path=path, terms=wanted), UNTOLD_WORK)
    except Stopped:
        return Checked(found)  # the check itself has looked through all of the file
    coded = {str(kind): int(count) for kind, count in said["coded"].items()}
    told = (f"words: {in_other_writings(coded)}",) if coded else ()
    return Checked((*found, *told), longer_of(said["longer"]))


def sure_words(source: Path, executor: Executor | None = None) -> list[str]:
    """Every certain or likely finding of the detector in a file, in its own words, special categories left
    out."""
    texts = _texts(source)
    found = run_engine(executor, detect_batch, texts, None, None)
    return [
        text[one.start : one.end].strip()
        for text, spans in zip(texts, found, strict=True)
        for one in spans
        if _sure(one)
    ]


def _texts(source: Path) -> list[str]:
    """What the detector reads of a file: of one that is made anew by its values, of others as redaction reads
    them."""
    said = call(task(redact_file_task.texts, path=source), UNTOLD_WORK)["texts"]
    return [str(text) for text in said or call(task(child_tasks.texts, path=source), UNTOLD_WORK)["texts"]]


def _sure(finding: Finding) -> bool:
    return not finding.special and finding.tier is not Tier.POSSIBLE


def _span(finding: Finding) -> dict[str, Any]:
    return {
        "start": finding.start,
        "end": finding.end,
        "type": finding.kind,
        "score": round(finding.confidence, 4),
        "recognizer": finding.source,
    }


def _rows(path: Path) -> Iterator[tuple[Any, str, str | None]]:
    """Id, text and thread of each row."""
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _row(line, number)
    except (OSError, UnicodeDecodeError):
        raise UnreadableExport(
            "The file of texts cannot be read. Give a file of JSON lines in UTF-8."
        ) from None


_THREADS = ("thread", "thread_id", "conversation", "conversation_id", "chat_id", "document")


def _row(line: str, number: int) -> tuple[Any, str, str | None]:
    try:
        row = json.loads(line)
        if not isinstance(row["text"], str):
            raise TypeError
    except (ValueError, KeyError, TypeError):
        raise UnreadableExport(
            f'Line {number} is not an object with "id" and "text". Correct it and try again.'
        ) from None
    thread = next((row[name] for name in _THREADS if isinstance(row.get(name), str | int)), None)
    return row.get("id", number), row["text"], None if thread in {None, ""} else str(thread)
