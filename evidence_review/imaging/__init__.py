"""Pictures opened with limits, and the words that a machine reads in them: for those who import and for those
who redact (decision 0014)."""
