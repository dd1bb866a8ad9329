"""Sheets of pictures: what was there before at the top, where there is one, and what is there now below."""

from pathlib import Path

from PIL import Image

WIDE, HIGH, GAP = 1366, 768, 12
QUALITY = 58
BEFORE = {
    "review-message": ("03_review_1366_max.webp", "20.webp"),
    "review-page": ("c05_doc.webp",),
    "approve-item": ("62_pros_approve.webp", "64_approved.webp"),
    "produce": ("45_produce.webp", "89_check3.webp"),
    "account": ("47_looked.webp",),
    "log": ("95_auditor.webp",),
    "evidence-form": ("b32_ray.webp",),
    "dialog-outside": ("c13_outside.webp",),
    "overview-pictures": ("d03_img.webp",),
    "review": ("f04_200_s.webp",),
}
"""The pictures of fb48536 that show the same place."""
WAYS = ("light-1366", "dark-1366", "dark-200", "light-1920")


def make_sheets(shots: Path, before: Path, out: Path) -> list[Path]:
    """A sheet for each place, into `out`; dialogs stand together, twelve on a sheet."""
    for old in out.glob("*.webp"):
        old.unlink()
    names = sorted({one.name.removesuffix("-light-1366.png") for one in shots.glob("*-light-1366.png")})
    made: list[Path] = []
    for name in names:
        if name.startswith("dialog-") and name not in BEFORE:
            continue
        was = [before / one for one in BEFORE.get(name, ()) if (before / one).exists()]
        now = [shots / f"{name}-{way}.png" for way in WAYS]
        made.append(_sheet([*was, *([None] * (len(was) % 2)), *now], out / f"{name}.webp", 2, WIDE))
    asked = [name for name in names if name.startswith("dialog-")]
    for way in ("light-1366", "dark-200"):
        for at in range(0, len(asked), 12):
            part = [shots / f"{name}-{way}.png" for name in asked[at : at + 12]]
            made.append(_sheet(part, out / f"dialogs-{way}-{at // 12 + 1}.webp", 3, WIDE * 2 // 3))
    return made


def _sheet(files: list[Path | None], out: Path, across: int, wide: int) -> Path:
    high = wide * HIGH // WIDE
    rows = -(-len(files) // across)
    sheet = Image.new("RGB", (across * (wide + GAP) - GAP, rows * (high + GAP) - GAP), "#888888")
    for at, file in enumerate(files):
        if file is None:
            continue
        with Image.open(file) as opened:
            one = opened.convert("RGB")
        one.thumbnail((wide, high), Image.Resampling.LANCZOS)
        sheet.paste(one, (at % across * (wide + GAP), at // across * (high + GAP)))
    sheet.save(out, quality=QUALITY, method=4)
    return out
