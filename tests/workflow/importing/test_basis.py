"""No exhibit is opened before its legal basis is on record (reference/law.md A), and originals stay as they
were (B).
"""

import hashlib
from dataclasses import replace
from datetime import date

import pytest

from evidence_review.domain.basis import (
    Basis,
    Exhibit,
    Notice,
    Request,
    doubts_of_basis,
    missing_from_basis,
    power_words,
)
from evidence_review.domain.errors import CaseProblem, RuleBroken, UnreadableExport
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import ExhibitKind, LegalBasis, Role
from evidence_review.domain.progress import finish
from evidence_review.store import exhibits
from evidence_review.trust import keyring
from evidence_review.workflow.case import opening
from evidence_review.workflow.importing import importing, storing
from tests import build

NOTICE = Notice(
    "messages with A",
    "the account",
    "copied and kept encrypted",
    True,
    True,
    date(2025, 6, 1),
    "Dana Price",
    date(1990, 1, 1),
)
REQUEST = Request(
    "2: first account",
    "she told her doctor",
    "cannot be had elsewhere",
    "entries of one month",
    date(2025, 5, 1),
)


def try_import(tmp_path, basis: Basis, kind: ExhibitKind = ExhibitKind.DEVICE):
    folder = build.new_case(tmp_path / "case")
    chats = build.write_chats(tmp_path / "chats")
    session = build.as_user(folder, "omar")
    try:
        return finish(
            importing.import_path(session, chats, Exhibit("DP/1", kind, "Dana", basis), ReadOptions())
        )
    finally:
        count = session.case.count("SELECT count(*) FROM items")
        opening.close(session)
        assert count in {0, 9}


def test_A1_a_basis_of_other_needs_its_note(tmp_path) -> None:
    with pytest.raises(RuleBroken, match="note"):
        try_import(tmp_path, Basis(LegalBasis.OTHER))


@pytest.mark.parametrize(
    ("field", "empty", "named"),
    [
        ("information_sought", "", "information sought"),
        ("reason", "", "reason it is sought"),
        ("handling", "", "dealt with"),
        ("refusal_told", False, "refusing is allowed"),
        ("no_closure_told", False, "does not end"),
        ("confirmed_on", None, "written confirmation"),
        ("signatory", "", "signed"),
    ],
)
def test_A2_each_element_of_the_notice_is_named_when_missing(tmp_path, field, empty, named) -> None:
    with pytest.raises(RuleBroken, match=named):
        try_import(tmp_path, Basis(LegalBasis.PCSCA_S37_AGREEMENT, "", replace(NOTICE, **{field: empty})))


def test_A2_a_complete_notice_opens_the_exhibit(tmp_path) -> None:
    reports = try_import(tmp_path, Basis(LegalBasis.PCSCA_S37_AGREEMENT, "", NOTICE))
    assert all(report.complete and report.coverage.balances for report in reports)


SELF = {"agreed_by": "", "agreed_capacity": "self", "childs_views": ""}
FOR_HER = {"agreed_by": "Ann Price", "agreed_capacity": "mother", "childs_views": "she wants it looked at"}


@pytest.mark.parametrize(
    ("born", "lacks", "another"),
    [
        (date(2008, 5, 31), False, True),  # 17
        (date(2007, 6, 2), False, True),  # 17, 18 on the next day
        (date(2007, 6, 1), False, False),  # 18 on that day
        (date(1990, 1, 1), True, True),  # grown up, without capacity
        (date(1990, 1, 1), False, False),
    ],
)
def test_A3_who_was_under_18_or_lacked_capacity_cannot_sign_alone_and_nothing_is_opened(
    tmp_path, born, lacks, another
) -> None:
    theirs = replace(NOTICE, date_of_birth=born, lacks_capacity=lacks, **SELF)
    if not another:
        assert all(one.complete for one in try_import(tmp_path, _agreed(theirs)))
        return
    with pytest.raises(RuleBroken) as refused:
        try_import(tmp_path, _agreed(theirs))
    for named in ("who agreed on the person's behalf", "in what capacity", "own views"):
        assert named in str(refused.value)


