"""The steps of a review, one module a step. The only room that joins the store and the engines.

To add a step: one module here, one command in `cli.py`, one action in `gui/actions.py`.
"""
