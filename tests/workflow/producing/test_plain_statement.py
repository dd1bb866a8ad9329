"""The complainant's own page: figures that are the case's own by another count, words that a reader of twelve follows,
in English, Welsh and Easy Read, tagged in its language (reference/law.md 1.6; L2)."""

import math
import re
import subprocess
import tomllib
from dataclasses import replace
from datetime import date
from typing import Any

import pikepdf
import pytest

from evidence_review.domain.disclosure import EntrySort
from evidence_review.domain.errors import OutputProblem, RuleBroken
from evidence_review.domain.kinds import CasePart, DisclosureCode, ExhibitKind
from evidence_review.domain.shipped_files import RESOURCES
from evidence_review.reports.statement import (
    Given,
    Held,
    Inspected,
    Question,
    Statement,
    StatementForm,
    statement_pdf,
    statement_text,
)
from evidence_review.workflow.case import entering_people
from evidence_review.workflow.deciding import entering_record
from evidence_review.workflow.producing import plain_statement, wording_lines
from evidence_review.workflow.reviewing import reviewing
from tests import build
from tests.workflow.samples import four_chats as fc
from tests.workflow.samples.four_chats import acting

SAMPLE = Statement(
    "62WR0417025", "01.12.2026",
    (Held("MZ/1", ExhibitKind.DEVICE, "Complainant", 528), Held("GP/1", ExhibitKind.THIRD_PARTY, "Pentre Surgery", 5)),
    (Question("What was said about the evening"), Question("Who was at the flat")), 533, 310, 60, 4, 2,
    (Given("03.02.2026", "Ashdown Solicitors", "Luke Hanmer", 31, 8, 3, (("MZ/1", 30), ("GP/1", 1))),), "Priya Sandhu", "01.06.2027",
    (Inspected("Luke Hanmer", 7),), ("disclosure unit", "telephone 01632 960114", "disclosure@example.org"),
)  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    """Dana's phone with four conversations, two items disclosed."""
    made = fc.case(tmp_path)
    acting(
        made,
        "omar",
        lambda omar: entering_people.enter_person(omar, "Dana Price", CasePart.COMPLAINANT, ["Dana P"]),
    )
    fc.decide(made, *fc.LAST[:2])
    build.disclose_all(made)
    return made


def test_the_figures_are_those_of_the_case_counted_another_way(folder, tmp_path) -> None:
    def look(rita):
        reviewing.open_item(rita, 1, fc.item(rita, fc.LAST[2]))

    acting(folder, "rita", look)
    fc.produce(folder, tmp_path / "out", build.ACCUSED)
    made = acting(folder, "omar", lambda omar: plain_statement.statement_for(omar, "Dana Price"))

    def count(omar):
        one = omar.case.one
        return (
            one("SELECT count(*) FROM items")[0],
            one("SELECT count(DISTINCT item_id) FROM openings")[0],
            one("SELECT count(DISTINCT by) FROM openings")[0],
            one("SELECT count(*) FROM production_items")[0],
        )

    held, seen, people, given = acting(folder, "omar", count)
    assert (made.held, made.seen, made.people, made.unread) == (held, seen, people, held - seen)
    assert (held, seen) == (12, 3)
    assert [(one.count, one.to, one.accused) for one in made.given] == [(given, "the defence", build.ACCUSED)]


def test_bundles_of_one_day_for_one_defence_are_told_in_one_sentence(folder, tmp_path) -> None:
    fc.produce(folder, tmp_path / "one", build.ACCUSED)
    fc.decide(folder, fc.LAST[2])
    build.disclose_all(folder)
    fc.produce(folder, tmp_path / "two", build.ACCUSED)
    acting(
        folder, "omar", lambda omar: plain_statement.write_statement(omar, "Dana Price", tmp_path / "told")
    )
    told = words(tmp_path / "told" / "statement-english.pdf")
    assert acting(folder, "omar", lambda omar: omar.case.one("SELECT count(*) FROM productions")[0]) == 2
    assert told.count("went to the defence for the first time") == 1
    assert "3 of them went to the defence for the first time" in told


