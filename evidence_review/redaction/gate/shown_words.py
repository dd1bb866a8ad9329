"""Words that a reader sees anyway: a bookmark, a title or an address that says nothing else is nothing
hidden.

Without this every manual was told of for its own headings, so that nobody looked at what was told. A word
counts as seen where the pages show it, where it is one of those by which programs name themselves, or where
it is a number of at most two digits; of anything else the file is told of.
"""

import re
from collections.abc import Iterable

from evidence_review.redaction.terms.folding import plain

_WORD = re.compile(r"[^\W_]+")
_LONG = 8
"""Letters from which a whole phrase may be found in the pages' letters without their gaps: words are broken
at line ends and set letter by letter."""
_NAMED = """
abbyy acrobat adobe afpl anonymous apache api apple applications arbortext artifex ascii asp aspose aspx bibtex build by cairo cairographics
calc camscanner canon canvas cc charset chrome chromium cid class cocoa com content context converter copyright core corel created creator
cs css cups cutepdf dblatex debian dell designer dev device distiller dll docs document dompdf draw dvi dvipdfm dvipdfmx dvips edition en
engine eps epson esp excel export exporter eye file filter finereader firefox fop for foundation foxit fpdf framework gd generator
ghostscript gif gimp gnu gnuplot google gpl graphics headless height hewlett hp htm html http https hyperref icc ijg illustrator image
imagemagick impress inc indesign initial inkscape intl is iso itext itextsharp jasperreports java jpeg jpg js jspdf konica kpathsea kyocera
latex lexmark libpoppler library libreoffice libtiff lilypond limited linux live llc ltd luahbtex lualatex luatex mac macintosh macos mailto
maker management matplotlib media metapost microsoft miktex minolta modified mozilla mpdf nitro nuance office online open openoffice
opensource org output package packard pdf pdfbox pdfcontext pdfcreator pdfetex pdffactory pdfium pdfkit pdflatex pdfmaker pdfstamp pdftex
pdftk pdfwriter phantompdf photoshop php pikepdf playwright plug plugin png point poppler postscript powerpoint prince print printer pro
product products ps pscript pscript5 public publisher puppeteer pyhanko pymupdf pypdf qpdf qt quality quartz radical reader renderer
reporting reportlab ricoh scale scan scanner scansoft schema scribus service skia software sphinx stylesheet suite svg system tcpdf team
telerik tex texlive text the this tiff2pdf tm to toolkit tools tug type ubuntu unknown unknownapplication unregistered unspecified untitled
us using utf utility version via viewport weasyprint web web2c width windows winscan2pdf with wkhtmltopdf word wps writer www x xdvipdfmx
xelatex xep xerox xetex xmp xmpmm xpdf
"""
_PROGRAMS = frozenset(_NAMED.split())
"""What programs say of themselves in the properties that they write, and the beginnings of addresses."""
_VERSION = re.compile(r"[a-z]?\d+[a-z]?\d*|dev\d+|x64|x86|[ivx]+")


class ShownWords:
    """The words of some pages, as they are compared: folded, without accents."""

    def __init__(self, texts: Iterable[str]) -> None:
        whole = "\n".join(texts)
        joined = re.sub(r"[-\u00ad\u2010]\s*\n\s*", "", whole)
        self._words = frozenset(_WORD.findall(plain(whole).text)) | frozenset(
            _WORD.findall(plain(joined).text)
        )
        self._letters = "".join(_WORD.findall(plain(whole).text))

    def say(self, text: str, *, of_program: bool = False) -> bool:
        """Whether a text says nothing that the pages do not. `of_program`: also where it says the name and
        version of a program."""
        words = _WORD.findall(plain(text).text)
        phrase = "".join(words)
        if len(phrase) >= _LONG and phrase in self._letters:
            return True
        return all(self._is_seen(word, of_program=of_program) for word in words)

    def _is_seen(self, word: str, *, of_program: bool) -> bool:
        if len(word) == 1 or word in self._words or (word.isdigit() and len(word) <= 2):
            return True
        if len(word) >= _LONG and word in self._letters:
            return True
        return of_program and (word in _PROGRAMS or _VERSION.fullmatch(word) is not None)
