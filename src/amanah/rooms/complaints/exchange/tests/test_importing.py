"""Bringing in complaints: what is read, what is named as wrong, and that nothing is ever half there."""

import io
from datetime import date
from uuid import uuid4

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case, Step
from amanah.engines.cases.queries import visible
from amanah.engines.reports.report import Report
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.imports import cells as found_in
from amanah.foundation.imports import columns as meaning
from amanah.foundation.imports import days, reading
from amanah.foundation.ledger import verify
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.models import SealedField, Wrap
from amanah.kernel import canonical
from amanah.rooms.complaints.exchange import matters
from amanah.rooms.complaints.exchange.importing import checking, columns
from amanah.rooms.complaints.exchange.models import Import, Seen
from amanah.rooms.complaints.exchange.services import imports
from amanah.rooms.complaints.models import Marks
from tests.custody import due_of_everybody
from tests.people import PASSPHRASE

HEADERS = "Tracking ID;Tanggal Laporan;Judul Laporan;Isi Laporan;Klasifikasi Laporan;Nama Pelapor;Anonim;Rahasia;Status;Tanggal Selesai"
ROWS = (
    "7001;2026-03-10;Antrean;Antrean di loket terlalu lama;Pengaduan;Tono;tidak;tidak;Proses;",
    "7002;11/03/2026;Saran;Buka loket pada Sabtu;Aspirasi;;ya;tidak;Belum Ditindaklanjuti;",
    "7003;12 Maret 2026;Syarat;Apa syarat izin K3?;Permintaan Informasi;Wati;tidak;ya;Selesai;20 Maret 2026",
)


def file_of(*rows, encoding="utf-8", headers=HEADERS):
    return "\r\n".join([headers, *rows, ""]).encode(encoding)


def brought(house, data):
    return imports.bring(data, columns.proposed(data), account=house.rina)


def imported(house, data):
    opened = brought(house, data)
    imports.check(opened)
    imports.run(opened)
    opened.job.refresh_from_db()
    return opened


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("2026-11-30", date(2026, 11, 30)),
        ("2026-11-30 08:15:00", date(2026, 11, 30)),
        ("2026-11-29T18:15:00Z", date(2026, 11, 30)),
        ("2026-11-30T08:15:00+07:00", date(2026, 11, 30)),
        ("30/11/2026", date(2026, 11, 30)),
        ("3-2-2026 14.05", date(2026, 2, 3)),
        ("30.11.2026", date(2026, 11, 30)),
        ("30 November 2026", date(2026, 11, 30)),
        ("Senin, 30 Nopember 2026 pukul 08:15 WIB", date(2026, 11, 30)),
        ("Jumat 1 Mei 2026", date(2026, 5, 1)),
        ("17 Agt 2026", date(2026, 8, 17)),
        ("9 Peb 2026", date(2026, 2, 9)),
        ("10-Des-2025", date(2025, 12, 10)),
        ("46356", date(2026, 11, 30)),
        ("46356.5", date(2026, 11, 30)),
        ("11/30/2026", None),
        ("30/11/26", None),
        ("31 Februari 2026", None),
        ("30 Brumaire 2026", None),
        ("kemarin", None),
        ("2026-11-30 dan seterusnya", None),
    ],
)
def test_days(said, means):
    assert days.read(said) == means


@given(st.text(max_size=40) | st.from_regex(r"\d{1,4}[-/. ]\w{1,9}[-/. ]\d{1,5}", fullmatch=True))
def test_any_text_is_a_day_or_none(said):
    found = days.read(said)
    assert found is None or found.year >= 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_encodings_and_separators(encoding, sign):
    data = f'Nomor{sign}Isi{sign}Nama\r\n1{sign}"Café – baris\nkedua"{sign}Zoë\r\n'.encode(encoding)
    assert [cells for _, cells, _ in columns.lines(data)] == [["Nomor", "Isi", "Nama"], ["1", "Café – baris\nkedua", "Zoë"]]


