from datetime import timedelta

import pytest

from amanah.redflags.tests.hand import ask_of, data_of
from amanah.redflags.tests.queue_files import DAY, HOURS_8, file, week


def visits(firm, officer_of, weeks=24, *, office="K1"):
    """Each week one visit of the firm, and two people alone at each of five officers."""
    for number in range(weeks):
        yield from file(f"{office}f{number}", week(number), week(number) + HOURS_8, officer_of(number), agent=firm, office=office)
        for place, officer in enumerate("ABCDE"):
            for turn in range(2):
                case = f"{office}{place}.{turn}.{number}"
                yield from file(case, week(number), week(number) + HOURS_8, office[1] + officer, office=office)


def test_a_firm_that_always_meets_one_officer():
    """Of 44 visits a month 12 are at A's desk (8 people, 4 firm): 24 · 12/44 = 6.545 were to be expected of 24, and all 24 came there.

    exp(24 − 6.545 + 24 · ln(6.545 / 24)) = 1.1e-6. V goes round; W came nine times, fewer than ten.
    """
    rows = [
        *visits("X", lambda _week: "1A"),
        *visits("V", lambda number: "3" + "ABCDE"[number % 5], office="K3"),
        *visits("W", lambda _week: "2A", 9, office="K2"),
    ]

    answer, hits = ask_of("LYN-03", data_of(service_events=rows), "en")

    assert (answer.fired, hits.subjects) == (1, ["1A / X / Verifikasi"])
    assert (answer.clear, answer.not_available) == (9, 5)  # X with four others, V with five; W with five
    assert hits.rows[0]["value"] == pytest.approx(24 / 6.545, rel=1e-3)
    assert hits.rows[0]["explanation"].endswith("6.5 were to be expected (3.7 times; the chance is at most 0.000001).")


def test_files_of_one_firm_that_were_held_and_come_out_together():
    """In A's month 66 units left, 6 of them X's; on the day of release 9: 9 · 6/66 = 0.818 of X were to be expected, 6 came.

    exp(6 − 0.818 + 6 · ln(0.818 / 6)) = 0.00114, and nothing else was tested.
    """
    rows, day = [], week(0)
    for number in range(20):  # three people a day on working days, done the next day of the count
        at = day + (number // 5 * 7 + (0, 1, 4, 5, 6)[number % 5]) * DAY
        for turn in range(3):
            rows += file(f"{number}.{turn}", at - timedelta(hours=1), at, "A")
    for number in range(6):
        rows += file(f"x{number}", day + (0, 1, 4, 5, 6, 7)[number] * DAY - timedelta(hours=1), day + 11 * DAY, "A", agent="X")

    answer, hits = ask_of("LYN-19", data_of(service_events=rows), "en")

    assert (answer.fired, hits.subjects) == (1, ["A / X / 2023-01-30"])
    assert hits.rows[0]["value"] == 6
    assert "0.8 were to be expected (q at most 0.00114)" in hits.rows[0]["explanation"]


def test_one_or_two_days_together_are_no_series():
    rows = [row for number in range(4) for row in file(f"x{number}", week(0) - number * DAY, week(0) + DAY, "A", agent="X")]

    assert ask_of("LYN-19", data_of(service_events=rows))[0].status == "not available"
    usual = [row for number in range(6) for row in file(f"x{number}", week(0) - number * DAY, week(0) + DAY, "A", agent="X")]
    assert ask_of("LYN-19", data_of(service_events=usual))[0].status == "clear"  # A has no other files: all of six were expected


def test_a_firm_that_takes_over_a_service():
    """Four files a week: X has one of four for half a year, then three of four; V keeps one of four; K2 has five weeks only."""
    rows = []
    for number in range(52):
        for turn in range(4):
            firm = "X" if turn < (1 if number < 26 else 3) else None
            rows += file(f"x{number}.{turn}", week(number), week(number) + HOURS_8, agent=firm)
            rows += file(f"v{number}.{turn}", week(number), week(number) + HOURS_8, agent="V" if turn == 0 else None, office="K3")
            if number > 46:
                rows += file(f"w{number}.{turn}", week(number), week(number) + HOURS_8, agent="W" if turn == 0 else None, office="K2")

    answer, hits = ask_of("LYN-18", data_of(service_events=rows), "en")

    assert (answer.fired, answer.clear, answer.not_available, hits.subjects) == (1, 1, 1, ["X / K1 / K3"])
    assert hits.rows[0]["value"] == 0.75
    # Wilson for 78 of 104
    assert "75.0% (95 %: 65.9% to 82.3%); the time before 25.0% of 104" in hits.rows[0]["explanation"]
