"""What is said of parts of a document that are listed and not read."""

INSIDE = "A file lies inside this document. It is listed but not read; add it as a source of its own."
MACROS = "This document holds macros. They were neither run nor read."
