"""Word vectors out of the base model's input embeddings: `python -m training.word_vectors BASE`.

BASE is the folder of the base model (its `model.safetensors` and `tokenizer.json`). Writes
`src/onrecord/facts/weights/word_vectors.npz`: whole words of the vocabulary, centred, by the first principal
components, as int8. They say which words mean nearly the same ("hurt", "injured") where two
reports choose different ones.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import numpy as np

OUT = Path(__file__).parents[1] / "src" / "onrecord" / "facts" / "weights" / "word_vectors.npz"
WIDTH = 96
_WORD = re.compile(r"[a-z]{3,}")


def main(base: Path) -> None:
    from safetensors.numpy import load_file

    weights = load_file(str(base / "model.safetensors"))
    table = next(value for name, value in weights.items() if name.endswith("word_embeddings.weight")).astype(np.float32)
    vocabulary = json.loads((base / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    words = sorted(word for word in vocabulary if _WORD.fullmatch(word))
    rows = table[[vocabulary[word] for word in words]]
    rows -= table.mean(0)
    _, _, axes = np.linalg.svd(rows - rows.mean(0), full_matrices=False)
    short = rows @ axes[:WIDTH].T
    short /= np.linalg.norm(short, axis=1, keepdims=True)
    packed = np.round(short * 127).astype(np.int8)
    OUT.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(OUT, words=np.frombuffer("\n".join(words).encode(), np.uint8), vectors=packed)
    print(f"{len(words)} words, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