def test_it_is_written_in_three_forms_each_tagged_in_its_language_and_kept_up_to_date(
    folder, tmp_path
) -> None:
    names = acting(
        folder, "omar", lambda omar: plain_statement.write_statement(omar, "Dana Price", tmp_path / "one")
    )
    assert names == ("statement-english.pdf", "statement-cymraeg.pdf", "statement-easy-read.pdf")
    for name, lang in zip(names, ("en", "cy", "en"), strict=True):
        with pikepdf.open(tmp_path / "one" / name) as pdf:
            assert str(pdf.Root.Lang).startswith(lang)
            assert pdf.Root.MarkInfo.Marked
    assert "Nothing of yours has been given" in words(tmp_path / "one" / names[0])
    fc.produce(folder, tmp_path / "out", build.ACCUSED)
    day = date(2027, 6, 1)
    acting(
        folder, "omar",
        lambda omar: entering_record.enter_in_record(omar, EntrySort.KEY_DATE, "Deletion looked at", day=day),
    )  # fmt: skip
    acting(folder, "omar", lambda omar: plain_statement.write_statement(omar, "Dana Price", tmp_path / "two"))
    told = words(tmp_path / "two" / names[0])
    assert "2 of them went to the defence for the first time" in told
    assert "The plan is to look at this on 01.06.2027." in told
    assert "Rydym yn cuddio enwau" in words(tmp_path / "two" / names[1])


def test_a_second_bundle_counts_what_is_new_in_it_and_what_is_open_to_inspection_is_said(
    folder, tmp_path
) -> None:
    fc.produce(folder, tmp_path / "one", build.ACCUSED)
    fc.decide(folder, fc.LAST[2])
    build.disclose_all(folder, code=DisclosureCode.INSPECT)
    fc.produce(folder, tmp_path / "two", build.ACCUSED)
    made = acting(folder, "omar", lambda omar: plain_statement.statement_for(omar, "Dana Price"))
    assert [one.count for one in made.given] == [2]  # of one day, told as one; nothing is counted twice
    assert made.inspected == (Inspected(build.ACCUSED, 1),)


def test_what_a_line_looks_for_is_said_in_each_form_and_a_welsh_page_says_of_an_english_title_that_it_is_one(
    folder, tmp_path
) -> None:
    def statement(out):
        acting(
            folder, "omar", lambda omar: plain_statement.write_statement(omar, "Dana Price", tmp_path / out)
        )
        return [words(tmp_path / out / name) for name in plain_statement.NAMES.values()]

    english, welsh, easy = statement("one")
    title = acting(folder, "omar", lambda omar: wording_lines.worded_lines(omar)[0].title)
    assert title in english
    assert title in easy
    assert f"{title} (mae'r teitl hwn yn Saesneg" in welsh

    def say(omar):
        with pytest.raises(RuleBroken, match="No approved line"):
            wording_lines.word_line(omar, 9, "What was said that evening")
        with pytest.raises(RuleBroken, match="10 to 200 signs"):
            wording_lines.word_line(omar, 1, "short")
        with pytest.raises(RuleBroken, match="in at least one form"):
            wording_lines.word_line(omar, 1)
        wording_lines.word_line(
            omar, 1, "How you came home that evening", "Sut y daethoch adref y noson honno"
        )
        return wording_lines.word_line(omar, 1, easy="How you got home")

    assert acting(folder, "omar", say).words.plain == "How you came home that evening"
    english, welsh, easy = statement("two")
    assert "How you came home that evening" in english
    assert "Sut y daethoch adref y noson honno" in welsh
    assert "How you got home" in easy
    assert all(title not in one for one in (english, welsh, easy))
    assert "Saesneg" not in welsh


def test_no_words_of_a_line_name_who_is_masked_and_no_statement_is_written_that_does(tmp_path) -> None:
    """Alex writes one of the conversations and stands by a token, once something of it is relevant."""
    made = fc.case(tmp_path)

    def early(omar):
        entering_people.enter_person(omar, "Dana Price", CasePart.COMPLAINANT, ["Dana P"])
        wording_lines.word_line(omar, 1, "What was said to Alex then")
        plain_statement.write_statement(omar, "Dana Price", tmp_path / "before")

    def late(omar):
        with pytest.raises(RuleBroken, match="masked in the copies"):
            wording_lines.word_line(omar, 1, "What was said about Alex then")
        with pytest.raises(RuleBroken, match="What line 1 looks for"):
            plain_statement.write_statement(omar, "Dana Price", tmp_path / "after")
        assert not (tmp_path / "after").exists()
        wording_lines.word_line(omar, 1, "How you came home that evening")
        plain_statement.write_statement(omar, "Dana Price", tmp_path / "after")
        assert (tmp_path / "after").exists()

    acting(made, "omar", early)
    fc.decide(made, *fc.LAST[:2])
    acting(made, "omar", late)


def words(path) -> str:
    return " ".join(
        subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode().split()
    )


