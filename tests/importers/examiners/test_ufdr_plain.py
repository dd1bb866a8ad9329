"""What is seen at a glance is what Expat would have read, and nothing is seen that only looks like a
message."""

import random
import re

import pytest
import ufdr_reports as build

from evidence_review.domain.evidence import Item, ReadOptions
from evidence_review.importers.examiners.ufdr.fast_learning import learnt
from evidence_review.importers.examiners.ufdr.fast_moulds import Moulds
from evidence_review.importers.examiners.ufdr.fast_reading import Plain
from evidence_review.importers.examiners.ufdr.fast_shapes import Shapes
from evidence_review.importers.examiners.ufdr.importer import IMPORTER
from evidence_review.importers.examiners.ufdr.parsing import Parsing
from evidence_review.importers.markup.xml_stream import Texts
from evidence_review.importers.tally import Unknown

MARK = '<model type="InstantMessage"'
PERSON = build.party("447700900002@s.whatsapp.net", "Robin Example", "False")
WORDS = ["hi", "", "x]y", "]]", "é😀", "1 > 2", "line\nbreak", "cr\r\nlf", 'q"q', "tab\t"]


def by_expat(text):
    """The model that Expat makes of a text, its names it does not know, and whether it broke."""
    unknown, xml = (
        Unknown(),
        f'<p><decodedData><modelType type="InstantMessage">{text}</modelType></decodedData></p>',
    )
    parsing = Parsing(Texts([xml.encode()]), "r", unknown)
    done = [each for step in parsing.steps() for each in step]
    return [value for what, value, _, _ in done if what == "model"], unknown.seen, parsing.broken


def bare(model, top=True):
    """A model for comparison: the id of a person inside says nothing and is not kept."""
    number = model.id if top or model.type != "Party" else ""
    return (
        model.type,
        number,
        model.attributes,
        model.fields,
        [(name, bare(each, top=False)) for name, each in model.models],
        model.stamps,
    )


class Written:
    """Messages as they are written, most of them plain, some with something odd."""

    def __init__(self, seed):
        self.draw = random.Random(seed)

    def some(self, *choices):
        return self.draw.choice(choices)

    def value(self):
        words = self.some(*WORDS)
        return self.some(f"<![CDATA[{words}]]>", f"<![CDATA[{words}]]>", words)

    def field(self):
        kind, gap = self.some("String", "Boolean", "TimeStamp"), self.some("", "\n  ")
        more = self.some(
            *[""] * 9,
            ' format="TimeStampKnown" formattedTimestamp="2020-01-01T00:00:00+00:00"',
            ' format="Base64String"',
            ' odd="1"',
        )
        inner = self.some(
            *[f'<value type="{kind}"{more}>{self.value()}</value>'] * 9,
            "<empty />",
            "<value>x</value>",
            "stray",
        )
        return (
            f'<field name="{self.some("Body", "Source", "TimeStamp")}" '
            f'type="{kind}">{gap}{inner}{gap}</field>{gap}'
        )

    def pointers(self):
        inner = "".join(
            f'<targetid ismodel="true">{self.value()}</targetid>' for _ in range(self.draw.randrange(3))
        )
        return self.some("", "", f'<jumptargets name="">{inner}</jumptargets>', '<sourcemodels name="" />')

    def model(self, kind, depth=0):
        said = self.some(
            *[' deleted_state="Intact" isrelated="False"'] * 9, ' odd="1"', ' isrelated="a&amp;b"'
        )
        body = "".join(self.field() for _ in range(self.draw.randrange(5)))
        for _ in range(self.draw.randrange(3) if depth < 2 else 0):
            tag, inner = (
                self.some("modelField", "multiModelField"),
                self.model(self.some("Party", "Attachment"), depth + 1),
            )
            body += self.some(
                f'<{tag} name="From" type="Party">\n{inner}</{tag}>',
                f'<{tag} name="To" type="Party" />',
                f'<{tag} name="To" type="Party"><empty /></{tag}>',
            )
        return f'<model type="{kind}" id="{self.some("1", "ab")}"{said}>{body}{self.pointers()}</model>'


def messages_of(values):
    return [value for value in values if isinstance(value, Item)]


