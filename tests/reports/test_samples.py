"""Samples in the management document: what was asked, agreed, drawn and stated, and what no longer holds."""

from dataclasses import replace

from evidence_review.domain.kinds import Relevance
from evidence_review.domain.samples import SampleKind
from evidence_review.reports import Management, management_pdf
from evidence_review.reports.samples import SampleAccount
from evidence_review.workflow.reviewing import reviewing
from evidence_review.workflow.sampling.sample_accounts import sample_accounts
from evidence_review.workflow.sampling.sampling import state_sample
from tests.reports.documents import body_of, flat
from tests.workflow.samples.sampled import decide_some, is_relevant, read_all, sampled_case, texts, user
from tests.workflow.sampling.test_samples import drawn

ONE = SampleAccount(
    "SP-0007", "3 v2", "in scope of line 3 v2, text-bearing, undecided, not held", "5,120 with text in scope; 1,554 drawn, 1,554 read, 0 relevant among them",
    "to state a recall of at least 0.90; look 1 at 2.5 %", "to tell the court", "R Reader", "S Super", "stated",
    "Of 4,210 unread items in scope, 1,554 drawn at random were read and none bore on this line.", ("Reviewer error: assumed to be none.",), "", "ab" * 32, "cd" * 32, "ef" * 32,
)  # fmt: skip
EMPTY = Management("01AB", "A case", "1", "24.11.2026", "R", ("HARPER",), "1.0")


def said(management: Management) -> str:
    return body_of(management_pdf(management))


def test_L2_a_sample_is_told_with_its_numbers_people_sentence_and_seed() -> None:
    text = said(replace(EMPTY, samples=(ONE,)))
    for words in (
        "SP-0007",
        "R Reader",
        "S Super",
        ONE.stated,
        "Reviewer error: assumed to be none.",
        "To redo a draw",
        "ef" * 12,
    ):
        assert flat(words) in text
    assert "VOID" not in text


def test_what_no_longer_holds_is_said_before_what_was_stated() -> None:
    text = said(replace(EMPTY, samples=(replace(ONE, void="a decision was changed since"),)))
    assert text.index(
        flat("VOID: a decision was changed since. What is said below no longer holds.")
    ) < text.index(flat(ONE.stated))


def test_without_a_sample_it_says_that_nothing_is_stated() -> None:
    assert flat("No sample was drawn, so nothing is stated of what may have been missed.") in said(EMPTY)


def test_the_accounts_are_those_of_the_case(tmp_path) -> None:
    folder = sampled_case(tmp_path)
    decide_some(folder, 12, only_relevant=True)
    made = drawn(folder, sample=40, kind=SampleKind.ELUSION)
    read_all(folder, made.plan.id)
    with user(folder, "rita") as session:
        state_sample(session, made.plan.id, "the rest is read")
        (one,) = sample_accounts(session, ())
        assert (one.plan, one.line, one.proposed, one.authorised, one.state) == (
            "SP-0001",
            "1 v1",
            "rita",
            "sian",
            "stated",
        )
        assert one.stated.startswith(
            (
                "Recall cannot be certified for this line: too few items were found. Of 228 unread "
                "items in scope, 40 drawn"
            )
        )
        assert one.beside[-1] == "What follows: the rest is read"
        item = next(item for item, text in texts(session).items() if is_relevant(text))
        reviewing.decide(session, 1, item, Relevance.NOT_RELEVANT_TO_LINE)
        assert sample_accounts(session, ())[0].void == "a decision was changed since"