@pytest.mark.parametrize(
    ("field", "empty", "named"),
    [
        ("agreed_by", " ", "who agreed on the person's behalf"),
        ("agreed_capacity", "", "in what capacity"),
        ("agreed_capacity", "Self", "in what capacity"),
        ("agreed_capacity", "user", "in what capacity"),
        ("childs_views", "", "own views"),
    ],
)
def test_A3_each_of_the_three_records_is_needed_and_all_of_them_are_kept(
    tmp_path, field, empty, named
) -> None:
    young = replace(NOTICE, date_of_birth=date(2008, 6, 1), **FOR_HER)
    (missing,) = missing_from_basis(_agreed(replace(young, **{field: empty})))
    assert named in missing
    try_import(tmp_path, _agreed(young))
    session = build.as_user(tmp_path / "case", "omar")
    (exhibit,) = exhibits.everything(session.case)
    opening.close(session)
    assert exhibit.basis.notice == young


def _agreed(notice: Notice) -> Basis:
    return Basis(LegalBasis.PCSCA_S37_AGREEMENT, "", notice)


def test_A4_third_party_material_needs_its_request(tmp_path) -> None:
    with pytest.raises(RuleBroken, match="proportionate"):
        try_import(
            tmp_path,
            Basis(LegalBasis.VIR_S44A, "", Notice(), replace(REQUEST, proportionality="")),
            ExhibitKind.THIRD_PARTY,
        )
    assert missing_from_basis(Basis(LegalBasis.VIR_S44A, "", Notice(), REQUEST)) == ()


COUNSELLING = replace(
    REQUEST, probative_value="the only record", authorised_by="C Ashdown", authoriser_rank="DCI"
)


@pytest.mark.parametrize(
    ("power", "request_"), [(LegalBasis.VIR_S44A, REQUEST), (LegalBasis.VIR_COUNSELLING, COUNSELLING)]
)
def test_A6_leave_of_a_court_is_optional_until_the_policy_file_asks_for_it(tmp_path, power, request_) -> None:
    folder = build.new_case(tmp_path / "case")
    chats = build.write_chats(tmp_path / "chats")

    def take(ref: str, leave: str = "") -> int:
        session = build.as_user(folder, "omar")
        basis = Basis(power, "", Notice(), replace(request_, court_leave=leave))
        try:
            finish(
                importing.import_path(
                    session, chats, Exhibit(ref, ExhibitKind.THIRD_PARTY, "Dana", basis), ReadOptions()
                )
            )
            (kept,) = [one for one in exhibits.everything(session.case) if one.ref == ref]
            assert kept.basis == basis
        finally:
            many = session.case.count("SELECT count(*) FROM exhibits")
            opening.close(session)
        return many

    policy = folder / "policy.toml"
    assert take("TP/1") == 1  # no policy file: the field is optional
    policy.write_text("court_leave_required = false\n")
    assert take("TP/2") == 2
    policy.write_text("court_leave_required = true\n")
    with pytest.raises(
        RuleBroken, match="the reference of the court's leave, which the policy file asks for"
    ):
        take("TP/3", "  ")
    assert take("TP/4", "Order of 3 March 2025, T20250117") == 3
    policy.write_text('court_leave_required = "perhaps"\n')
    with pytest.raises(RuleBroken, match="policy file"):
        take("TP/5", "Order of 3 March 2025, T20250117")


def test_A6_other_powers_need_no_leave_and_an_older_record_keeps_its_form() -> None:
    assert missing_from_basis(Basis(LegalBasis.PACE_SEIZURE), leave=True) == ()
    assert "court_leave" not in exhibits.basis_text(Basis(LegalBasis.VIR_S44A, "", Notice(), REQUEST))
    given = Basis(LegalBasis.VIR_S44A, "", Notice(), replace(REQUEST, court_leave="T20250117"))
    assert '"court_leave": "T20250117"' in exhibits.basis_text(given)


