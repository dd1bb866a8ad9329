"""Every file of a bundle is read again by other engines for what was removed; one finding stops it."""

import io
from collections.abc import Mapping, Sequence
from contextlib import closing

from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.progress import Job, Progress
from evidence_review.domain.tasks import task
from evidence_review.domain.text import fold
from evidence_review.reports.paper import wordless_pdf
from evidence_review.sandbox import Limits, call
from evidence_review.store import items
from evidence_review.store.disclosure import sensitivity
from evidence_review.workflow.case import child_tasks
from evidence_review.workflow.case.child_calls import at_once
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.removals import Removed
from evidence_review.workflow.producing.bundle_parts import Part

CHECKING = Limits(seconds=1800)
"""Every page that is a picture is read by machine, at some seconds each."""


def guarded_words(session: Session, copies: Sequence[Part]) -> tuple[str, ...]:
    """Runs of words that nothing served may hold: of each item on the sensitive schedule, and of why it is there;
    none that a copied item has as well (reference/law.md G6, L3)."""
    served = [_spaced(kept.item.text or "") for part in copies for kept in part.kept]
    found: list[str] = []
    for claim in sensitivity.standing(session.case):
        kept = items.through_any(session.case, claim.item)
        for text in (claim.reason, (kept.item.text or "") if kept else ""):
            found += [run for run in _runs(text) if not any(_spaced(run) in one for one in served)]
    return tuple(dict.fromkeys(found))


_RUN = 5
"""Words in a row that do not stand in two texts by chance."""


def _runs(text: str) -> list[str]:
    words = text.split()
    return [" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)]


def _spaced(text: str) -> str:
    return f" {' '.join(text.split())} "


def prove_gone(
    files: Mapping[str, bytes],
    removed: Sequence[Removed],
    visible: frozenset[str],
    guarded: Sequence[str] = (),
) -> Job[None]:
    """OutputProblem where a value that was removed is still found in a file, or words that nothing served may hold
    (`guarded`); `visible` are words that stand by decision, folded."""
    terms = [one.value for one in removed if not one.is_word and fold(one.value).text not in visible]
    terms += guarded
    names, said = sorted(files), "checking that what was removed is gone"
    yield Progress(0, len(names), said)
    with closing(at_once(lambda name: leaks_of(name, files[name], terms, visible), names)) as answers:
        for done, (name, leaks) in enumerate(zip(names, answers, strict=True), start=1):
            yield Progress(done, len(names), said)
            if leaks:
                raise OutputProblem(
                    f"{name} still holds something that was to be removed, or that is kept from what is served "
                    f"({leaks[0]}). Nothing was written; mark it there, or change the words, and try again."
                )


def leaks_of(name: str, data: bytes, terms: Sequence[str], visible: frozenset[str]) -> list[str]:
    """Where terms are found in a file. In a paper of our own, a term that the frame of every paper holds (Root
    and Span are surnames too) counts where it stands on a page alone."""
    found = _found(name, data, terms, visible)
    is_paper = name.endswith(".pdf") and not name.startswith("documents/")
    if not found or not is_paper or any(one.startswith("page") for one in found):
        return found
    frame = wordless_pdf()
    left = [one for one in terms if not _found(name, frame, [one], visible)]
    return _found(name, _without_fonts(data), left, visible) if left else []


def _without_fonts(data: bytes) -> bytes:
    """A paper of our own without the programs of its fonts, which are ours and hold no word: five letters in a row
    stand in such bytes by chance."""
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor":
                for name in ("/FontFile", "/FontFile2", "/FontFile3"):
                    if name in one:
                        one[name].write(b"")
        pdf.save(out)
    return out.getvalue()


def _found(name: str, data: bytes, terms: Sequence[str], visible: frozenset[str]) -> list[str]:
    asked = task(child_tasks.leaks, data=data, terms=terms, name=name, allowed=visible)
    return [str(one) for one in call(asked, CHECKING)["leaks"]]
