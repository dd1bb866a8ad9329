"""Redaction marks, their stable tokens, and the approvals over them. Only ever added."""

import hmac
import json
import sys
from collections.abc import Sequence
from datetime import datetime

from evidence_review.domain.audit import digest
from evidence_review.domain.decisions import Approval, Redaction
from evidence_review.domain.ids import ApprovalId, ItemId, LineId, RedactionId, UserId
from evidence_review.domain.kinds import Origin, Purpose, RedactionType
from evidence_review.domain.people import person_key
from evidence_review.domain.text import fold
from evidence_review.store.case import Case, Change, Row, now

_REDACTION = (
    "id, item_id, start, stop, kind, type, purpose, reason, origin, by, at, token, "
    "(SELECT g.group_id FROM mark_groups g WHERE g.redaction_id = standing_redactions.id), "
    "(SELECT json_array(a.x0, a.y0, a.x1, a.y1) FROM mark_areas a WHERE a.redaction_id = "
    "standing_redactions.id)"
)


def token(case: Case, change: Change, name: str, value: str) -> str:
    """The case's stable token for a value, e.g. [PERSON 3]. The value itself is kept only as a keyed hash."""
    key = _token_key(case, name, value)
    found = change.run("SELECT label FROM tokens WHERE value_key = :key", {"key": key}).fetchone()
    if found:
        return found[0]
    count = change.run(
        "SELECT count(*) FROM tokens WHERE label LIKE :like", {"like": f"[{name} %]"}
    ).fetchone()[0]
    label = f"[{name} {count + 1}]"
    change.run("INSERT INTO tokens VALUES (:key, :label)", {"key": key, "label": label})
    return label


def known_token(case: Case, name: str, value: str) -> str:
    """The token that stands for a value; empty where none was given yet."""
    row = case.one("SELECT label FROM tokens WHERE value_key = :key", {"key": _token_key(case, name, value)})
    return row[0] if row else ""


def _token_key(case: Case, name: str, value: str) -> str:
    return hmac.digest(
        case.secret("redaction tokens"), f"{name}\n{person_key(value)}".encode(), "sha256"
    ).hex()


def add(change: Change, redaction: Redaction) -> None:
    """Store a mark."""
    change.run(
        (
            "INSERT INTO redactions VALUES (:id, :item, :start, :stop, :kind, :type, :purpose, "
            ":reason, :origin, :token, :by, :at)"
        ),
        {
            "id": redaction.id,
            "item": redaction.item,
            "start": redaction.start,
            "stop": redaction.end,
            "kind": redaction.kind,
            "type": str(redaction.type),
            "purpose": str(redaction.purpose),
            "reason": redaction.reason,
            "origin": str(redaction.origin),
            "token": redaction.token,
            "by": redaction.proposed_by,
            "at": redaction.at.isoformat(timespec="seconds"),
        },
    )
    _add_area(change, redaction)


def _add_area(change: Change, redaction: Redaction) -> None:
    if redaction.area:
        sides = dict(zip(("x0", "y0", "x1", "y1"), redaction.area, strict=True))
        change.run("INSERT INTO mark_areas VALUES (:id, :x0, :y0, :x1, :y1)", {"id": redaction.id, **sides})


def group(change: Change, name: str, marks: Sequence[RedactionId]) -> None:
    """Note that these marks were made by one act."""
    change.run_many(
        "INSERT INTO mark_groups VALUES (:mark, :name)", [{"mark": mark, "name": name} for mark in marks]
    )


def withdraw(change: Change, redaction: RedactionId, reason: str, by: UserId) -> None:
    """Take a mark back by a later row."""
    change.run(
        "INSERT INTO withdrawals VALUES (:id, :reason, :by, :at)",
        {"id": redaction, "reason": reason, "by": by, "at": now()},
    )


def standing(case: Case, item: ItemId) -> tuple[Redaction, ...]:
    """The marks on an item that have not been withdrawn, in order."""
    rows = case.all(
        f"SELECT {_REDACTION} FROM standing_redactions WHERE item_id = :item ORDER BY start, stop, id",
        {"item": item},
    )
    return tuple(_redaction(row) for row in rows)


def by_id(case: Case, redaction: RedactionId) -> Redaction | None:
    """One standing mark, or None."""
    row = case.one(f"SELECT {_REDACTION} FROM standing_redactions WHERE id = :id", {"id": redaction})
    return _redaction(row) if row else None