@pytest.mark.parametrize("seed", range(4))
def test_what_is_seen_at_a_glance_is_what_expat_reads(seed):
    written, seen, shaped = Written(seed), 0, 0
    plain = Plain(learnt)
    shapes = Shapes(plain)
    for _ in range(1500):
        text = written.model("InstantMessage")
        if written.draw.random() < 0.4:  # damage: a little left out, doubled or put in
            at = written.draw.randrange(len(text))
            text = (
                text[:at]
                + written.some("", "<", ">", '"', "&", "</model>", "x", text[at : at + 9] * 2)
                + text[at + written.draw.randrange(3) :]
            )
        text = text.replace("\r\n", "\n").replace("\r", "\n")  # as they come from xml_stream
        known = shapes.known(text)
        model, unknown = known or shapes.message(text), Unknown()
        for what, name in () if known else plain.odd:
            unknown.add(what, name, "r#InstantMessage[1]")
        if model is not None:
            models, told, broken = by_expat(text)
            assert not broken
            assert unknown.seen.keys() == told.keys()
            assert [count for count, _ in unknown.seen.values()] == [count for count, _ in told.values()]
            assert [bare(each) for each in models] == [bare(model)]
            seen += 1
            shaped += known is not None
    assert seen > 300
    assert shaped > 10


LAYOUTS = {
    "as written": lambda xml: xml,
    "indented": lambda xml: re.sub(rb"(?<!\]\])><(?!!)", b">\n    <", xml),
    "with CR": lambda xml: re.sub(rb"(?<!\]\])><(?!!)", b">\r\n\t<", xml),
    "no CDATA": lambda xml: (
        xml.replace(b" & more", b" &amp; more").replace(b"<![CDATA[", b"").replace(b"]]>", b"")
    ),
    "type last": lambda xml: re.sub(
        rb'<(field|value|model|modelField|multiModelField) (\w+="[^"]*") ([^>/]*[^>/ ])>', rb"<\1 \3 \2>", xml
    ),
    "more attributes": lambda xml: xml.replace(b"<field ", b'<field odd="1" ').replace(
        b"<model ", b'<model odder="2" '
    ),
    "prefixed": lambda xml: re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1pa:", xml).replace(
        b"<pa:project", b'<pa:project xmlns:pa="x"'
    ),
    "single quotes": lambda xml: re.sub(rb'="([^"]*)"', rb"='\1'", xml),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("place", ["in chats", "outside chats"])
def test_messages_of_any_layout_are_seen_at_a_glance_and_read_as_expat_reads_them(
    tmp_path, monkeypatch, layout, place
):
    talk = [
        build.message(
            n,
            f"message {n} & more",
            build.party("447700900002@s.whatsapp.net", "Robin Example", "False", number=f"p{n}"),
            build.many("To", build.party("447700900003", "Sam Example", "True", number=f"q{n}"))
            + (
                build.many(
                    "Attachments",
                    f'<model type="Attachment" id="a{n}">{build.field("Title", "x")}</model>',
                    kind="Attachment",
                )
                if n % 3 == 0
                else ""
            ),
        )
        for n in range(60)
    ]
    inside = (
        build.of_type("Chat", build.chat(1, *talk, people=(PERSON,)))
        if place == "in chats"
        else build.of_type("InstantMessage", *talk)
    )
    (tmp_path / "report.xml").write_bytes(LAYOUTS[layout](build.report(inside)))
    looked, seen = [], Plain.message
    monkeypatch.setattr(Plain, "message", lambda *given: looked.append(seen(*given)) or looked[-1])
    quick = list(IMPORTER.read(tmp_path / "report.xml", ReadOptions()))
    monkeypatch.setattr(Shapes, "known", lambda *_: None)
    monkeypatch.setattr(Plain, "message", lambda *_: None)
    slow = list(IMPORTER.read(tmp_path / "report.xml", ReadOptions()))
    assert quick == slow
    assert len(messages_of(quick)) >= 60
    assert None not in looked


def test_a_message_that_answers_another_is_seen_at_a_glance(tmp_path, monkeypatch):
    talk = [
        build.message(
            n,
            f"yes {n}",
            PERSON,
            build.one("ReplyMessageData", build.message(900 + n, f"is it {n}?", PERSON), "InstantMessage"),
        )
        for n in range(40)
    ]
    (tmp_path / "report.xml").write_bytes(build.report(build.of_type("Chat", build.chat(1, *talk))))
    quick = list(IMPORTER.read(tmp_path / "report.xml", ReadOptions()))
    looked, seen = [], Plain.message
    monkeypatch.setattr(Plain, "message", lambda *given: looked.append(seen(*given)) and None)
    monkeypatch.setattr(Shapes, "known", lambda *_: None)
    assert list(IMPORTER.read(tmp_path / "report.xml", ReadOptions())) == quick
    assert [
        ("in reply to", f"is it {n}?") in item.extra for n, item in enumerate(messages_of(quick)[:40])
    ] == [True] * 40
    assert len(looked) >= 39
    assert None not in looked


