"""XML and JSON that no other reader knows: whole ones are shown without a word more, those with a part taken
out or changed are told."""

import json
import random

import pytest

from evidence_review.domain.evidence import Problem, ReadOptions
from evidence_review.importers.choosing import read
from evidence_review.importers.text.well_formed import UNFIT, is_unfit

ROWS = [
    {"number": number, "words": f"note {number} of the shed: café & more", "more": [1, 2.5, None]}
    for number in range(40)
]
XML = "".join(
    f'<note number="{number}"><by>Ann Example</by>the key &amp; the shed</note>\n' for number in range(40)
)
WHOLE = {
    "a.xml": f'<?xml version="1.0" encoding="UTF-8"?>\n<notes>{XML}</notes>\n',
    "b.xml": f'<!-- notes --><notes xmlns="urn:example:notes">{XML}</notes>',
    "entity.xml": f'<?xml version="1.0"?><notes>&nbsp;{XML}</notes>',
    "prefix.xml": f'<?xml version="1.0"?><notes><x:one/>{XML}</notes>',
    "a.json": json.dumps(ROWS, indent=1),
    "lines.jsonl": "\n".join(map(json.dumps, ROWS)),
    "noted.json": json.dumps(ROWS, indent=1).replace("[\n", "[ // what follows are notes\n", 2),
    "comma.json": json.dumps(ROWS, indent=1).replace("null\n", "null,\n"),
    "page.html": f"<div>{XML}<br></div>",
    "settings.txt": "[notes]\n" + "name=one\n" * 40,
}


@pytest.mark.parametrize("name", WHOLE)
def test_whole_files_hold_together(name):
    assert not is_unfit(WHOLE[name])


@pytest.mark.parametrize("name", ["a.xml", "b.xml", "a.json", "lines.jsonl"])
def test_a_tag_or_a_bracket_that_is_gone_is_told(tmp_path, name):
    text = WHOLE[name]
    at = text.index("</by>", 700) if name.endswith("xml") else text.index('"words"', 700)
    damaged = text[:at] + text[at + 3 :]
    assert is_unfit(damaged)
    path = tmp_path / name
    for words, said in ((text, 0), (damaged, 1)):
        path.write_text(words, "utf-8")
        assert [value.reason for value in read(path, ReadOptions()) if isinstance(value, Problem)].count(
            UNFIT
        ) == said


def test_nothing_takes_long_or_fails():
    draw = random.Random(5)
    for text in (
        "<?xml version='1.0'?>" + "<a>" * 100_000,
        "[" * 100_000,
        '{"a":' * 100_000,
        "<a xmlns" * 10_000,
        "[\n" + "{}\n" * 100_000,
    ):
        is_unfit(text)
    for _ in range(200):
        is_unfit("".join(draw.choice('<>{}[]"?xml/ a\0\ud800') for _ in range(400)))
