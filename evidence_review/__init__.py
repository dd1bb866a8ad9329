"""evidence_review: show only what an agreed line of enquiry justifies, say why, and prove what was removed."""

__version__ = "0.1.0"
