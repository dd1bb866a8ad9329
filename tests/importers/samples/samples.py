"""One small, whole sample for each importer, built in code. Fictional people only."""

import base64
import io
import json
import mailbox
import zipfile
from email.message import EmailMessage

import account_samples
import android_databases
import calendar_samples
import case_uco_samples
import discord_page_samples
import discord_samples
import doc_samples
import docx_samples
import html_samples
import imessage_export_samples
import ios_backups
import ios_databases
import lava_samples
import meta_samples
import odf_samples
import outlook_samples
import picture_samples
import ppt_samples
import pst_samples
import recording_samples
import rtf_samples
import signal_samples
import slides_samples
import snapchat_samples
import tables_samples
import tables_xml_samples
import takeout_samples
import telegram_samples
import track_samples
import ufdr_reports
import vcard_samples
import voice_samples

PICTURE = b"\xff\xd8\xff\xe0 not really a picture \xff\xd9"

CHAT_IOS = (
    "[05/01/2025, 15:21:33] Allotment Club: \u200eMessages and calls are end-to-end encrypted.\r\n"
    "[05/01/2025, 15:22:00] Ann Example: See you at 6: usual place\r\nBring the key\r\n"
    "\u200e[13/01/2025, 08:00:00] \u202a+44 7700 900123\u202c: \u200e<attached: "
    "00000003-PHOTO-2025-01-13-08-00-00.jpg>\r\n"
    "\u200e[13/01/2025, 08:01:00] Ann Example: \u200eimage omitted\r\n"
    "[14/01/2025, 09:00:00] ~\u202fBo: \u200eThis message was deleted.\r\n"
).encode()

CHAT_ANDROID = (
    "05/01/2025, 15:21 - Messages and calls are end-to-end encrypted. No one outside of this chat "
    "can read them.\n"
    "05/01/2025, 15:22 - Ann Example: Hello\n"
    "13/01/2025, 08:00 - Bo - Work: \u200eIMG-20250113-WA0001.jpg (file attached)\nThe shed\n"
    "13/01/2025, 08:05 - Ann Example: <Media omitted>\n"
    '14/01/2025, 09:00 - Ann Example changed the subject from "Plan: A" to "Plan: B"\n'
).encode()

SMS = (
    "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<!--File Created By SMS Backup & Restore-->\n"
    '<smses count="4" backup_set="x" backup_date="1736000000000" type="full">\n'
    '  <sms protocol="0" address="+447700900123" date="1736090493000" type="1" subject="null" '
    'body="Hi &#55357;&#56832; &amp; bye" toa="null" '
    'service_center="null" read="1" status="-1" locked="0" date_sent="1736090492000" '
    'readable_date="5 Jan 2025 15:21:33" contact_name="Bo" />\n'
    '  <sms protocol="0" address="07700 900123" date="1736090500000" type="3" body="never sent" '
    'contact_name="(Unknown)" />\n'
    '  <mms date="1736090600000" msg_box="1" address="+447700900123~+447700900124" '
    'contact_name="Bo, Cy" m_type="132"><parts>'
    '<part seq="-1" ct="application/smil" name="null" text="&lt;smil/&gt;" /><part seq="0" '
    'ct="text/plain" text="Group words" />'
    f'<part seq="1" ct="image/jpeg" name="null" cl="shed.jpg" text="null" '
    f'data="{base64.b64encode(PICTURE).decode()}" />'
    '</parts><addrs><addr address="+447700900124" type="137" charset="106" /><addr '
    'address="insert-address-token" type="151" charset="106" />'
    '<addr address="+447700900123" type="151" charset="106" /></addrs></mms>\n'
    '  <mms date="1736090700000" msg_box="2" address="+447700900123" contact_name="Bo" m_type="128"><parts>'
    '<part seq="0" ct="image/jpeg" cl="broken.jpg" data="@@@" /></parts><addrs /></mms>\n</smses>\n'
).encode()

CALLS = (
    b'<?xml version="1.0" encoding="UTF-8"?><calls count="2"><call number="07700900123" '
    b'duration="12" date="1736090493000" type="1" '
    b'presentation="1" contact_name="Bo" /><call number="-2" duration="0" date="1736090493001" '
    b'type="3" presentation="2" /></calls>'
)

