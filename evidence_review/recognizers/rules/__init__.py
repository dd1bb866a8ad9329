"""One module for each family of kinds: what it looks like, what checks it, what names it."""
