"""One file for each place where a name can hide in a medium that is no PDF (reference/safety.md 1.7), made in
code.

Everyone in them is fictional.

`CHANNELS[medium]` maps a label to a function that gives (file name, bytes); the name SECRET stands in each
exactly where the label says.
"""

import base64
import bz2
import gzip
import io
import json
import tarfile
import zipfile
from email.message import EmailMessage

import py7zr
from media_office import (
    BOOK,
    DOCUMENTS,
    FIRST,
    LAST,
    PLAIN,
    SECRET,
    SLIDES,
    WORD,
    cell,
    picture,
    png_texts,
    saved,
    xlsx,
    zipped,
)
from PIL import Image, TiffImagePlugin


def exif(**tags):
    data = Image.Exif()
    for tag, value in tags.items():
        data[int(tag[1:], 16)] = value
    return data


def _gps():
    data = Image.Exif()
    data.get_ifd(0x8825)[29] = SECRET
    return data


def letter(change=lambda message: None, body=PLAIN):
    message = EmailMessage()
    message["From"], message["To"], message["Date"], message["Subject"] = (
        "a@example.org",
        "b@example.org",
        "Mon, 3 Mar 2025 10:00:00 +0000",
        "Mill",
    )
    message.set_content(body)
    change(message)
    return "letter.eml", message.as_bytes()


def header(name, value):
    return lambda message: message.__setitem__(name, value)


def html_twin(page):
    return lambda message: message.add_alternative(page, subtype="html")


def attach(data, name, kind="application/octet-stream"):
    def change(message):
        main, _, sub = kind.partition("/")
        message.add_attachment(data, maintype=main, subtype=sub, filename=name)

    return change


def _inner(message):
    inner = EmailMessage()
    inner["Subject"], inner["From"] = SECRET, "c@example.org"
    inner.set_content("inside")
    message.add_attachment(inner)


def page(body, head=""):
    return "page.html", f"<html><head>{head}</head><body><p>{PLAIN}</p>{body}</body></html>".encode()


def vcf(*lines):
    return "card.vcf", "\r\n".join(
        ["BEGIN:VCARD", "VERSION:3.0", "FN:Ann Example", *lines, "END:VCARD", ""]
    ).encode()


def ics(*lines):
    event = ["BEGIN:VEVENT", "UID:1", "DTSTART:20250303T100000Z", "SUMMARY:Walk", *lines, "END:VEVENT"]
    return "days.ics", "\r\n".join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *event, "END:VCALENDAR", ""]
    ).encode()


def archive(parts, comment=b""):
    return "many.zip", zipped(parts, comment)


def _tar(name="note.txt", body=PLAIN, **facts):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as pack:
        entry = tarfile.TarInfo(name)
        entry.size = len(body)
        for key, value in facts.items():
            setattr(entry, key, value)
        pack.addfile(entry, io.BytesIO(body.encode()))
    return out.getvalue()


def _seven():
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w") as pack:
        pack.writestr(SECRET.encode(), "Quillfeather.txt")
    return out.getvalue()


def _extra():
    entry = zipfile.ZipInfo("note.txt")
    entry.extra = b"\x99\x99" + len(SECRET).to_bytes(2, "little") + SECRET.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        pack.writestr(entry, PLAIN)
    return out.getvalue()


def _unlisted():
    """A member that the list of the archive no longer names."""
    first = zipped({"old.txt": f"{SECRET} " * 20})
    return first[: first.find(b"PK\x01\x02")] + zipped({"note.txt": PLAIN})


def _jpeg_thumbnail():
    small = saved(picture(), "JPEG", comment=SECRET.encode())
    data = saved(picture("mill"), "JPEG")
    tail = b"Exif\0\0" + exif(x010F="Maker").tobytes()[6:] + small
    return data[:2] + b"\xff\xe1" + (len(tail) + 2).to_bytes(2, "big") + tail + data[2:]


def _tiff(**tags):
    facts = TiffImagePlugin.ImageFileDirectory_v2()
    for tag, value in tags.items():
        facts[int(tag[1:])] = value
    return saved(picture("mill"), "TIFF", tiffinfo=facts)


