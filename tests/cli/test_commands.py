"""What goes wrong at the command line ends in one sentence, exit 1, and nothing lost."""

import json
import random

import pytest

from evidence_review import cli
from evidence_review.cli import COMMANDS, main
from evidence_review.domain.progress import finish
from evidence_review.workflow.one_file import single_file
from tests import build

PASSPHRASE = build.PASSPHRASE
NOISE = random.Random(1).randbytes(5000)  # the same in every process, so that all of them have the same tests
NAMES = ("empty", "noise", "zip", "pdf", "sqlite")


@pytest.fixture
def case(tmp_path, monkeypatch):
    monkeypatch.setenv("EVIDENCE_REVIEW_PASSPHRASE", PASSPHRASE)
    return build.flagged_case(tmp_path)


def run(capsys, *words) -> tuple[int, str, str]:
    status = main([str(word) for word in words])
    said = capsys.readouterr()
    return status, said.out, said.err


@pytest.mark.parametrize(
    "data",
    [
        b"",
        NOISE,
        b"PK\x03\x04" + NOISE[:300],
        b"%PDF-1.7\n" + NOISE[:300],
        b"SQLite format 3\x00" + bytes(90),
    ],
    ids=NAMES,
)
def test_garbage_in_is_one_sentence_and_leaves_the_case_as_it_was(case, tmp_path, capsys, data) -> None:
    (tmp_path / "export.bin").write_bytes(data)
    before = json.loads(run(capsys, "imports", case, "--user", "rita", "--json")[1])
    status, _, err = run(
        capsys,
        "import",
        case,
        tmp_path / "export.bin",
        "--exhibit",
        "X/1",
        "--basis",
        "PACE_SEIZURE",
        "--user",
        "rita",
    )
    assert status == 1
    sentences = [line for line in err.splitlines() if line and not line.startswith(("reading", "checking"))]
    assert len(sentences) == 1
    assert sentences[0].endswith(".")
    *kept, refused = json.loads(run(capsys, "imports", case, "--user", "rita", "--json")[1])
    assert kept == before
    assert (refused["coverage"]["found"], refused["coverage"]["imported"]) == (
        1,
        0,
    )  # a refused file stays in the account (reference/formats.md rule 25)
    assert refused["coverage"]["problems"][0]["reason"] == sentences[0]


def test_B1_the_account_of_a_refused_file_is_its_own_also_when_it_is_given_again(
    case, tmp_path, capsys
) -> None:
    (tmp_path / "refused.bin").write_bytes(bytes(range(256)) * 9)
    (tmp_path / "read.txt").write_text("words that can be read")
    asked = ("--exhibit", "X/1", "--basis", "PACE_SEIZURE", "--user", "rita", "--json")
    for name, figures in (("refused.bin", (1, 0)), ("read.txt", (0, 1)), ("refused.bin", (1, 0))):
        status, out, _ = run(capsys, "import", case, tmp_path / name, *asked)
        told = json.loads(out)
        assert (told["source"], status, told["imported"]) == (name, *figures)


def test_wrong_passphrase_unknown_user_and_no_case(case, tmp_path, capsys, monkeypatch) -> None:
    assert run(capsys, "case", "show", case, "--user", "nobody")[0] == 1
    assert run(capsys, "case", "show", tmp_path, "--user", "rita")[0] == 1
    assert run(capsys, "case", "show", case)[2].startswith("Say who acts")
    monkeypatch.setenv("EVIDENCE_REVIEW_PASSPHRASE", "wrong words altogether")
    status, out, err = run(capsys, "case", "show", case, "--user", "rita")
    assert (status, out) == (1, "")
    assert "passphrase" in err


def test_usage_faults_end_with_2(capsys) -> None:
    for words in (["bogus"], ["import"], ["decide", "C", "1", "MAYBE"]):
        with pytest.raises(SystemExit) as end:
            main(words)
        assert end.value.code == 2
    capsys.readouterr()


def test_A1_import_without_a_basis_is_refused(case, tmp_path, capsys) -> None:
    status, _, err = run(capsys, "import", case, tmp_path / "chats", "--exhibit", "X/1", "--user", "rita")
    assert (status, "legal basis" in err) == (1, True)
    status, _, err = run(
        capsys,
        "import",
        case,
        tmp_path / "chats",
        "--exhibit",
        "X/1",
        "--basis",
        "PCSCA_S37_AGREEMENT",
        "--user",
        "rita",
    )
    assert (status, "refusing is allowed" in err) == (1, True)


@pytest.mark.parametrize(
    "words",
    [
        ["items"],
        ["lines", "list"],
        ["imports"],
        ["outside"],
        ["held"],
        ["finds"],
        ["user", "list"],
        ["not-examined"],
        ["case", "show"],
    ],
)
def test_every_reading_command_prints_json(case, capsys, words) -> None:
    status, out, err = run(capsys, *words, case, "--user", "rita", "--json")
    assert status == 0, err
    json.loads(out)


