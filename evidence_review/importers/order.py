"""The importers in the order in which they are asked whether they know a source: the first that does reads
it.

To read a new format, write its module and add its IMPORTER here, with the reason for its place.
"""

from evidence_review.importers import archive_files, housekeeping
from evidence_review.importers.accounts import (
    discord_package,
    skype,
    slack,
    tiktok,
    tinder_and_hinge,
    x_archive,
)
from evidence_review.importers.accounts.meta import importer as meta
from evidence_review.importers.accounts.snapchat import importer as snapchat
from evidence_review.importers.accounts.takeout import importer as takeout
from evidence_review.importers.cards import icalendar_events, vcard
from evidence_review.importers.chats import line_text, rsmf, whatsapp_exporter
from evidence_review.importers.chats.discord import chat as discord_chat
from evidence_review.importers.chats.imessage_export import importer as imessage_export
from evidence_review.importers.chats.signal import (
    backup as signal_backup,
)
from evidence_review.importers.chats.signal import (
    export as signal_export,
)
from evidence_review.importers.chats.signal import (
    pages as signal_pages,
)
from evidence_review.importers.chats.signal import (
    text as signal_text,
)
from evidence_review.importers.chats.telegram import importer as telegram
from evidence_review.importers.chats.whatsapp import importer as whatsapp
from evidence_review.importers.documents import (
    doc,
    html_document,
    plain_text,
    ppt,
    property_lists,
    saved_page,
)
from evidence_review.importers.documents.docx import importer as docx
from evidence_review.importers.documents.odf import importer as odf_text
from evidence_review.importers.documents.pdf import importer as pdf
from evidence_review.importers.documents.rtf import importer as rtf
from evidence_review.importers.documents.slides import importer as slides
from evidence_review.importers.examiners.case_uco import importer as case_uco
from evidence_review.importers.examiners.lava import importer as lava
from evidence_review.importers.examiners.ufdr import importer as ufdr
from evidence_review.importers.mail import email_messages, outlook_msg, tnef_files
from evidence_review.importers.mail.pst import importer as outlook_pst
from evidence_review.importers.media.pictures import importer as pictures
from evidence_review.importers.media.recordings import importer as recordings
from evidence_review.importers.phones import (
    android_contacts,
    android_messages,
    ios_backup,
    ios_calendar,
    ios_calls,
    ios_contacts,
    ios_notes,
    ios_safari,
    ios_whatsapp,
    ios_whatsapp_people,
    vmessage,
)
from evidence_review.importers.phones.android_whatsapp import importer as android_whatsapp
from evidence_review.importers.phones.ios_messages import importer as ios_messages
from evidence_review.importers.phones.sms_backup import importer as sms_backup
from evidence_review.importers.places import geojson
from evidence_review.importers.places.tracks import importer as tracks
from evidence_review.importers.plugin import Importer
from evidence_review.importers.sqlite import sqlite_generic
from evidence_review.importers.tables import tables
from evidence_review.importers.talk import stamped_talk