def item_digest(case: Case, item: ItemId) -> str:
    """SHA-256 over exactly what an approver approves of an item: its text and every standing mark, and its
    time where that is not as it was first read."""
    text = case.one("SELECT text_hash FROM items WHERE id = :item", {"item": item})
    marks = [
        [
            r.id,
            r.start,
            r.end,
            str(r.type),
            str(r.purpose),
            r.token,
            *([[f"{side:.6f}" for side in r.area]] if r.area else []),
        ]
        for r in standing(case, item)
    ]
    anew = case.one("SELECT sent_local FROM standing_times WHERE item_id = :item AND anew", {"item": item})
    shown = {"sent": anew[0]} if anew else {}  # a time read anew since is another one than was approved
    return digest({"item": item, "text": text[0] if text else "", "marks": marks, **shown})


def add_approval(
    change: Change, approval: Approval, covered: Sequence[tuple[ItemId, str, tuple[str, ...]]]
) -> None:
    """Store an approval with the digest of each item it covers, and by what labels its people stood."""
    change.run(
        "INSERT INTO approvals VALUES (:id, :digest, :signature, :by, :at)",
        {
            "id": approval.id,
            "digest": approval.digest,
            "signature": approval.signature,
            "by": approval.by,
            "at": approval.at.isoformat(timespec="seconds"),
        },
    )
    change.run_many(
        "INSERT INTO approved_items VALUES (:approval, :item, :digest)",
        [{"approval": approval.id, "item": item, "digest": one} for item, one, _ in covered],
    )
    change.run_many(
        "INSERT INTO approved_labels VALUES (:approval, :item, :labels)",
        [
            {"approval": approval.id, "item": item, "labels": json.dumps(labels, ensure_ascii=False)}
            for item, _, labels in covered
        ],
    )


def approval_digest(covered: Sequence[tuple[ItemId, str, tuple[str, ...]]]) -> str:
    """What an approval signs: each item with its digest and, sender first, the labels of its people; without
    labels as approvals of before had it."""
    return digest([[item, one, *([list(labels)] if labels else [])] for item, one, labels in covered])


def approval_covers(case: Case, approval: ApprovalId) -> list[tuple[ItemId, str, tuple[str, ...]]]:
    """What an approval covers, in order of the items: what `approval_digest` is made of."""
    rows = case.all(
        "SELECT i.item_id, i.digest, coalesce(l.labels, '[]') FROM approved_items i LEFT JOIN approved_labels l "
        "ON l.approval_id = i.approval_id AND l.item_id = i.item_id WHERE i.approval_id = :approval "
        "ORDER BY i.item_id",
        {"approval": approval},
    )
    return [(ItemId(item), one, tuple(json.loads(labels))) for item, one, labels in rows]


def labels_approved(case: Case, item: ItemId) -> tuple[str, ...] | None:
    """By what labels the people of an item stood when it was last approved as it stands now; None where it is
    not approved, or was before labels were."""
    row = case.one(
        "SELECT l.labels FROM approved_items i JOIN approvals a ON a.id = i.approval_id JOIN approved_labels l "
        "ON l.approval_id = i.approval_id AND l.item_id = i.item_id WHERE i.item_id = :item AND "
        "i.digest = :digest ORDER BY a.at DESC, a.rowid DESC LIMIT 1",
        {"item": item, "digest": item_digest(case, item)},
    )
    return tuple(json.loads(row[0])) if row else None


def approved_by(case: Case, item: ItemId) -> UserId | None:
    """Who approved an item exactly as it stands now, or None: any later mark or withdrawal voids it, and so does
    sending it back later."""
    row = _approval_of(case, item)
    return UserId(row[1]) if row else None


def approval_of(case: Case, item: ItemId) -> ApprovalId | None:
    """The approval of an item exactly as it stands now, the last where there are several, or None."""
    row = _approval_of(case, item)
    return ApprovalId(row[0]) if row else None


def _approval_of(case: Case, item: ItemId) -> Row | None:
    return case.one(
        (
            "SELECT a.id, a.by FROM approved_items i JOIN approvals a ON a.id = i.approval_id WHERE "
            "i.item_id = :item AND i.digest = :digest AND coalesce((SELECT max(s.seq) FROM audit s WHERE s.object = "
            "'item:' || :item AND s.action = 'send back'), 0) < coalesce((SELECT n.seq FROM audit n WHERE n.object = "
            "'approval:' || a.id), :latest) ORDER BY a.at DESC, a.rowid DESC LIMIT 1"
        ),
        {"item": item, "digest": item_digest(case, item), "latest": sys.maxsize},
    )


