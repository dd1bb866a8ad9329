"""Markers that a line covered until it was narrowed, and markers in what is previewed, sought to be marked,
given back and set beside each other."""

from datetime import date

from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import Relevance
from evidence_review.domain.progress import finish
from evidence_review.store import index
from evidence_review.workflow.auditing import account_of_looking, auditing
from evidence_review.workflow.case import opening
from evidence_review.workflow.enquiring import forming
from evidence_review.workflow.finding import explaining, flagging, learn_order
from evidence_review.workflow.importing import importing
from evidence_review.workflow.personal import gathering, seeking
from evidence_review.workflow.producing import returning, sheeting
from evidence_review.workflow.redacting import comparing, narrowing, redacting
from evidence_review.workflow.reviewing import linking, reviewing
from evidence_review.workflow.sampling import batching
from tests import build
from tests.workflow.samples.planted import MARK, inside, plant, tables_with


def test_what_a_narrower_line_leaves_out_goes_from_all_that_machines_wrote_and_from_every_answer(
    tmp_path,
) -> None:
    folder = build.new_case(tmp_path / "case")
    chats = build.write_chats(tmp_path / "chats")
    chat = chats / "WhatsApp Chat with Callum Marsh.txt"
    chat.write_text(
        (
            f"{build.CHAT}09/03/2025, 10:00 - Callum Marsh: pay the taxi {MARK}left, ring "
            f"{MARK}left@example.org\n"
        ),
        "utf-8",
    )
    build.import_chats(folder, chats)
    build.approve(folder, build.line())
    session = build.as_user(folder, "rita")
    first = "\n".join(after_the_engines(session))
    assert f"{MARK}left" in first
    assert tables_with(session, MARK)
    opening.close(session)
    build.approve(folder, build.another(build.line(), date_to=date(2025, 3, 8)))
    session = build.as_user(folder, "rita")
    assert tables_with(session, MARK) == set()
    again = "\n".join(after_the_engines(session))
    at = again.find(MARK)
    assert at < 0, again[max(0, at - 300) : at + 100]
    assert tables_with(session, MARK) == set()
    opening.close(session)


def test_what_is_previewed_sought_and_given_back_holds_no_marker(tmp_path) -> None:
    folder, sheet = build.new_case(tmp_path / "case"), tmp_path / "sheet.pdf"
    session = build.as_user(folder, "omar")
    finish(
        importing.import_path(
            session,
            plant(tmp_path / "chats"),
            build.exhibit(),
            ReadOptions(zone="Europe/London", owner="Dana P"),
        )
    )
    opening.close(session)
    build.approve(folder, build.line())
    session = build.as_user(folder, "rita")
    finish(flagging.flag(session))
    for row in reviewing.queue(session, 1):
        reviewing.decide(session, 1, row.item, Relevance.RELEVANT)
    said: list[str] = []
    for number, item in redacting.relevant(session):
        said += [
            repr(comparing.preview(session, item)),
            repr(narrowing.narrow(session, number, item, [(0, 3)])),
        ]
        redacting.mark_suggested(session, number, item, attested=True)
    said += [
        repr(finish(seeking.search_to_mark(session, words)).places)
        for words in ("taxi", MARK, f"{MARK}from@example.org")
    ]
    said.append(repr(gathering.subjects(session, reveal="to see whom the findings stand for")))
    (tmp_path / "returns.csv").write_text(
        "what,type,item,remark\n" + "".join(f"under,Address,{at},\n" for at in range(1, 14)), "utf-8"
    )
    said += [
        repr(returning.import_returns(session, tmp_path / "returns.csv")),
        repr(returning.returns(session)),
    ]
    opening.close(session)
    session = build.as_user(folder, "omar")
    finish(sheeting.write_sheet(session, sheet, "the team checks what goes before it is sent"))
    told = "\n".join(
        [*said, repr(auditing.events(session)), *(data.decode("latin-1") for _, data in inside(sheet))]
    )
    assert "the taxi is outside" in told
    at = told.lower().find(MARK)
    assert at < 0, told[max(0, at - 300) : at + 100]
    assert tables_with(session, MARK) == set()
    opening.close(session)


def after_the_engines(session) -> list[str]:
    """What engines, lists and searches say of a line, with one decision from which it learns."""
    said = [repr(finish(flagging.flag(session)))]
    rows = reviewing.queue(session, 1, order="rank")
    for at, row in enumerate(rows):
        said.append(repr(reviewing.open_item(session, 1, row.item)))
        reviewing.decide(
            session,
            1,
            row.item,
            Relevance.RELEVANT if at % 2 else Relevance.NOT_RELEVANT_TO_LINE,
            "about the taxi",
        )
    said += [
        repr(finish(learn_order.learn(session, 1))),
        repr(reviewing.queue(session, 1, "rank")),
        repr(batching.next_batch(session, 1)),
    ]
    said += [repr(finish(explaining.explain(session, 1, row.item))) for row in rows]
    said += [repr(step(session, 1)) for step in (forming.term_forms, account_of_looking.term_report)]
    said += [
        repr(step(session))
        for step in (
            account_of_looking.proportionality,
            account_of_looking.decision_figures,
            gathering.subjects,
            linking.people,
        )
    ]
    line = session.case.one("SELECT id FROM lines")[0]
    said += [
        repr(index.find(session.case, line, index.Asked((f'"{MARK}" *',)))),
        repr(index.words(session.case, ["z"])),
    ]
    return said
