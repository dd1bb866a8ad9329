"""Times in the pages of a Facebook or Instagram download: words of many languages, and no zone that can be
trusted (reference/formats.md 3.11)."""

import re
import unicodedata
from datetime import datetime, timedelta
from functools import lru_cache

from evidence_review.domain.evidence import Moment
from evidence_review.domain.kinds import ZoneSource
from evidence_review.importers.times import stamp_names
from evidence_review.importers.times.stamp_words import FORENOON, LATE

_MONTHS = (
    (
        "january enero janvier januar gennaio janeiro januari styczeń stycznia leden ledna tammikuu "
        "tammikuuta ocak ianuarie január января январь siječnja ιανουαρίου มค"
    ),
    (
        "february febrero février februar febbraio fevereiro februari luty lutego únor února helmikuu "
        "helmikuuta şubat februarie február февраля февраль veljače φεβρουαρίου กพ"
    ),
    (
        "march marzo mars märz março maart mac mrt marzec marca březen března maaliskuu maaliskuuta "
        "mart martie március марта март ožujka μαρτίου มีค"
    ),
    (
        "april abril avril aprile kwiecień kwietnia duben dubna huhtikuu huhtikuuta nisan aprilie "
        "április апреля апрель travnja απριλίου เมย"
    ),
    (
        "may mayo mai maggio maio mei maj maja květen května toukokuu toukokuuta mayıs május мая май "
        "svibnja μαΐου พค"
    ),
    (
        "june junio juin juni giugno junho czerwiec czerwca červen června čvn kesäkuu kesäkuuta "
        "haziran iunie június июня июнь lipnja ιουνίου มิย"
    ),
    (
        "july julio juillet juli luglio julho lipiec lipca červenec července čvc heinäkuu heinäkuuta "
        "temmuz iulie július июля июль srpnja ιουλίου กค"
    ),
    (
        "august agosto août agustus augusti sierpień sierpnia srpen srpna elokuu elokuuta ağustos "
        "augusztus августа август kolovoza αυγούστου สค"
    ),
    (
        "september septiembre septembre settembre setembro wrzesień września září syyskuu syyskuuta "
        "eylül septembrie szeptember сентября сентябрь rujna σεπτεμβρίου กย"
    ),
    (
        "october octubre octobre oktober ottobre outubro październik października říjen října lokakuu "
        "lokakuuta ekim octombrie október listopad listopada октября октябрь οκτωβρίου ตค"
    ),
    (
        "november noviembre novembre novembro listopad listopada marraskuu marraskuuta kasım noiembrie "
        "ноября ноябрь studenoga νοεμβρίου พย"
    ),
    (
        "december diciembre décembre dezember dicembre dezembro desember grudzień grudnia prosinec "
        "prosince joulukuu joulukuuta aralık decembrie декабря декабрь prosinca δεκεμβρίου ธค"
    ),
)
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLOCK = re.compile(r"(\d{1,2})[:.h](\d\d)(?:[:.](\d\d))?")
_NUMBERED = re.compile(r"(\d{4})\s*[年년.\-/]\s*(\d{1,2})\s*[月월.\-/]\s*(\d{1,2})")
_OFFSET = re.compile(r"UTC\s*([+-])(\d\d?)(?::?(\d\d))?")
_YEAR = re.compile(r"(?<!\d)(19[89]\d|20\d\d)(?!\d)")


@lru_cache(4096)
def moment(raw: str) -> Moment | None:
    """The wall clock of a stamp as the page shows it; an instant only where an offset such as UTC+01 stands
    in it.

    A stamp whose month word is not known, or is not the same in all languages, keeps only its text.
    """
    text = unicodedata.normalize("NFKC", raw).strip()
    if not text:
        return None
    local = _local(text)
    offset = _OFFSET.search(text)
    if local is None or offset is None:
        return Moment(raw.strip(), local)
    sign, hours, minutes = offset.groups()
    ahead = timedelta(hours=int(hours), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
    return Moment(
        raw.strip(), local, local - ahead, f"{sign}{int(hours):02}:{minutes or '00'}", ZoneSource.IN_VALUE
    )


def is_stamp(raw: str) -> bool:
    """Whether a short text reads as a date with its time."""
    return len(raw) < 60 and _local(unicodedata.normalize("NFKC", raw)) is not None


def _local(text: str) -> datetime | None:
    named = stamp_names.reading(text)
    if named is not None:
        return named
    if stamp_names.half_of(text) is None:
        return None  # a clock of twelve hours of which the half is not known
    clock = next(iter(reversed(list(_CLOCK.finditer(_OFFSET.sub("", text))))), None)
    date = _date(_OFFSET.sub("", text), clock)
    if clock is None or date is None:
        return None
    hour = _hour(int(clock[1]), text)
    try:
        return datetime(*date, hour, int(clock[2]), int(clock[3] or 0))  # noqa: DTZ001  stored without tzinfo
    except ValueError:
        return None


def _date(text: str, clock: re.Match[str] | None) -> tuple[int, int, int] | None:
    rest = text if clock is None else text[: clock.start()] + " " + text[clock.end() :]
    numbered = _NUMBERED.search(rest)
    if numbered:
        return int(numbered[1]), int(numbered[2]), int(numbered[3])
    year = _YEAR.search(rest)
    if not year:
        return None
    rest = rest[: year.start()] + " " + rest[year.end() :]
    day = re.search(r"(?<!\d)(\d{1,2})(?!\d)", rest)
    months = [
        found
        for word in re.findall(r"[^\W\d_][^\W\d_.\u0300-\u036f]*(?:\.[^\W\d_]+)*", rest)
        if (found := _month(word))
    ]
    return (int(year[1]), months[-1], int(day[1])) if day and months else None


@lru_cache(2048)
def _month(word: str) -> int:
    """The month whose name begins so in any language; 0 where none does, or more than one."""
    said = word.casefold().replace(".", "")
    if said in _ENGLISH:  # "mar" begins months of Finnish and Spanish days too
        return _ENGLISH.index(said) + 1
    if len(said) < 2:
        return 0
    found = {number for number, names in enumerate(_MONTHS, 1) if said in names.split()}
    found = found or (_months_begun(said) if len(said) > 2 else set())
    return found.pop() if len(found) == 1 else 0


def _months_begun(said: str) -> set[int]:
    months = enumerate(_MONTHS, 1)
    return {number for number, names in months if any(name.startswith(said) for name in names.split())}


def _hour(hour: int, text: str) -> int:
    """Words before and after noon; "da manhã", "p. m." and the like by their parts."""
    said = set(re.findall(r"[^\W\d_]+", re.sub(r"(?<=\b\w)\.\s?(?=\w\b)", "", text.casefold()))) | set(
        re.findall(r"\d(am|pm)\b", text.casefold())
    )
    if said & {"am", *FORENOON} - {"de", "sa", "fm"}:
        return hour % 12
    if said & {"pm", *LATE} - {"du", "em", "md", "ch"}:
        return hour % 12 + 12
    return hour
