"""The steps of a review, one module a step. The only room that joins the store and the engines.

To add a step: one module in its family, one command in a module of `cli/`, one action in `gui/actions.py`.
"""
