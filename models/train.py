"""Trains the token classifier: python models/train.py ENCODER_FOLDER [--out models/classifier].

A release step, see models/README.md.

Seeded. Needs torch and onnx in an environment of its own, never the program's. Development files choose τ and
the temperature only.
"""

import argparse
import json
import sys
import time
from pathlib import Path
from random import Random
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "models")]
# The training environment has neither Presidio nor the program's Python: of this room it needs the words and
# marks only, not what its door brings in.
room = ModuleType("evidence_review.recognizers")
room.__path__ = [str(ROOT / "evidence_review" / "recognizers")]
sys.modules[room.__name__] = room

import torch
from classifier_data import CORPORA, KINDS, LABELS, Mix, Window, corpus, epoch, windows
from network import Packed, Tagger
from torch import Tensor

DATA = ROOT.parent / "shared" / "data" / "personal_data"
Words = tuple[
    Tensor, Tensor, Tensor, Tensor
]  # logits [words, labels + 1], labels, what means O [words, labels], masks
WARM, WEIGHT, CLS, SEP = 50, 1.6, 101, 102
EVERY = 4  # steps between two looks of the running mean
MASK_SHARE = 0.5


def batches(found: list[Window], rng: Random, size: int) -> list[list[Window]]:
    """Windows of like length together, so many at once, in an order drawn."""
    found = sorted(found, key=lambda w: (len(w.ids), rng.random()))
    made = [found[at : at + size] for at in range(0, len(found), size)]
    rng.shuffle(made)
    return made


def tensors(batch: list[Window]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
    """ids, marks [texts, pieces]; the word of each piece (-1 none), labels [words], for each word the labels
    that mean O, and its mask."""
    long = max(len(w.ids) for w in batch) + 2
    ids, marks, word_of = (
        torch.zeros(len(batch), long, dtype=torch.long),
        torch.zeros(len(batch), long, dtype=torch.long),
        torch.full((len(batch), long), -1),
    )
    labels, outside, masks, base = [], [], [], 0
    for at, w in enumerate(batch):
        size = len(w.ids)
        ids[at, : size + 2] = torch.tensor([CLS, *w.ids, SEP])
        marks[at, 1 : size + 1] = torch.tensor(w.marks)
        own = torch.tensor(w.word_of)
        word_of[at, 1 : size + 1] = torch.where(
            own < 0, own, own + base
        )  # the sign between two messages belongs to no word
        labels += w.labels
        masks += w.masks
        base += len(w.labels)
        outside += [[label == "O" or label[2:] not in w.kinds for label in LABELS]] * len(w.labels)
    return ids, marks, word_of, torch.tensor(labels), torch.tensor(outside), torch.tensor(masks)


def word_logits(model: Tagger, batch: list[Window], *, half: bool = False) -> Words:
    """The mean over each word's pieces, the labels, what means O, and the masks."""
    ids, marks, word_of, labels, outside, masks = tensors(batch)
    with torch.autocast("cpu", torch.bfloat16, enabled=half):  # the weights themselves stay whole
        logits = model(ids, marks)
    logits = logits.float().reshape(-1, len(LABELS) + 1)
    flat = word_of.reshape(-1)
    kept = flat >= 0
    sums = torch.zeros(len(labels), len(LABELS) + 1).index_add(0, flat[kept], logits[kept])
    return sums / torch.bincount(flat[kept], minlength=len(labels))[:, None], labels, outside, masks


def mask_loss(logits: Tensor, masks: Tensor) -> Tensor:
    """How wrong the last column is about what a research copy masks; 0 where nobody judged."""
    judged = masks >= 0
    if not judged.any():
        return torch.zeros(())
    return torch.nn.functional.binary_cross_entropy_with_logits(
        logits[judged, -1], masks[judged].float(), pos_weight=torch.tensor(1.5)
    )


def loss_of(logits: Tensor, labels: Tensor, outside: Tensor) -> Tensor:
    """Cross entropy in which O is any label whose kind this corpus did not look for. The last column, the
    mask's, is left out."""
    logs = logits[:, : len(LABELS)].log_softmax(-1)
    none = logs.masked_fill(~outside, -1e4).logsumexp(-1)
    named = logs.gather(1, labels[:, None])[:, 0]
    weight = torch.where(labels > 0, WEIGHT, 1.0)
    return -(torch.where(labels > 0, named, none) * weight).sum() / weight.sum()


def mix_of(options: argparse.Namespace) -> Mix:
    """What each pass reads."""
    return Mix(
        messages=options.messages // options.epochs,
        records=options.records // options.epochs,
        judgments=options.judgments,
        written=options.written,
        unlisted=options.unlisted,
        fresh=options.fresh,
        fresh_records=options.fresh_records,
        again=options.again,
        talks=options.talks,
    )


def train(model: Tagger, options: argparse.Namespace) -> None:
    """All passes."""
    rng = Random(options.seed)
    mix = mix_of(options)
    turns = [
        batches(epoch(DATA, turn, options.seed, mix), rng, options.batch)
        for turn in range(options.turn, options.turn + options.epochs)
    ]
    total, begin = sum(map(len, turns)), time.time()
    print(f"{total} steps, {sum(len(w.ids) for turn in turns for b in turn for w in b)} pieces", flush=True)
    learnt = {name: part for name, part in model.named_parameters() if part.requires_grad}
    optimiser = torch.optim.AdamW(learnt.values(), lr=options.rate, weight_decay=0.01, fused=True)
    mean = {name: part.detach().clone() for name, part in learnt.items()} if options.mean else {}
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda at: min((at + 1) / WARM, max(0.0, (total - at) / total))
    )
    for step, batch in enumerate((batch for turn in turns for batch in turn), start=1):
        model.train()
        logits, labels, outside, masks = word_logits(model, batch, half=options.half)
        loss = loss_of(logits, labels, outside) + MASK_SHARE * mask_loss(logits, masks)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learnt.values(), 1.0)
        optimiser.step()
        plan.step()
        if mean and step % EVERY == 0:
            torch._foreach_lerp_(
                list(mean.values()), [part.detach() for part in learnt.values()], 1 - options.mean**EVERY
            )
        if step % 50 == 0:
            torch.save(model.state_dict() | mean, options.out / "state.pt")
            print(f"{step} loss {loss.item():.4f} {time.time() - begin:.0f}s", flush=True)
    model.load_state_dict(mean, strict=False)


