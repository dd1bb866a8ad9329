"""Plain text documents become pages and nothing between them is lost (reference/formats.md 3.5)."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_review.domain.evidence import Declared, Item, Problem, ReadOptions
from evidence_review.domain.kinds import ItemKind
from evidence_review.importers.choosing import read
from evidence_review.importers.documents import plain_text
from evidence_review.importers.documents.plain_text import pages


def run(tmp_path: Path, data: bytes):
    path = tmp_path / "statement.txt"
    path.write_bytes(data)
    values = list(read(path, ReadOptions()))
    return [v for v in values if isinstance(v, Item)], " ".join(
        v.reason for v in values if isinstance(v, Problem)
    )


def test_pages_end_at_form_feeds_and_paragraphs(tmp_path):
    items, said = run(tmp_path, (("A sentence. " * 200 + "\n\n") * 2 + "\f\fLast.").encode())
    assert {item.kind for item in items} == {ItemKind.PAGE}
    assert [item.position for item in items] == [1, 2, 4]
    assert items[0].text.endswith("\n\n")
    assert items[-1].text == "Last."
    assert items[0].thread_title == "statement"
    assert said == "This page is blank."


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \n\t"])
def test_an_empty_file_is_a_problem(tmp_path, data):
    items, said = run(tmp_path, data)
    assert items == []
    assert "holds no text" in said


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("café".encode("cp1252"), "café"),
        ("café".encode("utf-16"), "café"),
        ("café 😀 ok".encode() + b"\xff", "café 😀 ok\ufffd"),
    ],
)
def test_encodings(tmp_path, data, text):
    items, said = run(tmp_path, data)
    assert items[0].text == text
    assert ("not certain" in said) == (not data.startswith(b"\xff\xfe"))


def test_markup_is_said_to_be_read_as_text(tmp_path):
    assert "read as plain text" in run(tmp_path, b"<note><to>words</to></note>")[1]


@given(st.text(alphabet=st.sampled_from("ab \n\f.\r1\u00e9"), max_size=9000))
def test_nothing_is_lost_between_pages(text):
    rebuilt = ""
    for start, page in pages(text):
        rebuilt += "\f" * (start - len(rebuilt)) + page
    assert rebuilt + "\f" * (len(text) - len(rebuilt)) == text


@settings(max_examples=25)
@given(
    st.lists(st.sampled_from(["word", "07700900123", "ann@example.org"]), min_size=250, max_size=300).map(
        " ".join
    )
)
def test_no_word_is_cut(text):
    assert " ".join(page.strip() for _, page in pages(text)).split() == text.split()


@pytest.mark.parametrize("code", ["cp1251", "koi8_r", "cp866", "utf-16-le", "utf-16-be"])
def test_cyrillic_without_a_mark_is_guessed_and_told(tmp_path, code):
    text = "Привет, Анна! Как дела?\r\nВстретимся у сарая.\r\n" * 5
    items, said = run(tmp_path, text.encode(code))
    assert items[0].text == text
    assert "not certain" in said


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("cp932", "こんにちは、日本の皆さん。"),
        ("gb18030", "我们明天见面吧，你好。"),
        ("cp949", "안녕하세요 내일 만나요."),
        ("cp1253", "Καλημέρα, θα σε δω αύριο."),
        ("cp1255", "שלום, נתראה מחר."),
        ("cp1256", "مرحبا، أراك غدا."),
        ("utf-16-le", "我们明天见面吧，你好。\r\n"),
    ],
)
def test_other_alphabets_are_guessed_and_told(tmp_path, code, text):
    items, said = run(tmp_path, (text * 10).encode(code))
    assert items[0].text == text * 10
    assert "not certain" in said


def test_accents_of_western_languages_are_left_alone(tmp_path):
    text = "“Très bien”, répondit-elle à l’hôtel. Größe über Straße – £5.\n" * 10
    assert run(tmp_path, text.encode("cp1252"))[0][0].text == text
    assert run(tmp_path, "Café à côté\rde l’été".encode("mac_roman"))[0][0].text == "Café à côté\rde l’été"


def test_zeros_around_a_text_do_not_hide_it(tmp_path):
    items, _ = run(tmp_path, b"Some words here\r\n" + bytes(4096))
    assert items[0].text == "Some words here\r\n"
    items, said = run(tmp_path, b"first line of a log\x00\x00second line of a log")
    assert items[0].text == "first line of a log\ufffd\ufffdsecond line of a log"
    assert "not certain" in said
    items, said = run(
        tmp_path,
        b"A short note with a hole" + bytes(120) + b" in it. The rest of it stands here, as it was." * 9,
    )
    assert items[0].text.startswith("A short note with a hole\ufffd")
    items, said = run(tmp_path, b"\xff\xfe" + "Hello".encode("utf-16-le") + b"\x00")
    assert items[0].text == "Hello"
    assert "not certain" in said


@pytest.mark.parametrize(
    "data",
    [
        bytes(5000),
        bytes(range(256)) * 20,
        b"\x00\x01\x02\x03" * 400,
        b"\x7fELF\x02\x01\x01" + bytes(200),
        b"\xd0\xcf" + bytes(600) + b"E\0n\0",
        b"Rar!\x1a\x07\x00" + b"A text that lies in an archive without being packed. " * 40,
        b"070701"
        + b"0" * 104
        + b"notes.txt\0\0"
        + b"A text that lies in an archive without being packed. " * 40,
        b"\x00\x00\x01\x00\x01\x00" + b"\xff\xff\x00\xff" * 900,
        b"\x06\x00\x02" + bytes(9) + b"d\x00d\x00foobar" + b"\xff" * 4000,
    ],
)
def test_what_is_no_text_is_not_taken_for_one(tmp_path, data):
    path = tmp_path / "x.txt"
    path.write_bytes(data)
    assert not plain_text.recognises(path)


def test_a_list_of_numbers_is_no_archive(tmp_path):
    items, _ = run(tmp_path, b"07070100123\n07070100124\n" * 9)
    assert items[0].text.startswith("07070100123")


def test_a_form_feed_at_the_end_begins_no_page(tmp_path):
    items, said = run(tmp_path, b"page one\x0cpage two\x0c")
    assert [item.text for item in items] == ["page one", "page two"]
    assert said == ""


def test_a_line_without_an_end_is_cut_and_kept_whole(tmp_path):
    items, _ = run(tmp_path, b"a" * 300_000)
    assert sum(len(item.text) for item in items) == 300_000
    assert max(len(item.text) for item in items) <= 20_000


LANGUAGES = {
    "Polish": ("Spotkajmy się o szóstej przy działkach. Weź klucz, proszę; zamknąłem już bramę i zgasiłem światło.", ("cp1250", "iso8859_2", "cp852")),
    "Czech": ("Sejdeme se v šest u zahrádek. Vezmi prosím klíč, branku jsem už zamkl a světlo zhasl, příště přijeď dřív.", ("cp1250", "iso8859_2")),
    "Turkish": ("Saat altıda bahçede buluşalım. Anahtarı getir lütfen; kapıyı kilitledim, ışığı söndürdüm, şimdi çıkıyorum.", ("cp1254",)),
    "Lithuanian": ("Susitikime šeštą prie daržų. Atnešk raktą; vartus jau užrakinau, šviesą išjungiau, ačiū už viską, iki.", ("cp1257",)),
    "Russian": ("Встретимся в шесть у огородов. Возьми ключ, пожалуйста, калитку я уже закрыл.", ("iso8859_5", "koi8_r", "cp1251")),
    "Thai": ("พบกันหกโมงที่สวน กรุณานำกุญแจมาด้วย", ("cp874",)),
    "Japanese": ("六時に畑で会いましょう。鍵を持ってきてください。", ("euc_jp", "iso2022_jp", "cp932")),
    "Korean": ("여섯 시에 밭에서 만나요. 열쇠를 가져와 주세요.", ("iso2022_kr", "cp949")),
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "code"), [(language, code) for language, (_, codes) in LANGUAGES.items() for code in codes]
)
def test_the_code_of_a_text_is_told_by_the_letters_of_its_language(tmp_path, language, code):
    text = LANGUAGES[language][0]
    items, said = run(tmp_path, text.encode(code))
    assert items[0].text == text
    assert code.startswith("iso2022") or "not certain" in said


@pytest.mark.parametrize(
    "text",
    [
        "Le reçu « n° 12 » est à côté de l’école ; j’ai déjà payé 20 € à Zoë, où ça ? Là-bas.",
        "Müller sagte: „Größe 42½, bitte“ – das hätte 30 £ gekostet; über die Straße, ähnlich.",
        "El señor dijo: ¿dónde está? ¡Aquí! Mañana, a las 6, en el jardín; también Ramón y Íñigo.",
        "hhmmss±hhmm " * 20,
        "£5 a bag, ±2 kg, 3½ m² of fleece at 20° or so; £7 delivered, ½ price after six",
        "Bjørn, Åse og Jørgen møtes på hytta klokka seks; Zoë, José, Françoise og Jürgen også.",
    ],
)
def test_western_texts_stay_what_they_are(tmp_path, text):
    assert run(tmp_path, text.encode("cp1252"))[0][0].text.strip() == text.strip()


SHORT = {
    "cp1250": ("Přijdu později, čekej u školy.", "Cześć, będę później. Dziękuję!", "Köszönöm, később érkezem. Őrült volt!", "Što radiš? Dođi sutra."),
    "iso8859_2": ("Dobrý večer, přišel dopis?", "Zażółć, proszę, będę jutro"),
    "cp1254": ("Şimdi çıkıyorum, ağabeyim de geliyor", "Teşekkürler, iyi akşamlar"),
    "cp1257": ("Ačiū, iki rytojaus, mačiau jį šiandien.", "Paldies, es atbraukšu rīt."),
    "cp850": ("Café à la crème, déjà vu", "Grüße aus München, schöne Straße", "mañana por la mañana, señor", "Price £20 at the café"),
    "mac_roman": ("Café à la crème, déjà vu", "Grüße aus München, schöne Straße", "mañana por la mañana, señor"),
    "cp1253": ("Ένα αντικείμενο", "Αστούριας", "Ημερομηνία με ώρα"),
    "cp1251": ("Изменить", "Очистить", "Приду позже"),
}  # fmt: skip


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in SHORT.items() for text in texts])
def test_a_short_text_is_told_by_words_and_common_letters(tmp_path, code, text):
    items, said = run(tmp_path, text.encode(code))
    assert items[0].text == text
    assert "not certain" in said


@pytest.mark.parametrize(
    "text",
    [
        "Málaga and Søren",
        "Ærø, 5 µg",
        "“yes”",
        "½ price – £5",
        "Zoë",
        "Siân, José",
        "í Þórshöfn",
        "És bo, gràcies",
    ],
)
def test_a_short_western_text_stays_what_it_is(tmp_path, text):
    assert run(tmp_path, text.encode("cp1252"))[0][0].text == text


def test_a_short_vietnamese_text_is_told_by_its_words(tmp_path):
    text = "Ta\u0323i sao ba\u0323n không đê\u0301n nhà tôi?"
    assert run(tmp_path, text.encode("cp1258"))[0][0].text == text


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("Café à Paris, “oui”\n", "Grüße aus München\n", "cp1252"),
        ("naïve 😀\n", "£20 owed\n£5 paid – ok\n", "cp1252"),
        ("Grüße 😀\n", "Встретимся в шесть у огородов\n", "cp1251"),
    ],
)
def test_lines_in_utf_8_and_lines_in_another_code_are_each_read_in_their_own(tmp_path, first, second, code):
    for data in (first.encode() + second.encode(code), second.encode(code) + first.encode()):
        items, said = run(tmp_path, data)
        assert sorted(items[0].text.splitlines()) == sorted((first + second).splitlines())
        assert "utf-8 and " + code in said


def test_damaged_utf_8_stays_utf_8(tmp_path):
    data = "Grüße 😀 à tous\n".encode()
    assert run(tmp_path, data * 3 + data[:3] + data[4:])[0][0].text.count("😀") == 4
    assert run(tmp_path, data * 3 + b"na\xc3ve\n")[0][0].text.splitlines()[-1] == "na\ufffdve"
    assert run(tmp_path, (data * 3)[:-15])[0][0].text.startswith("Grüße 😀 à tous\nGrüße")


def test_a_table_of_one_line_is_read_as_text_and_its_lines_are_counted(tmp_path):
    (tmp_path / "skills.csv").write_bytes(b"digging,watering,sowing\n\n")
    said = list(read(tmp_path / "skills.csv", ReadOptions()))
    assert [(each.what, each.count) for each in said if isinstance(each, Declared)] == [
        ("rows with something in them, headings included", 1)
    ]
    assert [each.text for each in said if isinstance(each, Item)] == ["digging,watering,sowing\n\n"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b"first words\n" * 20 + bytes(40)),
        ("a.txt", b"first words\n" * 20 + bytes(40) + b"last words\n" * 20),
        ("a.vcf", b"BEGIN:VCARD\nFN:Ann Example\nNOTE:the\0\0\0\0\0\0\0\0\0 shed\nEND:VCARD\n"),
        (
            "a.ics",
            b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Shed" + bytes(12) + b"\nEND:VEVENT\nEND:VCALENDAR\n",
        ),
        ("a.eml", b"Subject: Shed\nFrom: ann@example.org\n\nSee you at six.\n" + bytes(300)),
    ],
)
def test_a_hole_of_zeros_in_any_text_is_told(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    said = list(read(tmp_path / name, ReadOptions()))
    assert sum(isinstance(each, Item) for each in said) >= 1
    assert sum(isinstance(each, Problem) and "stretch of zeros" in each.reason for each in said) == 1
    (tmp_path / name).write_bytes(data.replace(b"\0", b""))
    assert not [
        each
        for each in read(tmp_path / name, ReadOptions())
        if isinstance(each, Problem) and "zeros" in each.reason
    ]
