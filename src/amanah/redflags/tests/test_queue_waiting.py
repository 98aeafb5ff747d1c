"""In a period of four weeks two groups of 16 files wait 8 and 32 working hours.

The hazard is 16/32 at 8 hours and 16/16 at 32, so scores are +0.5 and −0.5, the excess of the slow is −8, its variance under exchange
16·16/32 · 8/31 = 2.0645, and the slow take exp(8 / 2.0645) = 48.18 times as long. Office K2 sees the same for seven weeks only: too few.
"""

import pytest

from amanah.redflags.tests.hand import ask_of, data_of
from amanah.redflags.tests.queue_files import HOURS_8, HOURS_32, file, week

TIMES = 48.18
MIXED = [HOURS_8, HOURS_32]


def files(weeks=12, *, groups):
    """Four files a week of each group: what sets them apart, and their waits in turn (None: not done)."""
    rows = []
    for number in range(weeks):
        for name, (more, waits) in groups.items():
            for turn in range(4):
                wait = waits[turn % len(waits)]
                case = f"{name}{number}.{turn}"
                rows += file(case, week(number), wait and week(number) + wait, **{"office": "K1"} | more)
    return rows


def officers(a, b, c=MIXED):
    fair = {"C": ({"officer": "C", "office": "K3"}, c), "D": ({"officer": "D", "office": "K3"}, c)}
    few = {"E": ({"officer": "E", "office": "K2"}, a), "F": ({"officer": "F", "office": "K2"}, b)}
    return files(groups={"A": ({"officer": "A"}, a), "B": ({"officer": "B"}, b)} | fair) + files(7, groups=few)


def test_an_officer_who_lets_files_lie():
    """B is slow; A is not; C and D wait alike; E and F have too few weeks."""
    answer, hits = ask_of("LYN-02", data_of(service_events=officers([HOURS_8], [HOURS_32])), "en")

    assert (answer.fired, answer.clear, answer.not_available, hits.subjects) == (1, 3, 2, ["B"])
    assert hits.rows[0]["value"] == pytest.approx(TIMES, rel=1e-3)
    assert hits.rows[0]["explanation"].startswith("48 files with B (12 weeks) waited 48.18 times as long as with colleagues")


def test_files_that_never_leave_weigh_on_whose_desk_they_lie():
    rows = officers([HOURS_8], [HOURS_8, None, HOURS_8, HOURS_8])

    answer, hits = ask_of("LYN-02", data_of(service_events=rows), margin=1.0, rate=0.05)

    # 28 of 32 leave at 8 hours: hazard 0.875; four lie on, so B's excess is 12 · 0.125 − 4 · 0.875 = −2 a period
    assert (answer.fired, hits.subjects) == (1, ["B"])
    # V = 16·16/32 · (28 · 0.125² + 4 · 0.875²) / 31 = 0.9032; exp(2 / 0.9032) = 9.15
    assert hits.rows[0]["value"] == pytest.approx(9.15, rel=1e-3)


def test_a_single_officer_has_no_peers_and_without_officers_nobody_is_asked():
    rows = files(groups={"A": ({"officer": "A"}, MIXED)})
    assert ask_of("LYN-02", data_of(service_events=rows))[0].status == "not available"

    data = data_of(service_events=[row | {"officer": None} for row in rows])

    for name in ("LYN-02", "LYN-07", "LYN-12", "LYN-06", "LYN-09", "LYN-13"):
        assert ask_of(name, data, "en")[0].reason == "no data: service_events.officer"
    for name in ("LYN-01", "LYN-03", "LYN-08", "LYN-14", "LYN-15", "LYN-19", "LYN-20"):
        assert ask_of(name, data, "en")[0].reason == "no data: service_events.officer, service_events.agent"


def bringers(fast, slow):
    """X against people alone at A's desk; V and people alone alike at K3; W for seven weeks at K2."""
    fair = {"V": ({"agent": "V", "office": "K3", "officer": "C"}, MIXED), "v": ({"office": "K3", "officer": "C"}, MIXED)}
    few = {"W": ({"agent": "W", "office": "K2", "officer": "E"}, fast), "w": ({"office": "K2", "officer": "E"}, slow)}
    return files(groups={"X": ({"agent": "X"}, fast), "x": ({}, slow)} | fair) + files(7, groups=few)


def test_a_firm_whose_files_fly():
    answer, hits = ask_of("LYN-08", data_of(service_events=bringers([HOURS_8], [HOURS_32])))

    assert (answer.fired, answer.clear, answer.not_available, hits.subjects) == (1, 1, 1, ["X"])
    assert hits.rows[0]["value"] == pytest.approx(1 / TIMES, rel=1e-3)


def test_one_desk_that_makes_differences_between_bringers():
    """Every bringer of A is 8 away from what was expected on a spread of √2.0645 a period; two bringers are enough here."""
    answer, hits = ask_of("LYN-20", data_of(service_events=bringers([HOURS_8], [HOURS_32])), groups=2, files=30)

    assert (answer.fired, answer.clear, hits.subjects) == (1, 1, ["A"])  # E's bringers have 28 files each


def test_by_itself_two_bringers_are_too_few():
    assert ask_of("LYN-20", data_of(service_events=bringers([HOURS_8], [HOURS_32])))[0].status == "not available"


def test_those_who_come_alone_wait_longer_with_one_officer():
    def desks(a, b, office, one, other):
        return {
            f"{officer}{kind}": ({"officer": officer, "office": office} | more, MIXED if more else waits)
            for officer, waits in ((one, a), (other, b))
            for kind, more in (("", {}), ("x", {"agent": "X"}))
        }

    rows = files(groups=desks([HOURS_8], [HOURS_32], "K1", "A", "B") | desks(MIXED, MIXED, "K3", "C", "D"))
    rows += files(7, groups=desks([HOURS_8], [HOURS_32], "K2", "E", "F"))

    answer, hits = ask_of("LYN-14", data_of(service_events=rows), "en")

    assert (answer.fired, answer.clear, answer.not_available, hits.subjects) == (1, 3, 2, ["B"])
    assert hits.rows[0]["value"] == pytest.approx(TIMES, rel=1e-3)
    said = "48 files of people alone waited 48.18 times as long as with colleagues, 48 files through firms 1.00 times"
    assert said in hits.rows[0]["explanation"]


def test_an_officer_who_slows_after_a_date():
    rows = []
    for number in range(-104, -40):  # 16 periods of 28 days; the second half begins with week −72
        for officer in "AB":
            for turn in range(2):
                wait = MIXED[turn] if number < -72 else {"A": HOURS_8, "B": HOURS_32}[officer]
                rows += file(f"{officer}{number}.{turn}", week(number), week(number) + wait, officer)
    data = data_of(service_events=rows)

    answer, hits = ask_of("LYN-12", data, "en", officers=2, fence=-10.0)

    # before: no excess; after: −4 a period on a variance of 8·8/16 · 4/15 = 1.0667, exp(3.75) = 42.52
    assert (answer.fired, answer.clear, hits.subjects) == (1, 1, ["B"])
    assert hits.rows[0]["value"] == pytest.approx(42.52, rel=1e-3)
    assert "From about 2021-09-02" in hits.rows[0]["explanation"]  # week −72
    assert ask_of("LYN-12", data)[0].status == "not available"  # what is usual cannot be learnt from two officers
