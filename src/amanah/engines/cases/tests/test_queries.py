from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.urls import reverse

from amanah.engines.cases import queries, replay, services, telling
from amanah.engines.cases.models import Case
from amanah.engines.cases.queries import Filters, work
from amanah.engines.cases.tests.kinds import OPENLY, SEALED, known
from amanah.foundation.access import exclusion
from amanah.foundation.clocks import tick
from amanah.foundation.ledger import verify
from amanah.foundation.notices import queries as notices
from amanah.foundation.organisation import services as organisation
from amanah.foundation.threads import visibility
from amanah.kernel import clock

pytestmark = pytest.mark.django_db


def numbers(page):
    return [row.case.number for row in page.rows]


def seen(team, name):
    return set(queries.visible(team.viewer(name)).values_list("number", flat=True))


def test_who_sees_what_by_role_route_unit_and_assignment(opened, team):
    north, south = opened().number, opened(route="south")
    here = opened(OPENLY, route="desk", unit=team.units.placement).number
    there = opened(OPENLY, route="desk", unit=team.units.k3).number
    nowhere = opened(OPENLY, route="desk").number
    assert seen(team, "chandra") == {north, south.number, here, there, nowhere}
    assert seen(team, "nia") == {north}
    assert seen(team, "sari") == {south.number}
    assert seen(team, "lokito") == {here}
    assert seen(team, "hana") == seen(team, "citra") == seen(team, "dewi") == seen(team, "kartika") == set()
    services.assign(south, team.hana, viewer=team.viewer("chandra"))
    assert seen(team, "hana") == {south.number}


def test_a_role_over_a_part_of_the_house_opens_no_sealed_case(opened, team):
    team.add("nani", "Nani Utari", team.units.placement, "Penelaah setempat", roles=("sample.north",), over=team.units.placement)
    opened()
    assert seen(team, "nani") == set()


def test_a_superior_is_kept_from_sealed_cases_and_a_subject_from_all(opened, team):
    about_hadi = [exclusion.person_tag(team.persons["hadi"].pk)]
    team.add("gita", "Gita Sari", team.units.k3_testing, "Kepala subdirektorat", is_head=True, roles=("sample.chief",))
    sealed, openly = opened(tags=about_hadi).number, opened(OPENLY, route="desk", tags=about_hadi).number
    assert seen(team, "chandra") == {sealed, openly}
    assert seen(team, "gita") == {openly}
    about_unit = opened(OPENLY, route="desk", tags=[exclusion.unit_tag(team.units.k3_testing.pk)]).number
    assert about_unit not in seen(team, "gita")
    assert about_unit in seen(team, "chandra")


def test_pages_hold_every_case_once_in_one_order(opened, team):
    days = [date(2026, 11, 20), date(2026, 11, 20), date(2026, 11, 19), date(2026, 11, 21), date(2026, 11, 20)]
    cases = [opened(day=day) for day in days]
    nia, found, after = team.viewer("nia"), [], ""
    while True:
        page = queries.listing(nia, after=after, size=2)
        found += numbers(page)
        after = page.after
        if not after:
            break
    expected = sorted(cases, key=lambda case: (case.opened_on, case.pk.hex), reverse=True)
    assert found == [case.number for case in expected]


@pytest.mark.parametrize("after", ["x", "2026-11-22", "2026-11-22.zz", "2026-99-99.00"])
def test_a_forged_place_is_an_error_of_the_caller(team, after):
    with pytest.raises(ValueError):  # noqa: PT011 - whatever the parsing says
        queries.listing(team.viewer("nia"), after=after)


def test_filters_narrow_and_nothing_else(opened, team):
    with clock.at(datetime(2026, 11, 23, 3, tzinfo=UTC)):
        old = opened(day=date(2026, 9, 1), topic="levy")
        taken = opened(day=date(2026, 11, 20))
        new = opened(day=date(2026, 11, 23))
        nia, chandra = team.viewer("nia"), team.viewer("chandra")
        services.move(taken, "take", viewer=nia)
        services.assign(taken, team.nia, viewer=chandra)
        services.move(old, "take", viewer=nia)
        services.move(old, "finish", viewer=nia, outcome="proven")

        def found(**filters):
            return set(numbers(queries.listing(nia, Filters(**filters))))

        every = {old.number, taken.number, new.number}
        assert found() == found(kind=SEALED.key) == found(route="north") == every
        assert found(kind=OPENLY.key) == found(route="south") == found(state="asked") == found(topic="unheard") == set()
        assert found(status="open") == {taken.number, new.number}
        assert found(status="closed") == found(topic="levy") == found(outcome="proven") == {old.number}
        assert found(state="work") == found(assignee="me") == found(assignee=str(team.nia.pk)) == {taken.number}
        assert found(assignee="nobody") == {old.number, new.number}
        assert found(since=date(2026, 11, 20), until=date(2026, 11, 20)) == {taken.number}
        assert found(number=new.number[-6:].lower()) == {new.number}
    with clock.at(datetime(2027, 6, 1, 3, tzinfo=UTC)):
        assert set(numbers(queries.listing(team.viewer("nia"), Filters(urgency="overdue")))) == {taken.number, new.number}


