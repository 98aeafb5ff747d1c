"""The pages of campaigns: what they show to whom, and what a form does."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from amanah.engines.proofs import services as proofs
from amanah.engines.proofs.refusals import Refused as ProofRefused
from amanah.engines.proofs.services import Draft
from amanah.kernel import clock
from amanah.rooms.campaigns import materials, proving, services
from amanah.rooms.campaigns.data import designs
from amanah.rooms.campaigns.models import Campaign, Circular, Idea, LeadershipAct
from amanah.rooms.campaigns.queries.work import lines
from amanah.rooms.campaigns.services import ActPlan, AudiencePlan, CircularPlan
from amanah.rooms.campaigns.tests.conftest import today
from tests.counting import queries_of

LIST = "/desk/campaigns/"


@pytest.fixture
def browse(desk, people):
    """`browse("ani", "/desk/…")` is the page as that person gets it."""

    def get(name, address, data=None):
        people.sign_in(desk, name)
        return desk.get(address) if data is None else desk.post(address, data)

    return get


def text(response, status=200):
    assert response.status_code == status, response.content.decode()[:3000]
    return response.content.decode()


SAID = {
    "title": "Tolak amplop",
    "unit": "KEMENTERIAN",
    "owner": "Dewi Anggraini",
    "aim": "Petugas loket menolak amplop.",
    "measure": "Laporan penolakan per bulan",
    "message": "Ucapan terima kasih sudah cukup.",
    "staff": "on",
    "units": "DIT-K3",
    "channels": ["poster"],
    "designs": ["gifts"],
    "values": ["kpk/honest", "berakhlak/loyal"],
}


def test_a_campaign_is_drawn_up_and_run_through_its_pages(browse, people):
    days = {"begins_on": clock.today().isoformat(), "ends_on": (clock.today() + timedelta(days=30)).isoformat()}
    assert "Pilih sedikitnya satu sasaran" in text(browse("ani", f"{LIST}new/", SAID | days | {"staff": ""}), 400)
    response = browse("ani", f"{LIST}new/", SAID | days | {"budget": "1.500.000"})
    campaign = Campaign.objects.get()
    page = f"{LIST}{campaign.number}/"
    assert response.headers["Location"] == page
    assert campaign.budget == 1_500_000
    activity = {"title": "Diskusi", "channel": "class", "day": days["begins_on"]}
    browse("ani", f"{page}activity/", activity)
    browse("ani", f"{page}do/submit/", {})
    assert "Setujui dan mulai" not in text(browse("ani", page))
    assert "Setujui dan mulai" in text(browse("budi", page))
    browse("budi", f"{page}say/approve/", {"text": ""})
    campaign.refresh_from_db()
    assert campaign.state == "running"
    mine = campaign.activities.get()
    browse("dewi", f"/desk/campaigns/activities/{mine.number}/done/", {"text": "Ramai."})
    browse("dewi", f"/desk/campaigns/activities/{mine.number}/reach/", {"people": 30, "unit": "DIT-K3", "basis": "counted"})
    browse("dewi", f"{page}spend/", {"amount": "900.000", "what": "Cetak", "day": days["begins_on"]})
    browse("dewi", f"{page}say/finish/", {"text": "Selesai."})
    assert browse("ani", f"{page}evaluate/", {"outcome": "partly", "findings": "x"}).status_code == 400  # who asked for it
    browse("budi", f"{page}evaluate/", {"outcome": "partly", "findings": "Tiga loket berubah."})
    shown = text(browse("dewi", page))
    for words in ("Tercapai sebagian", "Tiga loket berubah.", "900.000", "Ramai."):
        assert words in shown


def test_the_audience_sees_the_campaign_without_its_money(running, browse, people):
    services.spend(running, 700_000, "Cetak", clock.today(), viewer=people.viewer("ani"))
    page = text(browse("hadi", f"{LIST}{running.number}/"))
    assert running.message in page
    for hidden in ("700.000", "Linimasa", "Kontak"):
        assert hidden not in page
    assert running.title in text(browse("hadi", LIST))


def test_whom_it_is_not_for_sees_nothing(running, make, browse, people):
    draft = make()
    activity = running.activities.get()
    plan = CircularPlan("Tarif", "Bacalah.", clock.today(), services.AudiencePlan(units=(people.units.k3,)))
    circular = services.write_circular(running, plan, viewer=people.viewer("ani"))
    services.send_circular(circular, viewer=people.viewer("ani"))
    for address in (
        f"{LIST}{running.number}/",
        f"{LIST}{running.number}/materials/poster-a4.id.pdf",
        f"{LIST}activities/{activity.number}/",
        f"{LIST}reading/{circular.number}/",
        f"{LIST}reading/{circular.number}/names/DIT-K3/",
    ):
        text(browse("citra", address), 404)
    assert running.title not in text(browse("citra", LIST))
    assert activity.title not in text(browse("citra", f"{LIST}calendar/"))
    assert activity.title in text(browse("hadi", f"{LIST}calendar/"))
    for name in ("hadi", "gilang"):  # its audience, but it has not begun
        text(browse(name, f"{LIST}{draft.number}/"), 404)
    text(browse("hadi", f"{LIST}{running.number}/change/"), 404)
    text(browse("hadi", f"{LIST}{running.number}/say/cancel/"), 404)
    text(browse("citra", f"{LIST}new/"), 403)


def test_reading_is_confirmed_and_names_stay_with_head_and_manager(running, browse, people):
    plan = CircularPlan("Tarif", "Bacalah sampai habis.", clock.today() + timedelta(days=5), services.AudiencePlan())
    circular = services.write_circular(running, plan, viewer=people.viewer("ani"))
    services.send_circular(circular, viewer=people.viewer("ani"))
    page = f"{LIST}reading/{circular.number}/"
    assert "Bacalah sampai habis." in text(browse("hadi", page))
    assert browse("hadi", page, {"read": circular.digest, "agree": "on"}).status_code == 302
    assert "Anda sudah membacanya" in text(browse("hadi", page))
    assert "Hadi Susanto" in text(browse("ani", f"{page}names/SUBDIT-UJI-K3/"))
    assert "Gilang Ramadhan" in text(browse("gilang", f"{page}names/DIT-K3/"))
    text(browse("gilang", f"{page}names/SUBDIT-UJI-K3/"), 404)  # a head of the unit above
    text(browse("dewi", f"{page}names/DIT-K3/"), 404)  # who carries the campaign sees shares only
    shown = text(browse("dewi", page))
    assert "digabung" in shown
    assert "SUBDIT-UJI-K3" not in shown


def test_lists_of_attendance_are_brought_as_a_table(running, browse, people):
    activity = running.activities.get()
    nip = people.persons["hadi"].nip
    table = f"kegiatan;nip\r\n{activity.number};{nip}\r\n{activity.number};{nip}\r\n"
    upload = SimpleUploadedFile("hadir.csv", table.encode(), "text/csv")
    preview = browse("dewi", f"{LIST}import/", {"table": upload})
    page = text(preview)
    assert "Hadi Susanto" in page
    plan = preview.context["plan"]
    assert browse("dewi", f"{LIST}import/apply/", {"plan": plan}).status_code == 302
    assert activity.reached.get().person == people.persons["hadi"]
    wrong = SimpleUploadedFile("hadir.csv", f"kegiatan;nip\r\nKG-00-000000;{nip}\r\n".encode(), "text/csv")
    assert "Tidak ada kegiatan bernomor ini" in text(browse("dewi", f"{LIST}import/", {"table": wrong}))
    text(browse("citra", f"{LIST}import/"), 403)


def test_an_idea_without_a_name_is_answered_in_public(browse, people):
    said = {"title": "Antrean daring", "text": "Nomor antrean lewat ponsel.", "unit": "DIT-K3", "named": "no"}
    assert browse("hadi", f"{LIST}ideas/new/", said).status_code == 302
    idea = Idea.objects.get()
    assert idea.person is None
    page = f"{LIST}ideas/{idea.number}/"
    for name in ("hadi", "citra"):  # its author neither, for nobody knows who that is
        text(browse(name, page), 404)
    browse("gilang", f"{page}consider/", {})
    assert "tanpa nama" in text(browse("citra", page))
    browse("citra", f"{page}support/", {})
    assert "1 rekan" in text(browse("citra", page))
    answer = {"answer": "Kami mulai bulan depan.", "unit": "DIT-K3", "verifier": "Ani Rahmawati"}
    assert browse("gilang", f"{page}take-up/", answer).status_code == 302, text(browse("gilang", f"{page}take-up/", answer), 400)
    assert "Kami mulai bulan depan." in text(browse("citra", page))
    assert Idea.objects.get().action.startswith("action:")


def test_what_a_leader_did_is_recorded_and_the_year_shows_who_did_nothing(browse, people):
    said = {
        "leader": "Kartika Wulandari",
        "unit": "KEMENTERIAN",
        "sort": "decision",
        "day": clock.today().isoformat(),
        "title": "Membatalkan lelang",
        "what": "Lelang dibatalkan karena konflik kepentingan panitia.",
    }
    assert "Tuliskan apa yang ditanggung" in text(browse("ani", f"{LIST}leadership/new/", said), 400)
    browse("ani", f"{LIST}leadership/new/", said | {"cost": "Proyek mundur enam bulan.", "clauses": ["iso-37001-2025/5.1.3"]})
    act = LeadershipAct.objects.get()
    page = f"{LIST}leadership/{act.number}/"
    assert "Proyek mundur" in text(browse("ani", page))
    text(browse("citra", page), 404)
    year = text(browse("ani", f"{LIST}leadership/year/"))
    assert "Kartika Wulandari" in year
    assert "Gilang Ramadhan" in year  # who has nothing to show
    assert "Gilang" not in text(browse("citra", f"{LIST}leadership/year/"))
    browse("budi", f"{page}void/", {"text": "Salah hari."})
    assert "Salah hari." in text(browse("ani", page))


def test_an_agent_of_change_plans_and_tells(browse, people):
    said = {
        "person": "Hadi Susanto",
        "unit": "SUBDIT-UJI-K3",
        "since": clock.today().isoformat(),
        "until": (clock.today() + timedelta(days=90)).isoformat(),
    }
    page = browse("gilang", f"{LIST}agents/new/", said).headers["Location"]
    browse("hadi", f"{page}plan/", {"text": "Loket tanpa amplop."})
    browse("hadi", f"{page}deed/", {"day": clock.today().isoformat(), "what": "Memasang papan tarif."})
    shown = text(browse("citra", page))
    assert "Loket tanpa amplop." in shown
    assert "Memasang papan tarif." in shown
    text(browse("citra", f"{page}plan/"), 404)
    text(browse("citra", f"{page}end/"), 404)
    assert "Hadi Susanto" in text(browse("citra", f"{LIST}agents/"))


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_speaks_both_languages(browse, desk, running, people, language):
    desk.cookies["lang"] = language
    for address in ("", "calendar/", "materials/", "agents/", "ideas/", "ideas/new/", "leadership/", "leadership/year/", "new/", "import/"):
        page = text(browse("ani", f"{LIST}{address}"))
        assert f'lang="{language}"' in page
    text(browse("ani", f"{LIST}calendar/?month=2026-13"), 404)


def test_files_hold_what_the_list_shows(running, browse, people):
    activity = running.activities.get()
    services.count_reach(activity, 44, unit=people.units.k3, viewer=people.viewer("ani"))
    book = openpyxl.load_workbook(io.BytesIO(browse("ani", f"{LIST}export.xlsx").content))
    rows = list(book.active.values)
    assert (rows[1][0], rows[1][16]) == (running.number, 44)
    theirs = list(openpyxl.load_workbook(io.BytesIO(browse("hadi", f"{LIST}export.xlsx").content)).active.values)
    assert theirs[1][16] is None


@pytest.mark.parametrize("address", ["", "ideas/", "agents/", "leadership/", "calendar/"])
def test_a_list_takes_few_queries(desk, make, people, django_assert_max_num_queries, address):
    for n in range(6):
        make()
        services.put_in(f"Gagasan {n}", "Begini.", unit=people.units.k3, named=True, viewer=people.viewer("hadi"))
    people.sign_in(desk, "ani")
    desk.get(LIST)
    with django_assert_max_num_queries(12):
        desk.get(f"{LIST}{address}")


def test_material_is_a_pdf_with_name_and_address(browse, settings, people):
    settings.AMANAH_PUBLIC_ADDRESS = "https://lapor.contoh.go.id/"
    response = browse("citra", f"{LIST}materials/fees/poster-a4.id.pdf")
    assert response.content.startswith(b"%PDF-")
    text(browse("citra", f"{LIST}materials/fees/poster-a4.xx.pdf"), 404)
    assert "lapor.contoh.go.id" in materials.short_texts(designs()["fees"], "id")[0]


def test_every_design_says_everything_in_both_languages():
    for design in designs().values():
        for language in ("id", "en"):
            said = design.said[language]
            assert {"name", "headline", "lead", "points", "call", "tip", "short", "scene", "faq"} <= set(said)
            assert len(said["points"]) == len(said["faq"]) == 3
            assert len(said["headline"]) <= 45
        assert len(design.said["id"]["short"]) == len(design.said["en"]["short"])


def test_my_work_shows_what_waits(running, browse, people):
    plan = CircularPlan("Tarif resmi", "Bacalah.", clock.today() + timedelta(days=5), services.AudiencePlan(units=(people.units.k3,)))
    circular = services.write_circular(running, plan, viewer=people.viewer("ani"))
    services.send_circular(circular, viewer=people.viewer("ani"))
    services.plan_activity(running, today(responsible=people.persons["hadi"], title="Papan tarif"), viewer=people.viewer("ani"))
    page = text(browse("hadi", "/desk/"))
    assert circular.number in page
    assert "Papan tarif" in page
    assert "tinggal 5 hari" in page
    assert "Tarik pesan" not in text(browse("hadi", f"{LIST}reading/{circular.number}/"))  # helping is not keeping
    text(browse("hadi", f"{LIST}reading/{circular.number}/withdraw/"), 404)
    assert Circular.objects.count() == 1
    act = ActPlan("presence", clock.today(), "Hadir", "Hadir sendiri.", shared=True)
    services.record_act(act, leader=people.persons["kartika"], unit=people.units.root, viewer=people.viewer("ani"))
    assert "Hadir" in text(browse("citra", f"{LIST}leadership/"))


def test_evidence_and_own_material_come_from_the_library(running, browse, people):
    page = f"{LIST}{running.number}/"
    shown = browse("dewi", page)
    for panel in ("panel", "material"):
        assert "Lampirkan" in text(browse("dewi", shown.context[panel].attach_url))
    draft = Draft("Poster bersama", clock.today(), link="https://contoh.go.id/poster")
    proofs.add(draft, people.units.secretariat, viewer=people.viewer("dewi"), shared=True, ref=proving.material_of(running))
    assert "Poster bersama" in text(browse("hadi", page))  # shared, so the audience may open it
    with pytest.raises(ProofRefused):
        proofs.add(draft, people.units.k3_testing, viewer=people.viewer("hadi"), ref=running.ref)


def test_the_page_asks_no_more_for_many_messages_than_for_one(browse, running, people):
    def written():
        plan = CircularPlan("Tarif", "Bacalah.", clock.today(), AudiencePlan(units=(people.units.k3,)))
        services.send_circular(services.write_circular(running, plan, viewer=people.viewer("ani")), viewer=people.viewer("ani"))

    def shown():
        return [browse("ani", f"{LIST}{running.number}/")]

    written()
    shown()
    alone = queries_of(shown)
    for _ in range(3):
        written()
    assert queries_of(shown) == alone


def test_work_asks_no_more_for_many_campaigns_than_for_one(make, people):
    def proposed():
        services.submit(make(budget=5_000_000), viewer=people.viewer("ani"))

    proposed()
    alone = queries_of(lambda: lines(people.viewer("budi")))
    for _ in range(3):
        proposed()
    assert len(lines(people.viewer("budi"))) == 4
    assert queries_of(lambda: lines(people.viewer("budi"))) == alone
