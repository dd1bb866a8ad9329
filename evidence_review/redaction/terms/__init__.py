"""Where terms stand in a text, however they are written there."""