MAIL = {
    "subject": lambda: letter(lambda m: m.replace_header("Subject", SECRET)),
    "subject in encoded words": lambda: letter(lambda m: m.replace_header("Subject", f"{SECRET} café")),
    "sender": lambda: letter(lambda m: m.replace_header("From", f"{SECRET} <iq@example.org>")),
    "address": lambda: letter(lambda m: m.replace_header("To", "imogen.quillfeather@example.org")),
    "blind copy": lambda: letter(header("Bcc", f"{SECRET} <x@example.org>")),
    "Received": lambda: letter(header("Received", "from quillfeather-pc (10.0.0.1)")),
    "Message-ID": lambda: letter(header("Message-ID", "<1.quillfeather@example.org>")),
    "Thread-Topic": lambda: letter(header("Thread-Topic", SECRET)),
    "X header": lambda: letter(header("X-Sender", SECRET)),
    "body": lambda: letter(body=f"Dear {SECRET},\n"),
    "UTF-7 body": lambda: ("letter.eml", letter(body="Dear Imogen +AFE-uillfeather")[1].replace(b'charset="utf-8"', b'charset="utf-7"')),
    "quoted history": lambda: letter(body=f"Yes.\n\n> On Monday {FIRST}\n> {LAST} wrote:\n> no\n"),
    "quoted-printable body": lambda: letter(lambda m: m.set_content(f"{'é ' * 30} Imogen Quillfeather {'é ' * 40}", cte="quoted-printable")),
    "base64 body": lambda: letter(lambda m: m.set_content(f"Dear {SECRET}", cte="base64")),
    "HTML twin": lambda: letter(html_twin(f"<p>{PLAIN} Imogen Quill<b>feather</b></p>")),
    "hidden part of the HTML": lambda: letter(html_twin(f'<p>{PLAIN}</p><p style="display:none">{SECRET}</p>')),
    "text attachment": lambda: letter(attach(SECRET.encode(), "note.txt", "text/plain")),
    "name of an attachment": lambda: letter(attach(PLAIN.encode(), "Quillfeather.txt", "text/plain")),
    "workbook attached": lambda: letter(attach(xlsx(cell(SECRET))[1], "book.xlsx")),
    "picture with words attached": lambda: letter(attach(saved(picture(SECRET, (600, 80)), "PNG"), "scan.png", "image/png")),
    "zip in a zip attached": lambda: letter(attach(zipped({"in.zip": zipped({"note.txt": SECRET})}), "many.zip")),
    "letter attached": lambda: letter(_inner),
    "before the parts": lambda: ("letter.eml", letter(attach(b"x", "x.txt", "text/plain"))[1].replace(b"\n--=", f"\n{SECRET}\n--=".encode(), 1)),
    "boundary": lambda: ("letter.eml", letter(attach(b"x", "x.txt", "text/plain"))[1].replace(b"===============", b"==Quillfeather==")),
    "calendar attached": lambda: letter(attach(ics(f"ATTENDEE;CN={SECRET}:mailto:x@example.org")[1], "days.ics", "text/calendar")),
    "mailbox": lambda: ("box.mbox", b"From a@example.org Mon Mar  3 10:00:00 2025\n" + letter()[1] + b"\nFrom b@example.org Mon Mar  3 10:00:00 2025\n" + letter(body=f"Dear {SECRET}")[1]),
}  # fmt: skip

