"""Lines, functions, modules and folders are of a size that a person takes in; the few exceptions may only
shrink."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from tests.house.complexity import count, functions

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "evidence_review"
MODULES = sorted(PACKAGE.rglob("*.py"))
EVERY = [*MODULES, *sorted((ROOT / "tests").rglob("*.py")), ROOT / "tasks.py"]
WIDEST = 110
MOST_WAYS = 15
MOST_MODULES = 40

ABOVE: dict[str, int] = {
    "evidence_review/cli/reviews.py: items": 21,
    "evidence_review/domain/wire.py: _dated": 17,
    "evidence_review/gui/models/line_words.py: in_words": 18,
    "evidence_review/gui/widgets/review/why_pane.py: WhyPane._parts": 20,
    "evidence_review/imaging/pdf_opening.py: _mended": 19,
    "evidence_review/importers/accounts/account_records.py: parts": 17,
    "evidence_review/importers/accounts/account_times.py: _long": 20,
    "evidence_review/importers/accounts/account_times.py: moment_of": 16,
    "evidence_review/importers/accounts/discord_package.py: _talks": 18,
    "evidence_review/importers/accounts/meta/importer.py: _is_list": 22,
    "evidence_review/importers/accounts/meta/importer.py: _values": 16,
    "evidence_review/importers/accounts/meta/importer.py: recognises": 18,
    "evidence_review/importers/accounts/meta/json_files.py: _gather": 19,
    "evidence_review/importers/accounts/meta/messages.py: _extra": 17,
    "evidence_review/importers/accounts/meta/pages.py: _body": 21,
    "evidence_review/importers/accounts/meta/pages.py: _messages": 21,
    "evidence_review/importers/accounts/slack.py: _message": 20,
    "evidence_review/importers/accounts/slack.py: _values": 16,
    "evidence_review/importers/accounts/snapchat/chats.py: _people": 17,
    "evidence_review/importers/accounts/takeout/activity.py: _cell": 21,
    "evidence_review/importers/accounts/takeout/chat.py: _group": 20,
    "evidence_review/importers/accounts/takeout/hangouts.py: _event": 18,
    "evidence_review/importers/accounts/takeout/hangouts.py: _talk": 21,
    "evidence_review/importers/accounts/takeout/importer.py: _by_keys": 18,
    "evidence_review/importers/accounts/takeout/importer.py: recognises": 22,
    "evidence_review/importers/accounts/takeout/voice.py: _about": 24,
    "evidence_review/importers/accounts/takeout/voice.py: pages": 21,
    "evidence_review/importers/accounts/x_archive.py: _event": 18,
    "evidence_review/importers/accounts/x_archive.py: _post": 25,
    "evidence_review/importers/accounts/x_archive.py: _values": 18,
    "evidence_review/importers/cards/icalendar_zones.py: _onset": 16,
    "evidence_review/importers/chats/discord/lines.py: _entries": 21,
    "evidence_review/importers/chats/discord/pages.py: _marks": 20,
    "evidence_review/importers/chats/discord/pages.py: _text": 17,
    "evidence_review/importers/chats/imessage_export/text.py: _finished": 18,
    "evidence_review/importers/chats/imessage_export/text.py: entries": 20,
    "evidence_review/importers/chats/line_text.py: _entries": 16,
    "evidence_review/importers/chats/rsmf.py: _carried": 19,
    "evidence_review/importers/chats/rsmf.py: _values": 19,
    "evidence_review/importers/chats/rsmf_events.py: Chat._extra": 16,
    "evidence_review/importers/chats/signal/backup_words.py: _extra": 18,
    "evidence_review/importers/chats/signal/export_lines.py: _Page.handle_data": 19,
    "evidence_review/importers/chats/signal/export_lines.py: _Page.handle_starttag": 28,
    "evidence_review/importers/chats/signal/pages.py: _Page.item": 18,
    "evidence_review/importers/chats/signal/text.py: _item": 19,
    "evidence_review/importers/chats/telegram/importer.py: _fits_json": 20,
    "evidence_review/importers/chats/telegram/importer.py: _pages": 18,
    "evidence_review/importers/chats/telegram/importer.py: _values": 16,
    "evidence_review/importers/chats/telegram/lists.py: listed": 17,
    "evidence_review/importers/chats/telegram/messages.py: _happened": 16,
    "evidence_review/importers/chats/telegram/pages.py: _media": 22,
    "evidence_review/importers/chats/telegram/pages.py: _parts": 19,
    "evidence_review/importers/chats/telegram/sections.py: sections": 16,
    "evidence_review/importers/chats/whatsapp/importer.py: _looks_like_chat": 25,
    "evidence_review/importers/chats/whatsapp/items.py: conversation": 16,
    "evidence_review/importers/chats/whatsapp/lines.py: _with_senders": 21,
    "evidence_review/importers/chats/whatsapp/media.py: _left_out": 29,
    "evidence_review/importers/chats/whatsapp_exporter.py: _message": 29,
    "evidence_review/importers/chats/whatsapp_exporter_pages.py: _message": 21,
    "evidence_review/importers/chats/whatsapp_exporter_pages.py: made": 18,
    "evidence_review/importers/choosing.py: _chosen": 23,
    "evidence_review/importers/documents/doc_pieces.py: open_doc": 18,
    "evidence_review/importers/documents/pdf/extras.py: notes": 16,
    "evidence_review/importers/documents/pdf/hidden.py: _covers": 17,
    "evidence_review/importers/documents/plain_text.py: read": 16,
    "evidence_review/importers/documents/ppt_records.py: show": 22,
    "evidence_review/importers/documents/saved_page.py: _whole": 20,
    "evidence_review/importers/documents/slides/odp.py: _item": 23,
    "evidence_review/importers/examiners/lava/manifest.py: _artifact": 16,
    "evidence_review/importers/examiners/lava/rows.py: _kind": 17,
    "evidence_review/importers/examiners/lava/rows.py: _sides": 23,
    "evidence_review/importers/examiners/lava/tables.py: exported": 18,
    "evidence_review/importers/examiners/ufdr/fast_reading.py: Plain._message": 18,
    "evidence_review/importers/examiners/ufdr/fast_reading.py: _way": 16,
    "evidence_review/importers/examiners/ufdr/items.py: Made._attachment": 18,
    "evidence_review/importers/examiners/ufdr/items.py: Made.item": 16,
    "evidence_review/importers/examiners/ufdr/parsing.py: Parsing._start": 18,
    "evidence_review/importers/examiners/ufdr/parsing.py: Parsing._tell": 18,
    "evidence_review/importers/examiners/ufdr/people.py: Persons.direction": 17,
    "evidence_review/importers/examiners/ufdr/people.py: Persons.of": 19,
    "evidence_review/importers/examiners/ufdr/reading.py: Reading._messages": 17,
    "evidence_review/importers/mail/mailboxes.py: has_headers": 16,
    "evidence_review/importers/mail/mapi_rtf.py: _Words._control": 22,
    "evidence_review/importers/mail/tnef.py: _held": 19,
    "evidence_review/importers/markup/content_lines.py: _joined": 19,
    "evidence_review/importers/media/pictures/importer.py: _facts": 18,
    "evidence_review/importers/media/recordings/boxes.py: _lengths": 18,
    "evidence_review/importers/media/recordings/matroska.py: _elements": 29,
    "evidence_review/importers/media/recordings/matroska.py: read": 24,
    "evidence_review/importers/media/recordings/mpeg.py: mp3": 23,
    "evidence_review/importers/packed/unpacking.py: _seven": 17,
    "evidence_review/importers/phones/android_contacts.py: _call": 20,
    "evidence_review/importers/phones/android_contacts.py: _contact": 21,
    "evidence_review/importers/phones/android_messages.py: _Reader._people": 22,
    "evidence_review/importers/phones/android_whatsapp/new.py: Reader._call": 18,
    "evidence_review/importers/phones/android_whatsapp/people.py: _chats": 17,
    "evidence_review/importers/phones/ios_contacts.py: _contact": 19,
    "evidence_review/importers/phones/ios_contacts.py: _entries": 16,
    "evidence_review/importers/phones/ios_messages/changes.py: changes_of": 16,
    "evidence_review/importers/phones/ios_messages/old.py: _Old.item": 25,
    "evidence_review/importers/phones/ios_messages/people.py: people_of": 16,
    "evidence_review/importers/phones/ios_whatsapp.py: _Reader._files": 17,
    "evidence_review/importers/phones/ios_whatsapp_people.py: _chats": 22,
    "evidence_review/importers/phones/sms_backup/people.py: between": 16,
    "evidence_review/importers/phones/sms_backup/people.py: picture_ends": 18,
    "evidence_review/importers/phones/vmessage.py: _item": 25,
    "evidence_review/importers/places/geojson.py: _time": 16,
    "evidence_review/importers/places/tracks/gpx.py: items": 20,
    "evidence_review/importers/places/tracks/kml.py: _feature": 24,
    "evidence_review/importers/places/tracks/words.py: said": 18,
    "evidence_review/importers/sqlite/databases_salvage.py: Salvage._strays": 27,
    "evidence_review/importers/sqlite/databases_salvage.py: Salvage.by_number": 16,
    "evidence_review/importers/sqlite/databases_wal.py: mend": 20,
    "evidence_review/importers/tables/tables.py: _headings_alone": 17,
    "evidence_review/importers/tables/tables.py: _remarks": 18,
    "evidence_review/importers/tables/tables.py: _unmerged": 18,
    "evidence_review/importers/tables/tables.py: _values": 26,
    "evidence_review/importers/tables/tables_biff.py: _Reading._take": 16,
    "evidence_review/importers/tables/tables_blocks.py: _blocks": 21,
    "evidence_review/importers/tables/tables_csv.py: _is_table": 42,
    "evidence_review/importers/tables/tables_elements.py: _found": 20,
    "evidence_review/importers/tables/tables_elements.py: _in_words": 16,
    "evidence_review/importers/tables/tables_elements.py: _several": 16,
    "evidence_review/importers/tables/tables_guesses.py: _looks_like": 24,
    "evidence_review/importers/tables/tables_guesses.py: without_headings": 26,
    "evidence_review/importers/tables/tables_phones.py: with_phone_words": 18,
    "evidence_review/importers/tables/tables_proposals.py: _chosen": 22,
    "evidence_review/importers/tables/tables_proposals.py: _header": 17,
    "evidence_review/importers/tables/tables_proposals.py: _kind": 29,
    "evidence_review/importers/tables/tables_proposals.py: _names": 21,
    "evidence_review/importers/tables/tables_rows.py: _others": 26,
    "evidence_review/importers/tables/tables_rows.py: people": 21,
    "evidence_review/importers/tables/tables_times.py: _count": 16,
    "evidence_review/importers/tables/tables_times.py: _text": 19,
    "evidence_review/importers/tables/tables_xlsx.py: _keep": 17,
    "evidence_review/importers/tables/tables_xlsx_beside.py: _comments": 17,
    "evidence_review/importers/tables/tables_xlsx_beside.py: aside": 16,
    "evidence_review/importers/talk/stamped_talk.py: _values": 22,
    "evidence_review/importers/talk/talk_entries.py: taken_apart": 27,
    "evidence_review/importers/talk/talk_evidence.py: _in_style": 35,
    "evidence_review/importers/talk/talk_evidence.py: _reads_as_talk": 25,
    "evidence_review/importers/talk/talk_items.py: item_of": 35,
    "evidence_review/importers/talk/talk_torn.py: is_torn": 17,
    "evidence_review/importers/text/text_encodings.py: _other_alphabet": 21,
    "evidence_review/importers/text/text_encodings.py: wide": 17,
    "evidence_review/importers/times/stamp_halves.py: with_halves": 16,
    "evidence_review/importers/times/stamp_names.py: _half": 16,
    "evidence_review/importers/times/stamps.py: _fitting": 16,
    "evidence_review/importers/times/stamps.py: _parsed": 31,
    "evidence_review/importers/times/stamps.py: decide": 19,
    "evidence_review/recognizers/layers.py: _parted": 16,
    "evidence_review/recognizers/reading/borders.py: bare": 29,
    "evidence_review/recognizers/reading/classified.py: _lettered": 17,
    "evidence_review/recognizers/reading/classified.py: _tier": 22,
    "evidence_review/recognizers/reading/classified.py: _tier_of_thing": 16,
    "evidence_review/recognizers/reading/cues.py: has_cue": 21,
    "evidence_review/recognizers/reading/merging.py: _labelled": 23,
    "evidence_review/recognizers/reading/merging.py: _strongest": 23,
    "evidence_review/recognizers/reading/merging.py: findings": 17,
    "evidence_review/recognizers/reading/number_kinds.py: number_kind": 18,
    "evidence_review/recognizers/reading/propagation.py: _aliases": 19,
    "evidence_review/recognizers/reading/propagation.py: recurs": 24,
    "evidence_review/recognizers/reading/roster.py: _addressees": 18,
    "evidence_review/recognizers/reading/roster.py: name_aliases": 20,
    "evidence_review/recognizers/rules/contact.py: emails": 17,
    "evidence_review/recognizers/rules/names.py: _continues": 27,
    "evidence_review/recognizers/rules/names.py: _is_name": 20,
    "evidence_review/redaction/fonts/blanking.py: _sfnt": 18,
    "evidence_review/redaction/fonts/cmaps.py: _word": 19,
    "evidence_review/redaction/fonts/font_copy.py: Fonts._codes": 20,
    "evidence_review/redaction/fonts/outlines.py: _composite": 18,
    "evidence_review/redaction/fonts/outlines.py: _sfnt": 16,
    "evidence_review/redaction/gate/gate.py: _Look.file": 19,
    "evidence_review/redaction/gate/gate_bytes.py: _found": 17,
    "evidence_review/redaction/gate/gate_fonts.py: _pieces": 16,
    "evidence_review/redaction/gate/gate_miner.py: _reader": 38,
    "evidence_review/redaction/gate/ocr_regions.py: _lettering": 20,
    "evidence_review/redaction/hidden/hidden_mail.py: _bodies": 21,
    "evidence_review/redaction/hidden/hidden_ole.py: ole_hides": 16,
    "evidence_review/redaction/hidden/hidden_pages.py: _page_hides": 22,
    "evidence_review/redaction/hidden/hidden_pages.py: _pictures": 18,
    "evidence_review/redaction/hidden/hidden_pdf.py: _objects": 18,
    "evidence_review/redaction/new_files/html_values.py: _Reader._fact": 17,
    "evidence_review/redaction/new_files/json_values.py: _pieces": 16,
    "evidence_review/redaction/new_files/redacted_values.py: remake": 16,
    "evidence_review/redaction/pdf/boxing.py: bars": 19,
    "evidence_review/redaction/pdf/invisible_letters.py: veiled": 16,
    "evidence_review/redaction/pdf/page_comparison.py: words_fault": 27,
    "evidence_review/redaction/pdf/proving.py: _fault": 20,
    "evidence_review/redaction/pdf/resource_copy.py: Copier._state": 20,
    "evidence_review/redaction/pdf/scans.py: look": 30,
    "evidence_review/redaction/pdf/surrounds.py: decorations": 19,
    "evidence_review/redaction/pdf/taking_out.py: _keep": 16,
    "evidence_review/redaction/pdf/taking_out.py: _room": 21,
    "evidence_review/redaction/pdf/taking_out.py: set_anew": 27,
    "evidence_review/redaction/pictures/picture_targets.py: cover": 21,
    "evidence_review/redaction/pictures/pictures.py: redact_picture": 22,
    "evidence_review/redaction/streams/actual_text.py: _Gatherer.stream": 19,
    "evidence_review/redaction/streams/actual_text_check.py: Signs._explained": 16,
    "evidence_review/redaction/streams/covers.py: _reasons": 24,
    "evidence_review/redaction/streams/covers.py: covered": 16,
    "evidence_review/redaction/streams/stream_rewrite.py: Rewriter._named": 19,
    "evidence_review/redaction/streams/stream_rewrite.py: Rewriter._show": 18,
    "evidence_review/redaction/terms/search.py: name_words": 18,
    "evidence_review/relevance/features.py: features": 18,
    "evidence_review/relevance/signals.py: by_words": 16,
    "evidence_review/reports/bidi.py: _weak": 22,
    "evidence_review/workflow/auditing/account_of_looking.py: _figures": 16,
    "evidence_review/workflow/case/picturing.py: pages_to_redact": 21,
    "evidence_review/workflow/enquiring/forming.py: _grown": 16,
    "evidence_review/workflow/importing/importing.py: _import_one": 16,
    "evidence_review/workflow/personal/jigsaw_clues.py: _visible": 16,
    "evidence_review/workflow/producing/checking.py: _undecided": 16,
    "evidence_review/workflow/producing/checking.py: checked": 21,
    "evidence_review/workflow/redacting/overlapping.py: decide_overlap": 16,
    "evidence_review/workflow/sampling/registering.py: beside": 19,
}  # fmt: skip
"""Functions with more ways through them than MOST_WAYS, each with its count, which may only become
smaller."""


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tables(text: str) -> set[int]:
    """The lines of tables of data: text in triple quotes that stands over several lines, and what is kept
    from the formatter."""
    lines, found = text.splitlines(), set[int]()
    for node in ast.walk(ast.parse(text)):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str | bytes)
        is_kept = isinstance(node, ast.stmt | ast.expr) and lines[node.end_lineno - 1].endswith("# fmt: skip")
        if is_kept or (is_text and node.end_lineno != node.lineno):
            found |= set(range(node.lineno, node.end_lineno + 1))
    return found


ONE_NAME = re.compile(r"def test_\w+\(\w*\):")
"""The head of a test whose name is a sentence: it cannot be broken."""
PRAGMA = re.compile(r"  # (?:noqa|pyright|type): ?.*$")


def wide(text: str) -> list[int]:
    """The lines (from 1) that are wider than WIDEST without what they say to the checkers, and no table of
    data."""
    bare = ["" if ONE_NAME.fullmatch(line) else PRAGMA.sub("", line) for line in text.splitlines()]
    found = {number for number, line in enumerate(bare, 1) if len(line) > WIDEST}
    return sorted(found - tables(text)) if found else []


def test_no_line_is_wider_than_110():
    found = {_name(path): lines for path in EVERY if (lines := wide(path.read_text("utf-8")))}
    assert found == {}


def test_a_wide_line_is_found_and_a_table_is_not():
    assert wide(f"x = {'1 + ' * 40}1\n") == [1]
    assert wide(f'TABLE = """\n{"word " * 40}\n"""\n') == []


WAYS = Counter({f"{_name(path)}: {name}": ways for path in MODULES for name, ways in functions(path)})


def test_no_function_has_more_than_15_ways_but_the_listed():
    above = {name: ways for name, ways in WAYS.items() if ways > MOST_WAYS}
    assert {name: ways for name, ways in above.items() if ways > ABOVE.get(name, 0)} == {}
    assert {name: ways for name, ways in ABOVE.items() if above.get(name, 0) < ways} == {}, (
        "the list may shrink: take these out"
    )


def test_few_functions_have_more_than_10_ways():
    assert sum(ways > 10 for ways in WAYS.values()) <= len(WAYS) * MOST_ABOVE_TEN


MOST_ABOVE_TEN = 0.101
"""The share of functions with more than 10 ways, which may only become smaller."""


@pytest.mark.parametrize(
    ("ways", "body"),
    [
        (1, "return a"),
        (2, "return a if b else c"),
        (3, "return a and b and c"),
        (4, (
            "for x in a:\n        if x:\n            pass\n        else:\n            raise b\n    "
            "return [y for y in c]"
        )),
        (3, (
            "match a:\n        case 1:\n            return b\n        case 2:\n            return c\n  "
            "      case _:\n            return a"
        )),
    ],
)  # fmt: skip
def test_the_count_counts(ways, body):
    (function,) = ast.parse(f"def f(a, b, c):\n    {body}\n").body
    assert count(function) == ways


def test_no_folder_is_fuller_than_40_modules():
    full = Counter(path.parent for path in EVERY)
    assert {_name(folder): size for folder, size in full.items() if size > MOST_MODULES} == {}


SAME_NOUN = {"domain", "store", "cli", "reports", "gui/models", "workflow/sampling"}
"""Rooms in which a noun may stand once each: the value, how it is stored, its commands, its paper, how the
window shows it."""
DOORS = {"child_tasks": "what a child process may be asked for, in each room that has such tasks"}
FORMATS = {"chats", "phones", "examiners", "accounts", "documents", "mail", "media", "places"}
"""Wings of importers in which a format of several modules is a folder; its modules are named within it."""


def _room(path: Path) -> str:
    return path.parent.relative_to(PACKAGE).as_posix()


def _has_name_of_its_own(path: Path) -> bool:
    """Whether the stem alone names the module: not the parts of one format, nor what stands at the door of a
    room."""
    parts = path.relative_to(PACKAGE).parts
    return (
        path.stem != "__init__"
        and path.stem not in DOORS
        and not (parts[0] == "importers" and len(parts) == 4 and parts[1] in FORMATS)
    )


def shared(paths) -> dict[str, list[str]]:
    """Stems that two modules share, though they are not one noun in rooms that show it from several sides."""
    rooms: dict[str, list[str]] = {}
    for path in filter(_has_name_of_its_own, paths):
        rooms.setdefault(path.stem, []).append(_room(path))
    return {stem: found for stem, found in rooms.items() if len(found) > 1 and not set(found) <= SAME_NOUN}


def test_no_two_modules_share_a_name_but_the_sides_of_one_noun():
    assert shared(MODULES) == {}


def test_a_shared_name_is_found():
    assert shared([*MODULES, PACKAGE / "relevance" / "stamps.py"]) == {
        "stamps": ["importers/times", "relevance"]
    }
    assert shared([*MODULES, PACKAGE / "gui" / "widgets" / "parts" / "samples.py"])
