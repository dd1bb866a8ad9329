"""Numbers of items that are chosen of an order or left out of it. A million are held against a table with a place for
each number; few are gone through one by one, so that a small case does not wait for numpy."""

from array import array
from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet

type Ids = array[int]
FEW = 32_768
"""Numbers that are gone through one by one: about two milliseconds."""
_PART = 100_000
"""Letters of a list that are read in one go, since nothing else runs meanwhile."""


def only(ids: Ids, chosen: Collection[int]) -> Ids:
    """Those of an order that are chosen, in its order."""
    return _sifted(ids, chosen, stays=True)


def without(ids: Ids, left_out: Collection[int]) -> Ids:
    """An order without some of its numbers."""
    return _sifted(ids, left_out, stays=False)


def _sifted(ids: Ids, named: Collection[int], *, stays: bool) -> Ids:
    if len(ids) <= FEW:
        here = named if isinstance(named, AbstractSet) else frozenset(named)
        return array("I", (one for one in ids if (one in here) is stays))
    import numpy as np

    order = np.frombuffer(ids, np.uint32)
    table = np.full(int(order.max()) + 1, not stays)
    numbers = np.frombuffer(named if isinstance(named, array) else array("I", named), np.uint32)
    table[numbers[numbers < len(table)]] = stays
    return array("I", order[table[order]].tobytes())


def shares(ids: Ids, lists: Iterable[str]) -> list[int]:
    """How many numbers of each list, with commas between, are in an order."""
    if len(ids) <= FEW:
        here = frozenset(ids)
        return [sum(one in here for one in numbers_in(listed)) for listed in lists]
    import numpy as np

    order = np.frombuffer(ids, np.uint32)
    table = np.zeros(int(order.max()) + 1, bool)
    table[order] = True
    found: list[int] = []
    for listed in lists:
        numbers = np.frombuffer(numbers_in(listed), np.uint32)
        found.append(int(np.count_nonzero(table[numbers[numbers < len(table)]])))
    return found


def ends(ids: Ids, lists: Iterable[str]) -> list[tuple[int, int] | None]:
    """The first and the last place in an order at which a number of each list, with commas between, stands; None where
    none does."""
    if len(ids) <= FEW:
        at = {number: place for place, number in enumerate(ids)}
        each = ([at[one] for one in numbers_in(listed) if one in at] for listed in lists)
        return [(min(places), max(places)) if places else None for places in each]
    import numpy as np

    order = np.frombuffer(ids, np.uint32)
    table = np.full(int(order.max()) + 1, -1)
    table[order] = np.arange(len(order))
    found: list[tuple[int, int] | None] = []
    for listed in lists:
        numbers = np.frombuffer(numbers_in(listed), np.uint32)
        places = table[numbers[numbers < len(table)]]
        places = places[places >= 0]
        found.append((int(places.min()), int(places.max())) if len(places) else None)
    return found


def numbers_in(listed: str) -> Ids:
    """The numbers of a list with commas between, as `group_concat` gives it; none of an empty one."""
    if len(listed) <= _PART:
        return array("I", map(int, listed.split(","))) if listed else array("I")
    import numpy as np

    found, at = array("I"), 0
    while at < len(listed):
        end = listed.find(",", at + _PART)
        end = len(listed) if end < 0 else end
        found.frombytes(np.fromstring(listed[at:end], np.uint32, sep=",").tobytes())
        at = end + 1
    return found
