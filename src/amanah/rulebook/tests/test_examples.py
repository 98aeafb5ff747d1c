"""The worked examples in tests/provisions, which anybody can add to."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from amanah import rulebook

FOLDER = Path(__file__).parents[4] / "tests" / "provisions"
FIELDS = {"story", "rule", "start", "due", "provisional", "skipped_includes", "on", "value", "in_force"}


def _examples():
    for path in sorted(FOLDER.glob("*.toml")):
        for number, example in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["example"], 1):
            yield pytest.param(example, id=f"{path.name}-{number}")


@pytest.mark.parametrize("example", list(_examples()))
def test_worked_example(example):
    assert example.keys() <= FIELDS, f"unknown: {example.keys() - FIELDS}"
    if "start" in example:
        found = rulebook.due(example["rule"], example["start"])
        assert found.date == example["due"], example["story"]
        assert found.provisional is example.get("provisional", False), example["story"]
        assert set(example.get("skipped_includes", [])) <= {day for day, _reason in found.skipped}, example["story"]
    elif example.get("in_force", True):
        assert rulebook.provision(example["rule"], on=example["on"]).value == example["value"], example["story"]
    else:
        with pytest.raises(rulebook.RuleError):
            rulebook.provision(example["rule"], on=example["on"])


def test_there_are_examples():
    assert len(list(_examples())) >= 18
    assert date(2026, 3, 10) in {param.values[0].get("start") for param in _examples()}
