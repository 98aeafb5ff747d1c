from datetime import date, datetime

import pyarrow as pa
import pytest

from amanah.redflags.explaining import number, sentences

ROWS = pa.table(
    {
        "n": [3, None],
        "paid": [125_000_050, 200_000],
        "share": [0.125, 1.0],
        "q": [0.00001, 0.5],
        "day": [date(2026, 3, 4), None],
        "at": [datetime(2026, 3, 4, 9, 5), None],  # noqa: DTZ001 - a wall clock
        "name": ["50% {n}", "Ayu"],
    }
)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("id", "3 kali 1.250.000,50 (12,5 %), q <0,0001, 2026-03-04, 2026-03-04 09:05, 50% {n}"),
        ("en", "3 kali 1,250,000.50 (12.5%), q <0.0001, 2026-03-04, 2026-03-04 09:05, 50% {n}"),
    ],
)
def test_evidence_is_shown_as_people_write_it(language: str, said: str) -> None:
    first, second = sentences("{n} kali {paid:money} ({share:percent}), q {q:4}, {day}, {at}, {name}", ROWS, language)

    assert first == said
    assert second.startswith("– kali 2")
    assert second.endswith("–, –, Ayu")


def test_small_is_not_nothing() -> None:
    assert [number(value, 2, "en") for value in (0, 0.001, 0.006, 0.5, -3)] == ["0.00", "<0.01", "0.01", "0.50", "-3.00"]
