"""From a model of a Cellebrite report to an Item: its view (ufdr_views), words (ufdr_words), people
(ufdr_people) and files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from evidence_review.domain.evidence import Attachment, Item, Moment, Problem, ReadOptions
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.examiners.ufdr.files import Shelf, TaggedFile, without_data
from evidence_review.importers.examiners.ufdr.models import Model, Value
from evidence_review.importers.examiners.ufdr.people import Chat, Persons, thread
from evidence_review.importers.examiners.ufdr.times import moment
from evidence_review.importers.examiners.ufdr.views import GENERIC, VIEWS, View
from evidence_review.importers.examiners.ufdr.words import is_system, quotes_of, rest_of, text_of
from evidence_review.importers.plugin import Clock, media_type

_NO_TIME_OF_ITS_OWN = frozenset((ItemKind.CONTACT, ItemKind.ACCOUNT))
_FILES = frozenset(("Attachments", "Attachment", "Files", "File"))
_PHOTOS = frozenset(("Photos", "Photo", "ContactPhoto"))
_PATHS = ("attachment_extracted_path", "contactphoto_extracted_path", "Local Path")
_MEDIA = {"image": ItemKind.IMAGE, "audio": ItemKind.AUDIO, "video": ItemKind.VIDEO}
_TAKEN = frozenset(("ExifEnumDateTimeOriginal", "EXIFCaptureTime"))
_EXIF_DATE = re.compile(r"(\d{4}):(\d\d):(\d\d)(?=[ T])")
PEOPLE_ALONE = frozenset(("From", "To", "Participants", "Parties"))


@dataclass(slots=True)
class Made:
    """Items and the problems met on the way; `shelf` finds attachments."""

    options: ReadOptions
    shelf: Shelf
    persons: Persons
    problems: list[Problem] = field(default_factory=list)
    _clock: Clock = field(init=False)

    def __post_init__(self) -> None:
        """The clock turns a time without offset into an instant where the person importing named the zone."""
        self._clock = Clock(self.options.zone)

    def item(self, model: Model, locator: str, position: int, chat: Chat | None = None) -> Item:
        """One record as an Item; problems about its attachments are added to `problems`."""
        view, said = VIEWS.get(model.type, GENERIC), model.firsts()
        people = self.persons.of(model, chat)
        more = not PEOPLE_ALONE.issuperset([name for name, _ in model.models])
        is_message = view.kind is ItemKind.MESSAGE
        quotes = quotes_of(model) if more and is_message else []
        by_system = is_message and (people.system or _is_labelled_system(model, said, more=more))
        app = said.get("Source") or (chat.app if chat else "")
        if chat:
            talk, title, about = chat.thread, chat.title, chat.extra
        else:
            talk, title, about = thread(model, view, app, people, locator), said.get("ChatName") or "", ()
        return Item(
            locator=locator,
            kind=ItemKind.SYSTEM if by_system else view.kind,
            text=text_of(model, view, quotes),
            thread=talk,
            position=position,
            sender=people.sender,
            recipients=people.recipients,
            sent=self._sent(model, view),
            direction=self.persons.direction(model, people, view.kind),
            app=app,
            thread_title=title,
            attachments=tuple(self._attachments(model, locator)) if more else (),
            deleted_as_reported=model.attributes.get("deleted_state"),
            extra=(*quotes, *rest_of(model), *about),
        )

    def _sent(self, model: Model, view: View) -> Moment | None:
        value = model.time(*view.times) if view.times else None
        if value is None and view.kind not in _NO_TIME_OF_ITS_OWN:
            value = next((value for _, kind, value in model.stamps if kind == "TimeStamp"), None)
        return self.moment(value) if value else None

    def moment(self, value: Value) -> Moment:
        """A time as the report wrote it; an instant too where it, or the person importing, names the zone."""
        made = moment(value, day_first=self.options.day_first is not False)
        return (
            made
            if made.utc is not None or self.options.zone is None
            else self._clock.moment(made.raw, made.local)
        )

    def file(self, made: TaggedFile, number: int) -> Item:
        """A file that no record carries, as an item of its own."""
        name = _last(made.path) or _last(made.local_path) or "file"
        kind = media_type(name) or media_type(made.local_path)
        member, shown, taken = self.shelf.member(made), _shown(made, kind), _taken(made)
        attachment = Attachment(name, kind, made.size, made.sha256 or None, member)
        if member is None:
            reason = "A file is listed in the report but was not supplied."
            self.problems.append(Problem(made.locator, ProblemKind.MISSING_ATTACHMENT, reason))
        elif shown is not ItemKind.FILE or kind:
            attachment, problems = self.shelf.fetch(name, kind, made, member, made.locator)
            self.problems += problems
        extra = (
            ("path", made.path),
            ("Local Path", made.local_path),
            ("MD5", made.md5),
            ("SHA256", made.sha256),
            *made.extra,
        )
        return Item(
            made.locator,
            shown,
            None,
            f"files|{made.local_path.rpartition('/')[0]}",
            number,
            sent=self.moment(taken) if taken else None,
            attachments=(attachment,),
            deleted_as_reported=made.deleted,
            extra=tuple((key, text) for key, text in extra if text),
        )

    def _attachments(self, model: Model, locator: str) -> Iterator[Attachment]:
        number = 0
        for name, each in model.models:
            if name in _FILES or (name in _PHOTOS and _leads(each)):
                number += 1
                yield self._attachment(each, f"{locator}/Attachment[{number}]")

    def _attachment(self, model: Model, locator: str) -> Attachment:
        made, path = self._listed_file(model)
        name = (
            model.text("Filename", "Name")
            or _last(made.path if made else path)
            or model.text("Title")
            or "attachment"
        )
        kind = model.text("ContentType") or ""
        if made:
            made.attached = True
        member = self.shelf.member(made, path)
        if member is None:
            reason = "An attachment is named in the report but was not supplied."
            self.problems.append(Problem(locator, ProblemKind.MISSING_ATTACHMENT, reason))
            return without_data(name, kind, made)
        attachment, problems = self.shelf.fetch(name, kind, made, member, locator)
        self.problems += problems
        return attachment

    def _listed_file(self, model: Model) -> tuple[TaggedFile | None, str]:
        """The file that the report lists, and its path as the attachment writes it; the file itself may be
        written inside."""
        within = next((each for _, each in model.models if each.type == "File"), model)
        path = model.text(*_PATHS) or within.text(*_PATHS, "Path") or ""
        listed = self.shelf.files.get(model.attributes.get("file_id") or within.id or "-")
        return listed or self.shelf.at(path), path


def _is_labelled_system(model: Model, said: dict[str, str], *, more: bool) -> bool:
    """Whether labels say that the program itself speaks; a message with neither labels nor models inside has
    none to look through."""
    return (more or "Labels" in said or "Label" in said) and is_system(model)


def _shown(made: TaggedFile, kind: str) -> ItemKind:
    """What a file is, by its ending, else by the tag that the report gave it."""
    tag = next((text for name, text in made.extra if name == "Tags"), "").lower()
    return _MEDIA.get(kind.partition("/")[0]) or (
        _MEDIA.get(tag, ItemKind.FILE) if not kind else ItemKind.FILE
    )


def _taken(made: TaggedFile) -> Value | None:
    """When a picture was taken, as its camera wrote it."""
    for name, text in made.extra:
        if name.rpartition("/")[2] in _TAKEN and text:
            return Value(text, "", _EXIF_DATE.sub(r"\1-\2-\3", text, count=1))
    return None


def _leads(photo: Model) -> bool:
    """Whether a picture of a person says where its file is; a mere name is no file that is missing."""
    return bool(photo.attributes.get("file_id") or photo.text(*_PATHS) or photo.inside("PhotoNode"))


def _last(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]
