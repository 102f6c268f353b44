"""The tasks, and the labelled sets that each is scored on."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

TASKS = ("attribution", "quotes", "timex", "speakers", "stories", "copies", "dates", "facts")

Predictor = Callable[[Path, Path], None]


def gold_folder() -> Path:
    """Where the labelled sets lie: `ONRECORD_GOLD`, else `../shared/gold` beside the repository."""
    return Path(os.environ.get("ONRECORD_GOLD", Path(__file__).parents[2] / "shared" / "gold"))


def predictor(task: str) -> Predictor:
    """The `predict(gold, out)` of a task: reads unlabelled texts, writes what the task's scorer takes."""
    predict: Predictor = import_module(f"evaluation.{task}").predict
    return predict


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled set. `argv` is the scorer's command line after its name, with GOLD and PRED put in;
    `figures` names what is kept of its JSON: our name → path of keys."""

    name: str
    task: str
    gold: str
    scorer: str
    argv: tuple[str, ...]
    figures: dict[str, str]
    json_file: bool = False


_ATTRIBUTION = {
    "lenient e2e F1": "lenient.end_to_end.f1",
    "strict e2e F1": "strict.end_to_end.f1",
    "attributed tokens F1": "attributed_tokens.f1",
    "direct e2e recall": "lenient.classes.direct.end_to_end_recall",
    "direct e2e precision": "lenient.classes.direct.end_to_end_precision",
    "mixed e2e recall": "lenient.classes.mixed.end_to_end_recall",
    "indirect e2e recall": "lenient.classes.indirect.end_to_end_recall",
    "source accuracy": "lenient.source_accuracy",
}
_QUOTES = {
    "span F1": "spans.f1",
    "speaker accuracy": "speakers.accuracy",
    "pairs F1, mean over events": "pairs.f1_event_mean",
    "pairs F1, micro": "pairs.f1",
    "relation macro F1": "relations.macro_f1",
    "altered F1": "relations.labels.altered.f1",
    "edited F1": "relations.labels.edited.f1",
}
_TIMEX = {"value F1": "value.f1", "strict span F1": "strict.f1", "relaxed span F1": "relaxed.f1"}
_TIMEX_WIKI = {"value F1": "value.f1", "relaxed span F1": "relaxed.f1"}
_TIMEX_GUM = {"recall": "relaxed.recall", "value accuracy": "value_accuracy"}
_SPEAKERS = {"speaker accuracy": "speaker.all.accuracy", "speaker precision": "speaker.all.precision"}
_STORIES = {"B-cubed F1": "b_cubed.f1"}
_COPIES = {"copy F1": "copy.f1", "copy or reworked F1": "copy_or_reworked.f1"}
_DATES = {"within a day": "within_1_day", "exact": "exact"}
_FACTS = {
    "pairs F1": "pairs.f1",
    "conflicts F1": "conflicts.f1",
    "conflicts precision": "conflicts.p",
    "single F1": "single.f1",
}

_PLAIN = ("GOLD", "PRED", "--json")


def _timex(name: str, figures: dict[str, str]) -> Labelled:
    return Labelled(f"timex {name}", "timex", f"timex/{name}.jsonl", "score_timex", _PLAIN, figures)


def _stories(name: str) -> Labelled:
    return Labelled(f"stories {name}", "stories", f"clusters/{name}.jsonl", "score_clusters", _PLAIN, _STORIES)


def _dates(name: str) -> Labelled:
    return Labelled(f"dates {name}", "dates", f"clusters/{name}.jsonl", "score_dates", ("GOLD", "PRED"), _DATES)


def _speakers(name: str, *more: str) -> Labelled:
    argv = (*_PLAIN, *more)
    return Labelled(f"speakers {name}", "speakers", f"coref/{name}.jsonl", "score_coref", argv, _SPEAKERS)


SETS = (
    Labelled(
        "attribution dev",
        "attribution",
        "attribution/dev",
        "score_attribution",
        ("--gold", "GOLD", "--pred", "PRED", "--json", "JSON"),
        _ATTRIBUTION,
        json_file=True,
    ),
    Labelled("quotes dev", "quotes", "quotes_across_outlets/dev", "score_alignment", ("GOLD", "PRED"), _QUOTES),
    _timex("timebank", _TIMEX),
    _timex("wikiwars_train", _TIMEX_WIKI),
    _timex("gum_dates_dev", _TIMEX_GUM),
    _speakers("gum_dev", "--genre", "news"),
    _speakers("np4e_dev"),
    _stories("news5w_dev"),
    _stories("basil_dev"),
    _stories("ecb_dev"),
    Labelled(
        "copies dev",
        "copies",
        "neardup/articles_dev.jsonl",
        "score_copies",
        ("PAIRS", "GOLD", "PRED"),
        _COPIES,
    ),
    _dates("basil_dev"),
    _dates("news5w_dev"),
    Labelled(
        "facts dev",
        "facts",
        "facts/across_outlets_dev",
        "score_facts",
        ("--gold", "GOLD", "--pred", "PRED", "--json"),
        _FACTS,
    ),
)
