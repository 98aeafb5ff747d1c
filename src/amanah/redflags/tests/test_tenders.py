"""Lists of tenders as portals give them out, made into canonical tables."""

import io
import math
from datetime import datetime

import ibis
import pytest

from amanah.redflags.data import Data
from amanah.redflags.reading import Into, Taken, Wish, tenders
from amanah.redflags.reading.reader import read
from amanah.redflags.writing import Rejections

LIST = """LPSE;Kode Tender;Nama Paket;Satuan Kerja;Tahap;Metode Pemilihan;Jenis Pengadaan;Tahun Anggaran;HPS;Pemenang;NPWP;Alamat;Harga Penawaran;\
Nilai Kontrak;Tanggal Pengumuman;Tanggal Penetapan
lpse-a;101;Rehab Jalan <span class='label label-warning'>Tender Ulang</span>;Dinas PU;Tender Sudah Selesai;Tender;Pekerjaan Konstruksi;2019;1,1 M;\
CV Maju;01.234.567.8-901.000;Jl. Melati 5;1.050.000.000;Rp 1.049.999.999,50;2019-02-01;2019-03-15
lpse-a;102;"Kajian &amp; Survei";Dinas PU;Tender Gagal;Seleksi Umum;Jasa Konsultansi Badan Usaha;2019;Rp 250.000.000,00;;;;;Nilai Kontrak belum dibuat;;
lpse-b;102;Makan Minum;RSUD;Evaluasi;Pengadaan Langsung;Jasa Lainnya;;248,5 Jt;CV Sari;;;;;;
"""


@pytest.fixture
def listed(tmp_path) -> Data:
    (tmp_path / "tender.csv").write_text(LIST)
    data = Data(ibis.duckdb.connect(), "duckdb")
    read([tmp_path / "tender.csv"], Into(data, Wish(), Taken(Rejections(io.StringIO())), tmp_path))
    return data


def rows(data, name):
    return data[name].order_by("ocid").to_pyarrow().to_pylist()


def test_one_row_becomes_a_release_an_award_and_a_contract(listed):
    first, second, third = rows(listed, "releases")

    assert [first[key] for key in ("ocid", "title", "buyer_id", "status", "method", "category", "estimate", "estimate_within", "retender")] == [
        "lpse-a/101", "Rehab Jalan", "DINAS PU", "complete", "open", "works", 1.1e9, 5e7, True,
    ]  # fmt: skip
    assert (first["published"], first["awarded"], first["year"]) == (
        datetime.fromisoformat("2019-02-01"),
        datetime.fromisoformat("2019-03-15"),
        2019,
    )
    assert (second["title"], second["status"], second["method"], second["category"]) == (
        "Kajian & Survei", "unsuccessful", "selective", "consultingServices",
    )  # fmt: skip
    assert (second["estimate"], second["estimate_within"], second["retender"]) == (250e6, None, False)
    assert (third["method"], third["estimate"], third["estimate_within"], third["status"]) == ("direct", 248.5e6, 5e4, "active")

    assert [(row["ocid"], row["supplier_id"]) for row in rows(listed, "award_suppliers")] == [
        ("lpse-a/101", "01.234.567.8-901.000"),
        ("lpse-b/102", "CV SARI"),
    ]
    assert [(row["ocid"], row["amount"]) for row in rows(listed, "awards")] == [("lpse-a/101", 1.05e9), ("lpse-b/102", None)]
    assert [(row["amount"], row["award"]) for row in rows(listed, "contracts")] == [(1_049_999_999.5, "1")]
    assert rows(listed, "parties")[0]["address"] == "Jl. Melati 5"
    assert not listed.has("bids", "bid")


@pytest.mark.parametrize(
    ("written", "amount", "within"),
    [
        ("Rp 217.764.799,25", 217_764_799.25, None),
        ("Rp. 5.000.000", 5e6, None),
        ("1,1 M", 1.1e9, 5e7),
        ("5 M", 5e9, 5e7),
        ("2,25 Miliar", 2.25e9, 5e6),
        ("248,5 Jt", 248.5e6, 5e4),
        ("1.500 Jt", 1.5e9, 5e4),
        ("1100000000.0", 1.1e9, None),
        ("1e+15", 1e15, None),
        ("1,234,567.50", 1_234_567.5, None),
        ("12,5", 12.5, None),
        ("Nilai Kontrak belum dibuat", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_amounts_as_portals_write_them(written, amount, within):
    text = ibis.literal(written, "string")
    found = ibis.duckdb.connect().execute(ibis.memtable({"x": [1]}).select(a=tenders.amount(text), w=tenders.coarseness(text)))

    assert [None if math.isnan(value) else value for value in found.iloc[0]] == [pytest.approx(amount) if amount else None, within]


def test_of_a_code_named_twice_the_last_row_counts(tmp_path):
    (tmp_path / "twice.csv").write_text("Kode Tender,Nama Paket,HPS\n7,Lama,100\n7,Baru,200\n")
    data = Data(ibis.duckdb.connect(), "duckdb")
    read([tmp_path / "twice.csv"], Into(data, Wish(), Taken(Rejections(io.StringIO())), tmp_path))

    assert [(row["title"], row["estimate"]) for row in rows(data, "releases")] == [("Baru", 200.0)]


EUROPE = """tender_id,lot_number,tender_awarddecisiondate,tender_biddeadline,tender_proceduretype,tender_supplytype,\
tender_publications_firstcallfor,buyer_masterid,buyer_name,bidder_name,bid_price,bid_pricecurrency,title,bids_count
T1,1,2014-03-01,2014-02-01,OPEN,SUPPLIES,2014-01-01,B7,Department of Contracts,Salomone Ltd,23920.5,EUR,Tablets,1
T1,2,2014-03-01,2014-02-01,RESTRICTED,WORKS,2014-01-01,B7,Department of Contracts,Borg & Sons,145000,EUR,,2
T2,1,,,NEGOTIATED_WITHOUT_PUBLICATION,SERVICES,,B7,Department of Contracts,Borg & Sons,,,Lifts,1
T3,1,,,OPEN,SERVICES,,B7,Department of Contracts,Borg & Sons,9,USD,Cleaning,1
"""


def test_lots_of_a_european_table_in_their_own_currency(tmp_path):
    (tmp_path / "europe.csv").write_text(EUROPE)
    data, sheet = Data(ibis.duckdb.connect(), "duckdb"), io.StringIO()
    read([tmp_path / "europe.csv"], Into(data, Wish(), Taken(Rejections(sheet)), tmp_path))

    assert [(row["ocid"], row["method"], row["category"], row["currency"], row["tenderers"]) for row in rows(data, "releases")] == [
        ("T1/1", "open", "goods", "EUR", 1),
        ("T1/2", "selective", "works", "EUR", 2),  # without a title, kept
        ("T2/1", "direct", "services", "EUR", 1),  # without a currency: that of the others
    ]
    assert [(row["amount"], row["currency"]) for row in rows(data, "awards")] == [(23920.5, "EUR"), (145_000.0, "EUR"), (None, "EUR")]
    assert "1 rows in USD; scanned in EUR" in sheet.getvalue()
