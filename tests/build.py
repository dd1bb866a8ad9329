"""Real things for tests, built in code: cases, users, chats, lines."""

import functools
import shutil
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from evidence_review.domain.basis import Basis, Exhibit
from evidence_review.domain.enquiry import LineOfEnquiry, ScopePerson, ScopeRule, Term
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.ids import ItemId, UserId
from evidence_review.domain.kinds import (
    CasePart,
    DisclosureCode,
    ExhibitKind,
    ItemKind,
    LegalBasis,
    MarkRuling,
    Points,
    Role,
    TermKind,
)
from evidence_review.domain.people import User
from evidence_review.domain.progress import finish
from evidence_review.store import schedules
from evidence_review.trust import keyring, keys
from evidence_review.workflow.case import entering_people, opening
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.enquiring import enquiring
from evidence_review.workflow.finding.flagging import flag
from evidence_review.workflow.importing import importing
from evidence_review.workflow.producing.releasing import Production
from evidence_review.workflow.redacting import approving, overlapping
from evidence_review.workflow.reviewing import outside_looks

PASSPHRASE = "four ordinary words here"
ACCUSED = "Morgan Vale"
"""Who is accused in every case that is made here: nobody in the chats."""
PEOPLE = {
    "rita": Role.REVIEWER,
    "omar": Role.DISCLOSURE_OFFICER,
    "sian": Role.SUPERVISOR,
    "paul": Role.PROSECUTOR,
    "lena": Role.LPP_COUNSEL,
    "abel": Role.AUDITOR,
}

CHAT = """08/03/2025, 19:02 - Dana P: see you at the Lamplighter at eight?
08/03/2025, 19:04 - Callum Marsh: yes. I am bringing Priya Nair, her number is 07700 900123
08/03/2025, 19:05 - Dana P: ok lovely
08/03/2025, 23:58 - Callum Marsh: the taxi is outside
09/03/2025, 00:01 - Dana P: tell Priya Nair thank you
09/03/2025, 09:00 - Callum Marsh: did you pay the taxi?
12/05/2025, 10:00 - Dana P: my hospital letter came, secret-out-of-scope-marker
"""
OTHER_CHAT = """08/03/2025, 12:00 - Dana P: happy birthday mum other-thread-marker
08/03/2025, 12:01 - Mum: thank you love
"""


@functools.cache
def _template(flagged: bool) -> Path:
    """A case made once for the whole run, from which tests take copies."""
    top = Path(tempfile.mkdtemp(prefix="evidence-review-tests-", dir=Path.home()))
    return _flagged_case(top) if flagged else _new_case(top / "case")


def new_case(folder: Path) -> Path:
    """A case with one user for each role; its folder."""
    shutil.copytree(_template(False), folder)
    return folder


def flagged_case(tmp: Path) -> Path:
    """A case with both chats, one approved line, flagged."""
    write_chats(tmp / "chats")
    shutil.copytree(_template(True), tmp / "case")
    return tmp / "case"


def _new_case(folder: Path) -> Path:
    session = opening.create_case(folder, "62WR0099125", "Test", "gail", PASSPHRASE)
    for name, role in PEOPLE.items():
        opening.add_user(session, name, role, PASSPHRASE)
    opening.close(session)
    lighten(folder, PASSPHRASE)
    enter_accused(folder, ACCUSED)
    return folder


def lighten(folder: Path, passphrase: str) -> Path:
    """The case with each user's box made anew so that it opens quickly: tests open cases a thousand times,
    and what a guess takes is tested with the keys."""
    ring = keyring.read(folder)
    for row in ring.users:
        user = User(UserId(""), row["name"], Role(row["role"]), row["public_key"])
        ring = ring.with_user(
            user, ring.open(user.name, passphrase), passphrase, keys.Cost(memory_kib=8, passes=1, lanes=1)
        )
    keyring.write(folder, ring)
    return folder


def as_user(folder: Path, name: str) -> Session:
    """The case opened by one of its users."""
    return opening.open_case(folder, name, PASSPHRASE)


def exhibit(ref: str = "DP/1", power: LegalBasis = LegalBasis.PACE_SEIZURE) -> Exhibit:
    """An exhibit on a basis that needs no further record."""
    return Exhibit(ref, ExhibitKind.DEVICE, "Dana", Basis(power))


