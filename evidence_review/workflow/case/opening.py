"""Opening a case: who is at the keyboard, what she may do, and the state of the case in counts."""

import secrets
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

from evidence_review.domain.decisions import Act, require, require_any
from evidence_review.domain.errors import CaseProblem, RuleBroken
from evidence_review.domain.ids import CaseId, UserId
from evidence_review.domain.kinds import AuditOp, LineState, Role
from evidence_review.domain.people import Case as CaseFacts
from evidence_review.domain.people import User
from evidence_review.store import Case, audit, lines, scope_counts, users
from evidence_review.store import exhibits as exhibits_kept
from evidence_review.store.kept_counts import line_counts, outside_counts
from evidence_review.trust import keyring, keys, verify
from evidence_review.trust.enrolments import enrolments
from evidence_review.workflow.case.views import CasePeek, CaseSummary


@dataclass(frozen=True, slots=True)
class Session:
    """An open case and the user who unlocked it."""

    case: Case
    signer: keys.Key

    @property
    def user(self) -> User:
        """Who acts."""
        return self.signer.user

    @property
    def role(self) -> Role:
        """In what role she acts."""
        return self.signer.user.role

    def may(self, act: Act) -> None:
        """RuleBroken where her role may not do this act."""
        require(act, self.role)


def peek(folder: Path) -> CasePeek:
    """What may be known of a case without a passphrase: URN and the names of its users."""
    ring = keyring.read(folder)
    return CasePeek(folder.name, ring.urn, ring.names())


def create_case(folder: Path, urn: str, name: str, admin: str, passphrase: str) -> Session:
    """A new case with its first user, an administrator, who adds the others and sees no content."""
    _check_name(admin)
    if not urn.strip():
        raise RuleBroken("A case needs its URN (unique reference number).")
    case_key, seed = keys.new_secret(), keys.new_secret()
    facts = CaseFacts(CaseId(secrets.token_hex(16)), urn.strip(), name.strip())
    user = User(UserId(secrets.token_hex(8)), admin.strip(), Role.ADMIN, keys.public_key(seed))
    sealed = keys.Secrets(case_key, seed)
    ring = keyring.Keyring(facts.id, facts.urn, ()).with_user(user, sealed, passphrase)
    case = Case.create(folder, facts, case_key)
    try:
        second = keys.second_public_key(seed)
        signer = keys.unlock(user, sealed, second)
        with case.change(signer, AuditOp.CONFIG, "create case", about=f"user:{user.id}") as change:
            users.add(change, user, user.id)
            change.about(f"user:{user.id}", {"role": str(user.role), "public_key": user.public_key})
            change.detail[verify.SECOND] = second
            keyring.write(folder, ring)
    except BaseException:
        case.abandon()
        raise
    return Session(case, signer)


def open_case(folder: Path, user: str, passphrase: str) -> Session:
    """Open a case as one of its users, in the role in which the log enrols her. CaseProblem with a sentence
    for each way in which that can fail, RuleBroken where her role may do nothing in a case."""
    sealed = keyring.read(folder).open(user, passphrase)
    case = Case.open(folder, sealed.case_key)
    try:
        known = users.by_name(case, user)
        if known is None:
            raise CaseProblem(
                (
                    "This user stands beside the case but was never enrolled in it. Ask the "
                    "administrator to add this user again."
                )
            )
        session = Session(case, _enrolled(case, known, sealed))
        require_any(session.role)
        case.record(session.signer, AuditOp.AUTH, "open case", about=f"user:{known.id}")
    except BaseException:
        case.close()
        raise
    return session


def _enrolled(case: Case, known: User, sealed: keys.Secrets) -> keys.Key:
    """Her key, with the role that the log gives her under it: what the table says of both counts for
    nothing."""
    people = enrolments(audit.enrolling_lines(case), case.facts.id)
    public = keys.public_key(sealed.seed)
    if role := people.role(known.id, public):
        return keys.unlock(replace(known, role=role, public_key=public), sealed, people.second(known.id))
    if refused := people.refused_about(known.id):
        raise CaseProblem(f"The log of this case does not enrol this user under that key: {refused}.")
    raise CaseProblem(keys.NOT_ENROLLED)


