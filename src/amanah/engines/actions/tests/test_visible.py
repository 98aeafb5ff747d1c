"""Who may know of an action: generated over everybody, and kept from whoever is kept from its source."""

import pytest
from django.db import transaction

from amanah.engines.actions import queries, services
from amanah.engines.actions.queries import Filters
from amanah.engines.actions.refusals import Refused
from amanah.engines.actions.services import PartPlan
from amanah.engines.cases import services as cases
from amanah.foundation.access import exclusion
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import work
from amanah.foundation.organisation import services as organisation
from amanah.foundation.threads import queries as threads
from amanah.foundation.threads import visibility
from amanah.kernel import clock

pytestmark = pytest.mark.django_db

EVERYBODY = (
    "kartika",
    "dewi",
    "eko",
    "indra",
    "fitri",
    "lestari",
    "ani",
    "budi",
    "gilang",
    "hadi",
    "citra",
    "ola",
    "oki",
    "sinta",
    "pandu",
)


def seeing(team, action):
    return {name for name in EVERYBODY if queries.visible(team.viewer(name)).filter(pk=action.pk).exists()}


def test_who_sees_an_action(give, team):
    assert seeing(team, give()) == {"ani", "budi", "citra", "pandu", "ola"}
    at_k3 = give(owner="hadi", unit=team.units.k3_testing, verifier="fitri", parts=[PartPlan(team.units.secretariat, "Anggaran")])
    assert seeing(team, at_k3) == {"ani", "fitri", "hadi", "oki", "ola", "sinta"}
    assert seeing(team, give(owner=None, unit=team.units.k3)) == {"ani", "budi", "gilang", "oki", "ola"}


def test_a_head_sees_from_the_first_day_and_not_after_the_last(give, team):
    action = give()
    post = organisation.create_post(team.units.fkap, "Ketua FKAP", is_head=True, actor="system")
    organisation.assign_post(team.persons["fitri"], post, since=clock.today(), actor="system")
    at_fkap = give(owner="dewi", unit=team.units.fkap)
    assert "fitri" in seeing(team, at_fkap)
    assert "fitri" not in seeing(team, action)


def test_an_account_that_ended_sees_nothing(give, team):
    give()
    team.accounts["citra"].is_active = False
    assert not queries.visible(Viewer(team.accounts["citra"])).exists()


def test_who_is_kept_from_the_case_is_kept_from_what_arose_from_it(give, team, sealed):
    case = sealed([exclusion.person_tag(team.persons["hadi"].pk)])
    for owner, unit in (("hadi", team.units.k3_testing), ("gilang", team.units.k3), (None, team.units.k3), ("citra", team.units.k3)):
        with pytest.raises(Refused) as refusal, transaction.atomic():
            give(owner=owner, unit=unit, source=case.ref)
        assert refusal.value.code == "excluded"
    action = give(source=case.ref)
    assert seeing(team, action) == {"ani", "budi", "citra", "pandu", "ola"}
    # Somebody who becomes superior of the one it is about loses it, and so does whoever is named later.
    post = organisation.create_post(team.units.k3_testing, "Kepala subdirektorat", is_head=True, actor="system")
    organisation.assign_post(team.persons["citra"], post, since=clock.today(), actor="system")
    cases.tag_subject(case, [exclusion.person_tag(team.persons["budi"].pk)], viewer="system")
    assert seeing(team, action) == {"ani", "pandu", "ola"}
    for name in ("citra", "budi"):
        viewer = team.viewer(name)
        assert queries.find(viewer, action.number) is None
        assert queries.listing(viewer).rows == queries.timeline(viewer, action) == work.lines(viewer) == []
        assert not visibility.may_see(viewer, action.ref)


