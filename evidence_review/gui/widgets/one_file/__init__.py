"""One file redacted or checked without a case."""
