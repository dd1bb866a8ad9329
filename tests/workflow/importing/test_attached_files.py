"""The words inside files attached to items in scope are read, stand where their message stands, and nothing
outside scope is touched (docs/decisions/0039)."""

import base64
import io
import json
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import date

import pymupdf
import pytest
import ufdr_reports
from hostile_children import die
from hypothesis import given, settings
from hypothesis import strategies as st
from scan_samples import coded, picture

from evidence_review.cli import main
from evidence_review.domain.dates import DateOrder
from evidence_review.domain.enquiry import ScopePerson, ScopeRule
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.ids import ItemId, LineId, SourceId
from evidence_review.domain.kinds import ItemKind, RedactionType, Relevance
from evidence_review.domain.progress import finish
from evidence_review.domain.tasks import task
from evidence_review.imaging import ocr_program
from evidence_review.store import attached, exhibits, index, items
from evidence_review.workflow.auditing.auditing import not_examined, verify_case
from evidence_review.workflow.case import opening, source_reading
from evidence_review.workflow.enquiring import enquiring
from evidence_review.workflow.finding import flagging
from evidence_review.workflow.importing import attaching, date_order, importing
from evidence_review.workflow.producing import producing
from evidence_review.workflow.redacting import approving, comparing, redacting
from evidence_review.workflow.reviewing import holding, linking, reviewing
from tests import build
from tests.workflow.samples.attached_samples import (
    ALL,
    approve,
    book,
    case_with,
    chat_zip,
    letter_docx,
    letter_pdf,
    line,
    mail,
    screened,
)

needs_tesseract = pytest.mark.skipif(
    ocr_program.find() is None, reason="the tesseract program is not on this machine"
)
WHY = "The phone was set to United States English; the owner says so."
OPEN = """08/03/2025, 19:02 - Dana P: receipt.pdf (file attached)
08/03/2025, 23:58 - Callum Marsh: the taxi is outside
03/08/2025, 09:30 - Callum Marsh: second.pdf (file attached)
"""
whole_begin = source_reading.begin


def name_of(session, report) -> str:
    """What a source is called in the case; lists call it by its number."""
    return next(one.name for one in exhibits.sources(session.case) if one.id == report.source)


def rows(session, what="source_id, locator, text, day"):
    return session.case.all(f"SELECT {what} FROM items ORDER BY id")


def read(session, line=None):
    return finish(attaching.read_attached(session, line))


def derived(session):
    """By message, the items that were read of its files."""
    found = session.case.all(
        "SELECT a.message_id, i.id FROM attached_threads a JOIN items i ON i.thread_id = a.thread_id"
    )
    return {message: [item for of, item in found if of == message] for message, _ in found}


def stand_together(session, view="in_scope") -> bool:
    """Whether each line covers what was read of a file if and only if it covers its message."""
    covered = set(session.case.all(f"SELECT version_id, item_id FROM {view}"))
    versions = [row[0] for row in session.case.all("SELECT id FROM line_versions")]
    return all(
        ((v, m) in covered) == ((v, i) in covered)
        for v in versions
        for m, of in derived(session).items()
        for i in of
    )


@pytest.fixture
def opened():
    held = []

    def run(folder, name="omar"):
        held.append(build.as_user(folder, name))
        return held[-1]

    yield run
    for one in held:
        opening.close(one)


@pytest.fixture
def papers(tmp_path, opened):
    """A mail with a letter, a receipt, a sheet, a forwarded mail and a file of no known kind; screened."""
    inner = mail(
        "Inner",
        "the inner kettle",
        [("deep.docx", letter_docx("deep kettle words"))],
        date="Fri, 07 Mar 2025 10:00:00 +0000",
    )
    files = [
        ("letter.docx", letter_docx()),
        ("receipt.pdf", letter_pdf()),
        ("costs.xlsx", book()),
        ("fwd.eml", inner),
        ("x.bin", bytes(range(256))),
    ]
    session = opened(case_with(tmp_path, {"mail.eml": mail(files=files).as_bytes()}))
    screened(session)
    return session


