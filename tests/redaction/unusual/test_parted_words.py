"""Words that are put together from parts, and words with letters struck out in them, are found whole."""

from pathlib import Path

import pytest
from media_office import docx, odf, para, rtf, run

from evidence_review.domain.evidence import Item, ReadOptions
from evidence_review.domain.text import struck, struck_in_words
from evidence_review.importers.choosing import read
from evidence_review.redaction.file_writing import removals_of
from evidence_review.redaction.new_files.html_values import page_contents
from evidence_review.redaction.new_files.pieces import search_of
from evidence_review.redaction.rewriting import rewrite
from evidence_review.redaction.terms.search import find, places
from evidence_review.workflow.case.redaction_options import Wishes
from evidence_review.workflow.one_file import redact_file_task

SEARCH = search_of(removals_of(("Ottoline Brackwater", "07700 900417")))
ORDINARY = (
    "The boys' 'Brack' said 'water' is \"left\", and \"right\". "
    "x = 'Bread' + 'board'; [\"a\", \"b\"].join('') "
    "film(s), colo(u)r, x[1]y, B2B, 1st, 2nd-hand, a{b}c, 50%20off, CH4 and H2O, "
    "see note² and the mill[3] there. "
    "'the gbrackwater', 'gsmith', ['a', 'b']; " + "x" * 90 + "brackwater', 'b'.join() "
    "https://example.org/bread https://example.org/board.png, a.brack@example.org and b@example.org; "
    "The ~~old~~ plan, <s>a</s> <del>gone</del>, [s]x[/s] and it's 'so' 'be' it. Ring '07700' or '900582'.\n"
)
PARTED = (
    "'Brack' + 'water'",
    '"Brack"&"water"',
    'CONCATENATE("Brack","water")',
    "['Brack', 'water'].join('')",
    '"Brack" "water"',
    "'Brack' || 'water'",
    '"Brac" .\n  "kwater"',
    'f"Brack" f"water"',
    '"07700 " + "900417"',
    "Brac~~x~~kwater",
    "Brac<s>x</s>kwater",
    "Bracx\u0336kwater",
    "Brac[s]x[/s]kwater",
    "Brac\\sout{x}kwater",
    "Brack¹water",
    "Brack[12]water",
    "Brack(1)water",
    "Brack<sup>1</sup>water",
    "Brack1water",
    "Brac{--x--}kwater",
    "Brack![](x.png)water",
    "\\text{Brack}\\text{water}",
    "Brack\\ **water**",
    "12 Ottoline Brack-\n13 water",
    "Brack-\n\n7\n\nwater",
    "Brack<![CDATA[water]]>",
    "Br%61ckwater",
    "07700%20900417",
    "(0)7700 / 900 / 417",
    "🇧 🇷 🇦 🇨 🇰 🇼 🇦 🇹 🇪 🇷",
    "٠٧7OO ९००4१7",
    "https://example.org/a/brack https://example.org/b/water",
    "![](https://example.org/Brack.png)![](https://example.org/Water.png)",
    "o.brack@example.org, o.water@example.org",
)


def without(text: str) -> str:
    return rewrite(text, places(find(text, SEARCH), ["[A]", "[B]"]))


@pytest.mark.parametrize("written", PARTED)
def test_a_word_in_parts_goes_whole(written: str):
    new = without(f"{ORDINARY}They wrote {written} there.\n{ORDINARY}")
    assert new.startswith(f"{ORDINARY}They wrote ")
    assert new.endswith(f" there.\n{ORDINARY}")
    between = new[len(ORDINARY) : -len(ORDINARY)]
    assert not [part for part in ("Brac", "water", "07700", "900417", "7700", "🇧", "٠٧") if part in between]


def test_ordinary_quotes_lists_and_struck_words_stay():
    assert without(ORDINARY * 3) == ORDINARY * 3


def test_a_page_says_which_letters_of_a_word_are_struck_out():
    line = "text-decoration: line-through"
    page = f"<p>Brac<s>x</s>kwater, <del>old words</del>, a<span style='{line}'>b</span></p>"
    said = page_contents(page).passages[0].text
    assert said == "Bracx\u0336kwater, old words, ab\u0336"
    assert without(said) == "[A]x\u0336, old words, ab\u0336"


def test_whole_words_struck_out_stay_plain():
    assert struck_in_words(f"a {struck('plain word')} b") == "a plain word b"
    assert struck_in_words(f"a{struck('b')}") == "ab\u0336"


def test_a_piece_that_an_xml_file_names_is_read_where_it_is_used():
    new = without('<!DOCTYPE a [<!ENTITY w "water">]><a>Brack&w;</a>')
    assert new.startswith('<!DOCTYPE a [<!ENTITY w "water">]><a>[A]')
    assert "Brack" not in new


STRUCK = (
    '<office:automatic-styles><style:style style:name="S" style:family="text"><style:text-properties '
    'style:text-line-through-style="solid"/></style:style><style:style style:name="T" style:family="text" '
    'style:parent-style-name="S"/></office:automatic-styles>'
)
_LINES = '<text:p>{}<text:span text:style-name="{}">{}</text:span>{}</text:p>'
STRUCK_FILES = {
    "rich text": lambda *said: rtf("{}{{\\strike {}}}{}".format(*said)),
    "rich text, two lines, off again": lambda *said: rtf("{}\\striked1 {}\\striked0 {}".format(*said)),
    "Word": lambda *said: docx(para(run(said[0]) + run(said[1], "<w:strike/>") + run(said[2]))),
    "open document": lambda *said: odf("text", _LINES.format(said[0], "S", *said[1:]), styles=STRUCK),
    "style beneath": lambda *said: odf("text", _LINES.format(said[0], "T", *said[1:]), styles=STRUCK),
}


@pytest.mark.parametrize("kind", STRUCK_FILES)
@pytest.mark.parametrize("letters", ["x", "xyz"])
def test_a_file_with_struck_letters_loses_the_name(kind: str, letters: str, tmp_path: Path):
    def words(*said: str) -> str:
        name, data = STRUCK_FILES[kind](*said)
        folder = tmp_path / said[0].split()[-1]
        folder.mkdir()
        source, target = folder / f"in{Path(name).suffix}", folder / f"out{Path(name).suffix}"
        source.write_bytes(data)
        next(redact_file_task.redact_path(source, target, ("Ottoline Brackwater",), Wishes()))
        return "".join(item.text for item in read(target, ReadOptions()) if isinstance(item, Item))

    gone = words("Ring Brack", letters, "water now")
    assert not [part for part in ("Brack", "water") if part in gone]
    assert "Ring" in gone
    assert "now" in gone
    kept = words("Ring Bread", letters, "board now")
    assert "Ring Bread" in kept
    assert "board now" in kept


def test_words_struck_out_whole_read_plainly(tmp_path: Path):
    for kind in ("rich text", "open document"):
        name, data = STRUCK_FILES[kind]("the ", "old", " plan")
        path = tmp_path / name
        path.write_bytes(data)
        said = "".join(item.text for item in read(path, ReadOptions()) if isinstance(item, Item))
        assert "the old plan" in said
