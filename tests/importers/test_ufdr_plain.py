"""What is seen at a glance is what Expat would have read, and nothing is seen that only looks like a message."""

import random

import pytest
import ufdr_reports as build

from evidence_review.domain.evidence import Item, ReadOptions
from evidence_review.importers import ufdr_parsing
from evidence_review.importers.bookkeeping import Unknown
from evidence_review.importers.ufdr import IMPORTER
from evidence_review.importers.ufdr_parsing import Parsing
from evidence_review.importers.ufdr_plain import MARK, Parties, end_of, message
from evidence_review.importers.xml_stream import Texts

PERSON = build.party("447700900002@s.whatsapp.net", "Robin Example", "False")
WORDS = ["hi", "", "x]y", "]]", "é😀", "1 > 2", "line\nbreak", "cr\r\nlf", 'q"q', "tab\t"]


def by_expat(text):
    """The model that Expat makes of a text, its names it does not know, and whether it broke."""
    unknown, xml = Unknown(), f'<p><decodedData><modelType type="InstantMessage">{text}</modelType></decodedData></p>'
    parsing = Parsing(Texts([xml.encode()]), "r", unknown)
    done = [each for step in parsing.steps() for each in step]
    return [value for what, value, _, _ in done if what == "model"], unknown.seen, parsing.broken


def bare(model, top=True):
    """A model for comparison: the id of a person inside says nothing and is not kept."""
    number = model.id if top or model.type != "Party" else ""
    return model.type, number, model.attributes, model.fields, [(name, bare(each, top=False)) for name, each in model.models], model.stamps


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
            *[""] * 9, ' format="TimeStampKnown" formattedTimestamp="2020-01-01T00:00:00+00:00"', ' format="Base64String"', ' odd="1"'
        )
        inner = self.some(*[f'<value type="{kind}"{more}>{self.value()}</value>'] * 9, "<empty />", "<value>x</value>", "stray")
        return f'<field name="{self.some("Body", "Source", "TimeStamp")}" type="{kind}">{gap}{inner}{gap}</field>{gap}'

    def pointers(self):
        inner = "".join(f'<targetid ismodel="true">{self.value()}</targetid>' for _ in range(self.draw.randrange(3)))
        return self.some("", "", f'<jumptargets name="">{inner}</jumptargets>', '<sourcemodels name="" />')

    def model(self, kind, depth=0):
        said = self.some(*[' deleted_state="Intact" isrelated="False"'] * 9, ' odd="1"', ' isrelated="a&amp;b"')
        body = "".join(self.field() for _ in range(self.draw.randrange(5)))
        for _ in range(self.draw.randrange(3) if depth < 2 else 0):
            tag, inner = self.some("modelField", "multiModelField"), self.model(self.some("Party", "Attachment"), depth + 1)
            body += self.some(
                f'<{tag} name="From" type="Party">\n{inner}</{tag}>',
                f'<{tag} name="To" type="Party" />',
                f'<{tag} name="To" type="Party"><empty /></{tag}>',
            )
        return f'<model type="{kind}" id="{self.some("1", "ab")}"{said}>{body}{self.pointers()}</model>'


@pytest.mark.parametrize("seed", range(4))
def test_what_is_seen_at_a_glance_is_what_expat_reads(seed):
    written, parties, seen = Written(seed), Parties(), 0
    for _ in range(1500):
        text = written.model("InstantMessage")
        if written.draw.random() < 0.4:  # damage: a little left out, doubled or put in
            at = written.draw.randrange(len(text))
            text = (
                text[:at]
                + written.some("", "<", ">", '"', "&", "</model>", "x", text[at : at + 9] * 2)
                + text[at + written.draw.randrange(3) :]
            )
        model = message(text, parties)
        if model is not None:
            models, unknown, broken = by_expat(text)
            assert (unknown, broken) == ({}, False)
            assert [bare(each) for each in models] == [bare(model)]
            seen += 1
    assert seen > 300


def test_most_messages_of_a_report_are_seen_at_a_glance(tmp_path, monkeypatch):
    talk = [
        build.message(n, f"message {n} & more", PERSON).replace("<field", "\n  <field").replace("</field", "\n  </field")
        for n in range(200)
    ]
    (tmp_path / "report.xml").write_bytes(build.report(build.of_type("Chat", build.chat(1, *talk, people=(PERSON,)))))
    quick = [value for value in IMPORTER.read(tmp_path / "report.xml", ReadOptions()) if isinstance(value, Item)]
    looked, seen = [], ufdr_parsing.message
    monkeypatch.setattr(ufdr_parsing, "message", lambda *given: looked.append(seen(*given)) or None)
    slow = [value for value in IMPORTER.read(tmp_path / "report.xml", ReadOptions()) if isinstance(value, Item)]
    assert quick == slow
    assert len([model for model in looked if model]) >= 199


HOSTILE = [
    f'<![CDATA[</model>{MARK} id="x"><field name="Body" type="String"><value type="String">not said</value></field></model>]]>',
    f'<!-- </model>{MARK} id="x"></model> -->',
    f'<?pi </model>{MARK} id="x"></model> ?>',
]


@pytest.mark.parametrize("trap", HOSTILE)
@pytest.mark.parametrize("place", ["body", "between", "after"])
def test_what_only_looks_like_a_message_is_none(tmp_path, trap, place):
    first, last = build.message(1, "first", PERSON), build.message(2, "last", PERSON)
    if place == "body":
        first = first.replace("<![CDATA[first]]>", trap if trap.startswith("<![") else f"<![CDATA[first]]>{trap}")
    middle = trap if place == "between" else ""
    chat = build.chat(1, first, middle, last) + (trap if place == "after" else "")
    (tmp_path / "report.xml").write_bytes(build.report(build.of_type("Chat", chat)))
    items = [value for value in IMPORTER.read(tmp_path / "report.xml", ReadOptions()) if isinstance(value, Item)]
    assert [item.extra[1][1] for item in items if item.extra[0] == ("model", "InstantMessage")] == ["m1", "m2"]


def test_the_end_of_a_message_is_found_among_models_inside_it():
    text = build.message(1, "hello", PERSON, build.many("Attachments", '<model type="Attachment" id="a"></model>'))
    assert end_of(text + "</multiModelField></model>") == len(text)
    assert end_of(text[:-5]) == 0
