from datetime import date, timedelta
from types import SimpleNamespace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amanah.engines.proofs.freshness import Freshness, freshness
from amanah.kernel import clock

days = st.dates(date(2024, 1, 1), date(2024, 2, 29))
ends = st.none() | days


def span(first, last):
    """The days of a short span as a set; one without end goes beyond everything that is asked."""
    last = last or date(2024, 4, 1)
    return {first + timedelta(days=n) for n in range((last - first).days + 1)}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(days, ends, days, days)
def test_it_speaks_for_a_period_just_when_they_share_a_day(begins, ends_on, period_from, period_to):
    if ends_on is not None and ends_on < begins:
        begins, ends_on = ends_on, begins
    if period_to < period_from:
        period_from, period_to = period_to, period_from
    found = freshness(SimpleNamespace(effective_from=begins, ends_on=ends_on, withdrawn_on=None), period_from, period_to)
    shared = span(begins, ends_on) & span(period_from, period_to)
    assert found.speaks == bool(shared)
    if found is Freshness.STALE:
        assert max(span(begins, ends_on)) < period_from
    if found is Freshness.TOO_EARLY:
        assert begins > period_to
    assert (found is Freshness.OPEN) <= (ends_on is None)
    assert (found is Freshness.FRESH) <= (ends_on is not None)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(days, ends, ends)
def test_a_period_may_lack_a_side_and_what_is_withdrawn_shows_nothing(begins, period_from, period_to):
    proof = SimpleNamespace(effective_from=begins, ends_on=begins, withdrawn_on=None)
    if period_from and period_to and period_to < period_from:
        period_from, period_to = period_to, period_from
    if period_from or period_to:
        inside = (period_from is None or period_from <= begins) and (period_to is None or begins <= period_to)
        assert freshness(proof, period_from, period_to).speaks == inside
    proof.withdrawn_on = begins
    assert freshness(proof, period_from, period_to) is Freshness.WITHDRAWN


def test_without_a_period_today_is_asked():
    today = clock.today()
    day = timedelta(days=1)
    for first, last, expected in [
        (today - day, today - day, Freshness.STALE),
        (today - day, today, Freshness.FRESH),
        (today, None, Freshness.OPEN),
        (today + day, None, Freshness.TOO_EARLY),
    ]:
        assert freshness(SimpleNamespace(effective_from=first, ends_on=last, withdrawn_on=None)) is expected


def test_each_is_said_in_a_word_and_a_tone():
    assert len({str(one.word) for one in Freshness}) == len(Freshness)
    assert all(one.tone == "success" for one in Freshness if one.speaks)
    assert all(one.tone != "success" for one in Freshness if not one.speaks)