def test_a_dry_run_tells_how_many_files_would_be_read_and_reads_none(papers):
    before = rows(papers)
    plan = attaching.plan_attached(papers)
    assert (plan.waiting, plan.contents, plan.unscreened, plan.outside) == (6, 6, 0, 0)
    assert dict(plan.kinds) == {"application/octet-stream": 5, "message/rfc822": 1}
    assert [(one.line, one.waiting) for one in plan.lines] == [(1, 6)]
    assert rows(papers) == before


def test_an_import_counts_as_it_did_and_the_words_of_files_come_after(papers):
    (first,) = importing.import_reports(papers)
    assert (first.coverage.found, first.coverage.imported) == (2, 2)
    report = read(papers)
    assert importing.import_reports(papers)[0].coverage == first.coverage
    (made,) = report.sources
    assert (made.name, made.importer, made.exhibit) == (
        f"source {made.source}",
        "Attached files",
        "DP/1",
    )
    assert name_of(papers, made) == "files attached in mail.eml"
    assert (made.account.found, made.account.imported, made.account.not_read, made.account.off_by) == (
        7,
        6,
        1,
        0,
    )
    assert [(one.locator, one.records) for one in made.coverage.problems] == [("item 1, file 5", 1)]
    assert (report.read, report.not_read, report.left, report.items) == (5, 1, 0, 6)
    assert report.lines == ((1, "Kettle", 6),)
    texts = " ".join(text for _, _, text, _ in rows(papers)[2:])
    for words in (
        "mended in the Lamplighter",
        "receipt for the kettle",
        "Price: 12",
        "the inner kettle",
        "deep kettle words",
    ):
        assert words in texts
    assert verify_case(papers).status == 0


def test_what_is_read_says_to_what_it_is_attached_and_keeps_the_time_of_the_file(papers):
    read(papers)
    screened(papers)
    (mail_inside,) = [
        row[0] for row in papers.case.all("SELECT id FROM items WHERE source_id = 2 AND kind = 'EMAIL'")
    ]
    kept = items.through_any(papers.case, ItemId(mail_inside)).item
    assert dict(kept.extra)["attached to"] == "item 1, file 4: fwd.eml"
    assert dict(kept.extra)["time in the file"] == "2025-03-07 10:00:00 +00:00"
    assert str(kept.sent.local) == "2025-03-08 19:02:00"
    assert kept.thread_title == "fwd.eml: Inner (attached in Papers)"


def test_a_message_and_what_was_read_of_its_files_name_each_other(papers):
    read(papers)
    screened(papers)
    message = reviewing.open_item(papers, 1, ItemId(1))
    below = [(one.file, one.item) for one in message.read_of_files]
    assert [number for number, _ in below] == [0, 1, 2, 3]
    for number, item in below:
        view = reviewing.open_item(papers, 1, item)
        assert (view.attached_to.item, view.attached_to.file) == (1, number)
    assert message.attached_to is None


def test_a_read_file_is_marked_approved_and_produced_as_any_document(tmp_path, opened):
    words = "A receipt for the kettle from Priya Nair"
    folder = case_with(tmp_path, {"mail.eml": mail(files=[("receipt.pdf", letter_pdf(words))]).as_bytes()})
    session = opened(folder)
    screened(session)
    read(session)
    finish(flagging.flag(session))
    ((page,),) = session.case.all("SELECT id FROM items WHERE source_id = 2")
    start = words.index("Priya Nair")
    reviewing.decide(session, 1, ItemId(page), Relevance.RELEVANT, "it says who bought it")
    redacting.mark(session, 1, ItemId(page), start, start + 10, "PERSON", RedactionType.NAMED_INDIVIDUAL)
    shown = comparing.page_preview(session, ItemId(page))
    assert shown is not None
    waiting = [one.item for one in approving.waiting(session)]
    assert waiting == [page]
    opening.close(session)
    build.disclose_all(folder)
    session = opened(folder, "omar")
    bundle = finish(producing.produce(session, tmp_path / "out", build.production()))
    made = next((tmp_path / "out").rglob("*-edited.pdf"))
    text = "".join(sheet.get_text() for sheet in pymupdf.open(made))
    assert ("receipt for the kettle" in text, "Priya" in text) == (True, False)
    assert bundle


