"""The pages: a person sees their own, a head met or not of the unit, a manager all of it, and others nothing."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from amanah.foundation.ledger import verify
from amanah.kernel import clock
from amanah.rooms.learning import offers, queries, replay
from amanah.rooms.learning.models import Record
from amanah.rooms.learning.needs import services
from amanah.rooms.learning.needs.models import Exemption, Need
from amanah.rooms.learning.offers import Offer

pytestmark = pytest.mark.django_db
COVERAGE, GAPS, MINE = "/desk/learning/needs/", "/desk/learning/needs/gaps/", "/desk/learning/"


@pytest.fixture
def late(need):
    """Something everybody in the institution should have learned yesterday."""
    return need(within_days=0, since=clock.today() - timedelta(days=3), clauses=("ISO 37001 7.3",))


def page(team, desk, name, url, status=200):
    answer = team.sign_in(desk, name).get(url)
    assert answer.status_code == status, (name, url, answer.status_code)
    return answer.content.decode()


def test_a_manager_sees_units_and_people_below_and_no_others(team, desk, late, learned):
    learned("hadi")
    text = page(team, desk, "rudi", COVERAGE)
    assert "66%" not in text
    assert "33%" in text  # one of Gilang, Hadi and Rudi
    gaps = page(team, desk, "rudi", GAPS)
    assert "Gilang Ramadhan" in gaps
    assert "Hadi Susanto" not in gaps
    assert "Citra Maharani" not in gaps
    assert "Citra Maharani" in page(team, desk, "maya", GAPS)
    assert "Penempatan" not in page(team, desk, "rudi", COVERAGE)
    page(team, desk, "rudi", f"{COVERAGE}?unit={team.units.placement.pk}", 404)
    page(team, desk, "rudi", f"{GAPS}?unit={team.units.placement.pk}", 404)
    page(team, desk, "rudi", f"{COVERAGE}?unit=x", 404)


def test_a_head_sees_met_or_not_and_no_records(team, desk, late, learned):
    record = learned("hadi")
    assert "Rudi Salim" in page(team, desk, "gilang", GAPS)
    hadi = reverse("needs:person", args=[team.persons["hadi"].pk])
    text = page(team, desk, "gilang", hadi)
    assert "terpenuhi" in text
    assert record.number not in text
    assert "Bimtek" not in text
    assert record.number in page(team, desk, "rudi", hadi)
    for name in ("exempt", "record"):
        page(team, desk, "gilang", reverse(f"needs:{name}", args=[team.persons["hadi"].pk]), 404)
    page(team, desk, "gilang", reverse("needs:void", args=[record.number]), 404)


def test_others_see_nothing_of_anybody(team, desk, late, learned, topics):
    record = learned("hadi")
    for name in ("citra", "ani", "hadi"):
        assert "Hadi Susanto" not in page(team, desk, name, COVERAGE).replace("Hadi Susanto</", "")
        assert "Gilang" not in page(team, desk, name, GAPS)
        page(team, desk, name, reverse("needs:person", args=[team.persons["gilang"].pk]), 404)
        page(team, desk, name, reverse("needs:export", args=["csv"]), 404)
        for other in ("needs:new", "needs:topics", "needs:new_topic", "needs:import"):
            page(team, desk, name, reverse(other), 404)
        page(team, desk, name, reverse("needs:topic", args=[topics.counter.key]), 404)
        page(team, desk, name, reverse("needs:void", args=[record.number]), 404)
        assert desk.post(reverse("needs:end", args=[late.pk])).status_code == 404
    page(team, desk, "rudi", reverse("needs:person", args=[team.persons["citra"].pk]), 404)
    assert record.number not in page(team, desk, "citra", MINE)
    assert record.number in page(team, desk, "hadi", MINE)


def test_my_page_says_what_by_when_and_where(team, desk, need, late):
    reading = need(topic=queries.topic("kebijakan"), sort="read", address="Keputusan Menteri, lampiran I")
    fetched = []

    def fetch(viewer, wanted):
        fetched.append(viewer.account.username)
        return [Offer(topic, "Kelas bulan depan", "/desk/x/", day=clock.today()) for topic in wanted if topic == late.topic_id]

    offers.register(fetch)
    try:
        text = page(team, desk, "hadi", MINE)
    finally:
        offers._fetchers.remove(fetch)
    assert "Kelas bulan depan" in text
    assert "Keputusan Menteri, lampiran I" in text
    assert fetched == ["hadi"]
    answer = desk.post(reverse("needs:read", args=[reading.pk]))
    assert answer.status_code == 302
    assert Record.objects.get().person == team.persons["hadi"]
    assert "Keputusan Menteri, lampiran I" not in page(team, desk, "hadi", MINE)


def test_a_need_is_looked_at_before_it_is_set(team, desk, topics):
    said = {"topic": "loket-bersih", "sort": "learn", "post_words": "penguji, pengantar kerja", "why": "Loket."}
    team.sign_in(desk, "maya")
    shown = desk.post(reverse("needs:new"), said | {"preview": "1"}).content.decode()
    assert "2 orang" in shown
    assert "Hadi Susanto" in shown
    assert not Need.objects.exists()
    assert desk.post(reverse("needs:new"), said | {"save": "1", "clauses": "ISO 37001 7.2.2, IEPK 5"}).status_code == 302
    one = Need.objects.get()
    assert one.clauses == ["ISO 37001 7.2.2", "IEPK 5"]
    assert "penguji, pengantar kerja" in page(team, desk, "citra", reverse("needs:matrix"))
    page(team, desk, "citra", reverse("needs:need", args=[one.pk]))
    team.sign_in(desk, "rudi")
    assert desk.post(reverse("needs:new"), said | {"save": "1"}).status_code == 400
    assert desk.post(reverse("needs:new"), said | {"save": "1", "unit": "DIT-K3"}).status_code == 302


def test_a_manager_exempts_records_and_voids(team, desk, late):
    hadi = team.persons["hadi"].pk
    team.sign_in(desk, "rudi")
    assert desk.post(reverse("needs:exempt", args=[hadi]), {"need": late.pk, "reason": "Tugas belajar"}).status_code == 302
    assert desk.post(reverse("needs:end_exemption", args=[Exemption.objects.get().pk])).status_code == 302
    said = {"topic": late.topic_id, "title": "E-learning KPK", "done_on": clock.today().isoformat(), "sort": "outside"}
    assert desk.post(reverse("needs:record", args=[hadi]), said).status_code == 302
    record = Record.objects.get()
    assert record.hours == 4
    assert desk.post(reverse("needs:void", args=[record.number]), {"reason": "Bukan namanya"}).status_code == 302
    assert queries.standing(team.persons["hadi"]) == {}
    assert "Bukan namanya" in desk.get(reverse("needs:person", args=[hadi])).content.decode()


def test_topics_are_kept_by_managers(team, desk):
    team.sign_in(desk, "rudi")
    said = {"key": "benturan", "title": "Konflik kepentingan", "hours": "2", "valid_months": "24", "active": "on"}
    assert desk.post(reverse("needs:new_topic"), said).status_code == 302
    assert desk.post(reverse("needs:new_topic"), said).status_code == 400
    assert desk.post(reverse("needs:topic", args=["benturan"]), said | {"hours": "3"}).status_code == 302
    assert queries.topic("benturan").hours == 3


def test_gaps_are_handed_out_as_a_file(team, desk, late):
    team.sign_in(desk, "gilang")
    sent = desk.get(reverse("needs:export", args=["csv"])).content.decode("utf-8-sig")
    assert "Hadi Susanto" in sent
    assert "Citra" not in sent
    assert desk.get(reverse("needs:export", args=["xlsx"])).status_code == 200
    assert desk.get(reverse("needs:export", args=["exe"])).status_code == 404


def test_pages_ask_a_bounded_number_of_queries(team, desk, need, late, django_assert_max_num_queries):
    services.end_need(need(joiners=True, role="learning_manager", bribery_class="low"), team.viewer("maya"))
    need(joiners=True, role="learning_manager", bribery_class="low")
    team.sign_in(desk, "maya")
    for url in (COVERAGE, GAPS, reverse("needs:matrix")):
        desk.get(url)
        with django_assert_max_num_queries(20):  # signing in and the frame take some of them
            assert desk.get(url).status_code == 200


TABLE = (
    "NIP;Nama Pelatihan;Tanggal Selesai;JP;Kode Pokok;Nomor Sertifikat;Nilai\n"
    "{hadi};Bimtek loket;12/03/2026;8;loket-bersih;ST-1;86\n"
    "{hadi};Bahasa Inggris;2026-05-02;12,5;;;\n"
    "{gilang};Bimtek loket;12/03/2026;;Mengenali suap di loket;;\n"
)


def test_a_history_is_brought_once_however_often(team, desk):
    numbers = {name: person.nip for name, person in team.persons.items()}
    team.sign_in(desk, "rudi")
    from amanah.rooms.learning import services as learning

    learning.keep_topic("loket-bersih", title="Mengenali suap di loket", hours=4, valid_months=12, viewer=None)
    shown = preview(desk, TABLE.format(**numbers))
    assert shown.context["changing_count"] == 3
    assert apply(desk, shown).status_code == 302
    assert Record.objects.count() == 3
    assert queries.hours_in(2026)[team.persons["hadi"].pk] == 20.5
    assert queries.hours_in(2026)[team.persons["gilang"].pk] == 4
    again = preview(desk, TABLE.format(**numbers))
    assert (again.context["changing_count"], again.context["wrong_count"]) == (0, 0)
    assert replay.check() == []
    assert verify.run().ok


def test_wrong_rows_are_named(team, desk, topics):
    numbers = {name: person.nip for name, person in team.persons.items()}
    rows = TABLE.format(**numbers).splitlines()
    rows += [
        f"{numbers['citra']};Bimtek;12/03/2026;4;;;",  # another unit
        "19990101;Bimtek;12/03/2026;4;;;",  # nobody
        f"{numbers['hadi']};Bimtek;12/03/2099;4;;;",  # not yet
        f"{numbers['hadi']};Bimtek;12/03/2026;empat;;;",
        f"{numbers['hadi']};Bimtek;12/03/2026;4;tidak-ada;;",
        f"{numbers['hadi']};Bahasa Inggris;2026-05-02;12,5;;;",  # twice
        f"{numbers['rudi']};Bimtek;12/03/2026;4;;;",  # one's own
    ]
    team.sign_in(desk, "rudi")
    assert preview(desk, "\n".join(rows)).context["wrong_count"] == 7


def preview(desk, text):
    return desk.post(reverse("needs:import"), {"table": SimpleUploadedFile("riwayat.csv", text.encode())})


def apply(desk, shown):
    return desk.post(reverse("needs:apply_import"), {"plan": shown.context["plan"]})
