"""PDFs redacted in place: planned, rewritten, compared with their source."""