@pytest.mark.parametrize("count", [1, 7])
def test_a_list_costs_the_same_for_one_case_as_for_many(opened, team, django_assert_num_queries, count):
    for _ in range(count):
        case = opened()
        services.assign(case, team.nia, viewer=team.viewer("chandra"))
    nia = team.viewer("nia")
    assert queries.visible(nia).exists()  # what the viewer costs, once per request
    with django_assert_num_queries(3):
        assert len(queries.listing(nia).rows) == count
    with django_assert_num_queries(7):
        assert queries.count_lines(queries.worklist(nia).groups) == count
    with django_assert_num_queries(3):
        assert len(queries.search(nia, "suap").rows) == count
    with django_assert_num_queries(7):
        assert queries.timeline(nia, case)


def test_search_knows_numbers_titles_and_handlers_but_only_what_one_sees(opened, team):
    mine, other = opened(topic="levy"), opened(route="south")
    services.assign(mine, team.nia, viewer=team.viewer("chandra"))
    nia = team.viewer("nia")

    def found(text):
        return numbers(queries.search(nia, text))

    assert (
        found(mine.number)
        == found(mine.number[-6:])
        == found("pungutan")
        == found("nia kurnia")
        == found("pungutan diterima")
        == [mine.number]
    )
    assert found(other.number) == found("selatan") == found("zzzz") == found("  ") == found("100%_") == []


def test_my_work_stands_in_groups_with_one_next_act(opened, team):
    nia, chandra = team.viewer("nia"), team.viewer("chandra")
    with clock.at(datetime(2026, 11, 18, 3, tzinfo=UTC)):  # a Wednesday
        fresh, asked, proposed, written = opened(), opened(), opened(), opened()
        for case in (asked, proposed, written):
            services.assign(case, team.nia, viewer=chandra)
        services.move(asked, "take", viewer=nia)
        services.move(asked, "ask", viewer=nia)
        services.propose(proposed, "archive", viewer=nia, outcome="void", reason_field="outcome/1")
        services.add_entry(written, "in", "message/1", author="reporter")
        mine = queries.worklist(team.viewer("nia"))
        acts = {item.row.case.number: str(item.next_act) for _key, _title, items in mine.groups for item in items}
        assert acts == {
            fresh.number: "Tentukan siapa yang menangani",
            asked.number: "Menunggu jawaban: pelapor",
            proposed.number: "Menunggu persetujuan orang kedua",
            written.number: "Baca pesan pelapor",
        }
        assert {item.row.case.number for item in mine.waiting} == {asked.number, proposed.number}
        theirs = queries.worklist(team.viewer("chandra"))
        acts = {item.row.case.number: str(item.next_act) for _key, _title, items in theirs.groups for item in items}
        assert acts == {fresh.number: "Tentukan siapa yang menangani", proposed.number: "Setujui atau tolak: Arsipkan"}
    with clock.at(datetime(2027, 6, 1, 3, tzinfo=UTC)):
        late = queries.worklist(team.viewer("nia"))
        assert {item.row.case.number for item in late.overdue} == {fresh.number, written.number}
    assert queries.worklist(team.viewer("citra")).groups == []