def send_back(change: Change, item: ItemId, digest_now: str, reason: str, by: UserId) -> None:
    """Send an item's marks back to the reviewer with a reason."""
    change.run(
        "INSERT INTO sent_back VALUES (lower(hex(randomblob(16))), :item, :digest, :reason, :by, :at)",
        {"item": item, "digest": digest_now, "reason": reason, "by": by, "at": now()},
    )


def sent_back(case: Case, item: ItemId) -> str | None:
    """Why an item as it stands now was sent back, or None."""
    row = case.one(
        (
            "SELECT reason FROM sent_back WHERE item_id = :item AND digest = :digest ORDER BY at DESC, "
            "rowid DESC LIMIT 1"
        ),
        {"item": item, "digest": item_digest(case, item)},
    )
    return row[0] if row else None


def relevant_items(case: Case) -> list[tuple[LineId, ItemId]]:
    """Every item that stands as relevant to an approved line, through the gate, and is not claimed to be sensitive
    (reference/law.md G6): line by line and exhibit by exhibit, conversations in the order in which each is first
    relevant, each in its own order."""
    rows = case.all(
        "SELECT d.line_id, d.item_id FROM scheduled_relevant d JOIN reviewable g ON g.line_id = "
        "d.line_id AND g.item_id = d.item_id "
        "JOIN items i ON i.id = d.item_id JOIN sources s ON s.id = i.source_id "
        "JOIN lines l ON l.id = d.line_id ORDER BY l.number, s.exhibit_id, "
        "min(i.sort_time) OVER (PARTITION BY d.line_id, i.thread_id) NULLS LAST, i.thread_id, i.position, i.id"
    )
    return [(LineId(line), ItemId(item)) for line, item in rows]


def relevant_to(case: Case, item: ItemId) -> list[LineId]:
    """The approved lines to which an item stands as relevant, through the gate, in order of number."""
    rows = case.all(
        "SELECT d.line_id FROM current_decisions d JOIN lines l ON l.id = d.line_id WHERE "
        "d.item_id = :item AND d.value = 'RELEVANT' "
        "AND EXISTS (SELECT 1 FROM reviewable g WHERE g.line_id = d.line_id AND g.item_id = "
        "d.item_id) ORDER BY l.number",
        {"item": item},
    )
    return [LineId(row[0]) for row in rows]


def _redaction(row: Row) -> Redaction:
    made, item, start, end, kind, cps, purpose, reason, origin, by, at, label, group_id, area = row
    return Redaction(
        RedactionId(made),
        ItemId(item),
        start,
        end,
        kind,
        RedactionType(cps),
        Purpose(purpose),
        reason,
        Origin(origin),
        UserId(by),
        datetime.fromisoformat(at),
        label,
        group_id or "",
        tuple(json.loads(area)) if area else None,
    )


def new_approval(made: str, whole: str, items: Sequence[ItemId], by: UserId, signature: str) -> Approval:
    """An approval of these items made now."""
    return Approval(ApprovalId(made), whole, tuple(items), by, datetime.fromisoformat(now()), signature)


def keep(change: Change, item: ItemId, start: int, end: int, reason: str, by: UserId) -> None:
    """Note that a passage stays visible on purpose."""
    change.run(
        "INSERT INTO kept VALUES (lower(hex(randomblob(16))), :item, :start, :stop, :reason, :by, :at)",
        {"item": item, "start": start, "stop": end, "reason": reason, "by": by, "at": now()},
    )


def is_kept(case: Case, item: ItemId, start: int, end: int) -> bool:
    """Whether a passage stays visible on purpose."""
    values = {"item": item, "start": start, "stop": end}
    return (
        case.one("SELECT 1 FROM kept WHERE item_id = :item AND start <= :start AND stop >= :stop", values)
        is not None
    )


def kept_spans(case: Case, item: ItemId) -> tuple[tuple[int, int], ...]:
    """The passages of an item that stay visible on purpose."""
    return tuple(
        case.all("SELECT start, stop FROM kept WHERE item_id = :item ORDER BY start, stop", {"item": item})
    )


def kept_words(case: Case, items: Sequence[ItemId]) -> frozenset[str]:
    """The folded words that stay visible on purpose in any of these items."""
    words: set[str] = set()
    for item in items:
        for start, stop, text in case.all(
            "SELECT k.start, k.stop, i.text FROM kept k JOIN items i ON i.id = k.item_id WHERE "
            "k.item_id = :item "
            "AND EXISTS (SELECT 1 FROM reviewable g WHERE g.item_id = k.item_id)",
            {"item": item},
        ):
            words.add(fold(text[start:stop]).text)
    return frozenset(words)
