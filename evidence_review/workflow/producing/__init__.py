"""The bundle: built, checked, written, returned."""
