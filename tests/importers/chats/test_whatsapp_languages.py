"""The same chat in forty languages, from iOS and from Android, gives the same messages, senders, kinds, files
and times."""

from dataclasses import dataclass
from datetime import datetime

import pytest
import whatsapp_languages as languages

from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import ItemKind
from evidence_review.importers.choosing import choose, read

ANN, DANA, NUMBER, BO = "Ann Example", "Dana: Work", "\u202a+44 7700 900123\u202c", "~\u202fBo"
LABELS = {ANN: ANN, DANA: DANA, NUMBER: "+44 7700 900123", BO: "Bo", None: None}
GROUP = "Allotment Club"
MANY = (
    "look what he wrote:\n[10:01, 1/13/2025] Bo: not me\n\n13.02.2025 um 10:02 — Cy: nor me\n12/13/25 "
    "is no date: it is a score\n<b>12:30: come</b>"
)
PHOTO, PLAN, PLACE = (
    "00000009-PHOTO-2025-02-09-15-04-05.jpg",
    "00000010-Plan (2).pdf",
    "https://maps.google.com/?q=51.5021456,-0.127397",
)
IMG = "IMG-20250209-WA0001.jpg"


@dataclass(frozen=True)
class Line:
    """A message or notice: when, who (None: the app), what an iPhone and an Android phone write, kind, files.

    `marked`: an iPhone puts a mark before it. `beside`: the name that an iPhone puts before words of the app.
    """

    at: datetime
    who: str | None
    ios: str
    android: str
    kind: ItemKind = ItemKind.MESSAGE
    files: tuple[str, ...] = ()
    marked: bool = False
    beside: str = GROUP


def chat_in(language: languages.Language) -> list[Line]:
    """The chat. Of a file left out its name is what stands for it, so that only their number is compared."""
    (
        (encrypted, code),
        (deleted, own, call, edited),
        (picture, document, media, attached, file),
        (place, pages),
        (made, added),
    ) = language.words
    app, day = "\u200e", datetime
    filled = {word: word.replace("{}", ANN) for word in (code, made)}
    joined = added.replace("{}", ANN, 1).replace("{}", "Cy Example", 1)
    return [
        Line(day(2025, 1, 30, 0, 5, 9), None, app + encrypted, encrypted, ItemKind.SYSTEM),
        Line(day(2025, 1, 30, 0, 6, 10), None, app + filled[made], filled[made], ItemKind.SYSTEM),
        Line(day(2025, 1, 30, 0, 7, 11), None, app + joined, joined, ItemKind.SYSTEM),
        Line(day(2025, 1, 31, 9, 4, 5), ANN, "Hello World", "Hello World"),
        Line(day(2025, 1, 31, 12, 0, 0), DANA, "noon: see you at 6: usual place", "noon: see you at 6: usual place"),
        Line(day(2025, 1, 31, 12, 59, 59), DANA, MANY, MANY),
        Line(day(2025, 2, 1, 12, 30, 0), NUMBER, app + picture, f"<{media}>", files=("",), marked=True),
        Line(day(2025, 2, 1, 15, 4, 5), BO, f"Plan.docx \u2022 {app}2 {pages} {app}{document}", f"<{media}>\nPlan.docx", files=("",), marked=True),
        Line(day(2025, 2, 9, 15, 4, 5), ANN, f"{app}<{attached}: {PHOTO}>", f"{app}{IMG} ({file})\nThe shed", files=(PHOTO,), marked=True),
        Line(day(2025, 2, 9, 15, 5, 6), DANA, f"Plan (2).pdf \u2022 {app}2 {pages} {app}<{attached}: {PLAN}>", f"{app}Plan.pdf ({file})",
             files=(PLAN,), marked=True),
        Line(day(2025, 2, 9, 15, 6, 7), DANA, "\U0001f60a", "\U0001f60a"),
        Line(day(2025, 2, 10, 23, 59, 58), ANN, app + deleted, deleted),
        Line(day(2025, 2, 11, 0, 0, 1), DANA, app + own, own),
        Line(day(2025, 2, 11, 1, 2, 3), DANA, f"six then {app}<{edited}>", f"six then <{edited}>"),
        Line(day(2025, 2, 12, 20, 0, 0), BO, f"{app}{place}: {PLACE}", f"{place}: {PLACE}"),
        Line(day(2025, 2, 12, 21, 0, 0), NUMBER, "", "null"),
        Line(day(2025, 2, 13, 11, 11, 11), ANN, app + call, call, ItemKind.CALL),
        Line(day(2025, 2, 13, 12, 0, 1), None, app + filled[code], filled[code], ItemKind.SYSTEM, beside=ANN),
        Line(day(2025, 2, 28, 10, 0, 0), DANA, "[draft] call +44 7700 900124 - now", "[draft] call +44 7700 900124 - now"),
        Line(day(2025, 3, 1, 22, 0, 0), DANA, "last one: good night", "last one: good night"),
    ]  # fmt: skip


