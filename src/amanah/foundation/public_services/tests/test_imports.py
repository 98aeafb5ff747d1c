"""Importing a table of services: named by row and column, all of it or nothing, and never public by itself."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from amanah.foundation.imports import sheets, taking
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.public_services import exporting, queries, services
from amanah.foundation.public_services.columns import SHAPE
from amanah.foundation.public_services.imports import SERVICES
from amanah.foundation.public_services.models import Edition, Fee, Service
from amanah.foundation.public_services.tests.conftest import DAY

pytestmark = pytest.mark.django_db

HEAD = (
    "kode;nama;unit;tempat;tahapan;waktu;satuan_waktu;mulai;persyaratan;butir_biaya;biaya;biaya_per;biaya_dasar;biaya_mulai;terverifikasi\n"
)
GOOD = 'K3-AHLI;Ahli K3;DIT-K3;DIT-K3: Loket 3;"Terima\nPeriksa";5;hari kerja;05/01/2026;"- KTP\n- Ijazah";Sertifikat;Rp 150.000;orang;PP 41/2023;;ya'
MORE = "K3-AHLI;;;;;;;;;Verifikasi;0;;PP 41/2023;2026.01.05;"
IMPORT = "/desk/services/import/"


def lines(*rows):
    return taking.read((HEAD + "\n".join(rows)).encode(), SHAPE)


def plan(keepers, *rows):
    return SERVICES.plan(lines(*rows), viewer=keepers.viewer("hadi"))


def test_a_table_becomes_proposals_in_one_act_and_shows_nothing_to_the_public(keepers):
    found = plan(keepers, GOOD, MORE.replace("2026.01.05", "2026-01-05"))
    assert (found.wrong, SERVICES.count(found)) == ([], {"rows": 2, "services": 1, "standards": 1, "fees": 2})
    SERVICES.apply(lines(GOOD, MORE.replace("2026.01.05", "2026-01-05")), digest=found.digest, viewer=keepers.viewer("hadi"))
    edition = Edition.objects.get()
    assert edition.components == {"requirements": "- KTP\n- Ijazah"}
    assert [stage["title"] for stage in edition.stages] == ["Terima", "Periksa"]
    assert [(place.unit.code, place.where) for place in edition.places.all()] == [("DIT-K3", "Loket 3")]
    assert {(fee.title, fee.amount, fee.since, fee.verified) for fee in Fee.objects.all()} == {
        ("Sertifikat", 150_000, DAY, True),
        ("Verifikasi", 0, DAY, False),
    }
    assert queries.offers(DAY) == []


@pytest.mark.parametrize("written", ["2026-01-05", "05/01/2026", "05-01-2026", "05.01.2026", "2026/01/05"])
def test_days_in_five_styles(keepers, written):
    found = plan(keepers, GOOD.replace("05/01/2026", written))
    assert (found.wrong, found.rows[0].standard.since) == ([], DAY)


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("K3-AHLI;", "k3 ahli;", "code"),
        ("Ahli K3;", ";", "name"),
        (";DIT-K3;", ";NOWHERE;", "unit"),
        (";DIT-K3;", ";DIT-PENEMPATAN;", "unit"),
        ("DIT-K3: Loket 3", "LOKET: 3", "places"),
        ("Periksa", "terima", "stages"),
        (";5;", ";lima;", "promise"),
        (";5;", ";0;", "promise"),
        ("hari kerja", "purnama", "promise_unit"),
        ("05/01/2026", "31/02/2026", "since"),
        ("Rp 150.000", "150rb", "amount"),
        ("Rp 150.000", "", "amount"),
        ("Rp 150.000", "=1+1", "amount"),
        ("PP 41/2023", "", "basis"),
        (";ya", ";mungkin", "verified"),
        ("Ahli K3;", "=HYPERLINK();", "name"),
        (";Sertifikat;", ";!!!;", "fee_item"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_of_the_table_is_stored(keepers, old, new, column):
    rows = ("K3-BAIK;Baik;DIT-K3;;;;;;;;;;;;", GOOD.replace(old, new, 1))
    found = plan(keepers, *rows)
    assert [list(row.errors) for row in found.wrong] == [[column]]
    before = ledger.size()
    with pytest.raises(ValidationError, match="sudah berubah"):
        SERVICES.apply(lines(*rows), digest=found.digest, viewer=keepers.viewer("hadi"))
    assert not Service.objects.exists()
    assert ledger.size() == before


def test_numbers_that_stand_twice_are_named(keepers):
    found = plan(keepers, GOOD, GOOD)
    assert set(found.wrong[0].errors) == {"code", "fee_item"}


def test_what_changed_since_the_preview_is_not_overwritten(keepers, standard):
    digest = plan(keepers, GOOD).digest
    services.open_service("K3-AHLI", keepers.units.k3, standard(), viewer=keepers.viewer("hadi"))
    with pytest.raises(ValidationError, match="sudah berubah"):
        SERVICES.apply(lines(GOOD), digest=digest, viewer=keepers.viewer("hadi"))
    assert not Fee.objects.exists()


def test_a_failure_in_the_middle_leaves_nothing_behind(keepers, monkeypatch):
    rows = (GOOD, GOOD.replace("K3-AHLI", "K3-DUA"))
    digest, real = plan(keepers, *rows).digest, services.propose_fee

    def fails_on_the_second(service, tariff, *, viewer):
        if service.code == "K3-DUA":
            raise OSError("no space left")
        return real(service, tariff, viewer=viewer)

    monkeypatch.setattr(services, "propose_fee", fails_on_the_second)
    before = ledger.size()
    with pytest.raises(OSError, match="no space"):
        SERVICES.apply(lines(*rows), digest=digest, viewer=keepers.viewer("hadi"))
    assert not Service.objects.exists()
    assert ledger.size() == before


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_exported_proposes_nothing_when_it_comes_back(keepers, offered, tariff, kind):
    for made in (tariff(), tariff(None, title="Verifikasi")):
        services.approve(services.propose_fee(offered, made, viewer=keepers.viewer("hadi")), viewer=keepers.viewer("gilang"))
    found = SERVICES.plan(taking.read(exporting.table(kind, [offered]), SHAPE), viewer=keepers.viewer("hadi"))
    assert (found.wrong, found.changing, len(found.rows)) == ([], [], 3)


def test_a_table_without_days_says_nothing_new_tomorrow(keepers, offered, standard):
    row = "K3-AHLI;Penunjukan ahli K3 umum;;;;;;;;;;;;;"
    assert plan(keepers, row).changing
    services.propose_edition(
        offered, standard(promise=None, summary="", stages=(), places=(), components={}), viewer=keepers.viewer("hadi")
    )
    assert plan(keepers, row).changing == []


def test_upload_look_propose(keepers, desk):
    keepers.sign_in(desk, "hadi")
    assert desk.get(IMPORT).status_code == 200
    book = Workbook()
    for row in (["kode", "nama", "unit", "mulai"], ["K3-AHLI", "Ahli K3", "DIT-K3", DAY]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    preview = desk.post(IMPORT, {"table": SimpleUploadedFile("layanan.xlsx", out.getvalue())})
    assert "layanan baru" in preview.text
    plan = preview.context["plan"]
    assert desk.post(f"{IMPORT}apply/", {"plan": plan}).status_code == 302
    assert Service.objects.get().code == "K3-AHLI"
    again = desk.post(f"{IMPORT}apply/", {"plan": plan})
    assert "Data sudah berubah" in again.text
    assert Service.objects.count() == 1


@pytest.mark.parametrize("data", [b"\xff\xfe\x00\x01", b"PK broken", b"kode;kode\nx;y", b"harga\n1", b"", b"kode\n"])
def test_a_file_that_is_no_such_table_is_answered_beside_the_field(keepers, desk, data):
    answer = keepers.sign_in(desk, "hadi").post(IMPORT, {"table": SimpleUploadedFile("x.csv", data)})
    assert answer.status_code == 400
    assert answer.context["form"].errors["table"]


def test_templates_can_be_downloaded_and_have_every_column(keepers, desk):
    keepers.sign_in(desk, "hadi")
    for kind in sheets.KINDS:
        answer = desk.get(f"{IMPORT}template.{kind}")
        assert len(taking.read(answer.content, SHAPE)) == 1
    assert desk.get(f"{IMPORT}template.exe").status_code == 404