def reopen(session: Session, *, reading: bool = False) -> Session:
    """The same case and user on a connection of its own, for a job's thread; one that is for `reading` writes
    nothing, so that acts which are logged are refused."""
    return Session(session.case.again(reading=reading), session.signer)


def leave_pages(session: Session) -> None:
    """Writes of this connection no longer move what was written into the case's file; `move_pages` does."""
    session.case.leave_pages()


def move_pages(session: Session) -> None:
    """Move what was written into the case's file; no write waits for it but for the disk."""
    session.case.move_pages()


def writes_elsewhere(session: Session) -> int:
    """A number that is another once another connection has written to the case."""
    return session.case.writes_elsewhere()


def break_off(session: Session) -> None:
    """End what is being looked up on this connection by another thread; it fails there."""
    session.case.break_off()


def close(session: Session) -> None:
    """Close the case and let others open it."""
    session.case.close()


def add_user(session: Session, name: str, role: Role, passphrase: str) -> User:
    """Enrol a user with a role and a new key wrapped by her own passphrase. Only an administrator may."""
    session.may(Act.ADD_USER)
    _check_name(name)
    if any(_folded(name) == _folded(user.name) for user in users.everyone(session.case)):
        raise RuleBroken("This case has a user of that name already. Choose another name.")
    ring = keyring.read(session.case.folder)
    seed = keys.new_secret()
    user = User(UserId(secrets.token_hex(8)), name.strip(), role, keys.public_key(seed))
    ring = ring.with_user(user, keys.Secrets(session.case.key_for_wrapping(), seed), passphrase)
    with session.case.change(session.signer, AuditOp.CONFIG, "add user") as change:
        users.add(change, user, session.user.id)
        change.about(f"user:{user.id}", {"role": str(user.role), "public_key": user.public_key})
        change.detail["role"] = str(role)
        change.detail[verify.SECOND] = keys.second_public_key(seed)
        keyring.write(session.case.folder, ring)
    return user


def list_users(session: Session) -> tuple[User, ...]:
    """Everyone enrolled in the case, in the role that the log gives."""
    people = enrolments(audit.enrolling_lines(session.case), session.case.facts.id)
    known = ((user, people.role(user.id, user.public_key)) for user in users.everyone(session.case))
    return tuple(replace(user, role=role) for user, role in known if role)


def change_passphrase(session: Session, old: str, new: str) -> None:
    """Wrap the acting user's key by a new passphrase; the case itself is not rewritten."""
    ring = keyring.read(session.case.folder)
    sealed = ring.open(session.user.name, old)
    ring = ring.with_user(session.user, sealed, new)
    with session.case.change(
        session.signer, AuditOp.AUTH, "change passphrase", about=f"user:{session.user.id}"
    ):
        keyring.write(session.case.folder, ring)


def summary(session: Session) -> CaseSummary:
    """The state of the case in counts."""
    case = session.case
    versions = lines.versions(case)
    approved = [line.id for line in versions if line.state is LineState.APPROVED]
    counts = [
        kept.counts if (kept := line_counts.kept(case, one)) else line_counts.counts(case, one)
        for one in approved
    ]
    parts = outside_counts.kept(case) or outside_counts.counted(case)
    held = sum(part[3] for part in parts)
    return CaseSummary(
        urn=case.facts.urn,
        name=case.facts.name,
        user=session.user.name,
        role=session.role,
        exhibits=len(exhibits_kept.everything(case)),
        sources=len(exhibits_kept.sources(case)),
        items_held=held,
        items_in_scope=held - sum(part[4] for part in parts),
        lines_approved=len(counts),
        lines_proposed=sum(line.state is LineState.PROPOSED for line in versions),
        flagged=sum(count.flagged for count in counts),
        decided=sum(count.decided for count in counts),
        redactions_waiting=scope_counts.redactions_waiting(case),
        log_entries=audit.size(case),
    )


def _folded(name: str) -> str:
    """A name as it is compared: two that differ in capitals, width or blanks are one."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _check_name(name: str) -> None:
    if not name.strip() or any(ord(mark) < 32 for mark in name):  # control characters
        raise RuleBroken("A user needs a name of ordinary letters.")
