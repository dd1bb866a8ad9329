"""The commands of a case before anything of it is read: its people, its evidence, its lines of enquiry and
what they cover.
"""

from evidence_review.cli import accounts, at_home, attached, cases, checks, dates, enquiries, imports
from evidence_review.cli.acting import read
from evidence_review.cli.command import Command

CASE: tuple[Command, ...] = (
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
    Command("home", "what waits for you in a case, as numbers", read, at_home.home, ("home",)),
    Command(
        "case accused",
        "enter an accused once, with every name and number of theirs",
        cases.accused_arguments,
        cases.enter_accused,
        ("enter_person", "add_identifiers"),
    ),
    Command(
        "case complainant",
        "enter a complainant once, with every name and number of theirs",
        cases.accused_arguments,
        cases.enter_complainant,
        ("enter_person",),
    ),
    Command(
        "case people",
        "accused and complainants as entered",
        read,
        cases.case_people,
        ("people_of_case",),
    ),
    Command(
        "case take-off",
        "take an accused or complainant off the record, with a reason",
        cases.take_off_arguments,
        cases.take_off,
        ("take_off",),
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
        "lines known",
        "people and exhibits as entered, to choose from when a line is written",
        read,
        enquiries.lines_known,
        ("known_limits",),
    ),
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
    Command(
        "counted",
        "the items behind a number of the account",
        accounts.counted_arguments,
        accounts.counted,
        ("counted_items",),
    ),
    Command("outside", "what no line covers, as counts", read, enquiries.outside, ("outside",)),
    Command(
        "privilege",
        "agree names that point to legal advice",
        enquiries.privilege_arguments,
        enquiries.privilege,
        ("agree_privilege_names",),
    ),
)
