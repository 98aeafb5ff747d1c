"""Pictures of queues: what they draw, from one made-up office of each kind."""

from amanah.redflags.report.picture import drawn
from amanah.redflags.report.pictures import queue
from amanah.redflags.tests.hand import data_of
from amanah.redflags.tests.queue_files import HOURS_8, HOURS_32, file, week


def test_flow_waits_hours_and_order():
    rows = []
    for number in range(6):
        for turn in range(4):  # A is done after 8 hours; B after 32, and leaves two of four lying
            rows += file(f"a{number}.{turn}", week(number), week(number) + HOURS_8, "A", agent="X")
            rows += file(f"b{number}.{turn}", week(number), week(number) + HOURS_32 if turn > 1 else None, "B")

    flow, waits, hours, order = queue.pictures(data_of(service_events=rows), {}, "en")

    assert flow.rows == [("Registrasi", "Verifikasi", "36"), ("Verifikasi", "Terbit", "36")]
    assert [row[1:] for row in waits.rows] == [("A", 24, *["8"] * 5), ("B", 24, "32", "32", "32", "–", "–")]
    assert hours.rows == [("Fri", 8, 24), ("Wed", 8, 12)]
    assert sorted(row[0] for row in order.rows) == ["X", "–"]
    for number, picture in enumerate((flow, waits, hours, order)):
        assert drawn(picture, "en", number).startswith("<svg")


def test_other_data_have_none():
    assert list(queue.pictures(data_of(payments=[{"amount": 1}]), {}, "id")) == []
