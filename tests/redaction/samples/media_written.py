"""More places in which a name can hide in mail, web pages and chats, one file each, made in code; tested with
those of `media_channels`."""

import base64
import json
from urllib.parse import quote

from media_channels import attach, header, html_twin, ics, letter, page, vcf
from media_office import LAST, PLAIN, SECRET, picture, saved, zipped

NOTE = base64.b64encode(f"{SECRET} and no more of it".encode()).decode()
BACK = LAST[::-1]
ESCAPED = "".join(f"\\{ord(one):06x}" for one in LAST)


def _raw(*lines):
    return "letter.eml", "\r\n".join(lines).encode("utf-8")


HEAD = (
    "From: a@example.org",
    "To: b@example.org",
    "Date: Mon, 3 Mar 2025 10:00:00 +0000",
    "Subject: Mill",
    "MIME-Version: 1.0",
)

MAIL = {
    "name in a comment of an address": lambda: _raw("From: (Imogen Quillfeather) a@example.org", *HEAD[1:], "", PLAIN),
    "name over folded lines": lambda: _raw(*HEAD[:3], "Subject: Imogen", "\tQuillfeather", "", PLAIN),
    "name over encoded words": lambda: _raw(*HEAD[:3], "Subject: =?utf-8?Q?Imogen_Quill?=", " =?utf-8?B?ZmVhdGhlcg==?=", "", PLAIN),
    "description of a part": lambda: letter(lambda m: (attach(b"x", "x.bin")(m), next(m.iter_attachments()).add_header("Content-Description", SECRET))),
    "name of a part in pieces": lambda: _raw(*HEAD, 'Content-Type: multipart/mixed; boundary="b"', "", "--b", "", PLAIN, "--b", "Content-Type: application/octet-stream", "Content-Disposition: attachment; filename*0*=utf-8''Imogen%20Quill;", " filename*1*=feather.bin", "", "x", "--b--"),
    "behind the parts": lambda: _raw(*HEAD, 'Content-Type: multipart/mixed; boundary="b"', "", "--b", "", PLAIN, "--b--", SECRET),
    "words that flow": lambda: _raw(*HEAD, "Content-Type: text/plain; format=flowed; delsp=yes", "", "I met Imogen Quill ", "feather there."),
    "reply to": lambda: letter(header("Reply-To", f"{SECRET} <x@example.org>")),
    "sent again": lambda: letter(header("Resent-From", f"{SECRET} <x@example.org>")),
    "signature of the domain": lambda: letter(header("DKIM-Signature", "v=1; i=quillfeather@example.org; b=x")),
    "list": lambda: letter(header("List-Id", f"{SECRET} <list.example.org>")),
    "page for a third program": lambda: letter(lambda m: m.add_alternative(f"<html amp4email><p>{SECRET}</p></html>", subtype="x-amp-html")),
    "letters with marks for e-mail programs": lambda: letter(html_twin(f"<p>{PLAIN}</p><!--[if mso]><p>{SECRET}</p><![endif]-->")),
    "address of a picture that tells": lambda: letter(html_twin(f'<p>{PLAIN}</p><img src="https://example.org/o?u={quote(SECRET)}">')),
    "uuencoded body": lambda: _raw(*HEAD, "", PLAIN, "", "begin 644 note.txt", base64_uu(SECRET + " and no more"), "`", "end"),
    "report of delivery": lambda: _raw(*HEAD, 'Content-Type: multipart/report; boundary="b"', "", "--b", "", PLAIN, "--b", "Content-Type: message/delivery-status", "", "Final-Recipient: rfc822; quillfeather@example.org", "--b--"),
    "part kept elsewhere": lambda: _raw(*HEAD, 'Content-Type: multipart/mixed; boundary="b"', "", "--b", "", PLAIN, "--b", f'Content-Type: message/external-body; access-type=local-file; name="{LAST}"', "", "Content-Type: text/plain", "", "--b--"),
    "letter in a letter in a letter": lambda: letter(attach(letter(attach(letter(body=f"Dear {SECRET}")[1], "b.eml"))[1], "a.eml")),
    "packed page attached": lambda: letter(attach(zipped({"a/page.html": "<p>Quill<b>feather</b></p>"}), "p.zip")),
    "card attached": lambda: letter(attach(vcf(f"NICKNAME:{LAST}")[1], "c.vcf", "text/vcard")),
    "body in Latin letters of one byte": lambda: _raw(*HEAD, "Content-Type: text/plain; charset=utf-16", "Content-Transfer-Encoding: base64", "", base64.b64encode(f"Dear {SECRET}".encode("utf-16")).decode()),
    "picture shown in the letter": lambda: letter(attach(saved(picture(SECRET, (600, 80)), "JPEG"), "i.jpg", "image/jpeg")),
}  # fmt: skip