def test_much_work_comes_in_pages_that_go_on_where_the_last_ended(opened, team, desk, monkeypatch):
    monkeypatch.setattr(work, "PAGE", 3)
    monkeypatch.setattr(work, "SHOWN", 2)
    numbers_ = []
    for _ in range(7):
        case = opened()
        services.assign(case, team.nia, viewer=team.viewer("chandra"))
        numbers_.append(case.number)
    mine = queries.worklist(team.viewer("nia"))
    (part,) = mine.parts
    assert (len(part.items), part.count, bool(part.after)) == (2, 7, True)
    read, after = [], ""
    while True:
        page = mine.page(part.key, after)
        read += [item.number for item in page.items]
        after = page.after
        if not after:
            break
    assert read == sorted(numbers_)
    assert mine.page("overdue") is None
    team.sign_in(desk, "nia")
    first = desk.get(reverse("cases:work")).content.decode()
    assert sum(number in first for number in numbers_) == 2
    page = desk.get(reverse("cases:work"), {"group": part.key})
    assert sum(number in page.content.decode() for number in numbers_) == 3
    assert "after=" in page.content.decode()
    assert desk.get(reverse("cases:work"), {"group": "nothing"}).status_code == 302
    assert desk.get(reverse("cases:work"), {"group": part.key, "after": "x" * 50}).status_code == 200


def test_what_nobody_handles_is_shown_so_far_to_whom_it_is_to_hand_out(opened, team, monkeypatch):
    monkeypatch.setattr(work, "FREE", 3)
    for _ in range(5):
        opened()
    found = queries.worklist(team.viewer("chandra"))
    assert (queries.count_lines(found.groups), found.more_free) == (3, True)
    assert queries.worklist(team.viewer("citra")).groups == []


def test_the_timeline_tells_everything_once_and_nothing_to_strangers(opened, team):
    case = opened()
    nia, chandra = team.viewer("nia"), team.viewer("chandra")
    services.assign(case, team.nia, viewer=chandra)
    services.move(case, "take", viewer=nia)
    services.add_entry(case, "out", "message/1", author=nia)
    services.propose(case, "archive", viewer=nia, outcome="void", reason_field="outcome/1")
    services.unassign(case, team.nia, viewer=chandra)
    titles = [str(happening.title) for happening in queries.timeline(chandra, case)]
    assert titles == [
        "Nia Kurnia tidak lagi menangani",
        "Diusulkan: Arsipkan",
        "Kepada pelapor",
        "Mulai periksa",
        "Ditugaskan kepada Nia Kurnia",
        "Perkara dibuka",
    ]
    assert queries.timeline(team.viewer("citra"), case) == []


def test_offers_are_what_the_role_allows_and_say_what_is_missing(opened, team):
    case = opened(route="south")
    sari = team.viewer("sari")
    assert [offer.move.key for offer in queries.allowed_moves(sari, case)] == ["take", "archive"]
    assert [offer.move.key for offer in queries.allowed_moves(team.viewer("chandra"), case)] == ["take"]
    services.move(case, "take", viewer=sari)
    offers = {offer.move.key: offer for offer in queries.allowed_moves(sari, case)}
    assert str(offers["note"].blocked).startswith("Jalur selatan")
    assert offers["finish"].outcomes == (("proven", "Terbukti"), ("unproven", "Tidak terbukti"))


def test_candidates_are_fit_free_and_not_meant(opened, team):
    case = opened(tags=[exclusion.person_tag(team.persons["nur"].pk)])
    services.assign(case, team.hana, viewer=team.viewer("chandra"))
    assert [account.username for account in queries.candidates(case)] == ["candra", "chandra", "nia"]


def test_figures_count_what_one_may_see(opened, team):
    for number in range(6):
        opened(topic="bribe" if number else "levy", day=date(2026, 10, 5))
    opened(route="south", day=date(2026, 11, 5))
    nia = team.viewer("nia")
    figures = queries.statistics(nia, SEALED.key, since=date(2026, 10, 1), until=date(2026, 11, 30))
    assert (figures.opened, figures.open_now, figures.suppressed) == (6, 6, False)
    assert [(month.month.month, month.opened) for month in figures.months] == [(10, 6), (11, 0)]
    assert {counted.code: counted.count for counted in figures.topics} == {"bribe": 5, "levy": 1}
    assert queries.statistics(team.viewer("citra"), SEALED.key, since=date(2026, 1, 1), until=date(2026, 12, 31)).opened == 0


def test_who_may_only_count_gets_no_small_numbers(opened, team):
    team.add("sita", "Sita Angka", team.units.secretariat, "Statistikawan", roles=("cases.statistics",))
    for number in range(20):
        opened(topic="bribe" if number < 18 else "levy", day=date(2026, 10, 5))
    sita = team.viewer("sita")
    figures = queries.statistics(sita, SEALED.key, since=date(2026, 10, 1), until=date(2026, 10, 31))
    assert (figures.opened, figures.suppressed) == (20, True)
    assert [counted.count for counted in figures.topics] == [None, None]  # the second would tell the first
    assert seen(team, "sita") == set()


