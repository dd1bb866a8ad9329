"""Words that an eye reads by where their letters stand, and a machine that reads in the order of painting does
not (record 0010).

Each builder takes the word that it paints, so that each has a control of its own: the same page with another
word (`OTHER`), of which nothing may go. `PLACED` maps the name of a channel to its builder; in between each
paints `BETWEEN`, which must stay. To add a channel, add a function with the `placed` mark.
"""

import math
import random
from collections.abc import Callable, Sequence

from drafting import LAST, Draft
from pikepdf import Array, Dictionary, Name
from reportlab.pdfbase.pdfmetrics import stringWidth

OTHER = "Thistlewoods"
BETWEEN = "The caretaker opened the hall before breakfast."
PLACED: dict[str, Callable[[str], bytes]] = {}
CUTS = (5, 12)
"""Where LAST is cut in two, and how long it is."""


def placed(build: Callable[[str], bytes]) -> Callable[[str], bytes]:
    PLACED[build.__name__] = build
    return build


def wide(text: str, size: float = 12, font: str = "Helvetica") -> float:
    return stringWidth(text, font, size)


def at(text: str, x: float, y: float, size: float = 12, extra: str = "", turned: float = 0) -> str:
    """A text object of its own at a place, turned by degrees."""
    c, s = math.cos(math.radians(turned)), math.sin(math.radians(turned))
    matrix = f"{c:.5f} {s:.5f} {-s:.5f} {c:.5f} {x:.3f} {y:.3f} Tm"
    return f" BT {extra} /F1 {size} Tf {matrix} ({text}) Tj ET "


def between(y: float = 640) -> str:
    return at(BETWEEN, 72, y)


def letters_of(word: str, x: float, y: float, size: float = 12) -> list[str]:
    """A text object for each letter, where the word would have it."""
    return [at(letter, x + wide(word[:n], size), y, size) for n, letter in enumerate(word)]


def halves(word: str, cut: int = 5) -> tuple[str, str]:
    return word[:cut], word[cut:]


def page(*parts: str) -> bytes:
    draft = Draft()
    for part in parts:
        draft.paint(part)
    return draft.bytes()


@placed
def drop_capital_last(word: str) -> bytes:
    """A capital two lines high, as at the beginning of a chapter."""
    rest = at(f"{word[1:]} came by", 72 + wide(word[0], 34) + 1, 700 + 14)
    second = at("on the morning of the market", 72 + wide(word[0], 34) + 1, 700)
    return page(rest, second, between(), at(word[0], 72, 700, 34))


@placed
def drop_capital_first(word: str) -> bytes:
    rest = at(f"{word[1:]} came by", 72 + wide(word[0], 34) + 3, 700 + 14)
    second = at("on the morning of the market", 72 + wide(word[0], 34) + 3, 700)
    return page(at(word[0], 72, 700, 34), between(), rest, second)


@placed
def large_capital_on_the_line(word: str) -> bytes:
    return page(at(word[1:], 72 + wide(word[0], 30) + 1, 700), between(), at(word[0], 72, 700, 30))


@placed
def middle_letter_later(word: str) -> bytes:
    head, last = word[:4], word[5:]
    return page(
        at(head, 72, 700),
        at(last, 72 + wide(word[:5]), 700),
        between(),
        at(word[4], 72 + wide(head), 700),
    )


@placed
def narrow_letter_later(word: str) -> bytes:
    """A hole so narrow that no gap is seen in it."""
    head, last = word[:2], word[3:]
    return page(
        at(head, 72, 700, 12),
        at(last, 72 + wide(word[:3]), 700),
        between(),
        at(word[2], 72 + wide(head), 700),
    )


@placed
def halves_apart(word: str) -> bytes:
    one, other = halves(word)
    return page(at(one, 72, 700), between(), at(other, 72 + wide(one), 700))


@placed
def halves_apart_backwards(word: str) -> bytes:
    one, other = halves(word)
    return page(at(other, 72 + wide(one), 700), between(), at(one, 72, 700))


@placed
def halves_in_a_sentence(word: str) -> bytes:
    one, other = halves(word)
    x = 72 + wide("We saw ")
    return page(at(f"We saw {one}", 72, 700), between(), at(f"{other} near the mill.", x + wide(one), 700))


