"""Texts in which an eye reads a name or a number that no search for the plain letters finds (docs/decisions/0010),
one file each, made in code. Everyone in them is fictional.

`CHANNELS` maps a label to a function that gives (file name, bytes): NAME's surname or NUMBER stands in each, in
markup, cells, tabs, quotes, controls or digits of another script. `KEPT` are texts that look alike and stay.
"""

import base64
import io
import json
from email.message import EmailMessage

import xlsxwriter
from media_office import docx, odf, para, rtf, run

NAME, NUMBER = "Zebedee Quillfeather", "07700 900123"
LAST = NAME.split()[1]
PLAIN = "Meet me by the old mill at noon."
TERMS = (NAME, NUMBER)
_CUE = (
    "1\n00:00:01,000 --> 00:00:04,000\n{}\n\n2\n00:00:05,000 --> 00:00:07,000\n{}\n\n"
    "3\n00:00:08,000 --> 00:00:09,000\n" + PLAIN + "\n"
)


def digits(zero):
    """The number in the digits that begin with this zero."""
    return "".join(chr(ord(zero) + int(one)) if one.isdigit() else one for one in NUMBER)


def text(words, name="note.txt"):
    return name, f"{PLAIN}\n{words}\n{PLAIN}\n".encode()


def srt(first, second=PLAIN):
    return "film.srt", _CUE.format(first, second).encode()


def vtt(first, second=PLAIN):
    return "film.vtt", ("WEBVTT\n\n" + _CUE.replace(",", ".").format(first, second)).encode()


def md(words):
    return text(words, "note.md")


def page(body, head=""):
    return "page.html", f"<html><head>{head}</head><body><p>{PLAIN}</p>{body}</body></html>".encode()


def eml(body, html=""):
    message = EmailMessage()
    message["From"], message["To"] = "a@example.org", "b@example.org"
    message["Date"], message["Subject"] = "Mon, 3 Mar 2025 10:00:00 +0000", "Mill"
    message.set_content(f"{PLAIN}\n{body}\n")
    if html:
        message.add_alternative(f"<p>{PLAIN}</p>{html}", subtype="html")
    return "letter.eml", message.as_bytes()


def csv(*rows):
    return "list.csv", "\r\n".join(["place,what,more,again", f"{PLAIN},x,y,z", *rows, ""]).encode()


def tsv(*rows):
    return "list.tsv", "\n".join(["place\twhat", f"{PLAIN}\tx", *rows, ""]).encode()


def book(*rows):
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = made.add_worksheet("One")
    for number, row in enumerate([(PLAIN,), *rows]):
        for column, one in enumerate(row):
            if one:
                sheet.write_string(number, column, one)
    made.close()
    return "book.xlsx", out.getvalue()


def rich(*pieces):
    """A cell whose letters are written in several ways."""
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    bold = made.add_format({"bold": True})
    sheet = made.add_worksheet("One")
    sheet.write_string(0, 0, PLAIN)
    sheet.write_rich_string(1, 0, pieces[0], bold, *pieces[1:])
    made.close()
    return "book.xlsx", out.getvalue()


def table(*rows):
    """A table of a Word document."""
    inside = "".join(
        "<w:tr>" + "".join(f"<w:tc>{para(run(one))}</w:tc>" for one in row) + "</w:tr>" for row in rows
    )
    return docx(para(run(PLAIN)) + f"<w:tbl>{inside}</w:tbl>" + para(""))


def html_table(*rows):
    inside = "".join("<tr>" + "".join(f"<td>{one}</td>" for one in row) + "</tr>" for row in rows)
    return page(f"<table>{inside}</table>")


def notation(value, name="data.json"):
    return name, json.dumps({"what": PLAIN, "more": value}, ensure_ascii=False).encode()


def svg(body):
    return "drawing.svg", (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="90"><text x="5" y="80">{PLAIN}</text>'
        f"{body}</svg>"
    ).encode()


def ods(*rows):
    inside = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{one}</text:p></table:table-cell>'
            for one in row
        )
        + "</table:table-row>"
        for row in [(PLAIN,), *rows]
    )
    return odf("spreadsheet", f'<table:table table:name="One">{inside}</table:table>')


def spans(words, tag="span"):
    return "".join(f"<{tag}>{one}</{tag}>" for one in words)


def placed(words):
    """Each letter a text of its own at its place, the last first."""
    return "".join(
        f'<text x="{10 + 9 * at}" y="30">{one}</text>' for at, one in reversed(list(enumerate(words)))
    )


