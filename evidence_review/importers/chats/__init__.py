"""Exports that one chat app writes, a module or a folder each; none imports another."""
