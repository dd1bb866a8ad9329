"""Several items decided in one act: each is read in a card of its own first."""