def write_chats(folder: Path) -> Path:
    """Two exported chats of one phone; the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "WhatsApp Chat with Callum Marsh.txt").write_text(CHAT, "utf-8")
    (folder / "WhatsApp Chat with Mum.txt").write_text(OTHER_CHAT, "utf-8")
    return folder


def line(number: int = 1) -> LineOfEnquiry:
    """A complete line about Callum Marsh, 8 and 9 March 2025."""
    scope = ScopeRule(
        people=(ScopePerson("Callum Marsh"),),
        date_from=date(2025, 3, 8),
        date_to=date(2025, 3, 9),
        kinds=(ItemKind.MESSAGE,),
    )
    terms = (Term("taxi", TermKind.EXACT, "how they travelled"), Term("pay", TermKind.LEMMA, "who paid"))
    return LineOfEnquiry(
        number,
        "Travel on the evening",
        "How did they travel?",
        "Both say so.",
        Points.BOTH,
        "Messages about travel.",
        "Receipts were asked for.",
        scope,
        terms,
    )


def import_chats(folder: Path, chats: Path, who: str = "omar", owner: str | None = "Dana P") -> None:
    """Both chats into the case."""
    session = as_user(folder, who)
    try:
        finish(
            importing.import_path(session, chats, exhibit(), ReadOptions(zone="Europe/London", owner=owner))
        )
    finally:
        opening.close(session)


def approve(folder: Path, proposed: LineOfEnquiry, proposer: str = "rita", approver: str = "sian") -> None:
    """A line proposed by one user and approved by another."""
    session = as_user(folder, proposer)
    try:
        enquiring.propose_line(session, proposed)
    finally:
        opening.close(session)
    session = as_user(folder, approver)
    try:
        enquiring.approve_line(session, proposed.number)
    finally:
        opening.close(session)


def enter_accused(folder: Path, name: str, *known_as: str) -> None:
    """An accused, entered by the disclosure officer."""
    session = as_user(folder, "omar")
    try:
        entering_people.enter_person(session, name, CasePart.ACCUSED, known_as)
    finally:
        opening.close(session)


def code_all(
    folder: Path, accused: str = ACCUSED, code: DisclosureCode = DisclosureCode.DISCLOSE
) -> tuple[ItemId, ...]:
    """The prosecutor looks at all that is relevant and gives what has no code for this accused the one given;
    what is relevant."""
    session = as_user(folder, "paul")
    try:
        items = tuple(one.item for one in approving.waiting(session))
        coded = schedules.codes_for(session.case, accused)
        for item in (one for one in items if one not in coded):
            approving.endorse(session, item, accused, code, "it bears on how they travelled")
        return items
    finally:
        opening.close(session)


def disclose_all(
    folder: Path, accused: str = ACCUSED, code: DisclosureCode = DisclosureCode.DISCLOSE
) -> None:
    """The prosecutor codes everything (`code_all`), decides that marks on what meets the test go, and approves
    it all as it stands."""
    items = code_all(folder, accused, code)
    session = as_user(folder, "paul")
    try:
        for one in overlapping.overlaps(session):
            overlapping.decide_overlap(
                session, one.item, MarkRuling.REDACT, "it takes nothing from what is said"
            )
        approving.approve(session, items, attested=True)
    finally:
        opening.close(session)


def production(recipient: str = "the defence", accused: str = ACCUSED) -> Production:
    """What is to be produced: for whom, and for which accused."""
    return Production(recipient, accused=accused)


def look_outside(folder: Path, item: ItemId, reason: str, who: str = "rita", by: str = "sian") -> None:
    """One item that no line covers, asked for line 1 by one user, granted by another and opened."""
    session = as_user(folder, who)
    number = outside_looks.request_look(session, item, 1, reason).number
    opening.close(session)
    session = as_user(folder, by)
    outside_looks.grant_look(session, number)
    opening.close(session)
    session = as_user(folder, who)
    outside_looks.open_look(session, number)
    opening.close(session)


def _flagged_case(tmp: Path) -> Path:
    folder = new_case(tmp / "case")
    import_chats(folder, write_chats(tmp / "chats"))
    approve(folder, line())
    session = as_user(folder, "rita")
    finish(flag(session))
    opening.close(session)
    return folder


def another(base: LineOfEnquiry, **changes: object) -> LineOfEnquiry:
    """The line with fields of its scope replaced."""
    return replace(base, scope=replace(base.scope, **changes))
