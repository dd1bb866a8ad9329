"""Pages visited with Safari on an iPhone or Mac: History.db (reference/formats.md 3.12)."""

from typing import Any

from evidence_review.domain.evidence import Item
from evidence_review.domain.kinds import ItemKind
from evidence_review.importers.phones.ios_sources import (
    Phone,
    Source,
    Values,
    apple,
    importer_of,
    with_columns,
)
from evidence_review.importers.plugin import About
from evidence_review.importers.sqlite.databases import Database
from evidence_review.importers.text.row_values import number, rest, words

_USED = frozenset({"id", "rowid", "title", "visit_time", "history_item"})


def values(db: Database, phone: Phone) -> Values:
    """A VISIT for each row of history_visits: title and address of the page; then one without a time for each
    page of which no visit is left."""
    pages = {
        number(row.get("id", row.get("rowid"))): row
        for row in db.rows("history_items", (), phone.troubles.append)
    }
    visited, place = set[int | None](), 0
    for place, row in enumerate(db.rows("history_visits", (), phone.troubles.append), 1):
        visited.add(number(row.get("history_item")))
        yield _visit(row, pages.get(number(row.get("history_item")), {}), place, phone)
    for at, page in pages.items():
        if at not in visited:
            place += 1
            yield _unvisited(at, page, place, phone)


def _visit(row: dict[str, Any], page: dict[str, Any], place: int, phone: Phone) -> Item:
    said = (words(row.get("title")), words(page.get("url")))
    count = (("visits to this page", str(page["visit_count"])),) if page.get("visit_count") else ()
    return Item(
        locator=phone.at("history_visits", row.get("id", row.get("rowid"))),
        kind=ItemKind.VISIT,
        text="\n".join(each for each in said if each) or None,
        thread="history",
        position=place,
        sent=apple(row.get("visit_time")),
        app="Safari",
        extra=(*count, *rest({name: value for name, value in row.items() if value != 0}, _USED)),
    )


def _unvisited(at: int | None, page: dict[str, Any], place: int, phone: Phone) -> Item:
    count = (("visits to this page", str(page["visit_count"])),) if page.get("visit_count") else ()
    return Item(
        locator=phone.at("history_items", at),
        kind=ItemKind.VISIT,
        text=words(page.get("url")) or None,
        thread="history",
        position=place,
        app="Safari",
        extra=(*count, ("visit", "No row of a visit to this page is left; when it was made is not known.")),
    )


SOURCE = Source(
    "Safari history (History.db)",
    frozenset({"History.db"}),
    with_columns(history_items="url", history_visits="history_item visit_time"),
    values,
    About(
        "History.db of Safari on an iPhone, iPad or Mac",
        "iOS 8 to 26 by their columns",
        "every visit with time, title and address of the page",
        "History.plist (before iOS 8), open tabs, bookmarks",
        (
            "a visit may have been made on another device of the same iCloud account (see `origin`); "
            "private browsing leaves none"
        ),
    ),
)

IMPORTER = importer_of(SOURCE)
