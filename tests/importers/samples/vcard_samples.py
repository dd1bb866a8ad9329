"""vCards of every version, with their traps. Fictional people only."""

import base64

PICTURE = b"\xff\xd8\xff\xe0 not really a picture \xff\xd9"
_PICTURE = base64.b64encode(PICTURE).decode()

OLD = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=89xample;Zo=C3=AB;;;\r\n"
    "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB=\r\n=20=C3=89xample\r\nTEL;CELL:07700 900123\r\n"
    "NOTE;ENCODING=QUOTED-PRINTABLE:first=0D=0A=\r\nsecond\r\n"
    f"PHOTO;ENCODING=BASE64;JPEG:{_PICTURE[:20]}\r\n {_PICTURE[20:]}\r\n\r\nEND:VCARD\r\n"
).encode() + (
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=ISO-8859-1:D\u00f6r;J\u00f6hn\r\nTEL;WORK;VOICE:07700 "
    "900124\r\nEND:VCARD\r\n"
).encode("latin-1")

NEW = (
    "BEGIN:VCARD\nVERSION:3.0\nPROFILE:VCARD\nPROFILE:VCARD\nN:Example;Ann;;Dr;\nFN:Dr Ann "
    "Example\nORG:Allotment Club\\, South;Sheds\n"
    "item1.TEL;type=pref:+44 7700 900125\nitem1.X-ABLabel:_$!<Shed>!$_\nEMAIL;type=INTERNET;"
    "type=HOME:ann@example.org\n"
    "ADR;type=HOME:;;1 Shed Lane\\, back;Anytown;;ZZ99 9ZZ;UK\nNOTE:one\\ntwo\\; "
    "three\nitem2.URL:http\\://example.org\n"
    "PHOTO;ENCODING=b;TYPE=JPEG:@@@\nX-HOUSE-COLOUR:green\nEND:VCARD\n"
    'BEGIN:VCARD\nVERSION:4.0\nFN:Bo\nTEL;VALUE=uri;TYPE="voice,home":tel:+44-7700-900126\n'
    f"PHOTO:data:image/png;base64,{_PICTURE}\nREV:20250105T152133Z\nEND:VCARD\n"
).encode()
