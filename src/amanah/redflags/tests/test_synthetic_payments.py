import ibis

from amanah.redflags.data import Data
from amanah.redflags.schemas import SCHEMAS
from amanah.redflags.synthetic import payments
from amanah.redflags.tests.hand import ask_of


def made(rows: int, seed: int = 1) -> Data:
    con = ibis.duckdb.connect()
    payments.make(con.con, rows, seed)
    data = Data(con, "duckdb")
    table = con.table("payments")
    data.add(SCHEMAS["payments"], table, filled=table.columns)
    return data


def test_what_was_planted_is_found_and_nothing_else_of_its_kind() -> None:
    data = made(20_000)

    # one of each kind in every 2,000; digits follow Benford but where amounts are kept below a limit; one number is left out of the series
    assert [ask_of(name, data)[0].fired for name in ("BYR-01", "BYR-02", "BYR-12")] == [10, 10, 1]
    assert ask_of("BYR-03", data, least=1)[0].fired == 10
    assert ask_of("BYR-04", data)[1].subjects == [f"unit: {payments.SPLITTER}"]
    assert ask_of("BYR-09", data)[1].subjects == [payments.BELOW]
    assert ask_of("BYR-11", data)[1].subjects == [payments.NIGHT]
    assert f"{payments.SPLITTER}/" in " ".join(ask_of("BYR-10", data)[1].subjects)


def test_a_seed_repeats_and_another_differs() -> None:
    first, again, other = (made(500, seed)["payments"].to_pyarrow() for seed in (1, 1, 2))

    assert first == again
    assert first != other