@placed
def last_letter_later(word: str) -> bytes:
    return page(at(word[:-1], 72, 700), between(), at(word[-1], 72 + wide(word[:-1]), 700))


@placed
def three_pieces_three_lines(word: str) -> bytes:
    places = [wide(word[:n]) + 72 for n in (0, 4, 8)]
    one, two, three = (at(word[n : n + 4], x, 700) for n, x in zip((0, 4, 8), places, strict=True))
    return page(two, between(), one, between(620), three)


@placed
def letters_backwards_between_others(word: str) -> bytes:
    mine = list(reversed(letters_of(word, 72, 700)))
    others = letters_of(BETWEEN, 72, 640)
    return page("".join(a + b for a, b in zip(mine, others[: len(mine)], strict=True)), *others[len(mine) :])


@placed
def letters_shuffled(word: str) -> bytes:
    every = letters_of(word, 72, 700) + letters_of(BETWEEN, 72, 640)
    random.Random(7).shuffle(every)
    return page("".join(every))


@placed
def odd_then_even(word: str) -> bytes:
    mine = letters_of(word, 72, 700)
    return page("".join(mine[::2]), between(), "".join(mine[1::2]))


@placed
def halves_in_two_forms(word: str) -> bytes:
    one, other = halves(word)
    draft = Draft()
    draft.resource("XObject", "One", draft.form(at(one, 72, 700)))
    draft.resource("XObject", "Two", draft.form(at(other, 72 + wide(one), 700)))
    draft.paint("/One Do")
    draft.paint(between())
    draft.paint("/Two Do")
    return draft.bytes()


@placed
def half_in_a_form(word: str) -> bytes:
    one, other = halves(word)
    draft = Draft()
    draft.resource("XObject", "Two", draft.form(at(other, 0, 0)))
    draft.paint(at(one, 72, 700))
    draft.paint(between())
    draft.paint(f"q 1 0 0 1 {72 + wide(one):.3f} 700 cm /Two Do Q")
    return draft.bytes()


@placed
def half_two_forms_deep(word: str) -> bytes:
    one, other = halves(word)
    draft = Draft()
    inner = draft.form(at(other, 72 + wide(one), 700))
    outer = draft.form("q /In Do Q")
    outer.Resources.XObject = Dictionary(In=inner)
    draft.resource("XObject", "Out", outer)
    draft.paint("/Out Do")
    draft.paint(between())
    draft.paint(at(one, 72, 700))
    return draft.bytes()


@placed
def half_in_a_stamp(word: str) -> bytes:
    one, other = halves(word)
    draft = Draft()
    x = 72 + wide(one)
    look = draft.form(at(other, 0, 3))
    look.BBox = Array([0, 0, 200, 20])
    stamp = draft.annotate(Subtype=Name.Stamp, AP=Dictionary(N=look), F=4)
    stamp.Rect = Array([x, 697, x + 200, 717])
    draft.paint(at(one, 72, 700))
    draft.paint(between())
    return draft.bytes()


@placed
def halves_in_two_streams(word: str) -> bytes:
    """One page whose contents are several streams, the halves in the first and the last."""
    one, other = halves(word)
    draft = Draft()
    parts = [at(one, 72, 700), between(), at(other, 72 + wide(one), 700)]
    draft.page.Contents = Array([draft.page.Contents, *(draft.stream(part) for part in parts)])
    return draft.bytes()


@placed
def columns_painted_alternately(word: str) -> bytes:
    """Two columns painted line by line across, with the word over a line's end in the left one."""
    one, other = halves(word)
    left = ["The keys were handed to Ms", f"by the porter, and to {one}-", f"{other} later that day"]
    right = ["Bread and milk are in the", "kitchen, and the shed is", "locked every night now"]
    rows = [
        at(a, 72, 700 - 14 * n) + at(b, 320, 700 - 14 * n)
        for n, (a, b) in enumerate(zip(left, right, strict=True))
    ]
    return page(*rows, between())


