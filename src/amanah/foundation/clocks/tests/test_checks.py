"""The start refuses a rulebook with mistakes, and examples outside a demonstration."""

from datetime import UTC, datetime

from amanah.foundation.clocks.checks import rulebook
from amanah.kernel import clock

EXAMPLE = """title = { id = "Uji", en = "Test" }
checked = { on = 2026-11-22, by = "uji" }
[wait]
title = { id = "Tunggu", en = "Wait" }
unit = "month"
[[wait.versions]]
since = 2026-01-01
value = 3
basis = "default"
status = "example"
mark = "D"
"""


def _found(tmp_path, monkeypatch, text):
    (tmp_path / "trial.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("AMANAH_RULEBOOK", str(tmp_path))
    with clock.at(datetime(2026, 11, 22, tzinfo=UTC)):
        return [message.id for message in rulebook(None)]


def test_the_book_as_delivered_may_start():
    with clock.at(datetime(2026, 11, 22, tzinfo=UTC)):
        assert rulebook(None) == []


def test_a_mistake_stops_every_start(tmp_path, monkeypatch, settings):
    settings.AMANAH_DEMO = True
    assert _found(tmp_path, monkeypatch, EXAMPLE.replace("month", "moon")) == ["clocks.E001"]


def test_an_example_is_for_a_demonstration_only(tmp_path, monkeypatch, settings):
    settings.AMANAH_DEMO = True
    assert _found(tmp_path, monkeypatch, EXAMPLE) == []
    settings.AMANAH_DEMO = False
    assert _found(tmp_path, monkeypatch, EXAMPLE) == ["clocks.E001"]


def test_a_year_without_a_calendar_is_warned_of():
    with clock.at(datetime(2031, 1, 5, tzinfo=UTC)):
        assert [message.id for message in rulebook(None)] == ["clocks.W001"]
