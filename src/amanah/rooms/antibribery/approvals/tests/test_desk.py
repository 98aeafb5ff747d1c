"""The pages: who sees them, what they do, what they cost."""

from datetime import timedelta

import pytest
from django.urls import reverse

from amanah.engines import contributions
from amanah.engines.risks.controls import services as controlling
from amanah.foundation.access import services as access
from amanah.kernel import clock
from amanah.rooms.antibribery.approvals import services
from amanah.rooms.antibribery.approvals.models import Commitment, Delegation, Request
from amanah.rooms.antibribery.requirements.records import records

pytestmark = pytest.mark.django_db


def test_whoever_has_nothing_to_do_with_it_sees_nothing(team, desk, asked, mandate, commitment):
    one, held = asked(), mandate()
    pages = {
        reverse("smap_approvals:request", args=[one.number]): ("fitri", "rosa", "gilang", "kartika", "rini"),
        reverse("smap_approvals:delegation", args=[held.number]): ("fitri", "rosa", "gilang", "kartika", "hadi"),
        reverse("smap_approvals:commitment", args=[commitment.number]): ("fitri", "rosa", "gilang", "kartika"),
    }
    lists = [reverse(f"smap_approvals:{name}") for name in ("list", "delegations", "commitments")]
    for name in ("rosa", "gilang", "rini", "hadi", "citra"):
        client = team.sign_in(desk, name)
        for page, (address, seen_by) in zip(lists, pages.items(), strict=True):
            number = address.strip("/").rpartition("/")[2]
            assert client.get(address).status_code == (200 if name in seen_by else 404), (name, address)
            assert (number in client.get(page).content.decode()) == (name in seen_by), (name, page)
    client = team.sign_in(desk, "citra")
    assert client.get(reverse("smap_approvals:unit", args=["DIT-K3"])).status_code == 404
    assert client.get(reverse("smap_approvals:do", args=[one.number, "sign"])).status_code == 404
    assert client.get(reverse("smap_approvals:delegate")).status_code == 403
    assert client.get(reverse("smap_approvals:import")).status_code == 403
    assert "Rp0" in client.get(reverse("smap_approvals:register", args=[clock.today().year])).content.decode()


def test_a_gift_from_the_form_to_the_register(team, desk):
    client = team.sign_in(desk, "rini")
    form = {
        "kind": "gift",
        "title": "Plakat tamu",
        "purpose": "Kenang-kenangan kunjungan kerja.",
        "recipient": "Dinas Provinsi",
        "recipient_kind": "agency",
        "pending": "none",
        "value": "1.500.000",
        "people": "3",
        "event_on": clock.today().isoformat(),
        "unit": "DIT-K3",
        "takes_part": "Hadi Susanto",
    }
    assert client.post(reverse("smap_approvals:new"), {**form, "value": "banyak"}).status_code == 400
    assert client.post(reverse("smap_approvals:new"), {**form, "pending": "ours"}).status_code == 400
    made = client.post(reverse("smap_approvals:new"), form)
    assert made.status_code == 302, made.content.decode()[-3000:]
    one = Request.objects.get()
    assert list(one.takes_part.all()) == [team.persons["hadi"]]
    assert "Tarik permintaan" in client.get(made["location"]).content.decode()
    client = team.sign_in(desk, "gilang")
    assert "Putuskan pemberian" in client.get(made["location"]).content.decode()
    assert f'datetime="{one.event_on.isoformat()}"' in client.get("/desk/").content.decode()
    sign = reverse("smap_approvals:do", args=[one.number, "sign"])
    assert client.post(sign, {"verdict": "yes", "reason": ""}).status_code == 400
    assert client.post(sign, {"verdict": "yes", "reason": "Wajar."}).status_code == 302
    client = team.sign_in(desk, "rini")
    report = reverse("smap_approvals:do", args=[one.number, "report"])
    given = {"value": "1.400.000", "day": clock.today().isoformat(), "words": "Tiga plakat.", "evidence": "Kuitansi 3"}
    assert client.post(report, given).status_code == 400
    assert client.post(report, {**given, "deviation": "Lebih murah."}).status_code == 302
    client = team.sign_in(desk, "rosa")
    year = clock.today().year
    assert "Rp1.400.000" in client.get(reverse("smap_approvals:register", args=[year])).content.decode()
    summary = client.get(reverse("smap_approvals:summary", args=[year, "csv"])).content.decode()
    assert "1400000" in summary
    assert "Dinas" not in summary
    assert "Rini" not in summary
    assert client.get(reverse("smap_approvals:register_file", args=[year])).status_code == 200
    assert b"Dinas Provinsi" in client.get(reverse("smap_approvals:export", args=["csv"])).content


