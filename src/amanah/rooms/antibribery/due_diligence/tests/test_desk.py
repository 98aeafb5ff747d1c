"""The pages: asking, answering page by page, judging, deciding; lists brought as files; and nothing for Citra."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from amanah.engines.risks.exposures import services as exposures
from amanah.engines.risks.exposures.services import Decision
from amanah.rooms.antibribery.due_diligence import queries, replay, services
from amanah.rooms.antibribery.due_diligence.desk.paper import document
from amanah.rooms.antibribery.due_diligence.models import Diligence, Inadequacy, Version
from amanah.rooms.antibribery.due_diligence.tests.conftest import LISTED, calm

pytestmark = pytest.mark.django_db

LIST = "PER TANGGAL TERBIT\nNama Penyedia;NPWP;SK Penetapan;Pelanggaran;Berlaku Sampai\n" + "\n".join(
    f"{one.name};{one.number};{one.reference};{one.reason};31/12/2027" for one in LISTED
)
REGISTER = (
    "Jenis;Nama;Bentuk;NPWP;Unit;Uraian;Golongan;Alasan;Keputusan;Tanggal Keputusan;Diputus Oleh;Catatan\n"
    "rekan bisnis;PT Karya Mandiri Sejahtera;badan;;DIT-K3;Pelatihan;di atas rendah;Mengurus sertifikat;disetujui;02/03/2026;Ketua FKAP;\n"
    "mitra;CV Sinar;badan;;DIT-K3;Alat tulis;rendah;Nilai kecil;;;;\n"
    "proyek;Uji banding;;;SUBDIT-UJI-K3;Uji banding;di atas rendah;Menentukan izin;dengan syarat;05/05/2026;Direktur;Dua penguji\n"
)
WRONG = REGISTER + (
    "rekan;PT Karya Mandiri Sejahtera;badan;;DIT-K3;Lagi;rendah;Nilai kecil;;;;\n"
    "rekan;PT Luar;badan;;DIT-PENEMPATAN;Lain;rendah;Nilai kecil;;;;\n"
    "rekan;PT Tanpa Bentuk;;;DIT-K3;Lain;rendah;Nilai kecil;;;;\n"
    "jabatan;Direktur;;;DIT-K3;Lain;rendah;Nilai kecil;;;;\n"
    "proyek;Besok;;;DIT-K3;Lain;rendah;Nilai kecil;disetujui;01/01/2099;;\n"
    "proyek;Tanpa hari;;;DIT-K3;Lain;rendah;Nilai kecil;disetujui;;;\n"
)


def brought(client, space, text):
    """Upload a table and answer the page that shows what it would change."""
    file = SimpleUploadedFile("tabel.csv", text.encode())
    return client.post(reverse(f"{space}:import"), {"table": file})


def apply(client, space, page):
    """Carry out what it showed."""
    plan = re.search(r'name="plan" value="([^"]+)"', page.content.decode())
    assert plan, re.sub(r"<[^>]+>", " ", page.content.decode())[-3000:]
    return client.post(reverse(f"{space}:apply_import"), {"plan": plan[1]})


def test_an_older_register_is_brought_once(team, desk):
    client = team.sign_in(desk, "fitri")
    page = brought(client, "due_diligence", WRONG)
    told = page.content.decode()
    for said in (
        "Sudah ada pada baris di atas",
        "Unit ini di luar ruang lingkupnya",
        "badan usaha atau perseorangan",
        "belum tiba",
        "disebut bersama",
    ):
        assert said in told
    assert 'name="plan"' not in told
    assert apply(client, "due_diligence", brought(client, "due_diligence", REGISTER)).status_code == 302
    found = {one.name: (one.state, one.outcome, str(one.decided_on)) for one in Diligence.objects.all()}
    assert found == {
        "PT Karya Mandiri Sejahtera": ("decided", "proceed", "2026-03-02"),
        "CV Sinar": ("asked", "", "None"),
        "Uji banding": ("decided", "conditions", "2026-05-05"),
    }
    assert 'name="plan"' not in brought(client, "due_diligence", REGISTER).content.decode()
    assert Diligence.objects.count() == len(found)
    # A list brought afterwards finds the one that is on it, and opens it again.
    assert apply(client, "due_diligence:watch_blacklist", brought(client, "due_diligence:watch_blacklist", LIST)).status_code == 302
    assert (Version.objects.get().count, Diligence.objects.get(name__startswith="PT Karya").state) == (len(LISTED), "examining")
    assert 'name="plan"' not in brought(client, "due_diligence:watch_blacklist", LIST).content.decode()
    assert "dipakai" in client.get(reverse("due_diligence:lists")).content.decode()
    assert replay.check() == []
    for name in ("citra", "aji", "gilang"):
        client = team.sign_in(desk, name)
        assert client.get(reverse("due_diligence:lists")).status_code == 403
        assert client.get(reverse("due_diligence:import")).status_code == 403


def test_from_the_request_to_the_decision_on_the_pages(team, scope, desk):
    exposures.decide_thing("associate", "Penyelenggara pelatihan", Decision("more_than_low", "Mengurus sertifikat."), team.viewer("fitri"))
    services.bring("blacklist", LISTED, viewer=team.viewer("fitri"))
    client = team.sign_in(desk, "fitri")
    new = reverse("due_diligence:new")
    assert "Rekan bisnis" in client.get(new).content.decode()
    address = f"{new}?scope={scope.number}&sort=associate"
    category = re.search(r'<option value="(\d+)">Penyelenggara', client.get(address).content.decode())[1]
    data = {
        "name": "CV Bintang Timur",
        "form": "firm",
        "unit": "DIT-K3",
        "about": "Pelatihan.",
        "engaged": "on",
        "examiner": "Wati Lestari",
    }
    assert client.post(address, data).status_code == 400
    made = client.post(address, data | {"category": category})
    assert made.status_code == 302, made.content.decode()
    here = made["location"]
    one = Diligence.objects.get()
    assert (one.risk_class, one.class_reason, one.engaged) == ("more_than_low", "Mengurus sertifikat.", True)
    for name in ("citra", "dewi"):
        client = team.sign_in(desk, name)
        listed = client.get(reverse("due_diligence:list"))
        assert one.number not in listed.content.decode()
        for each in (here, f"{here}file.pdf", f"{here}questions/identity/", f"{here}do/decide/", f"{here}hits/{one.hits.get().pk}/judge/"):
            assert client.get(each).status_code == 404
    client = team.sign_in(desk, "aji")
    assert client.post(f"{here}questions/identity/", {"registered": "yes"}).status_code == 404
    client = team.sign_in(desk, "wati")
    assert "Jawab pertanyaan" in client.get(here).content.decode()
    _answer_on_pages(client, one, here)
    told = client.get(here).content.decode()
    assert "Konflik kepentingan, dan jalan suap" in told
    assert "Nilai kecocokan" in told
    assert client.post(f"{here}hits/{one.hits.get().pk}/judge/", {"verdict": "different", "text": "NPWP lain."}).status_code == 302
    owner = {"name": "Sari Dewanti", "control": "Pemegang saham", "share": "60", "sure": "told"}
    assert client.post(f"{here}do/owner/", owner).status_code == 302
    finding = {"source": "Putusan 12/2024", "day": "2026-01-05", "text": "Denda.", "weight": "grave", "why": "Belum lama."}
    assert client.post(f"{here}do/finding/", finding).status_code == 302
    assert client.post(f"{here}do/submit/", {"advice": "refuse", "text": "Terlalu dekat."}).status_code == 302
    gap = {"measure": "suspend", "gap": "Pejabatnya memutus.", "reason": "Tidak tertahan.", "effective_on": "2026-12-01"}
    proposed = client.post(f"{here}do/inadequate/", gap)
    client = team.sign_in(desk, "rini")
    refused = client.post(f"{here}do/decide/", {"outcome": "proceed", "reason": "Boleh."})
    assert refused.status_code == 400
    assert refused.content.decode().count("jangan dilanjutkan.") == 2  # in the summary and at the field, once each
    _settle_on_pages(client, proposed["location"], here)
    one = queries.find(team.viewer("rini"), one.number)
    said = str(document(one))
    for words in ("Konflik kepentingan", "Sari Dewanti", "Putusan 12/2024", "CV Bintang Timoer", "Sependapat.", "Menghentikan sementara"):
        assert words in said
    client = team.sign_in(desk, "aji")
    assert "CV Bintang Timur" in client.get(here).content.decode()
    assert 'name="later"' not in client.get(f"{here}questions/identity/").content.decode()


def _settle_on_pages(client, proposed, here):
    """Agree to the proposal with an action, then decide; both are in the lists and their files."""
    settle = f"{proposed}decide/"
    assert client.post(settle, {"verdict": "yes", "text": "Ya.", "title": "Hentikan pendaftaran"}).status_code == 400
    duty = {"title": "Hentikan pendaftaran", "verifier": "Aji Saputra", "owner": "Hadi Susanto"}
    assert client.post(settle, {"verdict": "yes", "text": "Ya.", **duty}).status_code == 302
    assert client.post(f"{here}do/decide/", {"outcome": "refuse", "reason": "Sependapat."}).status_code == 302
    assert "Hentikan pendaftaran" in client.get(proposed).content.decode()
    assert Inadequacy.objects.get().number in client.get(reverse("due_diligence:inadequacies")).content.decode()
    assert b"Pejabatnya memutus." in client.get(reverse("due_diligence:export_inadequacies", args=["csv"])).content
    assert b"Tidak boleh dilanjutkan" in client.get(reverse("due_diligence:export", args=["csv"])).content


def _answer_on_pages(client, one, here):
    """Page by page; an answer that opens further questions leads back to the same page."""
    opened = 0
    for sheet in queries.sheets(one):
        address = f"{here}questions/{sheet.section.key}/"
        said = {line.question.key: calm(line.question) for line in sheet.lines}
        if "official_tie" in said:
            said["official_tie"] = "yes"
        sent = client.post(address, said)
        if address in sent["location"]:
            opened += 1
            after = next(each for each in queries.sheets(one) if each.section.key == sheet.section.key)
            said |= {line.question.key: calm(line.question) for line in after.lines if not line.fresh}
            sent = client.post(address, said)
        assert sent.status_code == 302
    assert opened
    assert queries.unanswered(one) == []


def test_a_post_is_asked_about_by_its_name(team, scope, desk):
    client = team.sign_in(desk, "fitri")
    address = f"{reverse('due_diligence:new')}?scope={scope.number}&sort=post"
    data = {"unit": "SUBDIT-UJI-K3", "post": "penguji", "person": "Hadi Susanto", "about": "Promosi.", "risk_class": "more_than_low"}
    assert client.post(address, data | {"post": "direktur", "class_reason": "Menandatangani."}).status_code == 400
    made = client.post(address, data | {"class_reason": "Menandatangani."})
    assert made.status_code == 302, made.content.decode()
    assert Diligence.objects.get().name == "Penguji K3"
    assert "Hadi Susanto" in client.get(made["location"]).content.decode()
    client = team.sign_in(desk, "hadi")
    assert client.get(made["location"]).status_code == 404


def test_the_lists_cost_the_same_however_long_they_are(team, ask, desk, django_assert_max_num_queries):
    for n in range(4):
        one = ask(name=f"PT Nomor {n} Sejati")
        gap = services.Proposal("decline", "Tidak tertahan.", "Tidak ada.", one.asked_on)
        services.propose(one, gap, viewer=team.viewer("fitri"))
    client = team.sign_in(desk, "rini")
    for name in ("due_diligence:list", "due_diligence:inadequacies"):
        client.get(reverse(name))
        with django_assert_max_num_queries(12):
            client.get(reverse(name))