def test_what_is_addressed_to_a_head_reaches_a_superior_who_is_not_named_and_tells_nothing_of_its_source(give, team, sealed, desk):
    case = sealed([exclusion.person_tag(team.persons["hadi"].pk), exclusion.unit_tag(team.units.k3_testing.pk)])
    action = give(owner=None, unit=team.units.k3, source=case.ref, to_head=True)
    assert "gilang" in seeing(team, action)
    # Nobody else gains by it: neither the subject, nor superiors who do not owe it, nor whoever checks.
    assert seeing(team, action) == {"ani", "budi", "gilang", "ola", "oki"}
    walked = threads.walk_for(team.viewer("gilang"), action.ref)
    assert set(walked.distance) == {action.ref}
    team.sign_in(desk, "gilang")
    page = desk.get(f"/desk/actions/{action.number}/").content.decode()
    assert action.title in page
    assert case.number not in page
    assert str(case.pk) not in page
    with pytest.raises(Refused) as refusal, transaction.atomic():
        give(owner="hadi", unit=team.units.k3_testing, source=case.ref, to_head=True)
    assert refusal.value.code == "excluded"
    with pytest.raises(Refused) as refusal, transaction.atomic():
        give(owner=None, unit=team.units.placement, verifier="gilang", source=case.ref, to_head=True)
    assert refusal.value.code == "excluded"
    # Named later, they lose it like everybody else.
    cases.tag_subject(case, [exclusion.person_tag(team.persons["gilang"].pk)], viewer="system")
    assert "gilang" not in seeing(team, action)


@pytest.mark.parametrize("name", EVERYBODY)
def test_every_verb_refuses_whoever_has_no_part_in_it(give, team, name):
    action = give(parts=[PartPlan(team.units.fkap, "Bagian", team.persons["fitri"])])
    viewer, day = team.viewer(name), clock.today().replace(year=clock.today().year + 1)
    verbs = {
        "begin": (lambda: services.begin(action, viewer=viewer), {"citra", "pandu"}),
        "progress": (lambda: services.write_progress(action, "Teks", viewer=viewer), {"citra", "pandu", "fitri"}),
        "part": (lambda: services.finish_part(action, action.parts.get(), "Teks", viewer=viewer), {"fitri"}),
        "extend": (lambda: services.extend(action, day, "Teks", viewer=viewer), {"ani", "budi", "ola"}),
        "appoint": (lambda: services.appoint(action, "Teks", viewer=viewer, verifier=team.persons["ola"]), {"ani", "budi", "ola"}),
        "cancel": (lambda: services.propose(action, "cancel", "Teks", viewer=viewer), {"ani", "budi", "citra", "pandu", "ola"}),
    }
    for verb, (act, allowed) in verbs.items():
        point = transaction.savepoint()
        try:
            act()
            assert name in allowed, verb
        except Refused as refusal:
            assert name not in allowed, (verb, refusal)  # noqa: PT017 - refusals are answers here
            assert refusal.code == ("side" if queries.visible(viewer).filter(pk=action.pk).exists() else "not_found")  # noqa: PT017 - as above
        transaction.savepoint_rollback(point)


@pytest.mark.parametrize("count", [1, 12])
def test_a_list_costs_the_same_for_one_as_for_many(give, team, django_assert_max_num_queries, count):
    for _ in range(count):
        give(parts=[PartPlan(team.units.fkap, "Bagian")])
    for filters in (
        Filters(),
        Filters(urgency="overdue"),
        Filters(role="owner"),
        Filters(role="verifier", status="open", unit="penempatan"),
    ):
        with django_assert_max_num_queries(8):
            queries.listing(team.viewer("budi"), filters)
    with django_assert_max_num_queries(10):
        assert len(queries.lines(team.viewer("citra"))) == count


def test_pages_follow_each_other_without_gap_or_repeat(give, team):
    numbers = {give(days=5 + n % 3).number for n in range(7)}
    for filters in (Filters(), Filters(urgency="soon"), Filters(urgency="week")):
        wanted = {row.action.number for row in queries.listing(team.viewer("ani"), filters).rows}
        met, after = [], ""
        while True:
            page = queries.listing(team.viewer("ani"), filters, after=after, size=2)
            met += [row.action.number for row in page.rows]
            after = page.after
            if not after:
                break
        assert sorted(met) == sorted(wanted)
    assert {row.action.number for row in queries.listing(team.viewer("ani")).rows} == numbers


def test_work_says_the_one_next_act(give, team):
    action = give()
    assert [str(line.next_act) for line in work.lines(team.viewer("citra"))] == ["Mulai kerjakan"]
    assert work.lines(team.viewer("budi")) == work.lines(team.viewer("ani")) == []
    services.begin(action, viewer=team.viewer("citra"))
    services.report_done(action, "Selesai.", viewer=team.viewer("citra"))
    assert [line.waiting for line in work.lines(team.viewer("citra"))] == [True]
    assert [str(line.next_act) for line in work.lines(team.viewer("budi"))] == ["Verifikasi hasilnya"]
    services.propose(action, "cancel", "Lebur.", viewer=team.viewer("citra"))
    assert "Setujui" in str(work.lines(team.viewer("ani"))[0].next_act)
