"""How a step of the demonstration is taken."""

from contextlib import contextmanager
from datetime import date
from random import Random
from types import SimpleNamespace

import pytest

from amanah.cli.demo import later


@pytest.fixture
def told(monkeypatch):
    """What happened, with brackets around each transaction."""
    happened = []

    @contextmanager
    def atomic():
        happened.append("[")
        yield
        happened.append("]")

    monkeypatch.setattr(later.transaction, "atomic", atomic)
    return happened


def take(**step):
    later.take(SimpleNamespace(**step), later.Stage(date(2026, 11, 23), Random(1)))


def test_a_step_is_one_transaction(told):
    take(seed=lambda _stage: told.append("all"))
    assert told == ["[", "all", "]"]


def test_a_step_that_yields_is_one_transaction_from_yield_to_yield(told):
    def seed(_stage):
        told.append("first")
        yield
        told.append("second")
        yield
        told.append("last")

    take(seed=seed)
    assert "".join(told) == "[][first][second][last]"


def test_a_step_may_make_its_own(told):
    take(IN_PIECES=True, seed=lambda _stage: told.append("own"))
    assert told == ["own"]
