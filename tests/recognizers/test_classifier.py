"""The classifier: the weights of the manifest, the same findings alone and among others, places exact, any
text whatever, a smoke score."""

# pyright: basic

import itertools
import os
import pickle
import tracemalloc

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence_review.domain.kinds import Tier
from evidence_review.domain.suggestions import Finding
from evidence_review.domain.wordpiece import passages
from evidence_review.recognizers import ENGINE, detect_many
from evidence_review.recognizers.reading import (
    casing,
    classified,
    classifier,
    network,
    not_people,
    unlike_kinds,
    word_lists,
)
from evidence_review.recognizers.reading.hits import Hit
from evidence_review.recognizers.reading.reading import read
from evidence_review.recognizers.reading.tokens import words_of

SMOKE = [  # written for this test; none of it comes from the training grammars
    ("I'll ask Tunderai when he's back from football", ["Tunderai"]),
    ("ffs brynnlea took my charger again", ["brynnlea"]),
    ("Quillan and Oyindara are bringing the cake", ["Quillan", "Oyindara"]),
    ("can u drop keziya off after dance", ["keziya"]),
    ("it was Marzhan who locked up on Tuesday", ["Marzhan"]),
    ("we had chips on the pier and it poured", []),
    ("bus was late again, stood there an hour", []),
    ("they said the boiler needs a new valve", []),
]


def named(text: str, found: list[Finding]) -> list[str]:
    return [text[f.start : f.end] for f in found if f.kind == "PERSON" and f.tier is not Tier.POSSIBLE]


def test_names_that_no_list_knows_are_mostly_found_and_plain_talk_is_left_alone() -> None:
    found = detect_many([text for text, _ in SMOKE])
    wanted = [(at, name) for at, (_, names) in enumerate(SMOKE) for name in names]
    got = [
        (at, name)
        for at, ((text, _), row) in enumerate(zip(SMOKE, found, strict=True))
        for name in named(text, row)
    ]
    assert len(set(wanted) & set(got)) >= 4
    assert len(set(got) - set(wanted)) <= 1


def scores(**logits: float) -> list[float]:
    """The mean scores of a word: its labels, and its mask last."""
    labels = network.settings().labels
    return [logits.get(label.replace("-", "_"), -9.0) for label in labels] + [-9.0]


def test_what_was_never_looked_for_in_british_texts_makes_no_person_of_a_word() -> None:
    heat = network.settings().temperature
    means = np.array(
        [scores(O=1.0, B_DEM=4.0 * heat, B_PERSON=2.5 * heat), scores(O=0.0, B_PERSON=4.0 * heat, B_DEM=1.0)]
    )
    doubted, sure = network._chosen(means)
    assert [label[0] for label in (doubted, sure) if label] == ["PERSON", "PERSON"]
    assert [round(label[1], 1) for label in (doubted, sure) if label] == [0.2, 0.9]


def test_of_two_kinds_that_disclosure_masks_the_likelier_is_told_and_their_sum_counts() -> None:
    heat = network.settings().temperature
    (label,) = network._chosen(np.array([scores(O=0.0, B_ADDRESS=4.0 * heat, B_AGE=3.5 * heat)]))
    assert label is not None
    assert (label[0], round(label[1], 1)) == ("ADDRESS", 1.0)


def test_spoken_numbers_and_lone_letters_are_shown_to_the_classifier() -> None:
    assert not classified.ordinary(words_of(read("oh seven seven double oh")))
    assert not classified.ordinary(words_of(read("a t car")))
    assert classified.ordinary(words_of(read("a car")))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("asc wr wb, is this brother Mahad", "brother Mahad"),
        ("my brother Rui is late again", "Rui"),
        ("ustaadah Hibo said no", "ustaadah Hibo"),
        ("did pani Krysia ring", "pani Krysia"),
    ],
)
def test_a_kin_word_said_as_part_of_a_name_is_masked_with_it_and_no_finding_overlaps(
    text: str, name: str
) -> None:
    found = detect_many([text])[0]
    assert named(text, found) == [name]
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))


def test_an_address_told_in_several_parts_is_one() -> None:
    text = "she lives 2 doors up from the Crown on Tansy Street now"
    assert [text[f.start : f.end] for f in detect_many([text])[0]] == [
        "2 doors up from the Crown on Tansy Street"
    ]


def test_a_finding_says_in_plain_words_why() -> None:
    text = "Quillan and Oyindara are bringing the cake"
    reasons = {text[f.start : f.end]: f.reason for f in detect_many([text])[0]}
    assert reasons["Quillan"] == "Reads like a name in this sentence."


