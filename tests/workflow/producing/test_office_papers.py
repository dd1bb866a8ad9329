"""Papers of disclosure beside the schedule: descriptions by an officer, sensitive schedule, officer's report, record
sheet, case file, letters (reference/law.md E5, K3, K4, K6, K10, K11, L1, L3)."""

import json
import re
import subprocess
from dataclasses import replace
from datetime import date

import openpyxl
import pikepdf
import pytest

from evidence_review.domain.disclosure import (
    Assessed,
    DefenceAnswer,
    DefenceSort,
    EntrySort,
    Limb,
    Presumption,
    PublicInterest,
)
from evidence_review.domain.enquiry import Term
from evidence_review.domain.errors import OutputProblem, RuleBroken
from evidence_review.domain.ids import ItemId, UserId
from evidence_review.domain.kinds import DisclosureCode, TermKind
from evidence_review.domain.progress import finish
from evidence_review.store import lines
from evidence_review.store.disclosure.acts import DisclosureAct, disclosure_acts
from evidence_review.store.disclosure.listed_before import listed_before
from evidence_review.workflow.case import naming
from evidence_review.workflow.case.labelling import today
from evidence_review.workflow.case.owner_only import write_closed
from evidence_review.workflow.deciding import assessing, claiming_sensitivity, defence_papers, entering_record
from evidence_review.workflow.finding.flagging import flag
from evidence_review.workflow.producing import describing, office_papers, refusing
from evidence_review.workflow.producing.act_sentences import gathered
from evidence_review.workflow.producing.description_rules import faults_of_description
from evidence_review.workflow.redacting import approving
from evidence_review.workflow.reviewing import reviewing
from tests import build
from tests.reports.standards import faults_of
from tests.workflow.samples import four_chats as fc
from tests.workflow.samples.four_chats import acting

MORGAN = build.ACCUSED
SECRET = "a passphrase for this paper alone"
WHY = "it shows from which window the street was watched"
D, CND = DisclosureCode.DISCLOSE, DisclosureCode.CLEARLY_NOT_DISCLOSABLE
GOOD = "Messages between two friends on the evening of 3 March about how each of them came home"


@pytest.fixture
def folder(tmp_path):
    """Four relevant items: two disclosed, two not; two of them assessed in combination, one presumed."""
    made = fc.case(tmp_path)
    fc.decide(made, *fc.LAST)
    fc.code(made, {fc.LAST[0]: D, fc.LAST[1]: D, fc.LAST[2]: CND, fc.LAST[3]: CND})

    def act(omar):
        entering_record.enter_in_record(omar, EntrySort.ISSUE, "Who was in the taxi")
        items = [fc.item(omar, text) for text in fc.LAST]
        for one in items:
            reviewing.open_item(omar, 1, one)
        assessing.assess(
            omar, items[:2], MORGAN, Assessed.PASSES, "together they tell the way home", (Limb.ASSISTS,), 1
        )
        assessing.assess(
            omar, items[2:3], MORGAN, Assessed.DOES_NOT_PASS, "another evening",
            presumption=Presumption.PREVIOUS_ACCOUNT, exception="served with the statement already",
        )  # fmt: skip

    acting(made, "omar", act)
    return made


def words(path) -> str:
    told = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout
    return " ".join(told.decode().split())


def written(folder, out):
    acting(folder, "omar", lambda omar: office_papers.write_office_papers(omar, MORGAN, out, SECRET))
    with pikepdf.open(out / "mg6d.pdf", password=SECRET) as pdf:
        pdf.save(out.parent / "mg6d-open.pdf")
    return out


def test_K3_the_sensitive_schedule_has_the_columns_a_nil_return_and_a_key_of_its_own(
    folder, tmp_path
) -> None:
    out = written(folder, tmp_path / "office")
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(out / "mg6d.pdf")
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(out / "mg6d.pdf", password=build.PASSPHRASE)
    assert "I have nothing to list on this schedule" in words(tmp_path / "mg6d-open.pdf")
    acting(
        folder, "omar",
        lambda omar: claiming_sensitivity.claim_sensitive(
            omar, fc.item(omar, fc.LAST[3]), PublicInterest.SURVEILLANCE_PLACE, WHY
        ),
    )  # fmt: skip
    written(folder, tmp_path / "again")
    told = words(tmp_path / "mg6d-open.pdf")
    for column in (
        "Item No.",
        "Description of item",
        "Location",
        "Reasons for sensitivity",
        "PII application",
    ):
        assert column in told
    assert "S1" in told
    assert "surveillance place" in told
    assert fc.LAST[3] in told
    assert "nothing to list" not in told
    with pytest.raises(OutputProblem, match="passphrase of its own"):
        acting(
            folder, "omar",
            lambda omar: office_papers.write_office_papers(omar, MORGAN, tmp_path / "x", "short"),
        )  # fmt: skip


