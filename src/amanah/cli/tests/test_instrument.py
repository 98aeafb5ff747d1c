import json
from pathlib import Path

import pytest

from amanah.cli import main


def test_the_command_lists_shows_and_scores(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["instrument", "list", "--json"]) == 0
    listed = {one["id"]: one for one in json.loads(capsys.readouterr().out)}
    assert (listed["integrity-zone"]["questions"], listed["akip"]["edition"]) == (113, "PermenPANRB 88/2021")

    assert main(["instrument", "show", "akip", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    (tmp_path / "a.json").write_text(json.dumps({question["key"]: "B" for question in shown["questions"]}))

    assert main(["instrument", "score", "akip", "--answers", str(tmp_path / "a.json"), "--json"]) == 0
    scored = json.loads(capsys.readouterr().out)
    assert (scored["total"], scored["grade"], scored["answered"]) == (70.0, "B", 12)
    assert main(["instrument", "score", "akip", "--answers", str(tmp_path / "a.json")]) == 0
    (tmp_path / "a.json").write_text('{"1.1.a": "Z"}')
    assert main(["instrument", "score", "akip", "--answers", str(tmp_path / "a.json")]) == 2
    assert main(["instrument", "show", "unknown"]) == 2
