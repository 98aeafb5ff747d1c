"""From a finding to the check of its effect by somebody who had no part in it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from amanah.engines.actions import services as actions
from amanah.engines.actions.models import Action
from amanah.engines.actions.refusals import Refused as ActionRefused
from amanah.engines.engagements import queries as engagements
from amanah.engines.risks import services as risks
from amanah.foundation.access import services as access
from amanah.foundation.clocks import work
from amanah.foundation.clocks.models import Deadline
from amanah.kernel import clock
from amanah.rooms.antibribery.nonconformities import queries, replay, services
from amanah.rooms.antibribery.nonconformities.models import Nonconformity
from amanah.rooms.antibribery.nonconformities.refusals import Refused
from amanah.rooms.antibribery.nonconformities.services import Seen
from amanah.rooms.antibribery.nonconformities.tests.conftest import CLAUSE, on
from tests.counting import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def seen(team):
    """What Fitri saw herself; anything of it can be said otherwise."""

    def said(**named):
        plain = {
            "unit": team.units.k3,
            "owner": team.persons["gilang"],
            "title": "Daftar hadiah kosong",
            "condition": "Tidak terisi sejak Maret.",
        }
        return Seen(**{**plain, "criteria": [CLAUSE], **named})

    return said


@pytest.fixture
def one(team, scope, seen):
    """A nonconformity that Gilang answers for."""
    return services.record(scope, seen(), viewer=team.viewer("fitri"))


@pytest.fixture
def checking(team, one):
    """Corrected, analysed, acted on by Hadi, verified by Aji."""
    gilang, hadi = team.viewer("gilang"), team.viewer("hadi")
    services.correct(one, "Daftar diisi.", "Dicari di tiga unit lain: tidak ada.", viewer=gilang)
    services.analyse(one, ["Tidak ada yang mengisi", "Tidak ada yang ditugasi"], "Tugas belum dibagi.", viewer=gilang)
    given = services.give(one, "Bagi tugas", owner=team.persons["hadi"], verifier=team.persons["aji"], viewer=team.viewer("fitri"))
    actions.begin(given, viewer=hadi)
    actions.report_done(given, "Sudah.", viewer=hadi)
    actions.verify(given, "Benar.", viewer=team.viewer("aji"))
    one.refresh_from_db()
    return one


def refused(code, verb, *args, **named):
    with pytest.raises(Refused) as said:
        verb(*args, **named)
    assert said.value.code == code


def test_a_reported_finding_becomes_one_and_is_followed_up_through_it(team, reported):
    finding = reported.findings.get()
    one = Nonconformity.objects.get(source=finding.ref)
    assert (one.sort, one.grade, one.owner, one.criteria) == ("audit", "minor", team.persons["gilang"], [f"{CLAUSE}-a"])
    assert one.scope.ref == reported.scope
    gilang = team.viewer("gilang")
    services.correct(one, "Dibacakan.", "Tidak ada.", viewer=gilang)
    services.analyse(one, ["Tidak dijadwalkan"], "Tidak ada jadwal.", viewer=gilang)
    given = services.give(one, "Susun jadwal", owner=team.persons["hadi"], verifier=team.persons["aji"], viewer=team.viewer("fitri"))
    actions.begin(given, viewer=team.viewer("hadi"))
    assert engagements.follow_up([finding])[finding.ref].answer == "partly"


def test_the_whole_way_to_a_judgement_by_somebody_else(team, checking):
    one = checking
    assert one.state == "checking"
    assert one.check_from > clock.today() + timedelta(days=80)
    refused("early", services.judge, one, "Baik.", effective=True, viewer=team.viewer("bela"))
    with on(one.check_from):
        for name in ("gilang", "hadi"):
            access.grant_role(team.accounts[name], "smap_auditor", team.units.root)
            refused("own", services.judge, one, "Baik.", effective=True, viewer=team.viewer(name))
        refused("side", services.judge, one, "Baik.", effective=True, viewer=team.viewer("ratna"))
        assert any(line.number == one.number for line in work.lines(team.viewer("bela")))
        services.judge(one, "Enam bulan terisi lengkap.", effective=True, viewer=team.viewer("bela"))
    assert (one.state, one.checked_by) == ("closed", team.persons["bela"])
    assert not Deadline.objects.filter(ref=one.ref, stopped_on__isnull=True).exists()
    assert replay.check() == []


def test_what_did_not_work_is_opened_again_and_analysed_anew(team, checking):
    one = checking
    with on(one.check_from):
        services.judge(one, "Kosong lagi sejak Mei.", effective=False, viewer=team.viewer("bela"))
        assert (one.state, one.rounds, one.check_from) == ("corrected", 1, None)
        services.analyse(one, ["Tidak diawasi"], "Tidak ada pengawasan.", viewer=team.viewer("gilang"))
        assert one.state == "analysed"
    assert replay.check() == []


def test_no_step_is_skipped(team, one):
    gilang = team.viewer("gilang")
    refused("state", services.analyse, one, ["a"], "b", viewer=gilang)
    refused("similar", services.correct, one, "Diisi.", " ", viewer=gilang)
    refused("side", services.correct, one, "Diisi.", "Tidak ada.", viewer=team.viewer("aji"))
    services.correct(one, "Diisi.", "Tidak ada.", viewer=gilang)
    refused("whys", services.analyse, one, ["", " "], "b", viewer=gilang)
    refused("whys", services.analyse, one, list("abcdef"), "b", viewer=gilang)
    refused("not_found", services.correct, one, "Diisi.", "Tidak ada.", viewer=team.viewer("citra"))
    refused("state", services.judge, one, "Baik.", effective=True, viewer=team.viewer("bela"))


def test_who_answers_for_it_or_owns_the_risk_never_verifies(team, scope, seen):
    access.grant_role(team.accounts["rini"], "risk_manager", team.units.root)
    access.grant_role(team.accounts["fitri"], "risk_manager", team.units.root)
    plan = risks.Plan(unit=team.units.k3, kind="bribery", title="Suap lisensi", owner=team.persons["bela"])
    risk = risks.enter(plan, team.viewer("rini"))
    one = services.record(scope, seen(risk=risk), viewer=team.viewer("fitri"))
    services.correct(one, "Diisi.", "Tidak ada.", viewer=team.viewer("gilang"))
    services.analyse(one, ["a"], "b", viewer=team.viewer("gilang"))
    for name in ("gilang", "bela"):
        with pytest.raises(ActionRefused) as said:
            services.give(one, "Bagi tugas", owner=team.persons["hadi"], verifier=team.persons[name], viewer=team.viewer("fitri"))
        assert said.value.code in {"not_independent", "verifier"}
    assert one.owner_id in queries.concerned(one)
    assert team.persons["bela"].pk in queries.concerned(one)


def test_work_asks_no_more_for_many_that_are_ripe_than_for_one(team, scope, seen, checking):
    with on(checking.check_from):
        alone = queries_of(lambda: queries.lines(team.viewer("bela")))
        for _ in range(4):
            other = services.record(scope, seen(unit=team.units.k3_testing, owner=team.persons["hadi"]), viewer=team.viewer("fitri"))
            Nonconformity.objects.filter(pk=other.pk).update(state="checking", check_from=checking.check_from)
        Action.objects.filter(source=checking.ref).update(source=other.ref, owner=team.persons["bela"])
        shown = {line.number for line in queries.lines(team.viewer("bela"))}
        assert queries_of(lambda: queries.lines(team.viewer("bela"))) == alone
    assert len(shown) == 4
    assert other.number not in shown  # she carried out its action


def test_repetition_needs_the_same_clause_and_unit_within_the_period(team, scope, seen, one):
    fitri = team.viewer("fitri")
    assert services.record(scope, seen(criteria=[f"{CLAUSE}-b"]), viewer=fitri).repeats == one
    assert services.record(scope, seen(unit=team.units.k3_testing), viewer=fitri).repeats is None
    assert services.record(scope, seen(criteria=["iso-37001-2025:5.1.1"]), viewer=fitri).repeats is None
    with on(clock.today() + timedelta(days=1200)):
        assert services.record(scope, seen(), viewer=fitri).repeats is None


def test_only_the_function_records_and_only_within_the_scope(team, scope, seen):
    refused("scope", services.record, scope, seen(), viewer=team.viewer("aji"))
    refused("unit", services.record, scope, seen(unit=team.units.placement), viewer=team.viewer("fitri"))
    refused("criteria", services.record, scope, seen(criteria=["iso-37001-2025:99"]), viewer=team.viewer("fitri"))


def test_pages(team, scope, checking, desk):
    here = reverse("nonconformities:nonconformity", args=[checking.number])
    listed = reverse("nonconformities:list")
    for name in ("fitri", "aji", "ratna", "gilang"):
        client = team.sign_in(desk, name)
        assert "Tugas belum dibagi." in client.get(here).content.decode()
        assert checking.number in client.get(listed).content.decode()
    for name in ("citra", "hadi", "dewi"):
        client = team.sign_in(desk, name)
        assert client.get(here).status_code == 404
        assert checking.number not in client.get(listed).content.decode()
    client = team.sign_in(desk, "fitri")
    new = reverse("nonconformities:new")
    assert "Layanan lisensi K3" in client.get(new).content.decode()
    data = {
        "sort": "control_test",
        "title": "Uji gagal",
        "condition": "Dua dari lima.",
        "grade": "major",
        "unit": "DIT-K3",
        "criteria": [CLAUSE],
    }
    made = client.post(new, data | {"owner": team.persons["gilang"].nip, "risk": ""})
    assert made.status_code == 302, made.content.decode()[:2000]
    client = team.sign_in(desk, "gilang")
    told = client.get(made["location"]).content.decode()
    assert "Catat koreksi" in told
    act = made["location"] + "do/correct/"
    assert client.post(act, {"correction": "Diperbaiki.", "similar": ""}).status_code == 400
    assert client.post(act, {"correction": "Diperbaiki.", "similar": "Tidak ada."}).status_code == 302
    assert client.post(made["location"] + "do/analyse/", {"why_1": "a", "cause": "b"}).status_code == 302
    assert b"Uji gagal" in client.get(reverse("nonconformities:export", args=["csv"])).content
    with on(checking.check_from):
        client = team.sign_in(desk, "bela")
        assert "Nilai keefektifan" in client.get(here).content.decode()
        assert client.post(here + "do/judge/", {"verdict": "yes", "text": "Terisi."}).status_code == 302


def test_the_list_costs_the_same_however_long_it_is(team, scope, seen, desk, django_assert_max_num_queries):
    for _n in range(5):
        services.record(scope, seen(), viewer=team.viewer("fitri"))
    client = team.sign_in(desk, "aji")
    client.get(reverse("nonconformities:list"))
    with django_assert_max_num_queries(12):
        client.get(reverse("nonconformities:list"))
