"""OCDS as it comes: releases, records, packages; and what is rejected, with its line and JSON path."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from amanah.redflags.reading import UnreadableError
from amanah.redflags.reading.ocds import documents
from amanah.redflags.tests.releases import Read, written

SHARED = Path(__file__).parents[5] / "shared" / "data" / "ocds"

WHOLE: dict[str, Any] = {
    "ocid": "ocds-213czf-1",
    "date": "2026-02-01T00:00:00Z",
    "tag": ["compiled"],
    "buyer": {"id": "B", "name": "Kementerian"},
    "parties": [
        {
            "id": "B",
            "name": "Kementerian",
            "roles": ["buyer", "procuringEntity"],
            "address": {"region": "Jawa Barat", "locality": "Bekasi"},
        },
        {"id": "W", "identifier": {"scheme": "ID-NPWP", "id": "01"}, "contactPoint": {"telephone": "021", "email": "w@contoh.id"}},
    ],
    "tender": {
        "id": "T",
        "title": "Perangkat uji",
        "procurementMethod": "open",
        "procuringEntity": {"id": "P"},
        "value": {"amount": 500.5, "currency": "IDR"},
        "numberOfTenderers": 2,
        "tenderPeriod": {"startDate": "2026-01-01T08:00:00+07:00", "endDate": "2026-01-20T00:00:00Z"},
        "items": [{"classification": {"scheme": "UNSPSC", "id": "41110000"}}],
        "documents": [
            {"documentType": "biddingDocuments", "datePublished": "2025-12-01T00:00:00Z"},
            {"documentType": "tenderNotice", "datePublished": "2025-12-30T00:00:00Z"},
        ],
    },
    "bids": {
        "details": [
            {"id": "b1", "date": "2026-01-19T00:00:00Z", "status": "valid", "tenderers": [{"id": "W"}, {"id": "A"}, {"id": "W"}]},
            {"status": "valid", "tenderers": [{"id": "L"}], "value": {"amount": 480, "currency": "IDR"}},
        ]
    },
    "awards": [
        {
            "id": 7,
            "status": "active",
            "date": "2026-01-31T00:00:00Z",
            "suppliers": [{"id": "W", "name": "PT W"}],
            "items": [{"classification": {"scheme": "UNSPSC", "id": "41110000"}}],
        }
    ],
    "contracts": [
        {
            "id": "c",
            "awardID": 7,
            "dateSigned": "2026-02-10T00:00:00Z",
            "value": {"amount": 550, "currency": "IDR"},
            "amendments": [{"id": "m", "date": "2026-06-01T00:00:00Z", "changes": [{"property": "value.amount", "former_value": 500}]}],
        }
    ],
}


def test_every_table_is_filled(tmp_path: Path) -> None:
    read = Read(written(tmp_path / "in.jsonl", WHOLE), work=tmp_path / "work")

    release = read.told("releases")
    assert (release["buyer_id"], release["entity_id"], release["region"], release["portal"]) == ("B", "P", "Jawa Barat", "ocds-213czf")
    assert (f"{release['opened']}", f"{release['published']}") == ("2026-01-01 01:00:00", "2025-12-30 00:00:00")
    assert (f"{release['awarded']}", release["class"], release["estimate"]) == ("2026-01-31 00:00:00", "41110000", 500.5)
    assert read.rows("bids", "bid", "place", "tenderers", "tenderer_ids", "amount") == [("#2", 2, 1, "L", 480), ("b1", 1, 3, "A|W", None)]
    assert read.rows("bid_tenderers", "tenderer_id", "bid") == [("A", "b1"), ("L", "#2"), ("W", "b1"), ("W", "b1")]
    assert read.rows("awards", "award", "suppliers", "supplier_ids") == [("7", 1, "W")]
    assert read.rows("award_suppliers", "award", "supplier") == [("7", "PT W")]
    assert read.rows("award_items", "scheme", "class") == [("UNSPSC", "41110000")]
    assert read.rows("contracts", "contract", "award", "amount") == [("c", "7", 550)]
    assert read.rows("amendments", "contract", "amendment", "amount_before", "amount_after") == [("c", "m", 500, 550)]
    assert read.rows("parties", "party_id", "roles", "address", "phone", "tax_id")[0][:3] == (
        "B",
        "buyer|procuringEntity",
        "Bekasi, Jawa Barat",
    )
    assert read.rejected == []


@pytest.mark.parametrize("form", ["package", "records", "list", "lines of packages", "indented", "gzip"])
def test_one_process_in_every_wrapping(form: str, tmp_path: Path) -> None:
    path = tmp_path / "in.json"
    match form:
        case "package":
            path.write_text(json.dumps({"uri": "x", "releases": [WHOLE], "publisher": {"name": "y"}}))
        case "records":
            path.write_text(json.dumps({"records": [{"ocid": WHOLE["ocid"], "compiledRelease": WHOLE, "releases": [{"url": "x"}]}]}))
        case "list":
            path.write_text(json.dumps([WHOLE]))
        case "lines of packages":
            path.write_text("\n".join(json.dumps({"releases": [one]}) for one in (WHOLE, WHOLE | {"ocid": "another"})))
        case "indented":
            path.write_text("\ufeff" + json.dumps(WHOLE, indent=2), encoding="utf-8")
        case "gzip":
            path.write_bytes(gzip.compress(json.dumps(WHOLE).encode() + b"\n"))

    read = Read(path, work=tmp_path / "work")

    assert ("ocds-213czf-1", 500.5) in read.rows("releases", "ocid", "estimate")
    assert read.rejected == []


def test_releases_one_by_one_come_to_what_they_say_together(tmp_path: Path) -> None:
    def release(date: str, **content: Any) -> dict[str, Any]:
        return {"ocid": "o", "date": date, **content}

    read = Read(
        written(
            tmp_path / "in.jsonl",
            release("2026-03-01T00:00:00Z", tag=["award"], tender={"status": "complete"}, awards=[{"id": "1", "status": "active"}]),
            release("2026-01-01T00:00:00Z", tag=["tender"], tender={"status": "active", "title": "Jalan"}, parties=[{"id": "a"}]),
            release("2026-02-01T00:00:00Z", awards=[{"id": "1", "status": "pending", "value": {"amount": 5, "currency": "rp"}}]),
        ),
        work=tmp_path / "work",
    )

    assert read.rows("releases", "ocid", "status", "title") == [("o", "complete", "Jalan")]
    assert read.rows("awards", "award", "status", "amount", "currency") == [("1", "active", 5, None)]
    assert [row[:3] for row in read.rejected] == [("in.jsonl", "2", "awards[0].value.currency")]


def test_of_compiled_releases_the_newest_counts(tmp_path: Path) -> None:
    old, new = (
        {"ocid": "o", "tag": ["compiled"], "date": f"{year}-01-01T00:00:00Z", "tender": {"title": f"{year}"}} for year in (2025, 2026)
    )

    read = Read(written(tmp_path / "a.jsonl", new), written(tmp_path / "b.jsonl", {"ocid": "other"}, old), work=tmp_path / "work")

    assert read.rows("releases", "ocid", "title") == [("o", "2026"), ("other", None)]
    assert read.rejected == [("b.jsonl", "2", "", "the process is given again; the release of 2026-01-01T00:00:00Z counts")]


def test_linked_releases_are_said_to_be_missing(tmp_path: Path) -> None:
    path = tmp_path / "in.json"
    path.write_text(json.dumps({"records": [{"ocid": "o", "releases": [{"url": "https://x"}]}, {"ocid": "p", "compiledRelease": {}}]}))

    read = Read(path, work=tmp_path / "work")

    assert read.rows("releases", "ocid") == [("p",)]
    assert read.taken.notes == ["in.json: 1 linked release(s) not included: their records hold only the addresses"]


BAD = r"""{"ocid":"ok-1","bids":{"details":[{"id":"1","status":"valid","value":{"amount":"zes","currency":"IDR"},"tenderers":{"id":7}}]}}

