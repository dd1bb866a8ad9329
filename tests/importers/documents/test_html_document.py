"""Web pages as documents, alone or saved whole: all words, no scripts, nothing fetched (reference/formats.md
3.15)."""

import base64

import pytest
from docx_samples import PICTURE
from html_samples import MHTML, PAGE

from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.choosing import choose, files_in, read


def run_on(tmp_path, data, name="page.html"):
    path = tmp_path / name
    path.write_bytes(data)
    values = list(read(path, ReadOptions()))
    items = [each for each in values if isinstance(each, Item)]
    problems = [each for each in values if isinstance(each, Problem)]
    assert isinstance(values[-1], Tally)
    assert values[-1].found == len(items) + sum(each.records for each in problems)
    return items, problems


def test_all_words_of_a_page_and_nothing_of_its_scripts(tmp_path):
    items, problems = run_on(tmp_path, PAGE.encode())
    assert choose(tmp_path / "page.html").name == "Web page (HTML)"
    assert [(item.locator, item.kind) for item in items] == [("section 1", ItemKind.PAGE)]
    lines = [line.strip() for line in items[0].text.splitlines() if line.strip()]
    assert lines[-4:-1] == ["Minutes", "Café at the shed <https://example.org/shed>", "Hidden words"]
    assert lines[-1].split() == ["Date", "Call"]
    assert "never" not in items[0].text
    assert "color" not in items[0].text
    assert items[0].thread_title == "Allotment & Club"
    assert ("file says/author", "Ann Example") in items[0].extra
    assert ("comment in the page", "kept by Bo") in items[0].extra
    assert items[0].attachments[0].data == b"\xff\xd8\xff\xe0"
    assert problems == []


@pytest.mark.parametrize(
    ("data", "text", "certain"),
    [
        (
            (
                b"<html><meta http-equiv='Content-Type' content='text/html; "
                b"charset=windows-1251'><p>\xcf\xf0\xe8\xe2\xe5\xf2"
            ),
            "Привет",
            True,
        ),
        (b"<html><meta charset=iso-8859-1><p>\x93caf\xe9\x94", "“café”", True),
        ("<html><meta charset=iso-8859-1><p>café 😀".encode(), "café 😀", False),
        ("<html><meta charset=utf-16><p>café".encode(), "café", True),
        ("<html><p>café".encode("utf-16"), "café", True),
        (b"\xef\xbb\xbf<html><p>caf\xc3\xa9", "café", True),
        (b"<html><meta charset=shift_jis><p>\x93\xfa\x96\x7b", "日本", True),
        (b"<html><p>caf\xe9", "café", False),
        (b"<html><meta charset=nonsense><p>ok", "ok", True),
    ],
)
def test_the_characters_of_a_page(tmp_path, data, text, certain):
    items, problems = run_on(tmp_path, data)
    assert items[0].text == text
    assert any("encoding" in each.reason for each in problems) != certain


CLOSED = "<html><body><div>One</div><table><tr><td>Two</td></tr></table><p>Three</p></body></html>\n"


@pytest.mark.parametrize(
    "data",
    [CLOSED, CLOSED.replace("</body>", ""), "<p>One <b>two</b>\n", CLOSED + "<!-- made by a program -->"],
)
def test_a_page_with_its_end_is_whole(tmp_path, data):
    assert run_on(tmp_path, data.encode())[1] == []


@pytest.mark.parametrize(
    ("end", "kind"),
    [
        ("One", ProblemKind.PARTLY_READ),
        ("Two", ProblemKind.PARTLY_READ),
        ("<p>Thr", ProblemKind.SOURCE_FLAG),
        ("</table><p", ProblemKind.PARTLY_READ),
    ],
)
def test_a_page_that_breaks_off_says_so(tmp_path, end, kind):
    items, (problem,) = run_on(tmp_path, CLOSED[: CLOSED.index(end) + len(end)].encode())
    assert items[0].text.startswith("One")
    assert (problem.kind, problem.records) == (kind, 0)
    assert "missing" in problem.reason


