"""Months that the first versions of the app wrote by name, and years that they left out while a year was not
over."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evidence_review.importers.times.stamps import Stamp

_NAMES = """
jan january januar janv janvier ene enero gen gennaio janeiro januari ledna stycznia sty oca ocak янв января
feb february februar févr février febr febrero febbraio fev fevereiro februari února lutego lut şub şubat фев февр февраля
mar march mär märz mars marzo março mrt maart maret března marca mart марта мар
apr april avr avril abr abril aprile dubna kwietnia kwi nis nisan апр апреля
may mai mayo mag maggio maio mei maj května maja mayıs мая май
jun june juni juin junio giu giugno junho června czerwca cze haz haziran июн июня
jul july juli juil juillet julio lug luglio julho července lipca lip tem temmuz июл июля
aug august août ago agosto augustus agustus agu srpna sierpnia sie ağu ağustos авг августа
sep september sept septembre septiembre set settembre setembro září września wrz eyl eylül сен сент сентября
oct october okt oktober octobre octubre ott ottobre out outubro října października paź eki ekim окт октября
nov november novembre noviembre novembro listopadu listopada lis kas kasım ноя нояб ноября
dec december dez dezember déc décembre dic diciembre dicembre dezembro des desember prosince grudnia gru ara aralık дек декабря
"""


def _folded(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))


MONTHS = {
    _folded(name): number
    for number, line in enumerate(_NAMES.strip().splitlines(), 1)
    for name in line.split()
}
_DAY = (
    r"(?:(?<!\w)(?<!\d )[^\W\d]{2,14}\.?,? )?(?P<d>\d{1,2})(?:\.|st|nd|rd|th)?(?: de)? "
    r"(?P<name>[^\W\d]{3,12})\.?,?(?:(?: de)? (?P<y>\d{4}))?(?!\d)"
)
_MONTH = (
    r"(?:(?<!\w)(?<!\d )[^\W\d]{2,14}\.?, )?(?P<name>[^\W\d]{3,12})\.? (?P<d>\d{1,2})(?!\d|[:.]\d)(?:, "
    r"?(?P<y>\d{4}))?(?!\d)"
)
_WRITTEN = (re.compile(_DAY), re.compile(_MONTH))


def numbered(text: str) -> str | None:
    """A stamp with its month as a number, the year first (0000 where none is written); None where no month is
    named."""
    for pattern in _WRITTEN:
        for found in pattern.finditer(text):
            month = MONTHS.get(_folded(found["name"]))
            if month:
                written = f"{found['y'] or '0000'}-{month:02}-{found['d']:0>2}"
                return f"{text[: found.start()]}{written}{text[found.end() :]}"
    return None


def with_years(stamps: Sequence["Stamp"]) -> list["Stamp"]:
    """The stamps, those without a year in the first year in which they do not lie before the one ahead of
    them.

    Where none ahead has a year they stay as they are: what year it was cannot be told.
    """
    filled, last = list["Stamp"](), (0, 0, 0)
    for stamp in stamps:
        known = stamp
        if stamp.calendar == "yearless" and last[0]:
            year = last[0] if stamp.fields[1:] >= last[1:] else last[0] + 1
            known = replace(stamp, fields=(year, *stamp.fields[1:]), calendar="")
        if known.shape[0] == "named" and known.calendar != "yearless":
            last = known.fields
        filled.append(known)
    return filled