def development(model: Tagger) -> list[Words]:
    """The words of each development file."""
    model.eval()
    found = []
    for name, kinds in (("btc_dev_h2", CORPORA["btc_train"]), ("wnut17_dev", CORPORA["wnut17_train"])):
        rows = [w for row in corpus(DATA, name) for w in windows(row, kinds)]
        with torch.no_grad():
            parts = [word_logits(model, rows[at : at + 64]) for at in range(0, len(rows), 64)]
        logits, labels, outside, masks = (torch.cat(column) for column in zip(*parts, strict=True))
        found.append((logits, labels, outside, masks))
    return found


def temperature(found: list[Words]) -> float:
    """By what the logits are divided so that probabilities mean something: least loss on the development
    files."""
    return min(
        (t / 20 for t in range(14, 61, 2)),
        key=lambda t: sum(float(loss_of(a / t, b, c)) for a, b, c, _ in found),
    )


def people(found: Words, heat: float, tau: float) -> tuple[float, float, float]:
    """Recall, precision and F2 over words that are people."""
    logits, labels = found[0][:, : len(LABELS)], found[1]
    at = 1 + 2 * KINDS.index("PERSON")
    said = (logits / heat).softmax(-1)[:, at : at + 2].sum(-1) >= tau
    true = (labels == at) | (labels == at + 1)
    hit = int((said & true).sum())
    r, p = hit / max(int(true.sum()), 1), hit / max(int(said.sum()), 1)
    return r, p, 5 * p * r / max(4 * p + r, 1e-9)


def save(model: Tagger, out: Path, about: dict) -> None:
    """The network as ONNX (32 bit), its settings beside it; models/shrink.py makes the 8-bit file."""
    out.mkdir(parents=True, exist_ok=True)
    model.eval()
    example = (torch.randint(5, 900, (1, 12)), torch.zeros(1, 12, dtype=torch.long))
    axes = {
        "ids": {0: "texts", 1: "pieces"},
        "marks": {0: "texts", 1: "pieces"},
        "logits": {0: "texts", 1: "pieces"},
    }
    torch.onnx.export(
        Packed(model).eval(),
        example,
        str(out / "full.onnx"),
        input_names=["ids", "marks"],
        output_names=["logits"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
        custom_opsets={"com.microsoft": 1},
    )
    (out / "settings.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Train, calibrate, export."""
    parser = argparse.ArgumentParser()
    parser.add_argument("encoder", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "models" / "classifier")
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--messages", type=int, default=24_000)
    parser.add_argument("--records", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument(
        "--unlisted", type=float, default=0.15
    )  # of a training text's words, so many look as if no list held them
    parser.add_argument("--judgments", type=int, default=1)  # how often a later pass reads them
    parser.add_argument(
        "--written", type=int, default=0
    )  # how often it reads the texts that were written by hand
    parser.add_argument(
        "--talks", type=int, default=0
    )  # how often it reads the written messages with those around them
    parser.add_argument(
        "--fresh", type=int, default=0
    )  # of the written messages the last so many are read oftener
    parser.add_argument("--fresh-records", type=int, default=0)  # and of the records
    parser.add_argument("--again", type=int, default=1)  # how often more
    parser.add_argument(
        "--half", action="store_true"
    )  # sums in bfloat16: faster only where the processor has it in matrices
    parser.add_argument(
        "--mean", type=float, default=0.0
    )  # weights are the running mean of the steps, so much of the old kept at each
    parser.add_argument("--after", type=Path)  # the state.pt of passes made before
    parser.add_argument("--turn", type=int, default=0)  # the number of the first pass
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    model = Tagger(options.encoder, options.layers, len(LABELS) + 1)
    if options.after:
        model.load_state_dict(torch.load(options.after))
    train(model, options)
    torch.save(model.state_dict(), options.out / "state.pt")
    found = development(model)
    heat = temperature(found)
    grid = [t / 100 for t in (5, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60)]
    for tau in grid:
        print(tau, *(" ".join(f"{n:.3f}" for n in people(part, heat, tau)) for part in found), sep="  ")
    tau = max(grid, key=lambda t: sum(people(part, heat, t)[2] for part in found))
    print(f"temperature {heat} tau {tau}")
    save(
        model,
        options.out,
        {"labels": LABELS, "temperature": heat, "tau": tau, "seed": options.seed, "layers": options.layers},
    )


if __name__ == "__main__":
    main()
