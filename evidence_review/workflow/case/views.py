"""What the steps hand to the window and the command line: values to show, never rows of a table."""

from dataclasses import dataclass

from evidence_review.domain.accounting import Account
from evidence_review.domain.dates import AS_READ, DatesRead
from evidence_review.domain.decisions import Redaction, RelevanceDecision
from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.evidence import Coverage
from evidence_review.domain.ids import ItemId, SourceId
from evidence_review.domain.kinds import Band, Direction, ItemKind, Role, Tag, Tier
from evidence_review.domain.losses import Loss
from evidence_review.domain.redaction_values import Done
from evidence_review.domain.suggestions import Finding, Reason
from evidence_review.workflow.case.approval_views import ApprovalHead, MarkSaid
from evidence_review.workflow.case.thread_views import Answered, Reaction


@dataclass(frozen=True, slots=True)
class CasePeek:
    """What may be known of a case without a passphrase: its folder's name, its URN, who may open it."""

    folder: str
    urn: str
    users: tuple[tuple[str, Role], ...]


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """The state of a case in counts."""

    urn: str
    name: str
    user: str
    role: Role
    exhibits: int
    sources: int
    items_held: int
    items_in_scope: int
    lines_approved: int
    lines_proposed: int
    flagged: int
    decided: int
    redactions_waiting: int
    log_entries: int


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The account of one source: where it came from, what read it, and whether it reconciles; by its last
    reading, with the accounts of those before."""

    source: SourceId
    exhibit: str
    name: str
    sha256: str
    importer: str
    complete: bool
    coverage: Coverage
    account: Account
    reading: int = 1
    earlier: tuple[Account, ...] = ()
    dates: DatesRead = AS_READ


@dataclass(frozen=True, slots=True)
class Preview:
    """What a source is and holds, before anything of it is stored. `people`: each with the number of
    conversations she takes part in. `named`: the account with titles, senders and the names in remarks."""

    path: str
    account: Account
    people: tuple[tuple[str, int], ...]
    named: Account
    unread: int = 0
    """How many remarks say that something cannot be read, or in part only."""


@dataclass(frozen=True, slots=True)
class LineStatus:
    """One version of a line with its counts. `missing` is what it still lacks before approval; `tags` how
    many items carry each tag."""

    line: LineOfEnquiry
    proposed_by: str
    approved_by: str
    missing: tuple[str, ...]
    in_scope: int
    unscreened: int
    held: int
    flagged: int
    must_review: int
    decided: int
    relevant: int
    unsure: int
    tags: tuple[tuple[Tag, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ScopeEffect:
    """What a scope would open, as counts only: held in the case, in scope, by exhibit and by kind."""

    held: int
    in_scope: int
    by_exhibit: tuple[tuple[str, int, int], ...]
    by_kind: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Outside:
    """What lies outside every approved line, as a count: exhibit, conversation kind, how many, why."""

    exhibit: str
    kind: ItemKind
    count: int
    why: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A coloured span of shown text.

    `sort` is "term" (a line's term), "personal" (a finding), "redaction" (a mark a person made), "name" (a
    third party shown by pseudonym) or "special" (special-category words, masked). `start` and `end` are in
    the shown text; `from_start` and `from_end` in the original. `boxes` are its words in the picture that the
    text was read from (left, top, right, bottom), in shares of width and height.
    """

    sort: str
    start: int
    end: int
    from_start: int
    from_end: int
    label: str
    why: str = ""
    tier: Tier | None = None
    boxes: tuple[tuple[float, float, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """A file of an item, by its facts; its content is shown only by `reviewing.reveal_media`."""

    number: int
    name: str
    media_type: str
    size: int | None
    supplied: bool


@dataclass(frozen=True, slots=True)
class CopyView:
    """Where else a message or a file lies. `is_near`: the text is the same but for case, quotes or spaces.
    `file`: the number of this item's file."""

    item: ItemId
    exhibit: str
    app: str
    thread: str
    time_london: str
    decision: str
    is_near: bool = False
    file: int = -1


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person who takes part in what may be read: her label, her identities by number and label, her
    links, and where she takes part."""

    label: str
    identities: tuple[tuple[int, str], ...]
    exhibits: tuple[str, ...]
    conversations: int
    links: tuple[tuple[str, int, int, str, str], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What was decided over the whole case on a finding: `stance` MASK or KEEP by a ruling, KNOWN by the list
    of what is known anyway; why; by whom."""

    stance: str
    why: str
    by: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item as a reviewer may see it: third parties by pseudonym, special-category words masked.

    `is_context` items stand around a hit: shown and logged, not for decision. `words` counts the words of the
    original text. `copies` are the same message in other conversations of the line, each an item of its own;
    `copies_held` counts those of them that are held and so cannot be opened. `by_machine` says that a machine
    read the text from a picture; `picture_covered` that the picture needs a reason before it is shown (E3).
    `said` has for each finding what was decided on it over the whole case. `band`, `rank`, `reasons` and
    `engine` are those of the order asked for, the line's or that of a tag; `tags` are the tags that stand on
    it. `attached_to` is the item to whose file this one was read of (the file by its number there),
    `read_of_files` what was read of this item's own files.
    """

    id: ItemId
    line: int
    exhibit: str
    source: str
    locator: str
    kind: ItemKind
    app: str
    thread: str
    position: int
    sender: str
    recipients: tuple[str, ...]
    direction: Direction
    time_london: str
    time_raw: str
    time_note: str
    text: str
    words: int
    marks: tuple[Mark, ...]
    findings: tuple[Finding, ...]
    redactions: tuple[Redaction, ...]
    band: Band | None
    rank: int | None
    pool: int
    reasons: tuple[Reason, ...]
    engine: str
    decision: RelevanceDecision | None
    decided_by: str
    attachments: tuple[AttachmentView, ...]
    deleted_as_reported: str
    is_context: bool
    page: int | None
    copies: tuple[CopyView, ...] = ()
    copies_held: int = 0
    same_files: tuple[CopyView, ...] = ()
    by_machine: str = ""
    picture_covered: bool = False
    said: tuple[Said | None, ...] = ()
    tags: tuple[Tag, ...] = ()
    attached_to: CopyView | None = None
    read_of_files: tuple[CopyView, ...] = ()
    answers: Answered | None = None
    reactions: tuple[Reaction, ...] = ()
    outside_before: int = 0
    """Messages of the conversation between the one shown before it and this one: a count."""
    cells: tuple[tuple[int, int, int], ...] = ()
    """Of a row of a table, in the shown text: where each heading begins, where its value begins and ends."""


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One row of a line's queue: enough for a list, no text until the item is opened.

    One row an item, also where items repeat each other: `set` is then the number of their set, and `also_in`
    the exhibits of its other items.
    """

    item: ItemId
    kind: ItemKind
    thread: str
    sender: str
    time_london: str
    band: Band | None
    rank: int | None
    decision: str
    exhibit: str = ""
    set: ItemId | None = None
    also_in: tuple[str, ...] = ()
    tags: tuple[Tag, ...] = ()


@dataclass(frozen=True, slots=True)
class OverlapView:
    """Marks on an item that meets the disclosure test, on which no prosecutor decided yet; `grounds` says in
    words why it meets it."""

    item: ItemId
    marks: tuple[Redaction, ...]
    grounds: tuple[str, ...]
    losses: tuple[Loss, ...] = ()
    """What the marks take out of its sentences: times, amounts, who acted."""


@dataclass(frozen=True, slots=True)
class RedactionPreview:
    """Before and after of one item: text as it is (third parties unmasked for the approver) and as it would
    leave."""

    item: ItemId
    exhibit: str
    title: str
    before: str
    after: str
    redactions: tuple[Redaction, ...]
    state: str
    proposed_by: tuple[str, ...]
    warnings: tuple[str, ...]
    page: int | None
    overlap: OverlapView | None = None
    people: tuple[str, ...] = ()
    """By what names or tokens the people around it stand, the sender first."""
    losses: tuple[Loss, ...] = ()
    """What the marks take out of its sentences: times, amounts, who acted."""
    whole: str = ""
    """Why the whole page of a record goes out, where it does."""
    said: tuple[MarkSaid, ...] = ()
    """Its marks with who made them and why each needs a second look, in order of the text."""
    head: ApprovalHead | None = None
    """Whose words they are, when, and what was said of them; none in a list of many."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels of a page: 8-bit RGB, rows without padding."""

    width: int
    height: int
    rgb: bytes


@dataclass(frozen=True, slots=True)
class PagePreview:
    """A page before and after, how each place on it was taken out (`Done`), and sentences for whoever
    looks."""

    before: Picture
    after: Picture
    marks: tuple[Done, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of a log, a bundle or a case found. Status 0 intact, 1 altered, 2 incomplete, 3 cannot
    tell. `unchecked`: what such a check cannot see, or was not given to see."""

    status: int
    lines: tuple[str, ...]
    entries: int
    keys: tuple[tuple[str, str], ...] = ()
    unchecked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bundle:
    """What was handed over: folder, files (not the proof that lies beside each), and the head of the log that it
    carries."""

    folder: str
    files: tuple[str, ...]
    items: int
    redactions: int
    log_entries: int
    root: str
    notes: tuple[str, ...] = ()
    """What to look at in the edited documents."""


@dataclass(frozen=True, slots=True)
class FlagReport:
    """What a flagging run did, in counts."""

    screened: int
    held: int
    indexed: int
    flags: int
    must_review: int
    findings: int
    seconds: int
    not_searchable: tuple[tuple[str, int], ...]
    copies: int = 0
