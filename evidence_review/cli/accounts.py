"""Commands for the account of looking: the ledger, the terms and their forms, what a version opens, and the
figures of deciding."""

import argparse

from evidence_review.cli.acting import acting, opened, say, whole
from evidence_review.domain.audit import Counted, Figure
from evidence_review.domain.enquiry import cautions
from evidence_review.workflow.auditing import account_of_looking, counted_items
from evidence_review.workflow.case.ledger_views import (
    AtOnce,
    DecisionFigures,
    FormView,
    LedgerRow,
    ScopeCompared,
)
from evidence_review.workflow.enquiring import enquiring, forming

type Given = argparse.Namespace


def line_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("number", type=whole, metavar="N", help="the number of the line")


def ledger(given: Given) -> int:
    with opened(given) as session:
        found = account_of_looking.proportionality(session)
        out = [_row("the whole case", found.whole)]
        out += [_row(f"exhibit {one.exhibit}, source {one.source}", one) for one in found.sources]
        out += [
            _row(f"exhibit {one.exhibit}, source {one.source}, line {one.line}", one) for one in found.rows
        ]
        out += [f"Line {line}: {count} {words}" for line, words, count in found.shown]
        out += [one.sentence() for one in found.beyond]
        for one in found.widenings:
            out.append(
                (
                    f"{one.at}  {one.what}: {one.before} before, {one.after} after, {one.opened} "
                    f"opened, {one.closed} closed"
                )
            )
            out.append(
                f"   asked by {one.asked_by}"
                + (f", agreed by {one.agreed_by}" if one.agreed_by else "")
                + f". Reason: {one.reason}"
            )
        return say(given, found, out)


def counted_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument(
        "figure", choices=[str(each) for each in Figure], metavar="FIGURE", help="what is counted"
    )
    for name, words in (
        ("line", "the number of the line; every one where none is given"),
        ("source", "the number of the source"),
        ("version", "the version of the line"),
    ):
        one.add_argument(f"--{name}", type=whole, default=0, metavar="N", help=words)
    one.add_argument(
        "--word", default="", metavar="WORDS", help="the term, tag, way, reason or person that narrows it"
    )


def counted(given: Given) -> int:
    one = Counted(Figure(given.figure), 0, given.line, given.source, given.word, given.version)
    with opened(given) as session:
        found = counted_items.counted_items(session, one)
    rows = [f"{each.item}  {each.exhibit}{f'  line {each.line}' if each.line else ''}" for each in found]
    return say(given, found, [*rows, f"{len(found):,} counted"])


def _row(name: str, row: LedgerRow) -> str:
    return f"{name}: " + " → ".join(f"{words} {count}" for words, count in row.stages())


def terms(given: Given) -> int:
    with opened(given) as session:
        found = account_of_looking.term_report(session, given.number)
        out = [
            f"Line {found.line}: {found.title}",
            "" if found.searched else "Not searched yet: run flag first.",
        ]
        for one in found.terms:
            out.append(
                (
                    f"“{one.term}” ({one.kind}): {one.hits} hits, {one.unique} by no other term, "
                    f"{one.reviewed} reviewed, {one.relevant} relevant"
                )
            )
            out += [f"   {count} {words}" for words, count in one.why]
        out.append(f"All terms together hit {found.items_hit} items.")
        out += [f"Not searchable: {count} {words}" for words, count in found.not_searchable]
        return say(given, found, [line for line in out if line])


def forms(given: Given) -> int:
    with opened(given) as session:
        found = forming.term_forms(session, given.number)
        out: list[str] = []
        for one in found:
            out.append(
                f"“{one.term}” ({one.kind}" + (f", up to {one.gap} words between" if one.gap else "") + ")"
            )
            out += [f"   {'on ' if form.is_on else 'off'}  {form.form}  {_hits(form)}" for form in one.forms]
            out += [
                f"   new  {form.form}  {_hits(form)}  (a new version of the line would list it)"
                for form in one.unlisted
            ]
        return say(given, found, out)


def _hits(form: FormView) -> str:
    return "counted when the line is searched" if form.hits is None else f"{form.hits} items"


def scope(given: Given) -> int:
    with opened(given) as session:
        line = [one.line for one in enquiring.list_lines(session) if one.line.number == given.number][-1:]
        found = [enquiring.compare_scope(session, one) for one in line]
        warned = [one.sentence() for each in line for one in cautions(each)]
        return say(given, found, [*(words for one in found for words in _compared(one)), *warned])


def _compared(one: ScopeCompared) -> list[str]:
    against = f"version {one.version_before}" if one.version_before else "nothing approved before"
    out = [
        (
            f"Line {one.line}, version {one.version}, against {against}: {one.before} before, "
            f"{one.after} after of {one.held} held; {one.opened} opened, {one.closed} closed"
        )
    ]
    return [
        *out,
        *(f"   {ref}  {kind}: {before} before, {after} after" for ref, kind, before, after in one.parts),
        f"   digest {one.digest}",
    ]


def figures(given: Given) -> int:
    with opened(given) as session:
        found = account_of_looking.decision_figures(session)
        out = [words for one in (found.whole, *found.by_line, *found.by_person) for words in _figures(one)]
        out.append(
            (
                f"Taken back: {found.undone}. Made by an earlier version, with nothing kept beside "
                f"them: {found.unrecorded}."
            )
        )
        out.append(
            (
                f"Marks: {found.marks_by_hand} by hand, {found.marks_one_by_one} taken up one by one, "
                f"{found.marks_at_once} taken up at once, {found.marks_taken_back} taken back."
            )
        )
        out.append(_at_once(found.at_once))
        return say(given, found, out)


def _at_once(one: AtOnce) -> str:
    time = "not recorded"
    if one.seconds_median is not None:
        time = (
            f"{one.seconds_median:g} in the middle of {one.timed} timed, {one.quick} of them under 2 "
            f"for each mark"
        )
    return (
        f"Times that all suggestions of an item were taken up at once: {one.acts}; seconds on screen "
        f"before: {time}."
    )


def _figures(one: DecisionFigures) -> list[str]:
    return [
        f"{one.name}: {one.decided} decisions, {one.unsure} unsure",
        (
            f"   suggested: {one.suggested_kept} relevant, {one.suggested_not_relevant} not; not "
            f"suggested: {one.unsuggested_relevant} relevant, {one.unsuggested_not_relevant} not"
        ),
        (
            f"   differ from what was suggested: {_share(one.override_share)}; given to several at "
            f"once: {_share(one.bulk_share)} ({one.bulk})"
        ),
        f"   seconds on screen: {_on_screen(one)}",
    ]


def _on_screen(one: DecisionFigures) -> str:
    if one.seconds_median is None:
        return "not recorded"
    return f"{one.seconds_median:g} in the middle, {one.quick} of {one.timed} under 2"


def _share(share: float | None) -> str:
    return "nothing to count" if share is None else f"{share:.1%}"