IMPORTERS: tuple[Importer, ...] = (
    # by the names of its manifest and database: first, since a report holds copies of the files it was made
    # from
    lava.IMPORTER,
    # a zip or folder with report.xml: before any other zip, since a phone report may hold exported chats
    ufdr.IMPORTER,
    # a folder or zip by its list of files: before every reader of a file inside it, and of other zips
    ios_backup.IMPORTER,
    # files known by their first keys, or a folder or zip of them: before WhatsApp and others, whose exports
    # may lie among its files
    takeout.IMPORTER,
    case_uco.IMPORTER,  # JSON-LD that names its ontologies: before every other reader of JSON
    # lines of JSON in its own kinds, or a folder or zip of them: before plain text, which would take the JSON
    signal_backup.IMPORTER,
    # stamped lines that end with two blanks, or a folder or zip of them: before WhatsApp, whose lines may
    # look alike
    signal_export.IMPORTER,
    signal_text.IMPORTER,  # stamped lines with names in angle brackets: before plain text
    signal_pages.IMPORTER,  # HTML with the styles of that program: before any reader of HTML or text
    imessage_export.IMPORTER,  # a page or text by its blocks with stamps: before any reader of HTML or text
    # JSON in its own words, or a folder or zip of it: before plain text, which would take the JSON
    snapchat.IMPORTER,
    # files of messages by their keys or columns: before tables, which would take the CSV, and plain text
    discord_package.IMPORTER,
    discord_chat.IMPORTER,  # JSON that begins with a server and a channel: before plain text
    # JSON in its own sections, or a folder or zip of it: before plain text, which would take the JSON
    tiktok.IMPORTER,
    # files that give a part to the page which shows it, or a folder or zip of them: before plain text, which
    # would take them
    x_archive.IMPORTER,
    # JSON by its first keys, or a folder or zip of it: before plain text, which would take the JSON
    skype.IMPORTER,
    # a list of channels beside days of messages, or one day: before plain text, which would take the JSON
    slack.IMPORTER,
    # JSON in the sections of Tinder or Hinge, or a folder or zip of it: before plain text, which would take
    # the JSON
    tinder_and_hinge.IMPORTER,
    # a first line that names the app: before tables, which would take its columns, and plain text
    line_text.IMPORTER,
    # JSON by its first keys or pages by their title, or a folder or zip of them: before WhatsApp, since its
    # text may lie beside them
    whatsapp_exporter.IMPORTER,
    whatsapp.IMPORTER,  # a zip or text that begins like a chat: before plain text, which would take its .txt
    sms_backup.IMPORTER,  # XML by its first element: before plain text, which would take any XML
    # by its first bytes or a first element `plist`: before plain text, which would take the XML
    property_lists.IMPORTER,
    tracks.IMPORTER,  # XML by its first element: before plain text, which would take any XML
    geojson.IMPORTER,  # JSON by its keys: before plain text, which would take the JSON
    # JSON, a page, a folder or a zip by its first keys or classes: before plain text, which would take a JSON
    # file
    telegram.IMPORTER,
    # JSON by its keys, a page by its classes, a folder or zip of them: before plain text, which would take
    # the JSON
    meta.IMPORTER,
    # by its first line: before e-mail, to which BEGIN:VCARD looks like a header, and before plain text
    vcard.IMPORTER,
    vmessage.IMPORTER,  # by its first line: before e-mail, for the same reason
    icalendar_events.IMPORTER,  # by its first line: before e-mail and plain text, for the same reason
    rsmf.IMPORTER,  # header lines of RSMF, or its zip: before e-mail, which it is too
    # an OLE file with the streams of a message: before any other reader of old Office files
    outlook_msg.IMPORTER,
    outlook_pst.IMPORTER,  # by its first bytes: nothing else begins so
    tnef_files.IMPORTER,  # by its first bytes: nothing else begins so
    pictures.IMPORTER,  # by their first bytes: nothing else begins so
    # by their first bytes, after pictures: HEIC and films both begin with a box named ftyp
    recordings.IMPORTER,
    # header lines of a page saved by a browser: before e-mail, which would take them for a letter's
    saved_page.IMPORTER,
    # header lines at the very start: before PDF, whose mark may stand behind them, and before plain text
    email_messages.IMPORTER,
    ios_messages.IMPORTER,  # a database by its tables: before the general reader of databases
    ios_whatsapp.IMPORTER,  # as for the messages of an iPhone
    ios_whatsapp_people.IMPORTER,  # as for the messages of an iPhone
    ios_calls.IMPORTER,  # as for the messages of an iPhone
    ios_calls.OLD_IMPORTER,  # as for the messages of an iPhone
    ios_calls.WHATSAPP_IMPORTER,  # as for the messages of an iPhone
    ios_calls.VOICEMAIL_IMPORTER,  # as for the messages of an iPhone
    ios_contacts.IMPORTER,  # as for the messages of an iPhone
    ios_notes.IMPORTER,  # as for the messages of an iPhone
    ios_notes.OLD_IMPORTER,  # as for the messages of an iPhone
    ios_calendar.IMPORTER,  # as for the messages of an iPhone
    ios_safari.IMPORTER,  # as for the messages of an iPhone
    android_whatsapp.IMPORTER,  # a database by its tables: before the general reader of databases
    android_messages.IMPORTER,  # a database by its tables: for the same reason
    android_contacts.IMPORTER,  # a database by its tables: for the same reason
    # by its header, which may stand behind other bytes: after the formats that begin with theirs
    pdf.IMPORTER,
    doc.IMPORTER,  # an OLE file with the stream of a Word document: nothing else holds it
    # a zip or XML that names a Word document: after every report in a zip, before plain text, which would
    # take the XML
    docx.IMPORTER,
    sqlite_generic.IMPORTER,  # any SQLite database: after every reader of a database that is known
    ppt.IMPORTER,  # an OLE file with the stream of a presentation
    slides.IMPORTER,  # a zip or XML that says it is a presentation: as for Word
    odf_text.IMPORTER,  # a zip or XML that says it is an OpenDocument text: as for Word
    rtf.IMPORTER,  # by its first characters: before plain text
    # lines that begin with stamp and name: after every chat whose app is known, before tables and plain text
    stamped_talk.IMPORTER,
    # a workbook, or text in even rows of cells: after chats and mails, before any archive and before plain
    # text
    tables.IMPORTER,
    archive_files.IMPORTER,  # any other archive: after every format that is a zip itself
    housekeeping.IMPORTER,  # by its first bytes: before plain text, which would take desktop.ini
    # by its first tags: after every chat or report written as HTML, before plain text
    html_document.IMPORTER,
    plain_text.IMPORTER,  # any readable text: last, since every other text format is also this one
)
