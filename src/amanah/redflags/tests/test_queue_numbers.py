"""Names are numbers while queues are counted: in the order of the names, and whole seconds in place of moments."""

from datetime import timedelta

from amanah.redflags.catalogue import catalogue
from amanah.redflags.indicators.queue import coded, ground
from amanah.redflags.parameters import Parameters
from amanah.redflags.tests.hand import data_of
from amanah.redflags.tests.queue_files import START, file


def test_numbers_grow_with_the_names_they_stand_for():
    rows = [*file("b", START, START, "Z", agent=""), *file("a", START, START, "Y", agent="PJK3-X"), *file("c", START, START, "Y")]
    data = data_of(service_events=[{"agent": None} | row for row in rows])

    assert coded.cases(data).order_by("file").to_pyarrow()["case"].to_pylist() == ["a", "b", "c"]
    assert coded.officers(data).order_by("officer").to_pyarrow()["name"].to_pylist() == ["L", "Y", "Z"]
    assert coded.agents(data).to_pyarrow().to_pylist() == [{"name": "PJK3-X", "agent": 1}]  # an empty name is nobody
    pools = coded.pools(data).order_by("pool").to_pyarrow()
    assert pools["step"].to_pylist() == ["Registrasi", "Terbit", "Verifikasi"]
    assert pools["step_number"].to_pylist() == [1, 2, 3]


def test_what_has_no_number_has_no_name():
    data = data_of(service_events=list(file("a", START, START, "Y", agent="PJK3-X")))
    rows = ground.files(data).select("last_officer", who="agent")

    named = coded.named(coded.named(rows, "who", coded.agents(data)), "last_officer", coded.officers(data))

    assert named.to_pyarrow().to_pylist() == [{"last_officer": None, "who": "PJK3-X"}]  # a machine issued it


def test_fractions_of_a_second_do_not_count():
    """From 08:00:00.9 to 08:00:02.1 are two seconds, on Spark as on DuckDB, which by itself would say 1.2."""
    came = START + timedelta(seconds=0.9)
    rows = list(file("a", came, came + timedelta(seconds=1.2)))
    p = Parameters(catalogue().find("LYN-02").parameters)

    waits = ground.waits(data_of(service_events=rows), p).filter(lambda t: t.officer.notnull()).to_pyarrow().to_pylist()

    assert [(row["worked"], row["second"]) for row in waits] == [(2, 8 * 3600 + 2)]
