"""evidence_review: show only what an agreed line of enquiry justifies, say why, and prove what was
removed."""

__version__ = "0.1.0"

import socket

socket.has_ipv6 = (
    False  # a library that spaCy imports would otherwise open a socket, only to learn whether it may
)
