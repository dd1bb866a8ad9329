"""The same steps from a terminal. Exit 0 done, 1 a ReviewError as one sentence on stderr, 2 usage.

To give a step a command: a function here and its line in COMMANDS, which names the steps it runs.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from evidence_review import __version__
from evidence_review.cli import (
    accounts,
    attached,
    cases,
    checks,
    dates,
    enquiries,
    handing,
    holds,
    imports,
    marks,
    personal,
    returned,
    reviews,
    sampling,
    tags,
    who,
)
from evidence_review.cli.acting import item_arguments, read
from evidence_review.cli.failing import NotUnderstood, Parser, tell

type Given = argparse.Namespace


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its words, a line of help, its arguments, what it runs, and the steps of the workflow that
    it reaches."""

    words: str
    help: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[Given], int]
    steps: tuple[str, ...]


def main(arguments: Sequence[str]) -> int:
    """Run one command; its exit status. SystemExit with 2 where the command was not understood."""
    given = argparse.Namespace(json="--json" in arguments, said=False)
    try:
        _parser().parse_args(arguments, given)
        if not hasattr(given, "run"):
            _parser().print_help(sys.stderr)
            return 2
        return int(given.run(given))
    except BrokenPipeError:
        return 1
    except NotUnderstood as fault:
        tell(fault, as_json=given.json, said=False)
        raise SystemExit(2) from None
    # told by types and line numbers, never with its words, which may quote evidence
    except (Exception, KeyboardInterrupt) as fault:  # noqa: BLE001
        tell(fault, as_json=given.json, said=given.said)
        return 1


def _parser() -> argparse.ArgumentParser:
    top = Parser(prog="evidence-review", description="Disclosure review: without arguments the window opens.")
    top.add_argument("--version", action="version", version=f"evidence-review {__version__}")
    groups: dict[str, Any] = {"": top.add_subparsers(metavar="COMMAND")}
    for command in COMMANDS:
        group, _, word = command.words.rpartition(" ")
        if group not in groups:
            groups[group] = (
                groups[""]
                .add_parser(
                    group,
                    help=f"{GROUPS[group]} (evidence-review {group} --help)",
                    description=f"{GROUPS[group][0].upper()}{GROUPS[group][1:]}.",
                )
                .add_subparsers(metavar="COMMAND", required=True)
            )
        one = groups[group].add_parser(word, help=command.help, description=command.help)
        command.arguments(one)
        one.set_defaults(run=command.run)
    return top


