"""The proof that what was to go is gone (reference/safety.md 1.6). Nothing here imports the writer of
PDFs."""
