"""Words about people: occupations and relationships (PERSONAL_DATA.md 3.3, 3 and 4). Roles in the case are never findings."""

import re
from collections.abc import Iterator
from functools import lru_cache

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers.hits import Hit
from evidence_review.recognizers.reading import Reading
from evidence_review.recognizers.terms import phrases

_KIN = (
    r"step ?(?:mum|dad|father|mother|brother|sister|son|daughter)|foster (?:mum|dad|carer|parents?|mother|father)|grand(?:mother|father|ma|pa|dad|son|daughter)|"
    r"mum|mam|mom|mother|dad|father|brother|sister|son|daughter|cousin|auntie|aunty|aunt|uncle|nan|nana|gran|granny|niece|nephew|"
    r"wife|husband|partner|boyfriend|girlfriend|bf|gf|ex(?:[ -](?:husband|wife|partner|boyfriend|girlfriend))?|baby ?(?:daddy|mama|mother|father)|fianc[eé]e?|"
    r"godmother|godfather|godson|goddaughter|social worker|key ?worker|support worker|flatmate|housemate|neighbour|landlord|boss|best (?:mate|friend)|carer"
)
RELATION = re.compile(
    rf"(?<![\w'])(?:my|his|her|their|our|ur|your|me|wor) (?P<v>(?:(?:older|younger|little|big|twin|half|late) )?(?:{_KIN}))(?:'s)?(?![\w])"
)
_UNUSUAL = frozenset({"foster", "step", "social", "twin", "half", "baby", "support", "key", "god"})
_LABEL = re.compile(r"(?<!\w)(?:occupation|job title|employment|profession)\s?[:=]\s?(?P<v>[^\n,;.|]{3,40})")


@lru_cache(maxsize=1)
def _job() -> re.Pattern[str]:
    jobs = "|".join(re.escape(job) for job in sorted(phrases("occupations.txt"), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w'])(?:works? as|working as|worked as|work as|job as|trained as|training as|employed as|qualified as|training to be|i'?m|i am|he'?s|she'?s|he is|she is|is|was)"
        rf" (?:an? |the )(?:part[- ]time |full[- ]time |trainee |retired |self[- ]employed |qualified |senior |local )?(?P<v>{jobs})(?![\w])"
        rf"|(?<!\w)(?:\d{{1,2}}[ -]year[ -]old|retired) (?P<w>{jobs})(?![\w])"
    )


def find(reading: Reading) -> Iterator[Hit]:
    """Occupations after the words that give them."""
    for match in _LABEL.finditer(reading.lower):
        yield Hit(*match.span("v"), "OCCUPATION", Tier.LIKELY, "context", "what stands after the label of an occupation")
    for match in _job().finditer(reading.lower):
        yield Hit(
            *match.span("v" if match["v"] else "w"), "OCCUPATION", Tier.LIKELY, "context", "an occupation that someone is said to have"
        )


def relations(reading: Reading, people: list[Hit]) -> Iterator[Hit]:
    """Relationships: likely where a found name stands beside one, possible where it is an unusual one by itself.

    Places of people and of hits are those of the original text.
    """
    starts = {hit.start for hit in people}
    for match in RELATION.finditer(reading.lower):
        start, end = reading.original(*match.span("v"))
        named = any(end <= at <= end + 3 for at in starts)
        unusual = match["v"].split(" ")[0] in _UNUSUAL or match["v"].startswith(("step", "foster"))
        if named or unusual:
            tier = Tier.LIKELY if named else Tier.POSSIBLE
            reason = "a relationship beside a name" if named else "a relationship that few people have"
            yield Hit(start, end, "RELATIONSHIP", tier, "context", reason)
