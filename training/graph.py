"""The encoder as an ONNX graph, written node by node: int8 weights, no exporter and no tracing between.

Weights are quantised a column at a time, symmetrically, to 7 bits: on a CPU without VNNI the product of an unsigned and
a signed byte is summed in pairs into 16 bits, which 8-bit weights can overflow (255 * 127 * 2 > 32767) and 7-bit ones
cannot (255 * 64 * 2 < 32767). Activations are quantised as they come, one scale a call.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from onrecord.tag.inputs import CASES, QUOTES
from training.network import Encoder

LARGEST = 63
ORT = "com.microsoft"


def write(encoder: Encoder, path: Path, *, positions: int, int8: bool = True) -> None:
    """Write the graph: ids, case, quote (windows, pieces) of int64, to states of float32. No padding."""
    graph = _Graph(int8)
    state = {name: tensor.detach().numpy().astype(np.float32) for name, tensor in encoder.state_dict().items()}
    heads = encoder.layers[0].heads
    x = _embed(graph, state, positions)
    for number in range(len(encoder.layers)):
        x = _layer(graph, state, f"layers.{number}.", x, heads, number == len(encoder.layers) - 1)
    sides = ["windows", "pieces"]
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, sides) for name in ("ids", "case", "quote")]
    width = state["norm.weight"].shape[0]
    outputs = [helper.make_tensor_value_info("states", TensorProto.FLOAT, [*sides, width])]
    whole = helper.make_graph(graph.nodes, "encoder", inputs, outputs, graph.constants)
    opsets = [helper.make_opsetid("", 20), helper.make_opsetid(ORT, 1)]
    model = helper.make_model(whole, opset_imports=opsets, producer_name="onrecord", ir_version=9)
    onnx.save(model, str(path))


class _Graph:
    """Nodes and constants as they are added."""

    def __init__(self, int8: bool) -> None:
        self.int8 = int8
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, array: np.ndarray) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, **options: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **options))
        return output

    def linear(self, x: str, name: str, weight: np.ndarray, bias: np.ndarray) -> str:
        """`x @ weight.T + bias`."""
        bias_name = self.constant(f"{name}.bias", bias)
        if not self.int8:
            product = self.node("MatMul", [x, self.constant(f"{name}.weight", weight.T)], f"{name}.product")
            return self.node("Add", [product, bias_name], name)
        scale = np.maximum(np.abs(weight).max(1), 1e-9) / LARGEST
        whole = np.rint(weight / scale[:, None]).clip(-LARGEST, LARGEST).astype(np.int8)
        inputs = [
            x,
            self.constant(f"{name}.weight", whole.T),
            self.constant(f"{name}.scale", scale.astype(np.float32)),
            self.constant(f"{name}.zero", np.zeros(len(scale), np.int8)),
            bias_name,
        ]
        return self.node("DynamicQuantizeMatMul", inputs, name, domain=ORT)

    def norm(self, x: str, name: str, state: dict[str, np.ndarray], key: str, output: str = "") -> str:
        scale, bias = (self.constant(f"{name}.{kind}", state[f"{key}.{kind}"]) for kind in ("weight", "bias"))
        return self.node("LayerNormalization", [x, scale, bias], output or name, axis=-1, epsilon=1e-12)


def _embed(graph: _Graph, state: dict[str, np.ndarray], positions: int) -> str:
    words = state["words.weight"]
    if graph.int8:
        scale = np.maximum(np.abs(words).max(1, keepdims=True), 1e-9) / 127
        rows = graph.constant("words", np.rint(words / scale).astype(np.int8))
        scales = graph.constant("words.scale", scale.astype(np.float32))
        whole = graph.node("Gather", [rows, "ids"], "words.rows", axis=0)
        real = graph.node("Cast", [whole], "words.real", to=TensorProto.FLOAT)
        x = graph.node("Mul", [real, graph.node("Gather", [scales, "ids"], "words.scales", axis=0)], "words.found")
    else:
        x = graph.node("Gather", [graph.constant("words", words), "ids"], "words.found", axis=0)
    # Case and quotation are looked up together: one row for each of their combinations.
    both = (state["cases.weight"][:, None] + state["quotes.weight"][None]).reshape(CASES * QUOTES, -1)
    times = graph.node("Mul", ["case", graph.constant("quotes", np.array(QUOTES, np.int64))], "case.times")
    which = graph.node("Add", [times, "quote"], "marks.which")
    marks = graph.node("Gather", [graph.constant("marks", both), which], "marks.found", axis=0)
    shape = graph.node("Shape", ["ids"], "shape")
    one = graph.constant("one", np.array([1], np.int64))
    length = graph.node("Gather", [shape, one], "length", axis=0)
    zero = graph.constant("zero", np.array([0], np.int64))
    table = graph.constant("places", state["places.weight"][:positions])
    places = graph.node("Slice", [table, zero, length, zero], "places.found")
    x = graph.node("Add", [graph.node("Add", [x, marks], "sum.marks"), places], "sum.places")
    return graph.norm(x, "norm", state, "norm")


def _layer(graph: _Graph, state: dict[str, np.ndarray], at: str, x: str, heads: int, last: bool) -> str:
    def linear(x: str, name: str) -> str:
        return graph.linear(x, at + name, state[f"{at}{name}.weight"], state[f"{at}{name}.bias"])

    qkv = linear(x, "qkv")
    parts = [f"{at}{part}" for part in "qkv"]
    graph.nodes.append(helper.make_node("Split", [qkv], parts, name=f"{at}split", axis=-1, num_outputs=3))
    seen = graph.node("MultiHeadAttention", parts, f"{at}seen", domain=ORT, num_heads=heads)
    x = graph.norm(graph.node("Add", [x, linear(seen, "mix")], f"{at}sum1"), f"{at}norm1", state, f"{at}norm1")
    up = graph.node("Gelu", [linear(x, "up")], f"{at}gelu", approximate="none")
    total = graph.node("Add", [x, linear(up, "down")], f"{at}sum2")
    return graph.norm(total, f"{at}norm2", state, f"{at}norm2", "states" if last else "")