@pytest.mark.parametrize(
    ("rank", "open_"),
    [
        ("constable", False),
        ("DC", False),
        ("sergeant", False),
        ("inspector", False),
        ("Detective Inspector", False),
        ("DI", False),
        ("T/DI", False),
        ("", False),
        ("Chief", False),
        ("not a chief inspector", False),
        ("Chief Inspector", True),
        ("detective chief inspector", True),
        ("DCI", True),
        ("T/DCI", True),
        ("Temp. DCI", False),  # not a form that is known: say it in full
        ("Acting Chief Inspector", True),
        ("superintendent", True),
        ("Detective Superintendent", True),
        ("Det. Ch. Insp.", True),
        ("Det Supt", True),
        ("Chief Constable", True),
    ],
)
def test_A5_counselling_material_is_opened_only_with_a_rank_of_chief_inspector_or_above(
    tmp_path, rank: str, open_: bool
) -> None:
    request = replace(
        REQUEST, probative_value="the only record", authorised_by="C Ashdown", authoriser_rank=rank
    )
    if open_:
        assert try_import(tmp_path, _counselling(request), ExhibitKind.THIRD_PARTY)
    else:
        with pytest.raises(RuleBroken, match="chief inspector"):
            try_import(tmp_path, _counselling(request), ExhibitKind.THIRD_PARTY)


@pytest.mark.parametrize(
    ("lacking", "named"),
    [
        ({"probative_value": " "}, "substantial probative value"),
        ({"authorised_by": ""}, "who authorised"),
        ({"necessity": ""}, "necessary"),
    ],
)
def test_A5_counselling_material_needs_its_value_its_authoriser_and_the_whole_request(
    tmp_path, lacking, named
) -> None:
    whole = replace(
        REQUEST, probative_value="the only record", authorised_by="C Ashdown", authoriser_rank="DCI"
    )
    assert missing_from_basis(_counselling(whole)) == ()
    with pytest.raises(RuleBroken, match=named):
        try_import(tmp_path, _counselling(replace(whole, **lacking)), ExhibitKind.THIRD_PARTY)


def _counselling(request: Request) -> Basis:
    return Basis(LegalBasis.VIR_COUNSELLING, "", Notice(), request)


def test_B1_B2_originals_stay_as_they_were_and_counts_reconcile(tmp_path) -> None:
    folder = build.new_case(tmp_path / "case")
    chats = build.write_chats(tmp_path / "chats")
    before = {
        file: (hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_mtime_ns)
        for file in chats.iterdir()
    }
    build.import_chats(folder, chats)
    build.import_chats(folder, chats)
    assert before == {
        file: (hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_mtime_ns)
        for file in chats.iterdir()
    }
    session = build.as_user(folder, "rita")
    reports = importing.import_reports(session)
    assert [(report.coverage.found, report.coverage.imported, report.complete) for report in reports] == [
        (7, 7, True),
        (2, 2, True),
    ]
    assert session.case.count("SELECT count(*) FROM items") == 9
    opening.close(session)