def test_it_is_for_a_complainant_of_the_record_with_material_of_her_or_him_and_never_over_another(
    folder, tmp_path
) -> None:
    def act(omar):
        with pytest.raises(RuleBroken, match="not entered as a complainant"):
            plain_statement.statement_for(omar, build.ACCUSED)
        entering_people.enter_person(omar, "Somebody Else", CasePart.COMPLAINANT, [])
        with pytest.raises(RuleBroken, match="No exhibit belongs"):
            plain_statement.statement_for(omar, "Somebody Else")
        with pytest.raises(RuleBroken, match="No exhibit GP/9"):
            plain_statement.statement_for(omar, "Dana Price", ["GP/9"])
        (tmp_path / "there").mkdir()
        with pytest.raises(OutputProblem, match="exists already"):
            plain_statement.write_statement(omar, "Dana Price", tmp_path / "there")

    acting(folder, "omar", act)


def syllables(word: str) -> int:
    """Groups of vowels; an e that is not spoken, as in "opened", "phone" and "something", makes none."""
    spoken = word.lower().replace("something", "somthing")
    spoken = re.sub(r"(?<=[^aeiouytd])ed$", "d", spoken)
    spoken = re.sub(r"(?<=[^aeiouylsxzcgh])es$|(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$", "", spoken)
    return max(1, len(re.findall(r"[aeiouy]+", spoken)))


def ages(text: str) -> dict[str, float]:
    """Reading age by two formulas: the American grade and five years.

    Flesch and Kincaid: J. P. Kincaid, R. P. Fishburne, R. L. Rogers, B. S. Chissom, Derivation of New Readability
    Formulas, Naval Technical Training Command, report 8-75, 1975. SMOG: G. H. McLaughlin, SMOG Grading: a New
    Readability Formula, Journal of Reading 12 (8), 1969. A sentence ends at a stop before a space, or with its line.
    """
    sentences = [one for one in re.split(r"[.!?](?=\s|$)|\n", text) if re.search("[a-zA-Z]", one)]
    spoken = [syllables(one) for one in re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)*", text)]
    long = sum(one > 2 for one in spoken)
    kincaid = 0.39 * len(spoken) / len(sentences) + 11.8 * sum(spoken) / len(spoken) - 15.59
    smog = 3.1291 + 1.0430 * math.sqrt(30 * long / len(sentences))
    return {"Kincaid": kincaid + 5, "SMOG": smog + 5}


HARD = (
    "The disclosure management methodology, notwithstanding considerations of proportionality, necessitates the "
    "comprehensive documentation of investigative determinations concerning communications."
)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("opened", 2),
        ("covered", 2),
        ("deleted", 3),
        ("something", 2),
        ("people", 2),
        ("phone", 1),
        ("pages", 2),
        ("information", 4),
        ("disclosure", 3),
        ("officer", 3),
        ("pictures", 2),
        ("nobody", 3),
        ("private", 2),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(word, count) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize("form", [StatementForm.ENGLISH, StatementForm.EASY_READ])
def test_a_reader_of_twelve_follows_it_by_two_formulas(form) -> None:
    assert min(ages(HARD).values()) > 16  # the control
    found = ages(statement_text(SAMPLE, form))
    print(form, {name: round(age, 1) for name, age in found.items()})
    assert max(found.values()) <= 12, found


TEMPLATE = RESOURCES / "templates" / "statement.toml"
ENGLISH = {
    *("the", "and", "of", "was", "were", "is", "are", "with", "you", "your"),
    *("we", "that", "this", "not", "our", "they", "it", "from", "for", "by"),
}
"""Words that stand in nearly every English sentence and in no Welsh one."""


VARIANTS = {"asked_third_party", "asked_mail"}


def lacking(told: dict[str, dict[str, Any]]) -> list[str]:
    """What a form lacks beside the English one, and what of the Welsh one is in English. Wordings for a single thing
    and for records alone are variants; Welsh alone says that a title is in English; Easy Read leaves out the URN."""
    found: list[str] = []
    for form, words in told.items():
        keys = {one for one in words if not one.endswith("_one") and one not in VARIANTS | {"in_english"}}
        found += [
            f"{form}: {key}"
            for key in sorted(keys ^ (told["en"].keys() - {"inspect_one", "tokens_one"} - VARIANTS))
        ]
        for here, there in zip(words["sections"], told["en"]["sections"], strict=True):
            if here["picture"] != there["picture"] or _figures(here) != _figures(there) - (
                {"urn"} if form == "easy" else set()
            ):
                found.append(f"{form}: section {there['picture']}")
    return found + [f"English: {one}" for one in _sentences(told["cy"]) if _words(one) & ENGLISH]


def _figures(section: dict[str, str]) -> set[str]:
    return set(re.findall(r"\{([a-z]+)\}", section["text"]))


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", re.sub(r"\{[a-z]+\}", "", text.lower())))


def _sentences(words: dict[str, Any]) -> list[str]:
    plain = [value for key, value in words.items() if key not in {"sections", "lang"}]
    parts = [text for one in words["sections"] for text in (one["heading"], one["text"])]
    return [one for text in plain + parts for one in re.split(r"(?<=[.!?])\s|\n", text)]


