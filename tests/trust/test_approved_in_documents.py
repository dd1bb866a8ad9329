"""The proof of one document says who approved what stands in it and who decided that it goes; it shows nothing
of other items, and whatever is not as it was approved is seen by the check that is there for it."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from evidence_review.domain.audit import canonical, digest
from evidence_review.domain.ids import ItemId, UserId
from evidence_review.store import redactions
from evidence_review.trust import keys, verify
from evidence_review.trust.approved_lists import ApprovedList
from evidence_review.trust.document_proofs import Approved, Stands
from evidence_review.trust.proofs import inclusion, levels
from evidence_review.workflow.case import opening
from evidence_review.workflow.producing.releasing import Production
from tests import build
from tests.trust import proving, served

NAME = "transcripts/item-0001.pdf"
ITEM, OTHER_ITEM, TEXTS = 9, 12, {9: "d" * 64, 12: "e" * 64}


@dataclass
class Made:
    """A bundle with the items of its case, approved by paul and coded by paul, and the keys of its people."""

    bundle: Path
    folder: Path
    items: list[ItemId]
    lines: list[bytes]
    keys: dict[str, keys.Key]

    def said(self, name: str = NAME) -> dict:
        """The extra data of a document's proof."""
        return proving.parts_of((self.bundle / (name + verify.PROOF)).read_bytes()).said

    def enrolled(self, name: str) -> int:
        """Where in the log somebody is enrolled, from 0."""
        about = f"user:{self.keys[name].user.id}"
        return next(at for at, line in enumerate(self.lines) if json.loads(line)["object"] == about)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Made:
    tmp = tmp_path_factory.mktemp("approved")
    folder, carried = served.served_case(tmp)
    build.code_all(folder)
    production = Production("Marsh & Co", accused=build.ACCUSED)
    out = served.bundle_of(folder, tmp / "bundle", carried, production)
    people = {name: served.key_of(folder, name) for name in ("rita", "omar", "paul", "gail")}
    return Made(out, folder, [item for _, item in carried], served.lines_of(folder), people)


def test_it_says_who_approved_and_disclosed_what_and_when(made: Made) -> None:
    report = verify.check_path(made.bundle / NAME)
    assert report.status == verify.INTACT, report.lines
    entries = [json.loads(line) for line in made.lines]
    approved = next(one for one in entries if one["action"] == "approve redactions")
    said = "\n".join(report.lines)
    numbers = ", ".join(str(item) for item in made.items[:2])
    year, month, day = approved["utc"][:10].split("-")
    when = f"on {day}.{month}.{year} at {approved['utc'][11:16]} UTC"
    assert f"{_in_it(made)} were approved by paul (prosecutor, user {approved['user']}) {when}" in said
    assert f"entry {approved['seq']} of the log" in said
    assert numbers in _in_it(made)
    assert f"That a copy of {_in_it(made)} goes to {build.ACCUSED} was decided by paul (prosecutor" in said
    paper = verify.check_path(made.bundle / "schedule/mg6c.pdf")
    assert "no item of the case stands in it" in "\n".join(paper.lines)
    assert verify.check_path(made.bundle).status == verify.INTACT


def _in_it(made: Made) -> str:
    numbers = ", ".join(str(item) for item in made.items[:2])
    return f"messages 1 to 2 of {NAME} (in the case: items {numbers})"


def test_an_older_proof_tells_items_by_the_numbers_of_the_case(made: Made) -> None:
    line = made.said()["file"]
    for one in line["items"]:
        del one["at"]
    found = [one["item"] for one in line["items"]]
    assert verify._items_in_words(found, line) == f"items {', '.join(map(str, found))}"


