"""The command as a person meets it: what it writes, how it ends."""

import csv
import json
from html.parser import HTMLParser
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from amanah.redflags.command import main

PAYMENTS = """Nomor SP2D;Kode Penyedia;Nama Penyedia;Nomor Faktur;Tanggal Bayar;Nilai
1;V1;PT Satu;INV-0012;2026-03-02;1.250.000,00
2;V1;PT Satu;INV 12;2026-03-20;1.250.000,00
3;V1;PT Satu;inv0012;20/03/2026;1.250.000,00
4;V2;PT <b>Dua</b>;A-1;2026-03-20;dua juta
5;V2;PT <b>Dua</b>;A-2;2026-03-20;2.000.000,50
"""


@pytest.fixture
def paid(tmp_path: Path) -> Path:
    (tmp_path / "bayar.csv").write_text(PAYMENTS, encoding="utf-8")
    return tmp_path


class Page(HTMLParser):
    """What a browser would load, and whether every tag is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.loaded += [
            value or "" for name, value in attributes if name in {"src", "href", "xlink:href"} and not (value or "").startswith("#")
        ]
        if tag not in {"meta", "br", "link", "img"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_a_scan_writes_everything_it_promises(paid: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = paid / "out"

    assert main([str(paid / "bayar.csv"), "--out", str(out)]) == 0

    said = capsys.readouterr().out
    assert "payments: 4 rows" in said
    with (out / "results.csv").open() as file:
        rows = list(csv.DictReader(file))
    twice = next(row for row in rows if row["indicator"] == "BYR-01")
    assert (twice["severity"], "INV-0012" in twice["explanation"]) == ("3", True)
    assert pq.read_table(out / "results.parquet").num_rows == len(rows)
    with (out / "availability.csv").open() as file:
        states = {row["indicator"]: row for row in csv.DictReader(file)}
    assert (states["BYR-01"]["status"], states["R018"]["status"]) == ("fired", "not available")
    assert (out / "rejected.csv").read_text().splitlines()[1:] == ["bayar.csv,5,Nilai,'dua juta' is no amount; row left out"]
    summary = json.loads((out / "summary.json").read_text())
    assert (summary["rows"], summary["rejected"], summary["hits"]["BYR-01"]) == ({"payments": 4}, 1, int(states["BYR-01"]["fired"]))


def test_the_report_stands_alone_and_shows_names_as_text(paid: Path) -> None:
    out = paid / "out"
    main([str(paid / "bayar.csv"), "--out", str(out), "--language", "en"])

    html = (out / "report.html").read_text(encoding="utf-8")
    page = Page()
    page.feed(html)
    assert page.loaded == []
    assert page.open == []
    assert "<script" not in html
    assert "<b>Dua" not in html
    assert 'id="BYR-01"' in html


def test_only_the_indicators_asked_for_with_parameters_from_a_file(paid: Path) -> None:
    (paid / "p.toml").write_text("[BYR-01]\ndays = 5\n")

    assert main([str(paid / "bayar.csv"), "--out", str(paid / "out"), "--indicators", "BYR-01", "--params", str(paid / "p.toml")]) == 0

    summary = json.loads((paid / "out" / "summary.json").read_text())
    assert summary["parameters"]["BYR-01"]["days"] == 5


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["absent.csv", "--out", "out"], "is not there"),
        (["bayar.csv"], "--out"),
        (["bayar.csv", "--out", "out", "--indicators", "R999"], "there is no indicator R999"),
        (["bayar.csv", "--out", "out", "--params", "absent.toml"], "absent.toml"),
        (["empty.csv", "--out", "out"], "nothing could be read"),
    ],
)
def test_what_cannot_be_done_ends_with_two_and_one_line(
    paid: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    monkeypatch.chdir(paid)
    (paid / "empty.csv").write_text("")

    assert main(words) == 2

    last = capsys.readouterr().err.splitlines()[-1]
    assert said in last


def test_what_the_machine_cannot_do_ends_with_three_and_one_line(paid: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (paid / "out").write_text("a file where the folder should be")

    assert main([str(paid / "bayar.csv"), "--out", str(paid / "out")]) == 3

    assert "out" in capsys.readouterr().err.splitlines()[-1]


def test_every_indicator_is_listed_and_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--list", "--json"]) == 0
    every = json.loads(capsys.readouterr().out)

    for one in every:
        for name in ("title", "question", "rationale", "false_alarm", "blind"):
            assert one[name]["id"], (one["id"], name)
            assert one[name]["en"], (one["id"], name)
        assert one["source"]
        assert main(["--explain", one["alias"] or one["id"]]) == 0
    assert len({one["id"] for one in every}) == len(every) >= 50