def test_an_item_that_a_schedule_listed_before_it_was_claimed_says_so_on_the_sensitive_schedule(
    folder, tmp_path
) -> None:
    def claim(omar, text):
        item = fc.item(omar, text)
        claiming_sensitivity.claim_sensitive(omar, item, PublicInterest.SURVEILLANCE_PLACE, f"{WHY}.")
        return listed_before(omar.case, naming.accused_named(omar.case, MORGAN).id, item)

    assert acting(folder, "omar", lambda omar: claim(omar, fc.LAST[2])) == ()
    fc.produce(folder, tmp_path / "first", MORGAN)
    fc.produce(folder, tmp_path / "second", MORGAN)
    assert acting(folder, "omar", lambda omar: claim(omar, fc.LAST[3])) == ((3, 1), (3, 2))
    written(folder, tmp_path / "office")
    told = words(tmp_path / "mg6d-open.pdf")
    assert told.count("Before the claim it was counted, as relevant, in") == 1
    assert " watched. " in told  # one full stop, though the reason has its own
    assert "in entry 3 of schedule no. 1 and entry 3 of schedule no. 2" in told


def test_a_report_says_that_nothing_was_assessed_as_presumed_and_of_which_day_its_places_are(
    tmp_path,
) -> None:
    made = fc.case(tmp_path)
    fc.decide(made, *fc.LAST)
    told = words(written(made, tmp_path / "office") / "mg6e.pdf")
    assert "No item of this report or of the schedules was assessed as being of such a category." in told


def test_papers_are_chosen_and_only_the_sensitive_schedule_asks_for_a_passphrase(folder, tmp_path) -> None:
    def act(omar):
        made = office_papers.write_office_papers(
            omar, MORGAN, tmp_path / "some", only=[office_papers.MG6C, office_papers.CASE_FILE]
        )
        assert made == ("case-file.json", "mg6c-as-it-stands.pdf")
        for only, said in (
            ([], "at least one"),
            (["mg6x.pdf"], "No paper is called"),
            (["mg6d.pdf"], "passphrase"),
        ):
            with pytest.raises(OutputProblem, match=said):
                office_papers.write_office_papers(omar, MORGAN, tmp_path / "none", only=only)
        assert not (tmp_path / "none").exists()

    acting(folder, "omar", act)
    told = words(tmp_path / "some" / "mg6c-as-it-stands.pdf")
    assert "It stays in the office" in told
    assert "WhatsApp message of" in told
    assert MORGAN in told
    assert fc.LAST[0] not in told


def test_K4_E5_every_schedule_brings_a_report_with_number_schedule_reason_and_group(folder, tmp_path) -> None:
    fc.produce(folder, tmp_path / "first", MORGAN)
    fc.produce(folder, tmp_path / "second", MORGAN)
    out = written(folder, tmp_path / "office")
    assert sorted(path.name for path in out.iterdir()) == [
        "case-file.json", "mg6c-as-it-stands.pdf", "mg6d.pdf", "mg6e.pdf", "record-sheet.pdf", "with-bundle-1-mg6e.pdf",
        "with-bundle-2-mg6e.pdf",
    ]  # fmt: skip
    for name in ("mg6e.pdf", "with-bundle-1-mg6e.pdf"):
        told = words(out / name)
        first, second = acting(folder, "omar", lambda omar: [fc.item(omar, text) for text in fc.LAST[:2]])
        assert re.search(rf"\b1 MG6C assists; issue 1: Who .{{0,30}}Item {first}: together they tell", told)
        assert f"In combination with item {second}." in told
        assert f"In combination with item {first}." in told
        assert "another evening" not in told  # what does not pass is not in it
        assert "previous account does not pass the disclosure test: served with the statement" in told
    for bundle in ("first", "second"):
        assert not [path for path in (tmp_path / bundle).rglob("*") if re.search("mg6[de]", path.name)]