TEXT = (
    "Statement of Ann Example\n\n"
    + "I live near the allotment. " * 200
    + "\n\n"
    + "It was raining. " * 150
    + "\f\fLast page.\n"
).encode()


VMESSAGE = (
    b"BEGIN:VMSG\r\nVERSION:1.1\r\nX-IRMC-BOX:INBOX\r\nBEGIN:VCARD\r\nVERSION:2.1\r\nFN:Tom "
    b"Field\r\nTEL:+447700900123\r\nEND:VCARD\r\nBEGIN:VENV\r\nBEGIN:VBODY\r\n"
    b"Date:2018/01/29 13:14:17\r\nText;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Are you "
    b"=\r\nthere=3F\r\nEND:VBODY\r\nEND:VENV\r\nEND:VMSG\r\n"
    b"BEGIN:VMSG\r\nVERSION:1.1\r\nBEGIN:VCARD\r\nTEL:+447700900124\r\nEND:VCARD\r\nBEGIN:VBODY\r\nX-BOX:SENDBOX\r\nDate:2018/01/30 09:00:00\r\nSubject:On my way\r\nEND:VBODY\r\nEND:VMSG\r\n"
)
"""Two texts of phones as vMessage, one received and one sent."""


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2025, 1, 20, 12, 0, 0)), data)
    return out.getvalue()


def chat_zip() -> bytes:
    return zipped(
        **{
            "_chat.txt": CHAT_IOS,
            "00000003-PHOTO-2025-01-13-08-00-00.jpg": PICTURE,
            "unnamed.pdf": b"%PDF-1.4 nothing",
        }
    )


def pdf() -> bytes:
    import pymupdf

    document = pymupdf.open()
    for words in ("Ann Example, 07700 900123", "Second page"):
        document.new_page().insert_text((72, 72), words)
    return document.tobytes(no_new_id=True)


def eml() -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = (
        "Ann Example <ann@example.org>",
        "bo@example.org",
        "Shed",
    )
    message["Date"], message["Message-ID"] = "Sun, 05 Jan 2025 15:21:33 +0000", "<1@example.org>"
    message.set_content("See you at six.\n")
    message.add_attachment(b"plan", maintype="application", subtype="octet-stream", filename="plan.bin")
    return message.as_bytes()


def mbox(folder) -> bytes:
    box = mailbox.mbox(folder / "made.mbox")
    box.add(eml())
    box.add(eml().replace(b"<1@", b"<2@"))
    box.close()
    return (folder / "made.mbox").read_bytes()


def ufdr() -> bytes:
    body = ufdr_reports.of_type(
        "Chat", ufdr_reports.chat(1, ufdr_reports.message(1, "Hello"), ufdr_reports.message(2, "Bye"))
    )
    return zipped(**{"report.xml": ufdr_reports.report(body)})


