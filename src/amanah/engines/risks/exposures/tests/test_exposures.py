"""Classes of bribery risk: decided with a reason, never overwritten, in force by day, decided where one keeps the register."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from amanah.engines.risks.exposures import queries, replay, services
from amanah.engines.risks.exposures.models import Exposure
from amanah.engines.risks.exposures.refusals import Refused
from amanah.engines.risks.exposures.services import Decision
from amanah.foundation.organisation.models import Post
from amanah.kernel import clock

MORE = Decision("more_than_low", "Menerbitkan hasil uji yang menentukan izin operasi.")


@pytest.fixture
def post(team):
    """Hadi's, in the subdirectorate for testing."""
    return team.posts["hadi"]


def _class(post, day):
    return Post.objects.filter(pk=post.pk).values_list(queries.class_of_post(day, "pk"), flat=True).get()


def test_the_newest_decision_is_in_force_and_the_old_one_stays(team, post):
    rudi = team.viewer("rudi")
    assert _class(post, clock.today()) is None
    services.decide_post(post, MORE, rudi)
    services.decide_post(post, Decision("low", "Pengujian dialihkan ke laboratorium luar."), rudi)
    assert _class(post, clock.today()) == "low"
    assert [one.bribery_class for one in queries.history("post", post.pk.hex)] == ["low", "more_than_low"]
    assert queries.counts(rudi)[1:] == (1, 0)
    assert replay.check() == []


def test_a_decision_ends_with_its_last_day(team, post, at):
    until = clock.today() + timedelta(days=30)
    services.decide_post(post, Decision("low", "Tetap."), team.viewer("rudi"))
    services.decide_post(post, Decision("more_than_low", "Selama pengadaan alat uji.", until=until), team.viewer("rudi"))
    assert _class(post, until) == "more_than_low"
    assert _class(post, until + timedelta(days=1)) == "low"


def test_only_who_keeps_the_register_of_the_unit_decides(team, post):
    for name in ("citra", "rosa", "hadi", "pandu"):
        with pytest.raises(Refused) as refusal:
            services.decide_post(post, MORE, team.viewer(name))
        assert refusal.value.code == "side"
    for decision, code in (
        (Decision("more_than_low", " "), "reason"),
        (Decision("high", "x"), "code"),
        (Decision("low", "x", until=clock.today() - timedelta(days=1)), "days"),
    ):
        with pytest.raises(Refused) as refusal:
            services.decide_post(post, decision, team.viewer("rudi"))
        assert refusal.value.code == code
    services.decide_post(post, MORE, team.viewer("gilang"))  # heads the directorate above
    assert Exposure.objects.count() == 1


def test_a_process_is_of_a_unit_or_of_the_whole_institution(team):
    rudi, rina = team.viewer("rudi"), team.viewer("rina")
    with pytest.raises(Refused):
        services.decide_thing("associate", "Perusahaan jasa K3", MORE, rudi)
    services.decide_thing("associate", "Perusahaan jasa K3", MORE, rina)
    services.decide_thing("process", "Uji alat angkat", MORE, rudi, unit=team.units.k3)
    assert queries.class_of_thing("associate", "perusahaan-jasa-k3", clock.today()) == "more_than_low"
    assert {one.title for one in queries.things(rudi)} == {"Perusahaan jasa K3", "Uji alat angkat"}
    assert {one.title for one in queries.things(team.viewer("pandu"))} == {"Perusahaan jasa K3"}
    assert not queries.things(team.viewer("citra")).exists()


def test_the_database_keeps_decisions_as_they_were(team, post):
    services.decide_post(post, MORE, team.viewer("rudi"))
    with pytest.raises(DatabaseError), transaction.atomic():
        Exposure.objects.update(bribery_class="low")


def test_the_check_sees_a_decision_without_an_entry(team, post):
    services.decide_post(post, MORE, team.viewer("rudi"))
    one = Exposure.objects.get()
    one.pk, one.reason = None, "Lain."
    one.save(force_insert=True)
    assert len(replay.check()) == 1


def test_a_post_is_classed_on_its_page_and_shown_in_the_list(team, desk, post):
    team.sign_in(desk, "rudi")
    url = reverse("exposures:post", args=[post.pk])
    assert desk.post(url, {"bribery_class": "more_than_low", "reason": ""}).status_code == 400
    assert desk.post(url, {"bribery_class": "more_than_low", "reason": MORE.reason}).status_code == 302
    page = desk.get(reverse("exposures:list"), {"bribery_class": "more_than_low"}).content.decode()
    assert "Penguji K3" in page
    assert "Direktur Penempatan" not in page
    assert MORE.reason in desk.get(url).content.decode()


def test_a_table_comes_back_with_classes(team, desk, post):
    team.sign_in(desk, "rudi")
    sent = desk.get(reverse("exposures:export", args=["csv"])).content.decode("utf-8-sig")
    assert "Penguji K3" in sent
    table = "unit,jabatan,golongan,alasan\nSUBDIT-UJI-K3,Penguji K3,di atas rendah,Menentukan izin\nSUBDIT-UJI-K3,Staf rosa,,\n"
    assert _brought(desk, table).status_code == 302
    assert _class(post, clock.today()) == "more_than_low"
    again = _preview(desk, table)
    assert not again.context["changing"]
    assert not again.context["wrong"]
    wrong = "unit,jabatan,golongan,alasan\nDIT-PENEMPATAN,Direktur Penempatan,rendah,x\nSUBDIT-UJI-K3,Penguji K3,rendah,\n"
    assert len(_preview(desk, wrong).context["wrong"]) == 2


def test_others_find_nothing_here(team, desk, post):
    services.decide_post(post, MORE, team.viewer("rudi"))
    services.decide_thing("process", "Uji alat angkat", MORE, team.viewer("rudi"), unit=team.units.k3)
    thing = Exposure.objects.get(sort="process").pk
    inside = [reverse("exposures:post", args=[post.pk]), reverse("exposures:thing", args=[thing])]
    team.sign_in(desk, "citra")
    for url in (reverse("exposures:list"), reverse("exposures:new"), reverse("exposures:import"), *inside):
        assert desk.get(url).status_code == 404
    team.sign_in(desk, "pandu")
    for url in inside:
        assert desk.get(url).status_code == 404
    team.sign_in(desk, "rosa")
    assert desk.get(inside[0]).status_code == 200
    assert desk.post(inside[0], {"bribery_class": "low", "reason": "x"}).status_code == 404


def _preview(desk, text):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return desk.post(reverse("exposures:import"), {"table": SimpleUploadedFile("jabatan.csv", text.encode())})


def _brought(desk, text):
    return desk.post(reverse("exposures:apply_import"), {"plan": _preview(desk, text).context["plan"]})
