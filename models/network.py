"""The small encoder that the classifier is tuned from, and its form for onnxruntime (build time only: needs
torch)."""

import json
import struct
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from evidence_review.recognizers.reading.casing import MARKS

WIDTH, HEADS, INNER = 384, 12, 1536


def weights(folder: Path) -> dict[str, Tensor]:
    """The published weights (safetensors: a length, a JSON heading, the numbers)."""
    data = (folder / "model.safetensors").read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    heading = json.loads(data[8 : 8 + length])
    body = bytearray(data[8 + length :])
    found: dict[str, Tensor] = {}
    for name, about in heading.items():
        if name != "__metadata__" and about["dtype"] == "F32":
            start, end = about["data_offsets"]
            found[name.removeprefix("bert.")] = (
                torch.frombuffer(body[start:end], dtype=torch.float32).reshape(about["shape"]).clone()
            )
    return found


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.first, self.second = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, hidden: Tensor) -> Tensor:
        """x: [texts, pieces, width]; hidden: added to the attention, -1e4 at padding."""
        rows, length = x.shape[0], x.shape[1]
        q, k, v = (
            part(x).reshape(rows, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        scores = (q @ k.transpose(2, 3)) * (WIDTH // HEADS) ** -0.5 + hidden
        mixed = (scores.softmax(-1) @ v).transpose(1, 2).reshape(rows, length, WIDTH)
        x = self.first(x + self.drop(self.out(mixed)))
        return self.second(x + self.drop(self.down(nn.functional.gelu(self.up(x)))))


class Tagger(nn.Module):
    """Encoder with an embedding of marks (capitals, word lists: recognizers/reading/casing.py) and a linear head."""

    def __init__(self, folder: Path, layers: int, labels: int) -> None:
        super().__init__()
        given = weights(folder)
        self.words = nn.Embedding.from_pretrained(given["embeddings.word_embeddings.weight"], freeze=True)
        self.places = nn.Parameter(
            given["embeddings.position_embeddings.weight"][:128]
            + given["embeddings.token_type_embeddings.weight"][0]
        )
        self.cases, self.lists = (nn.Parameter(torch.zeros(count, WIDTH)) for count in (4, MARKS // 4))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(WIDTH, labels)
        self.take(given)

    def take(self, given: dict[str, Tensor]) -> None:
        """The published weights into our names."""
        put(self.norm, given, "embeddings.LayerNorm")
        names = {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value", "out": "attention.output.dense", "first": "attention.output.LayerNorm", "up": "intermediate.dense", "down": "output.dense", "second": "output.LayerNorm"}  # fmt: skip
        for at, layer in enumerate(self.layers):
            for ours, theirs in names.items():
                put(getattr(layer, ours), given, f"encoder.layer.{at}.{theirs}")

    def forward(self, ids: Tensor, marks: Tensor) -> Tensor:
        """[texts, pieces] ids (0 is padding) and marks to [texts, pieces, labels]."""
        hidden = ((ids == 0).to(torch.float32) * -1e4)[:, None, None, :]
        known = (self.lists[:, None] + self.cases[None]).reshape(MARKS, WIDTH)
        x = self.norm(self.words(ids) + self.places[: ids.shape[1]] + nn.functional.embedding(marks, known))
        x = self.drop(x)
        for layer in self.layers:
            x = layer(x, hidden)
        return self.head(self.drop(x))


def put(module: nn.Module, given: dict[str, Tensor], name: str) -> None:
    """Weight and bias of one part."""
    with torch.no_grad():
        module.weight.copy_(given[f"{name}.weight"])
        module.bias.copy_(given[f"{name}.bias"])


class Attention(torch.autograd.Function):
    """Attention over one unpadded text; in the exported file one step of onnxruntime's own."""

    @staticmethod
    def forward(_ctx: Any, query: Tensor, key: Tensor, value: Tensor) -> Tensor:
        """Each [1, pieces, width], and so the result."""
        rows, length, _ = query.shape
        q, k, v = (
            part.reshape(rows, length, HEADS, WIDTH // HEADS).transpose(1, 2) for part in (query, key, value)
        )
        mixed = (q @ k.transpose(2, 3) * (WIDTH // HEADS) ** -0.5).softmax(-1) @ v
        return mixed.transpose(1, 2).reshape(rows, length, WIDTH)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any) -> Any:
        """Its name in the exported file."""
        return graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=HEADS).setType(
            query.type()
        )


class Packed(nn.Module):
    """A trained `Tagger` for running: unpadded texts, query, key and value in one product. The same
    numbers."""

    def __init__(self, trained: Tagger) -> None:
        super().__init__()
        self.trained = trained
        self.joint = nn.ModuleList(nn.Linear(WIDTH, 3 * WIDTH) for _ in trained.layers)
        for joint, layer in zip(self.joint, trained.layers, strict=True):
            parts = (layer.query, layer.key, layer.value)
            with torch.no_grad():
                joint.weight.copy_(torch.cat([part.weight for part in parts]))
                joint.bias.copy_(torch.cat([part.bias for part in parts]))
        self.known = nn.Parameter(
            (trained.lists[:, None] + trained.cases[None]).reshape(MARKS, WIDTH).detach(), requires_grad=False
        )

    def forward(self, ids: Tensor, marks: Tensor) -> Tensor:
        """[1, pieces] ids and marks to [1, pieces, labels]."""
        net = self.trained
        x = net.norm(net.words(ids) + net.places[: ids.shape[1]] + nn.functional.embedding(marks, self.known))
        for joint, layer in zip(self.joint, net.layers, strict=True):
            x = layer.first(x + layer.out(Attention.apply(*joint(x).split(WIDTH, -1))))
            x = layer.second(x + layer.down(nn.functional.gelu(layer.up(x))))
        return net.head(x)
