"""What every step needs of an open case: the session, views, labels, children."""
