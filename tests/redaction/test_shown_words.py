"""check-file without terms keeps quiet of what the pages show anyway, and tells of every word beside them
that they do not."""

import io

import pikepdf
import pymupdf
import pytest
from drafting import SECRET, Draft
from media_office import docx, para, run, saved
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw

from evidence_review.redaction.gate.shown_words import ShownWords
from evidence_review.redaction.hidden.hidden import hidden_in
from evidence_review.redaction.hidden.hidden_ole import _document
from evidence_review.redaction.hidden.hidden_pdf import pdf_hides
from evidence_review.redaction.hidden.hidden_said import is_place
from evidence_review.redaction.new_files.medium import Medium, medium_of


def told(draft: Draft) -> list[str]:
    return [what for _, what in pdf_hides(draft.bytes())]


def bookmarked(title: str) -> Draft:
    draft = Draft()
    outlines = draft.pdf.make_indirect(Dictionary(Type=Name.Outlines))
    mark = draft.pdf.make_indirect(
        Dictionary(Title=String(title), Parent=outlines, Dest=Array([draft.page.obj, Name.Fit]))
    )
    outlines.First = outlines.Last = mark
    draft.pdf.Root.Outlines = outlines
    return draft


def linked(address: str, said: str = "") -> Draft:
    draft = Draft()
    keys = {"Contents": String(said)} if said else {}
    draft.annotate(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String(address)), **keys)
    return draft


def described(**info: str) -> Draft:
    draft = Draft()
    with draft.pdf.open_metadata() as _:
        pass
    del draft.pdf.Root.Metadata
    draft.pdf.trailer.Info = draft.pdf.make_indirect(
        Dictionary({f"/{key}": String(value) for key, value in info.items()})
    )
    return draft


def speaking(said: str) -> Draft:
    draft = Draft()
    draft.paint(f" /Span <</ActualText ({said})>> BDC EMC ")
    return draft


def tagged(**words: str) -> Draft:
    draft = Draft()
    element = draft.pdf.make_indirect(
        Dictionary(S=Name.Figure, **{key: String(value) for key, value in words.items()})
    )
    draft.pdf.Root.StructTreeRoot = draft.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=element))
    return draft


def named(*names: str) -> Draft:
    draft = Draft()
    place = Array([draft.page.obj, Name.Fit])
    draft.pdf.Root.Names = Dictionary(
        Dests=Dictionary(Names=Array([part for name in sorted(names) for part in (String(name), place)]))
    )
    return draft


QUIET = {
    "a bookmark that the page shows": lambda: bookmarked("The meeting on Tuesday"),
    "a bookmark over a line's end": lambda: bookmarked("moved to the library at noon"),
    "an address that the page shows": lambda: linked("https://library.at/noon"),
    "the program that made it": lambda: described(
        Producer="pdfTeX-1.40.26", Creator="LaTeX with hyperref", CreationDate="D:20260101"
    ),
    "what a library writes where nothing was named": lambda: described(
        Author="(anonymous)", Subject="(unspecified)", Title="untitled"
    ),
    "the title on the page": lambda: described(Title="The meeting on Tuesday"),
    "words for screen readers that are on the page": lambda: speaking("library"),
    "nothing for screen readers": lambda: speaking(""),
    "tags with words of the page": lambda: tagged(Alt="The library at noon"),
    "destinations of programs": lambda: named(
        "section.1", "page.iv", "cite.meeting:library", "HD.25", "tcb@cnt@example.3", "Doc-Start"
    ),
}
TOLD = {
    "a bookmark of its own": (lambda: bookmarked(f"The meeting with {SECRET}"), "bookmarks"),
    "an address behind words": (
        lambda: linked("https://example.org/zelda"),
        "a link to an address that the page does not show",
    ),
    "words of a link": (
        lambda: linked("https://library.at", SECRET),
        "a link to an address that the page does not show",
    ),
    "an author": (
        lambda: described(Producer="pdfTeX-1.40.26", Author=SECRET),
        "properties (title, author, program)",
    ),
    "a name in the program's place": (
        lambda: described(Producer=f"pdfTeX of {SECRET}"),
        "properties (title, author, program)",
    ),
    "other words for screen readers": (lambda: speaking(SECRET), "other words for screen readers"),
    "words for screen readers in an odd form": (
        lambda: speaking("Z\\145lda"),
        "other words for screen readers",
    ),
    "other words in tags": (
        lambda: tagged(ActualText=SECRET),
        "tags, which hold other words than the page shows",
    ),
    "a destination of its own": (lambda: named("section.1", "Quillfeather"), "named destinations"),
    "a cited name": (lambda: named("cite.quillfeather:2020"), "named destinations"),
}


