"""Reports of examiners' programs, a folder each; none imports another."""
