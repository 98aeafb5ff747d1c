from datetime import timedelta

import pytest

from amanah.redflags.tests.hand import ask_of, data_of
from amanah.redflags.tests.queue_files import DAY, HOURS_8, START, file, week

HOUR = timedelta(hours=1)


def test_returned_twice_then_a_firm_then_done_within_a_day():
    def story(case, agent, gap, returns=2):
        same = {"case": case, "office": "K1", "service": "K3"}
        yield same | {"activity": "Registrasi", "time": START}
        for turn in range(returns):
            yield same | {"activity": "Pengembalian", "time": START + (2 * turn + 1) * DAY, "officer": "A"}
            yield same | {"activity": "Perbaikan", "time": START + (2 * turn + 2) * DAY}
        yield same | {"activity": "Perbaikan", "time": START + 9 * DAY, "agent": agent}
        yield same | {"activity": "Terbit", "time": START + 9 * DAY + gap, "agent": agent, "officer": "B"}

    rows = [*story("quick", "X", 20 * HOUR), *story("slow", "X", 30 * HOUR), *story("once", "X", HOUR, 1), *story("alone", None, HOUR)]
    rows += [{"case": "open", "activity": "Registrasi", "time": START, "service": "K3"}]

    answer, hits = ask_of("LYN-04", data_of(service_events=rows), "en")

    assert (answer.fired, answer.clear, answer.not_available, hits.subjects) == (1, 3, 1, ["quick"])
    assert hits.rows[0]["explanation"] == "File quick was returned 2 times, passed to X, and was done 20.0 hours later by B."
    assert ask_of("LYN-04", data_of(service_events=rows[-1:]), "en")[0].reason == "no data: service_events.agent"


def test_a_step_that_nearly_all_files_had():
    """Of 60 renewed files one has no check (59/60 = 98.3 %); of the ten new ones too few are known."""
    rows = [row for number in range(60) for row in file(f"b{number}", START, START + HOURS_8)]
    rows = [row for row in rows if (row["case"], row["activity"]) != ("b7", "Verifikasi")]
    rows += [
        row for number in range(10) for row in file(f"n{number}", START, START + HOURS_8, kind="lain") if row["activity"] != "Verifikasi"
    ]

    answer, hits = ask_of("LYN-10", data_of(service_events=rows), "en")

    assert (answer.fired, answer.clear, answer.not_available, hits.subjects) == (1, 59, 10, ["b7"])
    assert "without 1 steps, among them “Verifikasi”, which 98.3% of 60 like files had" in hits.rows[0]["explanation"]


def two(make, weeks=12, office="K1", names="AB"):
    """Each week four files of each of two officers."""
    return [
        row | {"office": office}
        for number in range(weeks)
        for officer in names
        for turn in range(4)
        for row in make(f"{office}{officer}{number}.{turn}", week(number), officer, turn)
    ]


def judged(name, make, value, **given):
    """B stands out against A at K1; at K3 both are like A; seven weeks at K2 are too few."""
    rows = two(make) + two(make, 7, "K2", "EF") + two(lambda case, at, officer, turn: make(case, at, "A", turn), office="K3", names="CD")
    rows = [row | {"officer": row.get("officer") and row["office"][1] + row["officer"]} for row in rows]
    answer, hits = ask_of(name, data_of(service_events=rows), "en", **given)
    assert (answer.fired, hits.subjects) == (1, ["1B"])
    assert answer.not_available >= 1
    assert answer.clear >= 1
    assert hits.rows[0]["value"] == pytest.approx(value)
    return hits.rows[0]["explanation"]


BAD = ("B", "F")


def test_finished_at_night():
    said = judged("LYN-06", lambda case, at, who, _turn: file(case, at, at + DAY + (12 if who in BAD else 2) * HOUR, who), 1.0)

    # Wilson for 48 of 48; the mean of the two officers is one half
    assert said.startswith(
        "1B finished 48 of 48 steps outside office hours: 100.0% (95 %: 92.6% to 100.0%); colleagues in the same circumstances 50.0%"
    )


def test_approved_in_bursts():
    """Four within three minutes of each other: the third and the fourth close a burst of three."""
    gap = {"B": timedelta(minutes=1), "F": timedelta(minutes=1)}

    judged("LYN-09", lambda case, at, who, turn: file(case, at, at + DAY + (turn + 1) * gap.get(who, HOUR), who), 0.5, files=3)


def test_returned_just_before_the_deadline():
    def make(case, at, who, _turn):
        for row in file(case, at, at + 9 * DAY, who, promised=at + 10 * DAY):
            yield row | ({"activity": "Dikembalikan"} if who in BAD and row["activity"] == "Verifikasi" else {})

    judged("LYN-11", make, 1.0)
    rows = [row | {"promised": None} for row in two(make)]
    assert ask_of("LYN-11", data_of(service_events=rows), "en")[0].reason == "no data: service_events.promised"


def test_touched_by_one_officer_only():
    def make(case, at, who, _turn):
        for row in file(case, at, at + DAY, who):
            yield row | {"officer": who if who in BAD or row["activity"] != "Registrasi" else "L"}

    judged("LYN-13", make, 1.0)
