"""The commands of a review: searching, reading and deciding, samples, people, and what is held."""

from evidence_review.cli import holds, looks, reviews, sampling, searches, tags, who
from evidence_review.cli.acting import item_arguments, read
from evidence_review.cli.command import Command

REVIEW: tuple[Command, ...] = (
    Command("flag", "screen, index, search, rank, find personal data", read, reviews.flag, ("flag",)),
    Command(
        "learn",
        "put a line in the order that its decisions teach",
        reviews.learn_arguments,
        reviews.learn,
        ("learn",),
    ),
    Command(
        "items",
        "the queue of a line, or one item",
        reviews.items_arguments,
        reviews.items,
        ("queue", "open_item", "unfold"),
    ),
    Command(
        "search",
        "look for items among those of a line, by words and by what they are; logged",
        searches.search_arguments,
        searches.search,
        ("search_line", "queue"),
    ),
    Command(
        "facets",
        "by what the items of a line can be narrowed down, with counts",
        searches.line_arguments,
        searches.facets,
        ("facets",),
    ),
    Command(
        "conversations",
        "the conversations of a line, with counts",
        searches.line_arguments,
        searches.conversations,
        ("conversations",),
    ),
    Command(
        "unsure",
        "items marked unsure, which wait for a second person",
        read,
        sampling.unsure,
        ("second_queue",),
    ),
    Command(
        "sample price",
        "what a sample of the unread costs and buys, before anyone reads",
        sampling.price_arguments,
        sampling.price,
        ("sample_prices",),
    ),
    Command(
        "sample try",
        "try a size on made-up pools like this line's",
        sampling.try_arguments,
        sampling.try_,
        ("try_sample",),
    ),
    Command(
        "sample propose",
        "register a sample or a second reading for a line",
        sampling.propose_arguments,
        sampling.propose,
        ("propose_sample",),
    ),
    Command(
        "sample authorise",
        "authorise a plan that another person proposed",
        sampling.plan_arguments,
        sampling.authorise,
        ("authorise_sample",),
    ),
    Command(
        "sample refuse",
        "refuse a proposed plan",
        sampling.refuse_arguments,
        sampling.refuse,
        ("refuse_sample",),
    ),
    Command(
        "sample draw", "draw an authorised plan", sampling.plan_arguments, sampling.draw, ("draw_sample",)
    ),
    Command(
        "sample read",
        "open the next drawn item; record its reading",
        sampling.read_arguments,
        sampling.read,
        ("next_sampled", "read_sampled", "around_sampled"),
    ),
    Command(
        "sample result",
        "what a sample read to its end states",
        sampling.result_arguments,
        sampling.result,
        ("state_sample", "known_ranks"),
    ),
    Command(
        "sample list", "every plan as it stands", sampling.list_arguments, sampling.list_, ("list_samples",)
    ),
    Command(
        "sample verify",
        "redo a draw; write its record for others to check",
        sampling.verify_arguments,
        sampling.verify,
        ("verify_sample",),
    ),
    Command(
        "decide",
        "decide on an item for a line, and on its copies where asked",
        reviews.decide_arguments,
        reviews.decide,
        ("decide", "decide_copies", "lines_of"),
    ),
    Command(
        "tag",
        "say of a relevant item which way it points and what it does to a case",
        tags.tag_arguments,
        tags.tag,
        ("tag", "lines_of"),
    ),
    Command("balance", "what was found towards and away, side by side", read, tags.balance, ("balance",)),
    Command(
        "why",
        "why an item has its place, suggested or not; logged",
        tags.why_arguments,
        tags.why,
        ("explain",),
    ),
    Command(
        "weights",
        "the 50 heaviest weights of a line's order",
        tags.weights_arguments,
        tags.weights,
        ("heaviest_weights",),
    ),
    Command(
        "batch",
        "the items that come next, in order of time",
        tags.batch_arguments,
        tags.batch,
        ("next_batch", "queue"),
    ),
    Command("undo", "take back a decision of your own", reviews.undo_arguments, reviews.undo, ("undo",)),
    Command(
        "history", "every decision on an item", item_arguments, reviews.history, ("history", "tag_history")
    ),
    Command(
        "reveal",
        "show masked names, words or media, with a reason",
        reviews.reveal_arguments,
        reviews.reveal,
        ("reveal", "reveal_media"),
    ),
    Command(
        "page",
        "write a document page as a picture",
        reviews.page_arguments,
        reviews.page,
        ("page_picture", "page_preview"),
    ),
    Command("people list", "who takes part in what may be read, by identity", read, who.people, ("people",)),
    Command(
        "people link",
        "say that two identities are one person, with a reason",
        who.link_arguments,
        who.link,
        ("link_people",),
    ),
    Command(
        "people unlink",
        "take a link back, with a reason",
        who.unlink_arguments,
        who.unlink,
        ("unlink_people",),
    ),
    Command(
        "look ask",
        "ask to open one item that no line covers, with a reason; nothing is shown",
        looks.ask_arguments,
        looks.ask,
        ("request_look",),
    ),
    Command(
        "look grant",
        "grant a look that another person asked for",
        looks.request_arguments,
        looks.grant,
        ("grant_look",),
    ),
    Command(
        "look refuse",
        "refuse a look that another person asked for",
        looks.request_arguments,
        looks.refuse,
        ("refuse_look",),
    ),
    Command(
        "look open",
        "open the item of a granted look, once, within its time; screened and logged first",
        looks.request_arguments,
        looks.open_,
        ("open_look",),
    ),
    Command("look list", "every look that was asked for, as it stands", read, looks.list_, ("list_looks",)),
    Command("hold", "hold an item for independent counsel", holds.hold_arguments, holds.hold, ("hold",)),
    Command("held", "the register of held items", read, holds.held, ("held",)),
    Command(
        "read-held", "counsel reads a held item", holds.held_read_arguments, holds.held_read, ("read_held",)
    ),
    Command(
        "release", "counsel's outcome for a held item", holds.release_arguments, holds.release, ("release",)
    ),
    Command("find", "report an out-of-scope find", holds.find_arguments, holds.find, ("report_find",)),
    Command("finds", "open finds", read, holds.finds, ("finds",)),
    Command(
        "close-find",
        "a supervisor's outcome for a find",
        holds.find_close_arguments,
        holds.find_close,
        ("close_find",),
    ),
)
