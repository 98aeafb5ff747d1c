"""The pages: who sees what, the acts through their forms, files, and what they cost."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from amanah.kernel import clock
from amanah.rooms.antibribery.objectives import services
from amanah.rooms.antibribery.objectives.models import Measure, Objective, Policy
from amanah.rooms.antibribery.objectives.tests.conftest import CLAUSE, D, aim, on, watch

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure(team, scope):
    """Read red once."""
    made = services.plan(scope, watch(team, measurer=team.persons["gilang"]), viewer=team.viewer("fitri"))
    services.read(made, date(2026, 9, 1), D(5), D(8), viewer=team.viewer("fitri"))
    return made


def test_who_sees_what(team, scope, objective, measure, desk):
    services.write_progress(objective, clock.today(), D(50), "Satu kelas.", viewer=team.viewer("hadi"))
    pages = [reverse(f"smap_objectives:{name}", args=[scope.number]) for name in ("policy", "scope", "plan")]
    one, watched = (reverse(f"smap_objectives:{n}", args=[o.number]) for n, o in (("objective", objective), ("measure", measure)))
    lists = [reverse("smap_objectives:list"), reverse("smap_objectives:measures")]
    for name in ("fitri", "aji", "ratna", "gilang"):
        client = team.sign_in(desk, name)
        for page in (*pages, one, watched, *lists):
            assert client.get(page).status_code == 200, (name, page)
        assert "Penguji terlatih" in client.get(pages[1]).content.decode()
        assert "Satu kelas." in client.get(one).content.decode()
        told = client.get(watched).content.decode()
        assert "62,5% (5 dari 8)" in told
        assert ("Catat ketidaksesuaian" in told) == (name == "fitri")
    for name in ("citra", "dewi"):
        client = team.sign_in(desk, name)
        assert {client.get(page).status_code for page in (*pages, one, watched)} == {404}
        for page in (*lists, reverse("smap_objectives:export", args=["csv"]), reverse("smap_objectives:measures_export", args=["csv"])):
            told = client.get(page).content.decode()
            assert objective.number not in told
            assert measure.number not in told
    client = team.sign_in(desk, "hadi")
    assert {client.get(page).status_code for page in (*pages, watched)} == {404}
    assert "Catat kemajuan" in client.get(one).content.decode()
    assert client.get(reverse("smap_objectives:do", args=[objective.number, "evaluate"])).status_code == 200
    refusal = client.post(reverse("smap_objectives:do", args=[objective.number, "evaluate"]), {"words": "Bagus."})
    assert refusal.status_code == 400


def test_everything_through_the_forms(team, scope, document, desk):
    client = team.sign_in(desk, "fitri")
    today, hadi = clock.today(), team.persons["hadi"].nip
    data = {"title": "Nol hadiah di loket", "unit_word": "kejadian", "direction": "down", "baseline": "4,5", "target": "0", "owner": hadi}
    data |= {
        "resources": "Satu orang.",
        "judged_how": "Register.",
        "begins_on": today,
        "due_on": today + timedelta(days=90),
        "criteria": [CLAUSE],
    }
    new = reverse("smap_objectives:new", args=[scope.number])
    assert client.get(new).status_code == 200
    assert client.post(new, data | {"target": "9"}).status_code == 400
    assert client.post(new, data).status_code == 302
    one = Objective.objects.get()
    assert (one.baseline, one.criteria) == (D("4.5"), [CLAUSE])
    assert (
        client.post(reverse("smap_objectives:do", args=[one.number, "progress"]), {"day": today, "value": "2", "note": "Dua."}).status_code
        == 302
    )
    for key in ("revise", "hand", "drop", "give", "progress"):
        assert client.get(reverse("smap_objectives:do", args=[one.number, key])).status_code == 200
    plan = {"title": "Hadiah ditolak", "what": "x", "method": "y", "frequency": "quarterly", "form": "number", "unit_word": "kejadian"}
    plan |= {
        "direction": "up",
        "green": "9",
        "amber": "4",
        "why": "z",
        "measurer": hadi,
        "analyst": hadi,
        "told_to": "FKAP",
        "starts_on": "2026-01-01",
    }
    new = reverse("smap_objectives:measure_new", args=[scope.number])
    assert "Tindak lanjut yang lewat tenggat" in client.get(new).content.decode()
    made = client.post(new, plan)
    assert made.status_code == 302, made.content.decode()[-3000:]
    measure = Measure.objects.get()
    read = reverse("smap_objectives:measure_do", args=[measure.number, "read"])
    assert "triwulan 3 2026" in client.get(read).content.decode()
    assert client.post(read, {"day": "2026-09-30", "numerator": "3", "note": ""}).status_code == 302
    analyse = reverse("smap_objectives:analyse", args=[measure.number, measure.readings.get().pk])
    assert client.post(analyse, {"text": "Sedikit.", "follows": ""}).status_code == 400
    assert client.post(analyse, {"text": "Sedikit.", "follows": "Petugas diingatkan."}).status_code == 302
    for key in ("bounds", "end", "give"):
        assert client.get(reverse("smap_objectives:measure_do", args=[measure.number, key])).status_code == 200
    choose = reverse("smap_objectives:policy_choose", args=[scope.number])
    assert client.post(choose, {"document": document.number, "reason": "Berlaku."}).status_code == 302
    policy = Policy.objects.get()
    judge = reverse("smap_objectives:policy_judge", args=[scope.number, "2025", "5.2-a"])
    assert client.post(judge, {"verdict": "met", "quoted": "Dilarang.", "reason": "Jelas."}).status_code == 302
    assert client.get(reverse("smap_objectives:policy_judge", args=[scope.number, "2025", "5.2-j"])).status_code == 404
    decide = reverse("smap_objectives:policy_decide", args=[scope.number, policy.judgements.get().pk])
    assert client.post(decide, {"verdict": "yes", "remark": ""}).status_code == 400
    assert (
        client.post(reverse("smap_objectives:policy_publish", args=[scope.number]), {"sort": "public", "place": "Laman"}).status_code == 302
    )
    client = team.sign_in(desk, "rini")
    assert "putuskan penilaian" in client.get(reverse("smap_objectives:policy", args=[scope.number])).content.decode()
    assert client.post(decide, {"verdict": "yes", "remark": ""}).status_code == 302
    end = reverse("smap_objectives:policy_unpublish", args=[scope.number, policy.publications.get().pk])
    assert client.post(end, {"reason": "Laman pindah."}).status_code == 302
    for address in ("export", "measures_export"):
        assert client.get(reverse(f"smap_objectives:{address}", args=["xlsx"])).content[:2] == b"PK"


def test_a_red_reading_becomes_a_nonconformity_that_says_where_it_came_from(team, measure, desk):
    client = team.sign_in(desk, "fitri")
    here = reverse("smap_objectives:measure", args=[measure.number])
    new = f"{reverse('nonconformities:new')}?scope={measure.scope.number}&source={measure.ref}"
    assert new.replace("&", "&amp;").replace(":", "%3A") in client.get(here).content.decode()
    data = {"sort": "observation", "title": "Uji tertunda", "condition": "5 dari 8.", "grade": "minor", "unit": "DIT-K3"}
    data |= {"criteria": ["iso-37001-2025:8.2"], "owner": team.persons["gilang"].nip, "risk": ""}
    made = client.post(new, data)
    assert made.status_code == 302
    assert "Uji tertunda" in client.get(here).content.decode()


def test_pages_cost_the_same_however_much_there_is(team, scope, desk, django_assert_max_num_queries):
    for _n in range(4):
        one = services.set_objective(scope, aim(team), viewer=team.viewer("fitri"))
        services.write_progress(one, clock.today(), D(50), "x", viewer=team.viewer("fitri"))
        measure = services.plan(scope, watch(team), viewer=team.viewer("fitri"))
        services.read(measure, date(2026, 9, 1), D(5), D(8), viewer=team.viewer("fitri"))
    client = team.sign_in(desk, "ratna")
    pages = [reverse("smap_objectives:list"), reverse("smap_objectives:list") + "?state=on_track", reverse("smap_objectives:measures")]
    pages += [reverse(f"smap_objectives:{name}", args=[scope.number]) for name in ("scope", "plan")]
    client.get(pages[0])
    for page in pages:
        with django_assert_max_num_queries(12, info=page):
            assert client.get(page).status_code == 200
    with on(clock.today() + timedelta(days=1)), django_assert_max_num_queries(12):
        client.get(reverse("antibribery:list"))
