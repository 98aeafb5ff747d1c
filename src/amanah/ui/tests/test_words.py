"""How dates and numbers read in both languages."""

import datetime as dt

import pytest
from django.utils import translation

from amanah.ui.templatetags import amanah_ui as tags

DAY = dt.date(2026, 11, 30)


@pytest.mark.parametrize(
    ("language", "long", "short"), [("id", "Senin, 30 November 2026", "30 Nov 2026"), ("en", "Monday, 30 November 2026", "30 Nov 2026")]
)
def test_dates_have_weekday_and_month_in_words(language, long, short):
    with translation.override(language):
        assert tags.longdate(DAY) == long
        assert tags.shortdate(DAY) == short
    assert tags.isodate(DAY) == "2026-11-30"


def test_a_moment_is_shown_as_the_day_in_jakarta():
    assert tags.isodate(dt.datetime(2026, 11, 29, 18, 0, tzinfo=dt.UTC)) == "2026-11-30"


def test_no_date_is_no_text():
    assert tags.longdate(None) == tags.weekday(None) == tags.worddate(None) == tags.shortdate(None) == tags.isodate(None) == ""


@pytest.mark.parametrize(("language", "whole", "part"), [("id", "1.234.567", "1.234,5"), ("en", "1,234,567", "1,234.5")])
def test_numbers_follow_the_language(language, whole, part):
    with translation.override(language):
        assert tags.number(1_234_567) == whole
        assert tags.number(1234.5) == part
    assert tags.number(None) == "–"


@pytest.mark.parametrize(
    ("size", "text"), [(0, "0 B"), (900, "900 B"), (350 * 1024, "350 kB"), (5 * 1024**2, "5 MB"), (3 * 1024**3, "3,0 GB")]
)
def test_sizes(size, text):
    with translation.override("id"):
        assert tags.filesize(size) == text


def test_an_unknown_icon_is_a_dot():
    assert "<circle" in tags.icon("no-such-icon")
    assert 'aria-hidden="true"' in tags.icon("lock")


@pytest.mark.parametrize("code", ["on_track", "due_soon", "overdue", "paused", "done", "later invented"])
def test_every_urgency_has_a_look(code):
    assert set(tags.due_look(code)) == {"tone", "icon"}