_ARABIC, _DEVANAGARI, _FULL, _BOLD = "٠", "०", "０", "𝟎"
_REGIONAL = "".join(chr(0x1F1E6 + ord(one) - 97) for one in LAST.lower())
_SQUARED = "".join(chr(0x1F170 + ord(one) - 97) for one in LAST.lower())
_ROUND = "".join(chr(0x1F150 + ord(one) - 97) for one in LAST.lower())
_KEYS = "".join(f"{one}\ufe0f\u20e3" for one in NUMBER if one.isdigit())
_STRUCK = "".join(f"{one}\u0336" for one in LAST)
_DOUBLED = "".join(f"{one}\b{one}" for one in LAST)

MARKUP = {
    "subtitles, italic": lambda: srt("Ring Quill<i>feather</i> now"),
    "subtitles, colour": lambda: srt('Ring Quill<font color="#ffff00">feather</font> now'),
    "subtitles, braces": lambda: srt("Ring Quill{\\i1}feather{\\i0} now"),
    "subtitles, braces of place": lambda: srt("{\\an8}Ring Qu{b}ill{/b}feather now"),
    "subtitles, over two cues": lambda: srt("I saw Zebedee Quill-", "feather there"),
    "subtitles, a number over two cues": lambda: srt("ring 07700", "900123 now"),
    "film text, class": lambda: vtt("Ring Quill<c.yellow>feather</c> now"),
    "film text, time in a word": lambda: vtt("Ring Quill<00:00:02.500>feather now"),
    "film text, voice": lambda: vtt("<v Zebedee Quill<i>feather</i>>hello</v> Quill<b>feather</b>"),
    "film text, ruby": lambda: vtt("Ring <ruby>Quill<rt>x</rt>feather<rt>y</rt></ruby>"),
    "film text, over two cues": lambda: vtt("I saw Zebedee Quill-", "feather there"),
    "Markdown, bold": lambda: md("Ring Quill**feather** now"),
    "Markdown, underlined": lambda: md("Ring Quill_feather_ now"),
    "Markdown, bold with lines": lambda: md("Ring __Quill__feather now"),
    "Markdown, struck": lambda: md("Ring Quill~~feather~~ now"),
    "Markdown, code": lambda: md("Ring Quill`feather` now"),
    "Markdown, marked": lambda: md("Ring Quill==feather== now"),
    "Markdown, link": lambda: md("Ring Quill[feather](https://example.org/a) now"),
    "Markdown, link by name": lambda: md("Ring Quill[feather][1] now\n\n[1]: https://example.org/a"),
    "Markdown, escapes": lambda: md("Ring Q\\_uill\\-feather now"),
    "Markdown, comment": lambda: md("Ring Quill<!-- not here -->feather now"),
    "Markdown, entities": lambda: md("Ring Quill&#102;eather now"),
    "Markdown, soft entity": lambda: md("Ring Quill&shy;feather and Qu&ZeroWidthSpace;illfeather"),
    "Markdown, table": lambda: md("| Zebedee | Quill | feather |\n|---|---|---|\n| a | b | c |"),
    "Markdown, every letter bold": lambda: md("Ring " + "".join(f"**{one}**" for one in LAST)),
    "Markdown, number in bold": lambda: md("Ring 07700 **900** 123 now"),
    "chat, spoiler": lambda: text("[03/03/2025, 10:00] Ann: ring Quill||feather|| now"),
    "forum, bold": lambda: text("Ring Quill[b]feather[/b] now"),
    "forum, colour": lambda: text("Ring Qu[color=red]ill[/color]feather now"),
    "terminal, colours": lambda: text("Ring Quill\x1b[1mfeather\x1b[0m now"),
    "terminal, struck twice": lambda: text(f"Ring {_DOUBLED} now"),
    "terminal, taken back": lambda: text("Ring Quillx\bfeather now"),
    "page, every letter": lambda: page(f"<p>Ring {spans(LAST)}</p>"),
    "page, ruby": lambda: page("<p>Ring <ruby>Quill<rt>xx</rt>feather<rt>yy</rt></ruby></p>"),
    "page, ruby above": lambda: page("<p><ruby>ab<rt>Quill</rt>cd<rt>feather</rt></ruby></p>"),
    "rich text, bold": lambda: rtf("Ring Quill{\\b feather} now"),
    "rich text, underline off and on": lambda: rtf("Ring Qu\\ul ill\\ulnone feather now"),
    "two addresses": lambda: text("See https://example.org/a/quill and https://example.org/b/feather for it"),
    "two pictures of a page": lambda: md("![](https://example.org/Quill.png)![](https://example.org/Feather.png)"),
    "two mail addresses": lambda: text("Write to z.quill@example.org, z.feather@example.org today"),
    "document, runs": lambda: docx(para(run(PLAIN)) + para(run("Ring Qu") + run("ill", "<w:b/>") + run("feather"))),
    "workbook, letters of a cell": lambda: rich("Ring Quill", "feather"),
    "drawing, pieces": lambda: svg('<text x="5" y="20">Ring Quill<tspan font-weight="bold">feather</tspan></text>'),
    "notation, tags": lambda: notation("Ring Quill<b>feather</b> now"),
    "notation, bold": lambda: notation("Ring Quill**feather** now"),
    "letter, starred": lambda: eml("Ring Quill*feather* now"),
    "letter, page": lambda: eml("x", "<p>Ring Quill<b>feather</b></p>"),
}  # fmt: skip

