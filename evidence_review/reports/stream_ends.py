"""The end of each stream of a PDF that typst wrote, so that any reader takes its bytes for as many as it says.

ISO 32000-1 7.2.3 takes a carriage return with a line feed for one end of line, and ISO 19005-2 6.1.7.1 counts a stream
up to the end of line before `endstream`. typst puts a line feed there: where the last byte of the stream happens to
be a carriage return, a validator that reads both rules by the letter counts one byte less than the stream says.
"""

from evidence_review.reports.typst_objects import with_objects

_CUT = b"\r\nendstream\nendobj"


def with_whole_ends(pdf: bytes) -> bytes:
    """The same PDF, each such stream followed by an end of line of two bytes."""
    return with_objects(pdf, _lengthened)


def _lengthened(one: bytes) -> bytes:
    at = one.rfind(_CUT)
    return one if at < 0 or one[at + len(_CUT) :].strip() else one[:at] + b"\r" + one[at:]
