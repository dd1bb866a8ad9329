"""Which conversation an e-mail belongs to, by what it says it answers, else by its subject; one `Threads` for
a source."""

from dataclasses import dataclass, field

from evidence_review.importers.text.email_headers import first, ids, plain_subject


@dataclass(slots=True)
class Threads:
    """What earlier messages say of the threads of later ones."""

    by_id: dict[str, str] = field(default_factory=dict)
    by_subject: dict[str, str] = field(default_factory=dict)

    def of(self, headers: list[tuple[str, str]], subject: str, stated: str = "") -> str:
        """`stated` where the source itself names it, else by the messages it answers, else by subject; ""
        where it says none of these."""
        own = ids(first(headers, "Message-ID"))
        answered = [*ids(first(headers, "References")), *ids(first(headers, "In-Reply-To"))]
        plain = plain_subject(subject)
        known = (self.by_id[each] for each in answered if each in self.by_id)
        thread = (
            stated or next(known, "") or next(iter(answered), "") or self._by_own_subject(own, subject, plain)
        )
        for each in (*own, *answered):
            self.by_id.setdefault(each, thread)
        if plain and thread:
            self.by_subject.setdefault(plain, thread)
        return thread

    def _by_own_subject(self, own: list[str], subject: str, plain: str) -> str:
        """The thread of a message that answers none by its id: that of its subject, where it says that it is
        an answer or has no id; else its own."""
        is_answer = not own or plain != " ".join(subject.casefold().split())
        thread = self.by_subject.get(plain, "") if is_answer else ""
        return thread or next(iter(own), "") or (f"subject {plain}" if plain else "")