QUOTES = {
    "letter, quoted": lambda: eml("> Zebedee Quill-\n> feather was there"),
    "letter, quoted twice": lambda: eml(">> Zebedee Quill-\n>> feather was there"),
    "letter, quoted deeper": lambda: eml("> > Zebedee Quill-\n> > > feather was there"),
    "letter, quoted number": lambda: eml("> ring 07700 900\n> 123 now"),
    "text, quoted": lambda: text("> Zebedee Quill-\n> feather was there"),
    "text, quoted with bars": lambda: text("| Zebedee Quill-\n| feather was there"),
    "text, remarks": lambda: text("# Zebedee Quill-\n# feather was there"),
    "text, code": lambda: text("// Zebedee Quill-\n// feather was there"),
    "text, starred": lambda: text(" * Zebedee Quill-\n * feather was there"),
    "text, set in": lambda: text("Zebedee Quill-\n        feather was there"),
    "text, blanks at the end": lambda: text("Zebedee Quill-  \t\n feather was there"),
    "text, lines of another system": lambda: ("note.txt", f"{PLAIN}\r\nZebedee Quill-\r\nfeather\r\n".encode()),
    "text, goes on behind a mark": lambda: text("Zebedee Quill\\\nfeather was there"),
    "Markdown, quoted": lambda: md("> Zebedee Quill-\n> feather was there"),
    "page, quoted": lambda: page("<blockquote>Zebedee Quill-<br>feather</blockquote>"),
    "rich text, lines": lambda: rtf("Zebedee Quill-\\line feather"),
    "notation, quoted": lambda: notation("> Zebedee Quill-\n> feather"),
    "drawing, lines": lambda: svg('<text><tspan x="5" y="20">Zebedee Quill-</tspan><tspan x="5" y="35">feather</tspan></text>'),
}  # fmt: skip

CONTROLS = {
    "marks of notes": lambda: text("Ring Quill\ufff9fea\ufffather\ufffb"),
    "a note above": lambda: text("Ring \ufff9Quill\ufffaxx\ufffbfeather now"),
    "object": lambda: text("Ring Quill\ufffcfeather now"),
    "a control": lambda: text("Ring Quill\x01fea\x02ther now"),
    "a late control": lambda: text("Ring Quill\x85fea\x9dther now"),
    "nothing written": lambda: text("Ring Quill\x7ffeather now"),
    "music": lambda: text("Ring Quill\U0001d173feather now"),
    "shorthand": lambda: text("Ring Quill\U0001bca0feather now"),
    "joiner of graphemes": lambda: text("Ring Quill\u034f\u2060\u200dfeather now"),
    "Mongolian": lambda: text("Ring Quill\u180efeather now"),
    "tag": lambda: text("Ring Quill\U000e0020feather now".replace("\U000e0020", "\U000e0001")),
    "struck through": lambda: text(f"Ring {_STRUCK} now"),
    "ringed": lambda: text("Ring " + "".join(f"{one}\u20dd" for one in LAST) + " now"),
    "in a subtitle": lambda: srt("Ring Quill\ufff9feather now"),
    "in a cell": lambda: csv("Quill\ufffcfeather,a,b,c"),
    "in notation": lambda: notation("Ring Quill\ufffbfeather"),
    "in a letter": lambda: eml("Ring Quill\ufff9feather"),
    "in a page": lambda: page("<p>Ring Quill&#xfff9;feather</p>"),
    "in a document": lambda: docx(para(run(PLAIN)) + para(run("Ring Quill\ufffcfeather"))),
    "in a workbook": lambda: book(("Quill\ufff9feather",)),
    "in a drawing": lambda: svg('<text x="5" y="20">Quill&#xfffa;feather</text>'),
}  # fmt: skip

