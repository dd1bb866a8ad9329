"""One file redacted or checked, with or without a case."""