PAGES = {
    "letters set backwards": lambda: page(f'<p>Imogen <bdo dir="rtl">{BACK}</bdo></p>'),
    "letters set backwards by style": lambda: page(f'<p>Imogen <span style="unicode-bidi:bidi-override;direction:rtl">{BACK}</span></p>'),
    "words of a style sheet": lambda: page("<p class=a></p>", f'<style>.a::before{{content:"{SECRET}"}}</style>'),
    "escapes of a style sheet": lambda: page("<p class=a></p>", f"<style>.a::before{{content:'{ESCAPED}'}}</style>"),
    "soft hyphens": lambda: page("<p>Imogen Quill&shy;feather</p>"),
    "places to break": lambda: page("<p>Imogen Quill<wbr>feather</p>"),
    "marks without width": lambda: page("<p>Imogen Qu&zwnj;ill&#8203;feather</p>"),
    "drawing": lambda: page(f"<svg><title>{SECRET}</title><text>x</text></svg>"),
    "words of a drawing": lambda: page("<svg><text>Imogen <tspan>Quill</tspan><tspan>feather</tspan></text></svg>"),
    "page in a page": lambda: page(f'<iframe srcdoc="&lt;p&gt;{SECRET}&lt;/p&gt;"></iframe>'),
    "page in a page in base64": lambda: page(f'<iframe src="data:text/html;base64,{NOTE}"></iframe>'),
    "facts for search engines": lambda: page("", '<script type="application/ld+json">{"name": "Imogen \\u0051uillfeather"}</script>'),
    "coded address": lambda: page('<a href="https://example.org/?q=%51uillfeather">x</a>'),
    "name of a download": lambda: page(f'<a download="{LAST}.pdf" href="x">x</a>'),
    "place of the page": lambda: page("", f'<base href="https://example.org/{LAST}/">'),
    "refresh": lambda: page("", f'<meta http-equiv="refresh" content="5;url=https://example.org/{LAST}">'),
    "each letter in a tag": lambda: page("<p>" + "".join(f"<i>{one}</i>" for one in LAST) + "</p>"),
    "field": lambda: page(f"<textarea>{SECRET}</textarea><datalist><option value='{SECRET}'></datalist>"),
    "picture in a style": lambda: page(f'<p style="background:url(data:text/plain;base64,{NOTE})">x</p>'),
    "letters without size": lambda: page(f'<p style="font-size:0px">{SECRET}</p>'),
    "cut away": lambda: page(f'<p style="clip-path:inset(100%)">{SECRET}</p>'),
    "two bytes a letter": lambda: ("page.html", f"<html><body><p>{SECRET}</p></body></html>".encode("utf-16")),
    "processing instruction": lambda: page(f"<?note {SECRET}?>"),
    "event": lambda: page(f"<p onclick=\"alert('{SECRET}')\">x</p>"),
    "unknown attribute": lambda: page(f'<p who="{SECRET}">x</p>'),
    "name of an element": lambda: page("<quillfeather-card>x</quillfeather-card>"),
    "mathematics": lambda: page("<math><mi>Quill</mi><mi>feather</mi></math>"),
    "picture in the page": lambda: page(f'<img src="data:image/png;base64,{base64.b64encode(saved(picture(SECRET, (600, 80)), "PNG")).decode()}">'),
}  # fmt: skip

