"""The gravest route through services and screens: nobody reads alone, everybody hears of it, nobody concerned is let in."""

from datetime import timedelta

import pytest
from django.urls import reverse

from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case
from amanah.engines.cases.refusals import Refused
from amanah.engines.reports.queries import reading
from amanah.engines.reports.services import handling
from amanah.foundation.access import services as access
from amanah.foundation.notices.models import Notice
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.models import Wrap
from amanah.foundation.vault.quorum import queries as quorums
from amanah.foundation.vault.quorum import services as quorum
from amanah.kernel import clock
from amanah.rooms.whistleblowing.gravest import services
from amanah.rooms.whistleblowing.services import filing, succession
from amanah.rooms.whistleblowing.tests import stories
from tests import people as cast

pytestmark = pytest.mark.django_db
ROLE = "whistleblowing.handler_gravest"


@pytest.fixture
def holders(people):
    """Budi, Fitri and Indra hold shares of what comes by the gravest route."""
    for name in ("budi", "fitri", "indra"):
        access.grant_role(people.accounts[name], ROLE, people.units.root, since=cast.SINCE)
    return people


@pytest.fixture
def case(holders, intake):
    stories.file_one(intake, route="gravest")
    return Case.objects.get()


def pair(people, name):
    return vault.unlock(people.accounts[name], cast.PASSPHRASE)


def opened(people, name, case):
    return reading.open_case(people.viewer(name), case, pair(people, name))


def open_together(people, case, asker="budi", giver="fitri"):
    wish = services.ask(case, people.viewer(asker), "Perlu ditelaah hari ini.")
    services.contribute(case, people.viewer(giver), wish.pk, pair(people, giver))
    services.open_now(case, people.viewer(asker), pair(people, asker))
    return wish


def test_nobody_holds_the_whole_and_two_read_it_together_for_a_while(holders, case, django_capture_on_commit_callbacks):
    records = (case.ref, f"work:{case.pk}")
    assert not Wrap.objects.filter(record__in=records, holder__startswith="account:").exists()
    assert not any(opened(holders, name, case) for name in ("ani", "budi", "fitri", "indra"))
    with django_capture_on_commit_callbacks(execute=True):
        open_together(holders, case)
    content = reading.content(opened(holders, "budi", case))
    assert content.report.answers["what"] == stories.WHAT
    assert opened(holders, "fitri", case) is None
    handling.write_note(opened(holders, "budi", case), "Catatan")
    told = set(Notice.objects.filter(ref=case.ref).values_list("account__username", "code"))
    assert {("fitri", "quorum.asked"), ("indra", "quorum.asked"), ("indra", "quorum.given"), ("indra", "quorum.began")} <= told
    assert not {name for name, _ in told} & {"citra", "gilang", "hadi"}
    with clock.at(clock.now() + timedelta(days=quorums.rule().days + 1)):
        quorum.lapse()
    assert opened(holders, "budi", case) is None


def test_the_first_opening_splits_the_key_anew_among_the_same(holders, case):
    before = quorums.in_force(case.ref)
    open_together(holders, case)
    after = quorums.in_force(case.ref)
    assert (bytes(after.public_key) != bytes(before.public_key), after.threshold) == (True, before.threshold)
    assert {share.account for share in quorums.usable(after)} == {holders.budi, holders.fitri, holders.indra}
    assert not Wrap.objects.filter(holder=before.holder).exists()
    assert opened(holders, "budi", case)
    services.end(case, holders.viewer("budi"))
    open_together(holders, case, "indra", "budi")
    assert opened(holders, "indra", case)
    assert quorums.in_force(case.ref) == after


def test_while_a_colleague_waits_for_shares_it_stays_as_it_is(holders, case):
    before = quorums.in_force(case.ref)
    waiting = services.ask(case, holders.viewer("indra"), "Saya juga perlu membacanya.")
    open_together(holders, case)
    assert quorums.in_force(case.ref) == before
    services.contribute(case, holders.viewer("fitri"), waiting.pk, pair(holders, "fitri"))
    services.open_now(case, holders.viewer("indra"), pair(holders, "indra"))
    assert opened(holders, "indra", case)
    assert quorums.in_force(case.ref) != before
    assert opened(holders, "budi", case)


def test_assigning_gives_no_key_and_colleagues_cannot_give_one_either(holders, case):
    open_together(holders, case)
    handling.assign(opened(holders, "budi", case), holders.indra)
    assert opened(holders, "indra", case) is None
    handed = vault.give([case.ref], holders.viewer("budi").actor, pair(holders, "budi"), holders.indra, actor="system")
    assert handed.refused == {case.ref}
    assert case.ref not in keys.missing(holders.ani)
    assert not [account for account, records in keys.waiting(holders.viewer("budi")) if case.ref in records]


def test_the_route_is_shut_where_too_few_may_hold(holders, intake):
    stories.write(intake, exclude="Budi Hartono\nFitri Handayani")
    assert filing.shut_routes({"exclude": "Budi Hartono\nFitri Handayani"}) >= {"gravest"}
    page = intake.get(stories.url("recipient"))
    assert "lebih sedikit daripada yang diperlukan" in page.content.decode()
    intake.post(stories.url("recipient"), {"route": "gravest"})
    assert stories.send(intake).status_code == 409
    assert not Case.objects.exists()


