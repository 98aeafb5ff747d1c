"""The screens: whoever may, can; whoever may not, finds nothing there."""

import pytest
from django.urls import reverse

from amanah.engines.engagements import queries, services
from amanah.engines.engagements.models import Engagement
from amanah.engines.engagements.services import Slot
from amanah.foundation.organisation import services as organisation
from amanah.kernel import clock
from tests.counting import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def browse(team, desk):
    """Ask for a page as somebody."""

    def get(name, address, data=None, status=200, **query):
        client = team.sign_in(desk, name)
        answer = client.get(address, query) if data is None else client.post(address, data)
        assert answer.status_code == status, answer.content.decode()[:3000]
        return answer.content.decode() if status == 200 else answer

    return get


def page(name, *args):
    return reverse(f"engagements:{name}", args=args)


def test_who_sees_what_and_when(team, at_work, found, browse):
    finding = services.write_finding(at_work, found(), viewer=team.viewer("aji"))
    here, paper, its = page("engagement", at_work.number), page("paper", at_work.number, 1), page("finding", finding.number)
    for name in ("rini", "aji", "bela", "ratna"):
        assert finding.title in browse(name, here)
        browse(name, paper)
        browse(name, its)
    told = browse("gilang", here)
    assert finding.title not in told
    assert "Kertas kerja" not in told
    for name in ("citra", "pandu", "hadi", "dewi"):
        browse(name, here, status=404)
    for name in ("gilang", "citra", "hadi"):
        browse(name, paper, status=404)
        browse(name, its, status=404)
        assert finding.title not in browse(name, page("findings"))
        assert b"Uji tuntas" not in browse(name, page("findings_export", "csv"), status=200).encode()


def test_the_auditee_answers_from_the_report_on(team, reported, browse):
    finding = reported.findings.get(grade="minor")
    assert finding.title in browse("gilang", page("engagement", reported.number))
    browse("gilang", page("answer", finding.number), {"agrees": "no", "text": "Berkasnya ada."}, status=302)
    assert "Tidak sependapat" in browse("gilang", page("finding", finding.number))
    browse("gilang", page("paper", reported.number, 1), status=404)
    data = {"title": "Bagi tugas", "verifier": team.persons["bela"].nip, "owner": team.persons["hadi"].nip, "priority": "ordinary"}
    wrong = browse("rini", page("recommend", finding.number), data | {"verifier": team.persons["gilang"].nip}, status=400)
    assert "tidak independen" in wrong.content.decode()
    browse("rini", page("recommend", finding.number), data, status=302)
    assert "Bagi tugas" in browse("rini", page("finding", finding.number))


def test_a_team_is_made_and_the_reason_of_a_refusal_is_read_beside_the_name(team, engagement, browse):
    join = page("join", engagement.number)
    refused = browse("rini", join, {"person": team.persons["hadi"].nip, "part": "member"}, status=400).content.decode()
    assert "memangku jabatan Penguji K3" in refused
    ask = page("waiver_ask", engagement.number)
    browse("rini", ask, {"person": team.persons["hadi"].nip, "part": "member", "text": "Hanya ia yang mengenal alatnya."}, status=302)
    waiver = engagement.waivers.get()
    assert "Setujui pengecualian" not in browse("rini", page("engagement", engagement.number))
    assert "Setujui pengecualian" in browse("yoga", page("engagement", engagement.number))
    browse("yoga", page("waiver_decide", engagement.number, waiver.pk, "grant"), {"text": "Tanpa menyusun temuan."}, status=302)
    assert "Dengan pengecualian" in browse("rini", page("engagement", engagement.number))


def test_a_paper_from_plan_to_review(team, at_work, browse):
    number = at_work.number
    sample = {"about": "Rekan bisnis 2026", "population": "30", "size": "3", "not_sampled": "Waktu terbatas.", "items": ""}
    browse("aji", page("paper_sample", number, 1), sample, status=302)
    paper = at_work.papers.get(seq=1)
    data = {f"outcome_{at}": "conforming" for at in paper.chosen} | {"result": "Semua memenuhi."}
    assert "Urutan" in browse("aji", page("paper_result", number, 1))
    browse("aji", page("paper_result", number, 1), data, status=302)
    browse("bela", page("paper_judge", number, 1, "review"), {"text": "Cukup."}, status=302)
    assert "27 butir tidak disampel" in browse("ratna", page("paper", number, 1))
    browse("aji", page("paper_judge", number, 2, "skip"), {"text": "Petugas sakit."}, status=302)
    browse("aji", page("do", number, "report"), {"text": "Sistem berjalan."}, status=302)
    assert Engagement.objects.get(pk=at_work.pk).state == "responded"


