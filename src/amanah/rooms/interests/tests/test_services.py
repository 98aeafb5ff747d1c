"""From a declaration to a proven control: who decides, who holds the matter, what is owed, who sees nothing."""

from uuid import uuid4

import pytest

from amanah import rulebook
from amanah.engines.actions import services as actions
from amanah.engines.actions.models import Action
from amanah.engines.actions.queries import visible as visible_actions
from amanah.engines.cases import queries as case_queries
from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case
from amanah.engines.cases.refusals import Refused
from amanah.engines.retention import schedule
from amanah.foundation.access import conflicts, exclusion
from amanah.foundation.access import services as access
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.notices import queries as notices
from amanah.foundation.organisation import services as organisation
from amanah.foundation.organisation.models import Acting
from amanah.foundation.threads import visibility
from amanah.foundation.vault import custody
from amanah.foundation.vault import queries as vault_queries
from amanah.foundation.vault.models import SealedField
from amanah.kernel import clock
from amanah.rooms.interests import queries, services
from amanah.rooms.interests.models import Interest, InterestTag
from amanah.rooms.interests.tests import stage
from amanah.rooms.interests.workflow import OFFICER
from tests.counting import queries_of
from tests.people import give_keys

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(people):
    stage.cast(people)
    return people


def decider(interest):
    return [str(one.account.username) for one in interest.case.assignments.filter(until__isnull=True)]


def test_an_actual_interest_goes_sealed_to_the_superior_within_the_clock(cast):
    interest = stage.declare(cast)
    assert (interest.case.state, decider(interest)) == ("weighed", ["gilang"])
    running = next(deadline for deadline in clocks.for_refs([interest.case.ref]) if deadline.name == "decision")
    assert running.due_on == rulebook.due("interests.decided_within", clock.today()).date
    assert not [row for row in SealedField.objects.filter(record=interest.ref) if stage.SECRET.encode() in bytes(row.ciphertext)]
    for name in ("hadi", "gilang", "maya"):
        assert queries.content(stage.opened(cast, name, interest)).words.what == stage.SECRET
    assert {f"account:{cast.accounts[name].pk}" for name in ("hadi", "gilang", "maya")} == set(vault_queries.holders(interest.ref))


@pytest.mark.parametrize("name", ["citra", "ani", "kartika", "lestari"])
def test_nobody_else_sees_anything(cast, name):
    interest = stage.declare(cast, tied=True)
    viewer = cast.viewer(name)
    assert queries.find(viewer, interest.number) is None
    assert case_queries.find(viewer, interest.number) is None
    assert not visibility.may_see(viewer, interest.ref)
    assert not custody.may_hold(cast.accounts[name], [interest.ref])
    assert notices.unread(viewer) == 0


def test_whoever_it_names_sees_nothing_even_as_an_officer(cast):
    access.grant_role(cast.budi, OFFICER, cast.units.root)
    interest = stage.declare(cast, people=[cast.persons["budi"]])
    viewer = cast.viewer("budi")
    assert queries.find(viewer, interest.number) is None
    assert not case_queries.visible(viewer).filter(pk=interest.pk).exists()
    assert f"account:{cast.budi.pk}" not in vault_queries.holders(interest.ref)
    assert interest.ref in custody.hidden(cast.budi, [interest.ref])


def test_an_officer_handles_no_declaration_of_their_own(cast):
    interest = stage.declare(cast, "maya")
    viewer = cast.viewer("maya")
    assert not case_queries.visible(viewer).exists()
    assert not queries.entrusted(viewer).exists()
    assert queries.mine(viewer).get() == interest
    with pytest.raises(Refused):
        services.dismiss(stage.opened(cast, "maya", interest), "Tidak apa-apa.")


def test_a_superior_who_is_implicated_is_passed_over_and_an_acting_one_counts(cast):
    assert decider(stage.declare(cast, people=[cast.persons["gilang"]])) == ["kartika"]
    head = organisation.create_post(cast.units.k3_testing, "Kepala Subdirektorat", is_head=True, actor="system")
    organisation.assign_post(cast.persons["budi"], head, since=clock.today(), acting=Acting.PLT, actor="system")
    assert decider(stage.declare(cast)) == ["budi"]


def test_a_superior_who_declared_an_interest_in_the_declarant_is_passed_over(cast):
    stage.declare(cast, "gilang", "potential", people=[cast.persons["hadi"]])
    assert decider(stage.declare(cast)) == ["kartika"]


def test_without_a_superior_an_officer_says_who_decides(cast):
    interest = stage.declare(cast, "kartika", tied=True)
    assert (interest.case.state, decider(interest), interest.superior) == ("received", [], None)
    services.appoint(stage.opened(cast, "maya", interest), cast.ani)
    interest.case.refresh_from_db()
    assert (interest.case.state, decider(interest)) == ("weighed", ["ani"])
    assert interest.interims.get(until__isnull=True).person == cast.persons["ani"]
    assert stage.opened(cast, "ani", interest)