def test_every_command_has_help_and_a_sentence(capsys) -> None:
    for command in COMMANDS:
        with pytest.raises(SystemExit) as end:
            main([*command.words.split(), "--help"])
        assert end.value.code == 0
        assert command.help in " ".join(capsys.readouterr().out.split())


def test_detect_writes_spans_of_code_points(tmp_path, capsys) -> None:
    (tmp_path / "in.jsonl").write_text(
        json.dumps(
            {"id": "a", "text": "🙂 my NHS number is 943 476 5919, ring 07700 900123"}, ensure_ascii=False
        )
        + "\n",
        "utf-8",
    )
    assert run(capsys, "detect", tmp_path / "in.jsonl", tmp_path / "out.jsonl")[0] == 0
    (row,) = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    text = "🙂 my NHS number is 943 476 5919, ring 07700 900123"
    found = {text[span["start"] : span["end"]]: span["type"] for span in row["spans"]}
    assert found["943 476 5919"] == "UK_NHS"
    assert found["07700 900123"] == "PHONE_NUMBER"
    name, version, seal = row["engine"].split()
    assert (name, bool(version), len(seal)) == ("personal-data", True, 64)
    (tmp_path / "bad.jsonl").write_text('{"id": 1}\n')
    status, _, err = run(capsys, "detect", tmp_path / "bad.jsonl", tmp_path / "out2.jsonl")
    assert (status, "Line 1" in err) == (1, True)
    assert not list(tmp_path.glob("out2*"))


def test_detect_reads_rows_of_one_thread_together_wherever_they_stand(tmp_path) -> None:
    spoken = [
        {"id": 0, "text": "my snap is darkhorse99x", "thread": "a"},
        *({"id": at, "text": f"see you at {at % 12 + 1} then"} for at in range(1, 1100)),
        {"id": 1100, "text": "darkhorse99x", "thread": "a"},
    ]
    kinds = {}
    for name, rows in {
        "threads": spoken,
        "alone": [{"id": row["id"], "text": row["text"]} for row in spoken],
    }.items():
        (tmp_path / name).write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        finish(single_file.detect(tmp_path / name, tmp_path / f"{name}.out"))
        read = [json.loads(line) for line in (tmp_path / f"{name}.out").read_text("utf-8").splitlines()]
        assert [row["id"] for row in read] == list(range(1101))
        kinds[name] = [span["type"] for span in read[-1]["spans"]]
    assert "HANDLE" in kinds["threads"]
    assert "HANDLE" not in kinds["alone"]


def test_detect_takes_an_empty_thread_for_none(tmp_path) -> None:
    spoken = [
        ("my snap is darkhorse99x", "a"),
        *((f"see you at {at % 12 + 1} then", "") for at in range(40)),
        ("darkhorse99x", "a"),
    ]
    found = {}
    for name, rows in {
        "empty": [{"text": text, "thread": thread} for text, thread in spoken],
        "none": [{"text": text, "thread": thread} if thread else {"text": text} for text, thread in spoken],
    }.items():
        (tmp_path / name).write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        finish(single_file.detect(tmp_path / name, tmp_path / f"{name}.out"))
        found[name] = [
            json.loads(line) for line in (tmp_path / f"{name}.out").read_text("utf-8").splitlines()
        ]
    assert found["empty"] == found["none"]
    # of an empty thread nothing else shows
    rows = single_file._rows(tmp_path / "empty")  # pyright: ignore[reportPrivateUsage]
    assert [thread for _, _, thread in rows] == ["a", *[None] * 40, "a"]


def test_detect_stopped_between_two_batches_leaves_nothing(tmp_path) -> None:
    (tmp_path / "in.jsonl").write_text(
        "".join(json.dumps({"id": at, "text": "ring 07700 900123"}) + "\n" for at in range(1200)), "utf-8"
    )
    job = single_file.detect(tmp_path / "in.jsonl", tmp_path / "out.jsonl")
    steps = [next(job), next(job)]
    assert [(one.done, one.total) for one in steps] == [(0, 1200), (500, 1200)]
    job.close()
    assert not list(tmp_path.glob("out*"))
    assert finish(single_file.detect(tmp_path / "in.jsonl", tmp_path / "out.jsonl")) == 1200
    assert len((tmp_path / "out.jsonl").read_text("utf-8").splitlines()) == 1200


def test_a_command_that_is_named_reads_its_arguments_as_among_all_others() -> None:
    for command in COMMANDS:
        words = command.words.split()
        assert cli._named([*words, "--json"]) == (command,)
        alone, among = (_reader(cli._parser(given), words) for given in ((command,), COMMANDS))
        assert alone.format_help() == among.format_help()
    assert cli._named([]) == cli._named(["no-such"]) == cli._named(["--version"]) == COMMANDS


def _reader(parser, words):
    """The part of a parser that reads the arguments of a command."""
    for word in words:
        (part,) = (one for one in parser._actions if hasattr(one, "choices") and one.choices)
        parser = part.choices[word]
    return parser
