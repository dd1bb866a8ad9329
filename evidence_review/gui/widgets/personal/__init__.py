"""Personal data over the whole case: people, clues, conflicts, values that stay."""