def test_each_file_is_read_once_and_files_in_files_after_their_own_screening(papers):
    read(papers)
    with pytest.raises(RuleBroken, match="not screened"):
        read(papers)
    screened(papers)
    again = read(papers)
    assert [(name_of(papers, one), one.coverage.imported) for one in again.sources] == [
        ("files within files attached in mail.eml", 1)
    ]
    screened(papers)
    with pytest.raises(RuleBroken, match="no attached file left"):
        read(papers)
    told = dict(not_examined(papers))
    assert {key for key in told if key.startswith("attached file")} == {
        (
            "attached file, of a type not stated (reading it was tried: see the account of "
            "attached files): content not examined"
        )
    }


def test_nothing_outside_scope_and_nothing_held_or_unscreened_is_read(tmp_path, opened):
    files = {
        "in.eml": mail("In", files=[("a.pdf", letter_pdf("kettle inside"))]).as_bytes(),
        "out.eml": mail(
            "Out", files=[("b.pdf", letter_pdf("marker-outside"))], date="Mon, 12 May 2025 10:00:00 +0000"
        ).as_bytes(),
        "held.eml": mail(
            "Later",
            "keep-this-back",
            [("c.pdf", letter_pdf("marker-held"))],
            date="Sat, 08 Mar 2025 20:00:00 +0000",
        ).as_bytes(),
    }
    scope = ScopeRule(all_people=True, date_from=date(2025, 3, 8), date_to=date(2025, 3, 9))
    session = opened(case_with(tmp_path, files, scope))
    with pytest.raises(RuleBroken, match="not screened"):
        read(session)
    screened(session)
    (held,) = [row[0] for row in session.case.all("SELECT id FROM items WHERE text LIKE '%keep-this-back%'")]
    holding.hold(session, 1, ItemId(held))
    plan = attaching.plan_attached(session)
    assert (plan.waiting, plan.held, plan.outside) == (1, 1, 1)
    assert read(session).read == 1
    everything = json.dumps(session.case.all("SELECT text, extra FROM items"))
    assert "kettle inside" in everything
    assert "marker-held" not in everything
    assert "marker-outside" not in everything


def test_files_that_come_into_scope_later_are_read_then(tmp_path, opened):
    files = {
        "in.eml": mail("In", files=[("a.pdf", letter_pdf("first kettle"))]).as_bytes(),
        "later.eml": mail(
            "Out", files=[("b.pdf", letter_pdf("second kettle"))], date="Mon, 12 May 2025 10:00:00 +0000"
        ).as_bytes(),
    }
    folder = case_with(
        tmp_path, files, ScopeRule(all_people=True, date_from=date(2025, 3, 8), date_to=date(2025, 3, 9))
    )
    session = opened(folder)
    screened(session)
    assert read(session).read == 1
    opening.close(session)
    approve(folder, line(ALL, 2))
    session = opened(folder)
    screened(session)
    assert (attaching.plan_attached(session, 1).waiting, attaching.plan_attached(session, 2).waiting) == (
        0,
        1,
    )
    with pytest.raises(RuleBroken):
        read(session, 1)
    report = read(session, 2)
    assert (report.read, [name_of(session, one) for one in report.sources]) == (
        1,
        ["files attached in later.eml"],
    )
    assert stand_together(session)


def test_a_file_sent_to_many_is_read_once_and_stands_with_each_message(tmp_path, opened, monkeypatch):
    chat = "".join(f"08/03/2025, 19:0{n} - Dana P: receipt.pdf (file attached)\n" for n in range(4))
    session = opened(case_with(tmp_path, {"chat.zip": chat_zip(chat, {"receipt.pdf": letter_pdf()})}))
    screened(session)
    asked = []

    def begin(one, limits=None):
        asked.append(one.arguments["name"])
        return whole_begin(one, limits)

    monkeypatch.setattr(source_reading, "begin", begin)
    plan = attaching.plan_attached(session)
    assert (plan.waiting, plan.contents) == (4, 1)
    report = read(session)
    assert asked == ["receipt.pdf"]
    assert (report.read, report.items, report.sources[0].account.off_by) == (4, 4, 0)
    assert [len(of) for of in derived(session).values()] == [1] * 4
    assert session.case.count("SELECT count(*) FROM blobs") == 1


