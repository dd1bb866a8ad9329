"""Approving, producing, checking what leaves, and what comes back."""
