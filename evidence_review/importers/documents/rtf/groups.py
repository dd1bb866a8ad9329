"""The groups of an RTF document whose words are no part of its running text, and what becomes of each at its
end."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from evidence_review.domain.evidence import Item
from evidence_review.domain.kinds import ItemKind
from evidence_review.domain.people import Party
from evidence_review.importers.plugin import attach
from evidence_review.importers.text.long_values import bounded

if TYPE_CHECKING:
    from evidence_review.importers.documents.rtf.words import Buffer, Rtf, State

SILENT = frozenset(
    (
        "colortbl", "filetbl", "stylesheet", "listtable", "listoverridetable", "rsidtbl", "nonshppict", "nonesttables", "nosupfldrslt", "bkmkstart",
        "bkmkend", "themedata", "colorschememapping", "datastore", "latentstyles", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn",
        "falt", "panose", "fontemb", "objname", "objsect", "objalias", "listname", "pnseclvl", "sp", "picprop", "blipuid",
        "fldtype", "passwordhash", "xmlnstbl", "mmathPr", "wgrffmtfilter", "protusertbl", "template", "shprslt", "pgdsctbl",
        "upr", "atrfstart", "atrfend", "atnref", "atnicn", "xmlattrname", "xmlattrvalue", "defchp", "defpap", "background", "datafield",
    )
)  # fmt: skip
"""Groups that hold no words. `shprslt` says a shape's words a second time."""
KEPT = frozenset(
    (
        "footnote", "annotation", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "pict", "objdata", "fldinst",
        "info", "fonttbl", "revtbl", "userprops", "docvar", "atnid", "atnauthor", "atndate", "atnparent", "xe", "tc", "tcn", "shptxt", "dptxbxtext", "formfield", "ffl", "objclass",
    )
)  # fmt: skip
"""Groups whose words are no part of the running text."""
READ = frozenset(
    (
        "shppict",
        "shpinst",
        "shp",
        "ud",
        "nesttableprops",
        "result",
        "fldrslt",
        "field",
        "object",
        "pnseclvltext",
        "wptools",
        "do",
    )
)
APART = frozenset(("info", "userprops"))
"""Groups of groups, each of which says one thing of the file."""
_PICTURES = {
    "pngblip": "png",
    "jpegblip": "jpg",
    "emfblip": "emf",
    "wmetafile": "wmf",
    "macpict": "pict",
    "dibitmap": "dib",
    "wbitmap": "bmp",
}


def _note(rtf: "Rtf", buffer: "Buffer", state: "State") -> None:
    kind = "endnote" if "ftnalt" in buffer.said else "footnote"
    rtf.notes += 1
    words = buffer.text().strip()
    rtf.say(f"[{kind} {rtf.notes}]")
    state.into.after.append(f"[{kind} {rtf.notes}] {words}\n")


def _box(_rtf: "Rtf", buffer: "Buffer", state: "State") -> None:
    words = buffer.text().replace("\f", "").strip("\n")
    if words.strip():
        state.into.after.append(words + "\n")


def _margin(rtf: "Rtf", buffer: "Buffer", _: "State") -> None:
    rtf.margins.append((buffer.kind[:6], buffer.text().replace("\f", "").strip("\n")))


def _picture(rtf: "Rtf", buffer: "Buffer", _: "State") -> None:
    data = _unhexed(buffer.data)
    if data:
        ending = next((each for word, each in _PICTURES.items() if word in buffer.said), "bin")
        rtf.told["pictures"] = number = str(int(rtf.told.get("pictures", "0")) + 1)
        rtf.say(rtf.marks.put(attach(f"picture {number}.{ending}", [data], f"picture {number}")))


def _object(rtf: "Rtf", buffer: "Buffer", _: "State") -> None:
    data = _unhexed(buffer.data)
    if data:
        name = f"file inside {len(rtf.inside) + 1}"
        rtf.inside.append(name)
        made = rtf.marks.put(attach(f"{name}.bin", [data], name))
        kind = rtf.told.pop("objclass", "")
        rtf.say(made + (rtf.marks.put(("file inside", kind)) if kind else ""))


