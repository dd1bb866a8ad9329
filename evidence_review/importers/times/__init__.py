"""Stamps and dates as programs and languages write them."""
