"""One pass over the text of a Cellebrite report: messages that are seen at a glance, and all else through its
grammar (reference/formats.md 3.1)."""

from collections.abc import Iterable, Iterator
from xml.parsers import expat

from evidence_review.importers.examiners.ufdr.fast_reading import Learn, Plain, prefix_of
from evidence_review.importers.examiners.ufdr.fast_shapes import Glanced, Shapes
from evidence_review.importers.examiners.ufdr.grammar import Done, Grammar
from evidence_review.importers.examiners.ufdr.models import Model
from evidence_review.importers.markup.xml_stream import Texts
from evidence_review.importers.tally import Unknown

_MOST_HELD = 1 << 20


class Parsing(Grammar):
    """One pass over the text of a report.

    At the end `broken` says whether it ended early or stopped being XML.

    With `learn` (ufdr_learning) messages are seen at a glance where that reads them alike; without it all
    goes through Expat.
    """

    def __init__(self, texts: Texts, report: str, unknown: Unknown, learn: Learn | None = None) -> None:
        super().__init__(texts, report, unknown)
        self.broken = False
        self._learn = learn
        self._plain: Plain | None = None
        self._shapes: Shapes | None = None
        self._held = ""

    def steps(self) -> Iterator[list[Done]]:
        """What has come with each piece that was read. A fault of the chunks goes through; `rest` has what
        came before it."""
        try:
            for text in self._texts.characters():
                self._feed(text)
                yield self.rest()
            self._feed("", last=True)
            self._parser.Parse(b"", True)
        except expat.ExpatError:
            self.broken = True
        yield self.rest()

    def _feed(self, text: str, *, last: bool = False) -> None:
        """A piece of the text: messages that are seen at a glance, the rest through Expat. What may be the
        half of a message waits."""
        text = self._held + text
        safe = text.rfind(">") + 1
        if last or len(text) - safe >= _MOST_HELD:
            safe = len(text)
        at = safe
        if self._learn is None:
            self._parse(text[:safe])
        else:
            if self._plain is None or self._shapes is None:
                self._plain = Plain(self._learn, prefix_of(text[:safe]))
                self._shapes = Shapes(self._plain)
            at = self._messages(self._plain, self._shapes, text, safe, last=last)
        self._held = text[at:]
        if last:
            self._parse(self._held, last=True)

    def _messages(self, plain: Plain, shapes: Shapes, text: str, safe: int, *, last: bool) -> int:
        """Messages and what stands between them, as far as they are whole; how far that is."""
        at = 0
        while at < safe:
            if self._ready and (hit := shapes.at(text, at, safe)):
                at = hit[1]
                self._message(hit[0])
                continue
            begun = plain.begins.search(text, at, safe)
            start = begun.start() if begun else safe
            if start > at:
                self._parse(text[at:start])
                at = start
                continue
            end = self._one_message(plain, shapes, text, (at, safe), last=last)
            if end == at:
                break
            at = end
        return at

    def _one_message(
        self, plain: Plain, shapes: Shapes, text: str, span: tuple[int, int], *, last: bool
    ) -> int:
        """The message that begins where a span does, and all up to the next, looked at closely; where that
        ends, or the start where its end may not have come yet."""
        start, safe = span
        end = start
        while True:
            follows = plain.begins.search(text, end + 1, safe)
            end = follows.start() if follows else safe
            whole = text[start:end]
            if self._ready and (model := shapes.known(whole.rstrip())):
                self._message(model)
                return end
            short = len(whole) < _MOST_HELD
            if not follows and short and not last:
                return start
            if (
                whole.count(plain.open) <= whole.count(plain.close) or not short
            ):  # else it goes on: a message stands in it
                self._seen(plain, shapes, whole)
                return end
            if not follows:
                return start

    def _seen(self, plain: Plain, shapes: Shapes, text: str) -> None:
        """A text that begins with a message, which is done where it is a plain one; the rest is read."""
        end = text.rindex(plain.close) + len(plain.close) if plain.close in text else 0
        if self._ready and text[end:].strip():
            end = plain.end_of(text)
        if self._ready and end and (model := shapes.message(text[:end])) is not None:
            self._message(model, plain.odd)
            text = text[end:]
            if text.isspace():
                return
        self._parse(text)

    def _message(self, message: Model | Glanced, odd: Iterable[tuple[str, str]] = ()) -> None:
        """A message that was seen at a glance, and what in it is not known."""
        if self._stack:
            locator = self._locator
            self._done.append(("message", message, locator, self._model))
        else:
            model = message.model() if isinstance(message, Glanced) else message
            locator = f"{self._report}#{self.count(model.type)}/{model.id}"
            self._done.append(("model", model, locator, None))
        for what, name in odd:
            self._unknown.add(what, name, locator)
