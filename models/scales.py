"""Gives each 8-bit step a scale of its own: python models/scales.py SMALL.onnx OUT.onnx [PACK] (needs onnx;
behind models/shrink.py).

The small file as made scales every step by the largest number of the text before it, so that a text read
beside others would score otherwise. With scales measured once, on texts of training, windows are read
together (a third faster) and score as they do alone.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import classifier_data as data

SAMPLES = {"btc_train": 400, "wnut17_train": 300, "wikigold": 100, "tab_train": 12, "emailcoref_train": 12}
WRITTEN = {"written_chat.txt": 500, "written_records.txt": 60}
TALKS = 60  # conversations, read several messages at once
# per cent of windows that a scale holds whole; wider scales are coarser, and were measured to be further from
# the 32-bit network
SHARE = 90.0
Ranges = dict[
    str, tuple[float, float]
]  # of each number that is rounded, the least and the greatest that are kept


def windows(pack: Path) -> Iterator[data.Window]:
    """Windows of texts that were trained on."""
    rng = Random(0)
    for name, count in SAMPLES.items():
        rows = data.corpus(pack, name)
        for row in rng.sample(rows, min(count, len(rows))):
            yield from data.windows(row, data.CORPORA[name])
    for name, count in WRITTEN.items():
        rows = data.written(name)
        for row in rng.sample(rows, min(count, len(rows))):
            yield from data.windows(row, data.WRITTEN)
    for conversation in rng.sample(data.conversations(), TALKS):
        yield from data.talks(conversation, rng)


def measured(small: Any, pack: Path) -> Ranges:
    """What the numbers before each 8-bit step lie between, in most windows."""
    import numpy as np
    import onnx
    import onnxruntime

    watched = onnx.ModelProto()
    watched.CopyFrom(small)
    names = [node.input[0] for node in small.graph.node if node.op_type == "DynamicQuantizeLinear"]
    watched.graph.output.extend(
        onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None) for name in names
    )
    session = onnxruntime.InferenceSession(watched.SerializeToString(), providers=["CPUExecutionProvider"])
    seen: list[list[tuple[float, float]]] = []
    for window in windows(pack):
        given = {"ids": np.array([[101, *window.ids, 102]]), "marks": np.array([[0, *window.marks, 0]])}
        seen.append([(float(found.min()), float(found.max())) for found in session.run(names, given)])
    lows, highs = np.array(seen).transpose(2, 1, 0)
    return {
        name: (float(np.percentile(low, 100 - SHARE)), float(np.percentile(high, SHARE)))
        for name, low, high in zip(names, lows, highs, strict=True)
    }


def steadied(small: Any, ranges: Ranges) -> int:
    """Put the scales in, in place: each rounding, product and sum becomes two steps of onnxruntime's own. How
    many were changed."""
    import numpy as np
    from onnx import helper, numpy_helper

    nodes, weights = small.graph.node, small.graph.initializer
    known = {weight.name for weight in weights}
    rounded = [node for node in nodes if node.op_type == "DynamicQuantizeLinear"]
    for node in rounded:
        product = _user(nodes, node.output[0])
        by_scale, cast = _user(nodes, node.output[1]), _user(nodes, product.output[0])
        scaled = _user(nodes, cast.output[0])
        added = _user(nodes, scaled.output[0])
        low, high = min(ranges[node.input[0]][0], 0.0), max(ranges[node.input[0]][1], 0.0)
        step = (high - low) / 255
        names = f"{product.name}_step", f"{product.name}_zero"
        weights.append(numpy_helper.from_array(np.array(step, np.float32), names[0]))
        weights.append(numpy_helper.from_array(np.array(round(-low / step), np.uint8), names[1]))
        given = [
            node.output[0],
            product.input[1],
            names[0],
            _of(by_scale, known),
            names[1],
            "",
            _of(added, known),
        ]
        nodes.insert(list(nodes).index(added), helper.make_node("MatMulIntegerToFloat", given, [added.output[0]], name=product.name, domain="com.microsoft"))  # fmt: skip
        nodes.insert(
            list(nodes).index(node),
            helper.make_node("QuantizeLinear", [node.input[0], *names], [node.output[0]], name=node.name),
        )
        for old in (node, by_scale, product, cast, scaled, added):
            nodes.remove(old)
    return len(rounded)


def _user(nodes: Any, name: str) -> Any:
    """The one step that takes this result."""
    (user,) = (node for node in nodes if name in node.input)
    return user


def _of(node: Any, known: set[str]) -> str:
    """The input of a step that is a weight."""
    return next(name for name in node.input if name in known)


if __name__ == "__main__":
    import onnx

    made = onnx.load(sys.argv[1])
    folder = (
        Path(sys.argv[3])
        if len(sys.argv) > 3
        else Path(__file__).parents[2] / "shared" / "data" / "personal_data"
    )
    print(steadied(made, measured(made, folder)))
    onnx.save(made, sys.argv[2])