BAD = {
    "MG11": "the number of a form",
    "Exhibit DP/1": "the number of a form",
    "Some messages": "Say more",
    "Report of the DSU and the OIC about how each of them came home that evening": "Write out DSU, OIC",
    "Messages that are obviously of no use on how each came home that evening": "Leave out “obviously”",
    "Irrelevant messages between two friends on how each of them came home": "Leave out “Irrelevant”",
    "Messages of an informant on how each of them came home that evening": "Leave out “informant”",
    "Messages between two friends and 07700 900123 on how each came home": "numbers and addresses of people",
    "Messages between two friends and someone@example.org on the way home": "numbers and addresses of people",
}


@pytest.mark.parametrize(("said", "why"), BAD.items())
def test_K6_a_description_that_breaks_a_rule_is_refused_with_what_to_do(folder, said, why) -> None:
    assert any(why in one for one in faults_of_description(said)), faults_of_description(said)
    with pytest.raises(RuleBroken, match=re.escape(why)):
        acting(folder, "omar", lambda omar: describing.describe_entry(omar, 1, said))


def test_K6_an_officers_description_is_printed_before_the_facts_and_a_suggestion_meets_the_rules(
    folder, tmp_path
) -> None:
    found = acting(folder, "omar", describing.entry_descriptions)
    assert [one.number for one in found] == [1, 2, 3, 4]
    assert all(faults_of_description(one.suggested) == () for one in found)
    assert faults_of_description(GOOD) == ()
    acting(folder, "omar", lambda omar: describing.describe_entry(omar, 1, GOOD))
    fc.produce(folder, tmp_path / "out", MORGAN)
    for paper in ("mg6c", "sdc"):
        rows = openpyxl.load_workbook(tmp_path / "out" / "schedule" / f"{paper}.xlsx").active.values
        (entry,) = [row for row in rows if row[0] == "1"]
        assert f"{GOOD}. 1 WhatsApp message of one conversation, 03.03.2025, bearing on line" in entry[1]


def test_K10_the_case_file_has_the_field_names_and_values_of_the_digital_case_file(folder, tmp_path) -> None:
    told = json.loads((written(folder, tmp_path / "office") / "case-file.json").read_text("utf-8"))
    rows = told["unusedMaterial"]
    police = {"policeAssessment", "policeRationale"}
    assert {frozenset(row) | police for row in rows} == {
        frozenset({
            "item", "ItemId", "title", "isProvided", "description", "policeAssessment", "policeRationale",
            "isRebuttable", "hasException", "exceptionReason", "cpsAssessment", "cpsRationale",
            "cpsDisagreesWithPolice",
        })
    }  # fmt: skip
    assert [bool(police & row.keys()) for row in rows] == [True, True, True, False]  # the last: not assessed
    assert [(row.get("policeAssessment"), row["cpsAssessment"], row["isProvided"]) for row in rows] == [
        ("Passes disclosure test", "Disclosable", True),
        ("Passes disclosure test", "Disclosable", True),
        ("Does not pass disclosure test", "Clearly not disclosable", False),
        (None, "Clearly not disclosable", False),
    ]
    assert [row["isRebuttable"] for row in rows] == [False, False, True, False]
    assert rows[2]["exceptionReason"] == "served with the statement already"
    assert not any(row["cpsDisagreesWithPolice"] for row in rows)


def test_the_record_sheet_tells_every_act_on_disclosure_with_who_and_in_whose_words(folder, tmp_path) -> None:
    told = words(written(folder, tmp_path / "office") / "record-sheet.pdf")
    first, second, third, fourth = acting(
        folder, "omar", lambda omar: [fc.item(omar, text) for text in fc.LAST]
    )
    assert f"items {first}, {second}: D" in told
    assert f"items {third}, {fourth}: CND" in told
    assert "together they tell the way home" in told
    assert "paul, prosecutor" in told
    assert "omar, disclosure officer" in told


