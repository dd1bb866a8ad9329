"""An e-mail thread as one mbox: plain, quoted and HTML parts, one attachment, replies by id
(reference/formats.md 3.6).

The letters lie in `emails.txt`: headers, an empty line, the text; `----` ends a letter. `%% KEY label [line]
[hit] ~ text ~ why` is a planted line of the text.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_string
from email.message import EmailMessage, Message
from email.policy import SMTP
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path

from demo_case.identifiers import identifiers
from demo_case.pictures import PLANT
from demo_case.planted import Planted, document_item

SOURCE = Path(__file__).resolve().parents[1] / "emails.txt"
_SLOT = re.compile(r"\{([A-Z0-9_]+)\}")
_KEYED = re.compile(
    r"%% (?P<key>[A-Z]+-\w+) (?P<label>[a-z_]+)(?: (?P<line>\d))?(?P<hit> hit)? ~ (?P<text>.+?) ~ (?P<why>.+)"
)


@dataclass(frozen=True, slots=True)
class Letter:
    """One e-mail: its headers and body, and what is planted in it."""

    headers: Message
    body: str
    planted: tuple[Planted, ...]

    @property
    def at(self) -> datetime:
        """When it says that it was sent."""
        return parsedate_to_datetime(self.headers["Date"])


def letters(seed: int) -> Iterator[Letter]:
    """The letters of the thread in order."""
    values = identifiers(random.Random(f"{seed}/identifiers"))
    source = _SLOT.sub(lambda slot: values[slot[1]], SOURCE.read_text(encoding="utf-8"))
    for chunk in source.split("\n----\n"):
        if not chunk.strip():
            continue
        headers = message_from_string(chunk.strip())
        lines, found = list[str](), list[Planted]()
        for line in str(headers.get_payload()).splitlines():
            keyed = _KEYED.fullmatch(line)
            lines.append(keyed["text"] if keyed else line)
            if keyed:
                number = int(keyed["line"]) if keyed["line"] else None
                at = parsedate_to_datetime(headers["Date"])
                found.append(
                    document_item(
                        keyed["key"],
                        keyed["label"],
                        number,
                        bool(keyed["hit"]),
                        at,
                        headers["From"],
                        keyed["text"],
                        keyed["why"],
                    )
                )
        yield Letter(headers, "\n".join(lines) + "\n", tuple(found))


def write_mbox(path: Path, seed: int) -> list[Planted]:
    """Write the mbox (mboxrd quoting); what is planted in it."""
    found, before = list[Planted](), ""
    with path.open("wb") as out:
        for number, letter in enumerate(letters(seed), 1):
            found += letter.planted
            message_id = f"<demo-{number:03d}@mail.example.org>"
            data = _message(letter, message_id, before, number).as_bytes(
                policy=SMTP.clone(linesep="\n", max_line_length=998)
            )
            before = message_id
            sender = re.sub(r".*<|>.*", "", letter.headers["From"])
            out.write(f"From {sender} {letter.at:%a %b %d %H:%M:%S %Y}\n".encode())
            out.write(re.sub(rb"(?m)^(>*From )", rb">\1", data) + b"\n")
    return found


def _message(letter: Letter, message_id: str, before: str, number: int) -> EmailMessage:
    message = EmailMessage(SMTP.clone(linesep="\n", max_line_length=998))
    for name in ("From", "To", "Cc", "Subject"):
        if letter.headers[name]:
            message[name] = letter.headers[name]
    message["Date"], message["Message-ID"] = format_datetime(letter.at), message_id
    if before and letter.headers["Subject"].startswith("Re:"):
        message["In-Reply-To"] = message["References"] = before
    message["X-Originating-IP"] = "[203.0.113.77]"
    message.set_content(letter.body, cte="8bit")
    if letter.headers["Html"]:
        paragraphs = "".join(f"<p>{line}</p>" for line in letter.body.splitlines() if line)
        message.add_alternative(f"<html><body>{paragraphs}</body></html>\n", subtype="html", cte="8bit")
    if letter.headers["Attach"]:
        message.add_attachment(PLANT, maintype="image", subtype="png", filename=letter.headers["Attach"])
    for depth, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"=_demo_{number:03d}_{depth}")
    return message
