"""Each user's own signing key, and the case key, both wrapped by her passphrase (reference/safety.md 2.2 and
3).

Argon2id (64 MiB, t=3, p=4) turns the passphrase into an AES-256-GCM key; the box holds the case's
data key and the user's Ed25519 seed, bound to the case and the user by associated data. The seed of
the second, post-quantum key (ML-DSA-44) is drawn from the first by HKDF-SHA256.
"""

import base64
import os
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey, MLDSA44PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from evidence_review.domain.errors import CaseProblem, RuleBroken
from evidence_review.domain.people import User
from evidence_review.trust import verify

SHORTEST_PASSPHRASE = 8
NOT_ENROLLED = (
    "The signing key beside this case is not the one enrolled for this user. Restore keyring.json from the "
    "backup."
)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase takes: memory in KiB, passes over it, and lanes that work side by
    side."""

    memory_kib: int
    passes: int
    lanes: int


FULL = Cost(65536, 3, 4)
"""Of every box that the program makes."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """What a passphrase opens: the 32-byte data key of the case and the user's 32-byte Ed25519 seed."""

    case_key: bytes
    seed: bytes

    def __repr__(self) -> str:
        return "Secrets(…)"


@dataclass(frozen=True, slots=True)
class Key:
    """A user whose key is unlocked. Satisfies `domain.people.Signer`. `second`: the post-quantum key, None for
    who was enrolled without one."""

    user: User
    private: Ed25519PrivateKey
    second: MLDSA44PrivateKey | None = None

    def sign(self, message: bytes) -> bytes:
        """A 64-byte Ed25519 signature."""
        return self.private.sign(message)

    def __repr__(self) -> str:
        return f"Key({self.user.name})"


class Signatures(verify.Signatures):
    """What the verifier judges, by the locked library, which is a hundred times as fast; keys of low order
    fit nothing here either."""

    def __init__(self) -> None:
        self._known: dict[bytes, Ed25519PublicKey | None] = {}

    def fits(self, key: bytes, message: bytes, signature: bytes) -> bool:
        """Whether the signature of the message was made with the private half of the key."""
        if key not in self._known:
            self._known[key] = Ed25519PublicKey.from_public_bytes(key) if verify.is_sound(key) else None
        known = self._known[key]
        if known is None:
            return False
        try:
            known.verify(signature, message)
        except InvalidSignature:
            return False
        return True

    def second_fits(self, key: bytes, message: bytes, signature: bytes) -> bool:
        """Whether the ML-DSA-44 signature of the message was made with the private half of the key."""
        try:
            MLDSA44PublicKey.from_public_bytes(key).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


def new_secret() -> bytes:
    """32 random bytes from the operating system."""
    return os.urandom(32)


def public_key(seed: bytes) -> str:
    """The raw Ed25519 public key of a seed, in hexadecimal."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw().hex()


def second_public_key(seed: bytes) -> str:
    """The ML-DSA-44 public key that goes with an Ed25519 seed, 1,312 bytes in base64."""
    return base64.b64encode(_second(seed).public_key().public_bytes_raw()).decode()


def _second(seed: bytes) -> MLDSA44PrivateKey:
    drawn = HKDF(SHA256(), 32, None, b"evidence_review ML-DSA-44 v1").derive(seed)
    return MLDSA44PrivateKey.from_seed_bytes(drawn)


def unlock(user: User, secrets: Secrets, second: str = "") -> Key:
    """The user's signing keys; `second`: her post-quantum public key as enrolled, in base64, or nothing.
    CaseProblem where the case knows her by other public keys."""
    if public_key(secrets.seed) != user.public_key:
        raise CaseProblem(NOT_ENROLLED)
    if second and second_public_key(secrets.seed) != second:
        raise CaseProblem(NOT_ENROLLED)
    private = Ed25519PrivateKey.from_private_bytes(secrets.seed)
    return Key(user, private, _second(secrets.seed) if second else None)


def wrap(secrets: Secrets, passphrase: str, bound_to: str, cost: Cost = FULL) -> dict[str, Any]:
    """The secrets in a box that only the passphrase opens. RuleBroken for a passphrase that is too short."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise RuleBroken(
            (
                f"A passphrase needs at least {SHORTEST_PASSPHRASE} characters. Four ordinary words "
                f"are a good one."
            )
        )
    salt, nonce = os.urandom(16), os.urandom(12)
    box = AESGCM(_derive(passphrase, salt, cost)).encrypt(
        nonce, secrets.case_key + secrets.seed, bound_to.encode()
    )
    return {
        "kdf": "argon2id",
        "memory_kib": cost.memory_kib,
        "passes": cost.passes,
        "lanes": cost.lanes,
        "salt": salt.hex(),
        "nonce": nonce.hex(),
        "box": box.hex(),
    }


def unwrap(untrusted: dict[str, Any], passphrase: str, bound_to: str) -> Secrets:
    """The secrets in a box. CaseProblem where the passphrase is wrong or the box is damaged."""
    try:
        cost = Cost(*(int(untrusted[name]) for name in ("memory_kib", "passes", "lanes")))
        if untrusted["kdf"] != "argon2id" or not (
            8 <= cost.memory_kib <= 1 << 21 and 1 <= cost.passes <= 16 and 1 <= cost.lanes <= 16
        ):
            raise ValueError
        salt, nonce, box = (bytes.fromhex(untrusted[name]) for name in ("salt", "nonce", "box"))
        plain = AESGCM(_derive(passphrase, salt, cost)).decrypt(nonce, box, bound_to.encode())
    except InvalidTag:
        raise CaseProblem(
            "That passphrase does not open this case for this user. Check the name and type it again."
        ) from None
    except (KeyError, ValueError, TypeError):
        raise CaseProblem(
            "keyring.json beside this case is damaged. Restore it from the backup of the case folder."
        ) from None
    return Secrets(plain[:32], plain[32:])


def _derive(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    made = Argon2id(
        salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib
    )
    return made.derive(passphrase.encode())