def test_the_record_sheet_has_acts_of_one_second_in_the_order_in_which_they_were_done(folder) -> None:
    """Done in the order of z to a by their names, so that an order by names would turn it round."""

    def act(omar):
        item = fc.item(omar, fc.LAST[2])
        defence_papers.serve_defence(
            omar, DefenceSort.REQUEST, MORGAN, date(2026, 2, 1), "Who else was in the taxi on the way home"
        )
        claiming_sensitivity.claim_sensitive(omar, item, PublicInterest.POLICE_METHODS, WHY)
        assessing.assess(omar, (item,), MORGAN, Assessed.PASSES, "after the statement", (Limb.ASSISTS,), 1)
        made = disclosure_acts(omar.case, 1, MORGAN)
        rows = [act.act for act, _ in gathered(made, lambda _: "one minute")]
        assert [one.act for one in made[-3:]] == rows[-3:] == ["served", "claimed", "assessed"]

    acting(folder, "omar", act)


def test_a_row_of_the_record_sheet_reaches_over_no_bundle() -> None:
    def coded(item, act="coded"):
        return DisclosureAct("2026-03-01T10:00:00", UserId("p"), act, 0, ItemId(item), "MZ/1", "", "", "why")

    rows = gathered([coded(1), coded(2), coded(0, "produced"), coded(3)], lambda at: at[:16])
    assert [(act.act, items) for act, items in rows] == [
        ("coded", "MZ/1 items 1, 2"), ("produced", ""), ("coded", "MZ/1 item 3"),
    ]  # fmt: skip


def test_K11_the_letter_is_initial_then_nothing_further_then_further(folder, tmp_path) -> None:
    fc.produce(folder, tmp_path / "first", MORGAN)
    assert "section 3 of the Criminal Procedure and Investigations Act" in words(
        tmp_path / "first" / "letter.pdf"
    )
    fc.produce(folder, tmp_path / "second", MORGAN)
    assert "there is no further prosecution material" in words(tmp_path / "second" / "letter.pdf").lower()

    def more(paul):
        item = fc.item(paul, fc.LAST[3])
        approving.waiting(paul)
        approving.endorse(paul, item, MORGAN, D, "it assists on a new issue")
        approving.approve(paul, (item,), attested=True)

    acting(folder, "paul", more)
    fc.produce(folder, tmp_path / "third", MORGAN)
    told = words(tmp_path / "third" / "letter.pdf")
    assert "Further material now meets the test for disclosure to Morgan Vale" in told


def test_K11_the_statement_that_there_is_nothing_to_disclose_is_written_where_nothing_meets_the_test(
    tmp_path,
) -> None:
    made = fc.case(tmp_path)
    fc.decide(made, *fc.LAST)
    fc.code(made, dict.fromkeys(fc.LAST, CND))
    fc.produce(made, tmp_path / "out", MORGAN)
    assert "Under section 3(1)(b)" in words(tmp_path / "out" / "letter.pdf")


def test_K11_a_refusal_gives_the_request_and_the_recorded_reason_and_nothing_masked(folder, tmp_path) -> None:
    asked = "We ask for every message between the two friends of that week, and for who else was there."

    def act(omar):
        defence_papers.serve_defence(
            omar, DefenceSort.REQUEST, MORGAN, date(2026, 2, 3), asked, items=(fc.item(omar, fc.LAST[2]),)
        )
        with pytest.raises(RuleBroken, match="No refusal of that document"):
            finish(refusing.write_refusal(omar, 1, "Ashdown Solicitors", tmp_path / "no.pdf"))
        with pytest.raises(RuleBroken, match="may not do this"):
            defence_papers.answer_defence(omar, 1, DefenceAnswer.REFUSED, "no", date(2026, 2, 9))

    def refuse(paul):
        defence_papers.answer_defence(
            paul, 1, DefenceAnswer.REFUSED, "it does not go to an issue in the case", date(2026, 2, 9)
        )
        finish(refusing.write_refusal(paul, 1, "Ashdown Solicitors", tmp_path / "refusal.pdf"))

    acting(folder, "omar", act)
    acting(folder, "paul", refuse)
    told = words(tmp_path / "refusal.pdf")
    assert asked in told
    assert "it does not go to an issue in the case." in told
    assert "served on 03.02.2026. It was answered on 09.02.2026; this letter sets the answer out." in told
    assert "item by item" not in told
    assert "section 8 of the Criminal Procedure and Investigations Act 1996" in told


