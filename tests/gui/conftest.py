"""A real, small, fictional case: imported, agreed, searched; each test works on a copy of its own."""

import gc
import shutil
from datetime import date
from pathlib import Path

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from evidence_review.domain.basis import Basis, Exhibit
from evidence_review.domain.enquiry import LineOfEnquiry, ScopePerson, ScopeRule, Term
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import ExhibitKind, LegalBasis, Points, Role, TermKind
from evidence_review.domain.progress import finish
from evidence_review.gui import actions, app
from evidence_review.gui.models.look import ViewSettings
from tests.build import lighten

WORDS = "four quiet words here"
PEOPLE = {
    "Rita": Role.REVIEWER,
    "Dan": Role.DISCLOSURE_OFFICER,
    "Sue": Role.SUPERVISOR,
    "Pat": Role.PROSECUTOR,
    "Lee": Role.LPP_COUNSEL,
    "Aud": Role.AUDITOR,
}
CHAT = """08/03/2025, 18:00 - Ann Example: are you still coming to the larkfest concert tonight
08/03/2025, 18:02 - Bob Sample: yes, meet me at Queen Street at eight
08/03/2025, 18:03 - Ann Example: ok
08/03/2025, 18:05 - Bob Sample: my number is 07700 900123 if you are late
08/03/2025, 19:40 - Ann Example: running late, the concert starts at half past
08/03/2025, 23:10 - Bob Sample: home safe?
08/03/2025, 23:30 - Ann Example: yes, my sister Carol Other picked me up from the larkfest concert
09/03/2025, 09:00 - Bob Sample: good morning, the weather is lovely today
09/03/2025, 09:05 - Ann Example: it was a good larkfest concert, thank you
"""


def concert(number=1):
    scope = ScopeRule(
        people=(ScopePerson("Ann Example"), ScopePerson("Bob Sample")),
        date_from=date(2025, 3, 1),
        date_to=date(2025, 3, 31),
        max_context=2,
    )
    return LineOfEnquiry(
        number,
        "The evening of the concert",
        "What did the two people arrange for the evening?",
        "Both rely on what was arranged.",
        Points.BOTH,
        "Arrangements and times.",
        "Screenshots were considered and are incomplete.",
        scope,
        (Term("concert", TermKind.LEMMA, "the event"), Term("Queen Street", TermKind.PHRASE, "the place")),
    )


@pytest.fixture(scope="session")
def made_case(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "case"
    session = actions.create_case(folder, "43AB0000125", "Operation Larch", "Ada", WORDS)
    for name, role in PEOPLE.items():
        actions.add_user(session, name, role, WORDS)
    actions.close(session)
    lighten(folder, WORDS)
    chat = folder.parent / "WhatsApp Chat with Bob Sample.txt"
    chat.write_text(CHAT, "utf-8")
    session = actions.open_case(folder, "Dan", WORDS)
    exhibit = Exhibit("ABC/1", ExhibitKind.DEVICE, "Ann Example", Basis(LegalBasis.PACE_SEIZURE))
    finish(
        actions.import_path(
            session, chat, exhibit, ReadOptions("Europe/London", day_first=True, owner="Ann Example")
        )
    )
    actions.propose_line(session, concert())
    actions.close(session)
    session = actions.open_case(folder, "Sue", WORDS)
    actions.approve_line(session, 1)
    finish(actions.flag(session))
    actions.close(session)
    gc.collect()
    gc.freeze()  # engines were loaded, which stay
    return folder


class Patient(QtBot):
    """Waits for a minute where a test names no limit: a busy machine is slow, and what never comes fails all
    the same."""

    def waitUntil(self, callback, *, timeout=60_000):
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal, *, timeout=60_000, **more):
        return super().waitSignal(signal, timeout=timeout, **more)


@pytest.fixture
def qtbot(qapp, request):
    return Patient(request)


@pytest.fixture
def case(made_case, tmp_path) -> Path:
    return Path(shutil.copytree(made_case, tmp_path / "case"))


@pytest.fixture
def window(qtbot, qapp, tmp_path):
    """The window as the program builds it, closed again at the end."""
    settings = ViewSettings()
    app.forget()
    made = app.build(qapp, settings, tmp_path / "view" / "view.json")
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close_case()
    made.close()
    qapp.processEvents()
    shiboken6.delete(made)


WORK = {Role.LPP_COUNSEL: "held", Role.AUDITOR: "log"}
"""The page on which a role works most; the review for others."""


def at_work(window):
    """From the home, on which a case opens, to the page that most tests are about."""
    window.go(WORK.get(window.desk.role, "review"))


@pytest.fixture
def signed_in(window, case):
    """Sign in as one of the case's people."""

    def sign_in(name):
        window.open_case(case, name, WORDS)
        assert window.desk.session is not None
        at_work(window)
        return window

    return sign_in
