"""Checks of the log as the case keeps it: signatures, chain and roles, and that what is kept beside each
entry for choosing and reading is what the entry says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence_review.domain.audit import entry_hash, salted
from evidence_review.store import audit
from evidence_review.store.case import Case
from evidence_review.trust import verify
from evidence_review.trust.keys import Signatures

_BESIDE = ("utc", "user", "op", "action", "object")


@dataclass(frozen=True, slots=True)
class Log:
    """The log of a case: its lines, each entry by its number, and what the verifier says of it."""

    lines: Sequence[bytes]
    entries: Mapping[int, dict[str, Any]]
    report: verify.Report
    people: verify.Enrolments

    def role(self, seq: int) -> str:
        """In what role the signer of an entry is enrolled; nothing where she is not."""
        entry = self.entries.get(seq)
        return self.people.role(entry["user"], entry["key"]) if entry else ""


def read_log(case: Case) -> Log:
    """The log, with every signature, the chain and every role checked."""
    lines, read = audit.lines(case), verify.Log("", Signatures())
    report = verify.check_log(b"".join(line + b"\n" for line in lines), log=read)
    return Log(lines, {entry["seq"]: entry for entry in read.entries}, report, read.people)


def log_faults(log: Log) -> list[str]:
    """What the verifier finds in the log itself."""
    return [] if log.report.status == verify.INTACT else list(log.report.lines)


def column_faults(case: Case, log: Log) -> list[str]:
    """Entries beside which something else is kept than they say: by what they are chosen, and their hash."""
    faults: list[str] = []
    for seq, line, kept_hash, *beside in audit.kept_rows(case):
        entry = log.entries.get(seq)
        if entry and (bytes(line) not in log.lines[seq - 1 : seq] or kept_hash != entry_hash(bytes(line))):
            faults.append(f"Table audit, entry {seq}: the hash beside it is not the entry's.")
        elif entry and beside != [entry[name] for name in _BESIDE]:
            faults.append(f"Table audit, entry {seq}: what it is found by is not what it says.")
    return faults


def word_faults(case: Case, log: Log) -> list[str]:
    """Reasons beside the log that are not the ones that were given, or that nobody gave."""
    faults: list[str] = []
    for seq, salt, words in audit.words(case):
        entry = log.entries.get(seq)
        if entry is None or salted(salt, words) != entry["reason"]:
            faults.append(
                f"Table audit_words, entry {seq}: the reason was changed since the entry was written."
            )
    return faults