@placed
def columns_painted_from_below(word: str) -> bytes:
    """The second line of the word painted before the first, another line between."""
    one, other = halves(word)
    return page(
        at(f"{other} later that day", 72, 686),
        between(),
        at("Bread and milk are in the", 320, 700),
        at(f"The porter handed it to {one}-", 72, 700),
    )


@placed
def line_end_with_pieces_apart(word: str) -> bytes:
    """Over a line's end, and the first half itself in two pieces."""
    one, other = halves(word)
    x = 72 + wide("The porter handed it to ")
    return page(
        at(f"The porter handed it to {one[:2]}", 72, 700),
        at(other, 72, 686),
        between(),
        at(f"{one[2:]}-", x + wide(one[:2]), 700),
    )


def _turned_halves(word: str, degrees: float, x: float = 200, y: float = 500) -> str:
    one, other = halves(word)
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    far = wide(one)
    return at(one, x, y, turned=degrees) + between() + at(other, x + far * c, y + far * s, turned=degrees)


@placed
def turned_up(word: str) -> bytes:
    return page(_turned_halves(word, 90))


@placed
def turned_down(word: str) -> bytes:
    return page(_turned_halves(word, -90))


@placed
def turned_slanted(word: str) -> bytes:
    return page(_turned_halves(word, 30))


@placed
def turned_half_way(word: str) -> bytes:
    return page(_turned_halves(word, 45))


@placed
def turned_over(word: str) -> bytes:
    return page(_turned_halves(word, 180, 400))


@placed
def page_turned(word: str) -> bytes:
    one, other = halves(word)
    draft = Draft()
    draft.page.Rotate = 90
    draft.paint(at(one, 72, 700) + between() + at(other, 72 + wide(one), 700))
    return draft.bytes()


@placed
def turned_letters_shuffled(word: str) -> bytes:
    """Every letter of a line that stands upright on its side, in no order."""
    mine = [at(letter, 300, 300 + wide(word[:n]), turned=90) for n, letter in enumerate(word)]
    random.Random(3).shuffle(mine)
    return page(*(part + between(640 - 14 * n) for n, part in enumerate(mine)))


@placed
def stacked_letters(word: str) -> bytes:
    """Letters one below the other, as on a sign, painted in no order."""
    mine = [at(letter, 300 - wide(letter) / 2, 600 - 14 * n) for n, letter in enumerate(word)]
    random.Random(5).shuffle(mine)
    return page("".join(mine[:6]), between(), "".join(mine[6:]))


@placed
def along_an_arc(word: str) -> bytes:
    """As on a stamp: each letter turned by itself, painted in no order."""
    mine = []
    for n, letter in enumerate(word):
        angle = 120 - n * 6
        x, y = 300 + 110 * math.cos(math.radians(angle)), 400 + 110 * math.sin(math.radians(angle))
        mine.append(at(letter, x, y, turned=angle - 90))
    random.Random(5).shuffle(mine)
    return page("".join(mine[:6]), between(), "".join(mine[6:]))


@placed
def sizes_of_every_kind(word: str) -> bytes:
    """Letters as cut from newspapers."""
    x, mine = 72.0, []
    for n, letter in enumerate(word):
        size = (14, 18, 12, 16)[n % 4]
        mine.append(at(letter, x, 700 + (0, 1.5, -1)[n % 3], size))
        x += wide(letter, size)
    return page("".join(mine[1::2]), between(), "".join(mine[::2]))


@placed
def small_capitals(word: str) -> bytes:
    rest = word[1:].upper()
    return page(at(rest, 72 + wide(word[0], 14), 700, 10), between(), at(word[0], 72, 700, 14))


@placed
def fonts_of_every_kind(word: str) -> bytes:
    draft = Draft()
    kinds = ("Helvetica", "Times-Roman", "Courier", "Helvetica-Bold")
    for n, kind in enumerate(kinds):
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/" + kind), Encoding=Name.WinAnsiEncoding
        )
        draft.resource("Font", f"K{n}", draft.pdf.make_indirect(font))
    x, mine = 72.0, []
    for n, letter in enumerate(word):
        mine.append(f" BT /K{n % 4} 12 Tf {x:.3f} 700 Td ({letter}) Tj ET ")
        x += wide(letter, 12, kinds[n % 4])
    draft.paint("".join(mine[1::2]))
    draft.paint(between())
    draft.paint("".join(mine[::2]))
    return draft.bytes()