def test_L3_words_of_the_sensitive_schedule_stop_a_bundle_wherever_they_stand(folder, tmp_path) -> None:
    def act(omar):
        claiming_sensitivity.claim_sensitive(
            omar, fc.item(omar, fc.LAST[3]), PublicInterest.SURVEILLANCE_PLACE, WHY
        )

    acting(folder, "omar", act)
    fc.produce(folder, tmp_path / "before", MORGAN)  # the control: as it stands nothing leaks
    leak = f"Whether {WHY}"
    acting(folder, "omar", lambda omar: entering_record.enter_in_record(omar, EntrySort.ISSUE, leak))
    with pytest.raises(
        OutputProblem, match=r"management\.pdf still holds something .* kept from what is served"
    ):
        fc.produce(folder, tmp_path / "after", MORGAN)
    assert not (tmp_path / "after").exists()


def test_L1_the_management_document_prints_the_case_record_and_grows_a_version_with_each_bundle(
    folder, tmp_path
) -> None:
    def enter(omar):
        entering_record.enter_in_record(omar, EntrySort.CHARGE, "Theft of a bicycle on 3 March 2025", MORGAN)
        entering_record.enter_in_record(omar, EntrySort.CHARGE, "A charge against the other", fc.SECOND)
        entering_record.enter_in_record(omar, EntrySort.LINKED_CASE, "URN 62WR0000026, a bicycle found")
        entering_record.enter_in_record(omar, EntrySort.STAGE, "initial disclosure")
        entering_record.enter_in_record(omar, EntrySort.KEY_DATE, "Plea hearing", day=date(2026, 3, 2))

    acting(folder, "omar", enter)
    fc.produce(folder, tmp_path / "one", MORGAN)
    told = words(tmp_path / "one" / "schedule" / "management.pdf")
    assert "Charges Theft of a bicycle on 3 March 2025" in told
    assert "A charge against the other" not in told
    assert "Issue 1: Who was in the taxi" in told
    assert "URN 62WR0000026, a bicycle found" in told
    assert "02.03.2026: Plea hearing" in told
    assert "Version 1" in told
    assert "What changed since version" not in told


def test_L1_a_changed_term_is_told_in_the_next_version_and_nothing_where_nothing_changed(
    folder, tmp_path
) -> None:
    def told(name: str, accused: str = MORGAN) -> str:
        fc.produce(folder, tmp_path / name, accused)
        return words(tmp_path / name / "schedule" / "management.pdf")

    told("one")
    second = told("two")
    assert "Version 2" in second
    assert f"What changed since version 1, of {today()}: Nothing but counts." in second
    line = acting(folder, "omar", lambda omar: lines.approved(omar.case)[0])
    changed = replace(line, terms=(*line.terms[1:], Term("tandem", TermKind.EXACT, "what was ridden")))
    build.approve(folder, changed)
    acting(folder, "rita", lambda rita: finish(flag(rita)))
    acting(folder, "omar", lambda omar: entering_record.enter_in_record(omar, EntrySort.ISSUE, "Who rode it"))
    third = told("three")
    assert "Version 3" in third
    assert (
        f"line 1, version 2, was approved; terms added: tandem; terms no longer: {line.terms[0].text}."
        in third
    )
    assert "issue 2 was entered." in third


def test_L1_what_is_recorded_right_after_a_bundle_is_told_and_what_was_right_before_it_is_not(
    folder, tmp_path
) -> None:
    """Often within one second, as in a script: by the order of the log, not by the clock."""
    acting(folder, "omar", lambda omar: entering_record.enter_in_record(omar, EntrySort.ISSUE, "Who rode it"))
    fc.produce(folder, tmp_path / "one", MORGAN)
    acting(folder, "omar", lambda omar: entering_record.enter_in_record(omar, EntrySort.ISSUE, "The rain"))
    fc.produce(folder, tmp_path / "two", MORGAN)
    told = words(tmp_path / "two" / "schedule" / "management.pdf")
    assert "issue 3 was entered." in told
    assert "issue 2 was entered." not in told


def _certificate(out) -> str:
    return words(out / "schedule" / "sdc.pdf")