def ios(language: languages.Language, *, marks: bool = True) -> str:
    lines = []
    for line in chat_in(language):
        before = "\u200f" if language.code == "ar" else ""
        before += "\u200e" if line.marked else ""
        lines.append(
            f"{before}[{language.stamp(line.at, language.ios)}] {line.who or line.beside}: {line.ios}"
        )
    text = "\r\n".join(lines) + "\r\n"
    return text if marks else "".join(c for c in text if c not in "\u200e\u200f\u202a\u202c")


def android(language: languages.Language) -> str:
    lines = [
        f"{language.stamp(line.at, language.android)} - {f'{line.who}: ' if line.who else ''}{line.android}\n"
        for line in chat_in(language)
    ]
    return "".join(lines)


def read_all(path, text: str, **options) -> tuple[list[Item], list[Problem]]:
    path.write_bytes(text.encode())
    assert choose(path).name == "WhatsApp text export"
    values = list(read(path, ReadOptions(**options)))
    items, problems = (
        [v for v in values if isinstance(v, Item)],
        [v for v in values if isinstance(v, Problem)],
    )
    assert [v for v in values if isinstance(v, Tally)] == [
        Tally(len(items) + sum(p.records for p in problems))
    ]
    return items, problems


def facts(items: list[Item]) -> list[tuple]:
    return [(i.kind, i.sender.label() if i.sender else None, i.sent.local, len(i.attachments)) for i in items]


def wanted(language, *, seconds: bool) -> list[tuple]:
    return [
        (line.kind, LABELS[line.who], line.at if seconds else line.at.replace(second=0), len(line.files))
        for line in chat_in(language)
    ]


def each(test):
    return pytest.mark.parametrize("language", languages.ALL, ids=lambda language: language.code)(test)


@each
def test_an_iphone_in_any_language(language, tmp_path):
    items, problems = read_all(tmp_path / "_chat.txt", ios(language))
    assert facts(items) == wanted(language, seconds=True)
    assert [item.text for item in items] == [line.ios for line in chat_in(language)]
    assert [a.name for item in items for a in item.attachments][2:] == [PHOTO, PLAN]
    assert {item.sender.label() for item in items if item.sender} == {ANN, DANA, "+44 7700 900123", "Bo"}
    assert [bool(item.deleted_as_reported) for item in items] == [
        line.at.day in {10, 11} and line.at.hour in {23, 0} for line in chat_in(language)
    ]
    assert not any("turned into dates" in p.reason or "12 hours out" in p.reason for p in problems)


@each
def test_an_android_phone_in_any_language(language, tmp_path):
    items, problems = read_all(tmp_path / f"WhatsApp Chat with {GROUP}.txt", android(language))
    assert facts(items) == wanted(language, seconds=False)
    assert [item.text for item in items] == [line.android for line in chat_in(language)]
    assert [a.name for item in items for a in item.attachments][2:] == [IMG, "Plan.pdf"]
    assert [bool(item.deleted_as_reported) for item in items] == [
        line.at.day in {10, 11} and line.at.hour in {23, 0} for line in chat_in(language)
    ]
    assert not any("turned into dates" in p.reason or "12 hours out" in p.reason for p in problems)


@each
def test_an_export_that_has_lost_its_marks(language, tmp_path):
    """Copied through a program that drops invisible characters: what the app wrote is known by its
    sentences."""
    if language.code in {"ta", "ml", "pa"}:
        pytest.skip(
            "no iPhone speaks this language to WhatsApp, so its sentences for files left out are not known"
        )
    items, _ = read_all(tmp_path / "_chat.txt", ios(language, marks=False))
    got, want = facts(items), wanted(language, seconds=True)
    spoken = {
        1,
        2,
    }  # who made a group and who was added is told by its own sentences only where these are known
    assert [each for n, each in enumerate(got) if n not in spoken] == [
        each for n, each in enumerate(want) if n not in spoken
    ]


