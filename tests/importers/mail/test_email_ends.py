"""Messages that end before their end, and whole ones of which that is not said (RFC 5322, RFC 4155)."""

import email

import pytest

from evidence_review.importers.mail import email_ends
from tests.importers.mail.test_email import read, reasons


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (
            b"Content-Length: 200\nSubject: Shed\nFrom: ann@example.org\n\nSee you at\n",
            "shorter than it says",
        ),
        (b"Lines: 9\nSubject: Shed\nFrom: ann@example.org\n\nSee you\nat\n", "shorter than it says"),
        (b"Subject: Shed\nFrom: ann@example.org\n\n-----BEGIN PGP MESSAGE-----\n\nhQEMA\n", "never closed"),
        (b"Subject: Shed\nFrom: ann@example.org\nContent-Transfer-Enc", "not built by the rules"),
        (b"Subject: Shed\nFrom: ann@example.org\n\nSee you\nat th", "has no end"),
    ],
)
def test_a_message_that_ends_before_its_end_says_so(tmp_path, data, says):
    items, problems = read(tmp_path, data)
    assert len(items) == 1
    assert says in reasons(problems)


@pytest.mark.parametrize(
    "data",
    [
        b"Content-Length: 16\nLines: 2\nSubject: Shed\nFrom: ann@example.org\n\nSee you\nat six\n",
        b"Content-Length: 12\r\nSubject: Shed\r\nFrom: ann@example.org\r\n\r\nSee you\r\n",
        (
            b"Subject: Shed\nFrom: a@example.org\n\n-----BEGIN PGP SIGNATURE-----\n\nhQ\n-----END PGP "
            b"SIGNATURE-----\n"
        ),
        b"Subject: Shed\nFrom: ann@example.org\n\n",
        (
            b"Lines: 99\nSubject: Shed\nFrom: a@example.org\nContent-Type: multipart/mixed; "
            b"boundary=ab\n\n--ab\n\nAt six\n--ab--\n"
        ),
    ],
)
def test_a_message_with_its_end_is_whole(tmp_path, data):
    assert read(tmp_path, data)[1] == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Subject: x\n", 1),
        (b"Subject: x\nWords without an empty line above.\n", 0),
        (b"Subject: x\r\rWords\rand more\r", 0),
    ],
)
def test_only_a_message_without_a_word_is_said_to_have_headers_alone(data, said):
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    assert len(list(email_ends.remarks(data, message, "message 1"))) == said
