"""A chain of relevant messages as a transcript that can be read in court, with what was removed already
removed.

The text arrives redacted: this report sets it on paper and takes nothing out. Files are named by number and
kind only, since a file's own name may say what was removed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from evidence_review.reports.paper import Column, Paper
from evidence_review.reports.printable_text import picture_name
from evidence_review.reports.serving import STAYS, Serving
from evidence_review.reports.text_lines import has_named, pictures_in


@dataclass(frozen=True, slots=True)
class ChainMessage:
    """One message as it leaves.

    `time` is the one form of date of the paper, in the zone that its head names. `record` is where the message
    stands in the exhibit.

    `attachments` are media types in order ("" where unknown). `left_out_before` counts messages of the
    conversation between the one above and this one that are not part of the chain. `note` is a plain remark
    ("before the exchange in question", "page 3"); `deleted` is what the source says of deletion, in plain words,
    "" where it says nothing.
    """

    number: int
    sender: str
    text: str
    time: str
    time_note: str = ""
    deleted: str = ""
    attachments: tuple[str, ...] = ()
    left_out_before: int = 0
    note: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True)
class Nouns:
    """What a transcript is of: its title, one of them, several, and what they stand in."""

    title: str
    one: str
    many: str
    whole: str


MESSAGES = Nouns("Transcript of messages", "message", "messages", "conversation")
EMAILS = Nouns("Transcript of e-mails", "e-mail", "e-mails", "exchange")
RECORDS = Nouns("Transcript of records", "record", "records", "source")


@dataclass(frozen=True, slots=True)
class Chain:
    """A run of messages from one conversation, relevant to one line of enquiry. `participants` are labels as
    shown; `redactions` counts the marks in the texts and `tokens` the people who stand by a token, as the index of
    redactions does; `clock` says what zone the times are in."""

    urn: str
    exhibit: str
    conversation: str
    line_number: int
    line_title: str
    messages: tuple[ChainMessage, ...]
    app: str = ""
    participants: tuple[str, ...] = ()
    left_out_after: int = 0
    redactions: int = 0
    clock: str = ""
    serving: Serving = STAYS
    nouns: Nouns = MESSAGES
    tokens: int = 0

    @property
    def is_edited(self) -> bool:
        """Whether anything was taken out: words, or the name of who stands by a token."""
        return bool(self.redactions or self.tokens)


_NAMED = (
    "Pictures and letters that the printed font lacks are shown by their Unicode name in square brackets."
)
_TOKENS = (
    "This is an edited copy. Words in square brackets and capitals stand for personal data that was removed; the "
    "same words mean the same person or value wherever they stand in this bundle. The index of redactions lists each."
)
_RECORD = "The word “record” says where in the file of the exhibit each one stands."


_KEY = "What each emoji is called"
_KEY_COLUMNS = ("Emoji", "Unicode name", "Characters")
_DRAWN = (
    "The emoji are drawn as one font draws them (Noto Color Emoji). The device that sent or received a message may "
    "have drawn them otherwise; what was sent is the characters."
)
_TAKEN_OUT = "Redactions in the text"
_UNNAMED = "People by token"
_LABELS = (
    "URN",
    "Exhibit",
    "Application",
    "Schedule item",
    "People in it",
    "Line of enquiry",
    "Shown",
    _TAKEN_OUT,
    _UNNAMED,
    "Times",
)
OWN_WORDS = (
    *(words for nouns in (MESSAGES, EMAILS, RECORDS) for words in (nouns.title, nouns.many, nouns.whole)),
    "schedule item",
    "Edited copy",
    "record",
    "deleted according to the source",
    "time not known",
    "sender not known",
    "British Summer Time",
    *_LABELS,
    *_KEY_COLUMNS,
    _KEY,
    _DRAWN,
    _NAMED,
    _TOKENS,
    _RECORD,
)
"""What every transcript says by itself, so that nobody takes it for words of the evidence."""


def chain_pdf(chain: Chain) -> bytes:
    """The transcript as a PDF: exhibit, conversation and line at its head, each message with time, sender and
    text."""
    edited = " · Edited copy" if chain.is_edited else ""
    paper = Paper(
        chain.nouns.title,
        f"URN {chain.urn} · Exhibit {chain.exhibit} · schedule item {chain.conversation}{edited}",
        footer=chain.serving.footer,
    )
    paper.headline(chain.nouns.title)
    paper.facts(_facts(chain))
    for note in _notes(chain):
        paper.text(note, size=8)
    paper.rule()
    for message in chain.messages:
        _gap(paper, message.left_out_before, chain.nouns)
        _message(paper, message)
    if not chain.messages:
        paper.text(f"No {chain.nouns.one} of this {chain.nouns.whole} is part of this transcript.")
    _gap(paper, chain.left_out_after, chain.nouns)
    _key(paper, chain)
    return paper.to_bytes()


def _facts(chain: Chain) -> list[tuple[str, str]]:
    values = (
        chain.urn,
        chain.exhibit,
        chain.app,
        chain.conversation,
        ", ".join(chain.participants),
        f"{chain.line_number} · {chain.line_title}",
        f"{len(chain.messages):,} {chain.nouns.one if len(chain.messages) == 1 else chain.nouns.many}",
        f"{chain.redactions:,}",
        f"{chain.tokens:,}" if chain.tokens else "",
        chain.clock,
    )
    return [(name, value) for name, value in zip(_LABELS, values, strict=True) if value]


def _shown(chain: Chain) -> tuple[str, ...]:
    """Every text of the chain that people wrote."""
    return (
        chain.conversation,
        chain.line_title,
        *chain.participants,
        *(word for message in chain.messages for word in (message.sender, message.text)),
    )


def _notes(chain: Chain) -> list[str]:
    has_records = any(one.record for one in chain.messages)
    named = any(map(has_named, _shown(chain)))
    return [_TOKENS] * chain.is_edited + [_RECORD] * has_records + [_NAMED] * named


def _key(paper: Paper, chain: Chain) -> None:
    """Each emoji of the transcript by name, so that nobody need tell a grin from a grimace by its drawing."""
    found = dict.fromkeys(one for text in _shown(chain) for one in pictures_in(text))
    if not found:
        return
    paper.start(8)
    paper.heading(_KEY)
    paper.text(_DRAWN, size=8)
    paper.gap(5)
    rows = ((one, picture_name(one), " ".join(f"U+{ord(char):04X}" for char in one)) for one in found)
    paper.table([Column(name, share) for name, share in zip(_KEY_COLUMNS, (1, 5, 5), strict=True)], rows)


def _message(paper: Paper, message: ChainMessage) -> None:
    paper.gap(5)
    paper.start(4)

    paper.text(f"{message.number}   {message.sender or 'sender not known'}", bold=True)
    paper.text(" · ".join(_beside(message)), size=7.5)
    if message.deleted:
        paper.text(message.deleted, size=7.5)
    if message.text:
        paper.text(message.text, indent=12)
    elif not message.attachments:
        paper.text("(no text)", indent=12, size=8)
    for number, kind in enumerate(message.attachments, 1):
        paper.text(f"attachment {number} ({kind or 'kind not known'}), not reproduced", indent=12, size=8)


def _beside(message: ChainMessage) -> Iterator[str]:
    yield message.time or "time not known"
    if message.time_note:
        yield message.time_note
    if message.note:
        yield message.note
    if message.record:
        yield f"record {message.record}"


def _gap(paper: Paper, count: int, nouns: Nouns) -> None:
    if count:
        paper.gap(5)
        paper.text(
            f"… {count:,} {nouns.one if count == 1 else nouns.many} of this {nouns.whole} not shown here …",
            indent=12,
            size=8,
        )
