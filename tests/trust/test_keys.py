"""Keys: wrapped by a passphrase, bound to case and user."""

import pytest

from evidence_review.domain.errors import CaseProblem, RuleBroken
from evidence_review.domain.ids import UserId
from evidence_review.domain.kinds import Role
from evidence_review.domain.people import User
from evidence_review.trust import keyring, keys

WORDS = "four ordinary words here"


def some_secrets() -> keys.Secrets:
    return keys.Secrets(keys.new_secret(), keys.new_secret())


def test_a_passphrase_opens_what_it_wrapped() -> None:
    secrets = some_secrets()
    assert keys.unwrap(keys.wrap(secrets, WORDS, "case a"), WORDS, "case a") == secrets


@pytest.mark.parametrize("change", ["salt", "nonce", "box"])
def test_any_changed_part_of_a_box_is_refused(change: str) -> None:
    box = keys.wrap(some_secrets(), WORDS, "case a")
    box[change] = ("0" if box[change][0] != "0" else "1") + box[change][1:]
    with pytest.raises(CaseProblem):
        keys.unwrap(box, WORDS, "case a")


def test_wrong_passphrase_and_wrong_binding_are_refused() -> None:
    box = keys.wrap(some_secrets(), WORDS, "case a")
    for passphrase, bound in (("four ordinary words hers", "case a"), (WORDS, "case b")):
        with pytest.raises(CaseProblem, match="passphrase"):
            keys.unwrap(box, passphrase, bound)


def test_short_passphrases_are_refused() -> None:
    with pytest.raises(RuleBroken, match="8 characters"):
        keys.wrap(some_secrets(), "short", "case a")


@pytest.mark.parametrize("damage", [{}, {"kdf": "none"}, {"memory_kib": 1 << 40}, {"box": "zz"}])
def test_a_damaged_box_is_a_sentence(damage: dict) -> None:
    box = {**keys.wrap(some_secrets(), WORDS, "a"), **damage} if damage else {}
    with pytest.raises(CaseProblem, match="damaged"):
        keys.unwrap(box, WORDS, "a")


def test_keyring_names_its_users_and_refuses_strangers(tmp_path) -> None:
    secrets = some_secrets()
    user = User(UserId("u1"), "Rita", Role.REVIEWER, keys.public_key(secrets.seed))
    keyring.write(tmp_path, keyring.Keyring("case", "URN", ()).with_user(user, secrets, WORDS))
    ring = keyring.read(tmp_path)
    assert ring.names() == (("Rita", Role.REVIEWER),)
    assert ring.open("Rita", WORDS) == secrets
    with pytest.raises(CaseProblem, match="It knows: Rita"):
        ring.open("Nobody", WORDS)


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"\xff\xfe", b'{"format": 1, "case": "a", "urn": "b", "users": 3}']
)
def test_a_damaged_keyring_is_a_sentence(tmp_path, data: bytes) -> None:
    (tmp_path / "keyring.json").write_bytes(data)
    with pytest.raises(CaseProblem, match="damaged"):
        keyring.read(tmp_path)


def test_a_newer_keyring_is_refused(tmp_path) -> None:
    (tmp_path / "keyring.json").write_text('{"format": 99, "case": "a", "urn": "b", "users": []}')
    with pytest.raises(CaseProblem, match="newer version"):
        keyring.read(tmp_path)


def test_secrets_never_show_in_words() -> None:
    secrets = some_secrets()
    assert secrets.case_key.hex() not in repr(secrets)
    assert repr(secrets.seed) not in repr(secrets)
