"""Importing a table: read what people upload, say what would change, change all or nothing."""

import io
import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from amanah.foundation.imports import sheets, taking
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.organisation import queries, services
from amanah.foundation.organisation.columns import COLUMNS, SHAPE
from amanah.foundation.organisation.imports import PEOPLE
from amanah.foundation.organisation.models import Holding, Person, Post

pytestmark = pytest.mark.django_db

HEAD = "nip;nomor_lain;nama;status;kode_unit;jabatan;memimpin;sebutan;tmt;sampai\n"
NIP = "198503122010011003"
IMPORT = "/desk/organisation/import/"


class Everywhere:
    """Somebody who administers all of it."""

    actor = "system"

    def has(self, _role, _unit=None):
        return True


def lines(*rows):
    return taking.read((HEAD + "\n".join(rows)).encode(), SHAPE)


def planned(*rows):
    return PEOPLE.plan(lines(*rows), viewer=Everywhere())


def apply(*rows):
    return PEOPLE.apply(lines(*rows), digest=planned(*rows).digest, viewer=Everywhere())


def sheet(rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_new_people_posts_and_holdings_arrive_together_with_one_entry(people):
    before = ledger.size()
    apply(f"{NIP};;Siti Rahayu, S.H.;pns;DIT-K3;Pengawas;;;2026-01-02;", ";K-77/2026;Tono;alih_daya;SUBDIT-UJI-K3;Petugas loket;tidak;;;")
    siti = Person.objects.get(nip=NIP)
    assert [(holding.post.title, holding.since.isoformat()) for holding in siti.holdings.all()] == [("Pengawas", "2026-01-02")]
    assert Person.objects.get(other_number="K-77/2026").employment == "outsourced"
    assert ledger.size() == before + 1
    assert siti in queries.match_people(["siti rahayu"])


def test_the_same_table_again_changes_nothing(people):
    rows = (f"{NIP};;Siti Rahayu;pns;DIT-K3;Pengawas;;;2026-01-02;",)
    apply(*rows)
    again = planned(*rows)
    assert (again.wrong, again.changing) == ([], [])


def test_a_definitive_post_ends_the_former_one_the_day_before_and_an_acting_one_ends_nothing(people):
    apply(f"{NIP};;Siti;pns;DIT-K3;Pengawas;;;2026-01-02;")
    apply(
        f"{NIP};;Siti;pns;DIT-PENEMPATAN;Analis;;;2026-06-01;",
        f"{NIP};;Siti;pns;SUBDIT-UJI-K3;Kepala Subdirektorat;ya;plt;2026-06-01;2026-12-31",
    )
    held = {(h.post.title, h.acting, str(h.since), str(h.until)) for h in Person.objects.get(nip=NIP).holdings.all()}
    assert held == {
        ("Pengawas", "definitive", "2026-01-02", "2026-05-31"),
        ("Analis", "definitive", "2026-06-01", "None"),
        ("Kepala Subdirektorat", "plt", "2026-06-01", "2026-12-31"),
    }


def test_a_head_is_replaced_only_when_the_former_one_leaves_in_the_same_table(people):
    gilang = people.persons["gilang"].nip
    comes = f"{NIP};;Siti;pns;DIT-K3;Direktur Pengawasan K3;ya;;2026-06-01;"
    assert "Gilang Ramadhan" in planned(comes).wrong[0].errors["post"]
    apply(f"{gilang};;Gilang Ramadhan;pns;DIT-PENEMPATAN;Analis utama;;;2026-06-01;", comes)
    assert queries.headed_by(Person.objects.get(nip=NIP)) == [people.units.k3]
    assert queries.headed_by(people.persons["gilang"]) == []
    early = comes.replace("2026-06-01", "2026-05-31").replace(NIP, "198603122010011004")
    assert "Siti" in planned(early).wrong[0].errors["post"]
    two = [
        comes.replace(NIP, other).replace("DIT-K3", "FKAP").replace("Direktur Pengawasan K3", "Ketua")
        for other in ("198603122010011004", "198703122010011005")
    ]
    assert "baris" in planned(*two).wrong[0].errors["post"]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (";;Tanpa nomor;pns;;;;;;", "nip"),
        ("123;;Pendek;pns;;;;;;", "nip"),
        (f"{NIP};;;pns;;;;;;", "name"),
        (f"{NIP};;Siti;raja;;;;;;", "employment"),
        (f"{NIP};;Siti;pns;TIDAK-ADA;Analis;;;;", "unit"),
        (f"{NIP};;Siti;pns;DIT-K3;;;;;", "post"),
        (f"{NIP};;Siti;pns;DIT-K3;Analis;mungkin;;;", "is_head"),
        (f"{NIP};;Siti;pns;DIT-K3;Kepala lain;ya;;;", "is_head"),
        (f"{NIP};;Siti;pns;DIT-K3;Analis;;gubernur;;", "acting"),
        (f"{NIP};;Siti;pns;DIT-K3;Analis;;;31/02/2026;", "since"),
        (f"{NIP};;Siti;pns;DIT-K3;Analis;;;2026-02-01;2026-01-01", "until"),
        (f"{NIP};;=HYPERLINK(1);pns;;;;;;", "name"),
        (f"{NIP};;{'x' * 301};pns;;;;;;", "name"),
        (f"{NIP};;Si\x07ti;pns;;;;;;", "name"),
        (";A-1;Siti;alih_daya;DIT-K3;Analis;;;;\n;A-1;Lain;alih_daya;;;;;;", "name"),
        (";A-1;Siti;alih_daya;DIT-K3;Analis;;;;\n;A-1;Siti;alih_daya;DIT-PENEMPATAN;Analis;;;;", "post"),
    ],
)
def test_a_wrong_row_is_named_by_line_and_column_and_stops_the_whole_table(people, row, column):
    good = ";B-9;Orang baik;outsourced;DIT-K3;Penjaga;;;;"
    plan = planned(good, row)
    assert [list(wrong.errors) for wrong in plan.wrong] == [[column]]
    assert plan.wrong[0].number == 3 + row.count("\n")
    before = (Person.objects.count(), Post.objects.count(), Holding.objects.count(), ledger.size())
    with pytest.raises(ValidationError):
        apply(good, row)
    assert (Person.objects.count(), Post.objects.count(), Holding.objects.count(), ledger.size()) == before