GROUPS = {
    "case": "make a case, see how it stands",
    "user": "who works on a case",
    "lines": "propose, approve and see lines of enquiry",
    "sample": "price, draw and read a random sample of what was not read",
    "people": "which identities are one person",
    "mark": "search and mark, keep passages, cover areas",
    "personal": "decide on people and identifiers over the whole case",
    "overlap": "marks on items that meet the disclosure test",
    "returns": "passages that came back as redacted too little or too much",
}
"""What the commands of two words do, by their first."""
COMMANDS: tuple[Command, ...] = (
    Command(
        "demo",
        "the fictional demo case: in a window, or whole without one",
        checks.demo_arguments,
        checks.demo,
        ("make_material", "prepare_demo", "run_demo"),
    ),
    Command(
        "case new",
        "make a new case and its administrator",
        cases.case_new_arguments,
        cases.case_new,
        ("create_case",),
    ),
    Command(
        "case show", "the state of a case in counts", read, cases.summary, ("summary", "open_case", "close")
    ),
    Command("user add", "enrol a user", cases.user_add_arguments, cases.user_add, ("add_user", "peek")),
    Command("user list", "who is enrolled", read, cases.user_list, ("list_users",)),
    Command(
        "user passphrase",
        "change your own passphrase",
        cases.user_passphrase_arguments,
        cases.user_passphrase,
        ("change_passphrase",),
    ),
    Command(
        "recognise",
        "what a file is, by its bytes",
        imports.recognise_arguments,
        imports.recognise,
        ("recognise",),
    ),
    Command(
        "formats",
        "every format that is read, and what is refused",
        imports.formats_arguments,
        imports.formats,
        ("formats_page",),
    ),
    Command(
        "preview",
        "what a source is and holds, before anything is stored",
        imports.preview_arguments,
        imports.preview,
        ("look_through",),
    ),
    Command(
        "columns",
        "how the columns of a table are read, to be corrected",
        imports.columns_arguments,
        imports.columns,
        ("columns_of",),
    ),
    Command(
        "import",
        "read an export into the case",
        imports.import_arguments,
        imports.import_,
        ("import_path", "exhibit_from", "options_from"),
    ),
    Command(
        "imports", "the account of every import", read, imports.imports, ("import_reports", "exhibits_known")
    ),
    Command(
        "correct-dates",
        "set the order of day and month of an imported source",
        dates.correct_dates_arguments,
        dates.correct_dates,
        ("plan_dates", "correct_dates"),
    ),
    Command(
        "attached",
        "read the files attached to items in scope (with --read; without, what would be read)",
        attached.attached_arguments,
        attached.attached,
        ("plan_attached", "read_attached"),
    ),
    Command(
        "import-report",
        "write the account of every import as PDF or JSON",
        imports.report_arguments,
        imports.report,
        ("import_report",),
    ),
    Command(
        "lines add",
        "propose lines of enquiry from a TOML file",
        enquiries.lines_add_arguments,
        enquiries.lines_add,
        ("lines_from_toml", "propose_line"),
    ),
    Command(
        "lines approve",
        "approve proposed lines (another person)",
        enquiries.line_arguments,
        enquiries.lines_approve,
        ("approve_line", "scope_effect"),
    ),
    Command(
        "lines refuse",
        "refuse proposed lines",
        enquiries.line_arguments,
        enquiries.lines_refuse,
        ("refuse_line",),
    ),
    Command("lines list", "every line with its counts", read, enquiries.lines_list, ("list_lines",)),
    Command(
        "lines scope",
        "what the latest version of a line opens and closes",
        accounts.line_arguments,
        accounts.scope,
        ("compare_scope",),
    ),
    Command(
        "lines forms",
        "every listed form of a line's terms, with hits",
        accounts.line_arguments,
        accounts.forms,
        ("term_forms",),
    ),
    Command(
        "terms",
        "each term's hits, what became of them and why not",
        accounts.line_arguments,
        accounts.terms,
        ("term_report",),
    ),
    Command(
        "ledger",
        "held, in scope, screened, seen, relevant, disclosed",
        read,
        accounts.ledger,
        ("proportionality",),
    ),
    Command(
        "figures", "how decisions stand beside suggestions", read, accounts.figures, ("decision_figures",)
    ),
    Command("outside", "what no line covers, as counts", read, enquiries.outside, ("outside",)),
    Command(
        "privilege",
        "agree names that point to legal advice",
        enquiries.privilege_arguments,
        enquiries.privilege,
        ("agree_privilege_names",),
    ),
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
        "look",
        "open one item outside scope, with a reason",
        reviews.look_arguments,
        reviews.look,
        ("look_outside",),
    ),
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
    Command(
        "redact",
        "mark personal data in relevant items",
        handing.redact_arguments,
        handing.redact,
        ("mark", "cover_page", "mark_suggested", "mark_everywhere", "spread", "keep", "relevant"),
    ),
    Command(
        "mark search",
        "look for words in everything that goes out",
        marks.search_arguments,
        marks.search,
        ("search_to_mark",),
    ),
    Command(
        "mark places",
        "mark places that a search found",
        marks.places_arguments,
        marks.places,
        ("mark_sought",),
    ),
    Command(
        "mark only",
        "keep only passages of an item; all else in it is marked",
        marks.only_arguments,
        marks.only,
        ("narrow", "keep_only"),
    ),
    Command(
        "mark area",
        "cover areas of the page or picture that an item is",
        marks.area_arguments,
        marks.area,
        ("cover_areas",),
    ),
    Command(
        "personal list",
        "people and identifiers found, each once",
        personal.list_arguments,
        personal.list_,
        ("subjects",),
    ),
    Command(
        "personal rule",
        "mask or keep a person or identifier everywhere",
        personal.rule_arguments,
        personal.rule,
        ("rule", "rule_here"),
    ),
    Command(
        "personal history",
        "every decision on a person or identifier",
        personal.history_arguments,
        personal.history,
        ("rulings_on",),
    ),
    Command(
        "personal carry-out",
        "mark what became relevant after it was ruled on",
        read,
        personal.carry_out,
        ("carry_out",),
    ),
    Command(
        "personal allow", "list what is known anyway", personal.allow_arguments, personal.allow, ("allow",)
    ),
    Command(
        "personal disallow",
        "take an entry off that list",
        personal.disallow_arguments,
        personal.disallow,
        ("disallow",),
    ),
    Command(
        "personal allowed",
        "the list of what is known anyway, with counts",
        read,
        personal.allowed,
        ("allowed",),
    ),
    Command(
        "personal conflicts",
        "masked here and visible there, place by place",
        personal.conflicts_arguments,
        personal.conflicts,
        ("conflicts",),
    ),
    Command(
        "personal answer",
        "answer conflicts",
        personal.answer_arguments,
        personal.answer,
        ("answer_conflicts",),
    ),
    Command("personal clues", "clues on masked people that stay visible", read, personal.clues, ("clues",)),
    Command(
        "personal sign",
        "sign the clues on one person",
        personal.sign_arguments,
        personal.sign,
        ("sign_clues",),
    ),
    Command(
        "personal check",
        "what stands in the way of a bundle",
        personal.check_arguments,
        personal.check,
        ("check_export", "accept_found"),
    ),
    Command("withdraw", "take back a mark", handing.withdraw_arguments, handing.withdraw, ("withdraw",)),
    Command(
        "waiting",
        "items before and after, for approval",
        handing.waiting_arguments,
        handing.waiting,
        ("waiting", "preview"),
    ),
    Command(
        "overlap list",
        "marks on items that meet the disclosure test, for the prosecutor",
        read,
        handing.overlaps,
        ("overlaps",),
    ),
    Command(
        "overlap decide",
        "the prosecutor keeps words that were marked, or has them redacted",
        handing.decide_overlap_arguments,
        handing.decide_overlap,
        ("decide_overlap", "overlap_sentence"),
    ),
    Command(
        "approve",
        "approve items with their marks (another person)",
        handing.approve_arguments,
        handing.approve,
        ("approve",),
    ),
    Command(
        "send-back",
        "send an item back to the reviewer",
        handing.send_back_arguments,
        handing.send_back,
        ("send_back",),
    ),
    Command(
        "endorse",
        "the prosecutor's code for an item and an accused",
        handing.endorse_arguments,
        handing.endorse,
        ("endorse",),
    ),
    Command(
        "sheet",
        "before and after of everything that goes out, for the office",
        handing.sheet_arguments,
        handing.sheet,
        ("write_sheet",),
    ),
    Command("produce", "write the bundle", handing.produce_arguments, handing.produce, ("produce",)),
    Command(
        "verify",
        "check a bundle, a log or a case",
        checks.verify_arguments,
        checks.verify,
        ("verify_path", "verify_case"),
    ),
    Command("log", "the decision log", checks.log_arguments, checks.log, ("events",)),
    Command("not-examined", "what was not looked at, and why", read, checks.not_examined, ("not_examined",)),
    Command(
        "detect",
        "find personal data in a JSON-lines file",
        checks.detect_arguments,
        checks.detect,
        ("detect",),
    ),
    Command(
        "check-file",
        "find what is left or hidden in a file of any program",
        checks.check_file_arguments,
        checks.check_file,
        ("check_file",),
    ),
    Command(
        "returns import",
        "log passages that came back as redacted too little or too much",
        returned.import_arguments,
        returned.import_,
        ("import_returns",),
    ),
    Command("returns list", "what came back, by type", read, returned.list_, ("returns",)),
    Command(
        "inspect-file",
        "what a file is, what would go from it and where, before it is redacted",
        checks.inspect_file_arguments,
        checks.inspect_file,
        ("inspect_file",),
    ),
    Command(
        "redact-file",
        "redact one file, without a case",
        checks.redact_file_arguments,
        checks.redact_file,
        ("redact_file",),
    ),
)
