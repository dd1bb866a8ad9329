"""A text in another language or script than English is told; English chat, slang and dialect never are (reference/law.md
D3)."""

import re
from pathlib import Path

import pytest

from evidence_review.workflow.finding.tongues import tongue

GOLD = Path(__file__).parents[2] / "gold"
FOREIGN_GROUPS = {
    "polish", "urdu", "romanian", "welsh", "punjabi", "somali", "bangladeshi", "arabic", "turkish", "chinese",
    "portuguese", "kurdish", "bengali", "ukrainian",
}  # fmt: skip
"""Groups of the gold files whose lines are partly in another language."""
TOLD = {
    "in Polish": ("nie wiem co robić, boję się że wróci", "gdzie jesteś teraz, nie mogę zadzwonić", "nie wiem kiedy będę w domu"),
    "in Welsh": ("dw i ddim yn gwybod beth i wneud", "mae'r car wedi torri, ddim yn dod heno", "sut wyt ti bore ma"),
    "in Romanian": ("nu știu unde ești, sunt foarte bine", "vreau să vin acum dar nu mai pot", "mai vorbim mâine, nu am când"),
    "in Spanish": ("no sé dónde está pero estoy bien", "quiero verte ahora porque mañana no puedo", "gracias por todo, te quiero"),
    "in French": ("je ne sais pas où il est maintenant", "c'est pas grave, j'ai tout fait hier", "bonjour, merci pour tout"),
    "in German": ("ich weiß nicht wo du bist", "das war gut aber ich bin müde", "wann kommst du heute nach hause"),
    "in Turkish": ("ben çok iyi değilim şimdi", "yarın ne zaman gelirsin", "bir şey yok ama sen nerede"),
    "in Cyrillic letters": ("я не знаю", "де ти зараз"),
    "in Arabic letters": ("وينك هلق", "الحمد لله"),
    "in Greek letters": ("πού είσαι τώρα",),
    "in Cjk letters": ("你在哪里",),
}  # fmt: skip


def english() -> list[str]:
    """Every message of the gold chats that is of no group with another language, masks taken off."""
    found = []
    for file in sorted(GOLD.glob("british_chat*.txt")):
        for row in file.read_text("utf-8").splitlines():
            group, tab, text = row.partition("\t")
            if tab and group not in FOREIGN_GROUPS:
                found.append(re.sub(r"<\w+ ([^<>]*)>", r"\1", text))
    return found


def test_D3_no_english_message_is_called_foreign_not_in_slang_nor_dialect() -> None:
    messages = english()
    assert len(messages) > 3000
    assert [(tongue(one), one) for one in messages if tongue(one)] == []


@pytest.mark.parametrize("said", TOLD)
def test_D3_another_language_is_told_by_its_name(said) -> None:
    found = [tongue(one) for one in TOLD[said]]
    assert found.count(said) >= len(found) - 1, list(zip(found, TOLD[said], strict=True))


@pytest.mark.parametrize(
    "text",
    ["", "ok", "jest", "¯\\_(ツ)_/¯ whatever mate", "𝓱𝓮𝓵𝓵𝓸 𝓫𝓪𝓫𝓮", "Marta Zielińska and Łukasz Nowak came", "café with Zoë",
     "que sera sera lol", "je suis done with this", "nie mam time for this mate, what do you want"],
)  # fmt: skip
def test_names_jokes_and_mixtures_that_are_mostly_english_are_not(text) -> None:
    assert tongue(text) == ""