# ---- the gate
# -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def gated(tmp_path_factory):
    """A case with chats and mails of several days and people whose files were read, in a folder that tests
    only add lines to."""
    tmp = tmp_path_factory.mktemp("gated")
    group = (
        "08/03/2025, 19:02 - Dana P: receipt.pdf (file attached)\n09/03/2025, 10:00 - Priya Nair: "
        "two.pdf (file attached)\n"
    )
    files = {
        "chat.zip": chat_zip(OPEN, {"receipt.pdf": letter_pdf(), "second.pdf": letter_pdf("second kettle")}),
        "group.zip": chat_zip(
            group, {"receipt.pdf": letter_pdf("in the group"), "two.pdf": letter_pdf("two kettles")}
        ),
        "mail.eml": mail(
            files=[
                ("costs.xlsx", book()),
                ("chat.txt", b"08/03/2024, 19:02 - Mum: hello\n08/03/2024, 19:03 - Idris: yes\n" * 3),
            ]
        ).as_bytes(),
        "undated.eml": mail("Undated", files=[("letter.docx", letter_docx())], date="").as_bytes(),
    }
    session = build.as_user(case_with(tmp, files, day_first=True), "omar")
    screened(session)
    read(session)
    yield session
    opening.close(session)


PEOPLE = ("Callum Marsh", "Priya Nair", "Dana P", "callum@example.org", "Mum", "Idris")
DAYS = (date(2025, 3, 8), date(2025, 3, 9), date(2025, 8, 3))


@settings(max_examples=40)
@given(
    people=st.lists(st.sampled_from(PEOPLE), unique=True, max_size=3),
    days=st.one_of(st.none(), st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS))),
    undated=st.booleans(),
    kinds=st.lists(
        st.sampled_from((ItemKind.MESSAGE, ItemKind.EMAIL, ItemKind.PAGE, ItemKind.RECORD)),
        unique=True,
        max_size=2,
    ),
    threads=st.sampled_from(((), ("Papers",), ("Callum Marsh",))),
    sources=st.sampled_from(((), ("DP/1",))),
)
def test_a_line_covers_what_was_read_of_a_file_if_and_only_if_it_covers_its_message(
    gated, people, days, undated, kinds, threads, sources
):
    scope = ScopeRule(
        people=tuple(map(ScopePerson, people)), all_people=not people, date_from=min(days) if days else None, date_to=max(days) if days else None,
        all_dates=not days, undated=undated, kinds=tuple(kinds), threads=threads, exhibits=sources,
    )  # fmt: skip
    number = gated.case.count("SELECT count(*) FROM lines") + 1
    enquiring.propose_line(gated, line(scope, number))
    assert derived(gated)
    assert stand_together(gated, "covered")


def test_the_index_finds_by_the_same_gate(gated):
    finish(flagging._index(gated))
    found = index.find(gated.case, LineId(1), index.Asked(("kettle",)))
    wanted = gated.case.all(
        (
            "SELECT i.id FROM reviewable g JOIN items i ON i.id = g.item_id WHERE g.line_id = 1 AND "
            "i.text LIKE '%kettle%' ORDER BY 1"
        )
    )
    assert found == [
        ItemId(row[0])
        for row in wanted
        if row[0] in {row[0] for row in gated.case.all("SELECT item_id FROM searchable")}
    ]


def test_a_line_of_messages_alone_searches_their_files_and_one_of_pages_alone_does_not(tmp_path, opened):
    folder = case_with(
        tmp_path,
        {"chat.zip": chat_zip(OPEN, {"receipt.pdf": letter_pdf()})},
        replace(ALL, kinds=(ItemKind.MESSAGE,)),
        day_first=True,
    )
    approve(folder, line(replace(ALL, kinds=(ItemKind.PAGE,)), 2))
    session = opened(folder)
    screened(session)
    read(session)
    screened(session)
    finish(flagging._index(session))
    ((page,),) = session.case.all("SELECT id FROM items WHERE kind = 'PAGE'")
    assert [index.find(session.case, LineId(number), index.Asked(("receipt",))) for number in (1, 2)][1] == []
    assert page in index.find(session.case, LineId(1), index.Asked(("receipt",)))
    assert stand_together(session)


