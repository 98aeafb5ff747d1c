"""Rules propose a recipient by topic, unit and people; exclusion comes first and the reporter's choice last."""

import pytest
from django.urls import reverse

from amanah.engines.cases.models import Case
from amanah.foundation.access import services as access
from amanah.foundation.ledger import queries as ledger
from amanah.rooms.whistleblowing.outside_recipients.models import OutsideRecipient
from amanah.rooms.whistleblowing.routing import queries, services
from amanah.rooms.whistleblowing.tests import stories
from tests import people as cast
from tests.counting import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def rules(people):
    """About inspectorate people: the gravest route, else FKAP; bribery: FKAP; testing of K3: the inspectorate."""
    for name in ("fitri", "indra"):
        access.grant_role(people.accounts[name], "whistleblowing.handler_gravest", people.units.root, since=cast.SINCE)
    ani, inspectorate = people.viewer("ani"), people.units.inspectorate
    return [
        services.add("gravest", topic="", unit=inspectorate, about="people", viewer=ani),
        services.add("antibribery", topic="", unit=inspectorate, about="either", viewer=ani),
        services.add("antibribery", topic="bribery", unit=None, about="either", viewer=ani),
        services.add("inspectorate", topic="illegal_levy", unit=people.units.k3, about="place", viewer=ani),
    ]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (("illegal_levy", "", ""), ""),
        (("bribery", "", ""), "antibribery"),
        (("illegal_levy", "k3_testing", ""), "inspectorate"),
        (("illegal_levy", "placement", ""), ""),
        (("illegal_levy", "inspectorate", ""), "antibribery"),
        (("bribery", "", "Budi Hartono"), "gravest"),
        (("illegal_levy", "", "Hadi Susanto"), ""),
    ],
)
@pytest.mark.usefixtures("rules")
def test_the_first_rule_that_fits_proposes(people, said, expected):
    topic, unit, who = said
    unit_id = str(getattr(people.units, unit).pk) if unit else ""
    assert queries.proposed({"topic": topic, "unit": unit_id, "who": who}).target == expected


def test_a_recipient_who_is_shut_out_is_passed_over(rules):
    found = queries.proposed({"topic": "bribery", "who": "Budi Hartono", "exclude": "Indra Gunawan"})
    assert found.target == "antibribery"
    assert found.passed_over == (rules[0],)


def test_a_rule_that_ended_proposes_nothing(people, rules):
    services.end(rules[2], viewer=people.viewer("ani"))
    assert queries.proposed({"topic": "bribery"}).target == ""
    assert [entry.kind for entry in ledger.entries(rules[2].ref)] == ["routing.rule_added", "routing.rule_ended"]


def test_the_reporter_reads_the_proposal_and_may_choose_otherwise(rules, intake):
    stories.write(intake, topic="bribery", who="Budi Hartono")
    page = intake.get(stories.url("recipient")).content.decode()
    assert "instansi mengusulkan <strong>Pemegang bersama</strong>" in page
    intake.post(stories.url("recipient"), {"route": "antibribery"})
    assert stories.send(intake).status_code == 200
    assert Case.objects.get().route == "antibribery"


def test_the_desk_makes_tries_and_ends_rules_for_coordinators_alone(people, desk):
    address, trial = reverse("routing_desk:rules"), reverse("routing_desk:try")
    people.sign_in(desk, "citra")
    assert desk.get(address).status_code == desk.get(trial).status_code == 403
    people.sign_in(desk, "ani")
    assert desk.post(address, {"target": "antibribery"}).status_code == 400
    assert desk.post(address, {"topic": "bribery", "unit": "", "about": "either", "target": "antibribery"}).status_code == 302
    assert "Fungsi Kepatuhan" in desk.get(address).content.decode()
    tried = desk.post(trial, {"topic": "bribery", "unit": "", "who": "Fitri Handayani"}).content.decode()
    assert "dilewati" in tried
    tried = desk.post(trial, {"topic": "bribery", "unit": "", "who": ""}).content.decode()
    assert "diusulkan kepada" in tried
    assert "Fitri Handayani" in tried
    assert desk.post(reverse("routing_desk:end", args=[queries.in_force().get().pk])).status_code == 302
    assert not queries.in_force()


def test_the_page_of_rules_asks_no_more_for_many_that_lead_outside_than_for_one(people, desk):
    accounts = people.accounts
    outside = OutsideRecipient.objects.create(
        name="Ombudsman", purpose="Di luar", state="active", proposed_by=accounts["ani"], appointed_by=accounts["budi"]
    )
    address = reverse("routing_desk:rules")
    people.sign_in(desk, "ani")

    def shown():
        return [desk.get(address)]

    services.add(outside.ref, topic="bribery", unit=None, about="either", viewer=people.viewer("ani"))
    shown()
    alone = queries_of(shown)
    for topic in ("illegal_levy", "bribery", "illegal_levy"):
        services.add(outside.ref, topic=topic, unit=None, about="either", viewer=people.viewer("ani"))
    shown()
    assert queries_of(shown) == alone
    assert desk.get(address).text.count("Ombudsman") == 5  # four rules, and the choice in the form