def test_the_desk_hears_of_reporters_on_the_beat_and_of_colleagues_at_once(opened, team, django_capture_on_commit_callbacks):
    def unread(name):
        return [told.text for told in notices.listing(team.viewer(name)).notices if not told.read]

    case = opened()
    assert unread("nia") == []
    assert tick.run()["failed"] == {}
    assert unread("nia") == unread("chandra") == [f"Perkara baru {case.number} menunggu penanganan."]
    assert unread("sari") == unread("citra") == []
    assert telling.announce() == 0
    with django_capture_on_commit_callbacks(execute=True):
        services.assign(case, team.hana, viewer=team.viewer("chandra"))
    assert unread("hana") == [f"Perkara {case.number} ditugaskan kepada Anda."]
    services.add_entry(case, "in", "message/1", author="reporter")
    telling.announce()
    assert unread("hana")[0] == f"Pelapor menulis pada perkara {case.number}."
    with django_capture_on_commit_callbacks(execute=True):
        services.tag_subject(case, [exclusion.person_tag(team.persons["hana"].pk)], viewer=team.viewer("chandra"))
    assert unread("hana") == []
    with django_capture_on_commit_callbacks(execute=True):
        proposal = services.propose(case, "archive", viewer=team.viewer("nia"), outcome="void", reason_field="o/1")
    assert unread("candra")[0] == f"Usulan pada perkara {case.number} menunggu persetujuan Anda."
    assert f"Perkara {case.number} memerlukan penanggung jawab baru." in unread("candra")
    with django_capture_on_commit_callbacks(execute=True):
        services.approve(proposal, viewer=team.viewer("candra"))
    assert unread("nia")[0] == f"Usulan Anda pada perkara {case.number} disetujui."


def test_missed_deadlines_reach_the_handler_then_the_overseers(opened, team, django_capture_on_commit_callbacks):
    with clock.at(datetime(2026, 11, 2, 3, tzinfo=UTC)):
        case = opened()
        services.assign(case, team.hana, viewer=team.viewer("chandra"))

    def beat(day):
        with django_capture_on_commit_callbacks(execute=True):
            assert tick.run(datetime(day.year, day.month, day.day, 3, tzinfo=UTC))["failed"] == {}

    beat(case.due_on + timedelta(days=1))
    assert any("sudah lewat" in told.text for told in notices.listing(team.viewer("hana")).notices)
    assert not any("belum ditangani" in told.text for told in notices.listing(team.viewer("chandra")).notices)
    beat(case.due_on + timedelta(days=30))
    assert any("belum ditangani" in told.text for told in notices.listing(team.viewer("chandra")).notices)


def test_a_superior_appointed_later_loses_sight_notices_and_threads(opened, team, django_capture_on_commit_callbacks):
    case = opened(tags=[exclusion.person_tag(team.persons["hadi"].pk)])
    services.assign(case, team.nia, viewer=team.viewer("chandra"))
    telling.announce()
    assert notices.unread(team.viewer("nia")) == 1
    with django_capture_on_commit_callbacks(execute=True):
        head = organisation.create_post(team.units.k3_testing, "Kepala", is_head=True, actor="system")
        organisation.assign_post(team.persons["nia"], head, since=clock.today(), actor="system")
    assert case.assignments.get().ended_because == "excluded"
    nia = team.viewer("nia")
    assert not visibility.may_see(nia, case.ref)
    assert visibility.described(nia, [case.ref]) == {}
    assert visibility.described(team.viewer("chandra"), [case.ref])[case.ref].title == case.number
    assert (notices.unread(nia), notices.listing(nia).notices) == (0, [])


def test_replaying_ledger_and_steps_gives_the_table(opened, team):
    case = opened()
    services.move(case, "take", viewer=team.viewer("nia"))
    assert replay.check() == []
    Case.objects.filter(pk=case.pk).update(state="done")
    (finding,) = replay.check()
    assert "stands at 'done', its steps lead to 'work'" in finding.text
    assert [found.code for found in verify.run().findings if found.ref == case.ref] == ["replay"]


def test_a_clock_without_a_provision_stops_the_start(kinds):
    from dataclasses import replace

    call_command("check")
    adrift = replace(
        SEALED,
        version=9,
        clocks=(replace(SEALED.clocks[0], provision="sample.never_written"),),
        helpers=frozenset({"sample.nobody", "sample.helper"}),
    )
    with known(adrift), pytest.raises(SystemCheckError, match=r"cases.E001[\s\S]*cases.E002"):
        call_command("check")