def test_nothing_is_applied_when_the_state_changed_since_the_preview(people):
    rows = (f"{NIP};;Siti;pns;DIT-K3;Pengawas;;;2026-01-02;",)
    shown = planned(*rows).digest
    services.create_person("Siti", nip=NIP)
    with pytest.raises(ValidationError, match="sejak pratinjau"):
        PEOPLE.apply(lines(*rows), digest=shown, viewer=Everywhere())
    assert not Person.objects.get(nip=NIP).holdings.exists()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n ",
        b"\xef\xbb\xbf",
        b"\x00\x01\x02\x03" * 50,
        b"PK\x03\x04 not a workbook",
        b"\xff\xfea",
        b"nip;nama\n",
        b"nip;nama;status\n",
        b"nip;nama;status;gaji\n1;2;3;4",
        b"nip;nip;nama;status\n1;2;3;4",
        b"nama;status\nA;pns",
        b"x" * (SHAPE.limits.size + 1),
        (HEAD + "1;;a;pns;;;;;;\n" * (SHAPE.limits.rows + 1)).encode(),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_as_a_whole(data):
    with pytest.raises(ValidationError):
        taking.read(data, SHAPE)


def test_spreadsheets_are_read_and_their_traps_named(people):
    head = HEAD.strip().split(";")
    plan = PEOPLE.plan(
        taking.read(
            sheet(
                [
                    head,
                    [NIP, None, "Siti", "pns"],
                    [198503122010011003, None, "Bulat", "pns"],
                    [NIP.replace("3", "4"), "", "=1+1", "pns"],
                    [None, 77, "Tono", "alih_daya"],
                ]
            ),
            SHAPE,
        ),
        viewer=Everywhere(),
    )
    assert (plan.rows[0].said["nip"], plan.rows[0].errors) == (NIP, {})
    assert "dibulatkan" in plan.rows[1].errors["nip"]
    assert "rumus" in plan.rows[2].errors["name"]
    assert plan.rows[3].said["other_number"] == "77"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_template_can_be_imported_as_it_is(people, kind):
    plan = PEOPLE.plan(taking.read(sheets.template(kind, "Pegawai", COLUMNS), SHAPE), viewer=Everywhere())
    assert plan.wrong == []
    assert len(plan.changing) == 1