@pytest.mark.parametrize(
    "data", [b"", b"  \n", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00", b"PK\x03\x04nothing", b"a,b\n\x81\x8d,\xff"]
)
def test_what_is_no_table(data):
    with pytest.raises(reading.Unreadable):
        list(columns.lines(data))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    try:
        for number, cells, _spoilt in columns.lines(data):
            assert number >= 1
            assert all(isinstance(cell, str) for cell in cells)
    except reading.Unreadable:
        return


def test_headers_of_both_systems_are_guessed():
    assert meaning.guess(columns.FIELDS, HEADERS.split(";")) == {
        "number": "tracking_id",
        "received": "tanggal_laporan",
        "title": "judul_laporan",
        "text": "isi_laporan",
        "kind": "klasifikasi_laporan",
        "name": "nama_pelapor",
        "anonymous": "anonim",
        "secret": "rahasia",
        "status": "status",
        "closed": "tanggal_selesai",
    }
    simadu = meaning.guess(
        columns.FIELDS, ["No. Pengaduan", "Tgl. Pengaduan", "Nama", "No. HP", "Uraian Pengaduan", "Unit Kerja", "Status"]
    )
    assert simadu == {
        "number": "no_pengaduan",
        "received": "tgl_pengaduan",
        "text": "uraian_pengaduan",
        "unit": "unit_kerja",
        "name": "nama",
        "contact": "no_hp",
        "status": "status",
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "field", "code"),
    [
        ("1;2026-03-10;;=HYPERLINK(0);Pengaduan;;;;;", "text", found_in.FORMULA),
        ("=1+1;2026-03-10;;Isi;Pengaduan;;;;;", "number", found_in.FORMULA),
        ("1;2026-03-10;;CafÃ© rusak;Pengaduan;;;;;", "text", found_in.BROKEN),
        ("1;2026-03-10;;Isi \ufffd;Pengaduan;;;;;", "text", found_in.BROKEN),
        ("1;2026-03-10;;Isi\x07;Pengaduan;;;;;", "text", found_in.BROKEN),
        ("1;kapan-kapan;;Isi;Pengaduan;;;;;", "received", checking.NO_DAY),
        ("1;;;Isi;Pengaduan;;;;;", "received", found_in.EMPTY),
        ("1;2999-01-01;;Isi;Pengaduan;;;;;", "received", checking.FUTURE),
        ("1;2026-03-10;;;Pengaduan;;;;;", "text", found_in.EMPTY),
        ("1;2026-03-10;;Isi;Lainnya;;;;;", "kind", checking.KIND),
        ("1;2026-03-10;;Isi;Pengaduan;;mungkin;;;", "anonymous", checking.FLAG),
        ("1;2026-03-10;;Isi;Pengaduan;;;;Entah;", "status", checking.STATUS),
        ("1;2026-03-10;;Isi;Pengaduan;;;;Selesai;2026-03-01", "closed", checking.BEFORE),
        (f"1;2026-03-10;{'x' * 301};Isi;Pengaduan;;;;;", "title", found_in.LONG),
    ],
)
def test_what_is_wrong_with_a_row(row, field, code):
    data = file_of(row)
    found = list(checking.rows(columns.lines(data), meaning.guess(columns.FIELDS, HEADERS.split(";"))))
    assert found[0].wrong == {field: code}
    assert checking.SENTENCES[code]


@pytest.mark.django_db
def test_twice_in_the_file():
    data = file_of(ROWS[0], ROWS[1], ROWS[0].replace("7001", " 7001 "), headers=HEADERS)
    found = list(checking.rows(columns.lines(data), meaning.guess(columns.FIELDS, HEADERS.split(";"))))
    assert [row.wrong for row in found] == [{}, {}, {"number": checking.TWICE}]


@pytest.mark.django_db
def test_rows_become_complaints(house):
    opened = imported(house, file_of(*ROWS))
    job = opened.job
    assert (job.state, job.rows, job.done, job.filed, job.wrong) == ("done", 3, 3, 3, 0)
    tono, saran, wati = Case.objects.order_by("opened_on")
    assert [case.topic for case in (tono, saran, wati)] == ["complaint", "aspiration", "information"]
    assert [case.opened_on for case in (tono, saran, wati)] == [date(2026, 3, day) for day in (10, 11, 12)]
    marks = {mark.case_id: mark for mark in Marks.objects.all()}
    assert [(marks[case.pk].anonymous, marks[case.pk].secret) for case in (tono, saran, wati)] == [
        (False, False),
        (True, False),
        (False, True),
    ]
    assert {mark.way for mark in marks.values()} == {"imported"}
    assert (wati.state, wati.closed_on, wati.outcome) == ("resolved", date(2026, 3, 20), "settled_elsewhere")
    assert tono.state == "received"
    pair = vault.unlock(house.rina, PASSPHRASE)
    key = vault.content_key(tono.ref, f"account:{house.rina.pk}", pair)
    report = Report.from_bytes(vault.open_field(tono.ref, "report", key))
    assert report.answers["what"] == "Antrean\n\nAntrean di loket terlalu lama"
    assert report.identity.name == "Tono"
    work = vault.content_key(f"work:{tono.pk}", f"account:{house.rina.pk}", pair)
    told = canonical.decode(vault.open_field(f"work:{tono.pk}", "opened", work))
    assert (told["came_by"], told["number"]) == ("imported", "7001")
    assert verify.run().ok
    assert not SealedField.objects.filter(record=job.file_ref).exists()