CHATS = {
    "text set backwards": lambda: ("note.txt", f"03/03/2025, 10:00 - Ann: ring \u202e{BACK}\u202c today".encode()),
    "marks of direction": lambda: ("chat.txt", "\u200e[03/03/2025, 10:00:00] \u202aImogen Quill\u200efeather\u202c: \u200e<attached: x.jpg>".encode()),
    "name of an attachment": lambda: ("chat.txt", b"03/03/2025, 10:00 - Ann: IMG_Quillfeather_001.jpg (file attached)"),
    "event of the group": lambda: ("chat.txt", f"03/03/2025, 10:00 - {SECRET} changed the subject to “Mill”".encode()),
    "mention by number": lambda: ("chat.txt", f"03/03/2025, 10:00 - Ann: @{SECRET.replace(' ', '')} yes".encode()),
    "text in pieces": lambda: ("result.json", json.dumps({"text": ["ring Imogen Quill", {"type": "bold", "text": "feather"}, " today"]}).encode()),
    "name as a key path": lambda: ("result.json", json.dumps({"participants": {"imogen.quillfeather": {"n": 1}}}).encode()),
    "text in JSON in JSON": lambda: ("result.json", json.dumps({"payload": json.dumps({"who": "Imogen \u0051uillfeather", "x": json.dumps({"y": SECRET})})}).encode()),
    "comment in JSON lines": lambda: ("chat.jsonl", (json.dumps({"a": "x"}) + "\n" + json.dumps({"b": [1, [2, [SECRET]]]})).encode()),
    "picture of a chat in JSON": lambda: ("result.json", json.dumps({"photo": base64.b64encode(saved(picture(SECRET, (600, 80)), "PNG")).decode()}).encode()),
    "calendar alternative": lambda: ics("X-ALT-DESC;FMTTYPE=text/html:<html><p>Imogen Quill<b>feather</b></p></html>"),
    "calendar parameter": lambda: ics('ORGANIZER;SENT-BY="mailto:quillfeather@example.org":mailto:x@example.org'),
    "calendar parameter escapes": lambda: ics("ATTENDEE;CN=Imogen^nQuillfeather:mailto:x@example.org"),
    "card group and label": lambda: vcf("item1.TEL:07700900123", f"item1.X-ABLabel:{SECRET}"),
    "card related": lambda: vcf(f"RELATED;TYPE=friend;VALUE=text:{SECRET}"),
    "card key": lambda: vcf(f"KEY;ENCODING=b:{NOTE}"),
    "card sound": lambda: vcf("SORT-STRING:Quillfeather"),
    "letters of mathematics": lambda: ("note.txt", "Ring \U0001d410\U0001d42e\U0001d422\U0001d425\U0001d425\U0001d41f\U0001d41e\U0001d41a\U0001d42d\U0001d421\U0001d41e\U0001d42b".encode()),
    "letters in circles": lambda: ("note.txt", "Ring Ⓠⓤⓘⓛⓛⓕⓔⓐⓣⓗⓔⓡ".encode()),
    "tags that nobody sees": lambda: ("note.txt", ("Ring " + "".join(chr(0xE0000 + ord(one)) for one in LAST)).encode()),
    "selectors between letters": lambda: ("note.txt", ("Ring Quill\ufe0ffea\u034fther").encode()),
    "letters of small capitals": lambda: ("note.txt", "Ring Qᴜɪʟʟꜰᴇᴀᴛʜᴇʀ".encode()),
    "letters that look alike in Greek": lambda: ("note.txt", "Imogen Quιllfeαther".encode()),
    "one byte a letter of another page": lambda: ("note.txt", "Señor Quillfeather, café".encode("cp1252")),
    "UTF-32": lambda: ("note.txt", f"Ring {SECRET}".encode("utf-32")),
}  # fmt: skip


def base64_uu(words):
    import binascii

    return "\r\n".join(
        binascii.b2a_uu(words.encode()[at : at + 45]).decode().strip("\n") for at in range(0, len(words), 45)
    )


FURTHER = {"mail": MAIL, "pages": PAGES, "texts": CHATS}
