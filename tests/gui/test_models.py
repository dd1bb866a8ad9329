"""What the window shows, tested without a window."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt

from evidence_review.domain.basis import missing_from_basis
from evidence_review.domain.enquiry import ScopePerson
from evidence_review.domain.errors import ReviewError
from evidence_review.domain.kinds import Band, ItemKind, LegalBasis, Relevance, TermKind
from evidence_review.gui.models import forms
from evidence_review.gui.models.conversation import TEXT, Conversation
from evidence_review.gui.models.decided import Before, is_brief, why_not
from evidence_review.gui.models.look import LOOKS, ViewSettings, read_settings, save_settings
from evidence_review.gui.models.markstyles import legend, painted_order, style_of
from evidence_review.gui.models.queue import QueueModel
from evidence_review.gui.models.seen import Seen
from evidence_review.gui.models.shown import one_line, show, visible
from evidence_review.gui.models.spans import hides, hits, to_original, to_shown
from evidence_review.gui.models.table_rows import Column, Rows, plain_tip
from evidence_review.gui.models.term_rows import TermsModel
from evidence_review.workflow.case.views import Mark
from tests.gui import values


def test_every_model_keeps_the_rules_of_qt(qtmodeltester):
    queue = QueueModel()
    queue.put([values.row(n, Relevance.UNSURE if n % 2 else "", Band.MUST_REVIEW) for n in range(5)])
    talk = Conversation()
    talk.put((values.item(1, is_context=True), values.flagged(2)))
    rows = Rows((Column("Word", str), Column("Length", lambda w: str(len(w)), right=True)))
    rows.put(["a", "bb"])
    terms = TermsModel()
    terms.put(values.status().line.terms)
    for model in (queue, talk, rows, terms):
        qtmodeltester.check(model)
        assert model.rowCount() > 0


@given(st.text(max_size=60))
def test_no_hidden_character_reaches_the_screen(text):
    shown = visible(text)
    assert not any(
        0x202A <= ord(c) <= 0x202E or 0x2066 <= ord(c) <= 0x2069 or (ord(c) < 32 and c not in "\n\t")
        for c in shown
    )
    assert "\n" not in one_line(text)
    assert len(one_line(text, 20)) <= 20


def test_direction_marks_are_written_out():
    assert visible("report\u202efdp.exe") == "report[U+202E]fdp.exe"
    assert plain_tip("<img src=file:///x>") == "<qt>&lt;img src=file:///x&gt;</qt>"


@given(st.text(max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_places_in_shown_text_count_as_qt_counts(text, a, b):
    shown = show(text)
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    first, last = shown.span(start, end)
    units = shown.text.encode("utf-16-le", "replace")
    assert units[2 * first : 2 * last].decode("utf-16-le", "replace") == "".join(
        visible(c) for c in text[start:end]
    )
    assert shown.character(first) <= len(text)
    assert shown.span(shown.character(first), 0)[0] <= first


def masked():
    """Original: "see Caroline at the clinic now"; shown with a pseudonym and a mask of other lengths."""
    text = "see Person 1 at the ▒▒▒▒ now"
    marks = (
        Mark("name", 4, 12, 4, 12, "Person 1"),
        Mark("special", 20, 24, 20, 26, "health"),
    )
    return values.item(1, text, marks=marks)


def test_words_chosen_on_screen_are_found_in_the_original():
    view = masked()
    assert to_original(view, 25, 28) == (27, 30)
    assert to_original(view, 21, 22) == (20, 26)
    assert to_original(view, 0, 6) == (0, 12)
    assert to_shown(view, 27, 30) == (25, 28)
    assert to_shown(view, 22, 23) == (20, 24)


@given(st.integers(0, 28), st.integers(1, 28))
def test_a_choice_comes_back_at_least_as_wide(start, length):
    view = masked()
    end = min(len(view.text), start + length)
    if start < end:
        back = to_shown(view, *to_original(view, start, end))
        assert back[0] <= start
        assert back[1] >= end


def test_E2_E3_no_reason_spells_out_what_is_hidden():
    view = masked()
    assert hides(view, 4, 12)
    assert hides(view, 21, 22)
    assert not hides(view, 0, 3)
    shown = replace(
        view, text="see Person 1 at the hospital now", marks=(Mark("special", 20, 28, 20, 28, "health"),)
    )
    assert not hides(shown, 20, 28)


def test_hits_are_the_agreed_terms_before_anything_else():
    view = values.flagged()
    assert [view.text[m.start : m.end] for m in hits(view)] == ["Queen Street"]
    assert [m.sort for m in hits(replace(view, marks=view.marks[1:]))] == ["personal"]


def test_colour_is_never_the_only_sign():
    text = "one two three four five"
    marks = [
        values.mark(text, w, s, s)
        for w, s in zip(text.split(), ("term", "personal", "redaction", "name", "special"), strict=True)
    ]
    for look in LOOKS:
        styles = [style_of(mark, 1, look) for mark in marks]
        assert len({(s.underline, s.letter, s.struck) for s in styles}) == len(styles)
        assert all(s.letter for s in styles)
    assert painted_order(tuple(marks))[-1].sort == "redaction"
    assert {found for *_, found in legend(tuple(marks))} == {1}


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(ink, ground):
    light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_Q5_every_text_has_enough_contrast(look):
    grounds = (look.ground, look.card, look.rail, look.bubble_in, look.bubble_out)
    pairs = [
        (ink, ground)
        for ink in (look.text, look.muted, look.accent, *look.terms, *look.kinds)
        for ground in grounds
    ]
    pairs += [
        (look.on_accent, look.accent),
        (look.text, look.soft),
        (look.good, look.good_soft),
        (look.warn, look.warn_soft),
        (look.bad, look.bad_soft),
    ]
    pairs += [(look.text, look.warn_soft), (look.text, look.good_soft), (look.text, look.bad_soft)]
    for ink, ground in pairs:
        assert contrast(ink, ground) >= 4.5, f"{ink} on {ground}"


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_Q5_borders_of_what_is_pressed_or_written_in_can_be_seen(look):
    for edge in (look.edge, look.accent):
        for ground in (look.ground, look.card, look.rail):
            assert contrast(edge, ground) >= 3, f"{edge} on {ground}"


@given(st.lists(st.tuples(st.integers(-5, 110), st.integers(1, 60)), max_size=12))
def test_Q2_an_item_is_seen_whole_only_when_every_part_was(looks):
    seen = Seen(100)
    parts = set()
    for top, high in looks:
        seen = seen.also(top, top + high)
        parts |= set(range(max(0, top), min(100, top + high)))
    assert seen.whole == (parts == set(range(100)))


def test_Q2_a_wider_window_does_not_make_it_seen():
    half = Seen(100).also(0, 50)
    assert not half.at_height(60).whole
    assert half.also(50, 100).at_height(60).whole
    assert not Seen().whole


def test_Q2_why_a_decision_waits():
    short = values.item(1, "ok then")
    ready = Before(short, seen_whole=True, may_decide=True)
    assert "end of the item" in why_not(replace(ready, seen_whole=False))
    assert why_not(ready) == ""
    assert is_brief(short)
    assert not is_brief(values.item(1, "p 4", kind=ItemKind.PAGE))
    assert why_not(replace(ready, may_decide=False))
    assert why_not(replace(ready, item=None))


def test_the_queue_finds_an_item_and_leaves_a_shared_year_out():
    model = QueueModel()
    model.put([values.row(7), values.row(3, Relevance.RELEVANT), values.row(9)])
    assert (model.place(3), model.place(8)) == (1, -1)
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Time (2025)"
    assert model.index(0, 0).data() == "08 Mar 21:04"
    assert model.index(1, 2).data() == "Relevant"
    model.put([values.row(1), values.row(2, when="01 Jan 2026 00:00")])
    assert model.index(0, 0).data() == "08 Mar 2025 21:04"


def test_the_list_shows_the_whole_text_and_says_it():
    talk = Conversation()
    talk.put((values.item(1, "word " * 500),))
    index = talk.index(0, TEXT)
    assert index.data() == "word " * 500
    assert "Person 1" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert talk.index(0, 0, QModelIndex()).data().startswith("Sat 08 Mar")


def test_D9_listed_forms_can_be_switched_off_and_fall_with_their_word():
    model = TermsModel()
    model.put(values.status().line.terms)
    model.switch(0, "streets", on=False)
    assert model.terms()[0].off == ("streets",)
    model.switch(0, "streets", on=True)
    assert model.terms()[0].off == ()
    assert model.setData(model.index(0, 0), "road")
    assert model.terms()[0].forms == ()
    assert model.setData(model.index(0, 1), TermKind.PHRASE.value)
    assert not model.setData(model.index(0, 1), "nonsense")
    model.add()
    assert len(model.terms()) == 1


@pytest.mark.parametrize("written", ["2025-03-08", "08/03/2025", "8.3.2025", "8 March 2025", "8th mar 2025"])
def test_a_day_can_be_written_in_british_ways(written):
    assert forms.read_date(written) == date(2025, 3, 8)


@pytest.mark.parametrize("written", ["31/02/2025", "March", "2025", "8 Smarch 2025"])
def test_a_day_that_cannot_be_read_is_said_so(written):
    with pytest.raises(ReviewError):
        forms.read_date(written)


def test_people_are_read_as_they_are_written():
    people = (ScopePerson("Ann Example", ("07700 900123", "ann@example.org")), ScopePerson("Bob Sample"))
    assert forms.read_people(forms.write_people(people)) == people


@pytest.mark.parametrize("power", list(LegalBasis))
def test_A2_A4_A5_the_form_has_a_field_for_everything_that_can_be_missing(power):
    filled = {
        f.name: True if f.sort == "tick" else "2025-03-08" if f.sort == "date" else "written"
        for f in forms.fields_for(power)
    }
    filled |= {"lacks_capacity": False, "date_of_birth": "1990-01-01", "authoriser_rank": "Chief Inspector"}
    assert missing_from_basis(forms.basis_from(power, "a note", filled)) == ()
    for field in forms.fields_for(power):
        if field.sort == "tick" and field.name != "lacks_capacity":
            assert missing_from_basis(forms.basis_from(power, "a note", filled | {field.name: False}))


def test_a_bad_settings_file_loses_nothing_and_is_told(tmp_path):
    file, old = tmp_path / "view.json", tmp_path / "view.old.json"
    assert read_settings(file) == (ViewSettings(), "")
    file.write_text('{"look": "dark", "text_size": 100, "grey_pages": false}')
    assert read_settings(file) == (
        ViewSettings("dark"),
        "",
    )  # of a version before: a control, nothing is told
    assert not old.exists()
    for text, kept in (
        ('{"look": "dark", "text_size": 9999}', ViewSettings("dark")),
        ('{"look": "dark", "of a later version": 1}', ViewSettings("dark")),
        ('{"look": "dark", "keys": 7}', ViewSettings("dark")),
        ('{"look": "da', ViewSettings()),
        ("[]", ViewSettings()),
    ):
        file.write_text(text)
        settings, told = read_settings(file)
        assert settings == kept, text
        assert old.name in told
        save_settings(file, settings)
        assert old.read_text() == text
        assert read_settings(file) == (kept, "")


def test_view_settings_hold_nothing_but_the_view(tmp_path):
    file = tmp_path / "deep" / "view.json"
    save_settings(file, ViewSettings("dark", 150, grey_pages=True))
    assert read_settings(file)[0] == ViewSettings("dark", 150, grey_pages=True)
    file.write_text('{"look": "pink", "text_size": 9999, "grey_pages": 1}')
    assert read_settings(file)[0] == ViewSettings(grey_pages=True)
    assert ViewSettings().larger(99).text_size == 200
