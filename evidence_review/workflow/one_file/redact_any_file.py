"""One file of any kind redacted into a new one: importers read its values, redaction takes out, a writer
makes the new file, the gate proves it.

It runs in a limited child process (`sandbox.call`), since it opens what a stranger made. reference/safety.md
1.7, docs/decisions/0020.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evidence_review.domain.contents import Contents, Inside, Passage, Unseen
from evidence_review.domain.errors import OutputProblem, ReviewError
from evidence_review.domain.redaction_values import Leak, Level, PageArea, Redacted, Removal
from evidence_review.domain.seen_words import PixelBox
from evidence_review.domain.text_spans import merged
from evidence_review.redaction import redact_pdf
from evidence_review.redaction.file_writing import OTHERS
from evidence_review.redaction.gate.coded_runs import without_coded
from evidence_review.redaction.gate.gate_media import check_file_search, paper_leaks
from evidence_review.redaction.new_files.cards import redact_cards
from evidence_review.redaction.new_files.json_values import redact_notation
from evidence_review.redaction.new_files.medium import Medium, decoded, medium_of
from evidence_review.redaction.new_files.redacted_values import Remade, neutral, remake
from evidence_review.redaction.new_files.text_tables import is_set_in_cells, redact_table
from evidence_review.redaction.new_files.writing import WRITERS, archive
from evidence_review.redaction.pdf.engine import Tell
from evidence_review.redaction.pictures.frames import chat_areas, redact_frames, with_pictures
from evidence_review.redaction.refusal import Refused
from evidence_review.redaction.rewriting import rewrite
from evidence_review.redaction.sound.recordings import Cuts, ending_for, redact_recording
from evidence_review.redaction.sound.sound import NO_RANGES, Silence, redact_wave
from evidence_review.redaction.terms.coded_words import without_files
from evidence_review.redaction.terms.search import Search, find, holds, places
from evidence_review.redaction.unpacked.parts_archives import members
from evidence_review.workflow.case.child_tasks import SPREAD
from evidence_review.workflow.case.names_list import (
    LEFT_OUT,
    LIST_NAMES,
    Row,
    is_list,
    list_of_names,
    without_list,
)
from evidence_review.workflow.one_file.cover_seen import covered, seen_in_picture, seen_on_pages
from evidence_review.workflow.one_file.made_values import (
    Made,
    as_printed,
    not_carried,
    of_engine,
    told_of,
    values_of,
    without_words,
    written_as,
)
from evidence_review.workflow.one_file.page_ends import spans_over_page_ends

_DEEPEST = 4
_MOST_INSIDE = 5_000
_OFFICE_NAME = (
    "A file of this kind is made anew from what it says, never edited. Choose a name that ends "
    "with {} for the new file "
    "(.zip also takes the files inside it)."
)
_NOT_HEARD = (
    "What is said was not listened to: only the parts that were named are silent. The values were "
    "looked for in what is written in the file."
)
CODED_GONE = "Runs of coded text in which a term was still found were taken out whole: {}."
_ARCHIVE_NAME = "An archive is packed anew. Choose a name that ends with .zip for the new file."


def quiet(what: str, done: int, of: int) -> None:
    """Nobody is told."""


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be removed, and what becomes of that which a reader does not see; the same for a file and
    all that is in it."""

    removals: tuple[Removal, ...]
    search: Search
    unseen: Unseen
    silences: tuple[Silence, ...] = ()
    blanks: tuple[Silence, ...] = ()
    boxes: tuple[PixelBox, ...] = ()
    chat: bool = False
    areas: tuple[PageArea, ...] = ()
    level: Level = Level.TOKEN
    tell: Tell = quiet
    cover_seen: bool = False

    def file(self, data: bytes, name: str, ending: str, depth: int) -> Made:
        """A file redacted; `ending` is that of the new one, "" for what suits it. OutputProblem where that
        cannot be done."""
        medium = medium_of(data, name)
        if medium is Medium.PDF:
            return of_engine(self._pages(data, () if depth else self.areas), ".pdf")
        if medium is Medium.PICTURE:
            return self._picture(data, ending, () if depth else self.areas)
        if medium in {Medium.WAVE, Medium.FILM}:
            return self._recording(data, medium, ending, () if depth else self.areas)
        if medium is Medium.ARCHIVE:
            return self._archive(data, ending, depth)
        if medium in {Medium.OFFICE, Medium.MAIL, Medium.PAGE}:
            return self._anew(data, name, medium, ending, depth)
        if medium is Medium.UNKNOWN:
            raise OutputProblem(OTHERS)
        return self._text(data, name, medium, ending)

    def _pages(self, data: bytes, areas: Sequence[PageArea]) -> Redacted:
        tokens = [one.token for one in self.removals]
        spans = spans_over_page_ends(data, self.search, tokens) if self.removals else []

        def redact(drawn: Sequence[PageArea]) -> Redacted:
            return redact_pdf(
                data, self.removals, spans, level=self.level, tell=self.tell, areas=drawn, spread=SPREAD
            )

        return covered(redact, seen_on_pages(data, self.search), areas) if self.cover_seen else redact(areas)

    def _picture(self, data: bytes, ending: str, areas: Sequence[PageArea] = ()) -> Made:
        proposed = chat_areas(data) if self.chat else ()
        boxes = (*self.boxes, *(one.box for one in proposed))

        def redact(drawn: Sequence[PageArea]) -> Redacted:
            return redact_frames(data, self.removals, ending, boxes, drawn)

        done = covered(redact, seen_in_picture(self.search), areas) if self.cover_seen else redact(areas)
        self.prove(done.data)
        if self.chat:
            counts = Counter(one.why for one in proposed)
            what = (
                ", ".join(f"{why} ({count})" for why, count in counts.items())
                or "nothing, since its layout is not that of a known chat"
            )
            done = replace(
                done,
                warnings=(
                    *done.warnings,
                    f"Covered as in a screenshot of a chat: {what}. Look at the new picture before it goes.",
                ),
            )
        return of_engine(done, ending or (".png" if done.data.startswith(b"\x89PNG") else ".jpg"))

    def _recording(self, data: bytes, medium: Medium, ending: str, areas: Sequence[PageArea]) -> Made:
        cuts = Cuts(self.silences, self.blanks, tuple(areas))
        count = len(cuts.silences) + len(cuts.blanks) + len(cuts.areas)
        if not count:
            raise OutputProblem(NO_RANGES)
        if medium is Medium.WAVE and ending in {"", ".wav"} and not (cuts.blanks or cuts.areas):
            wanted, made, notes = ".wav", redact_wave(data, self.silences), ()
        else:
            wanted = ending or ending_for(data)
            done = redact_recording(data, cuts, wanted, self.tell)
            made, notes = done.data, done.notes
        self.prove(made)
        return Made(made, wanted, count, (*notes, *([_NOT_HEARD] if self.removals else [])))

    def _text(self, data: bytes, name: str, medium: Medium, ending: str) -> Made:
        text, encoding = decoded(data, name) or ("", "utf-8")
        if (
            ending in {".pdf", ".docx", ".odt", ".rtf", ".xlsx", ".ods", ".html", ".htm"}
            and medium is Medium.TEXT
        ):
            return self._from_values(Contents((Passage(text),)), ending, 0)
        notes: list[str] = []
        if medium is Medium.NOTATION:
            new, removed, files = redact_notation(text, self.removals)
            notes += [f"{files} files written into the JSON were left out."] if files else []
        elif medium is Medium.CARDS:
            done = redact_cards(text, self.removals, self.unseen)
            new, removed = done.text, done.removed
            notes += told_of(done.unseen, self.unseen)
        elif medium is Medium.TABLE:
            new, removed = redact_table(text, self.removals)
        else:
            text, files = without_files(text)
            notes += [f"{files} files written into the text were left out."] if files else []
            spans = places(find(text, self.search), [one.token for one in self.removals])
            new, removed = rewrite(text, spans), sum(bool(token) for _, _, token in merged(spans))
            if is_set_in_cells(new, self.search):
                new, more = redact_table(new, self.removals)
                removed += more
        if self.cover_seen:
            new, runs = without_coded(new, self.search)
            removed, notes = removed + runs, [*notes, *([CODED_GONE.format(runs)] if runs else [])]
        made = new.encode(encoding)
        self.prove(made)
        return Made(made, Path(name).suffix.lower() or ".txt", removed, tuple(notes))

    def _anew(self, data: bytes, name: str, medium: Medium, ending: str, depth: int) -> Made:
        values = values_of(data, name)
        is_letter = any(one.label == "From" for one in values.passages)
        best = ".xlsx" if values.sheets else ".html" if medium is Medium.PAGE else ".pdf"
        if (
            ending
            and ending not in WRITERS
            and ending not in {".pdf", ".zip"}
            and not (ending in {".eml", ".mbox"} and is_letter)
        ):
            raise OutputProblem(_OFFICE_NAME.format(best))
        made = self._from_values(values, ending or best, depth, best)
        return replace(made, notes=(*made.notes, *not_carried(data))) if medium is Medium.OFFICE else made

    def _from_values(self, values: Contents, ending: str, depth: int, best: str = ".pdf") -> Made:
        shape = best if ending == ".zip" else ending
        if shape == ".pdf":
            values = as_printed(values)
        done = remake(values, self.removals, self.unseen)
        if self.cover_seen:
            done = self._without_coded(done)
        notes = [
            *told_of(done.unseen, self.unseen),
            *(f"Not in the new file, since it could not be read: {reason}" for reason in values.unread),
        ]
        files: list[Inside] = []
        pictures: list[bytes] = []
        removed = done.removed
        if ending in {".zip", ".eml", ".mbox"}:
            inside, count, told = self._inside([(one.name, one.data) for one in values.files], depth)
            files, removed, notes = inside, removed + count, [*notes, *told]
        elif values.files:
            shown, told = self._beside(values.files, shape)
            pictures = [one.data for one in shown]
            removed, notes = removed + sum(one.removed for one in shown), [*notes, *told]
        made = self._write(replace(done.contents, files=tuple(files)), shape)
        if pictures:
            made = self._prove_paper(with_pictures(made, pictures))
        if ending == ".zip":
            made = self._packed(
                [
                    (f"{self._free('document', 'letter', 'main')}{shape}", made),
                    *((one.name, one.data or b"") for one in files),
                ]
            )
        return Made(made, ending, removed, tuple(notes))

    def _without_coded(self, done: Remade) -> Remade:
        """The values without runs that hold a term in a writing which the gate decodes."""
        counts = [0]

        def clean(text: str) -> str:
            new, runs = without_coded(text, self.search)
            counts.append(runs)
            return new

        passages = tuple(replace(one, text=clean(one.text)) for one in done.contents.passages)
        sheets = tuple(
            replace(one, rows=tuple(tuple(map(clean, row)) for row in one.rows))
            for one in done.contents.sheets
        )
        contents = replace(done.contents, passages=passages, sheets=sheets)
        return replace(done, contents=contents, removed=done.removed + sum(counts))

    def _write(self, values: Contents, ending: str) -> bytes:
        """The new file, proved; words that every file of its kind holds are known by a file of the same shape
        without words."""
        made = written_as(values, ending)
        leaks = check_file_search(made, self.search)
        if leaks and ending == ".pdf":
            leaks = paper_leaks(made, self.search)
        elif leaks:
            own = set(check_file_search(written_as(without_words(values), ending), self.search))
            leaks = [leak for leak in leaks if leak not in own]
        if leaks:
            raise Refused(leaks, made)
        return made

    def _beside(self, files: Sequence[Inside], shape: str) -> tuple[list[Made], list[str]]:
        """The files inside that stand on pages of their own in a PDF, and what is told of the others."""
        shown, left = self._pictures(files) if shape == ".pdf" else ([], len(files))
        what = (
            f"{left} files inside were left out. Choose a name that ends with .zip to have them redacted too."
        )
        return shown, [what] if left else []

    def _pictures(self, files: Sequence[Inside]) -> tuple[list[Made], int]:
        """The pictures among files inside, redacted, to stand on pages of their own; and how many files are
        none or could not be."""
        shown: list[Made] = []
        for one in files:
            try:
                if one.data and medium_of(one.data, one.name) is Medium.PICTURE:
                    shown.append(self._picture(one.data, ""))
            except ReviewError:
                continue
        return shown, len(files) - len(shown)

    def _prove_paper(self, data: bytes) -> bytes:
        leaks = paper_leaks(data, self.search)
        if leaks:
            raise Refused(leaks, data)
        return data

    def _archive(self, data: bytes, ending: str, depth: int) -> Made:
        if ending not in {"", ".zip"}:
            raise OutputProblem(_ARCHIVE_NAME)
        found = members(data)
        if (
            len(found) == 1
            and found[0][1] is not None
            and medium_of(found[0][1], found[0][0]) is Medium.ARCHIVE
        ):
            return self._archive(found[0][1], ending, depth + 1)
        files, removed, notes = self._inside(found, depth)
        if not files:
            raise OutputProblem("None of the files in this archive can be redacted. " + OTHERS)
        return Made(
            self._packed([(one.name, one.data or b"") for one in files]), ".zip", removed, tuple(notes)
        )

    def _inside(
        self, found: Sequence[tuple[str, bytes | None]], depth: int
    ) -> tuple[list[Inside], int, list[str]]:
        """Every file inside by its own rule, under a neutral name; those that cannot be redacted are left out
        and counted.

        A list of names that this program made is made again, with the names that it tells.
        """
        found, told = without_list(found)
        out: list[Inside] = []
        rows: list[Row] = []
        notes: list[str] = []
        removed, lost = 0, max(0, len(found) - _MOST_INSIDE)
        for number, (name, data) in enumerate(found[:_MOST_INSIDE], 1):
            self.tell("redacting the files inside", number - 1, len(found))
            made = self._one_inside(name, data, depth)
            if made is None:
                lost += 1
                rows.append(Row(LEFT_OUT, told.get(number, name)))
                continue
            out.append(
                Inside(neutral(number, name, made.ending, self._free("item", "file", "part")), made.data)
            )
            rows.append(Row(out[-1].name, told.get(number, name)))
            removed += made.removed
            notes += made.notes
        if lost:
            notes.append(f"{lost} of {len(found)} files inside could not be redacted and were left out.")
        if out:
            out.append(Inside(f"{self._free(*LIST_NAMES)}.csv", list_of_names(rows, self.removals)))
        return out, removed, notes

    def _one_inside(self, name: str, data: bytes | None, depth: int) -> Made | None:
        """A file inside, redacted; None where it cannot be, or lies too deep."""
        if data is None or depth >= _DEEPEST:
            return None
        try:
            return self.file(data, name, "", depth + 1) if data else Made(b"", Path(name).suffix.lower(), 0)
        except ReviewError:
            return None

    def _packed(self, files: Sequence[tuple[str, bytes]]) -> bytes:
        """A zip of files that were proved each; its index and names are proved here."""
        self.prove(archive([(name, data if is_list(name) else b"") for name, data in files]))
        return archive(files)

    def _free(self, *words: str) -> str:
        """The first of our own words that is not itself to be removed."""
        return next((word for word in words if not holds(word, self.search)), words[0])

    def prove(self, data: bytes) -> None:
        """OutputProblem where anything that was to go is found."""
        leaks: list[Leak] = check_file_search(data, self.search)
        if leaks:
            raise Refused(leaks, data)
