"""Files as bad as they come, scanned whole: what is wrong is named by place, good rows are kept and judged, and nothing breaks off."""

import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from amanah.redflags.command import main

RELEASE = '{"ocid": "%s", "tender": {"numberOfTenderers": 1, "procurementMethod": "open"}}'
HEAD = "Tanggal Bayar;Nama Penyedia;Nomor Faktur;Nilai;Mata Uang\n"
TWICE = "2026-03-02;A;F1;100;IDR\n2026-03-03;A;F1;100;IDR\n"


def bomb() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("bom.csv", "w") as member:
        for _megabyte in range(70):
            member.write(b"0" * (1 << 20))
    return content.getvalue()


def wide() -> str:
    names = ";".join(f"kolom{number}" for number in range(10_000))
    rows = "".join(f"{row};{';'.join(['x'] * 10_000)}\n" for row in TWICE.splitlines())
    return f"{HEAD.strip()};{names}\n{rows}"


CASES: dict[str, tuple[str, Callable[[], str | bytes], list[tuple[str, str, str]]]] = {
    "truncated JSON": (
        "paket.json",
        lambda: f'{{"releases": [{RELEASE % "a"}, {RELEASE % "b"}, {{"ocid": "c", "tender": {{"numb',
        [("1", "", "breaks off")],
    ),
    "truncated line": ("paket.jsonl", lambda: RELEASE % "a" + "\n" + '{"ocid": "b", "tender"\n' + RELEASE % "c", [("2", "", "JSON")]),
    "mixed encodings": ("bayar.csv", lambda: (HEAD + TWICE).encode() + b"2026-03-04;Caf\xe9;F2;dua;IDR\n", [("4", "Nilai", "'dua' is no")]),
    "wrong currencies": ("bayar.csv", lambda: HEAD + TWICE + "2026-03-04;B;F2;5;EUR\n", [("", "currency", "1 rows in EUR")]),
    "a currency that is none": (
        "paket.jsonl",
        lambda: RELEASE % "a" + '\n{"ocid": "b", "tender": {"value": {"amount": 5, "currency": "rupiah"}, "numberOfTenderers": 1}}',
        [("2", "tender.value.currency", "rupiah")],
    ),
    "impossible dates": ("bayar.csv", lambda: HEAD + TWICE + "2026-02-30;B;F2;5;IDR\n", [("4", "Tanggal Bayar", "'2026-02-30' is no day")]),
    "ten thousand columns": ("bayar.csv", wide, []),
    "a bomb beside a good file": ("semua.zip", bomb, [("", "", "unpacks to more than 200 times its size")]),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_wrong_is_named_and_the_rest_is_scanned(case: str, tmp_path: Path) -> None:
    name, made, expected = CASES[case]
    content = made()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_bytes(content.encode() if isinstance(content, str) else content)
    if name.endswith(".zip"):
        (tmp_path / "in" / "bayar.csv").write_text(HEAD + TWICE)

    assert main([str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--indicators", "R018,BYR-01"]) == 0

    with (tmp_path / "out" / "rejected.csv").open(encoding="utf-8", newline="") as file:
        told = list(csv.DictReader(file))
    assert [(row["line"], row["column"]) for row in told] == [(line, column) for line, column, _reason in expected], told
    assert all(reason in row["reason"] for row, (_line, _column, reason) in zip(told, expected, strict=True)), told
    summary = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
    assert summary["hits"], "good rows are judged"
    assert summary["rejected"] == len(expected)
    assert "</html>" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


def test_missing_columns_end_with_two_and_say_which(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bayar.csv").write_text("Tanggal Bayar;Nama Penyedia;Nomor Faktur\n2026-03-02;A;F1\n")

    assert main([str(tmp_path / "bayar.csv"), "--schema", "payments", "--out", str(tmp_path / "out")]) == 2

    assert "no heading for amount of payments" in (tmp_path / "out" / "rejected.csv").read_text()
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "head", "tail"), [("bayar.csv", HEAD + TWICE, TWICE), ("paket.jsonl", RELEASE % "a" + "\n", RELEASE % "b")]
)
def test_a_line_far_larger_than_memory_should_be_takes_none(name: str, head: str, tail: str, tmp_path: Path) -> None:
    """Six hundred megabytes without the end of a line, a hole in the file. Five were tried by hand: 264 MB for CSV, 467 MB for JSON Lines."""
    with (tmp_path / name).open("wb") as file:
        file.write(head.encode())
        file.seek(600_000_000, os.SEEK_CUR)
        file.write(b"\n" + tail.encode())
    words = [sys.executable, "-c", MEASURED, str(tmp_path / name), "--out", str(tmp_path / "out"), "--indicators", "R018,BYR-01"]

    done = subprocess.run(words, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert int(done.stdout.splitlines()[-1]) < 600_000  # kilobytes
    assert "the line is longer than" in (tmp_path / "out" / "rejected.csv").read_text()
    assert json.loads((tmp_path / "out" / "summary.json").read_text())["hits"]


MEASURED = """
import resource, sys
from amanah.redflags.command import main
code = main(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
sys.exit(code)
"""
