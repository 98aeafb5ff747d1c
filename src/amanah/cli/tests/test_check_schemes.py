"""The check of an installation names a library of schemes that cannot be used."""

import pytest

from amanah.cli.check import scheme_findings
from amanah.engines.risks.library.reading import OVERLAY, library


@pytest.fixture(autouse=True)
def anew():
    """Nothing read before counts, nor afterwards."""
    library.cache_clear()
    yield
    library.cache_clear()


def test_ours_is_fine_and_a_wrong_or_missing_folder_is_named(tmp_path, monkeypatch):
    assert not list(scheme_findings())
    monkeypatch.setenv(OVERLAY, str(tmp_path))
    (tmp_path / "own.toml").write_text('[[processes]]\nid = "own"\ntitle = { id = "Sendiri" }\n', encoding="utf-8")
    library.cache_clear()
    assert ["own.toml, own" in finding.text for finding in scheme_findings()] == [True]
    monkeypatch.setenv(OVERLAY, str(tmp_path / "nowhere"))
    assert [finding.level for finding in scheme_findings()] == ["error"]
