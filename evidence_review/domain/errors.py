"""The faults that the world makes. Each is one sentence for the user, saying what she can do.

ReviewError
├── UnreadableExport   not what it claims, damaged, encrypted, unsupported (says how to export instead)
├── CaseProblem        wrong passphrase │ newer than this program │ in use │ damaged
├── RuleBroken         proposer approves own work │ no legal basis │ not in scope │ held
└── OutputProblem      cannot write there │ the gate found what was to be removed

Anything else that is raised is a bug. No message ever carries content of an item.
"""


class ReviewError(Exception):
    """A sentence for the user and what she can do; shown as it is; exit status 1."""


class UnreadableExport(ReviewError):
    """A source that cannot be read: says what it is and what to ask the supplier for."""


class CaseProblem(ReviewError):
    """The case file cannot be opened or written."""


class RuleBroken(ReviewError):
    """A rule of the review forbids this act."""


class OutputProblem(ReviewError):
    """A result cannot be handed over."""