def test_who_writes_in_an_attached_chat_is_who_the_file_says_and_owns_no_phone(gated):
    ((message, count, owners),) = gated.case.all(
        "SELECT a.message_id, count(*), sum(p.is_owner) FROM attached_threads a JOIN items i ON "
        "i.thread_id = a.thread_id "
        "JOIN parties p ON p.id = i.sender_id WHERE p.name IN ('Mum', 'Idris') GROUP BY 1"
    )
    assert (count > 0, owners) == (True, 0)
    assert gated.case.one("SELECT kind FROM items WHERE id = :id", {"id": message}) == ("EMAIL",)
    before = gated.case.all("SELECT * FROM evident_owners")
    with gated.case.change(gated.signer, importing.AuditOp.COLLECT, "test", about="exhibit:1") as change:
        importing.exhibits.find_owners(change, importing.exhibits.by_ref(gated.case, "DP/1").id)
    assert gated.case.all("SELECT * FROM evident_owners") == before


@pytest.fixture
def dated(tmp_path, opened):
    """A chat with two files, read day first, and a line over 8 March."""
    scope = ScopeRule(all_people=True, date_from=date(2025, 3, 8), date_to=date(2025, 3, 8))
    data = chat_zip(
        OPEN, {"receipt.pdf": letter_pdf("receipt-marker"), "second.pdf": letter_pdf("second-marker")}
    )
    folder = case_with(tmp_path, {"chat.zip": data}, scope, day_first=True)
    approve(folder, line(ALL, 2))
    session = opened(folder)
    screened(session)
    read(session)
    screened(session)
    return session


def test_what_was_read_moves_with_its_message_when_the_order_of_dates_is_corrected(dated):
    assert stand_together(dated)
    before = {row[0] for row in dated.case.all("SELECT item_id FROM in_scope WHERE line_id = 1")}
    planned = finish(date_order.plan_dates(dated, SourceId(1), DateOrder.MONTH_FIRST))
    told = finish(date_order.correct_dates(dated, SourceId(1), DateOrder.MONTH_FIRST, WHY))
    assert planned == told
    after = {row[0] for row in dated.case.all("SELECT item_id FROM in_scope WHERE line_id = 1")}
    (one,) = told.lines
    assert (one.before, one.after, one.opened, one.closed) == (
        len(before),
        len(after),
        len(after - before),
        len(before - after),
    )
    first, second = sorted(derived(dated))
    assert before & set(derived(dated)[first])
    assert after & set(derived(dated)[second])
    assert stand_together(dated)
    assert attached.astray(dated.case) == 0
    assert not set(map(int, after)) & {row[0] for row in dated.case.all("SELECT item_id FROM screened")}
    assert verify_case(dated).status == 0
    account = importing.import_reports(dated)[1].account
    assert (account.first[:10], account.last[:10]) == ("2025-03-08", "2025-08-03")
    with pytest.raises(RuleBroken, match="attached files"):
        finish(date_order.plan_dates(dated, SourceId(2), DateOrder.DAY_FIRST))
    finish(date_order.correct_dates(dated, SourceId(1), DateOrder.FIRST_READING, WHY))
    assert {row[0] for row in dated.case.all("SELECT item_id FROM in_scope WHERE line_id = 1")} == before
    assert verify_case(dated).status == 0


def test_joining_people_moves_nothing(gated):
    before = gated.case.all("SELECT * FROM in_scope ORDER BY 1, 2, 3")
    one, other = [person.identities[0][0] for person in linking.people(gated)][:2]
    linking.link_people(gated, one, other, "they are the same person, says the owner")
    assert gated.case.all("SELECT * FROM in_scope ORDER BY 1, 2, 3") == before
    assert stand_together(gated)


