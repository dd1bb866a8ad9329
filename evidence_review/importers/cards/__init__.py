"""Contact cards and calendars."""