@placed
def colours_of_every_kind(word: str) -> bytes:
    inks = ("1 0 0 rg", "0 0 1 rg", "0 0.5 0 rg")
    mine = [at(letter, 72 + wide(word[:n]), 700, extra=inks[n % 3]) for n, letter in enumerate(word)]
    return page("".join(mine[1::2]), "0 g", between(), "".join(mine[::2]))


@placed
def raised_and_lowered(word: str) -> bytes:
    mine = [at(letter, 72 + wide(word[:n]), 700 + (0, 2.5, -2)[n % 3]) for n, letter in enumerate(word)]
    return page("".join(mine[1::2]), between(), "".join(mine[::2]))


@placed
def climbing(word: str) -> bytes:
    """Each letter a little higher than the one before, painted from the last."""
    mine = [at(letter, 72 + wide(word[:n]), 690 + 2 * n) for n, letter in enumerate(word)]
    return page("".join(reversed(mine[::2])), between(), "".join(reversed(mine[1::2])))


@placed
def white_letters_between(word: str) -> bytes:
    """Letters in the colour of the paper stand between those that are seen, in the order of reading too."""
    mine = [
        at(letter, 72 + wide(word[:n]), 700, extra="0 g")
        + at("x", 72 + wide(word[: n + 1]) - 2, 700, extra="1 g")
        for n, letter in enumerate(word)
    ]
    return page("".join(mine), "0 g", between())


@placed
def unseen_letters_between(word: str) -> bytes:
    one, other = halves(word)
    return page(
        at(one, 72, 700),
        between(),
        at("zz", 72 + wide(one) - 3, 700, extra="3 Tr"),
        at(other, 72 + wide(one), 700, extra="0 Tr"),
    )


@placed
def specks_between(word: str) -> bytes:
    mine = [
        at(letter, 72 + wide(word[:n]), 700) + at("x", 72 + wide(word[: n + 1]) - 0.4, 703, 0.6)
        for n, letter in enumerate(word)
    ]
    return page("".join(mine), between())


@placed
def covered_letter_between(word: str) -> bytes:
    """A letter of another word, under a white box on which the right one stands."""
    x = 72 + wide(word[:4])
    wrong = "w"
    return page(
        at(word[:4], 72, 700),
        at(wrong, x - 2, 700),
        f"1 g {x - 3:.2f} 697 {wide(wrong) + 4:.2f} 13 re f 0 g",
        at(word[:4], 72, 700),
        between(),
        at(word[5:], 72 + wide(word[:5]), 700),
        at(word[4], x, 700),
    )


@placed
def stretched_pieces(word: str) -> bytes:
    one, other = halves(word)
    return page(
        at(one, 72, 700, extra="60 Tz"),
        between(),
        at(other, 72 + 0.6 * wide(one), 700, extra="60 Tz"),
    )


@placed
def spaced_out_pieces(word: str) -> bytes:
    """Letters set apart, in two pieces, the second one first."""
    one, other = halves(word)
    return page(
        at(one, 72, 700, extra="6 Tc"),
        at(BETWEEN, 72, 640, extra="0 Tc"),
        at(other, 72 + wide(one) + 6 * len(one), 700, extra="6 Tc"),
    )


@placed
def letters_by_tabs(word: str) -> bytes:
    """Letters set far apart on one line, others painted between."""
    mine = [at(letter, 72 + 38 * n, 700) for n, letter in enumerate(word)]
    return page("".join(mine[::2]), between(), "".join(mine[1::2]))


@placed
def moved_back_in_one_array(word: str) -> bytes:
    """One string array whose kerns go back and forth."""
    one, other = halves(word)
    back = 1000 * (wide(one) + wide(other)) / 12
    forth = -1000 * wide(one) / 12
    head = 1000 * wide(other) / 12
    kerned = f"({other}) {back:.1f} ({one}) {forth:.1f} ( ) {head:.1f}"
    return page(
        f" BT /F1 12 Tf {72 + wide(one):.3f} 700 Td [{kerned}] TJ ET ",
        between(),
    )