@pytest.mark.django_db
def test_closed_elsewhere_is_as_opened_and_closed(house):
    """A case that was over before it came has the rows and entries of one that was opened and then closed."""
    imported(house, file_of(ROWS[2]))
    many = Case.objects.get()
    said = matters.Complaint("information", "Apa?", name="Wati")
    filed = matters.filing(uuid4(), said, told={"came_by": "imported"})
    alone = cases.open_case(
        matters.regime().kind, case_id=filed.case_id, route="desk", topic="information", actor="system", day=date(2026, 3, 12)
    )
    cases.move(alone, "settle_elsewhere", viewer="system", outcome="settled_elsewhere", day=date(2026, 3, 20))

    def looks(case):
        own = ("ref", "id", "case_id", "number", "announced", "actor", "changed_by")
        plain = lambda rows: [{key: value for key, value in row.items() if key not in own} for row in rows]  # noqa: E731 - short here
        return (
            plain(Case.objects.filter(pk=case.pk).values()),
            plain(Step.objects.filter(case=case).values()),
            plain(Deadline.objects.filter(ref=case.ref).order_by("name").values()),
        )

    assert looks(many) == looks(alone)
    assert verify.run().ok


@pytest.mark.django_db
def test_wrong_rows_stay_outside_and_are_named(house):
    opened = imported(house, file_of(ROWS[0], "7009;kapan;;=1+1;Pengaduan;;;;;", ROWS[1]))
    assert (opened.job.filed, opened.job.wrong) == (2, 1)
    ((line, cells, wrong),) = imports.wrong_rows(opened)
    assert (line, cells["text"], wrong) == (3, "=1+1", {"received": "no_day", "text": "formula"})
    assert Case.objects.count() == 2


@pytest.mark.django_db
def test_the_same_number_is_not_imported_twice(house):
    imported(house, file_of(*ROWS))
    again = imported(house, file_of(*ROWS, "7004;2026-03-13;;Baru;Pengaduan;;;;;"))
    assert (again.job.filed, again.job.wrong) == (1, 3)
    assert {code for _, _, wrong in imports.wrong_rows(again) for code in wrong.values()} == {"earlier"}
    assert Case.objects.count() == Seen.objects.count() == 4


@pytest.mark.django_db
def test_nothing_in_clear(house):
    brought(house, file_of(*ROWS))
    stored = b"".join(bytes(row.ciphertext) for row in SealedField.objects.all()) + str(list(Import.objects.values())).encode()
    assert b"Antrean" not in stored
    assert b"7001" not in stored


@pytest.mark.django_db
def test_only_whoever_brought_it_opens_it(house):
    opened = brought(house, file_of(*ROWS))
    assert imports.file_of(imports.opened(opened.job, vault.unlock(house.rina, PASSPHRASE))).read() == file_of(*ROWS)
    with pytest.raises(vault.CannotOpen):
        imports.opened(opened.job, vault.unlock(house.sari, PASSPHRASE))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("broken_at", [0, 1, 2])
def test_interrupted_anywhere_it_goes_on(house, monkeypatch, broken_at):
    """Whatever portion it was killed at: what is filed is filed whole, and going on files the rest once."""
    monkeypatch.setattr(imports, "PORTION", 2)
    opened = brought(house, file_of(*(f"{number};2026-03-10;;Isi {number};Pengaduan;;;;;" for number in range(6))))
    imports.check(opened)
    stored = []

    def fall(tasks):
        def sealed():
            if len(stored) == broken_at:
                raise KeyboardInterrupt
            stored.append(1)
            return imports.seal_here(tasks)()

        return sealed

    with pytest.raises(KeyboardInterrupt):
        imports.run(opened, seal=fall)
    job = Import.objects.get()
    assert (job.state, job.done) == ("importing", broken_at * 2)
    assert Case.objects.count() == Marks.objects.count() == Seen.objects.count() == job.filed == broken_at * 2
    imports.run(imports.opened(job, vault.unlock(house.rina, PASSPHRASE)))
    job.refresh_from_db()
    assert (job.state, job.filed, job.wrong) == ("done", 6, 0)
    assert Case.objects.count() == 6
    assert verify.run().ok