def test_who_is_concerned_holds_no_share_and_loses_it_when_named_later(holders, case, django_capture_on_commit_callbacks):
    open_together(holders, case, "budi", "indra")
    handling.name_subjects(opened(holders, "budi", case), ("Fitri Handayani",))
    shared = quorums.in_force(case.ref)
    assert {share.account for share in quorums.usable(shared)} == {holders.budi, holders.indra}
    with pytest.raises(Refused):
        services.ask(case, holders.viewer("fitri"), "Ingin tahu")
    with django_capture_on_commit_callbacks(execute=True):
        handling.recuse(case, viewer=holders.viewer("indra"))
    assert len(quorums.usable(shared)) == 1
    assert Notice.objects.filter(ref=case.ref, code="quorum.weak").exists()
    # An opening still lasts: the one who reads makes new shares as soon as somebody else may hold one.
    with pytest.raises(Refused):
        services.resplit(opened(holders, "budi", case))
    holders.add("joko", "Joko Susilo", holders.units.inspectorate, "Auditor", roles=(ROLE,), keys=True)
    services.resplit(opened(holders, "budi", case))
    assert {share.account for share in quorums.usable(quorums.in_force(case.ref))} == {holders.budi, holders.joko}
    quorum.end(quorums.live(quorums.in_force(case.ref), holders.budi.pk), actor="system")
    open_together(holders, case, "joko", "budi")
    assert opened(holders, "joko", case)


def test_a_leaving_holder_gives_the_share_on_and_the_report_still_opens(holders, case):
    holders.add("joko", "Joko Susilo", holders.units.inspectorate, "Auditor", roles=(ROLE,), keys=True)
    cases.assign(case, holders.fitri, viewer=holders.viewer("ani"))
    assert [
        line.refusal for line in succession.plan(holders.viewer("fitri"), holders.fitri, holders.joko) if line.title == case.number
    ] == [""]
    done, stayed = succession.hand_over(holders.viewer("fitri"), pair(holders, "fitri"), holders.fitri, holders.joko)
    assert [line.title for line in done] == [case.number]
    assert not stayed
    assert {share.account for share in quorums.usable(quorums.in_force(case.ref))} == {holders.budi, holders.indra, holders.joko}
    open_together(holders, case, "joko", "budi")
    assert opened(holders, "joko", case)


def test_the_last_shares_do_not_leave_with_somebody_who_cannot_give_them_on(holders, case):
    handling.recuse(case, viewer=holders.viewer("indra"))
    done, stayed = succession.hand_over(holders.viewer("fitri"), pair(holders, "fitri"), holders.fitri, holders.budi)
    assert (done, [line.title for line in stayed]) == ([], [case.number])
    assert len(quorums.usable(quorums.in_force(case.ref))) == 2


def test_the_screens_lead_through_it_and_others_find_nothing(holders, case, desk):
    page = reverse("whistleblowing_desk:case", args=[case.number])
    holders.sign_in(desk, "budi")
    unlock(desk)
    shown = desk.get(page).content.decode()
    assert "2 dari 3 pemegang diperlukan" in shown
    assert stories.WHAT not in shown
    desk.post(reverse("gravest_desk:ask", args=[case.number]), {"text": "Perlu ditelaah hari ini."})
    holders.sign_in(desk, "fitri")
    unlock(desk)
    listed = desk.get(reverse("gravest_desk:waiting")).content.decode()
    assert "Perlu ditelaah hari ini." in listed
    assert case.number in desk.get(reverse("cases:work")).content.decode()
    wish = quorums.in_force(case.ref).openings.get()
    desk.post(reverse("gravest_desk:contribute", args=[case.number, wish.pk]))
    holders.sign_in(desk, "citra")
    for address in (
        page,
        reverse("gravest_desk:ask", args=[case.number]),
        reverse("gravest_desk:waiting"),
        reverse("gravest_desk:rule"),
    ):
        assert desk.get(address).status_code in {403, 404}
    holders.sign_in(desk, "budi")
    unlock(desk)
    desk.post(reverse("gravest_desk:open", args=[case.number]))
    assert stories.WHAT in desk.get(page).content.decode()
    desk.post(reverse("gravest_desk:end", args=[case.number]))
    assert stories.WHAT not in desk.get(page).content.decode()


def test_the_rule_counts_for_what_comes_after_it(holders, intake):
    quorum.set_rule(3, 5, 5, actor="system")
    stories.file_one(intake, route="gravest")
    assert quorums.in_force(Case.objects.get().ref).threshold == 3


def test_a_rule_that_lets_one_person_read_is_refused(people, desk):
    people.sign_in(desk, "ani")
    for wrong in ({"threshold": 1, "most": 3}, {"threshold": 3, "most": 2}, {"threshold": 3, "most": 17}):
        assert desk.post(reverse("gravest_desk:rule"), wrong | {"days": 5}).status_code == 400
    assert desk.post(reverse("gravest_desk:rule"), {"threshold": 3, "most": 5, "days": 5}).status_code == 302
    assert (quorums.rule().threshold, quorums.rule().days) == (3, 5)


def unlock(desk):
    desk.post(reverse("vault:unlock"), {"passphrase": cast.PASSPHRASE, "next": "/desk/"})