HOSTILE = [
    (
        f'<![CDATA[</model>{MARK} id="x"><field name="Body" type="String"><value type="String">not '
        f"said</value></field></model>]]>"
    ),
    f'<!-- </model>{MARK} id="x"></model> -->',
    f'<?pi </model>{MARK} id="x"></model> ?>',
]


@pytest.mark.parametrize("trap", HOSTILE)
@pytest.mark.parametrize("place", ["body", "between", "after"])
def test_what_only_looks_like_a_message_is_none(tmp_path, trap, place):
    first, last = build.message(1, "first", PERSON), build.message(2, "last", PERSON)
    if place == "body":
        first = first.replace(
            "<![CDATA[first]]>", trap if trap.startswith("<![") else f"<![CDATA[first]]>{trap}"
        )
    middle = trap if place == "between" else ""
    chat = build.chat(1, first, middle, last) + (trap if place == "after" else "")
    (tmp_path / "report.xml").write_bytes(build.report(build.of_type("Chat", chat)))
    items = [
        value for value in IMPORTER.read(tmp_path / "report.xml", ReadOptions()) if isinstance(value, Item)
    ]
    assert [item.extra[1][1] for item in items if item.extra[0] == ("model", "InstantMessage")] == [
        "m1",
        "m2",
    ]


def test_the_end_of_a_message_is_found_among_models_inside_it():
    text, plain = (
        build.message(
            1, "hello", PERSON, build.many("Attachments", '<model type="Attachment" id="a"></model>')
        ),
        Plain(learnt),
    )
    assert plain.end_of(text + "</multiModelField></model>") == len(text)
    assert plain.end_of(text[:-5]) == 0


def a_talk(seed, count=300):
    """Messages of a few ways of writing, each with values of its own: what a shape shares must not leak from
    one to the next."""
    draw = random.Random(seed)
    people = [
        ("447700900001", "Ann Example", "True"),
        ("447700900002", "Robin Example", "False"),
        ("System Message", "", "False"),
        ("", "", None),
    ]
    for n in range(count):
        way, when = (
            draw.randrange(6),
            f"2024-03-17T22:{draw.randrange(60):02}:30.{draw.choice(('123+01:00', '000+00:00', '123'))}",
        )
        sender = build.party(*draw.choice(people), role=draw.choice(("From", "General")), number=f"p{n}")
        second = draw.choice((when[:19] + "+00:00", "2024-03-17T21:15:30+00:00", ""))
        inner = (
            "",
            build.field("Source", draw.choice(("Signal", ""))),
            build.stamp("SentTime", when, second) + build.field("Subject", f"about {n}"),
            build.many("To", *[build.party(*draw.choice(people), number=f"q{n}{i}") for i in range(2)]),
            build.field("Body", "again") + build.field("Direction", draw.choice(("Incoming", "Outgoing"))),
            build.field("Label", draw.choice(("System", "Reply"))),
        )[way]
        yield build.message(
            n,
            draw.choice((f"message {n}", "", "]", "a\nb")),
            sender,
            inner,
            draw.choice(("Intact", "Deleted")),
            when,
        )


@pytest.mark.parametrize("seed", range(12))
def test_items_made_of_the_values_of_a_shape_are_those_made_of_models(tmp_path, monkeypatch, seed):
    chat = build.chat(1, *a_talk(seed), people=(PERSON,)) + build.chat(2, *a_talk(seed + 100))
    (tmp_path / "report.xml").write_bytes(build.report(build.of_type("Chat", chat)))
    made, item = [], Moulds.item
    monkeypatch.setattr(Moulds, "item", lambda *given: made.append(item(*given)) or made[-1])
    quick = list(
        IMPORTER.read(tmp_path / "report.xml", ReadOptions(owner="447700900001" if seed % 2 else None))
    )
    monkeypatch.setattr(Moulds, "item", lambda *_: None)
    slow = list(
        IMPORTER.read(tmp_path / "report.xml", ReadOptions(owner="447700900001" if seed % 2 else None))
    )
    assert quick == slow
    assert sum(each is not None for each in made) > 20
