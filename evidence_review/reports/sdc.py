"""The streamlined disclosure certificate, as XLSX and PDF, with the form's own columns, legend and
certification (reference/law.md 5.1, K2)."""

from dataclasses import dataclass
from pathlib import Path

from evidence_review.domain.errors import OutputProblem, RuleBroken
from evidence_review.domain.kinds import PRINTED_CODE, DisclosureCode
from evidence_review.domain.shipped_files import RESOURCES
from evidence_review.reports.book import Table, workbook
from evidence_review.reports.paper import Column, Paper
from evidence_review.reports.serving import STAYS, Serving
from evidence_review.reports.wording import Wording, wording

TEMPLATES = RESOURCES / "templates"
_SHARES = (0.08, 0.62, 0.3)
_BLANK = "." * 20
GIVEN = frozenset({DisclosureCode.DISCLOSE, DisclosureCode.INSPECT})
"""The codes by which an entry reaches an accused."""


@dataclass(frozen=True, slots=True)
class SdcItem:
    """One line: number, a title in bold, a plain summary, the prosecutor's code; `codes` in words where parts of
    it have codes of their own. An edited copy's title says so."""

    number: int
    title: str
    summary: str
    code: DisclosureCode = DisclosureCode.TO_BE_ASSESSED
    edited: bool = False
    codes: str = ""

    @property
    def printed(self) -> str:
        """What stands in the column of the prosecutor."""
        return self.codes or PRINTED_CODE[self.code]

    @property
    def heading(self) -> str:
        """The title; redacted items are titled "… - Edited"."""
        return f"{self.title} - Edited" if self.edited and not self.title.endswith("- Edited") else self.title


@dataclass(frozen=True, slots=True)
class Certificate:
    """What goes on the certificate. `meets` are the numbers that police assessed as able to undermine or assist,
    `reason` says why; `besides` those that the prosecutor disclosed without that; `since` is the day of the last schedule
    for this accused (DD.MM.YYYY), "" for the first, and `since_number` its number."""

    urn: str
    defendants: tuple[str, ...]
    items: tuple[SdcItem, ...]
    meets: tuple[int, ...] = ()
    reason: str = ""
    officer: str = ""
    lawyer: str = ""
    prosecutor: str = ""
    date: str = ""
    serving: Serving = STAYS
    since: str = ""
    since_number: int = 0
    besides: tuple[int, ...] = ()

    @property
    def gives(self) -> bool:
        """Whether anything is disclosed, by copy or by inspection."""
        return any(item.code in GIVEN for item in self.items)

    def __post_init__(self) -> None:
        """Numbers grow, and the certification speaks of items that are listed."""
        numbers = tuple(item.number for item in self.items)
        if list(numbers) != sorted(set(numbers)):
            raise RuleBroken("The items of a certificate must stand in order of their numbers, each once.")
        if not {*self.meets, *self.besides} <= set(numbers):
            raise RuleBroken(
                (
                    "The certification names an item that is not on the schedule; list it, or take its "
                    "number out."
                )
            )


def sdc_xlsx(certificate: Certificate, templates: Path = TEMPLATES) -> bytes:
    """The certificate as a workbook: exactly the three columns of K2, every cell text."""
    words = wording("sdc", 3, templates)
    above = [
        ("", words.title),
        ("", _subtitle(words, certificate)),
        ("R v:", ", ".join(certificate.defendants)),
        ("URN:", certificate.urn),
    ]
    below = [("",), ("", _certification(words, certificate))]
    below += [("", said)] if (said := _besides(words, certificate)) else []
    for who, lines in _blocks(certificate):
        below += [("",), ("", who), *(("", f"{label}: {value}") for label, value in lines)]
    return workbook(words.title, above, Table(words.columns, (8, 90, 40), _rows(certificate)), below)


def sdc_pdf(certificate: Certificate, templates: Path = TEMPLATES) -> bytes:
    """The certificate as a PDF with the same three columns."""
    words = wording("sdc", 3, templates)
    paper = Paper(words.title, f"URN {certificate.urn}", footer=certificate.serving.footer)
    paper.headline(words.title)
    paper.text(_subtitle(words, certificate), bold=True)
    paper.gap(4)
    paper.facts([("R v:", ", ".join(certificate.defendants)), ("URN:", certificate.urn)])
    columns = [Column(title, share) for title, share in zip(words.columns, _SHARES, strict=True)]
    paper.table(columns, _rows(certificate))
    paper.text(_certification(words, certificate))
    if said := _besides(words, certificate):
        paper.gap(4)
        paper.text(said)
    paper.sign(_blocks(certificate))
    return paper.to_bytes()


def _rows(certificate: Certificate) -> tuple[tuple[str, tuple[str, str], str], ...]:
    return tuple((str(item.number), (item.heading, item.summary), item.printed) for item in certificate.items)


def _subtitle(words: Wording, certificate: Certificate) -> str:
    if since := certificate.since:
        number = str(certificate.since_number)
        return words.further_subtitle.replace("{since}", since).replace("{number}", number)
    return words.subtitle if certificate.gives else _given("nil_subtitle", words.nil_subtitle)


def _certification(words: Wording, certificate: Certificate) -> str:
    since = certificate.since
    if certificate.meets:
        certified = words.further_certification if since else words.certification
    elif since:
        certified = _given("further_nil_certification", words.further_nil_certification)
    else:
        certified = _given("nil_certification", words.nil_certification)
    filled = certified.replace("{since}", since).replace("{items}", ", ".join(map(str, certificate.meets)))
    return filled.replace("{reason}", certificate.reason.rstrip(".") or _BLANK)


def _given(key: str, words: str) -> str:
    """What a template must say where it is needed: no certificate leaves with a gap in it."""
    if not words.strip():
        raise OutputProblem(
            f"sdc.toml has no words under {key}; take them over from the file of the program."
        )
    return words


def _besides(words: Wording, certificate: Certificate) -> str:
    """What the prosecutor disclosed and police did not assess as meeting the test; empty where nothing."""
    numbers = certificate.besides
    if not numbers:
        return ""
    items = f"{'items' if len(numbers) > 1 else 'item'} {', '.join(map(str, numbers))}"
    said = _given("besides", words.besides)
    said = said.replace("{also}", "Also disclosed" if certificate.meets else "Disclosed")
    return said.replace("{items}", items)


def _blocks(certificate: Certificate) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    return [
        (
            "Disclosure officer",
            (("Signature", ""), ("Name", certificate.officer), ("Date", certificate.date)),
        ),
        ("CPS lawyer", (("Name", certificate.lawyer), ("Date", ""))),
        ("CPS prosecutor", (("Name", certificate.prosecutor), ("Signature", ""), ("Date", ""))),
    ]