def test_a_text_has_the_same_findings_alone_and_among_others() -> None:
    texts = [text for text, _ in SMOKE] + ["x " * 200 + "Marzhan said no", ""]
    together = detect_many(texts)
    assert together == [detect_many([text])[0] for text in texts]
    assert together == list(reversed(detect_many(list(reversed(texts)))))


def test_windows_read_together_score_as_alone() -> None:
    texts = [f"{text} {'again ' * at}" for at in range(3) for text, _ in SMOKE]
    windows = [classifier._window(text, run) for text in texts for run in passages(text, classifier.LONGEST)]
    together = network.labels_of(windows)
    assert any(any(labels) for labels in together)
    assert together == [network.labels_of([window])[0] for window in windows]


@given(st.text(alphabet=st.sampled_from("aAé\ud800\u200f\u200d👩 .\n,@_1'Ż字Kieran"), max_size=120))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_places_are_words_of_the_text(text: str) -> None:
    seen = list(classifier.read(text))
    assert [word.start for word in seen] == sorted({word.start for word in seen})
    assert all(
        0 <= word.start < word.end <= len(text) and not text[word.start : word.end].isspace() for word in seen
    )
    for entity in classifier.entities(text, seen):
        assert "\n" not in text[entity.start : entity.end].replace("\n", " ", 1) or entity.kind == "PERSON"
        assert 0 < entity.probability <= 1


def test_a_long_line_is_read_window_by_window_in_little_memory() -> None:
    line = "tell Marzhan the van is by the gate and " * 2500
    next(iter(classifier.read(line)))
    tracemalloc.start()
    count = sum(1 for word in classifier.read(line) if line[word.start : word.end] == "Marzhan")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 2500
    assert peak < 8_000_000


def test_junk_is_read_in_few_pieces() -> None:
    assert max((seen.probability for seen in classifier.read("\u200b" * 50 + " " * 50)), default=0) < 0.5
    assert len(list(classifier.read("q" * 2_000_000))) <= 1


def test_a_listed_name_that_does_not_read_like_one_is_only_possible() -> None:
    reading = read("the ash tree fell on their car in the night")
    hit = Hit(4, 7, "PERSON", Tier.LIKELY, "gazetteer", "a first name")
    weighed = classified._weighed(reading, hit, [], [], alone=False)
    assert weighed.tier is Tier.POSSIBLE
    assert weighed.reason == "a first name, though it does not read like one here"
    firm = Hit(4, 7, "PERSON", Tier.CERTAIN, "context", "a name after a title")
    assert classified._weighed(reading, firm, [], [], alone=False) == firm
    assert firm in list(classified.find(reading, words_of(reading), [firm], []))


@pytest.mark.parametrize(
    ("text", "kind", "probability", "alone", "tier"),
    [
        ("some charlie", "PERSON", 0.95, True, Tier.LIKELY),
        ("some charlie", "PERSON", 0.6, False, Tier.LIKELY),
        ("some charlie", "PERSON", 0.4, False, Tier.POSSIBLE),
        ("some charlie", "PERSON", 0.4, True, Tier.LIKELY),
        ("some charlie", "MISC", 0.95, True, Tier.POSSIBLE),
        ("some Charlie", "MISC", 0.95, False, Tier.POSSIBLE),
        ("some Charlie", "MISC", 0.1, True, Tier.LIKELY),
        ("some Charlie", "PERSON", 0.1, False, Tier.POSSIBLE),
        ("some Charlie", "PERSON", 0.3, False, Tier.LIKELY),
    ],
)
def test_a_listed_name_in_small_letters_must_read_like_a_person(text, kind, probability, alone, tier) -> None:
    hit = Hit(5, 12, "PERSON", Tier.LIKELY, "gazetteer", "a first name")
    seen = [classifier.Seen(5, 12, 1, kind, probability, 0.0, True)]
    assert classified._weighed(read(text), hit, seen, [5], alone=alone).tier is tier


def test_a_saint_is_only_possible_and_a_person_beside_one_is_likely() -> None:
    lower = "meet outside st kieran's, ask kieran"
    saint = Hit(16, 22, "PERSON", Tier.LIKELY, "gazetteer", "a first name")
    person = Hit(30, 36, "PERSON", Tier.LIKELY, "gazetteer", "a first name")
    assert not_people.of_goods(lower, saint).tier is Tier.POSSIBLE
    assert not_people.of_goods(lower, person).tier is Tier.LIKELY


