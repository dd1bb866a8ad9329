"""A case for what is seen of many items at once: a chat, calls, pictures and places of which one line covers March 2025
alone; all that lies outside bears a mark of its own. All people are fictional."""

import io
from datetime import UTC, date, datetime
from pathlib import Path

from PIL import Image, ImageDraw

from evidence_review.domain.basis import Basis, Exhibit
from evidence_review.domain.enquiry import LineOfEnquiry, ScopePerson, ScopeRule, Term
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import ExhibitKind, LegalBasis, Points, Role, TermKind
from evidence_review.domain.progress import finish
from evidence_review.gui import actions
from tests.build import lighten

WORDS = "four quiet words here"
PEOPLE = {"Rita": Role.REVIEWER, "Dan": Role.DISCLOSURE_OFFICER, "Sue": Role.SUPERVISOR}
OUTSIDE = "Zed Hidden"
"""Who takes part in nothing that the line lets through."""
CHAT = """08/03/2025, 18:00 - Ann Example: are you still coming to the concert
08/03/2025, 18:02 - Bob Sample: yes, at eight
08/03/2025, 18:30 - Ann Example: the concert is full
09/03/2025, 09:05 - Ann Example: it was a good concert, thank you
02/06/2025, 03:17 - Bob Sample: this is outside, zqoutside
"""
OTHER = f"""08/03/2025, 04:44 - Ann Example: hello
08/03/2025, 04:45 - {OUTSIDE}: this is outside too, zqoutside
"""
INSIDE_PLACE, OUTSIDE_PLACE = (53.4781, -2.2446), (57.1497, -2.0943)


def calls() -> bytes:
    """Two calls with Bob inside, one answered for 75 seconds, one missed; one with another person outside."""
    rows = (
        ("07700 900123", "Bob Sample", 75, datetime(2025, 3, 8, 17, 40, tzinfo=UTC), 2),
        ("07700 900123", "Bob Sample", 0, datetime(2025, 3, 9, 10, 15, tzinfo=UTC), 3),
        ("07700 900999", OUTSIDE, 33, datetime(2025, 6, 1, 2, 11, tzinfo=UTC), 1),
    )
    told = "".join(
        f'<call number="{number}" duration="{seconds}" date="{round(when.timestamp() * 1000)}" type="{kind}" '
        f'presentation="1" contact_name="{name}" />'
        for number, name, seconds, when, kind in rows
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><calls count="{len(rows)}">{told}</calls>'.encode()


def track() -> bytes:
    """A place in March, two beside it a little later, and one in June."""
    rows = (
        (*INSIDE_PLACE, "2025-03-08T20:10:00Z"),
        (53.4783, -2.2449, "2025-03-08T20:20:00Z"),
        (51.5012, -0.1246, "2025-03-09T12:00:00Z"),
        (*OUTSIDE_PLACE, "2025-06-02T12:00:00Z"),
    )
    points = "".join(
        f'<wpt lat="{north}" lon="{east}"><time>{when}</time></wpt>' for north, east, when in rows
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><gpx version="1.1" creator="Shed" '
        f'xmlns="http://www.topografix.com/GPX/1/1">{points}</gpx>'
    ).encode()


def photo(colour: str, taken: str) -> bytes:
    """A picture of this colour with a white square in it, taken then."""
    image = Image.new("RGB", (320, 240), colour)
    ImageDraw.Draw(image).rectangle((40, 40, 120, 120), fill="white")
    tags = Image.Exif()
    tags[0x010F], tags[0x0110] = "Example", "Phone 1"
    tags.get_ifd(0x8769).update({0x9003: taken})
    out = io.BytesIO()
    image.save(out, "JPEG", exif=tags)
    return out.getvalue()


def files(folder: Path) -> Path:
    """Everything that was received."""
    folder.mkdir(parents=True)
    (folder / "WhatsApp Chat with Bob Sample.txt").write_text(CHAT, "utf-8")
    (folder / f"WhatsApp Chat with {OUTSIDE}.txt").write_text(OTHER, "utf-8")
    (folder / "calls.xml").write_bytes(calls())
    (folder / "track.gpx").write_bytes(track())
    for at, (colour, taken) in enumerate(
        (("red", "2025:03:08 15:21:33"), ("teal", "2025:03:09 11:00:00"), ("blue", "2025:06:03 12:00:00"))
    ):
        (folder / f"photo{at}.jpg").write_bytes(photo(colour, taken))
    return folder


def line(number: int = 1) -> LineOfEnquiry:
    """What went between Ann and Bob, and what the phone itself keeps, in March 2025."""
    scope = ScopeRule(
        people=(ScopePerson("Ann Example"), ScopePerson("Bob Sample", ("07700 900123",))),
        date_from=date(2025, 3, 1),
        date_to=date(2025, 3, 31),
        max_context=2,
    )
    return LineOfEnquiry(
        number, "The evening of the concert", "What did the two people arrange?", "Both rely on it.", Points.BOTH,
        "Arrangements.", "Screenshots are incomplete.", scope, (Term("concert", TermKind.EXACT, "the event"),),
    )  # fmt: skip


def made_case(top: Path, *lines: LineOfEnquiry) -> Path:
    """The case with these lines approved (one where none is given) and searched; its folder."""
    folder = top / "case"
    session = actions.create_case(folder, "43AB0000125", "Operation Larch", "Ada", WORDS)
    for name, role in PEOPLE.items():
        actions.add_user(session, name, role, WORDS)
    actions.close(session)
    lighten(folder, WORDS)
    session = actions.open_case(folder, "Dan", WORDS)
    exhibit = Exhibit("ABC/1", ExhibitKind.DEVICE, "Ann Example", Basis(LegalBasis.PACE_SEIZURE))
    options = ReadOptions("Europe/London", day_first=True, owner="Ann Example")
    finish(actions.import_path(session, files(top / "received"), exhibit, options))
    for one in lines or (line(),):
        actions.propose_line(session, one)
    actions.close(session)
    session = actions.open_case(folder, "Sue", WORDS)
    for one in lines or (line(),):
        actions.approve_line(session, one.number)
    finish(actions.flag(session))
    actions.close(session)
    return folder