def _unhexed(data: bytearray) -> bytes:
    digits = re.sub(rb"[^0-9A-Fa-f]", b"", bytes(data))
    return bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))


def _comment(rtf: "Rtf", buffer: "Buffer", _: "State") -> None:
    author, initials = rtf.told.pop("atnauthor", ""), rtf.told.pop("atnid", "")
    number = len(rtf.comments) + 1
    item = Item(
        f"comment {number}", ItemKind.RECORD, buffer.text().strip("\n"), "comment", sender=Party(None, author or initials) if author or initials else None,
        extra=tuple((key, value) for key, value in (("what", "comment"), ("initials", initials), ("date", buffer.told.get("atndate", ""))) if value),
    )  # fmt: skip
    rtf.comments.append(item)
    rtf.say(rtf.marks.put(item))


def _kept(rtf: "Rtf", buffer: "Buffer", _: "State") -> None:
    rtf.told[buffer.kind] = buffer.text().strip()


def _part(_rtf: "Rtf", buffer: "Buffer", state: "State") -> None:
    """Told to the group around it; of a list's entries, one after the other."""
    before = state.into.told.get(buffer.kind)
    words = buffer.text().strip()
    state.into.told[buffer.kind] = words if before is None else f"{before}\n{words}"


def _instruction(_rtf: "Rtf", buffer: "Buffer", state: "State") -> None:
    if state.field is not None:
        state.field.instruction += buffer.text()


def _form(_rtf: "Rtf", buffer: "Buffer", state: "State") -> None:
    """What a form's field is set to: 25 stands for what it was set to at first."""
    said = buffer.said
    value = said.get("ffres", 25)
    value = said.get("ffdefres", 0) if value == 25 else value
    entries = buffer.told.get("ffl", "").split("\n")
    if state.field is not None and said.get("fftype") == 1:
        state.field.form = "[x]" if value else "[ ]"
    elif state.field is not None and said.get("fftype") == 2 and 0 <= value < len(entries):
        state.field.form = entries[value]


def _about(rtf: "Rtf", buffer: "Buffer", _: "State") -> None:
    """What the file says of itself."""
    kind, _slash, name = buffer.kind.partition("/")
    words, time = buffer.text().strip(), buffer.said
    if "yr" in time:
        words = (
            f"{time['yr']:04}-{time.get('mo', 0):02}-{time.get('dy', 0):02} "
            f"{time.get('hr', 0):02}:{time.get('min', 0):02}"
        )
    if name == "propname":
        rtf.told[name] = words
    elif name and words:
        rtf.said.append(
            (f"file says/{rtf.told.pop('propname', name) if kind == 'userprops' else name}", bounded(words))
        )
    if not name and "nofpages" in buffer.said:
        rtf.pages = buffer.said["nofpages"]


def _entry(rtf: "Rtf", buffer: "Buffer", _: "State") -> None:
    words = buffer.text().strip()
    if words:
        rtf.say(rtf.marks.put(({"docvar": "document variable"}.get(buffer.kind, "index entry"), words)))


def _authors(rtf: "Rtf", buffer: "Buffer", _: "State") -> None:
    rtf.authors = buffer.text().split(";")


CLOSED: dict[str, Callable[["Rtf", "Buffer", "State"], None]] = {
    "footnote": _note,
    "annotation": _comment,
    "shptxt": _box,
    "dptxbxtext": _box,
    "pict": _picture,
    "objdata": _object,
    "objclass": _kept,
    "atnid": _kept,
    "atnauthor": _kept,
    "atndate": _part,
    "atnparent": _part,
    "ffl": _part,
    "fldinst": _instruction,
    "formfield": _form,
    "info": _about,
    "userprops": _about,
    "revtbl": _authors,
    "xe": _entry,
    "tc": _entry,
    "tcn": _entry,
    "docvar": _entry,
} | dict.fromkeys(
    ("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"), _margin
)
"""What becomes of a group at its end, by the word that opened it."""