DIGITS = {
    "Arabic": lambda: text(f"Ring {digits(_ARABIC)} now"),
    "Persian": lambda: text(f"Ring {digits('۰')} now"),
    "Devanagari": lambda: text(f"Ring {digits(_DEVANAGARI)} now"),
    "Bengali": lambda: text(f"Ring {digits('০')} now"),
    "Thai": lambda: text(f"Ring {digits('๐')} now"),
    "full width": lambda: text(f"Ring {digits(_FULL)} now"),
    "mathematical": lambda: text(f"Ring {digits(_BOLD)} now"),
    "in circles": lambda: text("Ring ⓪⑦⑦⓪⓪⑨⓪⓪①②③ now"),
    "in black circles": lambda: text("Ring ⓿❼❼⓿⓿❾⓿⓿❶❷❸ now"),
    "in brackets": lambda: text("Ring 0⑺⑺00⑼00⑴⑵⑶ now"),
    "with a stop": lambda: text("Ring 0⒎⒎00⒐00⒈⒉⒊ now"),
    "raised": lambda: text("Ring ⁰⁷⁷⁰⁰⁹⁰⁰¹²³ now"),
    "lowered": lambda: text("Ring ₀₇₇₀₀₉₀₀₁₂₃ now"),
    "on keys": lambda: text(f"Ring {_KEYS} now"),
    "Chinese": lambda: text("Ring 〇七七〇〇九〇〇一二三 now"),
    "Arabic in a cell": lambda: csv(f"{digits(_ARABIC)},a,b,c"),
    "Arabic in a workbook": lambda: book((digits(_ARABIC),)),
    "Devanagari in notation": lambda: notation(f"Ring {digits(_DEVANAGARI)}"),
    "full width in a letter": lambda: eml(f"Ring {digits(_FULL)}"),
    "Arabic in rich text": lambda: rtf("Ring " + "".join(f"\\u{ord(one)}?" for one in digits(_ARABIC))),
    "Arabic in a drawing": lambda: svg(f'<text x="5" y="20">{digits(_ARABIC)}</text>'),
    "Arabic in a document": lambda: docx(para(run(PLAIN)) + para(run(digits(_ARABIC)))),
    "Arabic in a page": lambda: page(f"<p>{digits(_ARABIC)}</p>"),
    "letters of flags": lambda: text(f"Ring {_REGIONAL} now"),
    "letters in squares": lambda: text(f"Ring {_SQUARED} now"),
    "letters in black circles": lambda: text(f"Ring {_ROUND} now"),
    "letters of other scripts": lambda: text("Ring ԛuіllfеаthеr and Qսillfeatһer now"),
}  # fmt: skip

