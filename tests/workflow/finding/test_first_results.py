"""What a first search gives before it ends: the rule band before any order, and the same answers from several
processes at once."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from evidence_review.domain.kinds import Band
from evidence_review.domain.progress import finish
from evidence_review.domain.text import fold, fold_text
from evidence_review.relevance import embed, talks
from evidence_review.store import learning as store
from evidence_review.store import lines, suggestions
from evidence_review.workflow.case.running import run_each
from evidence_review.workflow.finding import flagging
from evidence_review.workflow.reviewing import reviewing
from tests import build


def test_the_hits_of_a_line_can_be_read_before_anything_is_ranked(tmp_path) -> None:
    folder = build.new_case(tmp_path / "case")
    build.import_chats(folder, build.write_chats(tmp_path / "chats"))
    build.approve(folder, build.line())
    session = build.as_user(folder, "rita")
    job = flagging.flag(session)
    while next(job).kept != "flag":
        pass
    rows = reviewing.queue(session, 1, only="flagged")
    assert [(row.band, row.rank) for row in rows] == [("MUST_REVIEW", None)] * 2
    line = lines.approved(session.case)[0]
    before = store.flags(session.case, line.id)
    assert all(any(reason.kind == "term" for reason in one.reasons) for one in before.values())
    assert sum(hits for _, _, hits, _ in suggestions.term_counts(session.case, line.id)) == 3
    assert not suggestions.rankings(session.case)
    finish(job)
    after = store.flags(session.case, line.id)
    assert {item for item, one in after.items() if one.band is Band.MUST_REVIEW} == set(before)
    assert suggestions.rankings(session.case)
    session.case.close()


def test_a_run_that_is_stopped_leaves_the_flags_of_the_one_before(tmp_path) -> None:
    session = build.as_user(build.flagged_case(tmp_path), "rita")
    line = lines.approved(session.case)[0]
    before = store.flags(session.case, line.id)
    job = flagging.flag(session)
    while next(job).kept != "flag":
        pass
    job.close()
    assert store.flags(session.case, line.id) == before
    session.case.close()


def test_several_processes_give_the_same_vectors_in_the_same_order() -> None:
    texts = [[f"text {n} about the taxi {'x' * n}", "ok"] for n in range(9)]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        many = list(run_each(pool, embed, texts))
    assert many == list(run_each(None, embed, texts))
    assert many == [[embed([text])[0] for text in batch] for batch in texts]


def test_what_is_not_wanted_any_more_is_called_off() -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        answers = run_each(pool, len, (["x"] * n for n in range(1000)))
        assert [next(answers), next(answers)] == [0, 1]
        answers.close()


def test_passages_of_a_large_pool_are_what_their_messages_mean_together() -> None:
    import numpy as np

    texts = ["one", "two words", "three words here", "b"]
    _, holding = talks.passages([1, 1, 1, 2], texts)
    own = np.eye(4)
    assert talks.together(own, texts, holding).tolist() == [[1.0, 2.0, 3.0, 0.0], [0.0, 0.0, 0.0, 1.0]]


def test_folding_by_table_is_folding() -> None:
    signs = "ab AB'’\n\r\t \u00ad\u200d\u0301ßİﬁ…½\u2003é`´\u2009🙂\ufe0f가"
    for first in signs:
        for second in signs:
            for third in signs:
                text = first + second + third
                assert fold_text(text) == fold(text).text, repr(text)