def test_nothing_of_other_items_is_shown(made: Made) -> None:
    """Neither the third item of the approval nor how many it has, nor anything to try a guess against."""
    session = build.as_user(made.folder, "omar")
    try:
        third = made.items[2]
        approval = redactions.approval_of(session.case, third)
        assert approval
        covered = redactions.approval_covers(session.case, approval)
        assert {item for item, _, _ in covered} == set(made.items)
        ((whole, signature),) = session.case.all("SELECT digest, signature FROM approvals")
        told = (made.bundle / (NAME + verify.PROOF)).read_text("utf-8") + json.dumps(made.said())
        texts = [text for (text,) in session.case.all("SELECT text_hash FROM items")]
        reasons = [reason for (reason,) in session.case.all("SELECT reason FROM endorsements")]
        guesses = [one for _, one, _ in covered] + [whole, signature, *texts, *reasons]
        guesses += [digest([one, list(labels)]) for _, one, labels in covered]
        guesses += [digest({"item": item, "reason": reasons[0]}) for item in made.items]
        assert reasons
        assert not [guess for guess in guesses if guess in told]
    finally:
        opening.close(session)
    (shown,) = made.said()["approvals"]
    assert {json.loads(one["line"])["item"] for one in shown["items"]} == set(made.items[:2])
    assert set(json.loads(shown["line"])["detail"]) == {"places", "rows"}
    assert all(len(one["path"]) == 16 for one in shown["items"])  # as for an approval of one item


