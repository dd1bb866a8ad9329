"""Recordings and transcripts redacted."""
