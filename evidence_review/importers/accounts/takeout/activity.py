"""My Activity, YouTube history and Chrome history of a Takeout, as JSON or HTML (reference/formats.md 3.11):
visits, searches, records.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from evidence_review.domain.evidence import Item, Moment, Problem
from evidence_review.domain.kinds import ItemKind
from evidence_review.importers.accounts import account_records
from evidence_review.importers.accounts.account_records import as_object
from evidence_review.importers.accounts.account_times import moment_of
from evidence_review.importers.accounts.takeout.download import Download
from evidence_review.importers.markup import html_elements, json_stream
from evidence_review.importers.markup.json_stream import Element
from evidence_review.importers.plugin import encoding_remark
from evidence_review.importers.times.epochs import epoch

APP = "Google activity"
_SEARCH = re.compile(r"[?&](?:q|query|search_query)=|/search[/?]", re.IGNORECASE)
_SEARCHED = re.compile(r"searched for\b|gesucht|a recherché|has buscado|pesquisou|hai cercato", re.IGNORECASE)


def _kind(title: str, url: str) -> ItemKind:
    if _SEARCHED.search(title) or _SEARCH.search(url):
        return ItemKind.SEARCH
    return ItemKind.VISIT if url else ItemKind.RECORD


def _item(
    name: str,
    locator: str,
    place: int,
    kind: ItemKind,
    text: str,
    sent: Moment | None,
    extra: tuple[tuple[str, str], ...] = (),
) -> Item:
    title = PurePosixPath(name).parent.name or PurePosixPath(name).stem
    return Item(locator, kind, text or None, name, place, sent=sent, app=APP, thread_title=title, extra=extra)


def entries(download: Download, name: str) -> Iterator[Item | Problem]:
    """My Activity, watch and search history as JSON: a list of what was done."""
    for each in json_stream.elements(download.files.tree.chunks(name), download.files.tree.sizes[name], ""):
        if isinstance(each, Element):
            place = int(each.path[-1]) + 1
            said = each.value
            if not isinstance(said, dict):
                yield account_records.record(said, f"{name}[{each.path[-1]}]", name, place, APP)
                continue
            kind = _kind(str(said.get("title") or ""), str(said.get("titleUrl") or ""))
            text = "\n".join(
                account_records.words({key: value for key, value in said.items() if key != "time"})
            )
            yield _item(
                name,
                f"{name}[{each.path[-1]}]",
                place,
                kind,
                text,
                moment_of(said.get("time"), download.clock),
            )
        elif each.cut is not None:
            yield json_stream.cut_problem(name)


def browsing(download: Download, name: str) -> Iterator[Item | Problem]:
    """Chrome: every page with its title and time (microseconds since 1970)."""
    for each in json_stream.elements(
        download.files.tree.chunks(name), download.files.tree.sizes[name], "Browser History"
    ):
        if isinstance(each, Element):
            place, said = int(each.path[-1]) + 1, each.value
            sent = epoch(said.get("time_usec")) if isinstance(said, dict) else None
            text = "\n".join(account_records.words(said))
            yield _item(name, f"{name}:Browser History[{each.path[-1]}]", place, ItemKind.VISIT, text, sent)
            continue
        left = {key: value for key, value in as_object(each.value).items() if value}
        for at, (path, value) in enumerate(account_records.parts(left), 1):
            yield account_records.record(value, f"{name}:{path}", f"{name} (other)", at, APP)
        if each.cut is not None:
            yield json_stream.cut_problem(name)


def pages(download: Download, name: str) -> Iterator[Item | Problem]:
    """The same as HTML: a cell for each thing done, its time a line in the language of the account."""
    data, fault = download.files.tree.read_until_damage(name)
    if fault is not None:
        yield json_stream.cut_problem(name)
    root, decoded = html_elements.page(data)
    yield from encoding_remark(decoded, name)
    for place, cell in enumerate(_of_class(root, "outer-cell") if root is not None else (), 1):
        yield _cell(download, name, place, cell)
    if not html_elements.is_whole(decoded.text):
        yield json_stream.cut_problem(name)


def _of_class(element: Any, name: str) -> list[Any]:
    return [each for each in element.iterdescendants("div") if html_elements.has(each, name)]


def _links(element: Any) -> list[str]:
    return [str(each.get("href")) for each in element.iterdescendants("a") if each.get("href")]


def _cell(download: Download, name: str, place: int, cell: Any) -> Item:
    parts = _of_class(cell, "content-cell")
    main = next((each for each in parts if not html_elements.has(each, "mdl-typography--text-right")), None)
    lines = _lines(main)
    sent, at = _first_time(download, lines)
    text = "\n".join(line for number, line in enumerate(lines) if number != at)
    own = _links(main) if main is not None else []
    details = next((each for each in parts if html_elements.has(each, "mdl-typography--caption")), None)
    extra = [
        ("product", html_elements.words_of(html_elements.first(cell, "mdl-typography--title"))),
        ("details", " ".join(html_elements.words_of(details).split())),
        *(("link", url) for url in _links(cell)),
    ]
    kind = _kind("".join(lines[:1]), "".join(own[:1]))
    shown = tuple((key, value) for key, value in extra if value)
    return _item(name, f"{name} cell {place}", place, kind, text, sent, shown)


def _lines(element: Any | None) -> list[str]:
    lines = html_elements.words_of(element).split("\n")
    return [line.replace("\xa0", " ").strip() for line in lines if line.strip()]


def _first_time(download: Download, lines: list[str]) -> tuple[Moment | None, int]:
    """The first line that is a time from end to end, and where it stands."""
    for at, line in enumerate(lines):
        if len(line) <= 80 and re.search(r"\d[:.]\d\d", line) and re.search(r"\d{4}", line):
            found = moment_of(line, download.clock, download.options.day_first)
            if found and found.local:
                return found, at
    return None, -1
