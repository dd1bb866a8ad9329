"""Reading what was exported: each importer yields Items and Problems (docs/decisions/0001).

`order` says which importer is asked first.

Importing this room loads none of them, so that the window and the command line, which ask children to read,
start without.
"""
