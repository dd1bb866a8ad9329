"""Linking people: two identities said by hand to be one person, with a reason, and taken apart again
(reference/formats.md rule 16).

Numbers and addresses join by themselves where they are the same number or address; names never do. A link
gives the identities one label on the screen. It never widens the scope of a line: to cover another identity
of a person, a new version of the line that names it must be proposed and approved by another person.
"""

from evidence_review.domain.decisions import Act
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.kinds import AuditOp
from evidence_review.domain.people import Party
from evidence_review.domain.reasons import check_reason
from evidence_review.store import lines, users
from evidence_review.store import people as links
from evidence_review.store.people import Identity
from evidence_review.workflow.case.labelling import Faces, faces, is_named, known_keys, party_label
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.views import PersonView


def people(session: Session) -> tuple[PersonView, ...]:
    """Everyone who takes part in what approved lines let through, by label as reviewers see it; the look is
    logged.

    Nobody whom no line covers is among them, and third parties stand by their pseudonyms.
    """
    session.may(Act.READ)
    known = _known(session)
    linked = faces(session, known)
    names = {user.id: user.name for user in users.everyone(session.case)}
    found = links.identities(session.case)  # before others have to wait for the case
    with session.case.change(session.signer, AuditOp.CONSULT, "list people", about="people") as change:

        def label(party: Party, joined: Faces | None) -> str:
            return party_label(session, party, known, change, plain=False, linked=joined)

        numbers = {one.key: one.number for one in found}
        views: list[PersonView] = []
        for group in _persons(session, found):
            keys = {one.key for one in group}
            standing = tuple(
                (link.id, numbers[link.one], numbers[link.other], link.reason, names.get(link.by, ""))
                for link in links.standing(session.case)
                if link.one in keys and link.other in numbers
            )
            own = tuple((one.number, _own(one, known, label(one.parties[0], None))) for one in group)
            exhibits = tuple(sorted({ref for one in group for ref in one.exhibits}))
            views.append(
                PersonView(
                    label(group[0].parties[0], linked),
                    own,
                    exhibits,
                    sum(one.conversations for one in group),
                    standing,
                )
            )
        change.detail["people"] = len(views)
    return tuple(views)


def link_people(session: Session, one: int, other: int, reason: str) -> str:
    """Say that two identities, by their numbers in `people`, are one person; the id of the link.

    They show one label from then on. The scope of every line stays exactly what was approved: what another
    identity takes part in is not opened by a link, only by a new approved version of the line. RuleBroken
    without a reason.
    """
    session.may(Act.LINK_PEOPLE)
    check_reason(reason)
    first, second = _identity(session, one), _identity(session, other)
    if second.key == first.key or second.key in links.joined(session.case).get(first.key, ()):
        raise RuleBroken("Those two are one person already.")
    with session.case.change(session.signer, AuditOp.COMBINE, "link people", reason=reason) as change:
        link = links.add(change, first.key, second.key, reason.strip(), session.user.id)
        change.about(f"link:{link.id}", {"one": first.number, "other": second.number})
        change.detail.update(one=first.number, other=second.number)
    return link.id


def unlink_people(session: Session, link: str, reason: str) -> None:
    """Take a link back by a later row, with a reason: the identities are shown apart again. Scope is
    untouched, as it was by the link."""
    session.may(Act.LINK_PEOPLE)
    check_reason(reason)
    if link not in {one.id for one in links.standing(session.case)}:
        raise RuleBroken("That link does not stand. List the people to see those that do.")
    with session.case.change(
        session.signer, AuditOp.ALTER, "unlink people", about=f"link:{link}", reason=reason
    ) as change:
        links.take_back(change, link, reason.strip(), session.user.id)


def _persons(session: Session, found: tuple[Identity, ...]) -> list[list[Identity]]:
    """The identities grouped as people joined them, in order of their numbers."""
    joined = links.joined(session.case)
    groups: dict[tuple[str, ...], list[Identity]] = {}
    for one in found:
        groups.setdefault(joined.get(one.key, (one.key,)), []).append(one)
    return list(groups.values())


def _own(one: Identity, known: frozenset[str], label: str) -> str:
    """What tells one identity of a person from another: with her identifier where she is shown by name."""
    party = one.parties[0]
    return (
        f"{label} · {party.identifier}"
        if is_named(party, known) and party.identifier and party.identifier != label
        else label
    )


def _known(session: Session) -> frozenset[str]:
    return frozenset[str]().union(*(known_keys(session, line) for line in lines.approved(session.case)))


def _identity(session: Session, number: int) -> Identity:
    found = next((one for one in links.identities(session.case) if one.number == number), None)
    if found is None:
        raise RuleBroken(
            (
                f"There is no identity {number} among the people of what may be read. List the people "
                f"for their numbers."
            )
        )
    return found