def test_a_held_message_holds_what_was_read_of_its_files_and_a_held_file_its_bytes(dated, opened):
    first, second = map(ItemId, sorted(derived(dated)))
    (of_first,), (of_second,) = derived(dated)[first], derived(dated)[second]
    assert items.blob(dated.case, first, 0) is not None
    holding.hold(dated, 2, ItemId(of_first))
    assert items.blob(dated.case, first, 0) is None
    assert first not in {item for item, _, _ in holding.held(dated)}
    holding.hold(dated, 2, second)
    register = {item: why for item, _, why in holding.held(dated)}
    assert f"attached to item {second}" in register[ItemId(of_second)]
    with pytest.raises(RuleBroken):
        reviewing.open_item(dated, 2, ItemId(of_second))
    folder = dated.case.folder
    opening.close(dated)
    lena = opened(folder, "lena")
    with pytest.raises(RuleBroken, match=f"item {second}"):
        holding.release(lena, ItemId(of_second), "RELEASED")
    holding.release(lena, second, "RELEASED")
    assert of_second not in {item for item, _, _ in holding.held(lena)}


# ---- stopped, hostile, other sources
# -------------------------------------------------------------------------------------


def many(tmp, opened):
    chat = "".join(f"08/03/2025, 19:{n:02} - Dana P: note{n}.csv (file attached)\n" for n in range(5))
    table = "What,Price\n" + "".join(f"kettle {n},{n}\n" for n in range(1200))
    session = opened(
        case_with(
            tmp,
            {
                "chat.zip": chat_zip(
                    chat, {f"note{n}.csv": f"{table}last,{n // 2}\n".encode() for n in range(5)}
                )
            },
        )
    )
    screened(session)
    return session


@pytest.mark.parametrize("after", [1, 2, 3, 4])
def test_stopped_and_run_again_gives_what_an_undisturbed_run_gives(tmp_path, opened, monkeypatch, after):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    monkeypatch.setattr(attaching, "BATCH", 400)
    whole, torn = many(tmp_path / "a", opened), many(tmp_path / "b", opened)
    read(whole)
    with closing(attaching.read_attached(torn)) as job:
        for _ in range(after):
            next(job)
    assert torn.case.count("SELECT count(*) FROM source_ends") == 1
    assert attaching.plan_attached(torn).waiting > 0
    report = read(torn)
    assert rows(torn, "*") == rows(whole, "*")
    for table in (
        "attached_files",
        "attached_threads",
        "attached_above",
        "thread_people",
        "recipients",
        "attachments",
        "accounts",
    ):
        assert torn.case.all(f"SELECT * FROM {table} ORDER BY 1, 2") == whole.case.all(
            f"SELECT * FROM {table} ORDER BY 1, 2"
        ), table
    assert report.sources[0].account.off_by == 0
    assert verify_case(torn).status == 0


@pytest.mark.parametrize("careful_too", [False, True])
def test_a_file_that_kills_its_reader_costs_itself_alone(papers, monkeypatch, careful_too):
    def begin(asked, limits=None):
        if asked.arguments["name"] == "receipt.pdf" and (
            careful_too or not asked.arguments["manner"].careful
        ):
            return whole_begin(task(die, how="SIGKILL", first=False), limits)
        return whole_begin(asked, limits)

    monkeypatch.setattr(source_reading, "begin", begin)
    report = read(papers)
    assert (report.read, report.not_read, report.items) == ((4, 2, 5) if careful_too else (5, 1, 6))
    assert report.sources[0].account.off_by == 0


def test_a_bomb_costs_itself_alone(tmp_path, opened):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("note.txt", "the kettle was on\n")
        packed.writestr("zeros.bin", bytes(80 << 20))
    session = opened(
        case_with(
            tmp_path,
            {"m.eml": mail(files=[("bomb.zip", out.getvalue()), ("receipt.pdf", letter_pdf())]).as_bytes()},
        )
    )
    screened(session)
    report = read(session)
    assert report.read == 2
    (made,) = report.sources
    assert (made.account.imported, made.account.not_read, made.account.off_by) == (2, 1, 0)
    assert "far beyond its packed size" in made.coverage.problems[0].reason