def test_nobody_to_receive_it_means_nothing_is_stored(people):
    with pytest.raises(services.NoReceiver):
        stage.declare(people)
    assert not Interest.objects.exists()
    assert not Case.objects.exists()


def test_a_potential_interest_is_registered_for_the_superior_and_is_no_case(cast):
    interest = stage.declare(cast, "hadi", "potential", names=["PT Karya Aman"])
    assert (interest.case, interest.number[:3]) == (None, "KP-")
    assert [row.number for row in queries.entrusted(cast.viewer("gilang"))] == [interest.number]
    assert stage.opened(cast, "gilang", interest)
    services.end(stage.opened(cast, "gilang", interest), "Sahamnya sudah dijual.")
    assert queries.content(stage.opened(cast, "hadi", interest)).ending.text == "Sahamnya sudah dijual."
    assert queries.standing_of(cast.persons["hadi"]) == 0


def test_question_answer_and_dismissal(cast):
    interest = stage.declare(cast)
    services.ask(stage.opened(cast, "gilang", interest), "Sejak kapan?")
    with pytest.raises(Refused):
        services.answer(stage.opened(cast, "maya", interest), "Bukan saya.")
    services.answer(stage.opened(cast, "hadi", interest), "Sejak Mei.")
    services.dismiss(stage.opened(cast, "gilang", interest), "Perusahaan itu di luar wewenangnya.")
    interest.case.refresh_from_db()
    assert (interest.case.state, interest.case.outcome) == ("no_conflict", "none")
    sheets = queries.content(stage.opened(cast, "hadi", interest)).sheets
    assert [(sheet.who, sheet.paper.text) for sheet in sheets] == [
        ("Gilang Ramadhan", "Sejak kapan?"),
        ("Hadi Susanto", "Sejak Mei."),
        ("Gilang Ramadhan", "Perusahaan itu di luar wewenangnya."),
    ]


def test_the_matter_passes_at_once_and_then_to_a_substitute_without_an_interest_of_their_own(cast):
    interest = stage.declare(cast, tied=True, names=["CV Karya Aman"])
    assert interest.interims.get(until__isnull=True).person == cast.persons["gilang"]
    stage.declare(cast, "citra", "potential", names=["PT. KARYA AMAN"])
    opened = stage.opened(cast, "gilang", interest)
    for refused in ("citra", "hadi"):
        with pytest.raises(Refused) as refusal:
            services.name_substitute(opened, cast.persons[refused], "Berkas 12")
        assert refusal.value.code == "excluded"
    services.name_substitute(opened, cast.persons["eko"], "Berkas 12")
    assert [row.person.name for row in interest.interims.all()] == ["Gilang Ramadhan", "Eko Prasetyo"]
    action = visible_actions(cast.viewer("eko")).get()
    assert (action.description, stage.SECRET in action.title) == ("Berkas 12", False)
    assert not visible_actions(cast.viewer("hadi")).exists()


def test_controls_are_owed_and_proven_and_then_the_case_is_settled(cast):
    interest = stage.declare(cast)
    services.control(stage.opened(cast, "gilang", interest), "Benar.", stage.measures(cast, "recusal", "access", executor="eko"))
    owed = {action.title.split(" (")[0]: action for action in Action.objects.all()}
    assert {str(action.owner): action.verifier.name for action in owed.values()} == {
        "Hadi Susanto": "Maya Lestari",
        "Eko Prasetyo": "Maya Lestari",
    }
    for action, name in zip(sorted(owed.values(), key=lambda one: str(one.owner)), ("eko", "hadi"), strict=True):
        interest.case.refresh_from_db()
        assert interest.case.state == "controlled"
        actions.begin(action, viewer=cast.viewer(name))
        actions.report_done(action, "Selesai.", viewer=cast.viewer(name), evidence="ND-12")
        actions.verify(action, "Bukti cocok.", viewer=cast.viewer("maya"))
    interest.case.refresh_from_db()
    assert interest.case.state == "settled"
    assert queries.standing_of(cast.persons["hadi"]) == 1
    services.end(stage.opened(cast, "maya", interest), "Adiknya menarik permohonan.")
    assert queries.standing_of(cast.persons["hadi"]) == 0


