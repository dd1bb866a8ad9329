"""For whom a paper is made: on every page the recipient, the notice of confidential use and whom to ask
(reference/law.md K12; CPIA 1996 s.17)."""

from dataclasses import dataclass

NOTICE = (
    "Given for these criminal proceedings. Using or disclosing it for any other purpose without the court's permission "
    "may be a contempt of court (CPIA 1996 ss.17 and 18)."
)


@dataclass(frozen=True, slots=True)
class Serving:
    """Recipient, accused, day as DD.MM.YYYY, whom to ask, why it is made; all empty for what stays in the
    office."""

    recipient: str = ""
    accused: str = ""
    day: str = ""
    contact: str = ""
    why: str = ""

    @property
    def footer(self) -> str:
        """The line at the foot of each page; empty for a paper that stays in the office."""
        if not self.recipient:
            return ""
        ask = f" Questions: {self.contact}." if self.contact else ""
        return f"For {self.recipient}, R v {self.accused}, {self.day}. {NOTICE}{ask}"


STAYS = Serving()
