"""What the child process is asked to do with one file of any kind: redact it into a new one, or give the
texts that the detector reads."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from queue import Empty, Queue

from evidence_review.domain.contents import Contents, Passage
from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.redaction_values import Removal
from evidence_review.domain.seen_words import PixelBox
from evidence_review.domain.tasks import Json
from evidence_review.imaging import ocr
from evidence_review.imaging.letter_art import drawings
from evidence_review.imaging.low_bits import pictures_with_text
from evidence_review.redaction import page_texts
from evidence_review.redaction.file_writing import KEPT_WORD, may_write, read_source, removals_of, write_new
from evidence_review.redaction.new_files.medium import Medium, decoded, medium_of
from evidence_review.redaction.new_files.pieces import search_of
from evidence_review.redaction.new_files.writing import lines_of
from evidence_review.redaction.pdf.contact_sheet import contact_sheet
from evidence_review.redaction.pdf.engine import Tell
from evidence_review.redaction.refusal import Refused
from evidence_review.redaction.sound.sound import silence_from
from evidence_review.redaction.sound.transcripts import redact_cues
from evidence_review.redaction.terms.ciphers import ciphers
from evidence_review.redaction.terms.longer_words import longer_words
from evidence_review.redaction.terms.search import Search
from evidence_review.redaction.terms.terms_misread import nearly
from evidence_review.redaction.unpacked.parts_archives import members
from evidence_review.reports.remade import remade_pdf
from evidence_review.workflow.case.redaction_options import (
    OR_COVER,
    PLAIN,
    Wishes,
    also_these,
    in_other_writings,
)
from evidence_review.workflow.one_file.made_values import Made, as_printed, values_of
from evidence_review.workflow.one_file.redact_any_file import Work, quiet


def redacting(source: Path, target: Path, terms: Sequence[str], wishes: Wishes, mark: str) -> Iterator[Json]:
    """`redact_path` with {"what", "done", "total"} as often as anything is told, and twice a second at the
    least; then its answer.

    Files that are not finished bear `mark` in their names, so that whoever stops this child can sweep them
    away.
    """
    told: Queue[Json | BaseException | None] = Queue()

    def tell(what: str, done: int, total: int) -> None:
        told.put({"what": what, "done": done, "total": total})

    def work() -> None:
        try:
            told.put(next(redact_path(source, target, terms, wishes, mark=mark, tell=tell)))
        except BaseException as fault:  # noqa: BLE001  raised again where it is taken from the queue
            told.put(fault)
        told.put(None)

    threading.Thread(target=work, daemon=True).start()
    last: Json = {"what": "reading the file", "done": 0, "total": 0}
    while True:
        try:
            one = told.get(timeout=_PULSE)
        except Empty:
            one = last
        if one is None:
            return
        if isinstance(one, BaseException):
            raise one
        last = one if "what" in one else last
        yield one


_PULSE = 0.5


def redact_path(
    source: Path,
    target: Path,
    terms: Sequence[str],
    wishes: Wishes = PLAIN,
    *,
    mark: str = "",
    tell: Tell = quiet,
) -> Iterator[Json]:
    """{"removed", "pictures", "warnings", "index", "marks", "longer"}: the
    new file is written whole, after the gate,
    or not at all, and the source is never touched (`redaction.file_writing`).

    The wishes may name a sheet (where before and after go) and an index (where the caller will write the
    rows); none of the names is taken. "marks" are as in `redaction.child_tasks`. `index` has a row for each
    value removed: its token, its type, and how often the token stands in the new file.
    """
    work, out = _work(terms, wishes, tell), _Out(target, wishes, mark)
    out.check(source, work.search)
    data = read_source(source)
    if wishes.longer:
        work = _with_longer(work, as_words(data, source.name))
    try:
        made = work.file(data, source.name, out.target.suffix.lower(), 0)
    except Refused as fault:
        raise fault if wishes.cover_seen else OutputProblem(f"{fault} {OR_COVER}") from None
    spoken = _transcript(out.said, work) if out.said else None
    words = as_words(made.data, out.target.name)
    rows = _rows(words, work.removals)
    if out.sheet:
        work.tell("setting before and after side by side", 0, 0)
        out.write(contact_sheet(as_pages(data, source.name), as_pages(made.data, out.target.name)), out.sheet)
    if spoken and out.transcript:
        out.write(spoken.data, out.transcript)
    out.write(made.data, out.target)
    told = (
        [f"The transcript is written beside it: {spoken.removed} places taken out of it.", *spoken.notes]
        if spoken
        else []
    )
    longer = longer_words([words], work.search)
    notes = dict.fromkeys(
        [
            *made.notes,
            *told,
            *([KEPT_WORD] if work.search.left else []),
            *([also_these(len(longer), longer.total())] if longer and wishes.longer is None else []),
            *_still_said(words, made, work.search),
        ]
    )
    marks = [[one.page, one.token, str(one.level), one.why, one.fits, one.tried] for one in made.marks]
    yield {
        "removed": made.removed,
        "pictures": list(made.pictures),
        "warnings": list(notes),
        "index": rows,
        "marks": marks,
        "longer": [list(one) for one in longer.most_common(_MOST_LONGER)],
    }


_MOST_LONGER = 500


def drawn_with_signs(words: str, search: Search) -> dict[str, int]:
    """How many drawings made of signs show a term, by the name of that writing."""
    if not search.wanted or ocr.absent():
        return {}
    shown = islice(drawings(words), _MOST_DRAWINGS)
    found = sum(bool(nearly(ocr.recognise(one).text, search)) for one in shown)
    return {"letters drawn with signs": found} if found else {}


_MOST_DRAWINGS = 12
IN_LOW_BITS = (
    "Pictures with text in the lowest bits of their colours, which no eye sees: {}. Cover them with an area, "
    "or ask for the file without them."
)


def _still_said(words: str, made: Made, search: Search) -> list[str]:
    """What the new file may still say to whoever decodes it."""
    coded = ciphers([words], search)
    coded.update(drawn_with_signs(words, search))
    hidden = pictures_with_text(made.data) if made.ending == ".pdf" else 0
    return [
        *([in_other_writings(coded)] if coded else []),
        *([IN_LOW_BITS.format(hidden)] if hidden else []),
    ]


def _with_longer(work: Work, words: str) -> Work:
    """The work with every longer word that holds a term as a term of its own, gone as a whole."""
    first = 1 + sum(not one.token.startswith("[PERSON") for one in work.removals)
    found = longer_words([words], work.search)
    more = [Removal(word, f"[REDACTED {first + at}]", whole=True) for at, word in enumerate(sorted(found))]
    removals = (*work.removals, *more)
    return replace(work, removals=removals, search=search_of(removals))


def _work(terms: Sequence[str], wishes: Wishes, tell: Tell) -> Work:
    """What is to be done, from what was asked; without terms only where something else is to go."""
    silences, blanks = tuple(map(silence_from, wishes.silences)), tuple(map(silence_from, wishes.blanks))
    boxes = tuple(map(_box, wishes.boxes))
    removals = (
        removals_of(terms)
        if terms or not (silences or blanks or boxes or wishes.areas or wishes.chat)
        else []
    )
    search = search_of(removals)
    return Work(
        tuple(removals),
        search,
        wishes.unseen,
        silences,
        blanks,
        boxes,
        wishes.chat,
        wishes.areas,
        wishes.level,
        tell,
        wishes.cover_seen,
    )


@dataclass(frozen=True, slots=True)
class _Out:
    """Where what is made goes, and the transcript `said` that is redacted with it; `mark` stands in the names
    of files not finished yet."""

    target: Path
    wishes: Wishes
    mark: str

    @property
    def said(self) -> Path | None:
        """The transcript that is redacted too."""
        return self.wishes.transcript

    @property
    def sheet(self) -> Path | None:
        """Where before and after go."""
        return self.wishes.sheet

    @property
    def transcript(self) -> Path | None:
        """The new transcript, beside the new file."""
        return self.said and self.target.with_name(f"{self.target.stem}-transcript{self.said.suffix.lower()}")

    def check(self, source: Path, search: Search) -> None:
        """OutputProblem where two bear one name (the sheet holds the original, and would stand in the new
        file's place) or one may not be written."""
        places = [one for one in (self.target, self.sheet, self.wishes.index, self.transcript) if one]
        if len({str(one.resolve()).casefold() for one in places}) < len(places):
            raise OutputProblem(
                "The new file, the sheet and the index need a name of their own each. Choose other names."
            )
        for one in places:
            may_write(source, one, search)

    def write(self, data: bytes, place: Path) -> None:
        """Write one of them whole, or not at all."""
        write_new(data, place, mark=self.mark)


def _transcript(path: Path, work: Work) -> Made:
    """The transcript without what is said in the silenced parts, and without the terms; it must be text,
    subtitles or an office file without times."""
    data = read_source(path)
    found = decoded(data, path.name) if medium_of(data, path.name) in _PLAIN else None
    if found is None:
        raise OutputProblem(
            "The transcript must be a text file or subtitles (.txt, .srt, .vtt). Save it so and try again."
        )
    text, cues = redact_cues(found[0], work.silences)
    if work.silences and not cues:
        raise OutputProblem(
            (
                "No times were found in the transcript, so nobody knows what of it was said in the "
                "silenced parts. Add times, or redact it by itself."
            )
        )
    new = text.encode(found[1])
    made = work.file(new, path.name, "", 1) if work.removals else Made(new, path.suffix.lower(), 0)
    return replace(made, removed=made.removed + cues)


_PLAIN = frozenset((Medium.TEXT, Medium.TABLE))


def _box(text: str) -> PixelBox:
    try:
        left, top, right, bottom = (int(one) for one in text.split(","))
    except ValueError:
        raise OutputProblem(
            "Give an area as left,top,right,bottom in pixels of the picture, as 10,20,200,60."
        ) from None
    return left, top, right, bottom


def as_pages(data: bytes, name: str) -> bytes:
    """A file as pages to look at: a PDF or picture as it is, others as their words on paper."""
    if medium_of(data, name) in {Medium.PDF, Medium.PICTURE}:
        return data
    return remade_pdf(as_printed(Contents((Passage(as_words(data, name)),))))


def as_words(data: bytes, name: str) -> str:
    """All words of a file that is no PDF or picture, files inside left aside; of those the text of their
    pages."""
    medium = medium_of(data, name)
    if medium in {Medium.OFFICE, Medium.MAIL, Medium.PAGE}:
        return "\n".join(lines_of(values_of(data, name)))
    if medium is Medium.ARCHIVE:
        return "\n".join(as_words(inside, inner) for inner, inside in members(data) if inside)
    if medium is Medium.PDF:
        return "\n".join(page_texts(data))
    return (
        (decoded(data, name) or ("", ""))[0]
        if medium not in {Medium.PICTURE, Medium.WAVE, Medium.FILM}
        else ""
    )


def _rows(words: str, removals: Sequence[Removal]) -> list[list[str | int]]:
    """For the recipient: number, token, type and how often, never what was removed."""
    tokens = dict.fromkeys(one.token for one in removals)
    said = {token: "Named individual" if token.startswith("[PERSON") else "Other" for token in tokens}
    found = [token for token in tokens if token in words]
    return [[number, token, said[token], words.count(token)] for number, token in enumerate(found, 1)]


def texts(path: Path) -> Iterator[Json]:
    """{"texts": [text, …]}: what the detector reads of a file that is made anew; empty for kinds that
    `redaction.child_tasks.texts` reads."""
    data = read_source(path)
    medium = medium_of(data, path.name)
    said: list[str] = []
    if medium in _AS_VALUES:
        found = values_of(data, path.name)
        said = [passage.text for passage in found.passages] + [
            "\n".join("\t".join(row) for row in sheet.rows) for sheet in found.sheets
        ]
    elif medium is Medium.ARCHIVE:
        said = [text for name, inside in members(data) if inside for text in _said_in(inside, name)]
    yield {"texts": said}


def _said_in(data: bytes, name: str) -> list[str]:
    """What the detector reads of a file inside an archive."""
    medium = medium_of(data, name)
    if medium in _AS_TEXT:
        return [(decoded(data, name) or ("", ""))[0]]
    return [passage.text for passage in values_of(data, name).passages] if medium in _AS_VALUES else []


_AS_TEXT = frozenset((Medium.TEXT, Medium.TABLE, Medium.NOTATION, Medium.CARDS))
_AS_VALUES = frozenset((Medium.OFFICE, Medium.MAIL, Medium.PAGE))
