"""Downloads of a Facebook or Instagram account, JSON and pages: one file, a folder or a zip
(reference/formats.md 3.11).
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evidence_review.domain.evidence import Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.accounts.account_files import is_zip, names_of, opened, start_of
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


def recognises(path: Path) -> bool:
    """Whether the first keys, or the classes of a page, are those that Facebook and Instagram write."""
    if not (path.is_dir() or is_zip(path)):
        return path.is_file() and _fits(start_of(path, path.name, _START), alone=True)
    names = names_of(path)
    likely = sorted((name for name in names if _BOX.search(name)), key=len)[:3]
    likely += [name for name in names if _TOP.match(name) and name not in likely][:12]
    likely += [name for name in names if _LOOSE.match(name) and name not in likely][:6]
    if path.is_dir() and len({name.split("/")[0] for name in names}) > 1:
        likely = [name for name in likely if _stands_at_top(name)]
    return any(_fits(start_of(path, name, _START), alone=False) for name in likely)


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
    frame = b'class="_a706"' in start or b'class="_a705"' in start or b'class="_3-8y' in start
    return block or old or (frame and not alone)


def _is_flat(value: Any) -> bool:
    return meta_json.is_flat(value) and _sender(value[0]["conversation"])


def _sender(conversation: list[Any]) -> bool:
    return not conversation or (
        isinstance(conversation[0], dict) and bool({"sender", "created_at"} & conversation[0].keys())
    )


def _is_list(value: Any) -> bool:
    """Keys of the other lists, and the shapes of their elements."""
    if isinstance(value, list):
        first = value[0] if value else None
        return isinstance(first, dict) and (
            bool(_SHAPES & first.keys())
            or (
                isinstance(first.get("timestamp"), int)
                and bool({"data", "attachments"} & first.keys())
                and "title" in {*first, "title"}
            )
            or (
                isinstance(first.get("media"), list)
                and bool(first["media"])
                and isinstance(first["media"][0], dict)
                and "uri" in first["media"][0]
            )
        )
    if not isinstance(value, dict) or not value or len(value) > 40:
        return False
    named = [key for key, held in value.items() if _KEYS.search(key) and isinstance(held, list | dict)]
    shaped = any(
        isinstance(each, dict) and _SHAPES & each.keys()
        for held in value.values()
        for each in (held if isinstance(held, list) else [held])
    )
    return bool(named) or shaped


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """A MESSAGE, CALL or SYSTEM item for each message, one item for each other record; one thread a
    conversation, in order of time."""
    yield from tallied(
        _values(path, options), "No message or record was found in this download. Check that it is whole."
    )


def _values(path: Path, options: ReadOptions) -> Iterator[Item | Problem | Declared]:
    clock = Clock(options.zone)
    with opened(path) as files:
        names = list(files.tree.names())
        alone = files.beside is not None
        is_page = alone and start_of(path, path.name, 200).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
        profile = next((name for name in names if PROFILE.search(name)), None)
        owners = (
            owner_names(load(files.tree.chunks(profile)).value) if profile and not alone else frozenset[str]()
        )
        account = Account(files, options, owners, clock=clock)
        jsons = [
            name
            for name in names
            if (alone and not is_page) or (not alone and name.lower().endswith(".json"))
        ]
        yield from meta_json.files_of(jsons, account, alone=alone)
        pages = [
            name
            for name in names
            if (alone and is_page) or (not alone and name.lower().endswith((".html", ".htm")))
        ]
        yield from meta_pages.files_of(pages, account, alone=alone)
        yield from _remarks(account)
        yield from files.remarks("Facebook or Instagram")


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
