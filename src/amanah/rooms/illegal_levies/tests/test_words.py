"""How the desk shows what was typed."""

import pytest
from django.utils.translation import override

from amanah.rooms.illegal_levies.regime import words


@pytest.mark.parametrize(
    ("name", "typed", "shown"),
    [
        ("asked", "30000000", "Rp30.000.000"),
        ("paid", "kira-kira dua juta", "kira-kira dua juta"),
        ("when", "2026-10-09", "Jumat, 9 Oktober 2026"),
        ("when", "awal Maret", "awal Maret"),
        ("what", "12345", "12345"),
    ],
)
def test_amounts_and_days_are_shown_as_people_read_them(name, typed, shown):
    with override("id"):
        assert words(name, typed) == shown
