"""The window itself: start page, rail, palette, the people of a case."""