@placed
def negative_size(word: str) -> bytes:
    """Letters turned over by their size and back by their matrix."""
    one, other = halves(word)
    return page(
        f" BT /F1 -12 Tf -1 0 0 -1 72 700 Tm ({one}) Tj ET ",
        between(),
        f" BT /F1 -12 Tf -1 0 0 -1 {72 + wide(one):.3f} 700 Tm ({other}) Tj ET ",
    )


@placed
def fake_bold_pieces(word: str) -> bytes:
    """Each half painted three times, a hair apart."""
    one, other = halves(word)
    thick = [at(one, 72 + 0.2 * n, 700) for n in range(3)]
    rest = [at(other, 72 + wide(one) + 0.2 * n, 700) for n in range(3)]
    return page("".join(thick), between(), "".join(rest))


@placed
def accent_over_a_piece(word: str) -> bytes:
    """A mark of its own over one letter, painted with the rest."""
    one, other = halves(word)
    mark = at("\\264", 72 + wide(word[:2]) - 1, 700)
    return page(at(one, 72, 700), between(), mark, at(other, 72 + wide(one), 700))


@placed
def dots_under_the_word(word: str) -> bytes:
    """A dotted line of full stops under a word in two pieces."""
    one, other = halves(word)
    dots = at("." * 20, 72, 699)
    return page(at(one, 72, 700), dots, between(), at(other, 72 + wide(one), 700))


@placed
def clipped_pieces(word: str) -> bytes:
    """One string painted twice, each time cut to one half, so that each cut shows the other half's hole."""
    x = 72 + wide(word[:5])
    left = f"q 60 690 {x - 60:.2f} 30 re W n {at(word[:5] + 'zzzz', 72, 700)} Q"
    return page(left, between(), at(word[5:], x, 700))


@placed
def pieces_far_down_the_page(word: str) -> bytes:
    """The halves' painting parted by a hundred lines."""
    one, other = halves(word)
    lines = "".join(at("milk and bread", 300, 600 - 5 * n, 4) for n in range(100))
    return page(at(one, 72, 700), lines, between(), at(other, 72 + wide(one), 700))


@placed
def beside_a_margin_note(word: str) -> bytes:
    """Text of another size runs close by, between the pieces in painting and above them in place."""
    one, other = halves(word)
    return page(
        at(one, 72, 700),
        at("see also the note overleaf", 72, 711, 6),
        between(),
        at(other, 72 + wide(one), 700),
    )


@placed
def page_moved_and_scaled(word: str) -> bytes:
    one, other = halves(word)
    draft = Draft()
    draft.page.MediaBox = Array([100, 200, 695, 1042])
    draft.page.CropBox = Array([120, 220, 675, 1022])
    draft.page.UserUnit = 1.5
    draft.paint(
        f"q 1.2 0 0 1.2 60 140 cm {at(one, 72, 500)} {between(440)} {at(other, 72 + wide(one), 500)} Q"
    )
    draft.page.Contents = Array(
        [draft.stream("q 1 0 0 1 60 200 cm"), *draft.page.Contents, draft.stream("Q")]
    )
    return draft.bytes()


@placed
def spaces_taken_back(word: str) -> bytes:
    """A space painted within the word, and the pen moved back by its width."""
    one, other = halves(word)
    return page(f" BT /F1 12 Tf 72 700 Td [({one} ) 278 ({other})] TJ ET ", between())


@placed
def written_over_another_line(word: str) -> bytes:
    """A grey line of other words, on which the halves stand in black."""
    one, other = halves(word)
    grey = at("milk and bread for all of them", 72, 700, extra="0.9 g")
    return page(
        at(one, 72, 700, extra="0 g"), grey, "0 g", between(), at(other, 72 + wide(one), 700, extra="0 g")
    )


def number_in_groups(parts: Sequence[str]) -> bytes:
    """Groups of a number, painted from the last, another line between each."""
    out: list[str] = []
    x = 72.0
    mine: list[str] = []
    for part in parts:
        mine.append(at(part, x, 700))
        x += wide(part) + 3
    for n, part in enumerate(reversed(mine)):
        out += [part, between(640 - 20 * n)]
    return page(*out)


assert len(LAST) == CUTS[1] == len(OTHER)
