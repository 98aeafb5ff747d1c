import json
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amanah.engines.risks.indicators import periods, runs

AVAILABILITY = b"indicator,status,fired,clear,not_available,reason\nANT-01,fired,3,7,0,\nR018,not available,0,0,9,tidak ada data: nilai\n"
RESULTS = (
    b"indicator,subject_type,subject_id,value,severity,explanation\n"
    b'ANT-01,application,"KANTOR-12|1",1,2,x\nANT-01,application,KANTOR-12|2,1,2,x\nANT-01,application,KANTOR-7|9,1,2,x\n'
)
SUMMARY = json.dumps({"rows": {"applications": 10}, "hits": {"ANT-01": 3}}).encode()


def fed(redflag="ANT-01", measure="hits", subjects=""):
    return SimpleNamespace(redflag=redflag, measure=measure, subjects=subjects)


def value(run, **named):
    (taken,) = runs.values(run, [fed(**named)])
    return taken.value, taken.reason


def test_hits_shares_and_some_subjects():
    run = runs.read(SUMMARY, AVAILABILITY, RESULTS)
    assert value(run) == (3, "")
    assert value(run, measure="share") == (30, "")
    assert value(run, subjects="kantor-12") == (2, "")
    assert run.rows == {"applications": 10}


def test_what_could_not_be_judged_is_no_nought():
    run = runs.read(SUMMARY, AVAILABILITY)
    assert value(run, redflag="R018") == (None, "tidak ada data: nilai")
    assert value(run, redflag="R999")[0] is None
    assert "results.csv" in value(run, subjects="KANTOR-12")[1]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ((b"nonsense", AVAILABILITY), "summary.json"),
        ((b"[]", AVAILABILITY), "summary.json"),
        ((SUMMARY, b"a,b\n1,2\n"), "availability.csv"),
        ((SUMMARY, b"\xff\xfe\x00"), "availability.csv"),
        ((SUMMARY, AVAILABILITY.replace(b",3,", b",drei,")), "availability.csv"),
        ((SUMMARY, AVAILABILITY.replace(b",3,", b",4,")), "berbeda"),
        ((SUMMARY, AVAILABILITY, RESULTS.rsplit(b"ANT-01", 1)[0]), "berbeda"),
    ],
)
def test_files_that_do_not_belong_together_are_refused(files, said):
    with pytest.raises(runs.Unreadable) as refusal:
        runs.read(*files)
    assert said in refusal.value.sentence


@given(st.dates(date(1990, 1, 1), date(2099, 1, 1)), st.sampled_from([*periods.FREQUENCIES]))
@settings(max_examples=80, deadline=None)
def test_periods_follow_one_another_without_a_gap_and_can_be_read_back(day, frequency):
    period = periods.containing(day, frequency)
    assert period.first <= day <= period.last
    after = periods.after(period, frequency)
    assert (after.first - period.last).days == 1
    assert periods.before(after, frequency) == period
    assert periods.read(periods.code(period, frequency), frequency) == period


@pytest.mark.parametrize(
    ("text", "frequency", "first"),
    [
        ("2026 tw 3", "quarterly", date(2026, 7, 1)),
        ("2026-Q1", "quarterly", date(2026, 1, 1)),
        ("2026-TW5", "quarterly", None),
        ("2026-13", "monthly", None),
        ("2026-02-30", "monthly", None),
        ("2026-S2", "half_yearly", date(2026, 7, 1)),
        ("Maret", "monthly", None),
        ("2026", "yearly", date(2026, 1, 1)),
    ],
)
def test_periods_as_people_write_them(text, frequency, first):
    found = periods.read(text, frequency)
    assert (found.first if found else None) == first


def test_a_share_is_exact_enough():
    run = runs.read(b'{"rows": {}}', b"indicator,status,fired,clear,not_available,reason\nX,fired,1,2,0,\n")
    taken, _reason = value(run, redflag="X", measure="share")
    assert round(taken, 4) == Decimal("33.3333")
