"""The screens of documents, each act once, files, the import of a list, and who is shown nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amanah.engines.documents import addresses, replay, services
from amanah.engines.documents.models import Document
from amanah.engines.documents.services import Aim, Content, Heading
from amanah.engines.documents.tests.conftest import TEXT, making, soon
from amanah.foundation.exports.tables import csv_bytes
from amanah.kernel import clock

pytestmark = pytest.mark.django_db
HOME = "/desk/documents/"


def get(desk, team, name, path=""):
    team.sign_in(desk, name)
    return desk.get(f"{HOME}{path}")


def post(desk, team, name, path, **data):
    team.sign_in(desk, name)
    return desk.post(f"{HOME}{path}", data)


def test_the_whole_way_at_the_desk(desk, team):
    data = {
        "title": "Prosedur hadiah",
        "sort": "procedure",
        "unit": "FKAP",
        "text": "Tolak, lalu laporkan.",
        "shared": "on",
        "every_months": "12",
    }
    made = post(desk, team, "fitri", "new/", **data)
    assert made.status_code == 302
    document = Document.objects.get()
    here = f"{document.number}/"
    assert get(desk, team, "fitri", here).status_code == 200
    assert post(desk, team, "fitri", f"{here}do/review/", first="Ani Rahmawati").status_code == 302
    assert "menunggu tinjauan" not in get(desk, team, "ani", here).content.decode()
    assert "Tinjauan saya selesai" in get(desk, team, "ani", here).content.decode()
    assert post(desk, team, "ani", f"{here}do/remark/", words="Sebutkan batas waktunya.", place="kalimat 2").status_code == 302
    assert post(desk, team, "ani", f"{here}finish/").status_code == 302
    page = get(desk, team, "fitri", f"{here}version/1/").content.decode()
    assert "Sebutkan batas waktunya." in page
    remark = making(document).remarks.get()
    assert get(desk, team, "ani", f"{here}answer/{remark.pk}/").status_code == 404
    assert post(desk, team, "fitri", f"{here}answer/{remark.pk}/", accepted="yes", words="Ditambahkan.").status_code == 302
    assert post(desk, team, "fitri", f"{here}do/write/", text="Tolak, lalu laporkan dalam sepuluh hari kerja.").status_code == 302
    wrong = post(desk, team, "fitri", f"{here}do/ask/", first="Fitri Handayani", second="Lestari Ningsih")
    assert wrong.status_code == 400
    assert "tidak pernah menulis versi ini" in wrong.content.decode()
    assert post(desk, team, "fitri", f"{here}do/ask/", first="Lestari Ningsih", second="Kartika Wulandari").status_code == 302
    assert get(desk, team, "fitri", f"{here}do/write/").status_code == 404
    assert post(desk, team, "lestari", f"{here}approve/").status_code == 302
    assert post(desk, team, "kartika", f"{here}do/return/", words="Tambahkan bukti.").status_code == 302
    assert post(desk, team, "fitri", f"{here}do/ask/", first="Lestari Ningsih", second="Kartika Wulandari").status_code == 302
    for name in ("lestari", "kartika"):
        assert post(desk, team, name, f"{here}approve/").status_code == 302
    document.refresh_from_db()
    assert document.current.text == "Tolak, lalu laporkan dalam sepuluh hari kerja."

    assert (
        post(desk, team, "fitri", f"{here}do/distribute/", unit="DIT-K3", person="Hadi Susanto", due_on=soon().isoformat()).status_code
        == 400
    )
    assert post(desk, team, "fitri", f"{here}do/distribute/", unit="DIT-K3", due_on=soon().isoformat()).status_code == 302
    assert "Prosedur hadiah" in get(desk, team, "hadi", "to-read/").content.decode()
    assert "Saya sudah membaca" in get(desk, team, "hadi", here).content.decode()
    assert post(desk, team, "hadi", f"{here}read/")["Location"] == addresses.to_read()
    assert "Sudah Anda baca" in get(desk, team, "hadi", "to-read/").content.decode()
    assert b"Hadi Susanto" in get(desk, team, "fitri", f"{here}readers.csv").content
    assert get(desk, team, "hadi", f"{here}readers.csv").status_code == 404
    assert post(desk, team, "fitri", f"{here}do/confirm/", words="Masih sesuai.").status_code == 302
    assert (
        post(desk, team, "fitri", f"{here}do/describe/", title="Prosedur penerimaan hadiah", code="SOP-07", shared="on").status_code == 302
    )
    assert post(desk, team, "fitri", f"{here}do/revise/", text="Versi dua.").status_code == 302
    assert post(desk, team, "fitri", f"{here}do/drop/", words="Keliru.").status_code == 302
    assert post(desk, team, "fitri", f"{here}do/again/", due_on=soon().isoformat()).status_code == 400
    assert post(desk, team, "fitri", f"{here}do/withdraw/", words="Digabung ke pedoman.").status_code == 302
    assert "Ditarik" in get(desk, team, "fitri", here).content.decode()
    assert replay.check() == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_opens_and_drafts_are_nobody_elses(desk, team, policy, in_force, language):
    desk.cookies["lang"] = language
    draft = services.open_document(Heading("Pedoman", "manual", code="PD-1"), team.units.fkap, TEXT, viewer=team.viewer("fitri"))
    pages = ["", "?standing=making", "?standing=due&sort=manual&unit=FKAP&words=pedoman", "to-read/", "new/", "keep/", "import/"]
    for path in [*pages, f"{draft.number}/", f"{draft.number}/version/1/", f"{draft.number}/do/review/", f"{in_force.number}/"]:
        assert get(desk, team, "fitri", path).status_code == 200, path
    for path in (
        "new/",
        "keep/",
        f"{draft.number}/",
        f"{draft.number}/version/1/",
        f"{draft.number}/do/write/",
        f"{in_force.number}/do/revise/",
    ):
        assert get(desk, team, "citra", path).status_code == 404, path
    assert get(desk, team, "citra", f"{in_force.number}/").status_code == 200
    assert draft.number not in get(desk, team, "citra").content.decode()
    assert get(desk, team, "fitri", "export.pdf").status_code == 404
    assert get(desk, team, "fitri", "?after=x").status_code == 404
    assert b"PD-1" in get(desk, team, "fitri", "export.csv").content
    assert b"PD-1" not in get(desk, team, "citra", "export.csv").content
    assert get(desk, team, "citra", "export.xlsx").status_code == 200


def test_a_file_is_kept_sealed_and_handed_out(desk, team):
    upload = SimpleUploadedFile("kebijakan.pdf", b"%PDF-1.7\nisi\n", "application/pdf")
    data = {
        "title": "Peraturan",
        "sort": "external",
        "issuer": "KPK",
        "unit": "FKAP",
        "effective_from": clock.today().isoformat(),
        "file": upload,
    }
    assert post(desk, team, "fitri", "keep/", **data).status_code == 302
    document = Document.objects.get()
    handed = get(desk, team, "fitri", f"{document.number}/version/1/file/")
    assert b"".join(handed) == b"%PDF-1.7\nisi\n"
    assert get(desk, team, "citra", f"{document.number}/version/1/file/").status_code == 404
    bad = SimpleUploadedFile("x.svg", b'<svg xmlns="http://www.w3.org/2000/svg"></svg>', "image/svg+xml")
    assert post(desk, team, "fitri", "keep/", **{**data, "file": bad}).status_code == 400


def bring(desk, headers, rows):
    return desk.post(f"{HOME}import/", {"table": SimpleUploadedFile("daftar.csv", csv_bytes(headers, rows), "text/csv")})


def test_an_existing_list_is_brought_in_with_its_wrong_rows_named(desk, team):
    headers = ["unit", "judul", "nomor", "jenis", "penerbit", "versi", "berlaku sejak", "lokasi", "tinjau_ulang_bulan"]
    rows = [
        ["FKAP", "Kebijakan anti penyuapan", "KB-01", "kebijakan", "", "3", "2025-01-15", "https://jdih.contoh.id/kb", "12"],
        ["FKAP", "Peraturan gratifikasi", "", "eksternal", "KPK", "", "2026-01-20", "Lemari arsip 2", ""],
    ]
    wrong = [
        ["DIT-K3", "Bukan milik saya", "", "sop", "", "", "2025-01-15", "", ""],
        ["FKAP", "Tanpa penerbit", "", "eksternal", "", "", "2025", "", ""],
    ]
    team.sign_in(desk, "fitri")
    refused = bring(desk, headers, [*rows, *wrong])
    assert [title for _number, title, _unit, _errors in refused.context["wrong"]] == ["Bukan milik saya", "Tanpa penerbit"]
    assert refused.context["wrong"][0][3][0][1] == "Anda tidak memegang dokumen unit ini."
    assert refused.context["plan"] == ""
    assert not Document.objects.exists()
    applied = desk.post(f"{HOME}import/apply/", {"plan": bring(desk, headers, rows).context["plan"]})
    assert applied.status_code == 302
    kept = {one.title: one for one in Document.objects.select_related("current")}
    assert (kept["Kebijakan anti penyuapan"].current.label, kept["Kebijakan anti penyuapan"].every_months) == ("3", 12)
    assert kept["Kebijakan anti penyuapan"].current.address == "https://jdih.contoh.id/kb"
    assert kept["Peraturan gratifikasi"].current.text == "Naskah tersimpan di: Lemari arsip 2"
    assert all(one.current.imported for one in kept.values())
    assert replay.check() == []
    assert get(desk, team, "citra", "import/").status_code == 404


def test_the_master_list_costs_the_same_however_long_it_is(desk, team):
    for n in range(12):
        made = services.keep(
            Heading(f"Dokumen {n}", "form"), team.units.fkap, Content(text="x"), clock.today(), viewer=team.viewer("fitri")
        )
        services.distribute(made, [Aim(person=team.persons["hadi"])], soon(), viewer=team.viewer("fitri"))
    team.sign_in(desk, "fitri")
    with CaptureQueriesContext(
        connection,
    ) as counted:
        assert desk.get(HOME).status_code == 200
    assert len(counted) <= 12, [one["sql"][:120] for one in counted]


def test_tying_from_another_records_page(desk, team, in_force):
    other = services.keep(Heading("Prosedur hadiah", "procedure"), team.units.fkap, TEXT, clock.today(), viewer=team.viewer("fitri"))
    path = addresses.tying(other.ref, "/desk/").removeprefix(HOME)
    assert "Kebijakan anti penyuapan" in get(desk, team, "fitri", path).content.decode()
    assert get(desk, team, "citra", path).status_code == 404
    data = {"for": other.ref, "next": "https://contoh.id/", "document": in_force.number}
    assert post(desk, team, "fitri", "tie/", **data)["Location"] == f"{HOME}{other.number}/"
    assert "Prosedur hadiah" in get(desk, team, "fitri", f"{in_force.number}/").content.decode()
