"""What a scan reads follows from what it asks: the rest of a file is checked and counted, and is not there."""

from pathlib import Path
from typing import Any

import pytest

from amanah.redflags.catalogue import catalogue
from amanah.redflags.reading.ocds import columns, shape
from amanah.redflags.reads import EVERYTHING, Reads
from amanah.redflags.schemas import SCHEMAS
from amanah.redflags.tests.releases import ELEVEN, Read, written
from amanah.redflags.tests.test_ocds import WHOLE

DECLARED = [one for one in catalogue().all() if one.reads is not None]
READINGS = [("R003",), ("R018",), ("R048",), ELEVEN]


def places(names: dict[str, tuple[str, ...]] | Any) -> set[str]:
    return {f"{table}.{column}" for table, listed in names.items() for column in listed}


def broken(ocid: str, **parts: Any) -> dict[str, Any]:
    return {**WHOLE, "ocid": ocid, **parts}


@pytest.mark.parametrize("one", DECLARED, ids=lambda one: one.id)
def test_what_an_indicator_reads_exists(one) -> None:
    assert places(one.reads) <= places({name: schema.types for name, schema in SCHEMAS.items()})


def test_every_text_that_may_be_left_out_is_of_columns_that_exist() -> None:
    made = {name: table.columns for name, table in columns.TABLES.items()}

    assert {one for of in shape.TEXTS.values() for one in of} <= places(made)


def test_who_does_not_say_what_it_reads_reads_everything() -> None:
    said, unsaid = catalogue().find("R018"), catalogue().find("PBJ-15")

    assert "releases.title" not in Reads.of([said])
    assert "releases.tenderers" in Reads.of([said])
    assert Reads.of([said, unsaid]) == EVERYTHING


@pytest.mark.parametrize("only", READINGS)
def test_rows_are_counted_and_cells_rejected_whoever_asks(only: tuple[str, ...], tmp_path: Path) -> None:
    wrong = broken(
        "two",
        contracts=[{"id": "c", "dateSigned": "kemarin", "value": {"amount": 1, "currency": "rupiah"}}],
        awards=[{"date": "2026-02-30", "status": "active", "suppliers": [{"id": "W"}], "value": {"amount": 1, "currency": "idr"}}],
    )
    worse = [broken("three", parties=[{"id": "B", "address": "Jalan"}]), broken("four", contracts=[{"value": {"amount": "banyak"}}])]
    for releases in ([WHOLE, wrong], [WHOLE, wrong, *worse]):
        file = written(tmp_path / "in.jsonl", *releases)
        whole, part = Read(file, work=tmp_path / "whole"), Read(file, work=tmp_path / "part", only=only)

        assert part.rejected == whole.rejected
        assert len(whole.rejected) == 4 + len(releases) - 2
        assert part.taken.rows == whole.taken.rows


@pytest.mark.parametrize("only", READINGS)
def test_what_is_read_is_the_same_whoever_asks_and_the_rest_is_not_there(only: tuple[str, ...], tmp_path: Path) -> None:
    """Two releases of one process are merged by the ids of bids and awards, also where nobody asks for these."""
    later = {
        "ocid": "m",
        "date": "2026-05-01T00:00:00Z",
        "bids": {"details": [{"id": "b1", "status": "disqualified", "date": "2026-01-18T00:00:00Z"}]},
    }
    file = written(tmp_path / "in.jsonl", WHOLE, broken("m", tag=["tender"]), later)
    whole, part = Read(file, work=tmp_path / "whole"), Read(file, work=tmp_path / "part", only=only)
    asked = Reads.of(catalogue().find(name) for name in only)

    for name in whole.data.names:
        read = [column for column in SCHEMAS[name].types if f"{name}.{column}" in asked]
        assert (name in part.data.names) == bool(read)
        if read:
            assert part.data[name].columns == tuple(read)
            assert part.rows(name, *read) == whole.rows(name, *read)
            assert [part.data.has(name, column) for column in read] == [whole.data.has(name, column) for column in read]
    with pytest.raises(AttributeError):
        _ = part.data["releases"].title
