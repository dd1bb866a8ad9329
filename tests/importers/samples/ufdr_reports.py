"""Small Cellebrite reports, built as Physical Analyzer writes them (reference/formats.md 3.1).

Fictional people only.
"""

import hashlib
import zipfile
from pathlib import Path

NS = 'xmlns="http://pa.cellebrite.com/report/2.0"'
PICTURE = b"\xff\xd8\xff\xe0 not really a picture \xff\xd9"


def field(name, value, kind="String"):
    inner = "<empty />" if value is None else f'<value type="{kind}"><![CDATA[{value}]]></value>'
    return f'<field name="{name}" type="{kind}">{inner}</field>'


def stamp(name, text, formatted="", shape="TimeStampKnown"):
    second = f' formattedTimestamp="{formatted}"' if formatted else ""
    return (
        f'<field name="{name}" type="TimeStamp"><value type="TimeStamp" '
        f'format="{shape}"{second}>{text}</value></field>'
    )


def party(identifier, name, owner=None, role="General", number="p"):
    said = "" if owner is None else field("IsPhoneOwner", owner, "Boolean")
    return (
        f'<model type="Party" id="{number}-{identifier}" '
        f'deleted_state="Intact">{field("Identifier", identifier)}{field("Name", name)}'
        f"{field('Role', role)}{said}</model>"
    )


def one(name, model, kind="Party"):
    return f'<modelField name="{name}" type="{kind}">{model or "<empty />"}</modelField>'


def many(name, *models, kind="Party"):
    return f'<multiModelField name="{name}" type="{kind}">{"".join(models)}</multiModelField>'


def message(number, body, sender=None, inner="", deleted="Intact", when="2024-03-17T22:15:30.123+01:00"):
    return (
        f'<model type="InstantMessage" id="m{number}" deleted_state="{deleted}" '
        f'decoding_confidence="High" isrelated="False" source_index="{number}" extractionId="0">'
        f"{field('Source', 'WhatsApp')}{field('Body', body)}"
        f"{stamp('TimeStamp', when, when[:19] + when[-6:])}{one('From', sender)}"
        f"{field('Subject', None)}{inner}</model>"
    )


def chat(number, *messages, people=(), before="", after=""):
    return (
        f'<model type="Chat" id="c{number}" '
        f'deleted_state="Intact">{field("Source", "WhatsApp")}{field("Id", f"chat-{number}")}'
        f"{before}"
        f"{many('Participants', *people)}{many('Messages', *messages, kind='InstantMessage')}{after}</model>"
    )


def of_type(kind, *models):
    return f'<modelType type="{kind}">{"".join(models)}</modelType>'


def tagged(number, local_path, data, path="/sdcard/x.jpg", with_hashes=True):
    hashes = (
        (
            f'<item name="MD5"><![CDATA[{hashlib.md5(data).hexdigest().upper()}]]></item><item '
            f'name="SHA256"><![CDATA[{hashlib.sha256(data).hexdigest()}]]></item>'
        )
        if with_hashes
        else ""
    )
    return (
        f'<file fs="Data" fsid="f" path="{path}" size="{len(data)}" id="{number}" extractionId="0" '
        f'deleted="Intact" embedded="false" isrelated="False">'
        f'<accessInfo><timestamp name="CreationTime">2024-01-01T00:00:00+00:00</'
        f'timestamp><timestamp name="DeletedTime" /></accessInfo>'
        f'<metadata section="File"><item name="Local '
        f'Path"><![CDATA[{local_path}]]></item>{hashes}</metadata></file>'
    )


def report(
    decoded="",
    files="",
    before="",
    after="",
    root=f'{NS} id="r1" name="Report" reportVersion="8.5" extractionType="Full" NodeCount="1" ModelCount="3"',
):
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<project {root}>{before}'
        f"<taggedFiles>{files}</taggedFiles><decodedData>{decoded}</decodedData>{after}</project>"
    ).encode()


def ufdr(path: Path, xml: bytes, members=()) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("report.xml", xml)
        for name, data in members:
            archive.writestr(name, data)
    return path