@pytest.mark.django_db(transaction=True)
def test_two_at_once(house, monkeypatch):
    """Who comes second finds the import overtaken, and nothing is filed twice."""
    opened = brought(house, file_of(*ROWS))
    imports.check(opened)

    def meanwhile(tasks):
        Import.objects.update(done=1)
        return imports.seal_here(tasks)

    with pytest.raises(imports.Overtaken):
        imports.run(opened, seal=meanwhile)
    assert not Case.objects.exists()


@pytest.mark.django_db
def test_given_up_before_anything_is_filed(house):
    opened = brought(house, file_of(*ROWS))
    imports.withdraw(opened.job, viewer=Viewer.of(house.rina))
    assert not SealedField.objects.filter(record__in=[opened.job.ref, opened.job.file_ref]).exists()
    with pytest.raises(imports.Overtaken):
        imports.withdraw(opened.job, viewer=Viewer.of(house.rina))


@pytest.mark.django_db
def test_columns_may_be_corrected(house):
    opened = brought(house, file_of("5;2026-03-10;Isi sebenarnya", headers="A;B;C"))
    assert opened.job.columns == {}
    imports.set_columns(opened.job, {"number": "a", "received": "b", "text": "c"}, viewer=Viewer.of(house.rina), keep_as="Sistem lama")
    imports.check(opened)
    imports.run(opened)
    assert Case.objects.count() == 1
    with pytest.raises(imports.Overtaken):
        imports.set_columns(opened.job, {}, viewer=Viewer.of(house.rina))


@pytest.mark.django_db
def test_units_named_exactly_are_known_and_the_others_are_said(house):
    headers = f"{HEADERS};Unit Kerja"
    over = "Selesai;2026-03-20"
    rows = (
        f"7101;2026-03-10;;Antrean;Pengaduan;Tono;;;{over};dit-k3",
        f"7102;2026-03-10;;Antrean;Pengaduan;Tono;;;{over};{house.units.placement.name.upper()}",
        f"7103;2026-03-10;;Antrean;Pengaduan;Tono;;;{over};Dinas Antah Berantah",
        "7104;2026-03-10;;Antrean;Pengaduan;Tono;;;Proses;;DIT-K3",
    )
    opened = imported(house, file_of(*rows, headers=headers))
    assert opened.job.filed == 4
    assert imports.strange_units(opened) == [("Dinas Antah Berantah", 1)]
    units = sorted(str(case.unit and case.unit.code) for case in Case.objects.all())
    assert units == sorted(["DIT-K3", house.units.placement.code, "None", "None"])  # what is not over has still to be passed on


@pytest.mark.django_db
def test_whoever_is_complained_of_sees_nothing_of_it(house):
    tari = house.add("tari", "Tari Handayani", house.units.secretariat, "Petugas pengaduan kedua", roles=("complaints.officer",), keys=True)
    names = "; ".join(house.persons[name].name for name in ("rina", "tari"))
    headers = f"{HEADERS};Terlapor"
    rows = (
        f"7201;2026-03-10;;Antrean;Pengaduan;Tono;;;Proses;;{house.persons['rina'].name}",
        f'7202;2026-03-10;;Antrean;Pengaduan;Tono;;;Proses;;"{names}"',
    )
    opened = imported(house, file_of(*rows, headers=headers))
    assert [(line, wrong) for line, _cells, wrong in imports.wrong_rows(opened)] == [(3, {"involved": "nobody"})]
    case = Case.objects.get()
    assert not visible(house.viewer("rina")).exists()
    assert visible(house.viewer("tari")).get() == case
    holders = {f"account:{account.pk}" for account in (tari, house.sari)}
    assert set(Wrap.objects.filter(record=case.ref).values_list("holder", flat=True)) == holders


@pytest.mark.django_db
def test_a_spreadsheet(house):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Tracking ID", "Tanggal Laporan", "Isi Laporan"])
        sheet.write_row(1, 0, [7001, "", "Antrean"])
        sheet.write_datetime(1, 1, date(2026, 3, 10), book.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.write(2, 0, 7002)
        sheet.write_formula(2, 2, "=1+1")
        sheet.write(2, 1, "11/03/2026")
    opened = imported(house, out.getvalue())
    assert (opened.job.filed, opened.job.wrong) == (1, 1)
    assert imports.wrong_rows(opened)[0][2] == {"text": "formula"}


@pytest.mark.django_db
def test_the_keys_are_due_to_the_same_people_asked_together_and_one_by_one(house):
    opened = imported(house, file_of(*ROWS))
    found = due_of_everybody()
    assert {name for name, records in found.items() if opened.job.ref in records} == {"rina"}
    assert all(case.ref in found["rina"] for case in Case.objects.all())