@needs_tesseract
def test_the_words_of_a_screenshot_sent_in_a_chat_are_read(tmp_path, opened):
    chat = "08/03/2025, 19:02 - Dana P: IMG-20250308-WA0001.png (file attached)\n"
    session = opened(case_with(tmp_path, {"chat.zip": chat_zip(chat, {"IMG-20250308-WA0001.png": shot()})}))
    screened(session)
    read(session)
    screened(session)
    ((item, kind, text),) = session.case.all("SELECT id, kind, text FROM items WHERE source_id = 2")
    assert (kind, "kettle" in text) == ("IMAGE", True)
    assert items.document(session.case, items.through_any(session.case, ItemId(item)).thread_id) == shot()
    reviewing.reveal(session, 1, ItemId(item), "picture", "to see what the screenshot shows")
    assert reviewing.page_picture(session, 1, ItemId(item)).width > 0


@needs_tesseract
def test_the_words_of_a_tagged_picture_in_a_phone_report_are_read(tmp_path, opened):
    one = '<model type="Attachment" id="a1" file_id="f1"></model>'
    sender = ufdr_reports.party("+447700900123", "Callum Marsh")
    text = ufdr_reports.message(1, "look", sender, ufdr_reports.many("Attachments", one))
    xml = ufdr_reports.report(
        ufdr_reports.of_type("InstantMessage", text), ufdr_reports.tagged("f1", "files\\Image\\x.png", shot())
    )
    ufdr_reports.ufdr(tmp_path / "report.ufdr", xml, [("files/Image/x.png", shot())])
    session = opened(case_with(tmp_path, {"phone.ufdr": (tmp_path / "report.ufdr").read_bytes()}))
    screened(session)
    read(session)
    assert [
        text
        for (text,) in session.case.all("SELECT text FROM items WHERE source_id = 2 AND text LIKE '%kettle%'")
    ]
    assert stand_together(session)


@needs_tesseract
def test_the_words_of_a_picture_in_a_text_backup_are_read(tmp_path, opened):
    data = base64.b64encode(shot()).decode()
    xml = (
        '<smses><mms date="1741460520000" msg_box="1" address="+447700900123"><parts><part '
        'ct="text/plain" text="look"/>'
        f'<part ct="image/png" cl="shot.png" data="{data}"/></parts><addrs><addr '
        f'address="+447700900123" type="137"/></addrs></mms></smses>'
    )
    session = opened(case_with(tmp_path, {"sms.xml": xml.encode()}))
    screened(session)
    read(session)
    assert "kettle" in session.case.one("SELECT text FROM items WHERE source_id = 2")[0]
    assert stand_together(session)


def shot() -> bytes:
    return coded(picture(("The kettle is on", "and nobody came")), "PNG")


def test_only_who_may_import_may_read_them(papers, opened):
    folder = papers.case.folder
    opening.close(papers)
    paul = opened(folder, "paul")
    for act in (lambda: attaching.plan_attached(paul), lambda: read(paul)):
        with pytest.raises(RuleBroken):
            act()


def test_the_command_tells_first_and_reads_when_asked(papers, monkeypatch, capsys):
    folder = papers.case.folder
    opening.close(papers)
    monkeypatch.setenv("EVIDENCE_REVIEW_PASSPHRASE", build.PASSPHRASE)
    asked = ["attached", str(folder), "--user", "omar", "--json"]
    assert main(asked) == 0
    assert (json.loads(capsys.readouterr().out) | {"lines": []})["waiting"] == 6
    assert main([*asked, "--read", "--line", "1"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["read"], told["not_read"], told["items"], told["lines"], told["done"]) == (
        5,
        1,
        6,
        [[1, "Kettle", 6]],
        True,
    )
    assert main(["attached", str(folder), "--user", "omar"]) == 0
    assert "search first (flag)" in capsys.readouterr().out


def test_the_log_of_it_holds_counts_alone(papers):
    read(papers)
    logged = [json.loads(row[0]) for row in papers.case.all("SELECT line FROM audit")]
    of_it = [one for one in logged if "attached files" in one["action"]]
    assert {one["action"] for one in of_it} == {
        "begin reading attached files",
        "read attached files",
        "attached files read",
        "end reading attached files",
    }
    written = json.dumps(of_it)
    for words in ("kettle", "letter.docx", "receipt", "Papers", "Inner"):
        assert words not in written
    options = ReadOptions(zone="Europe/London", owner="Dana P")
    assert importing.exhibits.sources(papers.case)[1].options == options
