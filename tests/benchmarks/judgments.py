"""How well a judgment is anonymised, counted as the TAB project's own script counts
(reference/personal_data.md 5).

An entity is masked when every mention of it is, titles, function words and signs aside; precision is over all
words of the masks. A row needs `ents`: [start, end, kind, DIRECT | QUASI | NO_MASK, entity].
"""

import re

_WORD = re.compile(r"\w+")
_ASIDE = re.compile(
    (
        r"\b(?:mr|mrs|ms|and|or|from|until|to|about|after|as|at|before|between|by|during|for|in|into|"
        r"of|on|over|since|with|the|a|an|no|nr)\b|['’]s\b|[,.\-;:/&()\[\]–'\" ’“”]"
    ),
    re.IGNORECASE,
)


def judged(data: list[dict], found: list[list]) -> dict[str, float]:
    """Share of entities masked throughout, direct and quasi, with their numbers; precision of the words
    masked."""
    whole = {"DIRECT": [0, 0], "QUASI": [0, 0]}
    right = said = 0
    for row, mine in zip(data, found, strict=True):
        hidden = {at for s, e, *_ in mine for at in range(s, e)}
        for must, mentions in entities(row).values():
            whole[must][0] += all(masked(row["text"], hidden, s, e) for s, e in mentions)
            whole[must][1] += 1
        gold = [(s, e) for s, e, _, must, _ in row["ents"] if must != "NO_MASK"]
        for s, e, *_ in mine:
            for word in _WORD.finditer(row["text"], s, e):
                said += 1
                right += any(a <= word.start() and word.end() <= b for a, b in gold)
    direct, quasi = whole["DIRECT"], whole["QUASI"]
    return {
        "direct": direct[0] / max(direct[1], 1), "quasi": quasi[0] / max(quasi[1], 1), "P": right / max(said, 1), "n direct": direct[1], "n quasi": quasi[1],
    }  # fmt: skip


def entities(row: dict) -> dict[str, tuple[str, list[tuple[int, int]]]]:
    """Every entity that must be masked somewhere: how directly it identifies, and those of its mentions that
    must be."""
    table: dict[str, tuple[str, list[tuple[int, int]]]] = {}
    for s, e, _, must, name in row["ents"]:
        if must != "NO_MASK":
            known, mentions = table.setdefault(name, (must, []))
            mentions.append((s, e))
            if must == "DIRECT" and known != must:
                table[name] = (must, mentions)
    return table


def masked(text: str, hidden: set[int], start: int, end: int) -> bool:
    """Whether nothing but titles, function words and signs of a mention is left to see."""
    bare = {start + at for found in _ASIDE.finditer(text[start:end]) for at in range(*found.span())}
    return all(at in hidden or at in bare for at in range(start, end))
