"""The parts of the demo case: people, talk, planted items, and one writer for each kind of export."""