CELLS = {
    "text, letters and tabs": lambda: text("Ring " + "\t".join(LAST)),
    "text, letters and bars": lambda: text("| " + " | ".join(LAST) + " |"),
    "text, letters and commas": lambda: text("Ring " + ", ".join(LAST) + " now"),
    "text, letters and slashes": lambda: text("Ring " + "/".join(LAST) + " now"),
    "text, letters one below the other": lambda: text("\n".join(LAST)),
    "text, a tab in the name": lambda: text("Ring Quill\tfeather now"),
    "CSV, letters": lambda: csv(",".join(LAST)),
    "CSV, letters downwards": lambda: csv(*(f"{one},x,y,z" for one in LAST)),
    "CSV, two cells": lambda: csv("Quill,feather,b,c"),
    "CSV, two cells in quotes": lambda: csv('"Quill","feather","b","c"'),
    "CSV, number in cells": lambda: csv("07700,900,123,c"),
    "TSV, letters": lambda: tsv("\t".join(LAST)),
    "TSV, two cells": lambda: tsv("Quill\tfeather"),
    "table in a text file": lambda: ("list.txt", f"a,b\nc,d\nQuill,feather\n{PLAIN},x\n".encode()),
    "workbook, letters": lambda: book(tuple(LAST)),
    "workbook, letters downwards": lambda: book(*((one, "x") for one in LAST)),
    "workbook, two cells": lambda: book(("Quill", "feather")),
    "workbook, two cells with an empty one between": lambda: book(("Quill", "", "feather")),
    "workbook, two cells downwards": lambda: book(("a", "Quill"), ("b", "feather")),
    "workbook, number downwards": lambda: book(("07700", "x"), ("900123", "y")),
    "open sheet, letters": lambda: ods(tuple(LAST)),
    "open sheet, two cells": lambda: ods(("Quill", "feather")),
    "open sheet, letters downwards": lambda: ods(*((one, "x") for one in LAST)),
    "page, letters": lambda: html_table(tuple(LAST)),
    "page, two cells": lambda: html_table(("Quill", "feather")),
    "page, letters downwards": lambda: html_table(*((one, "x") for one in LAST)),
    "document, letters": lambda: table(tuple(LAST)),
    "document, two cells": lambda: table(("Quill", "feather")),
    "document, letters downwards": lambda: table(*((one, "x") for one in LAST)),
    "document, tabs": lambda: docx(para(run(PLAIN)) + para("<w:r>" + "<w:tab/>".join(f"<w:t>{one}</w:t>" for one in LAST) + "</w:r>")),
    "rich text, tabs": lambda: rtf("\\tab ".join(LAST)),
    "rich text, two cells": lambda: rtf("\\trowd\\cellx1000\\cellx2000 Quill\\cell feather\\cell\\row\\pard "),
    "notation, letters": lambda: notation(list(LAST)),
    "notation, two texts": lambda: notation(["Quill", "feather"]),
    "notation, rows": lambda: notation([["Quill", "feather"], ["a", "b"]]),
    "letter, table": lambda: eml("x", "<table><tr><td>Quill</td><td>feather</td></tr></table>"),
    "drawing, letters at their places": lambda: svg(placed(LAST)),
    "drawing, pieces at their places": lambda: svg('<text x="60" y="30">feather</text><text x="10" y="30">Quill</text>'),
}  # fmt: skip

_BACK = "display:flex;flex-direction:row-reverse"
STYLED = {
    "flex, pieces": lambda: page(f'<div style="{_BACK}"><span>feather</span><span>Quill</span></div>'),
    "flex, letters": lambda: page(f'<div style="{_BACK}">{spans(LAST[::-1])}</div>'),
    "flex, boxes": lambda: page(f'<div style="{_BACK}"><div>feather</div><div>Quill</div></div>'),
    "flex, boxes in order": lambda: page('<div style="display:flex"><div>Quill</div><div>feather</div></div>'),
    "flex, by a style sheet": lambda: page('<div class="r"><span>feather</span><span>Quill</span></div>', f"<style>.r{{{_BACK}}}</style>"),
    "flex, by name": lambda: page('<div id="r"><b>feather</b><b>Quill</b></div>', f"<style>#r {{ {_BACK} }}</style>"),
    "flex, short": lambda: page('<div style="display:inline-flex;flex-flow:row-reverse nowrap"><i>feather</i><i>Quill</i></div>'),
    "flex, ordered": lambda: page('<div style="display:flex"><span style="order:2">feather</span><span style="order:1">Quill</span></div>'),
    "flex, letters downwards": lambda: page(f'<div style="display:flex;flex-direction:column-reverse">{spans(LAST[::-1], "div")}</div>'),
    "floats": lambda: page(f'<div>{"".join(f"<span style=float:right>{one}</span>" for one in LAST[::-1])}</div>'),
    "floats, pieces": lambda: page('<p><span style="float:right">feather</span><span style="float:right">Quill</span></p>'),
    "direction": lambda: page(f'<div dir="rtl">{"".join(f"<span style=display:inline-block>{one}</span>" for one in LAST[::-1])}</div>'),
    "boxes in a line": lambda: page('<div style="display:inline-block">Quill</div><div style="display:inline">feather</div>'),
    "places": lambda: page('<div><span style="position:absolute;left:60px;top:9px">feather</span><span style="position:absolute;left:10px;top:9px">Quill</span></div>'),
    "grid": lambda: page('<div style="display:grid;grid-template-columns:1fr 1fr"><div>Quill</div><div>feather</div></div>'),
    "words of the style": lambda: page('<p>Ring <b class="q">feather</b></p>', '<style>.q::before{content:"Quill"}</style>'),
    "letter, flex": lambda: eml("x", f'<div style="{_BACK}"><span>feather</span><span>Quill</span></div>'),
    "letter, letters back": lambda: eml("x", f'<div style="{_BACK}">{spans(LAST[::-1])}</div>'),
}  # fmt: skip

