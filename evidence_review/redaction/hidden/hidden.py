"""What a file holds that its reader does not see, named by place and kind without a word of it: for a check
before anything is handed over.

One module a medium, each a function from bytes to (place, kind) pairs; to look into another medium, add its
line to LOOKS.
"""

from collections.abc import Callable, Iterator

from evidence_review.domain.errors import ReviewError
from evidence_review.domain.redaction_values import Leak
from evidence_review.redaction.gate.gate_media import TOO_DEEP
from evidence_review.redaction.hidden.hidden_archives import archive_hides
from evidence_review.redaction.hidden.hidden_mail import mail_hides, page_hides
from evidence_review.redaction.hidden.hidden_office import office_hides
from evidence_review.redaction.hidden.hidden_ole import ole_hides, rtf_hides
from evidence_review.redaction.hidden.hidden_pdf import pdf_hides
from evidence_review.redaction.hidden.hidden_pictures import picture_hides
from evidence_review.redaction.hidden.hidden_sound import sound_hides
from evidence_review.redaction.new_files.cards import redact_cards
from evidence_review.redaction.new_files.json_values import redact_notation
from evidence_review.redaction.new_files.medium import Medium, decoded, medium_of
from evidence_review.redaction.unpacked.parts_archives import archive_parts
from evidence_review.redaction.unpacked.parts_mail import mail_parts

type Found = Iterator[tuple[str, str]]

_DEEPEST = 4


def hidden_in(data: bytes, name: str = "", place: str = "file", depth: int = 0) -> Iterator[Leak]:
    """Places of a file, and of the files in it, where something stands that a reader does not see. A look
    that fails is said, not passed over."""
    medium = medium_of(data, name)
    look = LOOKS.get(medium)
    if look is not None:
        try:
            for where, what in look(data):
                yield Leak(
                    where if place == "file" else place if where == "file" else f"{place}, {where}", what
                )
        except ReviewError as fault:  # a sentence of ours, which quotes nothing
            yield Leak(place, f"could not be opened to be checked. {fault}")
        except Exception:  # noqa: BLE001  any reader may fail in its own way on a hostile file
            yield Leak(place, "could not be opened to be checked")
    if depth >= _DEEPEST:
        yield Leak(place, TOO_DEEP)
        return
    for number, (inside, body) in enumerate(_inside(data, medium), 1):
        where = f"file {number} inside" if place == "file" else f"{place}, file {number} inside"
        yield from hidden_in(body, inside, where, depth + 1)


def _inside(data: bytes, medium: Medium) -> Iterator[tuple[str, bytes]]:
    if medium in {Medium.ARCHIVE, Medium.OFFICE}:
        parts = archive_parts(data)
    elif medium is Medium.MAIL:
        parts = mail_parts(data)
    else:
        return
    try:
        for _, how, value, name in parts:
            if isinstance(value, bytes) and value and _is_file(medium, how, name):
                yield name, value
    except Exception:  # noqa: BLE001  damage was told by the look at the archive itself
        return


def _is_file(medium: Medium, how: str, name: str) -> bool:
    """Whether a part is a file of its own: in an Office file XML is none."""
    wanted = how in {"a packed file", "a compressed file"} or (how == "a part of the letter" and name)
    return bool(wanted) and not (medium is Medium.OFFICE and name.endswith((".xml", ".rels")))


def text_hides(data: bytes) -> Found:
    """Characters that take no room or turn the order of others, and bytes that no text has."""
    text, _ = decoded(data, ".txt") or ("", "")
    unseen = sum(text.count(letter) for letter in "\u200b\u200c\u2060\u00ad\u180e\ufeff") - text.startswith(
        "\ufeff"
    )
    turned = sum(text.count(letter) for letter in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    tags = sum(0xE0000 <= ord(letter) <= 0xE007F for letter in text) if not text.isascii() else 0
    controls = sum(letter < " " and letter not in "\t\n\r\f" for letter in text) + text.count("\x7f")
    for count, what in (
        (unseen, "characters that cannot be seen"),
        (turned, "characters that turn the order of others"),
        (tags, "letters written as tags that cannot be seen"),
        (controls, "control characters"),
    ):
        if count:
            yield "text", f"{what} ({count})"


def _card_hides(data: bytes) -> Found:
    text, _ = decoded(data, ".vcf") or ("", "")
    yield from (("text", f"{kind} ({count})") for kind, count in redact_cards(text, ()).unseen)


def _json_hides(data: bytes) -> Found:
    text, _ = decoded(data, ".json") or ("", "")
    _, _, files = redact_notation(text, ())
    if files:
        yield "values", f"file written into a value ({files})"
    yield from text_hides(data)


LOOKS: dict[Medium, Callable[[bytes], Found]] = {
    Medium.PDF: pdf_hides,
    Medium.PICTURE: picture_hides,
    Medium.WAVE: sound_hides,
    Medium.FILM: sound_hides,
    Medium.OFFICE: lambda data: (
        ole_hides(data)
        if data[:4] == b"\xd0\xcf\x11\xe0"
        else rtf_hides(data)
        if data[:1] == b"{"
        else office_hides(data)
    ),
    Medium.MAIL: mail_hides,
    Medium.ARCHIVE: archive_hides,
    Medium.PAGE: page_hides,
    Medium.CARDS: _card_hides,
    Medium.NOTATION: _json_hides,
    Medium.TABLE: text_hides,
    Medium.TEXT: text_hides,
}
