"""How long the reads of the overview take over a large case, and how long its map is drawn.

    python tests/benchmarks/overview.py FOLDER --messages 100000

The case is that of `desk_case.py` with 10,000 calls, 20,000 places and 2,000 pictures more. Times are processor seconds of
the thread and seconds by the clock, the best of three.
"""

import argparse
import io
import os
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import desk_case
from PIL import Image

from evidence_review.domain.basis import Basis, Exhibit
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import ExhibitKind, LegalBasis
from evidence_review.domain.progress import finish
from evidence_review.store import lines
from evidence_review.workflow.case import opening
from evidence_review.workflow.importing import importing
from evidence_review.workflow.reviewing import overview, overview_pictures, overview_places

BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
CALLS, PLACES, PICTURES = 10_000, 20_000, 2_000


def more(folder: Path) -> Path:
    """Calls, places and a chat with pictures, as files."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "calls.xml").open("w") as out:
        out.write(f'<?xml version="1.0" encoding="UTF-8"?><calls count="{CALLS}">')
        for at in range(CALLS):
            when = round((BEGIN + timedelta(minutes=37 * at)).timestamp() * 1000)
            out.write(
                f'<call number="07700 900{at % 300:03}" duration="{at % 400}" date="{when}" type="{1 + at % 3}" '
                f'presentation="1" contact_name="Person {at % 300}" />'
            )
        out.write("</calls>")
    with (folder / "track.gpx").open("w") as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?><gpx version="1.1" creator="b" ')
        out.write('xmlns="http://www.topografix.com/GPX/1/1">')
        for at in range(PLACES):
            when = (BEGIN + timedelta(minutes=11 * at)).strftime("%Y-%m-%dT%H:%M:%SZ")
            north, east = 50.5 + (at * 7919 % 60_000) / 10_000, -4 + (at * 104_729 % 50_000) / 10_000
            out.write(f'<wpt lat="{north:.4f}" lon="{east:.4f}"><time>{when}</time></wpt>')
        out.write("</gpx>")
    with zipfile.ZipFile(folder / "WhatsApp Chat with Bo.zip", "w") as packed:
        lines_of: list[str] = []
        for at in range(PICTURES):
            name, when = f"IMG-{at:08}-WA0001.jpg", BEGIN + timedelta(minutes=5 * at)
            picture = io.BytesIO()
            Image.new("RGB", (640, 480), (at % 256, at // 8 % 256, 90)).save(picture, "JPEG")
            packed.writestr(name, picture.getvalue())
            lines_of.append(f"{when:%d/%m/%Y, %H:%M} - Bo: \u200e{name} (file attached)")
        packed.writestr("WhatsApp Chat with Bo.txt", "\n".join(lines_of))
    return folder


def wide_case(folder: Path, messages: int) -> Path:
    """The case, made where it is not there yet."""
    case = desk_case.large_case(folder, messages)
    if (folder / "wide").exists():
        return case
    session = opening.open_case(case, "Dan", desk_case.WORDS)
    exhibit = Exhibit("AB/2", ExhibitKind.DEVICE, "Ann Example", Basis(LegalBasis.WARRANT, "bench"))
    options = ReadOptions("Europe/London", day_first=True, owner="Ann Example")
    finish(importing.import_path(session, more(folder / "more"), exhibit, options))
    opening.close(session)
    session = opening.open_case(case, "Sue", desk_case.WORDS)
    for line in lines.approved(session.case):
        desk_case._flag(session, line)
    opening.close(session)
    (folder / "wide").touch()
    return case


def timed(name: str, does: Callable[[], object]) -> object:
    """Print the best of three: milliseconds of the processor, and by the clock."""
    best: tuple[float, float] = (9e9, 9e9)
    told: object = None
    for _ in range(3):
        began, busy = time.perf_counter(), time.thread_time()
        told = does()
        best = min(best, (time.thread_time() - busy, time.perf_counter() - began))
    sys.stdout.write(f"{name:34} {best[0] * 1000:8.0f} ms processor {best[1] * 1000:8.0f} ms clock\n")
    return told


def drawn(rows: tuple[overview_places.PlaceRow, ...]) -> None:
    """The map by itself: the coast, the groups, and a picture of it near and far."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from evidence_review.gui.coast import read_coast
    from evidence_review.gui.models.overview.map_sight import Sight, clusters, fitted
    from evidence_review.gui.widgets.overview.map_view import MapView

    app = QApplication([])
    view = MapView()
    view.resize(1100, 700)
    view.coast = timed("coast read (beside the window)", read_coast)
    sight = fitted(rows, 1100, 700)
    view.put(timed("groups of the places", lambda: clusters(rows, sight.scale)))
    for name, scale in (("world", 3.0), ("Europe, fine", 15.0), ("Britain", sight.scale), ("a town", 4000.0)):
        view.look(Sight(sight.middle, scale))
        timed(f"map painted: {name}", view.grab)
    del app


def main() -> None:
    """Make the case where need be, then measure."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--messages", type=int, default=100_000)
    given = asked.parse_args()
    session = opening.open_case(wide_case(given.folder, given.messages), "Rita", desk_case.WORDS)
    timed("days", lambda: overview.overview_days(session, 1))
    timed("days, all lines", lambda: overview.overview_days(session, 0))
    counts = timed("people", lambda: overview.overview_people(session, 1))
    timed("calls", lambda: overview.overview_calls(session, 1))
    pictures = timed("pictures", lambda: overview_pictures.overview_pictures(session, 1))
    places = timed("places", lambda: overview_places.overview_places(session, 1))
    wanted = [(ItemId(one.item), one.file) for one in pictures[:12]]
    timed("12 covered pictures", lambda: overview_pictures.thumbnails(session, 1, wanted))
    from evidence_review.gui.models.overview.tie_layout import laid_out

    timed("graph of 48 people", lambda: laid_out(counts))
    drawn(places)
    opening.close(session)


if __name__ == "__main__":
    main()
