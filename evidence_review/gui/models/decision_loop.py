"""The loop of a reviewer's day, without a window: an act is a function from a loop to the next loop and the
effects that
the window carries out; nothing here asks a step or draws (docs/decisions/0049)."""

from collections.abc import Iterable
from dataclasses import replace

from evidence_review.domain.ids import DecisionId, ItemId, RedactionId
from evidence_review.domain.kinds import Relevance, Tag
from evidence_review.gui.models.loop_state import (
    KNOWN,
    Changed,
    Done,
    Front,
    Go,
    Listed,
    Loop,
    Named,
    PutTags,
    Save,
    Say,
    SayEnd,
    TakeBack,
    Turn,
    Unfold,
)
from evidence_review.gui.models.loop_words import back_words
from evidence_review.gui.models.plain_words import DECISION_SHORT
from evidence_review.gui.models.shortcuts import key_of

# --- coming to an item ---------------------------------------------------------------


def lined(loop: Loop, line: int) -> Loop:
    """Another line, nothing in front. What was done stays, to be undone from here too."""
    return Loop(line=line, done=loop.done)


def opened(loop: Loop, front: Front | None, *, keeps_name: bool = False) -> Loop:
    """Another item in front, or the same again, or none. What was seen whole lately stays seen. The item just
    decided is named until a person goes elsewhere by hand."""
    return replace(
        loop,
        front=front,
        seen=front is not None and front.item in loop.known,
        around=False,
        tied=True,
        waiting=frozenset(),
        asked=None,
        named=loop.named if keeps_name else None,
    )


def refreshed(loop: Loop, front: Front) -> Loop:
    """The same item after something about it changed."""
    return replace(loop, front=front) if loop.front and loop.front.item == front.item else loop


def painted(loop: Loop) -> Loop:
    """All of the item in front was painted on the screen."""
    if loop.front is None or loop.seen:
        return loop
    return replace(loop, seen=True, known=(loop.front.item, *loop.known[: KNOWN - 1]))


def unfolded(loop: Loop) -> Loop:
    """The messages around it are shown."""
    return replace(loop, around=loop.front is not None)


def tie(loop: Loop) -> Loop:
    """Tie the copies of the item in front to it, or untie them, for this item alone."""
    return replace(loop, tied=not loop.tied)


def placed(loop: Loop, listed: Listed, most: int | None = None) -> Loop:
    """Keeps what stands beside the item in front, at most so many rows each way, before the list is laid
    anew or another
    item comes in front."""
    at = listed.place(loop.front.item) if loop.front else -1
    if at < 0:
        return loop
    above, below = listed.beside(at, most)
    return replace(loop, above=tuple(above), below=tuple(below))


def step(loop: Loop, listed: Listed, by: int) -> Turn:
    """The next or previous item, counted from where the item in front stands or stood: never from the first
    row because
    the item has left the list."""
    loop = replace(loop, asked=None)
    at = listed.place(loop.front.item) if loop.front else -1
    if at >= 0:
        item = listed.item_at(at + by)
    elif loop.above or loop.below:
        item = _beside(loop, listed, loop.below if by > 0 else loop.above)
    else:
        item = listed.item_at(0)
    return loop, (Go(item),) if item is not None else (SayEnd(),)


def _beside(loop: Loop, listed: Listed, ids: Iterable[ItemId]) -> ItemId | None:
    """The nearest of these that is listed still, the item in front itself left out."""
    own = loop.front.item if loop.front else None
    return next((one for one in ids if one != own and listed.place(one) >= 0), None)


def first(loop: Loop, listed: Listed) -> Turn:
    """The first undecided item of the list."""
    item = listed.undecided_from(0)
    return replace(loop, asked=None), (Go(item),) if item is not None else (SayEnd(),)


# --- deciding ------------------------------------------------------------------------


def press(
    loop: Loop, value: Relevance, listed: Listed, missing: str, reason: str = "", *, stays: bool = False
) -> Turn:
    """A decision was pressed on the item in front. `missing` says why it must wait, "" where it need not.

    On an item that is decided otherwise the first press asks and the second changes it; what stands already
    is not
    made again. A brief message has its neighbours shown first.
    """
    front = loop.front
    if missing or front is None:
        return replace(loop, asked=None), (Say(missing),)
    if front.decided is value and not reason:
        words = f"It stands as “{DECISION_SHORT[value]}” already. {key_of('next')} goes on to the next item."
        return replace(loop, asked=None), (Say(words),)
    if value is Relevance.NOT_RELEVANT_TO_LINE and front.is_brief and not loop.around:
        again = key_of("not_relevant")
        words = f"Fewer than four words: the messages around it are shown now. {again} again decides."
        return replace(loop, asked=None), (Unfold(), Say(words))
    if front.decided not in {None, value} and loop.asked is not value:
        return replace(loop, asked=value), ()
    tags = tuple(tag for tag in Tag if tag in loop.waiting) if value is Relevance.RELEVANT else ()
    then = None if stays else _next(loop, listed)
    save = Save(front, value, reason, front.decided, tags, loop.tied, stays, then)
    return replace(loop, asked=None), (save,)


