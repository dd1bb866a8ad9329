"""Downloads of a Facebook or Instagram account, JSON and pages: one file, a folder or a zip
(reference/formats.md 3.11).
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from evidence_review.domain.evidence import Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.accounts.account_files import Files, is_zip, names_of, opened, start_of
from evidence_review.importers.accounts.account_records import as_elements, as_list, as_object
from evidence_review.importers.accounts.meta import json_files as meta_json
from evidence_review.importers.accounts.meta import pages as meta_pages
from evidence_review.importers.accounts.meta.people import PROFILE, Account, owner_names
from evidence_review.importers.markup.json_stream import load
from evidence_review.importers.plugin import About, Clock, Importer
from evidence_review.importers.tally import tallied

_BOX = re.compile(
    (
        r"(?:^|/)(?:inbox|archived_threads|filtered_threads|message_requests|e2ee_cutover|"
        r"legacy_threads)/[^/]+/[^/]+\.(?:json|html?)$"
    ),
    re.IGNORECASE,
)
_TOP = re.compile(
    r"^(?:[^/]+/)?(?:your_facebook_activity|your_activity_across_facebook|your_instagram_activity|"
    r"personal_information|profile_information|"
    r"connections|posts|comments|friends|friends_and_followers|followers_and_following|"
    r"search_history|your_search_history|"
    r"security_and_login_information|logged_information|messages|content|likes|media|"
    r"account_information|about_you|recent_searches|past_instagram_insights)"
    r"/(?:[^/]+/){0,3}[^/]+\.(?:json|html?)$",
    re.IGNORECASE,
)
_LOOSE = re.compile(r"^(?:[^/]+/)?(?:[^/]*mess[a-z]*(?:_?\d+)?|[^/]+_\d+)\.(?:json|html?)$", re.IGNORECASE)
_KEYS = re.compile(
    r"_v[234]$|^(?:relationships_|searches_|likes_|story_activities_|account_history_|"
    r"login_history|profile_user|ig_|saved_saved|"
    r"impressions_history_|inferred_data_|comments_media|comments_reels|devices_|organic_insights_|"
    r"text_post_app_|apps_and_websites|"
    r"media_map_data|event_invitations|events_joined|pages_followed|contact_info|monetization_)"
)
_SHAPES = frozenset(
    {"string_list_data", "string_map_data", "label_values", "media_list_data", "media_map_data"}
)
_START = 1 << 18
_FRAMES = (b'class="_a706"', b'class="_a705"', b'class="_3-8y')


def recognises(path: Path) -> bool:
    """Whether the first keys, or the classes of a page, are those that Facebook and Instagram write."""
    if not (path.is_dir() or is_zip(path)):
        return path.is_file() and _fits(start_of(path, path.name, _START), alone=True)
    names = names_of(path)
    likely = _candidates(names)
    if path.is_dir() and len({name.split("/")[0] for name in names}) > 1:
        likely = filter(_stands_at_top, likely)
    return any(_fits(start_of(path, name, _START), alone=False) for name in likely)


def _candidates(names: list[str]) -> Iterable[str]:
    """The files that are looked into: some conversations, some of the lists, some of any other name."""
    likely = sorted(filter(_BOX.search, names), key=len)[:3]
    likely += [name for name in filter(_TOP.match, names) if name not in likely][:12]
    likely += [name for name in filter(_LOOSE.match, names) if name not in likely][:6]
    return likely


def _stands_at_top(name: str) -> bool:
    """A folder that holds other things beside a download is not one source: the download below it is."""
    top = name.split("/", maxsplit=1)[0]
    return (
        _TOP.match("x/" + name) is not None
        or "/" not in name
        or _BOX.match(name) is not None
        or top in {"inbox", "messages"}
    )


def _fits(start: bytes, *, alone: bool) -> bool:
    begins = start[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if begins.startswith((b"{", b"[")):
        value = load(start).value
        return meta_json.is_thread(value) or _is_flat(value) or _is_list(value)
    if not begins.startswith(b"<"):
        return False
    block = b"uiBoxWhite noborder" in start or re.search(rb'class="(?:[^"]* )?_a6-g[ "]', start) is not None
    old = b'class="message_header"><span class="user">' in start
    return block or old or (not alone and any(mark in start for mark in _FRAMES))


def _is_flat(value: Any) -> bool:
    return meta_json.is_flat(value) and _sender(value[0]["conversation"])


def _sender(conversation: list[Any]) -> bool:
    return not conversation or (
        isinstance(conversation[0], dict) and bool({"sender", "created_at"} & conversation[0].keys())
    )


def _is_list(value: Any) -> bool:
    """Keys of the other lists, and the shapes of their elements."""
    if isinstance(value, list):
        return bool(value) and _is_record(value[0])
    if not isinstance(value, dict) or not value or len(value) > 40:
        return False
    is_named = any(_KEYS.search(key) and isinstance(held, list | dict) for key, held in value.items())
    return is_named or any(_is_shaped(each) for held in value.values() for each in as_elements(held))


def _is_shaped(value: Any) -> bool:
    return not _SHAPES.isdisjoint(as_object(value))


def _is_record(value: Any) -> bool:
    """A record of values with labels, a post, or an album."""
    said = as_object(value)
    is_post = isinstance(said.get("timestamp"), int) and ("data" in said or "attachments" in said)
    album = as_list(said.get("media"))
    return _is_shaped(said) or is_post or (bool(album) and "uri" in as_object(album[0]))


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """A MESSAGE, CALL or SYSTEM item for each message, one item for each other record; one thread a
    conversation, in order of time."""
    yield from tallied(
        _values(path, options), "No message or record was found in this download. Check that it is whole."
    )


def _values(path: Path, options: ReadOptions) -> Iterator[Item | Problem | Declared]:
    clock = Clock(options.zone)
    with opened(path) as files:
        account = Account(files, options, _owners(files), clock=clock)
        jsons, pages = _data_and_pages(path, files)
        alone = files.beside is not None
        yield from meta_json.files_of(jsons, account, alone=alone)
        yield from meta_pages.files_of(pages, account, alone=alone)
        yield from _remarks(account)
        yield from files.remarks("Facebook or Instagram")


def _owners(files: Files) -> frozenset[str]:
    """Whose download it is, by its profile."""
    profile = next(filter(PROFILE.search, files.tree.names()), None)
    if profile is None or files.beside is not None:
        return frozenset()
    return owner_names(load(files.tree.chunks(profile)).value)


def _data_and_pages(path: Path, files: Files) -> tuple[list[str], list[str]]:
    """The JSON files, and the pages; one file alone by how it begins, whatever its name."""
    if files.beside is None:
        return list(files.tree.names(".json")), list(files.tree.names(".html", ".htm"))
    is_page = start_of(path, path.name, 200).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    return ([], list(files.tree.names())) if is_page else (list(files.tree.names()), [])


def _remarks(account: Account) -> Iterator[Problem]:
    if account.people:
        reason = (
            "This download names people but gives no account ids, so two people with one name cannot "
            "be told apart."
        )
        yield Problem("whole download", ProblemKind.SOURCE_FLAG, reason)
    if account.pages:
        reason = (
            "Times in these pages are marked UTC but appear to be Pacific time (UTC-7/8). Ask for the "
            "JSON download."
        )
        yield Problem("pages", ProblemKind.SOURCE_FLAG, reason)
    if account.empty:
        yield Problem(
            "whole download",
            ProblemKind.SOURCE_FLAG,
            f"{account.empty} conversations in this download hold no message.",
        )
    if account.hollow:
        yield Problem(
            "whole download", ProblemKind.SKIPPED, f"{account.hollow} files of this download hold no record."
        )
    yield from account.unknown.problems()


IMPORTER = Importer(
    "Facebook and Instagram",
    "1",
    recognises,
    read,
    about=About(
        formats="Facebook, Messenger and Instagram downloads, JSON or pages: one file, a folder or a zip",
        seen=(
            "message_N.json of 2018 to 2025, encrypted Messenger downloads, Instagram's flat "
            "messages.json of 2020; pages of before 2018, of 2018, 2022 and 2024"
        ),
        read=(
            "Messages, calls, reactions, shared links, files, unsent marks; every other JSON file or "
            "page record by record, as text"
        ),
        not_read="Flags that are off; layout of pages",
        limits="People are names without ids; only current members are listed. Times of pages have no "
        "zone that can be trusted. Whether a message was read is not in it. "
        "Notices such as 'Reacted to your message' are messages in the file and stay messages.",
    ),
)
