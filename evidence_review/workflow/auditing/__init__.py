"""Auditing: the log and the account of looking."""
