"""The check of an installation names criteria of risks that cannot be used."""

import pytest

from amanah.cli.check import criteria_findings
from amanah.engines.risks import criteria


@pytest.fixture
def overlay(tmp_path, monkeypatch):
    monkeypatch.setenv(criteria.OVERLAY, str(tmp_path))
    criteria.refresh()
    yield tmp_path
    monkeypatch.undo()
    criteria.refresh()


def test_ours_are_fine_and_a_wrong_or_missing_folder_is_named(overlay, monkeypatch):
    assert not list(criteria_findings())
    (overlay / "small.toml").write_text('id = "small"\n', encoding="utf-8")
    criteria.refresh()
    assert [finding.text.startswith("small.toml: ") for finding in criteria_findings()] == [True]
    monkeypatch.setenv(criteria.OVERLAY, str(overlay / "nowhere"))
    assert [finding.level for finding in criteria_findings()] == ["error"]