def test_the_plan_is_changed_and_begun_at_the_desk(team, engagement, browse):
    number = engagement.number
    browse("aji", page("paper_add", number), {"title": "Uji", "tested": "Apa saja", "criteria": ["iso:8.2"]}, status=302)
    browse("aji", page("do", number, "prepare"), {"assignment": "ST-9", "assigned_on": clock.today().isoformat()}, status=302)
    browse("aji", page("do", number, "begin"))
    browse("aji", page("do", number, "begin"), {}, status=302)
    assert Engagement.objects.get(pk=engagement.pk).state == "fieldwork"
    browse("aji", page("do", number, "dance"), status=404)
    data = {"grade": "minor", "title": "Terlambat", "unit": "DIT-K3", "condition": "Tiga berkas.", "criteria": ["iso:8.2"]}
    incomplete = browse("aji", page("finding_add", number), data, status=400).content.decode()
    assert "harus diisi lengkap" in incomplete
    browse("aji", page("finding_add", number), data | {"criterion": "8.2", "cause": "Lupa", "effect": "Lolos"}, status=302)
    finding = engagement.findings.get()
    browse("aji", page("finding_change", finding.number))
    browse("aji", page("finding_withdraw", finding.number), {"text": "Buktinya menyusul."}, status=302)


def test_a_programme_shows_what_is_covered(team, reported, browse, monkeypatch):
    from dataclasses import replace

    from amanah.engines.engagements import kinds
    from amanah.engines.engagements.kinds import Criterion

    offered = [Criterion(f"iso:{one}", one, f"Pasal {one}") for one in ("4.1", "8.2", "9.9")]
    monkeypatch.setitem(
        kinds._kinds, "trial", replace(kinds.kind("trial"), offered=lambda _scope: offered, covered_within="engagements.independent_after")
    )
    rini = team.viewer("rini")
    programme = services.draft_programme("trial", "Program 2026–2028", team.units.root, 2026, 2028, "Risiko.", viewer=rini)
    services.plan_item(programme, Slot(2027, 1, team.units.k3, "Semua pasal", ["iso:9.9"], "high", "Risiko tinggi."), viewer=rini)
    here = page("programme", programme.number)
    told = browse("rini", here)
    assert "Orang lain yang menyetujuinya" in told
    assert "terliput" in told
    assert "belum pernah" in told
    browse("yoga", page("programme_approve", programme.number), {}, status=302)
    item = programme.items.get()
    assert "Semua pasal" in browse("rini", page("item_open", programme.number, item.pk))
    today = clock.today().isoformat()
    data = dict.fromkeys(("period_from", "period_to", "starts_on", "ends_on"), today)
    data |= {"title": "Audit 2027", "objective": "Tujuan", "covers": "Semua", "unit_1": "DIT-K3", "criteria": ["iso:9.9"]}
    browse("rini", page("item_open", programme.number, item.pk), data, status=302)
    assert "Audit 2027" not in browse("rini", here)  # the programme names it by its number
    assert item.engagements.get().number in browse("rini", here)
    for name in ("gilang", "aji", "citra"):
        browse(name, here, status=404)


def test_the_report_is_a_paper_and_not_there_before(team, reported, desk):
    content = team.sign_in(desk, "gilang").get(page("report", reported.number))
    assert content.content.startswith(b"%PDF-")


@pytest.fixture
def many(team, draft, engagement):
    """Five engagements; the first has a team."""
    for _n in range(4):
        services.open_engagement("trial", team.units.root, draft(), viewer=team.viewer("rini"))
    return engagement


def test_the_page_asks_no_more_for_a_large_team_than_for_a_small_one(team, engagement, browse):
    def takes_a_post_there(name):
        post = organisation.create_post(team.units.k3_testing, f"Penguji {name}", actor="system")
        organisation.assign_post(team.persons[name], post, since=clock.today(), actor="system")

    def shown():
        return [browse("rini", page("engagement", engagement.number))]

    takes_a_post_there("bela")
    shown()
    alone = queries_of(shown)
    for name in ("cahya", "dodi", "erna"):
        team.add(name, name.title(), team.units.inspectorate, f"Auditor {name}", roles=("control_tester",))
        services.join(engagement, team.persons[name], "member", viewer=team.viewer("rini"))
    takes_a_post_there("dodi")
    takes_a_post_there("erna")
    assert queries_of(shown) == alone
    stopped = {seat.member.person.name: seat.unwaived for seat in queries.team(engagement) if seat.unwaived}
    assert set(stopped) == {"Bela Kartini", "Dodi", "Erna"}
    assert "Penguji dodi" in stopped["Dodi"][0]


def test_lists_cost_the_same_however_long_they_are(team, many, browse, desk, django_assert_max_num_queries):
    client = team.sign_in(desk, "rini")
    for name in ("list", "findings"):
        client.get(page(name))
        with django_assert_max_num_queries(12):
            assert client.get(page(name)).status_code == 200
    assert many.number in browse("rini", page("list"), state="planned", mine="")
    assert many.number in browse("aji", page("list"), mine="team", text="audit", unit="DIT-K3")
    assert many.number in browse("rini", page("export", "csv"))


def test_work_waits_for_whoever_acts_next(team, engagement, at_work, reviewed, found):
    from amanah.foundation.clocks import work

    services.write_finding(reviewed, found(), viewer=team.viewer("aji"))
    assert any(line.number == reviewed.number for line in work.lines(team.viewer("aji")))
    services.report(reviewed, "Selesai.", viewer=team.viewer("aji"))
    assert [line.next_act for line in work.lines(team.viewer("gilang")) if line.number == reviewed.number] == ["Tanggapi temuan"]
