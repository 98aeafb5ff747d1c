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


def test_both_editions_of_a_standard_are_shown_and_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = tmp_path / "a.json"
    sheet.write_text(json.dumps({"5.1.3-a": "Terpenuhi", "8.5.1-a": "Tidak berlaku"}))

    assert main(["instrument", "show", "iso-37001-2025", "--json"]) == 0
    shown = {one["key"]: one for one in json.loads(capsys.readouterr().out)["questions"]}
    assert (shown["5.1.3-a"]["news"], shown["5.1.3-a"]["links"][0]["to"]) == ("new", "iso-37001-2016:5.1.2-h")
    assert (shown["9.4-a"]["mark"], shown["9.1-g"]["documented"]) == ("unverified", "M")
    assert shown["4.1-a"]["criteria"][0]["en"].startswith("External issues")
    assert main(["instrument", "score", "iso-37001-2025", "--answers", str(sheet), "--json"]) == 0
    scored = json.loads(capsys.readouterr().out)
    assert (scored["total"], scored["most"], scored["answered"]) == (1.0, 263.0, 2)
    assert main(["instrument", "list"]) == 0
    assert main(["instrument", "show", "iso-37001-2016"]) == 0
    assert main(["instrument", "score", "iso-37001-2016", "--answers", str(tmp_path / "none.json")]) == 2
