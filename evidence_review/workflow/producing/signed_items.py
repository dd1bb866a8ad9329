"""What stands in the files of a bundle, with who approved and disclosed it, as a document's proof shows it
(decision 0047)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence_review.domain.audit import digest
from evidence_review.domain.ids import ApprovalId, ItemId
from evidence_review.domain.kinds import DisclosureCode
from evidence_review.store import audit, redactions, schedules, users
from evidence_review.trust import verify
from evidence_review.trust.approved_lists import ApprovedList
from evidence_review.trust.document_proofs import Approved, Stands
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.redacting.approved_list import list_of


def stands_in(session: Session, accused: str, within: Mapping[str, Sequence[ItemId]]) -> dict[str, Stands]:
    """What stands in each file. `within`: the items of each file by its name; `accused`: the name of whom the
    bundle is for, as prosecutors decided for."""
    read = _Read.of(session, accused)
    return {
        name: _stands(session, accused, tuple(dict.fromkeys(chosen)), read) for name, chosen in within.items()
    }


@dataclass(frozen=True, slots=True)
class _Read:
    """What the log and the tables say: entries by what they are about, where people are enrolled, their names,
    which items go to the accused, and the lists of approvals as far as they were made."""

    acts: Mapping[tuple[str, str], tuple[int, dict[str, Any]]]
    enrolled: Mapping[str, int]
    names: Mapping[str, str]
    codes: Mapping[ItemId, tuple[DisclosureCode, str]]
    lists: dict[ApprovalId, ApprovedList]

    @classmethod
    def of(cls, session: Session, accused: str) -> "_Read":
        acts: dict[tuple[str, str], tuple[int, dict[str, Any]]] = {}
        for seq, line in audit.acts(session.case, ("approve redactions", "endorse")):
            entry = json.loads(line)
            acts[(entry["object"], entry["object_hash"] if entry["action"] == "endorse" else "")] = (
                seq - 1,
                entry,
            )
        enrolling = (json.loads(line) for line in audit.enrolling_lines(session.case))
        return cls(
            acts,
            {entry["object"].removeprefix("user:"): entry["seq"] - 1 for entry in enrolling},
            {user.id: user.name for user in users.everyone(session.case)},
            schedules.codes_for(session.case, accused),
            {},
        )

    def list_of(self, session: Session, approval: ApprovalId) -> ApprovedList:
        """The list of an approval, made once."""
        if approval not in self.lists:
            covered = redactions.approval_covers(session.case, approval)
            self.lists[approval] = list_of(session, approval, covered)
        return self.lists[approval]


def _stands(session: Session, accused: str, chosen: Sequence[ItemId], read: _Read) -> Stands:
    """What stands in one file; items whose approval does not hold the root of a list are counted."""
    found, people = list[Approved](), set[str]()
    number = {item: at for at, item in enumerate(chosen, 1)}
    for item in sorted(chosen):
        approval = redactions.approval_of(session.case, item)
        place, entry = read.acts.get((f"approval:{approval}", ""), (0, {}))
        if approval is None or verify.PLACES not in entry.get("detail", {}):
            continue
        listed = read.list_of(session, approval)
        decided, decision = _decided(item, accused, read)
        code = str(DisclosureCode.DISCLOSE) if decided else ""
        text, line = listed.text(item), listed.listed(item)
        found.append(Approved(item, approval, place, text, line, code, decided, number[item]))
        people |= {entry["user"], decision.get("user", entry["user"])}
    return Stands(
        accused,
        tuple(found),
        len(chosen) - len(found),
        {one: read.names[one] for one in people if one in read.names},
        tuple(sorted(read.enrolled[one] for one in people if one in read.enrolled)),
    )


def _decided(item: ItemId, accused: str, read: _Read) -> tuple[int | None, dict[str, Any]]:
    """Where in the log a prosecutor decided that an item goes to this accused, if that stands; the entry."""
    if item not in read.codes or read.codes[item][0] is not DisclosureCode.DISCLOSE:
        return None, {}
    shape = digest({"item": item, "accused": accused, "code": str(DisclosureCode.DISCLOSE)})
    return read.acts.get((f"item:{item}", shape), (None, {}))
