"""Names in other letters than Latin: found with their cases and what is written in one with them, and
ordinary words left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers import detect_many
from evidence_review.recognizers.rules import other_scripts


def people(text):
    return {
        text[f.start : f.end]
        for f in detect_many([text])[0]
        if f.kind == "PERSON" and f.tier is not Tier.POSSIBLE
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("انا فاطمة وصلت البيت", "فاطمة"),
        ("قلت لاحمد يجي بكرة", "احمد"),
        ("شفت محمد وخالد بالسوق", "محمد"),
        ("скажи Олені що я в дорозі", "Олені"),
        ("оксана вже вдома", "оксана"),
        ("Тараса не було", "Тараса"),
        ("πες στον Γιώργο να έρθει", "Γιώργο"),
        ("राहुल को फोन करो", "राहुल"),
        ("ਗੁਰਪ੍ਰੀਤ ਆਇਆ ਸੀ", "ਗੁਰਪ੍ਰੀਤ"),
        ("রহিমকে বলো", "রহিম"),
        ("אתה מכיר את יוסי", "יוסי"),
    ],
)
def test_it_is_found_without_what_is_no_part_of_it(text, name):
    assert name in people(text)


@pytest.mark.parametrize(
    "text",
    [
        "السلام عليكم كيف الحال", "وين المفتاح", "شكرا جزيلا حبيبتي", "привіт як справи", "буду за годину, купи хліба", "спасибо большое, целую",
        "Привіт, як справи?", "Мама просила зайти.", "Надо купить хлеба.", "Собака лает. Кошка спит.", "Лилии завяли", "Алло, слышишь?", "Добро утро",
        "Καλημέρα, τι κάνεις;", "Αύριο θα έρθω. Πάμε σινεμά.", "Χρυσό μου", "· Мир вам", "Բարև ինչպես ես", "καλημέρα τι κάνεις", "आज बहुत काम है", "ਕੀ ਹਾਲ ਹੈ", "আমি বাসায় আসছি", "שלום מה שלומך", "ሰላም እንዴት ነህ", "감사합니다", "я люблю тебе",
    ],
)  # fmt: skip
def test_ordinary_talk_names_nobody(text):
    assert people(text) == set()


def test_two_words_of_a_name_are_one():
    (hit,) = other_scripts.find("це Олена Коваленко")
    assert hit.reason == "a name on our list, in Cyrillic letters"
    assert (hit.start, hit.end) == (3, 18)


@given(some.text(alphabet=some.sampled_from("אבגуоленаΓιωργοسلاموराहुल\u093f\u064b\u200c ,.a1"), max_size=60))
def test_places_are_always_valid(text):
    for hit in other_scripts.find(text):
        assert 0 <= hit.start < hit.end <= len(text)
        assert hit.tier is Tier.LIKELY
