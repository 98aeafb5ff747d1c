"""Registers as people keep them: recognised, looked at, then all of it or nothing."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from amanah.engines.risks import replay
from amanah.engines.risks.imports import scales
from amanah.engines.risks.imports.columns import SHAPE
from amanah.engines.risks.imports.register import REGISTER
from amanah.engines.risks.models import Assessment, Risk
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.imports.taking import Taken
from amanah.foundation.imports.values import Unfit
from amanah.foundation.ledger import queries as ledger

pytestmark = pytest.mark.django_db


def book(*rows):
    out, made = io.BytesIO(), Workbook()
    for row in rows:
        made.active.append(list(row))
    made.save(out)
    return out.getvalue()


def planned(data, viewer):
    taken = Taken.of(data, SHAPE)
    lines = taken.lines(SHAPE, taken.chosen(SHAPE))
    return lines, REGISTER.plan(lines, viewer=viewer)


# A register as a directorate keeps it: a title, headings in two rows, a row that counts them, and cells merged downwards.
A_REGISTER = (
    ("REGISTER RISIKO DIREKTORAT PENGAWASAN K3",),
    ("Tahun 2026",),
    (),
    ("No", "Proses Bisnis", "Pernyataan Risiko", "Kategori Risiko", "Penyebab", "Uraian Dampak", "Risiko Melekat", "", "", "Risiko Residu", "", "", "Respon Risiko", "Pemilik Risiko"),
    ("", "", "", "", "", "", "Kemungkinan", "Dampak", "Skor", "Kemungkinan", "Dampak", "Skor", "", ""),
    tuple(f"({n})" for n in range(1, 15)),
    (1, "Pengujian", "Penguji menerima uang", "Fraud", "1. Bekerja sendiri\n2. Tidak ada rotasi", "Alat berbahaya dipakai", 4, "Signifikan", 19, "3 (Kadang-kadang)", "cukup", 9, "Mitigasi", "Direktur Pengawasan K3"),
    ("", "", "", "", "Tunjangan kecil", "Kecelakaan kerja", "", "", "", "", "", "", "", ""),
    (2, "Pengujian", "Jadwal uji bocor", "Operasional", "Surat tidak disegel", "", "Jarang", 2, 7, "", "", "", "", "Gilang Ramadhan"),
    (3, "Arsip", "Arsip rusak", "", "", "", "", "", "", "", "", "", "", ""),
    (),
)  # fmt: skip


def test_a_register_as_people_keep_it_is_recognised_and_brought(team):
    viewer = team.viewer("rudi")
    lines, plan = planned(book(*A_REGISTER), viewer)
    assert not plan.wrong, [row.errors for row in plan.wrong]
    assert REGISTER.count(plan) == {"rows": 4, "risks": 3, "scored": 2, "general": 1, "unlike": 1}
    assert "Risiko tersisa: 14, Sedang (di berkas: 9)" in plan.rows[0].changes
    REGISTER.apply(lines, digest=plan.digest, viewer=viewer)
    first = Risk.objects.get(title="Penguji menerima uang")
    assert (first.unit, first.kind, first.state, first.process) == (team.units.k3, "fraud", "active", "Pengujian")
    assert (first.cell("inherent"), first.cell("residual"), first.cell("target")) == ((4, 4), (3, 3), None)
    assert (first.score, first.level, first.within_appetite, first.option) == (14, "medium", False, "reduce")
    assert first.owner == team.persons["gilang"], "by the post that he holds in the unit"
    assert [cause.text for cause in first.causes.all()] == ["Bekerja sendiri", "Tidak ada rotasi", "Tunjangan kecil"]
    assert [one.text for one in first.consequences.all()] == ["Alat berbahaya dipakai", "Kecelakaan kerja"]
    assert [(one.seq, one.stage, one.origin) for one in first.assessments.all()] == [
        (1, "inherent", "import:register"),
        (2, "residual", "import:register"),
    ]
    assert "Skor di sana 9" in first.assessments.get(stage="residual").reason
    assert "Kode di register asal: 1" in first.steps.first().text
    second, third = Risk.objects.get(title="Jadwal uji bocor"), Risk.objects.get(title="Arsip rusak")
    assert (second.score, second.kind, second.owner) == (7, "general", team.persons["gilang"])
    assert (third.state, third.kind, third.score) == ("draft", "general", 0)
    assert Deadline.objects.filter(ref__in=[first.ref, second.ref, third.ref]).count() == 2
    assert [entry.kind for entry in ledger.entries(first.ref)] == [
        "risk.entered",
        "risk.assessed",
        "risk.assessed",
        "risk.decided",
        "risk.activated",
    ]
    assert replay.check() == []


def test_brought_twice_it_changes_nothing(team):
    viewer = team.viewer("rudi")
    lines, plan = planned(book(*A_REGISTER), viewer)
    REGISTER.apply(lines, digest=plan.digest, viewer=viewer)
    _lines, again = planned(book(*A_REGISTER), team.viewer("rudi"))
    assert (again.wrong, again.changing) == ([], [])


HEADS = ("unit", "pernyataan risiko", "jenis risiko", "kemungkinan", "dampak", "kemungkinan", "dampak", "respon risiko", "pemilik risiko")


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        (("DIT-X", "Uang", "Fraud"), "unit", "Tidak ada unit"),
        (("DIT-PENEMPATAN", "Uang", "Fraud"), "unit", "luar wewenang"),
        (("DIT-K3", "Uang", "Sihir"), "kind", "tidak dikenal"),
        (("DIT-K3", "Uang", "Fraud", 6, 3), "inherent_likelihood", "skala"),
        (("DIT-K3", "Uang", "Fraud", "sering kali", 3), "inherent_likelihood", "skala"),
        (("DIT-K3", "Uang", "Fraud", 3), "inherent_impact", "keduanya"),
        (("DIT-K3", "Uang", "Fraud", "", "", 3, 3), "inherent_likelihood", "melekatnya"),
        (("DIT-K3", "Uang", "Fraud", 5, 5, 3, 3, "Menerima"), "option", "selera risiko"),
        (("DIT-K3", "Uang", "Fraud", "", "", "", "", "Menerima"), "option", "Nilailah dahulu"),
        (("DIT-K3", "Uang", "Fraud", "", "", "", "", "", "Tuan Antah"), "owner", "NIP"),
        (("DIT-K3", "=1+1", "Fraud"), "title", "rumus"),
        (("DIT-K3", "", "Fraud"), "title", "Belum diisi"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_stored(team, row, column, said):
    viewer = team.viewer("rudi")
    lines, plan = planned(book(HEADS, ("DIT-K3", "Berkas hilang", "Umum", 1, 1), row), viewer)
    (wrong,) = plan.wrong
    assert (wrong.number, list(wrong.errors)) == (3, [column])
    assert said in wrong.errors[column]
    with pytest.raises(Exception, match="Tidak ada yang disimpan"):
        REGISTER.apply(lines, digest=plan.digest, viewer=viewer)
    assert not Risk.objects.exists()
    assert not Assessment.objects.exists()


def test_the_same_risk_twice_in_one_file(team):
    _lines, plan = planned(book(HEADS, ("DIT-K3", "Berkas hilang", "Umum"), ("dit-k3", "berkas Hilang", "Umum")), team.viewer("rudi"))
    (wrong,) = plan.wrong
    assert wrong.errors == {"title": "Risiko ini sudah ada pada baris 2."}


def test_units_go_by_name_too_and_need_no_naming_for_who_keeps_one(team):
    name = team.units.k3_testing.name
    _lines, plan = planned(book(("unit kerja", "risiko"), (name.upper(), "Berkas hilang"), ("", "Alat rusak")), team.viewer("rudi"))
    assert [row.brought.plan.unit for row in plan.rows] == [team.units.k3_testing, team.units.k3]
    _lines, plan = planned(book(("risiko",), ("Alat rusak",)), team.viewer("gilang"))
    assert not plan.wrong, "who heads one unit keeps one register"


@pytest.mark.parametrize(
    ("said", "step"),
    [
        ("4", 4),
        ("4 - Sering", 4),
        ("(4) Sering", 4),
        ("Sering (4)", 4),
        ("SERING", 4),
        ("likely", 4),
        ("Hampir  pasti terjadi", 5),
        ("", None),
    ],
)
def test_steps_of_a_scale_by_number_and_by_word(said, step):
    assert scales.likelihood(said) == step


@pytest.mark.parametrize("said", ["0", "6", "4,5", "4.5", "4-5", "Sering sekali", "tinggi"])
def test_no_step_of_a_scale(said):
    with pytest.raises(Unfit):
        scales.likelihood(said)


def test_a_thousand_rows_are_no_thousand_queries(team, django_assert_max_num_queries):
    rows = [("DIT-K3", f"Peristiwa {n}", "Umum", 1 + n % 5, 1 + n % 4) for n in range(1000)]
    viewer = team.viewer("rudi")
    with django_assert_max_num_queries(20):
        lines, plan = planned(book(HEADS, *rows), viewer)
    with django_assert_max_num_queries(160):
        REGISTER.apply(lines, digest=plan.digest, viewer=viewer)
    assert Risk.objects.filter(state="active").count() == 1000
    assert replay.check() == []


def upload(client, data):
    return client.post(reverse("risks_import:import"), {"table": SimpleUploadedFile("register.xlsx", data)})


def test_on_the_pages_a_person_maps_looks_and_applies(team, desk):
    client = team.sign_in(desk, "rudi")
    assert client.get(reverse("risks_import:import")).status_code == 200
    page = upload(client, book(("Bidang", "Kejadian", "Golongan"), ("DIT-K3", "Berkas hilang", "Umum")))
    assert page.status_code == 200, "a heading that says nothing is for the person to explain"
    kept = page.context["file"]
    chosen = {"title": "kejadian", "unit": "bidang", "kind": "golongan"}
    page = client.post(reverse("risks_import:import_columns"), {"file": kept, **chosen})
    assert "Berkas hilang" in page.content.decode()
    assert not Risk.objects.exists()
    client.post(reverse("risks_import:apply_import"), {"plan": page.context["plan"]})
    assert Risk.objects.get().title == "Berkas hilang"


def test_wrong_rows_come_back_as_a_sheet_that_can_be_corrected(team, desk):
    client = team.sign_in(desk, "rudi")
    page = upload(client, book(HEADS, ("DIT-K3", "Berkas hilang", "Umum"), ("DIT-K3", "Uang", "Sihir", 9, 1)))
    answer = client.post(reverse("risks_import:import_wrong", args=["xlsx"]), {"file": page.context["file"]})
    (_heads, fine, wrong) = load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)
    assert not fine[1]
    assert "tidak dikenal" in wrong[1]
    assert "skala" in wrong[1]


@pytest.mark.parametrize("name", ["citra", "rosa", "tuti", "hadi"])
def test_there_is_nothing_here_for_who_keeps_no_register(team, desk, name):
    assert team.sign_in(desk, name).get(reverse("risks_import:import")).status_code == 404
