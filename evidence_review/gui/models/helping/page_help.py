"""What F1 says of each page: what it is for, how it is worked with, the words that stand on it, and its
keys."""

from dataclasses import dataclass

from evidence_review.gui.models.helping.help_words import WORDS
from evidence_review.gui.models.shortcuts import APPROVE_KEYS, KEYS, Key


@dataclass(frozen=True, slots=True)
class PageHelp:
    """The help of one page: its name, sentences, and the terms that are explained."""

    title: str
    sentences: tuple[str, ...]
    terms: tuple[str, ...] = ()
    keys: tuple[Key, ...] = ()

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """Each term with what it is."""
        return tuple((term, WORDS[term]) for term in self.terms)


_WINDOW = tuple(key for key in KEYS if key.group == "Window")
_REVIEW = tuple(key for key in KEYS if key.group != "Window")
START = PageHelp(
    "Start",
    (
        "Choose a case, your name and your passphrase. A case is known here by its folder and URN alone.",
        (
            "The case that was closed last stands first. “New case…” makes one, with an "
            "administrator who adds the others."
        ),
        "“Demo case” makes a fictional case; its people are buttons that sign in, for the demo alone.",
    ),
    ("case", "user", "role"),
)
PAGES: dict[str, PageHelp] = {
    "home": PageHelp(
        "Home",
        (
            "What waits for you, as numbers. Press a number and you are where it is listed.",
            "“Continue” opens the item at which you stopped. The five steps of a new case tick themselves.",
            (
                "For each accused it lists all that stands between here and the next disclosure, "
                "each with its way there."
            ),
        ),
        ("accused", "line of enquiry", "obstacle", "due review", "conflict"),
    ),
    "review": PageHelp(
        "Review",
        (
            (
                "On the left the lines and the list of the chosen one, in the middle the item "
                "as it was sent, on the "
                "right why it is here and the decision."
            ),
            "Open the first undecided item and decide: the next one comes by itself. With Shift you stay.",
            (
                "Shift+D lists the undecided items from the one in front on, to be read and decided in "
                "one act; U takes all of it back."
            ),
            (
                "A message that other exhibits hold too says so; “Compare” sets the copies side by "
                "side and underlines where their words differ."
            ),
            (
                "Names of third parties and special categories are masked; what you show is logged "
                "with your reason."
            ),
        ),
        (
            "line of enquiry",
            "item",
            "band",
            "agreed term",
            "relevance",
            "tag",
            "mask",
            "pseudonym",
            "hold",
            "find",
        ),
        _REVIEW,
    ),
    "overview": PageHelp(
        "Overview",
        (
            "Days and hours, people, calls, pictures and places of a line, as counts and labels.",
            "What you choose is listed in Review. What no line covers is one number.",
        ),
        ("overview", "line of enquiry", "scope"),
    ),
    "lines": PageHelp(
        "Lines of enquiry",
        (
            (
                "Nothing is shown or searched without an approved line. One person proposes it, "
                "another approves it."
            ),
            "The form says what a scope would open, as a count, before anyone approves it.",
        ),
        ("line of enquiry", "line state", "scope", "agreed term", "points", "context", "raised by"),
    ),
    "samples": PageHelp(
        "Samples",
        (
            (
                "A random sample of what nobody read says what may have been missed. Its plan is "
                "fixed before it is drawn."
            ),
        ),
        ("sample", "plan of a sample"),
    ),
    "evidence": PageHelp(
        "Evidence",
        (
            (
                "Look through a file or folder first; nothing is stored by that. Then import it "
                "under its exhibit."
            ),
            "The account says what became of each record: found is items and problems together.",
        ),
        ("exhibit", "source", "legal basis", "account of an import", "problem", "reading"),
    ),
    "personal": PageHelp(
        "Personal data",
        (
            (
                "One decision for each person or identifier, over the whole case; the program "
                "suggests, you decide."
            ),
            (
                "Conflicts are places where the same words are masked here and visible there. Clues "
                "point to someone masked."
            ),
        ),
        ("finding", "ruling", "allowed word", "conflict", "clue", "special category", "tier"),
    ),
    "approve": PageHelp(
        "Approve",
        (
            "Another person than the one who marked compares before and after, and signs exactly that.",
            "Items without marks that were shown to you can be ticked and approved in one act.",
            "A prosecutor sets the code of each item for each accused.",
        ),
        ("approval", "mark", "loss", "disclosure code", "assessment", "mark ruling"),
        APPROVE_KEYS,
    ),
    "disclosure": PageHelp(
        "Disclosure",
        (
            "What is decided for each accused, the record that it rests on, and the papers made of it.",
            "What police assess stands apart from the prosecutor's code; a difference is settled here.",
        ),
        ("case record", "schedule", "assessment", "sensitivity claim"),
    ),
    "produce": PageHelp(
        "Produce",
        (
            (
                "Choose the accused and name who receives it. The list says what would leave and "
                "all that stands in the way."
            ),
            (
                "“Check” builds the bundle in memory and reads it again. “Produce” writes it, with "
                "what proves it."
            ),
        ),
        ("bundle", "inventory", "obstacle", "gate, of redaction", "proof", "verifier"),
    ),
    "held": PageHelp(
        "Held",
        (
            (
                "The register never shows content. Independent counsel alone opens a held item, and "
                "releases or upholds it."
            ),
        ),
        ("hold", "hold kind", "find"),
    ),
    "account": PageHelp(
        "Looked at",
        (
            (
                "How far what is held was looked at, what opened it and why, and how people decided "
                "beside suggestions."
            ),
        ),
        ("account of looking", "scope", "opening", "flag"),
    ),
    "log": PageHelp(
        "Log",
        (
            "Every act is written here before it happens, signed and chained to the one before.",
            "“Verify the log” checks all of it and that every row of the case is as its entry wrote it.",
        ),
        ("log", "audit event", "operation", "seal", "verifier"),
    ),
    "jobs": PageHelp(
        "Jobs",
        (
            "Everything that takes long, of every sort: what needs attention, what runs, what is done.",
            (
                "“Stop” ends it after the step at work and says what is kept. An entry stays until "
                "you acknowledge it."
            ),
        ),
        ("job",),
    ),
}


def help_of(page: str) -> PageHelp:
    """The help of a page by its name; that of the start where no case is open."""
    return PAGES.get(page, START)


def keys_of(page: str) -> tuple[Key, ...]:
    """The keys that hold on a page, those of the window last."""
    return (*help_of(page).keys, *_WINDOW)
