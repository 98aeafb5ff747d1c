from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from amanah.engines.risks import services as register
from amanah.engines.risks.indicators import periods, queries, replay, services
from amanah.engines.risks.indicators.models import Indicator, Reading
from amanah.engines.risks.indicators.services import Refused
from amanah.foundation.notices.models import Notice
from amanah.kernel import clock

pytestmark = pytest.mark.django_db


def refused(code, act, *args, **named):
    with pytest.raises(Refused) as refusal:
        act(*args, **named)
    assert refusal.value.code == code


def test_only_who_keeps_the_unit_writes_indicators_down(team, entered):
    for name in ("tuti", "citra", "hadi", "pandu"):
        refused("side", entered, viewer=team.viewer(name))
    refused("thresholds", entered, amber=Decimal(11))
    refused("thresholds", entered, direction="lower")
    assert entered(direction="lower", amber=Decimal(10), red=Decimal(5)).number.startswith("IR-26-")
    refused("feed", entered, feed="redflags", redflag="NOPE", measure="hits")
    refused("feed", entered, feed="redflags", redflag="R003", measure="share", subjects="KANTOR")
    refused("code", entered, frequency="hourly")


def test_the_owner_reads_and_a_breach_flags_the_risk(team, indicator, active, django_capture_on_commit_callbacks):
    hadi = team.viewer("hadi")
    today = clock.today()
    refused("not_found", services.keep, indicator, today, Decimal(1), viewer=team.viewer("citra"))
    refused("side", services.keep, indicator, today, Decimal(1), viewer=team.viewer("tuti"))
    services.keep(indicator, today, Decimal(4), viewer=hadi)
    assert (indicator.level, active.flags.count()) == ("green", 0)
    refused("reason", services.keep, indicator, today, Decimal(12), viewer=hadi)
    with django_capture_on_commit_callbacks(execute=True):
        services.keep(indicator, today, Decimal(12), note="Dua kantor belum terhitung", viewer=hadi)
    active.refresh_from_db()
    assert (indicator.level, active.flagged, active.flags.get().sort) == ("red", True, "indicator_breached")
    assert {notice.account.username for notice in Notice.objects.filter(code="indicators.breached")} == {"gilang"}
    rudi = team.viewer("rudi")
    refused("not_green", services.clear_flags, indicator, "Sudah", viewer=rudi)
    services.keep(indicator, today, Decimal(6), note="Salah hitung", viewer=hadi)
    assert services.clear_flags(indicator, "Angka sudah benar", viewer=rudi) == 1
    active.refresh_from_db()
    assert not active.flagged
    assert replay.check() == []


def test_each_threshold_belongs_to_the_graver_side(entered):
    higher, lower = entered(), entered(direction="lower", amber=Decimal(90), red=Decimal(80))
    assert [higher.level_of(Decimal(value)) for value in ("4.99", 5, "9.99", 10)] == ["green", "amber", "amber", "red"]
    assert [lower.level_of(Decimal(value)) for value in (91, 90, "80.01", 80)] == ["green", "amber", "amber", "red"]


def test_missing_values_are_waited_for_until_they_come(team, older, months):
    hadi = team.viewer("hadi")
    _present, last, second, third, *_before = months
    assert queries.missing(older) == [third, second, last]
    (line,) = queries.lines(hadi)
    assert periods.label(third, "monthly") in line.next_act
    services.keep(older, second.first, Decimal(1), viewer=hadi)
    assert queries.missing(older) == [third, last]
    services.keep(older, third.last, Decimal(11), viewer=hadi)
    assert older.next_from == last.first
    assert (older.value, older.level) == (1, "green")  # the older month came later
    assert queries.lines(team.viewer("rudi")) == []
    refused("period", services.keep, older, periods.after(months[0], "monthly").first, Decimal(1), viewer=hadi)


def test_an_earlier_red_value_flags_nothing(team, older, months, active):
    services.keep(older, months[2].first, Decimal(1), viewer=team.viewer("hadi"))
    services.keep(older, months[3].first, Decimal(50), viewer=team.viewer("hadi"))
    assert active.flags.count() == 0
    assert [one.reading.level for one in queries.counted(older)] == ["red", "green"]


def test_readings_are_only_added_and_thresholds_stay_with_them(team, indicator):
    services.keep(indicator, clock.today(), Decimal(6), viewer=team.viewer("hadi"))
    for act in (lambda: Reading.objects.update(value=1), lambda: Reading.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    rudi = team.viewer("rudi")
    services.change(indicator, reason="Ambang baru", viewer=rudi, amber=Decimal(7))
    (kept,) = queries.counted(indicator)
    assert (kept.reading.amber, kept.reading.level) == (5, "amber")
    refused("fixed", services.change, indicator, reason="x", viewer=rudi, frequency="yearly")
    Indicator.objects.update(level="red")
    assert [finding.ref for finding in replay.check()] == [indicator.ref]


def test_values_that_no_column_holds_are_refused(team, indicator):
    for value in ("1e14", "NaN", "Infinity"):
        refused("value", services.keep, indicator, clock.today(), Decimal(value), viewer=team.viewer("hadi"))
    assert services.keep(indicator, clock.today(), Decimal("2.00005"), viewer=team.viewer("hadi")).value == Decimal("2.0001")


def test_it_warns_only_of_risks_that_one_may_see(team, plan, indicator, active):
    rudi = team.viewer("rudi")
    refused("watched", services.watch, indicator, active, viewer=rudi)
    elsewhere = register.enter(plan(unit=team.units.placement), team.viewer("pandu"))
    refused("risk", services.watch, indicator, elsewhere, viewer=rudi)
    services.unwatch(indicator.watches.get(), "Tidak ada hubungannya", viewer=rudi)
    assert queries.of_risk(rudi, active) == []
    services.retire(indicator, "Sistem lama dimatikan", viewer=rudi)
    refused("state", services.keep, indicator, clock.today(), Decimal(1), viewer=rudi)
    assert queries.lines(team.viewer("hadi")) == []
    services.restore(indicator, "Dipakai lagi", viewer=rudi)
    assert indicator.due_on is not None