def test_the_queries_do_not_grow_with_the_rows(people, django_assert_max_num_queries):
    many = [f";N-{i};Orang {i};outsourced;DIT-K3;Penjaga {i % 7};;;2026-01-02;" for i in range(400)]
    with django_assert_max_num_queries(12):
        assert len(planned(*many).changing) == 400
    with django_assert_max_num_queries(25):
        apply(*many)
    assert Person.objects.filter(other_number__startswith="N-").count() == 400


def upload(client, data, name="pegawai.csv"):
    return client.post(IMPORT, {"table": SimpleUploadedFile(name, data)})


def plan_of(page):
    found = re.search(r'name="plan" value="([^"]+)"', page.content.decode())
    return found and found.group(1)


def test_upload_look_apply(desk, people):
    people.sign_in(desk, "eko")
    page = upload(desk, (HEAD + f"{NIP};;Siti <b>Rahayu</b>;pns;DIT-K3;Pengawas;;;2026-01-02;").encode())
    html = page.content.decode()
    assert "Belum ada yang disimpan" in html
    assert "Siti &lt;b&gt;Rahayu&lt;/b&gt;" in html
    assert not Person.objects.filter(nip=NIP).exists()
    answer = desk.post(f"{IMPORT}apply/", {"plan": plan_of(page)}, follow=True)
    assert "1 baris diimpor" in answer.content.decode()
    assert Person.objects.filter(nip=NIP).exists()


def test_a_plan_is_nobody_elses_and_cannot_be_forged(desk, people):
    people.sign_in(desk, "eko")
    plan = plan_of(upload(desk, (HEAD + f"{NIP};;Siti;pns;;;;;;").encode()))
    desk.logout()
    people.sign_in(desk, "dewi")
    for stolen in (plan, plan[:-3] + "abc", "", "x"):
        assert "tidak berlaku lagi" in desk.post(f"{IMPORT}apply/", {"plan": stolen}, follow=True).content.decode()
    assert not Person.objects.filter(nip=NIP).exists()


def test_a_wrong_table_offers_no_apply_and_an_unreadable_one_says_so_beside_the_field(desk, people):
    people.sign_in(desk, "eko")
    page = upload(desk, (HEAD + "123;;Siti;pns;;;;;;").encode())
    assert plan_of(page) is None
    assert "18 angka" in page.content.decode()
    assert "tidak dapat dibaca" in upload(desk, b"\x00\x01").content.decode()
    assert "melebihi 2 MB" in upload(desk, b"a" * (SHAPE.limits.size + 10)).content.decode()
    assert "Pilih berkas" in desk.post(IMPORT, {}).content.decode()


def test_an_upload_from_another_site_is_refused(people, desk):
    strict = type(desk)(enforce_csrf_checks=True)
    people.sign_in(strict, "eko")
    assert upload(strict, (HEAD + f"{NIP};;Siti;pns;;;;;;").encode()).status_code == 403


def test_rows_outside_the_administrators_part_are_refused(desk, people):
    people.add(
        "joko",
        "Joko Widagdo",
        people.units.placement,
        "Administrator bagian",
        roles=("organisation.administrator",),
        over=people.units.placement,
    )
    people.sign_in(desk, "joko")
    assert "di luar wewenang" in upload(desk, (HEAD + f"{NIP};;Siti;pns;DIT-K3;Pengawas;;;;").encode()).content.decode()
