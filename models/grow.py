"""A network to train on from the 8-bit file that ships, with more layers: python models/grow.py ENCODER
MODEL.onnx LAYERS OUT/state.pt.

Needs torch and onnx. Weights are multiplied out (scale times difference from zero). Each new layer is the
published encoder's own at that place; what it adds is scaled to a fifth, and its norms are set to leave alone
what comes from the layer below, so that training begins near the old network.
"""

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "models")]
room = ModuleType("evidence_review.recognizers")  # as models/train.py says
room.__path__ = [str(ROOT / "evidence_review" / "recognizers")]
sys.modules[room.__name__] = room

import torch
from classifier_data import LABELS
from network import WIDTH, Tagger
from torch import Tensor, nn

SOFT = 0.2
"""Of what a new layer adds, so much is added at first."""


def numbers(file: Path) -> tuple[dict[str, Tensor], list[str]]:
    """Every weight by its name, rounded ones multiplied out; and the names of the products' weights, in their
    order."""
    import onnx
    from onnx import numpy_helper

    model: Any = onnx.load(str(file))
    found = {one.name: torch.from_numpy(numpy_helper.to_array(one).copy()) for one in model.graph.initializer}
    for name in [name for name in found if name.endswith("_quantized")]:
        stem = name.removesuffix("_quantized")
        found[stem] = (found.pop(name).float() - found[f"{stem}_zero_point"].float()) * found[f"{stem}_scale"]
    products = [
        node.input[1].removesuffix("_quantized")
        for node in model.graph.node
        if node.op_type == "MatMulIntegerToFloat"
    ]
    return found, products


def state(found: dict[str, Tensor], products: list[str]) -> dict[str, Tensor]:
    """The same by the names of `Tagger`, without the word embeddings, which are the published ones."""
    made = {
        name.removeprefix("trained."): value
        for name, value in found.items()
        if name.startswith("trained.") and "words" not in name
    }
    layers = len(products) // 4
    for at in range(layers):
        joint, out, up, down = (found[name].T for name in products[4 * at : 4 * at + 4])
        for part, weight, bias in zip(
            ("query", "key", "value"), joint.split(WIDTH), found[f"joint.{at}.bias"].split(WIDTH), strict=True
        ):
            made[f"layers.{at}.{part}.weight"], made[f"layers.{at}.{part}.bias"] = weight, bias
        for part, weight in (("out", out), ("up", up), ("down", down)):
            made[f"layers.{at}.{part}.weight"] = weight
    made["head.weight"] = found[products[-1]].T
    known = found["known"].reshape(-1, 4, WIDTH)
    made["cases"] = known.mean(0)
    made["lists"] = (known - made["cases"]).mean(1)
    return {name: value.contiguous() for name, value in made.items()}


def soften(model: Tagger, first: int) -> None:
    """Layers from `first` on add little, and their norms keep the middle and the width of the layer below."""
    below = model.layers[first - 1].second
    width, middle = below.weight.detach().square().mean().sqrt(), below.bias.detach().mean()
    with torch.no_grad():
        for layer in list(model.layers)[first:]:
            for part in (layer.out, layer.down):
                part.weight.mul_(SOFT)
                part.bias.mul_(SOFT)
            for norm in (layer.first, layer.second):
                plain(norm, width, middle)


def plain(norm: nn.LayerNorm, width: Tensor, middle: Tensor) -> None:
    """One width and one middle for all places."""
    norm.weight.copy_(width.expand(WIDTH))
    norm.bias.copy_(middle.expand(WIDTH))


def main(encoder: Path, file: Path, layers: int, out: Path) -> None:
    """Write the state of a network of so many layers."""
    found, products = numbers(file)
    old = len(products) // 4
    model = Tagger(encoder, layers, len(LABELS) + 1)
    missing = set(model.load_state_dict(state(found, products), strict=False).missing_keys)
    assert missing == {"words.weight"} | {
        name for at in range(old, layers) for name in model.state_dict() if name.startswith(f"layers.{at}.")
    }
    if layers > old:
        soften(model, old)
    out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), out)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
