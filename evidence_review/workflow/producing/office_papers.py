"""Office papers: what police and prosecution keep of disclosure for one accused. Made with every bundle and kept in
the case; written out on request, the sensitive schedule apart and under a passphrase of its own (reference/law.md
K3, K4, K10)."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evidence_review.domain.decisions import Act
from evidence_review.domain.disclosure import (
    Assessed,
    Assessment,
    EntrySort,
    SensitivityClaim,
    SensitivityView,
    differ,
)
from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import AuditOp, DisclosureCode
from evidence_review.domain.people import CasePerson
from evidence_review.reports.office import (
    OfficeHead,
    PresumedRow,
    RecordRow,
    ReportRow,
    SensitiveRow,
    digital_case_file,
    mg6d_pdf,
    mg6e_pdf,
    record_sheet_pdf,
)
from evidence_review.reports.schedule import schedule_pdf
from evidence_review.reports.serving import Serving
from evidence_review.store import items, schedules, users
from evidence_review.store.disclosure import assessments, case_record, sensitivity
from evidence_review.store.disclosure.acts import disclosure_acts
from evidence_review.store.disclosure.descriptions import office_papers
from evidence_review.store.disclosure.listed_before import listed_before
from evidence_review.workflow.case.labelling import today
from evidence_review.workflow.case.naming import accused_named
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.owner_only import write_closed
from evidence_review.workflow.case.removals import removed_from
from evidence_review.workflow.producing import bundling
from evidence_review.workflow.producing.act_sentences import gathered, sentence
from evidence_review.workflow.producing.bundle_parts import Part, parts
from evidence_review.workflow.producing.schedule_changes import ScheduleChanges, day_words

MG6C, MG6D, MG6E = "mg6c-as-it-stands.pdf", "mg6d.pdf", "mg6e.pdf"
RECORD, CASE_FILE = "record-sheet.pdf", "case-file.json"
PAPERS = (MG6C, MG6D, MG6E, RECORD, CASE_FILE)
"""What can be written, by name; the first is the schedule as the case stands, not the one that was served."""
_SHORTEST = 12
"""Signs of the passphrase under which the sensitive schedule is written."""


def papers_for(session: Session, person: CasePerson, number: int = 0) -> dict[str, bytes]:
    """Sensitive schedule and officer's report as the case stands, by name. `number`: of the schedule with which they
    go; 0 for papers that go with none."""
    speaks_of = f"schedule no. {number} of {today()}" if number else _no_schedule(session, person)
    head = replace(_head(session, person), schedule=speaks_of)
    beside = "" if number else f" as it stands on {today()}"
    found, _ = parts(session, schedules.codes_for(session.case, person.name))
    claims = sensitivity.standing(session.case)
    return {
        MG6D: mg6d_pdf(head, [_sensitive(session, person, one) for one in claims]),
        MG6E: mg6e_pdf(
            head, _report(session, person, found, claims, beside), _presumed(session, person, found, claims)
        ),
    }


def _no_schedule(session: Session, person: CasePerson) -> str:
    """Of what a paper speaks that goes with no schedule: nobody is to hold it against the last one."""
    last = schedules.last_for(session.case, person.id)
    if last is None:
        return f"the case as it stands on {today()}; no schedule was served yet"
    number = schedules.count_for(session.case, person.id)
    return f"the case as it stands on {today()}; the last schedule is no. {number} of {day_words(last[1])}"


def write_office_papers(
    session: Session, accused: str, out: Path, passphrase: str = "", only: Sequence[str] = PAPERS
) -> tuple[str, ...]:
    """Write the papers of these names (all, where none is named) for one accused into a new folder, with the
    officer's report the reports that went with each bundle. The sensitive schedule is encrypted with this passphrase,
    its own. Their names. OutputProblem where it cannot be done."""
    session.may(Act.PRODUCE)
    person = accused_named(session.case, accused)
    chosen = _chosen(only)
    if MG6D in chosen and len(passphrase) < _SHORTEST:
        raise OutputProblem(
            f"Give the sensitive schedule a passphrase of its own, of {_SHORTEST} signs or more."
        )
    if out.exists():
        raise OutputProblem("That folder exists already. Choose a new one for the papers of the office.")
    with session.case.change(
        session.signer, AuditOp.COMBINE, "write office papers", about=f"person:{person.id}"
    ) as change:
        made = {name: make(session, person) for name, make in _MADE.items() if name in chosen}
        if MG6D in chosen or MG6E in chosen:
            reports = papers_for(session, person)
            made |= {name: data for name, data in reports.items() if name in chosen}
        if MG6E in chosen:
            for number, (_, name, data) in enumerate(_reports_before(session, person), 1):
                made[f"with-bundle-{number}-{name}"] = data
        if MG6D in chosen:
            made[MG6D] = _locked(made[MG6D], passphrase)
        change.detail["files"] = len(made)
    write_closed(out, made)
    return tuple(sorted(made))


def _chosen(only: Sequence[str]) -> frozenset[str]:
    if unknown := sorted(set(only) - set(PAPERS)):
        raise OutputProblem(f"No paper is called {unknown[0]}. Choose from: {', '.join(PAPERS)}.")
    if not only:
        raise OutputProblem("Choose at least one paper.")
    return frozenset(only)


def _schedule(session: Session, person: CasePerson) -> bytes:
    """The schedule as the case stands, for the office: no number is given and nothing served by it."""
    found, numbers = parts(session, schedules.codes_for(session.case, person.name))
    removed = removed_from(session, [kept for part in found for kept in part.kept])
    stays = Serving(accused=person.name, day=today())
    made = bundling.schedule(session, found, numbers, removed, stays, ScheduleChanges())
    return schedule_pdf(replace(made, changes=(_NOT_SERVED.format(today()),)))


_NOT_SERVED = (
    "As the case stands on {}. It stays in the office; the schedule that is served is made with the bundle."
)


def _reports_before(session: Session, person: CasePerson) -> Sequence[tuple[str, str, bytes]]:
    """The officer's reports that went with bundles; the sensitive schedules of then stay in the case."""
    return [one for one in office_papers(session.case, person.id) if one[1] == MG6E]