def test_what_is_a_web_page_and_what_is_not(tmp_path):
    def chosen(data, name):
        (tmp_path / name).write_bytes(data)
        return choose(tmp_path / name).name

    assert (
        chosen(b"<!-- saved from url=(0014)about:internet -->\r\n<HTML><BODY>x</BODY></HTML>", "a.txt")
        == "Web page (HTML)"
    )
    assert (
        chosen(
            b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x"><html/>',
            "a.xml",
        )
        == "Web page (HTML)"
    )
    assert chosen(b"<p>A fragment", "a.htm") == "Web page (HTML)"
    assert chosen(b"<p>A fragment", "a.txt") == "Plain text"
    assert chosen(b'<?xml version="1.0"?><rss><title>x</title></rss>', "a.xml") != "Web page (HTML)"
    assert chosen(b"I wrote <html> in my notes", "a.html") == "Plain text"


def test_a_page_of_scripts_alone_is_not_read_as_nothing(tmp_path):
    items, problems = run_on(tmp_path, b"<html><body><script>show('words')</script></body></html>")
    assert items == []
    assert (problems[0].kind, problems[0].records) == (ProblemKind.NOT_READ, 1)


def test_the_folder_that_a_browser_saved_belongs_to_the_page(tmp_path):
    folder = tmp_path / "page_files"
    folder.mkdir()
    (folder / "shed.jpg").write_bytes(PICTURE)
    (folder / "code.js").write_bytes(b"x")
    items, problems = run_on(
        tmp_path,
        (
            b"<html><p>Words<img src='page_files/shed.jpg'><img src='page_files/gone.png'><img "
            b"src='https://example.org/x.png'></html>"
        ),
    )
    assert [(each.name, each.data) for each in items[0].attachments] == [("shed.jpg", PICTURE)]
    assert [(each.kind, each.records) for each in problems] == [(ProblemKind.MISSING_ATTACHMENT, 0)]
    assert problems[0].reason.startswith("1 pictures or files")
    assert list(files_in(tmp_path)) == [tmp_path / "page.html"]


def test_a_long_page_with_large_scripts_is_read_in_time(tmp_path):
    body = "<p>Line of words.</p>" * 300_000
    items, _ = run_on(tmp_path, f"<html><script>{'x' * 3_000_000}</script>{body}".encode())
    assert sum(item.text.count("Line of words.") for item in items) == 300_000
    assert "xxx" not in items[0].text


def test_a_saved_page_is_read_with_its_frames_and_pictures(tmp_path):
    items, problems = run_on(tmp_path, MHTML, "page.mhtml")
    assert choose(tmp_path / "page.mhtml").name == "Saved web page (MHTML)"
    assert [(item.locator, item.text) for item in items] == [
        ("section 1", "Café words"),
        ("frame 1 section 1", "Frame words"),
    ]
    assert [(each.name, each.data) for each in items[0].attachments] == [("shed.jpg", b"\xff\xd8\xff\xe0")]
    assert ("file says/Snapshot-Content-Location", "https://example.org/minutes") in items[0].extra
    assert problems == []


def test_a_saved_page_cut_short_is_told_and_a_letter_stays_a_letter(tmp_path):
    items, problems = run_on(tmp_path, MHTML[: MHTML.index(b"--b--")], "page.mht")
    assert items[0].text == "Café words"
    assert [(each.kind, each.records) for each in problems] == [(ProblemKind.PARTLY_READ, 1)]
    letter = MHTML.replace(
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/minutes",
        b"From: ann@example.org\r\nTo: bo@example.org",
    )
    (tmp_path / "letter.eml").write_bytes(letter)
    assert "mail" in choose(tmp_path / "letter.eml").name.lower()


@pytest.mark.parametrize("cut", range(8))
def test_a_picture_in_a_page_that_is_cut_anywhere_costs_no_word_of_the_page(cut, tmp_path):
    data = base64.b64encode(bytes(range(60))).decode()[: 80 - cut]
    page = (
        f'<html><body><p>Rosalind wrote.</p><img src="data:image/png;base64,{data}"><p>Idris '
        f"answered.</p></body></html>"
    )
    (item,), _ = run_on(tmp_path, page.encode())
    assert "Rosalind wrote." in item.text
    assert "Idris answered." in item.text
    assert bytes(range(60)).startswith(item.attachments[0].data)


def test_the_bookmarks_of_a_browser_are_a_web_page(tmp_path):
    page = (
        b"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<!-- made by a program "
        b"-->\n<TITLE>Bookmarks</TITLE>\n<DL><p><DT><A HREF='https://example.org/shed'>Shed</A></DL>"
    )
    items, _ = run_on(tmp_path, page, "bookmarks")
    assert choose(tmp_path / "bookmarks").name == "Web page (HTML)"
    assert "https://example.org/shed" in items[0].text