@each
def test_the_region_of_an_iphone_may_be_another_than_its_language(language, tmp_path):
    american = next(one for one in languages.ALL if one.code == "en-US")
    mixed = languages.Language(
        language.code, american.ios, "", american.halves, language.zero, "", language.words
    )
    items, _ = read_all(tmp_path / "_chat.txt", ios(mixed))
    assert facts(items) == wanted(language, seconds=True)


@each
def test_a_chat_of_two_in_any_language(language, tmp_path):
    """The app speaks under the name of the other person, who writes too."""
    lines = [
        line
        for line in chat_in(language)
        if (line.who in {ANN, DANA, None} and line.at.day != 30)
        or (line.at.hour == 0 and line.at.minute == 5)
    ]
    text = "".join(
        (
            f"{chr(0x200E) * line.marked}[{language.stamp(line.at, language.ios)}] {line.who or ANN}: "
            f"{line.ios}\r\n"
        )
        for line in lines
    )
    items, _ = read_all(tmp_path / "_chat.txt", text)
    assert [(i.kind, i.sender.label() if i.sender else None) for i in items] == [
        (line.kind, LABELS[line.who]) for line in lines
    ]


def test_all_languages_tell_one_story(tmp_path):
    told = {tuple(facts(read_all(tmp_path / "_chat.txt", ios(language))[0])) for language in languages.ALL}
    assert len(told) == 1
    assert len(languages.ALL) >= 24


PLACES = {
    "Slovakia": ("d. M. yyyy H:mm:ss", "d. M. yyyy H:mm", ("", "")),
    "Bulgaria": ("d.MM.yy 'г.', H:mm:ss 'ч.'", "d.MM.yy 'г.', H:mm 'ч.'", ("", "")),
    "Serbia": ("d.M.yy. HH:mm:ss", "d.M.yy. HH:mm", ("", "")),
    "Lithuania": ("yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd, HH:mm", ("", "")),
    "Iceland": ("d.M.yyyy, HH:mm:ss", "d.M.yyyy, HH:mm", ("", "")),
    "South Africa": ("yyyy/MM/dd, HH:mm:ss", "yyyy/MM/dd, HH:mm", ("", "")),
    "Australia": ("d/M/yy, h:mm:ss~a", "d/M/yy, h:mm~a", ("am", "pm")),
    "Canada": ("yyyy-MM-dd, h:mm:ss~a", "yyyy-MM-dd, h:mm~a", ("a.m.", "p.m.")),
    "Albania": ("d.M.yy, h:mm:ss~a", "d.M.yy, h:mm~a", ("e paradites", "e pasdites")),
    "Ethiopia": ("dd/MM/yyyy h:mm:ss a", "dd/MM/yyyy h:mm a", ("ጥዋት", "ከሰዓት")),
    "Philippines": ("M/d/yy, h:mm:ss~a", "M/d/yy, h:mm~a", ("AM", "PM")),
    "North Macedonia": ("d.M.yy, 'во' HH:mm:ss", "d.M.yy, 'во' HH:mm", ("", "")),
    "Vietnam": ("HH:mm:ss dd/MM/yyyy", "HH:mm, dd/MM/yyyy", ("", "")),
}


@pytest.mark.parametrize("mark", ["", "\u200f"], ids=["plain", "with a mark"])
@pytest.mark.parametrize("place", PLACES)
def test_the_dates_of_other_places_are_read_on_either_phone(place, mark, tmp_path):
    ios_stamp, android_stamp, halves = PLACES[place]
    language = languages.Language(place, ios_stamp, android_stamp, halves, "0", "", ())
    told = [
        (datetime(2025, 1, 30, 0, 5, 9), ANN, "Hello: one"),
        (datetime(2025, 1, 30, 12, 0, 0), "Bo Example", "noon"),
        (datetime(2025, 2, 9, 15, 4, 5), ANN, "two\nlines: yes"),
        (datetime(2025, 2, 9, 23, 59, 58), "Bo Example", "late"),
        (datetime(2025, 3, 1, 22, 0, 0), "Bo Example", "good night"),
    ]
    iphone = "".join(f"{mark}[{language.stamp(at, ios_stamp)}] {who}: {words}\r\n" for at, who, words in told)
    items, _ = read_all(tmp_path / "_chat.txt", iphone)
    assert [(i.sent.local, i.sender.label(), i.text) for i in items] == told
    other = "".join(
        f"{mark}{language.stamp(at, android_stamp)} - {who}: {words}\n" for at, who, words in told
    )
    items, _ = read_all(tmp_path / "chat.txt", other)
    assert [(i.sent.local, i.sender.label(), i.text) for i in items] == [
        (at.replace(second=0), who, words) for at, who, words in told
    ]
