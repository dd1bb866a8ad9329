"""The page that says what is read and what is not (docs/formats.md), made from the importers themselves."""

from dataclasses import astuple

from evidence_review.importers.order import IMPORTERS
from evidence_review.importers.refusals import sentences

_HEAD = """# What is read

Made from the importers by `evidence-review formats`; a test holds it true. Every import ends with an account: found = imported +
read in part + not read + left out. What is not in the table is refused in a sentence that says what to ask the sender for.

## What an account counts

`evidence-review import CASE PATH --json` and `preview PATH --json` print one object for each source. To compare it with the count of another program:

| key | what it counts |
|---|---|
| `found` | records met: messages, calls, contacts, rows, pages, sections, files that no record names, and what is said of the source itself |
| `imported`, `partly`, `not_read`, `left_out` | what became of each: kept whole as an item, read in part, not read (or double, or with nothing to review in it, each with its reason), left out on purpose |
| `kinds` | items by kind: MESSAGE, CALL, EMAIL, CONTACT, CALENDAR, PAGE (a page, slide or section of a document), IMAGE, AUDIO, VIDEO, SYSTEM (notices of an app), RECORD (a row or object of no other kind) |
| `declared` | what the source says or shows of itself by a plain count: numbers written in it, rows of the tables of a database, records and files of a phone report by kind, sheets and filled rows of a workbook, messages of a mailbox and messages inside those, files of an archive |
| `first`, `last` | the earliest and latest time of its items, ending in Z where the instant is known (then local times without zone are not compared with it); `undated` counts items without a time, `days` items by day |
| `conversations`, `talks` | threads with at least one message or e-mail; every thread with its items, first and last time |
| `participants`, `senders` | people who sent or received any item; who sent how many, by number or address, else by name |
| `attachments`, `missing_attachments` | files that items carry or name; files that remarks say were not supplied |
| `unknown`, `warnings` | names not known to the reader; everything else that was remarked |

`talks`, `senders` and the names in remarks stand in `preview PATH --people --json` alone, before the import; of what is in a case no account names what no approved
line lets through.

Messages of an app that are reactions stand with the message they belong to; a reply or forward inside a message is part of it; a message attached to an e-mail
is an item of its own. A heading row of a table is no row; a document without page breaks is cut into sections of moderate size.

## The readers

| reader | version | formats | seen | what is read | what is not | limits |
|---|---|---|---|---|---|---|
"""


def formats_page() -> str:
    """The whole page in Markdown, a row for each importer in the order in which they are asked."""
    rows = "".join(
        f"| {one.name} | {one.version} | {' | '.join(map(_cell, astuple(one.about)))} |\n"
        for one in IMPORTERS
    )
    refused = "".join(f"- {sentence}\n" for sentence in sentences())
    return f"{_HEAD}{rows}\n## What is refused, and the words\n\n{refused}"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|") or "–"