PAGES = {
    "split by tags": lambda: page("<p>Imogen Quill<i>feat</i>her</p>"),
    "entities": lambda: page("<p>Imogen &#81;uillfeather</p>"),
    "comment": lambda: page(f"<!-- {SECRET} -->"),
    "script": lambda: page(f"<script>var who = '{SECRET}';</script>"),
    "display none": lambda: page(f'<div style="display: none">{SECRET}</div>'),
    "white words": lambda: page(f'<span style="color:#fff">{SECRET}</span>'),
    "title": lambda: page("", f"<title>{SECRET}</title>"),
    "meta": lambda: page("", f'<meta name="author" content="{SECRET}">'),
    "alternative text": lambda: page(f'<img alt="{SECRET}" src="x.png">'),
    "pointing text": lambda: page(f'<span title="{SECRET}">here</span>'),
    "address": lambda: page('<a href="mailto:quillfeather@example.org">mail</a>'),
    "hidden field": lambda: page(f'<input type="hidden" name="who" value="{SECRET}">'),
    "data attribute": lambda: page(f'<p data-who="{SECRET}">x</p>'),
    "picture in base64": lambda: page(f'<img src="data:text/plain;base64,{base64.b64encode(f"{SECRET} and no more".encode()).decode()}">'),
    "class name": lambda: page('<p class="quillfeather">x</p>'),
    "template": lambda: page(f"<template>{SECRET}</template>"),
}  # fmt: skip

TEXTS = {
    "plain": lambda: ("note.txt", f"Ring {SECRET}".encode()),
    "two bytes a letter without a mark": lambda: ("note.txt", f"Ring {SECRET} today".encode("utf-16-le")),
    "soft hyphen": lambda: ("note.txt", "Imogen Quill\u00adfeather".encode()),
    "zero width": lambda: ("note.txt", "Imogen Quill\u200bfeather".encode()),
    "line break": lambda: ("note.txt", b"Imogen Quill-\nfeather"),
    "reversed": lambda: ("note.txt", b"Quillfeather, Imogen"),
    "look-alike": lambda: ("note.txt", "Im\u043egen Quillfe\u0430ther".encode()),
    "JSON escapes": lambda: ("chat.json", json.dumps({"from": "x"}).replace("x", "\\u0049mogen \\u0051uillfeather").encode()),
    "JSON key": lambda: ("chat.json", json.dumps({SECRET: 1}).encode()),
    "JSON lines": lambda: ("chat.jsonl", b'{"a": 1}\n' + json.dumps({"who": [SECRET]}).encode() + b"\n"),
    "JSON base64": lambda: ("chat.json", json.dumps({"file": base64.b64encode((f"{SECRET} " * 20).encode()).decode()}).encode()),
    "markdown": lambda: ("note.md", f"# {SECRET}\n\n[x](mailto:quillfeather@example.org)\n".encode()),
    "card name": lambda: vcf(f"N:{LAST};{FIRST};;;"),
    "card folded": lambda: vcf("NOTE:met Imogen Quillf", " eather"),
    "card quoted-printable": lambda: vcf("NOTE;ENCODING=QUOTED-PRINTABLE:Imogen Quill=", "feather=0Aagain"),
    "card escapes": lambda: vcf("NOTE:x\\nQuillfeather\\, y"),
    "card photo": lambda: vcf("PHOTO;ENCODING=b;TYPE=JPEG:" + base64.b64encode(saved(picture(), "JPEG", comment=SECRET.encode())).decode()),
    "card X": lambda: vcf(f"X-SPOUSE:{SECRET}"),
    "calendar person": lambda: ics(f'ATTENDEE;CN="{SECRET}":mailto:x@example.org'),
    "calendar folded": lambda: ics("DESCRIPTION:Imogen Quillf", " eather"),
    "calendar alarm": lambda: ics("BEGIN:VALARM", f"DESCRIPTION:{SECRET}", "END:VALARM"),
    "calendar file": lambda: ics("ATTACH;ENCODING=BASE64;VALUE=BINARY:" + base64.b64encode(f"{SECRET} notes".encode()).decode()),
}  # fmt: skip

