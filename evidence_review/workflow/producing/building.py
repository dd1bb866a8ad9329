"""Building: the files of a bundle in memory, each with its marks applied and read again by the gate. Nothing
is written here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from evidence_review.domain.disclosure import DefenceSort
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import AuditOp, DisclosureCode
from evidence_review.domain.progress import Job, Progress
from evidence_review.domain.redaction_values import Done, Level, Redacted
from evidence_review.reports import (
    chain_pdf,
    management_pdf,
    redaction_csv,
    redaction_pdf,
    schedule_pdf,
    schedule_xlsx,
    sdc_pdf,
    sdc_xlsx,
)
from evidence_review.reports.cover import Cover, CoverFile, cover_pdf
from evidence_review.reports.letters import Letter, LetterSort, letter_pdf, title_of
from evidence_review.reports.sdc import GIVEN
from evidence_review.reports.serving import Serving
from evidence_review.store import items
from evidence_review.store.disclosure import defence
from evidence_review.store.items import Kept
from evidence_review.workflow.auditing.act_words import DOCUMENTS
from evidence_review.workflow.case.naming import accused_named
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.picturing import is_picture, page_of
from evidence_review.workflow.case.removals import Removed
from evidence_review.workflow.producing import bundling
from evidence_review.workflow.producing.bundle_parts import Numbering, Part, copied
from evidence_review.workflow.producing.copied_chains import nouns_of, transcript
from evidence_review.workflow.producing.gating import guarded_words, prove_gone
from evidence_review.workflow.producing.index_rows import redaction_rows
from evidence_review.workflow.producing.management_account import management
from evidence_review.workflow.producing.schedule_changes import ScheduleChanges
from evidence_review.workflow.producing.second_count import Counted, require_same
from evidence_review.workflow.redacting.comparing import redact_document


@dataclass(frozen=True, slots=True)
class Contents:
    """What a bundle is made of: for whom, every part with its code, the numbers of the schedule, what changed,
    the values that go, folded words that stay on purpose, and how passages of documents are taken out (decision
    0018)."""

    serving: Serving
    found: tuple[Part, ...]
    numbers: Numbering
    changes: ScheduleChanges
    removed: tuple[Removed, ...]
    visible: frozenset[str] = frozenset()
    level: Level = Level.TOKEN
    version: int = 1
    within: Mapping[str, tuple[ItemId, ...]] = MappingProxyType({})
    """The items that stand in each copy, by the name of its file, once the copies are made."""

    @property
    def copies(self) -> tuple[Part, ...]:
        """The parts of which something is copied, with those items alone."""
        return copied(self.found)


@dataclass(frozen=True, slots=True)
class Built:
    """Files by name, the file name of each part by its number, how each place of its document was taken out,
    and what to tell of them."""

    files: dict[str, bytes] = field(default_factory=dict[str, bytes])
    names: dict[int, str] = field(default_factory=dict[int, str])
    marks: dict[int, tuple[Done, ...]] = field(default_factory=dict[int, "tuple[Done, ...]"])
    notes: list[str] = field(default_factory=list[str])
    counted: list[Counted] = field(default_factory=list[Counted])
    within: dict[str, tuple[ItemId, ...]] = field(default_factory=dict[str, tuple[ItemId, ...]])

    def add(self, part: Part, name: str, done: Redacted, kept: Sequence[Kept]) -> None:
        """Keep an edited document of these items, what it says of its places, and its sentences under its
        name."""
        self.files[name] = done.data
        self.within[name] = tuple(one.item.id for one in kept)
        self.marks[part.number] = (*self.marks.get(part.number, ()), *done.marks)
        self.notes.extend(f"{name}: {warning}" for warning in done.warnings)


def build_files(session: Session, contents: Contents) -> Job[Built]:
    """Transcripts, edited documents and papers by file name, every number counted twice, proved by the gate.

    OutputProblem where a file still holds something that was to be removed, or two counts differ.
    """
    built = Built()
    yield from _copies(session, contents, built)
    built.files.update(_papers(session, contents, built))
    guarded = guarded_words(session, contents.copies)
    yield from prove_gone(built.files, contents.removed, contents.visible, guarded)
    return built


def _copies(session: Session, contents: Contents, built: Built) -> Job[None]:
    """Transcripts and edited documents of what is copied."""
    names, copies = built.names, contents.copies
    for done, part in enumerate(copies):
        yield Progress(done, len(copies), "redacting and setting documents")
        original = items.document(session.case, part.thread_id) if part.is_document else None
        if original is not None and is_picture(original):
            names[part.number] = f"documents/item-{part.number:04d}-edited"
            _pictures(session, original, part, contents, built)
        elif original is None:
            names[part.number] = f"transcripts/item-{part.number:04d}.pdf"
            _transcript(session, part, contents, built)
        else:
            names[part.number] = f"documents/item-{part.number:04d}-edited.pdf"
            whence = bundling.whence(session, part, contents.removed)
            caption = f"Edited copy of {whence} · schedule item {part.number} · {contents.serving.footer}"
            edited = redact_document(
                session,
                original,
                part.kept,
                contents.visible,
                contents.level,
                caption,
                bundling.legend(session, part, contents.serving, whence),
            )
            built.add(part, names[part.number], edited, part.kept)


def _transcript(session: Session, part: Part, contents: Contents, built: Built) -> None:
    with session.case.change(
        session.signer, AuditOp.COMBINE, "set transcript", about=f"schedule:{part.number}"
    ) as change:
        chain = transcript(session, change, part, contents.removed, contents.serving)
    built.counted.append(
        Counted(
            part.number,
            part.line.id,
            part.thread_id,
            len(chain.messages),
            sum(one.left_out_before for one in chain.messages) + chain.left_out_after,
            chain.redactions,
        )
    )
    name = built.names[part.number]
    built.files[name], built.within[name] = chain_pdf(chain), tuple(one.item.id for one in part.kept)


def _pictures(session: Session, original: bytes, part: Part, contents: Contents, built: Built) -> None:
    """Each page of a picture file as a picture of its own."""
    name = built.names[part.number]
    for at, page in enumerate(part.pages, start=1):
        of_page = [kept for kept in part.kept if page_of(kept.item) == page]
        edited = redact_document(session, original, of_page, contents.visible)
        ending = "jpg" if edited.data[:2] == b"\xff\xd8" else "png"
        file = f"{name}{'' if len(part.pages) == 1 else f'-page-{at}'}.{ending}"
        built.add(part, file, edited, of_page)
        if len(part.pages) == 1:
            built.names[part.number] = file


def _papers(session: Session, contents: Contents, built: Built) -> dict[str, bytes]:
    removed, serving = contents.removed, contents.serving
    listed = bundling.schedule(session, contents.found, contents.numbers, removed, serving, contents.changes)
    schedule = replace(listed, number=contents.version)
    certificate = bundling.certificate(session, contents.found, removed, serving, contents.changes)
    rows = redaction_rows(session, contents.copies, built.names, built.marks)
    told = management(session, contents)
    require_same(session, serving.accused, built.counted, told)
    papers = {
        "schedule/mg6c.xlsx": schedule_xlsx(schedule),
        "schedule/mg6c.pdf": schedule_pdf(schedule),
        "schedule/sdc.xlsx": sdc_xlsx(certificate),
        "schedule/sdc.pdf": sdc_pdf(certificate),
        "schedule/management.pdf": management_pdf(told),
    }
    if rows:  # an index of nothing would be enclosed and listed
        papers["schedule/redactions.csv"] = redaction_csv(rows)
        papers[_INDEX] = redaction_pdf(rows, session.case.facts.urn, serving)
    letter = _letter(session, contents, _INDEX in papers)
    papers["letter.pdf"] = letter_pdf(letter)
    cover = replace(_cover(session, contents, built, papers, letter.sort), is_edited=bool(rows))
    return {"cover.pdf": cover_pdf(cover), **papers}


_INDEX = "schedule/redactions.pdf"


def _letter(session: Session, contents: Contents, has_index: bool) -> Letter:
    """The letter that goes with a bundle: the first or a further one, with something that meets the test or the
    statement that nothing does."""
    statements = _statements(session, contents.serving.accused)
    if contents.version == 1:
        meets = any(code in GIVEN for part in contents.found for code in part.codes)
        sort = LetterSort.INITIAL if meets else LetterSort.NIL
    elif contents.changes.has_more:
        sort = LetterSort.FURTHER
    else:
        sort = LetterSort.FURTHER_NIL_STATEMENT if statements else LetterSort.FURTHER_NIL
    enclosed = [*_ENCLOSED, *(["Index of redactions"] if has_index else [])]
    enclosed += ["The copies that the cover lists"] if contents.copies else []
    urn = session.case.facts.urn
    return Letter(sort, urn, contents.serving, tuple(enclosed), statements=statements)


_ENCLOSED = (
    "Schedule of relevant non-sensitive unused material (MG6C)",
    "Streamlined disclosure certificate",
    "Disclosure management document",
)


def _statements(session: Session, accused: str) -> str:
    """The defence statements recorded of this accused, with their days; empty where there is none."""
    person = accused_named(session.case, accused).id
    told = [
        f"the {DOCUMENTS[one.sort]} served on {one.day:%d.%m.%Y}"
        for one in defence.everything(session.case, person)
        if one.sort in _IS_STATEMENT
    ]
    return " and ".join(told)


_IS_STATEMENT = frozenset({DefenceSort.DEFENCE_STATEMENT, DefenceSort.UPDATED_STATEMENT})


def _cover(
    session: Session, contents: Contents, built: Built, papers: Mapping[str, bytes], letter: LetterSort
) -> Cover:
    files = [
        CoverFile(
            name,
            f"Schedule item {part.number}, exhibit {part.kept[0].exhibit}",
            _how_many(part, len(within)),
        )
        for part in contents.copies
        for name, within in built.within.items()
        if name.startswith(built.names[part.number])
    ]
    files += [CoverFile(name, _PAPERS.get(name) or f"Letter: {title_of(letter)}") for name in papers]
    counts = [(words, sum(code in part.codes for part in contents.found)) for code, words in _COUNTED]
    counts.append(("withdrawn", len(contents.numbers.withdrawn)))
    has_inspection = any(DisclosureCode.INSPECT in part.codes for part in contents.found)
    return Cover(
        session.case.facts.urn,
        contents.serving,
        tuple(files),
        tuple((words, count) for words, count in counts if count),
        bundling.inspection_words(session) if has_inspection else "",
        contents.changes.words(),
        len(contents.found) + len(contents.numbers.withdrawn),
    )


def _how_many(part: Part, count: int) -> str:
    one = "page" if part.is_document else nouns_of(part.kept[0].item.kind).one
    return f"{count:,} {one}{'' if count == 1 else 's'}"


_COUNTED = (
    (DisclosureCode.DISCLOSE, "with items disclosed by copy (D)"),
    (DisclosureCode.INSPECT, "with items open to inspection (I)"),
    (DisclosureCode.NOT_DISCLOSABLE, "with items not disclosable (ND)"),
    (DisclosureCode.CLEARLY_NOT_DISCLOSABLE, "with items clearly not disclosable (CND)"),
    (DisclosureCode.EVIDENCE, "with items relied on as evidence"),
)
_PAPERS = {
    "schedule/mg6c.xlsx": "Schedule of unused material (MG6C), workbook",
    "schedule/mg6c.pdf": "Schedule of unused material (MG6C)",
    "schedule/sdc.xlsx": "Streamlined disclosure certificate, workbook",
    "schedule/sdc.pdf": "Streamlined disclosure certificate",
    "schedule/management.pdf": "Disclosure management document",
    "schedule/redactions.csv": "Index of redactions, table",
    "schedule/redactions.pdf": "Index of redactions",
}