def test_delegating_and_commitments_through_their_forms(team, desk):
    client = team.sign_in(desk, "gilang")
    form = {
        "decision": "Menandatangani hasil uji",
        "ceiling": "",
        "unit": "SUBDIT-UJI-K3",
        "delegator": team.persons["gilang"].nip,
        "delegate": team.persons["hadi"].nip,
        "instrument": "SK-8",
        "since": clock.today().isoformat(),
        "until": (clock.today() + timedelta(days=300)).isoformat(),
        "checked": "Ditanyakan.",
    }
    assert client.post(reverse("smap_approvals:delegate"), {**form, "delegate": team.persons["gilang"].nip}).status_code == 400
    assert client.post(reverse("smap_approvals:delegate"), form).status_code == 302
    one = Delegation.objects.get()
    assert "Hadi Susanto" in client.get(reverse("smap_approvals:unit", args=["DIT-K3"])).content.decode()
    asking = reverse("smap_approvals:ask_commitment")
    told = {"associate": "PT X", "matter": "K 9", "bribery_class": "more_than_low", "unit": "DIT-K3"}
    assert client.post(asking, told).status_code == 302
    asked = Commitment.objects.get()
    refuse = reverse("smap_approvals:do_commitment", args=[asked.number, "refuse"])
    assert client.post(refuse, {"reason": "Tidak mau.", "instead": "Dibatasi."}).status_code == 302
    assert "Dibatasi." in client.get(reverse("smap_approvals:commitment", args=[asked.number])).content.decode()
    client = team.sign_in(desk, "hadi")
    conflict = reverse("smap_approvals:do_delegation", args=[one.number, "conflict"])
    assert client.post(conflict, {"text": "Kerabat.", "instead": team.persons["hadi"].nip}).status_code == 400
    assert client.post(conflict, {"text": "Kerabat.", "instead": ""}).status_code == 302
    assert "Dialihkan" in client.get(reverse("smap_approvals:delegation", args=[one.number])).content.decode()


def test_controls_are_grouped_and_gaps_are_named(team, desk, scope):
    access.grant_role(team.accounts["arif"], "risk_manager", team.units.root)
    for title, sort in (("Pemisahan pemesan dan pembayar", "financial"), ("Rotasi pejabat penguji", "non_financial")):
        controlling.enter(unit=team.units.k3, title=title, sort=sort, viewer=team.viewer("arif"))
    here = reverse("smap_approvals:controls", args=[scope.number])
    client = team.sign_in(desk, "fitri")
    told = client.get(here).content.decode()
    assert "Pemisahan pemesan dan pembayar" in told
    assert "Belum terbukti berjalan" in told
    assert "Belum ada" in told
    assert team.sign_in(desk, "citra").get(here).status_code == 404


def test_lists_glimpses_reviews_and_evidence_cost_little(team, desk, scope, asked, mandate, commitment, django_assert_max_num_queries):  # noqa: PLR0917 - pytest
    for n in range(4):
        asked(recipient=f"Penerima {n}", event_on=clock.today() - timedelta(days=1))
        mandate()
    client = team.sign_in(desk, "fitri")
    for name in ("list", "delegations", "commitments"):
        client.get(reverse(f"smap_approvals:{name}"))
        with django_assert_max_num_queries(12):
            client.get(reverse(f"smap_approvals:{name}"))
    with django_assert_max_num_queries(12):
        client.get(reverse("smap_approvals:unit", args=["DIT-K3"]))
    assert "4 setahun: 4 menunggu, 4 terlambat" in client.get(reverse("antibribery:scope", args=[scope.number])).content.decode()
    today = clock.today()
    viewer = team.viewer("fitri")
    sections = contributions.told(contributions.APPROVALS, viewer, team.units.k3, today - timedelta(days=90), today)
    assert [len(section.lines) for section in sections] == [4]
    assert {record.clauses for record in records(viewer, scope, "2025") if record.ref.startswith(("appr", "dele", "assoc"))} == {
        ("8.7",),
        ("5.3.3",),
        ("8.6",),
    }
    services.recall(Delegation.objects.first(), "Selesai.", viewer=viewer)