def _head(session: Session, person: CasePerson) -> OfficeHead:
    return OfficeHead(session.case.facts.urn, person.name, today(), bundling.officer(session))


def _sensitive(session: Session, person: CasePerson, claim: SensitivityClaim) -> SensitiveRow:
    kept = items.through_any(session.case, claim.item)
    exhibit, text = (kept.exhibit, kept.item.text or "") if kept else ("", "")
    when = items.london(kept.item.sent) if kept else None
    day = f"{when:%d.%m.%Y}, " if when else ""
    said = f"{claim.said} ({claim.view.lower()})" if claim.said else "not yet said"
    is_out = schedules.was_given(session.case, claim.item)
    handed = "It was handed over in a bundle before: tell the prosecutor" if is_out else ""
    before = _listed(session, person, claim)
    return SensitiveRow(
        f"S{claim.number}",
        f"{day}item {claim.item}: {text}",
        f"Exhibit {exhibit}",
        f"{claim.interest.replace('_', ' ').lower()}: {_in_a_row(claim.reason, handed, before)}",
        said,
        "" if claim.view is SensitivityView.PENDING else "yes" if claim.application else "no",
    )


def _listed(session: Session, person: CasePerson, claim: SensitivityClaim) -> str:
    """In which schedules it was counted before it was claimed."""
    told = [
        f"entry {entry} of schedule no. {schedule}"
        for entry, schedule in listed_before(session.case, person.id, claim.item)
    ]
    return f"Before the claim it was counted, as relevant, in {' and '.join(told)}" if told else ""


def _in_a_row(*sentences: str) -> str:
    """Sentences behind each other, each but the last with a full stop, its own or one more."""
    said = [one for one in map(str.strip, sentences) if one]
    return " ".join([*(one if one.endswith((".", ".)")) else f"{one}." for one in said[:-1]), *said[-1:]])


def _report(
    session: Session,
    person: CasePerson,
    found: Sequence[Part],
    claims: Sequence[SensitivityClaim],
    beside: str = "",
) -> list[ReportRow]:
    """Every item assessed as passing, in the order of the entries; those in combination say with which."""
    numbers = {kept.item.id: str(part.number) for part in found for kept in part.kept}
    places = _places(found, beside)
    sensitive = {one.item: f"S{one.number}" for one in claims}
    together = {item: group for group in assessments.groups(session.case, person.id) for item in group}
    issues = {one.number: one.words for one in case_record.standing(session.case, EntrySort.ISSUE)}
    rows: list[ReportRow] = []
    for one in assessments.of_accused(session.case, person.id):
        number = sensitive.get(one.item) or numbers.get(one.item)
        if one.value is not Assessed.PASSES or number is None:
            continue
        rows.append(
            ReportRow(
                number,
                "MG6D" if one.item in sensitive else "MG6C",
                f"{' and '.join(map(str.lower, one.limbs))}; issue {one.issue}: {issues.get(one.issue, '')}",
                f"Item {one.item}{places.get(one.item, '')}: {one.reason}{_combined(one, together)}",
            )
        )
    return sorted(rows, key=lambda row: (row.schedule, int(row.number.lstrip("S"))))


def _presumed(
    session: Session, person: CasePerson, found: Sequence[Part], claims: Sequence[SensitivityClaim]
) -> list[PresumedRow]:
    """What was assessed as of a category that is presumed to meet the test, in the order of the entries."""
    numbers = {kept.item.id: str(part.number) for part in found for kept in part.kept}
    numbers |= {one.item: f"S{one.number}" for one in claims}
    rows = [
        PresumedRow(
            numbers[one.item],
            f"item {one.item}",
            one.presumption.replace("_", " ").lower(),
            _ASSESSED[one.value] + (f": {one.exception}" if one.exception else ""),
        )
        for one in assessments.of_accused(session.case, person.id)
        if one.presumption and one.item in numbers
    ]
    return sorted(rows, key=lambda row: (row.number.startswith("S"), int(row.number.lstrip("S"))))


