"""Marks on items, proposed, compared, approved."""