def whole() -> dict[str, tuple[str, bytes]]:
    """File name and bytes of each sample, by a short name; the importer that must choose it is told by the
    name's first word."""
    return {
        "ufdr zip": ("phone.ufdr", ufdr()),
        "whatsapp ios": ("_chat.txt", CHAT_IOS),
        "whatsapp android": ("WhatsApp Chat with Bo - Work.txt", CHAT_ANDROID),
        "whatsapp zip": ("WhatsApp Chat - Allotment Club.zip", chat_zip()),
        "sms messages": ("sms-20250105.xml", SMS),
        "sms calls": ("calls-20250105.xml", CALLS),
        "archive zip": (
            "disc.zip",
            zipped(**{"chats/_chat.txt": CHAT_IOS, "sms/backup.xml": SMS, "sms/note.txt": TEXT}),
        ),
        "folder settings": (".DS_Store", b"\x00\x00\x00\x01Bud1" + bytes(60)),
        "pdf plain": ("letter.pdf", pdf()),
        "outlook msg": ("mail.msg", outlook_samples.msg()),
        "mailbox pst": ("mail.pst", pst_samples.pst()),
        "winmail dat": ("winmail.dat", outlook_samples.tnef(people=[outlook_samples.BO])),
        "rsmf mail": ("chat.rsmf", outlook_samples.rsmf()),
        "rsmf zip": ("rsmf.zip", outlook_samples.rsmf_zip(**{"A1.bin": b"plan"})),
        "email eml": ("mail.eml", eml()),
        "word docx": ("letter.docx", docx_samples.letter()),
        "rich rtf": ("letter.rtf", rtf_samples.letter()),
        "opendocument odt": ("letter.odt", odf_samples.letter()),
        "imessage database": ("sms.db", ios_databases.data(ios_databases.messages(), ios_databases.MESSAGES)),
        "imexporter html": ("+447700900124.html", imessage_export_samples.HTML),
        "imexporter txt": ("+447700900124.txt", imessage_export_samples.TEXT),
        "chatstorage whole": (
            "ChatStorage.sqlite",
            ios_databases.data(ios_databases.chat_storage(), ios_databases.CHAT_STORAGE),
        ),
        "contactsv2 whole": (
            "ContactsV2.sqlite",
            ios_databases.data(
                {"ZWAADDRESSBOOKCONTACT": [{"ZFULLNAME": "Bo", "ZWHATSAPPID": ios_databases.BO_JID}]},
                ios_databases.CONTACTS_V2,
            ),
        ),
        "storedata calls": (
            "CallHistory.storedata",
            ios_databases.data(ios_databases.calls(), ios_databases.CALLS),
        ),
        "callhistory old": (
            "call_history.db",
            ios_databases.data(ios_databases.old_calls(), ios_databases.OLD_CALLS),
        ),
        "wacalls whole": (
            "CallHistory.sqlite",
            ios_databases.data(ios_databases.whatsapp_calls(), ios_databases.WHATSAPP_CALLS),
        ),
        "voicemail whole": (
            "voicemail.db",
            ios_databases.data(ios_databases.voicemails(), ios_databases.VOICEMAIL),
        ),
        "addressbook whole": (
            "AddressBook.sqlitedb",
            ios_databases.data(ios_databases.address_book(), ios_databases.ADDRESS_BOOK),
        ),
        "notestore whole": (
            "NoteStore.sqlite",
            ios_databases.data(ios_databases.notes(), ios_databases.NOTE_STORE),
        ),
        "oldnotes whole": (
            "notes.sqlite",
            ios_databases.data(ios_databases.old_notes(), ios_databases.OLD_NOTES),
        ),
        "ioscalendar whole": (
            "Calendar.sqlitedb",
            ios_databases.data(ios_databases.calendar(), ios_databases.CALENDAR),
        ),
        "safari whole": ("History.db", ios_databases.data(ios_databases.safari(), ios_databases.SAFARI)),
        "iosbackup zip": ("backup.zip", ios_backups.zipped(ios_backups.backup(ios_backups.small_backup()))),
        **picture_samples.whole(),
        **recording_samples.whole(),
        "web html": ("page.html", html_samples.PAGE.encode()),
        "saved mhtml": ("page.mht", html_samples.MHTML),
        "slides ppt": ("talk.ppt", ppt_samples.ppt()),
        "slides pptx": ("talk.pptx", slides_samples.pptx()),
        "slides odp": ("talk.odp", slides_samples.odp()),
        "oldword doc": ("letter.doc", doc_samples.letter()),
        "text plain": ("statement.txt", TEXT),
        **telegram_samples.WHOLE,
        **track_samples.WHOLE,
        "geojson": ("walk.geojson", track_samples.GEOJSON),
        **meta_samples.WHOLE,
        "vcard old": ("contacts.vcf", vcard_samples.OLD),
        "vcard new": ("contacts.vcf", vcard_samples.NEW),
        "vmessage": ("inbox.vmg", VMESSAGE),
        "table phone": ("report.xlsx", tables_samples.phone()),
        "table network": ("records.csv", tables_samples.CDR),
        "table leapp": ("messages.tsv", tables_samples.TSV),
        "ical whole": ("calendar.ics", calendar_samples.WHOLE),
        "msgstore new": ("msgstore.db", android_databases.data(android_databases.NEW)),
        "msgstore old": ("msgstore.db", android_databases.data(android_databases.OLD)),
        "msgstore book": ("wa.db", android_databases.data(android_databases.BOOK)),
        "android messages": ("mmssms.db", android_databases.data(android_databases.MESSAGES)),
        "android contacts": ("contacts2.db", android_databases.data(android_databases.CONTACTS)),
        "android calls": ("logs.db", android_databases.data(android_databases.LOGS)),
        "sqlite unknown": ("plants.db", android_databases.data(android_databases.UNKNOWN_APP)),
        "signal lines": ("main.jsonl", signal_samples.BACKUP),
        "signal backup": ("signal-export.zip", zipped(**signal_samples.BACKUP_FOLDER)),
        "signal markdown": ("chat.md", signal_samples.MARKDOWN),
        "signal json": ("data.json", signal_samples.JSON),
        "signal zip": ("signal.zip", zipped(**signal_samples.EXPORT)),
        "signal text": ("Bo (_id7).txt", signal_samples.TEXT),
        "leapp zip": ("report.zip", zipped(**lava_samples.files())),
        "leapp database": ("_lava_artifacts.db", lava_samples.database()),
        "signal pages": ("Bo (_id7).html", signal_samples.PAGES),
        "snapchat zip": ("mydata.zip", zipped(**snapchat_samples.files())),
        "snapchat old": ("chat_history.json", json.dumps(snapchat_samples.OLD).encode()),
        "linechat": ("chat.txt", account_samples.LINE),
        "pasted": ("talk.txt", account_samples.PASTED),
        "tiktok": ("user_data_tiktok.json", account_samples.as_json(account_samples.TIKTOK)),
        "xarchive zip": ("x.zip", zipped(**account_samples.X_FILES)),
        "xarchive": ("direct-messages.js", account_samples.X_FILES["data/direct-messages.js"]),
        "skype": ("messages.json", account_samples.as_json(account_samples.SKYPE)),
        "slack zip": ("slack.zip", zipped(**account_samples.SLACK_FILES)),
        "slack": ("2025-01-05.json", account_samples.SLACK_FILES["hall/2025-01-05.json"]),
        "tinder": ("data.json", account_samples.as_json(account_samples.TINDER)),
        "hinge": ("matches.json", account_samples.as_json(account_samples.HINGE)),
        "table xml": ("report.xls", tables_xml_samples.WHOLE),
        "discord page": ("hall.html", discord_page_samples.PAGE),
        "discord text": ("hall.txt", discord_page_samples.TEXT),
        "discord rows": ("hall.csv", discord_page_samples.TABLE),
        "discord package": ("package.zip", zipped(**discord_samples.package())),
        "discord chat": ("chat.json", discord_samples.chat_files()["chat.json"]),
        "discord table": ("messages.csv", discord_samples.HALL_CSV),
        "takeout hangouts": ("Hangouts.json", takeout_samples.as_json(takeout_samples.HANGOUTS)),
        "takeout page": ("MyActivity.html", takeout_samples.PAGE),
        "takeout timeline": ("Timeline.json", takeout_samples.as_json(takeout_samples.ANDROID)),
        "takeout zip": (
            "takeout.zip",
            zipped(**takeout_samples.files(eml(), vcard_samples.OLD, calendar_samples.WHOLE)),
        ),
        "takeout voice": ("Bo Example - Text - 2025-01-05T12_00_00Z.html", voice_samples.TALK),
        "takeout voicemail": ("Bo Example - Voicemail - 2025-01-05T13_00_00Z.html", voice_samples.VOICEMAIL),
        "takeout return": ("Location.csv", takeout_samples.RETURNED),
        "caseuco graph": ("case.json", case_uco_samples.as_json(case_uco_samples.GRAPH)),
        "caseuco bundle": ("case.jsonld", case_uco_samples.as_json(case_uco_samples.BUNDLE)),
        "caseuco old": ("old.json", case_uco_samples.as_json(case_uco_samples.OLD)),
    }