def _places(found: Sequence[Part], beside: str) -> dict[ItemId, str]:
    """Where an item stands in its entry, as the schedule counts; nothing where it stands alone."""
    return {
        kept.item.id: f", number {at} of {len(part.kept)} in its entry{beside}"
        for part in found
        if len(part.kept) > 1
        for at, kept in enumerate(part.kept, start=1)
    }


def _combined(one: Assessment, together: Mapping[ItemId, tuple[ItemId, ...]]) -> str:
    others = [str(item) for item in together.get(one.item, ()) if item != one.item]
    return f" In combination with item{'s' if len(others) > 1 else ''} {', '.join(others)}." if others else ""


def _record_sheet(session: Session, person: CasePerson) -> bytes:
    names = {
        user.id: f"{user.name}, {user.role.replace('_', ' ').lower()}"
        for user in users.everyone(session.case)
    }
    acts = gathered(disclosure_acts(session.case, person.id, person.name), _when)
    rows = [
        RecordRow(_when(act.at), names.get(act.by, ""), sentence(act, items), act.words)
        for act, items in acts
    ]
    return record_sheet_pdf(_head(session, person), rows)


def _when(at: str) -> str:
    return datetime.fromisoformat(at).replace(tzinfo=UTC).astimezone(items.LONDON).strftime("%d.%m.%Y %H:%M")


_POLICE = {
    Assessed.PASSES: "Passes disclosure test",
    Assessed.DOES_NOT_PASS: "Does not pass disclosure test",
    Assessed.EVIDENCE: "Evidence",
    Assessed.NO_LONGER_RELEVANT: "No longer relevant",
}
"""The values of the Digital Case File (reference/law.md 5.4)."""
_ASSESSED = {
    Assessed.PASSES: "passes the disclosure test",
    Assessed.DOES_NOT_PASS: "does not pass the disclosure test",
    Assessed.EVIDENCE: "relied on as evidence",
    Assessed.NO_LONGER_RELEVANT: "no longer relevant",
}
"""The same in the words of a paper."""
_CPS = {
    DisclosureCode.DISCLOSE: "Disclosable",
    DisclosureCode.INSPECT: "Disclosable by inspection",
    DisclosureCode.NOT_DISCLOSABLE: "Not disclosable",
    DisclosureCode.CLEARLY_NOT_DISCLOSABLE: "Clearly not disclosable",
    DisclosureCode.EVIDENCE: "Evidence",
    DisclosureCode.TO_BE_ASSESSED: "To be assessed",
    DisclosureCode.PII_WITHHELD: "Not disclosable",
}


def _case_file(session: Session, person: CasePerson) -> bytes:
    """The items of the schedule with the field names of the Digital Case File; of what is sensitive the number, the
    reason and whether it is disputed."""
    codes = schedules.codes_for(session.case, person.name)
    found, _ = parts(session, codes)
    assessed = {one.item: one for one in assessments.of_accused(session.case, person.id)}
    rows = [
        _row(part, kept.item.id, codes.get(kept.item.id), assessed.get(kept.item.id))
        for part in found
        for kept in part.kept
    ]
    sensitive = [
        {
            "item": f"S{one.number}",
            "ItemId": int(one.item),
            "reasonForSensitivity": one.reason,
            "SensitivityDispute": one.view == "DISPUTED",
        }
        for one in sensitivity.standing(session.case)
    ]
    return digital_case_file(_head(session, person), rows, sensitive)


def _row(
    part: Part, item: ItemId, code: tuple[DisclosureCode, str] | None, police: Assessment | None
) -> dict[str, Any]:
    given, rationale = code or (DisclosureCode.TO_BE_ASSESSED, "")
    assessed = {"policeAssessment": _POLICE[police.value], "policeRationale": police.reason} if police else {}
    return {
        "item": part.number,
        "ItemId": int(item),
        "title": f"Exhibit {part.kept[0].exhibit}",
        "isProvided": given is DisclosureCode.DISCLOSE,
        "description": bundling.description(part, ()) if not part.described else part.described,
        **assessed,
        "isRebuttable": bool(police and police.presumption),
        "hasException": bool(police and police.exception),
        "exceptionReason": police.exception if police else "",
        "cpsAssessment": _CPS[given],
        "cpsRationale": rationale,
        "cpsDisagreesWithPolice": bool(police and differ(police.value, given)),
    }


_MADE: Mapping[str, Callable[[Session, CasePerson], bytes]] = {
    MG6C: _schedule,
    RECORD: _record_sheet,
    CASE_FILE: _case_file,
}


def _locked(data: bytes, passphrase: str) -> bytes:
    """A PDF that opens with this passphrase alone (AES-256)."""
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner=passphrase, user=passphrase, R=6))
    return out.getvalue()