def test_how_long_interests_are_kept_is_asked_once_for_many_and_of_none_that_stands(cast):
    stands, *ended = (stage.declare(cast, names=[f"CV Karya {number}"]) for number in range(4))
    Interest.objects.filter(pk__in=[one.pk for one in ended]).update(ended_on=clock.today())
    Case.objects.update(state="settled", outcome="controlled", closed_on=clock.today())
    every = list(Case.objects.order_by("pk"))
    assert queries_of(lambda: schedule.terms(every[:1])) == queries_of(lambda: schedule.terms(every)) == 1
    assert schedule.terms(every) == {one.case_id: schedule.term(one.case) for one in Interest.objects.exclude(pk=stands.pk)}
    assert schedule.term(Case.objects.get(pk=stands.case_id)) is None


def test_a_decider_who_steps_back_loses_sight_and_key(cast):
    interest = stage.declare(cast, tied=True)
    services.recuse(queries.find(cast.viewer("gilang"), interest.number), viewer=cast.viewer("gilang"))
    assert queries.find(cast.viewer("gilang"), interest.number) is None
    assert f"account:{cast.gilang.pk}" not in vault_queries.holders(interest.ref)
    assert not interest.interims.filter(until__isnull=True).exists()


def test_a_case_that_was_declared_is_taken_from_its_handler_and_given_to_nobody_who_declared(cast):
    case = cases.open_case("whistleblowing", case_id=uuid4(), route="inspectorate", topic="bribery", tags=[], actor="reporter")
    cases.assign(case, cast.budi, viewer=cast.viewer("ani"))
    give_keys(cast.lestari)
    stage.declare(cast, "budi", tied=True, numbers=[case.number.lower()])
    assert not case.assignments.filter(until__isnull=True).exists()
    assert not case_queries.visible(cast.viewer("budi")).filter(pk=case.pk).exists()
    with pytest.raises(Refused) as refusal:
        cases.assign(case, cast.budi, viewer=cast.viewer("ani"))
    assert refusal.value.code in {"recused", "excluded"}


def test_the_yearly_statement_is_made_once(cast):
    year = clock.today().year
    stage.declare(cast, "hadi", "potential")
    first = services.state_yearly(year, viewer=cast.viewer("hadi"))
    assert (services.state_yearly(year, viewer=cast.viewer("hadi")), first.standing) == (first, 1)
    assert list(queries.stated(year)) == [cast.persons["hadi"].pk]


def test_tags_say_nothing_in_clear(cast):
    interest = stage.declare(cast, names=["PT Karya Aman"], numbers=["REG/12/2026"], units=[cast.units.placement])
    stored = [bytes(tag) for tag in InterestTag.objects.filter(interest=interest).values_list("tag", flat=True)]
    assert len(stored) == 3
    assert all(len(tag) == 32 for tag in stored)
    assert exclusion.unit_tag(cast.units.placement.pk) in stored


def test_who_names_themself_is_no_third_party_and_still_sees_their_controls(cast):
    interest = stage.declare(cast, people=[cast.persons["hadi"]])
    services.control(stage.opened(cast, "gilang", interest), "Benar.", stage.measures(cast))
    assert visible_actions(cast.viewer("hadi")).count() == 1


def test_a_superior_begins_what_somebody_did_not_declare(cast):
    about = stage.draft(tied=True, people=[cast.persons["citra"]])
    interest = services.begin(about, cast.persons["hadi"], viewer=cast.viewer("gilang"))
    assert (interest.person, interest.account, interest.begun_by) == (cast.persons["hadi"], cast.hadi, cast.gilang)
    assert interest.case.state == "weighed"
    assert queries.decides(cast.viewer("gilang"), interest)
    assert interest.interims.get(until__isnull=True).person == cast.persons["gilang"]
    matter = conflicts.Matter(tags=frozenset(stage.person_tags(cast, "citra")))
    assert conflicts.stands_in_the_way(cast.persons["hadi"].pk, matter)
    assert not conflicts.stands_in_the_way(cast.persons["gilang"].pk, matter)
    services.ask(stage.opened(cast, "gilang", interest), "Benarkah ia adik Anda?")
    hadi = stage.opened(cast, "hadi", interest)
    assert queries.content(hadi).words.what == stage.SECRET
    services.answer(hadi, "Benar.")
    services.name_substitute(stage.opened(cast, "gilang", interest), cast.persons["fitri"], "Berkas 12.")
    services.dismiss(stage.opened(cast, "gilang", interest), "Sudah bukan.")
    assert not conflicts.stands_in_the_way(cast.persons["hadi"].pk, matter)
    assert next(entry.kind for entry in ledger.entries(interest.ref)) == "interest.begun"


@pytest.mark.parametrize(("name", "about"), [("citra", "hadi"), ("hadi", "gilang"), ("gilang", "gilang"), ("gilang", "citra")])
def test_nobody_else_begins_it(cast, name, about):
    give_keys(cast.citra)
    with pytest.raises(Refused) as refusal:
        services.begin(stage.draft(), cast.persons[about], viewer=cast.viewer(name))
    assert refusal.value.code == "role"
    assert not Interest.objects.exists()