@pytest.mark.parametrize(
    ("letter", "probability", "person"),
    [
        ("B", 0.6, True),
        ("B", 0.4, False),
        ("b", 0.6, False),
        ("b", 0.9, True),
        ("x", 0.99, False),
        ("u", 0.99, False),
        ("I", 0.99, False),
        ("7", 0.99, False),
    ],
)
def test_a_single_letter_is_a_person_where_the_classifier_is_sure(letter, probability, person) -> None:
    entity = classifier.Entity(5, 6, "PERSON", probability, 0.0)
    assert unlike_kinds._lettered(f"tell {letter}", entity) is person


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("his page is https://example.org/people/kieran-moss have a look", "kieran-moss"),
        ("see https://www.example.org/team/Olivia-Ashby.html", "Olivia-Ashby"),
        ("https://chat.example.org/invite/tunde,Kieran says join", "Kieran"),
    ],
)
def test_a_name_inside_a_web_address_is_found(text, name) -> None:
    assert name in named(text, detect_many([text])[0])


@pytest.mark.parametrize(
    ("text", "written", "measure"),
    [("ABPI 0.98 today", "98", True), ("BMI 31, smoker", "31", True), ("it was £31", "31", True), ("pain 3/10", "3", True), ("she is 31", "31", False), ("Kezia, 31. Lives", "31", False)],
)  # fmt: skip
def test_a_part_of_a_measure_is_no_age(text, written, measure) -> None:
    at = text.index(written)
    seen = classifier.Entity(at, at + len(written), "AGE", 0.99, 0.0)
    assert unlike_kinds._unlike(read(text), seen) is measure


def test_no_word_of_the_english_list_is_a_name_or_stands_on_another_list() -> None:
    known = (
        word_lists.first_names()
        | word_lists.surnames()
        | word_lists.common_words()
        | word_lists.everyday_words()
        | word_lists.other_tongues()
    )
    assert len(word_lists.english_words()) > 50_000
    assert not word_lists.english_words() & known
    assert casing.mark_of("stabilisers") & 16
    assert not casing.mark_of("kieran") & 16


def test_ordinary_words_alone_are_not_shown_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classifier, "scores_of", lambda windows: [pytest.fail("was read") for _ in windows])
    assert detect_many(["ok but today was here at work"]) == [[]]


def test_telemetry_is_off_and_the_weights_are_part_of_the_engine() -> None:
    list(classifier.read("Marzhan"))
    assert os.environ["ORT_DISABLE_TELEMETRY"] == "1"
    assert len(network.seal()) == 64
    assert ENGINE().version == "16"
    assert pickle.loads(pickle.dumps(detect_many))(["Quillan said so"]) == detect_many(["Quillan said so"])


@pytest.mark.parametrize(
    ("word", "case"), [("rose", 0), ("Rose", 1), ("ROSE", 2), ("R", 1), ("McRose", 3), ("4", 0), ("é", 0)]
)
def test_a_word_has_one_of_four_ways_to_use_capitals(word: str, case: int) -> None:
    assert casing.case_of(word) == case


def test_a_mark_says_which_lists_hold_a_word() -> None:
    assert casing.mark_of("xqzzv") == 0
    assert casing.mark_of("kieran") & 4
    assert not casing.mark_of("kieran") & 16
    assert casing.mark_of("rose") & 32
    assert casing.mark_of("Rose") == casing.mark_of("rose") + 1
    assert casing.mark_of("table") & 16
    assert all(
        0 <= casing.mark_of(word) < casing.MARKS
        for word in ("Will", "MAY", "O'Brien", "jutro", "4", "é", "\ud800")
    )


def test_a_line_end_inside_a_name_parts_nothing_and_one_before_another_name_does() -> None:
    seen = [
        classifier.Seen(0, 4, 0, "PERSON", 0.9, 0.0, True),
        classifier.Seen(5, 6, 1, "PERSON", 0.9, 0.0, False),
    ]
    assert [(e.start, e.end) for e in classifier.entities("Stan\nW said", seen)] == [(0, 6)]
    seen = [
        classifier.Seen(0, 4, 0, "PERSON", 0.9, 0.0, True),
        classifier.Seen(5, 10, 1, "PERSON", 0.9, 0.0, False),
    ]
    assert [(e.start, e.end) for e in classifier.entities("Stan\nZofia", seen)] == [(0, 4), (5, 10)]
