"""The words of the window as docs/glossary.md explains them, for the help (F1); a test holds both
together."""

WORDS: dict[str, str] = {
    "account of an import": (
        "what was found in a source, what became of each record, and why the rest is no item: found"
        " = items + problems"
    ),
    "account of looking": (
        "what was held, covered, searched, opened, found relevant and disclosed, in counts from the"
        " case itself"
    ),
    "accused": (
        "a person accused, entered once as a person of the case; disclosure decisions hang on an "
        "item and an accused"
    ),
    "agreed term": "a search term of a line, with the reason for it; an item that holds one must be reviewed",
    "allowed word": (
        "words known anyway (a name, a role, the place of the incident), not suggested again until taken off"
    ),
    "approval": (
        "a signature of another person over a digest of exactly what was approved; void when "
        "anything in it changes"
    ),
    "assessment": (
        "what police say of an item for one accused: passes the disclosure test or not, by which "
        "limb, on which issue and why; apart from the prosecutor's code"
    ),
    "audit event": (
        "one entry of the log: who, when, what sort of act, on which object; ids and hashes, never content"
    ),
    "band": "why an item was flagged: an agreed term is in it, or it ranks high",
    "bundle": (
        "what is handed over for one accused: copies of what is coded D, cover, schedule, "
        "certificate, management document, index, proof, manifest and verifier"
    ),
    "case": (
        "one investigation or prosecution, known by its URN (unique reference number); one encrypted file"
    ),
    "case record": (
        "charges, the prosecution case, issues, stage, officers, linked cases and key dates, entered once"
    ),
    "clue": "what stays visible and may still point to a masked person",
    "conflict": "the same words masked in one place and visible in another, or rulings that disagree",
    "context": "messages before and after a covered one, shown because a line allows so many",
    "disclosure code": "the prosecutor's endorsement of an item for an accused: D, I, CND and others",
    "due review": (
        "a decision that a new fact may change; it stands until it is changed or kept after another look"
    ),
    "exhibit": "what was seized or produced, with its reference (ABC/1) and its legal basis",
    "find": "something outside every line that has to be reported: another offence, a risk of harm, "
    "a suspected indecent image of a child",
    "finding": "a suggestion that a span of a text is personal data: kind, tier, reason",
    "flag": "a suggestion that an item bears on a line: rank, score, reasons",
    "gate, of redaction": (
        "the proof that what was to go is gone: every value looked for, in every way a file can be read"
    ),
    "hold": "an item that may be privileged or journalistic, kept from everyone but independent counsel",
    "hold kind": "privileged (LPP) or journalistic",
    "inventory": "what a bundle for an accused would hold, item by item, and all that stands in its way",
    "item": (
        "the smallest reviewable unit: a message, call, page, contact, note; it never changes, and "
        "its locator finds it again"
    ),
    "job": "long work: a generator of progress that returns its result",
    "legal basis": "the power or agreement under which an exhibit is held",
    "line of enquiry": (
        "an authorised question with people, dates, sources and kinds; nothing is shown or searched"
        " without one"
    ),
    "line state": "where a version of a line stands: proposed, approved, refused, superseded",
    "log": "all audit events of a case, each signed and chained to the one before",
    "loss": (
        "what a mark takes out of a sentence beside personal data: a time, an amount, a number, who"
        " acted, a word"
    ),
    "mark": "a redaction as a person sees it on a text or page, before anything leaves",
    "mark ruling": (
        "what a prosecutor decides of a mark on an item that meets the disclosure test: the words go, or stay"
    ),
    "mask": "what stands on screen in place of a third party's name or of special-category words",
    "obstacle": "one thing that stands in the way of a bundle, with the way on",
    "opening": "how the words of an item came before a person",
    "operation": "the sort of act that a log entry records (DPA 2018 s.62, with sign-in and settings)",
    "overview": (
        "all that a line lets through, seen at once: days and hours, people, calls, pictures, "
        "places; counts and labels, no text"
    ),
    "plan of a sample": "what is drawn, from what, with which aim, before anyone reads",
    "points": "which way a line of enquiry points: towards the suspect, away, or both",
    "problem": "what of a source is no item, or less than a whole one, with the reason; never content",
    "proof": "in a bundle: single entries of the log, each with its way to the root of the checkpoint",
    "pseudonym": "the stable name of a third party in a case: Person 3",
    "raised by": "who asked for a line of enquiry: police, CPS, defence",
    "reading": "one pass over a source; a further one adds what was not read before",
    "relevance": "a reviewer's decision on an item for one line: relevant, not relevant to this line, unsure",
    "role": "what a user may do in a case",
    "ruling": "what was decided on a person or an identifier over the whole case: mask, keep, open",
    "sample": "items drawn at random from what was not read, to state what may have been missed",
    "schedule": "the list of relevant unused material for the prosecutor (MG6C)",
    "scope": "people, dates, sources and kinds that an approved line covers; everything else is a count",
    "seal": (
        "the hash of a row that a change wrote, kept under its entry of the log, which holds the "
        "hash over all of its seals"
    ),
    "sensitivity claim": (
        "that disclosing an item risks serious prejudice to an important public interest; it stands"
        " on the sensitive schedule and on nothing that is served"
    ),
    "source": "one export as received: file, hash, importer, settings, counts",
    "special category": (
        "personal data of a sort that the law protects most (health, sex life, religion and "
        "others): masked, never marked by itself"
    ),
    "tag": "what a person says of a relevant item: which way it points, what it does to a case",
    "tier": "how sure a finding is: certain, likely, possible",
    "user": "someone acting in a case, with a role and a public key",
    "verifier": "one file that checks a bundle, one document or a log without this program",
}