def _next(loop: Loop, listed: Listed) -> ItemId | None:
    """The next undecided item below the one in front, its tied copies left out."""
    front = loop.front
    if front is None:
        return None
    gone = {front.item, *(front.mates if loop.tied else ())}
    at = listed.place(front.item)
    if at >= 0:
        return listed.undecided_from(at, gone)
    beside = _beside(loop, listed, loop.below)
    return listed.undecided_from(listed.place(beside), gone) if beside is not None else None


def saved(
    loop: Loop,
    save: Save,
    made: tuple[tuple[ItemId, DecisionId], ...],
    changed: Changed,
    tags: tuple[Tag, ...],
) -> Turn:
    """The decisions of one act are written: each item with its decision, the one in front first; the tags
    that were
    set with it on each; and the tags that stand on it now. Names the item, keeps the act for undo, and goes
    on."""
    front = save.front
    others = tuple(item for item, _ in made if item != front.item)
    named = Named(
        front.item, front.name, save.value, tags, others, tuple(one for one in front.same if one in others)
    )
    act = Done(loop.line, front.item, tuple(decision for _, decision in made), tagged=changed)
    loop = replace(loop, named=named, done=(*loop.done, act), waiting=frozenset())
    if save.stays:
        return loop, (Unfold(),) if save.value is not Relevance.NOT_RELEVANT_TO_LINE else ()
    return loop, (Go(save.then, keeps_name=True),) if save.then is not None else (SayEnd(),)


def press_tag(loop: Loop, tag: Tag, missing: str) -> Turn:
    """A tag was pressed: it applies to the item just decided while that is named, else to the item in front,
    where it
    waits for “Relevant” if that does not stand yet."""
    if named := loop.told_of:
        return loop, (PutTags(named.item, tag, tag not in named.tags, (named.item, *named.mates)),)
    front = loop.front
    if missing or front is None:
        return loop, (Say(missing),)
    if front.decided is Relevance.RELEVANT:
        items = (front.item, *_alike(loop, front))
        return loop, (PutTags(front.item, tag, tag not in front.tags, items),)
    return replace(loop, waiting=loop.waiting ^ {tag}), ()


def _alike(loop: Loop, front: Front) -> tuple[ItemId, ...]:
    return front.mates if loop.tied else ()


def tagged(loop: Loop, put: PutTags, changed: Changed, tags: tuple[Tag, ...]) -> Loop:
    """A tag was set or taken off where that changed something: the item's own tags now."""
    act = Done(loop.line, put.item, is_set=put.is_set, tagged=changed)
    front, named = loop.front, loop.named
    if front is not None and front.item == put.item:
        front = replace(front, tags=tags)
    if named is not None and named.item == put.item:
        named = replace(named, tags=tags)
    return replace(loop, front=front, named=named, done=(*loop.done, act))


def several_saved(
    loop: Loop, items: tuple[ItemId, ...], made: tuple[DecisionId, ...], then: ItemId | None
) -> Turn:
    """Several items were decided in one list: kept for undo as one act; on to the item that comes then."""
    act = Done(loop.line, items[0], made, several=items)
    loop = replace(loop, named=None, asked=None, done=(*loop.done, act))
    return loop, (Go(then),) if then is not None else (SayEnd(),)


def marked(loop: Loop, item: ItemId, marks: tuple[RedactionId, ...]) -> Loop:
    """Marks were made by one act on an item and its copies."""
    return replace(loop, done=(*loop.done, Done(loop.line, item, marks=marks))) if marks else loop


# --- taking back ---------------------------------------------------------------------


def undo(loop: Loop) -> Turn:
    """Take back the last act made here, whatever is in front; where none was made, the decision of the item
    in front."""
    loop = replace(loop, asked=None)
    if loop.done:
        return loop, (TakeBack(loop.done[-1]),)
    front = loop.front
    if front is not None and front.decision is not None:
        return loop, (TakeBack(Done(loop.line, front.item, (front.decision,))),)
    return loop, (Say("There is nothing to undo."),)


def forgotten(loop: Loop, act: Done) -> Loop:
    """The last act is being taken back: a second press means the one before it."""
    return replace(loop, done=loop.done[:-1]) if loop.done and loop.done[-1] == act else loop


def undone(loop: Loop, act: Done, rows: int) -> Turn:
    """An act was taken back by so many rows, none where it could not be: the item comes in front, and says
    so."""
    loop = replace(forgotten(loop, act), named=None)
    if not rows:
        return loop, ()
    return loop, (Go(act.item, act.line), Say(back_words(act, rows)))