_ON_ITS_HEAD = "".join(
    "ɐqɔpǝɟƃɥᴉɾʞlɯuodbɹsʇnʌʍxʎz"["abcdefghijklmnopqrstuvwxyz".index(one)] for one in LAST.lower()[::-1]
)
FURTHER = {
    "subtitles, a line of the style": lambda: ("film.ass", f"[Events]\nDialogue: 0,0:00:01.00,0:00:04.00,A,,0,0,0,,Ring Zebedee Quill-\\Nfeather\n{PLAIN}\n".encode()),
    "subtitles, a break": lambda: srt("Ring Quill-<br>feather"),
    "Markdown, a note at the foot": lambda: md("Ring Quill[^1]feather now\n\n[^1]: a note"),
    "Markdown, mathematics": lambda: md("Ring Quill$feather$ now"),
    "text, brackets": lambda: text("Ring Quill(feather) and [Quill]feather"),
    "text, quotes": lambda: text("Ring Quill“feather” now"),
    "text, a stop": lambda: text("Ring Quill.feather now"),
    "text, a picture": lambda: text("Ring Quill\U0001f642feather now"),
    "text, a blank": lambda: text("Ring Zebedee Quill feather now"),
    "text, blanks in both": lambda: text("Ring Zebe dee Quill feather now"),
    "text, backwards": lambda: text(f"Ring {LAST[::-1]} now"),
    "text, on its head": lambda: text(f"Ring {_ON_ITS_HEAD} now"),
    "text, pieces of three": lambda: text("Ring Qui/llf/eat/her now"),
    "card, parts of a name": lambda: ("card.vcf", f"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Quill;feather;;;\r\nFN:Ann\r\nNOTE:{PLAIN}\r\nEND:VCARD\r\n".encode()),
    "workbook, from the right": lambda: book(("feather", "Quill")),
    "notation, a digit each": lambda: notation([int(one) for one in NUMBER if one.isdigit()]),
    "drawing, groups": lambda: svg('<g transform="translate(60,30)"><text>feather</text></g><g transform="translate(10,30)"><text>Quill</text></g>'),
    "drawing, matrices": lambda: svg('<text transform="matrix(1 0 0 1 60 30)">feather</text><text transform="matrix(1 0 0 1 10 30)">Quill</text>'),
    "drawing in a page": lambda: page('<svg><text x="60" y="30">feather</text><text x="10" y="30">Quill</text></svg>'),
    "page, hidden letters between": lambda: page('<p>Ring quill<span style="display:none">xyz</span>feather</p>'),
    "page, empty letters between": lambda: page("<p>Ring Quill<span hidden>xyz</span>feather</p>"),
}  # fmt: skip

CHANNELS = {
    f"{kind}: {label}": build
    for kind, found in (
        ("markup", MARKUP),
        ("quotes", QUOTES),
        ("controls", CONTROLS),
        ("digits", DIGITS),
        ("cells", CELLS),
        ("styled", STYLED),
        ("further", FURTHER),
    )
    for label, build in found.items()
}

KEPT = {
    "a longer word": (lambda: text("Ring Quillfeatherstone now"), "Quillfeatherstone"),
    "a longer word in bold": (lambda: md("Ring Quill**featherstone** now"), "Quill**featherstone**"),
    "one more letter before it": (lambda: srt("Ring s<i>quill</i>feather now"), "s<i>quill</i>feather"),
    "words that begin alike": (lambda: text("a quill and a feather"), "a quill and a feather"),
    "words in two paragraphs": (lambda: page("<p>a quill</p><p>feather bed</p>"), "feather bed"),
    "words far apart in a row": (lambda: book(("quill", "and", "feather")), "feather"),
    "words in two rows": (lambda: csv("a,b,quill,c", "feather,b,c,d"), "feather,b,c,d"),
    "words of two lists": (lambda: notation([["a", "quill"], ["feather", "b"]]), '"feather"'),
    "another number": (lambda: text(f"Ring {digits(_ARABIC)[:-1]}٤ now"), "٤ now"),
    "a longer number in cells": (lambda: csv("07700,900,1234,c"), "07700,900,1234,c"),
    "quotes of two": (lambda: eml("> a quill\n\nfeather bed"), "feather bed"),
    "a sentence without its blank": (lambda: text("take the quill.feather it"), "quill.feather it"),
    "two words": (lambda: text("take the quill feather from it"), "quill feather from"),
}


def coded(data):
    return base64.b64encode(data).decode()
