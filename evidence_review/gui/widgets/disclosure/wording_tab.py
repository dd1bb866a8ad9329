"""What each line looks for, in a person's words, for the complainant's statement."""

from evidence_review.domain.decisions import Act
from evidence_review.gui import actions
from evidence_review.gui.jobs import Jobs
from evidence_review.gui.models.disclosure.disclosure_rows import WORDED, Names
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.widgets.disclosure.act_form import ActForm, Make
from evidence_review.gui.widgets.disclosure.act_list import Listing, ListTab
from evidence_review.gui.widgets.parts.start_job import one_step
from evidence_review.workflow.producing.wording_lines import WordedLine

SENTENCE = (
    "The complainant's statement says in three forms what each line looks for. Where nothing is said in a form, it has "
    "the title of the line; the Welsh page then says that the title is in English."
)
EASY = "Short words, one thought, for a reader of twelve."


class WordingTab(ListTab):
    """Each approved line, and its words."""

    def __init__(self, desk: Desk, names: Names) -> None:
        super().__init__(desk, SENTENCE, names)
        self.jobs = Jobs(self)
        self.list = Listing[WordedLine](
            "Lines of enquiry", WORDED, (6, 24, 24, 24, 24), 1, "No line of enquiry is approved yet."
        )
        self.say = self.list.act(
            "Say it…", self.ask_words, lambda rows: bool(rows) and desk.may(Act.KEEP_RECORD), "primary"
        )
        self.lay(self.list)

    def refresh(self) -> None:
        """The lines again."""
        self.list.put(self.known.lines)

    def stop(self) -> None:
        """The case is being closed."""
        self.jobs.wait()

    def ask_words(self) -> ActForm | None:
        """Ask for the words of a line in each form."""
        one = self.list.one()
        if one is None:
            return None
        form = ActForm(self, self.desk, f"What line {one.number} looks for", one.title, "Keep these words")
        plain = form.long("In plain English", 2, one.words.plain)
        welsh = form.long("In Welsh", 2, one.words.welsh)
        easy = form.long("In Easy Read", 2, one.words.easy, EASY)

        def make() -> Make:
            said = (plain.toPlainText(), welsh.toPlainText(), easy.toPlainText())
            return lambda own: one_step(
                "keeping the words", lambda: actions.word_line(own, one.number, *said)
            )

        form.works(self.jobs, "word_line", make, lambda _: self.desk.told.emit("The words are kept."))
        return form