[1]
{"ocid":"broken off","tender":{"id
7
{"ocid":"ok-2","tender":{"status":["x"],"numberOfTenderers":1.5,"tenderPeriod":{"endDate":"2026-02-30T00:00:00Z"}},"awards":"none"}
{"tender":{}}
{"ocid":"not a number","x":NaN}
{"ocid":"ok-3","awards":[null,5,{"value":{"amount":1e999,"currency":"Rp"},"suppliers":[{"identifier":{"scheme":"ID","id":"9"}}]}]}
{"ocid":"ok-4","ocid":"ok-5"}
"""


def test_what_is_wrong_is_rejected_with_its_place_and_the_rest_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(BAD + '{"ocid":"deep","x":' + "[" * 20_000, encoding="utf-8")
    with path.open("ab") as file:
        file.write(b'\n{"ocid":"caf\xe9"}\n')

    read = Read(path, work=tmp_path / "work")

    assert {(int(line), column) for _file, line, column, _reason in read.rejected} == {
        (1, "bids.details[0].value.amount"),
        (3, "[0]"),
        (4, ""),
        (5, ""),
        (6, "tender.status"),
        (6, "tender.numberOfTenderers"),
        (6, "tender.tenderPeriod.endDate"),
        (6, "awards"),
        (7, "ocid"),
        (8, ""),
        (9, "awards[1]"),
        (9, "awards[2].value.amount"),
        (9, "awards[2].value.currency"),
        (11, ""),
        (12, ""),
    }
    assert read.rows("releases", "ocid") == [("ok-1",), ("ok-2",), ("ok-3",), ("ok-5",)]
    assert read.rows("bids", "ocid", "amount", "tenderer_ids") == [("ok-1", None, "7")]
    assert read.rows("award_suppliers", "supplier_id") == [("ID-9",)]


def test_cells_of_a_well_formed_file_are_named_by_line_too(tmp_path: Path) -> None:
    """Such a file is read without Python seeing a line; blank lines count all the same."""
    bids = {"details": [{"value": {"amount": 1, "currency": "IDR"}}, {"date": "kemarin", "value": {"amount": 1, "currency": "rp."}}]}
    path = tmp_path / "in.jsonl"
    path.write_text('{"ocid":"a"}\n\n\n' + json.dumps({"ocid": "b", "bids": bids}) + "\n")

    read = Read(path, work=tmp_path / "work")

    assert read.rejected == [
        ("in.jsonl", "4", "bids.details[1].date", "'kemarin' is no date and time"),
        ("in.jsonl", "4", "bids.details[1].value.currency", "'rp.' is no currency (three capital letters)"),
    ]
    assert read.rows("bids", "place", "amount", "currency") == [(1, 1, "IDR"), (2, 1, None)]


@pytest.mark.parametrize("form", ["line", "package"])
def test_one_release_too_large_is_refused_and_the_others_kept(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "LARGEST", 3 << 20)
    huge = {"ocid": "huge", "tender": {"title": "x" * (8 << 20)}}
    path = tmp_path / "in.json"
    if form == "line":
        written(path, {"releases": [{"ocid": "a"}]}, huge, {"ocid": "b"})
    else:
        path.write_text(json.dumps({"releases": [{"ocid": "a"}, {"ocid": "b"}, huge]}))

    read = Read(path, work=tmp_path / "work")

    assert read.rows("releases", "ocid") == [("a",), ("b",)]
    ((_file, line, _column, reason),) = read.rejected
    assert line == ("2" if form == "line" else "1")
    assert "3 MB" in reason


def test_a_package_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "in.json"
    path.write_text('{"releases":[\n{"ocid":"a"},\n{"ocid":"b"},\n{"ocid":"c","tender":{"ti')

    read = Read(path, work=tmp_path / "work")

    assert read.rows("releases", "ocid") == [("a",), ("b",)]
    assert [row[:3] for row in read.rejected] == [("in.json", "4", "")]


def test_a_packed_file_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl.gz"
    whole = b"".join(json.dumps({"ocid": f"{n:08}-{hash((n, 'x')):x}"}).encode() + b"\n" for n in range(5_000))
    path.write_bytes(gzip.compress(whole)[:-20_000])

    read = Read(path, work=tmp_path / "work")

    assert 0 < read.taken.rows["releases"] < 5_000
    assert read.rejected[0][0] == "in.jsonl.gz"
    assert "breaks off" in read.rejected[0][3]


def test_json_that_is_not_ocds_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "in.json"
    path.write_text('{"nama": "bukan"}')

    with pytest.raises(UnreadableError):
        Read(path, work=tmp_path / "work")


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("portugal_impic_100_releases.jsonl.gz", {"releases": 100, "awards": 100, "contracts": 100, "parties": 200}),
        ("paraguay_155220_record_package.json.gz", {"releases": 1, "awards": 1, "award_suppliers": 7, "contracts": 7}),
        ("ocp_sample_dataset.jsonl", {"releases": 1, "parties": 2}),
    ],
)
def test_published_files_are_read_without_loss(name: str, counts: dict[str, int], tmp_path: Path) -> None:
    if not SHARED.exists():
        pytest.skip("the published releases are not on this machine")

    read = Read(SHARED / name, work=tmp_path)

    assert {table: read.taken.rows[table] for table in counts} == counts
    assert read.rejected == []