def test_every_sentence_stands_in_all_three_forms_and_none_of_the_welsh_is_english() -> None:
    told = tomllib.loads(TEMPLATE.read_text("utf-8"))
    assert lacking(told) == []
    english = _sentences(told["en"])
    assert sum(bool(_words(one) & ENGLISH) for one in english) > 0.7 * len(english)  # the words tell English
    del told["easy"]["no_delete"]
    told["cy"]["sections"][5]["text"] = told["en"]["sections"][5]["text"]
    told["easy"]["sections"][2]["text"] = "A computer checked these."
    seen = lacking(told)  # the control: three plants
    assert {"easy: no_delete", "easy: section eye"} <= set(seen)
    assert "English: We cover the names and numbers of other people, unless there is a reason not to." in seen


@pytest.mark.parametrize("form", StatementForm)
def test_every_form_says_every_figure_and_leaves_no_brace(form) -> None:
    told = statement_text(SAMPLE, form)
    assert not re.search(r"[{}]", told)
    for figure in (
        "533",
        "310",
        "60",
        "473",
        "31",
        "03.02.2026",
        "01.06.2027",
        "Priya Sandhu",
        "Pentre Surgery",
    ):
        assert figure in told, figure
    assert statement_pdf(SAMPLE, form) == statement_pdf(SAMPLE, form)


@pytest.mark.parametrize(
    ("form", "ways", "of", "people", "account"),
    [
        (
            StatementForm.ENGLISH, "Priya Sandhu, disclosure officer, disclosure unit, telephone 01632 960114, disclosure@example.org",
            "Records of Pentre Surgery (GP/1): 1 of these.", "3 people who sent or got something", "An e-mail account (EM/1): 11 e-mails.",
        ),
        (
            StatementForm.WELSH, "Priya Sandhu, swyddog datgelu, disclosure unit, ffôn 01632 960114, disclosure@example.org",
            "Cofnodion Pentre Surgery (GP/1): 1 o'r rhain.", "3 o bobl a anfonodd", "Cyfrif e-bost (EM/1): 11 o e-byst.",
        ),
        (
            StatementForm.EASY_READ, "Priya Sandhu, disclosure officer, disclosure unit, phone 01632 960114, disclosure@example.org",
            "Notes of Pentre Surgery (GP/1): 1 of these.", "3 people have a number", "An e-mail account (EM/1): 11 things.",
        ),
    ],
)  # fmt: skip
def test_every_form_says_how_to_reach_whom_what_went_of_each_exhibit_and_who_has_a_number(
    form, ways, of, people, account
) -> None:
    mail = Held("EM/1", ExhibitKind.CLOUD, "Complainant", 11, is_mail=True)
    told = statement_text(replace(SAMPLE, exhibits=(*SAMPLE.exhibits, mail)), form)
    for words_of_it in (ways, of, people, account):
        assert words_of_it in told
    nobody = replace(SAMPLE, given=(replace(SAMPLE.given[0], tokens=0),))
    assert people not in statement_text(nobody, form)


def test_the_officer_of_the_record_stands_with_telephone_and_address_and_senders_by_token_are_counted(
    folder, tmp_path
) -> None:
    def enter(omar):
        how = "DC omar, disclosure officer, telephone 01632 960114, omar@example.org"
        entering_record.enter_in_record(omar, EntrySort.OFFICER, how)

    acting(folder, "omar", enter)
    fc.produce(folder, tmp_path / "out", build.ACCUSED)
    made = acting(folder, "omar", lambda omar: plain_statement.statement_for(omar, "Dana Price"))
    assert (made.officer, made.contact[1]) == ("DC omar", "telephone 01632 960114")
    assert [(one.count, one.of) for one in made.given] == [(2, ((made.exhibits[0].ref, 2),))]
    copies = [words(one) for one in (tmp_path / "out" / "transcripts").glob("*.pdf")]
    assert (
        made.given[0].tokens
        == len({one for copy in copies for one in re.findall(r"\[PERSON \d+\]", copy)})
        > 0
    )


@pytest.mark.parametrize(
    ("form", "numbered"),
    [
        (StatementForm.ENGLISH, "Page 1 of"),
        (StatementForm.WELSH, "Tudalen 1 o"),
        (StatementForm.EASY_READ, "Page 1 of"),
    ],
)
def test_a_page_is_numbered_in_the_language_of_its_form(form, numbered, tmp_path) -> None:
    (tmp_path / "it.pdf").write_bytes(statement_pdf(SAMPLE, form))
    told = words(tmp_path / "it.pdf")
    assert numbered in told
    assert ("Page" in told) is (form is not StatementForm.WELSH)