def test_K2_the_officer_certifies_what_police_assessed_as_passing_and_the_report_names_the_same_entries(
    folder, tmp_path
) -> None:
    def again(omar):
        second = fc.item(omar, fc.LAST[1])
        assessing.assess(omar, [second], MORGAN, Assessed.EVIDENCE, "it is exhibited now")

    acting(folder, "omar", again)
    fc.produce(folder, tmp_path / "out", MORGAN)
    told = _certificate(tmp_path / "out")
    assert "belief items 1 in the schedule might reasonably undermine" in told
    assert "because item 1 goes to issue 1 (Who was in the taxi)." in told
    assert (
        "Also disclosed by the prosecutor's decision, which is no part of what is certified: item 2." in told
    )
    out = written(folder, tmp_path / "office")
    report = words(out / "with-bundle-1-mg6e.pdf")
    assert f"Speaks of: schedule no. 1 of {today()}" in report
    assert re.findall(r"\b(\d+) MG6C", report) == ["1"]
    as_it_stands = words(out / "mg6e.pdf")
    assert f"the case as it stands on {today()}; the last schedule is no. 1 of {today()}" in as_it_stands


def test_K2_where_police_assessed_nothing_as_passing_nothing_is_certified_as_such(folder, tmp_path) -> None:
    def none(omar):
        items = [fc.item(omar, text) for text in fc.LAST[:2]]
        assessing.assess(omar, items, MORGAN, Assessed.EVIDENCE, "they are exhibited now")

    acting(folder, "omar", none)
    told: list[str] = []
    for name in ("one", "two"):
        fc.produce(folder, tmp_path / name, MORGAN)
        told.append(_certificate(tmp_path / name))
    for paper in told:
        assert "the police assessed no item in the schedule as one that might reasonably" in paper
        besides = "Disclosed by the prosecutor's decision, which is no part of what is certified: items 1, 2."
        assert besides in paper
        assert "because" not in paper
    assert "where there are some items to disclose" in told[0]


def test_K2_K11_where_nothing_is_disclosed_certificate_and_letter_do_not_speak_of_copies_or_redactions(
    folder, tmp_path
) -> None:
    fc.code(folder, dict.fromkeys(fc.LAST[:2], DisclosureCode.EVIDENCE))
    fc.produce(folder, tmp_path / "out", MORGAN)
    certificate, letter = _certificate(tmp_path / "out"), words(tmp_path / "out" / "letter.pdf")
    assert "where there are some items to disclose" not in certificate
    assert "No item on this schedule is coded D (disclose) or I (inspect)." in certificate
    assert "prosecutor's decision" not in certificate
    assert "Streamlined disclosure certificate" in letter
    assert "Index of redactions" not in letter
    assert "copies" not in letter
    cover = words(tmp_path / "out" / "cover.pdf")
    assert "Copies are edited" not in cover
    assert "Letter: Statement that there is nothing to disclose" in cover
    assert not list((tmp_path / "out" / "schedule").glob("redactions.*"))
    for name in ("verify.py", "manifest.json", "manifest.sig", "checkpoint.txt", "proof.json"):
        assert name in cover
        assert (tmp_path / "out" / name).is_file()
    assert ".tlog-proof" in cover
    assert (tmp_path / "out" / "letter.pdf.tlog-proof").is_file()


def test_K11_a_letter_that_nothing_further_is_disclosed_knows_whether_there_is_a_defence_statement(
    folder, tmp_path
) -> None:
    for name in ("one", "two"):
        fc.produce(folder, tmp_path / name, MORGAN)
    told = words(tmp_path / "two" / "letter.pdf")
    assert "nothing further to disclose" in told
    assert "No defence statement is recorded." in told

    def serve(omar):
        defence_papers.serve_defence(
            omar, DefenceSort.DEFENCE_STATEMENT, MORGAN, date(2026, 2, 3), "Nobody was there at all.",
            (("Whether anybody was there", (1,)),),
        )  # fmt: skip

    acting(folder, "omar", serve)
    fc.produce(folder, tmp_path / "three", MORGAN)
    told = words(tmp_path / "three" / "letter.pdf")
    assert "in the light of the defence statement served on 03.02.2026" in told
    assert "No defence statement" not in told


def test_K2_the_first_certificate_is_for_the_first_hearing_and_the_next_for_continuing_disclosure(
    folder, tmp_path
) -> None:
    told: list[str] = []
    for name in ("one", "two"):
        fc.produce(folder, tmp_path / name, MORGAN)
        told.append(words(tmp_path / name / "schedule" / "sdc.pdf"))
    first, further = told
    assert "1st Hearing" in first
    assert "Continuing disclosure" not in first
    assert re.search(
        r"Continuing disclosure\. It takes the place of schedule no\. 1 of \d\d\.\d\d\.\d{4}\.", further
    )
    assert "1st Hearing" not in further


