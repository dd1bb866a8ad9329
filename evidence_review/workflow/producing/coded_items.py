"""Which items of an entry of the schedule have a code, where not all have it (reference/law.md F3)."""

from collections.abc import Sequence

from evidence_review.domain.kinds import DisclosureCode
from evidence_review.workflow.producing.bundle_parts import Part


def which_of(part: Part, code: DisclosureCode) -> str:
    """Which items of an entry have a code, where not all have it: " (2, 5 and 7 of its 9, in their order)", or its
    pages by the numbers that they have in the document."""
    if set(part.codes) == {code}:
        return ""
    if part.is_document:
        pages = part.of_code(code).pages
        return f" ({'page' if len(pages) == 1 else 'pages'} {_listed([page + 1 for page in pages])})"
    found = [at for at, said in enumerate(part.codes, start=1) if said is code]
    return f" ({_listed(found)} of its {len(part.codes)}, in their order)"


def _listed(numbers: Sequence[int]) -> str:
    """Numbers as a person lists them, runs of three and more drawn together: "1 to 4, 7 and 9"."""
    runs: list[list[int]] = []
    for one in numbers:
        if runs and one == runs[-1][-1] + 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    told = [
        word
        for run in runs
        for word in ([f"{run[0]} to {run[-1]}"] if len(run) > 2 else [str(one) for one in run])
    ]
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
