"""Small pictures built in code: with EXIF, with pages, with a film behind them; and chat screenshots and
pages with the text they show."""

import io
import random

from PIL import Image, ImageDraw, ImageFont

SANS, BOLD = "resources/fonts/DejaVuSans.ttf", "resources/fonts/DejaVuSans-Bold.ttf"
MESSAGES = (
    "Are you coming to the allotment on Saturday?",
    "Yes, about half past ten. Bring the key please.",
    "I told you I did not want to see him again.",
    "Ok",
    "Call me on 07700 900123 when you get this",
    "He said he would be at 14 Mill Lane until six",
    "It was £25.50, I will pay you back on Friday.",
    "She was at the shed with Cy Example, ask her yourself if you do not believe me.",
    "Did you get home ok?",
    "Home now. Thank you for tonight, speak tomorrow.",
)
STATEMENT = (
    "I live at 14 Mill Lane, Exampleton, with my mother and my brother Bo. On the evening of "
    "Friday 3 January 2025 I was at the allotment "
    "with Cy Example. We left at about half past six because it was raining. At 18:42 I sent a "
    "message to Ann Example, and she rang me back "
    "on 07700 900123. She told me that she had not seen him for several weeks. I said that I would "
    "speak to him about the money, which was "
    "£125.50, but that I would not go to his house again."
)
SHADES = {
    "light": ("#efeae2", "#ffffff", "#d9fdd3", "#111b21", "#111b21", "#667781"),
    "dark": ("#0b141a", "#202c33", "#005c4b", "#e9edef", "#e9edef", "#8696a0"),
    "blue": ("#ffffff", "#e9e9eb", "#007aff", "#000000", "#ffffff", "#8e8e93"),
    "blue on black": ("#000000", "#26252a", "#0a84ff", "#ffffff", "#ffffff", "#98989f"),
}
"""Ground, bubble of the other, bubble of the owner, letters on each, letters of times."""


def exif(**more):
    """EXIF of a fictional phone, taken in British summer time, north and west."""
    tags = Image.Exif()
    tags[0x010F], tags[0x0110], tags[0x0112] = "Example", "Phone 1", more.pop("orientation", 1)
    tags.get_ifd(0x8769).update({0x9003: "2025:07:05 15:21:33", 0x9011: "+01:00"} | more.pop("taken", {}))
    tags.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 0.0), 3: "W", 4: (0.0, 7.0, 30.0)})
    return tags


def saved(image, kind="JPEG", **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def photo(**options):
    return saved(Image.new("RGB", (20, 12), "teal"), exif=exif(**options))


def wrapped(draw, words, font, width):
    lines, line = [], ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if draw.textlength(longer, font=font) > width:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line]


def chat(shades, scale=1.0):
    """A screenshot of a chat and the text in it, line by line."""
    ground, theirs, mine, on_theirs, on_mine, faint = SHADES[shades]
    chance, width, height = random.Random(7), round(1080 * scale), round(2340 * scale)
    image = Image.new("RGB", (width, height), ground)
    draw = ImageDraw.Draw(image)
    plain, small, bold = (
        ImageFont.truetype(file, round(size * scale)) for file, size in ((SANS, 42), (SANS, 30), (BOLD, 44))
    )
    draw.text((width * 0.4, 40 * scale), "Bo Example", font=bold, fill=on_theirs)
    truth, y = ["Bo Example"], 160 * scale
    for words in MESSAGES:
        own = chance.random() < 0.5
        lines, clock = (
            wrapped(draw, words, plain, width * 0.66),
            f"{chance.randint(10, 23)}:{chance.randint(10, 59)}",
        )
        wide = max(200 * scale, max(draw.textlength(line, font=plain) for line in lines) + 50 * scale)
        high = 55 * scale * len(lines) + 70 * scale
        if y + high > height - 40 * scale:
            break
        x = width - wide - 30 * scale if own else 30 * scale
        draw.rounded_rectangle((x, y, x + wide, y + high), radius=28 * scale, fill=mine if own else theirs)
        for number, line in enumerate(lines):
            draw.text(
                (x + 25 * scale, y + 12 * scale + number * 55 * scale),
                line,
                font=plain,
                fill=on_mine if own else on_theirs,
            )
        right = x + wide - 25 * scale - draw.textlength(clock, font=small)
        draw.text(
            (right, y + high - 46 * scale),
            clock,
            font=small,
            fill="#dddddd" if own and "blue" in shades else faint,
        )
        truth += [*lines, clock]
        y += high + 18 * scale
    return image, "\n".join(truth)


def page(dpi=200, skew=0.0, paragraphs=3):
    """A page of A4 as scanned, grey, and the text on it."""
    width, height = round(8.27 * dpi), round(11.69 * dpi)
    image = Image.new("L", (width, height), 255)
    draw = ImageDraw.Draw(image)
    plain, bold = (
        ImageFont.truetype(SANS, round(11 * dpi / 72)),
        ImageFont.truetype(BOLD, round(16 * dpi / 72)),
    )
    truth, y = ["Witness statement"], dpi
    draw.text((dpi, y), truth[0], font=bold, fill=0)
    for _ in range(paragraphs):
        y += round(0.35 * dpi)
        for line in wrapped(draw, STATEMENT, plain, width - 2 * dpi):
            draw.text((dpi, y), line, font=plain, fill=20)
            truth.append(line)
            y += round(0.22 * dpi)
    return image.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255) if skew else image, "\n".join(truth)


def errors(got, wanted):
    """Wrong, missing and added characters as a share of the text, spaces and line breaks alike."""
    got, wanted = " ".join(got.split()), " ".join(wanted.split())
    before = list(range(len(wanted) + 1))
    for row, letter in enumerate(got, 1):
        now = [row]
        for column, other in enumerate(wanted, 1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (letter != other)))
        before = now
    return before[-1] / len(wanted)


def whole():
    """Samples for the contract suite."""
    pages = [Image.new("L", (20, 12), shade) for shade in (0, 90, 250)]
    return {
        "picture jpeg": ("IMG_0001.jpg", photo()),
        "picture png": ("screen.png", saved(Image.new("RGBA", (20, 12), (9, 9, 9, 90)), "PNG")),
        "picture tiff": ("fax.tif", saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])),
    }
