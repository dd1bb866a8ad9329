"""Deciding for each accused: case record, assessment, sensitivity, requests, the defence, reviews."""
