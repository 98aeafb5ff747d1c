"""Every indicator says what it lacks, table by table and column by column."""

import pytest

from amanah.redflags.catalogue import catalogue
from amanah.redflags.tests.hand import ask_of, data_of

EVERY = catalogue().all()


@pytest.mark.parametrize("one", EVERY, ids=[one.id for one in EVERY])
def test_without_one_of_its_columns_it_is_not_available_and_names_it(one) -> None:
    other = "payments" if "payments" not in one.needs else "vendors"
    answer, hits = ask_of(one.id, data_of(**{other: []}), "en")
    assert (answer.status, answer.reason, hits.rows) == ("not available", f"no data: {', '.join(one.needs)}", [])

    data = data_of(**{name: [] for name in one.needs})
    columns = [f"{name}.{column}" for name, every in one.needs.items() for column in every]
    assert ask_of(one.id, data, "id")[0].reason == (
        f"tidak ada data: {', '.join(columns)}" if columns else "tidak ada baris yang dapat dinilai"
    )
