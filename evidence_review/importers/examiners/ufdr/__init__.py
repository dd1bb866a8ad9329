"""Cellebrite reports; `importer` knows them, `fast_*` read the usual shape of a record without a parser."""
