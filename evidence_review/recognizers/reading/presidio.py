"""Presidio as host: British recognisers on, American ones off, no language model (docs/decisions/0013), never
a network.

Closes traps 1 to 7 and 11 to 13 of reference/personal_data.md 1. Presidio's scores do not compare across
kinds, so each of its results is weighed again by our own shapes, check digits and context words.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from evidence_review.domain.errors import CaseProblem
from evidence_review.domain.kinds import Tier
from evidence_review.recognizers.reading.context import cue, near
from evidence_review.recognizers.reading.hits import Hit
from evidence_review.recognizers.reading.reading import Reading
from evidence_review.recognizers.reading.word_lists import listed

if TYPE_CHECKING:
    from presidio_analyzer import AnalyzerEngine, RecognizerResult

WANTED = listed(
    "CREDIT_CARD CRYPTO EMAIL_ADDRESS IBAN_CODE IP_ADDRESS MAC_ADDRESS PHONE_NUMBER URL "
    "UK_DRIVING_LICENCE UK_NHS UK_NINO UK_PASSPORT UK_POSTCODE UK_VEHICLE_REGISTRATION"
)
_FIRM = {
    "EMAIL_ADDRESS": "an e-mail address",
    "IBAN_CODE": "an international account number, check digits valid",
    "UK_NHS": "ten digits, NHS check digit valid",
}
_CUED = {
    "CREDIT_CARD": (
        cue(r"(?<!sim )card|cards|visa|mastercard|amex|debit|credit"),
        "a payment card number, check digit valid",
    ),
    "UK_NINO": (cue(r"nino?|ni|national insurance"), "a National Insurance number"),
    "UK_PASSPORT": (cue(r"passports?"), "a passport number"),
    "UK_DRIVING_LICENCE": (cue(r"licen[cs]e|dvla|driving"), "a driving licence number"),
}
# An e-mail address, four digits, a long run or groups parted by colons: without one of these none of the
# wanted kinds can be there.
_WORTH = re.compile(r"@[^\s@]*\.\w|(?:\d\D*+){4}|[A-Za-z\d]{20}|::|(?:[\dA-Fa-f]{1,4}[:-]){3}")


@lru_cache(maxsize=1)
def engine() -> "AnalyzerEngine":
    """The analyser of this process, built once. CaseProblem where a wanted kind has no recogniser."""
    import tldextract
    import tldextract.tldextract as extractor

    # Before the registry: its e-mail recogniser would look up two addresses at the first analysis (trap 1).
    extractor.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NoOpNlpEngine

    built = AnalyzerEngine(
        registry=_registry(),
        nlp_engine=NoOpNlpEngine([{"lang_code": "en", "model_name": "none"}]),
        supported_languages=["en"],
        context_aware_enhancer=_no_booster(),
    )
    missing = WANTED - set(built.get_supported_entities("en"))
    if missing:
        raise CaseProblem(
            f"The recogniser host lacks these kinds: {', '.join(sorted(missing))}. Install the program again."
        )
    return built


def _registry() -> Any:
    from presidio_analyzer import RecognizerRegistry
    from presidio_analyzer import predefined_recognizers as known

    registry = RecognizerRegistry(supported_languages=["en"])
    # Region GB and leniency POSSIBLE: Ofcom's drama numbers are not valid ones (trap 6).
    registry.add_recognizer(known.PhoneRecognizer(supported_regions=("GB",), leniency=0))
    for name in (
        "CreditCardRecognizer", "CryptoRecognizer", "EmailRecognizer", "IbanRecognizer", "IpRecognizer", "MacAddressRecognizer", "UrlRecognizer", "NhsRecognizer",
        "UkNinoRecognizer", "UkPassportRecognizer", "UkPostcodeRecognizer", "UkVehicleRegistrationRecognizer", "UkDrivingLicenceRecognizer",
    ):  # fmt: skip
        registry.add_recognizer(getattr(known, name)())
    return registry


def _no_booster() -> Any:
    """Presidio's context booster needs lemmas; ours reads the words themselves (trap 12)."""
    from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer

    class Untouched(ContextAwareEnhancer):
        def enhance_using_context(
            self,
            text: str,
            raw_results: list[Any],
            nlp_artifacts: Any,
            recognizers: list[Any],
            context: list[str] | None = None,
        ) -> list[Any]:
            del text, nlp_artifacts, recognizers, context
            return raw_results

    return Untouched(
        context_similarity_factor=0,
        min_score_with_context_similarity=0,
        context_prefix_count=0,
        context_suffix_count=0,
    )


def patterns(reading: Reading) -> list[Hit]:
    """What Presidio's British and general pattern recognisers find; most texts cannot hold any and are not
    shown to them."""
    if not _WORTH.search(reading.text):
        return []
    kinds = sorted(
        WANTED - {"URL", "UK_POSTCODE", "UK_VEHICLE_REGISTRATION", "PHONE_NUMBER"}
    )  # our own rules find these better
    results = engine().analyze(
        reading.without_long_runs(), language="en", entities=kinds, nlp_artifacts=_nothing()
    )
    return [hit for result in results for hit in _weighed(reading, result)]


@lru_cache(maxsize=1)
def _nothing() -> Any:
    """The artefacts of an empty text: pattern recognisers read none of them."""
    from presidio_analyzer.nlp_engine import NlpArtifacts

    return NlpArtifacts([], cast("Any", []), [], [], engine().nlp_engine, "en")


def _weighed(reading: Reading, result: "RecognizerResult") -> Iterator[Hit]:
    start, end, kind = result.start, result.end, result.entity_type
    if kind in _FIRM:
        yield Hit(
            start, end, kind, Tier.LIKELY, "checksum" if kind != "EMAIL_ADDRESS" else "shape", _FIRM[kind]
        )
    elif kind in _CUED:
        words, reason = _CUED[kind]
        if near(reading, start, end, words):
            yield Hit(start, end, kind, Tier.LIKELY, "context", f"{reason}, beside a word that names it")
