"""Reading what was exported: one file per format, each yielding Items and Problems."""
