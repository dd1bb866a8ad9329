"""A page's plan as plain JSON and back, for it crosses from one process to another. Numbers come back as they
were, to the last bit."""

import base64
from collections.abc import Mapping, Sequence
from typing import Any

from evidence_review.domain.redaction_values import Level
from evidence_review.redaction.pdf.boxing import Bar
from evidence_review.redaction.pdf.page_comparison import Expected, Shifted
from evidence_review.redaction.pdf.planning import Plan
from evidence_review.redaction.streams.glyphs import Box


def plan_out(plan: Plan) -> dict[str, Any]:
    """The plan as JSON."""
    expected = plan.expected
    return {
        "levels": plan.levels,
        "whys": plan.whys,
        "drawn": plan.drawn,
        "beyond": plan.beyond,
        "bars": _bars_out(plan.bars),
        "late": _bars_out(plan.late),
        "under": plan.under,
        "contents": None if plan.contents is None else base64.b64encode(plan.contents).decode("ascii"),
        "with_tokens": plan.with_tokens,
        "visible": expected.visible,
        "points": expected.points,
        "shifted": [(*one.old, *one.new, one.size) for one in expected.shifted],
        "areas": expected.areas,
        "tokens": _bars_out(expected.tokens),
    }


def plan_in(untrusted: Mapping[str, Any]) -> Plan:
    """What `plan_out` gave, checked. ValueError, TypeError or KeyError where it is something else."""
    bars = _bars_in(untrusted["bars"])
    shifted = [
        Shifted((float(a), float(b)), (float(c), float(d)), float(size))
        for a, b, c, d, size in untrusted["shifted"]
    ]
    contents = untrusted["contents"]
    levels, whys = tuple(map(Level, untrusted["levels"])), tuple(map(str, untrusted["whys"]))
    points = tuple((float(x), float(y)) for x, y in untrusted["points"])
    expected = Expected(
        (),
        bars,
        _box(untrusted["visible"]),
        points,
        tuple(shifted),
        _boxes(untrusted["areas"]),
        _bars_in(untrusted["tokens"]),
    )
    return Plan(
        levels,
        whys,
        _boxes(untrusted["drawn"]),
        _boxes(untrusted["beyond"]),
        bars,
        _bars_in(untrusted["late"]),
        untrusted["under"] is True,
        expected,
        None if contents is None else base64.b64decode(contents, validate=True),
        untrusted["with_tokens"] is True,
    )


def _bars_out(bars: Sequence[Bar]) -> list[tuple[Box, str]]:
    return [(bar.box, bar.token) for bar in bars]


def _bars_in(untrusted: Any) -> tuple[Bar, ...]:
    return tuple(Bar(_box(box), str(token)) for box, token in untrusted)


def _boxes(untrusted: Any) -> tuple[Box, ...]:
    return tuple(map(_box, untrusted))


def _box(untrusted: Any) -> Box:
    x0, y0, x1, y1 = map(float, untrusted)
    return x0, y0, x1, y1
