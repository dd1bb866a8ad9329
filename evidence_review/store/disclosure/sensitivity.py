"""Claims to sensitivity in the sense of public interest, with numbers of their own. Only ever added to."""

from evidence_review.domain.disclosure import PublicInterest, SensitivityClaim, SensitivityView
from evidence_review.domain.ids import ItemId, UserId
from evidence_review.store.case import Case, Change, now
from evidence_review.store.kept_counts.line_counts import carried


def add(change: Change, claim: SensitivityClaim) -> int:
    """Keep a claim; its number on the sensitive schedule (S1, S2 …), given once."""
    (number,) = change.run("SELECT coalesce(max(number), 0) + 1 FROM sensitive_claims").fetchone()
    with carried(change, (claim.item,)):
        change.run(
            "INSERT INTO sensitive_claims VALUES (:id, :number, :item, :interest, :reason, :by, :at)",
            {
                "id": claim.id,
                "number": number,
                "item": claim.item,
                "interest": str(claim.interest),
                "reason": claim.reason,
                "by": claim.by,
                "at": now(),
            },
        )
    return int(number)


def add_view(
    change: Change, claim: str, view: SensitivityView, application: bool, reason: str, by: UserId
) -> None:
    """Keep what the prosecutor says of a claim, and whether a court is to be asked."""
    change.run(
        "INSERT INTO sensitive_views (claim_id, view, application, reason, by, at) VALUES (:claim, :view, "
        ":application, :reason, :by, :at)",
        {
            "claim": claim,
            "view": str(view),
            "application": int(application),
            "reason": reason,
            "by": by,
            "at": now(),
        },
    )


def end(change: Change, claim: str, reason: str, by: UserId) -> None:
    """Take a claim back by a later row: the item is not sensitive any more."""
    found = change.run("SELECT item_id FROM sensitive_claims WHERE id = :claim", {"claim": claim}).fetchall()
    with carried(change, [item for (item,) in found]):
        change.run(
            "INSERT INTO sensitive_ends VALUES (:claim, :reason, :by, :at)",
            {"claim": claim, "reason": reason, "by": by, "at": now()},
        )


def standing(case: Case) -> tuple[SensitivityClaim, ...]:
    """The claims that stand, by number, each with the prosecutor's last view."""
    rows = case.all(
        "SELECT c.id, c.number, c.item_id, c.interest, c.reason, coalesce(v.view, 'PENDING'), "
        "coalesce(v.application, 0), coalesce(v.reason, ''), c.by, c.at FROM sensitive_claims c LEFT JOIN "
        "sensitive_views v ON v.claim_id = c.id AND v.number = (SELECT max(n.number) FROM sensitive_views n "
        "WHERE n.claim_id = c.id) WHERE c.id NOT IN (SELECT claim_id FROM sensitive_ends) ORDER BY c.number"
    )
    return tuple(
        SensitivityClaim(
            claim,
            number,
            ItemId(item),
            PublicInterest(interest),
            reason,
            SensitivityView(view),
            bool(application),
            said,
            UserId(by),
            at,
        )
        for claim, number, item, interest, reason, view, application, said, by, at in rows
    )


def items(case: Case) -> frozenset[ItemId]:
    """The items that a standing claim keeps off everything that is served (G6)."""
    return frozenset(ItemId(row[0]) for row in case.all("SELECT item_id FROM sensitive_items"))