ARCHIVES = {
    "file": lambda: archive({"note.txt": SECRET, "other.txt": PLAIN}),
    "name": lambda: archive({"Quillfeather.txt": PLAIN}),
    "folder": lambda: archive({"Quillfeather/note.txt": PLAIN}),
    "comment": lambda: archive({"note.txt": PLAIN}, SECRET.encode()),
    "extra field": lambda: ("many.zip", _extra()),
    "no longer listed": lambda: ("many.zip", _unlisted()),
    "behind the end": lambda: ("many.zip", zipped({"note.txt": PLAIN}) + SECRET.encode()),
    "zip in a zip": lambda: archive({"in.zip": zipped({"deep.zip": zipped({"note.txt": SECRET})}), "note.txt": PLAIN}),
    "tar": lambda: ("many.tar", _tar(body=SECRET)),
    "tar name": lambda: ("many.tar", _tar("Quillfeather.txt")),
    "tar owner": lambda: ("many.tar", _tar(uname="quillfeather")),
    "tar.gz": lambda: ("many.tgz", gzip.compress(_tar(body=SECRET), mtime=0)),
    "gz name": lambda: ("note.gz", gzip.compress(PLAIN.encode(), mtime=0)[:3] + b"\x08" + gzip.compress(b"", mtime=0)[4:10] + b"Quillfeather.txt\0" + gzip.compress(PLAIN.encode(), mtime=0)[10:]),
    "7-Zip": lambda: ("many.7z", _seven()),
    "bz2": lambda: ("many.bz2", bz2.compress(_tar(body=SECRET))),
    "workbook inside": lambda: archive({"book.xlsx": xlsx(cell(SECRET))[1]}),
    "mail inside": lambda: archive({"a.eml": letter(body=f"Dear {SECRET}")[1]}),
    "picture inside": lambda: archive({"a.jpg": saved(picture("mill"), "JPEG", comment=SECRET.encode())}),
}  # fmt: skip

PICTURES = {
    "words in pixels": lambda: ("scan.png", saved(picture(SECRET, (600, 80)), "PNG")),
    "JPEG comment": lambda: ("p.jpg", saved(picture("mill"), "JPEG", comment=SECRET.encode())),
    "EXIF artist": lambda: ("p.jpg", saved(picture("mill"), "JPEG", exif=exif(x013B=SECRET))),
    "EXIF title in UTF-16": lambda: ("p.jpg", saved(picture("mill"), "JPEG", exif=exif(x9C9B=SECRET.encode("utf-16-le")))),
    "EXIF GPS": lambda: ("p.jpg", saved(picture("mill"), "JPEG", exif=_gps())),
    "XMP": lambda: ("p.jpg", saved(picture("mill"), "JPEG", xmp=f"<x:xmpmeta>{SECRET}</x:xmpmeta>".encode())),
    "thumbnail": lambda: ("p.jpg", _jpeg_thumbnail()),
    "tail of a JPEG": lambda: ("p.jpg", saved(picture("mill"), "JPEG") + SECRET.encode()),
    "tail of a PNG": lambda: ("p.png", saved(picture("mill"), "PNG") + SECRET.encode()),
    "PNG text": lambda: ("p.png", png_texts(Author=(SECRET, False))),
    "PNG packed text": lambda: ("p.png", png_texts(Author=(SECRET, True))),
    "GIF comment": lambda: ("p.gif", saved(picture("mill").convert("P"), "GIF", comment=SECRET.encode())),
    "second frame of a GIF": lambda: ("p.gif", saved(picture("mill").convert("P"), "GIF", save_all=True, append_images=[picture("mill two").convert("P")], comment=SECRET.encode())),
    "second page of a TIFF": lambda: ("p.tiff", saved(picture("mill"), "TIFF", save_all=True, append_images=[picture(SECRET, (600, 80))], description=SECRET)),
    "TIFF description": lambda: ("p.tiff", _tiff(t270=SECRET)),
    "WebP EXIF": lambda: ("p.webp", saved(picture("mill"), "WEBP", exif=exif(x013B=SECRET))),
}  # fmt: skip

CHANNELS = {"word": WORD, "book": BOOK, "documents": DOCUMENTS, "slides": SLIDES, "mail": MAIL, "pages": PAGES, "texts": TEXTS, "archives": ARCHIVES, "pictures": PICTURES}  # fmt: skip
ENDINGS = {
    ".docx": ".docx",
    ".pptx": ".pdf",
    ".odt": ".odt",
    ".jpg": ".jpg",
    ".tar": ".zip",
    ".tgz": ".zip",
    ".gz": ".zip",
    ".bz2": ".zip",
    ".7z": ".zip",
    ".gif": ".png",
    ".tiff": ".png",
    ".webp": ".png",
}