@pytest.mark.parametrize("name", QUIET)
def test_what_the_pages_show_is_not_told(name):
    assert told(QUIET[name]()) == []


@pytest.mark.parametrize("name", TOLD)
def test_words_that_no_page_shows_are_told(name):
    build, what = TOLD[name]
    assert told(build()) == [what]


def test_opening_at_a_page_is_no_action_and_a_script_is():
    draft = Draft()
    draft.pdf.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array([draft.page.obj, Name.Fit]))
    assert told(draft) == []
    draft.pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    assert "an action on opening" in told(draft)
    draft.pdf.Root.OpenAction = Dictionary(
        S=Name.GoTo, D=Array([draft.page.obj, Name.Fit]), Next=Dictionary(S=Name.Launch)
    )
    assert "an action on opening" in told(draft)


def kept_beside(data: bytes) -> list[str]:
    """What is told of a file with an object that nothing leads to."""
    document = pymupdf.open(stream=Draft().bytes(), filetype="pdf")
    number = document.get_new_xref()
    document.update_object(number, "<<>>")
    document.update_stream(number, data)
    made = document.tobytes(garbage=0)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert data in [one.read_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream)]
    return [what for _, what in pdf_hides(made)]


@pytest.mark.parametrize(
    ("data", "lost"),
    [
        (b"/Sh sh\n", False),
        (b"q 0 0 5 5 re f Q", False),
        (b"BT (Zelda) Tj ET", True),
        (b"% Zelda\n", True),
        (b"\0\1\2Zelda", True),
    ],
)
def test_of_objects_that_nothing_leads_to_those_with_words_are_told(data, lost):
    assert any("no page uses" in what for what in kept_beside(data)) == lost


def test_signs_without_a_meaning_are_told_where_they_make_a_word():
    for count, expected in ((1, []), (3, []), (4, ["words whose letters cannot be read by machine"])):
        draft = Draft()
        procedure = draft.stream("700 0 0 0 600 600 d1 0 0 400 600 re f")
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=Array([0, 0, 700, 700]),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        )
        font.FirstChar, font.LastChar, font.Widths = 1, 1, Array([700])
        font.CharProcs, font.Encoding = (
            Dictionary({"/odd": procedure}),
            Dictionary(Type=Name.Encoding, Differences=Array([1, Name.odd])),
        )
        draft.resource("Font", "T1", font)
        draft.paint(f" BT /T1 12 Tf 72 600 Td <{'01' * count}> Tj ET ")
        assert told(draft) == expected


def narrow(draft: Draft) -> str:
    """A drawn font that says of all its letters that they have no width and no height."""
    procedure = draft.stream("0 0 0 0 0 0 d1 0 0 400 600 re f")
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 0, 0]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
    )
    font.FirstChar, font.LastChar, font.Widths = 97, 99, Array([0, 0, 0])
    font.CharProcs = Dictionary({"/a": procedure, "/b": procedure, "/c": procedure})
    font.Encoding = Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a, Name.b, Name.c]))
    draft.resource("Font", "T1", font)
    return " BT /T1 12 Tf 72 600 Td (a) Tj 8 0 Td (b) Tj 8 0 Td (c) Tj ET "