def test_a_title_and_its_text_stand_on_lines_of_their_own(folder, tmp_path) -> None:
    acting(folder, "omar", lambda omar: describing.describe_entry(omar, 1, GOOD))
    fc.produce(folder, tmp_path / "out", MORGAN)
    told = subprocess.run(
        ["pdftotext", tmp_path / "out" / "schedule" / "sdc.pdf", "-"], capture_output=True, check=True
    ).stdout.decode()
    assert re.search(r"one conversation( -)?\s*(Edited)?\n+Messages between", told), told[:800]


def test_the_index_and_the_management_document_count_redactions_and_people_alike(folder, tmp_path) -> None:
    fc.produce(folder, tmp_path / "out", MORGAN)
    index = words(tmp_path / "out" / "schedule" / "redactions.pdf")
    told = words(tmp_path / "out" / "schedule" / "management.pdf")
    assert "Redactions 0 People by token, per document 2" in index
    assert "2 · People by token, per document" in told
    assert "Nothing was redacted" not in index


def test_a_folder_that_cannot_be_filled_is_not_left_half(folder, tmp_path) -> None:
    with pytest.raises(OutputProblem, match="cannot be written there"):
        write_closed(tmp_path / "papers", {"one.pdf": b"x", "no such folder/two.pdf": b"y"})
    assert not (tmp_path / "papers").exists()
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "mine.txt").write_text("kept", "utf-8")
    with pytest.raises(OutputProblem):
        write_closed(tmp_path / "there", {"one.pdf": b"x"})
    assert (tmp_path / "there" / "mine.txt").read_text("utf-8") == "kept"


def test_K9_what_a_machine_searched_and_nobody_opened_is_told_by_exhibit(folder, tmp_path) -> None:
    fc.produce(folder, tmp_path / "out", MORGAN)

    def count(omar):
        return omar.case.one(
            "SELECT count(*) FROM items WHERE coalesce(text, '') <> '' AND id NOT IN (SELECT item_id FROM "
            "openings)"
        )[0]

    unopened = acting(folder, "omar", count)
    assert unopened == 8  # the four relevant ones were opened, the others of the four conversations were not
    for paper in ("mg6c", "management"):
        told = words(tmp_path / "out" / "schedule" / f"{paper}.pdf")
        why = r"(\d+) · DP/1: in scope, searched by machine, not opened by a person: (\w+)"
        found = re.findall(why, told)
        assert sum(int(count) for count, _ in found) == unopened
        assert {first for _, first in found} <= {"ranked", "put", "it"}
    assert "which has not been examined by either the investigating or disclosure officer? Yes" in words(
        tmp_path / "out" / "schedule" / "mg6c.pdf"
    )


def test_the_papers_of_the_office_keep_both_standards_the_sensitive_schedule_once_it_is_opened(
    folder, tmp_path
) -> None:
    """A file under a passphrase cannot be PDF/A; what it holds can, and it may be read aloud."""
    fc.produce(folder, tmp_path / "first", MORGAN)
    out = written(folder, tmp_path / "office")
    papers = [path for path in sorted(out.glob("*.pdf")) if path.name != "mg6d.pdf"]
    assert len(papers) == 4
    for path in (*papers, tmp_path / "mg6d-open.pdf"):
        assert faults_of(path.read_bytes()) == {}, path.name
    with pikepdf.open(out / "mg6d.pdf", password=SECRET) as pdf:
        assert pdf.allow.accessibility


def test_acts_on_items_of_one_minute_are_one_row_and_two_bundles_of_one_minute_are_two() -> None:
    act = DisclosureAct(
        "2026-02-03T10:00:00", UserId("u"), "coded", 0, ItemId(5), "DP/1", "DISCLOSE", "", "why"
    )
    bundle = replace(act, act="produced", item=ItemId(0), exhibit="", value="", more="the defence", words="")
    found = gathered([act, replace(act, item=ItemId(4)), bundle, bundle], lambda at: at[:16])
    assert [(one.act, items) for one, items in found] == [
        ("coded", "DP/1 items 4, 5"),
        ("produced", ""),
        ("produced", ""),
    ]