def test_a_stopped_import_resumes_to_the_same_end(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(storing, "BATCH", 2)
    folder = build.new_case(tmp_path / "case")
    chats = build.write_chats(tmp_path / "chats")
    for steps in (4, 6, 8):
        session = build.as_user(folder, "omar")
        job = importing.import_path(
            session, chats, build.exhibit(), ReadOptions(zone="Europe/London", owner="Dana P")
        )
        for _ in range(steps):
            next(job, None)
        job.close()
        opening.close(session)
    build.import_chats(folder, chats)
    session = build.as_user(folder, "omar")
    stopped = session.case.all("SELECT locator, text, day FROM items ORDER BY source_id, position")
    assert [report.coverage.balances for report in importing.import_reports(session)] == [True, True]
    opening.close(session)
    straight = build.new_case(tmp_path / "straight")
    build.import_chats(straight, chats)
    session = build.as_user(straight, "omar")
    assert session.case.all("SELECT locator, text, day FROM items ORDER BY source_id, position") == stopped
    opening.close(session)


def test_one_exhibit_has_one_basis(tmp_path) -> None:
    folder = build.new_case(tmp_path / "case")
    build.import_chats(folder, build.write_chats(tmp_path / "chats"))
    session = build.as_user(folder, "omar")
    with pytest.raises(RuleBroken, match="another legal basis"):
        finish(
            importing.import_path(
                session, tmp_path / "chats", build.exhibit(power=LegalBasis.WARRANT), ReadOptions()
            )
        )
    with pytest.raises(UnreadableExport, match="no file or folder"):
        finish(importing.import_path(session, tmp_path / "nothing", build.exhibit(), ReadOptions()))
    opening.close(session)


def test_who_may_not_import(tmp_path) -> None:
    folder = build.new_case(tmp_path / "case")
    for who in ("paul", "abel", "lena", "gail"):
        with pytest.raises(RuleBroken, match="may not do this"):
            build.import_chats(folder, tmp_path, who)


def test_opening_says_what_is_wrong(tmp_path) -> None:
    folder = build.new_case(tmp_path / "case")
    with pytest.raises(CaseProblem, match="passphrase does not open"):
        opening.open_case(folder, "rita", "not the right words")
    with pytest.raises(CaseProblem, match="no user of that name"):
        opening.open_case(folder, "nobody", build.PASSPHRASE)
    with pytest.raises(CaseProblem, match="no case in this folder"):
        opening.open_case(tmp_path, "rita", build.PASSPHRASE)
    with pytest.raises(CaseProblem, match="already"):
        opening.create_case(folder, "62", "n", "gail", build.PASSPHRASE)
    session = build.as_user(folder, "rita")
    opening.change_passphrase(session, build.PASSPHRASE, "another four words here")
    opening.close(session)
    with pytest.raises(CaseProblem):
        build.as_user(folder, "rita")
    opening.close(opening.open_case(folder, "rita", "another four words here"))


def test_each_box_that_the_program_makes_costs_a_guess_the_full_work(tmp_path) -> None:
    full = {"kdf": "argon2id", "memory_kib": 65536, "passes": 3, "lanes": 4}  # reference/safety.md 2.2

    def costs(folder) -> dict[str, bool]:
        return {user["name"]: full.items() <= user["wrapped"].items() for user in keyring.read(folder).users}

    session = opening.create_case(tmp_path / "made", "62", "n", "gail", build.PASSPHRASE)
    opening.add_user(session, "rita", Role.REVIEWER, build.PASSPHRASE)
    opening.close(session)
    assert costs(tmp_path / "made") == {"gail": True, "rita": True}
    folder = build.new_case(tmp_path / "light")  # whose boxes tests made cheap: the control
    assert set(costs(folder).values()) == {False}
    session = build.as_user(folder, "rita")
    opening.change_passphrase(session, build.PASSPHRASE, "another four words here")
    opening.close(session)
    assert [name for name, is_full in costs(folder).items() if is_full] == ["rita"]


def test_a_request_that_is_older_than_its_law_is_doubted_and_no_other() -> None:
    def doubts(power, day):
        return doubts_of_basis(Basis(power, "", Notice(), replace(REQUEST, notice_date=day)))

    before, since = date(2026, 1, 11), date(2026, 1, 12)
    for power in (LegalBasis.VIR_S44A, LegalBasis.VIR_COUNSELLING):
        (said,) = doubts(power, before)
        assert said.startswith(
            "The notice is dated 11.01.2026; PCSCA 2022 ss.44A to 44E are in force only since 12.01.2026."
        )
        assert doubts(power, since) == doubts(power, None) == ()
    assert doubts(LegalBasis.OTHER, before) == ()


def test_another_power_with_a_recorded_request_is_told_as_a_request_to_the_holder():
    alone = Basis(LegalBasis.OTHER, "a note that stays in the office")
    assert power_words(alone) == "another power, as recorded"
    asked = replace(alone, request=Request(line_of_enquiry="2: first account", notice_date=date(2025, 5, 20)))
    assert power_words(asked) == "request to its holder, as recorded"
    assert power_words(replace(asked, power=LegalBasis.COURT_ORDER)) == "order of a court"
