"""The reference page names everything a file may hold."""

from pathlib import Path

import pytest

from amanah.rulebook import reading, rules
from amanah.rulebook.book import NATIONAL

PAGE = (Path(__file__).parents[4] / "docs" / "reference" / "rulebook.md").read_text(encoding="utf-8")
NAMES = {
    *reading._FAMILY_FIELDS,
    *(reading._RULE_FIELDS - {"versions"}),
    *reading._VERSION_FIELDS,
    *rules.UNITS,
    *rules.STATUSES,
    *rules.BASES,
    *rules.MARKS,
    *(path.name for path in NATIONAL.glob("*.toml")),
}


@pytest.mark.parametrize("name", sorted(NAMES))
def test_the_reference_names_it(name):
    assert f"`{name}`" in PAGE
