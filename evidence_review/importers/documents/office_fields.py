"""Fields of a Word document: what a field shows, the address behind a link, and the instructions that say
more than they show."""

import re
from dataclasses import dataclass

from evidence_review.importers.documents.document_pages import clean
from evidence_review.importers.markup.xml_stream import Element, local
from evidence_review.importers.packed.office_package import attribute
from evidence_review.importers.text.long_values import bounded

_USUAL = frozenset(
    (
        "PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "TOC", "PAGEREF", "REF", "NOTEREF", "SEQ", "STYLEREF", "HYPERLINK", "FORMTEXT",
        "FORMCHECKBOX", "FORMDROPDOWN", "DATE", "TIME", "SYMBOL", "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "EQ", "ADVANCE", "=",
    )
)  # fmt: skip
_QUOTED = re.compile(r"\"([^\"]*)\"|“([^”]*)”|(\S+)")
_SYMBOLS = {
    "symbol": {
        0xB7: "•",
        0xAE: "→",
        0xB0: "°",
        0xB1: "±",
        0xB4: "×",
        0xA3: "≤",
        0xB3: "≥",
        0xD3: "©",
        0xD2: "®",
        0xD4: "™",
    },
    "wingdings": {
        0xFC: "✓",
        0xFB: "✗",
        0xFE: "☑",
        0xFD: "☒",
        0xA8: "☐",
        0x6F: "☐",
        0xA7: "▪",
        0x6E: "■",
        0x6C: "●",
        0xE0: "→",
        0x4A: "☺",
    },
}
_SYMBOLS["symbol"] |= {code: chr(code) for code in range(0x21, 0x41)}
_SYMBOLS["symbol"] |= dict(enumerate("ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", 0x41)) | dict(
    enumerate("αβχδεφγηιϕκλμνοπθρστυϖωξψζ", 0x61)
)


@dataclass(slots=True)
class Field:
    """One field while it is read. `told`: what follows is what it shows; `form`: what a form's field is set
    to."""

    instruction: str = ""
    shows: str = ""
    told: bool = False
    form: str = ""

    def said(self, text: str) -> None:
        """Words met inside the field."""
        if self.told:
            self.shows += text

    def ending(self) -> str:
        """What follows the words a field shows: a link's address, a form's value."""
        if self.form and not self.shows.strip():
            return self.form
        address = target(self.instruction)
        plain = address.partition(":")[2].strip("/") or address
        return f" <{clean(address)}>" if address and plain not in self.shows else ""

    def kept(self) -> str:
        """The instruction, where it may say what the page does not show; "" for the usual ones."""
        words = " ".join(self.instruction.split())
        return "" if not words or words.split()[0].upper() in _USUAL else bounded(words)


def target(instruction: str) -> str:
    """The address of a HYPERLINK field outside the document; "" for other fields and places inside."""
    words = instruction.strip()
    if not words.upper().startswith("HYPERLINK"):
        return ""
    rest = words[9:].strip()
    found = _QUOTED.match(rest)
    if found is None or rest.startswith("\\"):
        return ""
    return (found[1] or found[2] or found[3] or "").replace("\\\\", "\\")


def form_value(element: Element) -> str:
    """What an old form field is set to: a tick, or the chosen entry of a list."""
    for each in (each for data in element for each in data):
        named = {local(inner): attribute(inner, "val") for inner in each}
        if local(each) == "checkBox":
            ticked = named.get("checked", named.get("default", "0"))
            return "[ ]" if ticked in {"0", "false", "off"} else "[x]"
        if local(each) == "ddList":
            return _entry(each, named.get("result") or named.get("default") or "0")
    return ""


def _entry(choices: Element, chosen: str) -> str:
    entries = [attribute(each, "val") for each in choices if local(each) == "listEntry"]
    return entries[int(chosen)] if chosen.isdecimal() and int(chosen) < len(entries) else ""


def symbol(element: Element) -> str:
    """A character of a symbol font; those of private fonts are marked, since they mean nothing elsewhere."""
    code = attribute(element, "char")
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if 0xF020 <= number <= 0xF0FF:
        return named_symbol(attribute(element, "font"), number - 0xF000)
    return chr(number) if 0x20 <= number < 0xD800 else ""


def named_symbol(font: str, code: int) -> str:
    """What a character of a symbol font looks like; its number in brackets where that is not known here."""
    return _SYMBOLS.get(font.lower(), {}).get(code) or f"[{clean(font) or 'symbol'} {code:02X}]"