def test_letters_without_a_width_are_looked_for_round_where_they_stand():
    seen, white = Draft(), Draft()
    seen.paint(narrow(seen))
    white.paint(" 1 g " + narrow(white) + " 0 g ")
    assert told(seen) == []
    assert any("colour of what lies behind" in what for what in told(white))


def test_words_too_small_to_see_are_told():
    for size, expected in ((0.5, ["words too small to see (15 letters)"]), (4, [])):
        draft = Draft()
        draft.paint(f" BT /F1 {size} Tf 72 600 Td (Tomas Brackwater) Tj ET ")
        assert told(draft) == expected


def test_a_page_shows_its_words_and_no_others():
    shown = ShownWords(["The tele-\nphone of Ms Bright-\nwater rang", "A n n e  s p e l t"])
    for said in ("telephone", "Brightwater", "THE TÉLEPHONE", "4", ""):
        assert shown.say(said)
    for said in ("Ann", "tele phone rang twice", "1984", "pdfTeX"):
        assert not shown.say(said)
    assert shown.say("pdfTeX 1.40.26", of_program=True)
    assert not shown.say("pdfTeX for Zelda", of_program=True)
    assert not is_place("zelda.1", shown)


@pytest.mark.parametrize(
    ("flags", "says"), [(0x10F0, ""), (0x1030, "fast saving"), (0x10F4, "fast saving"), (0x11F0, "encrypted")]
)
def test_a_document_of_word_tells_how_it_was_saved(flags, says):
    """Newer programs write 15 where Word 97 counted the savings in haste."""
    found = [what for _, what in _document(b"\xec\xa5\xc1\0".ljust(10, b"\0") + flags.to_bytes(2, "little"))]
    assert len(found) == bool(says)
    assert all(says in what for what in found)


def test_soft_edges_of_a_drawn_sign_hide_nothing():
    sign = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    ImageDraw.Draw(sign).ellipse((20, 20, 180, 180), fill=(200, 30, 30, 255))
    small = sign.resize((97, 97), Image.Resampling.LANCZOS)
    mixed = Image.merge(
        "RGBA", (*Image.linear_gradient("L").resize((97, 97)).convert("RGB").split(), small.getchannel("A"))
    )
    assert not any("half see-through" in leak.how for leak in hidden_in(saved(mixed, "PNG")))
    mixed.putalpha(128)
    assert any("half see-through" in leak.how for leak in hidden_in(saved(mixed, "PNG")))


@pytest.mark.parametrize(
    ("said", "told_of"),
    [("CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 95", False), (f"Photo of {SECRET}", True)],
)
def test_a_comment_in_a_picture_is_told_where_it_is_more_than_its_program(said, told_of):
    out = io.BytesIO()
    Image.new("L", (60, 60), 128).save(out, "JPEG", comment=said.encode())
    assert bool(list(hidden_in(out.getvalue()))) == told_of


@pytest.mark.parametrize(("title", "told_of"), [("Notes", False), ("About Zelda", True)])
def test_a_list_of_headings_is_told_where_the_file_has_them_no_more(title, told_of):
    app = (
        f'<Properties xmlns:vt="v"><Template>Normal.dotm</'
        f"Template><TitlesOfParts><vt:vector><vt:lpstr>{title}</vt:lpstr></vt:vector></TitlesOfParts></"
        f"Properties>"
    )
    _, data = docx(para(run("Notes")), parts={"docProps/app.xml": app.encode()})
    assert [leak.how for leak in hidden_in(data)] == (["list of headings or sheets (1)"] if told_of else [])


def test_a_part_of_a_web_page_is_a_web_page_by_its_name():
    data = b"<center><a href='next.html'>Next</a><!-- by Zelda --></center>"
    assert medium_of(data, "part.html") is Medium.PAGE
    assert medium_of(b"no tags, 3 < 4", "part.html") is Medium.TEXT
    assert [leak.how for leak in hidden_in(data, "part.html")] == ["comment (1)"]
