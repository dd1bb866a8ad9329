"""check-file without terms lists every word that the Free Law Project's x-ray 0.4.0 finds on badly redacted
pages, and those that it misses.

x-ray needs a version of the PDF library that is not ours, so it is not run here: `finds` is its rule written
anew from its description (a filled, opaque rectangle of more than 4 points each way, painted later or in the
colour of the letter, over four fifths of it, of one colour when drawn without soft edges). On all files of
`blackouts` and on 900 public files x-ray itself was run beside (docs/decisions/0032).
"""

from collections import Counter

import pymupdf
import pytest
from blackouts import BLACKOUTS, COVERED, COVERS, LINES, SETTINGS, boxes
from drafting import Draft
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_review.domain.redaction_values import Removal
from evidence_review.redaction import redact_pdf
from evidence_review.redaction.hidden.hidden_pages import hidden_runs
from evidence_review.redaction.hidden.hidden_pdf import pdf_hides

pytestmark = pytest.mark.filterwarnings("ignore")
_OF_NOTES = {"redact_note", "highlight", "stamp", "square_note"}


def listed(data: bytes) -> Counter[str]:
    """The letters on page 1 that check-file counts as hidden."""
    with pymupdf.open(stream=data, filetype="pdf") as document:
        document[0].set_rotation(0)
        return Counter(letter for run in hidden_runs(document[0]) for letter, *_ in run.letters)


def finds(data: bytes) -> Counter[str]:
    """The letters that x-ray's rule finds on page 1 of an unturned page, spaces left out.

    Of a box a pixel less is looked at on each side: its version of the library fills every pixel that a box
    touches, ours those whose middle lies in it.
    """
    before = pymupdf.TOOLS.show_aa_level()["graphics"]
    pymupdf.TOOLS.set_aa_level(0)
    out: Counter[str] = Counter()
    with pymupdf.open(stream=data, filetype="pdf") as document:
        page = document[0]
        covers = [
            (drawing["seqno"], drawing["fill"], item[1])
            for drawing in page.get_drawings()
            if drawing["fill"] is not None and drawing["fill_opacity"] == 1
            for item in drawing["items"]
            if item[0] == "re" and item[1].width > 4 < item[1].height and item[1].y1 > 43
        ]
        flat = [
            cover
            for cover in covers
            if page.get_pixmap(clip=cover[2] + (1, 1, -1, -1), colorspace=pymupdf.csRGB).is_unicolor
        ]
        for span in page.get_texttrace():
            for code, _, _, box in span["chars"]:
                letter, area = pymupdf.Rect(box), abs(pymupdf.Rect(box).get_area())
                over = [one for act, fill, one in flat if act > span["seqno"] or fill == span["color"]]
                if (
                    area
                    and chr(code).strip()
                    and max((abs(letter & one) / area for one in over), default=0) > 0.8
                ):
                    out[chr(code)] += 1
    pymupdf.TOOLS.set_aa_level(before)
    return out


def test_there_are_as_many_kinds_as_were_asked_for():
    assert len(BLACKOUTS) >= 100
    assert len(COVERS) >= 30
    assert len(SETTINGS) >= 15


@pytest.mark.parametrize("name", BLACKOUTS)
def test_every_covered_word_is_listed_and_none_is_quoted(name):
    data = BLACKOUTS[name]()
    found = listed(data)
    wanted = Counter("".join(COVERED))
    assert not wanted - found
    assert "turned" in name or not finds(data) - found
    if not name.endswith("block") and not name.startswith(("unseen", "white_words", "stroked", "tiny")):
        assert not found - wanted, "words that are seen were called hidden"
    lines = [f"{where}: {what}" for where, what in pdf_hides(data)]
    assert any(line.startswith("page 1: words ") for line in lines) or name.split("-")[1] in _OF_NOTES
    assert not any(word in line for line in lines for word in COVERED)


def test_the_rule_finds_what_x_ray_found():
    """As x-ray 0.4.0 answered; the whole words each."""
    assert finds(BLACKOUTS["plain-black"]()) == Counter("".join(COVERED))
    assert finds(BLACKOUTS["unseen-one_path"]()) == Counter("".join(COVERED))
    assert finds(BLACKOUTS["plain-picture"]()) == Counter()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.floats(60, 420),
            st.floats(595, 715),
            st.floats(4.5, 120),
            st.floats(4.5, 60),
            st.sampled_from(["0 g", "1 g", "0.5 g", "1 0 0 rg"]),
        ),
        min_size=1,
        max_size=5,
    ),
    st.booleans(),
)
def test_boxes_anywhere(covers, words_last):
    """Words partly covered, boxes on boxes, words in black on black."""
    draft = Draft()
    text = " ".join(f"1 0 0 1 72 {700 - 24 * row} Tm ({line}) Tj" for row, line in enumerate(LINES))
    painted = [
        f"BT /F1 12 Tf {text} ET",
        " ".join(f"{colour} {x} {y} {w} {h} re f" for x, y, w, h, colour in covers) + " 0 g",
    ]
    for content in reversed(painted) if words_last else painted:
        draft.paint(content)
    data = draft.bytes()
    assert not finds(data) - listed(data)


@pytest.mark.parametrize(
    "name",
    [
        "plain-black",
        "plain-short",
        "form-one_path",
        "turned_90-black",
        "plain-tiled",
        "plain-blended",
        "small-white",
        "over-black",
        "plain-strips",
        "plain-picture",
    ],
)
def test_nothing_is_found_in_what_we_make_of_it(name):
    done = redact_pdf(
        BLACKOUTS[name](), [Removal("library", "[PLACE 1]"), Removal("07700 900123", "[PHONE 1]")]
    )
    assert not finds(done.data)
    assert not listed(done.data)


def test_the_boxes_lie_where_the_words_stand():
    draft = Draft()
    assert len(boxes()) == len(COVERED)
    assert draft.page.MediaBox[2] >= max(x + w for x, _, w, _ in boxes())
