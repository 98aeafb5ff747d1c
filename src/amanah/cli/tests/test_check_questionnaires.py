"""`amanah check` reads the questionnaires."""

from amanah.cli.check import questionnaire_findings

HEAD = 'title = { id = "Judul" }\nlead = { id = "Kata", en = "Words" }\ntopics = []\n'


def test_check_names_a_mistake_of_the_institution(tmp_path, monkeypatch):
    (tmp_path / "mine.1.toml").write_text(HEAD, encoding="utf-8")
    monkeypatch.setenv("AMANAH_QUESTIONNAIRES", str(tmp_path))
    assert [str(finding.text) for finding in questionnaire_findings()] == ["mine.1.toml: title has no text in the language en"]
    monkeypatch.setenv("AMANAH_QUESTIONNAIRES", str(tmp_path / "gone"))
    assert "no folder" in next(questionnaire_findings()).text
    monkeypatch.delenv("AMANAH_QUESTIONNAIRES")
    assert list(questionnaire_findings()) == []
