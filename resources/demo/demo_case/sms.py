"""SMS Backup & Restore XML as the Android app writes it, emoji as surrogate references (reference/formats.md
3.10)."""

import base64
from collections.abc import Iterable
from pathlib import Path

from demo_case.pictures import PLANT
from demo_case.story import MARTA, Person, london
from demo_case.talk import Said

_MARKS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;", "\n": "&#10;"}


def escaped(text: str) -> str:
    """An attribute value; a sign beyond the basic plane becomes two surrogate references, as the app does."""
    return "".join(_MARKS.get(sign) or (sign if ord(sign) < 0x10000 else _pair(ord(sign))) for sign in text)


def _pair(point: int) -> str:
    return f"&#{0xD800 + (point - 0x10000 >> 10)};&#{0xDC00 + (point - 0x10000 & 0x3FF)};"


def write_sms(path: Path, count: int, stream: Iterable[tuple[str, Said]], people: dict[str, Person]) -> int:
    """All text messages of the phone in time order, each with the other person's key; how many were
    written."""
    written = 0
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(
            (
                "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<!--File Created By SMS "
                "Backup & Restore-->\n"
            )
        )
        out.write(
            (
                f'<smses count="{count + 1}" backup_set="7d1c2b6e-0000-4000-8000-00000000demo" '
                f'backup_date="1748822400000" type="full">\n'
            )
        )
        for number, (other, said) in enumerate(stream):
            if number == count // 3:
                out.write(_mms(said, people["beth"]))
                written += 1
            out.write(_sms(said, people[other], number))
            written += 1
        out.write("</smses>\n")
    return written


def _address(person: Person) -> str:
    return "PentreSurg" if person.key == "services" else "+44" + person.number.replace(" ", "")[1:]


def _sms(said: Said, other: Person, number: int) -> str:
    moment, sent = int(said.at.timestamp() * 1000), said.by == MARTA
    return (
        f'  <sms protocol="0" address="{_address(other)}" date="{moment}" '
        f'type="{2 if sent else 1}" subject="null" body="{escaped(said.text)}" toa="null" '
        f'sc_toa="null" '
        f'service_center="{"null" if sent else "+447700900000"}" read="1" status="-1" locked="0" '
        f'date_sent="{0 if sent else moment - 1000 - number % 7 * 100}" sub_id="1" '
        f'readable_date="{london(said.at):%-d %b %Y %H:%M:%S}" '
        f'contact_name="{escaped(other.on_marta if other.key != "nocaller" else "dont answer")}" '
        f"/>\n"
    )


def _mms(near: Said, other: Person) -> str:
    moment, data = int(near.at.timestamp() * 1000) - 60_000, base64.b64encode(PLANT).decode("ascii")
    layout = escaped(
        (
            '<smil><head><layout/></head><body><par dur="5000ms"><img src="plant.png"/><text '
            'src="text_0.txt"/></par></body></smil>'
        )
    )
    return (
        f'  <mms date="{moment}" rr="129" sub="null" ct_t="application/vnd.wap.multipart.related" '
        f'read_status="null" seen="1" msg_box="1" address="{_address(other)}" '
        f'm_cls="personal" m_id="demo-mms-1" m_size="{len(data)}" m_type="132" text_only="0" '
        f'v="18" tr_id="demo1" locked="0" '
        f'readable_date="{london(near.at):%-d %b %Y %H:%M:%S}" '
        f'contact_name="{escaped(other.on_marta)}">\n    <parts>\n'
        f'      <part seq="-1" ct="application/smil" name="null" chset="null" cd="null" fn="null" '
        f'cid="&lt;smil&gt;" cl="smil.xml" ctt_s="null" ctt_t="null" text="{layout}" />\n'
        f'      <part seq="0" ct="image/png" name="plant.png" chset="null" cd="null" fn="null" '
        f'cid="&lt;plant&gt;" cl="plant.png" ctt_s="null" ctt_t="null" text="null" data="{data}" '
        f"/>\n"
        f'      <part seq="0" ct="text/plain" name="null" chset="106" cd="null" fn="null" '
        f'cid="&lt;text_0&gt;" cl="text_0.txt" ctt_s="null" ctt_t="null" '
        f'text="{escaped("is this one dead or just sulking 🪴😅")}" />\n'
        f'    </parts>\n    <addrs>\n      <addr address="{_address(other)}" type="137" charset="106" />\n'
        f'      <addr address="insert-address-token" type="151" charset="106" />\n    </addrs>\n  </mms>\n'
    )