@pytest.mark.parametrize("count", [1, 2, 50, 20_000])
def test_lists_lead_to_their_root_and_are_made_again(count: int) -> None:
    covered = {item: digest(item) for item in range(count)}
    made, again = (ApprovedList(b"s", "a", covered) for _ in range(2))
    assert made.root == again.root
    assert made.places >= 4 * count
    places = {made.listed(item).place for item in covered}
    assert len(places) == count
    for item in (0, count // 2, count - 1):
        one = made.listed(item)
        assert verify.root_of_path(one.line, one.place, made.places, one.path).hex() == made.root
    assert ApprovedList(b"t", "a", covered).root != made.root
    assert ApprovedList(b"s", "b", covered).text(0) != made.text(0)


# ---- attacks: what somebody hands over who has the key of omar, and what somebody does to the proof -------
@dataclass
class Played:
    """A document with a proof that omar makes of approvals and decisions of anybody's making."""

    made: Made
    file: Path
    approver: str = "paul"
    decider: str = "paul"
    puppet: keys.Key | None = None
    accused: str = build.ACCUSED
    action: str = "approve redactions"
    late: bool = False

    @property
    def proof(self) -> Path:
        """The file of the proof."""
        return self.file.with_name(self.file.name + verify.PROOF)

    def status(self) -> int:
        """What the verifier says."""
        return verify.check_path(self.file).status

    def approve(self, log: list[bytes], name: str, **fields: object) -> tuple[list[bytes], ApprovedList]:
        """A log with an approval of two items after it, and its list."""
        listed = ApprovedList(b"secret", name, TEXTS)
        about = {"op": "ALTER", "action": self.action, "object": f"approval:{name}"}
        about |= {"object_hash": listed.root, "detail": {verify.PLACES: listed.places}}
        signer = self.puppet or self.made.keys[self.approver]
        if self.puppet:
            about["user"] = self.made.keys[self.approver].user.id
        return [*log, served.entry_of(signer, log, **{**about, **fields})], listed

    def decide(self, log: list[bytes], item: int = ITEM) -> list[bytes]:
        """A log with a decision after it that an item goes."""
        shape = digest({"item": item, "accused": build.ACCUSED, "code": verify.COPY})
        about = {"op": "ALTER", "action": "endorse", "object": f"item:{item}", "object_hash": shape}
        return [*log, served.entry_of(self.made.keys[self.decider], log, **about)]

    def hand_over(
        self,
        item: int = ITEM,
        change: Callable[[Approved], Approved] = lambda one: one,
        decided: bool = True,
    ) -> None:
        """Write the document and the proof that it holds this item."""
        log = self.decide(list(self.made.lines), item)
        at = len(log) + self.late
        _, listed = self.approve(log, "a" * 32)
        one = Approved(ITEM, "a" * 32, at, listed.text(ITEM), listed.listed(ITEM), verify.COPY, len(log) - 1)
        stated = change(replace(one, item=item) if decided else replace(one, code="", decision=None))
        people = sorted({self.made.enrolled(self.approver), self.made.enrolled(self.decider)})
        stands = Stands(self.accused, (stated,), 0, {}, tuple(people))
        before = log if self.late else self.approve(log, "a" * 32)[0]
        self.file.write_bytes(b"%PDF a taxi")
        omar = self.made.keys["omar"]
        enrolling = [0, self.made.enrolled("omar")]
        self.proof.write_bytes(
            proving.forged(
                before,
                enrolling,
                omar,
                {NAME: self.file.read_bytes(), "other": b"x"},
                served.entry_of,
                {NAME: stands},
                lambda log: self.approve(log, "a" * 32)[0] if self.late else log,
            )[NAME + verify.PROOF]
        )

    def change(self, how: Callable[[dict], object]) -> None:
        """Change something in what the proof says."""
        proving.change(self.proof, lambda parts: how(parts.said))


@pytest.fixture
def played(made: Made, tmp_path: Path) -> Played:
    return Played(made, tmp_path / "item-0001.pdf")


def approval_missing(played: Played) -> None:
    played.hand_over()
    played.change(lambda said: said["approvals"].clear())


def item_added(played: Played) -> None:
    played.hand_over()
    other = ApprovedList(b"secret", "a" * 32, TEXTS).listed(OTHER_ITEM)
    shown = {"line": other.line.decode(), "path": [one.hex() for one in other.path], "place": other.place}
    played.change(lambda said: said["approvals"][0]["items"].append(shown))


def approval_of_another_item(played: Played) -> None:
    """The line of the list says another item than was approved."""

    def how(one: Approved) -> Approved:
        return replace(
            one, listed=replace(one.listed, line=canonical({"item": OTHER_ITEM, "text": one.text}))
        )

    played.hand_over(OTHER_ITEM, how)


def approval_of_another_text(played: Played) -> None:
    played.hand_over(change=lambda one: replace(one, text="f" * 64))


def text_made_up_on_the_list(played: Played) -> None:
    def how(one: Approved) -> Approved:
        return replace(
            one, text="f" * 64, listed=replace(one.listed, line=canonical({"item": ITEM, "text": "f" * 64}))
        )

    played.hand_over(change=how)


def approved_by_a_reviewer(played: Played) -> None:
    played.approver = "rita"
    played.hand_over()


def approved_after_the_bundle(played: Played) -> None:
    played.late = True
    played.hand_over()


def approval_that_was_withdrawn(played: Played) -> None:
    """The item was approved, marked anew, approved again; the first approval stands in the second's place."""
    first, listed = played.approve(list(played.made.lines), "b" * 32)
    played.made = replace(played.made, lines=first)
    played.hand_over()
    old = listed.listed(ITEM)

    def how(said: dict) -> None:
        tree = ways_in([*played.made.lines, *tail(said, played)])
        said["approvals"] = [
            {
                "index": len(first) - 1,
                "items": [
                    {"line": old.line.decode(), "path": [one.hex() for one in old.path], "place": old.place}
                ],
                "line": first[-1].decode(),
                "path": tree(len(first) - 1),
            }
        ]

    played.change(how)


def tail(said: dict, played: Played) -> list[bytes]:
    """The entries of a forged log after those of the case: decision, approval, production."""
    return [
        said["decisions"][0]["line"].encode(),
        said["approvals"][0]["line"].encode(),
        said["entry"].encode(),
    ]


def ways_in(lines: list[bytes]) -> Callable[[int], list[str]]:
    """The way of each entry of a log, in hexadecimal."""
    tree = levels(lines)
    return lambda at: [one.hex() for one in inclusion(tree, at)]


def time_changed(played: Played) -> None:
    played.hand_over()

    def how(said: dict) -> None:
        entry = json.loads(said["approvals"][0]["line"])
        said["approvals"][0]["line"] = canonical({**entry, "utc": "2020-01-01T00:00:00.000Z"}).decode()

    played.change(how)


def time_changed_and_signed_anew(played: Played) -> None:
    """As who holds the approver's key can; the log that the checkpoint is of has the other."""
    played.hand_over()
    log = played.decide(list(played.made.lines))
    changed, _ = played.approve(log, "a" * 32, utc="2020-01-01T00:00:00.000Z")
    played.change(lambda said: said["approvals"][0].update(line=changed[-1].decode()))


def signed_by_somebody_not_enrolled(played: Played) -> None:
    seed = keys.new_secret()
    user = played.made.keys["paul"].user
    stranger = user.__class__(UserId("f" * 16), "Paul", user.role, keys.public_key(seed))
    played.puppet = keys.unlock(stranger, keys.Secrets(b"", seed))
    played.hand_over()


def enrolment_of_the_approver_left_out(played: Played) -> None:
    played.hand_over()
    played.change(lambda said: said["people"].pop())


def proof_of_another_log(played: Played) -> None:
    """Approval and way from a log that goes on otherwise."""
    played.hand_over()
    log, _ = played.approve(played.decide(list(played.made.lines)), "a" * 32, mono_ms=7)
    way = ways_in([*log, b"something else"])(len(log) - 1)
    played.change(lambda said: said["approvals"][0].update(line=log[-1].decode(), path=way))


def another_act_as_an_approval(played: Played) -> None:
    played.action = "send back"
    played.hand_over()


def decision_missing(played: Played) -> None:
    played.hand_over()
    played.change(lambda said: said["decisions"].clear())


def decision_for_another_accused(played: Played) -> None:
    played.accused = "Callum Marsh"
    played.hand_over()


def decision_by_the_officer(played: Played) -> None:
    played.decider = "omar"
    played.hand_over()


CHECKS = {
    approval_missing: "_faults_of_items",
    item_added: "_faults_of_items",
    approval_of_another_item: "_faults_of_lists",
    approval_of_another_text: "_faults_of_items",
    text_made_up_on_the_list: "_faults_of_lists",
    approved_by_a_reviewer: "role_may",
    approved_after_the_bundle: "_faults_of_order",
    approval_that_was_withdrawn: "_faults_of_items",
    time_changed_and_signed_anew: "_faults_of_inclusion",
    signed_by_somebody_not_enrolled: "_faults_of_signers",
    enrolment_of_the_approver_left_out: "_faults_of_signers",
    proof_of_another_log: "_faults_of_inclusion",
    another_act_as_an_approval: "_faults_of_order",
    decision_missing: "_faults_of_decisions",
    decision_for_another_accused: "_faults_of_decisions",
    decision_by_the_officer: "role_may",
}
"""Each attack with the one check that sees it."""


@pytest.mark.parametrize("attack", [*CHECKS], ids=lambda one: one.__name__)
def test_each_attack_is_seen_by_its_own_check(played: Played, monkeypatch, attack) -> None:
    attack(played)
    assert played.status() == verify.ALTERED
    monkeypatch.setattr(verify, CHECKS[attack], (lambda *_: True) if CHECKS[attack] == "role_may" else _none)
    assert played.status() == verify.INTACT, verify.check_path(played.file).lines


def _none(*_: object) -> list:
    return []


def test_a_changed_time_breaks_the_signature(played: Played) -> None:
    time_changed(played)
    report = verify.check_path(played.file)
    assert report.status == verify.ALTERED
    assert "signature that does not fit" in report.lines[0]


def test_what_is_as_it_should_be_passes(played: Played) -> None:
    played.hand_over()
    assert played.status() == verify.INTACT, verify.check_path(played.file).lines
    played.hand_over(decided=False)
    report = verify.check_path(played.file)
    assert report.status == verify.INTACT
    assert f"It shows no prosecutor's decision on item {ITEM}." in report.lines


def test_a_bundle_sees_what_is_wrong_in_the_proof_of_one_document(made: Made, tmp_path: Path) -> None:
    bundle = Path(shutil.copytree(made.bundle, tmp_path / "bundle"))
    proof = bundle / (NAME + verify.PROOF)
    proving.change(proof, lambda parts: parts.said["approvals"][0]["items"].pop())
    said = "\n".join(verify.check_path(bundle).lines)
    assert "The approvals in the proof are not those of the items that stand in the document" in said
