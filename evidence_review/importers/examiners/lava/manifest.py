"""The manifest of a LAVA report, which says what each table holds and which of its columns make a
conversation (reference/formats.md 3.14)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

_VIEW_KEYS = {
    "thread": ("conversationDiscriminatorColumn", "threadDiscriminatorColumn", "conversationColumn"),
    "title": ("conversationLabelColumn", "threadLabelColumn"),
    "text": ("textColumn",),
    "direction": ("directionColumn",),
    "time": ("timeColumn",),
    "sender": ("senderColumn",),
    "media": ("mediaColumn",),
    "own_label": ("sentMessageLabelColumn",),
}


@dataclass(frozen=True, slots=True)
class View:
    """The columns of a conversation, "" where the manifest names none or the table has no such column.

    `sent` is what the direction column holds in a message that the owner of the phone sent; `own` a fixed
    name for her.
    """

    thread: str = ""
    title: str = ""
    text: str = ""
    direction: str = ""
    time: str = ""
    sender: str = ""
    media: str = ""
    own_label: str = ""
    sent: str = ""
    own: str = ""


@dataclass(frozen=True, slots=True)
class Artifact:
    """What the manifest says of one table. `labels` are column → heading, `types` column → "datetime",
    "date", "media" or "phonenumber"."""

    name: str
    table: str
    category: str = ""
    module: str = ""
    key: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    declared: int | None = None
    source: str = ""
    view: View | None = None

    def label(self, column: str) -> str:
        """The heading of a column as the report shows it."""
        return self.labels.get(column) or column

    def of_type(self, kind: str) -> list[str]:
        """The columns of this type, in order."""
        return [column for column, each in self.types.items() if each == kind]


def sanitised(name: str) -> str:
    """The name that a report gives a table or column for this heading: word characters in lower case, joined
    by underscores."""
    plain = re.sub(r"\s+", "_", re.sub(r"[^\w\s]", "", name)).lower()
    return plain if not plain or plain[0].isalpha() or plain[0] == "_" else "_" + plain


def artifacts(manifest: Any) -> Iterator[Artifact]:
    """Every artifact that the manifest lists, in its order; what is not of the form is passed over by
    type."""
    listed = manifest.get("artifacts") if isinstance(manifest, dict) else None
    groups = listed.items() if isinstance(listed, dict) else [("", listed)]
    for category, group in groups:
        for each in group if isinstance(group, list) else [group]:
            if isinstance(each, dict) and (each.get("tablename") or each.get("name")):
                yield _artifact(str(category), each)


def _artifact(category: str, said: dict[str, Any]) -> Artifact:
    count, name = said.get("record_count"), str(said.get("name") or said.get("tablename"))
    return Artifact(
        name=name,
        table=str(said.get("tablename") or sanitised(name)),
        category=category,
        module=str(said.get("module") or ""),
        key=str(said.get("artifact_key") or ""),
        labels=_words(said.get("column_map")),
        types=_types(said.get("object_columns")),
        declared=count if isinstance(count, int) and not isinstance(count, bool) and count >= 0 else None,
        source=_source(said.get("source_path")),
        view=_view(said.get("data_views")),
    )


def _words(said: Any) -> dict[str, str]:
    return {str(key): str(value) for key, value in said.items()} if isinstance(said, dict) else {}


def _types(said: Any) -> dict[str, str]:
    """The types of columns: an object, or a list of objects that each name a column."""
    listed = said if isinstance(said, list) else []
    named = [each for each in listed if isinstance(each, dict) and each.get("name")]
    return {str(each["name"]): str(each.get("type")) for each in named} | _words(said)


def _source(said: Any) -> str:
    return ", ".join(map(str, said)) if isinstance(said, list) else str(said or "")


def _view(views: Any) -> View | None:
    said = (views.get("conversation") or views.get("chat")) if isinstance(views, dict) else None
    if not isinstance(said, dict):
        return None
    columns = {
        part: next((str(said[key]) for key in keys if said.get(key)), "") for part, keys in _VIEW_KEYS.items()
    }
    sent = said.get("directionSentValue")
    return View(
        **columns,
        sent="" if sent is None else str(sent).strip(),
        own=str(said.get("sentMessageStaticLabel") or ""),
    )


def fitted(artifact: Artifact, columns: tuple[str, ...]) -> Artifact:
    """The artifact with its view and types as the table really has them; a view without a text or a thread is
    none."""
    places = {_same(column): column for column in columns}
    places |= {_same(label): column for column, label in artifact.labels.items() if column in columns}
    types = {
        places[_same(column)]: kind for column, kind in artifact.types.items() if _same(column) in places
    }
    view = artifact.view
    if view:
        view = replace(view, **{part: places.get(_same(getattr(view, part)), "") for part in _VIEW_KEYS})
        view = view if view.text or view.media else None
    return replace(artifact, types=types, view=view)


def _same(name: str) -> str:
    return sanitised(name).strip("_")
